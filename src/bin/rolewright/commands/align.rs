//! `align`: who carries which priority.

use crate::args::{Align, Common, TableFormat};
use crate::{Ending, Failure, session};
use rolewright::audit::alignment::Alignment;
use rolewright::audit::indicators::Scores;
use rolewright::diag::Level;
use rolewright::{render, report};

/// Runs it.
pub fn run(args: &Align, common: &Common) -> Result<Ending, Failure> {
    let audit = session::audit(&args.framework, common, Level::Error)?;
    session::warn_of_errors(&audit, common);
    let alignment = Alignment::of(&audit, args.all);
    let scores = Scores::of(&audit, None);
    let document = report::alignment(&audit, &alignment, &scores, args.format == TableFormat::Csv);
    super::emit_table(common, args.format, &document, || render::json::alignment(&audit, &alignment, &scores))
}
