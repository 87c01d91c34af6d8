//! What a measure needs before anybody can take it, and whether it was agreed on before the work began.

use crate::model::{Measure, MeasureHorizon, Priority};

/// Something that a measure must say before it can be taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// Where it stood at the start.
    Baseline,
    /// Where it should be.
    Target,
    /// The day of the target.
    Due,
    /// Where the data comes from.
    Source,
    /// Who collects it.
    Collector,
    /// How often it is read.
    Cadence,
}

/// What is missing. Targets by date need neither one target nor its day.
pub fn lacking(measure: &Measure) -> Vec<Part> {
    let dated = !measure.targets.is_empty();
    let all = [
        (measure.baseline.is_some(), Part::Baseline),
        (measure.target.is_some() || dated, Part::Target),
        (measure.due.is_some() || dated, Part::Due),
        (measure.from.is_some(), Part::Source),
        (measure.collected_by.is_some(), Part::Collector),
        (measure.every.is_some(), Part::Cadence),
    ];
    all.into_iter().filter(|(there, _)| !there).map(|(_, part)| part).collect()
}

/// Whether a measure was agreed on before its priority started.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Timing {
    /// It was.
    Before,
    /// It was agreed on afterwards.
    After,
    /// The priority does not say when it starts.
    StartNotStated,
    /// The measure does not say when it was agreed on.
    AgreementNotStated,
}

/// When a measure was agreed on. Where only a month is stated, it has the benefit of the doubt.
pub fn timing(priority: &Priority, measure: &Measure) -> Timing {
    match (priority.starts, measure.defined_on) {
        (None, _) => Timing::StartNotStated,
        (_, None) => Timing::AgreementNotStated,
        (Some(starts), Some(defined)) if defined.value.first() <= starts.value.last() => Timing::Before,
        _ => Timing::After,
    }
}

/// Whether a priority has a measure of a horizon; absent where a measure that does not say its horizon could be one.
pub fn has(priority: &Priority, horizon: MeasureHorizon) -> Option<bool> {
    let said = || priority.measures.iter().map(|measure| measure.value.horizon.map(|said| said.value));
    if said().any(|said| said == Some(horizon)) {
        return Some(true);
    }
    if said().any(|said| said.is_none()) { None } else { Some(false) }
}
