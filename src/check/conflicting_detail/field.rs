//! What a rule of this kind compares.

use crate::yaml::{Mistake, Node};

/// A detail that can differ.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Field {
    Age,
    Date,
    Day,
    FirstName,
    Location,
    Modality,
    Number,
    PlaceType,
    Polarity,
    Title,
}

impl Field {
    const ALL: [Field; 10] = [
        Field::Age,
        Field::Date,
        Field::Day,
        Field::FirstName,
        Field::Location,
        Field::Modality,
        Field::Number,
        Field::PlaceType,
        Field::Polarity,
        Field::Title,
    ];

    /// The word in rules, reports and messages.
    pub(super) fn name(self) -> &'static str {
        match self {
            Field::Age => "age",
            Field::Date => "date",
            Field::Day => "day",
            Field::FirstName => "first-name",
            Field::Location => "location",
            Field::Modality => "modality",
            Field::Number => "number",
            Field::PlaceType => "place-type",
            Field::Polarity => "polarity",
            Field::Title => "title",
        }
    }

    /// Whether it is a detail of what a sentence says, and not of a person or place.
    pub(super) fn is_of_claim(self) -> bool {
        !matches!(self, Field::Age | Field::FirstName | Field::PlaceType | Field::Title)
    }

    /// The field a rule's `options:` name.
    pub(super) fn read(options: &Node) -> Result<Self, Mistake> {
        let names: Vec<&str> = Self::ALL.iter().map(|field| field.name()).collect();
        let fields = options.fields(&["field"])?;
        let name = fields.need("field")?.one_of("field", &names)?;
        Ok(Self::ALL.into_iter().find(|field| field.name() == name).expect("one of the names"))
    }
}
