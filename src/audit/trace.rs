//! `trace`: from one item, everything it rests on and everything that rests on it.
//!
//! Each thing is opened once, where it is nearest to the item; elsewhere a line refers to that place. So the answer
//! is never longer than the number of links, however they are knotted, and a circle ends where it closes.

mod find;
mod print_order;
mod words;

pub use find::{Lost, find};
pub use words::words;

use crate::analysis::relations::{Link, Nature, Node, Relations};
use crate::model::{Collection, Corpus};
use rustc_hash::{FxHashMap, FxHashSet};

/// Where nobody says how deep: as many steps as give no more lines than this.
pub const READABLE: usize = 80;
/// The most steps down where nobody says: what something rests on fans out, and soon is about other things.
pub const READABLE_STEPS: usize = 3;
/// The most lines in one direction where nobody says how deep: one step can be as wide as a district.
pub const READABLE_WIDTH: usize = 120;
/// The most lines in one direction, whatever is asked.
pub const MOST_LINES: usize = 2000;
/// The most steps to where a walk is to lead, where nobody says: by more, nearly everything leads to everything.
pub const NEAR: usize = 4;
/// The most steps: beyond, a line would stand further right than a page is wide.
pub const MOST_STEPS: usize = 20;

/// What to walk to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Goal {
    /// Whoever works at a level; and, among what rests on the item, also the priorities, actions and decisions there.
    /// Going down, a walk goes on through actions, because it is people who do them.
    Level(String),
    /// The items of a collection.
    Items(Collection),
}

/// How far to walk.
#[derive(Clone, Debug, Default)]
pub struct Reach {
    /// Steps away from the item; as many as stay readable where absent.
    pub depth: Option<usize>,
    /// Only the branches that lead there, by the fewest steps, and by no more than [`NEAR`] unless `depth` says so.
    pub to: Option<Goal>,
}

/// Which way a walk goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// To what the item rests on.
    Down,
    /// To what rests on it.
    Up,
}

/// How a line stands in its tree.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shown {
    /// It is opened here; nothing may follow it.
    Here,
    /// It is opened on a line above.
    Above,
    /// It is opened on a line below.
    Below,
    /// It is one of the things this line hangs from: a circle.
    Circle,
    /// As many lines would follow it as the number says, and are cut.
    Cut(usize),
}

/// One line of a tree.
#[derive(Clone, Debug)]
pub struct Line<'a> {
    /// Steps from the item, from 1.
    pub step: usize,
    /// What the line is about.
    pub node: Node,
    /// How it hangs on the line it stands under.
    pub link: Link<'a>,
    /// How it stands in the tree.
    pub shown: Shown,
}

/// One direction.
#[derive(Debug, Default)]
pub struct Tree<'a> {
    /// Its lines, in the order they are read.
    pub lines: Vec<Line<'a>>,
    /// How many steps were taken.
    pub steps: usize,
    /// Lines that are known to follow and are not shown.
    pub cut: usize,
    /// Whether more was found than [`MOST_LINES`].
    pub overflowed: bool,
}

/// Everything about one item.
#[derive(Debug)]
pub struct Trace<'a> {
    /// The item.
    pub root: Node,
    /// What it rests on.
    pub down: Tree<'a>,
    /// What rests on it.
    pub up: Tree<'a>,
    /// What is linked with it without either resting on the other.
    pub beside: Vec<Link<'a>>,
}

impl<'a> Trace<'a> {
    /// Walks both ways.
    pub fn of(relations: &Relations<'a>, root: Node, reach: &Reach) -> Self {
        let mut beside: Vec<Link<'a>> = relations.from(root).iter().chain(relations.to(root)).copied().collect();
        beside.retain(|link| link.relation.nature() == Nature::Beside);
        beside.dedup();
        if let Some(goal) = &reach.to {
            beside.retain(|link| is_goal(relations.corpus(), link.other(root), goal, Way::Up));
        }
        Trace { root, down: Walk::new(relations, Way::Down).tree(root, reach), up: Walk::new(relations, Way::Up).tree(root, reach), beside }
    }
}

/// The links from a node in one direction, in reading order.
fn next<'a>(relations: &Relations<'a>, node: Node, way: Way) -> Vec<Link<'a>> {
    let rests = |link: &&Link<'a>| link.relation.nature() == Nature::Rests;
    match way {
        Way::Down => relations.from(node).iter().filter(rests).copied().collect(),
        Way::Up => relations.to(node).filter(rests).copied().collect(),
    }
}

