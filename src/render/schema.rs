//! The language as a JSON Schema (draft 2020-12), from the same shapes that the decoder reads.
//!
//! YAML editors with the common language server take it as it is: `# yaml-language-server: $schema=PATH`.

use crate::diag::RuleMeta;
use crate::model::{Collection, Common, Field, RecordShape, Settings, Shape, Whole};
use crate::rules;
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
    let mut described = record(&Settings::RECORD, true, &mut defs);
    name_the_rules(&mut described, &mut defs);
    let Value::Object(mut root) = described else { return Value::Null };
    root.insert("$schema".into(), json!(DIALECT));
    root.insert("title".into(), json!("Rolewright settings"));
    root.insert("$defs".into(), Value::Object(defs));
    Value::Object(root)
}

/// The rules there are, so that an editor proposes their names and thresholds and marks a name that is none.
fn name_the_rules(settings: &mut Value, defs: &mut Map<String, Value>) {
    let catalogue = rules::catalogue();
    let ids: Vec<&str> = catalogue.iter().map(|meta| meta.id).collect();
    if let Some(rule) = defs.get_mut("Waiver").and_then(|waiver| waiver.pointer_mut("/properties/rule")) {
        rule["enum"] = json!(ids);
    }
    let Some(of_rules) = settings.pointer_mut("/properties/rules/anyOf/0") else { return };
    let either = of_rules["additionalProperties"]["anyOf"].clone();
    let of_each: Map<String, Value> = catalogue.iter().map(|meta| (meta.id.to_owned(), rule(meta, &either))).collect();
    of_rules["properties"] = Value::Object(of_each);
    of_rules["additionalProperties"] = json!(false);
}

/// One rule: a level alone, or the long form with that rule's own thresholds.
fn rule(meta: &RuleMeta, either: &Value) -> Value {
    let mut either = either.clone();
    let names: Vec<&str> = ["level"].into_iter().chain(meta.thresholds.iter().map(|threshold| threshold.name)).collect();
    let thresholds: Map<String, Value> = meta
        .thresholds
        .iter()
        .map(|threshold| {
            (threshold.name.to_owned(), json!({"description": format!("{}; {} unless stated", threshold.unit, threshold.default)}))
        })
        .collect();
    if let Some(long) = either.as_array_mut().and_then(|forms| forms.last_mut()) {
        long["propertyNames"] = json!({"enum": names});
        if !thresholds.is_empty() {
            long["properties"] = Value::Object(thresholds);
        }
    }
    json!({"description": meta.summary, "anyOf": either})
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
