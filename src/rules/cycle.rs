//! A relation that should lead somewhere and comes back to where it began.

use super::Ctx;
use crate::analysis::circles::circles;
use crate::diag::{Case, Level, Reporter};
use crate::model::{Item, Loc, Pathway};
use crate::text::{Span, excerpt};
use rustc_hash::FxHashMap;

rule! {
    "cycle", Structure,
    "a chain of reporting, belonging, building, handing over or promotion returns to where it began",
    cases: [
        Case::new("reports-to", Level::Error),
        Case::new("parent", Level::Error),
        Case::new("builds-toward", Level::Error),
        Case::new("handover-to", Level::Error),
        Case::new("part-of", Level::Error),
        Case::new("pathway", Level::Error),
    ],
    thresholds: [],
    check
}

/// The relations: the field, the case, and how the message says it.
const RELATIONS: [(&str, &str, &str); 5] = [
    ("reports_to", "reports-to", "reports to"),
    ("parent", "parent", "belongs under"),
    ("builds_toward", "builds-toward", "builds toward"),
    ("handover_to", "handover-to", "hands over to"),
    ("part_of", "part-of", "is part of"),
];

/// How many names of a circle a message shows.
const SHOWN: usize = 6;

fn check(cx: &Ctx<'_>, out: &mut Reporter<'_>) {
    for relation in RELATIONS {
        judge_relation(cx, relation, out);
    }
    for pathway in &cx.corpus.pathways {
        judge_pathway(pathway, out);
    }
}

/// Who leads to whom under one field. Local overrides in a unit are references of the unit, so they lead into no circle.
fn judge_relation(cx: &Ctx<'_>, (field, case, verb): (&'static str, &'static str, &'static str), out: &mut Reporter<'_>) {
    let edges: Vec<_> = cx.corpus.edges().filter(|edge| edge.field == field).collect();
    let positions: FxHashMap<Loc, usize> = edges.iter().enumerate().map(|(at, edge)| (edge.from, at)).collect();
    let next: Vec<Option<usize>> = edges.iter().map(|edge| positions.get(&edge.to).copied()).collect();
    let found = circles(&next);
    let members: usize = found.iter().map(Vec::len).sum();
    for _ in members..edges.len() {
        out.met();
    }
    for mut circle in found {
        // The finding belongs to an item of the framework itself, since layers above are not judged.
        let own = circle.iter().position(|&at| cx.corpus.layer_of(edges[at].from) == 0);
        circle.rotate_left(own.unwrap_or(0));
        let steps: Vec<(Loc, Span)> = circle.iter().map(|&at| (edges[at].from, edges[at].span)).collect();
        report(cx, case, verb, &steps, out);
    }
}

fn report(cx: &Ctx<'_>, case: &str, verb: &str, steps: &[(Loc, Span)], out: &mut Reporter<'_>) {
    let name = |loc: Loc| cx.corpus.address(loc).within_collection();
    let Some((&(first, span), others)) = steps.split_first() else { return };
    let message = if others.is_empty() {
        format!("{} {verb} itself", name(first))
    } else {
        let shown: Vec<String> = steps.iter().take(SHOWN).map(|&(loc, _)| name(loc)).collect();
        let rest = if steps.len() > SHOWN { format!(" → … ({} in all)", steps.len()) } else { String::new() };
        format!("{} in the end {verb} itself: {}{rest} → {}", name(first), shown.join(" → "), name(first))
    };
    let finding = out.report(case, span, message);
    finding.item(cx.corpus.address(first)).help("Remove or change one of these references, so that the line has an end.");
    for &(loc, span) in others {
        finding.related(span, format!("what {} {verb}", name(loc)));
    }
}

fn judge_pathway(pathway: &Item<Pathway>, out: &mut Reporter<'_>) {
    let mut first_at: FxHashMap<&str, Span> = FxHashMap::default();
    let repeated: Vec<_> =
        pathway.rungs.iter().filter_map(|rung| first_at.insert(&rung.text, rung.span).map(|before| (rung, before))).collect();
    let Some((rung, before)) = repeated.first() else { return out.met() };
    let message = format!("the pathway {} returns to {}, a rung it has already left", pathway.id(), excerpt(&rung.text, 60));
    let finding = out.report("pathway", rung.span, message);
    finding.item(pathway.address()).related(*before, "the rung as it stands before");
    finding.help("Name each role once, lowest first; a way back is another pathway.");
    for (rung, _) in &repeated[1..] {
        finding.related(rung.span, format!("{} returns here", excerpt(&rung.text, 60)));
    }
}
