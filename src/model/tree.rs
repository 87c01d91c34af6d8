//! A file's content before it means anything: scalars, lists and maps, each with its place.
//!
//! The tree is flat (an arena), so that neither building, nor walking, nor dropping it recurses.
//! It does not know which syntax it was read from.

use crate::text::{FileId, Span};
use std::borrow::Cow;

const NONE: u32 = u32::MAX;

/// What a node is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A single value. `true` where it was written plainly, without quotes.
    Scalar(bool),
    /// A list of values.
    List,
    /// A map from keys to values.
    Map,
}

#[derive(Debug)]
enum Raw<'a> {
    Scalar(Cow<'a, str>, bool),
    List(u32),
    Map(u32),
    Alias(u32),
}

#[derive(Debug)]
struct Data<'a> {
    raw: Raw<'a>,
    start: u32,
    end: u32,
    next: u32,
}

/// The content of one file.
#[derive(Debug)]
pub struct Tree<'a> {
    file: FileId,
    nodes: Vec<Data<'a>>,
    root: u32,
}

/// A handle on one node.
#[derive(Clone, Copy, Debug)]
pub struct Node<'t> {
    tree: &'t Tree<'t>,
    id: u32,
    /// Where the node stands; for an alias, where the alias stands.
    at: (u32, u32),
}

impl<'a> Tree<'a> {
    /// A tree without nodes, for a file that says nothing.
    pub fn new(file: FileId) -> Self {
        Tree { file, nodes: Vec::new(), root: NONE }
    }

    /// Forgets everything and begins on another file, in the same memory.
    pub fn restart(&mut self, file: FileId) {
        self.nodes.clear();
        self.file = file;
        self.root = NONE;
    }

    /// The topmost node, absent for a file that says nothing.
    pub fn root(&self) -> Option<Node<'_>> {
        (self.root != NONE).then(|| self.node(self.root))
    }

    /// Number of nodes.
    pub fn len(&self) -> usize {
        self.nodes.len()
    }

    /// Whether there are no nodes.
    pub fn is_empty(&self) -> bool {
        self.nodes.is_empty()
    }

    /// Adds a scalar and returns its number.
    pub fn scalar(&mut self, text: Cow<'a, str>, plain: bool, range: std::ops::Range<usize>) -> u32 {
        self.push(Raw::Scalar(text, plain), range)
    }

    /// Adds an empty list.
    pub fn list(&mut self, range: std::ops::Range<usize>) -> u32 {
        self.push(Raw::List(NONE), range)
    }

    /// Adds an empty map; its children are keys and values in turn.
    pub fn map(&mut self, range: std::ops::Range<usize>) -> u32 {
        self.push(Raw::Map(NONE), range)
    }

    /// Adds another appearance of `target`.
    pub fn alias(&mut self, target: u32, range: std::ops::Range<usize>) -> u32 {
        self.push(Raw::Alias(target), range)
    }

    /// Makes `id` the topmost node.
    pub fn set_root(&mut self, id: u32) {
        self.root = id;
    }

    /// Makes `child` the first child of `parent`.
    pub fn set_first(&mut self, parent: u32, child: u32) {
        match &mut self.nodes[parent as usize].raw {
            Raw::List(first) | Raw::Map(first) => *first = child,
            Raw::Scalar(..) | Raw::Alias(_) => {}
        }
    }

    /// Makes `next` follow `id` among its parent's children.
    pub fn set_next(&mut self, id: u32, next: u32) {
        self.nodes[id as usize].next = next;
    }

    /// Says where a list or map ends.
    pub fn set_end(&mut self, id: u32, end: usize) {
        self.nodes[id as usize].end = end as u32;
    }

    /// Where a node stands.
    pub fn span(&self, id: u32) -> Span {
        let data = &self.nodes[id as usize];
        Span { file: self.file, start: data.start, end: data.end }
    }

    /// The text of a scalar node, following an alias.
    pub fn text(&self, id: u32) -> Option<&str> {
        match &self.nodes[id as usize].raw {
            Raw::Scalar(text, _) => Some(text),
            Raw::Alias(target) => self.text_of(*target),
            _ => None,
        }
    }

    /// The keys and values of a map node, as numbers.
    pub fn pair_ids(&self, map: u32) -> impl Iterator<Item = (u32, u32)> {
        let mut next = match self.nodes[map as usize].raw {
            Raw::Map(first) => first,
            _ => NONE,
        };
        std::iter::from_fn(move || {
            let key = (next != NONE).then_some(next)?;
            let value = self.nodes[key as usize].next;
            (value != NONE).then(|| {
                next = self.nodes[value as usize].next;
                (key, value)
            })
        })
    }

    /// Leaves the pairs at the positions `dropped` (ascending) out of a map, and a key without a value.
    pub fn keep_pairs(&mut self, map: u32, pairs: &[(u32, u32)], dropped: &[usize]) {
        let kept: Vec<_> = (0..pairs.len()).filter(|at| dropped.binary_search(at).is_err()).map(|at| pairs[at]).collect();
        self.set_first(map, kept.first().map_or(NONE, |&(key, _)| key));
        for (at, &(_, value)) in kept.iter().enumerate() {
            self.set_next(value, kept.get(at + 1).map_or(NONE, |&(key, _)| key));
        }
    }

    fn text_of(&self, id: u32) -> Option<&str> {
        match &self.nodes[id as usize].raw {
            Raw::Scalar(text, _) => Some(text),
            _ => None,
        }
    }

    fn push(&mut self, raw: Raw<'a>, range: std::ops::Range<usize>) -> u32 {
        self.nodes.push(Data { raw, start: range.start as u32, end: range.end as u32, next: NONE });
        (self.nodes.len() - 1) as u32
    }

    fn node(&self, id: u32) -> Node<'_> {
        let data = &self.nodes[id as usize];
        let at = (data.start, data.end);
        // An alias never points at an alias: YAML gives aliases no anchor of their own.
        match data.raw {
            Raw::Alias(target) => Node { tree: self, id: target, at },
            _ => Node { tree: self, id, at },
        }
    }

    fn children(&self, first: u32) -> impl Iterator<Item = Node<'_>> {
        let mut next = first;
        std::iter::from_fn(move || {
            (next != NONE).then(|| {
                let node = self.node(next);
                next = self.nodes[next as usize].next;
                node
            })
        })
    }
}

