//! `gaps`: what is missing and why in this order, drafts to paste, who has shown what, which grades nobody reaches,
//! who could step up, and what could not be assessed.

mod people;

use super::{at, not_assessed, not_assessed_in_full, several};
use crate::analysis::Facts;
use crate::analysis::coverage::{NoReach, cells, reaches};
use crate::audit::Audit;
use crate::audit::drafts::{Draft, Edit, Spot, drafts};
use crate::audit::gaps::{Affected, FACTORS, Gap, ORDER, SURPRISE, finding, severity};
use crate::diag::Level;
use crate::model::{Collection, Loc};
use crate::render::{Column, Document, Table};
use rustc_hash::FxHashMap;

/// Drafts that a page shows; all of them are in the JSON.
const DRAFTS: usize = 20;
/// Cells that a row names.
const CELLS: usize = 6;

/// The gaps, the most harmful first; at most `top` of them where it is given.
pub fn gaps(audit: &Audit, top: Option<usize>, as_table: bool) -> Document {
    let mut document = Document::default();
    let total = audit.gaps.len();
    let shown = &audit.gaps[..top.unwrap_or(total).min(total)];
    document.heading(1, "Gaps");
    document.paragraph(match (total, shown.len()) {
        (0, _) => "No gap was found in what could be assessed.".to_owned(),
        (total, shown) if shown < total => format!("The {shown} most harmful of {total} gaps, as of {}.", audit.as_of),
        (total, _) => format!("{}, as of {}.", several(total, "gap", "gaps"), audit.as_of),
    });
    if total > 0 {
        document.aside(format!("Why this order: {ORDER}. {FACTORS}"));
        if is_surprising(&audit.gaps) {
            document.aside(SURPRISE);
        }
    }
    let facts = audit.facts();
    let drafts = drafts(audit, &facts, shown.len());
    if as_table {
        document.table(table(audit, shown));
    } else {
        let firsts = firsts(audit, shown);
        document.points((0..shown.len()).map(|rank| point(audit, shown, rank, &firsts, &drafts)).collect());
        to_paste(&drafts, &mut document);
    }
    if as_table {
        not_assessed_in_full(&audit.outcome.not_assessed, &mut document);
    }
    people::shown(&facts, as_table, &mut document);
    uncovered(&facts, &mut document);
    people::rungs(&facts, as_table, &mut document);
    if !as_table {
        open_questions(audit, &mut document);
    }
    document
}

fn open_questions(audit: &Audit, document: &mut Document) {
    document.heading(2, "What could not be assessed");
    if audit.outcome.not_assessed.is_empty() {
        document.paragraph("Every question could be answered from the files.");
    } else {
        document.paragraph("These questions are open because the files do not say. Each names the field that would answer it.");
        not_assessed(&audit.outcome.not_assessed, document);
    }
}

/// The first gap of each rule, where its reason is said.
fn firsts(audit: &Audit, shown: &[Gap]) -> FxHashMap<&'static str, usize> {
    let mut firsts = FxHashMap::default();
    for (rank, gap) in shown.iter().enumerate() {
        firsts.entry(finding(audit, gap).rule.id).or_insert(rank);
    }
    firsts
}

fn point(audit: &Audit, shown: &[Gap], rank: usize, firsts: &FxHashMap<&str, usize>, drafts: &[Draft]) -> (String, Vec<String>) {
    let gap = &shown[rank];
    let finding = finding(audit, gap);
    let place = finding.span.map_or_else(|| finding.file.clone().unwrap_or_default(), |span| at(audit, span));
    let mut details = vec![format!("{place} · {} · {}", finding.rule.id, gap.group.harm()), format!("Harm: {}", arithmetic(gap))];
    details.extend(who(audit, &gap.affected).map(|who| format!("People: {who}")));
    // The reason is the rule's: where it stands already, it is not said again.
    details.push(match firsts.get(finding.rule.id) {
        Some(first) if *first < rank => format!("Why: as for gap {}", first + 1),
        _ => format!("Why: {}", finding.rule.pages().why_in_short()),
    });
    if let Some(help) = &finding.help {
        details.push(format!("Change: {help}"));
    }
    if drafts.iter().take(DRAFTS).any(|draft| draft.gap == rank) {
        details.push("A draft to paste is below.".to_owned());
    }
    (format!("{}. {}", rank + 1, finding.message), details)
}

/// Whether, errors and what is measured by nothing apart, something graver stands below something less grave.
fn is_surprising(gaps: &[Gap]) -> bool {
    let rest: Vec<&Gap> = gaps.iter().filter(|gap| gap.severity() < severity(Level::Error) && !gap.unmeasured).collect();
    rest.windows(2).any(|pair| matches!(pair, [first, second] if first.severity() < second.severity()))
}

/// `weight 1.6 × severity 2 (warning) × 22 people = 70.4`.
fn arithmetic(gap: &Gap) -> String {
    let people = match gap.people() {
        Some(people) => several(people as usize, "person", "people"),
        None => "1 (people not stated)".to_owned(),
    };
    let weight = super::figure(gap.weight);
    let counted = if gap.people() == Some(0) { " (counted as 1)" } else { "" };
    format!("weight {weight} × severity {} ({}) × {people}{counted} = {}", gap.severity(), gap.level.name(), super::figure(gap.harm()))
}

