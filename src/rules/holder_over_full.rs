//! One person in more positions than one person can fill.

use super::Ctx;
use crate::analysis::people::{Post, holders};
use crate::diag::{Case, Level, Reporter, Standing, Threshold};
use crate::model::{Entry, Holder, Id};
use crate::text::Exact;
use crate::text::figure::beside;
use rustc_hash::FxHashMap;

const MAX_FTE: Threshold = Threshold {
    name: "max_fte",
    unit: "full positions",
    default: 1.0,
    standing: Standing::Unsourced,
    source: "no source found; a judgement",
};

rule! {
    "holder-over-full", Load,
    "the positions of one holder add up to more than one full position",
    cases: [Case::new("over-full", Level::Error)],
    thresholds: [MAX_FTE],
    check
}

type Place<'a> = (&'a Post, &'a Entry<Id, Holder>);

fn check(cx: &Ctx<'_>, out: &mut Reporter<'_>) {
    let mut order: Vec<&str> = Vec::new();
    let mut places: FxHashMap<&str, Vec<Place<'_>>> = FxHashMap::default();
    for post in &cx.facts.people.posts {
        for holder in holders(cx.corpus, post, cx.facts.as_of) {
            let known = places.entry(holder.id()).or_default();
            if known.is_empty() {
                order.push(holder.id());
            }
            known.push((post, holder));
        }
    }
    // Someone in one position only cannot have more than that position says.
    for code in order {
        match places.get(code).map(Vec::as_slice) {
            Some(several @ [first, _, ..]) => judge(cx, out, code, several, first),
            _ => continue,
        }
    }
}

fn judge(cx: &Ctx<'_>, out: &mut Reporter<'_>, code: &str, places: &[Place<'_>], first: &Place<'_>) {
    let stated: Vec<f64> = places.iter().filter_map(|(_, holder)| holder.value.fte.map(|fte| fte.value)).collect();
    let sum: Exact = stated.iter().copied().map(Exact::from).sum();
    // A position may be declared to be larger than one; then that is what the person has.
    let most = stated.iter().copied().fold(out.limit(&MAX_FTE), f64::max);
    let unit = |post: &Post| cx.corpus.units[post.unit].id();
    let address = cx.corpus.units[first.0.unit].address();
    if sum <= most {
        if stated.len() < places.len() {
            out.not_assessed(address, "a holder with several positions states no size for one of them", "units.ID.staff.ID.holders.ID.fte");
        } else {
            out.met();
        }
        return;
    }
    let part = |(post, holder): &Place<'_>| {
        let fte = holder.value.fte.map(|fte| fte.value)?;
        Some(format!("{fte} as {} in {}", cx.corpus.roles[post.role].id(), unit(post)))
    };
    let parts: Vec<String> = places.iter().filter_map(part).collect();
    let message = format!("{code} holds {} full positions: {}", beside(sum, most, 2).0, parts.join(" + "));
    let finding = out.report("over-full", first.1.span(), message);
    finding.item(address).help("Make one of the positions smaller, give it to someone else, or state the true size as one position's fte.");
    for (_, holder) in &places[1..] {
        finding.related(holder.span(), "and here");
    }
}
