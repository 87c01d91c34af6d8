//! `entry`: need, strength and enabling conditions of each entry point, side by side and never added up.

use super::{at, several, there};
use crate::analysis::entry_points::{Answer, Conditions, Entry, EntryPoints, ORDER, Scores, Unscored};
use crate::analysis::indicators::FEW;
use crate::analysis::scores::Stale;
use crate::audit::Audit;
use crate::model::{Collection, ConditionStatus, EntryPoint, Loc, Priority};
use crate::render::{Column, Document, Table};
use crate::text::excerpt;
use crate::text::figure::{fixed, percent};

/// How much of a question is quoted.
const QUOTED: usize = 90;

/// The page.
pub fn entry(audit: &Audit, points: &EntryPoints, unit: Option<usize>) -> Document {
    let mut document = Document::default();
    let of = unit.map_or(String::new(), |unit| format!(", {}", audit.corpus.units[unit].id()));
    document.heading(1, format!("Entry points{of}"));
    document.paragraph(format!("Where a change in the teaching job could begin, as of {}.", audit.as_of));
    let mut table = Table::new(vec![
        Column::text("entry point"),
        Column::number("need"),
        Column::number("strength"),
        Column::text("conditions in place"),
        Column::number("active priorities"),
    ]);
    for entry in &points.entries {
        let conditions = &entry.conditions;
        let held = match conditions.stated.len() {
            0 => "–".to_owned(),
            all => format!("{} of {all}", conditions.count(ConditionStatus::InPlace)),
        };
        let active = entry.priorities.iter().filter(|&&at| audit.corpus.priorities[at].is_active()).count();
        table.row([entry.point.name().to_owned(), short(&entry.need), short(&entry.strength), held, active.to_string()]);
    }
    document.table(table);
    document.aside(format!("Order: {ORDER} Nothing is weighted or added up: which of the three counts most is for the people who decide."));
    document.aside(
        "Need and strength: each score within the range of its own assessment, (score − min) ÷ (max − min), then the mean; n is the number of questions, not of people. – is not assessed, which is not the same as low.",
    );
    let asked = points.entries.iter().flat_map(|entry| [&entry.need, &entry.strength]).map(|scores| scores.answers.len());
    if asked.clone().any(|n| (1..FEW).contains(&n)) {
        document.aside(format!("Some of these numbers rest on fewer than {FEW} questions: one question more could change the order."));
    }
    document.lines(reading(points));
    points.entries.iter().for_each(|entry| one(audit, entry, &mut document));
    not_known(audit, points, &mut document);
    document
}

/// What the three factors together ask of those who read them. Each line holds for the entry points it names.
fn reading(points: &EntryPoints) -> Vec<String> {
    let named = |wanted: &dyn Fn(&Entry) -> bool| -> Vec<&str> {
        points.entries.iter().filter(|entry| wanted(entry)).map(|entry| entry.point.name()).collect()
    };
    let missing = |conditions: &Conditions| conditions.stated.len() > conditions.count(ConditionStatus::InPlace);
    let needed = |entry: &Entry| entry.need.ratio().value().is_some();
    let lines = [
        (
            named(&|entry| needed(entry) && !entry.conditions.stated.is_empty() && !missing(&entry.conditions)),
            "has every condition that is stated in place",
            "have every condition that is stated in place",
        ),
        (
            named(&|entry| needed(entry) && missing(&entry.conditions)),
            "would begin before every condition is in place: what comes first?",
            "would begin before every condition is in place: what comes first?",
        ),
        (
            named(&|entry| !entry.conditions.unused.is_empty()),
            "has a condition in place that nobody makes use of",
            "have conditions in place that nobody makes use of",
        ),
        (
            named(&|entry| needed(entry) && entry.priorities.is_empty()),
            "has a stated need and no priority",
            "have a stated need and no priority",
        ),
        (
            named(&|entry| !needed(entry) && !entry.priorities.is_empty()),
            "has a priority, and no assessment says how great the need is",
            "have a priority, and no assessment says how great the need is",
        ),
    ];
    let line = |(names, one, many): (Vec<&str>, &str, &str)| {
        let said = if names.len() == 1 { one } else { many };
        let end = if said.ends_with('?') { "" } else { "." };
        (!names.is_empty()).then(|| format!("{} {said}{end}", listed(&names)))
    };
    lines.into_iter().filter_map(line).collect()
}

