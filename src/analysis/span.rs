//! How many people does each holder of a post look after: coached (`staff.coached_by`) and supervised (`reports_to`)?
//!
//! People are counted towards the nearest post of the coach or supervisor that somebody holds: in their own unit, else
//! in the units above it. Where none is there, nobody looks after them: they are waiting, and nobody elsewhere is
//! charged with them. Within a post people are divided equally among its holders, unless they name a holder's code.
//! Whoever looks after people in several posts of one role looks after all of them.

use super::Facts;
use super::people::{Alike, People, Post};
use super::post_terms::Locals;
use crate::model::Loc;
use crate::text::Exact;
use rustc_hash::{FxHashMap, FxHashSet};

/// The people that the holders of one post look after.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Reach {
    /// People whom all holders of the post share.
    pub together: Exact,
    /// People who name one holder, by that holder's code, in the order met.
    pub named: Vec<(Box<str>, Exact)>,
    /// Whether some of them are not counted, because their unit states no number.
    pub open: bool,
    /// The posts they hold.
    pub posts: Vec<usize>,
}

impl Reach {
    /// How many people look to one who holds the post: who names that code, and a part of those whom all holders share.
    fn of(&self, code: Option<&str>, heads: u32) -> Exact {
        let named = code.and_then(|code| self.named.iter().find(|(known, _)| &**known == code)).map_or(Exact::ZERO, |(_, people)| *people);
        if heads == 0 { named } else { named + self.together / heads }
    }

    /// The roles of the people counted in posts, in the order met, and how many hold each.
    pub fn by_role(&self, people: &People) -> Vec<(usize, u32)> {
        let mut by_role: Vec<(usize, Vec<&Post>)> = Vec::new();
        for post in self.posts.iter().map(|&at| &people.posts[at]) {
            match by_role.iter_mut().find(|(known, _)| *known == post.role) {
                Some((_, posts)) => posts.push(post),
                None => by_role.push((post.role, vec![post])),
            }
        }
        by_role.into_iter().map(|(role, posts)| (role, people.known(posts))).collect()
    }

    /// Whether those add up: someone who holds two of the roles is one person.
    pub fn is_whole(&self, people: &People) -> bool {
        let heads: Exact = self.by_role(people).iter().map(|(_, heads)| Exact::from(*heads)).sum();
        heads == self.people()
    }

    /// People in all.
    pub fn people(&self) -> Exact {
        self.together + self.named.iter().map(|(_, people)| *people).sum::<Exact>()
    }
}

/// People whose role, or whose unit, names someone to look after them, and near whom nobody holds that role.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Waiting {
    /// The post of those who wait.
    pub post: usize,
    /// Its unit.
    pub unit: usize,
    /// The role they have.
    pub of: usize,
    /// How many they are, where that is stated.
    pub people: Option<u32>,
    /// The role they wait for.
    pub role: usize,
    /// Whether they wait for a coach; else for someone to report to.
    pub coach: bool,
}

/// Whom every post looks after.
#[derive(Debug, Default)]
pub struct Spans {
    coached: FxHashMap<usize, Reach>,
    supervised: FxHashMap<usize, Reach>,
    coaching: FxHashSet<usize>,
    /// Who waits for somebody, in the order of the posts.
    pub waiting: Vec<Waiting>,
}

impl Spans {
    /// Counts them over all units.
    pub fn new(facts: &Facts<'_>) -> Self {
        let places = Places::new(facts);
        let locals = Locals::new(facts);
        let mut coached = Tally::new(&places);
        let mut supervised = Tally::new(&places);
        let mut spans = Spans::default();
        for (at, post) in facts.people.posts.iter().enumerate() {
            let staff = &facts.corpus.units[post.unit].staff[post.entry];
            if let Some(coach) = &staff.value.detail.coached_by {
                // A coach is named as a role, or by a holder's code, which leads to that holder's unit.
                match coach.to {
                    Some(to) if facts.corpus.role(Some(to)).is_some() => {
                        spans.coaching.insert(to.index());
                        if !coached.add(at, to.index()) {
                            spans.waiting.push(waiting(at, post, to.index(), true));
                        }
                    }
                    Some(_) => spans.coaching.extend(coached.add_named(at, &coach.text)),
                    None => {}
                }
            }
            let boss = locals.of(post).reports_to;
            // A role that reports to itself is another rule's finding.
            if let Some(boss) = boss.filter(|&boss| boss != post.role)
                && !supervised.add(at, boss)
            {
                spans.waiting.push(waiting(at, post, boss, false));
            }
        }
        spans.waiting.retain(|waiting| waiting.people != Some(0));
        Spans { coached: coached.finish(), supervised: supervised.finish(), ..spans }
    }

