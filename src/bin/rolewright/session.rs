//! What commands share: the day, and a framework read and judged.

use crate::Failure;
use crate::args::Common;
use jiff::civil::Date;
use rolewright::audit::{Audit, Terms, earlier};
use rolewright::diag::Level;
use rolewright::load::read::{History, Surroundings};
use rolewright::load::{Committed, Extra, read};
use rolewright::report;
use rustc_hash::FxHashSet;
use std::io::Write;
use std::path::{Component, Path, PathBuf};

/// The most bytes of a file that an option names.
const MOST: u64 = 100_000_000;

/// The day to judge on. The only place that looks at the clock.
pub fn as_of(common: &Common) -> Date {
    common.as_of.unwrap_or_else(|| jiff::Zoned::now().date())
}

/// What git has said to this program, as it does to its hooks. The only place that asks.
pub fn surroundings() -> Surroundings {
    let path = |name| std::env::var_os(name).filter(|value| !value.is_empty()).map(PathBuf::from);
    Surroundings {
        here: std::env::current_dir().unwrap_or_default(),
        git_dir: path("GIT_DIR"),
        work_tree: path("GIT_WORK_TREE"),
        index: path("GIT_INDEX_FILE"),
    }
}

/// The root of the framework that a path is in.
pub fn root(framework: &Path) -> Result<PathBuf, Failure> {
    Ok(read::find_root(framework)?)
}

/// Reads and judges the framework at a path.
pub fn audit(framework: &Path, common: &Common, fail_on: Level) -> Result<Audit, Failure> {
    let audit = compared(framework, common, fail_on, FxHashSet::default())?;
    // What a report of findings says of itself, the others say beside it.
    audit.sources.notes.iter().for_each(|said| note(common, said));
    Ok(audit)
}

/// The same, with the findings of those fingerprints held still.
pub fn compared(framework: &Path, common: &Common, fail_on: Level, known: FxHashSet<String>) -> Result<Audit, Failure> {
    let root = root(framework)?;
    if common.verbose {
        say(&format!("reading {}", name_of(&root, framework).display()));
    }
    let extra = Extra { allow_extends: common.allow_extends.clone(), room: common.room.clone() };
    let sources = read::read(&root, &extra).map_err(|error| error.naming(framework))?;
    if common.verbose {
        say(&format!("read {} files in {} layers", sources.files.len(), sources.layers.len()));
    }
    Ok(Audit::compared(sources, &Terms { as_of: as_of(common), fail_on }, known))
}

/// Looks in the history of the repository for the old text that findings on reviewed items speak of.
pub fn recall(framework: &Path, audit: &mut Audit) -> Result<(), Failure> {
    if earlier::is_wanted(audit)
        && let Some(mut history) = History::of(&root(framework)?, &audit.sources.layers, &surroundings())
    {
        let recalled = earlier::recall(audit, &mut history);
        report::complete(audit, &recalled);
    }
    Ok(())
}

/// The commit behind a framework that was read, where there is one.
pub fn committed(framework: &Path, audit: &Audit, common: &Common) -> Result<Option<Committed>, Failure> {
    let extra = Extra { allow_extends: common.allow_extends.clone(), room: common.room.clone() };
    Ok(read::committed(&root(framework)?, &audit.sources, &extra))
}

/// A path as it is seen from the current folder, or in full where the user wrote it so: no more of the machine than that.
pub fn name_of(path: &Path, typed: &Path) -> PathBuf {
    let here = std::env::current_dir().and_then(|here| here.canonicalize());
    let (true, Ok(here)) = (typed.is_relative() && path.is_absolute(), here) else { return path.to_owned() };
    let shared = here.components().zip(path.components()).take_while(|(one, other)| one == other).count();
    let up = here.components().skip(shared).map(|_| Component::ParentDir);
    let seen: PathBuf = up.chain(path.components().skip(shared)).collect();
    if seen.as_os_str().is_empty() { PathBuf::from(".") } else { seen }
}

/// The text of a file that an option names and that is no part of a framework.
#[allow(clippy::disallowed_methods, reason = "a file of the program's own, which the library never sees")]
pub fn text_of(path: &Path) -> Result<String, Failure> {
    let shown = path.display();
    let cannot = |problem: &dyn std::fmt::Display| Failure::from(format!("{shown} cannot be read: {problem}"));
    let meta = std::fs::metadata(path).map_err(|error| cannot(&error))?;
    if !meta.is_file() {
        return Err(cannot(&"it is not a file"));
    }
    if meta.len() > MOST {
        return Err(cannot(&format!("it is larger than {} MB", MOST / 1_000_000)));
    }
    std::fs::read_to_string(path).map_err(|error| cannot(&error))
}

/// A note on standard error, unless the user wants quiet.
pub fn note(common: &Common, text: &str) {
    if !common.quiet {
        say(text);
    }
}

/// A line on standard error. Where that is closed or full, the exit status is all that can be said, and a panic would hide it.
pub fn say(line: &str) {
    let _ = writeln!(anstream::stderr(), "{}", rolewright::text::printable(line));
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
