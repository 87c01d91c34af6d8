//! The two states of a framework that a command compares: which they are, and both read and judged.

use crate::args::Common;
use crate::{Failure, session};
use rolewright::audit::change::State;
use rolewright::audit::{Audit, Terms};
use rolewright::diag::Level;
use rolewright::load::read::Moved;
use rolewright::load::{Extra, Repository, Revision, Sources, read};
use rolewright::text::excerpt;
use rustc_hash::FxHashSet;
use std::path::{Path, PathBuf};
use std::rc::Rc;

/// What the folder itself is called beside a revision.
const ON_DISK: &str = "the files as they are";

/// Which states are meant.
#[derive(Clone, Copy, Debug)]
pub struct Wanted<'a> {
    /// The framework's folder.
    pub framework: &'a Path,
    /// The state before.
    pub base: &'a str,
    /// The state after; the folder as it is where there is none.
    pub head: Option<&'a str>,
    /// Whether the state before is where the way to the state after left that of `base`.
    pub from_fork: bool,
}

/// Both states, judged.
#[derive(Debug)]
pub struct Sides {
    pub base: Audit,
    pub head: Audit,
    pub before: State,
    pub after: State,
    /// The framework's folder from the root of its repository; empty where it is the root.
    pub inside: PathBuf,
}

/// Reads and judges both. `known` are findings that a baseline holds still after.
pub fn read(wanted: Wanted<'_>, common: &Common, fail_on: Level, known: FxHashSet<String>) -> Result<Sides, Failure> {
    let Wanted { framework, base, head, .. } = wanted;
    let disk = match head {
        None => Some(session::root(framework)?),
        Some(_) => None,
    };
    let surroundings = session::surroundings();
    let as_named = |error: read::ReadError| error.naming(framework);
    let (repository, named) = Repository::around(disk.as_deref().unwrap_or(framework), &surroundings).map_err(as_named)?;
    repository.holds_the_checkout(&surroundings)?;
    let after = head.map(|head| repository.revision(head)).transpose()?;
    let mut notes = Vec::new();
    let before = start(&repository, wanted, after.as_deref(), &mut notes)?;
    let inside = match &after {
        None => named,
        Some(after) => match (after.find_root(&named)?, before.find_root(&named)?) {
            (Some(root), _) | (None, Some(root)) => root,
            (None, None) => named,
        },
    };
    let extra = Extra { allow_extends: common.allow_extends.clone(), room: common.room.clone() };
    let terms = Terms { as_of: session::as_of(common), fail_on };
    let after_side = After { revision: after.as_ref(), disk: disk.as_deref(), inside: &inside, extra: &extra };
    let was = followed(&before, &after_side, base, &mut notes)?;
    let judged_before = || read::read_at(&before, &was, &extra).map(|old| Audit::new(old, &terms));
    // A repository is for one thread alone; the folder on disk is read and judged while that reads.
    let (old, new) = match (&after, &disk) {
        (Some(after), _) => {
            let (old, new) = (read::read_at(&before, &was, &extra)?, read::read_at(after, &inside, &extra)?);
            rayon::join(|| Ok(Audit::new(old, &terms)), || Ok(Audit::compared(new, &terms, known)))
        }
        (None, Some(root)) => std::thread::scope(|scope| {
            let head = scope.spawn(|| read::read(root, &extra).map(|new| Audit::compared(new, &terms, known)));
            let base = judged_before();
            (base, head.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)))
        }),
        (None, None) => (judged_before(), Ok(Audit::compared(Sources::nothing(), &terms, known))),
    };
    let states = [state(Some(&before), base), state(after.as_deref(), head.unwrap_or(ON_DISK))];
    let (base, mut head): (Audit, Audit) = (old.map_err(as_named)?, new.map_err(as_named)?);
    if common.verbose {
        let files = [&base, &head].map(|audit| audit.sources.files.len());
        session::note(common, &format!("read {} files of {} and {} of {}", files[0], states[0].shown(), files[1], states[1].shown()));
    }
    notes.extend(what_is_empty(&base.sources, &head.sources, framework, &states)?);
    head.sources.notes.extend(notes);
    let [before, after] = states;
    Ok(Sides { base, head, before, after, inside })
}

