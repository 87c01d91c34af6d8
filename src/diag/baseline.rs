//! The baseline: what was found on the day it was written, so that only what is new has to be answered for.
//!
//! Knows the file's form and no disk. Entries are kept by fingerprint, which moved lines do not change; the
//! rest of an entry is there for the people who read the file, and for saying what has been settled.

use super::Finding;
use crate::text::Files;
use rustc_hash::FxHashSet;
use serde::{Deserialize, Serialize};

/// The version this program writes, and the only one it reads.
const VERSION: u32 = 1;

/// What was found before.
#[derive(Clone, Debug, Serialize, Deserialize, PartialEq, Eq)]
#[serde(deny_unknown_fields)]
pub struct Baseline {
    version: u32,
    /// Sorted by file, rule, item and fingerprint.
    pub findings: Vec<Entry>,
}

/// One finding that was there before.
#[derive(Clone, Debug, Serialize, Deserialize, PartialEq, Eq)]
#[serde(deny_unknown_fields)]
pub struct Entry {
    /// See [`Finding::fingerprint`].
    pub fingerprint: String,
    /// The rule that found it.
    pub rule: String,
    /// The item it was about.
    #[serde(default)]
    pub item: Option<String>,
    /// The file it was in, from the framework's root.
    #[serde(default)]
    pub file: Option<String>,
    /// What was wrong.
    #[serde(default)]
    pub message: String,
}

/// Only as much as tells whether the rest can be read.
#[derive(Deserialize)]
struct Head {
    version: u32,
}

impl Baseline {
    /// What these findings come to, without those that are left open by decision already.
    pub fn of(findings: &[Finding], files: &Files) -> Self {
        let kept = findings.iter().filter(|finding| !finding.is_waived());
        let mut findings: Vec<Entry> = kept
            .map(|finding| Entry {
                fingerprint: finding.fingerprint.clone(),
                rule: finding.rule.id.to_owned(),
                item: finding.item.clone(),
                file: finding.span.map(|span| files.get(span.file).path.to_string()).or_else(|| finding.file.clone()),
                message: finding.message.clone(),
            })
            .collect();
        findings.sort_by(|a, b| (&a.file, &a.rule, &a.item, &a.fingerprint).cmp(&(&b.file, &b.rule, &b.item, &b.fingerprint)));
        Baseline { version: VERSION, findings }
    }

    /// Reads one; the error says in words what is wrong with the text.
    pub fn parse(text: &str) -> Result<Self, String> {
        let head: Head = serde_json::from_str(text).map_err(|error| format!("it is not a baseline: {error}"))?;
        if head.version != VERSION {
            return Err(format!("it is a baseline of version {}, and this program knows version {VERSION}", head.version));
        }
        serde_json::from_str(text).map_err(|error| format!("it is not a baseline: {error}"))
    }

    /// The file's text.
    pub fn to_json(&self) -> String {
        let text = serde_json::to_string_pretty(self).unwrap_or_else(|_| unreachable!("texts and a number always have a JSON form"));
        crate::text::unseen_escaped(&text).into_owned() + "\n"
    }

    /// Every name in it.
    pub fn fingerprints(&self) -> FxHashSet<String> {
        self.findings.iter().map(|entry| entry.fingerprint.clone()).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_a_baseline_is_refused_in_words() {
        assert!(Baseline::parse("").is_err_and(|error| error.starts_with("it is not a baseline")));
        assert!(Baseline::parse("[]").is_err());
        assert!(Baseline::parse(r#"{"version":2,"entries":[]}"#).is_err_and(|error| error.contains("version 2")));
        assert!(Baseline::parse(r#"{"version":1,"findings":[{"rule":"x"}]}"#).is_err_and(|error| error.contains("fingerprint")));
    }

    #[test]
    fn an_empty_one_survives_the_journey() {
        let baseline = Baseline { version: VERSION, findings: Vec::new() };
        assert_eq!(Baseline::parse(&baseline.to_json()), Ok(baseline));
    }
}
