//! How a measure stands, in the words that every page uses, and as a table.

use crate::analysis::Facts;
use crate::analysis::pace::{self, Pace, Status};
use crate::audit::Audit;
use crate::render::{Column, Table};
use crate::rules::Limit;
use crate::text::figure::day;

/// How the measures of a priority stand, in their order.
pub(super) fn paces(audit: &Audit, facts: &Facts<'_>, priority: usize) -> Vec<Pace> {
    pace::all(facts, priority, Limit::new(&audit.limits).cadence())
}

/// The status with the numbers that it rests on: `behind: 49% on Jan 20, 2027, line at 49.9%`.
pub(super) fn status(pace: &Pace) -> String {
    let name = if pace.has_not_moved() { "has not moved" } else { pace.status.name() };
    let read = pace.reading.map(|reading| format!("{} on {}", pace.number(reading.value), day(reading.on)));
    let target = pace.target.map(|target| format!("{} by {}", pace.number(target.value), day(target.day)));
    match (pace.status, read, target) {
        (Status::NotAssessed(because, _), ..) => format!("{name}: {because}"),
        (Status::Unread, _, Some(target)) => format!("{name} for {target}"),
        (Status::Worse, Some(read), _) => {
            let start = pace.baseline.map_or_else(String::new, |baseline| format!(", start {}", pace.number(baseline)));
            format!("{name}: {read}{start}")
        }
        (Status::Met | Status::Missed, Some(read), Some(target)) => format!("{name}: {read}, target {target}"),
        (Status::OnTrack | Status::Behind, Some(read), _) => match pace.reading_and_line() {
            Some((number, line)) => {
                let on = pace.reading.map_or_else(String::new, |reading| day(reading.on));
                format!("{name}: {number} on {on}, line at {line}")
            }
            None => format!("{name}: {read}"),
        },
        _ => name.to_owned(),
    }
}

/// Every measure of a priority with its status.
pub(super) fn table(audit: &Audit, facts: &Facts<'_>, at: usize) -> Table {
    let priority = &audit.corpus.priorities[at];
    let mut table =
        Table::new(vec![Column::text("Measure"), Column::lights("Light"), Column::text("How it stands"), Column::text("Which way")]);
    for (entry, pace) in priority.measures.iter().zip(paces(audit, facts, at)) {
        let title = entry.value.title.as_ref().map_or(entry.id(), |title| &title.value);
        let way = pace.direction.map_or_else(|| "not known".to_owned(), |way| way.said());
        table.row([title.to_owned(), pace.light.name().to_owned(), status(&pace), way]);
    }
    table
}
