//! What a system says about itself: talking points by audience, questions with their answers, and what people
//! wrongly believe.

use crate::audit::Audit;
use crate::model::{Collection, List, Loc, Ref, target};
use crate::render::Document;
use crate::report::several;

/// The page.
pub(super) fn voices(audit: &Audit) -> Document {
    let mut document = Document::default();
    document.heading(1, "Talking points, questions and answers");
    talking_points(audit, &mut document);
    questions(audit, &mut document);
    misconceptions(audit, &mut document);
    document
}

fn talking_points(audit: &Audit, document: &mut Document) {
    document.heading(2, "Talking points");
    let points = &audit.corpus.talking_points;
    if points.is_empty() {
        document.paragraph("None is written down yet (talking_points).");
        return;
    }
    let mut audiences: Vec<&str> =
        points.iter().map(|point| point.audience.as_ref().map_or("", |audience| audience.value.trim())).collect();
    audiences.sort_unstable();
    audiences.dedup();
    for audience in audiences {
        document.heading(3, if audience.is_empty() { "For everyone".to_owned() } else { format!("For {audience}") });
        let theirs = points.iter().filter(|point| point.audience.as_ref().map_or("", |named| named.value.trim()) == audience);
        let said = theirs.map(|point| {
            let says = point.says.as_ref().map_or(point.id(), |says| says.value.trim());
            (says.to_owned(), about(audit, &point.about))
        });
        document.points(said.collect());
    }
}

fn questions(audit: &Audit, document: &mut Document) {
    document.heading(2, "Questions and answers");
    if audit.corpus.faq.is_empty() {
        document.paragraph("None is written down yet (faq).");
        return;
    }
    let points = audit.corpus.faq.iter().map(|question| {
        let asks = question.asks.as_ref().map_or(question.id(), |asks| asks.value.trim());
        let answer = question.answer.as_ref().map_or("No answer is written down yet.", |answer| answer.value.trim());
        (asks.to_owned(), [vec![answer.to_owned()], about(audit, &question.about)].concat())
    });
    document.points(points.collect());
}

/// Beliefs that assessments brought to light. They are printed as what they are: nobody's words to repeat.
fn misconceptions(audit: &Audit, document: &mut Document) {
    let mut points = Vec::new();
    for (at, assessment) in audit.corpus.assessments.iter().enumerate() {
        let title = audit.corpus.title_of(Loc::item(Collection::Assessments, at));
        for entry in assessment.items.iter() {
            let Some(belief) = &entry.value.misconception else { continue };
            let asked = entry.value.asks.as_ref().map_or(entry.id(), |asks| asks.value.trim());
            let taken = assessment.taken.map_or(String::new(), |taken| format!(", {}", taken.value));
            let answers = assessment.responses.map_or(String::new(), |n| format!(", {}", several(n.value.0 as usize, "answer", "answers")));
            points.push((belief.value.trim().to_owned(), vec![format!("Found in: {title}{taken}{answers}"), format!("Asked: {asked}")]));
        }
    }
    if !points.is_empty() {
        document.heading(2, "What some people wrongly believe");
        document.paragraph("Recorded as misconceptions in the answers to assessments. Each is a reason to explain.");
        document.points(points);
    }
}

fn about(audit: &Audit, about: &List<Ref<target::Anything>>) -> Vec<String> {
    let titles: Vec<String> = about.iter().map(|one| one.to.map_or_else(|| one.text.to_string(), |to| named(audit, to))).collect();
    if titles.is_empty() { Vec::new() } else { vec![format!("About: {}", titles.join("; "))] }
}

/// An item, or a nested one with the item it is in.
fn named(audit: &Audit, to: Loc) -> String {
    let title = audit.corpus.title_of(to.whole());
    match (to.collection(), to.nested_index()) {
        (Collection::Priorities, Some(index)) => {
            let action = &audit.corpus.priorities[to.index()].actions[index];
            let inner = action.value.title.as_ref().map_or(action.id(), |title| title.value.trim());
            format!("{title}, {inner}")
        }
        (_, Some(_)) => format!("{title}, {}", audit.corpus.nested_id(to).unwrap_or("")),
        (_, None) => title.to_owned(),
    }
}
