//! What must people be able to do, how do they learn it, and how do they show it?
//!
//! A [`Need`] is a competency asked of a role, at a level where one is stated. For each need, the offerings
//! that reach it and are open to the role, the evidence at its level, and whether somebody judges it.

use super::work::Work;
use crate::model::{ActionStatus, Collection, Competency, Corpus, Evidence, Item, Loc, Offering, OfferingMode, Ranges, Requirement, Text};
use crate::text::Span;
use rayon::prelude::*;
use rustc_hash::FxHashMap;

/// A competency that a role asks for: itself, or through a duty it shares.
#[derive(Clone, Copy, Debug)]
pub struct Need<'a> {
    /// The role.
    pub role: usize,
    /// The competency.
    pub competency: usize,
    /// What is asked, where it is written.
    pub requirement: &'a Requirement,
    /// How high the level is, from 0; absent where none is stated or no scale has it.
    pub rank: Option<usize>,
}

impl<'a> Need<'a> {
    /// The level asked for.
    pub fn level(&self) -> Option<&'a str> {
        self.requirement.expects.at.as_ref().map(|at| &*at.value)
    }

    /// The most telling place: the level, else the competency's name.
    pub fn span(&self) -> Span {
        self.requirement.expects.at.as_ref().map_or(self.requirement.competency.span, |at| at.span)
    }
}

/// How a need can be met.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Path {
    /// Offerings that reach the level, whoever may take them, by position in the competency.
    pub reaching: Vec<usize>,
    /// Those of them that are open to the role.
    pub open: Vec<usize>,
    /// Evidence at the level, by position in the competency.
    pub evidence: Vec<usize>,
    /// Whether somebody judges some of it.
    pub judged: bool,
}

impl Path {
    /// Whether the role can learn it, show it and be judged on it.
    pub fn is_whole(&self) -> bool {
        !self.open.is_empty() && !self.evidence.is_empty() && self.judged
    }
}

/// Every need of a framework.
#[derive(Debug)]
pub struct Needs<'a> {
    corpus: &'a Corpus,
    /// By role, then in the order written; one for each role and competency, the highest level asked.
    pub all: Vec<Need<'a>>,
    /// Which of them are each role's.
    by_role: Ranges,
    /// Positions in `all`, by competency, and which of these are each competency's.
    asked: Vec<u32>,
    by_competency: Ranges,
}

impl<'a> Needs<'a> {
    /// Reads the requirements of every role and of the duties it shares.
    pub fn new(corpus: &'a Corpus, work: &Work<'a>) -> Self {
        let all: Vec<Need<'a>> = (0..corpus.roles.len()).into_par_iter().flat_map_iter(|role| of_role(corpus, work, role)).collect();
        let competencies = || all.iter().map(|need| need.competency);
        let by_competency = Ranges::of(corpus.competencies.len(), competencies());
        let asked = by_competency.positions(competencies());
        Needs { corpus, by_role: Ranges::of(corpus.roles.len(), all.iter().map(|need| need.role)), all, asked, by_competency }
    }

    /// What a role asks for.
    pub fn of_role(&self, role: usize) -> impl Iterator<Item = &Need<'a>> {
        self.all[self.by_role.get(role)].iter()
    }

    /// Who asks for a competency.
    pub fn of_competency(&self, competency: usize) -> impl Iterator<Item = &Need<'a>> {
        self.asked[self.by_competency.get(competency)].iter().map(|&at| &self.all[at as usize])
    }

    /// What a role asks of one competency.
    pub fn find(&self, role: usize, competency: usize) -> Option<&Need<'a>> {
        self.of_role(role).find(|need| need.competency == competency)
    }

    /// Where something that is missing for `needs` of one competency can be put right: in the competency, or,
    /// where that comes from a layer above, in the first own role that asks for it.
    pub fn place(&self, competency: usize, needs: &[&Need<'_>]) -> (Loc, Span) {
        let item = &self.corpus.competencies[competency];
        let own = needs.iter().find(|need| self.corpus.roles[need.role].is_own());
        match own {
            Some(need) if !item.is_own() => (Loc::item(Collection::Roles, need.role), need.span()),
            _ => (Loc::item(Collection::Competencies, competency), item.span()),
        }
    }

    /// How a need can be met.
    pub fn path(&self, need: &Need<'_>) -> Path {
        let competency = &self.corpus.competencies[need.competency];
        let mut path = Path::default();
        for (at, offering) in competency.offerings.iter().enumerate() {
            if reaches(self.corpus, competency, &offering.value, need) {
                path.reaching.push(at);
                if is_open_to(&offering.value, need.role) {
                    path.open.push(at);
                }
            }
        }
        for (at, evidence) in competency.evidence.iter().enumerate() {
            if shows(&evidence.value, need.level()) {
                path.evidence.push(at);
                path.judged |= evidence.value.judged_by.is_some();
            }
        }
        path
    }
}

/// What a role asks for, each competency once.
fn of_role<'a>(corpus: &'a Corpus, work: &Work<'a>, role: usize) -> Vec<Need<'a>> {
    let own = corpus.roles[role].requires.iter().flatten();
    let shared = work.duties_of(role).filter_map(|duty| duty.requires()).flatten();
    let mut needs: Vec<Need<'a>> = Vec::new();
    for requirement in own.chain(shared) {
        let Some(competency) = requirement.competency.to.map(Loc::index) else { continue };
        let rank = rank(corpus, competency, requirement.expects.at.as_ref());
        let need = Need { role, competency, requirement, rank };
        match needs.iter_mut().find(|known| known.competency == competency) {
            // A stated level says more than none; of two, the higher one is what the role must reach.
            Some(known) if (rank, need.level().is_some()) > (known.rank, known.level().is_some()) => *known = need,
            Some(_) => {}
            None => needs.push(need),
        }
    }
    needs
}

