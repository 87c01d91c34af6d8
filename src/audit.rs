//! From facts and findings to what reports are made of. The one door to the whole analysis: [`Audit`].

pub mod alignment;
pub mod change;
pub mod diff;
pub mod drafts;
pub mod earlier;
pub mod fixed;
pub mod gaps;
pub mod guide;
pub mod impact;
pub mod indicators;
pub mod limits;
pub mod matrices;
pub mod meeting;
pub mod recommendations;
mod settings;
pub mod shown;
pub mod side_by_side;
pub mod trace;
pub mod workload;

use crate::analysis::Facts;
use crate::diag::{Limits, Outcome, Policy, policy};
use crate::load::{self, Sources};
use crate::model::Corpus;
use crate::rules;
use jiff::civil::Date;
use rustc_hash::FxHashSet;

/// What the caller decides, beyond what the framework says.
#[derive(Clone, Debug)]
pub struct Terms {
    /// The day to judge on.
    pub as_of: Date,
    /// From which level a finding fails the run.
    pub fail_on: crate::diag::Level,
}

/// A framework, read and judged.
#[derive(Debug)]
pub struct Audit {
    /// Its texts.
    pub sources: Sources,
    /// What they say.
    pub corpus: Corpus,
    /// What was found, after policy.
    pub outcome: Outcome,
    /// What is open, the most harmful first.
    pub gaps: Vec<gaps::Gap>,
    /// The thresholds in force.
    pub limits: Limits,
    /// The day it was judged on.
    pub as_of: Date,
}

impl Audit {
    /// Loads `sources`, runs every rule and applies the framework's policy.
    pub fn new(sources: Sources, terms: &Terms) -> Audit {
        Audit::compared(sources, terms, FxHashSet::default())
    }

    /// The same, with the findings of a baseline held still: `known` are their fingerprints.
    pub fn compared(sources: Sources, terms: &Terms, known: FxHashSet<String>) -> Audit {
        let (corpus, mut answers) = load::load(&sources);
        let mut policy = Policy { fail_on: terms.fail_on, baseline: known, ..Policy::plain(terms.as_of) };
        let limits = settings::apply(&corpus.settings, &mut policy, &mut answers);
        let facts = Facts::new(&corpus, terms.as_of);
        answers.absorb(rules::run(&facts, &limits));
        let outcome = policy::decide(answers, policy, &sources.files);
        let gaps = gaps::rank(&facts, &outcome);
        Audit { sources, corpus, outcome, gaps, limits, as_of: terms.as_of }
    }

    /// The facts about the framework, for reports.
    pub fn facts(&self) -> Facts<'_> {
        Facts::new(&self.corpus, self.as_of)
    }
}
