//! `load`: time, release, spans, committees and money, with the arithmetic.

use crate::args::{Common, Load};
use crate::{Ending, Failure, session};
use rolewright::audit::workload::{Scope, Workload};
use rolewright::diag::Level;
use rolewright::model::Collection;
use rolewright::{render, report};

/// Runs it.
pub fn run(args: &Load, common: &Common) -> Result<Ending, Failure> {
    let audit = session::audit(&args.framework, common, Level::Error)?;
    session::warn_of_errors(&audit, common);
    let look = super::look::of(&args.look, args.format == crate::args::TableFormat::Html, &audit.sources.files)?;
    let scope = Scope {
        unit: args.unit.as_deref().map(|id| super::position(&audit, Collection::Units, id)).transpose()?,
        role: args.role.as_deref().map(|id| super::position(&audit, Collection::Roles, id)).transpose()?,
    };
    let facts = audit.facts();
    let load = Workload::of(&audit, &facts, scope);
    let document = report::workload(&audit, &load, args.format == crate::args::TableFormat::Csv);
    super::emit_table(common, args.format, &look, &document, || render::json::workload(&audit, &load))
}
