//! What a change brings, in words: findings, work that lost somebody, load, who is touched, who has to agree.

use super::{at, figure, indicators, several};
use crate::audit::Audit;
use crate::audit::change::{Affected, Approval, Comparison, Full, LoadChange, Loss, Lost, Why};
use crate::audit::indicators::Figure;
use crate::diag::Level;
use crate::model::{Collection, Loc, Stance};
use crate::render::{Column, Table};
use crate::text::figure::percent;
use crate::text::listed;

/// Units named in a cell; more are only counted.
const UNITS: usize = 2;
/// Fields named in a sentence before they are only counted.
const FIELDS: usize = 6;

pub(crate) type Points = Vec<(String, Vec<String>)>;

/// `2 new findings, 1 settled, 40 as before`.
pub(crate) fn findings_in_short(comparison: &Comparison<'_>) -> String {
    let found = &comparison.findings;
    let decided = match found.decided.len() {
        0 => String::new(),
        n => format!(", {n} now left open by decision"),
    };
    format!(
        "{}, {} settled{decided}, {} as before",
        several(found.new.len(), "new finding", "new findings"),
        found.fixed.len(),
        found.unchanged.len()
    )
}

/// Findings that are new, gravest first, with their place and what would put them right.
pub(crate) fn new_findings(comparison: &Comparison<'_>) -> Points {
    let mut order = comparison.findings.new.clone();
    let findings = &comparison.head.outcome.findings;
    order.sort_by_key(|&at| std::cmp::Reverse(findings[at].level));
    order.into_iter().map(|at| finding(comparison.head, at, true)).collect()
}

/// Findings that are gone.
pub(crate) fn fixed_findings(comparison: &Comparison<'_>) -> Points {
    comparison.findings.fixed.iter().map(|&at| finding(comparison.base, at, false)).collect()
}

/// A finding, its place and its rule, and what would put it right.
pub(crate) fn finding(audit: &Audit, number: usize, with_help: bool) -> (String, Vec<String>) {
    let finding = &audit.outcome.findings[number];
    let place = finding.span.map_or_else(|| finding.file.clone().unwrap_or_default(), |span| at(audit, span));
    let mut details = vec![format!("{place} · {}", finding.rule.id)];
    details.extend(finding.help.clone().filter(|_| with_help));
    (format!("{}: {}", super::change::capital(finding.level.name()), finding.message), details)
}

/// `1 error and 2 warnings` among the new findings.
pub(crate) fn new_by_level(comparison: &Comparison<'_>) -> String {
    let count = |level| comparison.findings.new.iter().filter(|&&at| comparison.head.outcome.findings[at].level == level).count();
    let parts: Vec<String> =
        Level::ALL.into_iter().map(|level| (level, count(level))).filter(|(_, n)| *n > 0).map(|(level, n)| level.count(n)).collect();
    listed(&parts)
}

/// Work that lost somebody.
pub(crate) fn losses(comparison: &Comparison<'_>) -> Vec<String> {
    comparison.losses.iter().map(|loss| said(comparison, loss)).collect()
}

fn said(comparison: &Comparison<'_>, loss: &Loss) -> String {
    let corpus = &comparison.head.corpus;
    let about = corpus.address(loss.about).within_collection();
    match &loss.lost {
        Lost::Owner(was) => format!("{about} has no owner any more (was {was})."),
        Lost::Holder(role) => format!("Nobody holds {role} any more, the owner of {about}."),
        Lost::Letter('A', was) => format!("Nobody answers for {about} any more (A was {}).", was.join(", ")),
        Lost::Letter(letter, was) => format!("Nobody does {about} any more ({letter} was {}).", was.join(", ")),
        Lost::Everyone(had) => format!("Nobody is left who could carry {about}; before there {}.", people_were(*had)),
        Lost::AllButOne(had) => format!("{about} now rests on one person; before there {}.", people_were(*had)),
    }
}

fn people_were(n: usize) -> String {
    match n {
        1 => "was one".to_owned(),
        n if n >= crate::analysis::bench::ENOUGH => format!("were {n} or more"),
        n => format!("were {n}"),
    }
}

