//! Is a measure on its way? Its readings against where it stood, the straight line through its targets, and the days
//! that have passed. One answer, which rules, lights, gaps and pages read; the first status that applies is given.

mod aim;

pub use aim::{Direction, Outcome, Target};

use super::Facts;
use crate::model::{Every, Measure};
use crate::text::Exact;
use crate::text::figure::{apart, beside};
use aim::Aim;
use jiff::civil::Date;

/// How a measure stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    /// It cannot be said: what is missing or contradicts itself, and the field that would tell.
    NotAssessed(&'static str, &'static str),
    /// It was not read since the start.
    NoReading,
    /// Its last reading is on the wrong side of where it stood.
    Worse,
    /// Its last reading is at its last target, or beyond.
    Met,
    /// The day of its latest target has passed, and no reading speaks for it.
    Unread,
    /// It is short of the latest target whose day has passed.
    Missed,
    /// It is at the line of the day of its last reading, or beyond.
    OnTrack,
    /// It is between where it stood and the line.
    Behind,
}

impl Status {
    /// The word that people and programs read.
    pub fn name(self) -> &'static str {
        match self {
            Status::NotAssessed(..) => "not assessed",
            Status::NoReading | Status::Unread => "no reading",
            Status::Worse => "worse than at the start",
            Status::Met => "met",
            Status::Missed => "target missed",
            Status::OnTrack => "on track",
            Status::Behind => "behind",
        }
    }
}

/// A color, gravest last. None of them stands without its word and its reason.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Light {
    /// It could not be judged.
    Open,
    /// On its way.
    Green,
    /// Short of the line, or not read in time.
    Amber,
    /// Worse than at the start, or a target is missed.
    Red,
}

impl Light {
    /// Its word.
    pub fn name(self) -> &'static str {
        match self {
            Light::Red => "Red",
            Light::Amber => "Amber",
            Light::Green => "Green",
            Light::Open => "Not assessed",
        }
    }
}

/// What was read, and when.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Reading {
    /// What was read.
    pub value: Exact,
    /// The day; for a month its last, or the day of judgment.
    pub on: Date,
    /// Its place among the readings of the measure.
    pub index: usize,
}

/// How long a cadence is, and from when a reading is late: the numbers of stale-measure.
#[derive(Clone, Copy, Debug)]
pub struct Cadence {
    /// Days in a term.
    pub term: f64,
    /// How many cadences may pass.
    pub late: f64,
}

impl Cadence {
    /// The longest that the cadence can be: 31 days in a month, 92 in a quarter, 366 in a year.
    pub fn days(&self, every: Every) -> f64 {
        match every {
            Every::Week => 7.0,
            Every::Month => 31.0,
            Every::Quarter => 92.0,
            Every::Term => self.term,
            Every::Year => 366.0,
        }
    }
}

/// How a measure of a priority stands on a day, and from what that follows.
#[derive(Clone, Debug, PartialEq)]
pub struct Pace {
    /// How it stands.
    pub status: Status,
    /// Its light.
    pub light: Light,
    /// Where it stood at the start.
    pub baseline: Option<Exact>,
    /// Which way is good; absent where that is neither stated nor to be worked out.
    pub direction: Option<Direction>,
    /// The last reading that counts.
    pub reading: Option<Reading>,
    /// Where the line is on the day of that reading.
    pub line: Option<Exact>,
    /// The target that the status is about: the latest whose day has passed where it was missed or not read, the
    /// last where it is met, else the next.
    pub target: Option<Target>,
    /// What became of each target whose day has passed, the earliest first.
    pub passed: Vec<(Target, Outcome)>,
    /// Decimals with which its numbers are written.
    decimals: usize,
    /// Whether it counts percent.
    percent: bool,
}

impl Pace {
    /// One of its own numbers, as people read it.
    pub fn number(&self, number: Exact) -> String {
        self.with_unit(&beside(number, number, self.decimals).0)
    }

    /// The last reading and the line, with more decimals where two unequal numbers would look alike.
    pub fn reading_and_line(&self) -> Option<(String, String)> {
        let (reading, line) = apart(self.reading?.value, self.line?, self.decimals + 1);
        Some((self.with_unit(&reading), self.with_unit(&line)))
    }

    fn with_unit(&self, number: &str) -> String {
        format!("{number}{}", if self.percent { "%" } else { "" })
    }

    /// Whether the last reading is what it was at the start.
    pub fn has_not_moved(&self) -> bool {
        self.status == Status::Behind && self.reading.map(|reading| reading.value) == self.baseline
    }

    /// Whether it could be judged.
    pub fn is_judged(&self) -> bool {
        !matches!(self.status, Status::NotAssessed(..))
    }
}

/// How the measure at `index` of a priority stands.
pub fn of(facts: &Facts<'_>, priority: usize, index: usize, cadence: Cadence) -> Pace {
    let priority = &facts.corpus.priorities[priority];
    let measure = &priority.measures[index].value;
    let start = priority.starts.or(facts.corpus.settings.starts).map(|day| day.value.first());
    let over = priority.ends.map_or(facts.as_of, |ends| ends.value.last().min(facts.as_of));
    Judge { measure, start, as_of: facts.as_of, over, cadence, aim: aim::of(measure, start) }.judge()
}

/// How every measure of a priority stands, in its order.
pub fn all(facts: &Facts<'_>, priority: usize, cadence: Cadence) -> Vec<Pace> {
    (0..facts.corpus.priorities[priority].measures.len()).map(|index| of(facts, priority, index, cadence)).collect()
}

