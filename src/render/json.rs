//! The JSON of `align`, `gaps`, `trace`, `load`, `org`, `guide`, `entry`, `compare`, `list`, `show`, `explain` and
//! `thresholds`, version 1 each.

mod compare;
mod effective;
mod entry;
mod gaps;
mod guide;
mod organisation;
mod trace;
mod workload;

pub use compare::compare;
pub use effective::effective;
pub use entry::entry;
pub use gaps::gaps;
pub use guide::guide;
pub use organisation::organisation;
pub use trace::{impact, trace};
pub use workload::workload;

pub mod indicators;
pub mod matrices;

mod diff;

pub use diff::{diff, role_changes};

use crate::audit::Audit;
use crate::audit::alignment::{Alignment, Meeting};
use crate::audit::fixed::Fixed;
use crate::audit::indicators::Scores;
use crate::audit::shown::Shown;
use crate::diag::{RuleMeta, Threshold};
use crate::model::{Collection, Corpus, Loc};
use crate::text::Span;
use serde::Serialize;
use serde_json::{Value, json};
use std::io::{self, Write};

/// Writes a value, indented, ending in a line break.
pub fn write(value: &impl Serialize, out: &mut dyn Write) -> io::Result<()> {
    let text = serde_json::to_string_pretty(value)?;
    writeln!(out, "{}", crate::text::unseen_escaped(&text))
}

fn place(audit: &Audit, span: Span) -> Value {
    let place = audit.sources.files.place(span);
    json!({"file": &*audit.sources.files.get(span.file).path, "line": place.line, "column": place.column})
}

/// `align`.
pub fn alignment(audit: &Audit, alignment: &Alignment, scores: &Scores, shown: &Shown) -> Value {
    let corpus = &audit.corpus;
    let priorities: Vec<Value> = alignment.priorities.iter().map(|&at| priority(audit, at)).collect();
    let rows: Vec<Value> = alignment
        .rows
        .iter()
        .map(|row| {
            let met = row.met.iter().map(|(at, meeting)| cell(corpus.priorities[alignment.priorities[*at]].id(), meeting));
            let cells: Vec<Value> = met.collect();
            json!({"actor": corpus.address(row.actor), "title": corpus.title_of(row.actor), "priorities": cells})
        })
        .collect();
    let chains: Vec<Value> = alignment
        .chains
        .iter()
        .map(|(at, chain)| {
            let steps = chain.iter().flat_map(|chain| &chain.steps).map(|step| {
                let roles: Vec<&str> = step.roles.iter().map(|&role| corpus.roles[role].id()).collect();
                json!({"level": step.level, "roles": roles})
            });
            let joints = chain.iter().flat_map(|chain| chain.joints.iter().map(move |joint| (chain, joint))).map(|(chain, joint)| {
                let by = joint.by.map(|(upper, lower)| [corpus.roles[upper].id(), corpus.roles[lower].id()]);
                json!({"upper": chain.steps[joint.upper].level, "lower": chain.steps[joint.upper + 1].level, "joined_by": by})
            });
            json!({
                "priority": corpus.priorities[*at].id(),
                "assessed": chain.is_some(),
                "levels": steps.collect::<Vec<_>>(),
                "joints": joints.collect::<Vec<_>>(),
            })
        })
        .collect();
    let indicators: Vec<Value> = scores.indicators.iter().map(|one| self::indicators::indicator(audit, one)).collect();
    json!({
        "version": 1,
        "as_of": audit.as_of.to_string(),
        "matrix": "work",
        "shown": matrices::shown(shown),
        "priorities": priorities,
        "rows": rows,
        "chains": chains,
        "indicators_of": "the whole framework",
        "indicators": indicators,
        "breakdown": scores.breakdown.as_ref().map(self::indicators::breakdown),
    })
}

fn priority(audit: &Audit, at: usize) -> Value {
    let item = &audit.corpus.priorities[at];
    json!({
        "id": item.id(),
        "title": item.title.as_ref().map(|title| &*title.value),
        "owner": item.owner.as_ref().map(|owner| &*owner.text),
        "weight": item.weight.map(|weight| weight.value),
        "place": place(audit, item.span()),
    })
}

fn cell(priority: &str, meeting: &Meeting) -> Value {
    let letters: Vec<String> = meeting.letters.chars().map(String::from).collect();
    json!({
        "priority": priority,
        "owns": meeting.owns,
        "raci": letters,
        "duties": meeting.duties,
        "hidden": meeting.hidden,
        "unclaimed": meeting.unclaimed,
    })
}

/// `list COLLECTION`.
pub fn list(audit: &Audit, locs: &[Loc]) -> Value {
    let items: Vec<Value> = locs
        .iter()
        .map(|&loc| {
            let corpus: &Corpus = &audit.corpus;
            json!({
                "address": corpus.address(loc),
                "id": &*corpus.id_of(loc).value,
                "title": corpus.title_of(loc),
                "layer": corpus.layers.get(usize::from(corpus.layer_of(loc))).map(|layer| &layer.path),
                "place": place(audit, corpus.id_of(loc).span),
            })
        })
        .collect();
    json!({"version": 1, "items": items})
}

/// `list` without a collection.
pub fn counts(audit: &Audit) -> Value {
    let counts: serde_json::Map<String, Value> =
        Collection::ALL.iter().map(|&collection| (collection.name().to_owned(), json!(audit.corpus.ids(collection).len()))).collect();
    json!({"version": 1, "collections": counts})
}

/// `show ITEM`.
pub fn item(audit: &Audit, loc: Loc) -> Value {
    let corpus = &audit.corpus;
    let referrers: Vec<Value> = corpus
        .edges_to(loc)
        .map(|edge| json!({"from": corpus.address(edge.from), "field": edge.field, "place": place(audit, edge.span)}))
        .collect();
    json!({
        "version": 1,
        "address": corpus.address(loc.whole()),
        "place": place(audit, corpus.id_of(loc).span),
        "content": corpus.encode(loc),
        "named_by": referrers,
    })
}

/// `explain RULE`.
pub fn rule(meta: &RuleMeta) -> Value {
    let docs = meta.pages();
    let cases: Vec<Value> =
        meta.cases.iter().map(|case| json!({"case": case.name, "level": case.level.name(), "completeness": case.completeness})).collect();
    let thresholds: Vec<Value> = meta.thresholds.iter().map(|t| threshold(meta, t, t.default)).collect();
    json!({
        "version": 1,
        "rule": meta.id,
        "group": meta.group.name(),
        "summary": meta.summary,
        "cases": cases,
        "thresholds": thresholds,
        "says": docs.says,
        "why": docs.why,
        "example": docs.example,
        "instead": docs.instead,
        "settings": docs.settings,
        "source": docs.source,
    })
}

/// One number of the analyses.
pub fn fixed(fixed: &Fixed) -> Value {
    json!({
        "number": fixed.number.name,
        "used_by": fixed.used_by,
        "unit": fixed.number.unit,
        "value": fixed.number.default,
        "standing": fixed.number.standing.name(),
        "source": fixed.number.source,
    })
}

/// One row of `thresholds`.
pub fn threshold(meta: &RuleMeta, threshold: &Threshold, in_force: f64) -> Value {
    json!({
        "rule": meta.id,
        "threshold": threshold.name,
        "unit": threshold.unit,
        "default": threshold.default,
        "in_force": in_force,
        "standing": threshold.standing.name(),
        "source": threshold.source,
    })
}