/// Weeks and roles that are too full, with the arithmetic of both sides.
pub(crate) fn load(comparison: &Comparison<'_>) -> Vec<String> {
    comparison.load.iter().map(|change| load_line(comparison, change)).collect()
}

fn load_line(comparison: &Comparison<'_>, change: &LoadChange) -> String {
    let corpus = &comparison.head.corpus;
    let role = corpus.title_of(Loc::item(Collection::Roles, change.role));
    let amount = |full: Full| if change.declared { format!("{} % of contract time", figure(full.used)) } else { week(full) };
    let before = change.before.map_or_else(|| "not assessed".to_owned(), amount);
    let after = amount(change.after);
    if change.declared {
        return format!("{role}: teaching and shares {before} → {after}.");
    }
    let unit = change.unit.map_or_else(String::new, |unit| format!(" in {}", corpus.units[unit].id()));
    let holder = change.holder.as_ref().map_or_else(String::new, |code| format!(" ({code})"));
    let holders = if change.holders > 1 { format!(", {} people", change.holders) } else { String::new() };
    format!("{role}{unit}{holder}{holders}: the week {before} → {after}.")
}

/// `12.25 h of 10 h release (123 %)`.
pub(crate) fn week(full: Full) -> String {
    let share = full.share();
    let share = if share.is_finite() { format!(" ({} %)", percent(share)) } else { String::new() };
    format!("{} h of {} h release{share}", figure(full.used), figure(full.room))
}

/// The indicators that moved, before and after.
pub(crate) fn scores(comparison: &Comparison<'_>) -> Table {
    let mut table = Table::new(vec![Column::text("indicator"), Column::number("before"), Column::number("after"), Column::text("counted")]);
    for score in &comparison.scores.moved {
        let (before, after) = (score.before.as_ref(), score.after.as_ref());
        let shown = |figure: Option<&Figure>| figure.map_or_else(|| "–".to_owned(), indicators::value);
        let counted = |figure: Option<&Figure>| figure.map_or_else(|| "–".to_owned(), |figure| figure.counted.clone());
        let name = match after.or(before) {
            Some(figure) if !score.is_main => format!("{}: {}", score.meta.id, indicators::label(figure)),
            _ => score.meta.id.to_owned(),
        };
        let counted = match (counted(before), counted(after)) {
            (old, new) if old == new => new,
            (old, new) => format!("{old} → {new}"),
        };
        table.row([name, shown(before), shown(after), counted]);
    }
    table
}

/// What to know before the numbers are compared; absent where none moved.
pub(crate) fn scores_in_short(comparison: &Comparison<'_>) -> Option<String> {
    let scores = &comparison.scores;
    if scores.moved.is_empty() {
        return None;
    }
    let apart = if scores.same_priorities {
        ""
    } else {
        " The number of active priorities changed, so the two values of emphasis-alignment cannot be compared."
    };
    Some(format!("{} of {} moved; the others are as they were.{apart}", several(scores.moved.len(), "number", "numbers"), scores.all))
}

/// The roles that the change touches.
pub(crate) fn affected(comparison: &Comparison<'_>) -> Table {
    let mut table = Table::new(vec![Column::text("role"), Column::number("people"), Column::text("units"), Column::text("why")]);
    for role in &comparison.affected {
        let heads = role.heads.map_or_else(|| "not stated".to_owned(), |heads| heads.to_string());
        table.row([role.role.clone(), heads, units(role), why(role)]);
    }
    table
}

fn units(role: &Affected) -> String {
    match role.units.len() {
        n if n > UNITS => format!("{n} units"),
        _ => role.units.join(", "),
    }
}

fn why(role: &Affected) -> String {
    match (role.why(), role.before, role.after) {
        (Why::Itself, None, _) => "the role is new".into(),
        (Why::Itself, _, None) => "the role is gone".into(),
        (Why::Itself, ..) if role.touches.iter().all(|touch| touch.why != Why::Itself || touch.fields.is_empty()) => {
            "it has another id".into()
        }
        (Why::Itself, ..) => "its own description".into(),
        (Why::Named, ..) => "the change names it".into(),
        (Why::Tied, ..) => "works with what changed".into(),
    }
}

