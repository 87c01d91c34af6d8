//! What people are asked to be able to do: by a role, by its shared duties, by an action, and whether the one
//! covers the other.

use super::Facts;
use crate::model::{Corpus, Requirement, Requires};
use crate::text::Span;

/// A competency that is asked for.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Demand<'a> {
    /// Position of the competency in the corpus.
    pub competency: usize,
    /// At which level of proficiency, where that is stated.
    pub at: Option<&'a str>,
    /// Where it is asked.
    pub span: Span,
}

/// Whether what is asked of someone covers what the work needs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cover {
    /// It does.
    Covered,
    /// The competency is not asked for at all.
    Absent,
    /// It is asked for at a lower level.
    Lower,
    /// It is asked for, but the two levels cannot be compared: one is not stated, or is on no known scale.
    Unknown,
}

/// The competencies of one `requires` that exist.
pub fn stated(requires: &Requires) -> impl Iterator<Item = Demand<'_>> {
    requires.iter().filter_map(|requirement| {
        let at = requirement.expects.at.as_ref().map(|level| &*level.value);
        Some(Demand { competency: requirement.competency.to?.index(), at, span: requirement.competency.span })
    })
}

/// What a role asks of its holder: in its own `requires` and through the shared duties it carries.
pub fn of_role<'a>(facts: &Facts<'a>, role: usize) -> Vec<Demand<'a>> {
    let own = facts.corpus.roles[role].requires.as_ref();
    let shared = facts.work.duties_of(role).filter_map(|duty| duty.requires());
    own.into_iter().chain(shared).flat_map(stated).collect()
}

/// Whether the demands `asked` of someone cover what is `needed`.
pub fn cover(corpus: &Corpus, asked: &[Demand<'_>], needed: &Demand<'_>) -> Cover {
    let levels: Vec<Option<&str>> = asked.iter().filter(|one| one.competency == needed.competency).map(|one| one.at).collect();
    let scale = corpus.scale_of(&corpus.competencies[needed.competency]);
    compare(&levels, needed.at, |level| scale.and_then(|scale| scale.rank(level)))
}

/// Whether one could see that someone has what is asked: what is seen is said for everyone at that level (at any
/// level, where none is asked), or for this role in particular.
pub fn is_observable(corpus: &Corpus, requirement: &Requirement) -> bool {
    let Some(competency) = requirement.competency.to.map(|to| &corpus.competencies[to.index()]) else { return false };
    let mut shown = competency.indicators.iter().filter(|entry| !entry.value.is_empty());
    let wanted = requirement.expects.at.as_ref().map(|at| &*at.value);
    !requirement.expects.expects.is_empty() || shown.any(|entry| wanted.is_none_or(|wanted| &*entry.key.value == wanted))
}

fn compare(asked: &[Option<&str>], needed: Option<&str>, rank: impl Fn(&str) -> Option<usize>) -> Cover {
    if asked.is_empty() {
        return Cover::Absent;
    }
    let Some(needed) = needed else { return Cover::Covered };
    // The same word is the same level even where no scale says how high it is.
    if asked.contains(&Some(needed)) {
        return Cover::Covered;
    }
    let best = asked.iter().copied().flatten().filter_map(&rank).max();
    match (best, rank(needed)) {
        (Some(best), Some(needed)) if best >= needed => Cover::Covered,
        (Some(_), Some(_)) => Cover::Lower,
        _ => Cover::Unknown,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn levels_are_compared_on_the_scale() {
        let rank = |level: &str| ["emerging", "practising", "leading"].iter().position(|&known| known == level);
        assert_eq!(compare(&[], None, rank), Cover::Absent);
        assert_eq!(compare(&[None], None, rank), Cover::Covered);
        assert_eq!(compare(&[Some("leading")], Some("practising"), rank), Cover::Covered);
        assert_eq!(compare(&[Some("emerging"), None], Some("practising"), rank), Cover::Lower);
        assert_eq!(compare(&[None], Some("practising"), rank), Cover::Unknown);
        assert_eq!(compare(&[Some("expert")], Some("expert"), rank), Cover::Covered);
        assert_eq!(compare(&[Some("leading")], Some("expert"), rank), Cover::Unknown);
    }
}
