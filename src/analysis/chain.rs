//! The vertical chain of a priority: from the system to the classroom, who is engaged at each level, and
//! which adjacent levels are joined by reporting or coaching.

use super::Facts;
use crate::model::{Corpus, Loc};

/// One level of a priority's chain.
#[derive(Debug)]
pub struct Step {
    /// The level.
    pub level: String,
    /// The engaged roles that work there.
    pub roles: Vec<usize>,
}

/// Two adjacent levels.
#[derive(Debug)]
pub struct Joint {
    /// The upper level, as a position in [`Chain::steps`]; the lower one follows it.
    pub upper: usize,
    /// A pair of roles that joins them: (upper, lower).
    pub by: Option<(usize, usize)>,
}

/// The chain of one priority.
#[derive(Debug)]
pub struct Chain {
    /// The priority.
    pub priority: usize,
    /// The levels it must reach, highest first: those where the framework has roles, from the priority's own level down.
    pub steps: Vec<Step>,
    /// The adjacent pairs.
    pub joints: Vec<Joint>,
}

impl Chain {
    /// The chain of `priority`; absent where fewer than two levels have roles, since then nothing is to be joined.
    pub fn of(facts: &Facts<'_>, priority: usize) -> Option<Chain> {
        let corpus = facts.corpus;
        let levels = corpus.settings.level_names();
        let top = corpus.priorities[priority].level.as_ref().and_then(|level| corpus.level_rank(level)).unwrap_or(0);
        let engaged = facts.work.engaged(priority);
        let mut steps = Vec::new();
        for (rank, level) in levels.iter().enumerate().skip(top) {
            if corpus.roles.iter().any(|role| role.is_own() && works_at(corpus, &role.level, rank)) {
                let roles = engaged.iter().copied().filter(|&role| works_at(corpus, &corpus.roles[role].level, rank)).collect();
                steps.push(Step { level: (*level).to_owned(), roles });
            }
        }
        if steps.len() < 2 {
            return None;
        }
        let joints = (0..steps.len() - 1).map(|upper| Joint { upper, by: joined(corpus, &steps[upper].roles, &steps[upper + 1].roles) });
        let joints = joints.collect();
        Some(Chain { priority, steps, joints })
    }

    /// Adjacent pairs that are joined.
    pub fn linked(&self) -> usize {
        self.joints.iter().filter(|joint| joint.by.is_some()).count()
    }
}

fn works_at(corpus: &Corpus, level: &Option<crate::model::Text>, rank: usize) -> bool {
    level.as_ref().is_some_and(|level| corpus.level_rank(level) == Some(rank))
}

fn joined(corpus: &Corpus, upper: &[usize], lower: &[usize]) -> Option<(usize, usize)> {
    upper.iter().flat_map(|&up| lower.iter().map(move |&down| (up, down))).find(|&(up, down)| {
        let names = |loc: Option<Loc>, role: usize| loc.is_some_and(|loc| loc.index() == role);
        let (above, below) = (&corpus.roles[up], &corpus.roles[down]);
        below.reports_to.as_ref().is_some_and(|to| names(to.to, up))
            || below.supported_by.iter().any(|by| names(by.to, up))
            || above.coaches.iter().flat_map(|coaches| coaches.roles.iter()).any(|role| names(role.to, down))
    })
}
