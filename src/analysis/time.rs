//! Where does the time go? Two accountings, never added together.
//!
//! *Declared* ([`Declared`]): teaching and the shares of responsibilities, in percent of contract time.
//! *Calendar* ([`Week`]): routines and committee meetings in hours a week, against the release that holds them.
//! The working is kept line by line, so that a report can print it and a reader can check it by hand.

mod declared;
mod week;

pub use declared::Declared;
pub use week::{Basis, Coached, Gap, Line, Source, Week};

use super::Facts;
use super::people::Alike;
use super::post_terms::{Locals, Terms};
use super::seats::Seats;
use super::span::Spans;
use crate::model::{Committee, Entry, Id, Item, Per, Routine};
use crate::text::Exact;
use rustc_hash::FxHashMap;

/// Weeks in a month, for meetings that are counted by the month.
pub const WEEKS_PER_MONTH: f64 = 4.33;

/// Everything about time that rests on who is where.
#[derive(Debug)]
pub struct Calendar<'a> {
    facts: &'a Facts<'a>,
    /// Who coaches and supervises how many.
    pub spans: Spans,
    /// On which terms posts work.
    pub locals: Locals<'a>,
    /// Who sits on which committee.
    pub seats: Seats,
    posts_of_role: FxHashMap<usize, Vec<usize>>,
}

impl<'a> Calendar<'a> {
    /// Reads the units once.
    pub fn new(facts: &'a Facts<'a>) -> Self {
        let mut posts_of_role: FxHashMap<usize, Vec<usize>> = FxHashMap::default();
        for (at, post) in facts.people.posts.iter().enumerate().filter(|(_, post)| post.heads != Some(0)) {
            posts_of_role.entry(post.role).or_default().push(at);
        }
        Calendar { facts, spans: Spans::new(facts), locals: Locals::new(facts), seats: Seats::new(facts), posts_of_role }
    }

    /// The posts of a role that someone holds, or that state no number, by position in `facts.people.posts`.
    pub fn posts_of(&self, role: usize) -> &[usize] {
        self.posts_of_role.get(&role).map_or(&[], |posts| posts)
    }

    /// The weeks of those who hold a role in some of its posts: one for each who has other hours, or other people, than
    /// the others there. Someone with several parts in the role has one week, which holds them all.
    pub fn weeks_of(&self, posts: &[usize]) -> Vec<Week> {
        let people = &self.facts.people;
        people.alike(posts, |at, code| self.spans.is_named(at, code)).iter().filter_map(|who| self.week_of(who)).collect()
    }

    /// The weeks of everyone who holds a role.
    pub fn weeks_of_role(&self, role: usize) -> Vec<Week> {
        self.weeks_of(self.posts_of(role))
    }

    fn week_of(&self, who: &Alike<'_>) -> Option<Week> {
        let mut parts = who.parts.iter().map(|&(at, size)| self.part(who, at, size));
        let first = parts.next()?;
        let mut week = parts.fold(first, |week, part| week.and(part, |committee| self.seats.is_one(committee)));
        week.holders = who.people;
        week.codes = who.codes.iter().map(|&code| code.into()).collect();
        let stands_out = |&(at, _): &(usize, Exact)| {
            let is_named = who.codes.iter().any(|code| self.spans.is_named(at, code));
            is_named || self.facts.people.posts[at].heads != Some(who.people)
        };
        let is_alone = who.parts.len() > 1 || who.parts.iter().any(stands_out);
        week.holder = if who.people == 1 && is_alone { week.codes.first().cloned() } else { None };
        Some(week)
    }

    /// The week that someone has in one post, in a position of that size.
    fn part(&self, who: &Alike<'_>, at: usize, size: Exact) -> Week {
        let post = &self.facts.people.posts[at];
        let terms = self.locals.of(post);
        let here = Alike { parts: vec![(at, size)], codes: who.codes.clone(), people: who.people };
        // Counted where units count, else as meant.
        let counts = self.spans.names_as_coach(post.role) && post.heads.is_some();
        let people = self.spans.coached_by(&self.facts.people, &here);
        let coached = if counts { Some(Coached { people, basis: Basis::Counted }) } else { meant(&terms) };
        let mut week = self.week(&terms, coached, self.seats.of_post(at), size);
        if self.spans.coached(at).is_some_and(|reach| reach.open) {
            note(&mut week.gaps, Gap::People);
        }
        Week { posts: vec![at], ..week }
    }

