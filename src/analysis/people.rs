//! Who works where? One definition of a person, a post and a vacancy, for every rule, load, money, chart and indicator.
//!
//! * A *person* is a code, wherever it is listed, with as many *parts* as it is listed (half a teacher and half a coach;
//!   one mentor in two schools); or one head of a post who is not listed.
//! * A *post* is a role in the `staff` of a unit. It has as many *places* as its `count` says; without one, as many as
//!   are listed. Whoever has left or has not started is in no post; the successor takes the same place.
//! * *Heads* are those in post and those not listed; what is left of the places is *vacant*.
//! * A *position* is as large as the holder's own `fte`; those without one, listed or not, and vacancies share equally
//!   what the post's `fte` leaves, else each is assumed to be a full one.
//!
//! Roles, not people: holders are codes and are never ranked.

use crate::model::{Corpus, DayValue, Entry, Holder, Id, Loc, Ref, Staffing, target};
use crate::text::{Exact, Span};
use jiff::civil::Date;
use rustc_hash::{FxHashMap, FxHashSet};

/// A role staffed in a unit.
#[derive(Clone, Debug)]
pub struct Post {
    /// The unit.
    pub unit: usize,
    /// The role.
    pub role: usize,
    /// How many people are in it, where that is stated.
    pub heads: Option<u32>,
    /// How many of its places nobody has.
    pub vacancies: u32,
    /// How many full positions those in it have, where that is stated.
    pub fte: Option<Exact>,
    /// Those in it who are listed, in the order written.
    pub listed: Vec<Part>,
    /// The size of the position of each who is not listed, and of each vacancy.
    pub each: Exact,
    /// Position of the entry in the unit's `staff`.
    pub entry: usize,
    /// Where it is written.
    pub span: Span,
}

/// What one listed person has in one post.
#[derive(Clone, Debug)]
pub struct Part {
    /// The code.
    pub code: Box<str>,
    /// The size of the position; 1 is a full one.
    pub size: Exact,
}

impl Post {
    /// How many are in it and not listed; absent where it does not say how many there are.
    pub fn unlisted(&self) -> Option<u32> {
        Some(self.heads?.saturating_sub(u32::try_from(self.listed.len()).unwrap_or(u32::MAX)))
    }

    /// Full positions with those that are vacant: what it costs.
    pub fn budgeted(&self) -> Option<Exact> {
        Some(self.fte? + self.each * self.vacancies)
    }
}

/// Who is where.
#[derive(Debug)]
pub struct People {
    /// Every post, by unit, in the order written.
    pub posts: Vec<Post>,
    by_role: FxHashMap<usize, Vec<usize>>,
    /// The posts of each person who has several, by code.
    several: FxHashMap<Box<str>, Vec<usize>>,
    parents: Vec<Option<usize>>,
}

/// Some people who hold a role alike: one with all parts in that role, or several who have the same in one post.
#[derive(Clone, Debug, PartialEq)]
pub struct Alike<'p> {
    /// Each post and the size of the position there; several only for one person.
    pub parts: Vec<(usize, Exact)>,
    /// The codes of those who are listed.
    pub codes: Vec<&'p str>,
    /// How many people they are.
    pub people: u32,
}

impl People {
    /// Reads the staff of every unit as of a day.
    pub fn new(corpus: &Corpus, as_of: Date) -> Self {
        let mut people =
            People { posts: Vec::new(), by_role: FxHashMap::default(), several: FxHashMap::default(), parents: parents(corpus) };
        for (unit, item) in corpus.units.iter().enumerate() {
            for (entry, staff) in item.staff.iter().enumerate() {
                let Some(role) = staff.key.to.map(Loc::index) else { continue };
                people.by_role.entry(role).or_default().push(people.posts.len());
                people.posts.push(post(unit, role, entry, staff, as_of));
            }
        }
        for (at, post) in people.posts.iter().enumerate() {
            post.listed.iter().for_each(|part| people.several.entry(part.code.clone()).or_default().push(at));
        }
        people.several.retain(|_, posts| posts.len() > 1);
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

    /// The people in some posts, each person once; absent where one of them does not say how many.
    pub fn count<'p>(&self, posts: impl IntoIterator<Item = &'p Post>) -> Option<u32> {
        let mut met: FxHashSet<&str> = FxHashSet::default();
        let mut sum = 0_u32;
        for post in posts {
            sum = sum.saturating_add(post.heads?);
            let again = self.who_have_several(post).filter(|code| !met.insert(code)).count();
            sum = sum.saturating_sub(u32::try_from(again).unwrap_or(u32::MAX));
        }
        Some(sum)
    }

