//! A unit that changes what is not its own to change.

use super::Ctx;
use crate::analysis::decision_rights::{DecisionRights, Local, Unlawful, Verdict, overrides};
use crate::diag::{Case, Level, Reporter};
use crate::model::{Bounds, Collection, Constraint, Decision, Item, ItemAddress, Loc, Plain};
use crate::text::excerpt;

rule! {
    "tight-field-overridden", Decisions,
    "a unit overrides a field that a decision holds tight, or that none leaves loose, or leaves its bounds",
    cases: [Case::new("tight", Level::Error), Case::new("not-loose", Level::Error), Case::new("out-of-bounds", Level::Error)],
    thresholds: [],
    check
}

fn check(cx: &Ctx<'_>, out: &mut Reporter<'_>) {
    let rights = &cx.rights;
    for local in overrides(cx.corpus) {
        let address = cx.corpus.address(Loc::item(Collection::Units, local.unit));
        match rights.judge(&local) {
            Verdict::Lawful => out.met(),
            Verdict::Unclear(_) => {
                out.not_assessed(address, "the bounds of the decision are not of the kind that the field takes", "decisions.ID.bounds");
            }
            Verdict::Unlawful(why) => report(cx, rights, &local, why, address, out),
        }
    }
}

fn report(cx: &Ctx<'_>, rights: &DecisionRights<'_>, local: &Local, why: Unlawful, address: ItemAddress<'_>, out: &mut Reporter<'_>) {
    let field = format!("{}.{}", cx.corpus.roles[local.role].id(), local.field);
    let change = format!("{} changes {field}{}", cx.corpus.units[local.unit].id(), to(&local.value));
    let (case, message, by) = match why {
        Unlawful::Tight(by) => ("tight", format!("{change}, but {} holds it tight", decision(cx, by).id()), Some(by)),
        Unlawful::OutOfBounds(by) => {
            let decision = decision(cx, by);
            let bounds = decision.bounds.as_ref().map_or_else(String::new, Bounds::words);
            ("out-of-bounds", format!("{change}, but {} leaves only {bounds}", decision.id()), Some(by))
        }
        Unlawful::NotLoose => ("not-loose", format!("{change}, but no decision leaves that to the units"), None),
    };
    let finding = out.report(case, local.span, message);
    finding.item(address).help(help(cx, rights, local, &field, by));
    match by {
        Some(by) => drop(finding.related(decision(cx, by).span(), "the decision")),
        None => {
            for governing in rights.governing(local.role, &local.field) {
                finding.related(governing.span, "governed here, without saying whether it is loose");
            }
        }
    }
}

fn decision<'a>(cx: &Ctx<'a>, at: usize) -> &'a Item<Decision> {
    &cx.corpus.decisions[at]
}

/// Who decides, and what would put it right.
fn help(cx: &Ctx<'_>, rights: &DecisionRights<'_>, local: &Local, field: &str, by: Option<usize>) -> String {
    let governing = rights.governing(local.role, &local.field).first().map(|governing| governing.decision);
    let Some(at) = by.or(governing) else {
        return format!(
            "Nobody is said to decide {field}. Take the change back, or write a decision with “stance: loose” that governs it."
        );
    };
    let who = match rights.decider(at) {
        Some((actor, _)) => format!("{} decides {field} ({}).", cx.corpus.id_of(actor).value, decision(cx, at).id()),
        None => format!("{} governs {field}, but names nobody who decides.", decision(cx, at).id()),
    };
    let agreement = match &decision(cx, at).constraint {
        Some(Constraint::Agreement(agreement)) => agreement.agreement.as_ref().map(|name| excerpt(name, 60)),
        _ => None,
    };
    let agreement =
        agreement.map_or_else(String::new, |name| format!(" It rests on a labour agreement ({name}), so its parties must consent."));
    format!("{who} Take the change back, or ask for another decision.{agreement}")
}

/// ` to 60%`, ` to “morning”`; nothing for a list or a map, which is to be seen at its place.
fn to(value: &Plain) -> String {
    match value {
        Plain::Number(number) => format!(" to {number}"),
        Plain::Text(text) if text.ends_with('%') => format!(" to {}", excerpt(text, 60)),
        Plain::Text(text) => format!(" to “{}”", excerpt(text, 60)),
        Plain::Flag(flag) => format!(" to {}", if *flag { "yes" } else { "no" }),
        Plain::Nothing | Plain::List(_) | Plain::Map(_) => String::new(),
    }
}
