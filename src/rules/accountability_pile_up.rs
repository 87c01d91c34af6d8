//! One role that answers for nearly everything.

use super::Ctx;
use crate::diag::{Case, Level, Reporter, Standing, Threshold};
use crate::model::Collection;
use crate::text::Exact;
use crate::text::Span;
use crate::text::figure::beside;
use std::collections::BTreeMap;

const MOST: Threshold = Threshold {
    name: "max",
    unit: "actions that one role answers for",
    default: 5.0,
    standing: Standing::Unsourced,
    source: "no source found; a judgement",
};
const SHARE: Threshold = Threshold {
    name: "max_share",
    unit: "% of all actions with an A",
    default: 40.0,
    standing: Standing::Unsourced,
    source: "no source found; a judgement",
};
const FEWEST: Threshold = Threshold {
    name: "min_actions",
    unit: "actions with an A, below which nothing is judged",
    default: 5.0,
    standing: Standing::Unsourced,
    source: "no source found; a judgement: a share of very few actions says nothing",
};

rule! {
    "accountability-pile-up", Accountability,
    "one role answers for very many actions, or for a large share of them",
    cases: [Case::new("many", Level::Advice), Case::new("large-share", Level::Advice)],
    thresholds: [MOST, SHARE, FEWEST],
    check
}

fn check(cx: &Ctx<'_>, out: &mut Reporter<'_>) {
    let (most, max_share, fewest) = (out.limit(&MOST), out.limit(&SHARE), out.limit(&FEWEST));
    let mut held: BTreeMap<usize, Vec<Span>> = BTreeMap::new();
    let mut total = 0;
    for act in cx.facts.work.active().flat_map(|(at, _)| cx.facts.work.acts_of(at)) {
        total += usize::from(act.holding("A").next().is_some());
        for letter in act.holding("A").filter(|letter| letter.actor.collection() == Collection::Roles) {
            held.entry(letter.actor.index()).or_default().push(letter.span);
        }
    }
    for (at, places) in held {
        let role = &cx.corpus.roles[at];
        let address = role.address();
        let (count, share) = (places.len(), Exact::part(places.len(), total) * 100_u32);
        let case = match () {
            () if (total as f64) < fewest => {
                out.not_assessed(address, "too few actions have someone who answers for them", "priorities.ID.actions.ID.raci");
                continue;
            }
            () if count as f64 > most => "many",
            () if share > max_share => "large-share",
            () => {
                out.met();
                continue;
            }
        };
        let message = format!("{} answers for {count} of {total} actions ({}%)", role.id(), beside(share, max_share, 0).0);
        let finding = out.report(case, role.span(), message);
        finding.item(address);
        finding.help("Pass some of them to the lowest level that can answer for them; whoever does the work (R) often can.");
        for place in places {
            finding.related(place, "it holds A here");
        }
    }
}
