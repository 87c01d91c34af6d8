//! The only reader of disk and of git: a folder, as it is or as a revision holds it, becomes [`Sources`].
//!
//! Reading never stops at a file that cannot be read: that is a finding, and the others are read all the same.
//! Links are never followed, nothing is checked out, and a repository is only ever looked at.

mod committed;
mod disk;
mod git;
mod layers;
mod links;
mod names;
mod room;
mod sparse;

pub use committed::{Committed, committed};
pub use disk::find_root;
pub use git::{History, INDEX, MOST_VERSIONS, Moved, Repository, Revision, Surroundings, Version};
pub use room::{MOST_TEXT, MOST_VALUES, Room};

use crate::diag::{Finding, structure};
use crate::model::Layer;
use crate::text::{FileId, Files};
use std::path::{Component, Path, PathBuf};
use std::rc::Rc;

/// The name of a framework's settings.
pub const SETTINGS_FILE: &str = "rolewright.toml";
/// The largest file that is read, in bytes.
pub const LARGEST_FILE: u64 = 8 * 1024 * 1024;
/// The most files that are read.
const MOST_FILES: usize = 500_000;

/// A framework as text: its files, its layers, and what could not be read.
#[derive(Debug, Default)]
pub struct Sources {
    /// Every text.
    pub files: Files,
    /// The framework's own settings, if it has any.
    pub settings: Option<FileId>,
    /// The settings of the layers it extends, nearest first.
    pub upstream_settings: Vec<FileId>,
    /// Its own folder, then those it extends.
    pub layers: Vec<Layer>,
    /// What could not be read.
    pub problems: Vec<Finding>,
    /// What a reader of any report should know about how it was read, a sentence each.
    pub notes: Vec<String>,
    /// What may still be read.
    pub(crate) room: Room,
}

/// What the caller allows beyond the framework itself.
#[derive(Clone, Debug, Default)]
pub struct Extra {
    /// Folders outside the repository that `extends` may name.
    pub allow_extends: Vec<PathBuf>,
    /// How much may be read, by all that reads in one run.
    pub room: Room,
}

/// Why nothing could be read at all.
#[derive(Debug)]
pub enum ReadError {
    /// There is no such folder.
    Missing(PathBuf),
    /// It is left out of the folder by a sparse checkout.
    LeftOut(PathBuf),
    /// It is a file.
    NotAFolder(PathBuf),
    /// The system does not let us in.
    Refused(PathBuf, String),
    /// There is nothing to read in it.
    Empty(PathBuf),
    /// There is more in it than is read in one run.
    TooMuch(PathBuf),
    /// It is in no git repository.
    NoRepository(PathBuf),
    /// It is in a git repository without files of its own, which is read only where the environment names it.
    Bare(PathBuf),
    /// The git repository cannot be read, or not in full.
    Broken(String),
    /// No such revision, and what would help.
    NoRevision(String),
}

impl std::fmt::Display for ReadError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let name = |path: &Path| crate::text::printable(&path.display().to_string()).into_owned();
        match self {
            ReadError::Missing(path) => write!(f, "there is no folder {}", name(path)),
            ReadError::LeftOut(path) => write!(
                f,
                "the folder {} is outside this sparse checkout; “git sparse-checkout add” with its path checks it out, and “git sparse-checkout disable” everything",
                name(path)
            ),
            ReadError::NotAFolder(path) => write!(f, "{} is a file; name the folder that holds the framework", name(path)),
            ReadError::Refused(path, why) => write!(f, "the folder {} cannot be read: {why}", name(path)),
            ReadError::Empty(path) => {
                write!(
                    f,
                    "the folder {} holds no .yaml file, so there is nothing to work on; “rolewright init” makes a framework to start from",
                    name(path)
                )
            }
            ReadError::TooMuch(path) => write!(
                f,
                "the framework in {} was not read: with all that it extends and is compared with, it is larger than {} MB or says more than {} values, the most that one run reads; split it, or remove what is not part of it",
                name(path),
                MOST_TEXT / 1024 / 1024,
                MOST_VALUES,
            ),
            ReadError::NoRepository(path) => write!(
                f,
                "{} is not in a git repository, so there is no earlier state of it to read; keep the framework in one, or hold old findings still with “rolewright check --write-baseline”",
                name(path)
            ),
            ReadError::Bare(path) => write!(
                f,
                "{} is in a git repository without a checkout (a bare repository), and such repositories are not read, because a pull request can add one as plain files; name the framework in a clone of it",
                name(path)
            ),
            ReadError::Broken(why) => write!(f, "the git repository of this framework cannot be read: {why}"),
            ReadError::NoRevision(why) => f.write_str(why),
        }
    }
}

