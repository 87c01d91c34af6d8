//! How many people hold which role, and where. Roles, not people: holders are codes and are never ranked.

use crate::model::{Corpus, Entry, Holder, Id, Loc, Ref, Staffing, target};
use crate::text::{Exact, Span};
use jiff::civil::Date;
use rustc_hash::FxHashMap;

/// A role staffed in a unit.
#[derive(Clone, Debug)]
pub struct Post {
    /// The unit.
    pub unit: usize,
    /// The role.
    pub role: usize,
    /// How many people, where stated.
    pub heads: Option<u32>,
    /// How many full positions, where stated.
    pub fte: Option<Exact>,
    /// Position of the entry in the unit's `staff`.
    pub entry: usize,
    /// Where it is written.
    pub span: Span,
}

/// Who is where.
#[derive(Debug)]
pub struct People {
    /// Every post, by unit, in the order written.
    pub posts: Vec<Post>,
    by_role: FxHashMap<usize, Vec<usize>>,
    parents: Vec<Option<usize>>,
}

impl People {
    /// Reads the staff of every unit as of a day: holders who have left or not yet begun are not counted.
    pub fn new(corpus: &Corpus, as_of: Date) -> Self {
        let mut people = People { posts: Vec::new(), by_role: FxHashMap::default(), parents: parents(corpus) };
        for (unit, item) in corpus.units.iter().enumerate() {
            for (entry, staff) in item.staff.iter().enumerate() {
                let Some(role) = staff.key.to.map(Loc::index) else { continue };
                people.by_role.entry(role).or_default().push(people.posts.len());
                people.posts.push(post(unit, role, entry, staff, as_of));
            }
        }
        people
    }

    /// Whether the framework says who works anywhere at all.
    pub fn is_staffed(&self) -> bool {
        !self.posts.is_empty()
    }

    /// The posts of a role.
    pub fn posts_of(&self, role: usize) -> impl Iterator<Item = &Post> {
        self.by_role.get(&role).into_iter().flatten().map(|&at| &self.posts[at])
    }

    /// How many people hold a role: absent in a framework without staff, or where a post states no count.
    pub fn heads(&self, role: usize) -> Option<u32> {
        if !self.is_staffed() {
            return None;
        }
        self.posts_of(role).map(|post| post.heads).sum()
    }

    /// Full positions of a role; absent as for [`People::heads`].
    pub fn fte(&self, role: usize) -> Option<Exact> {
        if !self.is_staffed() {
            return None;
        }
        self.posts_of(role).map(|post| post.fte).sum()
    }

    /// A unit and those above it, nearest first.
    pub fn line(&self, unit: usize) -> impl Iterator<Item = usize> {
        std::iter::successors(Some(unit), |&here| self.parents[here])
    }

    /// How many people work in each unit and everything below it; absent where a post there states no count.
    pub fn heads_by_unit(&self) -> Vec<Option<u32>> {
        let mut heads = vec![Some(0); self.parents.len()];
        for post in &self.posts {
            for unit in self.line(post.unit) {
                heads[unit] = heads[unit].zip(post.heads).map(|(sum, more)| sum + more);
            }
        }
        heads
    }

    /// At least how many people work in each unit and everything below it: posts without a count add nothing.
    pub fn known_heads_by_unit(&self) -> Vec<u32> {
        let mut heads = vec![0_u32; self.parents.len()];
        for post in &self.posts {
            for unit in self.line(post.unit) {
                heads[unit] = heads[unit].saturating_add(post.heads.unwrap_or(0));
            }
        }
        heads
    }
}

fn post(unit: usize, role: usize, entry: usize, staff: &Entry<Ref<target::Role>, Staffing>, as_of: Date) -> Post {
    let value = &staff.value;
    let listed = !value.detail.holders.is_empty();
    let gone = value.detail.holders.iter().filter(|holder| !is_here(&holder.value, as_of)).count();
    let size = |holder: &Holder| holder.fte.map_or(Exact::ONE, |fte| fte.value.into());
    let gone_fte: Exact = value.detail.holders.iter().map(|holder| &holder.value).filter(|holder| !is_here(holder, as_of)).map(size).sum();
    let heads = value.heads().map(|heads| if listed { heads.saturating_sub(gone as u32) } else { heads });
    let fte = value.fte().map(|fte| if listed { (fte - gone_fte).max(Exact::ZERO) } else { fte });
    Post { unit, role, heads, fte, entry, span: staff.span() }
}

/// Whether a holder is in post on a day.
pub fn is_here(holder: &Holder, as_of: Date) -> bool {
    holder.starts.is_none_or(|day| day.first() <= as_of) && holder.ends.is_none_or(|day| day.last() >= as_of)
}

/// The holders of a post who are there on a day.
pub fn holders<'a>(corpus: &'a Corpus, post: &Post, as_of: Date) -> impl Iterator<Item = &'a Entry<Id, Holder>> {
    let staff = &corpus.units[post.unit].body.staff[post.entry];
    staff.value.detail.holders.iter().filter(move |holder| is_here(&holder.value, as_of))
}

/// The unit above each unit. Units that stand in a circle (reported elsewhere) have none, so that every line ends.
fn parents(corpus: &Corpus) -> Vec<Option<usize>> {
    let mut parents: Vec<Option<usize>> =
        corpus.units.iter().map(|unit| unit.parent.as_ref().and_then(|parent| parent.to).map(Loc::index)).collect();
    for unit in super::circles::circles(&parents).into_iter().flatten() {
        parents[unit] = None;
    }
    parents
}
