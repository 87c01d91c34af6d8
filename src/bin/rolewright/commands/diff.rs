//! `diff BASE [HEAD] [FRAMEWORK]`: what changed between two states.

use crate::args::{Common, Diff, TextFormat};
use crate::sides::{self, Wanted};
use crate::{Ending, Failure, output};
use rolewright::audit::comparison::Comparison;
use rolewright::diag::Level;
use rolewright::load::Repository;
use rolewright::render::{markdown, terminal};
use rolewright::report;
use rustc_hash::FxHashSet;
use std::path::{Path, PathBuf};

/// Runs it.
pub fn run(args: &Diff, common: &Common) -> Result<Ending, Failure> {
    let meant = Meant::of(args)?;
    let wanted = Wanted { framework: &meant.framework, base: &meant.base, head: meant.head.as_deref(), from_fork: meant.from_fork };
    let sides = sides::read(wanted, common, Level::Error, FxHashSet::default())?;
    let comparison = Comparison::of(&sides.base, &sides.head);
    let states = [sides.before.clone(), sides.after.clone()];
    let document = report::diff(&comparison, &states);
    output::emit(common, |out, screen| match args.format {
        TextFormat::Human => terminal::write(&document, screen, out),
        TextFormat::Markdown => markdown::write(&document, out),
        TextFormat::Json => markdown::write(&document, out),
    })?;
    Ok(Ending::Fine)
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
        let mut words = args.head.iter().cloned().chain(args.framework.iter().map(|path| path.display().to_string()));
        let mut framework = args.framework.clone();
        let head = match (end, &args.head, &args.framework) {
            // After a range there is only the framework left to name.
            (Some(end), None, None) => Some(end),
            (Some(end), Some(word), None) => {
                framework = Some(word.into());
                Some(end)
            }
            (Some(_), ..) => {
                return Err(Failure::from(format!(
                    "{} is a range already, so what is {}?",
                    args.base,
                    words.next_back().unwrap_or_default()
                )));
            }
            (None, Some(word), None) if !from_fork && !is_folder_alone(word)? => Some(word.clone()),
            (None, Some(word), None) => {
                framework = Some(word.into());
                None
            }
            (None, head, _) => head.clone(),
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
    let is_revision = Repository::of(Path::new(".")).is_ok_and(|(repository, _)| repository.revision(word).is_ok());
    if is_revision && !word.contains('/') {
        return Err(Failure::from(format!(
            "“{word}” is a folder and a revision; write ./{word} for the folder, or “{word} .” for the revision"
        )));
    }
    Ok(true)
}
