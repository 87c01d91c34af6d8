//! Which changes would close the ranked gaps, which of them are for now, and who decides about each. Composes
//! gaps and decision rights; words are for the report.

mod who;

pub use who::{Ground, Who};

use super::Audit;
use super::gaps::{Gap, about, finding};
use crate::analysis::Facts;
use crate::analysis::decision_rights::DecisionRights;
use crate::diag::{Group, Level};

/// The rule by which something is for now, as it is printed.
pub const NOW: &str = "Now: every error; every warning about an active priority, one of its actions or measures, or a duty that serves one; every warning that somebody has more work than time. Build toward: every other warning, and all advice.";

/// The kinds of change that close gaps: one for each rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Change {
    /// Files that cannot be read as they were meant.
    Repair,
    /// Who owns, answers for and does it.
    Answer,
    /// Plan and job descriptions.
    Agreement,
    /// The way from level to level.
    Levels,
    /// What is measured.
    Measures,
    /// What changes where a measure is not on its way.
    Course,
    /// How it is meant to work.
    Theory,
    /// How many priorities, and what they serve.
    Focus,
    /// The week.
    Week,
    /// Learning and showing what is asked.
    Learning,
    /// Committees.
    Charters,
    /// Decision rights.
    Rights,
    /// Who steps in.
    Second,
    /// Careers.
    Pathway,
    /// What pays.
    Money,
    /// What is stale, and who was told.
    Fresh,
    /// Words of duties.
    Words,
    /// Places and people that nobody covers.
    Reach,
    /// Conditions and readiness.
    Ground,
}

impl Change {
    /// What closes the findings of a rule.
    pub fn of(rule: &str, group: Group) -> Change {
        match (rule, group) {
            ("priority-without-owner", _) => Change::Answer,
            ("no-measure" | "incomplete-measures" | "late-measure" | "stale-measure", _) => Change::Measures,
            ("off-track", _) => Change::Course,
            ("theory-of-action-missing" | "dead-end-horizon", _) => Change::Theory,
            ("too-many-priorities" | "priorities-per-role" | "unlinked-local-priority" | "unserved-outcome", _) => Change::Focus,
            ("under-equipped-owner", _) => Change::Learning,
            ("broken-vertical-chain", _) => Change::Levels,
            (_, Group::Structure) => Change::Repair,
            (_, Group::Alignment) => Change::Agreement,
            (_, Group::Accountability) => Change::Answer,
            (_, Group::Load) => Change::Week,
            (_, Group::Competencies) => Change::Learning,
            (_, Group::Committees) => Change::Charters,
            (_, Group::Decisions) => Change::Rights,
            (_, Group::Resilience) => Change::Second,
            (_, Group::Pathways) => Change::Pathway,
            (_, Group::Money) => Change::Money,
            (_, Group::Freshness) => Change::Fresh,
            (_, Group::Language) => Change::Words,
            (_, Group::Coverage) => Change::Reach,
            (_, Group::Readiness) => Change::Ground,
        }
    }

    /// The fields of a role that the change would touch: whoever decides about them decides about it.
    fn fields(self) -> &'static [&'static str] {
        match self {
            Change::Week => &["release", "coaches.max", "routines", "teaching", "responsibilities"],
            Change::Money => &["stipend", "release", "funded_by"],
            Change::Pathway => &["selection", "stipend"],
            Change::Learning => &["requires"],
            Change::Agreement | Change::Words => &["responsibilities"],
            Change::Second => &["backup", "handover_to"],
            _ => &[],
        }
    }
}

/// A change, and the gaps it closes.
#[derive(Clone, Debug, PartialEq)]
pub struct Recommendation {
    /// The change.
    pub change: Change,
    /// Whether it is for now, by [`NOW`].
    pub now: bool,
    /// The gaps, as positions in [`Audit::gaps`], the most harmful first, each with whoever decides about it.
    pub closes: Vec<(usize, Option<Who>)>,
}

