//! What changed in the files since an earlier state, as far as it touches a unit or those who lead in it.

use super::Here;
use crate::analysis::Facts;
use crate::analysis::within::{is_inside, place};
use crate::audit::change::{Comparison, State};
use crate::audit::diff::ItemChange;
use crate::model::{Collection, Corpus, Family, Loc};

/// What touches the unit, in words.
pub const TOUCHES: &str = "this unit and those below it, their committees, the priorities that someone here works on, the roles of those who lead here, and the decisions they have a say in";

/// The changes that touch a unit.
#[derive(Debug)]
pub struct Merged<'a> {
    /// Everything that changed.
    pub comparison: &'a Comparison<'a>,
    /// The earlier state.
    pub base: &'a State,
    /// The changes that touch the unit, as positions in the difference.
    pub items: Vec<usize>,
}

impl<'a> Merged<'a> {
    /// Of all changes, those that touch the unit: as it was before, or as it is now.
    pub fn of(comparison: &'a Comparison<'a>, base: &'a State, unit: usize) -> Self {
        let loc = Loc::item(Collection::Units, unit);
        let before = comparison.diff.before(&comparison.base.corpus, &comparison.head.corpus, loc);
        let (old, new) = (comparison.base.facts(), comparison.head.facts());
        let then = before.map(|loc| (Here::new(&old, loc.index()), &old));
        let now = (Here::new(&new, unit), &new);
        let touches = |change: &ItemChange| {
            let was = change.before.zip(then.as_ref()).is_some_and(|(loc, (here, facts))| here.is_touched(facts, loc));
            was || change.after.is_some_and(|loc| now.0.is_touched(now.1, loc))
        };
        let items = comparison.diff.items.iter().enumerate().filter(|(_, change)| touches(change)).map(|(at, _)| at).collect();
        Merged { comparison, base, items }
    }
}

impl Here {
    /// Whether an item is this unit's business, by [`TOUCHES`].
    fn is_touched(&self, facts: &Facts<'_>, item: Loc) -> bool {
        let (corpus, at) = (facts.corpus, item.index());
        match item.collection() {
            Collection::Units => is_inside(facts, at, self.unit),
            Collection::Priorities => self.works_on(facts, at),
            Collection::Committees => self.committees.contains(&at),
            Collection::Decisions => self.has_a_say(corpus, at),
            Collection::Roles => self.roles.contains(&at) && leads(corpus, at),
            Collection::Assessments => place(corpus.assessments[at].place.as_ref()).is_some_and(|place| is_inside(facts, place, self.unit)),
            _ => false,
        }
    }

    fn has_a_say(&self, corpus: &Corpus, decision: usize) -> bool {
        let decision = &corpus.decisions[decision];
        let all = decision.decider.iter().chain(&decision.recommends).chain(&decision.agrees).filter_map(|actor| actor.to);
        all.into_iter().any(|actor| match actor.collection() {
            Collection::Roles => self.has(actor) && leads(corpus, actor.index()),
            _ => self.has(actor),
        })
    }
}

fn leads(corpus: &Corpus, role: usize) -> bool {
    let family = corpus.roles[role].family.map(|family| family.value);
    matches!(family, Some(Family::TeacherLeader | Family::Coach | Family::SchoolLeader | Family::SystemLeader))
}
