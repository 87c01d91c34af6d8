//! What does one week hold, line by line, and how much of the release does it use? Knows no units: what it is
//! made of is handed to it.

use crate::model::RoutineKind;
use crate::text::Exact;

/// What a line of the working comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Source {
    /// A routine of the role.
    Routine {
        /// What happens in it.
        kind: Option<RoutineKind>,
        /// Whether it happens once for every person coached.
        each: bool,
    },
    /// A committee on which the role has a seat, by position.
    Committee(usize),
}

impl Source {
    /// Whether it happens once for every person coached.
    pub fn is_each(self) -> bool {
        matches!(self, Source::Routine { each: true, .. })
    }

    /// Whether the time is spent with teachers.
    pub fn is_with_teachers(self) -> bool {
        use RoutineKind::{LearningCycle, Observation, OneOnOne, TeamTime};
        matches!(self, Source::Routine { kind: Some(OneOnOne | Observation | TeamTime | LearningCycle), .. })
    }
}

/// One line of the working: minutes × times × people ÷ 60 = hours a week.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    /// The id of the routine or committee.
    pub label: String,
    /// What it is.
    pub source: Source,
    /// Minutes each time.
    pub minutes: Exact,
    /// Times a week.
    pub times: Exact,
    /// For how many people; 1 where it happens once. For a committee with fewer seats than holders, the
    /// part of a seat that each of them has on average; with seats on several alike, how many.
    pub people: Exact,
    /// Hours a week.
    pub hours: Exact,
}

impl Line {
    pub(super) fn new(label: &str, source: Source, minutes: Exact, times: Exact, people: Exact) -> Self {
        Line { label: label.to_owned(), source, minutes, times, people, hours: minutes * times * people / 60_u32 }
    }
}

/// How it is known how many people a role coaches.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Basis {
    /// Counted in units, from `coached_by`.
    Counted,
    /// Meant: `coaches.max`.
    Maximum,
    /// Meant, where no maximum is stated: `coaches.min`.
    Minimum,
}

/// How many people each holder coaches.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Coached {
    /// People for each holder; a fraction where people are divided among holders.
    pub people: Exact,
    /// How that is known.
    pub basis: Basis,
}

/// Something a week would need and nobody states.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Gap {
    /// How many people are coached, or how many there are in a post that is.
    People,
    /// The minutes of a routine or meeting.
    Minutes,
    /// How often it happens.
    Times,
}

/// The week of some holders who are alike.
#[derive(Clone, Debug, PartialEq)]
pub struct Week {
    /// The posts, by position in `facts.people.posts`: one, or all in which one person has a part; none for a role as
    /// described, and over all its posts.
    pub posts: Vec<usize>,
    /// The codes of those who are listed.
    pub codes: Vec<Box<str>>,
    /// The code of one who has other hours, or other people, than the others in the post.
    pub holder: Option<Box<str>>,
    /// How many holders have this week.
    pub holders: u32,
    /// How many people each of them coaches.
    pub coached: Option<Coached>,
    /// The working.
    pub lines: Vec<Line>,
    /// What is not stated, so that the hours are a lower bound. Sorted.
    pub gaps: Vec<Gap>,
    /// Release as a share of contract time.
    pub release: Option<Exact>,
    /// The size of each holder's position; 1 is a full one.
    pub position: Exact,
    /// Hours of contract a week: those of a full position × its size.
    pub contract: Option<Exact>,
    /// Hours of release a week.
    pub capacity: Option<Exact>,
}

impl Week {
    /// The post; the first, where one person has several.
    pub fn post(&self) -> Option<usize> {
        self.posts.first().copied()
    }

    /// The number of people that the hours rest on without anyone being listed as coached; absent where they do not.
    pub fn assumed(&self) -> Option<Coached> {
        self.coached.filter(|coached| coached.basis != Basis::Counted && self.each().next().is_some())
    }

    /// This part of someone's week and another: what happens in both adds up. A committee of which there is `one` is
    /// sat on once.
    pub(super) fn and(mut self, other: Week, one: impl Fn(usize) -> bool) -> Week {
        let again = |lines: &[Line], line: &Line| {
            matches!(line.source, Source::Committee(at) if one(at)) && lines.iter().any(|known| known.source == line.source)
        };
        let own = self.lines.clone();
        self.lines.extend(other.lines.into_iter().filter(|line| !again(&own, line)));
        self.gaps.extend(other.gaps);
        self.gaps.sort_unstable();
        self.gaps.dedup();
        self.coached = match (self.coached, other.coached) {
            (Some(one), Some(two)) => Some(Coached { people: one.people + two.people, basis: one.basis }),
            (one, two) => one.or(two),
        };
        let both = |one: Option<Exact>, two: Option<Exact>| one.zip(two).map(|(one, two)| one + two);
        self.contract = both(self.contract, other.contract);
        self.capacity = match (self.capacity, other.capacity) {
            (Some(one), Some(two)) => Some(one + two),
            (one, two) => one.or(two),
        };
        let share = |week: Option<Exact>, size: Exact| week.map(|share| share * size);
        let released = both(share(self.release, self.position), share(other.release, other.position));
        self.position = self.position + other.position;
        let one = self.release;
        self.release = released.filter(|_| !self.position.is_zero()).map(|hours| hours / self.position).or(one).or(other.release);
        self.posts.extend(other.posts);
        self
    }

    /// Hours of routines and meetings.
    pub fn hours(&self) -> Exact {
        self.lines.iter().map(|line| line.hours).sum()
    }

    /// Hours spent with teachers.
    pub fn hours_with_teachers(&self) -> Exact {
        self.lines.iter().filter(|line| line.source.is_with_teachers()).map(|line| line.hours).sum()
    }

    /// Minutes a week that one more person to coach would add; 0 where no routine happens for each person.
    pub fn minutes_each(&self) -> Exact {
        self.each().map(|line| line.minutes * line.times).sum()
    }

    /// How many people fill the release to the last minute; absent where something is not stated or nothing
    /// happens for each person, and below 0 where the rest of the week is too long even without anyone.
    pub fn full_at(&self) -> Option<Exact> {
        let each = self.minutes_each();
        let fixed: Exact = self.lines.iter().filter(|line| !line.source.is_each()).map(|line| line.hours * 60_u32).sum();
        let room = (self.capacity? * 60_u32 - fixed) / each;
        (self.gaps.is_empty() && each > Exact::ZERO).then(|| room.floor())
    }

    fn each(&self) -> impl Iterator<Item = &Line> {
        self.lines.iter().filter(|line| line.source.is_each())
    }

    /// Hours ÷ release, 1 being exactly full; without release, infinite where there is anything to do.
    pub fn used(&self) -> Option<Exact> {
        let capacity = self.capacity?;
        let hours = self.hours();
        Some(if hours.is_zero() { Exact::ZERO } else { hours / capacity })
    }
}
