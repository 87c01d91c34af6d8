//! A folder of pages, old or new and never a mix (`stage`). A list in it says which files are ours; nothing else in it
//! is ever replaced unasked, and nothing else is ever removed.

use crate::stage::{Stage, holds_nothing};
use crate::{Failure, file, session};
use rolewright::text::Files;
use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Mutex;

/// The list of our files, hidden so that it is no page.
const LIST: &str = ".rolewright-pages";
/// How the list begins; then comes the kind.
const MARK: &str = "pages written by rolewright, which replaces and removes the files listed here: ";

/// What kind of pages a folder holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A site; written again, it is brought up to date.
    Site,
    /// A pack; written again only where that is asked for.
    Pack,
}

impl Kind {
    fn name(self) -> &'static str {
        match self {
            Kind::Site => "a site",
            Kind::Pack => "a pack",
        }
    }
}

/// A folder that is being written. Nothing is to be seen of it before it is closed.
#[derive(Debug)]
pub struct Room {
    /// As the user calls it.
    shown: String,
    kind: Kind,
    force: bool,
    /// What we wrote there before.
    earlier: BTreeSet<String>,
    stage: Stage,
    written: Mutex<BTreeSet<String>>,
}

/// Refuses a folder that holds files of the framework itself: pages would lie among them.
pub fn keep_apart(folder: &Path, root: &Path, files: &Files) -> Result<(), Failure> {
    // A folder that is not there holds nothing.
    let Ok(folder_real) = folder.canonicalize() else { return Ok(()) };
    let root = root.canonicalize()?;
    let holds = root.starts_with(&folder_real)
        || files.iter().any(|(_, file)| root.join(&*file.path).canonicalize().is_ok_and(|path| path.starts_with(&folder_real)));
    match holds {
        true => Err(Failure::from(format!(
            "{} holds files of the framework itself and was left alone; name a folder of its own, such as {}",
            folder.display(),
            folder.join("site").display()
        ))),
        false => Ok(()),
    }
}

impl Room {
    /// Looks at the folder, and makes a place beside it. Refuses what is not ours.
    pub fn open(folder: &Path, kind: Kind, force: bool) -> Result<Room, Failure> {
        let shown = folder.display().to_string();
        if folder.symlink_metadata().is_ok_and(|meta| !meta.is_dir()) {
            return Err(Failure::from(format!("{shown} is a file or a link, not a folder, and was left alone")));
        }
        file::keep_inside(folder)?;
        let stage = Stage::open(folder)?;
        let earlier = earlier(stage.target(), &shown, kind, force)?;
        Ok(Room { shown, kind, force, earlier, stage, written: Mutex::default() })
    }

    /// Writes one file, whose name may lie in a folder.
    pub fn write(&self, name: &str, bytes: &[u8]) -> Result<(), Failure> {
        debug_assert!(is_ours(name), "{name}");
        self.stage.write(name, bytes)?;
        if let Ok(mut written) = self.written.lock() {
            written.insert(name.to_owned());
        }
        Ok(())
    }

    /// Puts everything in place, without what we wrote before and did not write again.
    pub fn close(self) -> Result<(), Failure> {
        let names = self.written.lock().map(|names| names.clone()).unwrap_or_default();
        let list = names.iter().fold(format!("{MARK}{}\n", self.kind.name()), |list, name| list + name + "\n");
        self.stage.write(LIST, list.as_bytes())?;
        self.refuse_what_is_in_the_way(&names)?;
        self.stage.put_in_place(&self.earlier)
    }

    /// Before anything is moved: no link and no file where a folder belongs, and nothing that is not ours.
    fn refuse_what_is_in_the_way(&self, names: &BTreeSet<String>) -> Result<(), Failure> {
        for name in names {
            let parts: Vec<&str> = name.split('/').collect();
            let folders = (1..parts.len()).map(|end| parts[..end].join("/"));
            let wrong =
                folders.into_iter().find(|folder| self.stage.target().join(folder).symlink_metadata().is_ok_and(|meta| !meta.is_dir()));
            let there = self.stage.target().join(name).symlink_metadata().ok();
            let strange = there.is_some_and(|meta| meta.is_dir() || !self.force && !self.earlier.contains(name));
            if let Some(name) = wrong.as_ref().or(strange.then_some(name)) {
                return Err(Failure::from(format!(
                    "{}/{name} is in the way and is none of the pages written before, so that {} was left alone",
                    self.shown, self.shown
                )));
            }
        }
        Ok(())
    }
}

/// What we wrote there before; refuses what is not for us to write into.
fn earlier(target: &Path, shown: &str, kind: Kind, force: bool) -> Result<BTreeSet<String>, Failure> {
    if target.symlink_metadata().is_err() {
        return Ok(BTreeSet::new());
    }
    let is_empty = holds_nothing(target).map_err(|error| Failure::from(format!("{shown} cannot be read: {error}")))?;
    let (before, names) = listed(target);
    // A site is brought up to date; a pack may have been edited by hand since.
    let renews = kind == Kind::Site && before == Some(kind);
    if force || is_empty || renews {
        return Ok(names);
    }
    Err(Failure::from(match before {
        Some(before) => format!("{shown} already holds {} and was left alone; --force writes {} over it", before.name(), kind.name()),
        None => format!(
            "{shown} already holds other files and was left alone; name a folder that is empty or not there yet, or write the pages among them with --force"
        ),
    }))
}

/// What the list in a folder says: which kind of pages, and their names.
fn listed(target: &Path) -> (Option<Kind>, BTreeSet<String>) {
    let path = target.join(LIST);
    let is_file = path.symlink_metadata().is_ok_and(|meta| meta.is_file());
    let Some(text) = is_file.then(|| session::text_of(&path).ok()).flatten() else { return (None, BTreeSet::new()) };
    let (first, rest) = text.split_once('\n').unwrap_or((&text, ""));
    let kind = first.strip_prefix(MARK).and_then(|name| [Kind::Site, Kind::Pack].into_iter().find(|kind| kind.name() == name.trim()));
    // Whoever changed the list cannot make us touch what we would never have written.
    let names = rest.lines().filter(|name| kind.is_some() && is_ours(name));
    (kind, names.map(ToOwned::to_owned).collect())
}

/// Whether a name is such as we write: below the folder, hidden nowhere, and the same on every system.
fn is_ours(name: &str) -> bool {
    let part = |part: &str| {
        !part.is_empty()
            && !part.starts_with('.')
            && part.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || "-_.".contains(c))
    };
    name.split('/').all(part)
}
