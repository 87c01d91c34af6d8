//! What one value says differently from another of the same form, field by field.

use super::canonical::field_shape;
use super::renames::{Gone, key};
use crate::analysis::fingerprint::is_content;
use crate::model::{Common, Plain, RecordShape, Shape, Target};
use rustc_hash::FxHashMap;

/// A step on the way to a field.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Step {
    /// A field with a name of the language: `release`.
    Field(&'static str),
    /// An entry under a name that people chose: an id, a date, a role; and what kind of thing the name is.
    Entry(String),
    /// The nth of several, from 1.
    Nth(usize),
}

/// What became of a value.
#[derive(Clone, Debug, PartialEq)]
pub enum What {
    /// Stated now and not before.
    Set(Plain),
    /// Stated before and no more.
    Dropped(Plain),
    /// One value for another.
    Replaced(Plain, Plain),
    /// Members of a list that came and went.
    Members {
        /// They came.
        added: Vec<Plain>,
        /// They went.
        removed: Vec<Plain>,
    },
    /// The same members in another order.
    Reordered(Plain, Plain),
    /// An entry has another id, and was this one before.
    Renamed(String),
}

/// One field that says something else.
#[derive(Clone, Debug)]
pub struct FieldChange {
    /// The way from the item to the field.
    pub path: Vec<Step>,
    /// What became of it.
    pub what: What,
    /// What its value may look like.
    pub shape: Shape,
    /// Whether it is about the work, rather than a remark, or work going on as planned.
    pub is_content: bool,
    /// What the entries on the way are named after, where they are references: (the name, what it may lead to).
    pub along: Vec<(String, &'static Target)>,
}

impl FieldChange {
    /// `responsibilities/run-cycle.share`, as an address goes on after the item.
    pub fn dotted(&self) -> String {
        let mut text = String::new();
        for step in &self.path {
            let (sign, name) = match step {
                Step::Field(name) => (".", (*name).to_owned()),
                Step::Entry(name) => ("/", name.clone()),
                Step::Nth(at) => ("/", at.to_string()),
            };
            if !text.is_empty() {
                text.push_str(sign);
            }
            text.push_str(&name);
        }
        text
    }

    /// The field as a decision would name it: `release`, `coaches.max`.
    pub fn governed_as(&self) -> Option<String> {
        match &self.path[..] {
            [Step::Field("coaches"), Step::Field(part), ..] => Some(format!("coaches.{part}")),
            [Step::Field(name), ..] => Some((*name).to_owned()),
            _ => None,
        }
    }

    /// The values on both sides, as far as there are any.
    pub fn values(&self) -> Vec<&Plain> {
        match &self.what {
            What::Set(one) | What::Dropped(one) => vec![one],
            What::Replaced(one, other) | What::Reordered(one, other) => vec![one, other],
            What::Members { added, removed } => added.iter().chain(removed).collect(),
            What::Renamed(_) => Vec::new(),
        }
    }
}

/// What `after` says differently from `before`; both in the one form.
pub fn compare(before: &Plain, after: &Plain, shape: &Shape) -> Vec<FieldChange> {
    let mut walk = Walk { path: Vec::new(), along: Vec::new(), is_content: true, changes: Vec::new() };
    walk.value(before, after, shape);
    walk.changes
}

/// Every reference in a value, as written and with what it may lead to.
pub fn mentions<'v>(value: &'v Plain, shape: &Shape, found: &mut Vec<(&'v str, &'static Target)>) {
    match (value, shape) {
        (Plain::Text(text), Shape::Ref(target)) => found.push((text, target)),
        (value, Shape::OneOf(shapes)) => {
            if let Some(shape) = of_kind(shapes, value) {
                mentions(value, shape, found);
            }
        }
        (Plain::List(values), Shape::List(one)) => values.iter().for_each(|value| mentions(value, one, found)),
        (value, Shape::List(one)) => mentions(value, one, found),
        (Plain::Map(entries), Shape::Map(key, one)) => {
            for (name, value) in entries {
                if let Shape::Ref(target) = key {
                    found.push((name, target));
                }
                mentions(value, one, found);
            }
        }
        (Plain::Map(entries), Shape::Record(record) | Shape::Partial(record)) => {
            for (key, value) in entries {
                if let Some(shape) = field_shape(record, key) {
                    mentions(value, &shape, found);
                }
            }
        }
        _ => {}
    }
}

