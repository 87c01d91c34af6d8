//! Clarity against the vision: outcomes, the theory of action, and what is expected of each role.

use super::{Cx, NONE_ACTIVE, Named, Question, Theme, is_said, percent};
use crate::analysis::indicators::Answer;
use crate::analysis::indicators::clarity::clarity;
use crate::analysis::scores;
use crate::analysis::within::place;
use crate::audit::indicators;
use crate::model::{AssessmentKind, Collection, Loc, Priority};
use crate::text::excerpt;
use rustc_hash::FxHashSet;

pub(super) fn theme(cx: &Cx<'_>) -> Theme {
    Theme { title: "Clarity against the vision", questions: vec![outcomes(cx), theory(cx), expected(cx)] }
}

fn outcomes(cx: &Cx<'_>) -> Question {
    let priorities = cx.priorities();
    let mut pursued: Vec<Vec<&str>> = vec![Vec::new(); cx.corpus.outcomes.len()];
    for (_, priority) in &priorities {
        for outcome in priority.outcomes.iter().filter_map(|of| of.to) {
            let by = &mut pursued[outcome.index()];
            if by.last() != Some(&priority.id()) {
                by.push(priority.id());
            }
        }
    }
    Question::new(
        "outcomes",
        "For the sake of which learner outcome is each priority here, and could any teacher say so?",
        "A priority that nobody can trace to what learners should become is hard to defend when time runs short.",
        "Each priority names its outcome in words that teachers use; an outcome that nothing pursues is either taken up or said to wait.",
    )
    .counting(
        "Active priorities that name an outcome",
        priorities.iter(),
        |(_, priority)| !priority.outcomes.is_empty(),
        |(at, priority)| priority.outcomes.is_empty().then(|| cx.priority(*at, "names no outcome (priorities.ID.outcomes)")),
    )
    .counting(
        "Outcomes of the portrait that an active priority pursues",
        0..cx.corpus.outcomes.len(),
        |at| !pursued[*at].is_empty(),
        |at| {
            let by = &pursued[*at];
            let says = if by.is_empty() { "no active priority pursues it".to_owned() } else { format!("pursued by {}", by.join(", ")) };
            Some(cx.named(Loc::item(Collection::Outcomes, *at), says))
        },
    )
    .silent(cx.corpus.outcomes.is_empty(), "no portrait of a learner is written down", "outcomes")
    .silent(priorities.is_empty(), NONE_ACTIVE.0, NONE_ACTIVE.1)
}

/// Who is missing in a theory of action.
fn missing(priority: &Priority) -> Vec<&'static str> {
    let theory = priority.theory_of_action.as_ref();
    let said = [
        ("leaders", theory.and_then(|theory| theory.leaders.as_ref())),
        ("teachers", theory.and_then(|theory| theory.teachers.as_ref())),
        ("students", theory.and_then(|theory| theory.students.as_ref())),
    ];
    said.into_iter().filter(|(_, text)| !is_said(*text)).map(|(who, _)| who).collect()
}

fn theory(cx: &Cx<'_>) -> Question {
    let priorities = cx.priorities();
    Question::new(
        "theory",
        "If leaders do what they promise, what will teachers do differently, and what will students then do?",
        "A plan that skips a link asks people to hope that one thing leads to another.",
        "Each link is written so that somebody could see whether it happened; a link that nobody believes changes the actions.",
    )
    .counting(
        "Active priorities that say what leaders, teachers and students will do",
        priorities.iter(),
        |(_, priority)| missing(priority).is_empty(),
        |(at, priority)| match missing(priority).as_slice() {
            [] => None,
            who => Some(cx.priority(*at, format!("does not say what {} will do (priorities.ID.theory_of_action)", who.join(" and ")))),
        },
    )
    .silent(priorities.is_empty(), NONE_ACTIVE.0, NONE_ACTIVE.1)
}

fn expected(cx: &Cx<'_>) -> Question {
    let roles: Vec<_> = clarity(cx.facts).into_iter().filter(|case| cx.has_role(case.role)).collect();
    let answers = || roles.iter().flat_map(|case| &case.answers);
    let open = answers().filter(|answer| matches!(answer, Answer::NotAssessed(_))).count();
    let met = answers().filter(|answer| matches!(answer, Answer::Met)).count();
    let losses = indicators::one(cx.facts, "role-clarity").into_iter().flat_map(|one| one.losses);
    let mine: FxHashSet<String> = roles.iter().map(|case| cx.corpus.roles[case.role].address().to_string()).collect();
    let named = losses.filter(|loss| mine.contains(&loss.item)).map(|loss| Named { item: loss.item, says: loss.why, span: loss.span });
    let asked = felt(cx);
    Question::new(
        "expectations",
        "Does everybody know what is expected of them, how much time it may take, and what they may decide?",
        "People cannot do what they do not know is expected. What is written is a beginning; what people say when asked is the test.",
        "Descriptions gain the purpose, outcome, share of time or say that is missing, and people are asked whether they read them the same way.",
    )
    .counted("Facts that the descriptions of roles state, six asked of each", met, answers().count() - open, named.collect())
    .counted("Questions about role clarity that people were asked and whose answers are known", asked.len(), asked.len(), asked.clone())
    .open(open, "a fact could not be asked about: the role states no duties, or no decision is written down", "roles.ID.responsibilities")
    .silent(asked.is_empty(), "no survey asks people whether their role is clear to them", "assessments.ID.kind: role-clarity")
}

/// What people said when asked about their own role.
fn felt(cx: &Cx<'_>) -> Vec<Named> {
    let mut all = Vec::new();
    for (at, assessment) in cx.corpus.assessments.iter().enumerate() {
        let Some(range) = scores::range(assessment).filter(|_| scores::is_of(assessment, AssessmentKind::RoleClarity)) else { continue };
        if !cx.concerns(place(assessment.place.as_ref())) {
            continue;
        }
        for (nested, item) in assessment.items.iter().enumerate() {
            let Some(score) = item.value.score else { continue };
            let asks = item.value.asks.as_ref().map_or("", |asks| &*asks.value);
            let says = format!("“{}”: {} of the range", excerpt(asks, 90), percent(scores::share(score.value, range)));
            all.push(cx.named(Loc::item(Collection::Assessments, at).nested(nested), says));
        }
    }
    all
}
