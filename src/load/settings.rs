//! `rolewright.toml`, and what a framework takes from the layers it extends.

use super::Sources;
use crate::diag::Finding;
use crate::model::{Corpus, Decoder, Settings, Value};
use crate::text::{FileId, Files};

/// Reads a settings file.
pub(super) fn read(files: &Files, id: FileId) -> (Settings, Vec<Finding>) {
    let mut findings = Vec::new();
    let tree = super::toml::parse(id, &files.get(id).text, &mut findings);
    let mut cx = Decoder::new(id, &files.get(id).text);
    let settings = tree.root().and_then(|root| Settings::decode(root, &mut cx)).unwrap_or_default();
    findings.append(&mut cx.findings);
    (settings, findings)
}

/// Scales of the plan (levels, grades) come from the nearest layer that states them; rule settings and
/// waivers are never inherited. What is wrong with a layer's settings is said like anything else: a list of
/// layers that cannot be read would otherwise leave them out in silence.
pub(super) fn inherit(corpus: &mut Corpus, sources: &Sources) -> Vec<Finding> {
    let mut problems = Vec::new();
    for &file in &sources.upstream_settings {
        let (upstream, findings) = read(&sources.files, file);
        problems.extend(findings);
        if corpus.settings.levels.is_empty() {
            corpus.settings.levels = upstream.levels;
        }
        if corpus.settings.grades.is_empty() {
            corpus.settings.grades = upstream.grades;
        }
    }
    problems
}
