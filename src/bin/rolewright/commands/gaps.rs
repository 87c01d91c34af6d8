//! `gaps`: what is missing, ranked by what it harms.

use crate::args::{Common, Gaps, TableFormat};
use crate::{Ending, Failure, session};
use rolewright::diag::Level;
use rolewright::{render, report};

/// Runs it.
pub fn run(args: &Gaps, common: &Common) -> Result<Ending, Failure> {
    let mut audit = session::audit(&args.framework, common, Level::Error)?;
    session::recall(&args.framework, &mut audit)?;
    let look = super::look::of(&args.look, args.format == TableFormat::Html, &audit.sources.files)?;
    let document = report::gaps(&audit, args.top, args.format == TableFormat::Csv);
    super::emit_table(common, args.format, &look, &document, || render::json::gaps(&audit, args.top.unwrap_or(usize::MAX)))
}
