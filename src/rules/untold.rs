//! A priority that starts before the people who must carry it have been told.

use super::Ctx;
use crate::diag::{Case, Level, Reporter, Standing, Threshold};
use crate::model::{Item, Priority};
use jiff::ToSpan;
use jiff::civil::Date;

const NOTICE: Threshold =
    Threshold { name: "notice_days", unit: "days", default: 14.0, standing: Standing::Unsourced, source: "no source found; a judgement" };

rule! {
    "untold", Freshness,
    "an active priority is about to start, or has started, and teachers or leaders have not been told",
    cases: [Case::missing("not-told", Level::Advice)],
    thresholds: [NOTICE],
    check
}

fn check(cx: &Ctx<'_>, out: &mut Reporter<'_>) {
    let notice = out.limit(&NOTICE).clamp(0.0, 3650.0) as i64;
    let soon = cx.facts.as_of.saturating_add(notice.days());
    for (_, priority) in cx.facts.work.active() {
        let address = priority.address();
        let Some(starts) = priority.starts else {
            out.not_assessed(address, "the priority does not say when it starts", "priorities.ID.starts");
            continue;
        };
        if starts.first() > soon {
            continue;
        }
        let untold: Vec<&str> = AUDIENCES.iter().filter(|who| !is_told(priority, who, cx.facts.as_of)).map(|who| who.name).collect();
        if untold.is_empty() {
            out.met();
            continue;
        }
        let verb = if starts.first() <= cx.facts.as_of { "started" } else { "starts" };
        let message =
            format!("{} {verb} on {}, and nothing says that {} have been told", priority.id(), starts.value, untold.join(" and "));
        out.report("not-told", starts.span, message).item(address).help(format!(
            "Tell them what changes for them and why, then write it down under “told: {}:” with the day and who told them.",
            untold.join(": … and ")
        ));
    }
}

/// People who must hear of a priority before it starts.
struct Audience {
    name: &'static str,
    words: &'static [&'static str],
    unless: &'static [&'static str],
}

const AUDIENCES: [Audience; 2] = [
    Audience { name: "teachers", words: &["teacher", "teachers"], unless: &["leader", "leaders"] },
    Audience { name: "leaders", words: &["leader", "leaders", "principal", "principals"], unless: &["teacher", "teachers"] },
];
/// Audiences that leave nobody out.
const EVERYONE: &[&str] = &["all", "everyone", "staff"];

/// Told, or to be told before it starts. An entry without a day counts: it says that it was done.
fn is_told(priority: &Item<Priority>, who: &Audience, as_of: Date) -> bool {
    let last = priority.starts.map_or(as_of, |starts| starts.first().max(as_of));
    priority.told.iter().any(|told| {
        let key = told.key.to_lowercase();
        let has = |words: &[&str]| key.split(|c: char| !c.is_alphanumeric()).any(|word| words.contains(&word));
        let meant = has(EVERYONE) || (has(who.words) && !has(who.unless));
        meant && told.value.on.is_none_or(|on| on.first() <= last)
    })
}
