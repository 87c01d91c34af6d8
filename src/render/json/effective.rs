//! What does `show --effective` give to programs? The same fields as the table, with places in place of words.

use super::place;
use crate::analysis::decision_rights::{DecisionRights, Unlawful};
use crate::analysis::effective::{Effective, Field, IN_PARTS, Refused};
use crate::audit::Audit;
use crate::load::keys;
use crate::model::{Collection, Loc};
use crate::text::Span;
use serde_json::{Value, json};

/// `show ROLE --effective --unit UNIT`.
pub fn effective(audit: &Audit, rights: &DecisionRights<'_>, known: &Effective) -> Value {
    let corpus = &audit.corpus;
    let (role, unit) = (Loc::item(Collection::Roles, known.role), Loc::item(Collection::Units, known.unit));
    let places = keys(&audit.sources, corpus, role, &[IN_PARTS]);
    let fields: Vec<Value> = known.fields.iter().map(|one| field(audit, rights, known, one, &places)).collect();
    let refused: Vec<Value> = known.refused.iter().map(|one| refusal(audit, rights, one)).collect();
    json!({
        "version": 1,
        "address": corpus.address(role),
        "unit": corpus.address(unit),
        "within": known.above.iter().map(|&at| corpus.address(Loc::item(Collection::Units, at))).collect::<Vec<_>>(),
        "content": known.whole(),
        "fields": fields,
        "not_lawful": refused,
    })
}

fn field(audit: &Audit, rights: &DecisionRights<'_>, known: &Effective, field: &Field, places: &[(String, Span)]) -> Value {
    let role = &audit.corpus.roles[known.role];
    let (by, span, layer, decision) = match &field.by {
        Some(change) => {
            let unit = Loc::item(Collection::Units, change.local.unit);
            (unit, change.local.span, audit.corpus.layer_of(unit), change.decision)
        }
        None => {
            let span = places.iter().find(|(name, _)| *name == field.name).map_or(role.span(), |&(_, span)| span);
            (Loc::item(Collection::Roles, known.role), span, role.layer, None)
        }
    };
    json!({
        "field": field.name,
        "value": field.value,
        "said_by": audit.corpus.address(by),
        "place": place(audit, span),
        "layer": audit.corpus.layers.get(usize::from(layer)).map(|layer| layer.path.as_str()),
        "decision": decision.map(|at| audit.corpus.address(Loc::item(Collection::Decisions, at))),
        "decided_by": decision.and_then(|at| decider(audit, rights, at)),
    })
}

fn refusal(audit: &Audit, rights: &DecisionRights<'_>, refused: &Refused) -> Value {
    let local = &refused.local;
    let first = rights.governing(local.role, &local.field).first().map(|by| by.decision);
    let (why, decision) = match refused.why {
        Unlawful::Tight(at) => ("tight", Some(at)),
        Unlawful::OutOfBounds(at) => ("out-of-bounds", Some(at)),
        Unlawful::NotLoose => ("not-loose", first),
    };
    json!({
        "field": local.field,
        "value": local.value,
        "said_by": audit.corpus.address(Loc::item(Collection::Units, local.unit)),
        "place": place(audit, local.span),
        "why": why,
        "decision": decision.map(|at| audit.corpus.address(Loc::item(Collection::Decisions, at))),
        "decided_by": decision.and_then(|at| decider(audit, rights, at)),
    })
}

fn decider(audit: &Audit, rights: &DecisionRights<'_>, decision: usize) -> Option<String> {
    rights.decider(decision).map(|(actor, _)| audit.corpus.address(actor).to_string())
}
