//! `list` and `show`: what is there.

use super::at;
use crate::audit::Audit;
use crate::load::to_yaml;
use crate::model::{Collection, Loc, Plain};
use crate::render::{Column, Document, Table};

/// How many items each collection has.
pub fn collections(audit: &Audit) -> Document {
    let mut table = Table::new(vec![Column::text("collection"), Column::number("items"), Column::text("what it holds")]);
    for &collection in Collection::ALL {
        let count = audit.corpus.ids(collection).len();
        if count > 0 {
            table.row([collection.name().to_owned(), count.to_string(), collection.doc().trim().to_owned()]);
        }
    }
    let mut document = Document::default();
    document.table(table);
    document.aside("“rolewright list roles” lists one collection; “rolewright show roles/ID” shows one item.");
    document
}

/// The items of one collection.
pub fn items(audit: &Audit, locs: &[Loc]) -> Document {
    let mut table = Table::new(vec![Column::text("id"), Column::text("title"), Column::text("where")]);
    for &loc in locs {
        let id = audit.corpus.id_of(loc);
        table.row([id.value.to_string(), audit.corpus.title_of(loc).to_owned(), at(audit, id.span)]);
    }
    let mut document = Document::default();
    document.table(table);
    document
}

/// One item: what it says, and who names it.
pub fn item(audit: &Audit, loc: Loc) -> Document {
    let corpus = &audit.corpus;
    let mut document = Document::default();
    document.heading(1, corpus.title_of(loc));
    document.facts(vec![("address".into(), corpus.address(loc).to_string()), ("written in".into(), at(audit, corpus.id_of(loc).span))]);
    document.verbatim("yaml", item_yaml(audit, loc));
    let named: Vec<String> =
        corpus.edges_to(loc).map(|edge| format!("{} ({}) in {}", corpus.address(edge.from), edge.field, at(audit, edge.span))).collect();
    document.heading(2, "Named by");
    if named.is_empty() {
        document.paragraph("Nothing refers to it.");
    } else {
        document.lines(named);
    }
    document
}

/// One item as a file of its own would hold it.
pub fn item_yaml(audit: &Audit, loc: Loc) -> String {
    let id = audit.corpus.id_of(loc).value.to_string();
    let item = Plain::Map(vec![(id, audit.corpus.encode(loc))]);
    to_yaml(&Plain::Map(vec![(loc.collection().name().to_owned(), item)]))
}
