//! `diff BASE [HEAD] [FRAMEWORK]`: what changed between two states.

use crate::args::{Common, Diff, DiffFormat};
use crate::sides::{self, Wanted};
use crate::{Ending, Failure, output, session};
use rolewright::audit::change::{Comparison, RoleView};
use rolewright::diag::Level;
use rolewright::load::Repository;
use rolewright::model::{Collection, nearest};
use rolewright::render::{html, json, markdown, terminal};
use rolewright::report;
use rolewright::text::excerpt;
use rustc_hash::FxHashSet;
use std::path::{Path, PathBuf};

/// Runs it.
pub fn run(args: &Diff, common: &Common) -> Result<Ending, Failure> {
    let meant = Meant::of(args)?;
    let wanted = Wanted { framework: &meant.framework, base: &meant.base, head: meant.head.as_deref(), from_fork: meant.from_fork };
    let sides = sides::read(wanted, common, Level::Error, FxHashSet::default())?;
    let comparison = Comparison::of(&sides.base, &sides.head);
    let states = [sides.before.clone(), sides.after.clone()];
    let view = args.role.as_deref().map(|role| view(&comparison, role)).transpose()?;
    let document = match &view {
        None => report::diff(&comparison, &states),
        Some(view) => report::role_changes(&comparison, view, &states),
    };
    let look = super::look::of(&args.look, args.format == DiffFormat::Html, &sides.head.sources.files)?;
    output::emit(common, |out, screen| match (args.format, &view) {
        (DiffFormat::Human, _) => terminal::write(&document, screen, out),
        (DiffFormat::Markdown, _) => markdown::write(&document, out),
        (DiffFormat::Json, None) => json::write(&json::diff(&comparison, &states), out),
        (DiffFormat::Json, Some(view)) => json::write(&json::role_changes(&comparison, view, &states), out),
        (DiffFormat::Html, _) => html::write(&document, &look, out),
    })?;
    // The process ends here; giving back two frameworks piece by piece would only take time.
    drop(document);
    std::mem::forget((comparison.diff, sides));
    Ok(Ending::Fine)
}

fn view<'c>(comparison: &'c Comparison<'_>, role: &str) -> Result<RoleView<'c>, Failure> {
    comparison.role(role).ok_or_else(|| {
        let known = [comparison.head, comparison.base].map(|audit| audit.corpus.ids(Collection::Roles)).concat();
        let near = nearest(role, known.into_iter());
        let help = if near.is_empty() {
            "“rolewright list roles” shows them".to_owned()
        } else {
            format!("did you mean {}?", near.join(" or "))
        };
        Failure::from(format!("there is no role “{}” before or after; {help}", excerpt(role, 60)))
    })
}

/// What the words of the command line mean.
struct Meant {
    base: String,
    head: Option<String>,
    framework: PathBuf,
    from_fork: bool,
}

impl Meant {
    fn of(args: &Diff) -> Result<Self, Failure> {
        let (base, end, from_fork) = range(&args.base);
        let is_range = end.is_some() || from_fork;
        let (head, framework) = match (&args.head, &args.framework) {
            (Some(word), Some(third)) if is_range => {
                let (range, third) = (&args.base, third.display());
                return Err(Failure::from(format!(
                    "{range} is a range of its own, so after it only the folder may follow, not {word} and {third}"
                )));
            }
            // After a range there is only the framework left to name.
            (Some(word), None) if is_range || is_folder_alone(word)? => (end, Some(word.into())),
            (word, folder) => (end.or_else(|| word.clone()), folder.clone()),
        };
        Ok(Meant { base, head, framework: framework.unwrap_or_else(|| ".".into()), from_fork })
    }
}

/// `A..B` and `A...B` taken apart: the first, the second if it is named, and whether the first is only where the
/// second began.
fn range(word: &str) -> (String, Option<String>, bool) {
    let (base, end, from_fork) = match (word.split_once("..."), word.split_once("..")) {
        (Some((base, end)), _) => (base, end, true),
        (None, Some((base, end))) => (base, end, false),
        (None, None) => (word, "", false),
    };
    let or_head = |word: &str| if word.is_empty() { "HEAD".to_owned() } else { word.to_owned() };
    (or_head(base), (!end.is_empty()).then(|| end.to_owned()), from_fork)
}

/// Whether the second word is the framework's folder, and not a state after. A word that could be both is asked about.
fn is_folder_alone(word: &str) -> Result<bool, Failure> {
    if !Path::new(word).is_dir() {
        return Ok(false);
    }
    let is_revision =
        Repository::around(Path::new("."), &session::surroundings()).is_ok_and(|(repository, _)| repository.revision(word).is_ok());
    if is_revision && !word.contains('/') {
        return Err(Failure::from(format!(
            "“{word}” is a folder and a revision; write ./{word} for the folder, or “{word} .” for the revision"
        )));
    }
    Ok(true)
}
