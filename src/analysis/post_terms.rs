//! On which terms does a post work? The role's own, with the changes its unit, or a unit above, may lawfully make.
//!
//! Whether a change is lawful, `decision_rights` says. An unlawful change is another rule's finding; here it
//! changes nothing.

use super::Facts;
use super::decision_rights::{DecisionRights, said};
use super::people::Post;
use crate::model::{Id, Int, Loc, Map, Money, Percent, Responsibility, Role, Routine};
use rustc_hash::FxHashMap;

/// What holds for one post, or for a role wherever nothing was changed.
#[derive(Clone, Copy, Debug)]
pub struct Terms<'a> {
    /// The role it reports to, as a position in the corpus.
    pub reports_to: Option<usize>,
    /// The share of contract time spent teaching.
    pub teaching: Option<Percent>,
    /// The share of contract time set free.
    pub release: Option<Percent>,
    /// The fewest people coached.
    pub coaches_min: Option<Int>,
    /// The most people coached.
    pub coaches_max: Option<Int>,
    /// Pay on top, a year.
    pub stipend: Option<Money>,
    /// What pays for stipend and release, as a position in the corpus.
    pub fund: Option<usize>,
    /// What is done every week or so.
    pub routines: &'a Map<Id, Routine>,
    /// What it is responsible for.
    pub responsibilities: &'a Map<Id, Responsibility>,
}

impl<'a> Terms<'a> {
    /// The terms as the role itself states them.
    pub fn of_role(role: &'a Role) -> Self {
        let coaches = role.coaches.as_ref();
        Terms {
            reports_to: boss_of(role),
            teaching: role.teaching,
            release: role.release,
            coaches_min: coaches.and_then(|coaches| coaches.min),
            coaches_max: coaches.and_then(|coaches| coaches.max),
            stipend: role.stipend,
            fund: fund_of(role),
            routines: &role.routines,
            responsibilities: &role.responsibilities,
        }
    }

    /// The part of the terms that costs money.
    pub fn pay(&self) -> Pay {
        Pay { stipend: self.stipend, release: self.release, fund: self.fund }
    }

    /// Whether nothing but leading fills the contract: full release, or none stated and no teaching.
    /// Absent where neither is stated.
    pub fn is_full_release(&self) -> Option<bool> {
        match (self.release, self.teaching) {
            (Some(release), _) => Some(release.value.0 >= 100.0),
            (None, Some(teaching)) => Some(teaching.value.0 == 0.0),
            (None, None) => None,
        }
    }
}

/// What a holder of a role is given, as far as it is stated.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Pay {
    /// Pay on top, a year.
    pub stipend: Option<Money>,
    /// The share of contract time set free.
    pub release: Option<Percent>,
    /// What pays for both.
    pub fund: Option<usize>,
}

fn boss_of(role: &Role) -> Option<usize> {
    role.reports_to.as_ref().and_then(|boss| boss.to).map(Loc::index)
}

fn fund_of(role: &Role) -> Option<usize> {
    role.funded_by.as_ref().and_then(|fund| fund.to).map(Loc::index)
}

/// The local changes of a framework, by unit and role, as far as they are the unit's own to make.
#[derive(Debug)]
pub struct Locals<'a> {
    facts: &'a Facts<'a>,
    changes: FxHashMap<(usize, usize), Change<'a>>,
}

/// What one unit says about one role.
#[derive(Debug)]
struct Change<'a> {
    said: &'a Role,
    /// The fields in which it may say so.
    lawful: Vec<String>,
}

impl Change<'_> {
    fn holds(&self, field: &str) -> bool {
        self.lawful.iter().any(|lawful| lawful == field)
    }
}

