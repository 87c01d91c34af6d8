//! What several rules say alike: of whom they speak, and what they assume.

use super::Ctx;
use crate::analysis::time::{Basis, Coached, Week};
use crate::diag::Finding;
use crate::model::{Item, Role};
use crate::text::figure::short;
use crate::text::listed;

/// `team-lead in alder`, `it-1 in north and south`.
pub(super) fn who(cx: &Ctx<'_>, name: &str, posts: &[usize]) -> String {
    let mut units: Vec<&str> = posts.iter().map(|&at| cx.corpus.units[cx.facts.people.posts[at].unit].id()).collect();
    units.dedup();
    format!("{name} in {}", listed(&units))
}

/// Says that the hours of a week rest on a number of people that nobody counted, where they do; the finding weighs less.
pub(super) fn assume(cx: &Ctx<'_>, finding: &mut Finding, role: &Item<Role>, week: &Week) {
    if let Some(coached) = week.assumed() {
        assume_people(cx, finding, role, coached);
    }
}

/// Says that a number of people is the role's own, and that nobody is listed, where it is; the finding weighs less.
pub(super) fn assume_people(cx: &Ctx<'_>, finding: &mut Finding, role: &Item<Role>, coached: Coached) {
    let what = match coached.basis {
        Basis::Counted => return,
        Basis::Maximum => "limit",
        Basis::Minimum => "minimum",
    };
    let title = role.title.as_ref().map_or(role.id(), |title| &title.value);
    finding.assuming(&format!(
        "assuming {} {} (the role’s {what}), because nobody is listed as coached by {title}; add `coached_by`",
        short(coached.people, 1),
        coached_people(cx, role)
    ));
}

/// What those are called whom a role coaches: `teachers`, where all teach.
fn coached_people(cx: &Ctx<'_>, role: &Role) -> &'static str {
    use crate::model::Family::{Teacher, TeacherLeader};
    let mut coached = role.coaches.iter().flat_map(|coaches| coaches.roles.iter()).filter_map(|named| cx.corpus.role(named.to)).peekable();
    let any = coached.peek().is_some();
    let teach = coached.all(|role| role.family.is_some_and(|family| matches!(family.value, Teacher | TeacherLeader)));
    if any && teach { "teachers" } else { "people" }
}
