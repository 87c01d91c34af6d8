//! Indicators that moved.

use super::Sides;
use crate::audit::diff::Diff;
use crate::audit::indicators::{self, Figure, IndicatorMeta};
use crate::model::Collection;
use crate::text::figure::rounded;

/// One number of an indicator that is not what it was.
#[derive(Clone, Debug)]
pub struct ScoreChange {
    /// The indicator.
    pub meta: &'static IndicatorMeta,
    /// Whether it is the indicator's main number.
    pub is_main: bool,
    /// Before; absent where there was no such number.
    pub before: Option<Figure>,
    /// After; absent where there is none any more.
    pub after: Option<Figure>,
}

/// The indicators on both sides.
#[derive(Clone, Debug, Default)]
pub struct Scores {
    /// The numbers that moved, in the order of the indicators.
    pub moved: Vec<ScoreChange>,
    /// How many numbers there are in all.
    pub all: usize,
    /// Whether as many priorities are in force as before; else shares of emphasis cannot be compared.
    pub same_priorities: bool,
}

pub(super) fn scores(sides: &Sides<'_, '_>) -> Scores {
    let (before, after) = rayon::join(|| indicators::with(sides.before), || indicators::with(sides.after));
    let mut scores =
        Scores { same_priorities: sides.before.work.active().count() == sides.after.work.active().count(), ..Scores::default() };
    for (old, new) in before.iter().zip(&after) {
        let name = |figure: &Figure| (figure.name, figure.of.as_deref().map(|role| sides.diff.new_id(Collection::Roles, role).to_owned()));
        let twin = |figure: &Figure| old.figures.iter().find(|known| name(known) == (figure.name, figure.of.clone()));
        let gone = old.figures.iter().filter(|old| !new.figures.iter().any(|figure| name(old) == (figure.name, figure.of.clone())));
        let pairs = new.figures.iter().map(|figure| (twin(figure), Some(figure))).chain(gone.map(|figure| (Some(figure), None)));
        for (at, (before, after)) in pairs.enumerate() {
            scores.all += 1;
            if differ(before, after, sides.diff) {
                let (before, after) = (before.cloned(), after.cloned());
                scores.moved.push(ScoreChange { meta: new.meta, is_main: at == 0, before, after });
            }
        }
    }
    scores
}

/// Whether a reader would see another number, or another count behind it.
fn differ(before: Option<&Figure>, after: Option<&Figure>, diff: &Diff) -> bool {
    let (Some(before), Some(after)) = (before, after) else { return true };
    let hundredths = |figure: &Figure| figure.value.map(|value| rounded(value * 100.0, 0) as i64);
    let renamed = before.of.as_ref().map(|role| before.counted.replace(role, diff.new_id(Collection::Roles, role)));
    hundredths(before) != hundredths(after) || renamed.as_ref().unwrap_or(&before.counted) != &after.counted
}
