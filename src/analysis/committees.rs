//! Committees as they sit: which have not ended, who has the seats, and which share a place.

use super::Facts;
use super::people::People;
use crate::model::{Committee, Corpus, Family, Item, Loc, Role};
use crate::text::Exact;
use rustc_hash::FxHashSet;

/// The committees that have not ended, with their positions.
pub fn sitting<'a>(facts: &Facts<'a>) -> impl Iterator<Item = (usize, &'a Item<Committee>)> + use<'a> {
    let as_of = facts.as_of;
    facts.corpus.committees.iter().enumerate().filter(move |(_, committee)| committee.ends.is_none_or(|day| day.last() >= as_of))
}

/// The unit a committee belongs to; absent where it states none.
pub fn place(committee: &Committee) -> Option<usize> {
    committee.place.as_ref().and_then(|unit| unit.to).map(Loc::index)
}

/// The places whose committees share ground with a committee of `place`: the place itself, the units above
/// it, and last "no place stated", which is read as the whole system.
pub fn reach(people: &People, place: Option<usize>) -> Vec<Option<usize>> {
    let mut seen = FxHashSet::default();
    // A circle of units is reported elsewhere; here the line ends where it closes.
    let line = place.into_iter().flat_map(|unit| people.line(unit)).take_while(|&unit| seen.insert(unit));
    line.map(Some).chain([None]).collect()
}

/// Whether a role belongs to a family that teaches; absent where it states no family.
pub fn is_teacher(role: &Role) -> Option<bool> {
    role.family.map(|family| matches!(family.value, Family::Teacher | Family::TeacherLeader))
}

/// The seats of one committee, by who takes them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Seats {
    /// All of them.
    pub total: u64,
    /// Those of teachers and teacher leaders.
    pub teachers: u64,
    /// Those of roles whose family is not stated.
    pub unknown: u64,
}

impl Seats {
    /// Counts them; absent where the committee states none. A chair without a seat is not counted.
    pub fn of(corpus: &Corpus, committee: &Committee) -> Option<Self> {
        let mut seats = Seats::default();
        for seat in committee.seats.iter() {
            let count = u64::from(seat.value.value.0);
            seats.total += count;
            match corpus.role(seat.key.to).map(|role| is_teacher(role)) {
                Some(Some(true)) => seats.teachers += count,
                Some(Some(false)) => {}
                _ => seats.unknown += count,
            }
        }
        (!committee.seats.is_empty()).then_some(seats)
    }

    /// Whether teachers have at least `share` of the seats; absent where the unknown seats would decide it.
    pub fn teachers_have(&self, share: f64) -> Option<bool> {
        let enough = |teachers: u64| self.total > 0 && Exact::from(teachers) >= Exact::from(share) * self.total;
        let (least, most) = (enough(self.teachers), enough(self.teachers + self.unknown));
        (least == most).then_some(least)
    }
}

#[cfg(test)]
mod tests {
    use super::Seats;

    #[test]
    fn half_of_the_seats_may_be_undecidable() {
        let seats = |total, teachers, unknown| Seats { total, teachers, unknown };
        assert_eq!(seats(6, 3, 0).teachers_have(0.5), Some(true));
        assert_eq!(seats(6, 2, 0).teachers_have(0.5), Some(false));
        assert_eq!(seats(6, 2, 1).teachers_have(0.5), None);
        assert_eq!(seats(0, 0, 0).teachers_have(0.5), Some(false));
    }
}
