//! Shared responsibility: who does which part, and do plan and job descriptions agree?

use super::{Cx, NONE_ACTIVE, Named, Question, Theme};
use crate::analysis::two_sides::{Described, Named as Given, claimed, given};
use crate::analysis::work::Act;
use crate::model::{Collection, Loc};

pub(super) fn theme(cx: &Cx<'_>) -> Theme {
    let priorities = cx.priorities();
    let acts: Vec<&Act<'_>> = priorities.iter().flat_map(|(at, _)| cx.facts.work.acts_of(*at)).collect();
    Theme { title: "Shared responsibility", questions: vec![parts(cx, &acts), both_sides(cx, &acts)] }
}

fn parts(cx: &Cx<'_>, acts: &[&Act<'_>]) -> Question {
    let lettered: Vec<&&Act<'_>> = acts.iter().filter(|act| act.entry.value.raci.is_some()).collect();
    let actors = |act: &Act<'_>, letter: &'static str| -> Vec<&str> {
        act.holding(letter).map(|held| &*cx.corpus.id_of(held.actor).value).collect()
    };
    let carried = cx.corpus.duties.iter().enumerate().filter(|(_, duty)| duty.is_own());
    let carriers = |duty: usize| -> Vec<&str> {
        let loc = Loc::item(Collection::Duties, duty);
        let roles = cx.facts.work.duties.iter().filter(|one| one.entry.value.duty.as_ref().and_then(|of| of.to) == Some(loc));
        roles.map(|one| cx.corpus.roles[one.role].id()).collect()
    };
    Question::new(
        "parts",
        "Where several people do the same work, who does which part, and who answers for the whole?",
        "What everybody shares and nobody divides is done twice or not at all.",
        "One name answers for each action, and each of the others can say which part is theirs; actions and responsibilities are rewritten until they say so.",
    )
    .counting(
        "Actions that more than one role or committee does (R)",
        lettered.iter().copied(),
        |act| actors(act, "R").len() > 1,
        |act| {
            let does = actors(act, "R");
            let answers = actors(act, "A");
            let answers = if answers.is_empty() { "nobody answers for it".to_owned() } else { format!("{} answers for it", answers.join(", ")) };
            (does.len() > 1).then(|| cx.named(act.loc(), format!("{} do it, {answers}", does.join(", "))))
        },
    )
    .counting(
        "Actions with exactly one who answers for them (A)",
        lettered.iter().copied(),
        |act| actors(act, "A").len() == 1,
        |act| match actors(act, "A").as_slice() {
            [_] => None,
            [] => Some(cx.named(act.loc(), "nobody answers for it")),
            several => Some(cx.named(act.loc(), format!("{} all answer for it", several.join(", ")))),
        },
    )
    .counting(
        "Duties written once that more than one role carries",
        carried,
        |(at, _)| carriers(*at).len() > 1,
        |(at, _)| match carriers(*at).as_slice() {
            [] => Some(cx.named(Loc::item(Collection::Duties, *at), "no role carries it")),
            roles => Some(cx.named(Loc::item(Collection::Duties, *at), format!("carried by {}", roles.join(", ")))),
        },
    )
    .open(acts.len() - lettered.len(), "the action does not say who answers for it and who does it", "priorities.ID.actions.ID.raci")
    .silent(acts.is_empty(), "no active priority states an action", "priorities.ID.actions")
}

fn both_sides(cx: &Cx<'_>, acts: &[&Act<'_>]) -> Question {
    let letters: Vec<_> =
        acts.iter().flat_map(|act| given(cx.facts, act).into_iter().map(move |(held, said)| (*act, held, said))).collect();
    let silent = letters.iter().filter(|(_, _, said)| *said == Described::NoDuties).count();
    let mut claims: Vec<(bool, Named)> = Vec::new();
    for act in acts {
        for service in cx.facts.work.serving(act.loc()) {
            let duty = &cx.facts.work.duties[service.duty];
            let said = claimed(cx.corpus, duty, act);
            if matches!(said, Given::Given | Given::NotGiven) {
                let says = format!("serves {}, which gives it neither A nor R", cx.corpus.address(act.loc()).within_collection());
                claims.push((said == Given::Given, cx.named_at(duty.loc(), service.span, says)));
            }
        }
    }
    Question::new(
        "both-sides",
        "Would the people whom the plan counts on find that work in their own job description?",
        "Plan and job descriptions are written by different people at different times. Where they differ, the plan counts on work that nobody was asked to do.",
        "The work goes into the description, with its outcome and its share of time, or the name comes out of the plan.",
    )
    .counting(
        "Parts (A or R) given to a role whose own duties mention the work",
        letters.iter().filter(|(_, _, said)| *said != Described::NoDuties),
        |(_, _, said)| *said == Described::Served,
        |(act, held, said)| {
            let role = &cx.corpus.id_of(held.actor).value;
            (*said == Described::Hidden)
                .then(|| cx.named_at(act.loc(), held.span, format!("counts on {role}, whose duties do not mention it")))
        },
    )
    .counting(
        "Duties that serve an action, and to whose role the action gives a part",
        claims.iter(),
        |(given, _)| *given,
        |(given, named)| (!given).then(|| named.clone()),
    )
    .open(silent, "a role that is given a part states no responsibilities", "roles.ID.responsibilities")
    .silent(cx.priorities().is_empty(), NONE_ACTIVE.0, NONE_ACTIVE.1)
}