impl std::error::Error for ReadError {}

impl ReadError {
    /// The same with a folder as somebody named it, in place of where it is on this machine.
    pub fn naming(self, named: &Path) -> Self {
        let named = || named.to_owned();
        match self {
            ReadError::Missing(_) => ReadError::Missing(named()),
            ReadError::LeftOut(_) => ReadError::LeftOut(named()),
            ReadError::NotAFolder(_) => ReadError::NotAFolder(named()),
            ReadError::Refused(_, why) => ReadError::Refused(named(), why),
            ReadError::Empty(_) => ReadError::Empty(named()),
            ReadError::TooMuch(_) => ReadError::TooMuch(named()),
            ReadError::NoRepository(_) => ReadError::NoRepository(named()),
            ReadError::Bare(_) => ReadError::Bare(named()),
            other @ (ReadError::Broken(_) | ReadError::NoRevision(_)) => other,
        }
    }
}

impl Sources {
    /// A framework from texts in memory, as an editor or a test has them. A file named
    /// `rolewright.toml` holds the settings.
    pub fn from_texts<'a>(texts: impl IntoIterator<Item = (&'a str, &'a str)>) -> Self {
        let mut sources = Sources::nothing();
        for (path, text) in texts {
            let id = sources.files.add(path, text, 0);
            if path == SETTINGS_FILE {
                sources.settings = Some(id);
            }
        }
        sources
    }

    /// A framework that is not there: no file at all, as before it was begun.
    pub fn nothing() -> Self {
        Sources { layers: vec![Layer { path: ".".into(), name: None }], ..Sources::default() }
    }

    /// Whether there is neither content nor anything wrong with it.
    pub fn is_empty(&self) -> bool {
        self.problems.is_empty() && !self.files.iter().any(|(id, _)| Some(id) != self.settings)
    }
}

/// Reads the framework whose root is `root`, as it is on disk, and the layers it extends.
pub fn read(root: &Path, extra: &Extra) -> Result<Sources, ReadError> {
    let root = root.canonicalize().map_err(|error| ReadError::Refused(root.into(), error.to_string()))?;
    std::fs::read_dir(&root).map_err(|error| ReadError::Refused(root.clone(), error.to_string()))?;
    let sources = layers::read(Place::Disk(root.clone()), extra)?;
    if sources.is_empty() { Err(ReadError::Empty(root)) } else { Ok(sources) }
}

/// Reads the framework in `folder`, a path inside the repository, as a revision holds it. Layers inside the
/// same repository are read at the same revision. Where the revision has no such folder, there is nothing.
pub fn read_at(revision: &Rc<Revision>, folder: &Path, extra: &Extra) -> Result<Sources, ReadError> {
    if !revision.has_folder(folder)? {
        return Ok(Sources::nothing());
    }
    layers::read(Place::Git(Rc::clone(revision), folder.to_owned()), extra)
}

/// Where a layer is read from.
#[derive(Clone)]
enum Place {
    /// A folder on disk: absolute and without links.
    Disk(PathBuf),
    /// A folder of a revision, from the root of its repository.
    Git(Rc<Revision>, PathBuf),
}

impl Place {
    /// Where it is on disk, or would be.
    fn on_disk(&self) -> PathBuf {
        match self {
            Place::Disk(folder) => folder.clone(),
            Place::Git(revision, folder) => revision.repository().base().join(folder),
        }
    }

