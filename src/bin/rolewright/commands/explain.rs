//! `explain` and `thresholds`: why a rule or an indicator, and what its numbers rest on.

use crate::args::{Common, Explain, TextFormat, Thresholds};
use crate::{Ending, Failure, output, session};
use rolewright::audit::{fixed, indicators};
use rolewright::diag::{Level, Limits};
use rolewright::model::nearest;
use rolewright::render::{Document, json, markdown, terminal};
use rolewright::{report, rules, text};
use serde_json::{Value, json};

/// `explain RULE` and `explain INDICATOR`.
pub fn explain(args: &Explain, common: &Common) -> Result<Ending, Failure> {
    let Some(name) = args.rule.as_deref().filter(|_| !args.list) else {
        let all: Vec<Value> = rules::catalogue().into_iter().map(json::rule).collect();
        let pages: Vec<Value> = indicators::catalogue().into_iter().map(json::indicators::page).collect();
        return emit(common, args.format, &report::catalogue(), &json!({"version": 1, "rules": all, "indicators": pages}), None);
    };
    if let Some(meta) = indicators::find(name) {
        return emit(common, args.format, &report::indicator(meta), &json::indicators::page(meta), Some(meta.docs));
    }
    let Some(meta) = rules::find(name) else {
        let names = rules::catalogue().into_iter().map(|meta| meta.id).chain(indicators::catalogue().into_iter().map(|meta| meta.id));
        let help = match nearest(name, names).first() {
            Some(near) => format!("did you mean {near}?"),
            None => "“rolewright explain --list” shows them all".to_owned(),
        };
        return Err(Failure::from(format!("there is no rule or indicator “{}”; {help}", text::excerpt(name, 60))));
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
    let fixed: Vec<Value> = fixed::ALL.iter().chain(&fixed::LIMITS).map(json::fixed).collect();
    let value = json!({"version": 1, "thresholds": rows, "fixed": fixed});
    emit(common, args.format, &report::thresholds(&limits), &value, None)
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
