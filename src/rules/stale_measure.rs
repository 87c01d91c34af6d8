//! A measure that nobody has read for too long.

use super::{Ctx, Limit};
use crate::diag::{Case, Level, Reporter, Standing, Threshold};
use crate::model::{Entry, Id, Item, Measure, Priority};
use jiff::civil::Date;

pub(super) const LATENESS: Threshold = Threshold {
    name: "cadences",
    unit: "times the stated cadence",
    default: 1.5,
    standing: Standing::Unsourced,
    source: "no source found; a judgement",
};
pub(super) const TERM: Threshold = Threshold {
    name: "term_days",
    unit: "days",
    default: 120.0,
    standing: Standing::Unsourced,
    source: "no source found; a judgement: a third of a year, rounded down",
};

rule! {
    "stale-measure", Freshness,
    "a measure of an active priority has no reading as recent as it is to be read",
    cases: [Case::new("old-reading", Level::Warning), Case::missing("never-read", Level::Warning)],
    thresholds: [LATENESS, TERM],
    check
}

fn check(cx: &Ctx<'_>, out: &mut Reporter<'_>) {
    for (_, priority) in cx.facts.work.active() {
        // Once a priority is over nobody need read on.
        let today = priority.ends.map_or(cx.facts.as_of, |ends| ends.last().min(cx.facts.as_of));
        for measure in priority.measures.iter() {
            judge(priority, measure, today, out);
        }
    }
}

fn judge(priority: &Item<Priority>, measure: &Entry<Id, Measure>, today: Date, out: &mut Reporter<'_>) {
    let address = priority.address();
    let Some(every) = measure.value.every else {
        return out.not_assessed(address, "a measure does not say how often it is read", "priorities.ID.measures.ID.every");
    };
    let last = last_reading(&measure.value, today);
    let Some(since) = last.or(priority.starts.map(|starts| starts.first())) else {
        return out.not_assessed(
            address,
            "a measure without readings, in a priority that does not say when it starts",
            "priorities.ID.starts",
        );
    };
    if since > today {
        return;
    }
    let days = since.until(today).map_or(0, |span| span.get_days());
    let most = Limit::new(out.limits()).cadence().days(every.value) * out.limit(&LATENESS);
    if f64::from(days) <= most {
        return out.met();
    }
    let name = format!("“{}” of {} is to be read every {}", measure.id(), priority.id(), every.name());
    let most = most.floor();
    let (case, message) = match last {
        Some(day) => ("old-reading", format!("{name}; the last reading is of {day}, {days} days ago ({most} would be in time)")),
        None => {
            ("never-read", format!("{name}; the priority started {days} days ago and there is no reading ({most} days would be in time)"))
        }
    };
    out.report(case, if last.is_some() { every.span } else { measure.span() }, message)
        .item(address)
        .help("Enter the reading, or say honestly how often it can be read (“every”).");
}

/// The newest reading that is not in the future; one dated by its month counts to the month's end.
fn last_reading(measure: &Measure, today: Date) -> Option<Date> {
    measure.readings.iter().filter(|reading| reading.key.first() <= today).map(|reading| reading.key.last().min(today)).max()
}
