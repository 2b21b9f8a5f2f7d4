//! From a rule file as written to a checked rule.
//!
//! A file holds one rule. One that `extends` another takes over every key that it does not give
//! itself, and options one by one; one that has the id of a rule that ships takes its place.

use std::sync::Arc;

use super::{Example, Message, Rule, RuleError};
use crate::check::{KINDS, Kind, Scope};
use crate::finding::Level;
use crate::yaml::{self, Mistake, Node, Place, Value, one_of};

/// The keys of a rule file.
const KEYS: &[&str] = &["id", "kind", "extends", "level", "scope", "message", "link", "options", "examples"];

/// A rule file as written.
pub(super) struct Spec {
    /// Its name and its text.
    pub(super) file: Arc<(String, String)>,
    pub(super) node: Node,
    pub(super) id: String,
    /// The rule it starts from, and where it says so.
    pub(super) extends: Option<(String, Place)>,
}

impl Spec {
    pub(super) fn read(file: &str, text: &str) -> Result<Self, RuleError> {
        let parsed = yaml::parse(text).and_then(|node| {
            let fields = node.fields(KEYS)?;
            let id = fields.need("id")?;
            let letter = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-';
            if id.text()?.is_empty() || !id.text()?.bytes().all(letter) {
                let help = "for example `name-spelling`";
                return Err(id.mistake_with("an id has small letters, digits and hyphens", help));
            }
            let id = id.text()?.to_owned();
            let extends = match fields.get("extends") {
                Some(base) => Some((base.text()?.to_owned(), base.place)),
                None => None,
            };
            Ok((node, id, extends))
        });
        let (node, id, extends) = parsed.map_err(|m| RuleError::Mistake(m.draw(file, text)))?;
        Ok(Self { file: Arc::new((file.to_owned(), text.to_owned())), node, id, extends })
    }

    /// The mistake that another file has a rule of this id.
    pub(super) fn taken(&self, other: &str) -> RuleError {
        let what = format!("a rule `{}` stands in {other} already", self.id);
        let id = self.node.fields(KEYS).and_then(|fields| fields.need("id").cloned());
        self.wrong(&id.map_or_else(|mistake| mistake, |id| id.mistake(what)))
    }

    fn wrong(&self, mistake: &Mistake) -> RuleError {
        RuleError::Mistake(mistake.draw(&self.file.0, &self.file.1))
    }
}

/// Reads specs in an order in which each finds the rule it extends.
pub(super) fn resolve(mut specs: Vec<Spec>, mut rules: Vec<Rule>) -> Result<Vec<Rule>, RuleError> {
    while !specs.is_empty() {
        let waits = |spec: &Spec| {
            let base = spec.extends.as_ref().map(|(base, _)| base);
            base.is_some_and(|base| *base != spec.id && specs.iter().any(|other| other.id == *base))
        };
        let Some(next) = specs.iter().position(|spec| !waits(spec)) else {
            let place = specs[0].extends.as_ref().map_or(Place::default(), |(_, place)| *place);
            let what = "rules extend each other in a circle".to_owned();
            return Err(specs[0].wrong(&Mistake { place, what, help: None }));
        };
        let spec = specs.remove(next);
        let rule = read(&spec, &rules).map_err(|mistake| spec.wrong(&mistake))?;
        rules.retain(|old| old.id != rule.id);
        rules.push(rule);
    }
    rules.sort_by(|a, b| a.id.cmp(&b.id));
    Ok(rules)
}

