//! What is missing, ranked by what it harms.
//!
//! The order: errors first, since the framework contradicts itself there and what follows from it is in doubt; then
//! what is measured by nothing, since whether anything else helped could not be seen; then the rest by harm, which
//! is the weight of the priority harmed × the severity × the people affected; then by place. So advice that concerns
//! many in a heavy priority can stand above a warning that concerns few, and the order says so. Every factor is
//! shown, so that a reader can disagree.

mod people;

pub use people::Affected;

use super::Audit;
use crate::analysis::Facts;
use crate::diag::{Finding, Group, Level, Outcome};
use crate::model::{Address, Collection, Corpus, Loc};
use people::Whom;
use rayon::prelude::*;

/// The rule whose findings come first after the errors.
const UNMEASURED: &str = "no-measure";

/// How the order is made, in one sentence for JSON and for people.
pub const ORDER: &str = "errors first, because the framework contradicts itself there; then what is measured by nothing, because whether anything else helped could not be seen; then by harm = weight of the priority harmed × severity × people affected; then by place";

/// What each factor is, and what stands in where the files do not say.
pub const FACTORS: &str = "Weight: the priority's weight ÷ the mean weight of active priorities; 1 where no single priority is harmed or none states a weight. Severity: error 3, warning 2, advice 1. People: for an action, those whom it names (RACI) or whose duties serve it; for the rest of a priority, those who carry it; for a post, its holders and those whom they coach or supervise; for a role or a duty, its holders; each gap shows who they are. Counted as 1 where the files do not say.";

/// What surprises readers of the order, and why it is so.
pub const SURPRISE: &str = "Because severity is only one of three factors, advice that concerns many people can stand above a warning that concerns few. Severity and the way of counting people are judgements: no source was found, and “rolewright thresholds” says so.";

/// What the number of people counts as where the files do not say, or say that it is nobody.
pub const UNKNOWN_PEOPLE: u32 = 1;

/// What the weight counts as where no priority is harmed, or none states a weight: that of an average priority.
pub const PLAIN_WEIGHT: f64 = 1.0;

/// How much a level counts: 3 for an error, 2 for a warning, 1 for advice.
pub const fn severity(level: Level) -> u32 {
    match level {
        Level::Error => 3,
        Level::Warning => 2,
        Level::Advice => 1,
    }
}

/// An open finding with what it harms.
#[derive(Clone, Debug, PartialEq)]
pub struct Gap {
    /// Position in [`crate::diag::Outcome::findings`].
    pub finding: usize,
    /// What kind of harm it does.
    pub group: Group,
    /// How grave it is.
    pub level: Level,
    /// The priority it harms, where it harms one.
    pub priority: Option<usize>,
    /// That priority's weight, as a multiple of the average active one; 1 where it harms none or none is stated.
    pub weight: f64,
    /// Whom it affects.
    pub affected: Affected,
    /// Whether it says that a priority is measured by nothing.
    pub unmeasured: bool,
}

impl Gap {
    /// How much its level counts.
    pub fn severity(&self) -> u32 {
        severity(self.level)
    }

    /// How many people it affects; absent where the files do not say.
    pub fn people(&self) -> Option<u32> {
        self.affected.count()
    }

    /// Weight × severity × people, counting nobody and an unknown number as [`UNKNOWN_PEOPLE`].
    pub fn harm(&self) -> f64 {
        self.weight * f64::from(self.severity()) * f64::from(self.people().unwrap_or(UNKNOWN_PEOPLE).max(UNKNOWN_PEOPLE))
    }
}

/// Every open finding, the most harmful first.
pub(super) fn rank(facts: &Facts<'_>, outcome: &Outcome) -> Vec<Gap> {
    let look = Look { facts, average: average_weight(facts.corpus), whom: Whom::new(facts) };
    let findings = outcome.findings.par_iter().enumerate().filter(|(_, finding)| finding.is_open());
    let mut gaps: Vec<Gap> = findings.map(|(at, finding)| look.gap(at, finding)).collect();
    gaps.par_sort_by(|a, b| {
        let first = |gap: &Gap| (gap.level == Level::Error, gap.unmeasured);
        first(b).cmp(&first(a)).then(b.harm().total_cmp(&a.harm())).then(a.finding.cmp(&b.finding))
    });
    gaps
}

/// The finding a gap is about.
pub fn finding<'a>(audit: &'a Audit, gap: &Gap) -> &'a Finding {
    &audit.outcome.findings[gap.finding]
}

