//! What should a leadership team talk about? Questions, why each is asked and what an answer would change, with the
//! evidence that the files hold and what they do not say.
//!
//! The questions are ours; the counts come from the facts that rules and indicators read. Nothing is judged here: a
//! question without evidence stays a question.

mod ground;
mod jobs;
mod measures;
mod rights;
mod sharing;
mod strongest;
mod vision;

pub use strongest::{CHOSEN, FULL};

use super::Audit;
use crate::analysis::Facts;
use crate::analysis::within::{concerns, is_inside, is_placed_for};
use crate::model::{Collection, Corpus, Item, Loc, Priority, Text};
use crate::text::Span;
use crate::text::figure::short;

/// An item that stands behind a count.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Named {
    /// Its address.
    pub item: String,
    /// What is to be said of it.
    pub says: String,
    /// Where that is written.
    pub span: Span,
}

/// Something counted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Evidence {
    /// What is counted, in words.
    pub says: &'static str,
    /// How many.
    pub met: usize,
    /// Out of how many; never none.
    pub of: usize,
    /// Items worth talking about, in the order of the files.
    pub named: Vec<Named>,
}

/// Something the files do not say.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unknown {
    /// What is absent.
    pub because: &'static str,
    /// The field that would tell.
    pub unlock: &'static str,
    /// For how many things; absent where it is about the framework as a whole.
    pub count: Option<usize>,
}

/// A question, and what the files say to it.
#[derive(Clone, Debug)]
pub struct Question {
    /// Its name.
    pub id: &'static str,
    /// The question.
    pub asks: &'static str,
    /// Why it is asked.
    pub why: &'static str,
    /// What a good answer would change.
    pub changes: &'static str,
    /// What is counted. Empty where the files hold nothing about it.
    pub evidence: Vec<Evidence>,
    /// What is not known.
    pub unknown: Vec<Unknown>,
}

/// Questions that belong together.
#[derive(Clone, Debug)]
pub struct Theme {
    /// Its name.
    pub title: &'static str,
    /// Its questions.
    pub questions: Vec<Question>,
}

/// All of it.
#[derive(Clone, Debug)]
pub struct Guide {
    /// The unit it is about; absent for the whole framework.
    pub unit: Option<usize>,
    /// The themes, in the order in which a team would take them.
    pub themes: Vec<Theme>,
}

impl Guide {
    /// Puts the questions and looks for what the files say to them. With a unit: priorities, committees and
    /// assessments that concern it, and the roles and people in it.
    pub fn of(audit: &Audit, unit: Option<usize>) -> Self {
        let facts = audit.facts();
        let cx = Cx { audit, facts: &facts, corpus: &audit.corpus, unit };
        Guide {
            unit,
            themes: vec![
                sharing::theme(&cx),
                vision::theme(&cx),
                rights::theme(&cx),
                measures::theme(&cx),
                ground::strengths(&cx),
                ground::conditions(&cx),
                ground::entry(&cx),
                jobs::theme(&cx),
            ],
        }
    }

    /// Every question.
    pub fn questions(&self) -> impl Iterator<Item = &Question> {
        self.themes.iter().flat_map(|theme| &theme.questions)
    }
}

impl Question {
    fn new(id: &'static str, asks: &'static str, why: &'static str, changes: &'static str) -> Self {
        Question { id, asks, why, changes, evidence: Vec::new(), unknown: Vec::new() }
    }

    /// With a count; nothing where there is nothing to count.
    fn counted(mut self, says: &'static str, met: usize, of: usize, named: Vec<Named>) -> Self {
        if of > 0 {
            self.evidence.push(Evidence { says, met, of, named });
        }
        self
    }

    /// With the count of those that are met, naming those for which `name` has something to say.
    fn counting<T>(
        self,
        says: &'static str,
        things: impl IntoIterator<Item = T>,
        is_met: impl Fn(&T) -> bool,
        name: impl Fn(&T) -> Option<Named>,
    ) -> Self {
        let things: Vec<T> = things.into_iter().collect();
        let met = things.iter().filter(|thing| is_met(thing)).count();
        self.counted(says, met, things.len(), things.iter().filter_map(name).collect())
    }

    /// With something not known, for so many things; nothing where it is none.
    fn open(mut self, count: usize, because: &'static str, unlock: &'static str) -> Self {
        if count > 0 {
            self.unknown.push(Unknown { because, unlock, count: Some(count) });
        }
        self
    }

    /// With something the framework does not say at all.
    fn silent(mut self, is_silent: bool, because: &'static str, unlock: &'static str) -> Self {
        if is_silent {
            self.unknown.push(Unknown { because, unlock, count: None });
        }
        self
    }
}

/// What every theme reads.
struct Cx<'a> {
    audit: &'a Audit,
    facts: &'a Facts<'a>,
    corpus: &'a Corpus,
    unit: Option<usize>,
}

impl<'a> Cx<'a> {
    /// The framework's own active priorities that concern the unit.
    fn priorities(&self) -> Vec<(usize, &'a Item<Priority>)> {
        let active = self.facts.work.active().filter(|(_, priority)| priority.is_own());
        active.filter(|(at, _)| is_placed_for(self.facts, *at, self.unit)).collect()
    }

    /// The framework's own roles; of a unit, those listed in it or below it.
    fn has_role(&self, role: usize) -> bool {
        let inside = |of: usize| self.facts.people.posts_of(role).any(|post| is_inside(self.facts, post.unit, of));
        self.corpus.roles[role].is_own() && self.unit.is_none_or(inside)
    }

    fn roles(&self) -> Vec<usize> {
        (0..self.corpus.roles.len()).filter(|&role| self.has_role(role)).collect()
    }

    /// Whether something in a unit is shown.
    fn has_unit(&self, unit: usize) -> bool {
        self.unit.is_none_or(|of| is_inside(self.facts, unit, of))
    }

    fn concerns(&self, place: Option<usize>) -> bool {
        concerns(self.facts, place, self.unit)
    }

    fn named(&self, loc: Loc, says: impl Into<String>) -> Named {
        self.named_at(loc, self.corpus.span_of(loc), says)
    }

    fn named_at(&self, loc: Loc, span: Span, says: impl Into<String>) -> Named {
        Named { item: self.corpus.address(loc).to_string(), says: says.into(), span }
    }

    fn priority(&self, at: usize, says: impl Into<String>) -> Named {
        self.named(Loc::item(Collection::Priorities, at), says)
    }
}

/// Whether a text says anything.
fn is_said(text: Option<&Text>) -> bool {
    text.is_some_and(|text| !text.value.trim().is_empty())
}

/// A share as people write it, to a tenth: what stands at a threshold is not rounded over it.
fn percent(share: f64) -> String {
    format!("{} %", short(share * 100.0, 1))
}

/// What is not known wherever the questions are about priorities in force.
const NONE_ACTIVE: (&str, &str) = ("no priority is active", "priorities.ID.status");
