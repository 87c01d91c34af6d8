//! An item as a reader without a file would have it: every field by its name, every reference by the name of what it
//! leads to. Reads the same table of fields as the decoder, so that a new field shows without a line here.

use super::{Site, collection, named};
use crate::model::{Address, Collection, Field, Loc, Plain, RecordShape, Shape, Target};
use crate::render::{Document, Reference};
use crate::report::figure;

/// Names that are said otherwise than they are written.
const SAID: [(&str, &str); 6] = [
    ("A", "Answers for it (A)"),
    ("R", "Does it (R)"),
    ("C", "Is asked beforehand (C)"),
    ("I", "Is told (I)"),
    ("x", "Fields of your own"),
    ("raci", ""),
];
/// Fields that the heading of an item, or of an entry, already says.
const HEADINGS: [&str; 5] = ["title", "question", "asks", "says", "does"];

/// Characters of what may stand in one line with others.
const SHORT: usize = 24;

/// Names and what follows each.
type Lines = Vec<(String, Vec<Reference>)>;

/// What the files say about one item.
pub(super) fn item(site: &Site<'_>, loc: Loc) -> Document {
    let mut document = Document::default();
    document.heading(1, site.title(loc));
    let Plain::Map(fields) = site.audit.corpus.encode(loc) else {
        let mut lines = vec![kind(site, loc)];
        Words { site }.add(&site.audit.corpus.encode(loc), Some(loc.collection().shape()), "", &mut lines);
        document.references(lines);
        return document;
    };
    let words = Words { site };
    let record = record_of(loc.collection().shape());
    let mut lines = vec![kind(site, loc)];
    let mut sections: Vec<(String, &Plain, Option<Shape>)> = Vec::new();
    for (name, value) in &fields {
        let shape = record.and_then(|record| field(record, name)).map(|field| field.shape);
        match (value, shape.and_then(entries_of)) {
            (Plain::Text(text), _) if HEADINGS.contains(&name.as_str()) && text.trim() == site.title(loc) => {}
            (Plain::Map(_), Some(entry)) => sections.push((said(name), value, Some(entry))),
            _ => words.add(value, shape, &said(name), &mut lines),
        }
    }
    document.references(lines);
    sections.into_iter().for_each(|(name, value, entry)| words.section(&name, value, entry, &mut document));
    document
}

fn kind(site: &Site<'_>, loc: Loc) -> (String, Vec<Reference>) {
    ("Kind".to_owned(), vec![Reference::plain(collection::kind(site, loc))])
}

/// The fields of what is a map with known keys.
fn record_of(shape: Shape) -> Option<&'static RecordShape> {
    match shape {
        Shape::Record(record) | Shape::Partial(record) | Shape::Open(record, _) => Some(record),
        Shape::OneOf(shapes) => shapes.iter().find_map(|&shape| record_of(shape)),
        _ => None,
    }
}

