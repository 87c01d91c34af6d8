//! `report pr`: a comment for whoever reviews a change, short enough for GitHub, the same place every time.

use super::consequences::{self, Points};
use super::{at, change, diff, several};
use crate::audit::change::{Comparison, State};
use crate::render::{Document, Table, markdown};
use std::path::Path;

/// Bytes for each part. GitHub refuses comments over 65,536 characters; what stands around the parts is small.
const CHANGES: usize = 16_000;
const FINDINGS: usize = 16_000;
const SETTLED: usize = 5_000;
const LOAD: usize = 5_000;
const SCORES: usize = 3_000;
const AFFECTED: usize = 5_000;
const APPROVALS: usize = 9_000;
/// What Markdown adds around a point or a cell.
const MARKS: usize = 8;
/// Characters of the framework's name that are shown.
const NAME: usize = 120;

/// The comment: a first line that no reader sees, by which a program finds it again, and what is said.
#[derive(Debug)]
pub struct Comment {
    /// An HTML comment that names the framework's folder.
    pub mark: String,
    /// The rest, as a page of its own.
    pub page: Document,
}

impl Comment {
    /// The same as it is posted: below the title that the page around it has.
    pub fn posted(&self) -> Document {
        let mut posted = Document::default();
        posted.append(self.page.clone(), 1);
        posted
    }
}

/// Writes it for the change from the first state to the second. `inside` is the framework's folder from the
/// root of its repository, so that each of several frameworks has its own comment.
pub fn pr(comparison: &Comparison<'_>, states: &[State; 2], inside: &Path) -> Comment {
    let mut document = Document::default();
    document.heading(1, verdict(comparison));
    document.paragraph(format!(
        "From {} to {}, as of {}: {}; {}.",
        states[0].shown(),
        states[1].shown(),
        comparison.head.as_of,
        diff::in_short(comparison),
        consequences::findings_in_short(comparison)
    ));
    diff::remarks(comparison, &mut document);
    section("What changed", changes(comparison), CHANGES, &mut document);
    section("Work that lost somebody", lines(consequences::losses(comparison)), LOAD, &mut document);
    section("More work than time", lines(consequences::load(comparison)), LOAD, &mut document);
    scores(comparison, &mut document);
    affected(comparison, &mut document);
    section("New findings", consequences::new_findings(comparison), FINDINGS, &mut document);
    section("Settled findings", settled(comparison), SETTLED, &mut document);
    approvals(comparison, &mut document);
    Comment { mark: mark(inside), page: document }
}

/// The heading: what is new, in a line.
fn verdict(comparison: &Comparison<'_>) -> String {
    let name = comparison.head.corpus.settings.name.as_ref().map_or("Framework".to_owned(), |name| crate::text::excerpt(&name.value, NAME));
    match (consequences::new_by_level(comparison), comparison.diff.is_empty()) {
        (new, true) if new.is_empty() => format!("{name}: nothing changed in what the files say"),
        (new, _) if new.is_empty() => format!("{name}: this change brings no new finding"),
        (new, _) => format!("{name}: this change brings {new}"),
    }
}

/// Nothing in it can end the comment that it stands in.
fn mark(inside: &Path) -> String {
    let plain = |c: char| if c.is_ascii_alphanumeric() || "._/".contains(c) { c } else { '_' };
    let folder: String = inside.to_string_lossy().chars().map(plain).collect();
    let folder = if folder.is_empty() { ".".to_owned() } else { folder };
    format!("<!-- rolewright report pr: {} -->", crate::text::excerpt(&folder, 200))
}

fn changes(comparison: &Comparison<'_>) -> Points {
    let of = |collection| comparison.diff.items.iter().filter(move |item| item.collection() == collection);
    let items = change::TOLD.into_iter().flat_map(of).map(|item| change::item(comparison, item));
    let settings = comparison.diff.settings.iter().map(|field| (format!("Settings: {}", change::field(field)), Vec::new()));
    items.chain(settings).collect()
}

