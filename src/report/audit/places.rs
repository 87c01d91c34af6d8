//! Places: which grades and subjects of each school somebody responsible reaches, and how support is spread over schools.

use super::Material;
use super::found::{by_rule, left_open, threshold};
use crate::analysis::coverage::{NoReach, PriorityReach, SchoolCoaching, is_school, reaches, school_coaching};
use crate::analysis::equity::{Quarters, School, known, per_ten};
use crate::analysis::money::written;
use crate::analysis::within::is_inside;
use crate::model::Unit;
use crate::render::{Column, Document, Table};
use crate::report::{listed, several};
use crate::text::Exact;
use crate::text::figure::{beside, fixed};

/// Findings about places.
const RULES: [&str; 5] = ["grade-subject-gap", "need-inversion", "place-without-role", "rookies-unserved", "unsupported-educator"];

/// The chapter.
pub(super) fn places(material: &Material<'_>, document: &mut Document) {
    let units = &material.audit.corpus.units;
    document.heading(2, "Places");
    if !units.iter().any(is_school) {
        document.paragraph("Not assessed: the files name no school, so nothing says who is where (units.ID.kind: school, units.ID.staff).");
        return;
    }
    reached(material, document);
    spread(material, document);
    let found = by_rule(material, &RULES, "Places and people that nobody covers:", document);
    if !left_open(material, &RULES, document) && !found {
        document.paragraph("No place, and nobody in one, was found without what it is meant to have, in what could be assessed.");
    }
}

/// Cells covered, school by school and priority by priority.
fn reached(material: &Material<'_>, document: &mut Document) {
    document.heading(3, "Grades and subjects reached");
    let all = reaches(&material.facts);
    if all.is_empty() {
        document.paragraph(
            "Not assessed: no active priority says which grades or subjects it is for (priorities.ID.grades, priorities.ID.subjects).",
        );
        return;
    }
    document.paragraph("A cell is one grade and subject of one school that a priority is for and the school teaches. It is reached where somebody with R in the priority's actions (A where none has R) works in the school, or above it, for that grade and subject. Reached of all cells; – not for this school.");
    let (table, sum) = grid(material, &all);
    document.table(table);
    document.paragraph(sum);
    document.lines(open(material, &all));
}

/// Schools down, priorities across.
fn grid(material: &Material<'_>, all: &[PriorityReach<'_>]) -> (Table, String) {
    let corpus = &material.audit.corpus;
    let heads = all.iter().enumerate().map(|(at, one)| Column::text(corpus.priorities[one.priority].id()).or(format!("P{}", at + 1)));
    let mut table = Table::new([Column::text("school")].into_iter().chain(heads).collect());
    let (mut met, mut cells) = (0, 0);
    for (school, unit) in corpus.units.iter().enumerate().filter(|(_, unit)| is_school(unit)) {
        let row = all.iter().map(|one| match find(one, school) {
            Some(Ok(reach)) => {
                (met, cells) = (met + reach.cells - reach.missed.len(), cells + reach.cells);
                format!("{} of {}", reach.cells - reach.missed.len(), reach.cells)
            }
            Some(Err(_)) => "?".to_owned(),
            None if one.schools.is_none() => "?".to_owned(),
            None => "–".to_owned(),
        });
        table.row([unit.id().to_owned()].into_iter().chain(row));
    }
    (table, format!("In all, {met} of {} are reached.", several(cells, "cell", "cells")))
}

fn find<'p, 'a>(one: &'p PriorityReach<'a>, school: usize) -> Option<&'p Result<crate::analysis::coverage::Reach<'a>, NoReach>> {
    one.schools.iter().flatten().find(|(at, _)| *at == school).map(|(_, reach)| reach)
}

/// What a question mark stands for.
fn open(material: &Material<'_>, all: &[PriorityReach<'_>]) -> Vec<String> {
    let corpus = &material.audit.corpus;
    let mut lines = Vec::new();
    for one in all {
        let priority = corpus.priorities[one.priority].id();
        if one.schools.is_none() {
            lines.push(format!("? {priority}: not assessed, because nobody responsible for it is listed in a unit (units.ID.staff)."));
        }
        for (school, reach) in one.schools.iter().flatten() {
            let Err(why) = reach else { continue };
            let (why, field) = match why {
                NoReach::Grades => ("does not say its grades", "grades"),
                NoReach::Subjects => ("does not say its subjects", "subjects"),
                NoReach::Staff => ("lists nobody", "staff"),
            };
            let school = corpus.units[*school].id();
            lines.push(format!("? {priority} at {school}: not assessed, because the school {why} (units.{school}.{field})."));
        }
    }
    lines
}

