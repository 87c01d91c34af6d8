//! `check`: is this framework sound?

use crate::args::{Check, CheckFormat, Common, LevelArg};
use crate::sides::{self, Wanted};
use crate::{Ending, Failure, file, output, session};
use rolewright::audit::{Audit, change};
use rolewright::diag::Level;
use rolewright::diag::baseline::Baseline;
use rolewright::render::findings;
use rustc_hash::FxHashSet;
use std::io::{self, Write};
use std::path::Path;

/// GitHub refuses step summaries over 1,048,576 bytes; the rest is for what stands around the findings.
const SUMMARY: usize = 950_000;
/// Settled entries of a baseline that are named before they are only counted.
const NAMED: usize = 10;

/// Runs it.
pub fn run(args: &Check, common: &Common) -> Result<Ending, Failure> {
    let fail_on = match args.fail_on {
        LevelArg::Error => Level::Error,
        LevelArg::Warning => Level::Warning,
        LevelArg::Advice => Level::Advice,
    };
    let baseline = args.baseline.as_deref().map(read_baseline).transpose()?;
    let known = baseline.as_ref().map(Baseline::fingerprints).unwrap_or_default();
    let mut audit = match &args.base {
        None => session::compared(&args.framework, common, fail_on, known)?,
        Some(base) => since(&args.framework, base, common, fail_on, known)?,
    };
    if let Some(path) = &args.write_baseline {
        return write_baseline(&audit, path, common);
    }
    session::recall(&args.framework, &mut audit)?;
    output::emit(common, |out, screen| match args.format {
        CheckFormat::Human => findings::human::write(&audit, fail_on, common.quiet, screen, out),
        CheckFormat::Json => findings::json::write(&audit, out),
        CheckFormat::Sarif => findings::sarif::write(&audit, &prefix(&args.framework), out),
        CheckFormat::Junit => findings::junit::write(&audit, fail_on, out),
        CheckFormat::Github => findings::github::write(&audit, &prefix(&args.framework), out),
        CheckFormat::Markdown => findings::markdown::write(&audit, fail_on, out),
    })?;
    if args.format == CheckFormat::Github {
        summarise(&audit, fail_on, common);
    }
    if let Some(baseline) = &baseline {
        say_settled(&audit, baseline, common);
    }
    let ending = if audit.outcome.failed { Ending::Findings } else { Ending::Fine };
    // The process ends here; giving back a large framework piece by piece would only take time.
    std::mem::forget(audit);
    Ok(ending)
}

/// The framework as it is, with everything left aside that was found where the change began.
fn since(framework: &Path, base: &str, common: &Common, fail_on: Level, known: FxHashSet<String>) -> Result<Audit, Failure> {
    let mut sides = sides::read(Wanted { framework, base, head: None, from_fork: true }, common, fail_on, known)?;
    change::leave_aside(&sides.base, &mut sides.head, &sides.before, fail_on);
    Ok(sides.head)
}

fn read_baseline(path: &Path) -> Result<Baseline, Failure> {
    let text = session::text_of(path)?;
    Baseline::parse(&text).map_err(|problem| {
        Failure::from(format!("{} cannot be used: {problem}; “rolewright check --write-baseline FILE” writes one", path.display()))
    })
}

fn write_baseline(audit: &Audit, path: &Path, common: &Common) -> Result<Ending, Failure> {
    let baseline = Baseline::of(&audit.outcome.findings, &audit.sources.files);
    let Some(path) = output::file(path) else {
        output::emit(common, |out, _| out.write_all(baseline.to_json().as_bytes()))?;
        return Ok(Ending::Fine);
    };
    file::save(path, baseline.to_json().as_bytes(), common.force)?;
    let shown = path.display();
    let found = match baseline.findings.len() {
        1 => "1 finding is".to_owned(),
        n => format!("{n} findings are"),
    };
    session::note(common, &format!("{found} held in {shown}; “rolewright check --baseline {shown}” counts only what is new."));
    Ok(Ending::Fine)
}

/// Names on standard error what the baseline holds and no finding has any more.
fn say_settled(audit: &Audit, baseline: &Baseline, common: &Common) {
    let settled = &audit.outcome.settled;
    if settled.is_empty() {
        return;
    }
    let count = match settled.len() {
        1 => "1 entry of the baseline is".to_owned(),
        n => format!("{n} entries of the baseline are"),
    };
    session::note(common, &format!("{count} settled; write it again with --write-baseline and --force:"));
    let gone = baseline.findings.iter().filter(|entry| settled.binary_search(&entry.fingerprint).is_ok());
    for entry in gone.clone().take(NAMED) {
        let about = entry.item.as_ref().or(entry.file.as_ref()).map_or(String::new(), |about| format!(" on {about}"));
        session::note(common, &format!("  {}{about}: {}", entry.rule, entry.message));
    }
    let rest = gone.count().saturating_sub(NAMED);
    if rest > 0 {
        session::note(common, &format!("  and {rest} more"));
    }
}

/// Adds the whole list to the step's summary where GitHub offers one. A summary that cannot be written is
/// said, and changes nothing about the check.
fn summarise(audit: &Audit, fail_on: Level, common: &Common) {
    let Some(path) = std::env::var_os("GITHUB_STEP_SUMMARY").filter(|path| !path.is_empty()) else { return };
    let path = Path::new(&path);
    if let Err(error) = append_summary(audit, fail_on, path) {
        session::note(common, &format!("the step summary could not be written: {error}"));
    }
}

fn append_summary(audit: &Audit, fail_on: Level, path: &Path) -> io::Result<()> {
    let mut file = std::fs::OpenOptions::new().append(true).create(true).open(path)?;
    // Earlier commands of the same step share the room.
    let there = usize::try_from(file.metadata()?.len()).unwrap_or(usize::MAX);
    let mut text = Vec::new();
    if there > 0 {
        text.push(b'\n');
    }
    findings::markdown::write_within(audit, fail_on, SUMMARY.saturating_sub(there), &mut text)?;
    file.write_all(&text)
}

/// The framework's path from the repository's root, which is what GitHub resolves file names against.
fn prefix(framework: &Path) -> String {
    let Ok(root) = session::root(framework) else { return String::new() };
    let Some(repository) = root.ancestors().find(|folder| folder.join(".git").exists()) else { return String::new() };
    let inside = root.strip_prefix(repository).map(|path| path.to_string_lossy().into_owned()).unwrap_or_default();
    if inside.is_empty() { inside } else { format!("{inside}/") }
}
