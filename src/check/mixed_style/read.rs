//! The options of a `mixed-style` rule.

use super::{Family, Form, KIND, Rule};
use crate::check::Setting;
use crate::check::regexes::{self, Each};
use crate::yaml::{Mistake, Node, Value};

pub(super) fn read(setting: &Setting<'_>) -> Result<Rule, Mistake> {
    let names: Vec<&str> = KIND.options.iter().map(|option| option.name).collect();
    let fields = setting.options.fields(&names)?;
    let flag = |name, or| fields.get(name).map_or(Ok(or), Node::flag);
    let ignore_case = flag("ignore-case", false)?;
    let forms = fields.need("forms")?;
    let families = match &forms.value {
        Value::List(families) => {
            families.iter().map(|node| family(node, ignore_case)).collect::<Result<_, _>>()?
        }
        _ => vec![family(forms, ignore_case)?],
    };
    let except = fields.get("except").map_or(Ok(None), |node| regexes::any_of(node.items()?, ignore_case))?;
    Ok(Rule {
        families,
        except,
        headline: flag("headline", false)?,
        quotations: flag("quotations", true)?,
        same_letters: flag("same-letters", false)?,
    })
}

fn family(node: &Node, ignore_case: bool) -> Result<Family, Mistake> {
    let mut forms = Vec::new();
    for (name, key, patterns) in node.entries()? {
        let patterns = Each::read(patterns.items()?, ignore_case)?;
        if patterns.is_empty() {
            return Err(key.mistake(format!("the form `{name}` has no pattern")));
        }
        forms.push(Form { name: name.to_owned(), patterns });
    }
    if forms.len() < 2 {
        return Err(node.mistake_with("a style is mixed of two forms or more", "name the other form too"));
    }
    Ok(Family { forms })
}