    /// The week of a role as it is described, with as many people to coach as are meant.
    pub fn week_as_described(&self, role: usize) -> Week {
        let terms = Terms::of_role(&self.facts.corpus.roles[role]);
        let seats: Vec<(usize, Exact)> = self.seats.of_role(role).iter().map(|&at| (at, Exact::ONE)).collect();
        self.week(&terms, meant(&terms), &seats, Exact::ONE)
    }

    /// The week of a role: on average over its holders, or as described where no unit has it.
    pub fn week_of_role(&self, role: usize) -> Week {
        let weeks = self.weeks_of_role(role);
        average(&weeks).unwrap_or_else(|| self.week_as_described(role))
    }

    fn week(&self, terms: &Terms<'a>, coached: Option<Coached>, seats: &[(usize, Exact)], position: Exact) -> Week {
        let mut gaps = Vec::new();
        let mut lines: Vec<Line> = Vec::new();
        for routine in terms.routines.iter() {
            lines.extend(routine_line(routine, coached, &mut gaps));
        }
        for &(committee, part) in seats {
            lines.extend(meeting_lines(committee, &self.facts.corpus.committees[committee], part));
        }
        let release = terms.release.map(|release| release.value.share());
        let contract = self.facts.corpus.settings.contract_hours.map(|hours| position * hours.value);
        let capacity = release.zip(contract).map(|(release, hours)| release * hours);
        Week { posts: Vec::new(), codes: Vec::new(), holder: None, holders: 1, coached, lines, gaps, release, position, contract, capacity }
    }
}

fn meant(terms: &Terms<'_>) -> Option<Coached> {
    let of = |people: crate::model::Int, basis| Coached { people: people.value.0.into(), basis };
    terms.coaches_max.map(|most| of(most, Basis::Maximum)).or(terms.coaches_min.map(|fewest| of(fewest, Basis::Minimum)))
}

fn note(gaps: &mut Vec<Gap>, gap: Gap) {
    if let Err(at) = gaps.binary_search(&gap) {
        gaps.insert(at, gap);
    }
}

/// A routine's line; what is not stated is noted, and the line left out where it cannot be worked out.
fn routine_line(routine: &Entry<Id, Routine>, coached: Option<Coached>, gaps: &mut Vec<Gap>) -> Option<Line> {
    let value = &routine.value;
    let each = value.per.is_some_and(|per| per.value == Per::Person);
    if value.minutes.is_none() {
        note(gaps, Gap::Minutes);
    }
    if value.per_week.is_none() {
        note(gaps, Gap::Times);
    }
    if each && coached.is_none() {
        note(gaps, Gap::People);
    }
    let people = if each { coached?.people } else { Exact::ONE };
    let source = Source::Routine { kind: value.kind.map(|kind| kind.value), each };
    Some(Line::new(routine.id(), source, value.minutes?.value.into(), value.per_week?.value.into(), people))
}

fn meeting_lines(at: usize, committee: &Item<Committee>, part: Exact) -> impl Iterator<Item = Line> {
    committee.meets.iter().filter_map(move |meeting| {
        let (times, minutes) = (Exact::from(meeting.per_month?.value) / WEEKS_PER_MONTH, meeting.minutes?.value.into());
        Some(Line::new(committee.id(), Source::Committee(at), minutes, times, part))
    })
}

