//! The JSON of indicators, and of their pages.

use super::place;
use crate::audit::Audit;
use crate::audit::indicators::{Better, Breakdown, Figure, Form, Indicator, IndicatorMeta, Loss};
use crate::text::figure;
use serde_json::{Map, Value, json};

/// One indicator of a framework.
pub fn indicator(audit: &Audit, indicator: &Indicator) -> Value {
    let open: Vec<Value> = indicator
        .open
        .iter()
        .map(|open| json!({"because": open.because, "unlock": open.unlock, "count": open.count, "items": open.items}))
        .collect();
    json!({
        "indicator": indicator.meta.id,
        "summary": indicator.meta.summary,
        "figures": indicator.figures.iter().map(figure).collect::<Vec<_>>(),
        "assessed": {"count": indicator.assessed, "of": indicator.total, "things": indicator.things},
        "share_not_assessed": indicator.share_open().map(rounded),
        "not_assessed": open,
        "losing": indicator.losses.iter().map(|row| loss(audit, row, indicator.cost_of(row))).collect::<Vec<_>>(),
        "notes": indicator.notes,
    })
}

pub(super) fn figure(figure: &Figure) -> Value {
    json!({
        "figure": figure.name,
        "label": figure.label,
        "of": figure.of,
        "form": match figure.form { Form::Share => "share", Form::Index => "index" },
        "better": match figure.better { Better::Higher => "higher", Better::Lower => "lower", Better::Neither => "neither" },
        "value": figure.value.map(rounded),
        "numerator": rounded(figure.ratio.numerator),
        "denominator": rounded(figure.ratio.denominator),
        "counted": figure.counted,
        "no_value_because": figure.withheld,
    })
}

/// Six digits: what comes after them is how computers add, not what was counted.
pub(super) fn rounded(number: f64) -> f64 {
    figure::rounded(number, 6)
}

fn loss(audit: &Audit, loss: &Loss, costs: Option<f64>) -> Value {
    json!({"item": loss.item, "place": place(audit, loss.span), "why": loss.why, "costs": costs.map(rounded)})
}

/// Every indicator by group.
pub fn breakdown(breakdown: &Breakdown) -> Value {
    let indicators: Vec<Value> = breakdown
        .splits
        .iter()
        .map(|(meta, split)| match split {
            Ok(groups) => {
                let groups: Vec<Value> = groups.iter().map(|(group, one)| json!({"group": group.name, "figure": figure(one)})).collect();
                json!({"indicator": meta.id, "groups": groups})
            }
            Err(why) => json!({"indicator": meta.id, "groups": null, "because": why}),
        })
        .collect();
    json!({"by": breakdown.by.name(), "indicators": indicators})
}

/// `explain INDICATOR`.
pub fn page(meta: &IndicatorMeta) -> Value {
    let mut all = Map::new();
    all.insert("version".into(), json!(1));
    all.insert("indicator".into(), json!(meta.id));
    all.insert("summary".into(), json!(meta.summary));
    let keys = ["says", "formula", "worked_example", "support", "doubts", "how_it_fails", "needs", "source"];
    for (key, (_, text)) in keys.into_iter().zip(meta.page().iter()) {
        all.insert(key.into(), json!(text));
    }
    Value::Object(all)
}
