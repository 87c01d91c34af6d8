//! What to do about the gaps: the decision asked for on the first page, and the recommendations, now and to build
//! toward, each with the findings it closes and with whoever decides where the files say so.

use super::Material;
use super::annex::clause;
use crate::audit::gaps::finding;
use crate::audit::recommendations::{Change, Ground, NOW, Recommendation, Who};
use crate::render::{Column, Document, Table};
use crate::report::{at, several};

/// Findings that a recommendation names; all of them are in the annex.
const NAMED: usize = 8;

/// The decision asked for: of the first `most` gaps, those that are for now.
pub(super) fn decision(material: &Material<'_>, most: usize, document: &mut Document) {
    document.heading(3, "The decision asked for");
    let mut rows: Vec<(Option<Who>, Change, Vec<usize>)> = Vec::new();
    for one in material.recommendations.iter().filter(|one| one.now) {
        for (gap, who) in one.closes.iter().filter(|(gap, _)| *gap < most) {
            match rows.iter_mut().find(|(known, change, _)| known == who && *change == one.change) {
                Some((_, _, gaps)) => gaps.push(*gap),
                None => rows.push((*who, one.change, vec![*gap])),
            }
        }
    }
    if rows.is_empty() {
        document.paragraph("None: nothing among the findings above has to be decided now, by the rule under “Recommendations”.");
        return;
    }
    rows.sort_by_key(|(_, _, gaps)| gaps.first().copied());
    let mut table =
        Table::new(vec![Column::text("To decide"), Column::text("Who decides"), Column::text("Because"), Column::text("Finding")]);
    for (who, change, gaps) in rows {
        let numbers: Vec<String> = gaps.iter().map(|gap| (gap + 1).to_string()).collect();
        let (actor, ground) = who.map_or_else(|| ("not stated".to_owned(), "the files do not say".to_owned()), |who| named(material, &who));
        table.row([decides(change).to_owned(), actor, ground, numbers.join(", ")]);
    }
    document.table(table);
}

/// Who, and why they decide.
fn named(material: &Material<'_>, who: &Who) -> (String, String) {
    let corpus = &material.audit.corpus;
    let ground = match who.ground {
        Ground::Decision(decision) => {
            let decision = &corpus.decisions[decision];
            format!("decides {} ({})", decision.id(), at(material.audit, decision.span()))
        }
        Ground::Owns(priority) => format!("owns {}", corpus.priorities[priority].id()),
        Ground::Chairs(committee) => format!("has the chair of {}", corpus.committees[committee].id()),
    };
    (corpus.title_of(who.actor).to_owned(), ground)
}

/// The section: first what is for now, then what to build toward.
pub(super) fn recommendations(material: &Material<'_>, document: &mut Document) {
    document.heading(2, "Recommendations");
    if material.recommendations.is_empty() {
        document.paragraph("None: no finding is open in what could be assessed.");
        return;
    }
    document.paragraph(
        "Findings that the same kind of change closes stand together. Their numbers are those of “rolewright gaps”, where 1 harms most; the annex has each with its line and what would make it right. Who decides comes from the files: the decider of a decision that governs the field, the owner of a priority, the chair of a committee.",
    );
    document.paragraph(NOW);
    for (name, now, none) in [("Now", true, "Nothing has to be closed now."), ("Build toward", false, "Nothing is left to build toward.")] {
        document.heading(3, name);
        let points: Vec<_> = material.recommendations.iter().filter(|one| one.now == now).map(|one| point(material, one)).collect();
        if points.is_empty() {
            document.paragraph(none);
        }
        document.points(points);
    }
}

