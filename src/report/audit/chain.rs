//! The chain of a priority from the first level to the last, as steps that a page can draw. Knows no findings.

use super::Material;
use crate::analysis::chain::{Chain, How};
use crate::model::{Collection, Loc};
use crate::render::{Document, Joint, Step};
use crate::report::several;

/// Who is engaged at each level, and what joins a level to the next.
pub(super) fn drawn(material: &Material<'_>, priority: usize, document: &mut Document) {
    let Some(chain) = Chain::of(&material.facts, priority) else {
        document.aside("From level to level: not assessed, because fewer than two levels have roles (roles.ID.level would unlock it).");
        return;
    };
    let (linked, pairs) = (chain.linked(), chain.joints.len());
    document.paragraph(format!(
        "From level to level: of {}, {linked} {} joined by reporting or coaching between roles that have a part in it.",
        several(pairs, "pair of adjacent levels", "pairs of adjacent levels"),
        if linked == 1 { "is" } else { "are" }
    ));
    let step = |(at, step): (usize, &crate::analysis::chain::Step)| Step {
        name: step.level.clone(),
        inside: step.roles.iter().map(|&role| format!("{} ({})", material.title(role), part(material, priority, role))).collect(),
        empty: "nobody has a part in it",
        next: chain.joints.get(at).map(|joint| said(material, joint.by)),
    };
    document.steps(chain.steps.iter().enumerate().map(step).collect());
}

fn said(material: &Material<'_>, by: Option<(usize, usize)>) -> Joint {
    let Some((upper, lower)) = by else { return Joint { holds: false, says: "not joined".to_owned() } };
    let (above, below) = (material.title(upper), material.title(lower));
    let says = match How::of(&material.audit.corpus, (upper, lower)) {
        How::Reports => format!("{below} reports to {above}"),
        How::Supported => format!("{below} is supported by {above}"),
        How::Coaches => format!("{above} coaches {below}"),
    };
    Joint { holds: true, says }
}

/// What a role has to do with it: `owner, A, R`; where it is not in the plan, its own responsibilities.
fn part(material: &Material<'_>, priority: usize, role: usize) -> String {
    let me = Loc::item(Collection::Roles, role);
    let owns = material.audit.corpus.priorities[priority].owner.as_ref().is_some_and(|owner| owner.to == Some(me));
    let holds = |letter: &&str| material.facts.work.acts_of(priority).iter().any(|act| act.gives(letter, me));
    let mut parts: Vec<&str> = owns.then_some("owner").into_iter().collect();
    parts.extend(["A", "R"].iter().filter(|letter| holds(letter)));
    if parts.is_empty() { "by its own duties".to_owned() } else { parts.join(", ") }
}
