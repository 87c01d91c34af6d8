//! The parts of `gaps` about people: what roles ask and what their holders have shown, and who could step up.
//! Counts by role and unit; no share of a handful of people, and nobody is ranked.

use crate::analysis::Facts;
use crate::analysis::asked_and_shown::{Against, Told, shown as all_shown};
use crate::analysis::next_rung::{Rung, rungs as all_rungs};
use crate::render::{Column, Document, Table};
use crate::report::several;

/// What roles ask for, and what the people who hold them have shown.
pub(super) fn shown(facts: &Facts<'_>, as_table: bool, document: &mut Document) {
    let (told, against) = all_shown(facts);
    if told.is_empty() {
        return;
    }
    document.heading(2, "What roles ask, and what people have shown");
    let assessed: usize = told.iter().map(|told| told.assessed).sum();
    let heads: Option<u32> = told.iter().map(|told| told.heads).sum();
    let of = heads.map_or_else(String::new, |heads| format!(" of {heads}"));
    document.paragraph(format!(
        "{assessed}{of} people in {} say under “has” what they have shown. The others are not assessed.",
        several(told.len(), "role that asks for competencies", "roles that ask for competencies")
    ));
    if as_table {
        document.table(short(facts, &against));
    } else {
        document.points(against.iter().filter(|one| one.all.has < one.all.assessed()).map(|one| point(facts, one)).collect());
    }
    if !against.is_empty() {
        document.aside(extent(&against));
    }
    silent(facts, &told, document);
}

fn extent(against: &[Against<'_>]) -> String {
    let pairs = several(against.len(), "pair of a role and a competency", "pairs of a role and a competency");
    let met = against.iter().filter(|one| one.all.has == one.all.assessed()).count();
    let few = "These are counts of people, and no shares: they are few.";
    if met == against.len() {
        return format!("In {pairs}, everybody assessed has shown what is asked. {few}");
    }
    format!(
        "Of {pairs}, the {} shown have somebody assessed who has not shown what is asked; in the other {met} everybody assessed has. “Not listed” may only mean that nobody wrote it down. {few}",
        against.len() - met
    )
}

fn short(facts: &Facts<'_>, against: &[Against<'_>]) -> Table {
    let mut table = Table::new(vec![
        Column::text("role"),
        Column::text("competency"),
        Column::text("asked at"),
        Column::number("assessed"),
        Column::number("shown"),
        Column::number("shown lower"),
        Column::number("not listed"),
        Column::text("not shown in"),
    ]);
    for one in against.iter().filter(|one| one.all.has < one.all.assessed()) {
        table.row([
            facts.corpus.roles[one.need.role].id().to_owned(),
            facts.corpus.competencies[one.need.competency].id().to_owned(),
            one.need.level().unwrap_or("any level").to_owned(),
            one.all.assessed().to_string(),
            one.all.has.to_string(),
            one.all.below.to_string(),
            one.all.not_listed.to_string(),
            short_in(facts, one),
        ]);
    }
    table
}

/// Units in which somebody assessed has less than is asked: `orchard-3-5 (1 of 1)`.
fn short_in(facts: &Facts<'_>, one: &Against<'_>) -> String {
    let units = one.units.iter().filter(|(_, count)| count.has < count.assessed());
    let places =
        units.map(|(unit, count)| format!("{} ({} of {})", facts.corpus.units[*unit].id(), count.assessed() - count.has, count.assessed()));
    places.collect::<Vec<_>>().join(", ")
}

fn point(facts: &Facts<'_>, one: &Against<'_>) -> (String, Vec<String>) {
    let role = facts.corpus.roles[one.need.role].id();
    let level = one.need.level().map_or_else(String::new, |level| format!(" at “{level}”"));
    let asked = format!("{role} asks for {}{level}", facts.corpus.competencies[one.need.competency].id());
    let mut counts = vec![format!("shown by {} of {} assessed", one.all.has, one.all.assessed())];
    counts.extend((one.all.below > 0).then(|| format!("at a lower level by {}", one.all.below)));
    counts.extend((one.all.not_listed > 0).then(|| format!("not listed by {}", one.all.not_listed)));
    (format!("{asked}: {}", counts.join(", ")), vec![format!("Not shown in {}", short_in(facts, one))])
}

