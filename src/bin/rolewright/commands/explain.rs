//! `explain` and `thresholds`: why a rule, and what its numbers rest on.

use crate::args::{Common, Explain, TextFormat, Thresholds};
use crate::{Ending, Failure, output, session};
use rolewright::diag::{Level, Limits};
use rolewright::model::nearest;
use rolewright::render::{Document, json, markdown, terminal};
use rolewright::{report, rules, text};
use serde_json::{Value, json};

/// `explain RULE`.
pub fn explain(args: &Explain, common: &Common) -> Result<Ending, Failure> {
    let Some(name) = args.rule.as_deref().filter(|_| !args.list) else {
        let all: Vec<Value> = rules::catalogue().into_iter().map(json::rule).collect();
        return emit(common, args.format, &report::catalogue(), &json!({"version": 1, "rules": all}), None);
    };
    let Some(meta) = rules::find(name) else {
        let near = nearest(name, rules::catalogue().iter().map(|meta| meta.id));
        let help =
            near.first().map_or_else(|| "“rolewright explain --list” shows every rule".to_owned(), |near| format!("did you mean {near}?"));
        return Err(Failure::from(format!("there is no rule “{}”; {help}", text::excerpt(name, 60))));
    };
    // The page is written in Markdown, so that form of it is the page itself.
    emit(common, args.format, &report::rule(meta), &json::rule(meta), Some(meta.docs))
}

/// `thresholds [FRAMEWORK]`.
pub fn thresholds(args: &Thresholds, common: &Common) -> Result<Ending, Failure> {
    let limits = match &args.framework {
        Some(framework) => session::audit(framework, common, Level::Error)?.limits,
        None => Limits::default(),
    };
    let rows: Vec<Value> = rules::catalogue()
        .into_iter()
        .flat_map(|meta| meta.thresholds.iter().map(move |threshold| (meta, threshold)))
        .map(|(meta, threshold)| json::threshold(meta, threshold, limits.get(meta.id, threshold)))
        .collect();
    emit(common, args.format, &report::thresholds(&limits), &json!({"version": 1, "thresholds": rows}), None)
}

fn emit(common: &Common, format: TextFormat, document: &Document, value: &Value, page: Option<&str>) -> Result<Ending, Failure> {
    output::emit(common, |out, screen| match (format, page) {
        (TextFormat::Human, _) => terminal::write(document, screen, out),
        (TextFormat::Markdown, Some(page)) => out.write_all(page.as_bytes()),
        (TextFormat::Markdown, None) => markdown::write(document, out),
        (TextFormat::Json, _) => json::write(value, out),
    })?;
    Ok(Ending::Fine)
}
