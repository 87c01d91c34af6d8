//! Where a measure is to go: which way is good, its targets with their days, and the line through them.

use super::{Reading, Status, days};
use crate::model::{Better, Measure};
use crate::text::Exact;
use jiff::civil::Date;

/// Which way is good.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Direction {
    /// Whether less is better.
    pub lower: bool,
    /// Whether that is worked out from baseline and last target, because nothing states it.
    pub from_target: bool,
}

impl Direction {
    /// Whether a number is at another, or beyond it.
    pub fn reaches(self, number: Exact, other: Exact) -> bool {
        if self.lower { number <= other } else { number >= other }
    }

    /// `lower is better`; where it is worked out, from what.
    pub fn said(self) -> String {
        let way = if self.lower { "lower" } else { "higher" };
        format!("{way} is better{}", if self.from_target { ", from the target" } else { "" })
    }
}

/// A target.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Target {
    /// Its day.
    pub day: Date,
    /// Where the measure should be by then.
    pub value: Exact,
    /// The day of the target before it.
    pub before: Option<Date>,
}

/// What became of a target whose day has passed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It was reached in time, as far as readings tell.
    Met,
    /// It was reached after its day.
    MetLate,
    /// It was not.
    Missed,
    /// No reading speaks for it.
    Unread,
}

impl Outcome {
    /// Its word.
    pub fn name(self) -> &'static str {
        match self {
            Outcome::Met => "met",
            Outcome::MetLate => "met late",
            Outcome::Missed => "missed",
            Outcome::Unread => "unread",
        }
    }
}

/// Why there is nothing to go by: what is missing or contradicts itself, and the field.
pub(super) type Why = (&'static str, &'static str);

/// Which way, and from target to target.
pub(super) struct Aim {
    pub direction: Direction,
    targets: Vec<Target>,
}

/// What a measure aims at, unless it does not say or contradicts itself.
pub(super) fn of(measure: &Measure, start: Option<Date>) -> std::result::Result<Aim, Why> {
    let targets = targets(measure);
    let Some(last) = targets.last() else {
        return Err(("a measure has no target with a day", "priorities.ID.measures.ID.target and due"));
    };
    if start.is_some_and(|start| targets.iter().any(|target| target.day < start)) {
        return Err(("a target of a measure is due before the priority starts", "priorities.ID.measures.ID.due"));
    }
    let baseline = measure.baseline.map(|number| Exact::from(number.value));
    let direction = match (measure.better, baseline) {
        (Some(better), _) => Direction { lower: better.value == Better::Lower, from_target: false },
        (None, Some(baseline)) if baseline != last.value => Direction { lower: last.value < baseline, from_target: true },
        _ => return Err(("nothing says whether a higher or a lower number is better", "priorities.ID.measures.ID.better")),
    };
    if baseline.is_some_and(|baseline| targets.iter().any(|target| !direction.reaches(target.value, baseline))) {
        return Err(("a target of a measure is worse than its baseline", "priorities.ID.measures.ID.better"));
    }
    Ok(Aim { direction, targets })
}

/// The targets that have a day, in the order of their days.
fn targets(measure: &Measure) -> Vec<Target> {
    let single = measure.target.zip(measure.due).map(|(target, due)| (due.value.last(), target.value));
    let mut all: Vec<(Date, f64)> = measure.targets.iter().map(|entry| (entry.key.value.last(), entry.value.value)).collect();
    all.extend(single);
    all.sort_by_key(|(day, _)| *day);
    let before = std::iter::once(None).chain(all.iter().map(|(day, _)| Some(*day)));
    all.iter().zip(before).map(|(&(day, value), before)| Target { day, value: Exact::from(value), before }).collect()
}

impl Aim {
    pub(super) fn last(&self) -> Option<&Target> {
        self.targets.last()
    }

    /// Where the line from the start through the targets is on a day; level after the last.
    pub(super) fn line(&self, start: (Date, Exact), on: Date) -> Option<Exact> {
        let mut before = start;
        for target in &self.targets {
            if on <= target.day {
                let (done, all) = (days(before.0, on), days(before.0, target.day));
                let part = if all > 0 { Exact::whole(done) / Exact::whole(all) } else { Exact::ONE };
                return Some(before.1 + (target.value - before.1) * part);
            }
            before = (target.day, target.value);
        }
        Some(before.1)
    }

    /// What became of each target whose day has passed: it has on the day after.
    pub(super) fn passed(&self, as_of: Date, readings: &[Reading], speaks: impl Fn(Date, &Target) -> bool) -> Vec<(Target, Outcome)> {
        let outcome = |target: &Target| {
            let speaking: Vec<&Reading> = readings.iter().filter(|reading| speaks(reading.on, target)).collect();
            let reached = |reading: &&&Reading| self.direction.reaches(reading.value, target.value);
            let in_time = speaking.iter().rfind(|reading| reading.on <= target.day);
            match speaking.iter().find(|reading| reading.on > target.day).filter(|_| in_time.is_none()) {
                _ if speaking.is_empty() => Outcome::Unread,
                // The first look after the day: nobody can say that it was not so on the day.
                Some(first) if reached(&first) => Outcome::Met,
                _ if in_time.as_ref().is_some_and(reached) => Outcome::Met,
                _ if speaking.iter().filter(|reading| reading.on > target.day).any(|reading| reached(&reading)) => Outcome::MetLate,
                _ => Outcome::Missed,
            }
        };
        self.targets.iter().filter(|target| target.day < as_of).map(|target| (*target, outcome(target))).collect()
    }

    /// The target that a status is about.
    pub(super) fn target(&self, status: Status, as_of: Date) -> Option<Target> {
        match status {
            Status::Met => self.targets.last(),
            Status::Missed | Status::Unread => self.targets.iter().rfind(|target| target.day < as_of),
            _ => self.targets.iter().find(|target| target.day >= as_of).or(self.targets.last()),
        }
        .copied()
    }
}
