//! What an item rests on, what rests on it, and what stands beside it, with the way to each.

use super::{Site, named};
use crate::analysis::relations::{Link, Nature, Node, within};
use crate::audit::trace::{Way, words};
use crate::model::Loc;
use crate::render::{Document, Reference};

/// Words of a link, and what it leads to.
type Lines = Vec<(String, Vec<Reference>)>;

/// Every link of an item and of what is nested in it.
pub(super) fn connections(site: &Site<'_>, item: Loc, document: &mut Document) {
    let corpus = &site.audit.corpus;
    let nodes = std::iter::once(Node::from(item)).chain(within(corpus, item).into_iter().map(|(_, _, node)| node));
    let (mut down, mut up, mut beside): (Lines, Lines, Lines) = Default::default();
    for node in nodes {
        let from = site.relations.from(node).iter().map(|link| (link, Way::Down));
        for (link, way) in from.chain(site.relations.to(node).map(|link| (link, Way::Up))) {
            let other = link.other(node);
            if other.loc.whole() == item {
                continue;
            }
            let lines = match (link.relation.nature(), way) {
                (Nature::Beside, _) => &mut beside,
                (Nature::Rests, Way::Down) => &mut down,
                (Nature::Rests, Way::Up) => &mut up,
            };
            add(lines, said(site, node, link, way), reference(site, other));
        }
    }
    let parts = [("What it rests on", down), ("What rests on it", up), ("Beside it", beside)];
    if parts.iter().all(|(_, lines)| lines.is_empty()) {
        document.heading(2, "What it is linked with");
        document.paragraph("Nothing refers to it, and it refers to nothing.");
    }
    for (heading, lines) in parts.into_iter().filter(|(_, lines)| !lines.is_empty()) {
        document.heading(2, heading);
        document.references(lines);
    }
}

/// What is said in the same words stands together.
fn add(lines: &mut Lines, words: String, reference: Reference) {
    match lines.iter_mut().find(|(said, _)| *said == words) {
        Some((_, named)) if named.contains(&reference) => {}
        Some((_, named)) => named.push(reference),
        None => lines.push((words, vec![reference])),
    }
}

/// The words of a link; with the name of what is nested in the item, where it is that which is linked.
fn said(site: &Site<'_>, node: Node, link: &Link<'_>, way: Way) -> String {
    let words = words(link, way);
    let corpus = &site.audit.corpus;
    let is_nested = node.part.is_some() || node.loc.nested_index().is_some();
    if !is_nested {
        return words;
    }
    let id = node.id(corpus);
    let own = node.title(corpus).unwrap_or_else(|| id.rsplit('/').next().unwrap_or(&id)).trim();
    format!("{} “{}” {words}", node.kind(corpus), crate::text::excerpt(own, NESTED))
}

/// Characters of a nested thing's name.
const NESTED: usize = 60;

fn reference(site: &Site<'_>, node: Node) -> Reference {
    let corpus = &site.audit.corpus;
    let item = Node::from(node.loc.whole());
    let own = |node: Node| node.title(corpus).map_or_else(|| node.id(corpus), |title| title.trim().to_owned());
    let (text, note) = match node == item {
        true => (own(item), node.kind(corpus).to_owned()),
        false => (format!("{}: {}", own(item), crate::text::excerpt(&own(node), NESTED)), node.kind(corpus).to_owned()),
    };
    Reference { note, ..named(text, node.address(corpus)) }
}
