//! Groups of texts that are alike, however many are: in time that grows with the number of texts.
//!
//! [`super::word_sets::pairs`] names every pair, and a thousand texts from one mould are half a million pairs.
//! A group needs only a chain of alike texts. So texts of the same words are taken together, and each of these is
//! compared, through the same kind of index over rarest words, with a few members of each group only.
//! Groups are exact up to the two limits below, and deterministic always.

use super::word_sets::{SLACK, Sets, prefix};
use rustc_hash::FxHashMap;

/// How many members of one group are found through one word.
const KEPT: u8 = 8;
/// With how many others that share one word a text is compared at most: the nearest in length first.
const MOST_COMPARED: usize = 250;

/// Groups of at least two texts, each at least `threshold` alike (above 0) with another of its group, by position.
pub fn groups(texts: &Sets, threshold: f64) -> Vec<Vec<usize>> {
    let (sets, members) = distinct(texts);
    let mut order: Vec<usize> = (0..sets.len()).filter(|&at| !sets[at].is_empty()).collect();
    order.sort_by_key(|&at| (sets[at].len(), at));
    let mut search =
        Search { sets: &sets, threshold, forest: (0..sets.len()).collect(), index: FxHashMap::default(), kept: FxHashMap::default() };
    for &at in &order {
        search.join(at);
        search.remember(at);
    }
    let mut found: FxHashMap<usize, Vec<usize>> = FxHashMap::default();
    for &at in &order {
        found.entry(search.root(at)).or_default().extend(&members[at]);
    }
    let mut found: Vec<Vec<usize>> = found.into_values().filter(|group| group.len() > 1).collect();
    found.iter_mut().for_each(|group| group.sort_unstable());
    found.sort_unstable();
    found
}

struct Search<'a> {
    sets: &'a [&'a [u32]],
    threshold: f64,
    /// For each set another of its group, or itself.
    forest: Vec<usize>,
    /// For each word the sets to be found through it, shortest first.
    index: FxHashMap<u32, Vec<usize>>,
    /// How many of a group are found through a word.
    kept: FxHashMap<(u32, usize), u8>,
}

impl Search<'_> {
    fn root(&mut self, mut at: usize) -> usize {
        while self.forest[at] != at {
            self.forest[at] = self.forest[self.forest[at]];
            at = self.forest[at];
        }
        at
    }

    /// Joins a set to the groups of those it is alike with: of the sets so far, those that share one of its rarest words.
    fn join(&mut self, at: usize) {
        let sets = self.sets;
        let set = sets[at];
        let least = self.threshold * set.len() as f64 - SLACK;
        for word in &set[..prefix(set.len(), self.threshold)] {
            // Taken out while the forest changes; nothing is looked up meanwhile.
            let Some(found) = self.index.remove(word) else { continue };
            let long_enough = found.partition_point(|&other| (sets[other].len() as f64) < least);
            for &other in found[long_enough..].iter().rev().take(MOST_COMPARED) {
                if is_alike(sets[other], set, self.threshold) {
                    let (mine, theirs) = (self.root(at), self.root(other));
                    self.forest[mine.max(theirs)] = mine.min(theirs);
                }
            }
            self.index.insert(*word, found);
        }
    }

    /// Lets later, longer sets find this one.
    fn remember(&mut self, at: usize) {
        let root = self.root(at);
        let set = self.sets[at];
        let shared = 2.0 * self.threshold / (1.0 + self.threshold);
        for &word in &set[..prefix(set.len(), shared)] {
            let kept = self.kept.entry((word, root)).or_default();
            if *kept < KEPT {
                *kept += 1;
                self.index.entry(word).or_default().push(at);
            }
        }
    }
}

/// Whether two sorted sets share enough: words in both ÷ words in either. Gives up as soon as they cannot.
fn is_alike(a: &[u32], b: &[u32], threshold: f64) -> bool {
    let all = a.len() + b.len();
    let needed = (threshold / (1.0 + threshold) * all as f64 - SLACK).ceil() as usize;
    let (mut i, mut j, mut shared) = (0, 0, 0);
    while let (Some(x), Some(y)) = (a.get(i), b.get(j)) {
        if shared + (a.len() - i).min(b.len() - j) < needed {
            return false;
        }
        shared += usize::from(x == y);
        i += usize::from(x <= y);
        j += usize::from(y <= x);
    }
    shared as f64 / (all - shared) as f64 >= threshold
}

/// Each set of words once, and the texts that have it; in order of appearance.
fn distinct(texts: &Sets) -> (Vec<&[u32]>, Vec<Vec<usize>>) {
    let mut known: FxHashMap<&[u32], usize> = FxHashMap::default();
    let (mut sets, mut members): (Vec<&[u32]>, Vec<Vec<usize>>) = (Vec::new(), Vec::new());
    for at in 0..texts.len() {
        let set = texts.get(at);
        let place = *known.entry(set).or_insert(sets.len());
        if place == sets.len() {
            sets.push(set);
            members.push(Vec::new());
        }
        members[place].push(at);
    }
    (sets, members)
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
