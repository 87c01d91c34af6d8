//! Which one question of the guide has most behind it? The one whose count falls short by the largest share.

use super::{Evidence, Guide, Question};
use crate::analysis::indicators::FEW;
use std::cmp::Ordering;

/// How the question is chosen, in words.
pub const CHOSEN: &str = "of all counts in the guide that should be full, this one falls short by the largest share";

/// The counts that should be full. Of the others some should be low, and some are neither good nor bad.
pub const FULL: [&str; 23] = [
    "Actions with exactly one who answers for them (A)",
    "Parts (A or R) given to a role whose own duties mention the work",
    "Duties that serve an action, and to whose role the action gives a part",
    "Active priorities that name an outcome",
    "Active priorities that say what leaders, teachers and students will do",
    "Facts that the descriptions of roles state, six asked of each",
    "Local changes that a decision allows",
    "Decisions that say who decides",
    "Active priorities with a measure that can move within weeks (short)",
    "Active priorities with a measure that shows it lasted (long)",
    "Measures with all that it takes to read them: start, target, day, source, collector, rhythm",
    "Measures with a reading by this day",
    "Measures that say who collects them",
    "Conditions in place",
    "Conditions in place of which people make use",
    "Active priorities that name the conditions they depend on",
    "Conditions that a priority depends on and that are in place",
    "People who answered, of those asked",
    "Active priorities that name where they begin",
    "Actions still to be done behind which at least two people stand",
    "Roles with a duty that serves an active priority or always stands (core)",
    "Duties that state their share of time",
    "People whose work fits into their release",
];

impl Guide {
    /// The question with the strongest evidence, and that evidence; of two alike the one that stands first. Counts of
    /// fewer than [`FEW`] things are passed over: one of them would say too much. Absent where nothing falls short.
    pub fn strongest(&self) -> Option<(&Question, &Evidence)> {
        let all = self.questions().flat_map(|question| question.evidence.iter().map(move |evidence| (question, evidence)));
        let short = all.filter(|(_, evidence)| FULL.contains(&evidence.says) && evidence.of >= FEW && evidence.met < evidence.of);
        short.reduce(|best, next| if by_share(next.1, best.1) == Ordering::Greater { next } else { best })
    }
}

/// By the share that is missing, exactly.
fn by_share(one: &Evidence, other: &Evidence) -> Ordering {
    let missing = |evidence: &Evidence| evidence.of.saturating_sub(evidence.met) as u128;
    (missing(one) * other.of as u128).cmp(&(missing(other) * one.of as u128))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::audit::guide::Theme;

    fn asked(counts: &[(&'static str, usize, usize)]) -> Guide {
        let question = |&(says, met, of): &(&'static str, usize, usize)| Question::new(says, "", "", "").counted(says, met, of, Vec::new());
        Guide { unit: None, themes: vec![Theme { title: "", questions: counts.iter().map(question).collect() }] }
    }

    fn strongest(counts: &[(&'static str, usize, usize)]) -> Option<(usize, usize)> {
        asked(counts).strongest().map(|(_, evidence)| (evidence.met, evidence.of))
    }

    #[test]
    fn the_largest_share_is_asked_about_and_of_two_alike_the_first() {
        assert_eq!(strongest(&[(FULL[0], 9, 10), (FULL[1], 2, 5), (FULL[2], 50, 100)]), Some((2, 5)));
        assert_eq!(strongest(&[(FULL[0], 4, 8), (FULL[1], 2, 4)]), Some((4, 8)));
        assert_eq!(strongest(&[(FULL[0], 0, 3), (FULL[1], 9, 10)]), Some((9, 10)), "three things are too few");
        assert_eq!(strongest(&[("Decisions held tight, the same for everyone", 0, 10)]), None, "neither good nor bad");
        assert_eq!(strongest(&[(FULL[0], 10, 10)]), None);
    }
}