    /// Whether any unit names this role, or a holder of it, as someone's coach: if so, posts of the role
    /// without people to coach coach nobody, rather than an unknown number.
    pub fn names_as_coach(&self, role: usize) -> bool {
        self.coaching.contains(&role)
    }

    /// Whom a post coaches, by its position in `facts.people.posts`.
    pub fn coached(&self, post: usize) -> Option<&Reach> {
        self.coached.get(&post)
    }

    /// Who reports to a post.
    pub fn supervised(&self, post: usize) -> Option<&Reach> {
        self.supervised.get(&post)
    }

    /// Whether people name this holder of a post as their coach.
    pub fn is_named(&self, post: usize, code: &str) -> bool {
        self.coached(post).is_some_and(|reach| reach.named.iter().any(|(known, _)| &**known == code))
    }

    /// How many people each of these coaches, over all their parts.
    pub fn coached_by(&self, people: &People, who: &Alike<'_>) -> Exact {
        each(people, &self.coached, who)
    }

    /// How many people report to each of these, over all their parts.
    pub fn reporting_to(&self, people: &People, who: &Alike<'_>) -> Exact {
        each(people, &self.supervised, who)
    }
}

fn waiting(at: usize, post: &Post, role: usize, coach: bool) -> Waiting {
    Waiting { post: at, unit: post.unit, of: post.role, people: post.heads, role, coach }
}

fn each(people: &People, reaches: &FxHashMap<usize, Reach>, who: &Alike<'_>) -> Exact {
    let code = if who.people == 1 { who.codes.first().copied() } else { None };
    let of = |&(at, _): &(usize, Exact)| Some(reaches.get(&at)?.of(code, people.posts[at].heads.unwrap_or(0)));
    who.parts.iter().filter_map(of).sum()
}

/// Where roles and holders are to be found. A vacant post is found by nobody.
pub(super) struct Places<'a> {
    facts: &'a Facts<'a>,
    by_unit: FxHashMap<(usize, usize), usize>,
    by_role: FxHashMap<usize, Vec<usize>>,
    by_code: FxHashMap<&'a str, Vec<usize>>,
}

impl<'a> Places<'a> {
    pub(super) fn new(facts: &'a Facts<'a>) -> Self {
        let mut places = Places { facts, by_unit: FxHashMap::default(), by_role: FxHashMap::default(), by_code: FxHashMap::default() };
        for (at, post) in facts.people.posts.iter().enumerate() {
            for part in &post.listed {
                places.by_code.entry(&part.code).or_default().push(at);
            }
            // A vacant post looks after nobody: its people fall to the next one above.
            if post.heads != Some(0) {
                places.by_unit.entry((post.unit, post.role)).or_insert(at);
                places.by_role.entry(post.role).or_default().push(at);
            }
        }
        places
    }

    /// The post of `role` in a unit, else in the nearest above it.
    pub(super) fn nearest(&self, unit: usize, role: usize) -> Option<usize> {
        self.facts.people.line(unit).find_map(|up| self.by_unit.get(&(up, role)).copied())
    }

    /// Every post of a role that someone holds, or that states no number.
    pub(super) fn of_role(&self, role: usize) -> &[usize] {
        self.by_role.get(&role).map_or(&[], |posts| posts)
    }

    /// The post in which a holder coaches `role` in a unit: one whose role says so, else any; the nearest of several.
    pub(super) fn of_holder(&self, code: &str, role: usize, unit: usize) -> Option<usize> {
        let mut posts = self.by_code.get(code)?.clone();
        let steps = |at: usize| self.facts.people.line(unit).position(|up| up == self.facts.people.posts[at].unit);
        posts.sort_by_key(|&at| steps(at).unwrap_or(usize::MAX));
        let says_so = |&&at: &&usize| {
            let coaches = &self.facts.corpus.roles[self.facts.people.posts[at].role].coaches;
            coaches.iter().flat_map(|coaches| coaches.roles.iter()).any(|named| named.to.map(Loc::index) == Some(role))
        };
        posts.iter().find(says_so).or(posts.first()).copied()
    }
}

/// A holder's code, and the posts of those who name it.
type Naming = (Box<str>, Vec<usize>);

/// People counted so far: the posts of those whom all holders share, and of those who name one.
struct Tally<'p, 'a> {
    places: &'p Places<'a>,
    reach: FxHashMap<usize, Reach>,
    together: FxHashMap<usize, Vec<usize>>,
    named: FxHashMap<usize, Vec<Naming>>,
}

