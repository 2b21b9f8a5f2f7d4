//! What the house has decided, as `copydesk.yml` and the options of rules write it.

use crate::yaml::{Fields, Mistake, Node, Value};

/// What the house has decided about names and terms.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct House {
    /// Lists of names that look alike and are not the same.
    pub distinct: Vec<Vec<String>>,
    /// Names and phrases that are right as they stand.
    pub accept: Vec<String>,
    /// House terms.
    pub terms: Vec<Term>,
}

/// A house term.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Term {
    /// The form to use.
    pub term: String,
    /// Forms not to use.
    pub instead_of: Vec<String>,
    /// Phrases in which such a form is right (`chicken Kiev`).
    pub except: Vec<String>,
}

/// A list of terms, as rule files and `copydesk.yml` write them.
///
/// # Errors
/// If an entry has no `use` or no `instead-of`, or a form to avoid is the form to use. An empty list of
/// forms to avoid only says which of several spellings is the house's.
pub fn terms(node: &Node) -> Result<Vec<Term>, Mistake> {
    node.items()?.iter().map(term).collect()
}

fn term(node: &Node) -> Result<Term, Mistake> {
    let fields = explained(node, &["use", "instead-of", "except"])?;
    let filled = |node: &Node| -> Result<Vec<String>, Mistake> {
        for item in node.items()? {
            if item.text()?.trim().is_empty() {
                return Err(item.mistake("an empty term is everywhere"));
            }
        }
        node.texts()
    };
    let term = fields.need("use")?.text()?.to_owned();
    let avoid = fields.need("instead-of")?;
    let instead_of = filled(avoid)?;
    if instead_of.contains(&term) {
        return Err(avoid.mistake(format!("`{term}` does not stand in for itself; name other forms")));
    }
    Ok(Term { term, instead_of, except: fields.get("except").map_or(Ok(Vec::new()), filled)? })
}

/// Lists of names that look alike and are not the same, as rule files and `copydesk.yml` write them: each a list,
/// or a mapping with `names` and why, and each with its node.
///
/// # Errors
/// If a list has fewer than two names.
pub fn distinct(node: &Node) -> Result<Vec<(Vec<String>, &Node)>, Mistake> {
    let names = |names: &Node| match &names.value {
        Value::List(list) if list.len() > 1 => names.texts(),
        _ => Err(names.mistake_with("expected a list of two names or more", "for example `- [Iran, Iraq]`")),
    };
    let each = |node: &'_ Node| match &node.value {
        Value::Map(_) => names(explained(node, &["names"])?.need("names")?),
        _ => names(node),
    };
    node.items()?.iter().map(|node| Ok((each(node)?, node))).collect()
}

/// The fields of a decision: `keys`, and why, by whom and when, which are for people.
///
/// # Errors
/// If there are other keys, or a reason is no text.
pub fn explained<'a>(node: &'a Node, keys: &[&str]) -> Result<Fields<'a>, Mistake> {
    let why = ["reason", "by", "date"];
    let fields = node.fields(&[keys, &why].concat())?;
    why.iter().filter_map(|key| fields.get(key)).try_for_each(|why| why.text().map(drop))?;
    Ok(fields)
}
