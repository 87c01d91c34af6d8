//! Who could step up: for every rung of a pathway above the first, the people elsewhere who have shown all that it
//! asks. Codes stand in the order of the alphabet: this says who has what a rung asks, and nothing about who is better.

use super::Facts;
use super::asked_and_shown::listed;
use super::bench::has;
use super::development::Need;
use crate::model::Loc;
use std::collections::BTreeMap;

/// One role that is a rung above the first.
#[derive(Debug)]
pub struct Rung<'a> {
    /// The role.
    pub role: usize,
    /// The pathways it is on.
    pub pathways: Vec<usize>,
    /// How many hold it today; absent where that is not stated.
    pub heads: Option<u32>,
    /// How many competencies it asks for.
    pub asks: usize,
    /// Those who have shown all of them, by role: their codes, sorted.
    pub ready: Vec<(usize, Vec<&'a str>)>,
    /// The rungs just below.
    pub below: Vec<usize>,
    /// How many on them list what they have shown.
    pub assessed: usize,
    /// How many there are; absent where that is not stated.
    pub people: Option<u32>,
}

/// Every such role, by id.
pub fn rungs<'a>(facts: &Facts<'a>) -> Vec<Rung<'a>> {
    let mut found: BTreeMap<usize, (Vec<usize>, Vec<usize>)> = BTreeMap::new();
    for (at, pathway) in facts.corpus.pathways.iter().enumerate() {
        let roles: Vec<Option<usize>> = pathway.rungs.iter().map(|rung| rung.to.map(Loc::index)).collect();
        for pair in roles.windows(2) {
            let [Some(below), Some(above)] = *pair else { continue };
            let rung = found.entry(above).or_default();
            rung.0.push(at);
            rung.1.push(below);
        }
    }
    found.into_iter().map(|(role, (pathways, below))| rung(facts, role, pathways, below)).collect()
}

fn rung<'a>(facts: &Facts<'a>, role: usize, mut pathways: Vec<usize>, mut below: Vec<usize>) -> Rung<'a> {
    for list in [&mut pathways, &mut below] {
        list.sort_unstable();
        list.dedup();
    }
    let asked: Vec<&Need<'a>> = facts.needs.of_role(role).collect();
    let ready = if asked.is_empty() { Vec::new() } else { ready(facts, role, &asked) };
    let assessed = below.iter().flat_map(|&role| facts.people.posts_of(role)).flat_map(|post| listed(facts, post)).count();
    let people = below.iter().map(|&role| facts.people.heads(role)).sum();
    Rung { role, pathways, heads: facts.people.heads(role), asks: asked.len(), ready, below, assessed, people }
}

fn ready<'a>(facts: &Facts<'a>, role: usize, asked: &[&Need<'a>]) -> Vec<(usize, Vec<&'a str>)> {
    let mut all: BTreeMap<usize, Vec<&'a str>> = BTreeMap::new();
    for post in facts.people.posts.iter().filter(|post| post.role != role) {
        let able = listed(facts, post).filter(|(_, holder)| asked.iter().all(|need| has(facts.corpus, holder, need.requirement)));
        let codes: Vec<&str> = able.map(|(code, _)| code).collect();
        if !codes.is_empty() {
            all.entry(post.role).or_default().extend(codes);
        }
    }
    for codes in all.values_mut() {
        codes.sort_unstable();
        codes.dedup();
    }
    all.into_iter().collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::load::{Sources, load};

    #[test]
    fn who_has_all_that_a_rung_asks_is_named_by_code_and_the_silent_are_counted_apart() {
        let text = "
scales: {s: [low, high]}
competencies: {c: {title: C}, d: {title: D}}
roles:
  lead: {title: Lead, requires: {c: high, d: low}}
  other: {title: Other}
  teacher: {title: Teacher}
pathways: {p: {title: P, rungs: [teacher, lead]}}
units:
  u:
    title: U
    kind: school
    staff:
      lead: 1
      other: {holders: {o: {has: {c: high, d: high}}}}
      teacher: {count: 9, holders: {t2: {has: {c: high, d: low}}, t1: {has: {c: high, d: high}}, t3: {has: {c: high}}, t4: {fte: 1}}}
";
        let (corpus, answers) = load(&Sources::from_texts([("a.yaml", text)]));
        assert!(answers.findings.is_empty(), "{:?}", answers.findings);
        let facts = Facts::new(&corpus, jiff::civil::date(2026, 11, 22));
        let found = rungs(&facts);
        assert_eq!(found.len(), 1);
        let lead = &found[0];
        assert_eq!((lead.asks, lead.heads, lead.assessed, lead.people), (2, Some(1), 3, Some(9)));
        // Roles by id: other, then teacher.
        assert_eq!(lead.ready, [(1, vec!["o"]), (2, vec!["t1", "t2"])]);
    }
}