    fn files(&self, room: &Room) -> Result<Found, ReadError> {
        let (folder, found) = match self {
            Place::Disk(folder) => {
                let found = disk::files(folder, room).map(|mut found| {
                    sparse::add(folder, &mut found);
                    found
                });
                (folder, found)
            }
            Place::Git(revision, folder) => {
                let found = revision.files(folder)?;
                let bytes = found.texts.iter().flat_map(|(_, text)| text).map(|text| text.len() as u64).sum();
                (folder, room.holds(bytes).then_some(found))
            }
        };
        let fits = |found: &Found| found.texts.iter().flat_map(|(_, text)| text).all(|text| room.holds_values(text));
        found.filter(fits).ok_or_else(|| Room::is_full(folder))
    }
}

/// What a folder holds: what stands in the way, then each file with its text, by path from that folder.
#[derive(Default)]
struct Found {
    problems: Vec<Unwalked>,
    texts: Vec<(String, Result<String, Unread>)>,
    /// What to know about how it was read.
    notes: Vec<String>,
}

/// What stands in the way: the path, the case of `unreadable-file`, and what is wrong.
type Unwalked = (String, &'static str, String);
/// The same for a file that was found: the case and what is wrong.
type Unread = (&'static str, String);

/// Whether a name, with the folder's depth, is one of those that are read.
fn is_read(name: &[u8], at_root: bool) -> bool {
    names::named(name, at_root) == names::Named::Read
}

fn link(path: String) -> Unwalked {
    (path, "link", "this is a link to another place, and links are not followed".into())
}

fn named_like_a_file(path: String) -> Unwalked {
    (path, "not-a-file", "this is a folder, although its name ends like a YAML file's".into())
}

fn too_many_files() -> Unwalked {
    (".".into(), "too-many", format!("there are more than {MOST_FILES} files here; the others were not read"))
}

fn too_large() -> Unread {
    ("too-large", format!("this file is larger than {} MB, the most that is read", LARGEST_FILE / 1024 / 1024))
}

/// The text of a file, or what keeps it from being one.
fn text_of(bytes: Vec<u8>) -> Result<String, Unread> {
    if bytes.starts_with(&[0xFF, 0xFE]) || bytes.starts_with(&[0xFE, 0xFF]) {
        return Err(("not-utf-8", "this file is saved as UTF-16; save it as UTF-8".into()));
    }
    if names::is_lfs_pointer(&bytes) {
        return Err(("lfs-pointer", "this is a Git LFS pointer: the content was not fetched; run “git lfs pull”".into()));
    }
    if memchr::memchr(0, &bytes).is_some() {
        return Err(("binary", "this file holds binary data (a NUL byte), not text".into()));
    }
    String::from_utf8(bytes).map_err(|error| {
        let valid = &error.as_bytes()[..error.utf8_error().valid_up_to()];
        let line = memchr::memchr_iter(b'\n', valid).count() + 1;
        ("not-utf-8", format!("line {line} of this file is not UTF-8; save the file as UTF-8"))
    })
}

fn unreadable(path: &str, case: &'static str, message: &str) -> Finding {
    let meta = &structure::UNREADABLE_FILE;
    let mut finding = Finding::new(meta, meta.case(case), None, format!("{}: {message}", crate::text::printable(path)));
    finding.file(path);
    finding
}

/// A path without `.` and without detours; absent where it climbs out of where it begins.
fn without_detours(path: &Path) -> Option<PathBuf> {
    let mut plain = PathBuf::new();
    for part in path.components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir => {
                if !plain.pop() {
                    return None;
                }
            }
            part => plain.push(part),
        }
    }
    Some(plain)
}

/// The folder of the git repository that `folder` is in.
fn repository(folder: &Path) -> Option<PathBuf> {
    folder.ancestors().find(|up| up.join(".git").exists()).map(Path::to_owned)
}
