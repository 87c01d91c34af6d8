//! The JSON of `diff`, version 1.

use crate::audit::Audit;
use crate::audit::change::{Affected, Approval, Comparison, Full, LoadChange, Loss, Lost, RoleView, ScoreChange, State, Why};
use crate::audit::diff::{FieldChange, How, ItemChange, What};
use crate::audit::indicators::Figure;
use crate::model::{Corpus, Loc};
use serde_json::{Map, Value, json};

/// The whole comparison.
pub fn diff(comparison: &Comparison<'_>, states: &[State; 2]) -> Value {
    let mut report = head(comparison, states);
    let diff = &comparison.diff;
    let changes: Vec<Value> = diff.items.iter().map(|item| change(comparison, item)).collect();
    report.insert("changes".into(), changes.into());
    report.insert("settings".into(), fields(&diff.settings));
    let moved = diff.moved.iter().map(|&(before, after)| {
        json!({
            "address": comparison.head.corpus.address(after),
            "from": file(comparison.base, before),
            "to": file(comparison.head, after),
        })
    });
    report.insert("moved".into(), moved.collect());
    let unread = diff.unread.iter().map(|&(before, after)| either(comparison, before, after));
    report.insert("not_compared".into(), unread.collect());
    report.insert("findings".into(), findings(comparison, &comparison.findings.new, &comparison.findings.fixed));
    report.insert("losses".into(), comparison.losses.iter().map(|loss| self::loss(&comparison.head.corpus, loss)).collect());
    report.insert("load".into(), comparison.load.iter().map(|load| self::load(&comparison.head.corpus, load)).collect());
    report.insert("indicators".into(), comparison.scores.moved.iter().map(score).collect());
    report.insert("affected".into(), comparison.affected.iter().map(|role| affected(comparison, role)).collect());
    let approvals = &comparison.approvals;
    report.insert(
        "approvals".into(),
        json!({
            "must": approvals.must.iter().map(approval).collect::<Vec<_>>(),
            "left_loose": approvals.loose.iter().map(approval).collect::<Vec<_>>(),
            "ungoverned": approvals.ungoverned,
        }),
    );
    Value::Object(report)
}

/// What the comparison means for one role.
pub fn role_changes(comparison: &Comparison<'_>, view: &RoleView<'_>, states: &[State; 2]) -> Value {
    let mut report = head(comparison, states);
    report.insert("role".into(), json!(format!("roles/{}", view.role)));
    report.insert("title".into(), json!(view.title));
    let touches = view.affected.iter().flat_map(|affected| &affected.touches);
    let changes = touches.filter_map(|touch| {
        let item = comparison.diff.items.get(touch.item)?;
        let fields = touch.fields.iter().filter_map(|&at| item.fields.get(at)).cloned().collect();
        let mut change = change(comparison, &ItemChange { fields, ..item.clone() });
        change["touches"] = json!(why(touch.why));
        Some(change)
    });
    report.insert("changes".into(), changes.collect());
    report.insert("people".into(), json!(view.affected.and_then(|affected| affected.heads)));
    let weeks = view
        .weeks
        .iter()
        .map(|week| json!({"unit": week.unit, "holder": week.holder, "before": week.before.map(full), "after": week.after.map(full)}));
    report.insert("weeks".into(), weeks.collect());
    report.insert("findings".into(), findings(comparison, &view.new, &view.fixed));
    report.insert("approvals".into(), json!({"must": view.approvals.iter().map(|approval| self::approval(approval)).collect::<Vec<_>>()}));
    Value::Object(report)
}

fn head(comparison: &Comparison<'_>, states: &[State; 2]) -> Map<String, Value> {
    let state = |state: &State| json!({"name": state.name, "commit": state.commit});
    let mut report = Map::new();
    report.insert("version".into(), json!(1));
    report.insert("as_of".into(), json!(comparison.head.as_of.to_string()));
    report.insert("base".into(), state(&states[0]));
    report.insert("head".into(), state(&states[1]));
    let notes = &comparison.head.sources.notes;
    if !notes.is_empty() {
        report.insert("notes".into(), json!(notes));
    }
    report
}

fn change(comparison: &Comparison<'_>, item: &ItemChange) -> Value {
    let what = match (item.before, item.after) {
        (None, _) => "new",
        (_, None) => "removed",
        _ if item.is_renamed() => "renamed",
        _ => "changed",
    };
    let known_by = match item.how {
        How::SameId => None,
        How::Declared => Some("was"),
        How::SameContent => Some("content"),
    };
    let (audit, loc) = match (item.after, item.before) {
        (Some(loc), _) => (comparison.head, Some(loc)),
        (None, loc) => (comparison.base, loc),
    };
    json!({
        "address": either(comparison, item.before, item.after),
        "was": item.before.filter(|_| item.is_renamed()).map(|loc| comparison.base.corpus.address(loc)),
        "known_by": known_by,
        "title": loc.map(|loc| audit.corpus.title_of(loc)),
        "change": what,
        "layer": loc.and_then(|loc| audit.corpus.layers.get(usize::from(audit.corpus.layer_of(loc)))).map(|layer| &layer.path),
        "place": loc.map(|loc| super::place(audit, audit.corpus.id_of(loc).span)),
        "fields": fields(&item.fields),
    })
}

fn fields(changes: &[FieldChange]) -> Value {
    changes.iter().map(field).collect()
}