impl<'a> Locals<'a> {
    /// Reads the overrides of every unit and judges each field by the decisions that govern it.
    pub fn new(facts: &'a Facts<'a>) -> Self {
        let mut locals = Locals { facts, changes: FxHashMap::default() };
        let all = said(facts.corpus);
        if all.is_empty() {
            return locals;
        }
        let rights = DecisionRights::new(facts);
        for (unit, item) in facts.corpus.units.iter().enumerate() {
            for entry in item.overrides.iter() {
                if let Some(role) = entry.key.to.map(Loc::index) {
                    locals.changes.insert((unit, role), Change { said: &entry.value.role, lawful: Vec::new() });
                }
            }
        }
        for local in all {
            let counts = rights.judge(&local).counts();
            if let Some(change) = locals.changes.get_mut(&(local.unit, local.role)).filter(|_| counts) {
                change.lawful.push(local.field);
            }
        }
        locals
    }

    /// The terms of a post.
    pub fn of(&self, post: &Post) -> Terms<'a> {
        self.at(post.unit, post.role)
    }

    /// The terms of a role in a unit: each field from the nearest unit that lawfully changes it, else from the role.
    pub fn at(&self, unit: usize, role: usize) -> Terms<'a> {
        let mut terms = Terms::of_role(&self.facts.corpus.roles[role]);
        if self.changes.is_empty() {
            return terms;
        }
        // From the top down, so that the nearest unit has the last word.
        let line: Vec<usize> = self.facts.people.line(unit).collect();
        for unit in line.into_iter().rev() {
            if let Some(change) = self.changes.get(&(unit, role)) {
                apply(change, &mut terms);
            }
        }
        terms
    }
}

fn apply<'a>(change: &Change<'a>, terms: &mut Terms<'a>) {
    let (said, coaches) = (change.said, change.said.coaches.as_ref());
    if change.holds("teaching") {
        terms.teaching = said.teaching;
    }
    if change.holds("release") {
        terms.release = said.release;
    }
    if change.holds("coaches.min") {
        terms.coaches_min = coaches.and_then(|coaches| coaches.min);
    }
    if change.holds("coaches.max") {
        terms.coaches_max = coaches.and_then(|coaches| coaches.max);
    }
    if change.holds("stipend") {
        terms.stipend = said.stipend;
    }
    if change.holds("reports_to") {
        terms.reports_to = boss_of(said);
    }
    if change.holds("funded_by") {
        terms.fund = fund_of(said);
    }
    if change.holds("routines") {
        terms.routines = &said.routines;
    }
    if change.holds("responsibilities") {
        terms.responsibilities = &said.responsibilities;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::load::{Sources, load};

    fn release_with(decision: &str) -> Vec<f64> {
        let text = format!(
            "roles:\n  lead:\n    title: Lead\n    release: 25%\nunits:\n  school:\n    title: School\n    kind: school\n    overrides:\n      lead:\n        release: 40%\n  team:\n    title: Team\n    kind: team\n    parent: school\n    staff:\n      lead: 1\n  other:\n    title: Other\n    kind: team\n    staff:\n      lead: 1\n{decision}"
        );
        let (corpus, answers) = load(&Sources::from_texts([("framework.yaml", text.as_str())]));
        assert!(answers.findings.is_empty(), "{:?}", answers.findings);
        let facts = Facts::new(&corpus, jiff::civil::date(2026, 11, 22));
        let locals = Locals::new(&facts);
        facts.people.posts.iter().filter_map(|post| locals.of(post).release).map(|release| release.value.0).collect()
    }

    #[test]
    fn only_a_lawful_change_counts_and_it_reaches_the_units_below() {
        let decision = |stance: &str, bounds: &str| {
            format!("decisions:\n  d:\n    question: How much?\n    stance: {stance}\n    governs: lead.release\n{bounds}")
        };
        // The posts are those of the units “other” and “team”, in that order.
        assert_eq!(release_with(""), [25.0, 25.0]);
        assert_eq!(release_with(&decision("tight", "")), [25.0, 25.0]);
        assert_eq!(release_with(&decision("loose", "")), [25.0, 40.0]);
        assert_eq!(release_with(&decision("loose", "    bounds:\n      max: 30%\n")), [25.0, 25.0]);
        assert_eq!(release_with(&decision("loose", "    bounds:\n      choices: [25%, 40%]\n")), [25.0, 40.0]);
        assert_eq!(release_with(&decision("loose", "    bounds:\n      max: 8\n")), [25.0, 40.0], "a bound on a count is none on a share");
    }
}
