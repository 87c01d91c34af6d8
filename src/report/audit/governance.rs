//! Who decides, and the committees that do.

use super::Material;
use super::annex::line;
use crate::audit::matrices;
use crate::audit::shown::Shown;
use crate::model::{Bounds, Committee, Constraint, Item, Ref, Stance, target};
use crate::render::{Column, Document, Table};
use crate::report::{figure, several};
use crate::text::Exact;

/// Decision rights: tight first, then loose, then those without a stance.
pub(super) fn who_decides(material: &Material<'_>, document: &mut Document) {
    let decisions = &material.audit.corpus.decisions;
    if decisions.is_empty() {
        return;
    }
    document.heading(2, "Who decides");
    let count = |stance: Stance| decisions.iter().filter(|d| d.stance.is_some_and(|s| s.value == stance)).count();
    document.paragraph(format!(
        "{}: {} held tightly, {} left loose, {} without a stance.",
        several(decisions.len(), "decision", "decisions"),
        count(Stance::Tight),
        count(Stance::Loose),
        decisions.iter().filter(|d| d.stance.is_none()).count()
    ));
    let levels = matrices::decisions(material.audit, &Shown::everything(false));
    document.table(crate::report::matrices::decision_counts(&levels));
    let mut table = Table::new(vec![
        Column::text("Question"),
        Column::text("Stance"),
        Column::text("Level"),
        Column::text("Decider"),
        Column::text("Must agree"),
        Column::text("Governs"),
        Column::text("Bounds"),
        Column::text("Limited by"),
    ]);
    let mut ordered: Vec<_> = decisions.iter().collect();
    ordered.sort_by_key(|decision| decision.stance.map_or(2, |stance| if stance.value == Stance::Tight { 0 } else { 1 }));
    for decision in ordered {
        let constraint = match &decision.constraint {
            Some(Constraint::Agreement(agreement)) => {
                agreement.agreement.as_ref().map_or("an agreement".into(), |which| which.value.to_string())
            }
            Some(Constraint::Kind(kind)) => kind.value.name().to_owned(),
            None => "–".into(),
        };
        table.row([
            decision.question.as_ref().map_or(decision.id(), |question| &question.value).to_owned(),
            decision.stance.map_or("–".into(), |stance| stance.value.name().to_owned()),
            decision.level.as_ref().map_or("–".into(), |level| level.value.to_string()),
            decision.decider.as_ref().map_or("–".into(), |decider| decider.text.to_string()),
            names(&decision.agrees),
            names(&decision.governs),
            decision.bounds.as_ref().map_or("–".into(), bounds),
            constraint,
        ]);
    }
    document.table(table);
    findings(material, "decisions", document);
}

fn names<K: target::To>(refs: &[Ref<K>]) -> String {
    if refs.is_empty() { "–".into() } else { refs.iter().map(|one| &*one.text).collect::<Vec<_>>().join(", ") }
}

fn bounds(bounds: &Bounds) -> String {
    if !bounds.choices.is_empty() {
        return bounds.choices.iter().map(|choice| &*choice.value).collect::<Vec<_>>().join(" or ");
    }
    match (&bounds.min, &bounds.max) {
        (Some(min), Some(max)) => format!("{} to {}", min.value, max.value),
        (Some(min), None) => format!("at least {}", min.value),
        (None, Some(max)) => format!("at most {}", max.value),
        (None, None) => "–".into(),
    }
}

/// The committees and their charters.
pub(super) fn committees(material: &Material<'_>, document: &mut Document) {
    let committees = &material.audit.corpus.committees;
    if committees.is_empty() {
        return;
    }
    document.heading(2, "Committees");
    let mut table = Table::new(vec![
        Column::text("Committee"),
        Column::text("Purpose"),
        Column::text("Chair"),
        Column::number("Seats"),
        Column::text("Decides"),
        Column::text("Advises on"),
        Column::text("Decides by"),
        Column::number("Minutes a month"),
    ]);
    for committee in committees {
        table.row(charter(committee));
    }
    document.table(table);
    let sittings = matrices::committees(material.audit, &Shown::everything(false));
    if !sittings.sitters.is_empty() {
        document.paragraph("Who sits where:");
        crate::report::matrices::shown_sittings(material.audit, &sittings, document);
        document.aside(crate::report::matrices::SITTING_LEGEND);
    }
    findings(material, "committees", document);
}

fn charter(committee: &Item<Committee>) -> Vec<String> {
    let seats: u32 = committee.seats.iter().map(|seat| seat.value.value.0).sum();
    let minutes: Vec<Exact> =
        committee.meets.iter().filter_map(|meeting| Some(Exact::from(meeting.per_month?.value) * meeting.minutes?.value)).collect();
    vec![
        committee.title.as_ref().map_or(committee.id(), |title| &title.value).to_owned(),
        committee.purpose.as_ref().map_or("not stated".into(), |purpose| purpose.value.trim().to_owned()),
        committee.chair.as_ref().map_or("–".into(), |chair| chair.text.to_string()),
        if committee.seats.is_empty() { "–".into() } else { seats.to_string() },
        names(&committee.decides),
        names(&committee.advises),
        committee.decides_by.map_or("–".into(), |by| by.value.name().to_owned()),
        if minutes.is_empty() { "–".into() } else { figure(minutes.into_iter().sum::<Exact>()) },
    ]
}

/// The open findings about items of one collection.
fn findings(material: &Material<'_>, collection: &str, document: &mut Document) {
    let found = material.findings_about(collection).map(line);
    document.lines(found);
}
