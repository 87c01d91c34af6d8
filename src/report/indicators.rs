//! The scorecard: every indicator with its parts, what loses points and where, and what could not be assessed.

use super::at;
use crate::analysis::indicators::FEW;
use crate::audit::Audit;
use crate::audit::indicators::{Breakdown, Figure, Form, Indicator};
use crate::render::{Column, Document, Table};
use crate::text::figure::{fixed, percent};

/// How long a full bar is, in characters.
const BAR: usize = 10;

/// The numbers, with a bar for each, and what to know before quoting them.
pub(crate) fn scorecard(indicators: &[Indicator], document: &mut Document) {
    let mut table = Table::new(vec![Column::text("indicator"), Column::bars(""), Column::number("value"), Column::text("counted")]);
    for indicator in indicators {
        // Beside the main number, what has neither a number nor a count says nothing.
        let shown = indicator.figures.iter().enumerate().filter(|(at, figure)| *at == 0 || figure.ratio.value().is_some());
        for (at, figure) in shown {
            let name = if at == 0 { indicator.meta.id.to_owned() } else { format!("– {}", figure.label) };
            table.row([name, bar(figure), value(figure), figure.counted.clone()]);
        }
    }
    document.table(table);
    document.aside("Each number stands for itself; they are never added up. Less is better for load, unevenness, and actions carried by nobody or by one person; how much time priorities take and who decides is neither good nor bad in itself. “rolewright explain INDICATOR” prints formula, support, doubts and how it fails.");
    document.lines(open_lines(indicators));
}

/// The main number of each, for a page that has room for no more.
pub(crate) fn in_short(indicators: &[Indicator], document: &mut Document) {
    let mut table = Table::new(vec![
        Column::text("indicator"),
        Column::bars(""),
        Column::number("value"),
        Column::text("counted"),
        Column::text("not assessed"),
    ]);
    for indicator in indicators {
        let Some(main) = indicator.figures.first() else { continue };
        let open = match indicator.total - indicator.assessed {
            0 => "–".to_owned(),
            open => format!("{open} of {} {}", indicator.total, indicator.things),
        };
        table.row([indicator.meta.id.to_owned(), bar(main), value(main), main.counted.clone(), open]);
    }
    document.table(table);
    document.aside("Each number stands for itself; they are never added up. For load less is better: it is the share of people whose week does not fit. – where there is none. All figures, formulas and what is not assessed are in an annex.");
}

/// What it is about, with the role where it is about one.
pub(crate) fn label(figure: &Figure) -> String {
    figure.of.as_ref().map_or_else(|| figure.label.to_owned(), |of| format!("{}: {of}", figure.label))
}

/// A share as whole percents, an index with two decimals; nothing that is less than all is printed as all.
pub(crate) fn value(figure: &Figure) -> String {
    let Some(value) = figure.value else { return "–".to_owned() };
    match figure.form {
        Form::Share => format!("{} %", percent(value)),
        Form::Index if value > 0.0 && value < 0.01 => "under 0.01".to_owned(),
        Form::Index if value > 0.99 && value < 1.0 => "over 0.99".to_owned(),
        Form::Index => fixed(value, 2),
    }
}

/// A bar of filled and empty cells; a number above 0 has at least one, and only all of something has all.
fn bar(figure: &Figure) -> String {
    let Some(value) = figure.value.filter(|_| figure.name != "gini") else { return String::new() };
    let cells = (value * BAR as f64).round() as usize;
    let cells = cells.clamp(usize::from(value > 0.0), if value < 1.0 { BAR - 1 } else { BAR });
    format!("{}{}", "█".repeat(cells), "░".repeat(BAR - cells))
}

/// Numbers that are absent, what could not be assessed, and notes.
fn open_lines(indicators: &[Indicator]) -> Vec<String> {
    let mut lines = Vec::new();
    for indicator in indicators {
        let id = indicator.meta.id;
        lines.extend(withheld(indicator));
        if let Some(share) = indicator.share_open().filter(|share| *share > 0.0) {
            let open = indicator.total - indicator.assessed;
            let why: Vec<String> =
                indicator.open.iter().map(|open| format!("{} ({}: {})", open.because, open.unlock, open.count)).collect();
            lines.push(format!(
                "{id}: {open} of {} {} not assessed ({} %): {}.",
                indicator.total,
                indicator.things,
                percent(share),
                why.join("; ")
            ));
        }
        lines.extend(indicator.notes.iter().map(|note| format!("{id}: {note}")));
    }
    lines
}

