//! `report ilt`: one screen for a weekly meeting. At most 40 lines, whatever the framework holds: what is left out
//! is counted, never hidden.

use super::{at, figure, several};
use crate::analysis::pace::{Pace, Standing};
use crate::audit::Audit;
use crate::audit::meeting::{AHEAD, Colour, Due, LONG_LATE, Light, Meeting};
use crate::audit::workload::WeekLoad;
use crate::model::{Collection, Loc};
use crate::render::{Column, Document, Table};

/// How many lines each part may take, so that all of it stays on one screen.
const LIGHTS: usize = 5;
const DUE: usize = 4;
const FULL: usize = 3;
const WAITING: usize = 3;

/// The screen. `question` is what the meeting could ask itself, where somebody has one.
pub fn ilt(audit: &Audit, meeting: &Meeting, question: Option<&str>) -> Document {
    let mut document = Document::default();
    document.heading(1, format!("This week: {}", audit.corpus.title_of(Loc::item(Collection::Units, meeting.unit))));
    lights(audit, meeting, &mut document);
    document.heading(2, format!("Due by {}", until(audit)));
    part(due(audit, meeting), DUE, "Nothing that states a day falls due.", &mut document);
    document.heading(2, format!("Weeks over {} % of release", figure(tight(audit))));
    let (known, all) = meeting.weeks;
    let none = match (known, all) {
        (_, 0) => "Not assessed: nobody here is said to have release or routines (roles.ID.release).".to_owned(),
        (0, _) => format!("Not assessed: release or routines of {} are not stated.", several(all, "week", "weeks")),
        (known, all) if known < all => format!("None of the {known} that could be worked out; {} not assessed.", all - known),
        (known, _) => format!("None of {known}."),
    };
    let mut full: Vec<String> = meeting.full.iter().map(|(role, week)| full_week(audit, *role, week)).collect();
    if known < all && !full.is_empty() {
        let last = full.len() - 1;
        full[last.min(FULL - 1)].push_str(&format!(" ({} of {all} weeks here could not be assessed.)", all - known));
    }
    part(full, FULL, &none, &mut document);
    document.heading(2, "Decisions waiting");
    part(meeting.waiting.iter().map(|&at| waiting(audit, at)).collect(), WAITING, "None that is marked open.", &mut document);
    if let Some(question) = question {
        document.heading(2, "To ask each other");
        document.paragraph(question);
    }
    document
}

fn until(audit: &Audit) -> String {
    use jiff::ToSpan;
    audit.as_of.saturating_add(AHEAD.days()).to_string()
}

/// The share of release from which a week is nearly full: the rule's own threshold.
fn tight(audit: &Audit) -> f64 {
    let meta = crate::rules::find("release-shortfall");
    let limits = meta.iter().flat_map(|meta| meta.thresholds.iter().map(|threshold| audit.limits.get(meta.id, threshold)));
    limits.fold(100.0, f64::min)
}

/// At most `most` lines; the last says how many are left out.
fn part(mut lines: Vec<String>, most: usize, none: &str, document: &mut Document) {
    if lines.is_empty() {
        document.paragraph(none);
        return;
    }
    let more = lines.len().saturating_sub(most);
    if more > 0 {
        lines.truncate(most - 1);
        lines.push(format!("and {} more", more + 1));
    }
    document.lines(lines);
}

fn lights(audit: &Audit, meeting: &Meeting, document: &mut Document) {
    if meeting.lights.is_empty() {
        document.paragraph("No active priority names a role that is staffed here (priorities.ID.actions.ID.raci, units.ID.staff).");
        return;
    }
    let mut table = Table::new(vec![Column::text("priority"), Column::lights("now"), Column::text("because")]);
    for light in meeting.lights.iter().take(LIGHTS) {
        table.row([title(audit, Loc::item(Collection::Priorities, light.priority)), name(light.colour).to_owned(), because(audit, light)]);
    }
    document.table(table);
    let more = meeting.lights.len().saturating_sub(LIGHTS);
    let more = if more > 0 { format!("{} not shown. ", several(more, "more priority is", "more priorities are")) } else { String::new() };
    document.aside(format!(
        "{more}Green: every short measure that could be read is on the straight line from its baseline to its target, or beyond, and no action is late. Amber: one is short of that line, or an action is late. Red: one is no better than its baseline, or an action is more than {LONG_LATE} days late. Read as of {}, for each priority as a whole, not for this unit alone.",
        audit.as_of
    ));
}

