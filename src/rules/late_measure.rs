//! A measure that was chosen after the work had begun.

use super::Ctx;
use crate::diag::{Case, Level, Reporter};

rule! {
    "late-measure", Alignment,
    "a measure was agreed on after the priority had started",
    cases: [Case::new("after-the-start", Level::Warning)],
    thresholds: [],
    check
}

fn check(cx: &Ctx<'_>, out: &mut Reporter<'_>) {
    for (_, priority) in cx.facts.work.active() {
        for measure in &*priority.measures {
            let address = format!("priorities/{}", priority.id());
            let Some(starts) = priority.starts else {
                out.not_assessed(address, "the priority does not say when it starts", "priorities.ID.starts");
                continue;
            };
            let Some(defined) = measure.value.defined_on else {
                out.not_assessed(address, "the measure does not say when it was agreed", "priorities.ID.measures.ID.defined_on");
                continue;
            };
            // Where only a month is stated, the benefit of the doubt.
            if defined.value.first() <= starts.value.last() {
                out.met();
                continue;
            }
            let message = format!(
                "the measure {} of {} was agreed on {}, after the work began on {}",
                measure.id(),
                priority.id(),
                defined.value,
                starts.value
            );
            out.report("after-the-start", defined.span, message)
                .item(address)
                .related(starts.span, "when the priority starts")
                .help("Say in a “note” how the baseline was found all the same, and agree on the next measure before the work begins.");
        }
    }
}
