//! What an item relies on, and whether that is still what it was: a short name for its content.
//!
//! An item relies on the competencies, priorities and decisions it refers to. Their fingerprint changes when what
//! they *say* changes: not when they are moved, reordered or looked through again, and not when work goes on as
//! planned (readings come in, people are told, actions are under way).

use crate::model::{Collection, Common, Corpus, Loc, Plain, RecordShape, Shape};
use rustc_hash::FxHashMap;

/// Fields that any item may have and that say nothing about the work.
const NOT_CONTENT: &[&str] = &["reviewed", "review_by", "note", "x"];
/// Fields in which work goes on as planned, by record.
const PROGRESS: &[(&str, &str)] = &[("Measure", "readings"), ("Priority", "told"), ("Action", "status")];
/// Letters and digits of a short fingerprint: 64 bits, ample for one framework.
const SHORT: usize = 16;

/// Fingerprints of what items rely on; each dependency is read once, however many rely on it.
#[derive(Debug)]
pub struct Fingerprints<'a> {
    corpus: &'a Corpus,
    known: FxHashMap<Loc, blake3::Hash>,
}

impl<'a> Fingerprints<'a> {
    /// None computed yet.
    pub fn new(corpus: &'a Corpus) -> Self {
        Fingerprints { corpus, known: FxHashMap::default() }
    }

    /// The fingerprint of all that the item relies on together, 16 hexadecimal digits; absent where it relies on nothing.
    pub fn of_dependencies(&mut self, loc: Loc) -> Option<String> {
        let all = dependencies(self.corpus, loc);
        if all.is_empty() {
            return None;
        }
        let mut hasher = blake3::Hasher::new();
        for one in all {
            hasher.update(self.of_content(one).as_bytes());
        }
        let mut short = hasher.finalize().to_hex().to_string();
        short.truncate(SHORT);
        Some(short)
    }

    fn of_content(&mut self, loc: Loc) -> blake3::Hash {
        let corpus = self.corpus;
        *self.known.entry(loc).or_insert_with(|| {
            let mut hasher = blake3::Hasher::new();
            text(&corpus.address(loc).to_string(), &mut hasher);
            write(&corpus.encode(loc), &loc.collection().shape(), &mut hasher);
            hasher.finalize()
        })
    }
}

/// The fingerprint of what one item relies on; for many items, keep a [`Fingerprints`].
pub fn fingerprint_of_dependencies(corpus: &Corpus, loc: Loc) -> Option<String> {
    Fingerprints::new(corpus).of_dependencies(loc)
}

/// The competencies, priorities and decisions that an item refers to, itself apart, sorted.
pub fn dependencies(corpus: &Corpus, loc: Loc) -> Vec<Loc> {
    let counts = |to: &Loc| matches!(to.collection(), Collection::Competencies | Collection::Priorities | Collection::Decisions);
    let mut all: Vec<Loc> =
        corpus.edges_from(loc).iter().map(|edge| edge.to.whole()).filter(counts).filter(|&to| to != loc.whole()).collect();
    all.sort_unstable();
    all.dedup();
    all
}

/// Feeds a value to the hasher, every text with its length, so that no two values read the same.
fn write(value: &Plain, shape: &Shape, hasher: &mut blake3::Hasher) {
    match value {
        Plain::Nothing => drop(hasher.update(b"0")),
        Plain::Flag(flag) => drop(hasher.update(if *flag { b"t" } else { b"f" })),
        Plain::Number(number) => drop(hasher.update(b"n").update(&number.to_bits().to_le_bytes())),
        Plain::Text(said) => {
            hasher.update(b"s");
            text(said, hasher);
        }
        Plain::List(values) => {
            hasher.update(b"l").update(&(values.len() as u64).to_le_bytes());
            values.iter().for_each(|value| write(value, element(shape), hasher));
        }
        Plain::Map(entries) => {
            let record = record(shape);
            let mut entries: Vec<_> = entries.iter().filter(|(key, _)| record.is_none_or(|record| is_content(record, key))).collect();
            entries.sort_by(|a, b| a.0.cmp(&b.0));
            hasher.update(b"m").update(&(entries.len() as u64).to_le_bytes());
            for (key, value) in entries {
                text(key, hasher);
                write(value, field(shape, key), hasher);
            }
        }
    }
}

