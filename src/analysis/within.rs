//! What is a unit's business? What is set in it or below it, and what is set above it or for everyone.
//!
//! Knows places only; what is placed there is for others to say.

use super::Facts;
use crate::model::{Loc, Ref, target};

/// Whether a unit is `of`, or below it.
pub fn is_inside(facts: &Facts<'_>, unit: usize, of: usize) -> bool {
    facts.people.line(unit).any(|up| up == of)
}

/// Whether something placed there concerns the unit `of`: it is in it or below it, above it, or has no place.
/// Without a unit, everything does.
pub fn concerns(facts: &Facts<'_>, place: Option<usize>, of: Option<usize>) -> bool {
    let (Some(place), Some(of)) = (place, of) else { return true };
    is_inside(facts, place, of) || is_inside(facts, of, place)
}

/// Whether a priority is the business of the unit `of`, by where it is placed; `coverage` says for which grades it is.
pub fn is_placed_for(facts: &Facts<'_>, priority: usize, of: Option<usize>) -> bool {
    concerns(facts, place(facts.corpus.priorities[priority].place.as_ref()), of)
}

/// The position of the unit that a reference names.
pub fn place(of: Option<&Ref<target::Unit>>) -> Option<usize> {
    of.and_then(|place| place.to).map(Loc::index)
}