/// `a, b and c`.
pub(crate) fn listed(names: &[&str]) -> String {
    match names {
        [] => String::new(),
        [only] => (*only).to_owned(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}

/// `88 %, n 2`.
fn short(scores: &Scores) -> String {
    match scores.ratio().value() {
        Some(share) => format!("{} %, n {}", percent(share), scores.answers.len()),
        None => "–".to_owned(),
    }
}

fn one(audit: &Audit, entry: &Entry, document: &mut Document) {
    document.heading(2, format!("{}: {}", entry.point.name(), about(entry.point)));
    let conditions = &entry.conditions;
    let factors = [
        ("need", is_asked(&entry.need).then(|| scored(audit, "Need", &entry.need))),
        ("strength", is_asked(&entry.strength).then(|| scored(audit, "Strength", &entry.strength))),
        ("conditions", (conditions.stated.len() + conditions.open.len() > 0).then(|| held(audit, conditions))),
    ];
    let open: Vec<&str> = factors.iter().filter(|(_, said)| said.is_none()).map(|(name, _)| *name).collect();
    let mut points: Vec<_> = factors.into_iter().filter_map(|(_, said)| said).collect();
    if !open.is_empty() {
        points.push((
            format!(
                "Not assessed: {}. No question of such an assessment names this entry point (assessments.ID.items.ID.entry_point).",
                open.join(", ")
            ),
            Vec::new(),
        ));
    }
    points.push(begun(audit, &entry.priorities));
    document.points(points);
}

fn is_asked(scores: &Scores) -> bool {
    !scores.answers.is_empty() || !scores.open.is_empty()
}

/// What the entry point is, in our own words.
pub(crate) fn about(point: EntryPoint) -> &'static str {
    match point {
        EntryPoint::DiversifyWorkforce => "who becomes a teacher here",
        EntryPoint::DevelopRookies => "the first years in the job",
        EntryPoint::SustainCoreJob => "a teaching job that fits into its week",
        EntryPoint::ImproveInstruction => "teaching itself",
        EntryPoint::StrengthenCompensation => "what the work is paid",
    }
}

fn scored(audit: &Audit, title: &str, scores: &Scores) -> (String, Vec<String>) {
    let ratio = scores.ratio();
    let head = match ratio.value() {
        Some(share) => format!(
            "{title}: {} %, {} of {} ({})",
            percent(share),
            fixed(ratio.numerator, 2),
            scores.answers.len(),
            several(scores.answers.len(), "question", "questions")
        ),
        None => format!("{title}: not assessed. No question about it has a score within a range."),
    };
    let mut details: Vec<String> = scores.answers.iter().map(|answer| working(audit, answer)).collect();
    details.extend(scores.open.iter().map(|(question, why)| format!("{}: not counted, {}", asked(audit, *question), unscored(*why))));
    (head, details)
}

fn working(audit: &Audit, answer: &Answer) -> String {
    let figure = super::figure;
    let (min, max) = answer.range;
    format!(
        "{}: ({} − {}) ÷ ({} − {}) = {} {}",
        asked(audit, answer.question),
        figure(answer.score),
        figure(min),
        figure(max),
        figure(min),
        fixed(answer.share(), 2),
        there(audit, answer.question)
    )
}

pub(crate) fn unscored(why: Unscored) -> &'static str {
    match why {
        Unscored::Score => "it states no score (assessments.ID.items.ID.score)",
        Unscored::Range => "its assessment does not say between which scores answers lie (assessments.ID.range)",
        Unscored::Outside => "its score lies outside the range of its assessment",
    }
}

/// `early-leavers, “How many leave …?”`
fn asked(audit: &Audit, question: Loc) -> String {
    let assessment = &audit.corpus.assessments[question.index()];
    let entry = question.nested_index().and_then(|at| <[_]>::get(&assessment.items, at));
    let asks = entry.and_then(|entry| entry.value.asks.as_ref()).map_or(String::new(), |asks| format!(", “{}”", excerpt(asks, QUOTED)));
    format!("{}{asks}", entry.map_or("", |entry| entry.id()))
}

fn held(audit: &Audit, conditions: &Conditions) -> (String, Vec<String>) {
    let count = |status| conditions.count(status);
    let head = match conditions.stated.len() {
        0 => "Conditions: not assessed. None says whether it holds.".to_owned(),
        all => format!(
            "Conditions: {} of {all} in place, {} in part, {} absent",
            count(ConditionStatus::InPlace),
            count(ConditionStatus::Partial),
            count(ConditionStatus::Absent)
        ),
    };
    let line = |(question, status): &(Loc, ConditionStatus)| {
        let unused = if conditions.unused.contains(question) { ", and nobody makes use of it" } else { "" };
        format!("{}: {}{unused} {}", asked(audit, *question), status.name(), there(audit, *question))
    };
    let open = conditions.open.iter();
    let open =
        open.map(|question| format!("{}: not counted, it states no status (assessments.ID.items.ID.status)", asked(audit, *question)));
    (head, conditions.stated.iter().map(line).chain(open).collect())
}

