//! What several tests need: a framework from texts, judged on a fixed day.

use rolewright::audit::{Audit, Terms};
use rolewright::diag::Level;
use rolewright::load::Sources;

/// The day tests judge on, unless they say otherwise.
pub const AS_OF: &str = "2026-11-22";

pub fn terms(as_of: &str) -> Terms {
    Terms { as_of: as_of.parse().expect("a date"), fail_on: Level::Error }
}

/// Judges a framework given as (name, text) pairs.
pub fn audit(files: &[(String, String)], as_of: &str) -> Audit {
    let texts = files.iter().map(|(name, text)| (name.as_str(), text.as_str()));
    Audit::new(Sources::from_texts(texts), &terms(as_of))
}

/// Judges a framework given as one text; `# file: NAME` lines start further files.
#[allow(dead_code)]
pub fn fixture(text: &str) -> Audit {
    let mut files: Vec<(String, String)> = Vec::new();
    for line in text.lines() {
        if let Some(name) = line.strip_prefix("# file: ") {
            files.push((name.trim().to_owned(), String::new()));
            continue;
        }
        if files.is_empty() {
            files.push(("framework.yaml".to_owned(), String::new()));
        }
        let last = files.len() - 1;
        files[last].1.push_str(line);
        files[last].1.push('\n');
    }
    audit(&files, AS_OF)
}

/// The findings of one rule as `file:line:column level case: message`.
pub fn lines_of(audit: &Audit, rule: &str) -> Vec<String> {
    let findings = audit.outcome.findings.iter().filter(|finding| finding.rule.id == rule);
    findings
        .map(|finding| {
            let place = finding.span.map_or("-".to_owned(), |span| {
                let place = audit.sources.files.place(span);
                format!("{}:{}:{}", audit.sources.files.get(span.file).path, place.line, place.column)
            });
            format!("{place} {} {}: {}", finding.level.name(), finding.case.name, finding.message)
        })
        .collect()
}

/// The open findings about the shape of a framework, as [`lines_of`] shows them, by rule. Waivers are about
/// findings, not about shape.
pub fn shape_findings(audit: &Audit) -> Vec<String> {
    let shape = rolewright::diag::structure::ALL.iter().filter(|meta| !meta.id.ends_with("-waiver"));
    shape.flat_map(|meta| lines_of(audit, meta.id).into_iter().map(|line| format!("{}: {line}", meta.id))).collect()
}
