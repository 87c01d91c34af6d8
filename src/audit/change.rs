//! A framework before and after a change: what changed, what that brings and settles, whom it touches, and
//! who has to agree. The facts of `diff`, of `check --base` and of the report for a reviewer.

mod affected;
mod approvals;
mod findings;
mod load;
mod role;
mod scores;
mod work;

pub use affected::{Affected, Touch, Why};
pub use approvals::{Approval, Approvals};
pub use findings::FindingChanges;
pub use load::{Full, LoadChange, RoleWeek};
pub use role::RoleView;
pub use scores::{ScoreChange, Scores};
pub use work::{Loss, Lost};

use super::Audit;
use super::diff::Diff;
use crate::diag::{Level, Since};

/// One of the two states, by name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct State {
    /// As it was asked for: `main`, `HEAD~1`; the folder itself where no revision was.
    pub name: String,
    /// The commit in full, where it is one.
    pub commit: Option<String>,
}

/// A framework before and after.
#[derive(Debug)]
pub struct Comparison<'a> {
    /// Before.
    pub base: &'a Audit,
    /// After.
    pub head: &'a Audit,
    /// What changed.
    pub diff: Diff,
    /// What is found now, and what no more.
    pub findings: FindingChanges,
    /// Work that lost its owner, or the only person who could do it.
    pub losses: Vec<Loss>,
    /// Weeks and roles that became fuller than they can be, or were and became fuller still.
    pub load: Vec<LoadChange>,
    /// Indicators that moved.
    pub scores: Scores,
    /// Roles that the change touches.
    pub affected: Vec<Affected>,
    /// Who must agree, by the decision rights.
    pub approvals: Approvals,
}

impl State {
    /// For people: `main (1f2e3d4)`, or only the name where that says it all.
    pub fn shown(&self) -> String {
        let name = crate::text::excerpt(&self.name, 80);
        match self.commit.as_deref().map(|commit| (commit, commit.get(..7).unwrap_or(commit))) {
            Some((commit, short)) if commit.starts_with(&self.name) => short.to_owned(),
            Some((_, short)) => format!("{name} ({short})"),
            None => name,
        }
    }
}

/// Leaves aside in `head` what was open in `base` already, so that only what the change brings counts.
pub fn leave_aside(base: &Audit, head: &mut Audit, state: &State, fail_on: Level) {
    let changes = FindingChanges::of(base, head, &Diff::of(base, head));
    let since = Since { name: state.shown(), commit: state.commit.clone(), older: changes.unchanged.len(), fixed: changes.fixed.len() };
    head.outcome.leave_aside(changes.unchanged.into_iter().map(|(_, after)| after), since, fail_on);
    head.gaps.retain(|gap| head.outcome.findings[gap.finding].is_open());
}

impl<'a> Comparison<'a> {
    /// Compares two states, both judged on the same day.
    pub fn of(base: &'a Audit, head: &'a Audit) -> Self {
        let (diff, (before, after)) = rayon::join(|| Diff::of(base, head), || rayon::join(|| base.facts(), || head.facts()));
        let sides = Sides { base, head, before: &before, after: &after, diff: &diff };
        let ((findings, (losses, load)), (scores, (affected, approvals))) = rayon::join(
            || {
                let changes = || (work::losses(&sides), load::changes(&sides));
                rayon::join(|| FindingChanges::of(base, head, &diff), changes)
            },
            || {
                let people = || (affected::affected(&sides), approvals::approvals(&sides));
                rayon::join(|| scores::scores(&sides), people)
            },
        );
        Comparison { base, head, findings, losses, load, scores, affected, approvals, diff }
    }
}

/// What every part of a comparison looks at.
struct Sides<'s, 'a> {
    base: &'a Audit,
    head: &'a Audit,
    before: &'s crate::analysis::Facts<'a>,
    after: &'s crate::analysis::Facts<'a>,
    diff: &'s Diff,
}

impl Sides<'_, '_> {
    /// The role that a role was before.
    fn role_before(&self, role: usize) -> Option<usize> {
        let loc = crate::model::Loc::item(crate::model::Collection::Roles, role);
        self.diff.before(&self.base.corpus, &self.head.corpus, loc).map(|loc| loc.index())
    }
}