/// Whether a gap is to be closed now, by [`NOW`].
pub fn is_now(audit: &Audit, gap: &Gap) -> bool {
    let active = gap.priority.is_some_and(|at| audit.corpus.priorities[at].is_active());
    match gap.level {
        Level::Error => true,
        Level::Warning => active || gap.group == Group::Load,
        Level::Advice => false,
    }
}

/// What to do: what is for now first, then in the order of the most harmful gap that each closes.
pub fn recommendations(audit: &Audit, facts: &Facts<'_>) -> Vec<Recommendation> {
    let rights = DecisionRights::new(facts);
    let mut all: Vec<Recommendation> = Vec::new();
    for (at, gap) in audit.gaps.iter().enumerate() {
        let found = finding(audit, gap);
        let change = Change::of(found.rule.id, gap.group);
        let now = is_now(audit, gap);
        let who = about(&audit.corpus, found).and_then(|loc| who::decides(facts, &rights, change, found, loc));
        match all.iter_mut().find(|one| one.change == change && one.now == now) {
            Some(one) => one.closes.push((at, who)),
            None => all.push(Recommendation { change, now, closes: vec![(at, who)] }),
        }
    }
    all.sort_by_key(|one| (!one.now, one.closes.first().map(|(at, _)| *at)));
    all
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::audit::{Audit, Terms};
    use crate::load::Sources;

    const TEXT: &str = "
roles:
  head: {title: Head, level: school, family: school-leader}
  lead:
    title: Lead
    level: team
    family: teacher-leader
    release: 10%
    reports_to: head
    responsibilities: {run: {does: Run the meeting, so_that: It is run, core: true}}
    routines: {visit: {kind: observation, minutes: 600, per_week: 1}}
decisions:
  lead-time: {question: How much release?, stance: loose, level: school, decider: head, governs: lead.release}
priorities:
  reading:
    title: Reading
    status: active
    owner: head
    actions: {act: {title: Act, raci: {A: head, R: lead}}}
  later: {title: Later, status: draft}
units:
  school: {title: School, kind: school, staff: {head: 1, lead: 1}}
";

    fn judged() -> Audit {
        let terms = Terms { as_of: jiff::civil::date(2026, 11, 22), fail_on: Level::Error };
        Audit::new(Sources::from_texts([("a.yaml", TEXT), ("rolewright.toml", "contract_hours = 40\n")]), &terms)
    }

    #[test]
    fn every_gap_is_closed_once_and_what_is_for_now_comes_first() {
        let audit = judged();
        let all = recommendations(&audit, &audit.facts());
        let mut closed: Vec<usize> = all.iter().flat_map(|one| one.closes.iter().map(|(at, _)| *at)).collect();
        closed.sort_unstable();
        assert_eq!(closed, (0..audit.gaps.len()).collect::<Vec<_>>());
        assert!(all.windows(2).all(|two| two[0].now >= two[1].now), "{all:#?}");
        assert!(all.iter().all(|one| one.closes.windows(2).all(|two| two[0].0 < two[1].0)));
        assert!(all.iter().filter(|one| !one.now).flat_map(|one| &one.closes).all(|(at, _)| audit.gaps[*at].level < Level::Error));
    }

    #[test]
    fn whoever_decides_is_taken_from_the_files_or_nobody_is_named() {
        let audit = judged();
        let all = recommendations(&audit, &audit.facts());
        let of = |rule: &str| {
            let found = |at: usize| finding(&audit, &audit.gaps[at]).rule.id == rule;
            all.iter()
                .flat_map(|one| &one.closes)
                .find(|(at, _)| found(*at))
                .map(|(_, who)| who.map(|who| (audit.corpus.address(who.actor).to_string(), who.ground)))
        };
        // 10 h a week in 4 h: the decision on release says who can give more.
        assert_eq!(of("release-shortfall"), Some(Some(("roles/head".into(), Ground::Decision(0)))));
        // Items stand in the order of their ids: later, reading.
        assert_eq!(of("no-measure"), Some(Some(("roles/head".into(), Ground::Owns(1)))));
        assert!(all.iter().flat_map(|one| &one.closes).any(|(_, who)| who.is_none()), "nobody is made up");
    }
}
