//! `check` on a terminal: each finding with its text, why it matters and what would put it right.

use super::{advice, counts, remarks, verdict};
use crate::audit::Audit;
use crate::diag::{Finding, Level};
use crate::render::terminal::{Screen, wrapped};
use crate::text::{Files, Span, excerpt, printable};
use miette::{
    Diagnostic, GraphicalReportHandler, GraphicalTheme, LabeledSpan, MietteError, MietteSpanContents, Severity, SourceCode, SourceSpan,
    SpanContents, ThemeStyles,
};
use owo_colors::{Style, XtermColors};
use std::fmt::Display;
use std::io::{self, Write};

/// Columns beside a shown line: its number and the frame.
const GUTTER: usize = 12;
/// Lines shown around a place.
const CONTEXT: u32 = 1;
/// The most lines of one place that are shown.
const MOST_LINES: u32 = 6;

/// Writes the findings and the summary; with `quiet`, only the summary.
pub fn write(audit: &Audit, fail_on: Level, quiet: bool, screen: Screen, out: &mut dyn Write) -> io::Result<()> {
    let theme = if screen.color { legible() } else { GraphicalTheme::unicode_nocolor() };
    let handler = GraphicalReportHandler::new_themed(theme).with_width(screen.width).with_links(false).with_context_lines(CONTEXT as usize);
    if !quiet {
        for finding in audit.outcome.findings.iter().filter(|finding| finding.is_open()) {
            let mut text = String::new();
            let shown = Shown::new(finding, &audit.sources.files, screen.width.saturating_sub(GUTTER));
            // Writing to a string cannot fail, and a finding that could not be drawn is still named.
            if handler.render_report(&mut text, &shown).is_err() {
                text = format!("{shown}\n");
            }
            write!(out, "{}", trim_lines(&text))?;
            also(finding, &audit.sources.files, screen, out)?;
            writeln!(out)?;
        }
    }
    summary(audit, fail_on, screen, out)
}

/// Colours that can be read on white and on black: what carries words is dark orange or teal, which have a contrast
/// of more than 4 to 1 on both, or has no colour of its own. Yellow and cyan vanish on white, blue on black.
fn legible() -> GraphicalTheme {
    let (orange, teal) = (Style::new().color(XtermColors::from(130)), Style::new().color(XtermColors::from(30)));
    GraphicalTheme {
        styles: ThemeStyles {
            error: Style::new().red().bold(),
            warning: orange.bold(),
            advice: teal.bold(),
            help: Style::new().bold(),
            link: Style::new().bold().underline(),
            linum: Style::new(),
            highlights: vec![Style::new().magenta().bold()],
        },
        ..GraphicalTheme::unicode()
    }
}

fn trim_lines(text: &str) -> String {
    text.lines().map(|line| format!("{}\n", line.trim_end())).collect()
}

/// The other places of the same cause: where, what is to be seen there, and the line itself.
fn also(finding: &Finding, files: &Files, screen: Screen, out: &mut dyn Write) -> io::Result<()> {
    for related in &finding.related {
        let place = files.place(related.span);
        let file = files.get(related.span.file);
        let line = &file.text[file.line_index().line_range(&file.text, place.line)];
        let head = format!("{}:{}:{}: {}", file.path, place.line, place.column, related.message);
        wrapped(&printable(&head), "  also: ", "        ", screen, out)?;
        writeln!(out, "        │ {}", excerpt(line.trim(), screen.width.saturating_sub(GUTTER)))?;
    }
    Ok(())
}

fn summary(audit: &Audit, fail_on: Level, screen: Screen, out: &mut dyn Write) -> io::Result<()> {
    let name = audit.corpus.settings.name.as_ref().map_or("This framework".into(), |name| printable(&name.value));
    let open = counts(audit);
    wrapped(
        &format!("{name}, as of {}: {open} in {} files, {} items.", audit.as_of, audit.sources.files.len(), audit.corpus.len()),
        "",
        "",
        screen,
        out,
    )?;
    for remark in remarks(audit) {
        wrapped(&printable(&remark), "", "  ", screen, out)?;
    }
    let next = &audit.gaps;
    if !next.is_empty() {
        writeln!(out, "\nThe next fixes that would help most:")?;
    }
    for (at, gap) in next.iter().take(3).enumerate() {
        let finding = &audit.outcome.findings[gap.finding];
        let place = finding.span.map_or(String::new(), |span| format!(" ({})", audit.sources.files.path_line(span)));
        let help = finding.help.as_deref().unwrap_or("");
        wrapped(&printable(&format!("{}{place}. {help}", finding.message)), &format!("{}. ", at + 1), "   ", screen, out)?;
    }
    writeln!(out)?;
    wrapped(&verdict(audit, fail_on), "", "", screen, out)
}

/// A finding as miette draws it.
#[derive(Debug)]
struct Shown {
    code: String,
    severity: Severity,
    message: String,
    help: String,
    snippet: Option<Snippet>,
}

