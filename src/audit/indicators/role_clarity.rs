//! Role clarity: what role descriptions say of what their holders need to know.

use super::groups::{By, split as grouped};
use super::{Better, Figure, Indicator, IndicatorMeta, Loss, Material, Opens, Split};
use crate::analysis::indicators::Answer;
use crate::analysis::indicators::clarity::{Clarity, Fact, Fault, Unstated, clarity};
use crate::analysis::indicators::say::rights;
use crate::text::excerpt;

pub(super) static META: IndicatorMeta = IndicatorMeta {
    id: "role-clarity",
    summary: "how much of what people need to know about their job its description says",
    docs: include_str!("role-clarity.md"),
};

pub(super) fn measure(cx: &Material<'_>) -> Indicator {
    let all = clarity(cx.facts);
    let cases: Vec<&Clarity> = all.iter().collect();
    let mut opens = Opens::default();
    for case in &all {
        for answer in &case.answers {
            if let Answer::NotAssessed(unstated) = answer {
                opens.add(words(*unstated), address(cx, case), 1);
            }
        }
    }
    let total = all.len() * Fact::ALL.len();
    let mut figures = vec![facts(&cases).or_without(all.is_empty(), "there are no roles")];
    figures.extend(say(cx));
    Indicator {
        meta: &META,
        figures,
        assessed: total - opens.count(),
        total,
        things: "facts",
        open: opens.0,
        losses: losses(cx, &all),
        notes: [
            Some("What is documented is not what is felt: ask the people too (an assessment of kind role-clarity).".to_owned()),
            undecided(cx),
        ]
        .into_iter()
        .flatten()
        .collect(),
    }
}

pub(super) fn split(cx: &Material<'_>, by: By) -> Split {
    if by == By::Unit {
        return Err("a role is described once for all units that have it");
    }
    let group = |case: &Clarity| cx.homes.role(&cx.corpus.roles[case.role], by);
    Ok(grouped(&clarity(cx.facts), group).into_iter().map(|(group, cases)| (group, facts(&cases))).collect())
}

fn address(cx: &Material<'_>, case: &Clarity) -> String {
    cx.corpus.roles[case.role].address().to_string()
}

fn answers<'c>(cases: &[&'c Clarity]) -> (usize, usize) {
    let all = || cases.iter().flat_map(|case: &&'c Clarity| &case.answers);
    let met = all().filter(|answer| matches!(answer, Answer::Met)).count();
    (met, all().filter(|answer| !matches!(answer, Answer::NotAssessed(_))).count())
}

fn facts(cases: &[&Clarity]) -> Figure {
    let (met, asked) = answers(cases);
    Figure::share("facts", "facts stated", met, asked, "facts")
}

/// How much is left to those nearer the work, beside it: what is scripted in full is clear, and leaves no room.
fn say(cx: &Material<'_>) -> [Figure; 2] {
    let rights = rights(cx.facts);
    let share = |name, label, answers: Vec<Option<bool>>| {
        let known: Vec<bool> = answers.iter().copied().flatten().collect();
        let figure = Figure::share(name, label, known.iter().filter(|yes| **yes).count(), known.len(), "decisions").better(Better::Neither);
        if answers.is_empty() { figure.without("no decisions are written down (decisions)") } else { figure }
    };
    [
        share("loose-decisions", "decisions left loose", rights.iter().map(|right| right.loose).collect()),
        share("teacher-held-decisions", "teachers decide", rights.iter().map(|right| right.teachers).collect()),
    ]
}

/// How many decisions are left out of “teachers decide”.
fn undecided(cx: &Material<'_>) -> Option<String> {
    let rights = rights(cx.facts);
    let open = rights.iter().filter(|right| right.teachers.is_none()).count();
    let are = if open == 1 { "is" } else { "are" };
    (open > 0).then(|| {
        format!("{open} of {} decisions {are} not assessed for “teachers decide”: no decider is named, or its family is not stated (decisions.ID.decider, roles.ID.family).", rights.len())
    })
}

fn losses(cx: &Material<'_>, all: &[Clarity]) -> Vec<Loss> {
    let asked = answers(&all.iter().collect::<Vec<_>>()).1 as f64;
    let mut losses = Vec::new();
    for case in all {
        for answer in &case.answers {
            if let Answer::NotMet((fault, span)) = answer {
                losses.push(Loss { item: address(cx, case), span: *span, why: reason(cx, case, fault), lost: 1.0 / asked });
            }
        }
    }
    losses
}

fn reason(cx: &Material<'_>, case: &Clarity, fault: &Fault) -> String {
    let of_duties = |failing: &[usize], one: &str, several: &str| {
        let all = cx.facts.work.positions_of(case.role).len();
        let names: Vec<&str> = failing.iter().map(|&at| cx.facts.work.duties[at].entry.id()).collect();
        let names = excerpt(&names.join(", "), 60);
        match (failing.len(), all) {
            (_, 1) => format!("its one duty {one} ({names})"),
            (1, all) => format!("1 of {all} duties {one} ({names})"),
            (some, all) => format!("{some} of {all} duties {several} ({names})"),
        }
    };
    match fault {
        Fault::NoPurpose => "states no purpose".to_owned(),
        Fault::NoDuties => "states no duties".to_owned(),
        Fault::NoOutcome(duties) => of_duties(duties, "states no outcome", "state no outcome"),
        Fault::NoShare(duties) => of_duties(duties, "states no share of time", "state no share of time"),
        Fault::NoSay => "no decision says what say it has".to_owned(),
        Fault::NothingAsked => "asks for no competency, so nothing says what is expected".to_owned(),
        Fault::Unobservable(competencies) => {
            let names: Vec<&str> = competencies.iter().map(|&at| cx.corpus.competencies[at].id()).collect();
            format!("nothing says what one would see of {}", excerpt(&names.join(", "), 60))
        }
        Fault::Vague(duties) => of_duties(duties, "could mean anything", "could mean anything"),
    }
}

fn words(unstated: Unstated) -> (&'static str, &'static str) {
    match unstated {
        Unstated::Duties => ("the role states no duties to ask about", "roles.ID.responsibilities"),
        Unstated::Does => ("a duty does not say what is done", "roles.ID.responsibilities.ID.does"),
        Unstated::Decisions => ("no decisions are written down", "decisions"),
    }
}
