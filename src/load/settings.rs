//! `rolewright.toml`, and what a framework takes from the layers it extends.

use super::Sources;
use crate::diag::Finding;
use crate::model::{Corpus, Decoder, Settings, Unread, UnreadPlace, Value};
use crate::text::{FileId, Files};

/// What settings are called where something that could not be read is named.
pub(super) const SETTINGS: &str = "settings";

/// Reads a settings file.
pub(super) fn read(files: &Files, id: FileId) -> (Settings, Vec<Finding>, Vec<Unread>) {
    let mut findings = Vec::new();
    let tree = super::toml::parse(id, &files.get(id).text, &mut findings);
    // What git could not merge is no TOML in many ways, and one mistake.
    if let Some(conflict) = super::mend::first_conflict(id, &files.get(id).text) {
        findings = vec![conflict];
    }
    let mut cx = Decoder::new(id, &files.get(id).text);
    let settings = tree.root().and_then(|root| Settings::decode(root, &mut cx)).unwrap_or_default();
    let mut unread = std::mem::take(&mut cx.unread);
    // What the reader recovered is not all that stands there.
    if let Some(span) = findings.first().and_then(|finding| finding.span) {
        unread.push(Unread { item: String::new(), path: String::new(), place: UnreadPlace::At(span) });
    }
    unread.iter_mut().for_each(|unread| unread.item = SETTINGS.to_owned());
    findings.append(&mut cx.findings);
    (settings, findings, unread)
}

/// Scales of the plan (levels, grades) come from the nearest layer that states them; rule settings and
/// waivers are never inherited. What is wrong with a layer's settings is said like anything else: a list of
/// layers that cannot be read would otherwise leave them out in silence.
pub(super) fn inherit(corpus: &mut Corpus, sources: &Sources) -> Vec<Finding> {
    let mut problems = Vec::new();
    for &file in &sources.upstream_settings {
        let (upstream, findings, unread) = read(&sources.files, file);
        problems.extend(findings);
        corpus.unread.extend(unread);
        if corpus.settings.levels.is_empty() {
            corpus.settings.levels = upstream.levels;
        }
        if corpus.settings.grades.is_empty() {
            corpus.settings.grades = upstream.grades;
        }
    }
    problems
}
