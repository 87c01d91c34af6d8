//! The JSON of `gaps`, version 1.

use super::place;
use crate::analysis::Facts;
use crate::analysis::asked_and_shown::{Count, shown};
use crate::analysis::coverage::{Cell, NoReach, reaches};
use crate::analysis::next_rung::rungs;
use crate::audit::Audit;
use crate::audit::drafts::{Draft, Spot, drafts};
use crate::audit::gaps::{Affected, FACTORS, Gap, ORDER, SURPRISE, finding};
use crate::model::Corpus;
use serde_json::{Value, json};

/// `gaps`, the first `top` of them.
pub fn gaps(audit: &Audit, top: usize) -> Value {
    let facts = audit.facts();
    let drafts = drafts(audit, &facts, top);
    let entries: Vec<Value> = audit.gaps.iter().take(top).enumerate().map(|(rank, gap)| entry(audit, rank, gap, &drafts)).collect();
    let open: Vec<Value> = audit
        .outcome
        .not_assessed
        .iter()
        .map(|entry| json!({"rule": entry.rule.id, "because": entry.because, "unlock": entry.unlock, "count": entry.count, "items": entry.items}))
        .collect();
    json!({
        "version": 1,
        "as_of": audit.as_of.to_string(),
        "ranked_by": ORDER,
        "factors": FACTORS,
        "note": SURPRISE,
        "gaps": entries,
        "competencies": competencies(&facts),
        "coverage": coverage(&facts),
        "rungs": steps(&facts),
        "not_assessed": open,
    })
}

fn entry(audit: &Audit, rank: usize, gap: &Gap, drafts: &[Draft]) -> Value {
    let finding = finding(audit, gap);
    json!({
        "rank": rank + 1,
        "harms": gap.group.harm(),
        "rule": finding.rule.id,
        "case": finding.case.name,
        "level": finding.level.name(),
        "message": finding.message,
        "why": finding.rule.pages().why_in_short(),
        "change": finding.help,
        "item": finding.item,
        "place": finding.span.map(|span| place(audit, span)),
        "priority": gap.priority.map(|at| audit.corpus.priorities[at].id()),
        "weight": gap.weight,
        "severity": gap.severity(),
        "people": gap.people(),
        "affected": affected(audit, &gap.affected),
        "harm": gap.harm(),
        "draft": drafts.iter().find(|draft| draft.gap == rank).map(draft),
        "fingerprint": finding.fingerprint,
    })
}

fn affected(audit: &Audit, affected: &Affected) -> Value {
    let parts: Vec<Value> =
        affected.parts.iter().map(|(loc, count)| json!({"item": audit.corpus.address(*loc), "people": count})).collect();
    json!({
        "because": affected.because,
        "place": affected.place.map(|unit| audit.corpus.units[unit].id()),
        "parts": parts,
    })
}

fn draft(draft: &Draft) -> Value {
    let edits: Vec<Value> = draft
        .edits
        .iter()
        .map(|edit| {
            let (spot, first, last) = match edit.spot {
                Spot::Above(line) => ("above", Some(line), None),
                Spot::Instead(first, last) => ("instead", Some(first), Some(last)),
                Spot::NewFile => ("new-file", None, None),
            };
            json!({"file": edit.file, "paste": spot, "line": first, "last_line": last, "yaml": edit.yaml})
        })
        .collect();
    json!({"because": draft.because, "edits": edits})
}

fn competencies(facts: &Facts<'_>) -> Value {
    let corpus = facts.corpus;
    let count =
        |count: Count| json!({"assessed": count.assessed(), "have_it": count.has, "lower": count.below, "not_listed": count.not_listed});
    let (told, against) = shown(facts);
    let roles: Vec<Value> =
        told.iter().map(|told| json!({"role": corpus.roles[told.role].id(), "assessed": told.assessed, "people": told.heads})).collect();
    let asked: Vec<Value> = against
        .iter()
        .map(|one| {
            let units: Vec<Value> =
                one.units.iter().map(|&(unit, counted)| json!({"unit": corpus.units[unit].id(), "people": count(counted)})).collect();
            json!({
                "role": corpus.roles[one.need.role].id(),
                "competency": corpus.competencies[one.need.competency].id(),
                "at": one.need.level(),
                "people": count(one.all),
                "units": units,
            })
        })
        .collect();
    json!({"roles": roles, "asked": asked})
}

fn coverage(facts: &Facts<'_>) -> Vec<Value> {
    let corpus = facts.corpus;
    let mut all = Vec::new();
    for one in reaches(facts) {
        let priority = corpus.priorities[one.priority].id();
        match one.schools {
            None => all.push(json!({"priority": priority, "school": null, "assessed": false, "because": "nobody responsible for it is listed in a unit"})),
            Some(schools) => all.extend(schools.into_iter().map(|(school, reach)| {
                let school = corpus.units[school].id();
                match reach {
                    Err(why) => json!({"priority": priority, "school": school, "assessed": false, "because": unsaid(why)}),
                    Ok(reach) => {
                        let missed: Vec<Value> = reach.missed.iter().map(cell).collect();
                        json!({"priority": priority, "school": school, "assessed": true, "cells": reach.cells, "not_reached": missed})
                    }
                }
            })),
        }
    }
    all
}

fn cell((grade, subject): &Cell<'_>) -> Value {
    json!({"grade": grade, "subject": subject})
}

fn unsaid(why: NoReach) -> &'static str {
    match why {
        NoReach::Grades => "the school does not say its grades",
        NoReach::Subjects => "the school does not say its subjects",
        NoReach::Staff => "nobody is listed in the school",
    }
}

fn steps(facts: &Facts<'_>) -> Vec<Value> {
    let corpus: &Corpus = facts.corpus;
    let id = |role: usize| corpus.roles[role].id();
    rungs(facts)
        .iter()
        .map(|rung| {
            let ready: Vec<Value> = rung.ready.iter().map(|(role, codes)| json!({"role": id(*role), "holders": codes})).collect();
            json!({
                "role": id(rung.role),
                "pathways": rung.pathways.iter().map(|&at| corpus.pathways[at].id()).collect::<Vec<_>>(),
                "held_by": rung.heads,
                "asks": rung.asks,
                "ready": ready,
                "below": {
                    "roles": rung.below.iter().map(|&role| id(role)).collect::<Vec<_>>(),
                    "assessed": rung.assessed,
                    "people": rung.people,
                },
            })
        })
        .collect()
}
