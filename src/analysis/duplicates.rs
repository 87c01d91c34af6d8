//! Groups of texts that are alike, however many are: in time that grows with the number of texts.
//!
//! [`super::word_sets::pairs`] names every pair, and a thousand texts from one mould are half a million pairs.
//! A group needs only a chain of alike texts. So texts of the same words are taken together, and what remains is
//! compared where it has a name in common, as pairs are, but each with a few members of each group only. Groups are
//! exact up to the two limits below, and deterministic always.

use super::word_sets::{Sets, keys, likeness_from};
use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHasher};
use std::hash::Hasher;

/// From how many on, only so many members of one group are compared among those that share two words.
const KEPT: u8 = 8;
/// With how many others that share two words a text is compared at most: the nearest in length first.
const MOST_COMPARED: usize = 250;

/// Groups of at least two texts, each at least `threshold` alike (above 0) with another of its group, by position.
pub fn groups(texts: &Sets, threshold: f64) -> Vec<Vec<usize>> {
    let twins = Twins::of(texts);
    let mut forest = Forest((0..twins.len() as u32).collect());
    let keys = keys(twins.in_order_of_texts(), threshold);
    for together in keys.chunk_by(|a, b| a.0 == b.0).filter(|together| together.len() > 1) {
        join(together, &twins, threshold, &mut forest);
    }
    let mut found: FxHashMap<u32, Vec<usize>> = FxHashMap::default();
    for at in 0..twins.len() {
        let root = forest.root(at as u32);
        // Most texts are like no other, and need no room of their own.
        if root as usize != at || twins.members(at).len() > 1 {
            let first = twins.members(root as usize).iter().filter(|_| root as usize != at);
            found.entry(root).or_default().extend(first.chain(twins.members(at)).map(|&text| text as usize));
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

/// The texts that have words, with those of the same words taken together, in the order of their length.
struct Twins<'a> {
    texts: &'a Sets,
    /// Positions of the texts, those of the same words side by side, in order.
    order: Vec<u32>,
    /// Where in `order` the texts of each set of words begin and end; the shortest set first.
    ranges: Vec<(u32, u32)>,
}

impl<'a> Twins<'a> {
    fn of(texts: &'a Sets) -> Self {
        let set = |at: u32| texts.get(at as usize);
        let stated = (0..texts.len() as u32).filter(|&at| !set(at).is_empty());
        let mut named: Vec<(u64, u32)> = stated.map(|at| (name(set(at)), at)).collect();
        named.par_sort_unstable();
        let mut ranges = Vec::new();
        let mut start = 0;
        for same in named.chunk_by(|a, b| a.0 == b.0 && set(a.1) == set(b.1)) {
            let end = start + same.len() as u32;
            ranges.push((start, end));
            start = end;
        }
        Twins { texts, order: named.into_iter().map(|(_, at)| at).collect(), ranges }
    }

    /// How many different sets there are.
    fn len(&self) -> usize {
        self.ranges.len()
    }

    /// Each set with its position, in the order in which the texts lie in memory.
    fn in_order_of_texts(&self) -> impl Iterator<Item = (u32, &'a [u32])> + Clone {
        let mut sets = vec![u32::MAX; self.texts.len()];
        for (at, &(start, _)) in self.ranges.iter().enumerate() {
            sets[self.order[start as usize] as usize] = at as u32;
        }
        let texts = self.texts;
        let firsts = sets.into_iter().enumerate().filter(|&(_, at)| at != u32::MAX);
        firsts.map(|(text, at)| (at, texts.get(text)))
    }

    fn members(&self, at: usize) -> &[u32] {
        let (start, end) = self.ranges[at];
        &self.order[start as usize..end as usize]
    }

    fn set(&self, at: usize) -> &'a [u32] {
        self.texts.get(self.order[self.ranges[at].0 as usize] as usize)
    }
}

/// A number for a set of words, by which shorter sets come first and the same ones together. Should two others have
/// the same number, nothing is lost: they are compared like any other two.
fn name(set: &[u32]) -> u64 {
    let mut hasher = FxHasher::default();
    set.iter().for_each(|&word| hasher.write_u32(word));
    (set.len().min(0xFFFF) as u64) << 48 | hasher.finish() >> 16
}

/// For each set another of its group, or itself.
struct Forest(Vec<u32>);

impl Forest {
    fn root(&mut self, mut at: u32) -> u32 {
        while self.0[at as usize] != at {
            self.0[at as usize] = self.0[self.0[at as usize] as usize];
            at = self.0[at as usize];
        }
        at
    }

    fn join(&mut self, a: u32, b: u32) {
        let (a, b) = (self.root(a), self.root(b));
        self.0[a.max(b) as usize] = a.min(b);
    }
}

/// Joins those of some sets that are alike; the shortest come first.
fn join(together: &[(u64, u32)], twins: &Twins<'_>, threshold: f64, forest: &mut Forest) {
    let mut earlier: Vec<u32> = Vec::new();
    let mut kept: FxHashMap<u32, u8> = FxHashMap::default();
    for &(_, at) in together {
        let set = twins.set(at as usize);
        for &other in earlier.iter().rev().take(MOST_COMPARED) {
            if forest.root(other) != forest.root(at) && likeness_from(twins.set(other as usize), set, threshold).is_some() {
                forest.join(at, other);
            }
        }
        // As long as there are few, there is nothing to save.
        if earlier.len() < usize::from(KEPT) {
            earlier.push(at);
            continue;
        }
        let kept = kept.entry(forest.root(at)).or_default();
        if *kept < KEPT {
            *kept += 1;
            earlier.push(at);
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
        for pair in pairs(texts, threshold, |_, _| true) {
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
