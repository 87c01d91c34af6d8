//! What makes a teacher-leader role what it is, and nobody is said to decide.

use super::Ctx;
use crate::diag::{Case, Level, Reporter};
use crate::model::{Family, Role};
use crate::text::Span;

rule! {
    "ungoverned-feature", Decisions,
    "selection, coaches.max, release or stipend of a teacher-leader role is governed by no decision",
    cases: [Case::missing("ungoverned", Level::Advice)],
    thresholds: [],
    check
}

fn check(cx: &Ctx<'_>, out: &mut Reporter<'_>) {
    let rights = &cx.rights;
    for (at, role) in cx.corpus.roles.iter().enumerate() {
        let features = features(role);
        if features.is_empty() {
            continue;
        }
        let address = role.address();
        if cx.corpus.decisions.is_empty() {
            out.not_assessed(address, "the framework states no decisions", "decisions.ID.governs");
            continue;
        }
        let open: Vec<_> = features.into_iter().filter(|(field, _)| rights.governing(at, field).is_empty()).collect();
        if open.is_empty() {
            out.met();
            continue;
        }
        let names: Vec<&str> = open.iter().map(|(field, _)| *field).collect();
        let finding = out.report("ungoverned", role.span(), format!("no decision governs {} of {}", names.join(", "), role.id()));
        finding.item(address).help(format!(
            "Say who decides it and whether it is tight or loose: a decision with “governs: {}.{}”.",
            role.id(),
            names.first().copied().unwrap_or_default()
        ));
        for (field, span) in open {
            finding.related(span, format!("{field}, decided by nobody"));
        }
    }
}

/// The features that a teacher-leader role states, and where.
fn features(role: &Role) -> Vec<(&'static str, Span)> {
    if role.family.is_none_or(|family| family.value != Family::TeacherLeader) {
        return Vec::new();
    }
    let most = role.coaches.as_ref().and_then(|coaches| coaches.max);
    let stated = [
        ("selection", role.selection.first().map(|text| text.span)),
        ("coaches.max", most.map(|max| max.span)),
        ("release", role.release.map(|release| release.span)),
        ("stipend", role.stipend.map(|stipend| stipend.span)),
    ];
    stated.into_iter().filter_map(|(field, span)| Some((field, span?))).collect()
}
