//! What rests on partners, who come from elsewhere and leave again?

use super::Facts;
use super::bench::{Bench, bearers};
use super::work::{Act, Letter};
use crate::model::{Collection, Family, Role, Source};
use std::collections::BTreeMap;

/// Whether a role is a partner's: employed by one, or of that family.
pub fn is_partner(role: &Role) -> bool {
    role.employer.is_some_and(|employer| employer.value == Source::Partner)
        || role.family.is_some_and(|family| family.value == Family::Partner)
}

/// What rests on each partner: the letters that give it the A or the only R of an action still to be done.
pub type Given<'f, 'a> = BTreeMap<usize, Vec<(&'f Act<'a>, &'f Letter)>>;

/// Every partner on whom an action rests, by role.
pub fn given<'f, 'a>(facts: &Facts<'a>, bench: &Bench<'a, 'f>) -> Given<'f, 'a> {
    let mut given = Given::new();
    for act in bench.acts() {
        for held in bearers(act).into_iter().filter(|held| held.actor.collection() == Collection::Roles) {
            if is_partner(&facts.corpus.roles[held.actor.index()]) {
                given.entry(held.actor.index()).or_default().push((act, held));
            }
        }
    }
    given
}
