//! A priority that does not say how it is supposed to work.

use super::Ctx;
use crate::diag::{Case, Level, Reporter};
use crate::model::{Text, TheoryOfAction};
use crate::text::listed;

rule! {
    "theory-of-action-missing", Alignment,
    "an active priority does not say what leaders, teachers and students will do",
    cases: [Case::missing("absent", Level::Warning), Case::missing("incomplete", Level::Warning)],
    thresholds: [],
    check
}

fn check(cx: &Ctx<'_>, out: &mut Reporter<'_>) {
    for (_, priority) in cx.facts.work.active() {
        let missing = priority.theory_of_action.as_ref().map_or(vec!["leaders", "teachers", "students"], lacking);
        let (case, message) = match missing.len() {
            0 => {
                out.met();
                continue;
            }
            3 => ("absent", format!("{} has no theory of action", priority.id())),
            _ => ("incomplete", format!("the theory of action of {} does not say what {} will do", priority.id(), listed(&missing))),
        };
        // Where some of it is said, it is that which is incomplete.
        let said = priority.theory_of_action.as_ref().and_then(|theory| {
            [&theory.leaders, &theory.teachers, &theory.students].into_iter().find_map(|text| Some(text.as_ref()?.span))
        });
        out.report(case, said.unwrap_or(priority.span()), message).item(priority.address()).help(
            "Under “theory_of_action” write one sentence each: if leaders do this, teachers will do that, and students will then do this.",
        );
    }
}

fn lacking(theory: &TheoryOfAction) -> Vec<&'static str> {
    let blank = |text: &Option<Text>| text.as_ref().is_none_or(|text| text.value.trim().is_empty());
    let parts = [("leaders", &theory.leaders), ("teachers", &theory.teachers), ("students", &theory.students)];
    parts.into_iter().filter(|(_, text)| blank(text)).map(|(who, _)| who).collect()
}
