//! A measure that nobody could take, or a set of measures that shows only half of the way.

use super::Ctx;
use crate::analysis::measures::{Part, has, lacking};
use crate::diag::{Case, Level, Reporter};
use crate::model::{Entry, Id, Item, Measure, MeasureHorizon, Priority};
use crate::text::listed;

rule! {
    "incomplete-measures", Alignment,
    "a priority has no short or no long measure, or a measure lacks what is needed to take it",
    cases: [Case::missing("one-horizon", Level::Warning), Case::missing("incomplete", Level::Warning)],
    thresholds: [],
    check
}

fn check(cx: &Ctx<'_>, out: &mut Reporter<'_>) {
    // A priority without any measure is another rule's finding.
    for (_, priority) in cx.facts.work.active().filter(|(_, priority)| !priority.measures.is_empty()) {
        judge_horizons(priority, out);
        for measure in &*priority.measures {
            judge_measure(priority, measure, out);
        }
    }
}

fn judge_horizons(priority: &Item<Priority>, out: &mut Reporter<'_>) {
    let address = priority.address();
    let (lacks, meaning) = match (has(priority, MeasureHorizon::Short), has(priority, MeasureHorizon::Long)) {
        (Some(true), Some(true)) => return out.met(),
        (None, _) | (_, None) => {
            return out.not_assessed(address, "a measure does not say its horizon", "priorities.ID.measures.ID.horizon");
        }
        (Some(false), _) => ("short", "one that moves within weeks, so that there is time to adjust"),
        (_, Some(false)) => ("long", "one that moves over a year, so that it shows whether learners gained"),
    };
    out.report("one-horizon", priority.span(), format!("{} has no {lacks} measure", priority.id()))
        .item(address)
        .help(format!("Add a measure with “horizon: {lacks}”: {meaning}."));
}

fn judge_measure(priority: &Item<Priority>, measure: &Entry<Id, Measure>, out: &mut Reporter<'_>) {
    let missing: Vec<(&str, &str)> = lacking(&measure.value).into_iter().map(named).collect();
    if missing.is_empty() {
        return out.met();
    }
    let words: Vec<&str> = missing.iter().map(|(word, _)| *word).collect();
    let fields: Vec<String> = missing.iter().map(|(_, field)| format!("“{field}”")).collect();
    out.report("incomplete", measure.span(), format!("the measure {} of {} lacks {}", measure.id(), priority.id(), listed(&words)))
        .item(priority.address())
        .help(format!("Add {}.", listed(&fields)));
}

/// What is missing, in words and as the field to add.
fn named(part: Part) -> (&'static str, &'static str) {
    match part {
        Part::Baseline => ("a baseline", "baseline"),
        Part::Target => ("a target", "target"),
        Part::Due => ("a day for the target", "due"),
        Part::Source => ("a data source", "from"),
        Part::Collector => ("someone who collects it", "collected_by"),
        Part::Cadence => ("a word on how often it is read", "every"),
    }
}
