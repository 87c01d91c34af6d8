//! `report`: documents for other readers.

use crate::args::{AuditReport, Common, DocumentFormat, Report, ReportKind};
use crate::{Ending, Failure, output, session};
use rolewright::audit::Audit;
use rolewright::diag::Level;
use rolewright::render::html::Look;
use rolewright::render::{Document, html, markdown, terminal};
use rolewright::report;
use std::path::Path;

/// Runs it.
pub fn run(args: &Report, common: &Common) -> Result<Ending, Failure> {
    match &args.which {
        ReportKind::Audit(args) => audit(args, common),
    }
}

fn audit(args: &AuditReport, common: &Common) -> Result<Ending, Failure> {
    let audit = read(&args.framework, common)?;
    let look = super::look::of(&args.look, args.format == DocumentFormat::Html, &audit)?;
    emit(&report::audit(&audit), args.format, &look, common)
}

fn read(framework: &Path, common: &Common) -> Result<Audit, Failure> {
    let audit = session::audit(framework, common, Level::Error)?;
    session::warn_of_errors(&audit, common);
    Ok(audit)
}

fn emit(document: &Document, format: DocumentFormat, look: &Look, common: &Common) -> Result<Ending, Failure> {
    output::emit(common, |out, screen| match format {
        DocumentFormat::Markdown => markdown::write(document, out),
        DocumentFormat::Html => html::write(document, look, out),
        DocumentFormat::Table => terminal::write(document, screen, out),
    })?;
    Ok(Ending::Fine)
}
