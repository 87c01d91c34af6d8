//! A priority that gets stuck between two levels.

use super::Ctx;
use crate::analysis::chain::Chain;
use crate::diag::{Case, Level, Reporter};

rule! {
    "broken-vertical-chain", Alignment,
    "two adjacent levels of a priority have no engaged roles joined by reporting or coaching",
    cases: [Case::new("not-joined", Level::Warning)],
    thresholds: [],
    check
}

fn check(cx: &Ctx<'_>, out: &mut Reporter<'_>) {
    for (at, priority) in cx.facts.work.active() {
        let address = priority.address();
        let Some(chain) = Chain::of(cx.facts, at) else {
            out.not_assessed(address, "fewer than two levels have roles", "roles.ID.level");
            continue;
        };
        let broken: Vec<_> = chain.joints.iter().filter(|joint| joint.by.is_none()).collect();
        if broken.is_empty() {
            out.met();
            continue;
        }
        let names = |step: usize| -> String {
            let roles: Vec<&str> = chain.steps[step].roles.iter().map(|&role| cx.corpus.roles[role].id()).collect();
            if roles.is_empty() { "nobody".to_owned() } else { roles.join(", ") }
        };
        let gaps: Vec<String> = broken
            .iter()
            .map(|joint| {
                let (upper, lower) = (&chain.steps[joint.upper], &chain.steps[joint.upper + 1]);
                format!("{} ({}) and {} ({})", upper.level, names(joint.upper), lower.level, names(joint.upper + 1))
            })
            .collect();
        out.report("not-joined", priority.span(), format!("{} gets stuck between {}", priority.id(), gaps.join("; between ")))
            .item(address)
            .help("At each level, engage a role in it (RACI or “serves”), and let it report to, coach or be supported by one at the next level.");
    }
}
