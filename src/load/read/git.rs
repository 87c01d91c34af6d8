//! A folder as a revision of a git repository holds it, read from the repository's objects.
//!
//! The only place that names the git library. Nothing is written, no program is run, and neither the environment
//! nor a person's own settings of git are looked at; what git tells its hooks is handed in as [`Surroundings`].

mod history;
mod missing;
mod snapshot;
mod surroundings;

pub use history::{History, MOST_VERSIONS, Version};
pub use surroundings::Surroundings;

use super::{Found, ReadError, without_detours};
use gix::ObjectId;
use snapshot::Snapshot;
use std::path::{Path, PathBuf};
use std::rc::Rc;

/// What people write for what is staged for the next commit.
pub const INDEX: &str = ":index";
/// Bytes of trees kept at hand while a revision is read.
const CACHE: usize = 16 * 1024 * 1024;

/// A git repository.
pub struct Repository {
    git: gix::Repository,
    /// Its folder with the files, or its own folder where it has none. Absolute, without links.
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

impl Repository {
    /// The repository that a path is in, and the path inside it. The path itself need not exist: it may be
    /// there in a revision only.
    pub fn of(named: &Path) -> Result<(Rc<Repository>, PathBuf), ReadError> {
        Repository::around(named, &Surroundings::default())
    }

    /// The same where git has said which repository, or which index, is at hand.
    pub fn around(named: &Path, surroundings: &Surroundings) -> Result<(Rc<Repository>, PathBuf), ReadError> {
        let (there, rest) = existing(named)?;
        let nearest = there.ancestors().find(|folder| folder.join(".git").exists() || is_bare(folder));
        let handed = surroundings.repository(&there, nearest);
        let is_handed = handed.is_some();
        let (mut git, base) = match (handed, nearest) {
            (Some(handed), _) => (handed.git, handed.base),
            (None, Some(folder)) => open(folder)?,
            (None, None) => return Err(ReadError::NoRepository(named.into())),
        };
        git.object_cache_size_if_unset(CACHE);
        let index = surroundings.index_of(&base, is_handed);
        // Joined part by part, because joining nothing would leave a slash at the end.
        let inside = there.strip_prefix(&base).unwrap_or(Path::new("")).components().chain(rest.components()).collect();
        Ok((Rc::new(Repository { git, base, index }), inside))
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
        let found = if name.is_empty() { None } else { self.git.rev_parse_single(name).ok() };
        let object = found.and_then(|id| id.object().ok()).ok_or_else(|| self.no_revision(name))?;
        let commit = object.clone().peel_to_commit().ok().map(|commit| commit.id);
        let tree = object.peel_to_tree().map_err(|_| self.without_files(name, commit))?.id;
        let id = commit.unwrap_or(tree).to_string();
        Ok(self.at(name, commit, id, Snapshot::of_tree(tree)))
    }

    /// Where the way to `head` (the commit that is checked out where there is none) left the way to `base`.
    /// Absent where that is not known, as in a clone that holds only the latest commits.
    pub fn fork(self: &Rc<Self>, base: &Revision, head: Option<&Revision>) -> Option<Rc<Revision>> {
        let head = match head {
            Some(head) => head.commit?,
            None => self.git.head_id().ok()?.detach(),
        };
        let commit = self.git.merge_base(base.commit?, head).ok()??.detach();
        let tree = self.git.find_commit(commit).ok()?.tree_id().ok()?.detach();
        Some(self.at(&base.name, Some(commit), commit.to_string(), Snapshot::of_tree(tree)))
    }

    /// What is staged for the next commit.
    fn staged(self: &Rc<Self>) -> Result<Rc<Revision>, ReadError> {
        let read = |error: gix::Error| self.broken(&in_short(&error));
        let snapshot = match &self.index {
            None => Snapshot::of_index(&*self.git.index_or_empty().map_err(read)?),
            // As git has it: an index that is not there holds nothing.
            Some(path) if !path.exists() => Snapshot::of_index(&gix::index::State::new(self.git.object_hash())),
            Some(path) => {
                let index = gix::index::File::at(path, self.git.object_hash(), false, gix::index::decode::Options::default());
                Snapshot::of_index(&*index.map_err(read)?)
            }
        };
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

    fn broken(&self, why: &str) -> ReadError {
        ReadError::Broken(self.base.clone(), why.to_owned())
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

    /// Whether there is a folder at a path from the repository's root.
    pub fn has_folder(&self, path: &Path) -> Result<bool, ReadError> {
        self.snapshot.has_folder(&self.repository.git, path).map_err(|lost| self.lost(&lost))
    }

    /// The framework's root for a path inside the repository: the nearest folder upwards with settings, if any.
    pub fn find_root(&self, path: &Path) -> Result<Option<PathBuf>, ReadError> {
        for folder in path.ancestors() {
            if self.snapshot.has_settings(&self.repository.git, folder).map_err(|lost| self.lost(&lost))? {
                return Ok(Some(folder.to_owned()));
            }
        }
        Ok(None)
    }

    /// Everything that is read in a folder.
    pub(super) fn files(&self, folder: &Path) -> Result<Found, ReadError> {
        self.snapshot.files(&self.repository.git, &self.repository.base, folder).map_err(|lost| self.lost(&lost))
    }
}

fn open(folder: &Path) -> Result<(gix::Repository, PathBuf), ReadError> {
    let options = gix::open::Options::isolated().with(gix::sec::Trust::Full);
    let git = gix::open_opts(folder, options).map_err(|error| ReadError::Broken(folder.into(), in_short(&error)))?;
    let base = git.workdir().unwrap_or(git.git_dir()).to_owned();
    let base = base.canonicalize().map_err(|error| ReadError::Refused(base.clone(), error.to_string()))?;
    Ok((git, base))
}

/// The part of a path that exists, without links, and the rest of it.
fn existing(named: &Path) -> Result<(PathBuf, PathBuf), ReadError> {
    let mut rest = PathBuf::new();
    for there in named.ancestors() {
        let there = if there.as_os_str().is_empty() { Path::new(".") } else { there };
        if let Ok(full) = there.canonicalize() {
            // What does not exist cannot be followed, so its detours are taken out by their names.
            return without_detours(&full.join(&rest)).map(|_| (full.clone(), rest)).ok_or_else(|| ReadError::Missing(named.into()));
        }
        let Some(name) = there.file_name() else { break };
        rest = if rest.as_os_str().is_empty() { name.into() } else { Path::new(name).join(rest) };
    }
    Err(ReadError::Missing(named.into()))
}

/// Whether a folder is itself a repository, without files of its own.
fn is_bare(folder: &Path) -> bool {
    folder.join("HEAD").is_file() && folder.join("objects").is_dir() && folder.join("refs").is_dir()
}

/// What the git library says first, on one line.
fn in_short(error: &gix::Error) -> String {
    crate::text::excerpt(&error.to_string(), 200)
}
