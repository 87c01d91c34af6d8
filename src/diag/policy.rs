//! The one funnel: which level a finding has in the end, whether it is waived, and what the run exits with.
//!
//! Order: the rule's own level, then the framework's phase, then `[rules]` in settings, then the
//! command line. After that waivers, then the baseline.

use super::{Allow, Answers, Finding, Level, NotAssessed, Status, structure};
use crate::text::{FileId, Files, Span};
use jiff::civil::Date;
use rayon::prelude::*;
use rustc_hash::{FxBuildHasher, FxHashMap, FxHashSet};
use std::collections::BTreeMap;

/// One waiver, as written in `rolewright.toml` or as a comment in a file.
#[derive(Clone, Debug)]
pub struct WaiverTerms {
    /// The rule it silences.
    pub rule: String,
    /// The item it is about; absent means every item.
    pub item: Option<String>,
    /// Why.
    pub reason: String,
    /// Who decided.
    pub by: Option<String>,
    /// The last day it holds.
    pub until: Option<Date>,
    /// Where that is written.
    pub until_at: Option<Span>,
    /// Where it is written.
    pub span: Span,
    /// The one line it holds for, where it is a comment.
    pub line: Option<u32>,
}

/// What a level setting says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Setting {
    /// Never report it.
    Off,
    /// Report it at this level, whatever the case.
    At(Level),
}

/// Everything that decides about findings and is not a finding itself.
#[derive(Debug)]
pub struct Policy {
    /// The day to judge on.
    pub as_of: Date,
    /// Whether the framework is still being designed.
    pub designing: bool,
    /// Levels from settings and flags.
    pub levels: FxHashMap<String, Setting>,
    /// Waivers, in the order written.
    pub waivers: Vec<WaiverTerms>,
    /// Fingerprints that were there before.
    pub baseline: FxHashSet<String>,
    /// The level from which a finding fails the run.
    pub fail_on: Level,
}

impl Policy {
    /// No settings, no waivers: every finding keeps its rule's level.
    pub fn plain(as_of: Date) -> Self {
        Policy {
            as_of,
            designing: false,
            levels: FxHashMap::default(),
            waivers: Vec::new(),
            baseline: FxHashSet::default(),
            fail_on: Level::Error,
        }
    }
}

/// How many of each.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// Open errors.
    pub error: usize,
    /// Open warnings.
    pub warning: usize,
    /// Open advice.
    pub advice: usize,
    /// Left open by decision.
    pub waived: usize,
    /// Known since the baseline.
    pub baseline: usize,
    /// In the baseline, and found no more.
    pub settled: usize,
    /// Questions answered with yes.
    pub met: usize,
    /// Questions that could not be answered.
    pub not_assessed: usize,
}

impl Summary {
    /// Open findings of one level.
    pub fn open(&self, level: Level) -> usize {
        match level {
            Level::Error => self.error,
            Level::Warning => self.warning,
            Level::Advice => self.advice,
        }
    }

    /// Open findings of every level.
    pub fn all_open(&self) -> usize {
        self.error + self.warning + self.advice
    }
}

/// What a run comes to.
#[derive(Debug)]
pub struct Outcome {
    /// All findings, by file, line, column, rule.
    pub findings: Vec<Finding>,
    /// Met, by rule.
    pub met: BTreeMap<&'static str, usize>,
    /// Not assessed, by rule.
    pub not_assessed: Vec<NotAssessed>,
    /// The waivers that [`Status::Waived`] points into.
    pub waivers: Vec<WaiverTerms>,
    /// Names in the baseline that no finding has any more, sorted.
    pub settled: Vec<String>,
    /// The counts.
    pub summary: Summary,
    /// Whether the run fails.
    pub failed: bool,
    /// The earlier state that it was compared with, if it was.
    pub since: Option<super::Since>,
}

