//! Groups of texts that are alike, however many are: in time that grows with the number of texts.
//!
//! [`super::word_sets::pairs`] names every pair, and a thousand texts from one mould are half a million pairs.
//! A group needs only a chain of alike texts. So texts of the same words are taken together, and each of these is
//! compared, through the same kind of index over rarest words, with a few members of each group only.
//! Groups are exact up to the two limits below, and deterministic always.

use super::word_sets::{Found, Sets, likeness_from, prefix};
use rustc_hash::FxHashMap;

/// From how many on, only so many members of one group are found through one word.
const KEPT: u8 = 8;
/// With how many others that share one word a text is compared at most: the nearest in length first.
const MOST_COMPARED: usize = 250;

/// Groups of at least two texts, each at least `threshold` alike (above 0) with another of its group, by position.
pub fn groups(texts: &Sets, threshold: f64) -> Vec<Vec<usize>> {
    let twins = Twins::of(texts);
    let count = twins.starts.len();
    let mut search = Search {
        twins: &twins,
        threshold,
        forest: (0..count as u32).collect(),
        index: vec![Vec::new(); texts.words()],
        kept: FxHashMap::default(),
    };
    // Shorter sets first: a set looks for partners that are not longer than itself.
    let mut order: Vec<u32> = (0..count as u32).filter(|&at| !twins.set(at).is_empty()).collect();
    order.sort_by_key(|&at| (twins.set(at).len(), twins.members(at)[0]));
    for &at in &order {
        search.join(at);
        search.remember(at);
    }
    let mut found: FxHashMap<u32, Vec<usize>> = FxHashMap::default();
    for &at in &order {
        let root = search.root(at);
        // Most texts are like no other, and need no room of their own.
        if root != at || twins.members(at).len() > 1 {
            let group = found.entry(root).or_default();
            if group.is_empty() && root != at {
                group.extend(twins.members(root).iter().map(|&text| text as usize));
            }
            group.extend(twins.members(at).iter().map(|&text| text as usize));
        }
    }
    let mut found: Vec<Vec<usize>> = found.into_values().collect();
    for group in &mut found {
        group.sort_unstable();
        group.dedup();
    }
    found.sort_unstable();
    found
}

/// The texts, with those of the same words taken together.
struct Twins<'a> {
    texts: &'a Sets,
    /// Positions of the texts, those of the same words side by side, in order.
    order: Vec<u32>,
    /// Where in `order` the texts of each set of words begin.
    starts: Vec<u32>,
}

impl<'a> Twins<'a> {
    fn of(texts: &'a Sets) -> Self {
        let mut order: Vec<u32> = (0..texts.len() as u32).collect();
        order.sort_by(|&a, &b| texts.get(a as usize).cmp(texts.get(b as usize)));
        let same = |at: usize| at > 0 && texts.get(order[at] as usize) == texts.get(order[at - 1] as usize);
        let starts = (0..order.len()).filter(|&at| !same(at)).map(|at| at as u32).collect();
        Twins { texts, order, starts }
    }

    fn members(&self, at: u32) -> &[u32] {
        let end = self.starts.get(at as usize + 1).map_or(self.order.len(), |&end| end as usize);
        &self.order[self.starts[at as usize] as usize..end]
    }

    fn set(&self, at: u32) -> &'a [u32] {
        self.texts.get(self.order[self.starts[at as usize] as usize] as usize)
    }
}

struct Search<'a> {
    twins: &'a Twins<'a>,
    threshold: f64,
    /// For each set another of its group, or itself.
    forest: Vec<u32>,
    /// For each word the sets to be found through it, shortest first.
    index: Vec<Vec<Found>>,
    /// How many of a group are found through a word.
    kept: FxHashMap<(u32, u32), u8>,
}

impl Search<'_> {
    fn root(&mut self, mut at: u32) -> u32 {
        while self.forest[at as usize] != at {
            self.forest[at as usize] = self.forest[self.forest[at as usize] as usize];
            at = self.forest[at as usize];
        }
        at
    }

    /// Joins a set to the groups of those it is alike with: of the sets so far, those that share one of its rarest words.
    fn join(&mut self, at: u32) {
        let twins = self.twins;
        let set = twins.set(at);
        for (rarer, &word) in set[..prefix(set.len(), self.threshold)].iter().enumerate() {
            // Taken out while the forest changes; nothing is looked up meanwhile.
            let found = std::mem::take(&mut self.index[word as usize]);
            for other in found.iter().rev().take(MOST_COMPARED) {
                let may_be = other.may_be_alike(set.len(), rarer, self.threshold);
                if may_be && likeness_from(twins.set(other.at), set, self.threshold).is_some() {
                    let (mine, theirs) = (self.root(at), self.root(other.at));
                    self.forest[mine.max(theirs) as usize] = mine.min(theirs);
                }
            }
            self.index[word as usize] = found;
        }
    }

    /// Lets later, longer sets find this one.
    fn remember(&mut self, at: u32) {
        let root = self.root(at);
        let set = self.twins.set(at);
        let shared = 2.0 * self.threshold / (1.0 + self.threshold);
        for (rarer, &word) in set[..prefix(set.len(), shared)].iter().enumerate() {
            let found = &mut self.index[word as usize];
            let one = Found::new(at, set.len(), rarer);
            // As long as few are found, there is nothing to save.
            if found.len() < usize::from(KEPT) {
                found.push(one);
                continue;
            }
            let kept = self.kept.entry((word, root)).or_default();
            if *kept < KEPT {
                *kept += 1;
                found.push(one);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::word_sets::pairs;
    use proptest::prelude::*;

    /// Groups by joining every pair.
    fn by_pairs(texts: &Sets, threshold: f64) -> Vec<Vec<usize>> {
        let mut group: Vec<usize> = (0..texts.len()).collect();
        for pair in pairs(texts, threshold) {
            let (from, to) = (group[pair.b], group[pair.a]);
            group.iter_mut().filter(|of| **of == from).for_each(|of| *of = to);
        }
        let mut all: Vec<Vec<usize>> = (0..texts.len()).map(|g| (0..texts.len()).filter(|&at| group[at] == g).collect()).collect();
        all.retain(|group: &Vec<usize>| group.len() > 1);
        all.sort();
        all
    }

    proptest! {
        #[test]
        fn groups_are_those_that_pairs_make(texts in prop::collection::vec("([a-e]{5} ){1,6}|(one two three four five six seven )[a-c]{5}", 0..30), threshold in 0.3f64..1.0) {
            let words = Sets::of(texts.iter().map(|text| &**text));
            prop_assert_eq!(groups(&words, threshold), by_pairs(&words, threshold));
        }
    }

    #[test]
    fn many_texts_from_one_mould_are_one_group_and_take_no_time() {
        let mould = "Lead weekly literacy learning cycle rehearse practice review student work decide next step team";
        let texts: Vec<String> = (0..20_000).map(|n| format!("{mould} number{n}")).collect();
        let found = groups(&Sets::of(texts.iter().map(|text| &**text)), 0.85);
        assert_eq!(found.iter().map(Vec::len).collect::<Vec<_>>(), [20_000]);
    }
}
