//! Whom a change touches: roles whose description it changes, roles it names, and roles that work with what it
//! changes. How many people hold them, and where.

use super::Sides;
use crate::analysis::Facts;
use crate::analysis::people::Post;
use crate::audit::diff::{Diff, FieldChange, ItemChange, Step, mentions};
use crate::model::{Collection, Corpus, Loc};
use rustc_hash::FxHashMap;

/// Why a change touches a role; the nearer reason counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Why {
    /// The role itself says something else, is new, or is gone.
    Itself,
    /// The change names it: it takes a seat, a letter, a decision, or loses one.
    Named,
    /// It works with the item: it serves the priority, requires the competency, sits on the committee.
    Tied,
}

/// One change that touches a role.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Touch {
    /// Position in [`Diff::items`].
    pub item: usize,
    /// Positions in its fields; empty for an item that is new or gone, or where all of it counts.
    pub fields: Vec<usize>,
    /// Why.
    pub why: Why,
}

/// A role and every change that touches it.
#[derive(Clone, Debug)]
pub struct Affected {
    /// Its id: that after, or before for a role that is gone.
    pub role: String,
    /// What people call it.
    pub title: String,
    /// The role after; absent where it is gone.
    pub after: Option<usize>,
    /// The role before; absent where it is new.
    pub before: Option<usize>,
    /// How many people hold it, where that is stated; of a role that is gone, how many held it.
    pub heads: Option<u32>,
    /// The units where they work, by id.
    pub units: Vec<String>,
    /// The changes, in the order of the diff.
    pub touches: Vec<Touch>,
}

impl Affected {
    /// The nearest reason.
    pub fn why(&self) -> Why {
        self.touches.iter().map(|touch| touch.why).min().unwrap_or(Why::Tied)
    }
}

/// Every role that a change touches: the nearest reason first, then by id.
pub(super) fn affected(sides: &Sides<'_, '_>) -> Vec<Affected> {
    let mut by_role: FxHashMap<String, Vec<Touch>> = FxHashMap::default();
    for (at, change) in sides.diff.items.iter().enumerate() {
        for (role, why, fields) in touched(sides, change) {
            by_role.entry(role).or_default().push(Touch { item: at, fields, why });
        }
    }
    let mut all: Vec<Affected> = by_role.into_iter().filter_map(|(role, touches)| describe(sides, role, touches)).collect();
    all.sort_by(|a, b| (a.why(), &a.role).cmp(&(b.why(), &b.role)));
    all
}

fn describe(sides: &Sides<'_, '_>, role: String, touches: Vec<Touch>) -> Option<Affected> {
    let after = sides.head.corpus.roles.position(&role);
    let before = match after {
        Some(after) => sides.role_before(after),
        None => sides.base.corpus.roles.position(&role),
    };
    let (facts, at) = match (after, before) {
        (Some(at), _) => (sides.after, at),
        (None, at) => (sides.before, at?),
    };
    let within = scope(sides, &touches, after.is_some());
    let is_meant = |post: &&Post| within.as_ref().is_none_or(|units| facts.people.line(post.unit).any(|unit| units.contains(&unit)));
    let posts: Vec<&Post> = facts.people.posts_of(at).filter(is_meant).collect();
    let heads = if facts.people.is_staffed() { facts.people.count(posts.iter().copied()) } else { None };
    let mut units: Vec<String> = posts.iter().map(|post| facts.corpus.units[post.unit].id().to_owned()).collect();
    units.sort();
    units.dedup();
    let title = facts.corpus.title_of(Loc::item(Collection::Roles, at)).to_owned();
    Some(Affected { title, after, before, heads, units, touches, role })
}

/// The units that a role is touched in, where it is touched only by what units say; else it is touched everywhere.
fn scope(sides: &Sides<'_, '_>, touches: &[Touch], is_after: bool) -> Option<Vec<usize>> {
    let unit = |touch: &Touch| {
        let change = sides.diff.items.get(touch.item)?;
        let loc = if is_after { change.after } else { change.before };
        loc.filter(|loc| loc.collection() == Collection::Units).map(Loc::index)
    };
    touches.iter().map(unit).collect()
}

