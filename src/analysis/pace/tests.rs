//! Each status in its turn, and the days and numbers at which one becomes another.

use super::*;
use crate::load::{Sources, load};
use jiff::civil::date;

const CADENCE: Cadence = Cadence { term: 120.0, late: 1.5 };

/// The one measure of a priority that starts on Aug 24, 2026, as of a day.
fn judged(measure: &str, as_of: Date) -> Pace {
    let text = format!("priorities: {{p: {{title: P, status: active, starts: 2026-08-24, measures: {{m: {{title: M, {measure}}}}}}}}}");
    let (corpus, _) = load(&Sources::from_texts([("a.yaml", text.as_str())]));
    of(&Facts::new(&corpus, as_of), 0, 0, CADENCE)
}

fn status(measure: &str, as_of: Date) -> &'static str {
    judged(measure, as_of).status.name()
}

const READING: &str = "counted_in: percent, baseline: 46, targets: {2027-01-22: 50, 2027-06-11: 55}, every: quarter";

#[test]
fn the_line_and_the_day_of_a_target_decide() {
    let measure = format!("{READING}, readings: {{2026-10-28: 48, 2027-01-20: 49}}");
    let pace = judged(&measure, date(2027, 1, 22));
    assert_eq!((pace.status, pace.light), (Status::Behind, Light::Amber));
    // 46 + 4 × 149 ÷ 151.
    assert_eq!(pace.reading_and_line(), Some(("49%".into(), "49.9%".into())));
    let after = judged(&measure, date(2027, 1, 23));
    assert_eq!((after.status, after.light), (Status::Missed, Light::Red));
    assert_eq!(after.passed.iter().map(|(_, outcome)| outcome.name()).collect::<Vec<_>>(), ["missed"]);
    assert_eq!(after.target.map(|target| target.day), Some(date(2027, 1, 22)));
}

#[test]
fn each_status_comes_in_its_turn() {
    let on = |readings: &str, as_of| status(&format!("{READING}, readings: {{{readings}}}"), as_of);
    let november = date(2026, 11, 27);
    assert_eq!(on("", november), "no reading");
    assert_eq!(on("2026-08-24: 60", november), "no reading", "a reading counts from the day after the start");
    assert_eq!(on("2026-10-28: 45.9", november), "worse than at the start");
    assert_eq!(on("2026-10-28: 55", november), "met");
    assert_eq!(on("2026-10-28: 60, 2026-11-20: 54", november), "on track");
    assert_eq!(on("2026-10-28: 46", november), "behind");
    assert!(judged(&format!("{READING}, readings: {{2026-10-28: 46}}"), november).has_not_moved());
    assert_eq!(on("2099-01-01: 60", november), "no reading", "what was not read yet does not count");
    // Half of a quarter before the target is 46 days: Dec 7 speaks for Jan 22, Dec 6 does not.
    let february = date(2027, 2, 1);
    assert_eq!((on("2026-12-06: 49", february), on("2026-12-07: 49", february)), ("no reading", "target missed"));
    assert_eq!(on("2027-01-20: 49, 2027-01-30: 51", february), "on track");
    let late = judged(&format!("{READING}, readings: {{2027-01-20: 49, 2027-01-30: 51}}"), february);
    assert_eq!(late.passed[0].1, Outcome::MetLate);
}

#[test]
fn which_way_is_good_is_stated_or_worked_out_and_never_taken_for_granted() {
    let november = date(2026, 11, 1);
    let falls = judged("baseline: 100, target: 0, due: 2026-12-10, readings: {2026-10-21: 40}", november);
    assert_eq!((falls.status, falls.light), (Status::OnTrack, Light::Green));
    assert_eq!(falls.direction.map(Direction::said).as_deref(), Some("lower is better, from the target"));
    for open in [
        "target: 50, due: 2026-12-10, readings: {2026-10-21: 40}",
        "baseline: 50, target: 50, due: 2026-12-10, readings: {2026-10-21: 40}",
        "baseline: 80, better: lower, target: 95, due: 2026-12-10, readings: {2026-10-21: 90}",
        "baseline: 80, target: 95, due: 2026-06-01, readings: {2026-10-21: 90}",
        "baseline: 80, target: 95, readings: {2026-10-21: 90}",
    ] {
        let pace = judged(open, november);
        assert_eq!((pace.status.name(), pace.light), ("not assessed", Light::Open), "{open}");
    }
    // Without a baseline it can still be met, or miss its target.
    let without = "better: higher, target: 50, due: 2026-10-30, readings: {2026-10-29: ";
    assert_eq!(status(&format!("{without}50}}"), november), "met");
    assert_eq!(status(&format!("{without}49.99}}"), november), "target missed");
    assert_eq!(status(&format!("{without}49.99}}"), date(2026, 10, 30)), "not assessed");
}

#[test]
fn numbers_are_compared_as_they_were_written() {
    // A third of the way on the day: the line is at 0.3, and 0.1 + 0.2 is no more than that.
    let measure = "baseline: 0, target: 0.9, due: 2026-09-23, readings: {2026-09-03: ";
    assert_eq!(status(&format!("{measure}0.3}}"), date(2026, 9, 10)), "on track");
    assert_eq!(status(&format!("{measure}0.29999}}"), date(2026, 9, 10)), "behind");
    let close = judged(&format!("{measure}0.29999}}"), date(2026, 9, 10));
    assert_eq!(close.reading_and_line().map(|(reading, _)| reading).as_deref(), Some("0.29999"));
}

#[test]
fn an_old_reading_is_no_green_light_and_the_gravest_light_stands() {
    let measure = "baseline: 0, target: 10, due: 2027-06-11, every: month, readings: {2026-09-30: 9}";
    let (fresh, old) = (judged(measure, date(2026, 10, 10)), judged(measure, date(2026, 12, 1)));
    assert_eq!((fresh.light, old.light, old.status), (Light::Green, Light::Amber, Status::OnTrack));
    let none = judged("baseline: 0, target: 10, due: 2027-06-11, every: month", date(2026, 12, 1));
    assert_eq!((none.status, none.light), (Status::NoReading, Light::Amber));
    let open = judged("target: 10", date(2026, 12, 1));
    assert_eq!(worst([&fresh, &open]), (Light::Green, 1));
    assert_eq!(worst([&open]), (Light::Open, 1));
    assert_eq!(worst([&fresh, &old]), (Light::Amber, 0));
}
