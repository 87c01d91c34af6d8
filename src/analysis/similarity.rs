//! How alike two texts are, by the words they share: deterministic, offline, explainable.
//!
//! Texts are compared as sets of words (lower case, common endings and small words left out) with the
//! Jaccard index: words in both, divided by words in either. [`Words`] keeps the words of one text as they
//! are written, to show what is shared; [`Numbers`] gives each word a number, to compare many texts; [`Glance`] leaves
//! out most pairs before that.

use compact_str::CompactString;
use rustc_hash::FxHashMap;

/// The length of the longest small word.
const LONGEST_SMALL: usize = "through".len();

/// Words too small to say anything.
fn is_small(word: &str) -> bool {
    word.len() <= LONGEST_SMALL
        && matches!(
            word,
            "a" | "an"
                | "and"
                | "as"
                | "at"
                | "by"
                | "each"
                | "every"
                | "for"
                | "from"
                | "in"
                | "into"
                | "is"
                | "it"
                | "its"
                | "of"
                | "on"
                | "or"
                | "so"
                | "that"
                | "the"
                | "their"
                | "them"
                | "they"
                | "this"
                | "through"
                | "to"
                | "with"
        )
}

/// Leaves out the commonest English endings, so that "leads", "leading" and "lead" are one word. A root is
/// always the beginning of its word.
fn root(word: &str) -> &str {
    let long_enough = |root: &&str| root.chars().nth(3).is_some();
    let ended = ["ing", "ed"].iter().find_map(|ending| word.strip_suffix(ending)).filter(long_enough);
    let plural = || word.strip_suffix('s').filter(|root| !root.ends_with('s')).filter(long_enough);
    let stem = ended.or_else(plural).unwrap_or(word);
    stem.strip_suffix('e').filter(long_enough).unwrap_or(stem)
}

/// The words of a lower-case text that say something.
fn words(lower: &str) -> impl Iterator<Item = &str> {
    let mut rest = lower;
    let all = std::iter::from_fn(move || {
        let (_, found) = rest.split_at(run(rest, false));
        let (word, behind) = found.split_at(run(found, true));
        rest = behind;
        (!word.is_empty()).then_some(word)
    });
    all.filter(|word| !is_small(word))
}

/// How far `text` begins with letters and digits of any script, or with anything else. Nearly all are plain ones,
/// which need not be put together from their bytes.
fn run(text: &str, of_word: bool) -> usize {
    let mut at = 0;
    while let Some(&byte) = text.as_bytes().get(at) {
        let (is_of_word, length) = match byte.is_ascii() {
            true => (byte.is_ascii_alphanumeric(), 1),
            false => text[at..].chars().next().map_or((false, 1), |c| (c.is_alphanumeric(), c.len_utf8())),
        };
        if is_of_word != of_word {
            break;
        }
        at += length;
    }
    at
}

/// A text as a set of words, sorted by root: the root is for comparing, the form for showing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Words {
    /// Each root with the form in which the text first uses it.
    words: Vec<(Box<str>, Box<str>)>,
}

impl Words {
    /// The words of a text.
    pub fn of(text: &str) -> Self {
        let lower = text.to_lowercase();
        let mut words: Vec<(Box<str>, Box<str>)> = words(&lower).map(|word| (root(word).into(), word.into())).collect();
        // Stable, so that the form first used is the one kept.
        words.sort_by(|a, b| a.0.cmp(&b.0));
        words.dedup_by(|later, kept| later.0 == kept.0);
        Words { words }
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
        self.words.iter().filter(|(root, _)| other.has(root)).map(|(_, form)| &**form).collect()
    }

    /// Words in both ÷ words in either, from 0 to 1; 0 where both are empty.
    pub fn likeness(&self, other: &Words) -> f64 {
        share(self.words.iter().filter(|(root, _)| other.has(root)).count(), self.len() + other.len())
    }

    fn has(&self, root: &str) -> bool {
        self.words.binary_search_by(|(own, _)| (**own).cmp(root)).is_ok()
    }
}

/// A first look at two texts, which leaves out nearly all that are not alike without taking them apart.
#[derive(Debug, Default)]
pub struct Glance {
    one: String,
    other: String,
}