fn is_goal(corpus: &Corpus, node: Node, goal: &Goal, way: Way) -> bool {
    let is_item = node.part.is_none() && node.loc.nested_index().is_none();
    let collection = node.loc.collection();
    match goal {
        Goal::Level(level) if node.level(corpus) == Some(level) => match way {
            Way::Down => is_item && matches!(collection, Collection::Roles | Collection::Committees),
            Way::Up => is_item || collection != Collection::Roles,
        },
        Goal::Level(_) => false,
        Goal::Items(wanted) => is_item && collection == *wanted,
    }
}

/// A walk in one direction: nearest first, so that each node is opened where it is nearest.
struct Walk<'a, 'r> {
    relations: &'r Relations<'a>,
    way: Way,
    /// What each opened node leads to.
    opened: FxHashMap<Node, Vec<Link<'a>>>,
    /// Whose line opens a node, and after how many steps: the node it hangs from.
    home: FxHashMap<Node, (Node, usize)>,
    lines: usize,
    steps: usize,
    overflowed: bool,
}

impl<'a, 'r> Walk<'a, 'r> {
    fn new(relations: &'r Relations<'a>, way: Way) -> Self {
        let (opened, home) = (FxHashMap::default(), FxHashMap::default());
        Walk { relations, way, opened, home, lines: 0, steps: 0, overflowed: false }
    }

