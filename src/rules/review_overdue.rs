//! Something that should have been looked at again by now.

use super::Ctx;
use crate::analysis::review::{Reviewable, items};
use crate::diag::{Case, Level, Reporter};
use crate::model::{Collection, PriorityStatus};

rule! {
    "review-overdue", Freshness,
    "the day by which an item was to be reviewed has passed, or it states none where others do",
    cases: [Case::new("overdue", Level::Warning), Case::missing("no-date", Level::Advice)],
    thresholds: [],
    check
}

/// What is judged, and the field that would unlock it.
const JUDGED: [(Collection, &str); 5] = [
    (Collection::Competencies, "competencies.ID.review_by"),
    (Collection::Roles, "roles.ID.review_by"),
    (Collection::Priorities, "priorities.ID.review_by"),
    (Collection::Committees, "committees.ID.review_by"),
    (Collection::Decisions, "decisions.ID.review_by"),
];

fn check(cx: &Ctx<'_>, out: &mut Reporter<'_>) {
    let all = JUDGED.map(|(collection, unlock)| (items(cx.corpus, collection), unlock));
    let dated = all.iter().flat_map(|(items, _)| items).any(|item| item.common.is_some_and(|common| common.review_by.is_some()));
    for (items, unlock) in &all {
        for item in items.iter().filter(|item| !is_over(cx, item)) {
            judge(cx, item, dated, unlock, out);
        }
    }
}

fn judge(cx: &Ctx<'_>, item: &Reviewable<'_>, dated: bool, unlock: &'static str, out: &mut Reporter<'_>) {
    let address = cx.corpus.address(item.loc);
    match item.common.and_then(|common| common.review_by) {
        Some(day) if day.last() >= cx.facts.as_of => out.met(),
        Some(day) if item.was_reviewed_since(day.first()) => {
            let reviewed = item.last_review().unwrap_or_default();
            out.report(
                "no-date",
                day.span,
                format!("{} was reviewed on {reviewed}, but its next review is still the one of {}", item.id, day.value),
            )
            .item(address)
            .help("Move “review_by” to the day of the next review.");
        }
        Some(day) => {
            let late = day.last().until(cx.facts.as_of).map_or(0, |span| span.get_days());
            let before = item.last_review().map_or("no review is recorded".to_owned(), |last| format!("the last was on {last}"));
            out.report("overdue", day.span, format!("{} was to be reviewed by {}, {late} days ago; {before}", item.id, day.value))
                .item(address)
                .help("Read it with the people who live by it, then set “reviewed” and the next “review_by”.");
        }
        None if dated => {
            let what = item.loc.collection().one();
            out.report("no-date", item.span, format!("nobody has said when the {what} {} is to be looked at again", item.id))
                .item(address)
                .help("Add “review_by:” with a day, as other items of this framework have.");
        }
        None => out.not_assessed(address, "nothing here says when it is to be reviewed", unlock),
    }
}

/// What is over needs no review.
fn is_over(cx: &Ctx<'_>, item: &Reviewable<'_>) -> bool {
    let passed = |day: Option<crate::model::Day>| day.is_some_and(|day| day.last() < cx.facts.as_of);
    match item.loc.collection() {
        Collection::Priorities => cx.corpus.priorities[item.loc.index()].status.is_some_and(|status| status.value == PriorityStatus::Done),
        Collection::Roles => passed(cx.corpus.roles[item.loc.index()].ends),
        Collection::Committees => passed(cx.corpus.committees[item.loc.index()].ends),
        _ => false,
    }
}
