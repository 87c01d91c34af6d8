//! One form for all the ways to write the same: keys in order, one value as a list of one, short forms spelled
//! out, references under the names that things have today.

use crate::model::{Address, Collection, Common, Form, Plain, RecordShape, Shape, Target};
use rustc_hash::FxHashMap;

/// Which ids became which.
#[derive(Debug, Default)]
pub struct Names {
    pub(super) items: FxHashMap<(Collection, String), String>,
    /// By collection, the item's id before and the id within it before.
    pub(super) nested: FxHashMap<(Collection, String, String), String>,
}

impl Names {
    /// The new id of an item that was renamed.
    pub fn item(&self, collection: Collection, id: &str) -> Option<&str> {
        // Most frameworks rename nothing, and then nothing is looked up.
        if self.items.is_empty() {
            return None;
        }
        self.items.get(&(collection, id.to_owned())).map(String::as_str)
    }

    fn nested(&self, collection: Collection, id: &str, nested: &str) -> Option<&str> {
        if self.nested.is_empty() {
            return None;
        }
        self.nested.get(&(collection, id.to_owned(), nested.to_owned())).map(String::as_str)
    }
}

/// Brings the values of one item into the one form.
pub(super) struct Canon<'a> {
    names: Option<&'a Names>,
    collection: Collection,
    /// The item's own id, as it is on its own side.
    owner: &'a str,
}

impl<'a> Canon<'a> {
    /// For an item of the state before: its references are followed to the names after.
    pub(super) fn before(names: &'a Names, collection: Collection, owner: &'a str) -> Self {
        Canon { names: Some(names), collection, owner }
    }

    /// For an item of the state after.
    pub(super) fn after(collection: Collection, owner: &'a str) -> Self {
        Canon { names: None, collection, owner }
    }

    pub(super) fn of(&self, value: Plain, shape: &Shape) -> Plain {
        match (shape, value) {
            (Shape::Record(record) | Shape::Partial(record), Plain::Map(entries)) => self.record(entries, record, None),
            (Shape::Open(record, other), Plain::Map(entries)) => self.record(entries, record, Some(other)),
            (Shape::Map(key, one), Plain::Map(entries)) => {
                let entries = entries.into_iter().map(|(name, value)| {
                    let name = match key {
                        Shape::Ref(target) => self.reference(&name, target),
                        _ => name,
                    };
                    (name, self.of(value, one))
                });
                sorted(entries.collect())
            }
            (Shape::List(one), Plain::List(values)) => Plain::List(values.into_iter().map(|value| self.of(value, one)).collect()),
            (Shape::List(one), alone) => Plain::List(vec![self.of(alone, one)]),
            (Shape::OneOf(shapes), value) => self.one_of(value, shapes),
            (Shape::Ref(target), Plain::Text(text)) => Plain::Text(self.reference(&text, target)),
            (Shape::Text, Plain::Text(text)) => Plain::Text(unfolded(text)),
            (Shape::Anything, Plain::Map(entries)) => {
                sorted(entries.into_iter().map(|(key, value)| (key, self.of(value, &Shape::Anything))).collect())
            }
            (Shape::Anything, Plain::List(values)) => {
                Plain::List(values.into_iter().map(|value| self.of(value, &Shape::Anything)).collect())
            }
            (_, other) => other,
        }
    }

    /// Its stated fields; an empty list or map says no more than none.
    fn record(&self, entries: Vec<(String, Plain)>, record: &RecordShape, other: Option<&Shape>) -> Plain {
        let entries = entries.into_iter().map(|(key, value)| {
            let shape = field_shape(record, &key).or(other.copied()).unwrap_or(Shape::Anything);
            let value = self.of(value, &shape);
            (key, value)
        });
        sorted(entries.filter(|(_, value)| !says_nothing(value)).collect())
    }

