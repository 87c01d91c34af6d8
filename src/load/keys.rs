//! Where does each field of an item stand in its file? Read again from the text, because what is kept of an item
//! are its values; for the one item that somebody asks about.

use super::{Sources, yaml};
use crate::model::tree::{Node, Tree};
use crate::model::{Collection, Corpus, Loc};
use crate::text::Span;

/// The key and the value of an item, by where its id stands.
pub(super) fn find<'t>(tree: &'t Tree<'t>, collection: Collection, at: u32) -> Option<(Node<'t>, Node<'t>)> {
    let collections = tree.root()?.entries().filter(|(key, _)| key.scalar() == Some(collection.name()));
    collections.flat_map(|(_, items)| items.entries()).find(|(key, _)| key.span().start == at)
}

/// The fields of an item and where the name of each is written; those of `parts` are followed one step further
/// (`coaches.max`).
pub fn keys(sources: &Sources, corpus: &Corpus, loc: Loc, parts: &[&str]) -> Vec<(String, Span)> {
    let id = corpus.id_of(loc);
    let mut tree = Tree::new(id.span.file);
    // What can be read of it is enough.
    _ = yaml::parse(id.span.file, &sources.files.get(id.span.file).text, &mut tree, &mut Vec::new(), |text| text);
    let Some((_, item)) = find(&tree, loc.collection(), id.span.start) else { return Vec::new() };
    let mut all = Vec::new();
    for (key, value) in item.entries() {
        let Some(name) = key.scalar() else { continue };
        all.push((name.to_owned(), key.span()));
        if parts.contains(&name) {
            all.extend(value.entries().filter_map(|(part, _)| Some((format!("{name}.{}", part.scalar()?), part.span()))));
        }
    }
    all
}
