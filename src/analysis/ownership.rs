//! Who answers for a priority as a whole, and whether anybody holds that role.

use super::Facts;
use super::coverage::is_held;
use crate::model::Loc;
use crate::text::Span;

/// What a priority says about its owner.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ownership {
    /// It names nobody.
    Nobody,
    /// It names something that does not exist, here.
    Dangling(Span),
    /// It names this role, which nobody holds.
    NotHeld(usize, Span),
    /// It names this role, and the framework does not say who works anywhere.
    HolderNotStated(usize),
    /// It names this role, which somebody holds.
    Held(usize),
}

/// The ownership of a priority. A post without a count is somebody.
pub fn of(facts: &Facts<'_>, priority: usize) -> Ownership {
    let Some(owner) = &facts.corpus.priorities[priority].owner else { return Ownership::Nobody };
    let Some(role) = owner.to.filter(|&to| facts.corpus.role(Some(to)).is_some()).map(Loc::index) else {
        return Ownership::Dangling(owner.span);
    };
    match facts.people.is_staffed() {
        false => Ownership::HolderNotStated(role),
        true if facts.people.posts_of(role).any(is_held) => Ownership::Held(role),
        true => Ownership::NotHeld(role, owner.span),
    }
}
