//! Enums whose variants have names in files and messages.

/// Declares an enum, a list of its variants that none can be missing from, and what each is called.
macro_rules! named {
    (
        $(#[$attr:meta])*
        $vis:vis enum $list:ident ($(#[$all:meta])* ALL, $(#[$get:meta])* $name:ident) {
            $($(#[$doc:meta])* $variant:ident = $words:literal,)*
        }
    ) => {
        $(#[$attr])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        $vis enum $list { $($(#[$doc])* $variant,)* }

        impl $list {
            /// Every one, in the order of their numbers.
            $(#[$all])*
            $vis const ALL: &[$list] = &[$($list::$variant,)*];

            /// What it is called.
            $(#[$get])*
            $vis fn $name(self) -> &'static str {
                match self { $($list::$variant => $words,)* }
            }
        }
    };
}

pub(crate) use named;
