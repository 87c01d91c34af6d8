//! How is a review recorded in the text of its file, and every other byte left as it is?
//!
//! A file is never written anew from what was understood of it. The text is changed at a few places (`spots`), then
//! the whole framework is read again with it: only a text that reads the same but for this one field is handed out.
//! Knows nothing of disk.

mod spots;

use super::{Sources, keys, load, yaml};
use crate::diag::{Finding, structure};
use crate::model::tree::Tree;
use crate::model::{Collection, Corpus, Loc, Plain};
use crate::text::{FileId, Files};
use jiff::civil::Date;

/// What a review records.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Review {
    /// The day.
    pub on: Date,
    /// The role that looked at the item.
    pub by: String,
    /// What the item relies on, by its short name; absent where it relies on nothing.
    pub fingerprint: Option<String>,
}

/// A file with the review in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edited {
    /// Which file.
    pub file: FileId,
    /// Its whole text.
    pub text: String,
}

/// Why a review cannot be recorded safely.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CannotEdit {
    /// It comes from a layer above.
    Upstream,
    /// It is a part of an item, or has no room for reviews.
    NoRoom,
    /// Its file is not valid YAML to its end, or says something twice.
    Broken,
    /// It is written within braces.
    Braces,
    /// It, or its review, is named with `*`, or is marked with `&` and stands in several places.
    Shared,
    /// What stands under `reviewed` is not a map of single values.
    NotAReview,
    /// Its lines are laid out in a way that leaves no safe place.
    Layout,
}

impl std::fmt::Display for CannotEdit {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            CannotEdit::Upstream => "it comes from a framework that this one extends; record the review there",
            CannotEdit::NoRoom => "it has no room for a review; reviews are recorded for whole items, and not for scales",
            CannotEdit::Broken => {
                "its file cannot be read to its end, or says something twice; put right what “rolewright check” shows there first"
            }
            CannotEdit::Braces => "it is written within braces; write its fields on lines of their own, or add “reviewed” by hand",
            CannotEdit::Shared => {
                "it is written once and used in several places (with & and *); write it out where it is meant, or add “reviewed” by hand"
            }
            CannotEdit::NotAReview => {
                "what stands under “reviewed” is not “on”, “by” and “fingerprint” with a single value each; put that right first"
            }
            CannotEdit::Layout => "there is no place in its lines where that is safe; add “reviewed” by hand",
        })
    }
}

/// The file of an item with this review in it; the same text where it is there already.
pub fn review(sources: &Sources, corpus: &Corpus, loc: Loc, review: &Review) -> Result<Edited, CannotEdit> {
    if loc.nested_index().is_some() || loc.collection() == Collection::Scales {
        return Err(CannotEdit::NoRoom);
    }
    if corpus.layer_of(loc) != 0 {
        return Err(CannotEdit::Upstream);
    }
    let id = corpus.id_of(loc);
    let file = id.span.file;
    let text = &sources.files.get(file).text;
    let mut tree = Tree::new(file);
    let mut problems = Vec::new();
    if yaml::parse(file, text, &mut tree, &mut problems, |text| text).is_err() || !problems.is_empty() {
        return Err(CannotEdit::Broken);
    }
    let item = keys::find(&tree, loc.collection(), id.span.start).ok_or(CannotEdit::Layout)?;
    for text in spots::candidates(text, item, review)? {
        if reads_as_meant(sources, corpus, loc, review, file, &text) {
            return Ok(Edited { file, text });
        }
    }
    Err(if has_anchor(text) { CannotEdit::Shared } else { CannotEdit::Layout })
}

fn has_anchor(text: &str) -> bool {
    text.contains('&') && text.contains('*')
}

/// Whether the framework with this text says what it said before, and of this one item that it was so reviewed.
fn reads_as_meant(sources: &Sources, before: &Corpus, loc: Loc, review: &Review, file: FileId, text: &str) -> bool {
    let (after, answers) = load(&with_text(sources, file, text));
    let same_ids = Collection::ALL.iter().all(|&collection| before.ids(collection) == after.ids(collection));
    let is_here = |finding: &Finding| finding.span.is_some_and(|span| span.file == file);
    let is_sound = !answers.findings.iter().any(|finding| is_here(finding) && finding.rule.id == structure::SYNTAX.id);
    if !same_ids || !is_sound {
        return false;
    }
    let all = Collection::ALL.iter().flat_map(|&collection| (0..before.count(collection)).map(move |at| Loc::item(collection, at)));
    all.into_iter().all(|one| {
        let (old, new) = (before.encode(one), after.encode(one));
        if one == loc { without_review(old) == without_review(new.clone()) && says(&new, review) } else { old == new }
    })
}

/// The same framework with another text in one of its files.
fn with_text(sources: &Sources, changed: FileId, text: &str) -> Sources {
    let mut files = Files::default();
    for (id, file) in sources.files.iter() {
        files.add(&*file.path, if id == changed { text } else { &file.text }, file.layer);
    }
    let (upstream_settings, layers, problems) = (sources.upstream_settings.clone(), sources.layers.clone(), sources.problems.clone());
    let notes = sources.notes.clone();
    Sources { files, settings: sources.settings, upstream_settings, layers, problems, notes, ..Sources::default() }
}

fn without_review(item: Plain) -> Plain {
    match item {
        Plain::Map(entries) => Plain::Map(entries.into_iter().filter(|(key, _)| key != "reviewed").collect()),
        other => other,
    }
}

fn says(item: &Plain, review: &Review) -> bool {
    let Plain::Map(entries) = item else { return false };
    let Some((_, Plain::Map(said))) = entries.iter().find(|(key, _)| key == "reviewed") else { return false };
    let word = |name: &str| match said.iter().find(|(key, _)| key == name).map(|(_, value)| value) {
        Some(Plain::Text(text)) => Some(text.clone()),
        Some(Plain::Number(number)) => Some(number.to_string()),
        _ => None,
    };
    word("on") == Some(review.on.to_string()) && word("by").as_deref() == Some(&review.by) && word("fingerprint") == review.fingerprint
}
