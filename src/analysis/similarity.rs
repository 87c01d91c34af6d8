//! How alike two texts are, by the words they share: deterministic, offline, explainable.
//!
//! Texts are compared as sets of words (lower case, common endings and small words left out) with the
//! Jaccard index: words in both, divided by words in either. [`pairs`] finds every pair above a threshold
//! exactly without comparing each with each: two sets that alike must share one of their rarest words, so
//! only texts that meet in an inverted index over those words are compared (prefix filtering, as in
//! Bayardo, Ma and Srikant 2007, "Scaling up all pairs similarity search").

use rustc_hash::FxHashMap;

/// Words too small to say anything.
const SMALL: &[&str] = &[
    "a", "an", "and", "as", "at", "by", "each", "every", "for", "from", "in", "into", "is", "it", "its", "of", "on", "or", "so", "that",
    "the", "their", "them", "they", "this", "through", "to", "with",
];

/// A text as a sorted set of words: each its root, for comparing, and the form first used, for showing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Words(Vec<(String, String)>);

impl Words {
    /// The words of a text.
    pub fn of(text: &str) -> Self {
        let lower = text.to_lowercase();
        let words = lower.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty() && !SMALL.contains(word));
        let mut words: Vec<(String, String)> = words.map(|word| (root(word).to_owned(), word.to_owned())).collect();
        // A stable sort, so that the form first used is the one kept.
        words.sort_by(|a, b| a.0.cmp(&b.0));
        words.dedup_by(|later, kept| later.0 == kept.0);
        Words(words)
    }

    /// The roots of the words, sorted.
    pub fn roots(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(|(root, _)| root.as_str())
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The words in both, in the form this text uses, sorted by root.
    pub fn shared<'a>(&'a self, other: &Words) -> Vec<&'a str> {
        self.0.iter().filter(|(root, _)| other.has(root)).map(|(_, form)| form.as_str()).collect()
    }

    fn has(&self, root: &str) -> bool {
        self.0.binary_search_by(|(known, _)| known.as_str().cmp(root)).is_ok()
    }

    /// Words in both ÷ words in either, from 0 to 1; 0 where both are empty.
    pub fn likeness(&self, other: &Words) -> f64 {
        let shared = self.shared(other).len();
        let either = self.len() + other.len() - shared;
        if either == 0 { 0.0 } else { shared as f64 / either as f64 }
    }
}

/// Leaves out the commonest English endings, so that "leads", "leading" and "lead" are one word.
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
    for (word, _) in texts.iter().flat_map(|words| &words.0) {
        *counts.entry(word).or_default() += 1;
    }
    let mut words: Vec<(u32, &str)> = counts.iter().map(|(&word, &count)| (count, word)).collect();
    words.sort_unstable();
    let rank: FxHashMap<&str, u32> = words.iter().enumerate().map(|(at, &(_, word))| (word, at as u32)).collect();
    let mut ranked: Vec<Vec<u32>> = texts.iter().map(|text| text.0.iter().map(|(word, _)| rank[word.as_str()]).collect()).collect();
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
