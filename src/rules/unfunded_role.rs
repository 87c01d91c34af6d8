//! A role that costs money, and nothing is named that pays for it.

use super::Ctx;
use crate::analysis::money::written;
use crate::diag::{Case, Level, Reporter};
use crate::model::Role;
use crate::text::Span;

rule! {
    "unfunded-role", Money,
    "a role has a stipend or release, and no fund pays for it",
    cases: [Case::missing("no-fund", Level::Warning)],
    thresholds: [],
    check
}

fn check(cx: &Ctx<'_>, out: &mut Reporter<'_>) {
    for role in &cx.corpus.roles {
        let Some((price, span)) = price(role) else { continue };
        if role.funded_by.is_some() {
            out.met();
            continue;
        }
        out.report("no-fund", span, format!("{} has {price} and names no fund that pays for it", role.id()))
            .item(role.address())
            .help("Add “funded_by:” with the fund that pays; where nobody has decided yet, that is the decision to ask for.");
    }
}

/// What the role costs, in words, and where that is said; absent where it costs nothing extra.
fn price(role: &Role) -> Option<(String, Span)> {
    let stipend = role.stipend.filter(|stipend| stipend.value > 0.0);
    let release = role.release.filter(|release| release.value.0 > 0.0);
    let pay = stipend.map(|stipend| format!("a stipend of {}", written(stipend.value)));
    let time = release.map(|release| format!("{}% release", release.value.0));
    let span = stipend.map(|stipend| stipend.span).or(release.map(|release| release.span))?;
    Some((pay.into_iter().chain(time).collect::<Vec<_>>().join(" and "), span))
}
