//! What was written and could not be read: it is not known, which is something else than absent.
//!
//! Whatever speaks of an absence asks here first. A field that could not be read has its item and its path; of a
//! file that could not be read to its end, only the collections are known that the rest of it may hold.

use super::corpus::Collection;
use super::shape::{RecordShape, Shape};
use crate::text::Span;
use rustc_hash::{FxHashMap, FxHashSet};

/// One thing that was written and could not be read.
#[derive(Clone, Debug, PartialEq)]
pub struct Unread {
    /// The address of the item it belongs to; the name of a collection where only that is known, and nothing where
    /// it may be anything.
    pub item: String,
    /// The keys that lead to it within the item, without ids: `measures.readings`. Empty for all of it.
    pub path: String,
    /// Where it is.
    pub place: UnreadPlace,
}

/// Where it is.
#[derive(Clone, Debug, PartialEq)]
pub enum UnreadPlace {
    /// In a file whose text is known.
    At(Span),
    /// A file, or a folder, that could not be opened.
    File(String),
}

impl Unread {
    /// What it is, in words: `release of roles/team-lead`, `plan.yaml`.
    pub fn words(&self) -> String {
        let file = match &self.place {
            UnreadPlace::File(path) => crate::text::printable(path).into_owned(),
            UnreadPlace::At(_) => "a file".to_owned(),
        };
        match (&*self.item, &*self.path) {
            ("", _) => file,
            (item, "") if item.contains('/') => item.to_owned(),
            (item, "") => format!("a part of “{item}”"),
            (item, path) => format!("“{path}” of {item}"),
        }
    }

    /// What would make it known.
    pub fn unlock(&self) -> String {
        match (&*self.item, &*self.path) {
            ("", _) => self.words(),
            (item, "") => item.to_owned(),
            (item, path) => format!("{item}.{path}"),
        }
    }

    /// Whether it may say something under these keys, written `collection.key.key`.
    fn may_say(&self, field: &str) -> bool {
        if field.is_empty() {
            return true;
        }
        let (collection, path) = field.split_once('.').unwrap_or((field, ""));
        let own = self.item.split('/').next().unwrap_or("");
        (own.is_empty() || own == collection) && (leads(&self.path, path, '.') || leads(path, &self.path, '.'))
    }
}

/// Whether `to` is `from` or continues it.
fn leads(from: &str, to: &str, by: char) -> bool {
    to.strip_prefix(from).is_some_and(|rest| from.is_empty() || rest.is_empty() || rest.starts_with(by))
}

/// What something rests on: fields written `collection.key.key`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct RestsOn {
    /// Fields of the item that it is about.
    pub own: &'static [&'static str],
    /// Fields of whichever item.
    pub any: &'static [&'static str],
}

/// All that was written and could not be read, ready to be asked for an item.
#[derive(Clone, Debug, Default)]
pub struct Unreads {
    all: Vec<Unread>,
    /// One of each kind: there are few, however many there are of each.
    kinds: Vec<usize>,
    known: FxHashSet<(String, String)>,
    /// By the item they belong to, and by each item that this is nested in.
    of_item: FxHashMap<String, Vec<usize>>,
    within: FxHashMap<String, Vec<usize>>,
}

impl Unreads {
    /// Notes one more.
    pub fn push(&mut self, unread: Unread) {
        let at = self.all.len();
        let collection = unread.item.split('/').next().unwrap_or("").to_owned();
        if self.known.insert((collection, unread.path.clone())) {
            self.kinds.push(at);
        }
        self.of_item.entry(unread.item.clone()).or_default().push(at);
        for (end, _) in unread.item.match_indices('/') {
            self.within.entry(unread.item[..end].to_owned()).or_default().push(at);
        }
        self.all.push(unread);
    }

    /// Whether everything could be read.
    pub fn is_empty(&self) -> bool {
        self.all.is_empty()
    }

    /// Every one, in the order in which they were noted.
    pub fn iter(&self) -> impl Iterator<Item = &Unread> {
        self.all.iter()
    }

    /// What could not be read and would have a say in something about `item` that rests on these fields.
    pub fn say_in<'a>(&'a self, item: Option<&'a str>, rests_on: RestsOn) -> Option<&'a Unread> {
        let says = |unread: &&Unread, fields: &[&str]| fields.iter().any(|field| unread.may_say(field));
        let kinds = || self.kinds.iter().map(|&at| &self.all[at]);
        let any = kinds().find(|unread| says(unread, rests_on.any));
        any.or_else(|| match item {
            None => kinds().find(|unread| says(unread, rests_on.own)),
            Some(item) => self.of(item).find(|unread| says(unread, rests_on.own)),
        })
    }

