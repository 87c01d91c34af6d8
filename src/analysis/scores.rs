//! How high is an answer within the range of its assessment, and which assessments still tell how things stand?
//!
//! Judges nothing: what is low or high is for rules and readers to say.

use super::within;
use crate::model::{Assessment, AssessmentKind};
use jiff::civil::Date;
use rustc_hash::FxHashMap;
use std::hash::Hash;

/// The lowest and highest score possible; absent where that is not stated, or makes no range.
pub fn range(assessment: &Assessment) -> Option<(f64, f64)> {
    let range = assessment.range.as_ref()?;
    Some((range.min?.value, range.max?.value)).filter(|(min, max)| max > min)
}

/// (score − min) ÷ (max − min): 0 at the lowest, 1 at the highest.
pub fn share(score: f64, (min, max): (f64, f64)) -> f64 {
    (score - min) / (max - min)
}

/// Whether an assessment is of a kind.
pub fn is_of(assessment: &Assessment, kind: AssessmentKind) -> bool {
    assessment.kind.is_some_and(|stated| stated.value == kind)
}

/// Why an assessment does not tell how things stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stale {
    /// It was taken after the day.
    NotYet,
    /// A newer one of the same kind and place asks about the same.
    Older,
}

/// The day of the newest assessment about each topic: its kind, its place, and what a question is about.
#[derive(Debug)]
pub struct Newest<T> {
    as_of: Date,
    days: FxHashMap<(Option<AssessmentKind>, Option<usize>, T), Date>,
}

impl<T: Eq + Hash> Newest<T> {
    /// Reads the assessments taken by a day; `topics` are those that one asks about.
    pub fn of<'a, I: IntoIterator<Item = T>>(
        assessments: impl IntoIterator<Item = &'a Assessment>,
        as_of: Date,
        topics: impl Fn(&'a Assessment) -> I,
    ) -> Self {
        let mut days = FxHashMap::default();
        for assessment in assessments {
            let Some(taken) = assessment.taken.map(|taken| taken.first()).filter(|taken| *taken <= as_of) else { continue };
            for topic in topics(assessment) {
                let day = days.entry(key(assessment, topic)).or_insert(taken);
                *day = taken.max(*day);
            }
        }
        Newest { as_of, days }
    }

    /// Whether an assessment tells how things stand with a topic; else why not.
    pub fn judge(&self, assessment: &Assessment, topic: T) -> Result<(), Stale> {
        let taken = assessment.taken.map(|taken| taken.first());
        match (taken, self.days.get(&key(assessment, topic))) {
            (Some(taken), _) if taken > self.as_of => Err(Stale::NotYet),
            (Some(taken), Some(newest)) if taken < *newest => Err(Stale::Older),
            (None, Some(_)) => Err(Stale::Older),
            _ => Ok(()),
        }
    }
}

fn key<T>(assessment: &Assessment, topic: T) -> (Option<AssessmentKind>, Option<usize>, T) {
    (assessment.kind.map(|kind| kind.value), within::place(assessment.place.as_ref()), topic)
}