fn read(spec: &Spec, rules: &[Rule]) -> Result<Rule, Mistake> {
    let fields = spec.node.fields(KEYS)?;
    let base = match &spec.extends {
        None => None,
        Some((name, place)) => Some(rules.iter().find(|rule| rule.id == *name).ok_or_else(|| {
            let known: Vec<&str> = rules.iter().map(|rule| rule.id.as_str()).collect();
            let help = Some(one_of(name, &known));
            Mistake { place: *place, what: format!("no rule `{name}` to extend"), help }
        })?),
    };
    let kind = match (fields.get("kind"), base) {
        (None, Some(base)) => base.kind,
        (Some(node), Some(base)) if kind(node)?.name != base.kind.name => {
            let what = format!("`{}` is of the kind `{}`", base.id, base.kind.name);
            return Err(node.mistake_with(what, "leave `kind` out where a rule extends another"));
        }
        _ => kind(fields.need("kind")?)?,
    };
    let level = match (fields.get("level"), base) {
        (Some(node), _) => level(node)?,
        (None, Some(base)) => base.level,
        (None, None) => Some(Level::Warning),
    };
    let scope =
        match fields.get("scope").map(|node| node.one_of("scope", &["article", "corpus"])).transpose()? {
            Some("article") => Scope::Article,
            Some(_) => Scope::Corpus,
            None => base.map_or(Scope::Corpus, |base| base.scope),
        };
    let message = fields.get("message").map(|node| Message::parse(node, kind.values)).transpose()?;
    let link = fields.get("link").map(|node| node.text().map(str::to_owned)).transpose()?;
    // Options that are missing are missed where the rule says what it is.
    let named = fields.get("extends").or(fields.get("kind")).map(|node| node.place);
    let options = options(fields.get("options"), kind, base, named)?;
    let examples = match fields.get("examples") {
        None => Vec::new(),
        Some(node) => node.items()?.iter().map(example).collect::<Result<_, _>>()?,
    };
    Ok(Rule {
        id: spec.id.clone(),
        kind,
        level,
        scope,
        message: message.or_else(|| base.and_then(|base| base.message.clone())),
        link: link.or_else(|| base.and_then(|base| base.link.clone())),
        options,
        examples,
        file: spec.file.clone(),
    })
}

fn kind(node: &Node) -> Result<&'static Kind, Mistake> {
    let names: Vec<&str> = KINDS.iter().map(|kind| kind.name).collect();
    let name = node.one_of("rule kind", &names)?;
    Ok(KINDS.iter().find(|kind| kind.name == name).expect("one of the names"))
}

/// A level, or none for `off`.
///
/// # Errors
/// If it is another word.
pub fn level(node: &Node) -> Result<Option<Level>, Mistake> {
    let name = node.one_of("level", &["error", "warning", "query", "off"])?;
    Ok(Level::ALL.into_iter().find(|level| level.name() == name))
}

/// The rule's own options before those of the rule it extends.
fn options(
    own: Option<&Node>,
    kind: &Kind,
    base: Option<&Rule>,
    place: Option<Place>,
) -> Result<Node, Mistake> {
    let mut options = own.cloned().unwrap_or(Node { value: Value::Null, place: place.unwrap_or_default() });
    let known: Vec<&str> = kind.options.iter().map(|option| option.name).collect();
    options.fields(&known)?;
    let Some(Rule { options: Node { value: Value::Map(inherited), .. }, .. }) = base else {
        return Ok(options);
    };
    let mut entries = match options.value {
        Value::Map(entries) => entries,
        _ => Vec::new(),
    };
    for (key, value) in inherited {
        if !entries.iter().any(|(own, _)| own.value == key.value) {
            entries.push((moved(key, place), moved(value, place)));
        }
    }
    options.value = Value::Map(entries);
    Ok(options)
}

/// What stood in another file stands, for mistakes, where this one names it.
fn moved(node: &Node, place: Option<Place>) -> Node {
    let value = match &node.value {
        Value::List(items) => Value::List(items.iter().map(|item| moved(item, place)).collect()),
        Value::Map(entries) => {
            Value::Map(entries.iter().map(|(k, v)| (moved(k, place), moved(v, place))).collect())
        }
        value => value.clone(),
    };
    Node { value, place: place.unwrap_or_default() }
}

fn example(node: &Node) -> Result<Example, Mistake> {
    let fields = node.fields(&["reports", "silent"])?;
    let (articles, reports) = match (fields.get("reports"), fields.get("silent")) {
        (Some(articles), None) => (articles, true),
        (None, Some(articles)) => (articles, false),
        _ => return Err(node.mistake("an example has either `reports` or `silent`")),
    };
    let texts = articles.texts()?;
    if texts.is_empty() {
        return Err(articles.mistake("an example has an article or more"));
    }
    Ok(Example { articles: texts, reports, line: node.place.line })
}
