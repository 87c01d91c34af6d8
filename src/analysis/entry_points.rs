//! Where could a change in the teaching job begin? For each entry point, what assessments say of need, of strength
//! and of enabling conditions, and which priorities begin there.
//!
//! Three factors, side by side and never added up. Formulas and counts only; no words.

use super::Facts;
use super::indicators::formulas::Ratio;
use super::scores::{self, Newest, Stale};
use super::within;
use crate::model::{Assessment, AssessmentItem, AssessmentKind, Collection, ConditionStatus, EntryPoint, Item, Loc};
use crate::text::figure::rounded;

/// The rule of ordering.
pub const ORDER: &str =
    "the greatest need first; those alike in the alphabetical order of their names; those whose need is not assessed last.";

/// One scored question.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Answer {
    /// The question.
    pub question: Loc,
    /// The score as written.
    pub score: f64,
    /// The lowest and highest score possible.
    pub range: (f64, f64),
}

impl Answer {
    /// Where it stands in its range, 0 to 1.
    pub fn share(&self) -> f64 {
        scores::share(self.score, self.range)
    }
}

/// Why a question has no number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unscored {
    /// It states no score.
    Score,
    /// Its assessment states no range.
    Range,
    /// Its score lies outside the range.
    Outside,
}

/// What the scored questions of one kind say.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Scores {
    /// Those with a number.
    pub answers: Vec<Answer>,
    /// Those without, and why.
    pub open: Vec<(Loc, Unscored)>,
}

impl Scores {
    /// Σ share ÷ questions: with one range for all, (mean − min) ÷ (max − min).
    pub fn ratio(&self) -> Ratio {
        Ratio::new(self.answers.iter().map(Answer::share).sum(), self.answers.len() as f64)
    }
}

/// What is said of conditions.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Conditions {
    /// Those that state whether they hold.
    pub stated: Vec<(Loc, ConditionStatus)>,
    /// Those in place of which it is said that nobody makes use of them.
    pub unused: Vec<Loc>,
    /// Those that do not say whether they hold.
    pub open: Vec<Loc>,
}

impl Conditions {
    /// How many have a status.
    pub fn count(&self, status: ConditionStatus) -> usize {
        self.stated.iter().filter(|(_, stated)| *stated == status).count()
    }

    /// In place ÷ those that state whether they hold.
    pub fn ratio(&self) -> Ratio {
        Ratio::new(self.count(ConditionStatus::InPlace) as f64, self.stated.len() as f64)
    }
}

/// One entry point.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// Which.
    pub point: EntryPoint,
    /// Where it hurts: the higher the more.
    pub need: Scores,
    /// What there is to build on: the higher the more.
    pub strength: Scores,
    /// What must be in place.
    pub conditions: Conditions,
    /// The priorities that begin there, whatever their status.
    pub priorities: Vec<usize>,
}

/// All five, and what could not be placed.
#[derive(Clone, Debug)]
pub struct EntryPoints {
    /// The most needed first; those alike by name; those whose need is not known last, by name.
    pub entries: Vec<Entry>,
    /// The assessments that were read for it.
    pub read: Vec<usize>,
    /// Questions about need, strength or conditions that name no entry point.
    pub unplaced: Vec<Loc>,
    /// Questions that name one in an assessment of another kind, or of none.
    pub elsewhere: Vec<Loc>,
    /// Questions left aside because their assessment does not tell how things stand.
    pub stale: Vec<(Loc, Stale)>,
    /// Active priorities that name no entry point.
    pub priorities_open: Vec<usize>,
}

/// The kinds of assessment that are a factor.
const FACTORS: [AssessmentKind; 3] = [AssessmentKind::Need, AssessmentKind::Strength, AssessmentKind::Condition];

impl EntryPoints {
    /// Reads them; with a unit, only what is placed in it, below it, above it or nowhere.
    pub fn of(facts: &Facts<'_>, unit: Option<usize>) -> Self {
        let entry = |&point: &EntryPoint| Entry {
            point,
            need: Scores::default(),
            strength: Scores::default(),
            conditions: Conditions::default(),
            priorities: Vec::new(),
        };
        let mut all = EntryPoints {
            entries: EntryPoint::ALL.iter().map(entry).collect(),
            read: Vec::new(),
            unplaced: Vec::new(),
            elsewhere: Vec::new(),
            stale: Vec::new(),
            priorities_open: Vec::new(),
        };
        all.read_assessments(facts, unit);
        all.read_priorities(facts, unit);
        all.entries.sort_by(|a, b| {
            let need = |entry: &Entry| entry.need.ratio().value();
            // Rounded as printed, so that what looks alike is ordered as alike.
            let rank = |entry: &Entry| need(entry).map_or(-1.0, |need| rounded(need * 100.0, 0));
            rank(b).total_cmp(&rank(a)).then(a.point.name().cmp(b.point.name()))
        });
        all
    }

    fn read_assessments(&mut self, facts: &Facts<'_>, unit: Option<usize>) {
        let topics = |assessment: &Assessment| assessment.items.iter().map(|item| point(&item.value)).collect::<Vec<_>>();
        let bodies = facts.corpus.assessments.iter().map(|item| -> &Assessment { item });
        let newest = Newest::of(bodies, facts.as_of, topics);
        for (at, assessment) in facts.corpus.assessments.iter().enumerate() {
            if !within::concerns(facts, within::place(assessment.place.as_ref()), unit) {
                continue;
            }
            let factor = assessment.kind.map(|kind| kind.value).filter(|kind| FACTORS.contains(kind));
            let mut used = false;
            for (nested, item) in assessment.items.iter().enumerate() {
                let question = Loc::item(Collection::Assessments, at).nested(nested);
                match (factor, point(&item.value)) {
                    (None, Some(_)) => self.elsewhere.push(question),
                    (None, None) => {}
                    (Some(_), about) if newest.judge(assessment, about).is_err() => {
                        self.stale.extend(newest.judge(assessment, about).err().map(|why| (question, why)));
                    }
                    (Some(_), None) => self.unplaced.push(question),
                    (Some(kind), Some(point)) => {
                        used = true;
                        self.place(kind, point, question, assessment, &item.value);
                    }
                }
            }
            self.read.extend(used.then_some(at));
        }
    }

