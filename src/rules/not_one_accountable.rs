//! An action that nobody answers for, or that several do.

use super::Ctx;
use crate::diag::{Case, Level, Reporter};

rule! {
    "not-one-accountable", Accountability,
    "an action of an active priority has no A, or more than one",
    cases: [Case::new("nobody", Level::Error), Case::new("several", Level::Error)],
    thresholds: [],
    check
}

fn check(cx: &Ctx<'_>, out: &mut Reporter<'_>) {
    for (at, priority) in cx.facts.work.active() {
        for act in cx.facts.work.acts_of(at) {
            let address = cx.corpus.address(act.loc());
            let Some(raci) = &act.entry.value.raci else {
                out.not_assessed(address, "the action names nobody", "priorities.ID.actions.ID.raci");
                continue;
            };
            match &raci.accountable[..] {
                [_] => out.met(),
                [] => {
                    out.report("nobody", act.entry.span(), format!("nobody answers for “{}” of {}", act.entry.id(), priority.id()))
                        .item(address)
                        .help("Give the letter A to one role or committee: the one who must be able to say whether it happened.");
                }
                [first, others @ ..] => {
                    let names: Vec<&str> = raci.accountable.iter().map(|actor| &*actor.text).collect();
                    let message =
                        format!("{} all answer for “{}” of {}, so in the end nobody does", names.join(", "), act.entry.id(), priority.id());
                    let finding = out.report("several", first.span, message);
                    finding.item(address).help("Keep one A. The others may do the work (R) or be consulted (C).");
                    for other in others {
                        finding.related(other.span, "also named here");
                    }
                }
            }
        }
    }
}