impl<'p, 'a> Tally<'p, 'a> {
    fn new(places: &'p Places<'a>) -> Self {
        Tally { places, reach: FxHashMap::default(), together: FxHashMap::default(), named: FxHashMap::default() }
    }

    fn post(&self, at: usize) -> &'p Post {
        &self.places.facts.people.posts[at]
    }

    fn meet(&mut self, over: usize, at: usize) {
        let open = self.post(at).heads.is_none();
        let reach = self.reach.entry(over).or_default();
        reach.open |= open;
        reach.posts.push(at);
    }

    /// Counts the people of a post towards the nearest post of a role; whether there is one.
    fn add(&mut self, at: usize, role: usize) -> bool {
        let Some(over) = self.places.nearest(self.post(at).unit, role) else { return false };
        self.meet(over, at);
        self.together.entry(over).or_default().push(at);
        true
    }

    /// Counts people towards the holder they name; returns that holder's role.
    fn add_named(&mut self, at: usize, code: &str) -> Option<usize> {
        let post = self.post(at);
        let over = self.places.of_holder(code, post.role, post.unit)?;
        self.meet(over, at);
        let named = self.named.entry(over).or_default();
        match named.iter_mut().find(|(known, _)| &**known == code) {
            Some((_, posts)) => posts.push(at),
            None => named.push((code.into(), vec![at])),
        }
        Some(self.post(over).role)
    }

    /// Someone who holds several of the posts is counted once.
    fn finish(self) -> FxHashMap<usize, Reach> {
        let people = &self.places.facts.people;
        let count = |posts: &[usize]| Exact::from(people.known(posts.iter().map(|&at| &people.posts[at])));
        let mut all = self.reach;
        for (at, reach) in &mut all {
            reach.together = self.together.get(at).map_or(Exact::ZERO, |posts| count(posts));
            reach.named = self.named.get(at).into_iter().flatten().map(|(code, posts)| (code.clone(), count(posts))).collect();
        }
        all
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::load::{Sources, load};
    use crate::model::Corpus;

    const TEXT: &str = "
roles:
  principal:
    title: Principal
  lead:
    title: Lead
    reports_to: principal
    coaches:
      roles: teacher
  teacher:
    title: Teacher
    reports_to: principal
units:
  a-school:
    title: School
    kind: school
    staff:
      principal: 1
      lead:
        count: 2
        holders:
          l-1:
            fte: 1
          l-2:
            fte: 1
      teacher:
        count: 9
        coached_by: lead
  b-team:
    title: Team
    kind: team
    parent: a-school
    staff:
      teacher:
        count: 3
        coached_by: l-2
  c-elsewhere:
    title: Elsewhere
    kind: school
    staff:
      teacher:
        count: 4
        coached_by: lead
";

    fn corpus() -> Corpus {
        let (corpus, answers) = load(&Sources::from_texts([("framework.yaml", TEXT)]));
        assert!(answers.findings.is_empty(), "{:?}", answers.findings);
        corpus
    }

    #[test]
    fn people_are_divided_among_holders_and_go_to_the_nearest_post() {
        let corpus = corpus();
        let facts = Facts::new(&corpus, jiff::civil::date(2026, 11, 22));
        let spans = Spans::new(&facts);
        let lead = corpus.roles.position("lead").expect("lead");
        let post = facts.people.posts.iter().position(|post| post.role == lead).expect("a post");
        let reach = spans.coached(post).expect("people");
        // 9 in the school, divided by two; three name l-2. The 4 elsewhere have no lead, and are nobody's here.
        assert!(reach.people() == 12_u32);
        let alike = facts.people.alike(&[post], |at, code| spans.is_named(at, code));
        let each: Vec<(&str, f64)> = alike.iter().map(|who| (who.codes[0], spans.coached_by(&facts.people, who).f64())).collect();
        assert_eq!(each, [("l-1", 4.5), ("l-2", 7.5)]);
        assert!(spans.names_as_coach(lead));
        let waiting: Vec<(&str, bool)> = spans.waiting.iter().map(|one| (corpus.roles[one.role].id(), one.coach)).collect();
        assert_eq!(waiting, [("lead", true), ("principal", false)]);
    }

    #[test]
    fn everyone_who_reports_is_counted_once() {
        let corpus = corpus();
        let facts = Facts::new(&corpus, jiff::civil::date(2026, 11, 22));
        let principal = corpus.roles.position("principal").expect("principal");
        let post = facts.people.posts.iter().position(|post| post.role == principal).expect("a post");
        assert_eq!(Spans::new(&facts).supervised(post).map(Reach::people), Some(14_u32.into()));
    }
}
