//! The JSON of `align --matrix`.

use super::place;
use crate::audit::Audit;
use crate::audit::matrices::{Cycle, Level, Sittings};
use crate::audit::shown::Shown;
use crate::model::TalentUse;
use serde_json::{Map, Value, json};

/// What a table was narrowed to, by option.
pub fn shown(shown: &Shown) -> Value {
    Value::Object(shown.words().iter().map(|(option, words)| ((*option).to_owned(), json!(words))).collect::<Map<_, _>>())
}

fn whole(audit: &Audit, matrix: &str, narrowed: &Shown, key: &str, rows: Vec<Value>) -> Value {
    json!({"version": 1, "as_of": audit.as_of.to_string(), "matrix": matrix, "shown": shown(narrowed), key: rows})
}

/// Decisions by level and stance.
pub fn decisions(audit: &Audit, levels: &[Level], shown: &Shown) -> Value {
    let one = |&at: &usize| {
        let decision = &audit.corpus.decisions[at];
        json!({
            "decision": decision.id(),
            "question": decision.question.as_ref().map(|question| &*question.value),
            "decider": decision.decider.as_ref().map(|decider| &*decider.text),
            "place": place(audit, decision.span()),
        })
    };
    let cell = |decisions: &[usize]| decisions.iter().map(one).collect::<Vec<_>>();
    let row = |level: &Level| json!({"level": level.level, "tight": cell(&level.tight), "loose": cell(&level.loose), "no_stance": cell(&level.no_stance)});
    whole(audit, "decisions", shown, "levels", levels.iter().map(row).collect())
}

/// Competencies over a career.
pub fn talent(audit: &Audit, cycles: &[Cycle], shown: &Shown) -> Value {
    let row = |cycle: &Cycle| {
        let competency = &audit.corpus.competencies[cycle.competency];
        let used = cycle.used.as_ref().map(|used| {
            let uses = TalentUse::ALL.iter().zip(used).map(|(talent, used)| (talent.name().to_owned(), json!(used)));
            uses.collect::<Map<_, _>>()
        });
        json!({
            "competency": competency.id(),
            "title": competency.title.as_ref().map(|title| &*title.value),
            "used_in": used,
            "evaluated_and_not_taught": cycle.evaluated_untaught,
            "required_by_roles": cycle.required_by,
            "place": place(audit, competency.span()),
        })
    };
    whole(audit, "talent", shown, "competencies", cycles.iter().map(row).collect())
}

/// Roles on committees.
pub fn sittings(audit: &Audit, sittings: &Sittings, shown: &Shown) -> Value {
    let corpus = &audit.corpus;
    let roles = sittings.sitters.iter().map(|sitter| {
        let parts = sittings.committees.iter().zip(&sitter.parts).filter(|(_, part)| part.chairs || part.seats > 0);
        let parts = parts.map(|(&at, part)| json!({"committee": corpus.committees[at].id(), "seats": part.seats, "chairs": part.chairs}));
        json!({"role": corpus.roles[sitter.role].id(), "people": sitter.people, "committees": parts.collect::<Vec<_>>()})
    });
    let committees = sittings.committees.iter().zip(&sittings.seats).map(|(&at, seats)| {
        let committee = &corpus.committees[at];
        json!({
            "committee": committee.id(),
            "title": committee.title.as_ref().map(|title| &*title.value),
            "seats": seats.map(|seats| seats.total),
            "teachers": seats.map(|seats| seats.teachers),
            "family_not_stated": seats.map(|seats| seats.unknown),
            "place": place(audit, committee.span()),
        })
    });
    let mut value = whole(audit, "committees", shown, "roles", roles.collect());
    value["committees"] = json!(committees.collect::<Vec<_>>());
    value
}
