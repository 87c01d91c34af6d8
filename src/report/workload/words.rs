//! How `load` writes numbers, names and places. Small words that its tables share.

use crate::audit::Audit;
use crate::audit::workload::{CommitteeHours, WeekLoad};
use crate::report::figure;
use crate::text::Exact;
use crate::text::figure::{percent, short};
use crate::text::listed;

/// Hours, to a hundredth.
pub(in crate::report) fn hours(hours: impl Into<f64>) -> String {
    figure(hours)
}

/// Minutes and people, to a tenth.
pub(in crate::report) fn tenth(number: impl Into<f64>) -> String {
    short(number, 1)
}

/// A part as people would say it: `1/2`, `2/9`; in figures where no small fraction is meant.
pub(super) fn part(part: impl Into<f64>) -> String {
    let part = part.into();
    let whole = |below: f64| (part * below - (part * below).round()).abs() < 1e-9;
    match (1..=200).map(f64::from).find(|below| whole(*below)) {
        Some(1.0) | None => figure(part),
        Some(below) => format!("{:.0}/{below}", (part * below).round()),
    }
}

/// A share in whole percent, without the sign; just above 100 is not 100.
pub(in crate::report) fn share(share: impl Into<f64>) -> String {
    percent(share)
}

/// A value in words, or – where it is not stated.
pub(super) fn unknown_or<T>(value: Option<T>, words: impl FnOnce(T) -> String) -> String {
    value.map_or_else(|| "–".to_owned(), words)
}

/// The least and the greatest of what is stated, in words: `4`, `4–7`, `–`.
pub(in crate::report) fn range<N: Into<f64>>(values: impl Iterator<Item = Option<N>>, words: impl Fn(f64) -> String) -> String {
    let mut stated: Vec<f64> = values.flatten().map(Into::into).collect();
    stated.sort_by(f64::total_cmp);
    let (Some(&least), Some(&most)) = (stated.first(), stated.last()) else { return "–".to_owned() };
    let (least, most) = (words(least), words(most));
    if least == most { least } else { format!("{least}–{most}") }
}

/// `alder-elementary (tl-01, tl-02)`, or “as described”.
pub(super) fn place(audit: &Audit, week: &WeekLoad) -> String {
    if week.unit.is_none() {
        return "as described".to_owned();
    }
    let units: Vec<&str> = week.units.iter().map(|&unit| audit.corpus.units[unit].id()).collect();
    let unit = listed(&units);
    if week.codes.is_empty() { unit } else { format!("{unit} ({})", week.codes.join(", ")) }
}

/// The field that would answer a question, with the names of this role and unit in it.
pub(in crate::report) fn field(audit: &Audit, role: &str, week: &WeekLoad, unlock: &str) -> String {
    let unit = week.unit.map_or("ID", |unit| audit.corpus.units[unit].id());
    unlock.replacen("roles.ID", &format!("roles.{role}"), 1).replacen("units.ID", &format!("units.{unit}"), 1)
}

/// `9 classroom-teacher + 2 team-lead`.
pub(super) fn counted(audit: &Audit, counted: &[(usize, u32)]) -> String {
    let parts: Vec<String> = counted.iter().map(|&(role, heads)| format!("{heads} {}", audit.corpus.roles[role].id())).collect();
    parts.join(" + ")
}

/// A row: the committee, who sits, the minutes with their working, people, hours.
pub(super) fn committee(audit: &Audit, hours_of: &CommitteeHours) -> Vec<String> {
    let corpus = &audit.corpus;
    let seated = hours_of.sitting.iter().filter(|seat| seat.people != Some(Exact::ZERO));
    let seats = seated.map(|seat| match seat.people {
        Some(people) => format!("{} {}", tenth(people), corpus.roles[seat.role].id()),
        None => format!("{} {}", seat.seats, corpus.roles[seat.role].id()),
    });
    let terms: Vec<String> =
        hours_of.meetings.iter().map(|(times, minutes)| format!("{} × {}", figure(*times), figure(*minutes))).collect();
    let sum = if terms.len() > 1 { format!("({})", terms.join(" + ")) } else { terms.concat() };
    vec![
        corpus.committees[hours_of.committee].id().to_owned(),
        seats.collect::<Vec<_>>().join(", "),
        unknown_or(hours_of.minutes(), |minutes| format!("{sum} ÷ 4.33 = {}", tenth(minutes))),
        tenth(hours_of.people()),
        unknown_or(hours_of.minutes(), |minutes| hours(hours_of.people() * minutes / 60_u32)),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_read_as_people_write_them() {
        assert_eq!([0.5, 2.0 / 9.0, 3.0, 1.5, 0.123_456_7].map(part), ["1/2", "2/9", "3", "3/2", "0.12"]);
        assert_eq!([0.6125, 1.0, 1.0001, 1.004, 1.126, f64::INFINITY].map(share), ["61", "100", "100.1", "100.4", "113", "∞"]);
        let of = |values: &[Option<f64>]| range(values.iter().copied(), hours);
        assert_eq!([of(&[]), of(&[None, Some(2.0)]), of(&[Some(3.5), Some(2.0), None])], ["–", "2", "2–3.5"]);
    }
}
