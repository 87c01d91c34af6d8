//! A folder as a revision of a git repository holds it, read from the repository's objects.
//!
//! The only place that names the git library. Nothing is written, no program is run, and neither the environment
//! nor a person's own settings of git are looked at; what git tells its hooks is handed in as [`Surroundings`]. Which
//! repository is read is said in `open`, and what is believed of its objects in `objects`.

mod ancestry;
mod history;
mod index;
mod missing;
mod moved;
mod names;
mod objects;
mod open;
mod snapshot;
mod surroundings;

pub use history::{History, MOST_VERSIONS, Version};
pub use moved::Moved;
pub use surroundings::Surroundings;

use super::{Found, ReadError};
use gix::ObjectId;
use objects::{Lost, Reader};
use snapshot::Snapshot;
use std::path::{Path, PathBuf};
use std::rc::Rc;

/// What people write for what is staged for the next commit.
pub const INDEX: &str = ":index";
/// Bytes of trees kept at hand while a revision is read.
const CACHE: usize = 16 * 1024 * 1024;
/// The most bytes of commits, tags and trees that one look into a repository reads.
const TREES: u64 = 512 * 1024 * 1024;

/// A git repository.
pub struct Repository {
    git: gix::Repository,
    /// Its folder with the files, or its own folder where it has none and was named. Absolute, without links.
    base: PathBuf,
    /// What is staged, where that is not in the repository's own index.
    index: Option<PathBuf>,
}

impl std::fmt::Debug for Repository {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Repository").field("base", &self.base).finish_non_exhaustive()
    }
}

/// A state of a repository: that of a commit, or what is staged.
#[derive(Debug)]
pub struct Revision {
    repository: Rc<Repository>,
    name: String,
    commit: Option<ObjectId>,
    id: String,
    snapshot: Snapshot,
}

/// What stands at a path of a state.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum There {
    Nothing,
    File,
    Folder,
    /// A submodule, whose files the repository does not hold.
    Repository,
}

impl Repository {
    /// The repository that a path is in, and the path inside it. The path itself need not exist: it may be
    /// there in a revision only.
    pub fn of(named: &Path) -> Result<(Rc<Repository>, PathBuf), ReadError> {
        Repository::around(named, &Surroundings::default())
    }

    /// The same where git has said which repository, or which index, is at hand.
    pub fn around(named: &Path, surroundings: &Surroundings) -> Result<(Rc<Repository>, PathBuf), ReadError> {
        let (there, rest) = open::existing(named)?;
        let nearest = open::nearest(&there);
        let handed = surroundings.repository(&there, nearest);
        let is_handed = handed.is_some();
        let (mut git, base) = match (handed, nearest) {
            (Some(handed), _) => (handed.git, handed.base),
            (None, Some(folder)) => open::open(folder, &there)?,
            (None, None) if there.ancestors().any(open::is_bare) => return Err(ReadError::Bare(named.into())),
            (None, None) => return Err(ReadError::NoRepository(named.into())),
        };
        git.object_cache_size_if_unset(CACHE);
        let index = surroundings.index_of(&base, is_handed);
        // Joined part by part, because joining nothing would leave a slash at the end.
        let inside = there.strip_prefix(&base).unwrap_or(Path::new("")).components().chain(rest.components()).collect();
        let repository = Repository { git, base, index };
        repository.judge()?;
        Ok((Rc::new(repository), inside))
    }

    /// Its folder with the files; its own folder where it is bare.
    pub fn base(&self) -> &Path {
        &self.base
    }

    /// A commit, branch, tag, anything git can follow to one such as `HEAD~1` or `origin/main`, or [`INDEX`].
    pub fn revision(self: &Rc<Self>, name: &str) -> Result<Rc<Revision>, ReadError> {
        if name == INDEX {
            return self.staged();
        }
        let target = self.follow(name).map_err(|astray| self.astray(name, astray))?;
        let id = target.commit.unwrap_or(target.tree).to_string();
        Ok(self.at(name, target.commit, id, Snapshot::of_tree(target.tree)))
    }