fn point(material: &Material<'_>, one: &Recommendation) -> (String, Vec<String>) {
    let mut details = vec![deciders(material, one)];
    // A line that says “and 1 more” is as long as the one it leaves out.
    let shown = if one.closes.len() == NAMED + 1 { NAMED + 1 } else { NAMED };
    details.extend(one.closes.iter().take(shown).map(|(gap, _)| {
        let found = finding(material.audit, &material.gaps[*gap]);
        let place = found.span.map_or_else(|| found.file.clone().unwrap_or_default(), |span| at(material.audit, span));
        format!("Closes {}: {} ({}, {place}).", gap + 1, clause(&found.message), found.rule.id)
    }));
    let more = one.closes.len().saturating_sub(shown);
    if more > 0 {
        details.push(format!("and {more} more, in the annex"));
    }
    (format!("{}: {}.", name(one.change), several(one.closes.len(), "finding", "findings")), details)
}

/// `Who decides: Principal decides lead-release (2, 5); not stated for 7.`
fn deciders(material: &Material<'_>, one: &Recommendation) -> String {
    let mut by: Vec<(Option<Who>, Vec<String>)> = Vec::new();
    for (gap, who) in &one.closes {
        match by.iter_mut().find(|(known, _)| known == who) {
            Some((_, gaps)) => gaps.push((gap + 1).to_string()),
            None => by.push((*who, vec![(gap + 1).to_string()])),
        }
    }
    // Whoever is named comes before what the files leave open.
    by.sort_by_key(|(who, _)| who.is_none());
    let said = by.iter().map(|(who, gaps)| match who {
        Some(who) => {
            let (actor, ground) = named(material, who);
            format!("{actor}, who {ground} ({})", gaps.join(", "))
        }
        None if one.closes.len() == gaps.len() => "the files do not say".to_owned(),
        None => format!("the files do not say for {}", gaps.join(", ")),
    });
    format!("Who decides: {}.", said.collect::<Vec<_>>().join("; "))
}

/// The change as a request.
fn name(change: Change) -> &'static str {
    match change {
        Change::Repair => "Repair what cannot be read as it was meant",
        Change::Answer => "Say who owns it, who answers for it and who does it",
        Change::Agreement => "Make the plan and the job descriptions say the same",
        Change::Levels => "Join the levels, from the system to the classroom",
        Change::Measures => "Complete the measures",
        Change::Course => "Change course where a measure is not on its way",
        Change::Theory => "Say how it is meant to work",
        Change::Focus => "Say which priorities stay, and what each serves",
        Change::Week => "Make the week fit",
        Change::Learning => "Help people learn and show what they are asked for",
        Change::Charters => "Settle what each committee is for",
        Change::Rights => "Settle who decides what",
        Change::Second => "Prepare a second person",
        Change::Pathway => "Make each step of a career a step",
        Change::Money => "Secure what pays for it",
        Change::Fresh => "Look again at what may have gone stale, and tell people",
        Change::Words => "Say what is done and what comes of it",
        Change::Reach => "Reach the places and people that nobody covers",
        Change::Ground => "Prepare the ground",
    }
}

/// The same as what is to be decided.
fn decides(change: Change) -> &'static str {
    match change {
        Change::Repair => "What the files are meant to say",
        Change::Answer => "Who owns it, who answers for it and who does it",
        Change::Agreement => "Whose work it is",
        Change::Levels => "Who carries it at each level, and who works with whom",
        Change::Measures => "What is measured, from what to what, and by whom",
        Change::Course => "What changes now, so that the measure moves",
        Change::Theory => "What leaders, teachers and students will do",
        Change::Focus => "Which priorities stay, and what each serves",
        Change::Week => "What leaves the week, or how much release is added",
        Change::Learning => "How it is learnt and shown, or what is no longer asked",
        Change::Charters => "What the committee is for, and how it decides",
        Change::Rights => "Who decides, and how freely",
        Change::Second => "Who steps in or takes over",
        Change::Pathway => "What each step of the career brings",
        Change::Money => "What pays for it, and what after that",
        Change::Fresh => "Whether it still holds, and who is told",
        Change::Words => "What the duty is",
        Change::Reach => "Who covers them",
        Change::Ground => "What must be in place first",
    }
}