fn text(said: &str, hasher: &mut blake3::Hasher) {
    hasher.update(&(said.len() as u64).to_le_bytes()).update(said.as_bytes());
}

/// Whether a field says something about the work, rather than remarking on the item or recording that work goes
/// on as planned.
pub fn is_content(record: &RecordShape, key: &str) -> bool {
    let of_any_item = record.is_item && NOT_CONTENT.contains(&key);
    !of_any_item && !PROGRESS.contains(&(record.name, key))
}

/// The record that a map is, if its keys are known ones; a value that stands for a list of one is looked through.
fn record(shape: &Shape) -> Option<&'static RecordShape> {
    match shape {
        Shape::Record(record) | Shape::Partial(record) => Some(record),
        Shape::List(one) => record(one),
        _ => None,
    }
}

fn element(shape: &Shape) -> &Shape {
    match shape {
        Shape::List(one) => one,
        other => other,
    }
}

fn field<'s>(shape: &'s Shape, key: &str) -> &'s Shape {
    match (record(shape), shape) {
        (Some(record), _) => {
            record.fields.iter().chain(Common::RECORD.fields).find(|f| f.name == key).map_or(&Shape::Anything, |f| &f.shape)
        }
        (None, Shape::Map(_, value)) => value,
        _ => &Shape::Anything,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::load::{Sources, load};

    const FRAMEWORK: &str = "
competencies:
  coach:
    title: Coach
    indicators: {leading: [Asks first], new: [Tells]}
priorities:
  reading:
    title: Reading
    measures: {m: {title: M, horizon: short, readings: {2026-09-01: 3}}}
    actions: {note: {title: Routine}}
roles:
  lead:
    title: Lead
    requires: {coach: leading}
    responsibilities: {run: {does: Lead, serves: reading/note}}
  other: {title: Other}
";

    fn of(text: &str) -> (Option<String>, Option<String>) {
        let (corpus, answers) = load(&Sources::from_texts([("a.yaml", text)]));
        assert_eq!(answers.findings.iter().map(|f| &f.message).collect::<Vec<_>>(), Vec::<&String>::new());
        let at = |id| fingerprint_of_dependencies(&corpus, Loc::item(Collection::Roles, corpus.roles.position(id).unwrap_or(0)));
        (at("lead"), at("other"))
    }

    #[test]
    fn only_what_is_meant_counts() {
        let (before, nothing) = of(FRAMEWORK);
        assert_eq!(nothing, None);
        assert_eq!(before.as_ref().map(String::len), Some(SHORT));
        let same = [
            FRAMEWORK.replace("title: Coach", "title: Coach\n    note: look again\n    review_by: 2027-01-01"),
            FRAMEWORK.replace("{leading: [Asks first], new: [Tells]}", "{new: [Tells], leading: [Asks first]}"),
            FRAMEWORK.replace("2026-09-01: 3", "2026-09-01: 3, 2026-10-01: 4"),
            FRAMEWORK.replace("title: Routine", "title: Routine, status: under-way"),
            FRAMEWORK.replace("title: Lead\n", "title: Leader\n"),
            FRAMEWORK.replace("title: Other", "title: Another"),
        ];
        for text in same {
            assert_eq!(of(&text).0, before, "{text}");
        }
        let changed = [
            FRAMEWORK.replace("Asks first", "Asks twice"),
            FRAMEWORK.replace("title: Routine", "title: Other routine"),
            FRAMEWORK.replace("requires: {coach: leading}", "note: gone"),
            // An action may be called “note”: it is content all the same.
            FRAMEWORK.replace("{note: {title: Routine}}", "{note: {title: Routine}, x: {title: More}}"),
        ];
        for text in changed {
            assert_ne!(of(&text).0, before, "{text}");
        }
    }
}
