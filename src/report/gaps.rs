//! `gaps`: what is missing, by what it harms, and what could not be assessed.

use super::{at, not_assessed};
use crate::audit::gaps::{Gap, by_harm};
use crate::audit::{Audit, gaps as ranking};
use crate::render::{Column, Document, Table};

/// The gaps, the most harmful group first; at most `top` gaps in all where it is given.
pub fn gaps(audit: &Audit, top: Option<usize>, as_table: bool) -> Document {
    let mut document = Document::default();
    let mut all = ranking::ranked(audit);
    let total = all.len();
    all.truncate(top.unwrap_or(total));
    document.heading(1, "Gaps");
    document.paragraph(match (total, all.len()) {
        (0, _) => "No gap was found in what could be assessed.".to_owned(),
        (total, shown) if shown < total => format!("The {shown} most harmful of {total} gaps, as of {}.", audit.as_of),
        (total, _) => format!("{}, as of {}.", super::several(total, "gap", "gaps"), audit.as_of),
    });
    if total > 0 {
        document.aside("Ranked by level (error, warning, advice), within it priorities without any measure first, then by the weight of the priority harmed × the people who hold the roles concerned. × 1 where the files state neither.");
    }
    if as_table {
        document.table(table(audit, &all));
    } else {
        for (group, gaps) in by_harm(all) {
            document.heading(2, group.harm());
            document.points(gaps.iter().map(|gap| point(audit, gap)).collect());
        }
    }
    document.heading(2, "What could not be assessed");
    if audit.outcome.not_assessed.is_empty() {
        document.paragraph("Every question could be answered from the files.");
    } else {
        document.paragraph("These questions are open because the files do not say. Each names the field that would answer it.");
        not_assessed(&audit.outcome.not_assessed, &mut document);
    }
    document
}

fn point(audit: &Audit, gap: &Gap) -> (String, Vec<String>) {
    let finding = &audit.outcome.findings[gap.finding];
    let mut details = vec![];
    let place = finding.span.map_or_else(|| finding.file.clone().unwrap_or_default(), |span| at(audit, span));
    details.push(format!("{place} · {} · {}{}", finding.rule.id, finding.level.name(), factors(gap)));
    details.push(format!("Why: {}", finding.rule.pages().why_in_short()));
    if let Some(help) = &finding.help {
        details.push(format!("Change: {help}"));
    }
    (finding.message.clone(), details)
}

fn factors(gap: &Gap) -> String {
    let people = gap.people.map(|people| format!(" · {}", super::several(people as usize, "person", "people"))).unwrap_or_default();
    let weight = if gap.weight == 1.0 { String::new() } else { format!(" · weight × {}", super::figure(gap.weight)) };
    format!("{people}{weight}")
}

fn table(audit: &Audit, gaps: &[Gap]) -> Table {
    let mut table = Table::new(vec![
        Column::number("rank"),
        Column::text("harms"),
        Column::text("level"),
        Column::text("rule"),
        Column::text("gap"),
        Column::text("why"),
        Column::text("change"),
        Column::text("place"),
        Column::text("item"),
        Column::number("weight"),
        Column::number("people"),
    ]);
    for (rank, gap) in gaps.iter().enumerate() {
        let finding = &audit.outcome.findings[gap.finding];
        table.row([
            (rank + 1).to_string(),
            gap.group.harm().to_owned(),
            finding.level.name().to_owned(),
            finding.rule.id.to_owned(),
            finding.message.clone(),
            finding.rule.pages().why_in_short(),
            finding.help.clone().unwrap_or_default(),
            finding.span.map_or_else(String::new, |span| at(audit, span)),
            finding.item.clone().unwrap_or_default(),
            super::figure(gap.weight),
            gap.people.map_or_else(String::new, |people| people.to_string()),
        ]);
    }
    table
}