/// The state before, moved to where the two ways parted if that is wanted and known.
fn start(
    repository: &Rc<Repository>,
    wanted: Wanted<'_>,
    after: Option<&Revision>,
    notes: &mut Vec<String>,
) -> Result<Rc<Revision>, Failure> {
    let named = repository.revision(wanted.base)?;
    if !wanted.from_fork || named.commit().is_none() {
        return Ok(named);
    }
    if let Some(fork) = repository.fork(&named, after)? {
        return Ok(fork);
    }
    let base = excerpt(wanted.base, 80);
    let why = if repository.is_shallow() {
        "this clone holds only the latest commits; “git fetch --unshallow” brings the others"
    } else {
        "the two have no commit in common, or it lies very far back"
    };
    notes.push(format!(
        "Compared with {base} as it is now, because where this work left {base} is not known ({why}). What {base} changed since then looks like part of this change."
    ));
    Ok(named)
}

/// The state after, as far as it matters for finding its folder before.
struct After<'a> {
    revision: Option<&'a Rc<Revision>>,
    disk: Option<&'a Path>,
    inside: &'a Path,
    extra: &'a Extra,
}

impl After<'_> {
    fn has_settings(&self, repository: &Repository, folder: &Path) -> Result<bool, Failure> {
        match self.revision {
            Some(revision) => Ok(revision.has_settings(folder)?),
            None => Ok(repository.base().join(folder).join(read::SETTINGS_FILE).is_file()),
        }
    }

    fn has_folder(&self, repository: &Repository, folder: &Path) -> Result<bool, Failure> {
        match self.revision {
            Some(revision) => Ok(revision.has_folder(folder)?),
            None => Ok(repository.base().join(folder).is_dir()),
        }
    }

    fn sources(&self) -> Result<Sources, Failure> {
        match (self.revision, self.disk) {
            (Some(revision), _) => Ok(read::read_at(revision, self.inside, self.extra)?),
            (None, Some(root)) => Ok(read::read(root, self.extra)?),
            (None, None) => Ok(Sources::nothing()),
        }
    }
}

/// The framework's folder in the state before: the same, or that from which it was moved.
fn followed(before: &Rc<Revision>, after: &After<'_>, base: &str, notes: &mut Vec<String>) -> Result<PathBuf, Failure> {
    let (repository, inside) = (before.repository(), after.inside);
    let is_there = before.has_folder(inside)?;
    if is_there && (before.has_settings(inside)? || !after.has_settings(repository, inside)?) {
        return Ok(inside.to_owned());
    }
    let is_taken = |folder: &Path| {
        if before.has_settings(folder).unwrap_or(false) {
            after.has_settings(repository, folder).unwrap_or(true)
        } else {
            // A folder that is there and had no settings then may be anything.
            is_there || after.has_folder(repository, folder).unwrap_or(true)
        }
    };
    let shown = |folder: &Path| {
        if folder.as_os_str().is_empty() { "the repository’s root".to_owned() } else { excerpt(&folder.display().to_string(), 80) }
    };
    match before.find_moved(&after.sources()?, is_taken)? {
        Moved::From(folder) => {
            notes.push(format!(
                "This framework was moved from {} to {} since {}, so it is compared with what it was there.",
                shown(&folder),
                shown(inside),
                excerpt(base, 80)
            ));
            Ok(folder)
        }
        Moved::Unclear => {
            notes.push(format!(
                "Several folders in {} could be the one that this framework was moved from, so none is compared.",
                excerpt(base, 80)
            ));
            Ok(inside.to_owned())
        }
        Moved::Nowhere => Ok(inside.to_owned()),
    }
}

fn state(revision: Option<&Revision>, name: &str) -> State {
    State { name: name.to_owned(), commit: revision.and_then(Revision::commit) }
}

/// A framework that was begun or given up is a change; one that is nowhere is a mistake.
fn what_is_empty(old: &Sources, new: &Sources, framework: &Path, states: &[State; 2]) -> Result<Option<String>, Failure> {
    let shown = framework.display();
    let [before, after] = states;
    match (old.is_empty(), new.is_empty()) {
        (true, true) => {
            Err(Failure::from(format!("there is no framework in {shown}, neither in {} nor in {}", before.shown(), after.shown())))
        }
        (true, false) => Ok(Some(format!("There is no framework in {shown} in {}, so everything is new.", before.shown()))),
        (false, true) => Ok(Some(format!("There is no framework in {shown} in {} any more.", after.shown()))),
        (false, false) => Ok(None),
    }
}
