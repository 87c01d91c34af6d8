//! The indicators: a few numbers that can be defended, each with its parts, what could not be assessed, and the
//! rows that lose points. Never one composite.
//!
//! Formulas and answers are in [`crate::analysis::indicators`]; here they are put together and into words.

mod development_coverage;
mod emphasis_alignment;
mod groups;
mod load;
mod page;
mod priority_coverage;
mod resilience;
mod role_clarity;
mod vertical_coherence;

pub use groups::{By, Group};
pub use page::{IndicatorMeta, IndicatorPage};

use super::Audit;
use crate::analysis::Facts;
use crate::analysis::indicators::FEW;
use crate::analysis::indicators::formulas::Ratio;
use crate::analysis::money::written;
use crate::model::Corpus;
use crate::text::Span;
use groups::Homes;
use rayon::prelude::*;

/// How many items an [`Open`] names before it only counts.
const NAMED: usize = 5;

/// What kind of number a figure is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// So many out of so many.
    Share,
    /// A number between 0 and 1 that is no share of anything.
    Index,
}

/// Which way a figure should move, as far as it says anything about that.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Better {
    /// More.
    Higher,
    /// Less.
    Lower,
    /// It depends.
    Neither,
}

/// One number of an indicator.
#[derive(Clone, Debug, PartialEq)]
pub struct Figure {
    /// Its key, unique within the indicator but for [`Figure::of`].
    pub name: &'static str,
    /// The one role it is about, where it is about one.
    pub of: Option<String>,
    /// What it is, in words.
    pub label: &'static str,
    /// What kind of number.
    pub form: Form,
    /// Which way is good.
    pub better: Better,
    /// Its two parts.
    pub ratio: Ratio,
    /// The number, 0 to 1; absent where [`Figure::withheld`] says why.
    pub value: Option<f64>,
    /// The parts in words: `21 of 30 facts`.
    pub counted: String,
    /// Why there is no number.
    pub withheld: Option<String>,
}

impl Figure {
    /// A figure over `base` counted things. Fewer than [`FEW`] are counted and get no number.
    fn new(name: &'static str, label: &'static str, ratio: Ratio, base: usize, counted: impl Into<String>) -> Self {
        let few = base < FEW && base > 0;
        let withheld = match ratio.value() {
            None => Some("nothing could be assessed".to_owned()),
            Some(_) if few => Some(format!("fewer than {FEW} were counted")),
            Some(_) => None,
        };
        let value = ratio.value().filter(|_| !few);
        let counted = if ratio.value().is_some() { counted.into() } else { "–".to_owned() };
        Figure { name, of: None, label, form: Form::Share, better: Better::Higher, ratio, value, counted, withheld }
    }

    /// `met` of `all` things.
    fn share(name: &'static str, label: &'static str, met: usize, all: usize, things: &str) -> Self {
        let things = match (all, things) {
            (1, "people") => "person",
            (1, things) => things.strip_suffix('s').unwrap_or(things),
            _ => things,
        };
        Figure::new(name, label, Ratio::new(met as f64, all as f64), all, format!("{met} of {all} {things}"))
    }

    fn index(self) -> Self {
        Figure { form: Form::Index, ..self }
    }

    fn better(self, better: Better) -> Self {
        Figure { better, ..self }
    }

    /// With this reason where there is nothing at all to count.
    fn or_without(self, empty: bool, why: &'static str) -> Self {
        if empty { self.without(why) } else { self }
    }

    /// Without a number, and why.
    fn without(self, why: impl Into<String>) -> Self {
        Figure { value: None, withheld: Some(why.into()), ..self }
    }
}

/// Something that could not be assessed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Open {
    /// What is absent.
    pub because: &'static str,
    /// The field that would unlock it.
    pub unlock: &'static str,
    /// For how many of the things counted.
    pub count: usize,
    /// Addresses of the first few items.
    pub items: Vec<String>,
}

/// A row that loses points.
#[derive(Clone, Debug, PartialEq)]
pub struct Loss {
    /// The item's address.
    pub item: String,
    /// Where it is written.
    pub span: Span,
    /// What is wrong, in words.
    pub why: String,
    /// How much of the first figure it costs, 0 to 1.
    pub lost: f64,
}

/// An indicator of a framework on one day.
#[derive(Clone, Debug)]
pub struct Indicator {
    /// Its name and page.
    pub meta: &'static IndicatorMeta,
    /// Its numbers, the main one first.
    pub figures: Vec<Figure>,
    /// How many things could be assessed.
    pub assessed: usize,
    /// Out of how many.
    pub total: usize,
    /// What those things are: `tests`.
    pub things: &'static str,
    /// What could not be assessed. The counts add up to [`Indicator::total`] less [`Indicator::assessed`].
    pub open: Vec<Open>,
    /// Rows that lose points, the costliest first.
    pub losses: Vec<Loss>,
    /// What a reader must know before comparing or quoting it.
    pub notes: Vec<String>,
}

impl Indicator {
    /// What a row costs the first figure; absent where that has no number to take it from.
    pub fn cost_of(&self, loss: &Loss) -> Option<f64> {
        self.figures.first().and_then(|first| first.value).map(|_| loss.lost)
    }

