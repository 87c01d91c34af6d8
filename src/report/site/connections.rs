//! What an item rests on, what rests on it, and what stands beside it, with the way to each.

use super::{Site, named};
use crate::analysis::relations::{Nature, Node, within};
use crate::audit::trace::{Way, words};
use crate::model::Loc;
use crate::render::{Document, Reference};
use crate::text::{Span, excerpt};
use rustc_hash::{FxHashMap, FxHashSet};

/// Words of a link, and what it leads to. What is said in the same words stands together, and nothing twice.
#[derive(Default)]
struct Lines {
    said: Vec<(String, Vec<Reference>)>,
    positions: FxHashMap<String, usize>,
    known: FxHashSet<(usize, Reference)>,
}

impl Lines {
    fn add(&mut self, words: String, reference: Reference) {
        let at = *self.positions.entry(words).or_insert_with_key(|words| {
            self.said.push((words.clone(), Vec::new()));
            self.said.len() - 1
        });
        if self.known.insert((at, reference.clone())) {
            self.said[at].1.push(reference);
        }
    }
}

/// Every link of an item and of what is nested in it; without those that it writes itself where the page already
/// `says_all` that stands in the item.
pub(super) fn connections(site: &Site<'_>, item: Loc, says_all: bool, document: &mut Document) {
    let corpus = &site.audit.corpus;
    let own: FxHashSet<Span> = if says_all { corpus.edges_from(item).iter().map(|edge| edge.span).collect() } else { FxHashSet::default() };
    let nodes = std::iter::once(Node::from(item)).chain(within(corpus, item).into_iter().map(|(_, _, node)| node));
    let (mut down, mut up, mut beside): (Lines, Lines, Lines) = Default::default();
    for node in nodes {
        let from = site.relations.from(node).iter().map(|link| (link, Way::Down));
        for (link, way) in from.chain(site.relations.to(node).map(|link| (link, Way::Up))) {
            let other = link.other(node);
            if other.loc.whole() == item || own.contains(&link.span) {
                continue;
            }
            let lines = match (link.relation.nature(), way) {
                (Nature::Beside, _) => &mut beside,
                (Nature::Rests, Way::Down) => &mut down,
                (Nature::Rests, Way::Up) => &mut up,
            };
            lines.add(words(link, way), reference(site, node, other));
        }
    }
    let parts = [("What it rests on", down), ("What rests on it", up), ("Beside it", beside)];
    if parts.iter().all(|(_, lines)| lines.said.is_empty()) {
        document.heading(2, "What it is linked with");
        document.paragraph(if says_all { "Nothing else refers to it." } else { "Nothing refers to it, and it refers to nothing." });
    }
    for (heading, lines) in parts.into_iter().filter(|(_, lines)| !lines.said.is_empty()) {
        document.heading(2, heading);
        document.references(lines.said);
    }
}

/// Characters of a nested thing's name.
const NESTED: usize = 120;

/// What a link leads to; behind it the kind of thing that is, and what in the item it is linked with.
fn reference(site: &Site<'_>, from: Node, to: Node) -> Reference {
    let corpus = &site.audit.corpus;
    let own = |node: Node| node.title(corpus).map_or_else(|| node.id(corpus), |title| title.trim().to_owned());
    let item = Node::from(to.loc.whole());
    let is_nested = |node: Node| node != Node::from(node.loc.whole());
    let text = if is_nested(to) { format!("{}: {}", own(item), excerpt(&own(to), NESTED)) } else { own(item) };
    let note = match is_nested(from) {
        true => format!("{}, for the {} “{}”", to.kind(corpus), from.kind(corpus), excerpt(&own(from), NESTED)),
        false => to.kind(corpus).to_owned(),
    };
    Reference { note, ..named(text, to.address(corpus)) }
}
