//! In which order the lines of a walk are read, and how each stands: opened here, elsewhere, cut, or in a circle.

use super::{Line, Shown, Tree, Walk, next};
use crate::analysis::relations::{Link, Node};
use rustc_hash::FxHashSet;

/// One node whose lines are being read.
struct Level {
    node: Node,
    next: usize,
}

impl<'a> Walk<'a, '_> {
    /// Reads the walk from the item outwards, `most` lines of it; `unopened` were reached and not opened.
    pub(super) fn print(&self, root: Node, unopened: &FxHashSet<Node>, most: usize) -> Tree<'a> {
        let mut tree = Tree { steps: self.steps, overflowed: self.overflowed, ..Tree::default() };
        let mut read: FxHashSet<Node> = FxHashSet::default();
        let mut path = vec![Level { node: root, next: 0 }];
        read.insert(root);
        while let Some(level) = path.last_mut() {
            let Some(link) = self.links(level.node).get(level.next).copied() else {
                path.pop();
                continue;
            };
            level.next += 1;
            if tree.lines.len() >= most {
                tree.overflowed = true;
                tree.cut += 1;
                continue;
            }
            let (from, node) = (level.node, link.other(level.node));
            let shown = self.standing(&path, from, node, &mut read, unopened);
            if let Shown::Cut(more) = shown {
                tree.cut += more;
            }
            tree.lines.push(Line { step: path.len(), node, link, shown });
            if shown == Shown::Here {
                path.push(Level { node, next: 0 });
            }
        }
        tree
    }

    fn links(&self, node: Node) -> &[Link<'a>] {
        self.opened.get(&node).map_or(&[], |links| links)
    }

    fn standing(&self, path: &[Level], from: Node, node: Node, read: &mut FxHashSet<Node>, unopened: &FxHashSet<Node>) -> Shown {
        if path.iter().any(|level| level.node == node) {
            return Shown::Circle;
        }
        // What leads nowhere needs no other place to be looked up at.
        let leads = if unopened.contains(&node) { next(self.relations, node, self.way).len() } else { self.links(node).len() };
        if leads == 0 {
            return Shown::Here;
        }
        let is_home = self.home.get(&node).is_some_and(|&(home, _)| home == from);
        if is_home && read.insert(node) {
            return if unopened.contains(&node) { Shown::Cut(leads) } else { Shown::Here };
        }
        if read.contains(&node) { Shown::Above } else { Shown::Below }
    }
}