/// `5 roles, held by 38 people`, each role counted for itself.
pub(crate) fn affected_in_short(comparison: &Comparison<'_>) -> String {
    let roles = comparison.affected.len();
    let heads: Vec<u32> = comparison.affected.iter().filter_map(|role| role.heads).collect();
    let people = match (heads.len(), heads.iter().sum::<u32>()) {
        (0, _) => "; how many people hold them is not stated".to_owned(),
        (known, sum) if known < roles => format!("; {known} of them are held by {}", several(sum as usize, "person", "people")),
        (_, sum) => format!(", held by {}", several(sum as usize, "person", "people")),
    };
    format!("{}{people}. Who holds two roles is counted in both.", several(roles, "role", "roles"))
}

/// Who must approve: one point for each decision.
pub(crate) fn approvals(comparison: &Comparison<'_>) -> Points {
    comparison.approvals.must.iter().map(approval).collect()
}

/// One decision: who, about what, and on what it rests.
pub(crate) fn approval(approval: &Approval) -> (String, Vec<String>) {
    let who = match (&approval.decider, approval.agrees.as_slice()) {
        (Some(decider), []) => format!("{decider} must approve"),
        (Some(decider), agrees) => format!("{decider} must approve, and {} must agree", agrees.join(", ")),
        (None, []) => format!("Nobody is said to decide; “decider” in decisions/{} would say who approves", approval.decision),
        (None, agrees) => {
            format!("{} must agree; who decides is not said (“decider” in decisions/{})", agrees.join(", "), approval.decision)
        }
    };
    let mut details = vec![format!("{}: {}", stance(approval), crate::text::excerpt(&approval.question, 160))];
    if let Some(agreement) = &approval.agreement {
        details
            .push(format!("It rests on a labour agreement, so its parties are to be consulted: {}", crate::text::excerpt(agreement, 160)));
    }
    if approval.policy {
        details.push("It rests on a policy, which must allow the change or change first.".to_owned());
    }
    if let Some(day) = approval.opens_on {
        details.push(format!("It can be opened again from {day}."));
    }
    if !approval.asked.is_empty() {
        details.push(format!("To be asked: {}.", approval.asked.join(", ")));
    }
    if !approval.told.is_empty() {
        details.push(format!("To be told: {}.", approval.told.join(", ")));
    }
    (format!("{who}: {}", fields(&approval.about)), details)
}

fn stance(approval: &Approval) -> String {
    let held = match approval.stance {
        Some(Stance::Tight) => "Held tight by",
        Some(Stance::Loose) if approval.leaves_bounds => "Left loose, within bounds that this change leaves, by",
        Some(Stance::Loose) => "Left loose by",
        None => "Governed by",
    };
    let brought = if approval.in_force { "" } else { ", which this change brings" };
    format!("{held} decisions/{}{brought}", approval.decision)
}

/// What is left to those below, in one sentence for each decision.
pub(crate) fn left_loose(comparison: &Comparison<'_>) -> Vec<String> {
    let line = |approval: &Approval| {
        let who = approval.decider.as_deref().unwrap_or("nobody named");
        format!("{}: left loose by decisions/{}; each unit decides for itself ({who}).", fields(&approval.about), approval.decision)
    };
    comparison.approvals.loose.iter().map(line).collect()
}

/// Changed fields that no decision governs, in one sentence.
pub(crate) fn ungoverned(comparison: &Comparison<'_>) -> Option<String> {
    let all = &comparison.approvals.ungoverned;
    (!all.is_empty()).then(|| format!("No decision says who may change {}.", fields(all)))
}

fn fields(addresses: &[String]) -> String {
    let more = addresses.len().saturating_sub(FIELDS);
    let named: Vec<&str> = addresses.iter().take(FIELDS).map(|address| address.strip_prefix("roles/").unwrap_or(address)).collect();
    if more > 0 { format!("{} and {more} more", named.join(", ")) } else { named.join(", ") }
}
