//! A measure that was chosen after the work had begun.

use super::Ctx;
use crate::analysis::measures::{Timing, timing};
use crate::diag::{Case, Level, Reporter};
use crate::model::{Entry, Id, Item, Measure, Priority};

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
            let address = priority.address();
            match timing(priority, &measure.value) {
                Timing::Before => out.met(),
                Timing::After => report(priority, measure, out),
                Timing::StartNotStated => out.not_assessed(address, "the priority does not say when it starts", "priorities.ID.starts"),
                Timing::AgreementNotStated => {
                    out.not_assessed(address, "the measure does not say when it was agreed", "priorities.ID.measures.ID.defined_on");
                }
            }
        }
    }
}

fn report(priority: &Item<Priority>, measure: &Entry<Id, Measure>, out: &mut Reporter<'_>) {
    let (Some(starts), Some(defined)) = (priority.starts, measure.value.defined_on) else { return };
    let message = format!(
        "the measure {} of {} was agreed on {}, after the work began on {}",
        measure.id(),
        priority.id(),
        defined.value,
        starts.value
    );
    out.report("after-the-start", defined.span, message)
        .item(priority.address())
        .related(starts.span, "when the priority starts")
        .help("Say in a “note” how the baseline was found all the same, and agree on the next measure before the work begins.");
}
