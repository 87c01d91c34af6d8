//! `guide`: each question with why it is asked, what an answer would change, what the files say and what they do not.

use super::{at, several};
use crate::audit::Audit;
use crate::audit::guide::{Evidence, Guide, Named, Question, Unknown};
use crate::render::Document;

/// Items that a count names; all of them are in the JSON.
const NAMED: usize = 6;

/// The page.
pub fn guide(audit: &Audit, guide: &Guide) -> Document {
    let mut document = Document::default();
    let of = guide.unit.map_or(String::new(), |unit| format!(": {}", audit.corpus.units[unit].id()));
    document.heading(1, format!("Questions for a leadership team{of}"));
    let asked = guide.questions().count();
    let answered = guide.questions().filter(|question| !question.evidence.is_empty()).count();
    document.paragraph(format!(
        "{}, as of {}. For {answered} of them the files hold something to count; the answers are yours.",
        several(asked, "question", "questions"),
        audit.as_of
    ));
    if guide.unit.is_some() {
        document.paragraph("Shown: priorities, surveys and local changes of this unit, of those below it and of those above it; roles, posts and people in it or below it; every decision.");
    }
    document.aside("Each count says how many of how many, then the items to talk about with their lines. A count is a place to start talking and not a mark: some should be high, some low, and some are neither.");
    let mut number = 0;
    for theme in &guide.themes {
        document.heading(2, theme.title);
        for question in &theme.questions {
            number += 1;
            one(audit, number, question, &mut document);
        }
    }
    document
}

fn one(audit: &Audit, number: usize, question: &Question, document: &mut Document) {
    document.heading(3, format!("{number}. {}", question.asks));
    document.facts(vec![("Why".to_owned(), question.why.to_owned()), ("A good answer".to_owned(), question.changes.to_owned())]);
    let mut points: Vec<_> = question.evidence.iter().map(|evidence| counted(audit, evidence)).collect();
    if points.is_empty() {
        points.push(("The files hold nothing about this yet.".to_owned(), Vec::new()));
    }
    if !question.unknown.is_empty() {
        points.push(("Not known".to_owned(), question.unknown.iter().map(unknown).collect()));
    }
    document.points(points);
}

fn counted(audit: &Audit, evidence: &Evidence) -> (String, Vec<String>) {
    // A line that says “and 1 more” is as long as the one it leaves out.
    let shown = if evidence.named.len() == NAMED + 1 { NAMED + 1 } else { NAMED };
    let mut details: Vec<String> = evidence.named.iter().take(shown).map(|named| line(audit, named)).collect();
    let more = evidence.named.len().saturating_sub(shown);
    if more > 0 {
        details.push(format!("and {more} more (all of them with --format json)"));
    }
    (format!("{}: {} of {}", evidence.says, evidence.met, evidence.of), details)
}

fn line(audit: &Audit, named: &Named) -> String {
    let item = named.item.split_once('/').map_or(named.item.as_str(), |(_, id)| id);
    let says = if named.says.is_empty() { String::new() } else { format!(": {}", named.says) };
    format!("{item}{says} ({})", at(audit, named.span))
}

fn unknown(unknown: &Unknown) -> String {
    match unknown.count {
        Some(count) => format!("{} ({}), {}", unknown.because, unknown.unlock, several(count, "time", "times")),
        None => format!("{} ({})", unknown.because, unknown.unlock),
    }
}