/// Applies `policy` to `answers`.
pub fn decide(mut answers: Answers, mut policy: Policy, files: &Files) -> Outcome {
    judge_expiry(&mut answers, &policy);
    policy.waivers.extend(from_comments(&answers.allows, files));
    let used = settle(&mut answers.findings, &policy, files);
    report_useless(&mut answers, &policy, &used);
    settle_levels(&mut answers.findings, &policy);
    sort(&mut answers.findings, files);
    fingerprint(&mut answers.findings, files);
    for finding in &mut answers.findings {
        if finding.is_open() && policy.baseline.contains(&finding.fingerprint) {
            finding.status = Status::Baseline;
        }
    }
    let settled = settled(&policy.baseline, &answers.findings);
    // A rule that is switched off asks nothing, so it has no answers of any kind.
    let asked = |rule: &str| policy.levels.get(rule) != Some(&Setting::Off);
    answers.met.retain(|rule, _| asked(rule));
    answers.not_assessed.retain(|entry| asked(entry.rule.id));
    answers.not_assessed.sort_by(|a, b| (a.rule.id, &a.unlock, &a.because).cmp(&(b.rule.id, &b.unlock, &b.because)));
    let summary = Summary { settled: settled.len(), ..summarise(&answers) };
    let failed = answers.findings.iter().any(|f| f.is_open() && f.level >= policy.fail_on);
    Outcome {
        findings: answers.findings,
        met: answers.met,
        not_assessed: answers.not_assessed,
        waivers: policy.waivers,
        settled,
        summary,
        failed,
        since: None,
    }
}

/// What comments allow, as waivers for one line each. A comment with a line to itself stands for the next
/// line that is not such a comment, so that several can stand above one line.
fn from_comments(allows: &[Allow], files: &Files) -> Vec<WaiverTerms> {
    let line = |allow: &Allow| files.place(allow.span).line;
    let alone: FxHashSet<(FileId, u32)> = allows.iter().filter(|a| a.alone).map(|a| (a.span.file, line(a))).collect();
    let mut waivers = Vec::new();
    // From the end, so that each of a stack of comments knows where the one below it leads.
    let mut below: Option<(FileId, u32, u32)> = None;
    for allow in allows.iter().rev() {
        let own = line(allow);
        let target = match below {
            _ if !allow.alone => own,
            Some((file, next, target)) if file == allow.span.file && next == own + 1 && alone.contains(&(file, next)) => target,
            _ => own + 1,
        };
        below = Some((allow.span.file, own, target));
        waivers.extend(allow.rules.iter().rev().map(|rule| WaiverTerms {
            rule: rule.clone(),
            item: None,
            reason: allow.reason.clone(),
            by: None,
            until: None,
            until_at: None,
            span: allow.span,
            line: Some(target),
        }));
    }
    waivers.reverse();
    waivers
}

/// Levels, then waivers. Returns which waivers silenced something.
fn settle(findings: &mut Vec<Finding>, policy: &Policy, files: &Files) -> Vec<bool> {
    let mut used = vec![false; policy.waivers.len()];
    settle_levels(findings, policy);
    // Comments are found by their line; only the few waivers of the settings are tried one by one.
    let mut by_line: FxHashMap<(FileId, u32, &str), usize> = FxHashMap::default();
    let mut others = Vec::new();
    for (at, waiver) in policy.waivers.iter().enumerate() {
        match waiver.line {
            Some(line) => _ = by_line.entry((waiver.span.file, line, &*waiver.rule)).or_insert(at),
            None => others.push(at),
        }
    }
    let live = |w: &WaiverTerms| w.until.is_none_or(|until| until >= policy.as_of);
    for finding in findings {
        let general = others.iter().copied().find(|&at| live(&policy.waivers[at]) && covers(&policy.waivers[at], finding));
        let beside = finding.span.filter(|_| !by_line.is_empty()).and_then(|span| {
            let line = files.place(span).line;
            by_line.get(&(span.file, line, finding.rule.id)).copied()
        });
        // Where both speak, both have their use, and the nearer one is shown.
        for at in [general, beside].into_iter().flatten() {
            finding.status = Status::Waived(at);
            used[at] = true;
        }
    }
    used
}

