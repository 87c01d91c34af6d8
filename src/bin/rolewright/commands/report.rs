//! `report`: documents for other readers.

mod ilt;
mod pack;

use crate::args::{Common, DocumentFormat, Paper, PrReport, Report, ReportKind};
use crate::sides::{self, Wanted};
use crate::{Ending, Failure, output, session};
use rolewright::audit::Audit;
use rolewright::audit::change::Comparison;
use rolewright::diag::Level;
use rolewright::model::Collection;
use rolewright::render::html::Look;
use rolewright::render::terminal::Screen;
use rolewright::render::{Document, html, markdown, terminal};
use rolewright::report;
use rustc_hash::FxHashSet;
use std::io::{self, Write};

/// Runs it.
pub fn run(args: &Report, common: &Common) -> Result<Ending, Failure> {
    match &args.which {
        ReportKind::Audit(args) => emit(&args.paper, common, |audit| {
            let committed = session::committed(&args.paper.framework, audit, common)?;
            Ok(report::audit(audit, committed.as_ref()))
        }),
        ReportKind::Role(args) => emit(&args.paper, common, |audit| {
            let at = super::position(audit, Collection::Roles, &args.role)?;
            Ok(report::role(audit, &audit.facts(), at))
        }),
        ReportKind::Team(args) => emit(&args.paper, common, |audit| {
            let at = super::position(audit, Collection::Units, &args.unit)?;
            Ok(report::team(audit, &audit.facts(), at))
        }),
        ReportKind::Ilt(args) => ilt::run(args, common),
        ReportKind::Pack(args) => pack::run(&args.paper, common),
        ReportKind::Pr(args) => pr(args, common),
    }
}

/// Reads the framework, composes the document and writes it in its form.
fn emit(paper: &Paper, common: &Common, compose: impl FnOnce(&Audit) -> Result<Document, Failure>) -> Result<Ending, Failure> {
    let (audit, look) = read(paper, common)?;
    let document = compose(&audit)?;
    output::emit(common, |out, screen| write(&document, paper.format, &look, screen, out))?;
    Ok(Ending::Fine)
}

fn read(paper: &Paper, common: &Common) -> Result<(Audit, Look), Failure> {
    let mut audit = session::audit(&paper.framework, common, Level::Error)?;
    session::recall(&paper.framework, &mut audit)?;
    let look = look(paper, &audit, common)?;
    Ok((audit, look))
}

fn look(paper: &Paper, audit: &Audit, common: &Common) -> Result<Look, Failure> {
    let look = super::look::of(&paper.look, paper.format == DocumentFormat::Html, &audit.sources.files)?;
    session::warn_of_errors(audit, common);
    Ok(look)
}

fn write(document: &Document, format: DocumentFormat, look: &Look, screen: Screen, out: &mut dyn Write) -> io::Result<()> {
    match format {
        DocumentFormat::Markdown => markdown::write(document, out),
        DocumentFormat::Html => html::write(document, look, out),
        DocumentFormat::Table => terminal::write(document, screen, out),
    }
}

fn pr(args: &PrReport, common: &Common) -> Result<Ending, Failure> {
    let wanted = Wanted { framework: &args.framework, base: &args.base, head: args.head.as_deref(), from_fork: true };
    let sides = sides::read(wanted, common, Level::Error, FxHashSet::default())?;
    let comparison = Comparison::of(&sides.base, &sides.head);
    let comment = report::pr(&comparison, &[sides.before.clone(), sides.after.clone()], &sides.inside);
    let look = super::look::of(&args.look, args.format == DocumentFormat::Html, &sides.head.sources.files)?;
    output::emit(common, |out, screen| {
        if args.format != DocumentFormat::Markdown {
            return write(&comment.page, args.format, &look, screen, out);
        }
        writeln!(out, "{}\n", comment.mark)?;
        markdown::write(&comment.posted(), out)
    })?;
    Ok(Ending::Fine)
}
