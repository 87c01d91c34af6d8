//! What a role does, and what it answers for.

use super::Material;
use crate::analysis::work::Duty;
use crate::model::{Collection, Loc};
use crate::render::Document;
use crate::report::figure;

/// Every duty with its outcome, what it serves and its time.
pub(super) fn duties(material: &Material<'_, '_>, document: &mut Document) {
    let duties: Vec<&Duty<'_>> = material.facts.work.duties_of(material.at).collect();
    if duties.is_empty() {
        return;
    }
    document.heading(2, "What it does");
    document.points(duties.into_iter().map(|duty| point(material, duty)).collect());
}

fn point(material: &Material<'_, '_>, duty: &Duty<'_>) -> (String, Vec<String>) {
    let does = duty.does.map_or_else(|| duty.entry.id().to_owned(), |does| does.value.trim().to_owned());
    let mut details = Vec::new();
    details.extend(duty.so_that.map(|outcome| format!("So that: {}", outcome.value.trim())));
    let serves: Vec<String> = duty.serves().filter_map(|work| work.to).map(|to| served(material, to)).collect();
    if !serves.is_empty() {
        details.push(format!("Serves: {}", serves.join("; ")));
    }
    let core = duty.is_core().then(|| "stands whatever the year's priorities".to_owned());
    let share = duty.entry.value.share.map(|share| format!("{} % of contract time", figure(share.value.0)));
    let rest: Vec<String> = [share, core].into_iter().flatten().collect();
    if !rest.is_empty() {
        details.push(rest.join(", "));
    }
    (does, details)
}

/// `Read to learn: weekly cycle` of a priority or one of its actions.
fn served(material: &Material<'_, '_>, to: Loc) -> String {
    let priority = material.title(to.whole());
    match to.nested_index() {
        None => priority,
        Some(index) => format!("{priority}: {}", action(material, to.index(), index)),
    }
}

fn action(material: &Material<'_, '_>, priority: usize, index: usize) -> String {
    let action = &material.audit.corpus.priorities[priority].actions[index];
    action.value.title.as_ref().map_or(action.id(), |title| &title.value).trim().to_owned()
}

/// The priorities it owns, and the actions of this year that it answers for or does.
pub(super) fn answers_for(material: &Material<'_, '_>, document: &mut Document) {
    let (corpus, role) = (&material.audit.corpus, material.loc());
    let mut points: Vec<(String, Vec<String>)> = Vec::new();
    let naming = material.naming(Collection::Priorities).into_iter().map(|at| (at, &corpus.priorities[at]));
    for (at, priority) in naming.filter(|(_, priority)| priority.is_active()) {
        let owns = priority.owner.as_ref().and_then(|owner| owner.to) == Some(role);
        let acts = material.facts.work.acts_of(at);
        let of = |letter: &str| -> Vec<String> {
            acts.iter().filter(|act| act.gives(letter, role)).map(|act| action(material, at, act.index)).collect()
        };
        let mut details = Vec::new();
        for (letter, words) in [("A", "Answers for"), ("R", "Does"), ("C", "Is asked beforehand about"), ("I", "Is told about")] {
            details.extend(of(letter).into_iter().map(|what| format!("{words}: {what}")));
        }
        if owns || !details.is_empty() {
            let title = corpus.title_of(Loc::item(Collection::Priorities, at));
            points.push((if owns { format!("{title} (owns it)") } else { title.to_owned() }, details));
        }
    }
    if !points.is_empty() {
        document.heading(2, "What it answers for this year");
        document.points(points);
    }
}
