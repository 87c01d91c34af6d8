//! The catalogue: one rule is one `<rule>.rs` and one `<rule>.md`, a `mod` line and a line in [`ALL`].
//!
//! A rule reads the corpus and the shared facts and writes to a [`Reporter`], which knows the rule's name,
//! cases and thresholds. A rule prints nothing, decides no level and looks at no file.

use crate::analysis::Facts;
use crate::analysis::bench::Bench;
use crate::analysis::decision_rights::DecisionRights;
use crate::analysis::pace::Cadence;
use crate::analysis::post_terms::Terms;
use crate::analysis::rests_on;
use crate::analysis::time::{Calendar, Week};
use crate::diag::{Answers, Limits, NotAssessed, Reporter, RuleMeta, structure};
use crate::model::Corpus;
use rayon::prelude::*;

/// What a rule may look at.
pub struct Ctx<'a> {
    /// The framework.
    pub corpus: &'a Corpus,
    /// Facts about it, computed once.
    pub facts: &'a Facts<'a>,
    /// Who has how much time.
    pub calendar: Calendar<'a>,
    /// Who decides what.
    pub rights: DecisionRights<'a>,
    /// Who could do what is to be done.
    pub bench: Bench<'a, 'a>,
}

impl<'a> Ctx<'a> {
    /// Works out what several rules read, so that each need not do so again.
    pub fn new(facts: &'a Facts<'a>) -> Self {
        let (calendar, (rights, bench)) =
            rayon::join(|| Calendar::new(facts), || rayon::join(|| DecisionRights::new(facts), || Bench::new(facts)));
        Ctx { corpus: facts.corpus, facts, calendar, rights, bench }
    }
}

/// A rule: what is known about it, and how it looks.
pub struct Rule {
    /// Its name, cases, thresholds and page.
    pub meta: RuleMeta,
    /// Reports what is not met, counts what is, and says what could not be assessed.
    pub check: fn(&Ctx<'_>, &mut Reporter<'_>),
}

pub use coaching_span::Norm;
pub use release_shortfall::Room;

/// The judgements of time and span, for reports that show everyone and not only those who break a rule.
#[derive(Clone, Copy, Debug)]
pub struct Limit<'a>(&'a Limits);

impl<'a> Limit<'a> {
    /// By the thresholds in force.
    pub fn new(limits: &'a Limits) -> Self {
        Limit(limits)
    }

    /// Whether a week fits into its release.
    pub fn room(self, week: &Week) -> Room {
        let of = |threshold| self.0.get(release_shortfall::RULE.meta.id, threshold);
        release_shortfall::room(week, of(&release_shortfall::MAX_USED), of(&release_shortfall::TIGHT_USED))
    }

    /// How long a cadence is, and from when a reading is late.
    pub fn cadence(self) -> Cadence {
        let of = |threshold| self.0.get(stale_measure::RULE.meta.id, threshold);
        Cadence { term: of(&stale_measure::TERM), late: of(&stale_measure::LATENESS) }
    }

    /// The norm for how many people one holder coaches on these terms.
    pub fn coaching(self, terms: &Terms<'_>, people: crate::text::Exact) -> Option<Norm> {
        let of = |threshold| self.0.get(coaching_span::RULE.meta.id, threshold);
        coaching_span::norm(terms, people, of(&coaching_span::MAX_PARTIAL), of(&coaching_span::MAX_FULL))
    }

