//! A JSON Schema of rule files, for editors that complete and check YAML.

use serde_json::{Map, Value, json};

use crate::check::{KINDS, Kind, OptionDoc};

/// The schema. Made from the list of kinds, so that it can't drift from what is accepted.
pub fn schema() -> Value {
    let kinds: Vec<&str> = KINDS.iter().map(|kind| kind.name).collect();
    let options: Vec<Value> = KINDS.iter().map(kind_options).collect();
    let articles = json!({
        "description": "One article, or a list of articles that are compared.",
        "anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}, "minItems": 1}]
    });
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "copydesk rule",
        "type": "object",
        "additionalProperties": false,
        "required": ["id"],
        "anyOf": [{"required": ["kind"]}, {"required": ["extends"]}],
        "properties": {
            "id": {
                "description": "Unique; the id of a rule that ships takes its place.",
                "type": "string",
                "pattern": "^[a-z0-9-]+$"
            },
            "kind": {"description": "What the rule finds.", "enum": kinds},
            "extends": {
                "description": "A rule whose keys and options hold where this one gives none.",
                "type": "string"
            },
            "level": {
                "description": "The highest level of its findings; `warning` when not given.",
                "enum": ["error", "warning", "query", "off"]
            },
            "scope": {
                "description": "Inside each article, or across all; `corpus` when not given.",
                "enum": ["article", "corpus"]
            },
            "message": {
                "description": "Its own message, with {values} of its kind; {message} is the usual one.",
                "type": "string"
            },
            "link": {"description": "Where to read more.", "type": "string"},
            "options": {"type": "object"},
            "examples": {
                "description": "Copy that the rule must and must not report; `copydesk rules test` runs it.",
                "type": "array",
                "items": {
                    "type": "object",
                    "additionalProperties": false,
                    "minProperties": 1,
                    "maxProperties": 1,
                    "properties": {"reports": articles.clone(), "silent": articles}
                }
            }
        },
        "allOf": options
    })
}

/// What `options` may be where `kind` is this one.
fn kind_options(kind: &Kind) -> Value {
    let properties: Map<String, Value> =
        kind.options.iter().map(|option| (option.name.to_owned(), option_schema(option))).collect();
    json!({
        "if": {"required": ["kind"], "properties": {"kind": {"const": kind.name}}},
        "then": {"properties": {"options": {
            "description": kind.summary,
            "type": "object",
            "additionalProperties": false,
            "properties": properties
        }}}
    })
}

fn option_schema(option: &OptionDoc) -> Value {
    let mut schema = match option.takes {
        "number" => json!({"type": "number"}),
        "flag" => json!({"type": "boolean"}),
        "text" => json!({"type": "string"}),
        "texts" => json!({"anyOf": [
            {"type": "string"},
            {"type": "array", "items": {"type": "string"}}
        ]}),
        // A mapping, or a list of them.
        _ => json!({"anyOf": [{"type": "object"}, {"type": "array"}]}),
    };
    schema["description"] = json!(option.help);
    schema
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_and_option_is_in_the_schema() {
        let schema = schema();
        let kinds = schema["properties"]["kind"]["enum"].as_array().unwrap();
        assert_eq!(kinds.len(), KINDS.len());
        for (kind, options) in KINDS.iter().zip(schema["allOf"].as_array().unwrap()) {
            let known = &options["then"]["properties"]["options"]["properties"];
            for option in kind.options {
                assert!(known[option.name]["description"].is_string(), "{} {}", kind.name, option.name);
            }
        }
    }
}
