//! The two states of a framework that a command compares: which they are, and both read and judged.

use crate::args::Common;
use crate::{Failure, session};
use rolewright::audit::change::State;
use rolewright::audit::{Audit, Terms};
use rolewright::diag::Level;
use rolewright::load::{Extra, Repository, Revision, Sources, read};
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
    let (repository, named) = Repository::around(disk.as_deref().unwrap_or(framework), &session::surroundings())?;
    let after = head.map(|head| repository.revision(head)).transpose()?;
    let before = start(&repository, wanted, after.as_deref(), common)?;
    let inside = match &after {
        None => named,
        Some(after) => match (after.find_root(&named)?, before.find_root(&named)?) {
            (Some(root), _) | (None, Some(root)) => root,
            (None, None) => named,
        },
    };
    let extra = Extra { allow_extends: common.allow_extends.clone() };
    let terms = Terms { as_of: session::as_of(common), fail_on };
    let judged_before = || read::read_at(&before, &inside, &extra).map(|old| Audit::new(old, &terms));
    // A repository is for one thread alone; the folder on disk is read and judged while that reads.
    let (old, new) = match (&after, &disk) {
        (Some(after), _) => {
            let (old, new) = (read::read_at(&before, &inside, &extra)?, read::read_at(after, &inside, &extra)?);
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
    let (base, head): (Audit, Audit) = (old?, new?);
    if common.verbose {
        let files = [&base, &head].map(|audit| audit.sources.files.len());
        session::note(common, &format!("read {} files of {} and {} of {}", files[0], states[0].shown(), files[1], states[1].shown()));
    }
    say_what_is_empty(&base.sources, &head.sources, framework, &states, common)?;
    let [before, after] = states;
    Ok(Sides { base, head, before, after, inside })
}

/// The state before, moved to where the two ways parted if that is wanted and known.
fn start(repository: &Rc<Repository>, wanted: Wanted<'_>, after: Option<&Revision>, common: &Common) -> Result<Rc<Revision>, Failure> {
    let named = repository.revision(wanted.base)?;
    if !wanted.from_fork || named.commit().is_none() {
        return Ok(named);
    }
    match repository.fork(&named, after) {
        Some(fork) => Ok(fork),
        None => {
            let base = wanted.base;
            let why = "it is not in this clone, or the two have nothing in common";
            session::note(common, &format!("where this work left {base} is not known ({why}), so it is compared with {base} as it is"));
            Ok(named)
        }
    }
}

fn state(revision: Option<&Revision>, name: &str) -> State {
    State { name: name.to_owned(), commit: revision.and_then(Revision::commit) }
}

/// A framework that was begun or given up is a change; one that is nowhere is a mistake.
fn say_what_is_empty(old: &Sources, new: &Sources, framework: &Path, states: &[State; 2], common: &Common) -> Result<(), Failure> {
    let shown = framework.display();
    let [before, after] = states;
    match (old.is_empty(), new.is_empty()) {
        (true, true) => {
            Err(Failure::from(format!("there is no framework in {shown}, neither in {} nor in {}", before.shown(), after.shown())))
        }
        (true, false) => {
            session::note(common, &format!("there is no framework in {shown} in {}, so everything is new", before.shown()));
            Ok(())
        }
        (false, true) => {
            session::note(common, &format!("there is no framework in {shown} in {} any more", after.shown()));
            Ok(())
        }
        (false, false) => Ok(()),
    }
}
