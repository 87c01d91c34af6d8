//! The files that a sparse checkout leaves out of the folder: they are part of the framework all the same, and are
//! taken from git's index.

use super::{Found, Repository, repository};
use rustc_hash::FxHashSet;
use std::path::{Path, PathBuf};

/// The most that the file `.git` of a worktree may hold.
const LONGEST: u64 = 8192;

/// Adds what is left out of `folder` to what was found in it.
pub(super) fn add(folder: &Path, found: &mut Found) {
    if !repository(folder).is_some_and(|base| is_sparse(&base)) {
        return;
    }
    match Repository::of(folder).and_then(|(repository, inside)| repository.left_out(&inside)) {
        Ok(left_out) => put_together(left_out, found),
        Err(error) => found.problems.push((
            ".".into(),
            "cannot-open",
            format!(
                "the files that this sparse checkout leaves out cannot be read: {error}; “git sparse-checkout disable” checks them out"
            ),
        )),
    }
}

/// Whether a folder that is not there is one that a sparse checkout leaves out.
pub(super) fn holds(missing: &Path) -> bool {
    let Ok((repository, inside)) = Repository::of(missing) else { return false };
    let left_out = || repository.left_out(&inside).is_ok_and(|found| !found.texts.is_empty());
    is_sparse(repository.base()) && left_out()
}

fn put_together(left_out: Found, found: &mut Found) {
    let known: FxHashSet<String> = found.texts.iter().map(|(path, _)| path.clone()).collect();
    let before = found.texts.len();
    found.texts.extend(left_out.texts.into_iter().filter(|(path, _)| !known.contains(path)));
    found.problems.extend(left_out.problems);
    let added = found.texts.len() - before;
    if added > 0 {
        // In the order of a folder: name by name.
        found.texts.sort_by(|(a, _), (b, _)| a.split('/').cmp(b.split('/')));
        let files = if added == 1 { "1 file of this framework is".to_owned() } else { format!("{added} files of this framework are") };
        found.notes.push(format!("{files} outside this sparse checkout, so what git has staged was read instead."));
    }
}

/// Whether a checkout is sparse, or has been.
fn is_sparse(base: &Path) -> bool {
    git_folder(base).is_some_and(|git| git.join("info/sparse-checkout").is_file())
}

/// The folder of git's own files: `.git`, or what the file of that name leads to.
#[allow(clippy::disallowed_methods, reason = "a file of git's, which says where its folder is")]
fn git_folder(base: &Path) -> Option<PathBuf> {
    let git = base.join(".git");
    let meta = git.metadata().ok()?;
    if meta.is_dir() {
        return Some(git);
    }
    let text = (meta.is_file() && meta.len() <= LONGEST).then(|| std::fs::read_to_string(&git).ok())??;
    Some(base.join(text.strip_prefix("gitdir:")?.trim()))
}
