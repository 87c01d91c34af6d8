//! What there is to stand on: strengths, enabling conditions, readiness, and where to begin.

use super::{Cx, NONE_ACTIVE, Named, Question, Theme, percent};
use crate::analysis::asked_and_shown::{listed, shown};
use crate::analysis::entry_points::EntryPoints;
use crate::analysis::indicators::FEW;
use crate::analysis::scores::{self, Newest};
use crate::analysis::within::place;
use crate::model::{Assessment, AssessmentItem, AssessmentKind, Collection, ConditionStatus, Entry, Id, Item, Loc};
use crate::text::excerpt;

/// A question of an assessment that tells how things stand.
struct Asked<'a> {
    loc: Loc,
    assessment: &'a Item<Assessment>,
    entry: &'a Entry<Id, AssessmentItem>,
}

impl Asked<'_> {
    fn quoted(&self) -> String {
        self.entry.value.asks.as_ref().map_or(String::new(), |asks| format!("“{}”", excerpt(asks, 90)))
    }

    /// Where its score stands in the range of its assessment.
    fn share(&self) -> Option<f64> {
        Some(scores::share(self.entry.value.score?.value, scores::range(self.assessment)?)).filter(|share| (0.0..=1.0).contains(share))
    }

    fn status(&self) -> Option<ConditionStatus> {
        self.entry.value.status.map(|status| status.value)
    }

    /// What people wrongly believe, as the answers show.
    fn belief(&self) -> String {
        let belief = self.entry.value.misconception.as_ref();
        belief.map_or(String::new(), |belief| format!(". Misunderstood: {}", excerpt(belief, 140)))
    }

    fn note(&self) -> String {
        let note = self.entry.value.common.as_ref().and_then(|common| common.note.as_ref());
        note.map_or(String::new(), |note| format!(". Note: {}", excerpt(note, 120)))
    }
}

/// The questions of a kind in the newest assessments that concern the unit.
fn asked<'a>(cx: &Cx<'a>, kind: AssessmentKind) -> Vec<Asked<'a>> {
    let own = cx.corpus.assessments.iter().enumerate().filter(|(_, one)| scores::is_of(one, kind));
    let newest = Newest::of(own.clone().map(|(_, one)| -> &Assessment { one }), cx.facts.as_of, |one| topics(one));
    let mut all = Vec::new();
    for (at, assessment) in own.filter(|(_, one)| cx.concerns(place(one.place.as_ref()))) {
        for (nested, entry) in assessment.items.iter().enumerate() {
            if newest.judge(assessment, topic(&entry.value)).is_ok() {
                all.push(Asked { loc: Loc::item(Collection::Assessments, at).nested(nested), assessment, entry });
            }
        }
    }
    all
}

fn topics(assessment: &Assessment) -> Vec<&str> {
    assessment.items.iter().map(|entry| topic(&entry.value)).collect()
}

/// What a question is about: its dimension, else its entry point.
fn topic(item: &AssessmentItem) -> &str {
    let dimension = item.dimension.as_ref().map(|dimension| &*dimension.value);
    dimension.unwrap_or_else(|| item.entry_point.map_or("", |point| point.value.name()))
}

pub(super) fn strengths(cx: &Cx<'_>) -> Theme {
    let said = asked(cx, AssessmentKind::Strength);
    let (_, against) = shown(cx.facts);
    let people: Vec<(usize, usize, Named)> = against
        .iter()
        .filter_map(|one| {
            let counts = one.units.iter().filter(|(unit, _)| cx.has_unit(*unit)).map(|(_, count)| count);
            let (has, of) = counts.fold((0, 0), |sum, count| (sum.0 + count.has, sum.1 + count.assessed()));
            let loc = Loc::item(Collection::Competencies, one.need.competency);
            let role = cx.corpus.roles[one.need.role].id();
            (of > 0).then(|| (has, of, cx.named_at(loc, one.need.span(), format!("{has} of {of} holders of {role} have shown it"))))
        })
        .collect();
    let posts = cx.facts.people.posts.iter().filter(|post| cx.has_unit(post.unit));
    let listing = posts.map(|post| listed(cx.facts, post).count()).sum::<usize>();
    let few = listing > 0 && listing < FEW;
    let (has, of) = people.iter().fold((0, 0), |sum, one| (sum.0 + one.0, sum.1 + one.1));
    let question = Question::new(
        "build-on",
        "What already goes well here that a change could stand on?",
        "A change is easier to carry where people already do part of it well. A list of faults says where to look, and not with whom.",
        "The first action builds on a named strength, and the people behind it are asked first.",
    )
    .counting(
        "Strengths that people were asked about and that have a score",
        said.iter(),
        |one| one.share().is_some(),
        |one| one.share().map(|share| cx.named(one.loc, format!("{}: {} of the range{}", one.quoted(), percent(share), one.note()))),
    )
    .counted(
        "Asked of people who have listed what they have shown, and shown by them (counted for each competency)",
        has,
        if few { 0 } else { of },
        // Of fewer, a count would be about persons.
        people.into_iter().filter(|(_, of, _)| *of >= FEW).map(|(_, _, named)| named).collect(),
    )
    .silent(said.is_empty(), "no assessment asks what is strong already", "assessments.ID.kind: strength")
    .silent(
        few,
        "fewer than four people have listed what they have shown, and a count would be about persons",
        "units.ID.staff.ID.holders.ID.has",
    )
    .silent(listing == 0, "nobody has listed what they have shown", "units.ID.staff.ID.holders.ID.has");
    Theme { title: "Strengths", questions: vec![question] }
}

