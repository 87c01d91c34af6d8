//! Measures: how would we know, and who looks?

use super::{Cx, NONE_ACTIVE, Named, Question, Theme};
use crate::analysis::measures::{Part, has, lacking};
use crate::analysis::money::written;
use crate::model::{Entry, Id, Measure, MeasureHorizon};
use jiff::civil::Date;

pub(super) fn theme(cx: &Cx<'_>) -> Theme {
    Theme { title: "Measures", questions: vec![signs(cx), readings(cx)] }
}

type OfPriority<'a> = (usize, &'a Entry<Id, Measure>);

fn all<'a>(cx: &Cx<'a>) -> Vec<OfPriority<'a>> {
    cx.priorities().into_iter().flat_map(|(at, priority)| priority.body.measures.iter().map(move |one| (at, one))).collect()
}

/// A measure under the address of its priority, at its own place.
fn named(cx: &Cx<'_>, (at, measure): &OfPriority<'_>, says: String) -> Named {
    let priority = cx.priority(*at, says);
    Named { item: format!("{}/{}", priority.item, measure.id()), span: measure.span(), ..priority }
}

fn signs(cx: &Cx<'_>) -> Question {
    let (priorities, measures) = (cx.priorities(), all(cx));
    let known = |horizon| priorities.iter().filter(move |(_, one)| has(one, horizon).is_some());
    let of = |horizon: MeasureHorizon, says, question: Question| {
        question.counting(
            says,
            known(horizon),
            |(_, one)| has(one, horizon) == Some(true),
            |(at, one)| (has(one, horizon) == Some(false)).then(|| cx.priority(*at, format!("has no {} measure", horizon.name()))),
        )
    };
    let question = Question::new(
        "early-signs",
        "How would we know by midwinter, before any test, whether it is working?",
        "What is only measured at the end can only be regretted. A sign within weeks leaves time to change course.",
        "Each priority has one sign that moves within weeks and one that shows it lasted, agreed on before the work begins.",
    );
    let question = of(MeasureHorizon::Short, "Active priorities with a measure that can move within weeks (short)", question);
    let question = of(MeasureHorizon::Long, "Active priorities with a measure that shows it lasted (long)", question);
    let unsaid = measures.iter().filter(|(_, one)| one.value.horizon.is_none()).count();
    question
        .counting(
            "Measures with all that it takes to read them: start, target, day, source, collector, rhythm",
            measures.iter(),
            |(_, one)| lacking(&one.value).is_empty(),
            |one| match lacking(&one.1.value).as_slice() {
                [] => None,
                parts => {
                    let parts: Vec<&str> = parts.iter().map(|part| word(*part)).collect();
                    Some(named(cx, one, format!("lacks {}", parts.join(", "))))
                }
            },
        )
        .open(unsaid, "a measure does not say whether it moves within weeks or over a year", "priorities.ID.measures.ID.horizon")
        .silent(priorities.is_empty(), NONE_ACTIVE.0, NONE_ACTIVE.1)
}

fn word(part: Part) -> &'static str {
    match part {
        Part::Baseline => "a baseline",
        Part::Target => "a target",
        Part::Due => "the day of the target",
        Part::Source => "its source (from)",
        Part::Collector => "a collector (collected_by)",
        Part::Cadence => "a rhythm (every)",
    }
}

fn readings(cx: &Cx<'_>) -> Question {
    let (day, measures) = (cx.facts.as_of, all(cx));
    Question::new(
        "readings",
        "Who looks at the figures, when, and what happens if they do not move?",
        "A figure that nobody looks at changes nothing, and one that is only reported upwards comes too late for those who could act.",
        "Each measure has somebody who reads it, a meeting at which it is on the table, and an agreed next step for when it stands still.",
    )
    .counting(
        "Measures with a reading by this day",
        measures.iter(),
        |(_, one)| latest(&one.value, day).is_some(),
        |one| Some(named(cx, one, course(&one.1.value, day))),
    )
    .counting(
        "Measures that say who collects them",
        measures.iter(),
        |(_, one)| one.value.collected_by.is_some(),
        |one| one.1.value.collected_by.is_none().then(|| named(cx, one, "says nobody who collects it".to_owned())),
    )
    .silent(measures.is_empty(), "no active priority states a measure", "priorities.ID.measures")
}

/// The newest reading by a day.
fn latest(measure: &Measure, day: Date) -> Option<(Date, f64)> {
    let taken = measure.readings.iter().map(|entry| (entry.key.value.first(), entry.value.value));
    taken.filter(|(on, _)| *on <= day).max_by_key(|(on, _)| *on)
}

/// `28 at the start, 41 on 2026-10-30, 70 wanted by 2027-03-26`.
fn course(measure: &Measure, day: Date) -> String {
    let start = measure.baseline.map_or("start not stated".to_owned(), |start| format!("{} at the start", written(start.value)));
    let read = latest(measure, day).map_or("not read yet".to_owned(), |(on, value)| format!("{} on {on}", written(value)));
    let due = measure.due.map_or(String::new(), |due| format!(" by {}", due.value));
    let next = measure.targets.iter().filter(|entry| entry.key.value.last() >= day).min_by_key(|entry| entry.key.value.first());
    let target = match (measure.target, next) {
        (Some(target), _) => format!("{} wanted{due}", written(target.value)),
        (None, Some(entry)) => format!("{} wanted by {}", written(entry.value.value), entry.key.value),
        (None, None) => "target not stated".to_owned(),
    };
    let unit = measure.counted_in.as_ref().map_or(String::new(), |unit| format!(" ({})", unit.value));
    format!("{start}, {read}, {target}{unit}")
}
