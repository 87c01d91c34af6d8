//! What rests on what: every reference of a framework, and every nesting, as one kind of link with a direction.
//!
//! A reference says who names whom; it does not say which of the two would be missed by the other. A responsibility
//! names the action it serves, but it is the action that rests on the responsibility. Here each link is turned so
//! that `upper` rests on `base`; links in which neither rests on the other are kept beside them. Says nothing in
//! words: those are for who prints.

mod details;
mod kinds;
mod names;

pub use kinds::{Nature, Relation};
pub use names::within;

use super::Facts;
use crate::model::{Collection, Corpus, Edge, Loc};
use crate::text::Span;
use details::Details;
use std::cmp::Ordering;

/// What is nested in an item and has no [`Loc`] of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Part {
    /// A priority's measure.
    Measure(u32),
    /// A way to learn a competency.
    Offering(u32),
    /// A way to show one.
    Evidence(u32),
}

/// Something that can be followed: an item, or what is nested in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Node {
    /// The item, or the nested entry that has an address in references: a responsibility, an action, a question.
    pub loc: Loc,
    /// What else is nested in the item.
    pub part: Option<Part>,
}

impl From<Loc> for Node {
    fn from(loc: Loc) -> Self {
        Node { loc, part: None }
    }
}

impl Node {
    /// Something else nested in an item.
    pub fn part(item: Loc, part: Part) -> Self {
        Node { loc: item.whole(), part: Some(part) }
    }

    /// The role it is, if it is one.
    pub fn role(self) -> Option<usize> {
        let is_item = self.part.is_none() && self.loc.nested_index().is_none();
        (is_item && self.loc.collection() == Collection::Roles).then(|| self.loc.index())
    }
}

/// What the files say about a link beyond that it is there.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Detail<'a> {
    /// Nothing.
    #[default]
    None,
    /// A level of proficiency.
    Level(&'a str),
    /// How many seats or people; absent where that is not stated.
    Count(Option<u32>),
    /// A word of the author's: a field that is decided, a kind of relation, a role that is coached.
    Word(&'a str),
}

/// One link.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Link<'a> {
    /// What rests on the other; where neither does, the one that names.
    pub upper: Node,
    /// What it rests on; where neither does, the one that is named.
    pub base: Node,
    /// How.
    pub relation: Relation,
    /// What else is said about it.
    pub detail: Detail<'a>,
    /// How often it is written: on both sides, or for several people.
    pub times: u32,
    /// Where it is written first.
    pub span: Span,
}

impl Link<'_> {
    /// The one at the other end.
    pub fn other(&self, node: Node) -> Node {
        if self.upper == node { self.base } else { self.upper }
    }
}

/// Every link of a framework.
#[derive(Debug)]
pub struct Relations<'a> {
    corpus: &'a Corpus,
    /// By what rests on the other.
    links: Vec<Link<'a>>,
    /// Positions in `links`, by what is rested on.
    by_base: Vec<u32>,
}

impl<'a> Relations<'a> {
    /// Reads every reference and every nesting.
    pub fn new(facts: &Facts<'a>) -> Self {
        let corpus = facts.corpus;
        let mut links: Vec<Link<'a>> = Vec::new();
        for edges in corpus.edges_by_item() {
            let details = Details::of(facts, edges[0].from.whole());
            links.extend(edges.iter().filter_map(|edge| link(edge, &details)));
        }
        links.extend(nestings(corpus));
        links.sort_by(|a, b| order(a, b).then(a.span.cmp(&b.span)));
        links.dedup_by(|later, kept| {
            let same = order(later, kept) == Ordering::Equal;
            if same {
                kept.times += 1;
            }
            same
        });
        let mut by_base: Vec<u32> = (0..links.len() as u32).collect();
        by_base.sort_by(|&a, &b| {
            let (a, b) = (&links[a as usize], &links[b as usize]);
            (a.base, a.relation, a.upper, a.detail).cmp(&(b.base, b.relation, b.upper, b.detail))
        });
        Relations { corpus, links, by_base }
    }

    /// What a node rests on, and what it names beside that.
    pub fn from(&self, node: Node) -> &[Link<'a>] {
        let start = self.links.partition_point(|link| link.upper < node);
        let end = start + self.links[start..].partition_point(|link| link.upper == node);
        &self.links[start..end]
    }

    /// What rests on a node, and what names it beside that.
    pub fn to(&self, node: Node) -> impl Iterator<Item = &Link<'a>> {
        let base = |at: &u32| self.links[*at as usize].base;
        let start = self.by_base.partition_point(|at| base(at) < node);
        let end = start + self.by_base[start..].partition_point(|at| base(at) == node);
        self.by_base[start..end].iter().map(|&at| &self.links[at as usize])
    }

    /// Every link.
    pub fn all(&self) -> &[Link<'a>] {
        &self.links
    }

    /// The framework.
    pub fn corpus(&self) -> &'a Corpus {
        self.corpus
    }
}

fn order(a: &Link<'_>, b: &Link<'_>) -> Ordering {
    (a.upper, a.relation, a.base, a.detail).cmp(&(b.upper, b.relation, b.base, b.detail))
}

fn link<'a>(edge: &Edge, details: &Details<'a>) -> Option<Link<'a>> {
    let spot = details.at(edge.span);
    if spot.is_some_and(|spot| spot.gone) {
        return None;
    }
    let (relation, turned) = Relation::of(edge, spot.is_some_and(|spot| spot.told));
    let from = spot.and_then(|spot| spot.part).map_or(Node::from(edge.from), |part| Node::part(edge.from, part));
    if let Some((coached, coach)) = spot.and_then(|spot| spot.between) {
        let role = |at: usize| Node::from(Loc::item(Collection::Roles, at));
        return Some(Link { upper: role(coached), base: role(coach), relation, detail: Detail::None, times: 1, span: edge.span });
    }
    let (upper, base) = if turned { (Node::from(edge.to), from) } else { (from, Node::from(edge.to)) };
    let detail = spot.map(|spot| spot.detail).unwrap_or_default();
    Some(Link { upper, base, relation, detail, times: 1, span: edge.span })
}