pub(super) fn conditions(cx: &Cx<'_>) -> Theme {
    Theme { title: "Enabling conditions", questions: vec![in_place(cx), waiting(cx), ready(cx)] }
}

fn word(status: ConditionStatus) -> &'static str {
    match status {
        ConditionStatus::InPlace => "in place",
        ConditionStatus::Partial => "there in part",
        ConditionStatus::Absent => "absent",
    }
}

fn in_place(cx: &Cx<'_>) -> Question {
    let all = asked(cx, AssessmentKind::Condition);
    let stated = all.iter().filter(|one| one.status().is_some());
    let held = || all.iter().filter(|one| one.status() == Some(ConditionStatus::InPlace));
    let used = |one: &Asked<'_>| one.entry.value.leveraged.map(|used| used.value);
    Question::new(
        "in-place",
        "What must be true before this can work, and is it?",
        "Good work fails for want of an hour in the timetable. What is missing is cheaper to mend before the start than to explain afterwards.",
        "What is absent becomes an action with a name behind it, or the plan is changed to do without; what is there is used.",
    )
    .counting(
        "Conditions in place",
        stated,
        |one| one.status() == Some(ConditionStatus::InPlace),
        |one| {
            let status = one.status().filter(|status| *status != ConditionStatus::InPlace)?;
            Some(cx.named(one.loc, format!("{}: {}{}", word(status), one.quoted(), one.note())))
        },
    )
    .counting(
        "Conditions in place of which people make use",
        held().filter(|one| used(one).is_some()),
        |one| used(one) == Some(true),
        |one| (used(one) == Some(false)).then(|| cx.named(one.loc, format!("nobody makes use of it: {}{}", one.quoted(), one.note()))),
    )
    .open(all.iter().filter(|one| one.status().is_none()).count(), "a condition does not say whether it holds", "assessments.ID.items.ID.status")
    .open(
        held().filter(|one| used(one).is_none()).count(),
        "a condition in place does not say whether people make use of it",
        "assessments.ID.items.ID.leveraged",
    )
    .silent(all.is_empty(), "no assessment says which conditions are in place", "assessments.ID.kind: condition")
}

fn waiting(cx: &Cx<'_>) -> Question {
    let priorities = cx.priorities();
    let mut named: Vec<(bool, Named)> = Vec::new();
    let mut open = 0;
    for (at, priority) in &priorities {
        for on in priority.depends_on.iter() {
            let Some(to) = on.to.filter(|to| to.collection() == Collection::Assessments) else { continue };
            for (nested, entry) in cx.corpus.assessments[to.index()].items.iter().enumerate() {
                if to.nested_index().is_some_and(|only| only != nested) {
                    continue;
                }
                let Some(status) = entry.value.status else {
                    open += 1;
                    continue;
                };
                let holds = status.value == ConditionStatus::InPlace;
                let says = format!("waits for {}, which is {}", entry.id(), word(status.value));
                let loc = Loc::item(Collection::Priorities, *at);
                named.push((holds, cx.named_at(loc, on.span, says)));
            }
        }
    }
    Question::new(
        "waiting",
        "Which of our promises waits for something that is not there yet?",
        "A priority that rests on a condition in part or absent starts late, whatever its dates say.",
        "Its start moves, or making the condition true becomes its first action.",
    )
    .counting(
        "Active priorities that name the conditions they depend on",
        priorities.iter(),
        |(_, priority)| !priority.depends_on.is_empty(),
        |(at, priority)| priority.depends_on.is_empty().then(|| cx.priority(*at, "names none (priorities.ID.depends_on)")),
    )
    .counting(
        "Conditions that a priority depends on and that are in place",
        named.iter(),
        |(holds, _)| *holds,
        |(holds, named)| (!holds).then(|| named.clone()),
    )
    .open(open, "a condition that a priority depends on does not say whether it holds", "assessments.ID.items.ID.status")
    .silent(priorities.is_empty(), NONE_ACTIVE.0, NONE_ACTIVE.1)
}

