//! How full is the week of those who have release, and how well is that known?

use super::time::{Calendar, Gap, Source, Week};
use crate::model::{Item, Role};
use crate::text::Exact;

/// What is known of hours ÷ release, 1 being exactly full.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Fullness {
    /// All of it is stated.
    Known(Exact),
    /// Something is not stated, and would only add to this.
    AtLeast(Exact, Missing),
    /// Nothing can be said.
    Unknown(Missing),
}

/// What is not stated.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Missing {
    /// How much time is set free.
    Release,
    /// The hours of a contract.
    ContractHours,
    /// Part of a routine.
    Part(Gap),
    /// Any routine: meetings alone are not a week.
    Routines,
    /// Both routines and release: there is no week to ask about.
    Week,
}

impl Missing {
    /// What is not stated, and the field that would say it.
    pub fn unlock(self) -> (&'static str, &'static str) {
        match self {
            Missing::Release => ("the role has routines and states no release", "roles.ID.release"),
            Missing::ContractHours => ("the settings state no contract hours", "rolewright.toml: contract_hours"),
            Missing::Part(Gap::People) => ("nobody says how many people the role coaches", "units.ID.staff.ID.coached_by"),
            Missing::Part(Gap::Minutes) => ("a routine states no minutes", "roles.ID.routines.ID.minutes"),
            Missing::Part(Gap::Times) => ("a routine does not say how often a week it happens", "roles.ID.routines.ID.per_week"),
            Missing::Week => ("neither routines nor release are stated", "roles.ID.routines"),
            Missing::Routines => ("the role has release and states no routines", "roles.ID.routines"),
        }
    }
}

/// How full a week is.
pub fn of(week: &Week) -> Fullness {
    let routines = week.lines.iter().any(|line| matches!(line.source, Source::Routine { .. }));
    match (week.used(), week.gaps.first()) {
        (None, None) if week.release.is_none() && !routines => Fullness::Unknown(Missing::Week),
        (None, _) if week.release.is_none() => Fullness::Unknown(Missing::Release),
        (None, _) => Fullness::Unknown(Missing::ContractHours),
        (Some(used), Some(&gap)) => Fullness::AtLeast(used, Missing::Part(gap)),
        (Some(used), None) if !routines => Fullness::AtLeast(used, Missing::Routines),
        (Some(used), None) => Fullness::Known(used),
    }
}

/// The weeks of everyone who holds a role with release or routines: (role, week), by role.
pub fn weeks(calendar: &Calendar<'_>, roles: &[Item<Role>]) -> Vec<(usize, Week)> {
    let mut all = Vec::new();
    for at in (0..roles.len()).filter(|&at| has_a_week(&roles[at])) {
        let weeks = calendar.weeks_of_role(at).into_iter();
        all.extend(weeks.map(|week| (at, week)));
    }
    all
}

/// Whether a role has a week to ask about: release, or routines that would need some.
pub fn has_a_week(role: &Role) -> bool {
    role.release.is_some() || !role.routines.is_empty()
}
