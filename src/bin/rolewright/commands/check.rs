//! `check`: is this framework sound?

use crate::args::{Check, CheckFormat, Common, LevelArg};
use crate::{Ending, Failure, output, session};
use rolewright::diag::Level;
use rolewright::render::findings;
use std::path::Path;

/// Runs it.
pub fn run(args: &Check, common: &Common) -> Result<Ending, Failure> {
    let fail_on = match args.fail_on {
        LevelArg::Error => Level::Error,
        LevelArg::Warning => Level::Warning,
        LevelArg::Advice => Level::Advice,
    };
    let audit = session::audit(&args.framework, common, fail_on)?;
    output::emit(common, |out, screen| match args.format {
        CheckFormat::Human => findings::human::write(&audit, fail_on, common.quiet, screen, out),
        CheckFormat::Json => findings::json::write(&audit, out),
        CheckFormat::Github => findings::github::write(&audit, &prefix(&args.framework), out),
        CheckFormat::Markdown => findings::markdown::write(&audit, fail_on, out),
    })?;
    let ending = if audit.outcome.failed { Ending::Findings } else { Ending::Fine };
    // The process ends here; giving back a large framework piece by piece would only take time.
    std::mem::forget(audit);
    Ok(ending)
}

/// The framework's path from the repository's root, which is what GitHub resolves file names against.
fn prefix(framework: &Path) -> String {
    let Ok(root) = session::root(framework) else { return String::new() };
    let Some(repository) = root.ancestors().find(|folder| folder.join(".git").exists()) else { return String::new() };
    let inside = root.strip_prefix(repository).map(|path| path.to_string_lossy().into_owned()).unwrap_or_default();
    if inside.is_empty() { inside } else { format!("{inside}/") }
}