/// Coaching by school, beside need.
fn spread(material: &Material<'_>, document: &mut Document) {
    document.heading(3, "How support is spread over schools");
    let all = school_coaching(&material.facts);
    let mut table = Table::new(vec![
        Column::text("School"),
        Column::number("Learners"),
        Column::number("In need"),
        Column::number("Teachers"),
        Column::number("New teachers"),
        Column::number("Coaching positions"),
        Column::number("For ten teachers"),
    ]);
    all.iter().for_each(|school| table.row(row(material, school)));
    document.table(table);
    document.aside("Learners and new teachers as the school states them, else as the units in it do. Teachers: people in roles of the teacher family. Coaching positions: the released time of those who coach teachers there, in full positions; whoever coaches from above the schools serves all and counts for none. For ten teachers = coaching positions ÷ teachers × 10. – not stated.");
    document.paragraph(compared(material, &all));
}

fn row(material: &Material<'_>, school: &SchoolCoaching) -> [String; 7] {
    let unit = &material.audit.corpus.units[school.school];
    let dash = || "–".to_owned();
    let each = school
        .teachers
        .filter(|teachers| *teachers > Exact::ZERO)
        .zip(school.coaching)
        .map(|(teachers, coaching)| coaching * 10_u32 / teachers);
    [
        unit.title.as_ref().map_or(unit.id(), |title| &title.value).to_owned(),
        below(material, school.school, |unit| unit.learners.map(|count| count.value.0)),
        unit.need.map_or_else(dash, |need| format!("{} %", need.value.0)),
        school.teachers.map_or_else(dash, written),
        below(material, school.school, |unit| unit.novices.map(|count| count.value.0)),
        school.coaching.map_or_else(dash, written),
        each.map_or_else(dash, |each| fixed(each, 2)),
    ]
}

/// What a school states, else the sum of what the units in it state.
fn below(material: &Material<'_>, school: usize, count: impl Fn(&Unit) -> Option<u32>) -> String {
    let units = &material.audit.corpus.units;
    let inside = (0..units.len()).filter(|&unit| unit != school && is_inside(&material.facts, unit, school));
    let stated: Vec<u32> = inside.filter_map(|unit| count(&units[unit])).collect();
    let sum = (!stated.is_empty()).then(|| stated.iter().fold(0, |sum: u32, more| sum.saturating_add(*more)));
    count(&units[school]).or(sum).map_or("–".to_owned(), |count| count.to_string())
}

/// The neediest quarter beside the least needy, or why they are not compared.
fn compared(material: &Material<'_>, all: &[SchoolCoaching]) -> String {
    let least = limit(material, "least_schools").max(2.0);
    let (mut schools, mut silent) = (Vec::new(), Vec::new());
    for school in all {
        match known(&material.facts, school) {
            Ok(school) => schools.push(school),
            Err(unsaid) => silent.push(unsaid.unlock()),
        }
    }
    if (schools.len() as f64) < least {
        let why = silent.first().filter(|_| all.len() as f64 >= least).map_or(String::new(), |(why, field)| format!(": {why} ({field})"));
        return format!(
            "The neediest and the least needy schools are not compared: need, teachers and coaching are known of {}, and below {} there are no quarters{why}.",
            several(schools.len(), "school", "schools"),
            threshold(material, "need-inversion", "least_schools")
        );
    }
    let Some(quarters) = Quarters::of(schools) else { return String::new() };
    if !quarters.differ() {
        return "The need of the neediest and of the least needy schools is the same, so they are not compared.".to_owned();
    }
    let (Some((needy, low)), Some((easy, high))) = (side(material, &quarters.needy), side(material, &quarters.easy)) else {
        return String::new();
    };
    let few = if quarters.needy.len() == 1 { " Each quarter is one school, so that one person more or less changes it." } else { "" };
    let ratio = if high > Exact::ZERO {
        let ratio = beside(low / high, limit(material, "least_ratio"), 2).0;
        format!("{} ÷ {} = {ratio}", fixed(low, 2), fixed(high, 2))
    } else {
        "the least needy have none".to_owned()
    };
    format!(
        "Coaching positions for ten teachers: in the neediest quarter {needy}; in the least needy {easy}. Together {ratio}; below {} it is a finding.{few}",
        threshold(material, "need-inversion", "least_ratio")
    )
}

/// `orchard-elementary: 1.2 ÷ 15 × 10 = 0.80`, and the number.
fn side(material: &Material<'_>, schools: &[School]) -> Option<(String, Exact)> {
    let names: Vec<&str> = schools.iter().map(|school| material.audit.corpus.units[school.unit].id()).collect();
    let (coaching, teachers, each) = per_ten(schools)?;
    Some((format!("({}) {} ÷ {} × 10 = {}", listed(&names), written(coaching), written(teachers), fixed(each, 2)), each))
}

fn limit(material: &Material<'_>, name: &str) -> f64 {
    let Some(meta) = crate::rules::find("need-inversion") else { return 0.0 };
    meta.thresholds.iter().find(|threshold| threshold.name == name).map_or(0.0, |threshold| material.audit.limits.get(meta.id, threshold))
}
