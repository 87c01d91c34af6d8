//! `explain` and `thresholds`: why a rule or an indicator, and what its numbers rest on.

use crate::audit::fixed::{self, Fixed};
use crate::audit::indicators::{self, IndicatorMeta};
use crate::diag::{Group, Limits, RuleMeta};
use crate::render::{Column, Document, Table};
use crate::rules;

/// A rule's page.
pub fn rule(meta: &RuleMeta) -> Document {
    let docs = meta.pages();
    let mut document = Document::default();
    document.heading(1, meta.id);
    let cases: Vec<String> = meta.cases.iter().map(|case| format!("{} ({})", case.name, case.level.name())).collect();
    document.facts(vec![
        ("group".into(), meta.group.name().into()),
        ("fires when".into(), meta.summary.into()),
        ("cases".into(), cases.join(", ")),
        ("since".into(), meta.since.into()),
    ]);
    for (heading, text) in [("What it says", docs.says), ("Why it matters", docs.why)] {
        section(&mut document, heading, text);
    }
    for (heading, text) in [("Example", docs.example), ("Instead", docs.instead)] {
        section(&mut document, heading, text);
    }
    section(&mut document, "Settings", docs.settings);
    document.table(numbers(&[meta], &Limits::default()));
    section(&mut document, "Source", docs.source);
    document
}

/// An indicator's page.
pub fn indicator(meta: &IndicatorMeta) -> Document {
    let mut document = Document::default();
    document.heading(1, meta.id);
    document.facts(vec![("asks".into(), meta.summary.into())]);
    for (heading, text) in meta.page().iter() {
        section(&mut document, heading, text);
    }
    document
}

/// The page's own Markdown: paragraphs, list items and fenced blocks are all that pages use.
fn section(document: &mut Document, heading: &str, text: &str) {
    document.heading(2, heading);
    for (at, part) in text.split("```").enumerate() {
        if at % 2 == 1 {
            let (language, body) = part.split_once('\n').unwrap_or(("", part));
            document.verbatim(if language == "yaml" { "yaml" } else { "text" }, body);
            continue;
        }
        for paragraph in part.split("\n\n").map(str::trim).filter(|paragraph| !paragraph.is_empty()) {
            if paragraph.starts_with("- ") {
                document.lines(list_items(paragraph));
            } else {
                document.paragraph(plain(paragraph));
            }
        }
    }
}

fn list_items(paragraph: &str) -> Vec<String> {
    let mut items: Vec<String> = Vec::new();
    for line in paragraph.lines() {
        match (line.strip_prefix("- "), items.last_mut()) {
            (None, Some(last)) => {
                last.push(' ');
                last.push_str(&plain(line));
            }
            (start, _) => items.push(plain(start.unwrap_or(line))),
        }
    }
    items
}

fn plain(text: &str) -> String {
    text.replace(['`'], "").replace("**", "").split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Every rule in a line, by group, then every indicator.
pub fn catalogue() -> Document {
    let mut document = Document::default();
    document.heading(1, "Rules and indicators");
    for group in Group::ALL {
        let mut table = Table::new(vec![Column::text("rule"), Column::text("level"), Column::text("fires when")]);
        for meta in rules::catalogue().into_iter().filter(|meta| meta.group == group) {
            table.row([meta.id, meta.gravest().name(), meta.summary]);
        }
        if !table.rows.is_empty() {
            document.heading(2, group.name());
        }
        document.table(table);
    }
    document.heading(2, "indicators");
    let mut table = Table::new(vec![Column::text("indicator"), Column::text("asks")]);
    indicators::catalogue().iter().for_each(|meta| table.row([meta.id, meta.summary]));
    document.table(table);
    document
}

/// Every number that a rule judges by.
pub fn thresholds(limits: &Limits) -> Document {
    let mut document = Document::default();
    document.heading(1, "Thresholds");
    document.paragraph("Every number that a rule judges by, with what it rests on. Change one under [rules] in rolewright.toml, for example: coaching-span = { max_partial = 7 }.");
    document.table(numbers(&rules::catalogue(), limits));
    document.heading(2, "Numbers of the analyses");
    document.paragraph("Indicators, gaps and reports are worked out with these. No setting changes them, so that the figures of two frameworks are counted alike.");
    document.table(fixed_numbers());
    document.heading(2, "Limits");
    document.paragraph("What one run reads, shows and writes at most. What a page leaves out is said on it; a run that would go past any other limit stops and says why.");
    document.table(table_of(&fixed::LIMITS));
    document
}

/// The numbers of the analyses.
pub(super) fn fixed_numbers() -> Table {
    table_of(&fixed::ALL)
}

fn table_of(all: &[Fixed]) -> Table {
    let columns = ["used by", "number", "value", "unit", "standing", "source"];
    let column = |name| if name == "value" { Column::number(name) } else { Column::text(name) };
    let mut table = Table::new(columns.into_iter().map(column).collect());
    for Fixed { used_by, number } in all {
        table.row([
            used_by.join(", "),
            number.name.to_owned(),
            super::figure(number.default),
            number.unit.to_owned(),
            number.standing.name().to_owned(),
            number.source.to_owned(),
        ]);
    }
    table
}

pub(super) fn numbers(metas: &[&RuleMeta], limits: &Limits) -> Table {
    let mut table = Table::new(vec![
        Column::text("rule"),
        Column::text("threshold"),
        Column::number("default"),
        Column::number("in force"),
        Column::text("unit"),
        Column::text("standing"),
        Column::text("source"),
    ]);
    for meta in metas {
        let limit_of = |name: &str| {
            limits.changed().into_iter().find(|&(rule, threshold, _)| rule == meta.id && threshold == name).map(|(_, _, value)| value)
        };
        for threshold in meta.thresholds {
            table.row([
                meta.id.to_owned(),
                threshold.name.to_owned(),
                super::figure(threshold.default),
                super::figure(limit_of(threshold.name).unwrap_or(threshold.default)),
                threshold.unit.to_owned(),
                threshold.standing.name().to_owned(),
                threshold.source.to_owned(),
            ]);
        }
    }
    table
}
