//! `org`: the organisation chart.

use crate::args::{ChartFormat, Common, Org};
use crate::{Ending, Failure, output, session};
use rolewright::diag::Level;
use rolewright::model::Collection;
use rolewright::render::{dot, json, mermaid, terminal};
use rolewright::report;

/// Runs it.
pub fn run(args: &Org, common: &Common) -> Result<Ending, Failure> {
    let audit = session::audit(&args.framework, common, Level::Error)?;
    session::warn_of_errors(&audit, common);
    let unit = args.unit.as_deref().map(|id| super::position(&audit, Collection::Units, id)).transpose()?;
    let facts = audit.facts();
    let chart = report::Chart::new(&audit, &facts, unit);
    output::emit(common, |out, screen| match args.format {
        ChartFormat::Tree => terminal::write(&report::organisation(&chart), screen, out),
        ChartFormat::Mermaid => mermaid::write(&report::drawing(&chart), out),
        ChartFormat::Dot => dot::write(&report::drawing(&chart), out),
        ChartFormat::Json => json::write(&json::organisation(&audit, &chart.organisation, unit, &chart.inside, &|at| chart.shows(at)), out),
    })?;
    Ok(Ending::Fine)
}
