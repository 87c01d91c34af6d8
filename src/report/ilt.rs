//! `report ilt`: one screen for a weekly meeting. At most 40 lines, whatever the framework holds: what is left out
//! is counted, never hidden.

use super::progress;
use super::{at, change, figure, several};
use crate::analysis::indicators::FEW;
use crate::analysis::pace::Pace;
use crate::audit::Audit;
use crate::audit::guide::{CHOSEN, Guide};
use crate::audit::meeting::{AHEAD, Colour, Due, LONG_LATE, Light, Meeting, Merged, TOUCHES};
use crate::audit::workload::WeekLoad;
use crate::model::{Collection, Loc};
use crate::render::terminal::Screen;
use crate::render::{Column, Document, Table, markdown, terminal};
use crate::text::excerpt;
use crate::text::figure::short;

/// Lines that a screen holds, as Markdown and on a terminal of [`WIDTH`] columns.
const MOST: usize = 40;
/// Columns of a narrow terminal.
const WIDTH: usize = 80;
/// Characters of a title.
const TITLE: usize = 60;
/// Characters of a line, so that one long text cannot push the others off the screen.
const LINE: usize = 150;
/// Items behind the question that are named.
const NAMED: usize = 3;

/// How many lines each part may take.
#[derive(Clone, Copy, Debug)]
struct Room {
    lights: usize,
    /// Of every other part.
    lines: usize,
}

/// The screen. `merged` are the changes since an earlier state, where somebody asked for them.
pub fn ilt(audit: &Audit, meeting: &Meeting, guide: &Guide, merged: Option<&Merged<'_>>) -> Document {
    // From what is pleasant to what is possible: whatever is in the files, it stays one screen. The priorities are
    // what the meeting is about, so that they go last.
    let rooms = [(8, 4), (8, 3), (6, 3), (6, 2), (5, 2), (4, 2), (4, 1), (3, 1), (2, 1)].map(|(lights, lines)| Room { lights, lines });
    let composed = |room| compose(audit, meeting, guide, merged, room);
    let fits = |document: &Document| height(document) <= MOST;
    rooms.into_iter().map(composed).find(fits).unwrap_or_else(|| composed(Room { lights: 1, lines: 1 }))
}

/// The lines it takes, in the form that takes more.
fn height(document: &Document) -> usize {
    let (mut page, mut screen) = (Vec::new(), Vec::new());
    // Memory can always be written to.
    let _ = markdown::write(document, &mut page);
    let _ = terminal::write(document, Screen { width: WIDTH, color: false }, &mut screen);
    let lines = |bytes: &[u8]| bytes.iter().filter(|byte| **byte == b'\n').count();
    lines(&page).max(lines(&screen))
}

fn compose(audit: &Audit, meeting: &Meeting, guide: &Guide, merged: Option<&Merged<'_>>, room: Room) -> Document {
    let mut document = Document::default();
    document.heading(1, format!("This week: {}", title(audit, Loc::item(Collection::Units, meeting.unit))));
    lights(audit, meeting, room.lights, &mut document);
    let mut parts = vec![
        (format!("Due by {}", until(audit)), part(due(audit, meeting), room.lines, "Nothing that states a day falls due.")),
        (format!("Weeks over {} % of release", figure(tight(audit))), full_weeks(audit, meeting, room.lines)),
        (
            "Decisions waiting".to_owned(),
            part(meeting.waiting.iter().map(|&at| waiting(audit, at)).collect(), room.lines, "None that is marked open."),
        ),
    ];
    parts.extend(merged.map(|merged| since(merged, room.lines)));
    parts.push(question(audit, guide));
    document.points(parts);
    document
}

