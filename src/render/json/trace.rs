//! The JSON of `trace`, version 1: lines rather than nested objects, so that no reader runs out of depth.

use super::place;
use crate::analysis::absence::Absence;
use crate::analysis::relations::Node;
use crate::audit::trace::{Line, Shown, Trace, Tree, Way, words};
use crate::audit::{Audit, impact};
use serde_json::{Value, json};

/// `trace ITEM`.
pub fn trace(audit: &Audit, trace: &Trace<'_>) -> Value {
    let beside: Vec<Value> = trace
        .beside
        .iter()
        .map(|link| {
            let (way, node) = if link.upper == trace.root { (Way::Down, link.base) } else { (Way::Up, link.upper) };
            let mut value = named(audit, node);
            value["relation"] = json!(words(link, way));
            value["place"] = place(audit, link.span);
            value
        })
        .collect();
    json!({
        "version": 1,
        "as_of": audit.as_of.to_string(),
        "item": named(audit, trace.root),
        "place": place(audit, trace.root.span(&audit.corpus)),
        "rests_on": tree(audit, &trace.down, Way::Down),
        "rests_on_it": tree(audit, &trace.up, Way::Up),
        "beside": beside,
    })
}

fn named(audit: &Audit, node: Node) -> Value {
    let corpus = &audit.corpus;
    json!({
        "item": node.address(corpus),
        "kind": node.kind(corpus),
        "title": node.title(corpus),
        "level": node.level(corpus),
    })
}

fn tree(audit: &Audit, tree: &Tree<'_>, way: Way) -> Value {
    // The line that each step hangs from, by step.
    let mut open: Vec<usize> = Vec::new();
    let mut lines = Vec::with_capacity(tree.lines.len());
    for (at, line) in tree.lines.iter().enumerate() {
        open.truncate(line.step.saturating_sub(1));
        lines.push(entry(audit, line, way, at, open.last().copied()));
        open.push(at);
    }
    json!({"lines": lines, "steps": tree.steps, "not_shown": tree.cut})
}

fn entry(audit: &Audit, line: &Line<'_>, way: Way, at: usize, under: Option<usize>) -> Value {
    let (shown, more) = match line.shown {
        Shown::Here => ("here", 0),
        Shown::Above | Shown::Below => ("elsewhere", 0),
        Shown::Circle => ("circle", 0),
        Shown::Cut(more) => ("cut", more),
    };
    let mut value = named(audit, line.node);
    value["line"] = json!(at + 1);
    value["under"] = json!(under.map(|at| at + 1));
    value["step"] = json!(line.step);
    value["relation"] = json!(words(&line.link, way));
    value["shown"] = json!(shown);
    value["more"] = json!(more);
    value["place"] = place(audit, line.link.span);
    value
}

/// `trace --impact ROLE`.
pub fn impact(audit: &Audit, absence: &Absence) -> Value {
    let corpus = &audit.corpus;
    let effects: Vec<Value> = absence
        .effects
        .iter()
        .map(|effect| {
            let goes_on = effect.fate.goes_on();
            let mut value = named(audit, effect.about);
            value["role_is_there_to"] = json!(impact::duty(effect.duty));
            value["goes_on"] = json!(goes_on);
            value["lacks"] = json!((goes_on == Some(false)).then(|| impact::lack(effect.duty)));
            value["because"] = json!(impact::why(corpus, absence, effect));
            value["people"] = json!(effect.people);
            value["place"] = place(audit, effect.span);
            value
        })
        .collect();
    let resilience =
        absence.resilience().map(|(today, without)| json!({"today": today.mean, "without": without.mean, "actions": today.actions}));
    json!({
        "version": 1,
        "as_of": audit.as_of.to_string(),
        "if_nobody_held": corpus.roles[absence.role].address().to_string(),
        "held_by": absence.heads,
        "units": absence.units,
        "resilience": resilience,
        "actions_not_assessed": absence.unknown,
        "effects": effects,
    })
}
