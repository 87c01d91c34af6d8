//! `entry`: where a change could begin.

use crate::args::{Common, Entry, PageFormat};
use crate::{Ending, Failure, session};
use rolewright::analysis::entry_points::EntryPoints;
use rolewright::audit::shown;
use rolewright::diag::Level;
use rolewright::{render, report};

/// Runs it.
pub fn run(args: &Entry, common: &Common) -> Result<Ending, Failure> {
    let audit = session::audit(&args.framework, common, Level::Error)?;
    let unit = args.unit.as_deref().map(|word| shown::unit(&audit.corpus, word)).transpose()?;
    let look = super::look::of(&args.look, args.format == PageFormat::Html, &audit.sources.files)?;
    session::warn_of_errors(&audit, common);
    let points = EntryPoints::of(&audit.facts(), unit);
    let document = report::entry(&audit, &points, unit);
    super::emit_page(common, args.format, &look, &document, || render::json::entry(&audit, &points, unit))
}
