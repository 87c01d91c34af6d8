//! Load that went over: weeks that do not fit into their release any more, roles that promise more than all of
//! their time. The arithmetic is that of the rules release-shortfall and role-over-full.

use super::{Comparison, Sides};
use crate::analysis::Facts;
use crate::analysis::post_terms::Terms;
use crate::analysis::time::{Calendar, Declared, Week};
use crate::audit::Audit;
use crate::model::Collection;
use crate::rules;
use crate::text::Exact;
use rustc_hash::FxHashMap;

/// How full a week or a role is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Full {
    /// Hours a week, or percent of contract time.
    pub used: Exact,
    /// The hours of release that should hold them; for a role's description 100 %.
    pub room: Exact,
}

impl Full {
    /// 1 is exactly full; infinite where there is no room at all.
    pub fn share(self) -> Exact {
        if self.used.is_zero() { Exact::ZERO } else { self.used / self.room }
    }
}

/// A week, or a role as described, that is fuller than it can be.
#[derive(Clone, Debug, PartialEq)]
pub struct LoadChange {
    /// The role, as it is after.
    pub role: usize,
    /// The unit, for a week; absent for a role as it is described.
    pub unit: Option<usize>,
    /// The holder's code, where the week is that of one who is named.
    pub holder: Option<String>,
    /// How many holders have this week; 1 for a role as it is described.
    pub holders: u32,
    /// Whether it is the description: teaching and shares in percent. Else a week in hours.
    pub declared: bool,
    /// How full it was; absent where that was not to be known, or there was no such week.
    pub before: Option<Full>,
    /// How full it is.
    pub after: Full,
}

impl LoadChange {
    /// Whether it fitted before, as far as that is known.
    pub fn went_over(&self, most: Exact) -> bool {
        self.before.is_none_or(|before| before.share() <= most)
    }
}

/// By role and unit: what is over its limit after, and was not before or has grown.
pub(super) fn changes(sides: &Sides<'_, '_>) -> Vec<LoadChange> {
    let mut changes = weeks(sides);
    changes.extend(descriptions(sides));
    changes.sort_by_key(|change| (change.role, change.unit, change.holder.clone()));
    changes
}

/// The share of release above which a week does not fit, as the rule has it.
pub(crate) fn most_used(audit: &Audit) -> Exact {
    Exact::from(limit(audit, "release-shortfall", "max_used", 100.0)) / 100_u32
}

fn limit(audit: &Audit, rule: &str, threshold: &str, otherwise: f64) -> f64 {
    let found = rules::find(rule).and_then(|meta| Some((meta.id, meta.thresholds.iter().find(|known| known.name == threshold)?)));
    found.map_or(otherwise, |(rule, threshold)| audit.limits.get(rule, threshold))
}

/// The weeks of every post with release, by unit, role and holder under the names after. Several holders alike
/// in one post are told apart by their order.
type Weeks = FxHashMap<(String, String, Option<Box<str>>), Vec<(Full, u32, usize, Option<usize>)>>;

fn weeks_of(facts: &Facts<'_>, name: impl Fn(Collection, &str) -> String) -> Weeks {
    let calendar = Calendar::new(facts);
    let mut weeks = Weeks::default();
    for (at, role) in facts.corpus.roles.iter().enumerate() {
        if role.release.is_none() && role.routines.is_empty() {
            continue;
        }
        for week in calendar.weeks_of_role(at) {
            let Some((full, unit)) = full(&week).zip(week.post().map(|post| facts.people.posts[post].unit)) else { continue };
            let key = (name(Collection::Units, facts.corpus.units[unit].id()), name(Collection::Roles, role.id()), week.holder);
            weeks.entry(key).or_default().push((full, week.holders, at, Some(unit)));
        }
    }
    weeks
}

fn full(week: &Week) -> Option<Full> {
    Some(Full { used: week.hours(), room: week.capacity? })
}

fn weeks(sides: &Sides<'_, '_>) -> Vec<LoadChange> {
    let most = most_used(sides.head);
    let before = weeks_of(sides.before, |collection, id| sides.diff.new_id(collection, id).to_owned());
    let mut changes = Vec::new();
    for (key, weeks) in weeks_of(sides.after, |_, id| id.to_owned()) {
        for (nth, (after, holders, role, unit)) in weeks.into_iter().enumerate() {
            let before = before.get(&key).and_then(|weeks| weeks.get(nth)).map(|week| week.0);
            if is_worse(before, after, most) {
                let holder = key.2.as_deref().map(ToOwned::to_owned);
                changes.push(LoadChange { role, unit, holder, holders, declared: false, before, after });
            }
        }
    }
    changes
}

/// The week of some holders of one role in one unit, on both sides.
#[derive(Clone, Debug, PartialEq)]
pub struct RoleWeek {
    /// The unit, by its id after.
    pub unit: String,
    /// The holder's code, where the week is that of one who is named.
    pub holder: Option<String>,
    /// Before; absent where it was not to be known, or there was none.
    pub before: Option<Full>,
    /// After; absent likewise.
    pub after: Option<Full>,
}

/// The weeks of a role that are not what they were, by unit and holder.
pub(super) fn role_weeks(comparison: &Comparison<'_>, role: &str) -> Vec<RoleWeek> {
    let (before, after) = (comparison.base.facts(), comparison.head.facts());
    let before = weeks_of(&before, |collection, id| comparison.diff.new_id(collection, id).to_owned());
    let after = weeks_of(&after, |_, id| id.to_owned());
    let mut keys: Vec<_> = before.keys().chain(after.keys()).filter(|key| key.1 == role).collect();
    keys.sort();
    keys.dedup();
    let mut weeks = Vec::new();
    for key in keys {
        let of = |weeks: &Weeks| weeks.get(key).cloned().unwrap_or_default();
        let (old, new) = (of(&before), of(&after));
        for nth in 0..old.len().max(new.len()) {
            let (before, after) = (old.get(nth).map(|week| week.0), new.get(nth).map(|week| week.0));
            if before != after {
                weeks.push(RoleWeek { unit: key.0.clone(), holder: key.2.as_deref().map(ToOwned::to_owned), before, after });
            }
        }
    }
    weeks
}

fn is_worse(before: Option<Full>, after: Full, most: Exact) -> bool {
    let grew = before.is_none_or(|before| after.share() > before.share());
    after.share() > most && grew
}

fn descriptions(sides: &Sides<'_, '_>) -> Vec<LoadChange> {
    let most = Exact::ONE + Exact::from(limit(sides.head, "role-over-full", "tolerance", 2.0)) / 100_u32;
    let total = |corpus: &crate::model::Corpus, role: usize| Full {
        used: Declared::of(&Terms::of_role(&corpus.roles[role])).total(),
        room: 100_u32.into(),
    };
    let mut changes = Vec::new();
    for role in 0..sides.head.corpus.roles.len() {
        let after = total(&sides.head.corpus, role);
        let before = sides.role_before(role).map(|role| total(&sides.base.corpus, role));
        if is_worse(before, after, most) {
            changes.push(LoadChange { role, unit: None, holder: None, holders: 1, declared: true, before, after });
        }
    }
    changes
}
