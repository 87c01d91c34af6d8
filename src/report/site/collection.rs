//! The page of a collection: every item in a line, with what tells it from the others.

use super::Site;
use crate::model::{Collection, Loc, UnitKind};
use crate::render::{Column, Document, Table};
use crate::report::several;
use crate::text::excerpt;

/// Characters of a text that a line shows.
const SHOWN: usize = 160;

/// The page.
pub(super) fn collection(site: &Site<'_>, collection: Collection) -> Document {
    let corpus = &site.audit.corpus;
    let mut document = Document::default();
    document.heading(1, title(collection));
    let count = corpus.count(collection);
    document.paragraph(format!("{}: {}.", several(count, collection.one(), many(collection)), holds(collection)));
    let with_line = (0..count).any(|at| !line(site, Loc::item(collection, at)).is_empty());
    let with_kind = matches!(collection, Collection::Units);
    let levels = (0..count).any(|at| level(site, Loc::item(collection, at)).is_some());
    let mut columns = vec![Column::text("title")];
    columns.extend(with_kind.then(|| Column::text("kind")));
    columns.extend(levels.then(|| Column::text("level")));
    columns.extend(with_line.then(|| Column::text(line_name(collection))));
    columns.push(Column::number("findings"));
    let mut table = Table::new(columns);
    for loc in (0..count).map(|at| Loc::item(collection, at)) {
        let address = corpus.address(loc).to_string();
        let mut cells = vec![site.title(loc)];
        cells.extend(with_kind.then(|| kind(site, loc).to_owned()));
        cells.extend(levels.then(|| level(site, loc).unwrap_or("–").to_owned()));
        cells.extend(with_line.then(|| excerpt(&line(site, loc), SHOWN)));
        cells.push(match site.faults.about(&address).len() {
            0 => "–".to_owned(),
            n => n.to_string(),
        });
        table.row_about(address, cells);
    }
    document.table(table);
    document
}

/// What people call a collection.
pub(super) fn title(collection: Collection) -> &'static str {
    match collection {
        Collection::Units => "Schools and teams",
        Collection::Faq => "Questions and answers",
        Collection::TalkingPoints => "Talking points",
        Collection::Duties => "Shared duties",
        other => other.doc().trim().split(':').next().unwrap_or(""),
    }
}

/// What a collection holds, without its name.
pub(super) fn holds(collection: Collection) -> &'static str {
    let doc = collection.doc().trim().trim_end_matches('.');
    doc.split_once(": ").map_or(doc, |(_, holds)| holds)
}

fn many(collection: Collection) -> &'static str {
    match collection {
        Collection::Faq => "faq entries",
        Collection::TalkingPoints => "talking points",
        other => other.name(),
    }
}

/// What kind of thing an item is; of a unit, the kind it says itself.
pub(super) fn kind(site: &Site<'_>, loc: Loc) -> &'static str {
    match loc.collection() {
        Collection::Units => {
            site.audit.corpus.units[loc.index()].kind.map_or("unit", |kind: crate::text::Spanned<UnitKind>| kind.value.name())
        }
        Collection::Faq => "question",
        other => other.one(),
    }
}

fn level<'s>(site: &'s Site<'_>, loc: Loc) -> Option<&'s str> {
    crate::analysis::relations::Node::from(loc).level(&site.audit.corpus)
}

fn line_name(collection: Collection) -> &'static str {
    match collection {
        Collection::Roles | Collection::Committees => "what for",
        Collection::Priorities => "status and success",
        Collection::Competencies => "statement",
        Collection::Decisions => "who decides",
        Collection::Faq => "answer",
        _ => "in short",
    }
}

/// A sentence of the item's own that tells it from the others; empty where it has none.
fn line(site: &Site<'_>, loc: Loc) -> String {
    let (corpus, at) = (&site.audit.corpus, loc.index());
    let said = |text: &Option<crate::model::Text>| text.as_ref().map_or_else(String::new, |text| text.value.trim().to_owned());
    match loc.collection() {
        Collection::Roles => said(&corpus.roles[at].purpose),
        Collection::Competencies => said(&corpus.competencies[at].statement),
        Collection::Committees => said(&corpus.committees[at].purpose),
        Collection::Faq => said(&corpus.faq[at].answer),
        Collection::Decisions => {
            let decider = corpus.decisions[at].decider.as_ref();
            decider.map_or_else(String::new, |one| one.to.map_or_else(|| one.text.to_string(), |to| site.title(to)))
        }
        Collection::Priorities => {
            let status = corpus.priorities[at].status.map_or("draft", |status| status.value.name());
            match said(&corpus.priorities[at].success) {
                success if success.is_empty() => status.to_owned(),
                success => format!("{status}: {success}"),
            }
        }
        _ => String::new(),
    }
}
