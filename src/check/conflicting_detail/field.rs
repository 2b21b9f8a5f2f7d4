//! What a rule of this kind compares.

use crate::lexicon::named;
use crate::yaml::{Mistake, Node};

named! {
    /// A detail that can differ, by the word in rules, reports and messages.
    pub(super) enum Field (ALL, name) {
        Age = "age",
        Date = "date",
        Day = "day",
        FirstName = "first-name",
        Location = "location",
        Modality = "modality",
        Number = "number",
        PlaceType = "place-type",
        Polarity = "polarity",
        Title = "title",
    }
}

impl Field {
    /// Whether it is a detail of what a sentence says, and not of a person or place.
    pub(super) fn is_of_claim(self) -> bool {
        !matches!(self, Field::Age | Field::FirstName | Field::PlaceType | Field::Title)
    }

    /// The field a rule's `options:` name.
    pub(super) fn read(options: &Node) -> Result<Self, Mistake> {
        let names: Vec<&str> = Self::ALL.iter().map(|field| field.name()).collect();
        let fields = options.fields(&["field"])?;
        let name = fields.need("field")?.one_of("field", &names)?;
        Ok(*Self::ALL.iter().find(|field| field.name() == name).expect("one of the names"))
    }
}
