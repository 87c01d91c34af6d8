//! From files to a [`Corpus`]: everything that was understood, and a finding for everything that was not.
//!
//! Never fails on user data. [`read`] is the only reader of disk, `yaml` the only file that names the
//! YAML reader; below this floor nobody knows what a framework was written in.

mod allow;
pub mod edit;
mod keys;
mod lines;
mod link;
mod lost;
mod mend;
mod pasted;
pub mod read;
mod settings;
mod toml;
mod unread;
mod vocabulary;
mod write;
mod yaml;

pub use keys::keys;
pub use read::{Committed, Extra, ReadError, Repository, Revision, Sources};
pub use write::to_yaml;

use crate::diag::{Allow, Answers, Finding, structure};
use crate::model::tree::{Kind, Tree};
use crate::model::{Collection, Corpus, Decoder, Edges, Text};
use crate::text::{FileId, Files, Span, excerpt};
use rayon::prelude::*;
use rustc_hash::FxHashMap;
use std::ops::Range;
use unread::Gaps;

/// Files that are read into one part.
const TOGETHER: usize = 64;

/// Files that are parsed before the first of them is decoded: few enough to be still at hand.
const PARSED_AT_ONCE: usize = 12;

/// What some files came to.
#[derive(Default)]
struct Part {
    corpus: Corpus,
    findings: Vec<Finding>,
    /// Files that could only be read in part.
    gaps: Vec<Gaps>,
    allows: Vec<Allow>,
}

/// Reads every file of `sources` into one linked corpus.
pub fn load(sources: &Sources) -> (Corpus, Answers) {
    let mut answers = Answers::default();
    answers.findings.extend(sources.problems.iter().cloned());
    let mut corpus = Corpus { layers: sources.layers.clone(), ..Corpus::default() };
    if let Some(settings) = sources.settings {
        let (settings, findings, unread) = settings::read(&sources.files, settings);
        corpus.settings = settings;
        corpus.unread.extend(unread);
        answers.findings.extend(findings);
    }
    answers.findings.extend(settings::inherit(&mut corpus, sources));
    let ids: Vec<FileId> = sources.files.iter().map(|(id, _)| id).filter(|&id| !is_settings(&sources.files, id)).collect();
    // Handed out one by one, so that no thread is left with much when the others are done.
    let parts: Vec<Part> = ids.par_chunks(TOGETHER).with_max_len(1).map(|ids| read_files(&sources.files, ids)).collect();
    let mut gaps = Vec::new();
    for part in parts {
        corpus.absorb(part.corpus);
        answers.findings.extend(part.findings);
        answers.allows.extend(part.allows);
        gaps.extend(part.gaps);
    }
    let clashes = corpus.settle();
    corpus.name_as_written();
    corpus.unread.extend(unread::of_problems(&sources.problems));
    answers.findings.extend(clashes.iter().map(|(collection, later, kept)| same_id(sources, *collection, later, kept)));
    shared_space(sources, &corpus, &mut answers.findings);
    let found = link::link(&mut corpus, &sources.files, &gaps, &mut answers.findings);
    // Only now: a name that is used elsewhere is looked for in the text of what is left, word for word.
    corpus.unread.extend(unread::of_gaps(&sources.files, &gaps));
    let (edges, unknown_words) = rayon::join(|| Edges::of(found, &corpus.counts()), || vocabulary::check(&corpus));
    corpus.set_edges(edges);
    answers.findings.extend(unknown_words);
    say_repetitions_once(&mut answers.findings);
    (corpus, answers)
}

/// Puts findings together that say the same of the same place: what is repeated with `*` is read once for each
/// repetition, and wrong once. How often it counts is said.
fn say_repetitions_once(findings: &mut Vec<Finding>) {
    // What is kept, and how many times each came.
    let mut by_place: FxHashMap<_, Vec<(usize, usize)>> = FxHashMap::default();
    let mut kept: Vec<Finding> = Vec::with_capacity(findings.len());
    for finding in findings.drain(..) {
        let Some(span) = finding.span else {
            kept.push(finding);
            continue;
        };
        let here = by_place.entry((finding.rule.id, finding.case.name, span)).or_default();
        match here.iter_mut().find(|(at, _)| kept[*at].message == finding.message) {
            Some((_, times)) => *times += 1,
            None => {
                here.push((kept.len(), 1));
                kept.push(finding);
            }
        }
    }
    for (at, times) in by_place.into_values().flatten().filter(|(_, times)| *times > 1) {
        kept[at].message.push_str(&format!(" (and so in each of the {times} places that repeat this)"));
    }
    *findings = kept;
}

