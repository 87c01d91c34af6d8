//! Which of many texts are alike, without comparing each with each.
//!
//! Two sets of words that are alike must share one of their rarest words (prefix filtering, as in Bayardo, Ma and
//! Srikant 2007, "Scaling up all pairs similarity search"); two that are more than half alike, and not of one word
//! each, share two of them (a longer prefix, as in Wang, Li and Feng 2012, "Can we beat the prefix filtering?").
//! So only texts that have such a name in common are compared, and these exactly.

use super::similarity::{Numbers, SLACK};
use rayon::prelude::*;

/// Many texts, each as the sorted numbers of its words: the rarest word has the lowest number.
#[derive(Debug, Default)]
pub struct Sets {
    all: Vec<u32>,
    /// Where each set ends in `all`.
    ends: Vec<u32>,
    /// How many different words there are.
    words: usize,
}

impl Sets {
    /// The words of each text, in order.
    pub fn of<'a>(texts: impl IntoIterator<Item = &'a str>) -> Self {
        let mut numbers = Numbers::default();
        let mut sets = Sets::default();
        let mut set = Vec::new();
        for text in texts {
            numbers.fill(&mut set, text);
            sets.all.extend_from_slice(&set);
            sets.ends.push(sets.all.len() as u32);
        }
        sets.words = numbers.len();
        sets.rarest_first();
        sets
    }

    /// The words of one text.
    pub fn get(&self, at: usize) -> &[u32] {
        &self.all[self.start(at)..self.ends[at] as usize]
    }

    /// How many different words there are: each is numbered below this.
    pub fn words(&self) -> usize {
        self.words
    }

    /// How many texts there are.
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    fn start(&self, at: usize) -> usize {
        at.checked_sub(1).map_or(0, |before| self.ends[before] as usize)
    }

    fn rarest_first(&mut self) {
        let words = self.words;
        let mut counts = vec![0u32; words];
        self.all.iter().for_each(|&word| counts[word as usize] += 1);
        let mut order: Vec<u32> = (0..words as u32).collect();
        order.sort_by_key(|&word| (counts[word as usize], word));
        let mut rank = vec![0u32; words];
        order.iter().enumerate().for_each(|(at, &word)| rank[word as usize] = at as u32);
        self.all.iter_mut().for_each(|word| *word = rank[*word as usize]);
        for at in 0..self.len() {
            let start = self.start(at);
            self.all[start..self.ends[at] as usize].sort_unstable();
        }
    }
}

/// How many of a set's rarest words are enough, so that every set at least `least` alike shares one of its own with them.
pub(super) fn prefix(words: usize, least: f64) -> usize {
    let needed = (least * words as f64 - SLACK).ceil() as usize;
    words + 1 - needed.clamp(1, words.max(1))
}

/// How many words two sets must share to be `least` alike.
fn needed(words: usize, others: usize, least: f64) -> usize {
    (least / (1.0 + least) * (words + others) as f64 - SLACK).ceil() as usize
}

/// How alike two sorted sets are, if at least `least`. Gives up as soon as they cannot be.
pub(super) fn likeness_from(a: &[u32], b: &[u32], least: f64) -> Option<f64> {
    let needed = needed(a.len(), b.len(), least);
    let (mut i, mut j, mut shared) = (0, 0, 0);
    while let (Some(x), Some(y)) = (a.get(i), b.get(j)) {
        if shared + (a.len() - i).min(b.len() - j) < needed {
            return None;
        }
        shared += usize::from(x == y);
        i += usize::from(x <= y);
        j += usize::from(y <= x);
    }
    let likeness = shared as f64 / (a.len() + b.len() - shared) as f64;
    (likeness >= least).then_some(likeness)
}

/// Words from which a text has too many pairs of rare words, and is looked for through single ones.
const LONG: usize = 40;

/// The names under which some sets, given with their positions, are found, each with the set's position, those of the
/// same name side by side: any two sets at least `threshold` alike have one in common. Most names that only one set has
/// are left out.
pub(super) fn keys<'s>(sets: impl Iterator<Item = (u32, &'s [u32])> + Clone, threshold: f64) -> Vec<(u64, u32)> {
    let mut repeated = Repeated::among(sets.clone().count());
    sets.clone().for_each(|(_, set)| each_key(set, threshold, |key| repeated.saw(key)));
    let mut keys: Vec<(u64, u32)> = Vec::new();
    for (at, set) in sets {
        each_key(set, threshold, |key| keys.extend(repeated.may_be(key).then_some((key, at))));
    }
    keys.par_sort_unstable();
    keys
}