/// The roles that one changed item touches, each once, with the fields that do.
fn touched(sides: &Sides<'_, '_>, change: &ItemChange) -> Vec<(String, Why, Vec<usize>)> {
    let mut found = Found { diff: sides.diff, why: FxHashMap::default() };
    let sided = [(change.before, &sides.base.corpus, sides.before, true), (change.after, &sides.head.corpus, sides.after, false)];
    for (loc, corpus, facts, is_base) in sided {
        let Some(loc) = loc else { continue };
        if loc.collection() == Collection::Roles {
            found.add(&corpus.id_of(loc).value, is_base, Why::Itself, None);
        }
        if change.fields.is_empty() {
            // Of what is new or gone, all counts; an item that only has another id changes nothing for others.
            if !change.is_renamed() {
                named_by(corpus, loc, is_base, &mut found);
                tied(facts, loc, None, is_base, &mut found, None);
            }
            continue;
        }
        for (at, field) in change.fields.iter().enumerate().filter(|(_, field)| field.is_content) {
            tied(facts, loc, Some(field), is_base, &mut found, Some(at));
        }
    }
    for (at, field) in change.fields.iter().enumerate() {
        named_in(sides, field, at, &mut found);
        if change.collection() == Collection::Roles {
            let id = change.after.map_or("", |loc| &sides.head.corpus.id_of(loc).value);
            found.add(id, false, Why::Itself, Some(at));
        }
    }
    found.all()
}

/// What was found of one item, by role under its name after.
struct Found<'a> {
    diff: &'a Diff,
    why: FxHashMap<String, (Why, Vec<usize>)>,
}

impl Found<'_> {
    fn add(&mut self, role: &str, is_base: bool, why: Why, field: Option<usize>) {
        let name = if is_base { self.diff.new_id(Collection::Roles, role) } else { role };
        let entry = self.why.entry(name.to_owned()).or_insert_with(|| (why, Vec::new()));
        if why < entry.0 {
            *entry = (why, Vec::new());
        }
        if why == entry.0 {
            entry.1.extend(field.filter(|field| !entry.1.contains(field)));
        }
    }

    fn all(self) -> Vec<(String, Why, Vec<usize>)> {
        let mut all: Vec<_> = self.why.into_iter().map(|(role, (why, fields))| (role, why, fields)).collect();
        all.sort();
        all.iter_mut().for_each(|(_, _, fields)| fields.sort_unstable());
        all
    }
}

/// The roles that an item names anywhere.
fn named_by(corpus: &Corpus, loc: Loc, is_base: bool, found: &mut Found<'_>) {
    for role in corpus.edges_from(loc).iter().filter_map(|edge| corpus.role(Some(edge.to))) {
        found.add(role.id(), is_base, Why::Named, None);
    }
}

/// The roles that a changed field names, before or after. References stand under their names after.
fn named_in(sides: &Sides<'_, '_>, field: &FieldChange, at: usize, found: &mut Found<'_>) {
    let mut names = Vec::new();
    field.values().into_iter().for_each(|value| mentions(value, &field.shape, &mut names));
    names.extend(field.along.iter().map(|(name, target)| (name.as_str(), *target)));
    for (name, _) in names.into_iter().filter(|(_, target)| target.collections.contains(&Collection::Roles)) {
        let id = name.strip_prefix("roles/").unwrap_or(name).split(['.', '/']).next().unwrap_or(name);
        if sides.head.corpus.roles.find(id).is_some() || sides.base.corpus.roles.find(id).is_some() {
            found.add(id, false, Why::Named, Some(at));
        }
    }
}

/// The roles that work with an item, or with the part of it that changed.
fn tied(facts: &Facts<'_>, loc: Loc, field: Option<&FieldChange>, is_base: bool, found: &mut Found<'_>, at: Option<usize>) {
    let corpus = facts.corpus;
    let mut roles: Vec<usize> = Vec::new();
    let part = field.and_then(|field| match &field.path[..] {
        [Step::Field("actions"), Step::Entry(action), ..] => {
            corpus.priorities[loc.index()].actions.iter().position(|entry| entry.id() == action)
        }
        _ => None,
    });
    match (loc.collection(), part) {
        (Collection::Roles, _) => return,
        (Collection::Priorities, Some(action)) => {
            let act = facts.work.acts_of(loc.index()).iter().find(|act| act.index == action);
            roles.extend(act.into_iter().flat_map(|act| act.letters.iter()).filter_map(|held| role_at(corpus, held.actor)));
            roles.extend(facts.work.serving(loc.nested(action)).map(|service| service.role));
        }
        (Collection::Priorities, None) => roles.extend(facts.work.engaged(loc.index())),
        // Of a unit, one entry of staff or one local change is about its own role only, and names it.
        (Collection::Units, _) if field.is_some_and(|field| !field.along.is_empty()) => return,
        (Collection::Units, _) => roles.extend(facts.people.posts.iter().filter(|post| post.unit == loc.index()).map(|post| post.role)),
        _ => roles.extend(corpus.edges_from(loc).iter().filter_map(|edge| role_at(corpus, edge.to))),
    }
    if part.is_none() {
        roles.extend(corpus.edges_to(loc).filter_map(|edge| role_at(corpus, edge.from.whole())));
    }
    for role in roles {
        found.add(corpus.roles[role].id(), is_base, Why::Tied, at);
    }
}

fn role_at(corpus: &Corpus, loc: Loc) -> Option<usize> {
    corpus.role(Some(loc)).map(|_| loc.index())
}
