//! The JSON of `guide`, version 1.

use super::place;
use crate::audit::Audit;
use crate::audit::guide::{Guide, Question};
use serde_json::{Value, json};

/// `guide`.
pub fn guide(audit: &Audit, guide: &Guide) -> Value {
    let theme = |theme: &crate::audit::guide::Theme| json!({"theme": theme.title, "questions": theme.questions.iter().map(|one| question(audit, one)).collect::<Vec<_>>()});
    json!({
        "version": 1,
        "as_of": audit.as_of.to_string(),
        "unit": guide.unit.map(|unit| audit.corpus.units[unit].id()),
        "themes": guide.themes.iter().map(theme).collect::<Vec<_>>(),
    })
}

fn question(audit: &Audit, question: &Question) -> Value {
    let evidence = question.evidence.iter().map(|evidence| {
        let named = evidence.named.iter();
        let items = named.map(|named| json!({"item": named.item, "says": named.says, "place": place(audit, named.span)}));
        json!({"counted": evidence.says, "met": evidence.met, "of": evidence.of, "items": items.collect::<Vec<_>>()})
    });
    let unknown = question.unknown.iter().map(|one| json!({"because": one.because, "unlock": one.unlock, "count": one.count}));
    json!({
        "question": question.id,
        "asks": question.asks,
        "why": question.why,
        "changes": question.changes,
        "evidence": evidence.collect::<Vec<_>>(),
        "not_known": unknown.collect::<Vec<_>>(),
    })
}
