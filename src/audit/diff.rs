//! What changed between two states of a framework, by what they say: facts for reports, no words.
//!
//! Items are compared as values, so that the form of a file, comments, the order of keys and the file an item
//! stands in are no change. An item is known again by its id, by the id it says it had (`was`), or by saying
//! exactly the same under a new one; a name that follows such a new id is no change either.

mod canonical;
mod fields;
mod renames;

pub use fields::{FieldChange, Step, What, compare, mentions};
pub use renames::How;

use super::Audit;
use crate::diag::structure;
use crate::model::{Collection, Corpus, Loc, Plain, Settings, Value};
use crate::text::{FileId, SourceFile};
use canonical::Canon;
use rayon::prelude::*;
use renames::Renames;
use rustc_hash::{FxHashMap, FxHashSet};

/// One item that is new, gone, or says something else.
#[derive(Clone, Debug)]
pub struct ItemChange {
    /// The item before; absent where it is new.
    pub before: Option<Loc>,
    /// The item after; absent where it is gone.
    pub after: Option<Loc>,
    /// How the two are known to be one.
    pub how: How,
    /// What it says differently; empty for what is new or gone.
    pub fields: Vec<FieldChange>,
}

impl ItemChange {
    /// The collection.
    pub fn collection(&self) -> Collection {
        self.after.or(self.before).map_or(Collection::Roles, Loc::collection)
    }

    /// Whether it has another id than before.
    pub fn is_renamed(&self) -> bool {
        self.how != How::SameId
    }
}

/// The difference between two states.
#[derive(Debug, Default)]
pub struct Diff {
    /// Every changed item, by collection and id; an item that is gone stands where it was.
    pub items: Vec<ItemChange>,
    /// What the settings say differently.
    pub settings: Vec<FieldChange>,
    /// Items that stand in another file and say the same.
    pub moved: Vec<(Loc, Loc)>,
    /// Items that cannot be compared because one side of their file could only be read in part: (before, after).
    pub unread: Vec<(Option<Loc>, Option<Loc>)>,
    renames: Renames,
}

impl Diff {
    /// What changed from `base` to `head`.
    pub fn of(base: &Audit, head: &Audit) -> Diff {
        let renames = Renames::of(&base.corpus, &head.corpus);
        let broken = [broken(base), broken(head)];
        let pairs = renames.pairs(&base.corpus, &head.corpus);
        let same = if renames.is_empty() { same_files(base, head) } else { FxHashSet::default() };
        let compared: Vec<Compared> = pairs
            .par_iter()
            .map(|&(before, after, how)| match (before, after) {
                (Some(old), Some(new)) if same.contains(&(file_of(base, old), file_of(head, new))) => Compared::Same,
                _ => one(base, head, before, after, how, &renames, &broken),
            })
            .collect();
        let settings = settings(&base.corpus, &head.corpus, &renames);
        let mut diff = Diff { settings, renames, ..Diff::default() };
        for compared in compared {
            match compared {
                Compared::Same => {}
                Compared::Moved(before, after) => diff.moved.push((before, after)),
                Compared::Unread(before, after) => diff.unread.push((before, after)),
                Compared::Changed(change) => diff.items.push(change),
            }
        }
        diff
    }

    /// Whether nothing changed, and everything could be compared.
    pub fn is_empty(&self) -> bool {
        self.items.is_empty() && self.settings.is_empty() && self.unread.is_empty()
    }

    /// The id that an item of `base` has in `head`: another only where it was renamed.
    pub fn new_id<'a>(&'a self, collection: Collection, id: &'a str) -> &'a str {
        self.renames.names.item(collection, id).unwrap_or(id)
    }

    /// The item of `base`, or what is nested in it, that `after` was.
    pub fn before(&self, base: &Corpus, head: &Corpus, after: Loc) -> Option<Loc> {
        let id = &*head.id_of(after).value;
        let collection = after.collection();
        let old = self.renames.old_id(collection, id).unwrap_or(id);
        let item = Loc::item(collection, base.position(collection, old)?);
        let Some(nested) = head.nested_id(after) else { return Some(item) };
        let old = self.renames.old_nested(collection, old, nested).unwrap_or(nested);
        base.nested_ids(item).iter().position(|id| ***id == *old).map(|at| item.nested(at))
    }
}

