//! Who refers to whom: every reference found while linking, by what refers, with an index by what is referred to.

use super::corpus::Loc;
use super::ranges::Ranges;
use crate::text::Span;

/// One reference that was followed.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Edge {
    /// The item, or nested entry, that refers.
    pub from: Loc,
    /// What it refers to.
    pub to: Loc,
    /// Where the reference is written.
    pub span: Span,
    /// The key under which it refers.
    pub field: &'static str,
}

/// All references of a corpus.
///
/// Items are numbered through all collections, so that the references from and to each lie between two entries
/// of a list: no searching, and no sorting by comparison.
#[derive(Clone, Debug, Default)]
pub(crate) struct Edges {
    /// In the order of the items, as several walks over them found them: those of one item in one part.
    parts: Vec<Vec<Edge>>,
    /// The position of each part's first reference among all.
    starts: Vec<u32>,
    /// Positions among all, by what is referred to; in order where that is the same.
    incoming: Vec<u32>,
    /// The number of the first item of each collection.
    firsts: Vec<usize>,
    /// The references of each item among all, and those to it in `incoming`.
    from: Ranges,
    to: Ranges,
}

impl Edges {
    /// References between the items of collections of so many items each, as walks over the items found them.
    pub(crate) fn of(parts: Vec<Vec<Edge>>, counts: &[usize]) -> Self {
        let running = |before: &mut usize, count: usize| Some(std::mem::replace(before, *before + count));
        let firsts = counts.iter().copied().scan(0, running).collect();
        let starts = parts.iter().map(Vec::len).scan(0, running).map(|start| start as u32).collect();
        let mut edges = Edges { parts, starts, firsts, ..Edges::default() };
        let items = counts.iter().sum();
        edges.from = Ranges::of(items, edges.all().map(|edge| edges.number(edge.from)));
        edges.to = Ranges::of(items, edges.all().map(|edge| edges.number(edge.to)));
        edges.incoming = edges.to.positions(edges.all().map(|edge| edges.number(edge.to)));
        edges
    }

    /// Every reference, by what refers.
    pub(crate) fn all(&self) -> impl Iterator<Item = &Edge> {
        self.parts.iter().flatten()
    }

    /// The references of each item that refers to anything.
    pub(crate) fn by_item(&self) -> impl Iterator<Item = &[Edge]> {
        self.parts.iter().flat_map(|part| part.chunk_by(|one, next| one.from.whole() == next.from.whole()))
    }

    /// The references made by an item and everything nested in it.
    pub(crate) fn from(&self, loc: Loc) -> &[Edge] {
        let range = self.from.get(self.number(loc));
        if range.is_empty() {
            return &[];
        }
        let (part, at) = self.place(range.start);
        &part[at..at + range.len()]
    }

    /// The references made to an item and everything nested in it.
    pub(crate) fn to(&self, loc: Loc) -> impl Iterator<Item = &Edge> {
        self.incoming[self.to.get(self.number(loc))].iter().map(|&at| {
            let (part, at) = self.place(at as usize);
            &part[at]
        })
    }

    /// The part that a position among all lies in, and the position there.
    fn place(&self, at: usize) -> (&[Edge], usize) {
        let part = self.starts.partition_point(|&start| start as usize <= at) - 1;
        (&self.parts[part], at - self.starts[part] as usize)
    }

    /// The number of an item among all items of all collections.
    fn number(&self, loc: Loc) -> usize {
        self.firsts.get(loc.collection() as usize).map_or(usize::MAX, |&first| first + loc.index())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Collection;
    use crate::text::FileId;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn each_item_has_its_references_in_the_order_found(ends in prop::collection::vec((0usize..3, 0usize..4, 0usize..3, 0usize..4), 0..40)) {
            let item = |collection: usize, at| Loc::item(Collection::ALL[collection], at);
            let span = |at: usize| Span { file: FileId(0), start: at as u32, end: at as u32 };
            let edge = |(at, &(a, i, b, j)): (usize, &(usize, usize, usize, usize))| {
                Edge { from: item(a, i), to: item(b, j).nested(at), span: span(at), field: "f" }
            };
            let mut found: Vec<Edge> = ends.iter().enumerate().map(edge).collect();
            found.sort_by_key(|edge| edge.from);
            // A walk may find nothing, and one walk goes over the items of one collection.
            let parts = found.chunk_by(|a, b| a.from.collection() == b.from.collection()).flat_map(|part| [Vec::new(), part.to_vec()]);
            let edges = Edges::of(parts.collect(), &[4, 4, 4]);
            prop_assert_eq!(edges.all().copied().collect::<Vec<_>>(), found.clone());
            prop_assert_eq!(edges.by_item().flatten().copied().collect::<Vec<_>>(), found.clone());
            for (collection, at) in (0..3).flat_map(|collection| (0..4).map(move |at| (collection, at))) {
                let loc = item(collection, at);
                let from: Vec<Edge> = found.iter().copied().filter(|edge| edge.from == loc).collect();
                prop_assert_eq!(edges.from(loc), &from[..]);
                let mut to: Vec<Edge> = found.iter().copied().filter(|edge| edge.to.whole() == loc).collect();
                to.sort_by_key(|edge| edge.from);
                prop_assert_eq!(edges.to(loc).copied().collect::<Vec<_>>(), to);
            }
        }
    }
}
