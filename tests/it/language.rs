//! The language is one: shapes, decoder, writer, JSON Schema, reference documentation and examples say the same.

use crate::support;
use jsonschema::Validator;
use rolewright::audit::Audit;
use rolewright::load::{Sources, to_yaml};
use rolewright::model::{Collection, Common, Field, Loc, Plain, RecordShape, Settings, Shape, Value as _};
use rolewright::render::{reference, schema};
use rolewright::rules;
use serde_json::Value;
use std::path::{Path, PathBuf};

/// A text that is a level, a grade and a proficiency in the generated frameworks.
const WORD: &str = "school";
/// The id of every generated item; a committee needs another, since it shares its space with roles.
const ITEM: &str = "sample";
const COMMITTEE: &str = "sample-group";
/// The id of everything nested.
const NESTED: &str = "one";
/// A key that no record has.
const NO_FIELD: &str = "no_such_field";

// ---------------------------------------------------------------------------------------------------------
// Values made from shapes

fn text(word: &str) -> Plain {
    Plain::Text(word.to_owned())
}

/// A rule that has a threshold, and the threshold.
fn rule_with_threshold() -> (&'static str, &'static str) {
    let metas = rules::catalogue();
    let meta = metas.iter().find(|meta| !meta.thresholds.is_empty()).expect("some rule has a threshold");
    (meta.id, meta.thresholds[0].name)
}

/// An address that leads somewhere in the generated framework, by the words of its target.
fn address(words: &str) -> &'static str {
    match words {
        "a committee" => COMMITTEE,
        "a priority, or priority/action" | "assessment/item" => "sample/one",
        "an action, or priority/action" => NESTED,
        "role.field" => "sample.release",
        "anything in the framework" => "roles/sample",
        _ => ITEM,
    }
}

/// Values of a shape such that every form it may take, and every word, is among them.
fn alternatives(field: &str, shape: &Shape) -> Vec<Plain> {
    match shape {
        Shape::Text if field == "rule" => vec![text(rule_with_threshold().0)],
        Shape::Text => vec![text(WORD)],
        Shape::Slug => vec![text(NESTED)],
        Shape::Number => vec![Plain::Number(1.0), Plain::Number(0.5)],
        Shape::Int => vec![Plain::Number(3.0)],
        Shape::Percent => vec![text("50%"), text("12.5%")],
        Shape::Flag => vec![Plain::Flag(true), Plain::Flag(false), text("yes"), text("no")],
        Shape::Day => vec![text("2026-08-24"), text("2026-08")],
        Shape::Choice(names) => names.iter().map(|name| text(name)).collect(),
        Shape::Ref(target) => vec![text(address(target.words))],
        Shape::Nothing => vec![Plain::Nothing],
        Shape::Anything => vec![
            Plain::Map(vec![("own".into(), Plain::List(vec![Plain::Number(1.0), Plain::Flag(true), Plain::Nothing, text("NO")]))]),
            text("any text"),
        ],
        Shape::List(one) => {
            let each = alternatives(field, one);
            let alone = each.iter().cloned();
            let listed = each.iter().map(|value| Plain::List(vec![value.clone()]));
            // What is named twice in a list is a finding of its own.
            let again = if matches!(one, Shape::Ref(_)) { &[][..] } else { &each[..1] };
            let several = Plain::List(each.iter().chain(again).cloned().collect());
            alone.chain(listed).chain([several]).collect()
        }
        Shape::Map(key, value) => {
            let keys = if field == "rules" { vec![text(rule_with_threshold().0)] } else { alternatives(field, key) };
            let values = alternatives(field, value);
            let entry = |(at, value): (usize, Plain)| Plain::Map(vec![(word(&keys[at % keys.len()]).to_owned(), value)]);
            values.into_iter().enumerate().map(entry).collect()
        }
        Shape::Record(record) | Shape::Partial(record) => filled(&fields_of(record)),
        Shape::Open(record, others) => {
            let mut maps = filled(&fields_of(record));
            for (map, value) in maps.iter_mut().zip(alternatives("", others).iter().cycle()) {
                entries_mut(map).push((rule_with_threshold().1.to_owned(), value.clone()));
            }
            maps
        }
        Shape::OneOf(shapes) => shapes.iter().flat_map(|shape| alternatives(field, shape)).collect(),
    }
}

/// Maps with every field, so many that every form of every field is in one of them.
fn filled(fields: &[&Field]) -> Vec<Plain> {
    let columns: Vec<(&str, Vec<Plain>)> = fields.iter().map(|field| (field.name, alternatives(field.name, &field.shape))).collect();
    let most = columns.iter().map(|(_, values)| values.len()).max().unwrap_or(1);
    let row = |at: usize| columns.iter().map(|(name, values)| ((*name).to_owned(), values[at % values.len()].clone())).collect();
    (0..most).map(|at| Plain::Map(row(at))).collect()
}