enum Compared {
    Same,
    Moved(Loc, Loc),
    Unread(Option<Loc>, Option<Loc>),
    Changed(ItemChange),
}

fn file_of(audit: &Audit, loc: Loc) -> FileId {
    audit.corpus.id_of(loc).span.file
}

/// Files of one path that say the same to the letter on both sides. What stands in them under one id is the same,
/// as long as nothing that it could refer to has another name.
fn same_files(base: &Audit, head: &Audit) -> FxHashSet<(FileId, FileId)> {
    let before: FxHashMap<&str, (FileId, &str)> =
        base.sources.files.iter().map(|(id, file)| (&*file.path, (id, &**file.text as &str))).collect();
    let twin = |(id, file): (FileId, &SourceFile)| {
        let &(old, text) = before.get(&*file.path)?;
        (text == &**file.text).then_some((old, id))
    };
    head.sources.files.iter().filter_map(twin).collect()
}

fn one(
    base: &Audit,
    head: &Audit,
    before: Option<Loc>,
    after: Option<Loc>,
    how: How,
    renames: &Renames,
    broken: &[FxHashSet<&str>; 2],
) -> Compared {
    let path = |audit: &'_ Audit, loc: Loc| audit.sources.files.get(audit.corpus.id_of(loc).span.file).path.to_string();
    let paths = [before.map(|loc| path(base, loc)), after.map(|loc| path(head, loc))];
    // What stands in a file that could only be read in part on either side may be there all the same.
    let unread = paths.iter().flatten().any(|path| broken.iter().any(|broken| broken.contains(path.as_str())));
    let (Some(old), Some(new)) = (before, after) else {
        return if unread {
            Compared::Unread(before, after)
        } else {
            Compared::Changed(ItemChange { before, after, how, fields: Vec::new() })
        };
    };
    let fields = changes(&base.corpus, &head.corpus, old, new, renames);
    match (fields.is_empty() && how == How::SameId, unread) {
        (true, _) if paths[0] != paths[1] => Compared::Moved(old, new),
        (true, _) => Compared::Same,
        (false, true) => Compared::Unread(before, after),
        (false, false) => Compared::Changed(ItemChange { before, after, how, fields }),
    }
}

fn changes(base: &Corpus, head: &Corpus, old: Loc, new: Loc, renames: &Renames) -> Vec<FieldChange> {
    let shape = old.collection().shape();
    let before = Canon::before(&renames.names, old.collection(), &base.id_of(old).value).of(base.encode(old), &shape);
    let mut after = Canon::after(new.collection(), &head.id_of(new).value).of(head.encode(new), &shape);
    let was = &*base.id_of(old).value;
    // That an item says which id it had is the rename itself, and no change beside it.
    if was != &*head.id_of(new).value {
        forget(&mut after, was);
    }
    compare(&before, &after, &shape)
}

/// What one item says differently in two states, under the names of each.
pub fn of_one_item(base: &Corpus, old: Loc, head: &Corpus, new: Loc) -> Vec<FieldChange> {
    changes(base, head, old, new, &Renames::default())
}

fn forget(item: &mut Plain, was: &str) {
    if let Plain::Map(entries) = item {
        entries.retain(|(key, value)| key != "was" || *value != Plain::Text(was.to_owned()));
    }
}

fn settings(base: &Corpus, head: &Corpus, renames: &Renames) -> Vec<FieldChange> {
    let shape = Settings::SHAPE;
    let before = Canon::before(&renames.names, Collection::Scales, "").of(base.settings.encode(), &shape);
    let after = Canon::after(Collection::Scales, "").of(head.settings.encode(), &shape);
    compare(&before, &after, &shape)
}

/// The paths of files that could not be read, or only in part.
fn broken(audit: &Audit) -> FxHashSet<&str> {
    let whole = [structure::SYNTAX.id, structure::UNREADABLE_FILE.id];
    let findings = audit.outcome.findings.iter().filter(|finding| whole.contains(&finding.rule.id));
    findings.filter_map(|f| f.span.map(|span| &*audit.sources.files.get(span.file).path).or(f.file.as_deref())).collect()
}
