//! What `check` found, in each format.

pub mod github;
pub mod human;
pub mod json;
pub mod junit;
pub mod markdown;
pub mod sarif;

use crate::audit::Audit;
use crate::diag::{Finding, Level, Since, Status};
use crate::text::listed;

/// Why a finding matters and what would put it right, as one text.
fn advice(finding: &Finding) -> String {
    let why = finding.rule.pages().why_in_short();
    [Some(why), finding.help.clone()].into_iter().flatten().filter(|text| !text.is_empty()).collect::<Vec<_>>().join(" ")
}

/// The counts in words: `2 errors, 5 warnings and 1 piece of advice`.
pub fn counts(audit: &Audit) -> String {
    let summary = &audit.outcome.summary;
    let parts: Vec<String> =
        Level::ALL.into_iter().filter(|&level| summary.open(level) > 0).map(|level| level.count(summary.open(level))).collect();
    let all = if parts.is_empty() { "no findings".into() } else { listed(&parts) };
    match &audit.outcome.since {
        Some(since) => format!("{all} new since {}", since.name),
        None => all,
    }
}

/// What a run that was compared with an earlier state leaves aside.
fn left_aside(since: &Since) -> String {
    let older = match since.older {
        0 => "no older finding is left aside".to_owned(),
        1 => "1 older finding is left aside".to_owned(),
        n => format!("{n} older findings are left aside"),
    };
    let fixed = match since.fixed {
        0 => String::new(),
        1 => ", and 1 is settled".to_owned(),
        n => format!(", and {n} are settled"),
    };
    format!("Only what is new since {} counts: {older}{fixed}.", since.name)
}

/// What was met, not assessed, waived or known, in a sentence each.
pub fn remarks(audit: &Audit) -> Vec<String> {
    let summary = &audit.outcome.summary;
    let mut said = audit.sources.notes.clone();
    said.extend(audit.outcome.since.iter().map(left_aside));
    said.push(match (summary.met, summary.not_assessed) {
        (0, 0) => "Nothing could be judged yet.".to_owned(),
        (met, 0) => format!("{} met; everything that was asked could be assessed.", checks(met)),
        (met, open) => {
            format!("{} met; {open} could not be assessed, because the files do not say (“rolewright gaps” lists them).", checks(met))
        }
    });
    if summary.waived > 0 {
        said.push(format!(
            "{} left open by decision:",
            if summary.waived == 1 { "1 finding is".into() } else { format!("{} findings are", summary.waived) }
        ));
        said.extend(waivers(audit));
    }
    if summary.baseline > 0 {
        let found = if summary.baseline == 1 { "1 finding is".into() } else { format!("{} findings are", summary.baseline) };
        said.push(format!("{found} known since the baseline."));
    }
    if summary.settled > 0 {
        let entries = if summary.settled == 1 {
            "1 entry of the baseline is".into()
        } else {
            format!("{} entries of the baseline are", summary.settled)
        };
        said.push(format!("{entries} settled; write it again with --write-baseline."));
    }
    said
}

fn checks(n: usize) -> String {
    if n == 1 { "1 check is".into() } else { format!("{n} checks are") }
}

/// The live waivers that silence something: what, who decided, until when, why.
pub fn waivers(audit: &Audit) -> Vec<String> {
    let waived = audit.outcome.findings.iter().filter_map(|finding| match finding.status {
        Status::Waived(at) => Some((finding, &audit.outcome.waivers[at])),
        _ => None,
    });
    waived
        .map(|(finding, waiver)| {
            let about = finding.item.as_deref().unwrap_or("the framework");
            let by = waiver.by.as_deref().map_or(String::new(), |by| format!(" by {by}"));
            let until = waiver.until.map_or(", without an end date".to_owned(), |until| format!(" until {until}"));
            let place = match waiver.line {
                Some(_) => format!(" in {}", audit.sources.files.path_line(waiver.span)),
                None => String::new(),
            };
            format!("{} on {about}: waived{by}{place}{until} ({})", finding.rule.id, waiver.reason)
        })
        .collect()
}

/// Whether the run fails, and what did not fail it: the last line of every run.
pub fn verdict(audit: &Audit, fail_on: Level) -> String {
    let summary = &audit.outcome.summary;
    let counted: Vec<String> = Level::ALL
        .into_iter()
        .filter(|&level| level >= fail_on && summary.open(level) > 0)
        .map(|level| level.count(summary.open(level)))
        .collect();
    let rest: Vec<String> = Level::ALL
        .into_iter()
        .filter(|&level| level < fail_on && summary.open(level) > 0)
        .map(|level| level.count(summary.open(level)))
        .collect();
    let spared =
        if rest.is_empty() { String::new() } else { format!(" {} did not fail it (--fail-on {}).", rest.join(" and "), fail_on.name()) };
    if audit.outcome.failed { format!("Failed: {}.{spared}", counted.join(" and ")) } else { format!("Passed.{spared}") }
}
