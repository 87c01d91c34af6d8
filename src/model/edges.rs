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
    all: Vec<Edge>,
    /// Positions in `all`, by what is referred to; in order where that is the same.
    incoming: Vec<u32>,
    /// The number of the first item of each collection.
    firsts: Vec<usize>,
    /// The references of each item in `all`, and those to it in `incoming`.
    from: Ranges,
    to: Ranges,
}

impl Edges {
    /// Orders references between the items of collections of so many items each; they were found in several walks.
    pub(crate) fn of(found: Vec<Vec<Edge>>, counts: &[usize]) -> Self {
        let mut all = Vec::with_capacity(found.iter().map(Vec::len).sum());
        found.into_iter().for_each(|edges| all.extend(edges));
        let mut items = 0;
        let mut firsts = Vec::with_capacity(counts.len());
        for count in counts {
            firsts.push(items);
            items += count;
        }
        // A walk over the items finds them in this order.
        if !all.is_sorted_by_key(|edge| edge.from.whole()) {
            all.sort_by_key(|edge| edge.from.whole());
        }
        let mut edges = Edges { all, firsts, ..Edges::default() };
        edges.from = Ranges::of(items, edges.all.iter().map(|edge| edges.number(edge.from)));
        edges.to = Ranges::of(items, edges.all.iter().map(|edge| edges.number(edge.to)));
        edges.incoming = edges.to.positions(edges.all.iter().map(|edge| edges.number(edge.to)));
        edges
    }

    /// Every reference, by what refers.
    pub(crate) fn all(&self) -> &[Edge] {
        &self.all
    }

    /// The references made by an item and everything nested in it.
    pub(crate) fn from(&self, loc: Loc) -> &[Edge] {
        &self.all[self.from.get(self.number(loc))]
    }

    /// The references made to an item and everything nested in it.
    pub(crate) fn to(&self, loc: Loc) -> impl Iterator<Item = &Edge> {
        self.incoming[self.to.get(self.number(loc))].iter().map(|&at| &self.all[at as usize])
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
            let found: Vec<Edge> = ends.iter().enumerate().map(edge).collect();
            let edges = Edges::of(vec![found.clone()], &[4, 4, 4]);
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
