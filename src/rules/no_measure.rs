//! A priority of which nobody could say whether it worked.

use super::Ctx;
use crate::diag::{Case, Level, Reporter};

rule! {
    "no-measure", Alignment,
    "an active priority is measured by nothing",
    cases: [Case::missing("unmeasured", Level::Warning)],
    thresholds: [],
    check
}

fn check(cx: &Ctx<'_>, out: &mut Reporter<'_>) {
    for (_, priority) in cx.facts.work.active() {
        if !priority.measures.is_empty() {
            out.met();
            continue;
        }
        out.report("unmeasured", priority.span(), format!("{} is measured by nothing", priority.id()))
            .item(priority.address())
            .help("Under “measures” add one that moves within weeks (horizon: short) and one that moves over a year (horizon: long).");
    }
}
