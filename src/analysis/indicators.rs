//! What the indicators are computed from: the formulas, and for each thing that is counted its three-way answer.
//!
//! Everything here rests on the facts that rules read too, so that an indicator cannot say one thing and a rule
//! another. Nothing is put into words here, and nothing is added up into one number for everything.

pub mod clarity;
pub mod emphasis;
pub mod formulas;
pub mod priority_coverage;
pub mod say;

/// With fewer than this many counted things, one of them moves a share by more than 25 percentage points: the
/// count is given and the share is not. A judgement; no source was found.
pub const FEW: usize = 4;

/// The answer to one question asked of one thing.
#[derive(Clone, Debug, PartialEq)]
pub enum Answer<F, L> {
    /// Yes.
    Met,
    /// No, and what is wrong.
    NotMet(F),
    /// The framework does not say enough, and what is missing.
    NotAssessed(L),
}

impl<F, L> Answer<Vec<F>, L> {
    /// From everything that is wrong and everything that is not known: one wrong thing decides; else, one unknown.
    fn of(wrong: Vec<F>, unknown: Option<L>) -> Self {
        match (wrong.is_empty(), unknown) {
            (false, _) => Answer::NotMet(wrong),
            (true, Some(unknown)) => Answer::NotAssessed(unknown),
            (true, None) => Answer::Met,
        }
    }
}
