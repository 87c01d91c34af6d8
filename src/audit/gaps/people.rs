//! Whom a gap affects: which people, counted role by role, and why it is they. A convention, shown beside every
//! number so that a reader can disagree. Ranks nothing and knows no severity.

use crate::analysis::Facts;
use crate::analysis::people::{People, Post};
use crate::analysis::span::Spans;
use crate::analysis::within::{concerns, place};
use crate::model::{Collection, Corpus, Edge, Loc};
use crate::text::Span;
use rustc_hash::FxHashMap;
use std::collections::BTreeMap;
use std::sync::OnceLock;

/// The people a gap affects.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Affected {
    /// Roles with how many hold them, most people first; for a unit, a committee or a survey that one item. An absent
    /// number is not stated in the files.
    pub parts: Vec<(Loc, Option<u32>)>,
    /// Which people these are, in words; empty where there are none.
    pub because: &'static str,
    /// The unit to whose people, with those of the units below and above it, the count is narrowed; absent where nobody
    /// is left out by that.
    pub place: Option<usize>,
}

impl Affected {
    /// How many in all; absent where the files do not say, of all or of some of them.
    pub fn count(&self) -> Option<u32> {
        let counts = self.parts.iter().map(|(_, count)| *count);
        (!self.parts.is_empty()).then(|| counts.sum()).flatten()
    }

    fn one(loc: Loc, count: Option<u32>, because: &'static str) -> Self {
        Affected { parts: vec![(loc, count)], because, place: None }
    }
}

/// What is needed to say whom a finding affects.
pub(super) struct Whom<'a, 'f> {
    facts: &'f Facts<'a>,
    in_units: Vec<Option<u32>>,
    posts: FxHashMap<Span, usize>,
    spans: OnceLock<Spans>,
}

impl<'a, 'f> Whom<'a, 'f> {
    pub(super) fn new(facts: &'f Facts<'a>) -> Self {
        let posts = facts.people.posts.iter().enumerate().map(|(at, post)| (post.span, at)).collect();
        Whom { facts, in_units: facts.people.heads_by_unit(), posts, spans: OnceLock::new() }
    }

    /// Those whom a finding about an item affects; a post is known by its place in the files.
    pub(super) fn of(&self, about: Option<Loc>, span: Option<Span>) -> Affected {
        match span.and_then(|span| self.posts.get(&span)) {
            Some(&post) => self.at_post(post),
            None => about.map(|loc| self.of_item(loc)).unwrap_or_default(),
        }
    }

    /// Those who hold a post, and those whom they coach or supervise there.
    fn at_post(&self, at: usize) -> Affected {
        let people = &self.facts.people;
        let spans = self.spans.get_or_init(|| Spans::new(self.facts));
        let reached = [spans.coached(at), spans.supervised(at)].into_iter().flatten();
        let mut posts: Vec<usize> = reached.flat_map(|reach| reach.posts.iter().copied()).chain([at]).collect();
        posts.sort_unstable();
        posts.dedup();
        let parts = by_role(people, posts.into_iter().map(|post| &people.posts[post]));
        Affected { parts, because: "all who hold the post, or whom they coach or supervise", place: None }
    }

    fn of_item(&self, loc: Loc) -> Affected {
        let corpus = self.facts.corpus;
        match loc.collection() {
            Collection::Roles => Affected::one(loc.whole(), self.facts.people.heads(loc.index()), "all who hold the role"),
            Collection::Priorities => self.of_work(loc),
            Collection::Units if self.facts.people.is_staffed() => {
                Affected::one(loc.whole(), self.in_units[loc.index()], "all who work in the unit or below it")
            }
            Collection::Committees => {
                let seats = &corpus.committees[loc.index()].seats;
                let count = seats.iter().map(|seat| seat.value.value.0).fold(0, u32::saturating_add);
                Affected::one(loc.whole(), (!seats.is_empty()).then_some(count), "all who have a seat on the committee")
            }
            Collection::Assessments => self.of_survey(loc),
            Collection::Competencies => self.holders(naming(corpus, loc, "requires"), None, "all whose roles ask for the competency"),
            Collection::Duties => self.holders(naming(corpus, loc, "duty"), None, "all whose roles share the duty"),
            Collection::Funds => self.holders(naming(corpus, loc, "funded_by"), None, "all whose roles it pays for"),
            Collection::Pathways => self.holders(named(corpus, loc, "rungs"), None, "all who stand on one of its rungs"),
            Collection::Decisions => self.holders(named(corpus, loc, "governs"), None, "all whose roles it decides about"),
            _ => Affected::default(),
        }
    }

