//! A school's or a team's priority that stands apart from the wider vision.

use super::Ctx;
use crate::diag::{Case, Level, Reporter};
use crate::model::{Corpus, Priority, UnitKind};

rule! {
    "unlinked-local-priority", Alignment,
    "a priority of a school or a team does not say which wider priority it serves",
    cases: [Case::missing("no-parent", Level::Warning)],
    thresholds: [],
    check
}

fn check(cx: &Ctx<'_>, out: &mut Reporter<'_>) {
    for (_, priority) in cx.facts.work.active() {
        let address = priority.address();
        let Some(local) = is_local(cx.corpus, priority) else {
            out.not_assessed(address, "neither its level nor its place is known", "priorities.ID.level");
            continue;
        };
        match &priority.parent {
            _ if !local => {}
            Some(parent) if parent.to.is_none() => {
                out.not_assessed(address, "the parent it names does not exist", "priorities.ID.parent");
            }
            Some(_) => out.met(),
            None => {
                let message = format!("{} is a local priority that serves no wider one", priority.id());
                out.report("no-parent", priority.span(), message)
                    .item(address)
                    .help("Name as “parent” the system's priority that it serves, or ask whether it is a priority at all.");
            }
        }
    }
}

/// Whether it is set below the highest level, or belongs to a school or a team; absent where neither is known.
fn is_local(corpus: &Corpus, priority: &Priority) -> Option<bool> {
    let below = priority.level.as_ref().and_then(|level| corpus.level_rank(level)).map(|rank| rank > 0);
    let unit = priority.place.as_ref().and_then(|place| place.to).map(|to| &corpus.units[to.index()]);
    let local_unit = unit.and_then(|unit| unit.kind).map(|kind| matches!(kind.value, UnitKind::School | UnitKind::Team));
    match (below, local_unit) {
        (None, None) => None,
        (below, local) => Some(below == Some(true) || local == Some(true)),
    }
}
