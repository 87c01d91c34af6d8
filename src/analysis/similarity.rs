//! How alike two texts are, by the words they share: deterministic, offline, explainable.
//!
//! Texts are compared as sets of words (lower case, common endings and small words left out) with the
//! Jaccard index: words in both, divided by words in either. [`pairs`] finds every pair above a threshold
//! exactly without comparing each with each: two sets that alike must share one of their rarest words, so
//! only texts that meet in an inverted index over those words are compared (prefix filtering, as in
//! Bayardo, Ma and Srikant 2007, "Scaling up all pairs similarity search").

use rustc_hash::FxHashMap;

/// The longest of [`SMALL`], in bytes.
const LONGEST_SMALL: usize = 7;
/// Words too small to say anything.
const SMALL: &[&str] = &[
    "a", "an", "and", "as", "at", "by", "each", "every", "for", "from", "in", "into", "is", "it", "its", "of", "on", "or", "so", "that",
    "the", "their", "them", "they", "this", "through", "to", "with",
];

/// A text as a set of words, sorted by root: the root is for comparing, the form for showing. Words are kept as
/// places in one lower-case copy of the text, because frameworks have many texts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Words {
    lower: Box<str>,
    words: Box<[Word]>,
}

/// Where a word begins, where its root ends, and where it ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Word {
    start: u32,
    root: u32,
    end: u32,
}

impl Words {
    /// The words of a text.
    pub fn of(text: &str) -> Self {
        let lower = text.to_lowercase().into_boxed_str();
        let mut words = Vec::with_capacity(lower.len() / 6);
        let mut start = 0;
        for part in lower.split(|c: char| !c.is_alphanumeric()) {
            if !part.is_empty() && !is_small(part) {
                words.push(Word { start: start as u32, root: (start + root(part).len()) as u32, end: (start + part.len()) as u32 });
            }
            // What separates two words is one character of any length.
            let after = start + part.len();
            start = after + lower[after..].chars().next().map_or(0, char::len_utf8);
        }
        let root_of = |word: &Word| &lower[word.start as usize..word.root as usize];
        // The form first used is the one kept.
        words.sort_unstable_by(|a, b| root_of(a).cmp(root_of(b)).then(a.start.cmp(&b.start)));
        words.dedup_by(|later, kept| root_of(later) == root_of(kept));
        let words = words.into_boxed_slice();
        Words { lower, words }
    }

    /// The roots of the words, sorted.
    pub fn roots(&self) -> impl Iterator<Item = &str> {
        self.words.iter().map(|&word| self.root(word))
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.words.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    /// The words in both, in the form this text uses, sorted by root.
    pub fn shared<'a>(&'a self, other: &Words) -> Vec<&'a str> {
        self.words
            .iter()
            .filter(|&&word| other.has(self.root(word)))
            .map(|word| &self.lower[word.start as usize..word.end as usize])
            .collect()
    }

    /// Words in both ÷ words in either, from 0 to 1; 0 where both are empty.
    pub fn likeness(&self, other: &Words) -> f64 {
        let shared = self.roots().filter(|root| other.has(root)).count();
        let either = self.len() + other.len() - shared;
        if either == 0 { 0.0 } else { shared as f64 / either as f64 }
    }

    fn root(&self, word: Word) -> &str {
        &self.lower[word.start as usize..word.root as usize]
    }

    fn has(&self, root: &str) -> bool {
        self.words.binary_search_by(|&word| self.root(word).cmp(root)).is_ok()
    }
}

/// Words too small to say anything.
fn is_small(word: &str) -> bool {
    word.len() <= LONGEST_SMALL && SMALL.contains(&word)
}

/// Leaves out the commonest English endings, so that "leads", "leading" and "lead" are one word. A root is
/// always the beginning of its word.
fn root(word: &str) -> &str {
    let long_enough = |root: &&str| root.chars().count() >= 4;
    let ended = ["ing", "ed"].iter().find_map(|ending| word.strip_suffix(ending)).filter(long_enough);
    let plural = || word.strip_suffix('s').filter(|root| !root.ends_with('s')).filter(long_enough);
    let stem = ended.or_else(plural).unwrap_or(word);
    stem.strip_suffix('e').filter(long_enough).unwrap_or(stem)
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
pub fn pairs(texts: &[Words], threshold: f64) -> Vec<Pair> {
    let ranked = by_rarity(texts);
    // Shorter sets first: a set need only look for partners that are not longer than itself.
    let mut order: Vec<usize> = (0..texts.len()).filter(|&at| !ranked[at].is_empty()).collect();
    order.sort_by_key(|&at| (ranked[at].len(), at));
    let mut index: FxHashMap<u32, Vec<usize>> = FxHashMap::default();
    let mut found = Vec::new();
    let mut met: Vec<usize> = Vec::new();
    for &at in &order {
        let words = &ranked[at];
        let prefix = words.len() - (threshold * words.len() as f64).ceil() as usize + 1;
        let prefix = prefix.min(words.len());
        met.clear();
        for word in &words[..prefix] {
            met.extend(index.get(word).into_iter().flatten());
        }
        met.sort_unstable();
        met.dedup();
        let long_enough = |&&other: &&usize| ranked[other].len() as f64 >= threshold * words.len() as f64;
        for &other in met.iter().filter(long_enough) {
            let likeness = texts[at].likeness(&texts[other]);
            if likeness >= threshold {
                found.push(Pair { a: at.min(other), b: at.max(other), likeness });
            }
        }
        for &word in &words[..prefix] {
            index.entry(word).or_default().push(at);
        }
    }
    found.sort_by_key(|pair| (pair.a, pair.b));
    found
}

/// Each text's words as numbers, rarest first.
fn by_rarity(texts: &[Words]) -> Vec<Vec<u32>> {
    let mut counts: FxHashMap<&str, u32> = FxHashMap::default();
    for root in texts.iter().flat_map(Words::roots) {
        *counts.entry(root).or_default() += 1;
    }
    let mut words: Vec<(u32, &str)> = counts.iter().map(|(&word, &count)| (count, word)).collect();
    words.sort_unstable();
    let rank: FxHashMap<&str, u32> = words.iter().enumerate().map(|(at, &(_, word))| (word, at as u32)).collect();
    let mut ranked: Vec<Vec<u32>> = texts.iter().map(|text| text.roots().map(|root| rank[root]).collect()).collect();
    ranked.iter_mut().for_each(|words| words.sort_unstable());
    ranked
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn words_and_endings() {
        let (a, b) = (Words::of("Leads the weekly learning cycles"), Words::of("Lead weekly learning cycle for the team"));
        assert_eq!(a.shared(&b), ["cycles", "leads", "learning", "weekly"]);
        assert_eq!(a.likeness(&b), 0.8);
    }

    proptest! {
        #[test]
        fn pairs_are_those_that_comparing_each_with_each_finds(texts in prop::collection::vec("([a-e]{5} ){1,6}", 0..40), threshold in 0.3f64..1.0) {
            let words: Vec<Words> = texts.iter().map(|text| Words::of(text)).collect();
            let mut expected = Vec::new();
            for a in 0..words.len() {
                for b in a + 1..words.len() {
                    let likeness = words[a].likeness(&words[b]);
                    if likeness >= threshold {
                        expected.push(Pair { a, b, likeness });
                    }
                }
            }
            prop_assert_eq!(pairs(&words, threshold), expected);
        }
    }
}