/// One week for all holders: hours and people are means over holders. Absent for no weeks at all.
fn average(weeks: &[Week]) -> Option<Week> {
    let first = weeks.first()?;
    let all: u32 = weeks.iter().map(|week| week.holders).sum();
    let part = |week: &Week| Exact::from(week.holders) / all.max(1);
    let mut lines: Vec<Line> = Vec::new();
    let mut places: FxHashMap<(&str, Source, u64), usize> = FxHashMap::default();
    for week in weeks {
        for line in &week.lines {
            let (people, hours) = (line.people * part(week), line.hours * part(week));
            let at = *places.entry((&line.label, line.source, line.minutes.f64().to_bits())).or_insert(lines.len());
            match lines.get_mut(at) {
                Some(known) => {
                    known.people = known.people + people;
                    known.hours = known.hours + hours;
                }
                None => lines.push(Line { people, hours, ..line.clone() }),
            }
        }
    }
    let mean = |of: fn(&Week) -> Option<Exact>| weeks.iter().map(|week| of(week).map(|value| value * part(week))).sum::<Option<Exact>>();
    let people = mean(|week| week.coached.map(|coached| coached.people));
    let coached = people.zip(first.coached).map(|(people, coached)| Coached { people, ..coached });
    let mut gaps = Vec::new();
    weeks.iter().flat_map(|week| &week.gaps).for_each(|&gap| note(&mut gaps, gap));
    let (release, contract, capacity) = (mean(|week| week.release), mean(|week| week.contract), mean(|week| week.capacity));
    let position = weeks.iter().map(|week| week.position * part(week)).sum();
    Some(Week {
        posts: Vec::new(),
        codes: Vec::new(),
        holder: None,
        holders: all,
        coached,
        lines,
        gaps,
        release,
        position,
        contract,
        capacity,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::load::{Sources, load};

    /// The worked example of a lead: 45 minutes to observe and 30 to debrief each person, 90 of team time,
    /// 60 to prepare, and an instructional leadership team of an hour a week.
    fn lead(people: u32, release: u32) -> String {
        format!(
            "roles:\n  lead:\n    title: Lead\n    release: {release}%\n    coaches:\n      roles: teacher\n      max: {people}\n    routines:\n      observe:\n        kind: observation\n        minutes: 45\n        per_week: 1\n        per: person\n      debrief:\n        kind: one-on-one\n        minutes: 30\n        per_week: 1\n        per: person\n      team:\n        kind: team-time\n        minutes: 90\n        per_week: 1\n        per: team\n      prepare:\n        kind: planning\n        minutes: 60\n        per_week: 1\n      ilt:\n        kind: leadership-meeting\n        minutes: 60\n        per_week: 1\n  teacher:\n    title: Teacher\n"
        )
    }

    fn with_facts<T>(text: &str, look: impl FnOnce(&Facts<'_>) -> T) -> T {
        let (corpus, answers) = load(&Sources::from_texts([("rolewright.toml", "contract_hours = 40\n"), ("framework.yaml", text)]));
        assert!(answers.findings.is_empty(), "{:?}", answers.findings);
        look(&Facts::new(&corpus, jiff::civil::date(2026, 11, 22)))
    }

    fn role_week(text: &str) -> Week {
        with_facts(text, |facts| Calendar::new(facts).week_of_role(0))
    }

    fn near(a: Exact, b: impl Into<Exact>) -> bool {
        a == b.into()
    }

    #[test]
    fn the_release_arithmetic_that_is_worth_showing() {
        for (people, release, hours, used) in [(7, 50, 12.25, 0.6125), (10, 50, 16.0, 0.80), (12, 50, 18.5, 0.925), (7, 25, 12.25, 1.225)] {
            let week = role_week(&lead(people, release));
            assert!(near(week.hours(), hours), "{people} people: {:?} h", week.hours());
            assert!(near(week.used().unwrap_or(Exact::ZERO), used), "{people} people: {:?}", week.used());
            assert_eq!(week.coached.map(|coached| coached.basis), Some(Basis::Maximum));
            assert_eq!(week.gaps, []);
        }
        assert!(near(role_week(&lead(7, 50)).hours_with_teachers(), 10.25));
    }

    #[test]
    fn every_line_of_the_working_multiplies_out() {
        for line in role_week(&lead(7, 50)).lines {
            assert!(near(line.hours, line.minutes * line.times * line.people / 60_u32), "{line:?}");
        }
    }

    const UNITS: &str = "units:\n  school:\n    title: School\n    kind: school\n  a:\n    title: A\n    kind: team\n    parent: school\n    staff:\n      lead: 1\n      teacher:\n        count: 7\n        coached_by: lead\n  b:\n    title: B\n    kind: team\n    parent: school\n    staff:\n      lead: 1\n      teacher:\n        count: 3\n        coached_by: lead\n";

    #[test]
    fn one_more_person_and_the_last_who_fits() {
        // 20 h are 1,200 min; 210 of them are spent whoever is coached, and each person takes 75: 990 ÷ 75 = 13.2.
        let week = role_week(&lead(7, 50));
        assert!(near(week.minutes_each(), 75.0));
        assert_eq!(week.full_at(), Some(13.0.into()));
        // 10 h: (600 − 210) ÷ 75 = 5.2.
        assert_eq!(role_week(&lead(7, 25)).full_at(), Some(5.0.into()));
        // 2 h do not even hold what happens without anyone: (120 − 210) ÷ 75 = −1.2.
        assert_eq!(role_week(&lead(7, 5)).full_at(), Some((-2.0).into()));
    }

    #[test]
    fn half_a_position_has_half_the_hours() {
        let part = |staff: &str| {
            let text = lead(7, 50) + "units:\n  a:\n    title: A\n    kind: school\n    staff:\n      lead:\n" + staff;
            with_facts(&text, |facts| {
                Calendar::new(facts)
                    .weeks_of(&[0])
                    .iter()
                    .map(|week| (week.contract.map(Exact::f64), week.capacity.map(Exact::f64)))
                    .collect::<Vec<_>>()
            })
        };
        assert_eq!(part("        count: 1\n        fte: 0.5\n"), [(Some(20.0), Some(10.0))]);
        assert_eq!(part("        count: 2\n"), [(Some(40.0), Some(20.0))]);
        // Of 1.5 positions the holder whom people name has 1; half a one is left for the other.
        let named = "        count: 2\n        fte: 1.5\n        holders:\n          l-1:\n            fte: 1\n      teacher:\n        count: 4\n        coached_by: l-1\n";
        assert_eq!(part(named), [(Some(40.0), Some(20.0)), (Some(20.0), Some(10.0))]);
    }

    #[test]
    fn people_counted_in_units_come_before_people_meant() {
        let text = lead(9, 50) + UNITS;
        with_facts(&text, |facts| {
            let calendar = Calendar::new(facts);
            let people: Vec<_> = calendar.weeks_of_role(0).into_iter().map(|week| week.coached).collect();
            let counted = |people: f64| Some(Coached { people: people.into(), basis: Basis::Counted });
            assert_eq!(people, [counted(7.0), counted(3.0)]);
            let both = calendar.week_of_role(0);
            assert_eq!((both.holders, both.coached), (2, counted(5.0)));
            assert!(near(both.hours(), (12.25 + 7.25) / 2.0));
        });
    }

    #[test]
    fn a_meeting_counts_once_for_each_seat_holder() {
        let council = |seats: u32, place: &str| {
            format!(
                "committees:\n  council:\n    title: Council\n    level: team\n{place}    seats:\n      lead: {seats}\n    meets:\n      per_month: 4.33\n      minutes: 60\n"
            )
        };
        let hours = |text: String| role_week(&(lead(7, 50) + UNITS + &text)).hours() - role_week(&(lead(7, 50) + UNITS)).hours();
        // Two seats for two leads: both sit. One seat: each sits half the time, on average.
        assert!(near(hours(council(2, "    place: school\n")), 1.0));
        assert!(near(hours(council(1, "    place: school\n")), 0.5));
        // Without a place, a committee of team level is one in each team.
        assert!(near(hours(council(1, "")), 1.0));
    }

    #[test]
    fn what_is_not_stated_is_not_zero() {
        let week = role_week(
            "roles:\n  lead:\n    title: Lead\n    routines:\n      visit:\n        kind: observation\n        per: person\n        minutes: 45\n",
        );
        assert_eq!(week.gaps, [Gap::People, Gap::Times]);
        assert_eq!((week.lines.len(), week.used()), (0, None));
    }
}