fn settled(comparison: &Comparison<'_>) -> Points {
    let line = |&number: &usize| {
        let finding = &comparison.base.outcome.findings[number];
        let place = finding.span.map_or_else(String::new, |span| format!(" ({})", at(comparison.base, span)));
        (format!("{}{place} · {}", finding.message, finding.rule.id), Vec::new())
    };
    comparison.findings.fixed.iter().map(line).collect()
}

fn scores(comparison: &Comparison<'_>, document: &mut Document) {
    let Some(said) = consequences::scores_in_short(comparison) else { return };
    document.heading(2, "Indicators");
    document.paragraph(said);
    let (table, cut) = rows_within(consequences::scores(comparison), SCORES);
    document.table(table);
    say_cut(cut, document);
}

fn affected(comparison: &Comparison<'_>, document: &mut Document) {
    if comparison.affected.is_empty() {
        return;
    }
    document.heading(2, "Who is affected");
    document.paragraph(consequences::affected_in_short(comparison));
    let (table, cut) = rows_within(consequences::affected(comparison), AFFECTED);
    document.table(table);
    say_cut(cut, document);
}

fn approvals(comparison: &Comparison<'_>, document: &mut Document) {
    if comparison.diff.is_empty() {
        return;
    }
    let must = consequences::approvals(comparison);
    if must.is_empty() {
        document.heading(2, "Who must approve");
        document.paragraph("By the decision rights in these files, nobody in particular.");
    }
    section("Who must approve", must, APPROVALS, document);
    let (loose, cut) = within(lines(consequences::left_loose(comparison)), APPROVALS / 3);
    document.points(loose);
    say_cut(cut, document);
    if let Some(said) = consequences::ungoverned(comparison) {
        document.aside(said);
    }
}

fn lines(lines: Vec<String>) -> Points {
    lines.into_iter().map(|line| (line, Vec::new())).collect()
}

fn section(name: &str, points: Points, most: usize, document: &mut Document) {
    if points.is_empty() {
        return;
    }
    document.heading(2, name);
    let (kept, cut) = within(points, most);
    document.points(kept);
    say_cut(cut, document);
}

fn say_cut(cut: usize, document: &mut Document) {
    if cut > 0 {
        let more = several(cut, "more entry was", "more entries were");
        document.paragraph(format!("{more} cut to keep this under GitHub's limit; rolewright diff shows them all."));
    }
}

/// As many points as fit, and how many did not.
fn within(points: Points, most: usize) -> (Points, usize) {
    let all = points.len();
    let length = |text: &str| markdown::escape(text).len() + MARKS;
    let mut room = most;
    let mut fits = |point: &(String, Vec<String>)| {
        let size = length(&point.0) + point.1.iter().map(|detail| length(detail)).sum::<usize>();
        let fits = size <= room;
        room -= if fits { size } else { 0 };
        fits
    };
    let kept: Points = points.into_iter().filter(|point| fits(point)).collect();
    let cut = all - kept.len();
    (kept, cut)
}

fn rows_within(mut table: Table, most: usize) -> (Table, usize) {
    let all = table.rows.len();
    let mut room = most;
    table.rows.retain(|row| {
        let size: usize = row.iter().map(|cell| markdown::escape(cell).len() + MARKS).sum();
        let fits = size <= room;
        room -= if fits { size } else { 0 };
        fits
    });
    let cut = all - table.rows.len();
    (table, cut)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_mark_cannot_be_ended_early() {
        assert_eq!(mark(Path::new("")), "<!-- rolewright report pr: . -->");
        assert_eq!(mark(Path::new("a-->b/c d")), "<!-- rolewright report pr: a___b/c_d -->");
    }

    #[test]
    fn what_does_not_fit_is_counted() {
        let points = vec![("x".repeat(50), vec![]), ("y".repeat(500), vec![]), ("z".into(), vec!["<".repeat(3)])];
        let (kept, cut) = within(points, 100);
        assert_eq!((kept.len(), cut), (2, 1));
    }
}