/// Whether a file is a framework's settings rather than its content.
fn is_settings(files: &Files, id: FileId) -> bool {
    files.get(id).path.rsplit('/').next() == Some(read::SETTINGS_FILE)
}

/// Reads files in two steps, each over several files: what the YAML reader needs for a moment and what is kept for
/// good would otherwise lie in turns in memory, and both steps would be slower for it.
fn read_files(files: &Files, ids: &[FileId]) -> Part {
    let mut part = Part::default();
    let mut trees: Vec<Tree<'_>> = ids.iter().take(PARSED_AT_ONCE).map(|&id| Tree::new(id)).collect();
    for ids in ids.chunks(PARSED_AT_ONCE) {
        let parsed: Vec<Vec<Range<usize>>> = ids.iter().zip(&mut trees).map(|(&id, tree)| parse(files, id, tree, &mut part)).collect();
        for ((&id, tree), mut gaps) in ids.iter().zip(&trees).zip(parsed) {
            decode(files, id, tree, &unread::items(&files.get(id).text, &gaps), &mut part);
            gaps.extend(said_twice(&part.findings, id));
            if !gaps.is_empty() {
                part.gaps.push(Gaps { file: id, parts: gaps });
            }
        }
    }
    part
}

/// Parses one file; the result is what could not be read of it.
fn parse<'a>(files: &'a Files, id: FileId, tree: &mut Tree<'a>, part: &mut Part) -> Vec<Range<usize>> {
    let file = files.get(id);
    part.allows.extend(allow::read(id, file));
    mend::parse(id, &file.text, tree, &mut part.findings)
}

/// What stands a second time in its map: which of the two is meant is not known.
fn said_twice(findings: &[Finding], file: FileId) -> impl Iterator<Item = Range<usize>> {
    let twice = |finding: &&Finding| finding.rule.id == structure::DUPLICATE_KEY.id || finding.case.name == "merge-key";
    findings.iter().filter(twice).filter_map(move |finding| finding.span.filter(|span| span.file == file)).map(|span| span.range())
}

/// Takes what one parsed file says. `in_gaps` are the items of which something could not be read.
fn decode(files: &Files, id: FileId, tree: &Tree<'_>, in_gaps: &[String], part: &mut Part) {
    let file = files.get(id);
    let mut cx = Decoder::new(id, &file.text);
    read_collections(tree, file.layer, &mut part.corpus, &mut cx);
    // What they lack may stand in what was not read.
    cx.findings.retain(|finding| {
        let says_nothing = finding.rule.id == structure::WRONG_TYPE.id && finding.case.name == "says-nothing";
        let lacks = says_nothing || finding.rule.id == structure::MISSING_FIELD.id;
        let item = finding.item.as_deref().unwrap_or("");
        !lacks || !in_gaps.iter().any(|gap| item.starts_with(gap.as_str()) || gap.starts_with(item))
    });
    part.findings.append(&mut cx.findings);
    part.corpus.unread.extend(cx.unread);
    part.corpus.written_ids.append(&mut cx.written_ids);
}

fn read_collections(tree: &Tree<'_>, layer: u16, corpus: &mut Corpus, cx: &mut Decoder) {
    let Some(root) = tree.root() else { return };
    if root.is_nothing() {
        return;
    }
    if root.kind() != Kind::Map {
        let span = Span { end: root.span().end.min(root.span().start + 40), ..root.span() };
        cx.anything_not_read(span);
        cx.report(
            &structure::WRONG_TYPE,
            "wrong-kind",
            span,
            "the file should begin with the name of a collection, such as “roles:”".into(),
        )
        .help(format!("Each file is a map whose keys are collections: {}.", names().join(", ")));
        return;
    }
    for (key, value) in root.entries() {
        let Some(name) = cx.enter_field(key) else { continue };
        match Collection::parse(name) {
            Some(collection) => corpus.read(collection, value, layer, cx),
            None => unknown_collection(name, key.span(), value.entries().next().is_some(), cx),
        }
    }
}

