//! Who carries what: roles × priorities, where the two sides disagree, what two roles both hold, and what nobody holds.

use super::Material;
use super::found::{by_rule, kept, met};
use crate::analysis::work::Duty;
use crate::model::{Collection, Loc};
use crate::render::{Column, Document, Table};
use crate::report::{at, listed, several};

/// The chapter.
pub(super) fn who_carries_what(material: &Material<'_>, document: &mut Document) {
    if material.audit.corpus.roles.is_empty() {
        return;
    }
    document.heading(2, "Who carries what");
    if material.alignment.priorities.is_empty() {
        document.paragraph("No priority is active, so there is nothing to carry yet (priorities.ID.status).");
    } else {
        document.paragraph("O owns the priority; A answers for, R does, C is consulted on, I is informed of one of its actions; the number counts the role's responsibilities that serve it; ! work the plan gives and the role does not mention; ? work the role claims and the plan does not give; · nothing on either side.");
        document.table(crate::report::alignment::matrix(material.audit, &material.alignment));
        let disagree = by_rule(material, &["hidden-work", "unclaimed-work"], "Where plan and job descriptions disagree:", document);
        if !disagree {
            document.paragraph("Plan and job descriptions agree, as far as both say anything.");
        }
    }
    overlaps(material, document);
    orphans(material, document);
}

/// Work or authority that two hold.
fn overlaps(material: &Material<'_>, document: &mut Document) {
    document.heading(3, "Overlaps");
    document.lines(compared(material));
    let rules = ["not-one-accountable", "duplicate-duty", "overlapping-mandate", "stance-conflict", "crowded-row"];
    if !by_rule(material, &rules, "Held by two, without saying who does which part:", document) {
        document.paragraph("No overlap was found in what could be assessed.");
    }
    let shared = shared_on_purpose(material);
    if !shared.is_empty() {
        document.paragraph("Shared on purpose: duties that are written once and that several roles carry.");
        document.lines(shared);
    }
}

/// What was compared, so that “none” has a size.
fn compared(material: &Material<'_>) -> Vec<String> {
    let mut lines = Vec::new();
    match met(material, "duplicate-duty") {
        0 => {}
        1 => lines.push("1 duty was compared with those of other roles, and reads like none of them.".to_owned()),
        n => lines.push(format!("{n} duties were compared with those of other roles, and read like none of them.")),
    }
    match met(material, "not-one-accountable") {
        0 => {}
        1 => lines.push("1 action has exactly one who answers for it.".to_owned()),
        n => lines.push(format!("{n} actions have exactly one who answers for each.")),
    }
    lines
}

fn shared_on_purpose(material: &Material<'_>) -> Vec<String> {
    let corpus = &material.audit.corpus;
    let carriers = |duty: usize| -> Vec<String> {
        let loc = Loc::item(Collection::Duties, duty);
        let carry = |one: &&Duty<'_>| one.entry.value.duty.as_ref().and_then(|of| of.to) == Some(loc);
        material.facts.work.duties.iter().filter(carry).map(|one| corpus.roles[one.role].id().to_owned()).collect()
    };
    let line = |duty: usize| {
        let roles = carriers(duty);
        let loc = Loc::item(Collection::Duties, duty);
        (roles.len() > 1)
            .then(|| format!("{}: {} ({}).", corpus.duties[duty].id(), listed(&roles), at(material.audit, corpus.span_of(loc))))
    };
    (0..corpus.duties.len()).filter_map(line).collect()
}

/// Roles, priorities and duties that hang from nothing.
fn orphans(material: &Material<'_>, document: &mut Document) {
    document.heading(3, "Orphans");
    let (table, words) = loose_duties(material);
    if let Some(words) = words {
        document.paragraph(words);
    }
    document.table(table);
    let rules = ["orphan-priority", "orphan-role", "unserved-outcome", "unused-item"];
    let lines = kept(material, |finding| rules.contains(&finding.rule.id));
    if lines.is_empty() {
        document.paragraph(
            "Every active priority is served by somebody's duties, and every role serves one or has core work, in what could be assessed.",
        );
    }
    document.lines(lines);
}

/// Why a duty is for none of this year's priorities.
fn loose(material: &Material<'_>, duty: &Duty<'_>) -> Option<&'static str> {
    if duty.is_core() {
        return None;
    }
    let served: Vec<Loc> = duty.serves().filter_map(|work| work.to).collect();
    let active = |to: &Loc| material.audit.corpus.priorities[to.index()].is_active();
    match (served.is_empty(), served.iter().any(active)) {
        (true, _) => Some("serves nothing, and is not marked as core"),
        (_, false) => Some("serves only priorities that are not active"),
        _ => None,
    }
}

/// Duties that are for no active priority and stand for no core, and how many of how many.
fn loose_duties(material: &Material<'_>) -> (Table, Option<String>) {
    let corpus = &material.audit.corpus;
    let duties = &material.facts.work.duties;
    let mut table = Table::new(vec![Column::text("Duty"), Column::text("Why"), Column::text("Place")]);
    for duty in duties {
        if let Some(why) = loose(material, duty) {
            let id = format!("{}/{}", corpus.roles[duty.role].id(), duty.entry.id());
            table.row([id, why.to_owned(), at(material.audit, duty.span())]);
        }
    }
    if duties.is_empty() {
        return (
            table,
            Some("Whether duties serve anything is not assessed: no role states a responsibility (roles.ID.responsibilities).".into()),
        );
    }
    let core = duties.iter().filter(|duty| duty.is_core()).count();
    let rest = match table.rows.len() {
        0 => "every other one serves an active priority".to_owned(),
        1 => "1 is for neither".to_owned(),
        loose => format!("{loose} are for neither"),
    };
    let words = format!(
        "Of {}, {core} are core work that stands whatever the year's priorities; {rest}.",
        several(duties.len(), "responsibility", "responsibilities")
    );
    (table, Some(words))
}