/// The form among several that a value has.
fn of_kind<'s>(shapes: &'s [Shape], value: &Plain) -> Option<&'s Shape> {
    shapes.iter().find(|shape| match shape {
        Shape::Map(..) | Shape::Record(_) | Shape::Partial(_) | Shape::Open(..) => matches!(value, Plain::Map(_)),
        Shape::List(_) => matches!(value, Plain::List(_)),
        _ => !matches!(value, Plain::Map(_) | Plain::List(_)),
    })
}

struct Walk {
    path: Vec<Step>,
    along: Vec<(String, &'static Target)>,
    is_content: bool,
    changes: Vec<FieldChange>,
}

const NOTHING: &Plain = &Plain::Map(Vec::new());

impl Walk {
    fn note(&mut self, what: What, shape: &Shape) {
        let (path, along) = (self.path.clone(), self.along.clone());
        self.changes.push(FieldChange { path, what, shape: *shape, is_content: self.is_content, along });
    }

    fn value(&mut self, before: &Plain, after: &Plain, shape: &Shape) {
        if before == after {
            return;
        }
        match (shape, before, after) {
            (Shape::Record(record) | Shape::Partial(record), Plain::Map(old), Plain::Map(new)) => self.record(old, new, record),
            (Shape::Open(..) | Shape::Anything, Plain::Map(old), Plain::Map(new)) => self.entries(old, new, &Shape::Text, &Shape::Anything),
            (Shape::Map(key, one), Plain::Map(old), Plain::Map(new)) => self.entries(old, new, key, one),
            (Shape::List(one), Plain::List(old), Plain::List(new)) => self.members(old, new, one, shape),
            (Shape::OneOf(shapes), old, new) => match (of_kind(shapes, old), of_kind(shapes, new)) {
                (Some(one), Some(other)) if std::ptr::eq(one, other) && matches!(old, Plain::Map(_) | Plain::List(_)) => {
                    self.value(old, new, one);
                }
                _ => self.note(What::Replaced(old.clone(), new.clone()), shape),
            },
            (_, old, new) => self.note(What::Replaced(old.clone(), new.clone()), shape),
        }
    }

    fn record(&mut self, before: &[(String, Plain)], after: &[(String, Plain)], record: &RecordShape) {
        let common = if record.is_item { Common::RECORD.fields } else { &[] };
        for field in record.fields.iter().chain(common) {
            let (old, new) = (get(before, field.name), get(after, field.name));
            if old.is_none() && new.is_none() {
                continue;
            }
            let outer = self.is_content;
            self.is_content &= is_content(record, field.name);
            self.path.push(Step::Field(field.name));
            self.field(old, new, &field.shape);
            self.path.pop();
            self.is_content = outer;
        }
    }

    /// A field that holds entries or parts of its own is told by them, also where it came or went as a whole.
    fn field(&mut self, old: Option<&Plain>, new: Option<&Plain>, shape: &Shape) {
        let opens = |value: &Plain| matches!(value, Plain::Map(_));
        match (old, new) {
            (Some(old), Some(new)) => self.value(old, new, shape),
            (None, Some(new)) if opens(new) => self.value(NOTHING, new, shape),
            (Some(old), None) if opens(old) => self.value(old, NOTHING, shape),
            (None, Some(new)) => self.note(What::Set(new.clone()), shape),
            (Some(old), None) => self.note(What::Dropped(old.clone()), shape),
            (None, None) => {}
        }
    }

