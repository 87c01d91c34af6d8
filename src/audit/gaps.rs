//! What is missing, ranked by what it harms.
//!
//! The order: errors first, since the framework contradicts itself there and what follows from it is in doubt; then
//! what is measured by nothing, since whether anything else helped could not be seen; then the rest by harm, which
//! is the weight of the priority harmed × the severity × the people affected; then by place. Every factor is shown,
//! so that a reader can disagree.

use super::Audit;
use crate::analysis::Facts;
use crate::diag::{Finding, Group, Level, Outcome};
use crate::model::{Address, Collection, Corpus, Edge, Loc};
use rayon::prelude::*;

/// The rule whose findings come first after the errors.
const UNMEASURED: &str = "no-measure";

/// How the order is made, in one sentence for JSON and for people.
pub const ORDER: &str = "errors first, because the framework contradicts itself there; then what is measured by nothing, because whether anything else helped could not be seen; then by harm = weight of the priority harmed × severity × people affected; then by place";

/// What each factor is, and what stands in where the files do not say.
pub const FACTORS: &str = "Weight: the priority's weight ÷ the mean weight of active priorities; 1 where no single priority is harmed or none states a weight. Severity: error 3, warning 2, advice 1. People: those who hold the roles concerned, work in the unit or sit on the committee; counted as 1 where the files do not say.";

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
    /// How many people it affects; absent where the files do not say.
    pub people: Option<u32>,
    /// Whether it says that a priority is measured by nothing.
    pub unmeasured: bool,
}

impl Gap {
    /// 3 for an error, 2 for a warning, 1 for advice.
    pub fn severity(&self) -> u32 {
        match self.level {
            Level::Error => 3,
            Level::Warning => 2,
            Level::Advice => 1,
        }
    }

    /// Weight × severity × people, counting unknown people as one.
    pub fn harm(&self) -> f64 {
        self.weight * f64::from(self.severity()) * f64::from(self.people.unwrap_or(1).max(1))
    }
}

/// Every open finding, the most harmful first.
pub(super) fn rank(facts: &Facts<'_>, outcome: &Outcome) -> Vec<Gap> {
    let look = Look { facts, average: average_weight(facts.corpus), in_units: facts.people.heads_by_unit() };
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
    in_units: Vec<Option<u32>>,
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
            weight: stated.map_or(1.0, |weight| weight / self.average),
            people: about.and_then(|loc| self.people(loc)),
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

    /// The people who hold the role, are engaged in the priority, work in the unit, sit on the committee, or hold a
    /// role that asks for the competency, is a rung of the pathway, is paid by the fund or is decided about.
    fn people(&self, loc: Loc) -> Option<u32> {
        let (facts, corpus) = (self.facts, self.facts.corpus);
        match loc.collection() {
            Collection::Roles => facts.people.heads(loc.index()),
            Collection::Priorities => self.holders(facts.work.engaged(loc.index())),
            Collection::Units if facts.people.is_staffed() => self.in_units[loc.index()],
            Collection::Committees => {
                let seats = &corpus.committees[loc.index()].seats;
                (!seats.is_empty()).then(|| seats.iter().map(|seat| seat.value.value.0).fold(0, u32::saturating_add))
            }
            Collection::Competencies => self.holders(naming(corpus, loc, "requires")),
            Collection::Duties => self.holders(naming(corpus, loc, "duty")),
            Collection::Funds => self.holders(naming(corpus, loc, "funded_by")),
            Collection::Pathways | Collection::Decisions => {
                let named = corpus.edges_from(loc).iter().filter(|edge| matches!(edge.field, "rungs" | "governs"));
                self.holders(roles(named.map(|edge| edge.to)))
            }
            _ => None,
        }
    }

    /// Absent for nobody at all: then the files do not say who is concerned.
    fn holders(&self, roles: Vec<usize>) -> Option<u32> {
        if roles.is_empty() {
            return None;
        }
        roles.into_iter().map(|role| self.facts.people.heads(role)).sum()
    }
}

/// The roles that name an item under a field.
fn naming(corpus: &Corpus, loc: Loc, field: &str) -> Vec<usize> {
    let by = |edge: &&Edge| edge.field == field;
    roles(corpus.edges_to(loc).filter(by).map(|edge| edge.from))
}

/// Each role once.
fn roles(locs: impl Iterator<Item = Loc>) -> Vec<usize> {
    let mut all: Vec<usize> = locs.filter(|loc| loc.collection() == Collection::Roles).map(Loc::index).collect();
    all.sort_unstable();
    all.dedup();
    all
}

fn whole(item: &str) -> Address<'_> {
    Address { nested: None, field: None, ..Address::parse(item) }
}

fn average_weight(corpus: &Corpus) -> f64 {
    let active = corpus.priorities.iter().filter(|priority| priority.is_active());
    let weights: Vec<f64> = active.filter_map(|priority| priority.weight).map(|weight| weight.value).collect();
    if weights.is_empty() { 1.0 } else { weights.iter().sum::<f64>() / weights.len() as f64 }
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
            .map(|gap| (audit.outcome.findings[gap.finding].rule.id, gap.weight, gap.severity(), gap.people, gap.harm()))
            .collect();
        // 3 ÷ mean 2 = 1.5; eleven people are engaged in the big one, one in the small one.
        assert_eq!(said[0], ("unknown-field", 1.0, 3, None, 3.0));
        assert_eq!(said[1], ("no-measure", 1.5, 2, Some(11), 33.0));
        assert_eq!(said[2], ("no-measure", 0.5, 2, Some(1), 1.0));
        assert!(said[3..].windows(2).all(|pair| pair[0].4 >= pair[1].4), "{said:?}");
        assert!(said.contains(&("hidden-work", 1.5, 2, Some(11), 33.0)) || !said.iter().any(|one| one.0 == "hidden-work"), "{said:?}");
    }
}
