//! Which of many texts are alike, without comparing each with each.
//!
//! Two sets of words that are alike must share one of their rarest words, so only texts that meet in an
//! index over those words are compared, and these exactly (prefix filtering, as in Bayardo, Ma and
//! Srikant 2007, "Scaling up all pairs similarity search").

use super::similarity::Numbers;
use rustc_hash::FxHashMap;

/// Keeps products such as 0.85 × 20 from being rounded up.
const SLACK: f64 = 1e-9;

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
            numbers.fill(&mut set, [text]);
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

/// A set that is found through one of its words. What tells most others apart stands here, so that a set is
/// looked at only where it may be alike.
#[derive(Clone, Copy, Debug)]
pub(super) struct Found {
    /// The set.
    pub at: u32,
    /// How many words it has.
    words: u16,
    /// How many of them are rarer than this one.
    rarer: u16,
}

impl Found {
    pub(super) fn new(at: u32, words: usize, rarer: usize) -> Self {
        // A set of more words than this is found all the same; it is only told apart later.
        let short = |n: usize| u16::try_from(n).unwrap_or(u16::MAX);
        Found { at, words: short(words), rarer: if words > usize::from(u16::MAX) { 0 } else { short(rarer) } }
    }

    /// Whether it has enough words for a set of `words`, and enough left behind the word through which it was
    /// found: what the two share of the rarer ones was met before.
    pub(super) fn may_be_alike(self, words: usize, rarer: usize, least: f64) -> bool {
        let own = usize::from(self.words);
        let left = (words - rarer).min(own - usize::from(self.rarer).min(own));
        own == usize::from(u16::MAX) || left >= needed(words, own, least)
    }
}

/// Texts that can be found by being alike.
#[derive(Debug, Default)]
pub struct Index {
    by_word: FxHashMap<u32, Vec<Found>>,
}

/// With how many others that share one word a text is compared at most.
const MOST_COMPARED: usize = 250;

impl Index {
    /// Lets a text be found by those at least `threshold` alike.
    pub fn add(&mut self, sets: &Sets, at: usize, threshold: f64) {
        let set = sets.get(at);
        for (rarer, &word) in set.iter().take(prefix(set.len(), threshold)).enumerate() {
            self.by_word.entry(word).or_default().push(Found::new(at as u32, set.len(), rarer));
        }
    }

    /// The texts added so far that are at least `threshold` alike, and how alike, by position. Exact where no
    /// word is among the rarest of more than `MOST_COMPARED` of them.
    pub fn alike(&self, sets: &Sets, at: usize, threshold: f64) -> Vec<(usize, f64)> {
        let set = sets.get(at);
        let mut met: Vec<u32> = Vec::new();
        for (rarer, word) in set.iter().take(prefix(set.len(), threshold)).enumerate() {
            let found = self.by_word.get(word).into_iter().flatten().rev().take(MOST_COMPARED);
            met.extend(found.filter(|found| found.may_be_alike(set.len(), rarer, threshold)).map(|found| found.at));
        }
        met.sort_unstable();
        met.dedup();
        let others = met.into_iter().map(|other| other as usize).filter(|&other| other != at);
        others.filter_map(|other| Some((other, likeness_from(set, sets.get(other), threshold)?))).collect()
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

/// Every pair of texts at least `threshold` alike (above 0), by position.
pub fn pairs(sets: &Sets, threshold: f64) -> Vec<Pair> {
    let mut index = Index::default();
    let mut found = Vec::new();
    for b in 0..sets.len() {
        found.extend(index.alike(sets, b, threshold).into_iter().map(|(a, likeness)| Pair { a, b, likeness }));
        index.add(sets, b, threshold);
    }
    found.sort_by_key(|pair| (pair.a, pair.b));
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
            prop_assert_eq!(pairs(&sets, threshold), expected);
        }
    }
}