fn fields_of(record: &'static RecordShape) -> Vec<&'static Field> {
    let common: &[Field] = if record.is_item { Common::RECORD.fields } else { &[] };
    record.fields.iter().chain(common).collect()
}

fn word(plain: &Plain) -> &str {
    match plain {
        Plain::Text(text) => text,
        other => panic!("{other:?} is no key"),
    }
}

fn entries_mut(plain: &mut Plain) -> &mut Vec<(String, Plain)> {
    match plain {
        Plain::Map(entries) => entries,
        other => panic!("{other:?} is no map"),
    }
}

fn id_in(collection: Collection) -> &'static str {
    if collection == Collection::Committees { COMMITTEE } else { ITEM }
}

/// Frameworks in one file with one item in each collection, every field filled; together they show every form.
fn documents() -> Vec<Plain> {
    let columns: Vec<(Collection, Vec<Plain>)> =
        Collection::ALL.iter().map(|&collection| (collection, alternatives("", &collection.shape()))).collect();
    let most = columns.iter().map(|(_, items)| items.len()).max().unwrap_or(0);
    let document = |at: usize| {
        let one = |(collection, items): &(Collection, Vec<Plain>)| {
            let item = (id_in(*collection).to_owned(), items[at % items.len()].clone());
            (collection.name().to_owned(), Plain::Map(vec![item]))
        };
        Plain::Map(columns.iter().map(one).collect())
    };
    (0..most).map(document).collect()
}

// ---------------------------------------------------------------------------------------------------------
// Changing one place of a document

/// What may stand in a place instead, from the shape stated there, the one of its forms that stands there, and the value.
type Edit<'a> = &'a dyn Fn(&Shape, &Shape, &Plain) -> Vec<(String, Plain)>;

/// Every document that differs from `value` in one place, where `edit` says what may stand there instead.
fn edits(shape: &Shape, value: &Plain, path: &str, edit: Edit<'_>) -> Vec<(String, Plain)> {
    let stated = shape;
    let shape = chosen(stated, value);
    let mut all: Vec<(String, Plain)> =
        edit(stated, shape, value).into_iter().map(|(what, made)| (format!("{path}: {what}"), made)).collect();
    match (shape, value) {
        (Shape::List(one), Plain::List(values)) => {
            for (at, element) in values.iter().enumerate() {
                for (what, made) in edits(one, element, &format!("{path}[{at}]"), edit) {
                    let mut whole = values.clone();
                    whole[at] = made;
                    all.push((what, Plain::List(whole)));
                }
            }
        }
        // Where a list is one of several forms, what else may stand there is for the others to say.
        (Shape::List(one), alone) if !matches!(stated, Shape::OneOf(_)) => all.extend(edits(one, alone, path, edit)),
        (_, Plain::Map(entries)) => {
            for (at, (key, entry)) in entries.iter().enumerate() {
                let Some(inner) = shape_under(shape, key) else { continue };
                for (what, made) in edits(inner, entry, &format!("{path}.{key}"), edit) {
                    let mut whole = entries.clone();
                    whole[at].1 = made;
                    all.push((what, Plain::Map(whole)));
                }
            }
        }
        _ => {}
    }
    all
}

/// The one of several forms that a generated value has.
fn chosen<'a>(shape: &'a Shape, value: &Plain) -> &'a Shape {
    let Shape::OneOf(shapes) = shape else { return shape };
    let fits = |shape: &&Shape| match (shape, value) {
        (Shape::Record(_) | Shape::Open(..) | Shape::Map(..), Plain::Map(_)) => true,
        (Shape::Percent, Plain::Text(text)) => text.ends_with('%'),
        (Shape::Number | Shape::Int, Plain::Number(_)) | (Shape::Nothing, Plain::Nothing) => true,
        (Shape::Choice(_) | Shape::Text | Shape::List(_), Plain::Text(_)) | (Shape::List(_), Plain::List(_)) => true,
        _ => false,
    };
    shapes.iter().find(fits).unwrap_or_else(|| panic!("{value:?} is none of {shapes:?}"))
}

fn shape_under<'a>(shape: &'a Shape, key: &str) -> Option<&'a Shape> {
    match shape {
        Shape::Map(_, value) => Some(value),
        Shape::Record(record) | Shape::Partial(record) => {
            fields_of(record).into_iter().find(|field| field.name == key).map(|field| &field.shape)
        }
        Shape::Open(record, others) => Some(fields_of(record).into_iter().find(|f| f.name == key).map_or(*others, |f| &f.shape)),
        _ => None,
    }
}