fn full_weeks(audit: &Audit, meeting: &Meeting, most: usize) -> Vec<String> {
    let (known, all) = meeting.weeks;
    let none = match (known, all) {
        (_, 0) => "Not assessed: nobody here is said to have release or routines (roles.ID.release).".to_owned(),
        (0, _) => format!("Not assessed: release or routines of {} are not stated.", several(all, "week", "weeks")),
        (known, all) if known < all => format!("None of the {known} that could be worked out; {} not assessed.", all - known),
        (known, _) => format!("None of {known}."),
    };
    let mut full = part(meeting.full.iter().map(|(role, week)| full_week(audit, *role, week)).collect(), most, &none);
    if let Some(last) = full.last_mut().filter(|_| known < all && !meeting.full.is_empty()) {
        last.push_str(&format!(" ({} of {all} weeks here could not be assessed.)", all - known));
    }
    full
}

/// What changed since the earlier state: its heading and its lines.
fn since(merged: &Merged<'_>, most: usize) -> (String, Vec<String>) {
    let diff = &merged.comparison.diff;
    let said = merged.items.iter().filter_map(|&at| diff.items.get(at)).map(|one| {
        let (said, details) = change::item(merged.comparison, one);
        if details.is_empty() { said } else { format!("{said}: {}", details.join("; ")) }
    });
    let none = format!("Nothing that touches {TOUCHES}.");
    let mut lines = part(said.collect(), most, &none);
    let unread = diff.unread.len();
    if unread > 0 {
        lines.push(format!("{} could not be compared.", several(unread, "item", "items")));
    }
    lines.extend(merged.comparison.head.sources.notes.iter().cloned());
    let all = several(diff.items.len(), "change", "changes");
    (format!("Merged since {}: {} of {all} here", merged.base.shown(), merged.items.len()), lines)
}

