//! Two groups with one job.

use super::Ctx;
use crate::analysis::committees::{place, reach, sitting};
use crate::analysis::decision_rights::Mandate;
use crate::analysis::similarity::Words;
use crate::analysis::word_sets::{Sets, pairs};
use crate::diag::{Case, Level, Reporter, Standing, Threshold};
use crate::model::{Collection, Decision, Loc};
use crate::text::figure::percent;
use std::collections::BTreeMap;

const LIKENESS: Threshold = Threshold {
    name: "purpose_likeness",
    unit: "share of words",
    default: 0.6,
    standing: Standing::Unsourced,
    source: "no source found; a judgement",
};

rule! {
    "overlapping-mandate", Committees,
    "two committees decide one decision, or read as if they had one purpose",
    cases: [Case::new("two-deciders", Level::Error), Case::new("one-purpose", Level::Advice)],
    thresholds: [LIKENESS],
    check
}

fn check(cx: &Ctx<'_>, out: &mut Reporter<'_>) {
    deciders(cx, out);
    purposes(cx, out);
}

fn deciders(cx: &Ctx<'_>, out: &mut Reporter<'_>) {
    let rights = &cx.rights;
    for (at, decision) in cx.corpus.decisions.iter().enumerate() {
        let mandates = rights.committees(at);
        let clashes = clashes(cx, decision, mandates);
        let Some((later, earlier)) = clashes.first() else {
            if !mandates.is_empty() {
                out.met();
            }
            continue;
        };
        let id = |mandate: &Mandate| cx.corpus.committees[mandate.committee].id();
        let message = format!("{} and {} both decide {}, so neither does", id(later), id(earlier), decision.id());
        let finding = out.report("two-deciders", later.span, message);
        finding
            .item(cx.corpus.committees[later.committee].address())
            .help("Let one of them decide. The other can advise (“advises”), or be asked, be told, or have to agree.");
        finding.related(earlier.span, format!("{} decides it too", id(earlier))).related(decision.span(), "the decision");
        for (later, _) in clashes.iter().skip(1) {
            finding.related(later.span, format!("so does {}", id(later)));
        }
    }
}

/// Mandates whose committee shares ground with that of an earlier one: each school's own group may decide
/// the same question for its own school.
fn clashes<'m>(cx: &Ctx<'_>, decision: &Decision, mandates: &'m [Mandate]) -> Vec<(&'m Mandate, &'m Mandate)> {
    let mut order: Vec<&Mandate> = mandates.iter().collect();
    let place_of = |mandate: &Mandate| place(&cx.corpus.committees[mandate.committee]);
    let named = decision.decider.as_ref().and_then(|decider| decider.to);
    // Layers above come first, then the widest places, then whom the decision itself names: the finding
    // stands at the claim that is the easier one to give up.
    order.sort_by_key(|mandate| {
        let own = cx.corpus.committees[mandate.committee].is_own();
        let claimed = named != Some(Loc::item(Collection::Committees, mandate.committee));
        (own, reach(&cx.facts.people, place_of(mandate)).len(), claimed, mandate.committee)
    });
    let mut at: BTreeMap<Option<usize>, &Mandate> = BTreeMap::new();
    let mut found = Vec::new();
    for mandate in order {
        let here = place_of(mandate);
        match reach(&cx.facts.people, here).iter().find_map(|place| at.get(place)) {
            Some(earlier) => found.push((mandate, *earlier)),
            None => drop(at.insert(here, mandate)),
        }
    }
    found
}

/// What reads like a committee's purpose: other committees, and how alike.
type Alike = BTreeMap<usize, Vec<(usize, f64)>>;

fn purposes(cx: &Ctx<'_>, out: &mut Reporter<'_>) {
    // One group alone overlaps with nobody.
    if sitting(cx.facts).nth(1).is_none() {
        return;
    }
    let states_purpose = |&at: &usize| cx.corpus.committees[at].purpose.is_some();
    let (stated, silent): (Vec<usize>, Vec<usize>) = sitting(cx.facts).map(|(at, _)| at).partition(states_purpose);
    for at in silent {
        out.not_assessed(cx.corpus.committees[at].address(), "it states no purpose", "committees.ID.purpose");
    }
    let alike = alike(cx, &stated, out.limit(&LIKENESS));
    for at in stated {
        match alike.get(&at) {
            Some(others) => report(cx, at, others, out),
            None => out.met(),
        }
    }
}

/// Compares the committees of each place with one another and with those of the places above it.
fn alike(cx: &Ctx<'_>, stated: &[usize], threshold: f64) -> Alike {
    let place_of = |at: usize| place(&cx.corpus.committees[at]);
    let mut within: BTreeMap<Option<usize>, Vec<Option<usize>>> = BTreeMap::new();
    for &at in stated {
        within.entry(place_of(at)).or_insert_with_key(|&place| reach(&cx.facts.people, place));
    }
    let stands_within = |at: usize, around: usize| within[&place_of(at)].contains(&place_of(around));
    let sets = Sets::of(stated.iter().map(|&at| purpose(cx, at)));
    let may = |a: usize, b: usize| stands_within(stated[b], stated[a]) || stands_within(stated[a], stated[b]);
    let mut found = Alike::new();
    for pair in pairs(&sets, threshold, may) {
        let (a, b) = (stated[pair.a], stated[pair.b]);
        let (inner, around) = if stands_within(b, a) { (b, a) } else { (a, b) };
        // Only a framework's own committees are judged, so an own one carries the finding.
        let (one, other) = if cx.corpus.committees[inner].is_own() { (inner, around) } else { (around, inner) };
        found.entry(one).or_default().push((other, pair.likeness));
    }
    found.values_mut().for_each(|others| others.sort_by_key(|&(other, _)| other));
    found
}

fn purpose<'a>(cx: &Ctx<'a>, at: usize) -> &'a str {
    cx.corpus.committees[at].purpose.as_ref().map_or("", |purpose| &purpose.value)
}

fn report(cx: &Ctx<'_>, at: usize, others: &[(usize, f64)], out: &mut Reporter<'_>) {
    let committee = &cx.corpus.committees[at];
    // The first of those most alike.
    let Some(&(nearest, likeness)) = others.iter().rev().max_by(|a, b| a.1.total_cmp(&b.1)) else { return };
    let (own, its) = (Words::of(purpose(cx, at)), Words::of(purpose(cx, nearest)));
    let shared = own.shared(&its);
    let either = own.len() + its.len() - shared.len();
    let message = format!(
        "{} and {} read as if they had one purpose: {} of {either} words are in both ({}), {}%",
        committee.id(),
        cx.corpus.committees[nearest].id(),
        shared.len(),
        crate::text::excerpt(&shared.join(", "), 60),
        percent(likeness),
    );
    let span = committee.purpose.as_ref().map_or(committee.span(), |purpose| purpose.span);
    let finding = out.report("one-purpose", span, message);
    finding.item(committee.address()).help("Join the two, or let each purpose say what only that group does.");
    for &(other, _) in others {
        let other = &cx.corpus.committees[other];
        finding.related(other.purpose.as_ref().map_or(other.span(), |purpose| purpose.span), format!("the purpose of {}", other.id()));
    }
}