/// A framework with one item in each collection that says no more than it must, so that references lead somewhere.
fn bare() -> Vec<(String, Plain)> {
    let item = |collection: Collection| {
        let mut item = alternatives("", &collection.shape()).remove(0);
        if let Shape::Record(record) = collection.shape() {
            let needed = |name: &str| record.fields.iter().any(|field| field.name == name && field.required);
            entries_mut(&mut item).retain(|(key, _)| needed(key) || collection.nested_key() == Some(key) || key == "staff");
        }
        (collection.name().to_owned(), Plain::Map(vec![(id_in(collection).to_owned(), item)]))
    };
    Collection::ALL.iter().map(|&collection| item(collection)).collect()
}

/// `edits` over every item of a whole framework; each result has one item in full and the others bare.
fn edited(document: &Plain, edit: Edit<'_>) -> Vec<(String, Plain)> {
    let Plain::Map(collections) = document else { panic!("a framework is a map") };
    let bare = bare();
    let mut all = Vec::new();
    for (at, (name, items)) in collections.iter().enumerate() {
        let collection = Collection::parse(name).expect("a collection");
        let Plain::Map(items) = items else { panic!("a collection is a map") };
        for (what, made) in edits(&collection.shape(), &items[0].1, name, edit) {
            let mut whole = bare.clone();
            whole[at].1 = Plain::Map(vec![(items[0].0.clone(), made)]);
            all.push((what, Plain::Map(whole)));
        }
    }
    assert!(!all.is_empty(), "nothing was changed");
    all
}

// ---------------------------------------------------------------------------------------------------------
// The two judges

fn load(yaml: &str) -> Audit {
    support::audit(&[("framework.yaml".to_owned(), yaml.to_owned())], support::AS_OF)
}

/// What any YAML reader makes of a text: plain `12` is a number, plain `~` is nothing.
fn as_json(yaml: &str) -> Value {
    fn convert(value: serde_yaml::Value) -> Value {
        match value {
            serde_yaml::Value::Null => Value::Null,
            serde_yaml::Value::Bool(flag) => flag.into(),
            serde_yaml::Value::Number(number) => match number.as_i64() {
                Some(whole) => whole.into(),
                None => number.as_f64().into(),
            },
            serde_yaml::Value::String(text) => text.into(),
            serde_yaml::Value::Sequence(values) => values.into_iter().map(convert).collect(),
            serde_yaml::Value::Mapping(entries) => {
                let key = |key: serde_yaml::Value| match convert(key) {
                    Value::String(text) => text,
                    other => other.to_string(),
                };
                Value::Object(entries.into_iter().map(|(name, value)| (key(name), convert(value))).collect())
            }
            serde_yaml::Value::Tagged(tagged) => convert(tagged.value),
        }
    }
    convert(serde_yaml::from_str(yaml).unwrap_or_else(|error| panic!("{error} in\n{yaml}")))
}

fn validator(schema: &Value) -> Validator {
    jsonschema::draft202012::meta::validate(schema).expect("the schema is a schema");
    jsonschema::draft202012::new(schema).expect("the schema can be used")
}

fn refusals(validator: &Validator, value: &Value) -> Vec<String> {
    validator.iter_errors(value).map(|error| format!("{}: {error}", error.instance_path())).collect()
}

/// Where decoder and schema do not agree that a document is to be `accepted`.
fn disagreements(cases: &[(String, Plain)], accepted: bool) -> Vec<String> {
    let schema = validator(&schema::content());
    let mut wrong = Vec::new();
    for (what, document) in cases {
        let yaml = to_yaml(document);
        // Loading alone: what rules would say of hundreds of documents is of no interest here.
        let (_, answers) = rolewright::load::load(&Sources::from_texts([("framework.yaml", yaml.as_str())]));
        let found: Vec<&str> = answers.findings.iter().map(|finding| finding.message.as_str()).collect();
        let refused = refusals(&schema, &as_json(&yaml));
        if found.is_empty() != accepted {
            wrong.push(format!("the decoder: {what}: {found:?}"));
        }
        if refused.is_empty() != accepted {
            wrong.push(format!("the schema: {what}: {refused:?}"));
        }
    }
    wrong
}

// ---------------------------------------------------------------------------------------------------------
// What is declared is accepted, written back and documented