/// Whose heads were counted: `9 team-lead + 4 principal = 13: all whom the action names …`.
fn who(audit: &Audit, affected: &Affected) -> Option<String> {
    let corpus = &audit.corpus;
    let all = affected.count()?;
    let part = |(loc, count): &(Loc, Option<u32>)| {
        let of = match loc.collection() {
            Collection::Units => "in ",
            Collection::Committees => "on ",
            Collection::Assessments => "for ",
            _ => "",
        };
        format!("{} {of}{}", count.unwrap_or(0), corpus.id_of(*loc).value)
    };
    let parts: Vec<String> = affected.parts.iter().map(part).collect();
    let sum = if parts.len() > 1 { format!(" = {all}") } else { String::new() };
    let place = affected.place.map_or_else(String::new, |unit| format!(", in {} or above it", corpus.units[unit].id()));
    Some(format!("{}{sum}: {}{place}", parts.join(" + "), affected.because))
}

fn to_paste(drafts: &[Draft], document: &mut Document) {
    if drafts.is_empty() {
        return;
    }
    document.heading(2, "Drafts to paste");
    document.paragraph(
        "Each closes its gap as it stands and says no more than the gap does. Put it into your own words, with the outcome another person could see (“so_that”) and the share of time it takes (“share”).",
    );
    for draft in drafts.iter().take(DRAFTS) {
        for (at, edit) in draft.edits.iter().enumerate() {
            let because = if at == 0 { format!(", because {}", draft.because) } else { String::new() };
            document.paragraph(format!("For gap {}{because}: {}", draft.gap + 1, spot(edit)));
            document.verbatim("yaml", &edit.yaml);
        }
    }
    if drafts.len() > DRAFTS {
        document.aside(format!("{} more are in the JSON (--format json).", several(drafts.len() - DRAFTS, "draft", "drafts")));
    }
}

fn spot(edit: &Edit) -> String {
    match edit.spot {
        Spot::Above(line) => format!("paste above line {line} of {}.", edit.file),
        Spot::Instead(first, last) if first == last => format!("put in place of line {first} of {}.", edit.file),
        Spot::Instead(first, last) => format!("put in place of lines {first} to {last} of {}.", edit.file),
        Spot::NewFile => format!("save as {}.", edit.file),
    }
}

/// Grades and subjects that a priority is for and nobody responsible for it reaches.
fn uncovered(facts: &Facts<'_>, document: &mut Document) {
    let reached = reaches(facts);
    if reached.is_empty() {
        return;
    }
    let mut table = Table::new(vec![
        Column::text("priority"),
        Column::text("school"),
        Column::number("not reached"),
        Column::number("of"),
        Column::text("which"),
    ]);
    let (mut missed, mut all, mut schools, mut open) = (0, 0, 0, Vec::new());
    for one in &reached {
        let priority = facts.corpus.priorities[one.priority].id();
        let Some(found) = &one.schools else {
            open.push(format!("{priority} (nobody responsible for it is listed in a unit)"));
            continue;
        };
        for (school, reach) in found {
            let school = facts.corpus.units[*school].id();
            match reach {
                Err(why) => open.push(format!("{priority} at {school} ({})", unsaid(*why))),
                Ok(reach) => {
                    (missed, all, schools) = (missed + reach.missed.len(), all + reach.cells, schools + 1);
                    if !reach.missed.is_empty() {
                        let which = cells(&reach.missed, CELLS);
                        table.row([priority.to_owned(), school.to_owned(), reach.missed.len().to_string(), reach.cells.to_string(), which]);
                    }
                }
            }
        }
    }
    document.heading(2, "Grades and subjects nobody reaches");
    if all > 0 {
        let named = format!(
            "{} by grade and subject: {}.",
            several(schools, "pair of a priority and a school was looked at", "pairs of a priority and a school were looked at"),
            several(all, "place in all", "places in all")
        );
        document.paragraph(match missed {
            0 => format!("{named} In every one somebody responsible for the priority works."),
            _ => format!("{named} In {missed} of them nobody responsible for the priority works."),
        });
    }
    document.table(table);
    if !open.is_empty() {
        document.aside(format!("Not assessed: {}.", open.join("; ")));
    }
}

fn unsaid(why: NoReach) -> &'static str {
    match why {
        NoReach::Grades => "the school does not say its grades",
        NoReach::Subjects => "the school does not say its subjects",
        NoReach::Staff => "nobody is listed in the school",
    }
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
        Column::text("who"),
        Column::number("weight"),
        Column::number("people"),
        Column::number("severity"),
        Column::number("harm"),
    ]);
    for (rank, gap) in gaps.iter().enumerate() {
        let finding = finding(audit, gap);
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
            who(audit, &gap.affected).unwrap_or_default(),
            super::figure(gap.weight),
            gap.people().map_or_else(String::new, |people| people.to_string()),
            gap.severity().to_string(),
            super::figure(gap.harm()),
        ]);
    }
    table
}
