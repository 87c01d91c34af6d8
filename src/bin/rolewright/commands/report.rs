//! `report`: documents for other readers.

use crate::args::{Common, DocumentFormat, Report, ReportKind};
use crate::{Ending, Failure, output, session};
use rolewright::diag::Level;
use rolewright::render::markdown;
use rolewright::report;

/// Runs it.
pub fn run(args: &Report, common: &Common) -> Result<Ending, Failure> {
    let ReportKind::Audit(args) = &args.which;
    let audit = session::audit(&args.framework, common, Level::Error)?;
    session::warn_of_errors(&audit, common);
    let document = report::audit(&audit);
    output::emit(common, |out, _| match args.format {
        DocumentFormat::Markdown => markdown::write(&document, out),
    })?;
    Ok(Ending::Fine)
}
