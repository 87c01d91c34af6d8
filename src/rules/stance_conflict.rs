//! A decision that is called tight or loose and is made as if it were the other.

use super::Ctx;
use crate::analysis::decision_rights::{DecisionRights, Governing, level_of};
use crate::diag::{Case, Level, Reporter};
use crate::model::{Collection, Decision, Item, Loc, Stance, Text};
use crate::text::Span;

rule! {
    "stance-conflict", Decisions,
    "a tight decision is made below its level, a loose one above it, or two decisions govern one field differently",
    cases: [
        Case::new("tight-below-level", Level::Error),
        Case::new("loose-above-level", Level::Error),
        Case::new("governed-differently", Level::Error),
    ],
    thresholds: [],
    check
}

fn check(cx: &Ctx<'_>, out: &mut Reporter<'_>) {
    let rights = &cx.rights;
    for (at, decision) in cx.corpus.decisions.iter().enumerate() {
        match placed(cx, rights, at, decision) {
            Ok(placed) => judge(cx, decision, &placed, out),
            Err((because, unlock)) => out.not_assessed(decision.address(), because, unlock),
        }
    }
    for (role, field, governing) in rights.fields() {
        if governing.len() > 1 {
            compare(cx, &format!("{}.{field}", cx.corpus.roles[role].id()), governing, out);
        }
    }
}

/// A decision's stance, and the levels it is meant for and made at.
struct Placed<'a> {
    stance: Stance,
    meant: &'a Text,
    made: &'a Text,
    decider: &'a str,
    span: Span,
}

/// What is absent, and the field that would unlock it.
type Absent = (&'static str, &'static str);

fn placed<'a>(cx: &Ctx<'a>, rights: &DecisionRights<'_>, at: usize, decision: &'a Decision) -> Result<Placed<'a>, Absent> {
    let stance = decision.stance.ok_or(("it is not said to be tight or loose", "decisions.ID.stance"))?.value;
    let meant = decision.level.as_ref().ok_or(("its level is not stated", "decisions.ID.level"))?;
    let (actor, span) = rights
        .decider(at)
        .or_else(|| alike(cx, rights, at))
        .ok_or(("who decides it, or at which level, is not clear", "decisions.ID.decider"))?;
    let unlock = if actor.collection() == Collection::Committees { "committees.ID.level" } else { "roles.ID.level" };
    let made = level_of(cx.corpus, actor).ok_or(("the level of whoever decides is not stated", unlock))?;
    Ok(Placed { stance, meant, made, decider: &cx.corpus.id_of(actor).value, span })
}

/// The first of several committees that each decide it for their own place, where all work at one level.
fn alike(cx: &Ctx<'_>, rights: &DecisionRights<'_>, at: usize) -> Option<(Loc, Span)> {
    let mut each = rights.committees(at).iter().map(|by| (Loc::item(Collection::Committees, by.committee), by.span));
    let first = each.next().filter(|_| cx.corpus.decisions[at].decider.is_none())?;
    let level = level_of(cx.corpus, first.0);
    each.all(|(other, _)| level_of(cx.corpus, other) == level).then_some(first)
}

fn judge(cx: &Ctx<'_>, decision: &Item<Decision>, placed: &Placed<'_>, out: &mut Reporter<'_>) {
    let Placed { stance, meant, made, decider, span } = *placed;
    // Levels that the framework does not have are reported as such, elsewhere.
    let (Some(wanted), Some(found)) = (cx.corpus.level_rank(meant), cx.corpus.level_rank(made)) else { return };
    let id = decision.id();
    let (case, message, help) = match stance {
        Stance::Tight if found > wanted => (
            "tight-below-level",
            format!("{id} is tight at the {meant} level, but {decider} decides it at the {made} level", meant = **meant, made = **made),
            "Let someone at its level decide it, or make it loose.",
        ),
        Stance::Loose if found < wanted => (
            "loose-above-level",
            format!(
                "{id} is left loose for the {meant} level, but {decider} decides it at the {made} level",
                meant = **meant,
                made = **made
            ),
            "Let someone at its level decide it, or call it tight.",
        ),
        _ => return out.met(),
    };
    out.report(case, span, message)
        .item(format!("decisions/{id}"))
        .help(help)
        .related(meant.span, "its level")
        .related(made.span, "the level of whoever decides");
}

/// Whether the decisions that govern one field agree.
fn compare(cx: &Ctx<'_>, field: &str, governing: &[Governing], out: &mut Reporter<'_>) {
    let decision = |by: &Governing| &cx.corpus.decisions[by.decision];
    // The finding stands at the last of the framework's own decisions that states a stance.
    let mut own = governing.iter().filter(|by| decision(by).is_own());
    let Some(last) = own.clone().rfind(|by| decision(by).stance.is_some()).or_else(|| own.next_back()) else { return };
    let address = decision(last).address();
    let others: Vec<&Governing> = governing.iter().filter(|by| differ(decision(by), decision(last))).collect();
    if others.is_empty() && governing.iter().any(|by| decision(by).stance.is_none()) {
        return out.not_assessed(address, "it is not said to be tight or loose", "decisions.ID.stance");
    }
    let Some(first) = others.first() else { return out.met() };
    let finding = out.report("governed-differently", last.span, difference(decision(first), decision(last), field));
    finding.item(address).help(format!("Let one decision govern {field}, and the other something else or nothing."));
    for other in others {
        finding.related(other.span, format!("{} governs it too", decision(other).id()));
    }
}

fn difference(one: &Item<Decision>, other: &Item<Decision>, field: &str) -> String {
    let (a, b) = (one.id(), other.id());
    match one.stance.map(|stance| stance.value) {
        _ if one.stance == other.stance => format!("{a} and {b} both leave {field} loose, but within different bounds"),
        Some(Stance::Tight) => format!("{a} holds {field} tight, and {b} leaves it loose"),
        _ => format!("{a} leaves {field} loose, and {b} holds it tight"),
    }
}

/// Whether two decisions treat what they govern differently. One that states no stance does not say.
fn differ(one: &Decision, other: &Decision) -> bool {
    let stances = one.stance.zip(other.stance).map(|(a, b)| (a.value, b.value));
    stances.is_some_and(|(a, b)| a != b || (a == Stance::Loose && one.bounds != other.bounds))
}