fn ready(cx: &Cx<'_>) -> Question {
    let all = asked(cx, AssessmentKind::Readiness);
    let scored = all.iter().filter(|one| one.share().is_some()).count();
    let question = Question::new(
        "ready",
        "Are people ready, and did enough of them answer to speak for the others?",
        "A survey speaks for those who answered it. What the others think is not known.",
        "The lowest answer is talked about with the people who gave it, before more is asked of them.",
    )
    .counting(
        "Questions of readiness surveys with a score",
        all.iter(),
        |one| one.share().is_some(),
        |one| one.share().map(|share| cx.named(one.loc, format!("{}: {} of the range{}", one.quoted(), percent(share), one.belief()))),
    );
    let mut surveys: Vec<usize> = all.iter().map(|one| one.loc.index()).collect();
    surveys.dedup();
    let mut silent = 0;
    let question = surveys.iter().fold(question, |question, &at| {
        let survey = &cx.corpus.assessments[at];
        match (survey.responses, survey.invited.filter(|invited| invited.value.0 > 0)) {
            (Some(answers), Some(invited)) => {
                let loc = Loc::item(Collection::Assessments, at);
                let taken = survey.taken.map_or("on a day not stated".to_owned(), |taken| format!("on {}", taken.value));
                let named = cx.named(loc, format!("taken {taken}"));
                question.counted("People who answered, of those asked", answers.value.0 as usize, invited.value.0 as usize, vec![named])
            }
            _ => {
                silent += 1;
                question
            }
        }
    });
    question
        .open(silent, "a survey does not say how many were asked and how many answered", "assessments.ID.invited")
        .open(all.len() - scored, "a question of a readiness survey has no score within a range", "assessments.ID.items.ID.score")
        .silent(all.is_empty(), "nobody was asked whether people are ready", "assessments.ID.kind: readiness")
}

pub(super) fn entry(cx: &Cx<'_>) -> Theme {
    let priorities = cx.priorities();
    let points = EntryPoints::of(cx.facts, cx.unit);
    let needs: Vec<Named> = points
        .entries
        .iter()
        .filter_map(|entry| {
            let first = entry.need.answers.first()?;
            let n = entry.need.answers.len();
            let need = percent(entry.need.ratio().value()?);
            let says = format!("{}: need {need} of the range, n {n}", entry.point.name());
            Some(cx.named(first.question, says))
        })
        .collect();
    let known = needs.len();
    let question = Question::new(
        "begin",
        "Where do we begin, and why there rather than elsewhere?",
        "Everything cannot be first. A beginning where need, strength and conditions meet has most to stand on.",
        "One entry point is chosen and the reason written down; another is said to wait, and for what. “rolewright entry” sets the three factors side by side.",
    )
    .counting(
        "Active priorities that name where they begin",
        priorities.iter(),
        |(_, priority)| priority.entry_point.is_some(),
        |(at, priority)| {
            let says = priority.entry_point.map_or("names no entry point (priorities.ID.entry_point)", |point| point.value.name());
            let named = cx.priority(*at, says);
            Some(Named { span: priority.entry_point.map_or(named.span, |point| point.span), ..named })
        },
    )
    .counted("Entry points whose need somebody has assessed", known, if known > 0 { points.entries.len() } else { 0 }, needs)
    .silent(known == 0, "no assessment says how great the need is at any entry point", "assessments.ID.kind: need")
    .silent(priorities.is_empty(), NONE_ACTIVE.0, NONE_ACTIVE.1);
    Theme { title: "Entry points", questions: vec![question] }
}