/// The gravest light, and how many could not be judged.
pub fn worst<'p>(paces: impl IntoIterator<Item = &'p Pace>) -> (Light, usize) {
    paces.into_iter().fold((Light::Open, 0), |(worst, open), pace| (worst.max(pace.light), open + usize::from(!pace.is_judged())))
}

struct Judge<'a> {
    measure: &'a Measure,
    start: Option<Date>,
    as_of: Date,
    /// The day until which it is to be read.
    over: Date,
    cadence: Cadence,
    aim: Result<Aim, aim::Why>,
}

impl Judge<'_> {
    fn judge(&self) -> Pace {
        let readings = self.readings();
        let baseline = self.measure.baseline.map(|number| Exact::from(number.value));
        let mut pace = Pace {
            status: Status::NoReading,
            light: Light::Open,
            baseline,
            direction: self.aim.as_ref().ok().map(|aim| aim.direction),
            reading: readings.last().copied(),
            line: None,
            target: None,
            passed: Vec::new(),
            decimals: decimals(self.measure),
            percent: self.measure.counted_in.as_ref().is_some_and(|unit| ["percent", "%"].contains(&unit.value.trim())),
        };
        let aim = match &self.aim {
            Err(why) => {
                pace.status = Status::NotAssessed(why.0, why.1);
                return pace;
            }
            Ok(aim) => aim,
        };
        pace.line = pace.reading.and_then(|reading| aim.line((self.start?, baseline?), reading.on));
        pace.passed = aim.passed(self.as_of, &readings, |on, target| self.speaks(on, target));
        pace.status = self.status(aim, &pace);
        pace.target = aim.target(pace.status, self.as_of);
        pace.light = self.light(&pace);
        pace
    }

    /// The readings from the day after the start to the day of judgment, the earliest first.
    fn readings(&self) -> Vec<Reading> {
        let all = self.measure.readings.iter().enumerate().filter(|(_, entry)| entry.key.value.first() <= self.as_of);
        let mut all: Vec<Reading> = all
            .map(|(index, entry)| Reading { value: Exact::from(entry.value.value), on: entry.key.value.last().min(self.as_of), index })
            .filter(|reading| self.start.is_none_or(|start| reading.on > start))
            .collect();
        all.sort_by_key(|reading| (reading.on, reading.index));
        all
    }

    /// The first that applies.
    fn status(&self, aim: &Aim, pace: &Pace) -> Status {
        let Some(reading) = pace.reading else { return Status::NoReading };
        if pace.baseline.is_some_and(|baseline| !aim.direction.reaches(reading.value, baseline)) {
            return Status::Worse;
        }
        if aim.last().is_some_and(|target| aim.direction.reaches(reading.value, target.value)) {
            return Status::Met;
        }
        match pace.passed.last() {
            Some((_, Outcome::Unread)) => return Status::Unread,
            Some((target, _)) if !aim.direction.reaches(reading.value, target.value) => return Status::Missed,
            _ => {}
        }
        match pace.line {
            Some(line) if aim.direction.reaches(reading.value, line) => Status::OnTrack,
            Some(_) => Status::Behind,
            None if pace.baseline.is_none() => {
                Status::NotAssessed("a measure does not say where it stood at the start", "priorities.ID.measures.ID.baseline")
            }
            None => Status::NotAssessed("the priority does not say when it starts", "priorities.ID.starts"),
        }
    }

    /// Whether a reading speaks for a target: taken later, on its day, or at most half a cadence before; where no
    /// cadence is stated, after the target before it.
    fn speaks(&self, on: Date, target: &Target) -> bool {
        match self.measure.every {
            _ if on >= target.day => true,
            Some(every) => 2.0 * f64::from(days(on, target.day)) <= self.cadence.days(every.value),
            None => target.before.is_none_or(|before| on > before),
        }
    }

    fn light(&self, pace: &Pace) -> Light {
        match pace.status {
            Status::NotAssessed(..) => Light::Open,
            Status::NoReading if self.start.is_some_and(|start| self.is_late(start)) => Light::Amber,
            Status::NoReading => Light::Open,
            Status::Worse | Status::Missed => Light::Red,
            Status::Met => Light::Green,
            Status::OnTrack if pace.reading.is_none_or(|reading| !self.is_late(reading.on)) => Light::Green,
            Status::Unread | Status::Behind | Status::OnTrack => Light::Amber,
        }
    }

    /// Whether more than the cadences that may pass have passed since a day.
    fn is_late(&self, since: Date) -> bool {
        let Some(every) = self.measure.every else { return false };
        Exact::whole(days(since, self.over)) > Exact::from(self.cadence.days(every.value)) * self.cadence.late
    }
}

fn days(from: Date, to: Date) -> i32 {
    from.until(to).map_or(0, |span| span.get_days())
}

/// The most decimals with which one of its numbers is written.
fn decimals(measure: &Measure) -> usize {
    let targets = measure.targets.iter().map(|entry| entry.value.value);
    let readings = measure.readings.iter().map(|entry| entry.value.value);
    let single = [measure.baseline, measure.target].into_iter().flatten().map(|number| number.value);
    let of = |number: f64| number.to_string().split_once('.').map_or(0, |(_, rest)| rest.len());
    single.chain(targets).chain(readings).map(of).max().unwrap_or(0)
}

#[cfg(test)]
mod tests;
