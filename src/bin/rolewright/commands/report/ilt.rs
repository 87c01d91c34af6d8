//! `report ilt`: one screen for a weekly meeting, with what was merged since an earlier state where that is asked for.

use super::{look, read, write};
use crate::args::{Common, IltReport};
use crate::sides::{self, Wanted};
use crate::{Ending, Failure, output};
use rolewright::audit::Audit;
use rolewright::audit::change::{Comparison, State};
use rolewright::audit::guide::Guide;
use rolewright::audit::meeting::{Meeting, Merged};
use rolewright::diag::Level;
use rolewright::model::Collection;
use rolewright::render::Document;
use rolewright::report;
use rustc_hash::FxHashSet;

/// Runs it.
pub fn run(args: &IltReport, common: &Common) -> Result<Ending, Failure> {
    let paper = &args.paper;
    let (document, look) = match &args.since {
        None => {
            let (audit, look) = read(paper, common)?;
            (compose(&audit, args, None)?, look)
        }
        Some(since) => {
            let wanted = Wanted { framework: &paper.framework, base: since, head: None, from_fork: false };
            let sides = sides::read(wanted, common, Level::Error, FxHashSet::default())?;
            let comparison = Comparison::of(&sides.base, &sides.head);
            let look = look(paper, &sides.head, common)?;
            (compose(&sides.head, args, Some((&comparison, &sides.before)))?, look)
        }
    };
    output::emit(common, |out, screen| write(&document, paper.format, &look, screen, out))?;
    Ok(Ending::Fine)
}

fn compose(audit: &Audit, args: &IltReport, since: Option<(&Comparison<'_>, &State)>) -> Result<Document, Failure> {
    let unit = crate::commands::position(audit, Collection::Units, &args.unit)?;
    let meeting = Meeting::of(audit, &audit.facts(), unit);
    let merged = since.map(|(comparison, state)| Merged::of(comparison, state, unit));
    Ok(report::ilt(audit, &meeting, &Guide::of(audit, Some(unit)), merged.as_ref()))
}