    /// Those whom an action names or whose duties serve it; else those who carry the priority: where it is placed.
    fn of_work(&self, loc: Loc) -> Affected {
        let facts = self.facts;
        let home = place(facts.corpus.priorities[loc.index()].place.as_ref());
        match facts.work.acts_of(loc.index()).iter().find(|act| Some(act.index) == loc.nested_index()) {
            Some(act) => {
                let served = facts.work.serving(act.loc()).map(|service| Loc::item(Collection::Roles, service.role));
                let concerned = roles(act.letters.iter().map(|letter| letter.actor).chain(served));
                self.holders(concerned, home, "all whom the action names (RACI) or whose duties serve it")
            }
            None => self.holders(
                facts.work.engaged(loc.index()),
                home,
                "all who own the priority, answer for or do one of its actions, or have a duty that serves it",
            ),
        }
    }

    fn of_survey(&self, loc: Loc) -> Affected {
        let survey = &self.facts.corpus.assessments[loc.index()];
        let asked = survey.invited.map(|invited| invited.value.0);
        match (asked, place(survey.place.as_ref())) {
            (Some(asked), _) => Affected::one(loc.whole(), Some(asked), "all who were asked"),
            (None, Some(unit)) => self.of_item(Loc::item(Collection::Units, unit)),
            (None, None) => Affected::default(),
        }
    }

    /// The holders of roles, in a place or above it, where there is one.
    fn holders(&self, roles: Vec<usize>, home: Option<usize>, because: &'static str) -> Affected {
        let people = &self.facts.people;
        let here = |post: &&Post| concerns(self.facts, Some(post.unit), home);
        let count = |role: usize| people.is_staffed().then(|| people.count(people.posts_of(role).filter(here))).flatten();
        let mut parts: Vec<(Loc, Option<u32>)> = roles.into_iter().map(|role| (Loc::item(Collection::Roles, role), count(role))).collect();
        let nobody = parts.iter().all(|(_, heads)| *heads == Some(0));
        parts.retain(|(_, heads)| nobody || *heads != Some(0));
        sort(&mut parts);
        let narrows = people.posts.iter().any(|post| !here(&post));
        Affected { parts, because, place: home.filter(|_| narrows) }
    }
}

/// Posts of the same role together.
fn by_role<'p>(people: &People, posts: impl Iterator<Item = &'p Post>) -> Vec<(Loc, Option<u32>)> {
    let mut roles: BTreeMap<usize, Vec<&Post>> = BTreeMap::new();
    posts.filter(|post| post.heads != Some(0)).for_each(|post| roles.entry(post.role).or_default().push(post));
    let mut parts: Vec<(Loc, Option<u32>)> =
        roles.into_iter().map(|(role, posts)| (Loc::item(Collection::Roles, role), people.count(posts))).collect();
    sort(&mut parts);
    parts
}

/// Most people first, those whose number is not stated last; then as written.
fn sort(parts: &mut [(Loc, Option<u32>)]) {
    parts.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(&b.0)));
}

/// The roles that name an item under a field.
fn naming(corpus: &Corpus, loc: Loc, field: &str) -> Vec<usize> {
    let by = |edge: &&Edge| edge.field == field;
    roles(corpus.edges_to(loc).filter(by).map(|edge| edge.from))
}

/// The roles that an item names under a field.
fn named(corpus: &Corpus, loc: Loc, field: &str) -> Vec<usize> {
    roles(corpus.edges_from(loc).iter().filter(|edge| edge.field == field).map(|edge| edge.to))
}

/// Each role once.
fn roles(locs: impl Iterator<Item = Loc>) -> Vec<usize> {
    let mut all: Vec<usize> = locs.filter(|loc| loc.collection() == Collection::Roles).map(Loc::index).collect();
    all.sort_unstable();
    all.dedup();
    all
}
