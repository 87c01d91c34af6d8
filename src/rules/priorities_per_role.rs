//! A role that is pulled in too many directions at once.

use super::Ctx;
use crate::diag::{Case, Level, Reporter, Standing, Threshold};
use crate::text::Span;
use rustc_hash::FxHashMap;

const MAX_PRIORITIES: Threshold = Threshold {
    name: "max_priorities",
    unit: "active priorities",
    default: 3.0,
    standing: Standing::Unsourced,
    source: "no source found; a judgement",
};

rule! {
    "priorities-per-role", Load,
    "the responsibilities of a role serve more active priorities than one person can keep in mind",
    cases: [Case::new("too-many", Level::Advice)],
    thresholds: [MAX_PRIORITIES],
    check
}

fn check(cx: &Ctx<'_>, out: &mut Reporter<'_>) {
    let mut served: FxHashMap<usize, Vec<(usize, Span)>> = FxHashMap::default();
    for service in &cx.facts.work.services {
        let priority = service.target.index();
        let of_role = served.entry(service.role).or_default();
        if cx.corpus.priorities[priority].is_active() && of_role.iter().all(|(known, _)| *known != priority) {
            of_role.push((priority, service.span));
        }
    }
    for (at, role) in cx.corpus.roles.iter().enumerate() {
        let Some(served) = served.get(&at).filter(|served| !served.is_empty()) else { continue };
        if served.len() as f64 <= out.limit(&MAX_PRIORITIES) {
            out.met();
            continue;
        }
        let names: Vec<&str> = served.iter().map(|(priority, _)| cx.corpus.priorities[*priority].id()).collect();
        let message = format!("{} serves {} active priorities at once: {}", role.id(), served.len(), names.join(", "));
        let finding = out.report("too-many", role.span(), message);
        finding
            .item(role.address())
            .help("Ask which of them this role can really move this year, and let another role, or another year, have the rest.");
        for (priority, span) in served {
            finding.related(*span, format!("serves {}", cx.corpus.priorities[*priority].id()));
        }
    }
}