    /// What belongs to an item, to what is nested in it, or to what it is nested in.
    fn of<'a>(&'a self, item: &'a str) -> impl Iterator<Item = &'a Unread> {
        let ends = item.match_indices('/').map(|(end, _)| end).skip(1).chain([item.len()]);
        let up = ends.filter_map(|end| self.of_item.get(&item[..end])).flatten();
        up.chain(self.within.get(item).into_iter().flatten()).map(|&at| &self.all[at])
    }
}

impl Extend<Unread> for Unreads {
    fn extend<I: IntoIterator<Item = Unread>>(&mut self, more: I) {
        more.into_iter().for_each(|unread| self.push(unread));
    }
}

/// The keys that lead to a field which the walk over references knows only by its last key and by the maps that the
/// walk is inside of.
pub(crate) fn path_to(collection: Collection, inside: &[&str], field: &str) -> String {
    let mut path: Vec<&str> = Vec::new();
    let mut here = match collection.shape() {
        Shape::Record(record) => Some(record),
        _ => None,
    };
    for &key in inside.iter().chain([&field]) {
        let Some(record) = here else {
            path.push(key);
            continue;
        };
        let step = record.fields.iter().find(|known| known.name == key);
        let through = || record.fields.iter().find(|known| has(inner(&known.shape), key));
        match step.or_else(through) {
            Some(found) => {
                path.push(found.name);
                here = inner(&found.shape);
                if found.name != key {
                    path.push(key);
                    here =
                        here.and_then(|record| record.fields.iter().find(|known| known.name == key)).and_then(|known| inner(&known.shape));
                }
            }
            None => path.push(key),
        }
    }
    path.dedup();
    path.join(".")
}

fn has(record: Option<&'static RecordShape>, key: &str) -> bool {
    record.is_some_and(|record| record.fields.iter().any(|field| field.name == key))
}

/// The record that a value is or holds.
fn inner(shape: &Shape) -> Option<&'static RecordShape> {
    match shape {
        Shape::Record(record) | Shape::Partial(record) | Shape::Open(record, _) => Some(record),
        Shape::List(one) => inner(one),
        Shape::Map(_, value) => inner(value),
        Shape::OneOf(shapes) => shapes.iter().find_map(inner),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn unread(item: &str, path: &str) -> Unreads {
        let mut all = Unreads::default();
        all.push(Unread { item: item.into(), path: path.into(), place: UnreadPlace::File("a.yaml".into()) });
        all
    }

    #[test]
    fn what_was_not_read_has_a_say_where_it_may_have_stood() {
        const OWN: RestsOn = RestsOn { own: &["priorities.actions.raci"], any: &["roles.reports_to"] };
        let asks = |item: &str, path: &str, about: &str| unread(item, path).say_in(Some(about), OWN).is_some();
        assert!(asks("priorities/reading/plc", "actions.raci.R", "priorities/reading/plc"));
        assert!(asks("priorities/reading", "actions", "priorities/reading/plc"), "the whole map");
        assert!(!asks("priorities/reading/plc", "actions.title", "priorities/reading/plc"), "another field");
        assert!(!asks("priorities/reading/plc", "actions.raci.R", "priorities/reading/other"), "another action");
        assert!(!asks("priorities/read", "actions.raci", "priorities/reading"), "an id that begins alike");
        assert!(asks("roles/coach", "reports_to", "priorities/reading"), "whichever role");
        assert!(asks("roles", "", "priorities/reading") && asks("", "", "priorities/reading"), "a file that was not read");
        assert!(!asks("priorities", "", "priorities/reading"), "what another priority says is not asked");
    }

    #[test]
    fn the_path_to_a_reference_is_that_of_its_keys() {
        assert_eq!(path_to(Collection::Priorities, &["actions"], "R"), "actions.raci.R");
        assert_eq!(path_to(Collection::Priorities, &[], "owner"), "owner");
        assert_eq!(path_to(Collection::Roles, &[], "roles"), "coaches.roles");
        assert_eq!(path_to(Collection::Units, &["staff", "holders"], "has"), "staff.holders.has");
        assert_eq!(path_to(Collection::Units, &["overrides"], "reports_to"), "overrides.reports_to");
        assert_eq!(path_to(Collection::Roles, &["responsibilities"], "serves"), "responsibilities.serves");
    }
}