    /// Entries of a map, each known again by its key, by the key it says it had, or by its content.
    fn entries(&mut self, before: &[(String, Plain)], after: &[(String, Plain)], key: &Shape, one: &Shape) {
        let mut gone = Gone::of(before, after);
        let may_be_renamed = matches!(one, Shape::Record(RecordShape { is_item: true, .. }));
        for (name, new) in after {
            self.enter(name, key);
            let old = get(before, name);
            let was = if old.is_none() && may_be_renamed { gone.claim(new) } else { None };
            match (old, was) {
                (Some(old), _) => self.value(old, new, one),
                (None, Some((was, old))) => {
                    self.note(What::Renamed(was.clone()), one);
                    self.value(&without_was(old), &without_was(new), one);
                }
                (None, None) => self.note(What::Set(new.clone()), one),
            }
            self.leave(key);
        }
        for (name, old) in gone.left() {
            self.enter(name, key);
            self.note(What::Dropped(old.clone()), one);
            self.leave(key);
        }
    }

    fn enter(&mut self, name: &str, key: &Shape) {
        self.path.push(Step::Entry(name.to_owned()));
        if let Shape::Ref(target) = key {
            self.along.push((name.to_owned(), target));
        }
    }

    fn leave(&mut self, key: &Shape) {
        self.path.pop();
        if matches!(key, Shape::Ref(_)) {
            self.along.pop();
        }
    }

    fn members(&mut self, before: &[Plain], after: &[Plain], one: &Shape, whole: &Shape) {
        let removed = without(before, after);
        let added = without(after, before);
        if matches!(one, Shape::Record(_)) {
            return self.parts(&removed, &added, one);
        }
        let plain = |values: &[(usize, Plain)]| values.iter().map(|(_, value)| value.clone()).collect::<Vec<_>>();
        if removed.is_empty() && added.is_empty() {
            self.note(What::Reordered(Plain::List(before.to_vec()), Plain::List(after.to_vec())), whole);
        } else {
            self.note(What::Members { added: plain(&added), removed: plain(&removed) }, one);
        }
    }

    /// Members that have parts: those that differ are compared in turn.
    fn parts(&mut self, removed: &[(usize, Plain)], added: &[(usize, Plain)], one: &Shape) {
        for at in 0..removed.len().max(added.len()) {
            let (old, new) = (removed.get(at), added.get(at));
            let Some((place, _)) = new.or(old) else { continue };
            self.path.push(Step::Nth(place + 1));
            match (old, new) {
                (Some((_, old)), Some((_, new))) => self.value(old, new, one),
                (None, Some((_, new))) => self.note(What::Set(new.clone()), one),
                (Some((_, old)), None) => self.note(What::Dropped(old.clone()), one),
                (None, None) => {}
            }
            self.path.pop();
        }
    }
}

/// The value under a key; the one form has its keys in order.
pub(super) fn get<'p>(entries: &'p [(String, Plain)], key: &str) -> Option<&'p Plain> {
    entries.binary_search_by(|(name, _)| name.as_str().cmp(key)).ok().and_then(|at| entries.get(at)).map(|(_, value)| value)
}

/// What an entry says, but for the id it says it had.
pub(super) fn without_was(value: &Plain) -> Plain {
    match value {
        Plain::Map(entries) => Plain::Map(entries.iter().filter(|(key, _)| key != "was").cloned().collect()),
        other => other.clone(),
    }
}

/// The members of one list that another does not have, with their places; each counts as often as it stands there.
fn without(list: &[Plain], other: &[Plain]) -> Vec<(usize, Plain)> {
    let mut spare: FxHashMap<String, usize> = FxHashMap::default();
    other.iter().for_each(|value| *spare.entry(key(value)).or_default() += 1);
    let mut is_new = |value: &Plain| match spare.get_mut(&key(value)).filter(|left| **left > 0) {
        Some(left) => {
            *left -= 1;
            false
        }
        None => true,
    };
    list.iter().enumerate().filter(|(_, value)| is_new(value)).map(|(at, value)| (at, value.clone())).collect()
}