fn name(colour: Colour) -> &'static str {
    match colour {
        Colour::Red => "Red",
        Colour::Amber => "Amber",
        Colour::Green => "Green",
        Colour::Open => "Not assessed",
    }
}

fn because(audit: &Audit, light: &Light) -> String {
    let priority = &audit.corpus.priorities[light.priority];
    let measures = light.measures.iter().map(|(index, pace)| {
        let id = priority.measures[*index].id();
        match pace {
            Pace::Unknown(why, _) => format!("{id}: {why}"),
            Pace::Read(reading) => {
                let standing = match reading.standing() {
                    Standing::OnLine => "on the line",
                    Standing::Behind => "short of the line",
                    Standing::NotMoved => "no better than at the start",
                };
                let [value, line, from] = [reading.value, reading.line, reading.baseline].map(tenth);
                format!("{id}: {value} on {}, from {from}, line at {line}: {standing}", reading.on)
            }
        }
    });
    let late = light
        .late
        .iter()
        .map(|(index, days)| format!("{}: {} late", priority.actions[*index].id(), several(*days as usize, "day", "days")));
    let all: Vec<String> = measures.chain(late).collect();
    if all.is_empty() { "no short measure, and no action is late".to_owned() } else { all.join("; ") }
}

fn tenth(number: f64) -> String {
    format!("{}", (number * 10.0).round() / 10.0)
}

/// One line for each who answers, in the order of their first day.
fn due(audit: &Audit, meeting: &Meeting) -> Vec<String> {
    let mut by: Vec<(Option<Loc>, Vec<String>)> = Vec::new();
    for due in &meeting.due {
        let said = due_line(audit, due);
        match by.iter_mut().find(|(who, _)| *who == due.who) {
            Some((_, lines)) => lines.push(said),
            None => by.push((due.who, vec![said])),
        }
    }
    let who = |who: Option<Loc>| who.map_or_else(|| "nobody named".to_owned(), |who| title(audit, who));
    by.into_iter().map(|(actor, lines)| format!("{}: {}", who(actor), lines.join("; "))).collect()
}

fn due_line(audit: &Audit, due: &Due) -> String {
    let corpus = &audit.corpus;
    let what = match due.what.nested_index() {
        Some(index) => {
            let action = &corpus.priorities[due.what.index()].actions[index];
            action.value.title.as_ref().map_or(action.id(), |title| &title.value).to_owned()
        }
        None => {
            corpus.decisions[due.what.index()].question.as_ref().map_or(corpus.title_of(due.what), |question| &question.value).to_owned()
        }
    };
    format!("{what} ({})", due.day)
}

fn full_week(audit: &Audit, role: usize, week: &WeekLoad) -> String {
    let unit = week.unit.map_or(String::new(), |unit| format!(" in {}", audit.corpus.title_of(Loc::item(Collection::Units, unit))));
    let codes = if week.codes.is_empty() { String::new() } else { format!(" ({})", week.codes.join(", ")) };
    let least = if week.is_at_least() { "at least " } else { "" };
    let capacity = week.week.capacity.unwrap_or(0.0);
    let share = week
        .week
        .used()
        .filter(|used| used.is_finite())
        .map_or_else(|| "no release".to_owned(), |used| format!("{} %", tenth(used * 100.0)));
    format!(
        "{}{unit}{codes}: {least}{} h of work in {} h of release = {share}",
        title(audit, Loc::item(Collection::Roles, role)),
        figure(week.week.hours()),
        figure(capacity)
    )
}

fn waiting(audit: &Audit, index: usize) -> String {
    let decision = &audit.corpus.decisions[index];
    let question = decision.question.as_ref().map_or(decision.id(), |question| &question.value);
    let decider = decision.decider.as_ref().and_then(|decider| decider.to);
    let who = decider.map_or_else(|| "nobody is named to decide".to_owned(), |who| format!("{} decides", title(audit, who)));
    let due = decision.due.map_or_else(|| "no day stated".to_owned(), |due| format!("by {}", due.value));
    format!("{question} {who}, {due} ({}).", at(audit, decision.span()))
}

fn title(audit: &Audit, loc: Loc) -> String {
    audit.corpus.title_of(loc).to_owned()
}
