//! What the files say about a reference beyond whom it names: at which level, how many, in which measure. Read
//! from the item once, by the place where the reference stands.

use super::{Detail, Part};
use crate::analysis::Facts;
use crate::analysis::coverage::coach_role;
use crate::analysis::people::is_here;
use crate::model::{Collection, Corpus, Loc, Requires};
use crate::text::Span;
use rustc_hash::FxHashMap;

/// What is known about one reference.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Spot<'a> {
    /// What nested thing it stands in, where that has no address in references.
    pub part: Option<Part>,
    /// What else is said.
    pub detail: Detail<'a>,
    /// It stands in a note of who was told.
    pub told: bool,
    /// It says who coaches a role: the role, and the coach's role.
    pub between: Option<(usize, usize)>,
    /// It is about somebody who is not there on the day, or who is nobody.
    pub gone: bool,
}

/// What is known about the references of one item, by place.
pub(super) struct Details<'a>(FxHashMap<Span, Spot<'a>>);

impl<'a> Details<'a> {
    /// Reads one item.
    pub fn of(facts: &Facts<'a>, item: Loc) -> Self {
        let (corpus, at) = (facts.corpus, item.index());
        let mut all = Details(FxHashMap::default());
        match item.collection() {
            Collection::Roles => all.levels(corpus.roles[at].requires.as_ref()),
            Collection::Duties => all.levels(corpus.duties[at].requires.as_ref()),
            Collection::Priorities => all.priority(corpus, at),
            Collection::Competencies => all.competency(corpus, at),
            Collection::Committees => {
                for seat in corpus.committees[at].seats.iter() {
                    all.say(seat.key.span, Detail::Count(Some(seat.value.value.0)));
                }
            }
            Collection::Decisions => {
                for field in corpus.decisions[at].governs.iter() {
                    let word = field.text.split_once('.').map_or(&*field.text, |(_, field)| field);
                    all.say(field.span, Detail::Word(word));
                }
            }
            Collection::Units => all.unit(facts, at),
            _ => {}
        }
        all
    }

    /// What is known about the reference at a place.
    pub fn at(&self, span: Span) -> Option<&Spot<'a>> {
        self.0.get(&span)
    }

    fn say(&mut self, span: Span, detail: Detail<'a>) {
        self.0.insert(span, Spot { detail, ..Spot::default() });
    }

    fn levels(&mut self, requires: Option<&'a Requires>) {
        for requirement in requires.into_iter().flatten() {
            if let Some(at) = &requirement.expects.at {
                self.say(requirement.competency.span, Detail::Level(&at.value));
            }
        }
    }

    fn priority(&mut self, corpus: &'a Corpus, at: usize) {
        let priority = &corpus.priorities[at].body;
        for action in priority.actions.iter() {
            self.levels(action.value.requires.as_ref());
        }
        for (index, measure) in priority.measures.iter().enumerate() {
            if let Some(by) = &measure.value.collected_by {
                self.0.insert(by.span, Spot { part: Some(Part::Measure(index as u32)), ..Spot::default() });
            }
        }
        for by in priority.told.iter().filter_map(|told| told.value.by.as_ref()) {
            self.0.insert(by.span, Spot { told: true, ..Spot::default() });
        }
    }

    fn competency(&mut self, corpus: &'a Corpus, at: usize) {
        let competency = &corpus.competencies[at].body;
        for (index, offering) in competency.offerings.iter().enumerate() {
            for open in offering.value.open_to.iter() {
                self.0.insert(open.span, Spot { part: Some(Part::Offering(index as u32)), ..Spot::default() });
            }
        }
        for (index, evidence) in competency.evidence.iter().enumerate() {
            if let Some(by) = &evidence.value.judged_by {
                self.0.insert(by.span, Spot { part: Some(Part::Evidence(index as u32)), ..Spot::default() });
            }
        }
        for related in competency.related.iter() {
            self.say(related.key.span, Detail::Word(&related.value.value));
        }
    }

    fn unit(&mut self, facts: &Facts<'a>, at: usize) {
        let unit = &facts.corpus.units[at].body;
        for staff in unit.staff.iter() {
            // As counted on the day: who has left, or not begun, is not there.
            let role = staff.key.to.map(Loc::index);
            let post = role.and_then(|role| facts.people.posts_of(role).find(|post| post.span == staff.key.span));
            self.say(staff.key.span, Detail::Count(post.and_then(|post| post.heads)));
            if let Some(by) = &staff.value.detail.coached_by {
                let coach = by.to.and_then(|to| coach_role(facts.corpus, to, &by.text));
                self.0.insert(by.span, Spot { between: role.zip(coach), gone: role.zip(coach).is_none(), ..Spot::default() });
            }
            for holder in staff.value.detail.holders.iter() {
                for has in holder.value.has.iter() {
                    let gone = !is_here(&holder.value, facts.as_of);
                    self.0.insert(has.key.span, Spot { detail: Detail::Level(&has.value.value), gone, ..Spot::default() });
                }
            }
        }
    }
}
