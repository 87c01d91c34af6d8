//! Entries that lie side by side in the order of their owners: where those of each begin and end.

use std::ops::Range;

/// For each owner, which entries of a list are its own.
#[derive(Clone, Debug, Default)]
pub(crate) struct Ranges {
    /// Where the entries of each owner begin, and where the last ones end.
    starts: Vec<u32>,
}

impl Ranges {
    /// Counts the entries of so many owners.
    pub(crate) fn of(owners: usize, entries: impl Iterator<Item = usize>) -> Self {
        let mut starts = vec![0u32; owners + 1];
        entries.for_each(|owner| starts[owner + 1] += 1);
        for at in 1..starts.len() {
            starts[at] += starts[at - 1];
        }
        Ranges { starts }
    }

    /// The entries of one owner; none where nobody of that number is known.
    pub(crate) fn get(&self, owner: usize) -> Range<usize> {
        match self.starts.get(owner..owner.saturating_add(2)) {
            Some(&[start, end]) => start as usize..end as usize,
            _ => 0..0,
        }
    }

    /// The positions of `entries` in the order of their owners, and as they come where that is the same.
    pub(crate) fn positions(&self, entries: impl Iterator<Item = usize>) -> Vec<u32> {
        let mut next = self.starts.clone();
        let mut positions = vec![0u32; self.starts.last().map_or(0, |&all| all as usize)];
        for (at, owner) in entries.enumerate() {
            positions[next[owner] as usize] = at as u32;
            next[owner] += 1;
        }
        positions
    }
}
