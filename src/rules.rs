//! The catalogue: one rule is one `<rule>.rs` and one `<rule>.md`, a `mod` line and a line in [`ALL`].
//!
//! A rule reads the corpus and the shared facts and writes to a [`Reporter`], which knows the rule's name,
//! cases and thresholds. A rule prints nothing, decides no level and looks at no file.

use crate::analysis::Facts;
use crate::diag::{Answers, Limits, Reporter, RuleMeta, structure};
use crate::model::Corpus;
use rayon::prelude::*;

/// What a rule may look at.
pub struct Ctx<'a> {
    /// The framework.
    pub corpus: &'a Corpus,
    /// Facts about it, computed once.
    pub facts: &'a Facts<'a>,
}

/// A rule: what is known about it, and how it looks.
pub struct Rule {
    /// Its name, cases, thresholds and page.
    pub meta: RuleMeta,
    /// Reports what is not met, counts what is, and says what could not be assessed.
    pub check: fn(&Ctx<'_>, &mut Reporter<'_>),
}

/// Declares a rule's metadata with its page beside it.
macro_rules! rule {
    ($id:literal, $group:ident, $summary:literal, cases: [$($case:expr),+ $(,)?], thresholds: [$($threshold:expr),* $(,)?], $check:expr) => {
        /// This rule.
        pub static RULE: $crate::rules::Rule = $crate::rules::Rule {
            meta: $crate::diag::RuleMeta {
                id: $id,
                group: $crate::diag::Group::$group,
                summary: $summary,
                docs: include_str!(concat!($id, ".md")),
                cases: &[$($case),+],
                thresholds: &[$($threshold),*],
                since: "0.1.0",
            },
            check: $check,
        };
    };
}

mod accountability_pile_up;
mod broken_ladder;
mod broken_vertical_chain;
mod committee_size;
mod crowded_row;
mod cycle;
mod dead_end_horizon;
mod flat_pathway;
mod group_accountable;
mod hidden_work;
mod incomplete_charter;
mod incomplete_decision;
mod incomplete_measures;
mod late_measure;
mod many_vetoes;
mod must_leave_classroom;
mod no_measure;
mod no_responsible;
mod not_one_accountable;
mod orphan_priority;
mod orphan_role;
mod over_committed;
mod overlapping_mandate;
mod partner_cliff;
mod priority_without_owner;
mod remote_accountability;
mod single_point;
mod stance_conflict;
mod supporter_mismatch;
mod teacher_voice;
mod theory_of_action_missing;
mod tight_field_overridden;
mod too_many_priorities;
mod unclaimed_work;
mod under_equipped_owner;
mod ungoverned_feature;
mod unlinked_local_priority;
mod unserved_outcome;
mod unused_item;
mod vacant_duty;

/// Every rule that reads a corpus, by id.
pub const ALL: &[&Rule] = &[
    &accountability_pile_up::RULE,
    &broken_ladder::RULE,
    &broken_vertical_chain::RULE,
    &committee_size::RULE,
    &crowded_row::RULE,
    &cycle::RULE,
    &dead_end_horizon::RULE,
    &flat_pathway::RULE,
    &group_accountable::RULE,
    &hidden_work::RULE,
    &incomplete_charter::RULE,
    &incomplete_decision::RULE,
    &incomplete_measures::RULE,
    &late_measure::RULE,
    &many_vetoes::RULE,
    &must_leave_classroom::RULE,
    &no_measure::RULE,
    &no_responsible::RULE,
    &not_one_accountable::RULE,
    &orphan_priority::RULE,
    &orphan_role::RULE,
    &over_committed::RULE,
    &overlapping_mandate::RULE,
    &partner_cliff::RULE,
    &priority_without_owner::RULE,
    &remote_accountability::RULE,
    &single_point::RULE,
    &stance_conflict::RULE,
    &supporter_mismatch::RULE,
    &teacher_voice::RULE,
    &theory_of_action_missing::RULE,
    &tight_field_overridden::RULE,
    &too_many_priorities::RULE,
    &unclaimed_work::RULE,
    &under_equipped_owner::RULE,
    &ungoverned_feature::RULE,
    &unlinked_local_priority::RULE,
    &unserved_outcome::RULE,
    &unused_item::RULE,
    &vacant_duty::RULE,
];

/// The page of every rule, those of shape included, by id.
pub fn catalogue() -> Vec<&'static RuleMeta> {
    let mut all: Vec<&RuleMeta> = structure::ALL.iter().copied().chain(ALL.iter().map(|rule| &rule.meta)).collect();
    all.sort_by_key(|meta| meta.id);
    all
}

/// The page of one rule.
pub fn find(id: &str) -> Option<&'static RuleMeta> {
    catalogue().into_iter().find(|meta| meta.id == id)
}

/// Runs every rule.
pub fn run(corpus: &Corpus, facts: &Facts<'_>, limits: &Limits) -> Answers {
    let ctx = Ctx { corpus, facts };
    let all: Vec<Answers> = ALL.par_iter().map(|rule| run_one(rule, &ctx, limits)).collect();
    let mut answers = Answers::default();
    for one in all {
        answers.absorb(one);
    }
    answers
}

/// Runs one rule.
pub fn run_one(rule: &'static Rule, ctx: &Ctx<'_>, limits: &Limits) -> Answers {
    let mut reporter = Reporter::new(&rule.meta, limits);
    (rule.check)(ctx, &mut reporter);
    let mut answers = reporter.finish();
    // A layer above is judged where it is kept; here it is only content.
    answers.findings.retain(|finding| finding.item.as_deref().is_none_or(|item| is_own(ctx.corpus, item)));
    answers
}

fn is_own(corpus: &Corpus, address: &str) -> bool {
    let loc = corpus.find(&crate::model::Address { nested: None, field: None, ..crate::model::Address::parse(address) });
    loc.is_none_or(|loc| corpus.layer_of(loc) == 0)
}