/// The question with the strongest evidence, what that is, and how it was chosen.
fn question(audit: &Audit, guide: &Guide) -> (String, Vec<String>) {
    let Some((question, evidence)) = guide.strongest() else {
        let none = format!(
            "No question stands out: no count of {FEW} or more things that should be full falls short. “rolewright guide” has them all."
        );
        return ("To ask each other".to_owned(), vec![none]);
    };
    let items = evidence.named.iter().take(NAMED).map(|named| excerpt(&named.item, TITLE));
    let more = evidence.named.len().saturating_sub(NAMED);
    let mut items: Vec<String> = items.collect();
    if more > 0 {
        items.push(format!("{more} more"));
    }
    let items = if items.is_empty() { String::new() } else { format!(" ({})", items.join(", ")) };
    let unit = guide.unit.map_or(String::new(), |unit| format!(" --unit {}", excerpt(audit.corpus.units[unit].id(), TITLE)));
    (
        format!("To ask each other: {}", question.asks),
        vec![
            format!("{}: {} of {}{items}.", evidence.says, evidence.met, evidence.of),
            format!("Why this one: {CHOSEN}. “rolewright guide{unit}” has all {}.", guide.questions().count()),
        ],
    )
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

/// At most `most` lines of bounded length; the last says how many are left out.
fn part(lines: Vec<String>, most: usize, none: &str) -> Vec<String> {
    if lines.is_empty() {
        return vec![none.to_owned()];
    }
    let shown = if lines.len() > most { most.saturating_sub(1) } else { lines.len() };
    let more = lines.len() - shown;
    let mut kept: Vec<String> = lines.into_iter().take(shown).map(|line| excerpt(&line, LINE)).collect();
    match (more, shown) {
        (0, _) => {}
        (more, 0) => kept.push(format!("{more}, too many for one screen")),
        (more, _) => kept.push(format!("and {more} more")),
    }
    kept
}

fn lights(audit: &Audit, meeting: &Meeting, most: usize, document: &mut Document) {
    if meeting.lights.is_empty() {
        document.paragraph("No active priority names a role that is staffed here (priorities.ID.actions.ID.raci, units.ID.staff).");
        return;
    }
    let mut table = Table::new(vec![Column::text("priority"), Column::lights("now"), Column::text("because")]);
    for light in meeting.lights.iter().take(most) {
        let because = excerpt(&because(audit, light), LINE);
        table.row([title(audit, Loc::item(Collection::Priorities, light.priority)), light.colour.name().to_owned(), because]);
    }
    document.table(table);
    let more = meeting.lights.len().saturating_sub(most);
    let more = if more > 0 { format!("{} not shown. ", several(more, "more priority is", "more priorities are")) } else { String::new() };
    document.aside(format!(
        "{more}Green: every measure that could be judged has met its target or is on the straight line to it, and no action is late. Amber: one is behind or not read in time, or an action is late. Red: one is worse than at the start or missed its target, or an action is over {LONG_LATE} days late. As of {}.",
        audit.as_of
    ));
}

fn because(audit: &Audit, light: &Light) -> String {
    let priority = &audit.corpus.priorities[light.priority];
    // Where something is amiss, what goes well is only counted, and so is what could not be judged.
    let all = || priority.measures.iter().zip(&light.measures);
    let said = |measures: Vec<(&crate::model::Entry<crate::model::Id, crate::model::Measure>, &Pace)>| -> Vec<String> {
        let title = |entry: &crate::model::Measure, id: &str| excerpt(entry.title.as_ref().map_or(id, |title| &title.value), TITLE / 2);
        measures.into_iter().map(|(entry, pace)| format!("{}: {}", title(&entry.value, entry.id()), progress::status(pace))).collect()
    };
    let mut amiss: Vec<_> = all().filter(|(_, pace)| pace.light > Colour::Green).collect();
    amiss.sort_by_key(|(_, pace)| std::cmp::Reverse(pace.light));
    let well: Vec<_> = all().filter(|(_, pace)| pace.light == Colour::Green).collect();
    let open = all().filter(|(_, pace)| pace.light == Colour::Open).count();
    let late = light
        .late
        .iter()
        .map(|(index, days)| format!("{}: {} late", priority.actions[*index].id(), several(*days as usize, "day", "days")));
    let others = if amiss.is_empty() || well.is_empty() { None } else { Some(format!("{} on track or met", well.len())) };
    let told = said(if amiss.is_empty() { well } else { amiss });
    let open = (open > 0).then(|| format!("{} could not be judged", several(open, "measure", "measures")));
    let all: Vec<String> = told.into_iter().chain(late).chain(others).chain(open).collect();
    if all.is_empty() { "no measure, and no action is late".to_owned() } else { all.join("; ") }
}

fn tenth(number: impl Into<f64>) -> String {
    short(number, 1)
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
    let said = |lines: &[String]| match lines.len().checked_sub(NAMED).filter(|more| *more > 1) {
        Some(more) => format!("{}; and {more} more", lines[..NAMED].join("; ")),
        None => lines.join("; "),
    };
    by.into_iter().map(|(actor, lines)| format!("{}: {}", who(actor), said(&lines))).collect()
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
    format!("{} ({})", excerpt(&what, TITLE / 2), due.day)
}

fn full_week(audit: &Audit, role: usize, week: &WeekLoad) -> String {
    let unit = week.unit.map_or(String::new(), |unit| format!(" in {}", title(audit, Loc::item(Collection::Units, unit))));
    let codes = if week.codes.is_empty() { String::new() } else { format!(" ({})", week.codes.join(", ")) };
    let least = if week.is_at_least() { "at least " } else { "" };
    let capacity = week.week.capacity.unwrap_or_default();
    let share = week
        .week
        .used()
        .filter(|used| used.is_finite())
        .map_or_else(|| "no release".to_owned(), |used| format!("{} %", tenth(used * 100_u32)));
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
    // Cut here, so that the place at the end stays whole.
    format!("{} {who}, {due} ({}).", excerpt(question, TITLE), at(audit, decision.span()))
}

fn title(audit: &Audit, loc: Loc) -> String {
    excerpt(audit.corpus.title_of(loc), TITLE)
}
