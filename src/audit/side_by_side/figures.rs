//! Indicators of units, as far as they can be split by unit at all.

use super::coverage::priorities;
use super::{Cell, Cx, Row, Section};
use crate::audit::indicators::{Breakdown, By, Figure, Group};

pub(super) const ABOUT: &str = "The main figure of each indicator, with what was counted. – stands where too little was counted for a number; the counts are given all the same.";

/// An indicator that depends on how many priorities share the weight.
pub(super) const EMPHASIS: &str = "emphasis-alignment";

pub(super) fn section(cx: &Cx<'_>) -> Section {
    let mut section = Section { title: "Indicators", about: ABOUT, rows: Vec::new(), notes: Vec::new() };
    for (meta, split) in Breakdown::of(cx.audit, By::Unit).splits {
        let groups = match split {
            Ok(groups) => groups,
            Err(why) => {
                section.notes.push(format!("{} is not split by unit, because {why}.", meta.id));
                continue;
            }
        };
        let mut row = row(cx, meta.id, &groups);
        let elsewhere = elsewhere(cx, &groups);
        if row.cells.iter().all(|cell| cell.parts.is_none()) {
            section.notes.push(format!("{}: nothing was counted for any of these.{elsewhere}", meta.id));
            continue;
        }
        let is_shared = groups.iter().any(|(group, _)| group.name == EVERYWHERE);
        row.noted = is_shared;
        section.rows.push(row);
        if meta.id == EMPHASIS {
            emphasis(cx, &mut section);
        } else if is_shared {
            section.notes.push(format!("{}: only what a unit has of its own is in its column.{elsewhere}", meta.id));
        }
    }
    section
}

/// The group of what has no place of its own.
const EVERYWHERE: &str = "everywhere";

/// What was counted for other places, above all for everyone: ` Counted elsewhere: everywhere 12 of 15 tests.`
fn elsewhere(cx: &Cx<'_>, groups: &[(Group, Figure)]) -> String {
    const MOST: usize = 3;
    let asked = |name: &str| cx.units.iter().any(|&unit| cx.unit(unit).id() == name);
    // From the end: what is everyone's comes last among the groups and matters most here.
    let others: Vec<String> = groups
        .iter()
        .rev()
        .filter(|(group, figure)| !asked(&group.name) && figure.ratio.value().is_some())
        .map(|(group, figure)| format!("{} {}", group.name, figure.counted))
        .collect();
    match others.len() {
        0 => String::new(),
        all => {
            let more = if all > MOST { format!(" and {} more", all - MOST) } else { String::new() };
            format!(" Counted elsewhere: {}{more}.", others[..all.min(MOST)].join("; "))
        }
    }
}

fn row(cx: &Cx<'_>, id: &str, groups: &[(Group, Figure)]) -> Row {
    let found = |unit: usize| groups.iter().find(|(group, _)| group.name == cx.unit(unit).id()).map(|(_, figure)| figure);
    let mut row = cx.row(id, |unit| match found(unit) {
        Some(figure) => Cell::figure(figure),
        None => Cell::none("nothing of its own was counted"),
    });
    row.figure = cx.units.iter().find_map(|&unit| found(unit)).cloned();
    row
}

/// The index is a comparison of shares: with another number of priorities it is another index.
fn emphasis(cx: &Cx<'_>, section: &mut Section) {
    let counts: Vec<(&str, usize)> = cx.units.iter().map(|&unit| (cx.unit(unit).id(), priorities(cx, unit).len())).collect();
    refuse(&counts, "rolewright align --by unit", section);
}

/// Takes the numbers of the last row back where the counts of priorities differ; the command prints them apart.
pub(super) fn refuse(counts: &[(&str, usize)], command: &str, section: &mut Section) {
    if counts.windows(2).all(|pair| matches!(pair, [(_, a), (_, b)] if a == b)) {
        return;
    }
    let said: Vec<String> = counts.iter().map(|(name, count)| format!("{name} has {count}")).collect();
    section.notes.push(format!(
        "{EMPHASIS} is not compared, because the index depends on how many active priorities share the weight: {}. “{command}” prints it for each by itself.",
        said.join(", ")
    ));
    if let Some(row) = section.rows.last_mut() {
        row.cells = row.cells.iter().map(|_| Cell::none("not comparable: the number of active priorities differs")).collect();
        row.figure = None;
        row.noted = true;
    }
}