#[test]
fn every_field_and_every_form_of_it_is_accepted() {
    let documents = documents();
    assert!(documents.len() >= 7, "each word of the longest choice is in one of the documents");
    let cases: Vec<(String, Plain)> = documents.into_iter().enumerate().map(|(at, made)| (format!("document {at}"), made)).collect();
    let wrong = disagreements(&cases, true);
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Whether a value that was read and written back says the same, in whichever of its forms.
fn same(stated: &Plain, written: &Plain) -> bool {
    match (stated, written) {
        (Plain::List(stated), Plain::List(written)) => stated.len() == written.len() && stated.iter().zip(written).all(|(a, b)| same(a, b)),
        (Plain::List(stated), alone) => stated.len() == 1 && same(&stated[0], alone),
        (alone, Plain::List(written)) => written.len() == 1 && same(alone, &written[0]),
        (Plain::Map(stated), Plain::Map(written)) => {
            let found = |(key, value): &(String, Plain)| written.iter().any(|(other, found)| other == key && same(value, found));
            stated.len() == written.len() && stated.iter().all(found)
        }
        (Plain::Text(text), Plain::Flag(flag)) => (text == "yes" && *flag) || (text == "no" && !*flag),
        // A competency that stands alone as a key says no more than one in a list.
        (Plain::Map(stated), Plain::Text(name)) => stated.len() == 1 && stated[0] == (name.clone(), Plain::Nothing),
        (stated, written) => stated == written,
    }
}

#[test]
fn every_field_is_written_back() {
    for document in documents() {
        let audit = load(&to_yaml(&document));
        let Plain::Map(collections) = &document else { panic!("a framework is a map") };
        for (name, items) in collections {
            let Plain::Map(items) = items else { panic!("a collection is a map") };
            let written = audit.corpus.encode(Loc::item(Collection::parse(name).expect("a collection"), 0));
            assert!(same(&items[0].1, &written), "{name}: stated\n{}\nwritten\n{}", to_yaml(&items[0].1), to_yaml(&written));
        }
    }
}

#[test]
fn every_item_may_carry_every_common_field() {
    for field in Common::RECORD.fields {
        for value in alternatives(field.name, &field.shape) {
            let role = Plain::Map(vec![("title".into(), text("Role")), (field.name.to_owned(), value.clone())]);
            let roles = Plain::Map(vec![(ITEM.to_owned(), role.clone())]);
            let yaml = to_yaml(&Plain::Map(vec![("roles".to_owned(), roles)]));
            let audit = load(&yaml);
            assert_eq!(support::shape_findings(&audit), Vec::<String>::new(), "{yaml}");
            let written = audit.corpus.encode(Loc::item(Collection::Roles, 0));
            assert!(same(&role, &written), "{} is read and written back:\n{}", field.name, to_yaml(&written));
        }
    }
}

/// Every record that can be reached from a shape, with what stands in for it in other records left out.
fn records(shape: &Shape, found: &mut Vec<&'static RecordShape>) {
    match shape {
        Shape::Record(record) | Shape::Open(record, _) | Shape::Partial(record) if found.iter().all(|known| known.name != record.name) => {
            found.push(record);
            fields_of(record).iter().for_each(|field| records(&field.shape, found));
        }
        Shape::List(one) | Shape::Map(_, one) => records(one, found),
        Shape::OneOf(shapes) => shapes.iter().for_each(|shape| records(shape, found)),
        _ => {}
    }
}

fn all_records() -> Vec<&'static RecordShape> {
    let mut found = Vec::new();
    Collection::ALL.iter().for_each(|collection| records(&collection.shape(), &mut found));
    records(&Settings::SHAPE, &mut found);
    found
}

#[test]
fn every_record_and_field_is_in_the_reference() {
    let document = reference::language();
    let tables: Vec<Vec<(String, String)>> =
        document.tables().map(|table| table.rows.iter().map(|row| (row[0].clone(), row[2].clone())).collect()).collect();
    for record in all_records().into_iter().chain([&Common::RECORD]) {
        let row = |field: &Field| {
            let mark = if field.required { " *" } else { "" };
            (format!("{}{mark}", field.name), field.doc.split_whitespace().collect::<Vec<_>>().join(" "))
        };
        let wanted: Vec<(String, String)> = record.fields.iter().map(row).collect();
        let shown = tables.iter().filter(|table| **table == wanted).count();
        assert_eq!(shown, 1, "the table of {} is in the reference once", record.name);
    }
    let headings: Vec<&str> = document
        .blocks
        .iter()
        .filter_map(|block| match block {
            rolewright::render::Block::Heading(2, text) => Some(text.as_str()),
            _ => None,
        })
        .collect();
    for collection in Collection::ALL {
        assert!(headings.contains(&collection.name()), "{} has a heading", collection.name());
    }
}

