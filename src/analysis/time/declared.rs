//! How much of the contract does a role's description promise, and to what? Knows no week and no people.

use crate::analysis::post_terms::Terms;
use crate::model::{Entry, Id, Responsibility};
use crate::text::Exact;

/// Teaching and shares, in percent of contract time.
#[derive(Clone, Debug, PartialEq)]
pub struct Declared {
    /// Teaching, where stated.
    pub teaching: Option<Exact>,
    /// The responsibilities that state a share, by position, and the share.
    pub shares: Vec<(usize, Exact)>,
    /// How many responsibilities state none.
    pub unstated: usize,
}

impl Declared {
    /// What the terms of a role or post declare.
    pub fn of(terms: &Terms<'_>) -> Self {
        let share = |(at, entry): (usize, &Entry<Id, Responsibility>)| Some((at, entry.value.share?.value.0.into()));
        let shares: Vec<_> = terms.responsibilities.iter().enumerate().filter_map(share).collect();
        let unstated = terms.responsibilities.len() - shares.len();
        Declared { teaching: terms.teaching.map(|teaching| teaching.value.0.into()), shares, unstated }
    }

    /// The sum of what is stated.
    pub fn total(&self) -> Exact {
        self.teaching.unwrap_or(Exact::ZERO) + self.duties()
    }

    /// The sum of the shares that are stated, teaching apart.
    pub fn duties(&self) -> Exact {
        self.shares.iter().map(|(_, share)| *share).sum()
    }

    /// Whether anything is stated at all.
    pub fn is_stated(&self) -> bool {
        self.teaching.is_some() || !self.shares.is_empty()
    }
}