/// What the baseline names and no finding has any more, whatever became of it.
fn settled(baseline: &FxHashSet<String>, findings: &[Finding]) -> Vec<String> {
    if baseline.is_empty() {
        return Vec::new();
    }
    let still: FxHashSet<&str> = findings.iter().map(|finding| &*finding.fingerprint).collect();
    let mut settled: Vec<String> = baseline.iter().filter(|name| !still.contains(name.as_str())).cloned().collect();
    settled.sort();
    settled
}

fn settle_levels(findings: &mut Vec<Finding>, policy: &Policy) {
    findings.retain(|f| policy.levels.get(f.rule.id) != Some(&Setting::Off));
    for finding in findings {
        finding.level = match policy.levels.get(finding.rule.id) {
            Some(&Setting::At(level)) => level,
            _ if policy.designing && finding.case.completeness && finding.level == Level::Warning => Level::Advice,
            _ => finding.level,
        };
    }
}

/// A waiver without an item covers the whole rule; with one, the item and everything nested in it.
fn covers(waiver: &WaiverTerms, finding: &Finding) -> bool {
    if waiver.rule != finding.rule.id {
        return false;
    }
    let Some(wanted) = &waiver.item else { return true };
    let Some(item) = &finding.item else { return false };
    let nested = |rest: &str| rest.is_empty() || rest.starts_with(['/', '.']);
    let bare = item.split_once('/').map_or("", |(_, rest)| rest);
    item.strip_prefix(wanted.as_str()).is_some_and(nested) || bare.strip_prefix(wanted.as_str()).is_some_and(nested)
}

fn judge_expiry(answers: &mut Answers, policy: &Policy) {
    for waiver in &policy.waivers {
        match waiver.until {
            Some(until) if until < policy.as_of => {
                let message = format!("the waiver for {} ran out on {until}, so its findings count again", waiver.rule);
                let mut finding = Finding::new(
                    &structure::EXPIRED_WAIVER,
                    structure::EXPIRED_WAIVER.case("expired"),
                    waiver.until_at.or(Some(waiver.span)),
                    message,
                );
                finding.help("Close what it covered, or decide again and give it a new date.");
                answers.findings.push(finding);
            }
            _ => *answers.met.entry(structure::EXPIRED_WAIVER.id).or_default() += 1,
        }
    }
}

fn report_useless(answers: &mut Answers, policy: &Policy, used: &[bool]) {
    let findings = &mut answers.findings;
    // Of a file that could only be read in part, nobody knows what the rest would have shown.
    let broken: FxHashSet<FileId> =
        findings.iter().filter(|f| f.rule.id == structure::SYNTAX.id).filter_map(|f| f.span.map(|span| span.file)).collect();
    let upstream: FxHashSet<Span> = answers.allows.iter().filter(|allow| allow.upstream).map(|allow| allow.span).collect();
    for (waiver, &used) in policy.waivers.iter().zip(used) {
        let expired = waiver.until.is_some_and(|until| until < policy.as_of);
        if used || expired {
            continue;
        }
        match waiver.line {
            None => findings.push(useless_waiver(waiver)),
            Some(_) if broken.contains(&waiver.span.file) || upstream.contains(&waiver.span) => {}
            Some(line) => findings.push(useless_allow(waiver, line)),
        }
    }
}

fn useless_waiver(waiver: &WaiverTerms) -> Finding {
    let about = waiver.item.as_deref().map_or_else(String::new, |item| format!(" about {item}"));
    let message = format!("this waiver silences nothing: {} found nothing{about}", waiver.rule);
    let meta = &structure::USELESS_WAIVER;
    let mut finding = Finding::new(meta, meta.case("silences-nothing"), Some(waiver.span), message);
    finding.help("Remove it if the matter is settled, or correct its rule or item.");
    finding
}

