//! Nouns that speak, and which pronoun may stand for them.

use rustc_hash::FxHashMap;

use crate::yaml::{Mistake, Node};

/// Who a noun stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// A man.
    Man,
    /// A woman.
    Woman,
    /// A person, or persons.
    Person,
    /// An organisation or office: "it" or "they", never "he" or "she".
    Body,
}

/// Reads the lists. A noun of two lists is a person before it is a body.
pub(super) fn read(node: &Node) -> Result<FxHashMap<String, Role>, Mistake> {
    let fields = node.fields(&["bodies", "men", "persons", "women"])?;
    let mut found = FxHashMap::default();
    let lists =
        [("bodies", Role::Body), ("persons", Role::Person), ("men", Role::Man), ("women", Role::Woman)];
    for (name, role) in lists {
        for noun in fields.need(name)?.texts()? {
            found.insert(noun, role);
        }
    }
    Ok(found)
}