/// What actions still to be done, of active priorities, ask of the roles that do them (R), beyond what these ask for
/// themselves; by competency.
pub fn asked_by_actions<'a>(facts: &super::Facts<'a>) -> FxHashMap<usize, Vec<Need<'a>>> {
    let mut all: FxHashMap<usize, Vec<Need<'a>>> = FxHashMap::default();
    for act in facts.work.active().flat_map(|(at, _)| facts.work.acts_of(at)) {
        let action: &'a crate::model::Action = &act.entry.value;
        if action.status.is_some_and(|status| status.value == ActionStatus::Done) {
            continue;
        }
        let roles = act.holding("R").filter(|held| held.actor.collection() == Collection::Roles).map(|held| held.actor.index());
        for (role, requirement) in roles.flat_map(|role| action.requires.iter().flatten().map(move |requirement| (role, requirement))) {
            let Some(competency) = requirement.competency.to.map(Loc::index) else { continue };
            let need = Need { role, competency, requirement, rank: rank(facts.corpus, competency, requirement.expects.at.as_ref()) };
            let covers = |known: &Need<'_>| known.role == role && (known.level() == need.level() || known.rank >= need.rank);
            let needs = all.entry(competency).or_default();
            if !facts.needs.find(role, competency).is_some_and(&covers) && !needs.iter().any(covers) {
                needs.push(need);
            }
        }
    }
    all
}

/// How high a level stands on the competency's scale, from 0.
pub fn rank(corpus: &Corpus, competency: usize, level: Option<&Text>) -> Option<usize> {
    corpus.scale_of(&corpus.competencies[competency])?.rank(&level?.value)
}

/// Whether an offering leads to what is needed. One that reaches a higher level covers the lower ones; one
/// that does not say what it reaches covers no stated level.
fn reaches(corpus: &Corpus, competency: &Competency, offering: &Offering, need: &Need<'_>) -> bool {
    let Some(wanted) = need.level() else { return true };
    let Some(reached) = &offering.reaches else { return false };
    let rank_reached = corpus.scale_of(competency).and_then(|scale| scale.rank(&reached.value));
    match (rank_reached, need.rank) {
        (Some(reached), Some(wanted)) => reached >= wanted,
        _ => &*reached.value == wanted,
    }
}

/// Whether a role may take an offering; one that names no roles is open to everyone.
pub fn is_open_to(offering: &Offering, role: usize) -> bool {
    offering.open_to.is_empty() || offering.open_to.iter().any(|open| open.to.map(Loc::index) == Some(role))
}

/// Whether evidence shows a level: exactly that level, since showing less or more is another question.
fn shows(evidence: &Evidence, level: Option<&str>) -> bool {
    level.is_none_or(|level| evidence.at.as_ref().is_some_and(|at| &*at.value == level))
}

/// Whether a competency is learnt in one sitting only: every offering says it is one-off. Absent where there
/// are no offerings, or one does not say and none goes on.
pub fn is_one_off_only(competency: &Item<Competency>) -> Option<bool> {
    let modes: Vec<_> = competency.offerings.iter().map(|offering| offering.value.mode.map(|mode| mode.value)).collect();
    if modes.contains(&Some(OfferingMode::Ongoing)) {
        return Some(false);
    }
    if modes.is_empty() || modes.contains(&None) { None } else { Some(true) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::load::{Sources, load};

    const TEXT: &str = "
scales:
  growth: [emerging, practising, leading]
competencies:
  facilitate:
    title: Facilitate
    offerings:
      long-course:
        title: Long course
        kind: course
        reaches: leading
        open_to: coach
      workshop:
        title: Workshop
        kind: course
        reaches: emerging
      reading:
        title: Reading
        kind: strategy
    evidence:
      film:
        artefact: A film
        at: practising
        judged_by: coach
      log:
        artefact: A log
        at: leading
duties:
  run-cycle:
    does: Run the cycle
    requires:
      facilitate: practising
roles:
  coach:
    title: Coach
    requires:
      facilitate: practising
  lead:
    title: Lead
    requires:
      facilitate: emerging
    responsibilities:
      cycle:
        duty: run-cycle
  novice:
    title: Novice
    requires: facilitate
";

    #[test]
    fn a_need_is_the_highest_level_asked_and_has_a_path() {
        let (corpus, answers) = load(&Sources::from_texts([("framework.yaml", TEXT)]));
        assert!(answers.findings.is_empty(), "{:?}", answers.findings);
        let needs = Needs::new(&corpus, &Work::new(&corpus));
        let seen: Vec<_> = needs.all.iter().map(|need| (need.level(), needs.path(need))).collect();
        // Offerings: 0 long-course (coach only), 1 workshop (emerging), 2 reading (reaches nothing stated).
        let path = |reaching: &[usize], open: &[usize], evidence: &[usize]| Path {
            reaching: reaching.to_vec(),
            open: open.to_vec(),
            evidence: evidence.to_vec(),
            judged: true,
        };
        assert_eq!(seen[0], (Some("practising"), path(&[0], &[0], &[0])));
        // The duty asks for more than the role itself.
        assert_eq!(seen[1], (Some("practising"), path(&[0], &[], &[0])));
        assert_eq!(seen[2], (None, path(&[0, 1, 2], &[1, 2], &[0, 1])));
        assert!(seen[0].1.is_whole() && !seen[1].1.is_whole());
    }
}
