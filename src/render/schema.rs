//! The language as a JSON Schema (draft 2020-12), from the same shapes that the decoder reads.
//!
//! YAML editors with the common language server take it as it is: `# yaml-language-server: $schema=PATH`.

use crate::model::{Collection, Common, Field, RecordShape, Settings, Shape, Whole};
use serde_json::{Map, Value, json};

const DIALECT: &str = "https://json-schema.org/draft/2020-12/schema";
const SLUG: &str = "^[a-z0-9]+(-[a-z0-9]+)*$";
const DECIMAL: &str = "([0-9]+\\.?[0-9]*|\\.[0-9]+)";

/// The schema of a framework's YAML files.
pub fn content() -> Value {
    let mut defs = Map::new();
    let properties: Map<String, Value> = Collection::ALL
        .iter()
        .map(|&collection| {
            let item = shape(&collection.shape(), true, &mut defs);
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

/// What a value may be; with `whole` off, records in it may lack what they require (local overrides).
fn shape(of: &Shape, whole: bool, defs: &mut Map<String, Value>) -> Value {
    match of {
        // Plain YAML scalars reach other readers as numbers or booleans; to us they are text.
        Shape::Text | Shape::Ref(_) => json!({"type": ["string", "number", "boolean"]}),
        Shape::Slug => json!({"type": "string", "pattern": SLUG}),
        // Numbers in quotes are numbers all the same.
        Shape::Number => json!({"type": ["number", "string"], "pattern": format!("^ *[-+]?{DECIMAL} *$")}),
        Shape::Int => json!({"type": ["integer", "string"], "minimum": 0, "maximum": Whole::MOST, "pattern": "^ *[0-9]+ *$"}),
        Shape::Percent => json!({"type": "string", "pattern": format!("^ *\\+?{DECIMAL} *% *$")}),
        // The first form is the one that editors propose.
        Shape::Flag => json!({"anyOf": [
            {"enum": [true, false, "yes", "no"]},
            {"type": "string", "pattern": "^ *([Tt][Rr][Uu][Ee]|[Ff][Aa][Ll][Ss][Ee]|[Yy][Ee][Ss]|[Nn][Oo]) *$"},
        ]}),
        Shape::Day => json!({"type": "string", "pattern": "^[0-9]{4}-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?$"}),
        Shape::Choice(names) => json!({"enum": names}),
        Shape::List(one) => {
            let one = shape(one, whole, defs);
            json!({"anyOf": [one, {"type": "array", "items": one}]})
        }
        Shape::Map(key, value) => {
            let mut map = json!({"type": "object", "additionalProperties": shape(value, whole, defs)});
            if let Some(names) = key_names(key) {
                map["propertyNames"] = names;
            }
            map
        }
        Shape::Record(record) => named(record, whole, defs),
        Shape::Partial(record) => named(record, false, defs),
        Shape::Open(known, other) => {
            let mut described = record(known, whole, defs);
            described["additionalProperties"] = shape(other, whole, defs);
            defs.insert(known.name.to_owned(), described);
            reference(known.name)
        }
        Shape::OneOf(shapes) => {
            let options: Vec<Value> = shapes.iter().map(|one| shape(one, whole, defs)).collect();
            json!({"anyOf": options})
        }
        Shape::Nothing => json!({"type": "null"}),
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

fn named(of: &'static RecordShape, whole: bool, defs: &mut Map<String, Value>) -> Value {
    let name = if whole { of.name.to_owned() } else { format!("{}Override", of.name) };
    if !defs.contains_key(&name) {
        // Holds the place while the record's own fields are described.
        defs.insert(name.clone(), Value::Null);
        let described = record(of, whole, defs);
        defs.insert(name.clone(), described);
    }
    reference(&name)
}

fn reference(name: &str) -> Value {
    json!({"$ref": format!("#/$defs/{name}")})
}

fn record(of: &'static RecordShape, whole: bool, defs: &mut Map<String, Value>) -> Value {
    let common: &[Field] = if of.is_item { Common::RECORD.fields } else { &[] };
    let mut properties = Map::new();
    for field in of.fields.iter().chain(common) {
        let mut value = shape(&field.shape, whole, defs);
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
