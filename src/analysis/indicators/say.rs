//! How much is left to those nearer the work: decisions that are loose, and decisions that teachers hold.

use crate::analysis::Facts;
use crate::analysis::committees::{Seats, is_teacher};
use crate::analysis::decision_rights::DecisionRights;
use crate::model::{Collection, Loc, Stance};

/// Half of the seats: from there on, teachers cannot be outvoted. The teacher-voice rule asks for the same.
pub const HALF: f64 = 0.5;

/// One decision right.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Right {
    /// The decision.
    pub decision: usize,
    /// Whether it is loose; absent where it states no stance.
    pub loose: Option<bool>,
    /// Whether a role that teaches decides it, or a committee in which teachers have at least half of the seats;
    /// absent where nobody is named, or where that cannot be said of those who are.
    pub teachers: Option<bool>,
}

/// Every decision right of the framework's own.
pub fn rights(facts: &Facts<'_>) -> Vec<Right> {
    let rights = DecisionRights::new(facts);
    let own = facts.corpus.decisions.iter().enumerate().filter(|(_, decision)| decision.is_own());
    own.map(|(at, decision)| Right {
        decision: at,
        loose: decision.stance.map(|stance| stance.value == Stance::Loose),
        teachers: rights.decider(at).and_then(|(actor, _)| held_by_teachers(facts, actor)),
    })
    .collect()
}

fn held_by_teachers(facts: &Facts<'_>, actor: Loc) -> Option<bool> {
    match actor.collection() {
        Collection::Committees => Seats::of(facts.corpus, facts.corpus.committees.get(actor.index())?)?.teachers_have(HALF),
        _ => is_teacher(facts.corpus.role(Some(actor))?),
    }
}
