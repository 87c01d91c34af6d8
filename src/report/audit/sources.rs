//! What every number rests on: the formula of each indicator with the figures of this framework, and the thresholds
//! with their sources. And what a team could ask itself.

use super::Material;
use crate::audit::guide::{Evidence, Guide};
use crate::audit::indicators::Indicator;
use crate::render::{Column, Document, Table};
use crate::report::{figure, indicators};
use crate::rules;

/// Every indicator in full: all its figures, what is not assessed, and how each is worked out.
pub(super) fn formulas(material: &Material<'_>, document: &mut Document) {
    document.heading(2, "Annex: the indicators in full");
    indicators::scorecard(&material.indicators, document);
    document.heading(3, "How each is worked out");
    for indicator in &material.indicators {
        document.heading(4, indicator.meta.id);
        document
            .facts(vec![("Asks".to_owned(), indicator.meta.summary.to_owned()), ("Formula".to_owned(), indicator.meta.page().formula())]);
        document.table(parts(indicator));
    }
}

fn parts(indicator: &Indicator) -> Table {
    let mut table =
        Table::new(vec![Column::text("Figure"), Column::number("Numerator"), Column::number("Denominator"), Column::number("Value")]);
    let shown = indicator.figures.iter().enumerate().filter(|(at, one)| *at == 0 || one.ratio.value().is_some());
    for (_, one) in shown {
        let known = |number: f64| if one.ratio.value().is_some() { figure(number) } else { "–".to_owned() };
        table.row([indicators::label(one), known(one.ratio.numerator), known(one.ratio.denominator), indicators::value(one)]);
    }
    table
}

/// Every number that a rule judged by here.
pub(super) fn thresholds(material: &Material<'_>, document: &mut Document) {
    document.heading(2, "Annex: the thresholds and their sources");
    let outcome = &material.audit.outcome;
    let asked = |rule: &str| {
        outcome.met.get(rule).is_some_and(|met| *met > 0)
            || outcome.findings.iter().any(|finding| finding.rule.id == rule)
            || outcome.not_assessed.iter().any(|open| open.rule.id == rule)
    };
    let asked: Vec<_> = rules::catalogue().into_iter().filter(|meta| asked(meta.id)).collect();
    if asked.iter().all(|meta| meta.thresholds.is_empty()) {
        document.paragraph("No rule that had anything to judge here judges by a number.");
    } else {
        document.paragraph(
            "Every number that a rule judged by here. An unsourced judgement is ours: set your own under [rules] in rolewright.toml.",
        );
        document.table(crate::report::rules::numbers(&asked, &material.audit.limits));
    }
    document.paragraph("Indicators, gaps and sums are worked out with these; no setting changes them.");
    document.table(crate::report::rules::fixed_numbers());
}

/// The questions of `guide`, each with its counts.
pub(super) fn guide(material: &Material<'_>, document: &mut Document) {
    document.heading(2, "Annex: questions to discuss");
    document.paragraph("What a leadership team could ask itself. Behind each stands what the files hold: a place to start talking and not a mark. “rolewright guide” names the items and says why each is asked.");
    for theme in &Guide::of(material.audit, None).themes {
        document.heading(3, theme.title);
        let points = theme.questions.iter().map(|question| {
            let mut counts: Vec<String> = question.evidence.iter().map(counted).collect();
            if counts.is_empty() {
                counts.push("The files hold nothing about this yet.".to_owned());
            }
            (question.asks.to_owned(), counts)
        });
        document.points(points.collect());
    }
}

fn counted(evidence: &Evidence) -> String {
    format!("{}: {} of {}", evidence.says, evidence.met, evidence.of)
}
