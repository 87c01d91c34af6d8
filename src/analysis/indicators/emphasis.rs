//! What the plan weighs most, and where the time goes: the share of time that responsibilities give to each priority.

use super::formulas::{Ratio, porter};
use crate::analysis::Facts;
use crate::analysis::people::Post;
use crate::analysis::post_terms::Locals;
use crate::analysis::within::is_placed_for;
use crate::analysis::work::served;
use crate::model::{Entry, Id, Loc, Responsibility};
use std::collections::BTreeMap;

/// The time of one post, in full positions: heads × the share of contract time that a responsibility states.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PostTime {
    /// The post, by position in `facts.people.posts`.
    pub post: usize,
    /// Time for each active priority.
    pub on: BTreeMap<usize, f64>,
    /// Time of all responsibilities that state a share.
    pub stated: f64,
    /// How many responsibilities there are.
    pub duties: usize,
    /// How many of them state no share.
    pub without_share: usize,
    /// Those of these that serve a priority: (priority, id of the responsibility).
    pub uncounted: Vec<(usize, Box<str>)>,
    /// Whether the post states how many full positions it is. Without, its time is not known.
    pub counted: bool,
}

/// The time of every post in the framework's own units that somebody holds.
pub fn time(facts: &Facts<'_>) -> Vec<PostTime> {
    let locals = Locals::new(facts);
    let posts = facts.people.posts.iter().enumerate().filter(|(_, post)| post.heads != Some(0) && facts.corpus.units[post.unit].is_own());
    posts.map(|(at, post)| of_post(facts, at, post, &locals.of(post).responsibilities[..])).collect()
}

fn of_post(facts: &Facts<'_>, at: usize, post: &Post, duties: &[Entry<Id, Responsibility>]) -> PostTime {
    let mut time = PostTime { post: at, duties: duties.len(), counted: post.fte.is_some(), ..PostTime::default() };
    for entry in duties {
        let priorities = priorities_of(facts, &entry.value, post.unit);
        let Some(share) = entry.value.share else {
            time.without_share += 1;
            time.uncounted.extend(priorities.into_iter().map(|priority| (priority, entry.id().into())));
            continue;
        };
        let spent = post.fte.map_or(0.0, |fte| (fte * share.value.share()).f64());
        time.stated += spent;
        for &priority in &priorities {
            *time.on.entry(priority).or_default() += spent / priorities.len() as f64;
        }
    }
    time
}

/// The active priorities that a responsibility serves for someone in a unit, each once: its time is divided equally between
/// them. What is placed in another school is not the business of this one, though the role's description names it.
fn priorities_of(facts: &Facts<'_>, duty: &Responsibility, unit: usize) -> Vec<usize> {
    let shared = duty.duty.as_ref().and_then(|shared| shared.to).map(|to| &facts.corpus.duties[to.index()].body);
    let mut all: Vec<usize> = served(duty, shared).filter_map(|work| work.to).map(Loc::index).collect();
    all.sort_unstable();
    all.dedup();
    // What is not in force this year gets no time, and takes none from what is.
    all.retain(|&priority| facts.corpus.priorities[priority].is_active() && is_placed_for(facts, priority, Some(unit)));
    all
}

/// The rows of those priorities that are the business of at least one of some posts.
pub fn concerning(facts: &Facts<'_>, mut rows: Vec<Row>, posts: &[&PostTime]) -> Vec<Row> {
    rows.retain(|row| posts.iter().any(|time| is_placed_for(facts, row.priority, Some(facts.people.posts[time.post].unit))));
    rows
}

/// One active priority: what it weighs, and the time it gets.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Row {
    /// The priority.
    pub priority: usize,
    /// Its weight, where it states one.
    pub weight: Option<f64>,
    /// Time, in full positions.
    pub time: f64,
}

/// Weight and time of every active priority, over some posts.
pub fn rows<'t>(facts: &Facts<'_>, posts: impl IntoIterator<Item = &'t PostTime>) -> Vec<Row> {
    let mut rows: Vec<Row> =
        facts.work.active().map(|(priority, item)| Row { priority, weight: item.weight.map(|weight| weight.value), time: 0.0 }).collect();
    for time in posts {
        for (priority, spent) in &time.on {
            if let Ok(at) = rows.binary_search_by_key(priority, |row| row.priority) {
                rows[at].time += spent;
            }
        }
    }
    rows
}

/// How alike weights and time are divided. Absent (0 out of 0) where a priority states no weight, where there
/// are fewer than two, or where none gets any time.
pub fn index(rows: &[Row]) -> Ratio {
    let pairs: Option<Vec<(f64, f64)>> = rows.iter().map(|row| Some((row.weight?, row.time))).collect();
    pairs.filter(|pairs| pairs.len() > 1).map_or(Ratio::default(), |pairs| porter(&pairs))
}

/// Time given to active priorities out of all time that responsibilities state.
pub fn aligned<'t>(rows: &[Row], posts: impl IntoIterator<Item = &'t PostTime>) -> Ratio {
    let aligned = rows.iter().map(|row| row.time).sum();
    Ratio::new(aligned, posts.into_iter().map(|time| time.stated).sum())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::load::{Sources, load};

    /// 30, 30 and 10 % of the time of one full position for priorities that weigh 50, 30 and 20 %; the rest is core.
    const TEXT: &str = "
duties:
  shared: {does: Do it, serves: c}
roles:
  coach:
    title: Coach
    responsibilities:
      one: {does: One, serves: [a/do, a], share: 20%}
      two: {does: Two, serves: [a, b], share: 20%}
      three: {does: Three, serves: b, share: 20%}
      four: {duty: shared, share: 10%}
      rest: {does: Rest, share: 30%}
      more: {does: More}
  nobody:
    title: Nobody
    responsibilities:
      one: {does: One, serves: a, share: 100%}
priorities:
  a: {title: A, status: active, weight: 5, actions: {do: {title: Do}}}
  b: {title: B, status: active, weight: 3}
  c: {title: C, status: active, weight: 2}
units:
  school: {title: School, kind: school, staff: {coach: {count: 2, fte: 1.0}, nobody: 0}}
";

    #[test]
    fn the_worked_example() {
        let (corpus, answers) = load(&Sources::from_texts([("a.yaml", TEXT)]));
        assert!(answers.findings.is_empty(), "{:?}", answers.findings);
        let facts = Facts::new(&corpus, jiff::civil::date(2026, 11, 22));
        let time = time(&facts);
        assert_eq!((time.len(), time[0].duties, time[0].without_share), (1, 6, 1));
        let rows = rows(&facts, &time);
        let spent: Vec<f64> = rows.iter().map(|row| (row.time * 100.0).round()).collect();
        assert_eq!(spent, [30.0, 30.0, 10.0]);
        let round = |ratio: Ratio| (ratio.value().unwrap_or(0.0) * 100.0).round();
        assert_eq!((round(index(&rows)), round(aligned(&rows, &time))), (87.0, 70.0));
        assert_eq!(index(&rows[..1]).value(), None, "one priority always agrees with itself");
        let unweighted: Vec<Row> = rows.iter().map(|row| Row { weight: None, ..*row }).collect();
        assert_eq!(index(&unweighted).value(), None);
    }
}
