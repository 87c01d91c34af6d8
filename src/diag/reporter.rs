//! What a rule writes to. It knows its rule, so a rule can neither name the wrong id nor invent a level.

use super::{Answers, Finding, NotAssessed, RuleMeta, Threshold};
use crate::text::Span;

/// The thresholds in force: settings over defaults.
#[derive(Debug, Default)]
pub struct Limits {
    overrides: rustc_hash::FxHashMap<(&'static str, &'static str), f64>,
}

impl Limits {
    /// Replaces a rule's number.
    pub fn set(&mut self, rule: &'static str, threshold: &'static str, value: f64) {
        self.overrides.insert((rule, threshold), value);
    }

    /// The number in force.
    pub fn get(&self, rule: &'static str, threshold: &Threshold) -> f64 {
        self.overrides.get(&(rule, threshold.name)).copied().unwrap_or(threshold.default)
    }

    /// What settings changed: (rule, threshold, value), sorted.
    pub fn changed(&self) -> Vec<(&'static str, &'static str, f64)> {
        let mut all: Vec<_> = self.overrides.iter().map(|(&(rule, name), &value)| (rule, name, value)).collect();
        all.sort_by_key(|&(rule, name, _)| (rule, name));
        all
    }
}

/// Collects one rule's answers.
#[derive(Debug)]
pub struct Reporter<'a> {
    meta: &'static RuleMeta,
    limits: &'a Limits,
    findings: Vec<Finding>,
    met: usize,
    not_assessed: Vec<NotAssessed>,
}

impl<'a> Reporter<'a> {
    /// An empty one for `meta`.
    pub fn new(meta: &'static RuleMeta, limits: &'a Limits) -> Self {
        Reporter { meta, limits, findings: Vec::new(), met: 0, not_assessed: Vec::new() }
    }

    /// Not met: `case` must be one of the rule's.
    pub fn report(&mut self, case: &str, span: impl Into<Option<Span>>, message: impl Into<String>) -> &mut Finding {
        self.findings.push(Finding::new(self.meta, self.meta.case(case), span.into(), message.into()));
        let last = self.findings.len() - 1;
        &mut self.findings[last]
    }

    /// Met, for one item.
    pub fn met(&mut self) {
        self.met += 1;
    }

    /// Not assessed for the item at `address`: what is absent, and the field that would unlock it.
    pub fn not_assessed(&mut self, address: impl Into<String>, because: &'static str, unlock: &'static str) {
        NotAssessed::note(&mut self.not_assessed, self.meta, because.into(), unlock.into(), Some(address.into()));
    }

    /// The number in force for one of this rule's thresholds.
    pub fn limit(&self, threshold: &Threshold) -> f64 {
        self.limits.get(self.meta.id, threshold)
    }

    /// The numbers in force for all rules, where one reads what another defines.
    pub fn limits(&self) -> &'a Limits {
        self.limits
    }

    /// The answers.
    pub fn finish(self) -> Answers {
        let mut answers = Answers { findings: self.findings, not_assessed: self.not_assessed, ..Answers::default() };
        if self.met > 0 {
            answers.met.insert(self.meta.id, self.met);
        }
        answers
    }
}
