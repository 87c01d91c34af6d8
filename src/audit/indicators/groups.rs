//! What belongs together when indicators are broken down: by unit, by level or by family of roles.

use crate::analysis::Facts;
use crate::analysis::coverage::{is_school, school_of};
use crate::model::{Corpus, Family, Role, Text};
use std::collections::BTreeMap;

/// What to break down by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum By {
    /// The school; where there are not several, the unit itself.
    Unit,
    /// The level.
    Level,
    /// The family of roles.
    Family,
}

impl By {
    /// The word for it.
    pub fn name(self) -> &'static str {
        match self {
            By::Unit => "unit",
            By::Level => "level",
            By::Family => "family",
        }
    }
}

/// A group and where it stands among the others.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Group {
    order: usize,
    /// Its name: the id of a unit, a level, a family, or why there is none.
    pub name: String,
}

impl Group {
    fn last(why: &str) -> Self {
        Group { order: usize::MAX, name: why.to_owned() }
    }
}

/// Where everything belongs.
pub(super) struct Homes<'a> {
    corpus: &'a Corpus,
    /// The unit that stands for each unit; absent for those above the schools.
    units: Vec<Option<usize>>,
}

impl<'a> Homes<'a> {
    pub(super) fn new(facts: &Facts<'a>) -> Self {
        let corpus = facts.corpus;
        let schools = corpus.units.iter().filter(|unit| is_school(unit)).count();
        let home = |unit: usize| if schools > 1 { school_of(facts, unit) } else { Some(unit) };
        Homes { corpus, units: (0..corpus.units.len()).map(home).collect() }
    }

    /// The group of what happens in a unit.
    pub(super) fn unit(&self, unit: Option<usize>) -> Group {
        let Some(unit) = unit else { return Group::last("everywhere") };
        match self.units.get(unit).copied().flatten() {
            Some(home) => Group { order: home, name: self.corpus.units[home].id().to_owned() },
            None => Group { order: usize::MAX - 1, name: "above the schools".to_owned() },
        }
    }

    /// The group of what is at a level.
    pub(super) fn level(&self, level: Option<&Text>) -> Group {
        let Some(level) = level else { return Group::last("no level stated") };
        let order = self.corpus.level_rank(level).unwrap_or(usize::MAX - 1);
        Group { order, name: level.value.to_string() }
    }

    /// The group of a role: its level or its family.
    pub(super) fn role(&self, role: &Role, by: By) -> Group {
        match (by, role.family) {
            (By::Family, None) => Group::last("no family stated"),
            (By::Family, Some(family)) => {
                let order = Family::ALL.iter().position(|&known| known == family.value).unwrap_or(usize::MAX);
                Group { order, name: family.value.name().to_owned() }
            }
            _ => self.level(role.level.as_ref()),
        }
    }
}

/// A pair of adjacent levels, the upper one at `rank`.
pub(super) fn pair(rank: usize, upper: &str, lower: &str) -> Group {
    Group { order: rank, name: format!("{upper} – {lower}") }
}

/// Cases by group, in the groups' order.
pub(super) fn split<C>(cases: &[C], group: impl Fn(&C) -> Group) -> Vec<(Group, Vec<&C>)> {
    let mut groups: BTreeMap<Group, Vec<&C>> = BTreeMap::new();
    for case in cases {
        groups.entry(group(case)).or_default().push(case);
    }
    groups.into_iter().collect()
}