    fn tree(mut self, root: Node, reach: &Reach) -> Tree<'a> {
        let mut unopened = self.walk(root, reach);
        if let Some(goal) = &reach.to {
            self.keep_what_leads_to(goal, root);
            // What is left unopened now is a goal, and the walk ends there.
            unopened.clear();
        }
        let asked = reach.depth.is_some() || reach.to.is_some();
        self.print(root, &unopened, if asked { MOST_LINES } else { READABLE_WIDTH })
    }

    /// Opens nodes step by step; returns those that were reached and not opened.
    fn walk(&mut self, root: Node, reach: &Reach) -> FxHashSet<Node> {
        let unasked = match (&reach.to, self.way) {
            (Some(_), _) => NEAR,
            (None, Way::Down) => READABLE_STEPS,
            (None, Way::Up) => MOST_STEPS,
        };
        let most = reach.depth.unwrap_or(unasked).min(MOST_STEPS);
        let mut reached = vec![root];
        self.home.insert(root, (root, 0));
        while !reached.is_empty() && self.steps < most {
            let layer: Vec<(Node, Vec<Link<'a>>)> = reached.iter().map(|&node| (node, self.leads(node, root, reach))).collect();
            let lines: usize = layer.iter().map(|(_, links)| links.len()).sum();
            let readable = reach.depth.is_some() || reach.to.is_some() || self.steps == 0 || self.lines + lines <= READABLE;
            if lines == 0 || !readable || self.overflowed {
                break;
            }
            reached = self.open(layer);
        }
        reached.into_iter().collect()
    }

    /// Opens one layer and returns the next.
    fn open(&mut self, layer: Vec<(Node, Vec<Link<'a>>)>) -> Vec<Node> {
        let mut reached = Vec::new();
        for (node, links) in layer {
            for link in &links {
                self.home.entry(link.other(node)).or_insert_with(|| {
                    reached.push(link.other(node));
                    (node, self.steps + 1)
                });
            }
            self.lines += links.len();
            self.opened.insert(node, links);
        }
        self.steps += 1;
        // With a goal most lines fall away again, so the walk itself may go further.
        self.overflowed |= self.lines > 50 * MOST_LINES;
        reached
    }

    /// What a node leads to; a goal leads no further.
    fn leads(&self, node: Node, root: Node, reach: &Reach) -> Vec<Link<'a>> {
        let at_goal = node != root && reach.to.as_ref().is_some_and(|goal| self.is_goal(node, goal));
        if at_goal { Vec::new() } else { next(self.relations, node, self.way) }
    }

    fn is_goal(&self, node: Node, goal: &Goal) -> bool {
        is_goal(self.relations.corpus(), node, goal, self.way)
    }

    /// Leaves only the links that lead to a goal by the fewest steps: in a framework nearly everything leads to
    /// nearly everything by some way round.
    fn keep_what_leads_to(&mut self, goal: &Goal, root: Node) {
        let home = std::mem::take(&mut self.home);
        let steps = |node: Node| home.get(&node).map_or(0, |&(_, steps)| steps);
        let mut back: FxHashMap<Node, Vec<Node>> = FxHashMap::default();
        for (&node, links) in &mut self.opened {
            links.retain(|link| steps(link.other(node)) == steps(node) + 1);
            for link in links.iter() {
                back.entry(link.other(node)).or_default().push(node);
            }
        }
        let mut leads: FxHashSet<Node> = back.keys().copied().filter(|&node| node != root && self.is_goal(node, goal)).collect();
        let mut open: Vec<Node> = leads.iter().copied().collect();
        while let Some(node) = open.pop() {
            for &before in back.get(&node).into_iter().flatten() {
                if leads.insert(before) {
                    open.push(before);
                }
            }
        }
        for (&node, links) in &mut self.opened {
            links.retain(|link| leads.contains(&link.other(node)));
        }
        self.home = home;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::Facts;
    use crate::load::{Sources, load};

    fn lines(text: &str, item: &str, way: Way, reach: &Reach) -> Vec<String> {
        let (corpus, _) = load(&Sources::from_texts([("a.yaml", text)]));
        let facts = Facts::new(&corpus, jiff::civil::date(2026, 11, 22));
        let relations = Relations::new(&facts);
        let trace = Trace::of(&relations, find(&corpus, item).expect("it is there"), reach);
        let tree = if way == Way::Down { trace.down } else { trace.up };
        tree.lines.iter().map(|line| format!("{} {} {:?}", line.step, line.node.id(&corpus), line.shown)).collect()
    }

    /// a rests on b and c as backups of one another in a circle; c is nearest from a.
    const CIRCLE: &str = "roles:\n  a: {title: A, supported_by: [b, c]}\n  b: {title: B, backup: c}\n  c: {title: C, backup: a}\n";

    #[test]
    fn a_circle_is_cut_and_what_is_shared_is_opened_once_where_it_is_nearest() {
        let down = lines(CIRCLE, "a", Way::Down, &Reach::default());
        assert_eq!(down, ["1 b Here", "2 c Below", "1 c Here", "2 a Circle"]);
        let up = lines(CIRCLE, "a", Way::Up, &Reach::default());
        assert_eq!(up, ["1 c Here", "2 a Circle", "2 b Here", "3 a Circle"]);
    }

    #[test]
    fn what_is_cut_is_counted() {
        let down = lines(CIRCLE, "a", Way::Down, &Reach { depth: Some(1), to: None });
        assert_eq!(down, ["1 b Cut(1)", "1 c Cut(1)"]);
    }

    #[test]
    fn a_goal_is_reached_by_the_fewest_steps_and_ends_the_walk() {
        let text = "roles:\n  top: {title: T, level: system, supported_by: [near, far]}\n  near: {title: N, level: team, supported_by: deep}\n  \
                    far: {title: F, supported_by: deep}\n  deep: {title: D, level: team}\n";
        let reach = Reach { depth: None, to: Some(Goal::Level("team".into())) };
        assert_eq!(lines(text, "top", Way::Down, &reach), ["1 far Here", "2 deep Here", "1 near Here"]);
    }

    #[test]
    fn addresses_lead_to_one_thing_or_say_what_else() {
        let text = "roles:\n  r: {title: R, responsibilities: {a: {does: Do}}}\npriorities:\n  r: {title: P, actions: {a: {title: A}, b: {title: B}}, \
                    measures: {a: {title: M, horizon: short}}}\n";
        let (corpus, _) = load(&Sources::from_texts([("a.yaml", text)]));
        let found = |item: &str| find(&corpus, item).map(|node| (node.kind(&corpus), node.address(&corpus)));
        assert_eq!(found("roles/r"), Ok(("role", "roles/r".into())));
        assert_eq!(found("r"), Err(Lost::Ambiguous(vec!["roles/r".into(), "priorities/r".into()])));
        assert_eq!(found("roles/r/a"), Ok(("responsibility", "roles/r/a".into())));
        assert_eq!(found("priorities/r/a"), Err(Lost::Ambiguous(vec!["priorities/r/actions/a".into(), "priorities/r/measures/a".into()])));
        assert_eq!(found("priorities/r/measures/a"), Ok(("measure", "priorities/r/a".into())));
        assert_eq!(found("r/b"), Ok(("action", "priorities/r/b".into())));
        assert_eq!(found("b"), Err(Lost::Unknown(vec!["r/b".into()])));
        assert_eq!(found("r.title"), Err(Lost::Field("r".into())));
        assert_eq!(found(""), Err(Lost::Unknown(vec![])));
    }
}
