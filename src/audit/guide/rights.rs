//! Tight and loose: what is the same everywhere, who chooses the rest, and does anybody use the freedom?

use super::{Cx, Question, Theme};
use crate::analysis::decision_rights::{DecisionRights, Unlawful, Verdict, overrides};
use crate::model::{Collection, Constraint, Decision, Item, Loc, Stance};
use crate::text::excerpt;

pub(super) fn theme(cx: &Cx<'_>) -> Theme {
    let rights = DecisionRights::new(cx.facts);
    Theme { title: "Tight and loose", questions: vec![stances(cx), freedom(cx, &rights), deciders(cx, &rights)] }
}

fn decisions<'a>(cx: &Cx<'a>) -> Vec<(usize, &'a Item<Decision>)> {
    cx.corpus.decisions.iter().enumerate().filter(|(_, decision)| decision.is_own()).collect()
}

fn is(decision: &Decision, stance: Stance) -> bool {
    decision.stance.is_some_and(|stated| stated.value == stance)
}

fn loc(at: usize) -> Loc {
    Loc::item(Collection::Decisions, at)
}

fn asked(decision: &Item<Decision>) -> String {
    decision.question.as_ref().map_or(String::new(), |question| format!("“{}”", excerpt(question, 90)))
}

fn stances(cx: &Cx<'_>) -> Question {
    let all = decisions(cx);
    let stated: Vec<_> = all.iter().filter(|(_, decision)| decision.stance.is_some()).collect();
    Question::new(
        "stances",
        "What is the same everywhere, what may a school or a team choose, and does everybody know which is which?",
        "Where people guess, they ask leave for what is theirs, or change what is not.",
        "Every decision that matters is said to be held tight or left loose, with bounds where it is loose, and those concerned have been told.",
    )
    .counting(
        "Decisions held tight, the same for everyone",
        stated.iter(),
        |(_, decision)| is(decision, Stance::Tight),
        |(at, decision)| is(decision, Stance::Tight).then(|| cx.named(loc(*at), asked(decision))),
    )
    .counting(
        "Decisions left loose, to those nearer the work",
        stated.iter(),
        |(_, decision)| is(decision, Stance::Loose),
        |(at, decision)| is(decision, Stance::Loose).then(|| cx.named(loc(*at), asked(decision))),
    )
    .open(all.len() - stated.len(), "a decision does not say whether it is tight or loose", "decisions.ID.stance")
    .silent(all.is_empty(), "no decision is written down", "decisions")
}

fn freedom(cx: &Cx<'_>, rights: &DecisionRights<'_>) -> Question {
    let loose = |decision: usize| cx.corpus.decisions.get(decision).is_some_and(|decision| is(decision, Stance::Loose));
    let fields = rights.fields();
    let free: Vec<_> = fields.iter().filter(|(_, _, by)| by.iter().any(|one| loose(one.decision))).collect();
    let local: Vec<_> = overrides(cx.corpus).into_iter().filter(|local| cx.concerns(Some(local.unit))).collect();
    let changed = |role: usize, field: &str| {
        local.iter().any(|one| one.role == role && (one.field == field || one.field.starts_with(&format!("{field}."))))
    };
    let lawful = local.iter().filter(|one| matches!(rights.judge(one), Verdict::Lawful)).count();
    let named = local.iter().map(|one| {
        let field = format!("{}.{}", cx.corpus.roles[one.role].id(), one.field);
        let id = |at: usize| cx.corpus.decisions.get(at).map_or("", |decision| decision.id());
        let verdict = match rights.judge(one) {
            Verdict::Lawful => "as a decision allows".to_owned(),
            Verdict::Unclear(at) => format!("whether {} allows it is not clear", id(at)),
            Verdict::Unlawful(Unlawful::Tight(at)) => format!("though {} holds it tight", id(at)),
            Verdict::Unlawful(Unlawful::OutOfBounds(at)) => format!("outside the bounds of {}", id(at)),
            Verdict::Unlawful(Unlawful::NotLoose) => "though no decision leaves it to units".to_owned(),
        };
        cx.named_at(Loc::item(Collection::Units, one.unit), one.span, format!("changes {field}, {verdict}"))
    });
    Question::new(
        "freedom",
        "Where people are free to choose, do they choose?",
        "A freedom that nobody uses is unknown, unwanted or not believed; each asks for something else.",
        "People are told what is theirs to choose, or the freedom is taken back because one way suits everybody.",
    )
    .counting(
        "Fields of roles left loose that some unit has changed",
        free.iter(),
        |(role, field, _)| changed(*role, field),
        |(role, field, by)| {
            let loc = Loc::item(Collection::Roles, *role);
            let span = by.first().map_or_else(|| cx.corpus.span_of(loc), |one| one.span);
            (!changed(*role, field)).then(|| cx.named_at(loc, span, format!("nobody has changed {field}, which is left loose")))
        },
    )
    .counted("Local changes that a decision allows", lawful, local.len(), named.collect())
    .silent(free.is_empty(), "no loose decision says which fields of roles it leaves to units", "decisions.ID.governs")
}

fn deciders(cx: &Cx<'_>, rights: &DecisionRights<'_>) -> Question {
    let all = decisions(cx);
    let agreement = |decision: &Decision| matches!(decision.constraint, Some(Constraint::Agreement(_)));
    Question::new(
        "deciders",
        "Who decides, who only has a say, and whose consent does it take?",
        "A meeting at which everybody thinks that somebody else decides decides nothing.",
        "Each decision has one who decides and a short list of those who are asked; what rests on an agreement goes to its parties first.",
    )
    .counting(
        "Decisions that say who decides",
        all.iter(),
        |(at, _)| rights.decider(*at).is_some(),
        |(at, decision)| {
            let says = format!("{} names nobody who decides (decisions.ID.decider)", asked(decision));
            rights.decider(*at).is_none().then(|| cx.named(loc(*at), says))
        },
    )
    .counting(
        "Decisions that rest on a labour agreement",
        all.iter(),
        |(_, decision)| agreement(decision),
        |(at, decision)| agreement(decision).then(|| cx.named(loc(*at), asked(decision))),
    )
    .silent(all.is_empty(), "no decision is written down", "decisions")
}
