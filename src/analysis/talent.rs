//! The five uses of a competency in a career: in which of them is it said to play a part?

use crate::model::{Competency, TalentUse};

/// Whether a competency is said to be used there. One that says nothing at all is another question.
pub fn uses(competency: &Competency, talent: TalentUse) -> bool {
    competency.used_in.iter().any(|used| used.value == talent)
}

/// Something is on offer, or it is said to be a matter of learning.
pub fn is_taught(competency: &Competency) -> bool {
    uses(competency, TalentUse::Learning) || !competency.offerings.is_empty()
}

/// Whether people are judged on what nothing teaches.
pub fn is_evaluated_untaught(competency: &Competency) -> bool {
    uses(competency, TalentUse::Evaluation) && !is_taught(competency)
}

/// The uses in which it plays no part.
pub fn absent(competency: &Competency) -> Vec<TalentUse> {
    TalentUse::ALL.iter().copied().filter(|&talent| !uses(competency, talent)).collect()
}
