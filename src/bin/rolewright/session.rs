//! What commands share: the day, and a framework read and judged.

#![allow(clippy::disallowed_macros, reason = "the one place that writes notes to standard error")]

use crate::Failure;
use crate::args::Common;
use jiff::civil::Date;
use rolewright::audit::{Audit, Terms};
use rolewright::diag::Level;
use rolewright::load::{Extra, read};
use std::path::{Path, PathBuf};

/// The day to judge on. The only place that looks at the clock.
pub fn as_of(common: &Common) -> Date {
    common.as_of.unwrap_or_else(|| jiff::Zoned::now().date())
}

/// The root of the framework that a path is in.
pub fn root(framework: &Path) -> Result<PathBuf, Failure> {
    Ok(read::find_root(framework)?)
}

/// Reads and judges the framework at a path.
pub fn audit(framework: &Path, common: &Common, fail_on: Level) -> Result<Audit, Failure> {
    let root = root(framework)?;
    if common.verbose {
        anstream::eprintln!("reading {}", rolewright::text::printable(&root.display().to_string()));
    }
    let extra = Extra { allow_extends: common.allow_extends.clone() };
    let sources = read::read(&root, &extra)?;
    if common.verbose {
        anstream::eprintln!("read {} files in {} layers", sources.files.len(), sources.layers.len());
    }
    Ok(Audit::new(sources, &Terms { as_of: as_of(common), fail_on }))
}

/// A note on standard error, unless the user wants quiet.
pub fn note(common: &Common, text: &str) {
    if !common.quiet {
        anstream::eprintln!("{}", rolewright::text::printable(text));
    }
}

/// Says on standard error that a report may be incomplete because the framework has errors of shape.
pub fn warn_of_errors(audit: &Audit, common: &Common) {
    let shape = audit.outcome.findings.iter().filter(|finding| finding.is_open() && finding.level == Level::Error);
    let count = shape.count();
    if count > 0 {
        note(
            common,
            &format!(
                "{} in this framework; “rolewright check” shows them. What follows rests on what could be read.",
                Level::Error.count(count)
            ),
        );
    }
}
