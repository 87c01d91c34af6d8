//! The language as a JSON Schema (draft 2020-12), from the same shapes that the decoder reads.
//!
//! YAML editors with the common language server take it as it is: `# yaml-language-server: $schema=PATH`.

use crate::model::{Collection, Common, Field, RecordShape, Settings, Shape};
use serde_json::{Map, Value, json};

const DIALECT: &str = "https://json-schema.org/draft/2020-12/schema";
const SLUG: &str = "^[a-z0-9]+(-[a-z0-9]+)*$";

/// The schema of a framework's YAML files.
pub fn content() -> Value {
    let mut defs = Map::new();
    let properties: Map<String, Value> = Collection::ALL
        .iter()
        .map(|&collection| {
            let item = shape(&collection.shape(), &mut defs);
            let map = json!({
                "description": collection.doc().trim(),
                "type": ["object", "null"],
                "propertyNames": {"pattern": SLUG, "maxLength": 100},
                "additionalProperties": item,
            });
            (collection.name().to_owned(), map)
        })
        .collect();
    json!({
        "$schema": DIALECT,
        "title": "Rolewright framework",
        "description": "One file of a role framework: a map of collections.",
        "type": ["object", "null"],
        "properties": properties,
        "additionalProperties": false,
        "$defs": defs,
    })
}

/// The schema of `rolewright.toml`.
pub fn settings() -> Value {
    let mut defs = Map::new();
    let Value::Object(mut root) = record(&Settings::RECORD, true, &mut defs) else { return Value::Null };
    root.insert("$schema".into(), json!(DIALECT));
    root.insert("title".into(), json!("Rolewright settings"));
    root.insert("$defs".into(), Value::Object(defs));
    Value::Object(root)
}

fn shape(of: &Shape, defs: &mut Map<String, Value>) -> Value {
    match of {
        // Plain YAML scalars reach other readers as numbers or booleans; to us they are text.
        Shape::Text | Shape::Ref(_) => json!({"type": ["string", "number", "boolean"]}),
        Shape::Slug => json!({"type": "string", "pattern": SLUG}),
        Shape::Number => json!({"type": "number"}),
        Shape::Int => json!({"type": "integer", "minimum": 0}),
        Shape::Percent => json!({"type": "string", "pattern": "^\\+?[0-9]*\\.?[0-9]+ *%$"}),
        Shape::Flag => json!({"enum": [true, false, "yes", "no", "true", "false"]}),
        Shape::Day => json!({"type": "string", "pattern": "^[0-9]{4}-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?$"}),
        Shape::Choice(names) => json!({"enum": names}),
        Shape::List(one) => {
            let one = shape(one, defs);
            json!({"anyOf": [one, {"type": "array", "items": one}]})
        }
        Shape::Map(key, value) => {
            let mut map = json!({"type": "object", "additionalProperties": shape(value, defs)});
            if let Some(names) = key_names(key) {
                map["propertyNames"] = names;
            }
            map
        }
        Shape::Record(shape) => named(shape.name, shape, true, defs),
        Shape::Partial(shape) => named(&format!("{}Override", shape.name), shape, false, defs),
        Shape::OneOf(shapes) => {
            let options: Vec<Value> = shapes.iter().map(|one| shape(one, defs)).collect();
            json!({"anyOf": options})
        }
        Shape::Anything => json!({}),
    }
}

fn key_names(key: &Shape) -> Option<Value> {
    match key {
        Shape::Slug => Some(json!({"pattern": SLUG, "maxLength": 100})),
        Shape::Day => Some(json!({"pattern": "^[0-9]{4}-[0-9]{2}(-[0-9]{2})?$"})),
        _ => None,
    }
}

fn named(name: &str, of: &'static RecordShape, whole: bool, defs: &mut Map<String, Value>) -> Value {
    if !defs.contains_key(name) {
        // Holds the place while the record's own fields are described.
        defs.insert(name.to_owned(), Value::Null);
        let described = record(of, whole, defs);
        defs.insert(name.to_owned(), described);
    }
    json!({"$ref": format!("#/$defs/{name}")})
}

fn record(of: &'static RecordShape, whole: bool, defs: &mut Map<String, Value>) -> Value {
    let common: &[Field] = if of.is_item { Common::RECORD.fields } else { &[] };
    let mut properties = Map::new();
    for field in of.fields.iter().chain(common) {
        let mut value = shape(&field.shape, defs);
        if let Value::Object(map) = &mut value {
            map.insert("description".into(), json!(one_line(field.doc)));
        }
        // A required field must say something; any other may stand empty, which means not stated.
        let wrapped = if field.required && whole { value } else { json!({"anyOf": [value, {"type": "null"}]}) };
        properties.insert(field.name.to_owned(), wrapped);
    }
    let required: Vec<&str> = of.fields.iter().filter(|field| field.required && whole).map(|field| field.name).collect();
    json!({
        "description": one_line(of.doc),
        "type": "object",
        "properties": properties,
        "required": required,
        "additionalProperties": false,
    })
}

fn one_line(doc: &str) -> String {
    doc.split_whitespace().collect::<Vec<_>>().join(" ")
}
