//! Who carries what: roles × priorities, where the two sides disagree, what two roles both hold, and what nobody holds.

use super::Material;
use super::found::{by_rule, kept, met};
use crate::analysis::work::Duty;
use crate::model::{Collection, Loc};
use crate::render::{Column, Document, Table};
use crate::report::{at, listed, several};

/// Rows of a list that a page shows.
const SHOWN: usize = 30;

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
        crate::report::alignment::shown_matrix(material.audit, &material.alignment, document);
        two_sides(material, document);
    }
    overlaps(material, document);
    orphans(material, document);
}

/// Where plan and job descriptions disagree; agreement only where something was compared.
fn two_sides(material: &Material<'_>, document: &mut Document) {
    let rules = ["hidden-work", "unclaimed-work"];
    if by_rule(material, &rules, "Where plan and job descriptions disagree:", document) {
        return;
    }
    document.paragraph(match rules.map(|rule| met(material, rule)) {
        [0, 0] => "Whether plan and job descriptions agree is not assessed: too little is stated of one of the two (roles.ID.responsibilities.ID.serves, priorities.ID.actions.ID.raci).".to_owned(),
        [given, claimed] => format!(
            "Plan and job descriptions agree wherever both could be compared: {} found in a job description, and {} that the plan gives too.",
            several(given, "A or R is", "A and R are"),
            several(claimed, "duty claims work", "duties claim work")
        ),
    });
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
        document.lines(shared.iter().take(SHOWN).cloned());
        if shared.len() > SHOWN {
            document.aside(format!("The first {SHOWN} of {}.", shared.len()));
        }
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
    let mut carriers: Vec<Vec<String>> = vec![Vec::new(); corpus.duties.len()];
    for one in &material.facts.work.duties {
        if let Some(duty) = one.entry.value.duty.as_ref().and_then(|of| of.to) {
            carriers[duty.index()].push(corpus.roles[one.role].id().to_owned());
        }
    }
    let line = |duty: usize| {
        let roles = &carriers[duty];
        let loc = Loc::item(Collection::Duties, duty);
        (roles.len() > 1).then(|| format!("{}: {} ({}).", corpus.duties[duty].id(), listed(roles), at(material.audit, corpus.span_of(loc))))
    };
    (0..corpus.duties.len()).filter_map(line).collect()
}

/// Roles, priorities and duties that hang from nothing.
fn orphans(material: &Material<'_>, document: &mut Document) {
    document.heading(3, "Orphans");
    if material.alignment.priorities.is_empty() {
        document.paragraph("Whether roles and duties serve a priority is not assessed: no priority is active (priorities.ID.status).");
    } else {
        loose_duties(material, document);
    }
    let rules = ["orphan-priority", "orphan-role", "unserved-outcome", "unused-item"];
    let lines = kept(material, |finding| rules.contains(&finding.rule.id));
    let judged = met(material, "orphan-priority").min(met(material, "orphan-role"));
    if lines.is_empty() && judged > 0 {
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
fn loose_duties(material: &Material<'_>, document: &mut Document) {
    let corpus = &material.audit.corpus;
    let duties = &material.facts.work.duties;
    if duties.is_empty() {
        document.paragraph("Whether duties serve anything is not assessed: no role states a responsibility (roles.ID.responsibilities).");
        return;
    }
    let mut table = Table::new(vec![Column::text("Duty"), Column::text("Why"), Column::text("Place")]);
    let loose: Vec<(&Duty<'_>, &str)> = duties.iter().filter_map(|duty| Some((duty, loose(material, duty)?))).collect();
    for (duty, why) in loose.iter().take(SHOWN) {
        let id = format!("{}/{}", corpus.roles[duty.role].id(), duty.entry.id());
        table.row([id, (*why).to_owned(), at(material.audit, duty.span())]);
    }
    let core = duties.iter().filter(|duty| duty.is_core()).count();
    document.paragraph(format!(
        "Of {}, {} an active priority and {} core work that stands whatever the year's priorities; {} neither.",
        several(duties.len(), "responsibility", "responsibilities"),
        counted(duties.len() - core - loose.len(), "serves", "serve"),
        counted(core, "is", "are"),
        counted(loose.len(), "is", "are")
    ));
    document.table(table);
    if loose.len() > SHOWN {
        document.aside(format!("The first {SHOWN} of {}.", loose.len()));
    }
}

/// `1 serves`, `3 serve`, `none serves`.
fn counted(count: usize, one: &str, many: &str) -> String {
    match count {
        0 => format!("none {one}"),
        1 => format!("1 {one}"),
        n => format!("{n} {many}"),
    }
}