#[test]
fn every_record_and_field_is_in_the_schema_and_no_other() {
    let (content, settings) = (schema::content(), schema::settings());
    let described = |name: &str| content["$defs"].get(name).or(settings["$defs"].get(name)).cloned();
    for record in all_records().into_iter().filter(|record| record.name != Settings::RECORD.name) {
        let made = described(record.name).unwrap_or_else(|| panic!("{} is in the schema", record.name));
        let keys: Vec<&str> = made["properties"].as_object().expect("properties").keys().map(String::as_str).collect();
        let wanted: Vec<&str> = fields_of(record).iter().map(|field| field.name).collect();
        assert_eq!(keys, wanted, "properties of {}", record.name);
        for (key, field) in keys.iter().zip(fields_of(record)) {
            assert!(!field.doc.trim().is_empty(), "{}.{key} is explained", record.name);
        }
    }
    let collections: Vec<&str> = content["properties"].as_object().expect("properties").keys().map(String::as_str).collect();
    assert_eq!(collections, Collection::ALL.iter().map(|collection| collection.name()).collect::<Vec<_>>());
}

// ---------------------------------------------------------------------------------------------------------
// What is not declared is refused by both

/// The first few documents: together they have every record, and that is enough to change each in turn.
fn few() -> Vec<Plain> {
    documents().into_iter().rev().take(2).collect()
}

#[test]
fn a_field_that_no_shape_has_is_refused_everywhere() {
    let add = |_: &Shape, shape: &Shape, value: &Plain| match (shape, value) {
        (Shape::Record(_) | Shape::Partial(_), Plain::Map(entries)) => {
            let mut more = entries.clone();
            more.push((NO_FIELD.to_owned(), Plain::Number(1.0)));
            vec![(format!("with {NO_FIELD}"), Plain::Map(more))]
        }
        _ => Vec::new(),
    };
    for document in few() {
        let wrong = disagreements(&edited(&document, &add), false);
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }
    let stray = Plain::Map(vec![("no_such_collection".to_owned(), Plain::Map(Vec::new()))]);
    assert_eq!(disagreements(&[("a stray collection".to_owned(), stray)], false), Vec::<String>::new());
}

#[test]
fn a_required_field_is_required_everywhere_but_in_overrides() {
    let drop = |_: &Shape, shape: &Shape, value: &Plain| match (shape, value) {
        (Shape::Record(record), Plain::Map(entries)) => {
            let required = record.fields.iter().filter(|field| field.required);
            let without = |field: &Field| entries.iter().filter(|(key, _)| key != field.name).cloned().collect();
            required.map(|field| (format!("without {}", field.name), Plain::Map(without(field)))).collect()
        }
        _ => Vec::new(),
    };
    for document in few() {
        let (lawful, wrong): (Vec<_>, Vec<_>) = edited(&document, &drop).into_iter().partition(|(what, _)| what.contains(".overrides."));
        assert!(!lawful.is_empty() && !wrong.is_empty());
        let wrong = [disagreements(&wrong, false), disagreements(&lawful, true)].concat();
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }
    let bare = "roles:\n  sample: {title: Role}\nunits:\n  sample:\n    title: Unit\n    kind: school\n    overrides:\n      sample: {coaches: {max: 7}}\n";
    assert_eq!(support::shape_findings(&load(bare)), Vec::<String>::new());
    assert_eq!(refusals(&validator(&schema::content()), &as_json(bare)), Vec::<String>::new());
}

