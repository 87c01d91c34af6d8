//! Who decides about what a finding is about, and where the files say so. Nobody is made up: where they do not say,
//! there is no answer.

use super::Change;
use crate::analysis::Facts;
use crate::analysis::decision_rights::DecisionRights;
use crate::diag::Finding;
use crate::model::{Collection, Loc};

/// Why somebody decides.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Ground {
    /// They are the decider of this decision.
    Decision(usize),
    /// They own this priority.
    Owns(usize),
    /// They have the chair of this committee.
    Chairs(usize),
}

/// Who decides.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Who {
    /// The role or committee.
    pub actor: Loc,
    /// Why.
    pub ground: Ground,
}

/// Whoever decides about the item `about` of a finding that `change` would close.
pub(super) fn decides(facts: &Facts<'_>, rights: &DecisionRights<'_>, change: Change, finding: &Finding, about: Loc) -> Option<Who> {
    let (corpus, at) = (facts.corpus, about.index());
    match about.collection() {
        Collection::Roles => over_role(rights, change, at),
        // What is found about one entry of a unit's staff is about that role.
        Collection::Units => {
            let named = corpus.edges_from(about).iter().filter(|edge| finding.span == Some(edge.span));
            let role = named.map(|edge| edge.to).find(|to| to.collection() == Collection::Roles)?;
            over_role(rights, change, role.index())
        }
        Collection::Priorities => {
            let actor = corpus.priorities[at].owner.as_ref()?.to?;
            Some(Who { actor, ground: Ground::Owns(at) })
        }
        Collection::Committees => {
            let actor = corpus.committees[at].chair.as_ref()?.to?;
            Some(Who { actor, ground: Ground::Chairs(at) })
        }
        Collection::Decisions => by(rights, at),
        _ => None,
    }
}

/// The decider of the first decision that governs one of the fields that would change.
fn over_role(rights: &DecisionRights<'_>, change: Change, role: usize) -> Option<Who> {
    let governing = change.fields().iter().flat_map(|field| rights.governing(role, field));
    governing.map(|governing| governing.decision).find_map(|decision| by(rights, decision))
}

fn by(rights: &DecisionRights<'_>, decision: usize) -> Option<Who> {
    rights.decider(decision).map(|(actor, _)| Who { actor, ground: Ground::Decision(decision) })
}
