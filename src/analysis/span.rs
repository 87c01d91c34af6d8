//! How many people does each holder of a post look after: coached (`staff.coached_by`) and supervised (`reports_to`)?
//!
//! People are counted towards the nearest post of the coach or supervisor: in their own unit, else in the
//! units above it. Where none is there, they are divided among all who hold the role anywhere. Within a post
//! people are divided equally among its holders, unless they name a holder's code.

use super::Facts;
use super::people::{People, Post, holders};
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
    /// The posts they hold; empty where they come from units that have no such post above them.
    pub posts: Vec<usize>,
}

/// Some holders of one post who look after equally many people each.
#[derive(Clone, Debug, PartialEq)]
pub struct Share<'a> {
    /// The holder's code, where it is one who is named.
    pub holder: Option<&'a str>,
    /// How many holders are meant.
    pub holders: u32,
    /// How many people each of them looks after; a fraction where people are divided.
    pub people: Exact,
}

impl Reach {
    /// Each named holder, then the others alike. Empty for a post that nobody holds.
    pub fn shares(&self, heads: u32) -> Vec<Share<'_>> {
        if heads == 0 {
            return Vec::new();
        }
        let each = self.together / heads;
        let named = u32::try_from(self.named.len()).unwrap_or(u32::MAX);
        let mut shares: Vec<Share<'_>> =
            self.named.iter().map(|(code, people)| Share { holder: Some(code), holders: 1, people: each + *people }).collect();
        if heads > named {
            shares.push(Share { holder: None, holders: heads - named, people: each });
        }
        shares
    }

    /// The roles of the people counted in posts, in the order met, and how many hold each.
    pub fn by_role(&self, people: &People) -> Vec<(usize, u32)> {
        let mut by_role: Vec<(usize, u32)> = Vec::new();
        for post in self.posts.iter().map(|&at| &people.posts[at]) {
            let heads = post.heads.unwrap_or(0);
            match by_role.iter_mut().find(|(known, _)| *known == post.role) {
                Some((_, sum)) => *sum += heads,
                None => by_role.push((post.role, heads)),
            }
        }
        by_role
    }

    /// Whether those are all: people from units without such a post above them are counted, but in no one post.
    pub fn is_whole(&self, people: &People) -> bool {
        let heads: Exact = self.by_role(people).iter().map(|(_, heads)| Exact::from(*heads)).sum();
        heads == self.people()
    }

    /// People in all.
    pub fn people(&self) -> Exact {
        self.together + self.named.iter().map(|(_, people)| *people).sum::<Exact>()
    }
}

/// Whom every post looks after.
#[derive(Debug, Default)]
pub struct Spans {
    coached: FxHashMap<usize, Reach>,
    supervised: FxHashMap<usize, Reach>,
    coaching: FxHashSet<usize>,
}

