//! On which terms does a post work? The role's own, with the changes its unit, or a unit above, may lawfully make.
//!
//! A change is lawful where a decision leaves the field loose, none holds it tight, and the value stays
//! inside the bounds. An unlawful change is another rule's finding; here it changes nothing.

use super::Facts;
use super::people::Post;
use crate::model::{Decision, Id, Int, Item, Loc, Map, Money, Override, Percent, QuantityValue, Responsibility, Role, Routine, Stance};
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

/// The local changes of a framework, by unit and role, and the decisions that allow them.
#[derive(Debug)]
pub struct Locals<'a> {
    facts: &'a Facts<'a>,
    changes: FxHashMap<(usize, usize), &'a Override>,
    governing: FxHashMap<usize, Vec<(&'a str, &'a Item<Decision>)>>,
}

impl<'a> Locals<'a> {
    /// Reads the overrides of every unit and what every decision governs.
    pub fn new(facts: &'a Facts<'a>) -> Self {
        let mut locals = Locals { facts, changes: FxHashMap::default(), governing: FxHashMap::default() };
        for (unit, item) in facts.corpus.units.iter().enumerate() {
            for entry in item.overrides.iter() {
                if let Some(role) = entry.key.to.map(Loc::index) {
                    locals.changes.insert((unit, role), &entry.value);
                }
            }
        }
        for decision in &facts.corpus.decisions {
            for governed in decision.governs.iter() {
                let field = governed.text.split_once('.').map(|(_, field)| field);
                if let (Some(role), Some(field)) = (governed.to.map(Loc::index), field) {
                    locals.governing.entry(role).or_default().push((field, decision));
                }
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
                self.apply(role, &change.role, &mut terms);
            }
        }
        terms
    }

    fn apply(&self, role: usize, change: &'a Role, terms: &mut Terms<'a>) {
        let percent = |value: Percent| QuantityValue { number: value.value.0, percent: true };
        let count = |value: Int| QuantityValue { number: f64::from(value.value.0), percent: false };
        let coaches = change.coaches.as_ref();
        if let Some(value) = change.teaching.filter(|&value| self.allows(role, "teaching", Some(percent(value)))) {
            terms.teaching = Some(value);
        }
        if let Some(value) = change.release.filter(|&value| self.allows(role, "release", Some(percent(value)))) {
            terms.release = Some(value);
        }
        if let Some(value) = coaches.and_then(|c| c.min).filter(|&value| self.allows(role, "coaches.min", Some(count(value)))) {
            terms.coaches_min = Some(value);
        }
        if let Some(value) = coaches.and_then(|c| c.max).filter(|&value| self.allows(role, "coaches.max", Some(count(value)))) {
            terms.coaches_max = Some(value);
        }
        let money = |value: Money| QuantityValue { number: value.value, percent: false };
        if let Some(value) = change.stipend.filter(|&value| self.allows(role, "stipend", Some(money(value)))) {
            terms.stipend = Some(value);
        }
        if change.reports_to.is_some() && self.allows(role, "reports_to", None) {
            terms.reports_to = boss_of(change);
        }
        if change.funded_by.is_some() && self.allows(role, "funded_by", None) {
            terms.fund = fund_of(change);
        }
        if !change.routines.is_empty() && self.allows(role, "routines", None) {
            terms.routines = &change.routines;
        }
        if !change.responsibilities.is_empty() && self.allows(role, "responsibilities", None) {
            terms.responsibilities = &change.responsibilities;
        }
    }

    /// Whether a unit may say `field` of `role` again, with this value. A decision about `coaches` is also about
    /// `coaches.max`, unless another names that part.
    pub fn allows(&self, role: usize, field: &str, value: Option<QuantityValue>) -> bool {
        let of = |name: &str| -> Vec<&Decision> {
            let governing = self.governing.get(&role).into_iter().flatten();
            governing.filter(|(governed, _)| *governed == name).map(|(_, decision)| -> &Decision { decision }).collect()
        };
        let exact = of(field);
        let governing = if exact.is_empty() { of(field.split_once('.').map_or(field, |(whole, _)| whole)) } else { exact };
        let stance = |decision: &Decision| decision.stance.map(|stance| stance.value);
        let loose = || governing.iter().filter(|decision| stance(decision) == Some(Stance::Loose));
        let tight = governing.iter().any(|decision| stance(decision) == Some(Stance::Tight));
        !tight && loose().count() > 0 && loose().all(|decision| is_within(decision, value))
    }
}

fn is_within(decision: &Decision, value: Option<QuantityValue>) -> bool {
    let (Some(bounds), Some(value)) = (&decision.bounds, value) else { return true };
    // One decision may govern fields of both kinds; a bound speaks only of its own.
    let alike = |bound: &QuantityValue| bound.percent == value.percent;
    let above = bounds.min.map(|min| min.value).filter(alike).is_none_or(|min| value.number >= min.number);
    let below = bounds.max.map(|max| max.value).filter(alike).is_none_or(|max| value.number <= max.number);
    let chosen = bounds.choices.is_empty() || bounds.choices.iter().any(|choice| same(&choice.value, value));
    above && below && chosen
}

fn same(choice: &str, value: QuantityValue) -> bool {
    let digits = choice.trim().strip_suffix('%');
    let number = digits.unwrap_or(choice).trim().parse();
    digits.is_some() == value.percent && number == Ok(value.number)
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
    }
}