/// Which names were seen more than once, in little memory: a few that were not may pass for such.
struct Repeated {
    once: Vec<u64>,
    again: Vec<u64>,
    /// How many of a name's bits are not its place.
    shift: u32,
}

/// Places for each set's names, of which most sets have three.
const PLACES: usize = 32;

impl Repeated {
    fn among(sets: usize) -> Self {
        let places = (sets * PLACES).next_power_of_two().clamp(1 << 10, 1 << 26);
        let none = || vec![0; places / 64];
        Repeated { once: none(), again: none(), shift: 64 - places.trailing_zeros() }
    }

    fn saw(&mut self, key: u64) {
        let (at, bit) = self.place(key);
        self.again[at] |= self.once[at] & bit;
        self.once[at] |= bit;
    }

    fn may_be(&self, key: u64) -> bool {
        let (at, bit) = self.place(key);
        self.again[at] & bit != 0
    }

    /// The upper bits of a product depend on all bits of both (multiplicative hashing).
    fn place(&self, key: u64) -> (usize, u64) {
        let place = key.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> self.shift;
        ((place / 64) as usize, 1 << (place % 64))
    }
}

/// Hands over every name under which a set is found.
fn each_key(set: &[u32], threshold: f64, mut found: impl FnMut(u64)) {
    let rarest = prefix(set.len(), threshold);
    // Two sets at most half alike may share a single word, and so may two of one word each.
    let by_pairs = threshold > 0.5 && set.len() > 1;
    if !by_pairs || set.len() as f64 > LONG as f64 * threshold {
        set.iter().take(rarest).for_each(|&word| found(u64::from(word)));
    }
    if by_pairs && set.len() <= LONG {
        let words = &set[..(rarest + 1).min(set.len())];
        for (rarer, &first) in words.iter().enumerate() {
            words[rarer + 1..].iter().for_each(|&second| found((u64::from(first) + 1) << 32 | u64::from(second)));
        }
    }
}

/// Two texts that are alike.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Pair {
    /// Position of the first.
    pub a: usize,
    /// Position of the second, after the first.
    pub b: usize,
    /// How alike, from the threshold to 1.
    pub likeness: f64,
}

/// With how many earlier ones of the same name a text is compared at most.
const MOST_COMPARED: usize = 250;

/// Every pair of texts at least `threshold` alike (above 0) that may be compared, by position. Exact where no
/// name is that of more than `MOST_COMPARED` texts.
pub fn pairs(sets: &Sets, threshold: f64, may: impl Fn(usize, usize) -> bool + Sync) -> Vec<Pair> {
    let keys = keys((0..sets.len()).map(|at| (at as u32, sets.get(at))), threshold);
    let compare = |together: &[(u64, u32)]| {
        let mut found = Vec::new();
        for (earlier, &(_, b)) in together.iter().enumerate() {
            for &(_, a) in together[..earlier].iter().rev().take(MOST_COMPARED) {
                let (a, b) = (a as usize, b as usize);
                let alike = may(a, b).then(|| likeness_from(sets.get(a), sets.get(b), threshold)).flatten();
                found.extend(alike.map(|likeness| Pair { a, b, likeness }));
            }
        }
        found
    };
    let mut found: Vec<Pair> = keys.par_chunk_by(|a, b| a.0 == b.0).flat_map_iter(compare).collect();
    found.par_sort_unstable_by_key(|pair| (pair.a, pair.b));
    found.dedup_by_key(|pair| (pair.a, pair.b));
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::similarity::likeness;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn pairs_are_those_that_comparing_each_with_each_finds(texts in prop::collection::vec("([a-e]{5} ){0,6}", 0..40), threshold in 0.3f64..1.0) {
            let sets = Sets::of(texts.iter().map(|text| &**text));
            let mut expected = Vec::new();
            for a in 0..sets.len() {
                for b in a + 1..sets.len() {
                    let likeness = likeness(sets.get(a), sets.get(b));
                    if likeness >= threshold {
                        expected.push(Pair { a, b, likeness });
                    }
                }
            }
            prop_assert_eq!(pairs(&sets, threshold, |_, _| true), expected);
        }
    }
}
