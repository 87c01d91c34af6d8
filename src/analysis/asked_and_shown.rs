//! What roles ask of people, and what the people have shown: counted by role and unit, never by person.
//!
//! A holder who lists nothing under `has` is not assessed. One who lists some competencies and not this one is
//! counted apart from one who lists it at a lower level: the first may only be out of date.

use super::Facts;
use super::bench::has;
use super::development::Need;
use super::people::{Post, holders};
use crate::model::{Collection, Corpus, Holder, Loc};

/// People counted against one demand.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Count {
    /// They list it at the level asked, or higher.
    pub has: usize,
    /// They list it at a lower level.
    pub below: usize,
    /// They list other competencies, and not this one.
    pub not_listed: usize,
}

impl Count {
    /// Those who list anything.
    pub fn assessed(self) -> usize {
        self.has + self.below + self.not_listed
    }

    fn add(&mut self, other: Count) {
        self.has += other.has;
        self.below += other.below;
        self.not_listed += other.not_listed;
    }
}

/// One competency asked of one role, against the people who hold it.
#[derive(Debug)]
pub struct Against<'a> {
    /// What is asked.
    pub need: Need<'a>,
    /// Over all units.
    pub all: Count,
    /// By unit, where somebody is assessed.
    pub units: Vec<(usize, Count)>,
}

/// How many holders of a role say what they have shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Told {
    /// The role.
    pub role: usize,
    /// Those who list something.
    pub assessed: usize,
    /// All of them; absent where a post states no count.
    pub heads: Option<u32>,
}

/// Every role that asks for something and is held by somebody, and everything asked of it where at least one of
/// its people is assessed.
pub fn shown<'a>(facts: &Facts<'a>) -> (Vec<Told>, Vec<Against<'a>>) {
    let (mut told, mut all) = (Vec::new(), Vec::new());
    for role in 0..facts.corpus.roles.len() {
        let posts: Vec<&Post> = facts.people.posts_of(role).filter(|post| post.heads != Some(0)).collect();
        if posts.is_empty() || facts.needs.of_role(role).next().is_none() {
            continue;
        }
        let assessed = posts.iter().flat_map(|post| listed(facts, post)).count();
        told.push(Told { role, assessed, heads: facts.people.heads(role) });
        if assessed > 0 {
            all.extend(facts.needs.of_role(role).map(|need| against(facts, need, &posts)));
        }
    }
    (told, all)
}

/// The holders of a post who list something.
pub fn listed<'a>(facts: &Facts<'a>, post: &Post) -> impl Iterator<Item = (&'a str, &'a Holder)> + use<'a> {
    let all = holders(facts.corpus, post, facts.as_of).filter(|holder| !holder.value.has.is_empty());
    all.map(|holder| (holder.id(), &holder.value)).collect::<Vec<_>>().into_iter()
}

fn against<'a>(facts: &Facts<'a>, need: &Need<'a>, posts: &[&Post]) -> Against<'a> {
    let mut found = Against { need: *need, all: Count::default(), units: Vec::new() };
    for post in posts {
        let mut count = Count::default();
        for (_, holder) in listed(facts, post) {
            count.add(judge(facts.corpus, need, holder));
        }
        if count.assessed() > 0 {
            found.all.add(count);
            found.units.push((post.unit, count));
        }
    }
    found
}

fn judge(corpus: &Corpus, need: &Need<'_>, holder: &Holder) -> Count {
    let wanted = Loc::item(Collection::Competencies, need.competency);
    let lists = holder.has.iter().any(|shown| shown.key.to == Some(wanted));
    let has = lists && has(corpus, holder, need.requirement);
    Count { has: usize::from(has), below: usize::from(lists && !has), not_listed: usize::from(!lists) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::load::{Sources, load};

    #[test]
    fn people_are_counted_against_what_is_asked_and_the_silent_are_not_judged() {
        let text = "
scales: {s: [low, high]}
competencies: {c: {title: C}, d: {title: D}}
roles:
  lead: {title: Lead, requires: {c: high}}
units:
  one: {title: One, kind: school, staff: {lead: {count: 4, holders: {a: {has: {c: high}}, b: {has: {c: low}}, x: {fte: 1}}}}}
  two: {title: Two, kind: school, staff: {lead: {holders: {d: {has: {d: high}}, gone: {has: {c: low}, ends: 2026-01-01}}}}}
";
        let (corpus, answers) = load(&Sources::from_texts([("a.yaml", text)]));
        assert!(answers.findings.is_empty(), "{:?}", answers.findings);
        let facts = Facts::new(&corpus, jiff::civil::date(2026, 11, 22));
        let (told, against) = shown(&facts);
        assert_eq!(told, [Told { role: 0, assessed: 3, heads: Some(5) }]);
        let count = |has, below, not_listed| Count { has, below, not_listed };
        assert_eq!(against.len(), 1);
        assert_eq!(against[0].all, count(1, 1, 1));
        assert_eq!(against[0].units, [(0, count(1, 1, 0)), (1, count(0, 0, 1))]);
    }
}
