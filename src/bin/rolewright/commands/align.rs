//! `align`: who carries which priority, who decides, where competencies are used, who sits where.

use crate::args::{Align, ByArg, Common, Matrix, TableFormat};
use crate::{Ending, Failure, session};
use rolewright::audit::alignment::Alignment;
use rolewright::audit::indicators::{By, Scores};
use rolewright::audit::limits::MATRIX_CELLS;
use rolewright::audit::matrices;
use rolewright::audit::shown::{Shown, Wanted};
use rolewright::diag::Level;
use rolewright::render::json;
use rolewright::report;

/// Runs it.
pub fn run(args: &Align, common: &Common) -> Result<Ending, Failure> {
    refuse_what_does_not_apply(args)?;
    let audit = session::audit(&args.framework, common, Level::Error)?;
    let shown = Shown::find(&audit.corpus, &wanted(args)).map_err(|unknown| Failure::from(unknown.to_string()))?;
    let look = super::look::of(&args.look, args.format == TableFormat::Html, &audit.sources.files)?;
    session::warn_of_errors(&audit, common);
    let sheet = args.format == TableFormat::Csv;
    match args.matrix {
        Matrix::Work => {
            let alignment = Alignment::of(&audit, &shown);
            fits_a_sheet(sheet, alignment.rows.len(), alignment.priorities.len())?;
            let scores = Scores::of(&audit, args.by.map(by));
            let document = report::alignment(&audit, &alignment, &scores, &shown, sheet);
            super::emit_table(common, args.format, &look, &document, || json::alignment(&audit, &alignment, &scores, &shown))
        }
        Matrix::Decisions => {
            let levels = matrices::decisions(&audit, &shown);
            let document = report::decisions(&audit, &levels, &shown, sheet);
            super::emit_table(common, args.format, &look, &document, || json::matrices::decisions(&audit, &levels, &shown))
        }
        Matrix::Talent => {
            let cycles = matrices::talent(&audit, &shown);
            let document = report::talent(&audit, &cycles, &shown);
            super::emit_table(common, args.format, &look, &document, || json::matrices::talent(&audit, &cycles, &shown))
        }
        Matrix::Committees => {
            let sittings = matrices::committees(&audit, &shown);
            fits_a_sheet(sheet, sittings.sitters.len(), sittings.committees.len())?;
            let document = report::sittings(&audit, &sittings, &shown, sheet);
            super::emit_table(common, args.format, &look, &document, || json::matrices::sittings(&audit, &sittings, &shown))
        }
    }
}

/// A table for a spreadsheet is whole or not written.
fn fits_a_sheet(sheet: bool, rows: usize, columns: usize) -> Result<(), Failure> {
    if !sheet || rows.saturating_mul(columns) <= MATRIX_CELLS {
        return Ok(());
    }
    Err(Failure::from(format!(
        "this table would have {rows} rows and {columns} columns, and more than {MATRIX_CELLS} cells are not written: no spreadsheet opens them. Choose what to show with --level, --unit, --family or --priority, or use --format json, which writes only the cells that say something"
    )))
}

/// An option that would change nothing is a mistake, and is said to be one.
fn refuse_what_does_not_apply(args: &Align) -> Result<(), Failure> {
    let given = [
        ("--by", args.by.is_some()),
        ("--all", args.all),
        ("--priority", !args.priority.is_empty()),
        ("--unit", !args.unit.is_empty()),
        ("--family", !args.family.is_empty()),
    ];
    let (matrix, refused) = match args.matrix {
        Matrix::Work => ("work", 0),
        Matrix::Decisions => ("decisions", 5),
        Matrix::Talent => ("talent", 3),
        Matrix::Committees => ("committees", 3),
    };
    match given.iter().take(refused).find(|(_, given)| *given) {
        Some((option, _)) => Err(Failure::from(format!("{option} says nothing about --matrix {matrix}; it applies to --matrix work"))),
        None => Ok(()),
    }
}

fn wanted(args: &Align) -> Wanted {
    Wanted {
        levels: args.level.clone(),
        units: args.unit.clone(),
        families: args.family.clone(),
        priorities: args.priority.clone(),
        all: args.all,
    }
}

fn by(by: ByArg) -> By {
    match by {
        ByArg::Unit => By::Unit,
        ByArg::Level => By::Level,
        ByArg::Family => By::Family,
    }
}
