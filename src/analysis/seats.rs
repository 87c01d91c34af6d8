//! Who sits on which committee? Seats are given to roles; here they reach the posts that can take them.
//!
//! A committee with a place belongs to that unit. One without a place that works at a level named like a kind
//! of unit (“team”) exists once in every unit of that kind; any other exists once. Seats go to the holders in
//! the unit and below it, else to the nearest above it; of a committee without a place, to all there are. A seat that
//! nobody there can take is nobody's. Where there are fewer seats than such holders, each has a part of a seat: the
//! total stays right, and no one is guessed to have it. Where not one in a hundred could sit, nobody is counted.
//! Someone with several parts in the role is one holder. A chair without a seat attends, and has no vote.

use super::Facts;
use crate::model::{Committee, Item, Loc};
use crate::text::Exact;
use rustc_hash::{FxHashMap, FxHashSet};

/// The smallest part of a seat that is counted for a holder.
const SMALLEST_PART: f64 = 0.01;

/// The seats of a framework, on one day: committees that have ended have none.
#[derive(Debug, Default)]
pub struct Seats {
    of_post: FxHashMap<usize, Vec<(usize, Exact)>>,
    of_role: FxHashMap<usize, Vec<usize>>,
    /// How many seats each role has at tables where somebody can take them, by committee.
    asked: FxHashMap<usize, Vec<(usize, u32)>>,
    /// Committees of which there are several, one in each unit of a kind.
    several: FxHashSet<usize>,
}

impl Seats {
    /// Gives out the seats of every committee.
    pub fn new(facts: &Facts<'_>) -> Self {
        let room = Room::new(facts);
        let mut seats = Seats::default();
        for (at, committee) in facts.corpus.committees.iter().enumerate() {
            if committee.ends.is_none_or(|day| day.last() >= facts.as_of) {
                seats.give(at, committee, &room);
            }
        }
        seats
    }

    /// The committees that the holders of a post sit on, by position, and how many seats each holder has
    /// there on average: below 1 where seats are fewer than holders, above 1 where there are several such
    /// committees (one in every team).
    pub fn of_post(&self, post: usize) -> &[(usize, Exact)] {
        self.of_post.get(&post).map_or(&[], |seats| seats)
    }

    /// The committees on which a role has a seat, by position.
    pub fn of_role(&self, role: usize) -> &[usize] {
        self.of_role.get(&role).map_or(&[], |committees| committees)
    }

    /// How many seats a role has, committee by committee: on all of those of which there is one in every unit of a kind.
    pub fn asked_of(&self, role: usize) -> &[(usize, u32)] {
        self.asked.get(&role).map_or(&[], |seats| seats)
    }

    /// Whether there is one such committee, and not one in every unit of a kind.
    pub fn is_one(&self, committee: usize) -> bool {
        !self.several.contains(&committee)
    }

    fn give(&mut self, at: usize, committee: &Item<Committee>, room: &Room<'_>) {
        let tables = room.tables(committee);
        if tables.len() > 1 {
            self.several.insert(at);
        }
        for (role, seats) in attending(committee) {
            self.of_role.entry(role).or_default().push(at);
            let (takers, held) = room.takers(&tables, role, seats);
            if held > 0 {
                self.asked.entry(role).or_default().push((at, seats.saturating_mul(held)));
            }
            for (post, part) in takers {
                let seats = self.of_post.entry(post).or_default();
                // Committees come one after the other: the same one again can only be the last.
                match seats.last_mut() {
                    Some((known, sum)) if *known == at => *sum = *sum + part,
                    _ => seats.push((at, part)),
                }
            }
        }
    }
}

/// Units and the posts in them, laid out so that a unit and everything below it is one range.
struct Room<'a> {
    facts: &'a Facts<'a>,
    ranges: Vec<(usize, usize)>,
    /// The posts of each role, in the order of the layout.
    posts: FxHashMap<usize, Vec<usize>>,
    by_unit: FxHashMap<(usize, usize), usize>,
    by_kind: FxHashMap<&'static str, Vec<usize>>,
}

impl<'a> Room<'a> {
    fn new(facts: &'a Facts<'a>) -> Self {
        let ranges = layout(facts);
        let mut posts: FxHashMap<usize, Vec<usize>> = FxHashMap::default();
        let mut by_unit = FxHashMap::default();
        for (at, post) in facts.people.posts.iter().enumerate().filter(|(_, post)| post.heads != Some(0)) {
            posts.entry(post.role).or_default().push(at);
            by_unit.insert((post.unit, post.role), at);
        }
        posts.values_mut().for_each(|posts| posts.sort_by_key(|&at| ranges[facts.people.posts[at].unit].0));
        let mut by_kind: FxHashMap<&'static str, Vec<usize>> = FxHashMap::default();
        for (at, unit) in facts.corpus.units.iter().enumerate() {
            if let Some(kind) = unit.kind {
                by_kind.entry(kind.value.name()).or_default().push(at);
            }
        }
        Room { facts, ranges, posts, by_unit, by_kind }
    }

    fn tables(&self, committee: &Committee) -> Vec<usize> {
        if let Some(place) = committee.place.as_ref().and_then(|place| place.to) {
            return vec![place.index()];
        }
        let level = committee.level.as_ref().map(|level| &*level.value);
        level.and_then(|level| self.by_kind.get(level)).cloned().unwrap_or_default()
    }