fn useless_allow(waiver: &WaiverTerms, line: u32) -> Finding {
    let message = format!("this comment allows nothing: {} found nothing on line {line}", waiver.rule);
    let meta = &structure::USELESS_ALLOW;
    let mut finding = Finding::new(meta, meta.case("unused"), Some(waiver.span), message);
    finding.help("Remove it if the matter is settled, or move it to the line that the finding names, or the line above that.");
    finding
}

/// By file, line, column, rule; what has no place comes first in its file.
fn sort(findings: &mut Vec<Finding>, files: &Files) {
    let path = |at: usize| match (findings[at].span, &findings[at].file) {
        (Some(span), _) => &files.get(span.file).path,
        (None, file) => file.as_deref().unwrap_or(""),
    };
    let mut order: Vec<usize> = (0..findings.len()).collect();
    order.par_sort_by(|&a, &b| {
        let (one, other) = (&findings[a], &findings[b]);
        let by_place = || path(a).cmp(path(b)).then_with(|| order_in_file(one, files).cmp(&order_in_file(other, files)));
        by_place().then_with(|| (one.rule.id, one.case.name, &one.message).cmp(&(other.rule.id, other.case.name, &other.message)))
    });
    let mut taken: Vec<Option<Finding>> = findings.drain(..).map(Some).collect();
    findings.extend(order.into_iter().filter_map(|at| taken[at].take()));
}

/// What orders findings of one file as their lines and columns do, without counting lines.
fn order_in_file(finding: &Finding, files: &Files) -> Option<usize> {
    let span = finding.span?;
    let text = &files.get(span.file).text;
    // A byte-order mark takes no column.
    let first = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
    Some((span.start as usize).min(text.len()).max(first))
}

/// Names each finding by its rule, case, item and the text it points at, never by its line, so that a
/// finding keeps its name when lines move. Findings alike in all of these are numbered in order.
fn fingerprint(findings: &mut [Finding], files: &Files) {
    let keys: Vec<String> = findings.par_iter().map(|finding| key(finding, files)).collect();
    let mut seen: FxHashMap<&str, usize> = FxHashMap::with_capacity_and_hasher(keys.len(), FxBuildHasher);
    let again: Vec<usize> = keys.iter().map(|key| *seen.entry(key).and_modify(|n| *n += 1).or_insert(0)).collect();
    findings.par_iter_mut().zip(&keys).zip(again).for_each(|((finding, key), again)| {
        finding.fingerprint = blake3::hash(format!("{key}\u{1f}{again}").as_bytes()).to_hex()[..16].to_owned();
    });
}

fn key(finding: &Finding, files: &Files) -> String {
    let text = finding.span.map_or("", |span| files.slice(span));
    let about = match (&finding.item, finding.span, &finding.file) {
        (Some(item), _, _) => item,
        (None, Some(span), _) => &*files.get(span.file).path,
        (None, None, file) => file.as_deref().unwrap_or(""),
    };
    // Git may hand out the same lines with other ends.
    let text = text.trim().replace("\r\n", "\n");
    [finding.rule.id, finding.case.name, about, &text].join("\u{1f}")
}

fn summarise(answers: &Answers) -> Summary {
    let mut summary = Summary {
        met: answers.met.values().sum(),
        not_assessed: answers.not_assessed.iter().map(|entry| entry.count).sum(),
        ..Summary::default()
    };
    for finding in &answers.findings {
        match (&finding.status, finding.level) {
            (Status::Waived(_), _) => summary.waived += 1,
            (Status::Baseline, _) => summary.baseline += 1,
            // Nothing is older before it has been compared.
            (Status::Older, _) => {}
            (Status::Open, Level::Error) => summary.error += 1,
            (Status::Open, Level::Warning) => summary.warning += 1,
            (Status::Open, Level::Advice) => summary.advice += 1,
        }
    }
    summary
}