/// Which roles are not, or not all, assessed.
fn silent(facts: &Facts<'_>, told: &[Told], document: &mut Document) {
    let not_all = told.iter().filter(|told| told.heads.is_none_or(|heads| (heads as usize) > told.assessed));
    let said: Vec<String> = not_all
        .map(|told| {
            let heads = told.heads.map_or_else(|| "an unstated number".to_owned(), |heads| heads.to_string());
            format!("{} ({} of {heads} assessed)", facts.corpus.roles[told.role].id(), told.assessed)
        })
        .collect();
    if !said.is_empty() {
        document.aside(format!("Not assessed in full, for want of units.ID.staff.ID.holders.ID.has: {}.", said.join(", ")));
    }
}

/// Who could fill which rung.
pub(super) fn rungs(facts: &Facts<'_>, as_table: bool, document: &mut Document) {
    let all = all_rungs(facts);
    if all.is_empty() || !facts.people.is_staffed() {
        return;
    }
    document.heading(2, "Who could step up");
    document.paragraph(
        "For each rung of a pathway above the first: who elsewhere has shown all that it asks, by role and code. Codes are in alphabetical order; nobody is ranked, and wanting to is not assessed.",
    );
    if as_table {
        let mut table = Table::new(vec![
            Column::text("rung"),
            Column::number("held by"),
            Column::number("competencies asked"),
            Column::number("ready"),
            Column::text("who"),
            Column::text("rung below"),
            Column::number("people there"),
            Column::number("assessed there"),
        ]);
        all.iter().for_each(|rung| table.row(row(facts, rung)));
        document.table(table);
    } else {
        document.points(all.iter().map(|rung| step(facts, rung)).collect());
    }
}

/// Those who are ready, by role: `team-lead tl-01, tl-04; novice-mentor nm-02`.
fn who(facts: &Facts<'_>, rung: &Rung<'_>) -> String {
    let by_role = rung.ready.iter().map(|(role, codes)| format!("{} {}", facts.corpus.roles[*role].id(), codes.join(", ")));
    by_role.collect::<Vec<_>>().join("; ")
}

fn below(facts: &Facts<'_>, rung: &Rung<'_>) -> String {
    rung.below.iter().map(|&role| facts.corpus.roles[role].id()).collect::<Vec<_>>().join(", ")
}

fn step(facts: &Facts<'_>, rung: &Rung<'_>) -> (String, Vec<String>) {
    let ready: usize = rung.ready.iter().map(|(_, codes)| codes.len()).sum();
    let held = rung.heads.map_or_else(|| "by an unstated number".to_owned(), |heads| format!("by {heads}"));
    let asks = several(rung.asks, "competency", "competencies");
    let answer = match (rung.asks, ready, rung.assessed) {
        (0, ..) => "not assessed: it asks for no competency (roles.ID.requires)".to_owned(),
        (_, 0, 0) => "not assessed: nobody on the rung below says what they have shown".to_owned(),
        (_, 0, _) => "nobody who is assessed has shown all of it".to_owned(),
        (_, n, _) => {
            format!("{} shown all of it: {}", if n == 1 { "1 person has".to_owned() } else { format!("{n} people have") }, who(facts, rung))
        }
    };
    let people = rung.people.map_or_else(|| "an unstated number".to_owned(), |people| people.to_string());
    (
        format!("{}: {answer}", facts.corpus.roles[rung.role].id()),
        vec![format!("Held {held}, asks for {asks}; assessed on the rung below ({}): {} of {people}", below(facts, rung), rung.assessed)],
    )
}

fn row(facts: &Facts<'_>, rung: &Rung<'_>) -> [String; 8] {
    let ready: usize = rung.ready.iter().map(|(_, codes)| codes.len()).sum();
    let unknown = rung.asks == 0 || (rung.ready.is_empty() && rung.assessed == 0);
    let number = |heads: Option<u32>| heads.map_or_else(String::new, |heads| heads.to_string());
    [
        facts.corpus.roles[rung.role].id().to_owned(),
        number(rung.heads),
        rung.asks.to_string(),
        if unknown { "not assessed".to_owned() } else { ready.to_string() },
        who(facts, rung),
        below(facts, rung),
        number(rung.people),
        rung.assessed.to_string(),
    ]
}
