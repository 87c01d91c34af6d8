//! Where two ways through the history part.

use super::objects::{Commit, Lost, Reader, Why};
use gix::ObjectId;
use rustc_hash::FxHashMap;
use std::collections::BinaryHeap;

/// The most commits that are passed on the way back to where two lines of work parted.
const MOST_COMMITS: usize = 200_000;
/// It can be reached from the first.
const FIRST: u8 = 1;
/// It can be reached from the second.
const SECOND: u8 = 2;
/// It lies behind something that both share.
const BEHIND: u8 = 4;

/// A commit that was come upon.
struct Met {
    seconds: i64,
    parents: Vec<ObjectId>,
    marks: u8,
    is_open: bool,
}

struct Walk<'r, 'g> {
    reader: &'r Reader<'g>,
    met: FxHashMap<ObjectId, Met>,
    /// Commits whose parents are still to be marked; the newest comes first, as in git.
    open: BinaryHeap<(i64, ObjectId)>,
    /// How many of those do not lie behind something shared.
    hopeful: usize,
    /// Whether this clone says of itself that it does not hold everything.
    is_cut: bool,
}

/// The last commit that both hold. Absent where they share none, where this clone does not hold the way to it, or where
/// the way is longer than is followed. What somebody worked out beforehand (a commit-graph file) is not believed.
pub(super) fn fork(reader: &Reader<'_>, first: ObjectId, second: ObjectId, is_cut: bool) -> Result<Option<(ObjectId, Commit)>, Lost> {
    let mut walk = Walk { reader, met: FxHashMap::default(), open: BinaryHeap::new(), hopeful: 0, is_cut };
    walk.mark(first, FIRST)?;
    walk.mark(second, SECOND)?;
    let mut shared = Vec::new();
    while walk.hopeful > 0 {
        let Some((_, id)) = walk.open.pop() else { break };
        walk.pass(id, &mut shared)?;
        if walk.met.len() > MOST_COMMITS {
            return Ok(None);
        }
    }
    // Where clocks were wrong, something that was found may turn out to lie behind something else that was.
    while walk.last_of(&shared).len() > 1 && walk.met.len() <= MOST_COMMITS {
        let Some((_, id)) = walk.open.pop() else { break };
        walk.pass(id, &mut shared)?;
    }
    let when = |id: &ObjectId| (walk.met.get(id).map(|met| met.seconds), *id);
    match walk.last_of(&shared).into_iter().max_by_key(when) {
        Some(id) => Ok(Some((id, reader.commit(id)?))),
        None => Ok(None),
    }
}

impl Walk<'_, '_> {
    /// Those of the shared commits that lie behind no other, as far as is known.
    fn last_of(&self, shared: &[ObjectId]) -> Vec<ObjectId> {
        shared.iter().copied().filter(|id| self.met.get(id).is_some_and(|met| met.marks & BEHIND == 0)).collect()
    }

    /// Hands the marks of a commit on to its parents.
    fn pass(&mut self, id: ObjectId, shared: &mut Vec<ObjectId>) -> Result<(), Lost> {
        let Some(met) = self.met.get_mut(&id) else { return Ok(()) };
        met.is_open = false;
        let mut marks = met.marks;
        self.hopeful -= usize::from(marks & BEHIND == 0);
        if marks & (FIRST | SECOND) == FIRST | SECOND {
            shared.push(id);
            marks |= BEHIND;
        }
        for parent in met.parents.clone() {
            self.mark(parent, marks)?;
        }
        Ok(())
    }

    fn mark(&mut self, id: ObjectId, marks: u8) -> Result<(), Lost> {
        if !self.met.contains_key(&id) {
            let commit = match self.reader.commit(id) {
                Err(Lost { why: Why::Absent, .. }) if self.is_cut && self.met.len() > 1 => return Ok(()),
                read => read?,
            };
            self.met.insert(id, Met { seconds: commit.seconds, parents: commit.parents, marks: 0, is_open: false });
        }
        let Some(met) = self.met.get_mut(&id) else { return Ok(()) };
        if met.marks | marks == met.marks {
            return Ok(());
        }
        let was_hopeful = met.is_open && met.marks & BEHIND == 0;
        met.marks |= marks;
        if !met.is_open {
            met.is_open = true;
            self.open.push((met.seconds, id));
        }
        self.hopeful = self.hopeful + usize::from(met.marks & BEHIND == 0) - usize::from(was_hopeful);
        Ok(())
    }
}
