//! Work that ends when a partner leaves.

use super::Ctx;
use crate::analysis::partners::given;
use crate::analysis::work::{Act, Letter};
use crate::diag::{Case, Level, Reporter, Standing, Threshold};
use crate::model::{Day, Item, Role};
use jiff::ToSpan;
use jiff::civil::Date;

const AFTER: Threshold = Threshold {
    name: "days_after",
    unit: "days after the plan ends",
    default: 90.0,
    standing: Standing::Unsourced,
    source: "that work must outlast the partnership: Leading Educators, on aligned roles; no source found for the number, a judgement",
};

rule! {
    "partner-cliff", Resilience,
    "the A or the only R is a partner that ends within the plan, or 90 days after, and hands over to nobody",
    cases: [Case::missing("no-handover", Level::Warning)],
    thresholds: [AFTER],
    check
}

fn check(cx: &Ctx<'_>, out: &mut Reporter<'_>) {
    // One partner that leaves is one cause, however much rests on it.
    for (role, letters) in given(cx.facts, &cx.bench) {
        judge(cx, &cx.corpus.roles[role], &letters, out);
    }
}

/// The last day of the work an action is part of: its priority's, else the plan's.
fn end_of_work(cx: &Ctx<'_>, act: &Act<'_>) -> Option<Day> {
    cx.corpus.priorities[act.priority].ends.or(cx.corpus.settings.ends)
}

fn judge(cx: &Ctx<'_>, role: &Item<Role>, letters: &[(&Act<'_>, &Letter)], out: &mut Reporter<'_>) {
    let address = role.address();
    if role.handover_to.is_some() {
        return out.met();
    }
    let Some(ends) = role.ends else { return out.not_assessed(address, "when the partner ends is not stated", "roles.ID.ends") };
    let days = out.limit(&AFTER);
    let is_cut = |end: Day| ends.value.last() <= later(end.value.last(), days);
    let cut: Vec<_> = letters.iter().filter(|(act, _)| end_of_work(cx, act).is_some_and(is_cut)).copied().collect();
    if !cut.is_empty() {
        report(cx, role, ends, &cut, out);
    } else if letters.iter().any(|(act, _)| end_of_work(cx, act).is_none()) {
        out.not_assessed(address, "neither the plan nor the priority states its last day", "priorities.ID.ends");
    } else {
        out.met();
    }
}

fn later(day: Date, days: f64) -> Date {
    // A number of days that no calendar holds is as good as for ever.
    day.checked_add((days.clamp(0.0, 1e6) as i64).days()).unwrap_or(Date::MAX)
}

/// How the partner's last day stands to that of the work.
fn too_soon(ends: Day, end: Day, days: f64) -> String {
    let (ends, end) = (ends.value.last(), end.value.last());
    if ends <= end {
        return format!(", while the work runs until {end}");
    }
    let after = ends.since(end).map_or(0, |span| span.get_days());
    format!(", {after} days after the work ends ({end}), which leaves no more than {days} days to see whether it lasts")
}

fn report(cx: &Ctx<'_>, role: &Item<Role>, ends: Day, cut: &[(&Act<'_>, &Letter)], out: &mut Reporter<'_>) {
    let own = |(act, _): &&(&Act<'_>, &Letter)| cx.corpus.priorities[act.priority].is_own();
    let Some(&(act, held)) = cut.iter().find(own).or(cut.first()) else { return };
    let others = match cut.len() - 1 {
        0 => String::new(),
        1 => " and 1 more action".to_owned(),
        others => format!(" and {others} more actions"),
    };
    let soon = end_of_work(cx, act).map_or_else(String::new, |end| too_soon(ends, end, out.limit(&AFTER)));
    let what = format!("“{}” of {}", act.entry.id(), cx.corpus.priorities[act.priority].id());
    let message = format!("{} leaves on {}{soon}, and nobody takes over {what}{others}", role.id(), ends.value.last());
    // A partner described in a layer above is judged where its work is given.
    let (span, item) = if role.is_own() { (ends.span, role.address()) } else { (held.span, cx.corpus.address(act.loc())) };
    let finding = out.report("no-handover", span, message);
    finding
        .item(item)
        .help(format!("Say which of your own roles takes over (“handover_to” of {}), and let it begin before then.", role.id()));
    for (act, held) in cut {
        finding.related(held.span, format!("“{}” rests on it", act.entry.id()));
    }
}
