//! From a corpus to facts: plain values that rules, indicators and reports share, so that they cannot diverge.
//!
//! Facts judge nothing and print nothing. [`Facts`] computes the ones that several readers need, once.

pub mod absence;
pub mod asked_and_shown;
pub mod bench;
pub mod chain;
pub mod circles;
pub mod cliffs;
pub mod committees;
pub mod coverage;
pub mod decision_rights;
pub mod demands;
pub mod development;
pub mod duplicates;
pub mod effective;
pub mod entry_points;
pub mod equity;
pub mod fingerprint;
pub mod fullness;
pub mod indicators;
pub mod job_likeness;
pub mod measures;
pub mod money;
pub mod next_rung;
pub mod organisation;
pub mod ownership;
pub mod pace;
pub mod partners;
pub mod people;
pub mod post_terms;
pub mod relations;
pub mod reporting;
pub mod rests_on;
pub mod review;
pub mod scores;
pub mod seats;
pub mod similarity;
pub mod span;
pub mod talent;
pub mod time;
pub mod two_sides;
pub mod within;
pub mod word_sets;
pub mod wording;
pub mod work;

use crate::model::Corpus;
use jiff::civil::Date;

/// The facts about a framework on one day.
#[derive(Debug)]
pub struct Facts<'a> {
    /// The framework.
    pub corpus: &'a Corpus,
    /// The day.
    pub as_of: Date,
    /// Who does and answers for what.
    pub work: work::Work<'a>,
    /// How many people hold which role, and where.
    pub people: people::People,
    /// What each role must be able to do.
    pub needs: development::Needs<'a>,
}

impl<'a> Facts<'a> {
    /// Computes them.
    pub fn new(corpus: &'a Corpus, as_of: Date) -> Self {
        let (work, people) = rayon::join(|| work::Work::new(corpus), || people::People::new(corpus, as_of));
        let needs = development::Needs::new(corpus, &work);
        Facts { corpus, as_of, work, people, needs }
    }
}