    fn place(&mut self, kind: AssessmentKind, point: EntryPoint, question: Loc, assessment: &Item<Assessment>, item: &AssessmentItem) {
        let Some(entry) = self.entries.iter_mut().find(|entry| entry.point == point) else { return };
        let scores = match kind {
            AssessmentKind::Need => &mut entry.need,
            AssessmentKind::Strength => &mut entry.strength,
            _ => {
                let conditions = &mut entry.conditions;
                match item.status {
                    Some(status) => conditions.stated.push((question, status.value)),
                    None => conditions.open.push(question),
                }
                let in_place = item.status.is_some_and(|status| status.value == ConditionStatus::InPlace);
                let unused = in_place && item.leveraged.is_some_and(|leveraged| !leveraged.value);
                conditions.unused.extend(unused.then_some(question));
                return;
            }
        };
        match answer(assessment, item) {
            Ok((score, range)) => scores.answers.push(Answer { question, score, range }),
            Err(why) => scores.open.push((question, why)),
        }
    }

    fn read_priorities(&mut self, facts: &Facts<'_>, unit: Option<usize>) {
        for (at, priority) in facts.corpus.priorities.iter().enumerate() {
            if !within::is_placed_for(facts, at, unit) {
                continue;
            }
            match priority.entry_point {
                Some(point) => {
                    self.entries.iter_mut().filter(|entry| entry.point == point.value).for_each(|entry| entry.priorities.push(at));
                }
                None if priority.is_active() => self.priorities_open.push(at),
                None => {}
            }
        }
    }
}

fn point(item: &AssessmentItem) -> Option<EntryPoint> {
    item.entry_point.map(|point| point.value)
}

fn answer(assessment: &Assessment, item: &AssessmentItem) -> Result<(f64, (f64, f64)), Unscored> {
    let score = item.score.ok_or(Unscored::Score)?.value;
    let range = scores::range(assessment).ok_or(Unscored::Range)?;
    if score < range.0 || score > range.1 { Err(Unscored::Outside) } else { Ok((score, range)) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::load::{Sources, load};

    /// Need and strength in tenths of a percent, and conditions in place of those stated.
    type Read = (EntryPoint, Option<i64>, Option<i64>, (usize, usize));

    fn read(text: &str) -> Vec<Read> {
        let (corpus, answers) = load(&Sources::from_texts([("a.yaml", text)]));
        assert!(answers.findings.is_empty(), "{:?}", answers.findings);
        let facts = Facts::new(&corpus, jiff::civil::date(2026, 11, 22));
        let percent = |ratio: Ratio| ratio.value().map(|value| (value * 1000.0).round() as i64);
        let conditions = |entry: &Entry| (entry.conditions.count(ConditionStatus::InPlace), entry.conditions.stated.len());
        let all = EntryPoints::of(&facts, None).entries;
        all.iter().map(|entry| (entry.point, percent(entry.need.ratio()), percent(entry.strength.ratio()), conditions(entry))).collect()
    }

    #[test]
    fn each_score_is_taken_within_its_own_range_and_what_is_not_known_is_no_zero() {
        let text = "
assessments:
  old: {title: Old, kind: need, taken: 2025-05-01, range: {min: 1, max: 5}, items: {a: {asks: A, entry_point: improve-instruction, score: 5}}}
  need: {title: N, kind: need, taken: 2026-05-01, range: {min: 1, max: 5}, items: {a: {asks: A, entry_point: improve-instruction, score: 3}, b: {asks: B, entry_point: improve-instruction}, c: {asks: C, entry_point: develop-rookies, score: 1}, d: {asks: D, entry_point: diversify-workforce, score: 9}}}
  tens: {title: T, kind: strength, range: {min: 0, max: 10}, items: {a: {asks: A, entry_point: improve-instruction, score: 2}}}
  fives: {title: F, kind: strength, place: u, range: {min: 1, max: 5}, items: {a: {asks: A, entry_point: improve-instruction, score: 5}}}
  next: {title: X, kind: strength, taken: 2027-01-01, range: {min: 0, max: 10}, items: {a: {asks: A, entry_point: develop-rookies, score: 2}}}
  now: {title: C, kind: condition, items: {a: {asks: A, entry_point: develop-rookies, status: absent}, b: {asks: B, entry_point: develop-rookies, status: in-place}, c: {asks: C, entry_point: develop-rookies}}}
units: {u: {title: U, kind: school}}
";
        use EntryPoint::*;
        // (3−1)/4 = 0.5; strengths (2/10 + 4/4) ÷ 2 = 0.6; a need of 1 on 1 to 5 is zero, and a score outside is none.
        let expected = [
            (ImproveInstruction, Some(500), Some(600), (0, 0)),
            (DevelopRookies, Some(0), None, (1, 2)),
            (DiversifyWorkforce, None, None, (0, 0)),
            (StrengthenCompensation, None, None, (0, 0)),
            (SustainCoreJob, None, None, (0, 0)),
        ];
        assert_eq!(read(text), expected);
    }
}