    /// The share of things that could not be assessed; absent where there is nothing at all.
    pub fn share_open(&self) -> Option<f64> {
        Ratio::new((self.total - self.assessed) as f64, self.total as f64).value()
    }
}

/// What every indicator reads.
struct Material<'a> {
    corpus: &'a Corpus,
    facts: &'a Facts<'a>,
    homes: Homes<'a>,
}

/// The numbers of one indicator for each group, or why they would make no sense.
pub type Split = Result<Vec<(Group, Figure)>, &'static str>;

struct Source {
    meta: &'static IndicatorMeta,
    measure: fn(&Material<'_>) -> Indicator,
    split: fn(&Material<'_>, By) -> Split,
}

macro_rules! source {
    ($module:ident) => {
        Source { meta: &$module::META, measure: $module::measure, split: $module::split }
    };
}

/// In the order people read them.
const ALL: [Source; 7] = [
    source!(priority_coverage),
    source!(emphasis_alignment),
    source!(vertical_coherence),
    source!(role_clarity),
    source!(load),
    source!(resilience),
    source!(development_coverage),
];

/// Every indicator's name and page.
pub fn catalogue() -> Vec<&'static IndicatorMeta> {
    ALL.iter().map(|source| source.meta).collect()
}

/// The page of one indicator.
pub fn find(id: &str) -> Option<&'static IndicatorMeta> {
    catalogue().into_iter().find(|meta| meta.id == id)
}

/// Every indicator of a framework.
pub fn all(audit: &Audit) -> Vec<Indicator> {
    with(&audit.facts())
}

/// The same where the facts are at hand.
pub(super) fn with(facts: &Facts<'_>) -> Vec<Indicator> {
    let material = Material { corpus: facts.corpus, facts, homes: Homes::new(facts) };
    ALL.par_iter().map(|source| sorted((source.measure)(&material))).collect()
}

/// One of them.
pub(super) fn one(facts: &Facts<'_>, id: &str) -> Option<Indicator> {
    let material = Material { corpus: facts.corpus, facts, homes: Homes::new(facts) };
    ALL.iter().find(|source| source.meta.id == id).map(|source| sorted((source.measure)(&material)))
}

/// Every indicator by unit, level or family.
#[derive(Debug)]
pub struct Breakdown {
    /// By what.
    pub by: By,
    /// One number for each group, for each indicator for which that makes sense.
    pub splits: Vec<(&'static IndicatorMeta, Split)>,
}

impl Breakdown {
    /// Computes them.
    pub fn of(audit: &Audit, by: By) -> Self {
        let facts = audit.facts();
        let material = Material { corpus: &audit.corpus, facts: &facts, homes: Homes::new(&facts) };
        Breakdown { by, splits: ALL.iter().map(|source| (source.meta, (source.split)(&material, by))).collect() }
    }
}

/// All the numbers of a framework: as a whole, and by group where that was asked for.
#[derive(Debug)]
pub struct Scores {
    /// As a whole.
    pub indicators: Vec<Indicator>,
    /// By group.
    pub breakdown: Option<Breakdown>,
}

impl Scores {
    /// Computes them.
    pub fn of(audit: &Audit, by: Option<By>) -> Self {
        Scores { indicators: all(audit), breakdown: by.map(|by| Breakdown::of(audit, by)) }
    }
}

/// The costliest row first; rows that cost alike in the order of their places.
fn sorted(mut indicator: Indicator) -> Indicator {
    indicator.losses.sort_by(|a, b| b.lost.total_cmp(&a.lost).then(a.span.cmp(&b.span)));
    indicator
}

/// Collects what could not be assessed, by what would unlock it.
#[derive(Default)]
struct Opens(Vec<Open>);

impl Opens {
    fn add(&mut self, (because, unlock): (&'static str, &'static str), item: String, count: usize) {
        let at = match self.0.iter().position(|open| open.because == because && open.unlock == unlock) {
            Some(at) => at,
            None => {
                self.0.push(Open { because, unlock, count: 0, items: Vec::new() });
                self.0.len() - 1
            }
        };
        let open = &mut self.0[at];
        open.count += count;
        if open.items.len() < NAMED && !open.items.contains(&item) {
            open.items.push(item);
        }
    }

    fn count(&self) -> usize {
        self.0.iter().map(|open| open.count).sum()
    }
}

/// `0.8 of 1 weight`.
fn out_of(ratio: Ratio, things: &str) -> String {
    format!("{} of {} {things}", written(ratio.numerator), written(ratio.denominator))
}

/// Several reasons in one line; of many, the first few.
fn joined(reasons: &[String]) -> String {
    const MOST: usize = 2;
    let more = reasons.len().saturating_sub(MOST);
    let first = reasons.iter().take(MOST).map(String::as_str).collect::<Vec<_>>().join("; ");
    if more == 0 { first } else { format!("{first}; and {more} more") }
}

/// Why there is nothing to count where everything is about priorities in force.
const NONE_ACTIVE: &str = "no priority is active";

/// Why a number that rests on weights is absent, where no active priority states one.
const NO_WEIGHTS: &str = "no active priority states a weight (priorities.ID.weight)";