/// What is nested in items: a role's work rests on the role, a priority on its actions and measures, a competency
/// on how it is learnt and shown.
fn nestings(corpus: &Corpus) -> Vec<Link<'_>> {
    let mut all = Vec::new();
    let mut add = |upper: Node, base: Node, relation: Relation, span: Span| {
        all.push(Link { upper, base, relation, detail: Detail::None, times: 1, span });
    };
    for (at, role) in corpus.roles.iter().enumerate() {
        let item = Loc::item(Collection::Roles, at);
        for (index, entry) in role.responsibilities.iter().enumerate() {
            add(item.nested(index).into(), item.into(), Relation::WorkOf, entry.span());
        }
    }
    for (at, priority) in corpus.priorities.iter().enumerate() {
        let item = Loc::item(Collection::Priorities, at);
        for (index, entry) in priority.actions.iter().enumerate() {
            add(item.into(), item.nested(index).into(), Relation::Action, entry.span());
        }
        for (index, entry) in priority.measures.iter().enumerate() {
            add(item.into(), Node::part(item, Part::Measure(index as u32)), Relation::Measure, entry.span());
        }
    }
    for (at, competency) in corpus.competencies.iter().enumerate() {
        let item = Loc::item(Collection::Competencies, at);
        for (index, entry) in competency.offerings.iter().enumerate() {
            add(item.into(), Node::part(item, Part::Offering(index as u32)), Relation::Offering, entry.span());
        }
        for (index, entry) in competency.evidence.iter().enumerate() {
            add(item.into(), Node::part(item, Part::Evidence(index as u32)), Relation::Evidence, entry.span());
        }
    }
    for (at, assessment) in corpus.assessments.iter().enumerate() {
        let item = Loc::item(Collection::Assessments, at);
        for (index, entry) in assessment.items.iter().enumerate() {
            add(item.nested(index).into(), item.into(), Relation::Answered, entry.span());
        }
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::load::{Sources, load};

    const TEXT: &str = "
scales: {s: [low, high]}
outcomes: {o: {title: O}}
competencies:
  c:
    title: C
    develops: o
    offerings: {course: {title: Course, kind: course, open_to: lead}}
    evidence: {film: {artefact: Film, at: high, judged_by: coach}}
duties: {d: {does: Share it, serves: p/act}}
roles:
  coach: {title: Coach, coaches: {roles: lead}}
  lead:
    title: Lead
    supported_by: coach
    requires: {c: high}
    responsibilities: {own: {duty: d}}
priorities:
  p:
    title: P
    outcomes: o
    measures: {m: {title: M, horizon: short, collected_by: coach}}
    actions: {act: {title: Act, raci: {A: coach, R: lead, I: lead}}}
    told: {staff: {by: coach}}
decisions: {pay: {question: Pay?, governs: lead.stipend, decider: coach}}
units:
  u:
    title: U
    kind: school
    staff:
      lead:
        coached_by: coach
        holders:
          l-1: {has: {c: low}}
          l-2: {has: {c: low}}
          l-3: {has: {c: low}, ends: 2026-01-01}
    overrides: {lead: {backup: coach}}
";

    fn said(text: &str) -> Vec<String> {
        let (corpus, answers) = load(&Sources::from_texts([("a.yaml", text)]));
        assert!(answers.findings.is_empty(), "{:?}", answers.findings);
        let facts = Facts::new(&corpus, jiff::civil::date(2026, 11, 22));
        let relations = Relations::new(&facts);
        let link = |link: &Link<'_>| {
            let (upper, base) = (link.upper.address(&corpus), link.base.address(&corpus));
            format!("{upper} {:?} {base} {:?} x{}", link.relation, link.detail, link.times)
        };
        relations.all().iter().map(link).collect()
    }

    #[test]
    fn every_link_leans_the_way_people_mean_it() {
        let all = said(TEXT);
        for wanted in [
            "outcomes/o Developed competencies/c None x1",
            "outcomes/o Pursued priorities/p None x1",
            "priorities/p Action priorities/p/act None x1",
            "priorities/p/act Accountable roles/coach None x1",
            "priorities/p/act Served duties/d None x1",
            "duties/d Carried roles/lead/own None x1",
            "roles/lead/own WorkOf roles/lead None x1",
            "priorities/p/m Collected roles/coach None x1",
            "roles/lead Requires competencies/c Level(\"high\") x1",
            "competencies/c/film Judged roles/coach None x1",
            "competencies/c/course OpenTo roles/lead None x1",
            "competencies/c Shown units/u Level(\"low\") x2",
            "roles/lead Held units/u Count(Some(2)) x1",
            // Said by the coach, by the role and by the post: one link.
            "roles/lead Coached roles/coach None x3",
            "roles/lead Governed decisions/pay Word(\"stipend\") x1",
            "priorities/p/act Informed roles/lead None x1",
            "priorities/p Told roles/coach None x1",
            "units/u NamedInChange roles/coach None x1",
        ] {
            assert!(all.iter().any(|link| link == wanted), "{wanted} is not among:\n{}", all.join("\n"));
        }
        assert!(!all.iter().any(|link| link.contains(" Named ")), "{all:?}");
    }
}
