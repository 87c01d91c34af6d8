//! `report`: documents for other readers.

use crate::args::{AuditReport, Common, DocumentFormat, PrReport, Report, ReportKind};
use crate::sides::{self, Wanted};
use crate::{Ending, Failure, output, session};
use rolewright::audit::comparison::Comparison;
use rolewright::diag::Level;
use rolewright::render::markdown;
use rolewright::report;
use rustc_hash::FxHashSet;

/// Runs it.
pub fn run(args: &Report, common: &Common) -> Result<Ending, Failure> {
    match &args.which {
        ReportKind::Audit(args) => audit(args, common),
        ReportKind::Pr(args) => pr(args, common),
    }
}

fn audit(args: &AuditReport, common: &Common) -> Result<Ending, Failure> {
    let audit = session::audit(&args.framework, common, Level::Error)?;
    session::warn_of_errors(&audit, common);
    let document = report::audit(&audit);
    output::emit(common, |out, _| match args.format {
        DocumentFormat::Markdown => markdown::write(&document, out),
    })?;
    Ok(Ending::Fine)
}

fn pr(args: &PrReport, common: &Common) -> Result<Ending, Failure> {
    let wanted = Wanted { framework: &args.framework, base: &args.base, head: args.head.as_deref(), from_fork: true };
    let sides = sides::read(wanted, common, Level::Error, FxHashSet::default())?;
    let comparison = Comparison::of(&sides.base, &sides.head);
    let comment = report::pr(&comparison, &[sides.before.clone(), sides.after.clone()], &sides.inside);
    output::emit(common, |out, _| match args.format {
        DocumentFormat::Markdown => {
            writeln!(out, "{}\n", comment.mark)?;
            markdown::write(&comment.document, out)
        }
    })?;
    Ok(Ending::Fine)
}
