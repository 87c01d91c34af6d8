//! A number a rule judges by: declared once, with its unit and its standing.

/// How much weight a threshold can bear in front of a superintendent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Standing {
    /// Someone publishes it as a rule to follow.
    PublishedRule,
    /// It describes what programmes do; nobody says it must be so.
    DescriptiveFigure,
    /// Experts advise it.
    ExpertAdvice,
    /// It follows from arithmetic, not from opinion.
    Arithmetic,
    /// No source was found: it is a judgement, and yours may be better.
    Unsourced,
}

impl Standing {
    /// The words for it.
    pub fn name(self) -> &'static str {
        match self {
            Standing::PublishedRule => "published rule",
            Standing::DescriptiveFigure => "descriptive figure",
            Standing::ExpertAdvice => "expert advice",
            Standing::Arithmetic => "arithmetic",
            Standing::Unsourced => "unsourced judgement",
        }
    }
}

/// One number, as `rolewright.toml` can change it under `[rules]`.
#[derive(Debug, PartialEq)]
pub struct Threshold {
    /// Its key in settings, snake_case.
    pub name: &'static str,
    /// What it counts: `people`, `% of release`, `days` …
    pub unit: &'static str,
    /// The number unless settings say otherwise.
    pub default: f64,
    /// What the number rests on.
    pub standing: Standing,
    /// Where it comes from, in words.
    pub source: &'static str,
}
