//! Is a measure on its way? Its last reading against the straight line from where it stood to where it should be.

use crate::model::{Better, Measure, Priority};
use jiff::civil::Date;

/// How a measure stands.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Pace {
    /// It has been read since the start, and there is a line to compare it with.
    Read(Reading),
    /// Something is absent; the field that would tell.
    Unknown(&'static str, &'static str),
}

/// A reading and the line.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Reading {
    /// What was read.
    pub value: f64,
    /// When.
    pub on: Date,
    /// Where it stood at the start.
    pub baseline: f64,
    /// Where the line is on that day.
    pub line: f64,
    /// Whether less is better.
    pub lower: bool,
}

/// What a reading says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Standing {
    /// On the line, or beyond it.
    OnLine,
    /// Better than at the start, and short of the line.
    Behind,
    /// No better than at the start.
    NotMoved,
}

impl Reading {
    /// On the line, short of it, or not moved.
    pub fn standing(&self) -> Standing {
        let sign = if self.lower { -1.0 } else { 1.0 };
        let (gained, wanted) = (sign * (self.value - self.baseline), sign * (self.line - self.baseline));
        match () {
            () if gained >= wanted - 1e-9 => Standing::OnLine,
            () if gained > 1e-9 => Standing::Behind,
            () => Standing::NotMoved,
        }
    }
}

/// How a measure of a priority stands on a day.
pub fn of(priority: &Priority, measure: &Measure, as_of: Date) -> Pace {
    let Some(baseline) = measure.baseline.map(|number| number.value) else {
        return Pace::Unknown("no baseline", "priorities.ID.measures.ID.baseline");
    };
    let Some(start) = priority.starts.map(|day| day.value.first()) else {
        return Pace::Unknown("no start", "priorities.ID.starts");
    };
    let targets = targets(measure);
    if targets.is_empty() {
        return Pace::Unknown("no target with a day", "priorities.ID.measures.ID.target and due");
    }
    let read = measure.readings.iter().map(|entry| (entry.key.value.last(), entry.value.value));
    let last = read.filter(|(day, _)| *day > start && *day <= as_of).max_by_key(|(day, _)| *day);
    let Some((on, value)) = last else {
        return Pace::Unknown("no reading since it started", "priorities.ID.measures.ID.readings");
    };
    let lower = match measure.better {
        Some(better) => better.value == Better::Lower,
        None => false,
    };
    Pace::Read(Reading { value, on, baseline, line: line((start, baseline), &targets, on), lower })
}

/// The targets with their days, in order.
fn targets(measure: &Measure) -> Vec<(Date, f64)> {
    let single = measure.target.zip(measure.due).map(|(target, due)| (due.value.last(), target.value));
    let mut all: Vec<(Date, f64)> = measure.targets.iter().map(|entry| (entry.key.value.last(), entry.value.value)).collect();
    all.extend(single);
    all.sort_by_key(|(day, _)| *day);
    all
}

/// Where the line from the start through the targets is on a day; level after the last.
fn line(start: (Date, f64), targets: &[(Date, f64)], on: Date) -> f64 {
    let mut before = start;
    for &(day, target) in targets {
        if on <= day {
            let days = |from: Date, to: Date| f64::from(from.until(to).map_or(0, |span| span.get_days()));
            let all = days(before.0, day);
            let part = if all > 0.0 { days(before.0, on) / all } else { 1.0 };
            return before.1 + (target - before.1) * part;
        }
        before = (day, target);
    }
    before.1
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn reading(baseline: f64, line: f64, value: f64, lower: bool) -> Standing {
        Reading { value, on: date(2026, 11, 1), baseline, line, lower }.standing()
    }

    #[test]
    fn a_reading_is_compared_with_the_start_and_the_line() {
        assert_eq!(reading(28.0, 40.0, 41.0, false), Standing::OnLine);
        assert_eq!(reading(28.0, 40.0, 33.0, false), Standing::Behind);
        assert_eq!(reading(28.0, 40.0, 28.0, false), Standing::NotMoved);
        assert_eq!(reading(26.0, 22.0, 21.0, true), Standing::OnLine);
        assert_eq!(reading(26.0, 22.0, 24.0, true), Standing::Behind);
        assert_eq!(reading(26.0, 22.0, 27.0, true), Standing::NotMoved);
    }

    #[test]
    fn the_line_runs_straight_from_target_to_target() {
        let start = (date(2026, 9, 1), 10.0);
        let targets = [(date(2026, 9, 11), 20.0), (date(2026, 9, 21), 50.0)];
        let on = |day| line(start, &targets, date(2026, 9, day));
        assert_eq!([on(1), on(6), on(11), on(16), on(21), on(30)], [10.0, 15.0, 20.0, 35.0, 50.0, 50.0]);
    }
}
