//! `diff`: what changed, what that brings, whom it touches and who has to agree.

use super::{change, consequences, several};
use crate::audit::Audit;
use crate::audit::change::{Comparison, State};
use crate::render::Document;

/// The whole report.
pub fn diff(comparison: &Comparison<'_>, states: &[State; 2]) -> Document {
    let mut document = Document::default();
    document.heading(1, "What changed");
    document.paragraph(format!(
        "From {} to {}, as of {}: {}.",
        states[0].shown(),
        states[1].shown(),
        comparison.head.as_of,
        in_short(comparison)
    ));
    remarks(comparison, &mut document);
    changes(comparison, 2, &mut document);
    brings(comparison, 2, &mut document);
    document
}

/// `3 items changed, 1 new, 1 gone, 1 with another id`.
pub(super) fn in_short(comparison: &Comparison<'_>) -> String {
    let diff = &comparison.diff;
    let (mut new, mut gone, mut renamed, mut changed) = (0, 0, 0, 0);
    for item in &diff.items {
        match (item.before, item.after) {
            (None, _) => new += 1,
            (_, None) => gone += 1,
            _ if item.is_renamed() => renamed += 1,
            _ => changed += 1,
        }
    }
    let counted = [(changed, "changed"), (new, "new"), (gone, "removed"), (renamed, "with another id")];
    let mut parts: Vec<String> = counted.iter().filter(|(n, _)| *n > 0).map(|(n, what)| format!("{n} {what}")).collect();
    if let (Some(first), Some((n, what))) = (parts.first_mut(), counted.iter().find(|(n, _)| *n > 0)) {
        *first = format!("{} {what}", several(*n, "item", "items"));
    }
    match (diff.settings.len(), parts.is_empty()) {
        (0, true) => return "nothing that the files say".to_owned(),
        (0, false) => {}
        (n, _) => parts.push(several(n, "setting", "settings")),
    }
    parts.join(", ")
}

/// What is no change, and what could not be compared.
pub(super) fn remarks(comparison: &Comparison<'_>, document: &mut Document) {
    notes(comparison.head, document);
    let diff = &comparison.diff;
    match diff.moved.len() {
        0 => {}
        1 => document.aside("1 item stands in another file and says the same."),
        n => document.aside(format!("{n} items stand in another file and say the same.")),
    }
    if !diff.unread.is_empty() {
        let items: Vec<String> = diff
            .unread
            .iter()
            .filter_map(|&(before, after)| {
                let after = after.map(|loc| comparison.head.corpus.address(loc));
                after.or_else(|| before.map(|loc| comparison.base.corpus.address(loc))).map(String::from)
            })
            .collect();
        let shown = items.iter().take(10).cloned().collect::<Vec<_>>().join(", ");
        let more = items.len().saturating_sub(10);
        let more = if more > 0 { format!(" and {more} more") } else { String::new() };
        document.paragraph(format!("Not compared, because their file could only be read in part on one side: {shown}{more}."));
    }
}

/// What to know about how the two states were read.
pub(super) fn notes(head: &Audit, document: &mut Document) {
    for note in &head.sources.notes {
        document.paragraph(note.as_str());
    }
}

/// What changed, collection by collection.
pub(super) fn changes(comparison: &Comparison<'_>, depth: u8, document: &mut Document) {
    for collection in change::TOLD {
        let own = comparison.diff.items.iter().filter(|item| item.collection() == collection);
        let points: Vec<_> = own.map(|item| change::item(comparison, item)).collect();
        if !points.is_empty() {
            document.heading(depth, change::heading(collection));
            document.points(points);
        }
    }
    if !comparison.diff.settings.is_empty() {
        document.heading(depth, "Settings");
        document.lines(comparison.diff.settings.iter().map(change::field));
    }
}

/// What the change brings.
fn brings(comparison: &Comparison<'_>, depth: u8, document: &mut Document) {
    document.heading(depth, "What it brings");
    document.paragraph(format!("{}.", super::change::capital(&consequences::findings_in_short(comparison))));
    let new = consequences::new_findings(comparison);
    if !new.is_empty() {
        document.heading(depth + 1, "New findings");
        document.points(new);
    }
    let section = |name: &str, lines: Vec<String>, document: &mut Document| {
        if !lines.is_empty() {
            document.heading(depth + 1, name);
            document.lines(lines);
        }
    };
    let fixed = consequences::fixed_findings(comparison);
    if !fixed.is_empty() {
        document.heading(depth + 1, "Settled findings");
        document.points(fixed);
    }
    section("Work that lost somebody", consequences::losses(comparison), document);
    section("More work than time", consequences::load(comparison), document);
    if let Some(said) = consequences::scores_in_short(comparison) {
        document.heading(depth + 1, "Indicators");
        document.paragraph(said);
        document.table(consequences::scores(comparison));
    }
    if !comparison.affected.is_empty() {
        document.heading(depth, "Who is affected");
        document.paragraph(consequences::affected_in_short(comparison));
        document.table(consequences::affected(comparison));
    }
    agree(comparison, depth, document);
}

/// Who has to agree.
pub(super) fn agree(comparison: &Comparison<'_>, depth: u8, document: &mut Document) {
    if comparison.diff.is_empty() {
        return;
    }
    document.heading(depth, "Who must approve");
    if comparison.approvals.must.is_empty() {
        document.paragraph("By the decision rights in these files, nobody in particular.");
    }
    document.points(consequences::approvals(comparison));
    document.lines(consequences::left_loose(comparison));
    if let Some(said) = consequences::ungoverned(comparison) {
        document.aside(said);
    }
}
