//! Articles that are no copy any more: killed, withdrawn, superseded.
//!
//! The words are those of IPTC's publishing status (`canceled`), of NITF's `management-status`, and
//! of desks. An item that is withheld or under embargo is copy still to come, and is read.

use crate::article::Metadata;

/// What statuses say, and what the count calls it.
const GONE: &[(&str, &str)] = &[
    ("canceled", "cancelled"),
    ("cancelled", "cancelled"),
    ("deleted", "deleted"),
    ("kill", "killed"),
    ("killed", "killed"),
    ("recalled", "withdrawn"),
    ("replaced", "superseded"),
    ("retracted", "withdrawn"),
    ("spiked", "killed"),
    ("superseded", "superseded"),
    ("withdrawn", "withdrawn"),
];

/// What became of an article that is no copy any more.
pub(super) fn gone(meta: &Metadata) -> Option<&'static str> {
    let status = meta.status.as_deref()?.trim().to_lowercase();
    // A code may stand behind the name of its list: `stat:canceled`.
    let code = status.rsplit([':', '/', '#']).next().unwrap_or(&status);
    GONE.iter().find(|(word, _)| *word == code).map(|(_, gone)| *gone)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn killed_copy_is_gone_and_withheld_copy_is_not() {
        let gone = |status: &str| gone(&Metadata { status: Some(status.to_owned()), ..Metadata::default() });
        assert_eq!([gone("Killed"), gone("stat:canceled")], [Some("killed"), Some("cancelled")]);
        assert_eq!([gone("usable"), gone("withheld"), gone("embargoed")], [None; 3]);
    }
}
