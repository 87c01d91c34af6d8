//! `trace --impact`: what would stop if nobody held a role, said so that text and JSON cannot disagree.

use crate::analysis::absence::{Absence, Duty, Effect, Fate};
use crate::analysis::bench::ENOUGH;
use crate::model::Corpus;

/// Every kind of work a role is there for, in order.
pub const DUTIES: [Duty; 11] = [
    Duty::Owns,
    Duty::Answers,
    Duty::Does,
    Duty::Collects,
    Duty::Chairs,
    Duty::Sits,
    Duty::Decides,
    Duty::Agrees,
    Duty::Coaches,
    Duty::Judges,
    Duty::StepsIn,
];

/// What the role is there for, as it ends the sentence “it …”.
pub fn duty(duty: Duty) -> &'static str {
    match duty {
        Duty::Owns => "owns a priority",
        Duty::Answers => "answers for an action (A)",
        Duty::Does => "does an action (R)",
        Duty::Collects => "collects a measure",
        Duty::Chairs => "chairs a committee",
        Duty::Sits => "sits on a committee",
        Duty::Decides => "decides",
        Duty::Agrees => "must agree before others decide",
        Duty::Coaches => "coaches",
        Duty::Judges => "judges evidence",
        Duty::StepsIn => "is the backup of a role",
    }
}

/// What is missing where it stops.
pub fn lack(duty: Duty) -> &'static str {
    match duty {
        Duty::Owns => "no owner",
        Duty::Answers => "nobody to answer for it (A)",
        Duty::Does => "nobody qualified to do it (R)",
        Duty::Collects => "nobody to collect it",
        Duty::Chairs => "no chair",
        Duty::Sits => "too few seats filled",
        Duty::Decides => "nobody to decide it",
        Duty::Agrees => "no agreement",
        Duty::Coaches => "no coach",
        Duty::Judges => "no judge",
        Duty::StepsIn => "no backup",
    }
}

/// Why it stops, goes on, or cannot be known.
pub fn why(corpus: &Corpus, absence: &Absence, effect: &Effect) -> String {
    let role = &corpus.roles[absence.role];
    let id = |at: usize| corpus.roles[at].id();
    match effect.fate {
        Fate::Stops if effect.duty == Duty::StepsIn => format!("{} is its only backup", role.id()),
        Fate::Stops => match role.backup.as_ref() {
            Some(backup) if effect.duty == Duty::Coaches && backup.to == Some(effect.about.loc) => {
                format!("{}, the backup, is who is coached", backup.text)
            }
            Some(backup) => format!("nobody there holds {}, the backup", backup.text),
            None => format!("{} names no backup", role.id()),
        },
        Fate::NoQuorum(left, all) => format!("{left} of {all} seats would be filled"),
        Fate::Seats(left, all) => format!("{left} of {all} seats would still be filled, enough for its quorum"),
        Fate::Backup(by, n) => format!("{} steps in: {}", id(by), people(n)),
        Fate::Others(n) => format!("others are named for it: {} with what it requires, their backups included", people(n)),
        Fate::AlsoNamed(by) => format!("{} is named for it too", id(by)),
        Fate::Unknown(field) => format!("the files do not say: {field}"),
    }
}

fn people(n: usize) -> String {
    match n {
        1 => "1 person".to_owned(),
        n if n >= ENOUGH => format!("{ENOUGH} people or more"),
        n => format!("{n} people"),
    }
}