    /// Where the way to `head` (the commit that is checked out where there is none) left the way to `base`.
    /// Absent where that is not known, as in a clone that holds only the latest commits.
    pub fn fork(self: &Rc<Self>, base: &Revision, head: Option<&Revision>) -> Result<Option<Rc<Revision>>, ReadError> {
        let head = match head {
            Some(head) => head.commit,
            None => self.head(),
        };
        let (Some(first), Some(second)) = (base.commit, head) else { return Ok(None) };
        let reader = Reader::new(&self.git, TREES);
        let found = ancestry::fork(&reader, first, second, self.is_shallow()).map_err(|lost| self.lost(&base.shown(), &lost))?;
        Ok(found.map(|(commit, read)| self.at(&base.name, Some(commit), commit.to_string(), Snapshot::of_tree(read.tree))))
    }

    /// What is staged for the next commit.
    fn staged(self: &Rc<Self>) -> Result<Rc<Revision>, ReadError> {
        let own = || self.git.index_path();
        let entries = index::read(&self.index.clone().unwrap_or_else(own), self.git.object_hash()).map_err(ReadError::Broken)?;
        let snapshot = Snapshot::of_index(entries);
        let snapshot = snapshot.map_err(|path| {
            ReadError::NoRevision(format!(
                "a merge is not finished ({path} has two versions), so what is staged cannot be read; finish the merge first"
            ))
        })?;
        Ok(self.at(INDEX, None, INDEX.to_owned(), snapshot))
    }

    fn at(self: &Rc<Self>, name: &str, commit: Option<ObjectId>, id: String, snapshot: Snapshot) -> Rc<Revision> {
        Rc::new(Revision { repository: Rc::clone(self), name: name.to_owned(), commit, id, snapshot })
    }

    /// What a sparse checkout leaves out of the folder with the files, as it is staged.
    pub(super) fn left_out(&self, folder: &Path) -> Result<Found, ReadError> {
        let entries = index::read(&self.git.index_path(), self.git.object_hash()).map_err(ReadError::Broken)?;
        let snapshot = Snapshot::left_out(entries);
        snapshot.files(&Reader::new(&self.git, TREES), folder).map_err(|lost| self.lost("what is staged", &lost))
    }
}

impl Revision {
    /// The repository.
    pub fn repository(&self) -> &Rc<Repository> {
        &self.repository
    }

    /// As it was asked for.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The commit in full, where it is one.
    pub fn commit(&self) -> Option<String> {
        self.commit.map(|commit| commit.to_string())
    }

    /// The name and, where that says something else, the commit in short: `main (1f2e3d4)`.
    pub fn shown(&self) -> String {
        match self.commit() {
            Some(commit) if !commit.starts_with(&self.name) => format!("{} ({})", self.name, commit.get(..7).unwrap_or(&commit)),
            Some(commit) => commit.get(..7.max(self.name.len()).min(12)).unwrap_or(&commit).to_owned(),
            None => self.name.clone(),
        }
    }

    /// A name of its state that another name of the same state shares.
    pub(super) fn id(&self) -> String {
        self.id.clone()
    }

    fn look<T>(&self, look: impl FnOnce(&Snapshot, &Reader<'_>) -> Result<T, Lost>) -> Result<T, ReadError> {
        look(&self.snapshot, &Reader::new(&self.repository.git, TREES)).map_err(|lost| self.repository.lost(&self.shown(), &lost))
    }

    /// What there is at a path from the repository's root.
    pub(super) fn at(&self, path: &Path) -> Result<There, ReadError> {
        let found = self.look(|snapshot, reader| snapshot.find(reader, path))?;
        Ok(match found {
            Some(snapshot::Kind::Folder(_)) => There::Folder,
            Some(snapshot::Kind::Repository) => There::Repository,
            Some(_) => There::File,
            None => There::Nothing,
        })
    }

    /// Whether there is a folder at a path from the repository's root.
    pub fn has_folder(&self, path: &Path) -> Result<bool, ReadError> {
        Ok(self.at(path)? == There::Folder)
    }

    /// Whether a folder has settings of its own.
    pub fn has_settings(&self, folder: &Path) -> Result<bool, ReadError> {
        self.look(|snapshot, reader| snapshot.has_settings(reader, folder))
    }

    /// The framework's root for a path inside the repository: the nearest folder upwards with settings, if any.
    pub fn find_root(&self, path: &Path) -> Result<Option<PathBuf>, ReadError> {
        for folder in path.ancestors() {
            if self.has_settings(folder)? {
                return Ok(Some(folder.to_owned()));
            }
        }
        Ok(None)
    }

    /// Everything that is read in a folder.
    pub(super) fn files(&self, folder: &Path) -> Result<Found, ReadError> {
        self.look(|snapshot, reader| snapshot.files(reader, folder))
    }
}
