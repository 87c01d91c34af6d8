//! The JSON of `entry`, version 1.

use super::place;
use crate::analysis::entry_points::{Entry, EntryPoints, ORDER, Scores, Unscored};
use crate::analysis::scores::Stale;
use crate::audit::Audit;
use crate::model::{ConditionStatus, Loc};
use serde_json::{Value, json};

/// `entry`.
pub fn entry(audit: &Audit, points: &EntryPoints, unit: Option<usize>) -> Value {
    let addresses = |locs: &[Loc]| locs.iter().map(|&loc| audit.corpus.address(loc)).collect::<Vec<_>>();
    let left = |(question, why): &(Loc, Stale)| {
        let because = match why {
            Stale::Older => "a newer assessment asks about the same",
            Stale::NotYet => "it was asked after that day",
        };
        json!({"question": audit.corpus.address(*question), "because": because})
    };
    json!({
        "version": 1,
        "as_of": audit.as_of.to_string(),
        "unit": unit.map(|unit| audit.corpus.units[unit].id()),
        "ordered_by": ORDER,
        "entry_points": points.entries.iter().map(|entry| one(audit, entry)).collect::<Vec<_>>(),
        "read": points.read.iter().map(|&at| audit.corpus.assessments[at].id()).collect::<Vec<_>>(),
        "without_entry_point": addresses(&points.unplaced),
        "of_another_kind": addresses(&points.elsewhere),
        "left_aside": points.stale.iter().map(left).collect::<Vec<_>>(),
        "priorities_without_entry_point": points.priorities_open.iter().map(|&at| audit.corpus.priorities[at].id()).collect::<Vec<_>>(),
    })
}

fn one(audit: &Audit, entry: &Entry) -> Value {
    let conditions = &entry.conditions;
    let ratio = conditions.ratio();
    let question = |loc: Loc| json!({"question": audit.corpus.address(loc), "place": place(audit, audit.corpus.span_of(loc))});
    let stated = conditions.stated.iter().map(|&(loc, status)| {
        let mut said = question(loc);
        said["status"] = json!(status.name());
        said["unused"] = json!(conditions.unused.contains(&loc));
        said
    });
    let priorities = entry.priorities.iter().map(|&at| {
        let priority = &audit.corpus.priorities[at];
        json!({"priority": priority.id(), "status": priority.status.map(|status| status.value.name()), "place": place(audit, priority.span())})
    });
    json!({
        "entry_point": entry.point.name(),
        "need": scores(audit, &entry.need),
        "strength": scores(audit, &entry.strength),
        "conditions": {
            "in_place": ratio.numerator as u64,
            "partial": conditions.count(ConditionStatus::Partial),
            "absent": conditions.count(ConditionStatus::Absent),
            "of": ratio.denominator as u64,
            "questions": stated.collect::<Vec<_>>(),
            "not_assessed": conditions.open.iter().map(|&loc| question(loc)).collect::<Vec<_>>(),
        },
        "priorities": priorities.collect::<Vec<_>>(),
    })
}

fn scores(audit: &Audit, scores: &Scores) -> Value {
    let ratio = scores.ratio();
    let answers = scores.answers.iter().map(|answer| {
        json!({
            "question": audit.corpus.address(answer.question),
            "score": answer.score,
            "min": answer.range.0,
            "max": answer.range.1,
            "share": super::indicators::rounded(answer.share()),
            "place": place(audit, audit.corpus.span_of(answer.question)),
        })
    });
    let open = scores.open.iter().map(|&(loc, why)| json!({"question": audit.corpus.address(loc), "because": because(why)}));
    json!({
        "value": ratio.value().map(super::indicators::rounded),
        "numerator": super::indicators::rounded(ratio.numerator),
        "denominator": ratio.denominator,
        "questions": answers.collect::<Vec<_>>(),
        "not_assessed": open.collect::<Vec<_>>(),
    })
}

fn because(why: Unscored) -> &'static str {
    match why {
        Unscored::Score => "it states no score",
        Unscored::Range => "its assessment states no range",
        Unscored::Outside => "its score lies outside the range",
    }
}