fn begun(audit: &Audit, priorities: &[usize]) -> (String, Vec<String>) {
    if priorities.is_empty() {
        return ("Priorities: none names this entry point".to_owned(), Vec::new());
    }
    let line = |&at: &usize| {
        let priority = &audit.corpus.priorities[at];
        let loc = Loc::item(Collection::Priorities, at);
        format!("{}, “{}”: {} {}", priority.id(), excerpt(audit.corpus.title_of(loc), QUOTED), status(priority), there(audit, loc))
    };
    (several(priorities.len(), "priority begins here", "priorities begin here"), priorities.iter().map(line).collect())
}

pub(crate) fn status(priority: &Priority) -> &'static str {
    priority.status.map_or("draft, as no status is stated", |status| status.value.name())
}

/// What the files do not say, which assessments were read, and what was left aside.
fn not_known(audit: &Audit, points: &EntryPoints, document: &mut Document) {
    document.heading(2, "What this rests on, and what is not known");
    document.lines(points.read.iter().map(|&at| source(audit, at)));
    let mut lines = Vec::new();
    if points.read.is_empty() {
        lines.push("No assessment of kind need, strength or condition names an entry point. Ask a few people, and enter what they say under “assessments”, each question with its “entry_point” and a score or a status.".to_owned());
    }
    let list =
        |questions: &[Loc]| questions.iter().map(|&question| audit.corpus.address(question).to_string()).collect::<Vec<_>>().join(", ");
    let mut say = |questions: &[Loc], one: &str, many: &str| {
        if !questions.is_empty() {
            lines.push(format!("{}: {}.", several(questions.len(), one, many), list(questions)));
        }
    };
    say(
        &points.unplaced,
        "question about need, strength or conditions names no entry point, and counts for none (assessments.ID.items.ID.entry_point)",
        "questions about need, strength or conditions name no entry point, and count for none (assessments.ID.items.ID.entry_point)",
    );
    say(
        &points.elsewhere,
        "question names an entry point in an assessment that is neither of need nor of strength nor of conditions, and is left aside (assessments.ID.kind)",
        "questions name an entry point in an assessment that is neither of need nor of strength nor of conditions, and are left aside (assessments.ID.kind)",
    );
    for (why, one, many) in [
        (
            Stale::Older,
            "question is left aside because a newer assessment asks about the same",
            "questions are left aside because a newer assessment asks about the same",
        ),
        (
            Stale::NotYet,
            "question is left aside because it was asked after that day",
            "questions are left aside because they were asked after that day",
        ),
    ] {
        let of: Vec<Loc> = points.stale.iter().filter(|(_, known)| *known == why).map(|(question, _)| *question).collect();
        say(&of, one, many);
    }
    let open: Vec<Loc> = points.priorities_open.iter().map(|&at| Loc::item(Collection::Priorities, at)).collect();
    say(
        &open,
        "active priority names no entry point (priorities.ID.entry_point)",
        "active priorities name no entry point (priorities.ID.entry_point)",
    );
    document.lines(lines);
}

/// An assessment: what it is, where and when it was taken, and how many answered.
fn source(audit: &Audit, position: usize) -> String {
    let assessment = &audit.corpus.assessments[position];
    let kind = assessment.kind.map_or("kind not stated", |kind| kind.value.name());
    let place = assessment.place.as_ref().map_or("place not stated".to_owned(), |place| place.text.to_string());
    let taken = assessment.taken.map_or("day not stated (assessments.ID.taken)".to_owned(), |taken| taken.value.to_string());
    let answered = match (assessment.responses, assessment.invited) {
        (Some(responses), Some(invited)) => format!("{} of {} people answered", responses.value.0, invited.value.0),
        (Some(responses), None) => format!("{} people answered, of how many is not stated (assessments.ID.invited)", responses.value.0),
        _ => "how many answered is not stated (assessments.ID.responses)".to_owned(),
    };
    format!("{} ({kind}, {place}, {taken}): {answered} ({})", assessment.id(), at(audit, assessment.span()))
}
