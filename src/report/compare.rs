//! `compare`: units or frameworks side by side, and what to know before comparing.

use super::entry::listed;
use super::indicators::value;
use crate::analysis::indicators::FEW;
use crate::audit::indicators::Figure;
use crate::audit::side_by_side::{Cell, Row, Section, SideBySide};
use crate::render::{Column, Document, Table};

/// The page; `as_of` is the day all columns were judged on.
pub fn compare(comparison: &SideBySide, as_of: jiff::civil::Date) -> Document {
    let mut document = Document::default();
    document.heading(1, "Side by side");
    let heads = comparison.heads.iter();
    let said = heads.map(|head| if head.title == head.name { head.name.clone() } else { format!("{} ({})", head.title, head.name) });
    document.lines(said);
    document.paragraph(format!(
        "As of {as_of}. The columns stand in the order asked for, and nothing is ranked: the {} may differ for good reasons that no file holds.",
        comparison.of
    ));
    comparison.sections.iter().for_each(|section| one(comparison, section, &mut document));
    document
}

fn one(comparison: &SideBySide, section: &Section, document: &mut Document) {
    document.heading(2, section.title);
    if !section.rows.is_empty() {
        document.aside(section.about);
    }
    let mut columns = vec![Column::text("")];
    columns.extend(comparison.heads.iter().map(|head| Column::text(head.name.clone())));
    let mut table = Table::new(columns);
    for row in &section.rows {
        let cells = row.cells.iter().map(|cell| shown(row, cell));
        table.row(std::iter::once(row.label.clone()).chain(cells));
    }
    document.table(table);
    if section.rows.iter().flat_map(|row| &row.cells).any(|cell| cell.parts.is_some() && cell.because.is_some()) {
        document.aside(format!(
            "Where fewer than {FEW} things were counted there is a count and no number: one of them would move it by more than 25 percentage points."
        ));
    }
    let lines: Vec<String> = section.rows.iter().flat_map(|row| absent(comparison, row)).chain(section.notes.iter().cloned()).collect();
    document.lines(lines);
}

/// `85 %, 17 of 20 tests`; `–, 2 of 2 pairs` where too few were counted.
fn shown(row: &Row, cell: &Cell) -> String {
    match (&row.figure, cell.parts) {
        (Some(figure), Some(_)) => format!("{}, {}", value(&Figure { value: cell.value, ..figure.clone() }), cell.said),
        _ => cell.said.clone(),
    }
}

/// Why there is no number, each reason once for the columns that share it. Counts that are shown need none.
fn absent(comparison: &SideBySide, row: &Row) -> Vec<String> {
    let mut reasons: Vec<(&str, Vec<&str>)> = Vec::new();
    for (head, cell) in comparison.heads.iter().zip(&row.cells).filter(|_| !row.noted) {
        let Some(because) = cell.because.as_deref().filter(|_| cell.parts.is_none()) else { continue };
        match reasons.iter_mut().find(|(known, _)| *known == because) {
            Some((_, names)) => names.push(&head.name),
            None => reasons.push((because, vec![&head.name])),
        }
    }
    let label = row.label.trim_start_matches("– ");
    reasons.into_iter().map(|(because, names)| format!("{label}, {}: no number, because {because}.", listed(&names))).collect()
}