    /// At least how many people are in some posts: those that do not say how many add nobody.
    pub fn known<'p>(&self, posts: impl IntoIterator<Item = &'p Post>) -> u32 {
        self.count(posts.into_iter().filter(|post| post.heads.is_some())).unwrap_or(0)
    }

    /// The codes in a post that are listed in other posts too.
    pub fn who_have_several<'p>(&self, post: &'p Post) -> impl Iterator<Item = &'p str> {
        post.listed.iter().map(|part| &*part.code).filter(|code| self.several.contains_key(*code))
    }

    /// The posts of a role in which someone who has several posts has a part, and the size of each.
    fn parts_in_role(&self, code: &str, role: usize) -> impl Iterator<Item = (usize, Exact)> {
        let posts = self.several.get(code).into_iter().flatten().filter(move |&&at| self.posts[at].role == role);
        posts.filter_map(move |&at| Some((at, self.posts[at].listed.iter().find(|part| &*part.code == code)?.size)))
    }

    /// Those in some posts of one role, in the order of the posts; someone with several parts in the role once, at the
    /// first of these posts. Whoever is to be looked at `alone` is not put together with those who have as much.
    pub fn alike<'p>(&'p self, posts: &[usize], alone: impl Fn(usize, &str) -> bool) -> Vec<Alike<'p>> {
        let mut met: FxHashSet<&str> = FxHashSet::default();
        let mut all: Vec<Alike<'p>> = Vec::new();
        for &at in posts {
            let post = &self.posts[at];
            // Those of this post who may stand together, by the size of what they have.
            let mut groups: Vec<usize> = Vec::new();
            for part in &post.listed {
                let parts: Vec<(usize, Exact)> = self.parts_in_role(&part.code, post.role).collect();
                if parts.len() > 1 {
                    if met.insert(&part.code) {
                        all.push(Alike { parts, codes: vec![&part.code], people: 1 });
                    }
                } else if alone(at, &part.code) {
                    all.push(Alike { parts: vec![(at, part.size)], codes: vec![&part.code], people: 1 });
                } else {
                    let group = together(&mut all, &mut groups, (at, part.size));
                    group.codes.push(&part.code);
                    group.people += 1;
                }
            }
            match post.unlisted() {
                Some(0) => {}
                Some(unlisted) => together(&mut all, &mut groups, (at, post.each)).people += unlisted,
                None => together(&mut all, &mut groups, (at, post.fte.unwrap_or(Exact::ONE))).people += 1,
            }
        }
        all
    }

    /// How many people hold a role: absent in a framework without staff, or where a post states no count.
    pub fn heads(&self, role: usize) -> Option<u32> {
        if !self.is_staffed() {
            return None;
        }
        self.count(self.posts_of(role))
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
        let mut heads: Vec<Option<u32>> = self.known_heads_by_unit().into_iter().map(Some).collect();
        for post in self.posts.iter().filter(|post| post.heads.is_none()) {
            self.line(post.unit).for_each(|unit| heads[unit] = None);
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
        // Someone with several parts in a unit is one person there.
        for posts in self.several.values() {
            let mut met = FxHashSet::default();
            for unit in posts.iter().flat_map(|&at| self.line(self.posts[at].unit)) {
                if !met.insert(unit) {
                    heads[unit] = heads[unit].saturating_sub(1);
                }
            }
        }
        heads
    }
}

/// The group of those in a post who have as much as this; a new one where there is none yet.
fn together<'s, 'p>(all: &'s mut Vec<Alike<'p>>, groups: &mut Vec<usize>, part: (usize, Exact)) -> &'s mut Alike<'p> {
    let at = match groups.iter().find(|&&at| all[at].parts[0].1 == part.1) {
        Some(&at) => at,
        None => {
            groups.push(all.len());
            all.push(Alike { parts: vec![part], codes: Vec::new(), people: 0 });
            all.len() - 1
        }
    };
    &mut all[at]
}

fn post(unit: usize, role: usize, entry: usize, staff: &Entry<Ref<target::Role>, Staffing>, as_of: Date) -> Post {
    let detail = &staff.value.detail;
    let count = detail.count.map(|count| count.0);
    let in_post: Vec<&Entry<Id, Holder>> = detail.holders.iter().filter(|holder| is_here(&holder.value, as_of)).collect();
    let listed = u32::try_from(in_post.len()).unwrap_or(u32::MAX);
    let unlisted = count.map_or(0, |count| count.saturating_sub(listed_at_once(detail.holders.iter().map(|holder| &holder.value))));
    let heads = (count.is_some() || !detail.holders.is_empty()).then(|| listed.saturating_add(unlisted));
    let vacancies = count.zip(heads).map_or(0, |(places, heads)| places.saturating_sub(heads));
    let own = |holder: &Entry<Id, Holder>| holder.value.fte.map(|fte| Exact::from(fte.value));
    let stated: Exact = in_post.iter().filter_map(|holder| own(holder)).sum();
    let without = in_post.iter().filter(|holder| own(holder).is_none()).count() + unlisted as usize + vacancies as usize;
    let whole = detail.fte.map(|fte| Exact::from(fte.value));
    let left = whole.filter(|whole| *whole > stated && without > 0);
    let each = left.map_or(Exact::ONE, |whole| (whole - stated) / without);
    let listed: Vec<Part> = in_post.iter().map(|holder| Part { code: holder.id().into(), size: own(holder).unwrap_or(each) }).collect();
    let of_heads = heads.map(|_| listed.iter().map(|part| part.size).sum::<Exact>() + each * unlisted);
    Post { unit, role, heads, vacancies, fte: of_heads.or(whole), listed, each, entry, span: staff.span() }
}