impl Glance {
    /// Whether some texts may be at least `least` alike to some others; where the answer is no, they are not.
    ///
    /// Of `n` words, texts so alike have at most `(1 − least) × n` that the others lack, and a root that the others
    /// have stands somewhere in them.
    pub fn may_be_alike<'a>(
        &mut self,
        one: impl IntoIterator<Item = &'a str>,
        other: impl IntoIterator<Item = &'a str>,
        least: f64,
    ) -> bool {
        refill(&mut self.one, one);
        refill(&mut self.other, other);
        let most_words = 1 + self.one.bytes().filter(|byte| !byte.is_ascii_alphanumeric()).count();
        let may_lack = (1.0 - least) * most_words as f64 + SLACK;
        let mut lacking: Vec<&str> = Vec::new();
        for root in words(&self.one).map(root) {
            if memchr::memmem::find(self.other.as_bytes(), root.as_bytes()).is_none() && !lacking.contains(&root) {
                lacking.push(root);
                if lacking.len() as f64 > may_lack {
                    return false;
                }
            }
        }
        true
    }
}

/// Keeps a product such as 0.85 × 20 or 0.1 × 20 from falling on the wrong side of a whole number.
pub(super) const SLACK: f64 = 1e-9;

/// Some texts in small letters, in place of what was there.
fn refill<'a>(lower: &mut String, texts: impl IntoIterator<Item = &'a str>) {
    lower.clear();
    for text in texts {
        push_lower(lower, text);
        lower.push(' ');
    }
}

/// Adds a text in small letters.
fn push_lower(lower: &mut String, text: &str) {
    if text.is_ascii() {
        let start = lower.len();
        lower.push_str(text);
        lower[start..].make_ascii_lowercase();
    } else {
        lower.push_str(&text.to_lowercase());
    }
}

/// A number for each word seen so far. Sets of words become sorted lists of numbers, which compare without
/// looking at a letter.
#[derive(Debug, Default)]
pub struct Numbers {
    numbers: FxHashMap<CompactString, u32>,
    /// The text being read, in lower case; kept so that its memory is.
    lower: String,
}

impl Numbers {
    /// The words of a text, as numbers, sorted, in place of what was in `set`.
    pub fn fill(&mut self, set: &mut Vec<u32>, text: &str) {
        set.clear();
        self.lower.clear();
        push_lower(&mut self.lower, text);
        for word in words(&self.lower) {
            let root = root(word);
            let known = self.numbers.get(root).copied();
            set.push(known.unwrap_or_else(|| {
                let next = self.numbers.len() as u32;
                self.numbers.insert(root.into(), next);
                next
            }));
        }
        set.sort_unstable();
        set.dedup();
    }

    /// How many different words there are.
    pub fn len(&self) -> usize {
        self.numbers.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.numbers.is_empty()
    }
}

/// Numbers in both sorted sets ÷ numbers in either, from 0 to 1; 0 where both are empty.
#[cfg(test)]
pub(super) fn likeness(a: &[u32], b: &[u32]) -> f64 {
    let (mut i, mut j, mut shared) = (0, 0, 0);
    while let (Some(x), Some(y)) = (a.get(i), b.get(j)) {
        shared += usize::from(x == y);
        i += usize::from(x <= y);
        j += usize::from(y <= x);
    }
    share(shared, a.len() + b.len())
}

fn share(shared: usize, both: usize) -> f64 {
    if both == 0 { 0.0 } else { shared as f64 / (both - shared) as f64 }
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
        fn a_glance_never_leaves_out_what_is_alike(a in "([a-eİé]{1,5}(ing|s|e|É)?[ ,’]){0,12}", b in "([a-eİé]{1,5}(ing|s|e|É)?[ ,’]){0,3}", least in 0.0f64..=1.0) {
            // The same words and a few more, so that many are nearly alike.
            let longer = format!("{b} {a}");
            for (one, other) in [(&a, &longer), (&longer, &a), (&a, &b)] {
                if Words::of(one).likeness(&Words::of(other)) >= least && !Words::of(one).is_empty() {
                    prop_assert!(Glance::default().may_be_alike([&**one], [&**other], least));
                }
            }
        }

        #[test]
        fn numbers_say_what_words_say(a in "\\PC{0,40}", b in "([a-e]{1,3}(ing|s|e|É)? ){0,6}") {
            let mut numbers = Numbers::default();
            let mut of = |text: &str| {
                let mut set = Vec::new();
                numbers.fill(&mut set, text);
                set
            };
            let (x, y) = (of(&a), of(&b));
            prop_assert_eq!(likeness(&x, &y), Words::of(&a).likeness(&Words::of(&b)));
            prop_assert_eq!((x.len(), y.len()), (Words::of(&a).len(), Words::of(&b).len()));
        }
    }
}
