//! A career that asks no more of people as it goes on.

use super::Ctx;
use crate::analysis::development::{Need, Needs};
use crate::diag::{Case, Level, Reporter};
use crate::model::{Item, Loc, Pathway};
use rustc_hash::{FxHashMap, FxHashSet};

rule! {
    "no-progression", Competencies,
    "along a pathway a competency stays at one level on all rungs, or falls",
    cases: [Case::new("falls", Level::Warning), Case::new("flat", Level::Warning)],
    thresholds: [],
    check
}

fn check(cx: &Ctx<'_>, out: &mut Reporter<'_>) {
    let needs = &cx.facts.needs;
    // Two pathways that share rungs share what is wrong between them: it is reported once.
    let mut seen = FxHashSet::default();
    for pathway in &cx.corpus.pathways {
        let address = pathway.address();
        let rungs: Vec<usize> = pathway.rungs.iter().filter_map(|rung| rung.to).map(Loc::index).collect();
        let climbs = climbs(&rungs, needs);
        if climbs.is_empty() && rungs.len() > 1 {
            out.not_assessed(address, "no two rungs state a level for the same competency", "roles.ID.requires.ID.at");
            continue;
        }
        for climb in climbs {
            match fall(&climb) {
                Some((before, after)) => {
                    if seen.insert((before.competency, before.role, after.role)) {
                        report_fall(cx, out, pathway, before, after).item(address);
                    }
                }
                None if is_flat(&climb, &rungs) => {
                    report_flat(cx, out, pathway, &climb).item(address);
                }
                None => out.met(),
            }
        }
    }
}

/// For each competency with a level on at least two rungs, its needs from the lowest rung up. A rung that
/// does not name the competency, or states no level of the scale, says nothing about it.
fn climbs<'n, 'a>(rungs: &[usize], needs: &'n Needs<'a>) -> Vec<Vec<&'n Need<'a>>> {
    let mut all: Vec<Vec<&Need<'a>>> = Vec::new();
    let mut places: FxHashMap<usize, usize> = FxHashMap::default();
    for need in rungs.iter().flat_map(|&role| needs.of_role(role)).filter(|need| need.rank.is_some()) {
        let at = *places.entry(need.competency).or_insert(all.len());
        match all.get_mut(at) {
            Some(climb) => climb.push(need),
            None => all.push(vec![need]),
        }
    }
    all.retain(|climb| climb.len() > 1);
    all
}

fn fall<'n, 'a>(climb: &[&'n Need<'a>]) -> Option<(&'n Need<'a>, &'n Need<'a>)> {
    climb.windows(2).find_map(|pair| match pair {
        [before, after] if after.rank < before.rank => Some((*before, *after)),
        _ => None,
    })
}

/// Flat only where every rung states it: to be asked for at a later rung alone is progress.
fn is_flat(climb: &[&Need<'_>], rungs: &[usize]) -> bool {
    climb.len() == rungs.len() && climb.windows(2).all(|pair| pair.first().map(|n| n.rank) == pair.last().map(|n| n.rank))
}

fn report_fall<'o>(
    cx: &Ctx<'_>,
    out: &'o mut Reporter<'_>,
    pathway: &Item<Pathway>,
    before: &Need<'_>,
    after: &Need<'_>,
) -> &'o mut crate::diag::Finding {
    let (lower, higher) = (cx.corpus.roles[before.role].id(), cx.corpus.roles[after.role].id());
    let message = format!(
        "on the way from {lower} to {higher}, {} falls from {} to {}",
        cx.corpus.competencies[before.competency].id(),
        before.level().unwrap_or_default(),
        after.level().unwrap_or_default(),
    );
    let finding = out.report("falls", after.span(), message);
    finding.related(before.span(), format!("{lower} asks for more")).related(pathway.span(), "the pathway");
    finding
        .help(format!("Ask at least as much of {higher}, or less of {lower}; or leave it out for {higher} if its work does not take it."))
}

fn report_flat<'o>(cx: &Ctx<'_>, out: &'o mut Reporter<'_>, pathway: &Item<Pathway>, climb: &[&Need<'_>]) -> &'o mut crate::diag::Finding {
    let competency = climb.first().map_or("", |need| cx.corpus.competencies[need.competency].id());
    let level = climb.first().and_then(|need| need.level()).unwrap_or_default();
    let message = format!("{competency} is at {level} on all {} rungs of {}", climb.len(), pathway.id());
    let finding = out.report("flat", pathway.span(), message);
    for need in climb {
        finding.related(need.span(), format!("{}: {level}", cx.corpus.roles[need.role].id()));
    }
    finding.help("Say what the last rung can do that the first need not, or leave the competency out where it makes no difference.")
}
