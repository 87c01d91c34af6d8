//! What git says through the environment about the repository at hand, as it does to the hooks that it runs.
//!
//! Handed in as values: nothing here looks at the environment.

use super::open;
use std::path::{Path, PathBuf};

/// The folder a program runs in, and what git may have said to it.
#[derive(Clone, Debug, Default)]
pub struct Surroundings {
    /// The folder that the program runs in, from which the others count.
    pub here: PathBuf,
    /// `GIT_DIR`: where the repository itself is.
    pub git_dir: Option<PathBuf>,
    /// `GIT_WORK_TREE`: where its files are.
    pub work_tree: Option<PathBuf>,
    /// `GIT_INDEX_FILE`: what is about to be committed, where that is not all that is staged.
    pub index: Option<PathBuf>,
}

/// A repository that was named, opened.
pub(super) struct Named {
    pub git: gix::Repository,
    pub base: PathBuf,
}

impl Surroundings {
    /// The repository that is named, if a path lies in its files, and no other repository is nearer to the path.
    pub(super) fn repository(&self, path: &Path, nearest: Option<&Path>) -> Option<Named> {
        let folder = self.here.join(self.git_dir.as_ref()?);
        let git = gix::open_opts(folder, open::options()).ok()?;
        let base = match (&self.work_tree, git.workdir()) {
            (Some(named), _) => self.here.join(named),
            (None, Some(own)) => own.to_owned(),
            // A server's hooks run in a repository that has no files; the environment, and nothing else, names it.
            (None, None) if git.is_bare() => git.git_dir().to_owned(),
            (None, None) => self.here.clone(),
        };
        let base = base.canonicalize().ok()?;
        let is_nearest = nearest.is_none_or(|nearest| base.starts_with(nearest));
        (path.starts_with(&base) && is_nearest).then_some(Named { git, base })
    }

    /// The index that is named, for the repository that it belongs to: the one that is named, else the one that
    /// the program runs in.
    pub(super) fn index_of(&self, base: &Path, is_named: bool) -> Option<PathBuf> {
        let index = self.here.join(self.index.as_ref()?);
        let runs_in = || {
            let here = self.here.canonicalize().ok()?;
            open::nearest(&here).map(Path::to_owned)
        };
        let belongs = is_named || (self.git_dir.is_none() && runs_in().is_some_and(|folder| folder == base));
        belongs.then_some(index)
    }
}