/// Why numbers are absent, each reason once.
fn withheld(indicator: &Indicator) -> Vec<String> {
    let mut reasons: Vec<(&str, Vec<String>)> = Vec::new();
    for figure in &indicator.figures {
        let Some(why) = &figure.withheld else { continue };
        match reasons.iter_mut().find(|(known, _)| known == why) {
            Some((_, names)) => names.push(label(figure)),
            None => reasons.push((why, vec![label(figure)])),
        }
    }
    let line = |(why, names): (&str, Vec<String>)| match names.len() == indicator.figures.len() {
        true => format!("{}: no number, because {why}.", indicator.meta.id),
        false => format!("{}: no number for “{}”, because {why}.", indicator.meta.id, names.join("”, “")),
    };
    reasons.into_iter().map(line).collect()
}

/// The rows that lose points, at most `most` for each indicator.
pub(crate) fn losses(audit: &Audit, indicators: &[Indicator], most: usize, document: &mut Document) {
    let mut points = Vec::new();
    for indicator in indicators.iter().filter(|indicator| !indicator.losses.is_empty()) {
        let shown = indicator.losses.iter().take(most);
        let mut details: Vec<String> = shown.map(|loss| format!("{}: {} ({})", loss.item, loss.why, at(audit, loss.span))).collect();
        let more = indicator.losses.len().saturating_sub(most);
        if more > 0 {
            details.push(format!("and {more} more"));
        }
        points.push((indicator.meta.id.to_owned(), details));
    }
    document.points(points);
}

/// The same as tables for spreadsheets: numbers with their parts, rows that lose points, and what is open.
pub(crate) fn tables(audit: &Audit, indicators: &[Indicator], document: &mut Document) {
    document.table(figures(indicators));
    document.table(loss_table(audit, indicators));
    let mut open = Table::new(vec![
        Column::text("indicator"),
        Column::text("not assessed because"),
        Column::number("count"),
        Column::text("unlock with"),
        Column::text("items"),
    ]);
    for indicator in indicators {
        for one in &indicator.open {
            open.row([
                indicator.meta.id.to_owned(),
                one.because.to_owned(),
                one.count.to_string(),
                one.unlock.to_owned(),
                one.items.join(" "),
            ]);
        }
    }
    document.table(open);
}

fn figures(indicators: &[Indicator]) -> Table {
    let mut table = Table::new(vec![
        Column::text("indicator"),
        Column::text("figure"),
        Column::text("of"),
        Column::number("value"),
        Column::number("numerator"),
        Column::number("denominator"),
        Column::text("counted"),
        Column::text("no number because"),
        Column::number("assessed"),
        Column::number("total"),
        Column::text("things"),
    ]);
    for indicator in indicators {
        for figure in &indicator.figures {
            table.row([
                indicator.meta.id.to_owned(),
                figure.name.to_owned(),
                figure.of.clone().unwrap_or_default(),
                figure.value.map_or_else(String::new, |value| fixed(value, 4)),
                fixed(figure.ratio.numerator, 4),
                fixed(figure.ratio.denominator, 4),
                figure.counted.clone(),
                figure.withheld.clone().unwrap_or_default(),
                indicator.assessed.to_string(),
                indicator.total.to_string(),
                indicator.things.to_owned(),
            ]);
        }
    }
    table
}

/// Every row that loses points.
pub(crate) fn loss_table(audit: &Audit, indicators: &[Indicator]) -> Table {
    let mut table = Table::new(vec![
        Column::text("indicator"),
        Column::text("item"),
        Column::text("why"),
        Column::number("costs"),
        Column::text("place"),
    ]);
    for indicator in indicators {
        for loss in &indicator.losses {
            let costs = indicator.cost_of(loss).map_or_else(|| "–".to_owned(), |costs| fixed(costs, 4));
            table.row([indicator.meta.id.to_owned(), loss.item.clone(), loss.why.clone(), costs, at(audit, loss.span)]);
        }
    }
    table
}

/// One number for each group, and why some indicators have none.
pub(crate) fn breakdown(breakdown: &Breakdown, for_spreadsheet: bool, document: &mut Document) {
    let by = breakdown.by.name();
    let mut table = Table::new(vec![Column::text("indicator"), Column::text(by), Column::number("value"), Column::text("counted")]);
    let mut senseless = Vec::new();
    for (meta, groups) in &breakdown.splits {
        match groups {
            Err(why) => senseless.push(format!("{} is not broken down by {by}, because {why}.", meta.id)),
            Ok(groups) => {
                for (at, (group, figure)) in groups.iter().enumerate() {
                    let id = if at == 0 || for_spreadsheet { meta.id } else { "" };
                    table.row([id, &group.name, &value(figure), &figure.counted]);
                }
            }
        }
    }
    document.table(table);
    document.aside(format!(
        "– where nothing could be assessed, or fewer than {FEW} things were counted: one of them would move the number by more than 25 percentage points."
    ));
    document.lines(senseless);
}
