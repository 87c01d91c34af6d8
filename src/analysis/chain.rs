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

/// How two roles on adjacent levels are joined, the nearest relation first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum How {
    /// The lower reports to the upper.
    Reports,
    /// The lower names the upper as its support.
    Supported,
    /// The upper says that it coaches the lower.
    Coaches,
}

impl How {
    /// Between the two roles of a joint.
    pub fn of(corpus: &Corpus, (upper, lower): (usize, usize)) -> How {
        let named = |loc: Option<Loc>| loc.map(Loc::index) == Some(upper);
        let below = &corpus.roles[lower];
        match below {
            _ if below.reports_to.as_ref().is_some_and(|to| named(to.to)) => How::Reports,
            _ if below.supported_by.iter().any(|by| named(by.to)) => How::Supported,
            _ => How::Coaches,
        }
    }
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
        for (rank, level) in levels.iter().enumerate().skip(top).filter(|&(rank, _)| facts.work.has_roles_at(rank)) {
            let roles = engaged.iter().copied().filter(|&role| facts.work.rank_of(role) == Some(rank)).collect();
            steps.push(Step { level: (*level).to_owned(), roles });
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

/// The first pair, by the lower role, of which one reports to, coaches or is supported by the other.
fn joined(corpus: &Corpus, upper: &[usize], lower: &[usize]) -> Option<(usize, usize)> {
    let named = |loc: Option<Loc>, among: &[usize]| loc.map(Loc::index).filter(|role| among.binary_search(role).is_ok());
    let from_below = lower.iter().find_map(|&down| {
        let below = &corpus.roles[down];
        let above = below.reports_to.iter().map(|to| to.to).chain(below.supported_by.iter().map(|by| by.to));
        above.into_iter().find_map(|loc| named(loc, upper)).map(|up| (up, down))
    });
    from_below.or_else(|| {
        upper.iter().find_map(|&up| {
            let mut coached = corpus.roles[up].coaches.iter().flat_map(|coaches| coaches.roles.iter());
            coached.find_map(|role| named(role.to, lower)).map(|down| (up, down))
        })
    })
}
