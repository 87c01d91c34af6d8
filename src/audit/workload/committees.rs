//! What do committees cost in hours? Each seat once, whatever else its holder does there.

use super::Scope;
use crate::analysis::Facts;
use crate::analysis::people::Post;
use crate::analysis::seats::Seats;
use crate::analysis::time::WEEKS_PER_MONTH;
use crate::text::Exact;

/// The meetings of one committee.
#[derive(Clone, Debug)]
pub struct CommitteeHours {
    /// The committee.
    pub committee: usize,
    /// Each kind of meeting: times a month and minutes, where both are stated.
    pub meetings: Vec<(f64, f64)>,
    /// Who sits there, in the order of its seats.
    pub sitting: Vec<Sitting>,
}

/// The seats of one role on a committee.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Sitting {
    /// The role.
    pub role: usize,
    /// Seats, as the charter gives them.
    pub seats: u32,
    /// People who sit, on average, over all such committees and within what was asked about; absent in a
    /// framework without staff.
    pub people: Option<Exact>,
}

impl CommitteeHours {
    /// Minutes a week for each who sits; absent where no meeting states its length and frequency.
    pub fn minutes(&self) -> Option<Exact> {
        let sum = self.meetings.iter().map(|&(times, minutes)| Exact::from(times) * minutes).sum::<Exact>();
        (!self.meetings.is_empty()).then_some(sum / WEEKS_PER_MONTH)
    }

    /// People who sit, or the seats where nobody says who holds a role.
    pub fn people(&self) -> Exact {
        self.sitting.iter().map(|seat| seat.people.unwrap_or(seat.seats.into())).sum()
    }
}

pub(super) fn hours(facts: &Facts<'_>, seats: &Seats, scope: Scope, counts: &dyn Fn(&Post) -> bool) -> Vec<CommitteeHours> {
    let committees = facts.corpus.committees.iter().enumerate();
    let lasting = committees.filter(|(_, committee)| committee.ends.is_none_or(|day| day.last() >= facts.as_of));
    let all = lasting.map(|(at, committee)| CommitteeHours {
        committee: at,
        meetings: committee.meets.iter().filter_map(|meets| Some((meets.per_month?.value, meets.minutes?.value))).collect(),
        sitting: sitting(facts, seats, at, counts),
    });
    all.filter(|hours| scope.is_whole() || hours.sitting.iter().any(|seat| in_scope(seat, scope))).collect()
}

fn in_scope(seat: &Sitting, scope: Scope) -> bool {
    match seat.people {
        Some(people) => people > Exact::ZERO,
        None => scope.unit.is_none() && scope.role == Some(seat.role),
    }
}

fn sitting(facts: &Facts<'_>, seats: &Seats, committee: usize, counts: &dyn Fn(&Post) -> bool) -> Vec<Sitting> {
    let charter = &facts.corpus.committees[committee].seats;
    let named = charter.iter().filter_map(|seat| Some((seat.key.to?.index(), seat.value.value.0)));
    let posts = |role: usize| facts.people.posts.iter().enumerate().filter(move |(_, post)| post.role == role && counts(post));
    let people = |role: usize| {
        let parts = posts(role).flat_map(|(at, post)| {
            let own = seats.of_post(at).iter().filter(move |(known, _)| *known == committee);
            own.map(move |(_, part)| *part * post.heads.unwrap_or(1))
        });
        parts.sum::<Exact>()
    };
    named.map(|(role, seats)| Sitting { role, seats, people: facts.people.is_staffed().then(|| people(role)) }).collect()
}
