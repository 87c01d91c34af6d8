//! Something that people must be able to do, and that nothing on offer teaches them.

use super::Ctx;
use crate::analysis::development::{Need, Needs, Path, asked_by_actions};
use crate::diag::{Case, Finding, Level, Reporter};

/// How many roles a message names.
const NAMED: usize = 5;

rule! {
    "no-development-path", Competencies,
    "a role, or an action it does, asks for a competency at a level that no offering open to it reaches",
    cases: [Case::missing("nothing-reaches-it", Level::Warning), Case::new("not-open", Level::Warning)],
    thresholds: [],
    check
}

fn check(cx: &Ctx<'_>, out: &mut Reporter<'_>) {
    let needs = &cx.facts.needs;
    let of_actions = asked_by_actions(cx.facts);
    for at in 0..cx.corpus.competencies.len() {
        let (mut unreached, mut closed, mut asked) = (Vec::new(), Vec::new(), false);
        for need in needs.of_competency(at).chain(of_actions.get(&at).into_iter().flatten()) {
            asked = true;
            let path = needs.path(need);
            if path.reaching.is_empty() {
                unreached.push(need);
            } else if path.open.is_empty() {
                closed.push((need, path));
            }
        }
        if !unreached.is_empty() {
            let finding = nothing_reaches(cx, out, at, &unreached, needs);
            for (need, _) in closed {
                finding.related(need.span(), format!("what reaches this level is not open to {}", cx.corpus.roles[need.role].id()));
            }
        } else if !closed.is_empty() {
            not_open(cx, out, at, &closed, needs);
        } else if asked {
            out.met();
        }
    }
}

fn nothing_reaches<'o>(cx: &Ctx<'_>, out: &'o mut Reporter<'_>, at: usize, needs: &[&Need<'_>], all: &Needs<'_>) -> &'o mut Finding {
    let competency = &cx.corpus.competencies[at];
    let (place, span) = all.place(at, needs);
    let asked = asked(cx, needs);
    let message = match competency.offerings.len() {
        0 => format!("nothing on offer teaches {}, which is asked of {asked}", competency.id()),
        _ => format!("nothing on offer in {} reaches what is asked of {asked}", competency.id()),
    };
    let finding = out.report("nothing-reaches-it", span, message);
    finding.item(cx.corpus.address(place));
    for need in needs {
        finding.related(need.span(), format!("asked of {} here", cx.corpus.roles[need.role].id()));
    }
    let unsaid = competency.offerings.iter().any(|offering| offering.value.reaches.is_none());
    finding.help(if unsaid {
        "Say with “reaches” to which level each offering leads, or add one that leads there."
    } else {
        "Add an offering that reaches the level, or ask for no more than people are helped to learn."
    })
}

fn not_open(cx: &Ctx<'_>, out: &mut Reporter<'_>, at: usize, closed: &[(&Need<'_>, Path)], all: &Needs<'_>) {
    let competency = &cx.corpus.competencies[at];
    let needs: Vec<&Need<'_>> = closed.iter().map(|(need, _)| *need).collect();
    let first = closed.first().and_then(|(_, path)| path.reaching.first()).map(|&offering| &competency.offerings[offering]);
    let message = format!("what would teach {} is not open to those who need it: {}", competency.id(), asked(cx, &needs));
    let finding = out.report("not-open", first.map_or(competency.span(), |offering| offering.span()), message);
    let (place, _) = all.place(at, &needs);
    finding.item(cx.corpus.address(place)).help("Add these roles to “open_to”, or leave “open_to” out, which means everyone.");
    for need in needs {
        finding.related(need.span(), format!("asked of {} here", cx.corpus.roles[need.role].id()));
    }
}

/// `coach (leading), principal (practising)`; of many, the first few.
fn asked(cx: &Ctx<'_>, needs: &[&Need<'_>]) -> String {
    let one = |need: &&Need<'_>| {
        let role = cx.corpus.roles[need.role].id();
        need.level().map_or_else(|| role.to_owned(), |level| format!("{role} ({level})"))
    };
    let named = needs.iter().take(NAMED).map(one).collect::<Vec<_>>().join(", ");
    match needs.len().saturating_sub(NAMED) {
        0 => named,
        more => format!("{named} and {more} more"),
    }
}
