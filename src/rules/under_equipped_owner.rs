//! An owner who is asked for less than the work needs.

use super::Ctx;
use crate::analysis::demands::{self, Cover, Demand};
use crate::analysis::work::Act;
use crate::diag::{Case, Level, Reporter};
use crate::model::{Item, Loc, Priority};

rule! {
    "under-equipped-owner", Alignment,
    "an action requires a competency that the owner's role does not ask for, or asks for at a lower level",
    cases: [Case::new("lacks", Level::Warning), Case::new("lower-level", Level::Warning)],
    thresholds: [],
    check
}

/// Something that an action needs, and how far the owner's role covers it.
struct Need<'a> {
    act: &'a Act<'a>,
    demand: Demand<'a>,
    cover: Cover,
}

fn check(cx: &Ctx<'_>, out: &mut Reporter<'_>) {
    for (at, priority) in cx.facts.work.active() {
        let address = priority.address();
        let owner = priority.owner.as_ref().and_then(|owner| owner.to).map(Loc::index);
        let Some(owner) = owner else {
            out.not_assessed(address, "the priority has no owner", "priorities.ID.owner");
            continue;
        };
        let needs = needs(cx, at, owner);
        if needs.is_empty() {
            out.not_assessed(address, "no action says what it requires", "priorities.ID.actions.ID.requires");
        } else if demands::of_role(cx.facts, owner).is_empty() {
            out.not_assessed(address, "the owner's role does not say what it requires", "roles.ID.requires");
        } else if needs.iter().any(|need| matches!(need.cover, Cover::Absent | Cover::Lower)) {
            report(cx, priority, owner, &needs, out);
        } else if needs.iter().any(|need| need.cover == Cover::Unknown) {
            out.not_assessed(address, "the levels cannot be compared", "roles.ID.requires.ID.at");
        } else {
            out.met();
        }
    }
}

/// What the actions of a priority need, each competency and level once.
fn needs<'a>(cx: &Ctx<'a>, priority: usize, owner: usize) -> Vec<Need<'a>> {
    let asked = demands::of_role(cx.facts, owner);
    let mut all: Vec<Need<'a>> = Vec::new();
    for act in cx.facts.work.acts_of(priority) {
        for demand in act.entry.value.requires.iter().flat_map(demands::stated) {
            all.push(Need { act, demand, cover: demands::cover(cx.corpus, &asked, &demand) });
        }
    }
    all.sort_by_key(|need| (need.demand.competency, need.demand.at, need.act.index));
    all.dedup_by_key(|need| (need.demand.competency, need.demand.at));
    all
}

fn report(cx: &Ctx<'_>, priority: &Item<Priority>, owner: usize, needs: &[Need<'_>], out: &mut Reporter<'_>) {
    let (Some(place), role) = (priority.owner.as_ref(), &cx.corpus.roles[owner]) else { return };
    let short: Vec<&Need<'_>> = needs.iter().filter(|need| matches!(need.cover, Cover::Absent | Cover::Lower)).collect();
    let lacks = short.iter().any(|need| need.cover == Cover::Absent);
    let asked = demands::of_role(cx.facts, owner);
    let words: Vec<String> = short.iter().map(|need| in_words(cx, need, &asked)).collect();
    let message = format!("{} owns {}, whose actions require more than its role asks for: {}", role.id(), priority.id(), words.join("; "));
    let finding = out.report(if lacks { "lacks" } else { "lower-level" }, place.span, message);
    finding.item(priority.address());
    for need in short {
        finding.related(need.demand.span, format!("“{}” requires it", need.act.entry.id()));
    }
    finding.related(role.span(), "the owner's role");
    finding.help("Add it under “requires” to the owner's role and help its holders learn it, or give the priority to a role that already asks for it.");
}

/// `early-reading at “leading” (the role asks for “practising”)`.
fn in_words(cx: &Ctx<'_>, need: &Need<'_>, asked: &[Demand<'_>]) -> String {
    let quoted = |level: &str| format!("“{}”", crate::text::excerpt(level, 60));
    let level = need.demand.at.map_or_else(String::new, |at| format!(" at {}", quoted(at)));
    let same = asked.iter().filter(|one| one.competency == need.demand.competency);
    let stated: Vec<String> = same.filter_map(|one| one.at).map(quoted).collect();
    let instead = if stated.is_empty() { "does not ask for it".to_owned() } else { format!("asks for {}", stated.join(", ")) };
    format!("{}{level} (the role {instead})", cx.corpus.competencies[need.demand.competency].id())
}