#[test]
fn any_other_field_may_be_left_out_or_stand_empty() {
    let leave_out = |_: &Shape, shape: &Shape, value: &Plain| match (shape, value) {
        (Shape::Record(record), Plain::Map(entries)) => {
            let optional = |name: &str| record.fields.iter().all(|field| field.name != name || !field.required);
            let mut made = Vec::new();
            for (at, (key, _)) in entries.iter().enumerate().filter(|(_, (key, _))| optional(key)) {
                let mut less = entries.clone();
                less.remove(at);
                // Others refer to what is nested here.
                if !["responsibilities", "actions", "items"].contains(&key.as_str()) {
                    made.push((format!("without {key}"), Plain::Map(less)));
                    let mut empty = entries.clone();
                    empty[at].1 = Plain::Nothing;
                    made.push((format!("{key} empty"), Plain::Map(empty)));
                }
            }
            made
        }
        _ => Vec::new(),
    };
    // One document has every field; a second would only say the same again.
    let wrong = disagreements(&edited(&few()[0], &leave_out), true);
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Values that a shape does not take.
fn refused(shape: &Shape) -> Vec<Plain> {
    let nested = || Plain::List(vec![Plain::List(Vec::new())]);
    match shape {
        Shape::Text | Shape::Slug | Shape::Ref(_) => vec![nested(), Plain::Map(Vec::new())],
        Shape::Number => vec![text("several"), text("1,000"), nested()],
        Shape::Int => vec![text("several"), Plain::Number(1.5), Plain::Number(-1.0), Plain::Number(10_000_001.0), nested()],
        Shape::Percent => vec![text("half"), text("-5%"), nested()],
        Shape::Flag => vec![text("maybe"), Plain::Number(1.0), nested()],
        Shape::Day => vec![text("soon"), text("2026-13"), text("2026-08-32"), text("24.8.2026"), Plain::Number(2026.0), nested()],
        Shape::Choice(_) => vec![text("no-such-word"), text(""), Plain::Number(1.0), Plain::Map(Vec::new())],
        Shape::Map(..) | Shape::Record(_) | Shape::Partial(_) | Shape::Open(..) => vec![text("a text"), Plain::List(vec![nested()])],
        Shape::OneOf(_) => vec![nested()],
        Shape::List(_) | Shape::Anything | Shape::Nothing => Vec::new(),
    }
}

#[test]
fn words_and_kinds_that_a_field_does_not_take_are_refused_everywhere() {
    let spoil = |stated: &Shape, _: &Shape, _: &Plain| refused(stated).into_iter().map(|made| (format!("{made:?}"), made)).collect();
    for document in few() {
        let wrong = disagreements(&edited(&document, &spoil), false);
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }
}

#[test]
fn keys_of_maps_are_held_to_their_form() {
    let rename = |_: &Shape, shape: &Shape, value: &Plain| match (shape, value) {
        (Shape::Map(Shape::Slug | Shape::Day, _), Plain::Map(entries)) => {
            let renamed = entries.iter().map(|(_, value)| ("Not One".to_owned(), value.clone())).collect();
            vec![("another key".to_owned(), Plain::Map(renamed))]
        }
        _ => Vec::new(),
    };
    for document in few() {
        let wrong = disagreements(&edited(&document, &rename), false);
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }
    let ids = Collection::ALL.iter().map(|collection| {
        let item = alternatives("", &collection.shape()).remove(0);
        let items = Plain::Map(vec![("Not One".to_owned(), item)]);
        (collection.name().to_owned(), Plain::Map(vec![(collection.name().to_owned(), items)]))
    });
    assert_eq!(disagreements(&ids.collect::<Vec<_>>(), false), Vec::<String>::new());
}

#[test]
fn values_as_people_write_them_are_judged_alike() {
    let table: &[(&str, &[&str], &[&str])] = &[
        ("minutes", &["45", "0.5", ".5", "5.", "+3", "-2", "\"45\"", "' 45 '", "007"], &["1e3", "1,000", "45 min", "[1]", "inf", "0x1F"]),
        ("coaches: {roles: a, max", &["8", "\"8\"", "0", "08"], &["8.5", "-1", "eight", "8%", "10000001", "4294967296"]),
        ("release", &["50%", "12.5%", "\"50%\"", "50 %", ".5%", "+50%", "5.%"], &["50", "0.5", "half", "-5%", "'%'", "5%%"]),
        ("core", &["true", "false", "yes", "no", "Yes", "NO", "True", "\"true\""], &["maybe", "1", "y", "on", "[true]"]),
        ("ends", &["2026-08-24", "2026-08", "\"2026-08\""], &["2026", "24.8.2026", "2026-8-4", "2026-13", "2026-00", "soon"]),
        ("title", &["NO", "1e3", "2026-27", "01", "true", "K", "\"~\"", "'null'", "12.50"], &["~", "null", "[a]", "{a: b}"]),
        ("family", &["coach", "\"coach\""], &["Coach", "koach", "[coach]", "1"]),
    ];
    let schema = validator(&schema::content());
    let mut wrong = Vec::new();
    for (field, good, bad) in table {
        for (value, accepted) in good.iter().map(|v| (v, true)).chain(bad.iter().map(|v| (v, false))) {
            let close = if field.contains('{') { "}" } else { "" };
            let yaml = match *field {
                "minutes" => {
                    format!("roles:\n  a:\n    title: A\n    routines:\n      r:\n        kind: planning\n        minutes: {value}\n")
                }
                "core" => format!("roles:\n  a:\n    title: A\n    responsibilities:\n      r:\n        does: It\n        core: {value}\n"),
                "title" => format!("roles:\n  a:\n    title: {value}\n"),
                _ => format!("roles:\n  a:\n    title: A\n    {field}: {value}{close}\n"),
            };
            let found = support::shape_findings(&load(&yaml));
            let refusals = refusals(&schema, &as_json(&yaml));
            // A schema sees numbers, not how they were written.
            let unseen = ["1e3", "0x1F"].contains(value);
            if found.is_empty() != accepted || (refusals.is_empty() != accepted && !unseen) {
                wrong.push(format!("{field}: {value} should be accepted: {accepted}; decoder {found:?}, schema {refusals:?}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

// ---------------------------------------------------------------------------------------------------------
// Settings

/// A value as TOML on one line.
fn as_toml(value: &Plain) -> String {
    match value {
        Plain::Text(text) => Value::from(text.as_str()).to_string(),
        Plain::Number(number) => number.to_string(),
        Plain::Flag(flag) => flag.to_string(),
        Plain::List(values) => format!("[{}]", values.iter().map(as_toml).collect::<Vec<_>>().join(", ")),
        Plain::Map(entries) => {
            let pairs = entries.iter().map(|(key, value)| format!("{} = {}", Value::from(key.as_str()), as_toml(value)));
            format!("{{{}}}", pairs.collect::<Vec<_>>().join(", "))
        }
        Plain::Nothing => panic!("TOML has no word for nothing"),
    }
}

pub fn settings_text(settings: &Plain) -> String {
    let Plain::Map(entries) = settings else { panic!("settings are a map") };
    entries.iter().map(|(key, value)| format!("{key} = {}\n", as_toml(value))).collect()
}

fn load_settings(text: &str) -> Audit {
    let files = [("rolewright.toml", text), ("scale.yaml", "scales:\n  s: [school]\n")];
    support::audit(&files.map(|(name, text)| (name.to_owned(), text.to_owned())), support::AS_OF)
}

fn toml_as_json(text: &str) -> Value {
    fn convert(value: toml::Value) -> Value {
        match value {
            toml::Value::Datetime(date) => date.to_string().into(),
            toml::Value::Array(values) => values.into_iter().map(convert).collect(),
            toml::Value::Table(entries) => Value::Object(entries.into_iter().map(|(key, value)| (key, convert(value))).collect()),
            toml::Value::String(text) => text.into(),
            toml::Value::Integer(number) => number.into(),
            toml::Value::Float(number) => number.into(),
            toml::Value::Boolean(flag) => flag.into(),
        }
    }
    convert(toml::Value::Table(toml::from_str(text).unwrap_or_else(|error| panic!("{error} in\n{text}"))))
}

fn settings_disagreements(cases: &[(String, Plain)], accepted: bool) -> Vec<String> {
    let schema = validator(&schema::settings());
    let mut wrong = Vec::new();
    for (what, settings) in cases {
        let text = settings_text(settings);
        let found = support::shape_findings(&load_settings(&text));
        let refused = refusals(&schema, &toml_as_json(&text));
        if found.is_empty() != accepted || refused.is_empty() != accepted {
            wrong.push(format!("{what}: decoder {found:?}, schema {refused:?}"));
        }
    }
    wrong
}

#[test]
fn every_setting_and_every_form_of_it_is_accepted_and_kept() {
    for settings in alternatives("", &Settings::SHAPE) {
        let wrong = settings_disagreements(&[("settings".to_owned(), settings.clone())], true);
        assert!(wrong.is_empty(), "{}\n{}", settings_text(&settings), wrong.join("\n"));
        let written = load_settings(&settings_text(&settings)).corpus.settings.encode();
        let (Plain::Map(stated), Plain::Map(kept)) = (&settings, &written) else { panic!("settings are a map") };
        for (key, value) in stated {
            let found = kept.iter().find(|(name, _)| name == key).unwrap_or_else(|| panic!("{key} is kept"));
            // The short form of a rule's level is written in the long form.
            assert!(key == "rules" || same(value, &found.1), "{key}: {value:?} was kept as {:?}", found.1);
        }
    }
}

#[test]
fn a_setting_or_value_that_no_shape_has_is_refused_everywhere() {
    let change = |stated: &Shape, shape: &Shape, value: &Plain| match (shape, value) {
        (Shape::Record(_), Plain::Map(entries)) => {
            let mut more = entries.clone();
            more.push((NO_FIELD.to_owned(), Plain::Number(1.0)));
            vec![(format!("with {NO_FIELD}"), Plain::Map(more))]
        }
        _ => refused(stated).into_iter().map(|made| (format!("{made:?}"), made)).collect(),
    };
    for settings in alternatives("", &Settings::SHAPE) {
        let wrong = settings_disagreements(&edits(&Settings::SHAPE, &settings, "settings", &change), false);
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }
}

// ---------------------------------------------------------------------------------------------------------
// What ships

/// Every file of that ending below a folder of the repository.
fn shipped(folder: &str, ending: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut open = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join(folder)];
    while let Some(folder) = open.pop() {
        for entry in std::fs::read_dir(&folder).expect("a shipped folder can be read") {
            let path = entry.expect("an entry can be read").path();
            if path.is_dir() {
                open.push(path);
            } else if path.extension().is_some_and(|ext| ext == ending) {
                found.push(path);
            }
        }
    }
    found.sort();
    found
}

#[allow(clippy::disallowed_methods, reason = "the schema judges what ships, not what loading makes of it")]
#[test]
fn everything_that_ships_satisfies_the_schema() {
    let (content, settings) = (validator(&schema::content()), validator(&schema::settings()));
    let mut wrong = Vec::new();
    for folder in ["examples", "frameworks"] {
        let (yaml, toml) = (shipped(folder, "yaml"), shipped(folder, "toml"));
        assert!(!yaml.is_empty() && !toml.is_empty(), "{folder} holds frameworks");
        for path in yaml.iter().chain(&toml) {
            let text = std::fs::read_to_string(path).expect("a shipped file can be read");
            let refused = if path.extension().is_some_and(|ext| ext == "toml") {
                refusals(&settings, &toml_as_json(&text))
            } else {
                refusals(&content, &as_json(&text))
            };
            wrong.extend(refused.into_iter().map(|refusal| format!("{}: {refusal}", path.display())));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The framework that the description of the language ends with.
const SMALL: &str = r#"scales:
  proficiency: [emerging, practising, leading]

priorities:
  foundational-reading:
    title: Foundational reading in K-3
    status: active
    owner: principal
    starts: 2026-08-24
    theory_of_action:
      leaders: Leaders protect ninety minutes of weekly team time
      teachers: Teachers rehearse and review one reading routine each cycle
      students: Students decode grade-level text with growing accuracy
    measures:
      screener:
        title: K-3 readers on benchmark
        horizon: long
        counted_in: percent
        baseline: 46
        target: 55
        due: 2027-05-15
    actions:
      weekly-cycle:
        title: Weekly literacy learning cycle
        level: team
        raci: {A: principal, R: team-lead, I: teacher}

competencies:
  facilitate-adult-learning:
    title: Facilitate adult learning
    indicators:
      leading: [Adapts the protocol to work samples that the team brought]

roles:
  principal: {title: Principal, level: school, family: school-leader}
  teacher: {title: Teacher, level: classroom, family: teacher, reports_to: principal}
  team-lead:
    title: Team Lead
    level: team
    family: teacher-leader
    purpose: Grow the practice of one grade or subject team while still teaching
    reports_to: principal
    teaching: 50%
    release: 50%
    responsibilities:
      run-literacy-cycle:
        does: Lead the weekly literacy learning cycle for the team
        so_that: Every team member tries and reviews one new practice per cycle
        serves: foundational-reading/weekly-cycle
        share: 30%
    requires: {facilitate-adult-learning: leading}
    coaches: {roles: teacher, min: 4, max: 8}
"#;

/// The settings that the description shows.
const SETTINGS: &str = r#"name = "Riverbend Unified"
year = "2026-27"
starts = 2026-08-10
ends = 2027-06-04
phase = "pilot"                  # design | pilot | active; in design, completeness findings are advice
levels = ["system", "school", "team", "classroom"]
grades = ["PK", "K", "1", "2", "3", "4", "5"]   # the order, so that K-3 means something
contract_hours = 40              # a week
contract_weeks = 38              # a year
replacement_salary = 62000       # what one FTE of release costs to replace, a year
extends = ["../state-framework"] # layers read as upstream: folders inside the same repository, or PATH@REVISION

[rules]
flat-pathway = "off"

[[waivers]]
rule = "not-one-accountable"
item = "roles/principal"
reason = "assistant principal joins in January"
by = "chief-of-schools"
until = 2027-01-15
"#;

#[test]
fn the_small_framework_of_the_description_is_clean_in_shape() {
    let audit = load(SMALL);
    assert_eq!(support::shape_findings(&audit), Vec::<String>::new());
    assert_eq!(refusals(&validator(&schema::content()), &as_json(SMALL)), Vec::<String>::new());
    let corpus = &audit.corpus;
    let counts = [corpus.scales.len(), corpus.priorities.len(), corpus.competencies.len(), corpus.roles.len()];
    assert_eq!((counts, corpus.len()), ([1, 1, 1, 3], 6));
    let lead = corpus.roles.find("team-lead").expect("the team lead is there");
    assert_eq!(lead.release.map(|release| release.value.share()), Some(0.5.into()));
    assert_eq!(lead.coaches.as_ref().map(|coaches| coaches.roles.len()), Some(1));
}

#[test]
fn the_settings_of_the_description_are_clean_in_shape() {
    let audit = load_settings(SETTINGS);
    assert_eq!(support::shape_findings(&audit), Vec::<String>::new());
    assert_eq!(refusals(&validator(&schema::settings()), &toml_as_json(SETTINGS)), Vec::<String>::new());
    let (rule, threshold) = rule_with_threshold();
    let long = format!("[rules]\n{rule} = {{ level = \"warning\", {threshold} = 7 }}\n");
    assert_eq!(support::shape_findings(&load_settings(&long)), Vec::<String>::new());
    assert_eq!(refusals(&validator(&schema::settings()), &toml_as_json(&long)), Vec::<String>::new());
}
