//! How a link is said, from either end, so that “X”, the words and “the role Y” make a sentence.

use super::Way;
use crate::analysis::relations::{Detail, Link, Relation as R};

/// The words of a link, read downwards from what rests on the other, or upwards from what is rested on.
pub fn words(link: &Link<'_>, way: Way) -> String {
    let down = way == Way::Down;
    match link.detail {
        Detail::Level(level) => at_level(link, level, down),
        Detail::Count(count) => counted(link.relation, count, down),
        Detail::Word(word) => with_word(link.relation, word, down),
        Detail::None => plain(link.relation, down).to_owned(),
    }
}

fn at_level(link: &Link<'_>, level: &str, down: bool) -> String {
    let people = if link.times == 1 { "1 person".to_owned() } else { format!("{} people", link.times) };
    match (link.relation, down) {
        (R::Shown, true) => format!("was shown at “{level}” by {people} of"),
        (R::Shown, false) => format!("has {people} who showed, at “{level}”,"),
        (_, true) => format!("requires, at “{level}”,"),
        (_, false) => format!("is required, at “{level}”, by"),
    }
}

fn counted(relation: R, count: Option<u32>, down: bool) -> String {
    let of = |one: &str, many: &str| match count {
        Some(1) => format!("1 {one}"),
        Some(n) => format!("{n} {many}"),
        None => many.to_owned(),
    };
    match (relation, down) {
        (R::Seated, true) => format!("has {} for", of("seat", "seats")),
        (R::Seated, false) => format!("has {} on", of("seat", "seats")),
        (_, true) if count == Some(0) => "is held by nobody in".to_owned(),
        (_, true) if count.is_none() => "is held, by how many is not stated, in".to_owned(),
        (_, true) => format!("is held by {} in", of("person", "people")),
        (_, false) if count == Some(0) => "has nobody in".to_owned(),
        (_, false) => format!("has {} in", of("person", "people")),
    }
}

fn with_word(relation: R, word: &str, down: bool) -> String {
    match (relation, down) {
        (R::Governed, true) => format!("has its {word} settled by"),
        (R::Governed, false) => format!("settles the {word} of"),
        (R::Related, true) => format!("is related ({word}) to"),
        (R::Related, false) => format!("is named as related ({word}) by"),
        (_, _) => plain(relation, down).to_owned(),
    }
}

fn plain(relation: R, down: bool) -> &'static str {
    let (downwards, upwards) = match relation {
        R::Pursued => ("is pursued by", "pursues"),
        R::Developed => ("is developed by", "develops"),
        R::Child => ("is pursued through", "is part of"),
        R::Owned => ("is owned by", "owns"),
        R::Action => ("has", "is part of"),
        R::Accountable => ("is answered for (A) by", "is accountable (A) for"),
        R::Responsible => ("is done (R) by", "is responsible (R) for"),
        R::Served => ("is served by", "serves"),
        R::Carried => ("is carried by", "carries"),
        R::WorkOf => ("is the work of", "has"),
        R::Prepared => ("is prepared by", "prepares"),
        R::Measure => ("is measured by", "measures"),
        R::Collected => ("is collected by", "collects"),
        R::Depends => ("depends on", "is needed by"),
        R::Answered => ("is answered in", "answers"),
        R::Chaired => ("is chaired by", "chairs"),
        R::Seated => ("has seats for", "has seats on"),
        R::Decided => ("is decided by", "decides"),
        R::Agreed => ("needs the agreement of", "must agree to"),
        R::Recommended => ("is recommended on by", "recommends on"),
        R::Advised => ("is advised on by", "advises on"),
        R::Heard => ("hears first", "is heard on"),
        R::Held => ("is held in", "has people in"),
        R::Requires => ("requires", "is required by"),
        R::Includes => ("includes", "is part of"),
        R::Offering => ("is taught by", "teaches"),
        R::Evidence => ("is shown with", "shows"),
        R::Judged => ("is judged by", "judges"),
        R::Shown => ("was shown in", "has people who showed"),
        R::Coached => ("is coached by", "coaches"),
        R::Backup => ("has as backup", "is the backup of"),
        R::Handover => ("hands its work over to", "takes over the work of"),
        R::Paid => ("is paid by", "pays for"),
        R::Governed => ("is governed by", "governs"),
        R::Rung => ("has as a rung", "is a rung of"),
        R::Consulted => ("asks the advice (C) of", "is consulted (C) on"),
        R::Informed => ("keeps informed (I)", "is kept informed (I) of"),
        R::ToldOfDecision => ("informs", "is informed of"),
        R::Reports => ("reports to", "is reported to by"),
        R::Place => ("belongs to", "has"),
        R::OpenTo => ("is open to", "may take"),
        R::Scale => ("is measured on", "measures"),
        R::Related => ("is related to", "is named as related by"),
        R::About => ("is about", "is spoken of in"),
        R::Told => ("is told to people by", "tells people about"),
        R::Reviewed => ("was reviewed by", "reviewed"),
        R::Changed => ("changes for itself", "is changed locally in"),
        R::NamedInChange => ("names, in a local change,", "is named, in a local change, by"),
        R::Named => ("names", "is named by"),
    };
    if down { downwards } else { upwards }
}