fn field(change: &FieldChange) -> Value {
    let mut told = Map::new();
    told.insert("field".into(), json!(change.dotted()));
    let (what, values) = match &change.what {
        What::Set(after) => ("set", vec![("after", json!(after))]),
        What::Dropped(before) => ("dropped", vec![("before", json!(before))]),
        What::Replaced(before, after) => ("replaced", vec![("before", json!(before)), ("after", json!(after))]),
        What::Members { added, removed } => ("members", vec![("removed", json!(removed)), ("added", json!(added))]),
        What::Reordered(before, after) => ("reordered", vec![("before", json!(before)), ("after", json!(after))]),
        What::Renamed(was) => ("renamed", vec![("before", json!(was))]),
    };
    told.insert("change".into(), json!(what));
    told.extend(values.into_iter().map(|(key, value)| (key.to_owned(), value)));
    told.insert("content".into(), json!(change.is_content));
    Value::Object(told)
}

fn either(comparison: &Comparison<'_>, before: Option<Loc>, after: Option<Loc>) -> Value {
    let after = after.map(|loc| comparison.head.corpus.address(loc));
    json!(after.or_else(|| before.map(|loc| comparison.base.corpus.address(loc))))
}

fn file(audit: &Audit, loc: Loc) -> String {
    audit.sources.files.get(audit.corpus.id_of(loc).span.file).path.to_string()
}

fn findings(comparison: &Comparison<'_>, new: &[usize], settled: &[usize]) -> Value {
    let of = |audit: &Audit, all: &[usize]| -> Vec<Value> { all.iter().map(|&at| finding(audit, at)).collect() };
    let decided = comparison.findings.decided.iter().map(|&(_, after)| finding(comparison.head, after));
    json!({
        "new": of(comparison.head, new),
        "settled": of(comparison.base, settled),
        "left_open_by_decision": decided.collect::<Vec<_>>(),
        "unchanged": comparison.findings.unchanged.len(),
    })
}

fn finding(audit: &Audit, at: usize) -> Value {
    let finding = &audit.outcome.findings[at];
    json!({
        "rule": finding.rule.id,
        "case": finding.case.name,
        "level": finding.level.name(),
        "message": finding.message,
        "help": finding.help,
        "item": finding.item,
        "place": finding.span.map(|span| super::place(audit, span)),
        "file": finding.file,
        "fingerprint": finding.fingerprint,
    })
}

fn loss(corpus: &Corpus, loss: &Loss) -> Value {
    let (lost, before) = match &loss.lost {
        Lost::Owner(was) => ("owner".to_owned(), json!(was)),
        Lost::Holder(role) => ("holder".to_owned(), json!(role)),
        Lost::Letter(letter, was) => (letter.to_string(), json!(was)),
        Lost::Everyone(had) => ("everyone".to_owned(), json!(had)),
        Lost::AllButOne(had) => ("all-but-one".to_owned(), json!(had)),
    };
    json!({"about": corpus.address(loss.about), "lost": lost, "before": before})
}

fn load(corpus: &Corpus, change: &LoadChange) -> Value {
    json!({
        "role": corpus.roles[change.role].id(),
        "unit": change.unit.map(|unit| corpus.units[unit].id()),
        "holder": change.holder,
        "holders": change.holders,
        "counted_in": if change.declared { "percent of contract time" } else { "hours a week" },
        "before": change.before.map(full),
        "after": full(change.after),
    })
}

fn score(score: &ScoreChange) -> Value {
    let side = |figure: &Figure| json!({"value": figure.value, "counted": figure.counted, "withheld": figure.withheld});
    let either = score.after.as_ref().or(score.before.as_ref());
    json!({
        "indicator": score.meta.id,
        "figure": either.map(|figure| figure.name),
        "of": either.and_then(|figure| figure.of.as_deref()),
        "before": score.before.as_ref().map(side),
        "after": score.after.as_ref().map(side),
    })
}

fn full(full: Full) -> Value {
    let share = Some(full.share()).filter(|share| share.is_finite());
    json!({"used": full.used, "room": full.room, "share": share})
}

fn affected(comparison: &Comparison<'_>, role: &Affected) -> Value {
    let changes = role.touches.iter().filter_map(|touch| {
        let item = comparison.diff.items.get(touch.item)?;
        Some(json!({"address": either(comparison, item.before, item.after), "touches": why(touch.why)}))
    });
    json!({
        "role": role.role,
        "title": role.title,
        "people": role.heads,
        "units": role.units,
        "touches": why(role.why()),
        "changes": changes.collect::<Vec<_>>(),
    })
}

fn why(why: Why) -> &'static str {
    match why {
        Why::Itself => "itself",
        Why::Named => "named",
        Why::Tied => "works-with",
    }
}

fn approval(approval: &Approval) -> Value {
    json!({
        "decision": approval.decision,
        "question": approval.question,
        "in_force": approval.in_force,
        "stance": approval.stance.map(crate::model::Stance::name),
        "decider": approval.decider,
        "agrees": approval.agrees,
        "asked": approval.asked,
        "told": approval.told,
        "agreement": approval.agreement,
        "policy": approval.policy,
        "leaves_bounds": approval.leaves_bounds,
        "opens_on": approval.opens_on.map(|day| day.to_string()),
        "about": approval.about,
    })
}
