//! A priority that rests on something that is not there, or makes no use of what is.

use super::Ctx;
use crate::diag::{Case, Level, Reporter};
use crate::model::{AssessmentItem, Collection, ConditionStatus, Entry, Id, Item, Priority};
use crate::text::{Span, excerpt};

rule! {
    "absent-condition", Readiness,
    "a priority depends on a condition that is absent, or on one that is in place and not put to use",
    cases: [Case::new("absent", Level::Warning), Case::new("not-leveraged", Level::Advice)],
    thresholds: [],
    check
}

fn check(cx: &Ctx<'_>, out: &mut Reporter<'_>) {
    for (_, priority) in cx.facts.work.active() {
        for on in priority.depends_on.iter() {
            let Some(to) = on.to.filter(|to| to.collection() == Collection::Assessments) else { continue };
            let items = &cx.corpus.assessments[to.index()].items;
            // Depending on a whole assessment is depending on each of its conditions.
            let meant = items.iter().enumerate().filter(|(at, _)| to.nested_index().is_none_or(|only| only == *at));
            for (_, condition) in meant {
                judge(priority, on.span, condition, out);
            }
        }
    }
}

fn judge(priority: &Item<Priority>, at: Span, condition: &Entry<Id, AssessmentItem>, out: &mut Reporter<'_>) {
    let address = priority.address();
    let value = &condition.value;
    let Some(status) = value.status else {
        return out.not_assessed(address, "nobody says whether a condition that it depends on holds", "assessments.ID.items.ID.status");
    };
    let asks = value.asks.as_ref().map_or(String::new(), |asks| format!(" (“{}”)", excerpt(asks, 60)));
    let unused = value.leveraged.filter(|leveraged| !leveraged.value);
    match (status.value, unused) {
        (ConditionStatus::Absent, _) => {
            out.report("absent", at, format!("{} depends on {}{asks}, which is absent", priority.id(), condition.id()))
                .item(address)
                .related(status.span, "said to be absent here")
                .help("Make creating it an action of this priority with somebody who answers for it, or change the plan so that it does without.");
        }
        (ConditionStatus::InPlace, Some(unused)) => {
            let message = format!("{} depends on {}{asks}, which is in place, and nobody makes use of it", priority.id(), condition.id());
            out.report("not-leveraged", at, message)
                .item(address)
                .related(unused.span, "said to be unused here")
                .help("Say in one of the actions how it will be used, and then “leveraged: true”.");
        }
        _ => out.met(),
    }
}