impl<'t> Node<'t> {
    /// What it is.
    pub fn kind(self) -> Kind {
        match self.data().raw {
            Raw::Scalar(_, plain) => Kind::Scalar(plain),
            Raw::List(_) => Kind::List,
            Raw::Map(_) | Raw::Alias(_) => Kind::Map,
        }
    }

    /// Where it stands.
    pub fn span(self) -> Span {
        Span { file: self.tree.file, start: self.at.0, end: self.at.1 }
    }

    /// Whether something written elsewhere stands here by its name.
    pub fn is_alias(self) -> bool {
        let data = self.data();
        self.at != (data.start, data.end)
    }

    /// The text of a scalar.
    pub fn scalar(self) -> Option<&'t str> {
        match &self.data().raw {
            Raw::Scalar(text, _) => Some(text),
            _ => None,
        }
    }

    /// Whether nothing was written: `title:` and then the next line, or YAML's words for nothing.
    pub fn is_nothing(self) -> bool {
        matches!(&self.data().raw, Raw::Scalar(text, true) if matches!(&**text, "" | "~" | "null" | "Null" | "NULL"))
    }

    /// The elements of a list; nothing for other nodes.
    pub fn elements(self) -> impl Iterator<Item = Node<'t>> {
        let first = match self.data().raw {
            Raw::List(first) => first,
            _ => NONE,
        };
        self.tree.children(first)
    }

    /// The keys and values of a map; nothing for other nodes.
    pub fn entries(self) -> impl Iterator<Item = (Node<'t>, Node<'t>)> {
        let first = match self.data().raw {
            Raw::Map(first) => first,
            _ => NONE,
        };
        let mut children = self.tree.children(first);
        std::iter::from_fn(move || Some((children.next()?, children.next()?)))
    }

    fn data(self) -> &'t Data<'t> {
        &self.tree.nodes[self.id as usize]
    }
}
