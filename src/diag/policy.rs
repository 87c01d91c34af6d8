//! The one funnel: which level a finding has in the end, whether it is waived, and what the run exits with.
//!
//! Order: the rule's own level, then the framework's phase, then `[rules]` in settings, then the
//! command line. After that waivers, then the baseline.

use super::{Answers, Finding, Level, NotAssessed, Status, structure};
use crate::text::{Files, Span};
use jiff::civil::Date;
use rustc_hash::{FxHashMap, FxHashSet};
use std::collections::BTreeMap;

/// One waiver as written in `rolewright.toml`.
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
    /// Where it is written.
    pub span: Span,
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
    /// The counts.
    pub summary: Summary,
    /// Whether the run fails.
    pub failed: bool,
}

/// Applies `policy` to `answers`.
pub fn decide(mut answers: Answers, policy: Policy, files: &Files) -> Outcome {
    judge_expiry(&mut answers, &policy);
    let used = settle(&mut answers.findings, &policy);
    report_useless(&mut answers.findings, &policy, &used);
    settle_levels(&mut answers.findings, &policy);
    sort(&mut answers.findings, files);
    fingerprint(&mut answers.findings, files);
    for finding in &mut answers.findings {
        if finding.is_open() && policy.baseline.contains(&finding.fingerprint) {
            finding.status = Status::Baseline;
        }
    }
    // A rule that is switched off asks nothing, so it has no answers of any kind.
    let asked = |rule: &str| policy.levels.get(rule) != Some(&Setting::Off);
    answers.met.retain(|rule, _| asked(rule));
    answers.not_assessed.retain(|entry| asked(entry.rule.id));
    answers.not_assessed.sort_by_key(|entry| (entry.rule.id, entry.unlock, entry.because));
    let summary = summarise(&answers);
    let failed = answers.findings.iter().any(|f| f.is_open() && f.level >= policy.fail_on);
    Outcome { findings: answers.findings, met: answers.met, not_assessed: answers.not_assessed, waivers: policy.waivers, summary, failed }
}

/// Levels, then waivers. Returns which waivers silenced something.
fn settle(findings: &mut Vec<Finding>, policy: &Policy) -> Vec<bool> {
    let mut used = vec![false; policy.waivers.len()];
    settle_levels(findings, policy);
    for finding in findings {
        let live = |w: &WaiverTerms| w.until.is_none_or(|until| until >= policy.as_of);
        if let Some(at) = policy.waivers.iter().position(|w| live(w) && covers(w, finding)) {
            finding.status = Status::Waived(at);
            used[at] = true;
        }
    }
    used
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
                let mut finding =
                    Finding::new(&structure::EXPIRED_WAIVER, structure::EXPIRED_WAIVER.case("expired"), Some(waiver.span), message);
                finding.help("Close what it covered, or decide again and give it a new date.");
                answers.findings.push(finding);
            }
            _ => *answers.met.entry(structure::EXPIRED_WAIVER.id).or_default() += 1,
        }
    }
}

fn report_useless(findings: &mut Vec<Finding>, policy: &Policy, used: &[bool]) {
    for (waiver, &used) in policy.waivers.iter().zip(used) {
        let expired = waiver.until.is_some_and(|until| until < policy.as_of);
        if used || expired {
            continue;
        }
        let about = waiver.item.as_deref().map_or_else(String::new, |item| format!(" about {item}"));
        let message = format!("this waiver silences nothing: {} found nothing{about}", waiver.rule);
        let meta = &structure::USELESS_WAIVER;
        let mut finding = Finding::new(meta, meta.case("silences-nothing"), Some(waiver.span), message);
        finding.help("Remove it if the matter is settled, or correct its rule or item.");
        findings.push(finding);
    }
}

/// By file, line, column, rule; what has no place comes first in its file.
fn sort(findings: &mut Vec<Finding>, files: &Files) {
    let key = |finding: &Finding| {
        let place = finding.span.map(|span| files.place(span));
        place.map_or((0, 0), |place| (place.line, place.column))
    };
    let places: Vec<(u32, u32)> = findings.iter().map(key).collect();
    let path = |at: usize| match (findings[at].span, &findings[at].file) {
        (Some(span), _) => &files.get(span.file).path,
        (None, file) => file.as_deref().unwrap_or(""),
    };
    let mut order: Vec<usize> = (0..findings.len()).collect();
    order.sort_by(|&a, &b| {
        let (one, other) = (&findings[a], &findings[b]);
        let by_place = || path(a).cmp(path(b)).then_with(|| places[a].cmp(&places[b]));
        by_place().then_with(|| (one.rule.id, one.case.name, &one.message).cmp(&(other.rule.id, other.case.name, &other.message)))
    });
    let mut taken: Vec<Option<Finding>> = findings.drain(..).map(Some).collect();
    findings.extend(order.into_iter().filter_map(|at| taken[at].take()));
}

/// Names each finding by its rule, case, item and the text it points at, never by its line, so that a
/// finding keeps its name when lines move. Findings alike in all of these are numbered in order.
fn fingerprint(findings: &mut [Finding], files: &Files) {
    let mut seen: FxHashMap<String, usize> = FxHashMap::default();
    for finding in findings {
        let text = finding.span.map_or("", |span| files.slice(span));
        let about = match (&finding.item, finding.span, &finding.file) {
            (Some(item), _, _) => item.clone(),
            (None, Some(span), _) => files.get(span.file).path.to_string(),
            (None, None, file) => file.clone().unwrap_or_default(),
        };
        let key = [finding.rule.id, finding.case.name, &about, text.trim()].join("\u{1f}");
        let again = seen.entry(key.clone()).and_modify(|n| *n += 1).or_insert(0);
        let digest = blake3::hash(format!("{key}\u{1f}{again}").as_bytes());
        finding.fingerprint = digest.to_hex()[..16].to_owned();
    }
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
            (Status::Open, Level::Error) => summary.error += 1,
            (Status::Open, Level::Warning) => summary.warning += 1,
            (Status::Open, Level::Advice) => summary.advice += 1,
        }
    }
    summary
}
