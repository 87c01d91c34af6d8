//! Units of a framework, or frameworks, side by side: staffing, coverage, indicators, and what was changed locally.
//!
//! Columns stand in the order asked for. Nothing is ranked, coloured or added up, and what cannot be compared says so
//! instead of showing two numbers that look as if it could.

mod coverage;
mod figures;
mod frameworks;
mod staffing;
mod variation;

use super::Audit;
use super::indicators::Figure;
use crate::analysis::Facts;
use crate::analysis::indicators::formulas::Ratio;
use crate::analysis::money::written;
use crate::analysis::within::is_inside;
use crate::model::{Corpus, Item, Unit};

/// One number, or why there is none.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Cell {
    /// What is shown.
    pub said: String,
    /// The number behind it.
    pub value: Option<f64>,
    /// Its two parts, where it has two.
    pub parts: Option<Ratio>,
    /// Why there is no number, with the field that would tell.
    pub because: Option<String>,
}

impl Cell {
    fn text(said: impl Into<String>) -> Self {
        Cell { said: said.into(), ..Cell::default() }
    }

    fn number(value: f64) -> Self {
        Cell { said: written(value), value: Some(value), ..Cell::default() }
    }

    fn count(value: usize) -> Self {
        Cell::number(value as f64)
    }

    /// So many of so many; of none, nothing.
    fn of(met: usize, all: usize, none: &str) -> Self {
        match all {
            0 => Cell::none(none),
            _ => Cell { said: format!("{met} of {all}"), parts: Some(Ratio::new(met as f64, all as f64)), ..Cell::default() },
        }
    }

    fn none(because: impl Into<String>) -> Self {
        Cell { said: "–".to_owned(), because: Some(because.into()), ..Cell::default() }
    }

    fn figure(figure: &Figure) -> Self {
        Cell {
            said: figure.counted.clone(),
            value: figure.value,
            parts: figure.ratio.value().map(|_| figure.ratio),
            because: figure.withheld.clone(),
        }
    }
}

/// One thing that is compared.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// What it is, in words.
    pub label: String,
    /// Where the number is an indicator's, its form.
    pub figure: Option<Figure>,
    /// One for each column.
    pub cells: Vec<Cell>,
    /// Whether the notes of its section say why cells have no number.
    pub noted: bool,
}

impl Row {
    fn new(label: impl Into<String>, cells: Vec<Cell>) -> Self {
        Row { label: label.into(), figure: None, cells, noted: false }
    }

    /// Whether any column has something to show.
    fn says_something(&self) -> bool {
        self.cells.iter().any(|cell| cell.because.is_none())
    }
}

/// Rows that belong together.
#[derive(Clone, Debug, PartialEq)]
pub struct Section {
    /// Its name.
    pub title: &'static str,
    /// What the rows are read against.
    pub about: &'static str,
    /// Its rows.
    pub rows: Vec<Row>,
    /// What a reader must know before comparing.
    pub notes: Vec<String>,
}

/// What stands at the head of a column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Head {
    /// The id of a unit, or the folder of a framework as it was named.
    pub name: String,
    /// What people call it.
    pub title: String,
}

/// Everything side by side.
#[derive(Clone, Debug)]
pub struct SideBySide {
    /// `units` or `frameworks`.
    pub of: &'static str,
    /// The columns, in the order asked for.
    pub heads: Vec<Head>,
    /// What is compared.
    pub sections: Vec<Section>,
}

impl SideBySide {
    /// Units of one framework, by position.
    pub fn of_units(audit: &Audit, units: &[usize]) -> Self {
        let facts = audit.facts();
        let cx = Cx { audit, facts: &facts, corpus: &audit.corpus, units };
        let head = |&at: &usize| {
            let unit = &audit.corpus.units[at];
            Head { name: unit.id().to_owned(), title: unit.title.as_ref().map_or(unit.id(), |title| &title.value).to_owned() }
        };
        SideBySide {
            of: "units",
            heads: units.iter().map(head).collect(),
            sections: vec![staffing::section(&cx), coverage::section(&cx), figures::section(&cx), variation::section(&cx)],
        }
    }

    /// Frameworks, by the names they were asked for.
    pub fn of_frameworks(audits: &[(String, Audit)]) -> Self {
        frameworks::compare(audits)
    }
}

/// What every section about units reads.
struct Cx<'a> {
    audit: &'a Audit,
    facts: &'a Facts<'a>,
    corpus: &'a Corpus,
    units: &'a [usize],
}

impl<'a> Cx<'a> {
    fn unit(&self, at: usize) -> &'a Item<Unit> {
        &self.corpus.units[at]
    }

    /// A row with a cell for each unit.
    fn row(&self, label: impl Into<String>, cell: impl FnMut(usize) -> Cell) -> Row {
        Row::new(label, self.units.iter().copied().map(cell).collect())
    }

    fn inside(&self, unit: usize, of: usize) -> bool {
        is_inside(self.facts, unit, of)
    }
}
