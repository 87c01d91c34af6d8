//! `guide`: the questions a leadership team should ask.

use crate::args::{Common, Guide, PageFormat};
use crate::{Ending, Failure, session};
use rolewright::audit::{guide, shown};
use rolewright::diag::Level;
use rolewright::{render, report};

/// Runs it.
pub fn run(args: &Guide, common: &Common) -> Result<Ending, Failure> {
    let audit = session::audit(&args.framework, common, Level::Error)?;
    let unit = args.unit.as_deref().map(|word| shown::unit(&audit.corpus, word)).transpose()?;
    let look = super::look::of(&args.look, args.format == PageFormat::Html, &audit.sources.files)?;
    session::warn_of_errors(&audit, common);
    let guide = guide::Guide::of(&audit, unit);
    let document = report::guide(&audit, &guide);
    super::emit_page(common, args.format, &look, &document, || render::json::guide(&audit, &guide))
}
