//! Which items are the same under another id: those that say so, and those that say exactly the same.

use super::canonical::{Canon, Names};
use super::fields::{get, without_was};
use crate::model::{Collection, Corpus, Loc, Plain};
use rustc_hash::FxHashMap;

/// How an item before and an item after are known to be one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum How {
    /// By their id.
    SameId,
    /// The later says that it had the id of the earlier.
    Declared,
    /// They say the same.
    SameContent,
}

/// How often renames are looked for: each that is found may show another.
const ROUNDS: usize = 4;

/// The renames between two states.
#[derive(Debug, Default)]
pub(super) struct Renames {
    pub(super) names: Names,
    how: FxHashMap<(Collection, String), How>,
    old_items: FxHashMap<(Collection, String), String>,
    old_nested: FxHashMap<(Collection, String, String), String>,
}

impl Renames {
    pub(super) fn of(base: &Corpus, head: &Corpus) -> Self {
        let mut renames = Renames::default();
        for &collection in Collection::ALL {
            renames.declared(base, head, collection);
        }
        // What is renamed can be what another renamed item refers to, so each finding may lead to the next.
        for _ in 0..ROUNDS {
            let before = renames.names.items.len();
            for &collection in Collection::ALL {
                renames.by_content(base, head, collection);
            }
            if renames.names.items.len() == before {
                break;
            }
        }
        for &collection in Collection::ALL.iter().filter(|collection| collection.nested_key().is_some()) {
            renames.nested(base, head, collection);
        }
        renames
    }

    /// Every item of both sides, with its twin: by collection and id, what is gone where it was.
    pub(super) fn pairs(&self, base: &Corpus, head: &Corpus) -> Vec<(Option<Loc>, Option<Loc>, How)> {
        let mut pairs = Vec::new();
        for &collection in Collection::ALL {
            let mut own: Vec<(&str, Option<Loc>, Option<Loc>, How)> = Vec::new();
            for (at, id) in head.ids(collection).into_iter().enumerate() {
                let old = self.old_id(collection, id);
                let how = old.and_then(|old| self.how.get(&(collection, old.to_owned()))).copied().unwrap_or(How::SameId);
                let before = base.position(collection, old.unwrap_or(id)).map(|at| Loc::item(collection, at));
                own.push((id, before, Some(Loc::item(collection, at)), how));
            }
            for (at, id) in base.ids(collection).into_iter().enumerate() {
                if head.position(collection, id).is_none() && self.names.item(collection, id).is_none() {
                    own.push((id, Some(Loc::item(collection, at)), None, How::SameId));
                }
            }
            own.sort_by_key(|pair| pair.0);
            pairs.extend(own.into_iter().map(|(_, before, after, how)| (before, after, how)));
        }
        pairs
    }

    pub(super) fn old_id(&self, collection: Collection, id: &str) -> Option<&str> {
        if self.old_items.is_empty() { None } else { self.old_items.get(&(collection, id.to_owned())).map(String::as_str) }
    }

    pub(super) fn old_nested(&self, collection: Collection, item: &str, id: &str) -> Option<&str> {
        if self.old_nested.is_empty() {
            return None;
        }
        self.old_nested.get(&(collection, item.to_owned(), id.to_owned())).map(String::as_str)
    }

    /// Whether everything has the name it had.
    pub(super) fn is_empty(&self) -> bool {
        self.names.items.is_empty() && self.names.nested.is_empty()
    }

    fn note(&mut self, collection: Collection, old: &str, new: &str, how: How) {
        self.names.items.insert((collection, old.to_owned()), new.to_owned());
        self.old_items.insert((collection, new.to_owned()), old.to_owned());
        self.how.insert((collection, old.to_owned()), how);
    }

    /// Items of `one` whose id the other side does not have, and that were not found yet.
    fn alone(&self, one: &Corpus, other: &Corpus, collection: Collection, is_base: bool) -> Vec<Loc> {
        let known = if is_base { &self.names.items } else { &self.old_items };
        let ids = one.ids(collection).into_iter().enumerate();
        ids.filter(|(_, id)| other.position(collection, id).is_none() && !known.contains_key(&(collection, (*id).to_owned())))
            .map(|(at, _)| Loc::item(collection, at))
            .collect()
    }

    fn declared(&mut self, base: &Corpus, head: &Corpus, collection: Collection) {
        for after in self.alone(head, base, collection, false) {
            let Some(was) = was(&head.encode(after)) else { continue };
            let free = base.position(collection, &was).is_some() && head.position(collection, &was).is_none();
            if free && self.names.item(collection, &was).is_none() {
                self.note(collection, &was, &head.id_of(after).value, How::Declared);
            }
        }
    }

