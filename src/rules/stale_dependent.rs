//! An item that was reviewed when what it relies on said something else.

use super::Ctx;
use crate::analysis::fingerprint::{Fingerprints, dependencies};
use crate::analysis::review::{Reviewable, items};
use crate::diag::{Case, Level, Reporter};
use crate::model::{Collection, Corpus, Loc};

rule! {
    "stale-dependent", Freshness,
    "a competency, priority or decision that an item relies on has changed since the item was reviewed",
    cases: [Case::new("changed-since", Level::Warning)],
    thresholds: [],
    check
}

/// What can rely on others, and the field that would unlock it.
const JUDGED: [(Collection, &str); 8] = [
    (Collection::Competencies, "competencies.ID.reviewed.fingerprint"),
    (Collection::Duties, "duties.ID.reviewed.fingerprint"),
    (Collection::Roles, "roles.ID.reviewed.fingerprint"),
    (Collection::Priorities, "priorities.ID.reviewed.fingerprint"),
    (Collection::Committees, "committees.ID.reviewed.fingerprint"),
    (Collection::Decisions, "decisions.ID.reviewed.fingerprint"),
    (Collection::Faq, "faq.ID.reviewed.fingerprint"),
    (Collection::TalkingPoints, "talking_points.ID.reviewed.fingerprint"),
];
/// How many of the items relied on a message names.
const NAMED: usize = 4;

fn check(cx: &Ctx<'_>, out: &mut Reporter<'_>) {
    let mut prints = Fingerprints::new(cx.corpus);
    for (collection, unlock) in JUDGED {
        for item in items(cx.corpus, collection) {
            judge(cx, &item, unlock, &mut prints, out);
        }
    }
}

fn judge<'a>(cx: &Ctx<'a>, item: &Reviewable<'_>, unlock: &'static str, prints: &mut Fingerprints<'a>, out: &mut Reporter<'_>) {
    let relied = dependencies(cx.corpus, item.loc);
    if relied.is_empty() {
        return;
    }
    let address = cx.corpus.address(item.loc);
    let Some(recorded) = item.reviewed().and_then(|reviewed| reviewed.fingerprint.as_ref()) else {
        return out.not_assessed(address, "no review has recorded what it relied on", unlock);
    };
    let Some(now) = prints.of_dependencies(item.loc) else { return };
    if recorded.trim().eq_ignore_ascii_case(&now) {
        return out.met();
    }
    let review = item.last_review().map_or("it was last reviewed".to_owned(), |last| format!("it was reviewed on {last}"));
    let message =
        format!("{} relies on {}, and what stands there now is not what stood there when {review}", item.id, names(cx.corpus, &relied));
    let finding = out.report("changed-since", recorded.span, message);
    finding.item(address).help(format!(
        "See what changed there since then (rolewright diff, or git log), bring this {} up to date, and record the review: “rolewright review {address} --by ROLE” writes “fingerprint: {now}”.",
        item.loc.collection().one()
    ));
    for &on in relied.iter().take(NAMED) {
        finding.related(cx.corpus.id_of(on).span, "it relies on this");
    }
}

fn names(corpus: &Corpus, relied: &[Loc]) -> String {
    let shown: Vec<&str> = relied.iter().take(NAMED).map(|&on| &*corpus.id_of(on).value).collect();
    match relied.len().saturating_sub(NAMED) {
        0 => shown.join(", "),
        more => format!("{} and {more} more", shown.join(", ")),
    }
}