impl Shown {
    fn new(finding: &Finding, files: &Files, width: usize) -> Self {
        let severity = match finding.level {
            Level::Error => Severity::Error,
            Level::Warning => Severity::Warning,
            Level::Advice => Severity::Advice,
        };
        Shown {
            code: format!("{} · {}", finding.level.name(), finding.rule.id),
            severity,
            message: printable(&finding.message).into_owned(),
            help: printable(&advice(finding)).into_owned(),
            snippet: finding.span.map(|span| Snippet::new(span, files, width)),
        }
    }
}

impl Display for Shown {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for Shown {}

impl Diagnostic for Shown {
    fn code<'a>(&'a self) -> Option<Box<dyn Display + 'a>> {
        (!self.code.is_empty()).then(|| Box::new(&self.code) as Box<dyn Display>)
    }

    fn severity(&self) -> Option<Severity> {
        Some(self.severity)
    }

    fn help<'a>(&'a self) -> Option<Box<dyn Display + 'a>> {
        (!self.help.is_empty()).then(|| Box::new(&self.help) as Box<dyn Display>)
    }

    fn source_code(&self) -> Option<&dyn SourceCode> {
        self.snippet.as_ref().map(|snippet| snippet as &dyn SourceCode)
    }

    fn labels(&self) -> Option<Box<dyn Iterator<Item = LabeledSpan> + '_>> {
        let snippet = self.snippet.as_ref()?;
        Some(Box::new(std::iter::once(LabeledSpan::new_with_span(None, snippet.mark))))
    }
}

/// A few lines of a file, made safe to print, with the place marked in them.
#[derive(Debug)]
struct Snippet {
    name: String,
    text: String,
    mark: SourceSpan,
    line: u32,
    column: u32,
    first_line: u32,
    lines: u32,
}

impl Snippet {
    fn new(span: Span, files: &Files, width: usize) -> Self {
        let file = files.get(span.file);
        let place = files.place(span);
        let first = place.line.saturating_sub(CONTEXT).max(1);
        let last = (place.end_line + CONTEXT).min(first + MOST_LINES).min(file.line_index().len() as u32);
        let mut text = String::new();
        let (mut start, mut end) = (0, 0);
        for line in first..=last.max(first) {
            let range = file.line_index().line_range(&file.text, line);
            let own = &file.text[range.clone()];
            let from = span.range().start.saturating_sub(range.start).min(own.len());
            let to = span.range().end.saturating_sub(range.start).min(own.len());
            let clip = Clip::around(own, if line == place.line { from } else { 0 }, width);
            if line == place.line {
                start = text.len() + clip.offset(own, from);
            }
            if line <= place.end_line {
                end = text.len() + clip.offset(own, to.max(if line == place.line { from } else { 0 }));
            }
            text.push_str(&clip.shown);
            text.push('\n');
        }
        let mark = SourceSpan::from((start, end.saturating_sub(start)));
        Snippet {
            name: printable(&file.path).into_owned(),
            text,
            mark,
            line: place.line,
            column: place.column,
            first_line: first,
            lines: last.saturating_sub(first) + 1,
        }
    }
}

/// The part of a line that is shown.
struct Clip {
    skipped: usize,
    shown: String,
}

impl Clip {
    fn around(line: &str, at: usize, width: usize) -> Self {
        if line.chars().take(width + 1).count() <= width {
            return Clip { skipped: 0, shown: printable_fixed(line) };
        }
        let back = line[..at].char_indices().rev().nth(width / 4).map_or(0, |(byte, _)| byte);
        let window: String = line[back..].chars().take(width).collect();
        Clip { skipped: back, shown: printable_fixed(&window) }
    }

    /// Where a byte of the line stands in what is shown.
    fn offset(&self, line: &str, at: usize) -> usize {
        let wanted = line.get(self.skipped..at.max(self.skipped)).unwrap_or("");
        printable_fixed(wanted).len().min(self.shown.len())
    }
}

/// Printable, keeping tabs as one space each so that what is marked stays in line.
fn printable_fixed(text: &str) -> String {
    printable(text.trim_start_matches('\u{feff}')).into_owned()
}

impl SourceCode for Snippet {
    /// miette asks without context for the place it names, and with context for the lines it draws.
    fn read_span<'a>(&'a self, _: &SourceSpan, before: usize, after: usize) -> Result<Box<dyn SpanContents<'a> + 'a>, MietteError> {
        let name = self.name.clone();
        if before + after == 0 {
            let (line, column) = (self.line.saturating_sub(1) as usize, self.column.saturating_sub(1) as usize);
            return Ok(Box::new(MietteSpanContents::new_named(name, self.text.as_bytes(), self.mark, line, column, 1)));
        }
        let whole = SourceSpan::from((0, self.text.len()));
        let first = self.first_line.saturating_sub(1) as usize;
        Ok(Box::new(MietteSpanContents::new_named(name, self.text.as_bytes(), whole, first, 0, self.lines as usize)))
    }
}
