//! What a role decides, has a say in or is told, and where it sits.

use super::Material;
use crate::model::{Collection, Decision, List, Loc, Ref, Stance, target};
use crate::render::Document;
use crate::report::several;

/// Decision rights and seats.
pub(super) fn authority(material: &Material<'_, '_>, document: &mut Document) {
    let seats = seats(material);
    let seats = (!seats.is_empty()).then(|| ("Sits on".to_owned(), seats));
    let points: Vec<(String, Vec<String>)> = rights(material).into_iter().chain(seats).collect();
    if !points.is_empty() {
        document.heading(2, "Authority");
        document.points(points);
    }
}

fn rights(material: &Material<'_, '_>) -> Vec<(String, Vec<String>)> {
    let role = material.loc();
    type Says = fn(&Decision, Loc) -> bool;
    fn names(list: &List<Ref<target::Actor>>, role: Loc) -> bool {
        list.iter().any(|one| one.to == Some(role))
    }
    let kinds: [(&str, Says); 5] = [
        ("Decides", |decision, role| decision.decider.as_ref().and_then(|decider| decider.to) == Some(role)),
        ("Must agree", |decision, role| names(&decision.agrees, role)),
        ("Recommends", |decision, role| names(&decision.recommends, role)),
        ("Is asked", |decision, role| names(&decision.input, role)),
        ("Is told", |decision, role| names(&decision.informed, role)),
    ];
    let mut points = Vec::new();
    let naming = material.naming(Collection::Decisions);
    for (words, says) in kinds {
        let decisions = naming.iter().map(|&at| &material.audit.corpus.decisions[at]).filter(|decision| says(decision, role));
        let questions: Vec<String> = decisions.map(|decision| question(decision, decision.id())).collect();
        if !questions.is_empty() {
            points.push((words.to_owned(), questions));
        }
    }
    points
}

fn question(decision: &Decision, id: &str) -> String {
    let question = decision.question.as_ref().map_or(id, |question| question.value.trim());
    match decision.stance.map(|stance| stance.value) {
        Some(Stance::Tight) => format!("{question} (the same everywhere)"),
        Some(Stance::Loose) | None => question.to_owned(),
    }
}

fn seats(material: &Material<'_, '_>) -> Vec<String> {
    let role = material.loc();
    let committees = material.naming(Collection::Committees).into_iter().map(|at| (at, &material.audit.corpus.committees[at]));
    committees
        .filter_map(|(at, committee)| {
            let title = material.title(Loc::item(Collection::Committees, at));
            let chairs = committee.chair.as_ref().and_then(|chair| chair.to) == Some(role);
            let seats: u32 = committee.seats.iter().filter(|seat| seat.key.to == Some(role)).map(|seat| seat.value.value.0).sum();
            match (chairs, seats) {
                (true, _) => Some(format!("{title} (in the chair)")),
                (false, 0) => None,
                (false, seats) => Some(format!("{title} ({})", several(seats as usize, "seat", "seats"))),
            }
        })
        .collect()
}