    /// The fewest and the most people who report directly to one supervisor, and from how many people in the
    /// unit on too few are too few.
    pub fn supervision(self) -> (f64, f64, f64) {
        let of = |threshold| self.0.get(supervision_span::RULE.meta.id, threshold);
        (of(&supervision_span::MIN_REPORTS), of(&supervision_span::MAX_REPORTS), of(&supervision_span::MIN_STAFF))
    }
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

mod absent_condition;
mod accountability_pile_up;
mod broken_ladder;
mod broken_vertical_chain;
mod budget_broken;
mod cliff_funded;
mod coaching_span;
mod committee_size;
mod competency_not_required;
mod crowded_row;
mod cycle;
mod dead_end_horizon;
mod drifting_coach_time;
mod duplicate_duty;
mod flat_pathway;
mod grade_subject_gap;
mod group_accountable;
mod hidden_work;
mod holder_over_full;
mod incomplete_charter;
mod incomplete_decision;
mod incomplete_learning_cycle;
mod incomplete_measures;
mod late_measure;
mod low_readiness;
mod many_vetoes;
mod must_leave_classroom;
mod need_inversion;
mod no_development_path;
mod no_evidence;
mod no_measure;
mod no_progression;
mod no_responsible;
mod not_calibrated;
mod not_one_accountable;
mod off_track;
mod one_off_only;
mod orphan_priority;
mod orphan_role;
mod over_committed;
mod overlapping_mandate;
mod partner_cliff;
mod place_without_role;
mod priorities_per_role;
mod priority_without_owner;
mod release_shortfall;
mod remote_accountability;
mod review_overdue;
mod role_over_full;
mod rookies_unserved;
mod single_point;
mod stale_dependent;
mod stale_measure;
mod stance_conflict;
mod supervision_span;
mod supporter_mismatch;
mod talent_cycle_gap;
mod teacher_voice;
mod theory_of_action_missing;
mod thin_feedback;
mod tight_field_overridden;
mod too_many_priorities;
mod unclaimed_work;
mod under_equipped_owner;
mod unfunded_role;
mod ungoverned_feature;
mod unlinked_local_priority;
mod unobservable_level;
mod unserved_outcome;
mod unsupported_educator;
mod untold;
mod unused_item;
mod vacant_duty;
mod vague_duty;

/// Every rule that reads a corpus, by id.
pub const ALL: &[&Rule] = &[
    &absent_condition::RULE,
    &accountability_pile_up::RULE,
    &broken_ladder::RULE,
    &broken_vertical_chain::RULE,
    &budget_broken::RULE,
    &cliff_funded::RULE,
    &coaching_span::RULE,
    &committee_size::RULE,
    &competency_not_required::RULE,
    &crowded_row::RULE,
    &cycle::RULE,
    &dead_end_horizon::RULE,
    &drifting_coach_time::RULE,
    &duplicate_duty::RULE,
    &flat_pathway::RULE,
    &grade_subject_gap::RULE,
    &group_accountable::RULE,
    &hidden_work::RULE,
    &holder_over_full::RULE,
    &incomplete_charter::RULE,
    &incomplete_decision::RULE,
    &incomplete_learning_cycle::RULE,
    &incomplete_measures::RULE,
    &late_measure::RULE,
    &low_readiness::RULE,
    &many_vetoes::RULE,
    &must_leave_classroom::RULE,
    &need_inversion::RULE,
    &no_development_path::RULE,
    &no_evidence::RULE,
    &no_measure::RULE,
    &no_progression::RULE,
    &no_responsible::RULE,
    &not_calibrated::RULE,
    &not_one_accountable::RULE,
    &off_track::RULE,
    &one_off_only::RULE,
    &orphan_priority::RULE,
    &orphan_role::RULE,
    &over_committed::RULE,
    &overlapping_mandate::RULE,
    &partner_cliff::RULE,
    &place_without_role::RULE,
    &priorities_per_role::RULE,
    &priority_without_owner::RULE,
    &release_shortfall::RULE,
    &remote_accountability::RULE,
    &review_overdue::RULE,
    &role_over_full::RULE,
    &rookies_unserved::RULE,
    &single_point::RULE,
    &stale_dependent::RULE,
    &stale_measure::RULE,
    &stance_conflict::RULE,
    &supervision_span::RULE,
    &supporter_mismatch::RULE,
    &talent_cycle_gap::RULE,
    &teacher_voice::RULE,
    &theory_of_action_missing::RULE,
    &thin_feedback::RULE,
    &tight_field_overridden::RULE,
    &too_many_priorities::RULE,
    &unclaimed_work::RULE,
    &under_equipped_owner::RULE,
    &unfunded_role::RULE,
    &ungoverned_feature::RULE,
    &unlinked_local_priority::RULE,
    &unobservable_level::RULE,
    &unserved_outcome::RULE,
    &unsupported_educator::RULE,
    &untold::RULE,
    &unused_item::RULE,
    &vacant_duty::RULE,
    &vague_duty::RULE,
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
pub fn run(facts: &Facts<'_>, limits: &Limits) -> Answers {
    let ctx = Ctx::new(facts);
    // Whoever is free takes the next rule: some take a hundred times as long as others.
    let each = ALL.iter().enumerate().par_bridge().map(|(at, rule)| (at, run_one(rule, &ctx, limits)));
    let mut all: Vec<(usize, Answers)> = each.collect();
    all.sort_unstable_by_key(|&(at, _)| at);
    let mut answers = Answers::default();
    for (_, one) in all {
        answers.absorb(one);
    }
    answers
}

/// Runs one rule.
pub fn run_one(rule: &'static Rule, ctx: &Ctx<'_>, limits: &Limits) -> Answers {
    let mut reporter = Reporter::new(&rule.meta, limits);
    (rule.check)(ctx, &mut reporter);
    let mut answers = reporter.finish();
    hold_back(&mut answers, rule, ctx.corpus);
    // A layer above is judged where it is kept; here it is only content.
    answers.findings.retain(|finding| finding.item.as_deref().is_none_or(|item| is_own(ctx.corpus, item)));
    answers
}

/// Takes findings back that rest on what was written and could not be read: they are not assessed because of that.
fn hold_back(answers: &mut Answers, rule: &'static Rule, corpus: &Corpus) {
    if corpus.unread.is_empty() {
        return;
    }
    let rests_on = rests_on::of(rule.meta.id);
    let not_assessed = &mut answers.not_assessed;
    answers.findings.retain(|finding| {
        let Some(unread) = corpus.unread.say_in(finding.item.as_deref(), rests_on) else { return true };
        let because = format!("{} could not be read", unread.words());
        NotAssessed::note(not_assessed, &rule.meta, because.into(), unread.unlock().into(), finding.item.clone());
        false
    });
}

fn is_own(corpus: &Corpus, address: &str) -> bool {
    if corpus.layers.len() < 2 {
        return true;
    }
    let loc = corpus.find(&crate::model::Address { nested: None, field: None, ..crate::model::Address::parse(address) });
    loc.is_none_or(|loc| corpus.layer_of(loc) == 0)
}

/// What several rules say alike: of whom they speak, and what they assume.
mod spoken {
    use super::Ctx;
    use crate::analysis::time::{Basis, Coached, Week};
    use crate::diag::Finding;
    use crate::model::{Item, Role};
    use crate::text::figure::short;
    use crate::text::listed;

    /// `team-lead in alder`, `it-1 in north and south`.
    pub(super) fn who(cx: &Ctx<'_>, name: &str, posts: &[usize]) -> String {
        let mut units: Vec<&str> = posts.iter().map(|&at| cx.corpus.units[cx.facts.people.posts[at].unit].id()).collect();
        units.dedup();
        format!("{name} in {}", listed(&units))
    }

    /// Says that the hours of a week rest on a number of people that nobody counted, where they do; the finding weighs less.
    pub(super) fn assume(cx: &Ctx<'_>, finding: &mut Finding, role: &Item<Role>, week: &Week) {
        if let Some(coached) = week.assumed() {
            assume_people(cx, finding, role, coached);
        }
    }

    /// Says that a number of people is the role's own, and that nobody is listed, where it is; the finding weighs less.
    pub(super) fn assume_people(cx: &Ctx<'_>, finding: &mut Finding, role: &Item<Role>, coached: Coached) {
        let what = match coached.basis {
            Basis::Counted => return,
            Basis::Maximum => "limit",
            Basis::Minimum => "minimum",
        };
        let title = role.title.as_ref().map_or(role.id(), |title| &title.value);
        finding.assuming(&format!(
            "assuming {} {} (the role’s {what}), because nobody is listed as coached by {title}; add `coached_by`",
            short(coached.people, 1),
            coached_people(cx, role)
        ));
    }

    /// What those are called whom a role coaches: `teachers`, where all teach.
    fn coached_people(cx: &Ctx<'_>, role: &Role) -> &'static str {
        use crate::model::Family::{Teacher, TeacherLeader};
        let mut coached =
            role.coaches.iter().flat_map(|coaches| coaches.roles.iter()).filter_map(|named| cx.corpus.role(named.to)).peekable();
        let any = coached.peek().is_some();
        let teach = coached.all(|role| role.family.is_some_and(|family| matches!(family.value, Teacher | TeacherLeader)));
        if any && teach { "teachers" } else { "people" }
    }
}
