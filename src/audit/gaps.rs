//! What is missing, ranked by what it harms.
//!
//! The order: errors before warnings before advice; within a level, what is measured by nothing first (whatever
//! else is done about it could not be seen), then by the weight of the priority harmed × the people affected;
//! then by place. Both factors are shown, so that a reader can disagree.

use super::Audit;
use crate::analysis::Facts;
use crate::diag::{Finding, Group};
use crate::model::{Address, Collection, Corpus, Loc};

/// The rule whose findings come first within their level.
const UNMEASURED: &str = "no-measure";

/// An open finding with what it harms.
#[derive(Clone, Debug, PartialEq)]
pub struct Gap {
    /// Position in [`crate::diag::Outcome::findings`].
    pub finding: usize,
    /// What kind of harm it does.
    pub group: Group,
    /// The priority it harms, where it harms one.
    pub priority: Option<usize>,
    /// That priority's weight, as a multiple of the average active one; 1 where it harms none or none is stated.
    pub weight: f64,
    /// How many people hold the roles concerned; absent where the files do not say.
    pub people: Option<u32>,
}

impl Gap {
    /// Weight × people, counting unknown people as one.
    pub fn reach(&self) -> f64 {
        self.weight * f64::from(self.people.unwrap_or(1).max(1))
    }
}

/// Every open finding, the most harmful first.
pub fn ranked(audit: &Audit) -> Vec<Gap> {
    let facts = audit.facts();
    let average = average_weight(&audit.corpus);
    let findings = audit.outcome.findings.iter().enumerate().filter(|(_, finding)| finding.is_open());
    let in_units = facts.people.heads_by_unit();
    let mut gaps: Vec<Gap> = findings.map(|(at, finding)| gap(at, finding, &facts, average, &in_units)).collect();
    gaps.sort_by(|a, b| {
        let level = |gap: &Gap| audit.outcome.findings[gap.finding].level;
        let measured = |gap: &Gap| audit.outcome.findings[gap.finding].rule.id != UNMEASURED;
        level(b).cmp(&level(a)).then(measured(a).cmp(&measured(b))).then(b.reach().total_cmp(&a.reach())).then(a.finding.cmp(&b.finding))
    });
    gaps
}

/// Gaps by what they harm: the group with the most harmful gap first, each group's own order kept.
pub fn by_harm(gaps: Vec<Gap>) -> Vec<(Group, Vec<Gap>)> {
    let mut groups: Vec<(Group, Vec<Gap>)> = Vec::new();
    for gap in gaps {
        match groups.iter_mut().find(|(group, _)| *group == gap.group) {
            Some((_, members)) => members.push(gap),
            None => groups.push((gap.group, vec![gap])),
        }
    }
    groups
}

fn gap(at: usize, finding: &Finding, facts: &Facts<'_>, average: f64, in_units: &[Option<u32>]) -> Gap {
    let corpus = facts.corpus;
    let about = finding.item.as_deref().and_then(|item| corpus.find(&Address::parse(item)).or_else(|| corpus.find(&whole(item))));
    let priority = about.filter(|loc| loc.collection() == Collection::Priorities).map(Loc::index);
    let stated = priority.and_then(|at| corpus.priorities[at].weight).map(|weight| weight.value);
    let weight = stated.map_or(1.0, |weight| weight / average);
    Gap { finding: at, group: finding.rule.group, priority, weight, people: about.and_then(|loc| people(loc, facts, in_units)) }
}

fn whole(item: &str) -> Address<'_> {
    Address { nested: None, field: None, ..Address::parse(item) }
}

fn average_weight(corpus: &Corpus) -> f64 {
    let active = corpus.priorities.iter().filter(|priority| priority.is_active());
    let weights: Vec<f64> = active.filter_map(|priority| priority.weight).map(|weight| weight.value).collect();
    if weights.is_empty() { 1.0 } else { weights.iter().sum::<f64>() / weights.len() as f64 }
}

/// The people who hold the role, are engaged in the priority, or work in the unit.
fn people(loc: Loc, facts: &Facts<'_>, in_units: &[Option<u32>]) -> Option<u32> {
    match loc.collection() {
        Collection::Roles => facts.people.heads(loc.index()),
        Collection::Priorities => facts.work.engaged(loc.index()).into_iter().map(|role| facts.people.heads(role)).sum(),
        Collection::Units if facts.people.is_staffed() => in_units[loc.index()],
        _ => None,
    }
}
