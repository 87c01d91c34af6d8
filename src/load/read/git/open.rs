//! Which repository a path is in.
//!
//! A pull request can add `HEAD`, `config`, `objects` and `refs` as plain files, which git and its libraries take for a
//! repository where they look for one. It cannot add anything named `.git`: git refuses that name, in any case, in
//! whatever it commits, fetches or checks out. So only a folder that has a `.git` (a folder, or the file that a linked
//! worktree and a submodule have) is a repository, it is opened at that very place, and its files must be where the
//! path is. A repository without files of its own is read only where the environment names it (`GIT_DIR`), as git does
//! for the hooks of a server.
//!
//! Of its configuration only its own file is read; nothing that it names is included or run. Replacements
//! (`refs/replace`) and grafts are not followed: an object is what its name stands for.

use super::{Repository, Surroundings};
use crate::load::read::ReadError;
use std::path::{Path, PathBuf};

/// The most memory that the store may take for one object, in bytes.
const LIMIT: &str = "gitoxide.objects.allocLimit=1073741824";

/// How a repository is opened: exactly there, with nothing of a person's or the machine's settings.
pub(super) fn options() -> gix::open::Options {
    let plain = gix::open::Options::isolated().with(gix::sec::Trust::Full).open_path_as_is(true);
    plain.config_overrides(["core.useReplaceRefs=false", LIMIT])
}

/// The nearest folder upwards that is a repository with files.
pub(super) fn nearest(path: &Path) -> Option<&Path> {
    path.ancestors().find(|folder| folder.join(".git").symlink_metadata().is_ok())
}

/// Opens the repository whose files are in a folder, for a path in it.
pub(super) fn open(folder: &Path, path: &Path) -> Result<(gix::Repository, PathBuf), ReadError> {
    let broken = |why: &str| ReadError::Broken(why.to_owned());
    let git = gix::open_opts(folder.join(".git"), options())
        .map_err(|_| broken("what its .git holds is not a repository, or its configuration is damaged; “git status” says more"))?;
    let Some(files) = git.workdir() else {
        return Err(broken("it is set to have no files (core.bare); “git config core.bare false” puts that right"));
    };
    let base = files.canonicalize().map_err(|error| broken(&format!("the folder of its files is not there: {error}")))?;
    if !path.starts_with(&base) {
        return Err(broken("its files are kept in another folder (core.worktree); name the framework there"));
    }
    Ok((git, base))
}

/// The part of a path that exists, without links, and the rest of it.
pub(super) fn existing(named: &Path) -> Result<(PathBuf, PathBuf), ReadError> {
    let mut rest = PathBuf::new();
    for there in named.ancestors() {
        let there = if there.as_os_str().is_empty() { Path::new(".") } else { there };
        if let Ok(full) = there.canonicalize() {
            // What does not exist cannot be followed, so its detours are taken out by their names.
            let plain = crate::load::read::without_detours(&full.join(&rest));
            return plain.map(|_| (full.clone(), rest)).ok_or_else(|| ReadError::Missing(named.into()));
        }
        let Some(name) = there.file_name() else { break };
        rest = if rest.as_os_str().is_empty() { name.into() } else { Path::new(name).join(rest) };
    }
    Err(ReadError::Missing(named.into()))
}

/// Whether a folder is itself a repository, without files of its own.
pub(super) fn is_bare(folder: &Path) -> bool {
    folder.join("HEAD").is_file() && folder.join("objects").is_dir() && folder.join("refs").is_dir()
}

impl Repository {
    /// Whether this is the repository to compare a framework's states in, seen from where the program runs. A
    /// submodule has a history of its own, which whoever names the submodule chooses; it is compared with itself only
    /// where somebody has gone into it.
    pub fn holds_the_checkout(&self, surroundings: &Surroundings) -> Result<(), ReadError> {
        let is_submodule = self.git.kind() == gix::repository::Kind::Submodule;
        let is_inside = || surroundings.here.canonicalize().is_ok_and(|here| here.starts_with(&self.base));
        if !is_submodule || is_inside() {
            return Ok(());
        }
        let name = self.base.file_name().map(|name| crate::text::excerpt(&name.to_string_lossy(), 80)).unwrap_or_default();
        Err(ReadError::NoRevision(format!(
            "this framework is in the submodule “{name}”, which has a history of its own; go into its folder and run rolewright there to compare it with that history"
        )))
    }

    /// Says what this program cannot read in it.
    pub(super) fn judge(&self) -> Result<(), ReadError> {
        let form = self.git.config_snapshot().string("extensions.refStorage");
        match form {
            Some(form) if !form.eq_ignore_ascii_case(b"files") => Err(ReadError::Broken(format!(
                "it keeps its branches in a form that Rolewright does not read ({}); “git refs migrate --ref-format=files” turns them into files, and a new clone (git clone --ref-format=files) has them so",
                crate::text::excerpt(&form.to_string(), 40)
            ))),
            _ => Ok(()),
        }
    }
}
