//! `align --matrix`: decisions by level and stance, the talent cycle, and roles on committees.

use crate::analysis::committees::Seats;
use crate::audit::Audit;
use crate::audit::limits::{MATRIX_COLUMNS, MATRIX_ROWS};
use crate::audit::matrices::{Cycle, Level, Part, Sittings};
use crate::audit::shown::Shown;
use crate::model::TalentUse;
use crate::render::{Block, Column, Document, Table};
use crate::report::alignment::first_of;

/// Decisions by level and stance.
pub fn decisions(audit: &Audit, levels: &[Level], shown: &Shown, for_spreadsheet: bool) -> Document {
    let mut document = Document::default();
    document.heading(1, "Decisions: tight and loose, by level");
    document.blocks.extend(narrowed(shown).map(Block::Aside));
    if levels.iter().all(|level| level.cells().iter().all(|cell| cell.is_empty())) {
        document.paragraph("No decision is written down here, so nothing says what is tight or loose (decisions).");
        return document;
    }
    document.table(if for_spreadsheet { decision_list(audit, levels) } else { decision_counts(levels) });
    if !for_spreadsheet {
        document.points(levels.iter().flat_map(|level| decision_points(audit, level)).collect());
    }
    document
}

/// How many decisions each level has of each stance.
pub(crate) fn decision_counts(levels: &[Level]) -> Table {
    let mut table = Table::new(vec![Column::text("level"), Column::number("tight"), Column::number("loose"), Column::number("no stance")]);
    for level in levels {
        table.row(
            [name(level)].into_iter().chain(level.cells().map(|cell| if cell.is_empty() { "·".into() } else { cell.len().to_string() })),
        );
    }
    table
}

const STANCES: [&str; 3] = ["tight", "loose", "no stance"];

fn name(level: &Level) -> String {
    level.level.clone().unwrap_or_else(|| "no level stated".to_owned())
}

fn decision_points(audit: &Audit, level: &Level) -> Vec<(String, Vec<String>)> {
    let cells = STANCES.into_iter().zip(level.cells()).filter(|(_, cell)| !cell.is_empty());
    cells
        .map(|(stance, cell)| {
            let lines = cell.iter().map(|&at| format!("{}: {} decides", audit.corpus.decisions[at].id(), decider(audit, at)));
            (format!("{}, {stance}", name(level)), lines.collect())
        })
        .collect()
}

fn decider(audit: &Audit, at: usize) -> String {
    audit.corpus.decisions[at].decider.as_ref().map_or_else(|| "nobody named".to_owned(), |decider| decider.text.to_string())
}

fn decision_list(audit: &Audit, levels: &[Level]) -> Table {
    let names = ["level", "stance", "decision", "question", "decider", "place"];
    let mut table = Table::new(names.map(Column::text).into());
    for level in levels {
        for (stance, cell) in STANCES.into_iter().zip(level.cells()) {
            for &at in cell {
                let item = &audit.corpus.decisions[at];
                let question = item.question.as_ref().map_or_else(String::new, |question| question.value.to_string());
                let decider = item.decider.as_ref().map_or_else(String::new, |decider| decider.text.to_string());
                table.row([name(level), stance.to_owned(), item.id().to_owned(), question, decider, super::at(audit, item.span())]);
            }
        }
    }
    table
}

/// Competencies over a career.
pub fn talent(audit: &Audit, cycles: &[Cycle], shown: &Shown) -> Document {
    let mut document = Document::default();
    document.heading(1, "The talent cycle: where each competency is used");
    document.blocks.extend(narrowed(shown).map(Block::Aside));
    if cycles.is_empty() {
        document.paragraph("No competency is required of these roles (competencies, roles.ID.requires).");
        return document;
    }
    document.table(cycle_table(audit, cycles));
    document.aside(CYCLE_LEGEND);
    document
}

/// What the marks of [`cycle_table`] mean.
pub(crate) const CYCLE_LEGEND: &str = "✓ used there. · not used there. ? the competency does not say where it is used (competencies.ID.used_in). ! people are judged on it, and nothing teaches it. Roles: how many require it.";