fn unknown_collection(name: &str, key_span: Span, has_items: bool, cx: &mut Decoder) {
    let help = match nearest_collection(name) {
        _ if name.starts_with(char::is_whitespace) => mend::ODD_SPACES.to_owned(),
        Some(near) => {
            if has_items {
                cx.whole_collection_not_read(near, key_span);
            }
            format!("Did you mean “{}”?", near.name())
        }
        None => format!("The collections are: {}.", names().join(", ")),
    };
    cx.report(&structure::UNKNOWN_FIELD, "unknown", key_span, format!("“{}” is not a collection", excerpt(name, 60))).help(help);
}

/// The collection that was probably meant: the same but for capitals and what is no letter, or one of them, or the
/// nearest.
fn nearest_collection(name: &str) -> Option<Collection> {
    let plain = |name: &str| crate::model::slugify(name).replace('-', "_");
    let written = plain(name);
    let same = Collection::ALL.iter().copied().find(|one| one.name() == written || plain(one.one()) == written);
    same.or_else(|| crate::model::nearest(name, names().into_iter()).first().and_then(|near| Collection::parse(near)))
}

fn names() -> Vec<&'static str> {
    Collection::ALL.iter().map(|collection| collection.name()).collect()
}

fn same_id(sources: &Sources, collection: Collection, later: &Text, kept: &Text) -> Finding {
    let id = excerpt(&kept.value, 60);
    let mut finding = match layers(sources, later, kept) {
        None => taken_id(format!("another {} has the id “{id}” already", collection.one()), later, kept),
        Some((near, far)) => {
            let meta = &structure::DUPLICATE_ID;
            let message = format!("the {} “{id}” is in {near} and again in {far}", collection.one());
            let mut finding = Finding::new(meta, meta.case("same-id"), Some(kept.span), message);
            finding.related(later.span, format!("here in {far}; it is left out"));
            finding
        }
    };
    finding.item(format!("{}/{}", collection.name(), kept.value));
    finding.help(if layers(sources, later, kept).is_some() { OTHER_LAYER } else { "Give one of them another id, or merge the two." });
    finding
}

/// What a framework may do with items of a layer that it extends.
const OTHER_LAYER: &str = "A framework adds items to those of the layers it extends, and changes a role of theirs only through “overrides” of a unit, where a decision leaves the field loose. Take this one out, or give it another id.";

/// The layers of two items in words, where they are not in the same.
fn layers(sources: &Sources, later: &Text, kept: &Text) -> Option<(String, String)> {
    let number = |text: &Text| sources.files.get(text.span.file).layer;
    let words = |number: u16| match sources.layers.get(usize::from(number)) {
        Some(layer) if number > 0 => match &layer.name {
            Some(name) => format!("{} ({})", excerpt(name, 60), excerpt(&layer.path, 60)),
            None => excerpt(&layer.path, 60),
        },
        _ => "this framework".to_owned(),
    };
    (number(later) != number(kept)).then(|| (words(number(kept)), words(number(later))))
}

fn taken_id(message: String, later: &Text, kept: &Text) -> Finding {
    let meta = &structure::DUPLICATE_ID;
    let mut finding = Finding::new(meta, meta.case("same-id"), Some(later.span), message);
    finding.related(kept.span, "the first is here, and it is the one that counts");
    finding
}

/// Roles and committees share one space of ids, because either can decide or act.
fn shared_space(sources: &Sources, corpus: &Corpus, findings: &mut Vec<Finding>) {
    for committee in &corpus.committees {
        if let Some(role) = corpus.roles.find(committee.id()) {
            let apart =
                layers(sources, &committee.id, &role.id).map(|(role, committee)| format!(": a role in {role}, a committee in {committee}"));
            let message = format!("“{}” is both a role and a committee{}", excerpt(role.id(), 60), apart.unwrap_or_default());
            let mut finding = taken_id(message, &committee.id, &role.id);
            finding.item(committee.address());
            finding.help("Either can decide or act, so they share one space of ids. Give one of them another id.");
            findings.push(finding);
        }
    }
}