/// The item that a finding is about, or what is nested in it that has a place of its own.
pub(super) fn about(corpus: &Corpus, finding: &Finding) -> Option<Loc> {
    let item = finding.item.as_deref()?;
    corpus.find(&Address::parse(item)).or_else(|| corpus.find(&whole(item)))
}

struct Look<'a, 'f> {
    facts: &'f Facts<'a>,
    average: f64,
    whom: Whom<'a, 'f>,
}

impl Look<'_, '_> {
    fn gap(&self, at: usize, finding: &Finding) -> Gap {
        let corpus = self.facts.corpus;
        let about = about(corpus, finding);
        let priority = about.and_then(|loc| self.priority(loc));
        let stated = priority.and_then(|at| corpus.priorities[at].weight).map(|weight| weight.value);
        Gap {
            finding: at,
            group: finding.rule.group,
            level: finding.level,
            priority,
            weight: stated.map_or(PLAIN_WEIGHT, |weight| weight / self.average),
            affected: self.whom.of(about, finding.span),
            unmeasured: finding.rule.id == UNMEASURED,
        }
    }

    /// The priority itself; or, for a responsibility, the active one of most weight that it serves.
    fn priority(&self, loc: Loc) -> Option<usize> {
        let corpus = self.facts.corpus;
        match loc.collection() {
            Collection::Priorities => Some(loc.index()),
            Collection::Roles => {
                let duty = self.facts.work.duties_of(loc.index()).find(|duty| Some(duty.index) == loc.nested_index())?;
                let served = duty.serves().filter_map(|served| served.to).map(Loc::index);
                let weight = |at: &usize| corpus.priorities[*at].weight.map_or(self.average, |weight| weight.value);
                served.filter(|&at| corpus.priorities[at].is_active()).max_by(|a, b| weight(a).total_cmp(&weight(b)).then(b.cmp(a)))
            }
            _ => None,
        }
    }
}

fn whole(item: &str) -> Address<'_> {
    Address { nested: None, field: None, ..Address::parse(item) }
}

fn average_weight(corpus: &Corpus) -> f64 {
    let active = corpus.priorities.iter().filter(|priority| priority.is_active());
    let weights: Vec<f64> = active.filter_map(|priority| priority.weight).map(|weight| weight.value).collect();
    if weights.is_empty() { PLAIN_WEIGHT } else { weights.iter().sum::<f64>() / weights.len() as f64 }
}

#[cfg(test)]
mod tests {
    use crate::audit::{Audit, Terms};
    use crate::diag::Level;
    use crate::load::Sources;

    /// Two priorities of weight 3 and 1 (mean 2), held by one head and ten teachers.
    const TEXT: &str = "
roles:
  head: {title: Head, responsibilities: {lead: {does: Lead the work, so_that: It is done, serves: [big/act, small/act]}}}
  teacher: {title: Teacher}
priorities:
  big:
    title: Big
    status: active
    owner: head
    weight: 3
    actions: {act: {title: Act, raci: {A: head, R: teacher}}}
  small:
    title: Small
    status: active
    weight: 1
    owner: head
    actions: {act: {title: Act, raci: {A: head, R: head}}}
units:
  u: {title: U, kind: school, staff: {head: 1, teacher: 10}}
";

    #[test]
    fn errors_then_the_unmeasured_then_by_harm_and_every_factor_is_known() {
        let terms = Terms { as_of: jiff::civil::date(2026, 11, 22), fail_on: Level::Error };
        let broken = format!("{TEXT}outcomes: {{o: {{title: O, nonsense: 1}}}}\n");
        let audit = Audit::new(Sources::from_texts([("a.yaml", broken.as_str())]), &terms);
        let said: Vec<(&str, f64, u32, Option<u32>, f64)> = audit
            .gaps
            .iter()
            .map(|gap| (audit.outcome.findings[gap.finding].rule.id, gap.weight, gap.severity(), gap.people(), gap.harm()))
            .collect();
        // 3 ÷ mean 2 = 1.5; eleven people are engaged in the big one, one in the small one.
        assert_eq!(said[0], ("unknown-field", 1.0, 3, None, 3.0));
        assert_eq!(said[1], ("no-measure", 1.5, 2, Some(11), 33.0));
        assert_eq!(said[2], ("no-measure", 0.5, 2, Some(1), 1.0));
        assert!(said[3..].windows(2).all(|pair| pair[0].4 >= pair[1].4), "{said:?}");
        assert!(said.contains(&("hidden-work", 1.5, 2, Some(11), 33.0)) || !said.iter().any(|one| one.0 == "hidden-work"), "{said:?}");
    }
}