/// The most holders whose time covers one day: a successor takes the place of whoever left.
fn listed_at_once<'h>(holders: impl Iterator<Item = &'h Holder> + Clone) -> u32 {
    let first = |holder: &Holder| holder.starts.map(|day| DayValue::first(day.value));
    let last = |holder: &Holder| holder.ends.map(|day| DayValue::last(day.value));
    let ends_before = |holder: &Holder| first(holder).zip(last(holder)).is_some_and(|(first, last)| last < first);
    let holders = holders.filter(move |holder| !ends_before(holder));
    // What changes on which day: somebody comes on the first, and is gone on the day after the last.
    let mut changes: Vec<(Option<Date>, i32)> = Vec::new();
    for holder in holders {
        changes.push((first(holder), 1));
        changes.extend(last(holder).and_then(|day| day.tomorrow().ok()).map(|day| (Some(day), -1)));
    }
    changes.sort_by_key(|&(day, change)| (day, change));
    let (mut now, mut most) = (0, 0);
    for (_, change) in changes {
        now += change;
        most = most.max(now);
    }
    u32::try_from(most).unwrap_or(0)
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::load::{Sources, load};

    /// The post of `lead` in each unit: heads, vacancies, full positions.
    fn posts(staff: &str) -> Vec<(Option<u32>, u32, Option<f64>)> {
        people(staff, |people| people.posts.iter().map(|post| (post.heads, post.vacancies, post.fte.map(Exact::f64))).collect())
    }

    fn people<T>(staff: &str, look: impl FnOnce(&People) -> T) -> T {
        let text = format!("roles:\n  lead: {{title: Lead}}\nunits:\n{staff}");
        let (corpus, answers) = load(&Sources::from_texts([("a.yaml", text.as_str())]));
        assert!(answers.findings.is_empty(), "{:?}", answers.findings);
        look(&People::new(&corpus, jiff::civil::date(2026, 11, 22)))
    }

    fn one(lead: &str) -> (Option<u32>, u32, Option<f64>) {
        posts(&format!("  u: {{title: U, kind: school, staff: {{lead: {lead}}}}}\n"))[0]
    }

    #[test]
    fn whoever_left_or_has_not_started_is_in_no_post() {
        let (left, comes, here) = ("a: {ends: 2026-06-30}", "b: {starts: 2027-01-04}", "c: {starts: 2026-08-24}");
        assert_eq!(one(&format!("{{holders: {{{left}, {here}}}}}")), (Some(1), 0, Some(1.0)));
        assert_eq!(one(&format!("{{holders: {{{left}}}}}")), (Some(0), 0, Some(0.0)));
        // The successor has the place of the one who left; the second place is somebody's who is not listed.
        assert_eq!(one(&format!("{{count: 2, holders: {{{left}, {here}}}}}")), (Some(2), 0, Some(2.0)));
        assert_eq!(one(&format!("{{count: 1, holders: {{{left}, {comes}}}}}")), (Some(0), 1, Some(0.0)));
    }

    #[test]
    fn positions_without_a_size_share_what_the_post_leaves() {
        assert_eq!(one("{fte: 1.5, holders: {a: {fte: 0.5}, b: {}}}"), (Some(2), 0, Some(1.5)));
        assert_eq!(one("{holders: {a: {fte: 0.5}, b: {}}}"), (Some(2), 0, Some(1.5)));
        assert_eq!(one("{count: 3, fte: 2, holders: {a: {fte: 1}}}"), (Some(3), 0, Some(2.0)));
        // Of a place that is vacant nobody has the time.
        assert_eq!(one("{count: 2, fte: 2, holders: {a: {}, b: {ends: 2026-06-30}}}"), (Some(1), 1, Some(1.0)));
        assert_eq!(one("{fte: 1.5}"), (None, 0, Some(1.5)));
    }

    #[test]
    fn a_code_is_one_person_with_parts() {
        let staff = "  n: {title: N, kind: school, staff: {lead: {count: 2, holders: {x: {fte: 0.5}}}}}\n  s: {title: S, kind: school, staff: {lead: {holders: {x: {fte: 0.4}}}}}\n";
        people(staff, |people| {
            assert_eq!((people.heads(0), people.fte(0).map(Exact::f64)), (Some(2), Some(1.9)));
            let alike = people.alike(&[0, 1], |_, _| false);
            let sizes: Vec<Vec<f64>> = alike.iter().map(|one| one.parts.iter().map(|part| part.1.f64()).collect()).collect();
            assert_eq!(sizes, [vec![0.5, 0.4], vec![1.0]]);
        });
    }
}
