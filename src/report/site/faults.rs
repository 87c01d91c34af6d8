//! What was found, by item and by rule, and the pages that say so.

use super::{Site, address_of_rule, named};
use crate::audit::Audit;
use crate::diag::{Finding, Level, RuleMeta};
use crate::render::{Column, Document, Table};
use crate::report::{at, not_assessed, several};
use rustc_hash::FxHashMap;

/// How many of the most harmful findings stand first.
const FIRST: usize = 20;

/// What one rule found.
pub(super) struct ByRule<'a> {
    /// The rule.
    pub meta: &'static RuleMeta,
    /// Its open findings, in the order of the files.
    pub findings: Vec<&'a Finding>,
}

/// Open findings, by the item they are about and by rule.
pub(super) struct Faults<'a> {
    by_item: FxHashMap<&'a str, Vec<&'a Finding>>,
    /// The rules that found something: those that fail first, then those that found most.
    pub rules: Vec<ByRule<'a>>,
}

impl<'a> Faults<'a> {
    pub(super) fn of(audit: &'a Audit) -> Self {
        let mut by_item: FxHashMap<&str, Vec<&Finding>> = FxHashMap::default();
        let mut rules: Vec<ByRule<'_>> = Vec::new();
        let mut places: FxHashMap<&str, usize> = FxHashMap::default();
        for gap in &audit.gaps {
            let Some(finding) = audit.outcome.findings.get(gap.finding) else { continue };
            if let Some(item) = finding.item.as_deref() {
                by_item.entry(item_of(item)).or_default().push(finding);
            }
            let at = *places.entry(finding.rule.id).or_insert_with(|| {
                rules.push(ByRule { meta: finding.rule, findings: Vec::new() });
                rules.len() - 1
            });
            rules[at].findings.push(finding);
        }
        let gravest = |rule: &ByRule<'_>| rule.findings.iter().map(|finding| finding.level).max();
        rules.sort_by(|a, b| gravest(b).cmp(&gravest(a)).then(b.findings.len().cmp(&a.findings.len())).then(a.meta.id.cmp(b.meta.id)));
        Faults { by_item, rules }
    }

    /// Those about an item and everything in it, the most harmful first.
    pub(super) fn about(&self, address: &str) -> &[&'a Finding] {
        self.by_item.get(address).map_or(&[], |findings| findings)
    }
}

/// `roles/team-lead` of `roles/team-lead/run-cycle`.
fn item_of(address: &str) -> &str {
    let end = address.match_indices('/').nth(1).map_or(address.len(), |(at, _)| at);
    &address[..end]
}

/// A finding as a point: what is wrong, and below it the level, the rule, the place and what would put it right.
pub(super) fn point(audit: &Audit, finding: &Finding) -> (String, Vec<String>) {
    let place = finding.span.map_or_else(|| finding.file.clone().unwrap_or_default(), |span| at(audit, span));
    let mut details = vec![format!("{}, {} ({place})", finding.level.name(), address_of_rule(finding.rule.id))];
    details.extend(finding.related.iter().map(|other| format!("{}: {}", at(audit, other.span), other.message)));
    details.extend(finding.help.clone());
    (finding.message.clone(), details)
}

/// Everything that was found.
pub(super) fn all(site: &Site<'_>) -> Document {
    let mut document = Document::default();
    document.heading(1, "Findings");
    let audit = site.audit;
    let remarks = crate::render::findings::remarks(audit);
    document.paragraph(format!("{}.", crate::report::change::capital(&crate::render::findings::counts(audit))));
    document.lines(remarks);
    by_rule(site, &mut document);
    let first = audit.gaps.iter().take(FIRST).filter_map(|gap| audit.outcome.findings.get(gap.finding));
    let points: Vec<_> = first.map(|finding| point(audit, finding)).collect();
    if !points.is_empty() {
        let all = audit.gaps.len();
        document.heading(2, if all > FIRST { format!("The {FIRST} most harmful of {all}") } else { "The most harmful first".to_owned() });
        document.aside(format!("Why this order: {}.", crate::audit::gaps::ORDER));
        document.points(points);
    }
    document.heading(2, "What could not be assessed");
    if audit.outcome.not_assessed.is_empty() {
        document.paragraph("Every question could be answered from the files.");
    } else {
        document.paragraph("Nothing is concluded from these. The last column names the field that would answer the question.");
        not_assessed(&audit.outcome.not_assessed, &mut document);
    }
    document
}

fn by_rule(site: &Site<'_>, document: &mut Document) {
    if site.faults.rules.is_empty() {
        return;
    }
    document.heading(2, "By rule");
    let mut table = Table::new(vec![
        Column::text("rule"),
        Column::number("errors"),
        Column::number("warnings"),
        Column::number("advice"),
        Column::text("finds"),
    ]);
    for rule in &site.faults.rules {
        let count = |level: Level| match rule.findings.iter().filter(|finding| finding.level == level).count() {
            0 => "–".to_owned(),
            n => n.to_string(),
        };
        let cells =
            [rule.meta.id.to_owned(), count(Level::Error), count(Level::Warning), count(Level::Advice), rule.meta.summary.to_owned()];
        table.row_about(address_of_rule(rule.meta.id), cells);
    }
    document.table(table);
}

/// What one rule found, why it matters and what it rests on.
pub(super) fn of_rule(site: &Site<'_>, at: usize) -> Document {
    let mut document = Document::default();
    let Some(rule) = site.faults.rules.get(at) else { return document };
    let docs = rule.meta.pages();
    document.heading(1, rule.meta.id);
    document.paragraph(format!(
        "{}, of what it asks of this framework: {}.",
        several(rule.findings.len(), "finding", "findings"),
        rule.meta.summary
    ));
    document.references(vec![("All findings".into(), vec![named("Findings", super::FINDINGS)])]);
    document.heading(2, "Why it matters");
    document.paragraph(docs.why_in_short());
    document.heading(2, "What was found");
    document.points(rule.findings.iter().map(|finding| point(site.audit, finding)).collect());
    document.aside(format!("“rolewright explain {}” prints an example, its settings and its source.", rule.meta.id));
    document
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_item_has_what_is_found_inside_it() {
        assert_eq!(item_of("roles/lead/run/share"), "roles/lead");
        assert_eq!(item_of("roles/lead"), "roles/lead");
        assert_eq!(item_of("settings"), "settings");
    }
}