    /// The posts of `role` that can sit at one of `tables`, each of which has `seats` for it; and at how many of them
    /// anybody can.
    fn takers(&self, tables: &[usize], role: usize, seats: u32) -> (Vec<(usize, Exact)>, u32) {
        let all = self.posts.get(&role).map_or(&[][..], |posts| posts);
        if tables.is_empty() {
            return (self.divide(all, seats), u32::from(!all.is_empty()));
        }
        let (mut taken, mut held) = (Vec::new(), 0_u32);
        for &table in tables {
            let below = self.below(all, table);
            let above = self.facts.people.line(table).find_map(|up| self.by_unit.get(&(up, role)).copied());
            let sitting = if below.is_empty() { above.as_slice() } else { below };
            held += u32::from(!sitting.is_empty());
            taken.extend(self.divide(sitting, seats));
        }
        (taken, held)
    }

    fn below<'p>(&self, posts: &'p [usize], unit: usize) -> &'p [usize] {
        let (start, end) = self.ranges[unit];
        let place = |at: usize| self.ranges[self.facts.people.posts[at].unit].0;
        let (from, to) = (posts.partition_point(|&at| place(at) < start), posts.partition_point(|&at| place(at) < end));
        &posts[from..to]
    }

    fn divide(&self, posts: &[usize], seats: u32) -> Vec<(usize, Exact)> {
        let people = &self.facts.people;
        let unsaid = posts.iter().filter(|&&at| people.posts[at].heads.is_none()).count();
        let heads = people.known(posts.iter().map(|&at| &people.posts[at])).saturating_add(u32::try_from(unsaid).unwrap_or(u32::MAX));
        let part = Exact::from(seats) / heads.max(1);
        // One seat for hundreds of people is nobody's hour in particular.
        if part < SMALLEST_PART { Vec::new() } else { posts.iter().map(|&at| (at, part.min(Exact::ONE))).collect() }
    }
}

/// Who attends, and in how many seats: a chair without one too.
pub fn attending(committee: &Committee) -> Vec<(usize, u32)> {
    let seats = committee.seats.iter().filter(|seat| seat.value.value.0 > 0);
    let mut all: Vec<(usize, u32)> = seats.filter_map(|seat| Some((seat.key.to?.index(), seat.value.value.0))).collect();
    all.extend(chair_without_a_seat(committee).map(|chair| (chair, 1)));
    all
}

/// The role in the chair, where it has no seat of its own.
pub fn chair_without_a_seat(committee: &Committee) -> Option<usize> {
    let chair = committee.chair.as_ref()?.to?;
    let sits = committee.seats.iter().any(|seat| seat.key.to == Some(chair) && seat.value.value.0 > 0);
    (!sits).then(|| chair.index())
}

/// For each unit its place in a depth-first order, and the end of what is below it. Units in a circle
/// (reported elsewhere) have nothing below them.
pub(super) fn layout(facts: &Facts<'_>) -> Vec<(usize, usize)> {
    let count = facts.corpus.units.len();
    let parent = |at: usize| facts.corpus.units[at].parent.as_ref().and_then(|parent| parent.to).map(Loc::index);
    let mut children: Vec<Vec<usize>> = vec![Vec::new(); count];
    let mut open: Vec<(usize, bool)> = Vec::new();
    for at in (0..count).rev() {
        match parent(at) {
            Some(up) => children[up].push(at),
            None => open.push((at, false)),
        }
    }
    let mut ranges = vec![(usize::MAX, usize::MAX); count];
    let mut next = 0;
    while let Some((at, leaving)) = open.pop() {
        if leaving {
            ranges[at].1 = next;
            continue;
        }
        ranges[at].0 = next;
        next += 1;
        open.push((at, true));
        open.extend(children[at].iter().map(|&child| (child, false)));
    }
    for range in ranges.iter_mut().filter(|range| range.0 == usize::MAX) {
        *range = (next, next + 1);
        next += 1;
    }
    ranges
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::load::{Sources, load};

    /// Seats of the two leads (teams a and b of one school) and of the principal.
    fn seats(committee: &str) -> (Vec<f64>, Vec<f64>) {
        let text = format!(
            "roles:\n  lead:\n    title: Lead\n  principal:\n    title: Principal\nunits:\n  a:\n    title: A\n    kind: team\n    parent: school\n    staff:\n      lead: 1\n  b:\n    title: B\n    kind: team\n    parent: school\n    staff:\n      lead: 1\n  school:\n    title: School\n    kind: school\n    staff:\n      principal: 1\ncommittees:\n  table:\n    title: Table\n{committee}"
        );
        let (corpus, answers) = load(&Sources::from_texts([("framework.yaml", text.as_str())]));
        assert!(answers.findings.is_empty(), "{:?}", answers.findings);
        let facts = Facts::new(&corpus, jiff::civil::date(2026, 11, 22));
        let seats = Seats::new(&facts);
        let parts = |role: usize| {
            let posts = facts.people.posts.iter().enumerate().filter(|(_, post)| post.role == role);
            posts.map(|(at, _)| seats.of_post(at).iter().map(|(_, part)| *part).sum::<Exact>().f64()).collect()
        };
        (parts(0), parts(1))
    }

    #[test]
    fn seats_are_divided_among_those_who_can_take_them() {
        let both = "    seats:\n      lead: 1\n      principal: 1\n";
        assert_eq!(seats(&format!("    place: school\n{both}")), (vec![0.5, 0.5], vec![1.0]));
        assert_eq!(seats(&format!("    place: a\n{both}")), (vec![1.0, 0.0], vec![1.0]));
        // Once in every team: each lead has a seat, the principal one at each of two tables.
        assert_eq!(seats(&format!("    level: team\n{both}")), (vec![1.0, 1.0], vec![2.0]));
        assert_eq!(seats(&format!("    level: system\n{both}")), (vec![0.5, 0.5], vec![1.0]));
        assert_eq!(seats(&format!("    ends: 2026-10-01\n{both}")), (vec![0.0, 0.0], vec![0.0]));
    }
}