fn field(record: &'static RecordShape, name: &str) -> Option<&'static Field> {
    let common: &'static [Field] = if record.is_item { crate::model::Common::RECORD.fields } else { &[] };
    record.fields.iter().chain(common).find(|field| field.name == name)
}

/// The form of the entries, where a field is a map from ids to records: each entry gets a heading of its own.
fn entries_of(shape: Shape) -> Option<Shape> {
    match shape {
        Shape::Map(_, &entry) if record_of(entry).is_some() => Some(entry),
        _ => None,
    }
}

/// A field's name as people say it.
fn said(name: &str) -> String {
    match SAID.iter().find(|(known, _)| *known == name) {
        Some((_, said)) => (*said).to_owned(),
        None => crate::report::change::capital(&name.replace('_', " ")),
    }
}

struct Words<'s, 'a> {
    site: &'s Site<'a>,
}

impl Words<'_, '_> {
    /// A map of entries, each under its name.
    fn section(&self, name: &str, value: &Plain, entry: Option<Shape>, document: &mut Document) {
        let Plain::Map(entries) = value else { return };
        document.heading(2, name);
        for (id, value) in entries {
            let mut lines = Lines::new();
            self.add(value, entry, "", &mut lines);
            let heading = lines.iter().position(|(name, _)| HEADINGS.iter().any(|known| *name == said(known)));
            let heading = heading.map(|at| lines.remove(at)).and_then(|(_, said)| said.into_iter().next());
            document.heading(3, heading.map_or_else(|| self.key(id, Shape::Slug), |said| said.text));
            document.references(lines);
        }
    }

    /// A value under a name; what is nested in it goes on under longer names.
    fn add(&self, value: &Plain, shape: Option<Shape>, name: &str, lines: &mut Lines) {
        match (value, shape) {
            (Plain::Map(fields), shape) => fields.iter().for_each(|(key, value)| self.inside(key, value, shape, name, lines)),
            (Plain::List(values), shape) if values.iter().any(|value| matches!(value, Plain::Map(_) | Plain::List(_))) => {
                values.iter().for_each(|value| self.add(value, shape.map(one_of), name, lines));
            }
            (Plain::List(values), shape) => {
                let mut all: Vec<Reference> = values.iter().map(|value| self.one(value, shape.map(one_of))).collect();
                if all.iter().all(|one| one.about.is_none() && one.text.chars().count() <= SHORT) {
                    all = vec![Reference::plain(all.iter().map(|one| one.text.as_str()).collect::<Vec<_>>().join(", "))];
                }
                all.retain(|one| !one.text.is_empty());
                lines.extend((!all.is_empty()).then(|| (name.to_owned(), all)));
            }
            (one, shape) => lines.push((name.to_owned(), vec![self.one(one, shape.map(one_of))])),
        }
    }

    fn inside(&self, key: &str, value: &Plain, shape: Option<Shape>, name: &str, lines: &mut Lines) {
        let known = shape.and_then(record_of).and_then(|record| field(record, key));
        let (own, inner) = match (known, shape) {
            (Some(field), _) => (said(key), Some(field.shape)),
            (None, Some(Shape::Map(keys, &values))) => (self.key(key, *keys), Some(values)),
            (None, Some(Shape::Open(_, &values))) => (key.to_owned(), Some(values)),
            (None, _) => (key.to_owned(), None),
        };
        let longer = match (name.is_empty(), own.is_empty()) {
            (true, _) => own,
            (false, true) => name.to_owned(),
            (false, false) => format!("{name}: {own}"),
        };
        self.add(value, inner, &longer, lines);
    }

    /// The key of a map: the name of what it leads to, or itself.
    fn key(&self, key: &str, shape: Shape) -> String {
        match target_of(shape).and_then(|target| self.find(key, target)) {
            Some(reference) => reference.text,
            None => key.to_owned(),
        }
    }

    fn one(&self, value: &Plain, shape: Option<Shape>) -> Reference {
        Reference::plain(match (value, shape) {
            (Plain::Nothing, _) => "yes".to_owned(),
            (Plain::Flag(flag), _) => if *flag { "yes" } else { "no" }.to_owned(),
            (Plain::Number(number), _) => figure(*number),
            (Plain::Text(text), Some(shape)) => match target_of(shape).and_then(|target| self.find(text, target)) {
                Some(found) => return found,
                None if matches!(shape, Shape::Choice(_)) => text.replace('-', " "),
                None => text.trim().to_owned(),
            },
            (Plain::Text(text), None) => text.trim().to_owned(),
            (Plain::List(_) | Plain::Map(_), _) => String::new(),
        })
    }

    /// What an address leads to, by name; what is nested in it is named behind.
    fn find(&self, text: &str, target: &Target) -> Option<Reference> {
        let corpus = &self.site.audit.corpus;
        let address = Address::parse(text);
        let places: &[Collection] = address.collection.as_ref().map_or(target.collections, std::slice::from_ref);
        let item = |collection: Collection| Some(Loc::item(collection, corpus.position(collection, address.id)?));
        let loc = places.iter().find_map(|&collection| item(collection))?;
        let title = self.site.title(loc);
        let inner = address.nested.or(address.field);
        Some(named(inner.map_or_else(|| title.clone(), |inner| format!("{title}: {inner}")), corpus.address(loc)))
    }
}

/// The form of one of several.
fn one_of(shape: Shape) -> Shape {
    match shape {
        Shape::List(&one) => one,
        other => other,
    }
}

fn target_of(shape: Shape) -> Option<&'static Target> {
    match shape {
        Shape::Ref(target) => Some(target),
        Shape::List(&one) => target_of(one),
        Shape::OneOf(shapes) => shapes.iter().find_map(|&shape| target_of(shape)),
        _ => None,
    }
}