impl Spans {
    /// Counts them over all units.
    pub fn new(facts: &Facts<'_>) -> Self {
        let places = Places::new(facts);
        let locals = Locals::new(facts);
        let mut coached = Tally::new(&places);
        let mut supervised = Tally::new(&places);
        let mut coaching = FxHashSet::default();
        for (at, post) in facts.people.posts.iter().enumerate() {
            let staff = &facts.corpus.units[post.unit].staff[post.entry];
            if let Some(coach) = &staff.value.detail.coached_by {
                // A coach is named as a role, or by a holder's code, which leads to that holder's unit.
                match coach.to {
                    Some(to) if facts.corpus.role(Some(to)).is_some() => {
                        coaching.insert(to.index());
                        coached.add(at, to.index());
                    }
                    Some(_) => coaching.extend(coached.add_named(at, &coach.text)),
                    None => {}
                }
            }
            let boss = locals.of(post).reports_to;
            // A role that reports to itself is another rule's finding.
            if let Some(boss) = boss.filter(|&boss| boss != post.role) {
                supervised.add(at, boss);
            }
        }
        Spans { coached: coached.finish(), supervised: supervised.finish(), coaching }
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
            for holder in holders(facts.corpus, post, facts.as_of) {
                places.by_code.entry(holder.id()).or_default().push(at);
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

    /// The post in which a holder coaches `role`: the one whose role says so, else the first.
    pub(super) fn of_holder(&self, code: &str, role: usize) -> Option<usize> {
        let posts = self.by_code.get(code)?;
        let says_so = |&&at: &&usize| {
            let coaches = &self.facts.corpus.roles[self.facts.people.posts[at].role].coaches;
            coaches.iter().flat_map(|coaches| coaches.roles.iter()).any(|named| named.to.map(Loc::index) == Some(role))
        };
        posts.iter().find(says_so).or(posts.first()).copied()
    }
}

/// People counted so far.
struct Tally<'p, 'a> {
    places: &'p Places<'a>,
    reach: FxHashMap<usize, Reach>,
    /// People without a post of that role above them, to be divided among all who hold it.
    elsewhere: FxHashMap<usize, (Exact, bool)>,
}

impl<'p, 'a> Tally<'p, 'a> {
    fn new(places: &'p Places<'a>) -> Self {
        Tally { places, reach: FxHashMap::default(), elsewhere: FxHashMap::default() }
    }

    fn post(&self, at: usize) -> &'p Post {
        &self.places.facts.people.posts[at]
    }

    fn add(&mut self, at: usize, role: usize) {
        let post = self.post(at);
        match self.places.nearest(post.unit, role) {
            Some(over) => {
                let reach = self.reach.entry(over).or_default();
                reach.together = reach.together + post.heads.unwrap_or(0);
                reach.open |= post.heads.is_none();
                reach.posts.push(at);
            }
            None => {
                let rest = self.elsewhere.entry(role).or_default();
                rest.0 = rest.0 + post.heads.unwrap_or(0);
                rest.1 |= post.heads.is_none();
            }
        }
    }

    /// Counts people towards the holder they name; returns that holder's role.
    fn add_named(&mut self, at: usize, code: &str) -> Option<usize> {
        let post = self.post(at);
        let over = self.places.of_holder(code, post.role)?;
        let reach = self.reach.entry(over).or_default();
        let people = Exact::from(post.heads.unwrap_or(0));
        match reach.named.iter_mut().find(|(known, _)| &**known == code) {
            Some((_, count)) => *count = *count + people,
            None => reach.named.push((code.into(), people)),
        }
        reach.open |= post.heads.is_none();
        reach.posts.push(at);
        Some(self.post(over).role)
    }

    fn finish(mut self) -> FxHashMap<usize, Reach> {
        for (role, (people, open)) in std::mem::take(&mut self.elsewhere) {
            let posts = self.places.of_role(role);
            let heads: u32 = posts.iter().filter_map(|&at| self.post(at).heads).sum();
            for &at in posts {
                let own = self.post(at).heads.unwrap_or(0);
                let reach = self.reach.entry(at).or_default();
                reach.together = if heads == 0 { reach.together } else { reach.together + people * own / heads };
                reach.open |= open || heads == 0;
            }
        }
        self.reach
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
        // 9 in the school and 4 from elsewhere, divided by two; three name l-2.
        assert!(reach.people() == 16.0);
        let shares = reach.shares(2);
        assert_eq!(shares[0], Share { holder: Some("l-2"), holders: 1, people: 9.5.into() });
        assert_eq!(shares[1], Share { holder: None, holders: 1, people: 6.5.into() });
        assert!(spans.names_as_coach(lead));
    }

    #[test]
    fn everyone_who_reports_is_counted_once() {
        let corpus = corpus();
        let facts = Facts::new(&corpus, jiff::civil::date(2026, 11, 22));
        let principal = corpus.roles.position("principal").expect("principal");
        let post = facts.people.posts.iter().position(|post| post.role == principal).expect("a post");
        assert_eq!(Spans::new(&facts).supervised(post).map(Reach::people), Some(18_u32.into()));
    }
}
