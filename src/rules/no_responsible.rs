//! An action that someone answers for and nobody does.

use super::Ctx;
use crate::diag::{Case, Level, Reporter};

rule! {
    "no-responsible", Accountability,
    "an action of an active priority has no R",
    cases: [Case::missing("nobody-does-it", Level::Error)],
    thresholds: [],
    check
}

fn check(cx: &Ctx<'_>, out: &mut Reporter<'_>) {
    for act in cx.facts.work.active().flat_map(|(at, _)| cx.facts.work.acts_of(at)) {
        let address = cx.corpus.address(act.loc());
        let Some(raci) = &act.entry.value.raci else {
            out.not_assessed(address, "the action names nobody", "priorities.ID.actions.ID.raci");
            continue;
        };
        if !raci.responsible.is_empty() {
            out.met();
            continue;
        }
        let priority = cx.corpus.priorities[act.priority].id();
        let finding = out.report(
            "nobody-does-it",
            act.letters.first().map_or(act.entry.span(), |held| held.span),
            format!("nobody is responsible (R) for doing “{}” of {priority}", act.entry.id()),
        );
        finding.item(address);
        finding.help("Give R to the role that does the work; it may be the same one that answers for it (A).");
        for service in cx.facts.work.serving(act.loc()) {
            let role = cx.corpus.roles[service.role].id();
            finding.related(service.span, format!("{role} says that it does this"));
        }
    }
}