    fn by_content(&mut self, base: &Corpus, head: &Corpus, collection: Collection) {
        let (gone, new) = (self.alone(base, head, collection, true), self.alone(head, base, collection, false));
        if gone.is_empty() || new.is_empty() {
            return;
        }
        let shape = collection.shape();
        let mut by_content: FxHashMap<String, Vec<&str>> = FxHashMap::default();
        for loc in gone.iter().rev() {
            let id = &base.id_of(*loc).value;
            let content = Canon::before(&self.names, collection, id).of(base.encode(*loc), &shape);
            by_content.entry(key(&content)).or_default().push(id);
        }
        for loc in new {
            let id = &head.id_of(loc).value;
            let content = Canon::after(collection, id).of(head.encode(loc), &shape);
            if let Some(old) = by_content.get_mut(&key(&content)).and_then(Vec::pop) {
                self.note(collection, old, id, How::SameContent);
            }
        }
    }

    /// What is nested in items that are there on both sides.
    fn nested(&mut self, base: &Corpus, head: &Corpus, collection: Collection) {
        let pairs: Vec<(Loc, Loc)> = head
            .ids(collection)
            .into_iter()
            .enumerate()
            .filter_map(|(at, id)| {
                let old = base.position(collection, self.old_id(collection, id).unwrap_or(id))?;
                Some((Loc::item(collection, old), Loc::item(collection, at)))
            })
            .filter(|&(old, new)| base.nested_ids(old) != head.nested_ids(new))
            .collect();
        for (old, new) in pairs {
            self.nested_in(base, head, old, new);
        }
    }

    fn nested_in(&mut self, base: &Corpus, head: &Corpus, old: Loc, new: Loc) {
        let (collection, shape) = (old.collection(), old.collection().shape());
        let owner = base.id_of(old).value.to_string();
        let before = Canon::before(&self.names, collection, &owner).of(base.encode(old), &shape);
        let after = Canon::after(collection, &head.id_of(new).value).of(head.encode(new), &shape);
        let (Some(before), Some(after)) = (entries(&before, collection), entries(&after, collection)) else { return };
        let mut gone = Gone::of(before, after);
        for (id, value) in after.iter().filter(|(id, _)| get(before, id).is_none()) {
            if let Some((was, _)) = gone.claim(value) {
                self.old_nested.insert((collection, owner.clone(), id.clone()), was.clone());
                self.names.nested.insert((collection, owner.clone(), was.clone()), id.clone());
            }
        }
    }
}

/// Entries that are gone, to find what became of them.
pub(super) struct Gone<'p> {
    entries: Vec<&'p (String, Plain)>,
    by_id: FxHashMap<&'p str, usize>,
    by_content: FxHashMap<String, Vec<usize>>,
    claimed: Vec<bool>,
}

impl<'p> Gone<'p> {
    /// The entries of `before` whose key `after` does not have; both have their keys in order.
    pub(super) fn of(before: &'p [(String, Plain)], after: &[(String, Plain)]) -> Self {
        let entries: Vec<&(String, Plain)> = before.iter().filter(|(id, _)| get(after, id).is_none()).collect();
        let by_id = entries.iter().enumerate().map(|(at, (id, _))| (id.as_str(), at)).collect();
        let mut by_content: FxHashMap<String, Vec<usize>> = FxHashMap::default();
        // Those that say nothing are not known again by what they say.
        for (at, (_, value)) in entries.iter().enumerate().rev().filter(|(_, (_, value))| without_was(value) != Plain::Map(Vec::new())) {
            by_content.entry(key(value)).or_default().push(at);
        }
        Gone { claimed: vec![false; entries.len()], entries, by_id, by_content }
    }

    /// Which of them a new entry was: the one it names, else the first that says the same. None is found twice.
    pub(super) fn claim(&mut self, new: &Plain) -> Option<&'p (String, Plain)> {
        let named = was(new).and_then(|was| self.by_id.get(was.as_str()).copied()).filter(|&at| !self.claimed[at]);
        let at = match named {
            Some(at) => at,
            None if self.by_content.is_empty() => return None,
            None => {
                let same = self.by_content.get_mut(&key(new))?;
                std::iter::from_fn(|| same.pop()).find(|&at| !self.claimed[at])?
            }
        };
        self.claimed[at] = true;
        Some(self.entries[at])
    }

    /// Those that nothing claimed.
    pub(super) fn left(&self) -> impl Iterator<Item = &'p (String, Plain)> {
        self.entries.iter().zip(&self.claimed).filter(|(_, claimed)| !**claimed).map(|(entry, _)| *entry)
    }
}

fn entries(item: &Plain, collection: Collection) -> Option<&[(String, Plain)]> {
    let Plain::Map(fields) = item else { return None };
    match fields.iter().find(|(name, _)| Some(name.as_str()) == collection.nested_key()) {
        Some((_, Plain::Map(entries))) => Some(entries),
        _ => None,
    }
}

/// The id that an item says it had.
fn was(item: &Plain) -> Option<String> {
    let Plain::Map(fields) = item else { return None };
    fields.iter().find(|(name, _)| name == "was").and_then(|(_, value)| match value {
        Plain::Text(was) => Some(was.trim().to_owned()),
        _ => None,
    })
}

/// What an item says, as one text to compare by.
pub(super) fn key(content: &Plain) -> String {
    // Plain values always have a JSON form; an empty text would only leave a rename unseen.
    serde_json::to_string(&without_was(content)).unwrap_or_default()
}
