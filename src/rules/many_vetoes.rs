//! A decision that more people can stop than can be brought to one table.

use super::Ctx;
use crate::diag::{Case, Level, Reporter, Standing, Threshold};
use crate::model::{Decision, Ref, target};
use rustc_hash::FxHashSet;

const MOST: Threshold = Threshold {
    name: "max_agrees",
    unit: "roles or committees",
    default: 2.0,
    standing: Standing::Unsourced,
    source: "the RAPID model asks for few who must agree; no source found for the number, a judgement",
};

rule! {
    "many-vetoes", Decisions,
    "more than 2 must agree to a decision",
    cases: [Case::new("too-many-agree", Level::Advice)],
    thresholds: [MOST],
    check
}

fn check(cx: &Ctx<'_>, out: &mut Reporter<'_>) {
    let most = out.limit(&MOST);
    for decision in &cx.corpus.decisions {
        let vetoes = distinct(decision);
        let Some(first) = vetoes.first() else { continue };
        if vetoes.len() as f64 <= most {
            out.met();
            continue;
        }
        let names: Vec<&str> = vetoes.iter().map(|veto| &*veto.text).collect();
        let message =
            format!("{} must all agree to {}: any one of {} can stop it, more than {most}", names.join(", "), decision.id(), names.len());
        out.report("too-many-agree", first.span, message)
            .item(decision.address())
            .help("Keep the veto for those whom law or agreement gives it. The others can be asked beforehand (“input”).");
    }
}

/// Those who must agree, each once.
fn distinct(decision: &Decision) -> Vec<&Ref<target::Actor>> {
    let mut seen = FxHashSet::default();
    decision.agrees.iter().filter(|veto| seen.insert(&*veto.text)).collect()
}
