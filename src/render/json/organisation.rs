//! The JSON of `org`, version 1. Built from the facts: which places are shown is handed in.

use crate::analysis::organisation::{End, Held, Organisation, Place};
use crate::audit::Audit;
use crate::model::Corpus;
use serde_json::{Value, json};

/// `org`. `inside` says of each place whether it is in what was asked for; `shown` whether it is on the chart.
pub fn organisation(
    audit: &Audit,
    organisation: &Organisation,
    unit: Option<usize>,
    inside: &[bool],
    shown: &dyn Fn(usize) -> bool,
) -> Value {
    let corpus = &audit.corpus;
    let places: Vec<Value> = organisation
        .places
        .iter()
        .enumerate()
        .filter(|&(at, _)| shown(at))
        .map(|(at, one)| place(corpus, organisation, one, inside.get(at) == Some(&true)))
        .collect();
    json!({
        "version": 1,
        "as_of": audit.as_of.to_string(),
        "unit": unit.map(|unit| corpus.units[unit].id()),
        "staffed": organisation.is_staffed,
        "places": places,
    })
}

fn name(corpus: &Corpus, place: &Place) -> String {
    let role = corpus.roles[place.role].id();
    place.unit.map_or_else(|| role.to_owned(), |unit| format!("{role}@{}", corpus.units[unit].id()))
}

fn place(corpus: &Corpus, organisation: &Organisation, place: &Place, inside: bool) -> Value {
    let end = |end: End| match end {
        End::Place(at) => json!({"place": name(corpus, &organisation.places[at]), "role": corpus.roles[organisation.places[at].role].id()}),
        End::Several(role) => json!({"place": null, "role": corpus.roles[role].id()}),
    };
    let (held, people) = match place.held {
        Held::By(people) => ("held", Some(people)),
        Held::Uncounted => ("number not stated", None),
        Held::Vacant => ("vacant", Some(0)),
        Held::Unstaffed => ("not staffed", None),
    };
    let supports = place.supports.iter().map(|support| {
        let stated_by = if support.by_unit { "coached_by" } else { "supported_by" };
        json!({"by": end(support.end), "stated_in": stated_by})
    });
    json!({
        "id": name(corpus, place),
        "role": corpus.roles[place.role].id(),
        "title": corpus.roles[place.role].title.as_ref().map(|title| &*title.value),
        "unit": place.unit.map(|unit| corpus.units[unit].id()),
        "held": held,
        "people": people,
        "holders": place.codes,
        "outside": !inside,
        "reports_to": place.boss.map(|boss| end(boss.end)),
        "waiting_for": place.waits_for.map(|role| corpus.roles[role].id()),
        "circle_cut_here": place.boss.is_some_and(|boss| boss.cut),
        "supported": supports.collect::<Vec<_>>(),
    })
}