/// Competencies × the five uses.
pub(crate) fn cycle_table(audit: &Audit, cycles: &[Cycle]) -> Table {
    let uses = TalentUse::ALL.iter().map(|talent| Column::text(talent.name()).or(talent.name().chars().take(3).collect::<String>()));
    let columns = [Column::text("competency")].into_iter().chain(uses).chain([Column::text("of 5"), Column::number("roles")]);
    let mut table = Table::new(columns.collect());
    for cycle in cycles {
        let mark = |at: usize, talent: TalentUse| match cycle.used.as_ref().and_then(|used| used.get(at)) {
            None => "?",
            Some(true) if talent == TalentUse::Evaluation && cycle.evaluated_untaught => "!",
            Some(true) => "✓",
            Some(false) => "·",
        };
        let marks = TalentUse::ALL.iter().enumerate().map(|(at, &talent)| mark(at, talent).to_owned());
        let sum = cycle.used.as_ref().map_or_else(|| "?".to_owned(), |used| used.iter().filter(|used| **used).count().to_string());
        let id = audit.corpus.competencies[cycle.competency].id().to_owned();
        table.row([id].into_iter().chain(marks).chain([sum, cycle.required_by.to_string()]));
    }
    table
}

/// Roles on committees.
pub fn sittings(audit: &Audit, sittings: &Sittings, shown: &Shown, for_spreadsheet: bool) -> Document {
    let mut document = Document::default();
    document.heading(1, "Who sits on which committee");
    document.blocks.extend(narrowed(shown).map(Block::Aside));
    if sittings.sitters.is_empty() {
        document.paragraph("None of these roles has a seat or the chair of a committee (committees.ID.seats).");
        return document;
    }
    match for_spreadsheet {
        true => document.table(sitting_table(audit, sittings, usize::MAX, usize::MAX)),
        false => shown_sittings(audit, sittings, &mut document),
    }
    document.aside(SITTING_LEGEND);
    document
}

/// What the cells of [`sitting_table`] mean.
pub(crate) const SITTING_LEGEND: &str = "The number counts the seats of a role; C has the chair (C 0: without a seat of its own). Teachers are the teacher and teacher-leader families. – not stated. Seats ÷ people who hold the role.";

/// As much of the table as people can take in, and what is left out.
pub(crate) fn shown_sittings(audit: &Audit, sittings: &Sittings, document: &mut Document) {
    document.table(sitting_table(audit, sittings, MATRIX_ROWS, MATRIX_COLUMNS));
    let left_out =
        [first_of(sittings.sitters.len(), MATRIX_ROWS, "roles"), first_of(sittings.committees.len(), MATRIX_COLUMNS, "committees")];
    let left_out: Vec<String> = left_out.into_iter().flatten().collect();
    if !left_out.is_empty() {
        document.aside(format!(
            "This table shows {}, in the order of the files. “rolewright align --matrix committees --format csv” has them all; --level and --unit choose which to show.",
            left_out.join(" and ")
        ));
    }
}

/// Roles × committees, with the seats of each and how many of them are teachers'; the first so many of each.
fn sitting_table(audit: &Audit, sittings: &Sittings, rows: usize, columns: usize) -> Table {
    let committee = |(at, &committee): (usize, &usize)| Column::text(audit.corpus.committees[committee].id()).or(format!("C{}", at + 1));
    let columns = columns.min(sittings.committees.len());
    let heads = sittings.committees[..columns].iter().enumerate().map(committee);
    let last = [Column::number("seats ÷ people").or("÷")];
    let mut table = Table::new([Column::text("role")].into_iter().chain(heads).chain(last).collect());
    for sitter in sittings.sitters.iter().take(rows) {
        let id = audit.corpus.roles[sitter.role].id().to_owned();
        let seats: u32 = sitter.parts.iter().map(|part| part.seats).sum();
        let each = format!("{seats} ÷ {}", sitter.people.map_or_else(|| "–".to_owned(), |people| people.to_string()));
        table.row([id].into_iter().chain(sitter.parts[..columns].iter().map(part)).chain([each]));
    }
    type Of = fn(&Seats) -> u64;
    let sums: [(&str, Of); 2] = [("all seats", |seats| seats.total), ("teachers' seats", |seats| seats.teachers)];
    for (name, of) in sums {
        let cells =
            sittings.seats[..columns].iter().map(|seats| seats.as_ref().map_or_else(|| "–".to_owned(), |seats| of(seats).to_string()));
        let sum: u64 = sittings.seats.iter().flatten().map(of).sum();
        table.row([name.to_owned()].into_iter().chain(cells).chain([sum.to_string()]));
    }
    table
}

fn part(part: &Part) -> String {
    match (part.chairs, part.seats) {
        (true, seats) => format!("C {seats}"),
        (false, 0) => "·".to_owned(),
        (false, seats) => seats.to_string(),
    }
}

/// What a table was narrowed to, in a line; absent where it shows everything.
pub(crate) fn narrowed(shown: &Shown) -> Option<String> {
    let words: Vec<String> = shown.words().iter().map(|(option, words)| format!("{option} {}", words.join(" or "))).collect();
    (!words.is_empty()).then(|| format!("Shown: {}.", words.join("; ")))
}