    fn one_of(&self, value: Plain, shapes: &[Shape]) -> Plain {
        let of = |wanted: fn(&Shape) -> bool| shapes.iter().find(|shape| wanted(shape));
        let map = of(|shape| matches!(shape, Shape::Map(..) | Shape::Record(_) | Shape::Partial(_) | Shape::Open(..)));
        match (value, map) {
            (value @ Plain::Map(_), Some(shape)) => self.of(value, shape),
            // A list of names is a map from each of them to nothing further.
            (Plain::List(names), Some(shape @ Shape::Map(..))) => {
                let keys = names.into_iter().filter_map(|name| match name {
                    Plain::Text(name) => Some((name, Plain::Nothing)),
                    _ => None,
                });
                self.of(Plain::Map(keys.collect()), shape)
            }
            (value @ (Plain::Number(_) | Plain::Text(_) | Plain::Nothing), Some(Shape::Record(record))) => match short_for(record) {
                Some(_) if value == Plain::Nothing => Plain::Map(Vec::new()),
                Some(key) => Plain::Map(vec![(key.to_owned(), value)]),
                None => value,
            },
            (value @ Plain::List(_), _) => match of(|shape| matches!(shape, Shape::List(_))) {
                Some(shape) => self.of(value, shape),
                None => value,
            },
            (value, _) => value,
        }
    }

    /// A reference under today's names, without what the place already says.
    fn reference(&self, text: &str, target: &Target) -> String {
        match target.form {
            Form::Item | Form::RoleOrHolder => self.item(target.collections, text).to_owned(),
            Form::RoleField => match text.split_once('.') {
                Some((role, field)) => format!("{}.{field}", self.item(target.collections, role)),
                None => text.to_owned(),
            },
            Form::Nested if !text.contains('/') => self.within(self.collection, self.owner, text).to_owned(),
            Form::ItemOrNested | Form::Nested | Form::Anything => self.address(text, target),
        }
    }

    fn address(&self, text: &str, target: &Target) -> String {
        let address = Address::parse(text);
        let places = address.collection.as_ref().map_or(target.collections, std::slice::from_ref);
        let id = self.item(places, address.id);
        let own = target.form == Form::Nested && address.id == self.owner;
        let prefix = match address.collection {
            Some(collection) if target.collections.len() > 1 => format!("{}/", collection.name()),
            _ => String::new(),
        };
        let nested = address.nested.map(|nested| {
            let home = places.iter().find(|&&place| self.names.is_some_and(|names| names.nested(place, address.id, nested).is_some()));
            home.map_or(nested, |&home| self.within(home, address.id, nested))
        });
        match nested {
            Some(nested) if own => nested.to_owned(),
            Some(nested) => format!("{prefix}{id}/{nested}"),
            None => format!("{prefix}{id}"),
        }
    }

    fn item<'s>(&'s self, places: &[Collection], id: &'s str) -> &'s str {
        self.names.and_then(|names| places.iter().find_map(|&place| names.item(place, id))).unwrap_or(id)
    }

    fn within<'s>(&'s self, collection: Collection, id: &str, nested: &'s str) -> &'s str {
        self.names.and_then(|names| names.nested(collection, id, nested)).unwrap_or(nested)
    }
}

/// The form of a record's field, those of any item included.
pub(super) fn field_shape(record: &RecordShape, key: &str) -> Option<Shape> {
    let common = if record.is_item { Common::RECORD.fields } else { &[] };
    record.fields.iter().chain(common).find(|field| field.name == key).map(|field| field.shape)
}

/// The one field that a value standing alone means: a count of staff, a level that is required.
fn short_for(record: &RecordShape) -> Option<&'static str> {
    match record.name {
        "StaffingDetail" => Some("count"),
        "Expectation" => Some("at"),
        _ => None,
    }
}

fn says_nothing(value: &Plain) -> bool {
    match value {
        Plain::Nothing => true,
        Plain::List(values) => values.is_empty(),
        Plain::Map(entries) => entries.is_empty(),
        _ => false,
    }
}

fn sorted(mut entries: Vec<(String, Plain)>) -> Plain {
    entries.sort_by(|a, b| a.0.cmp(&b.0));
    Plain::Map(entries)
}

/// Where a text was broken into lines is a matter of form.
fn unfolded(text: String) -> String {
    let plain = !text.contains(['\n', '\t', '\r']) && !text.contains("  ") && text.trim().len() == text.len();
    if plain { text } else { text.split_whitespace().collect::<Vec<_>>().join(" ") }
}
