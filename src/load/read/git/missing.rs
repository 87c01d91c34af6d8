//! What to say where a revision is not there, or not whole: why, and the git command that helps.

use super::Repository;
use super::names::Astray;
use super::objects::{Lost, Why};
use crate::load::read::ReadError;
use crate::model::nearest;
use crate::text::excerpt;
use gix::bstr::ByteSlice;

/// Names of branches and tags that are looked through for one that is near.
const MOST_NAMES: usize = 2_000;

impl Repository {
    /// Why a name leads nowhere.
    pub(super) fn astray(&self, name: &str, astray: Astray) -> ReadError {
        let shown = excerpt(name, 80);
        match astray {
            Astray::Unknown => self.no_revision(name),
            Astray::Several => ReadError::NoRevision(format!("several objects have names that begin with “{shown}”; write more of it")),
            Astray::File => ReadError::NoRevision(format!("“{shown}” names a single file; name a commit, a branch or a tag")),
            Astray::Lost(lost) => self.lost(&shown, &lost),
        }
    }

    /// There is nothing of that name.
    fn no_revision(&self, name: &str) -> ReadError {
        let shown = excerpt(name, 80);
        let known = self.branches();
        if known.is_empty() && self.is_unborn() {
            return ReadError::NoRevision(format!("there is no revision “{shown}”: nothing has been committed in this repository yet"));
        }
        let mut said = format!("there is no revision “{shown}” in this repository");
        if self.is_shallow() {
            said.push_str(", which holds only the latest commits (a shallow clone)");
        }
        let near = near(name, &known);
        let help = match self.fetch(name) {
            Some(command) => format!("; “{command}” may bring it"),
            None if !near.is_empty() => format!("; did you mean {}?", near.join(" or ")),
            None if self.is_shallow() => "; “git fetch --unshallow” brings the others".to_owned(),
            None => "; name a commit, a branch, a tag, or something like HEAD~1 or origin/main".to_owned(),
        };
        ReadError::NoRevision(said + &help)
    }

    /// Whether the branch that is checked out has no commit yet, as far as that can be read.
    fn is_unborn(&self) -> bool {
        let head = self.git.try_find_reference("HEAD").ok().flatten();
        let branch = head.and_then(|head| head.target().try_name().map(ToOwned::to_owned));
        branch.is_some_and(|branch| matches!(self.git.try_find_reference(branch.as_ref()), Ok(None)))
    }

    /// Whether this clone says of itself that it holds only the latest commits.
    pub fn is_shallow(&self) -> bool {
        self.git.is_shallow().unwrap_or(false)
    }

    /// The command that would bring a revision, where one can be named and is safe to copy.
    fn fetch(&self, name: &str) -> Option<String> {
        let stem = name.split(['~', '^', '@', ':']).next().unwrap_or(name);
        let shallow = self.is_shallow();
        if stem != name && self.reference(stem).is_some() {
            return shallow.then(|| "git fetch --deepen=100".to_owned());
        }
        let depth = if shallow { "--depth=1 " } else { "" };
        let remotes: Vec<String> = self.git.remote_names().iter().map(ToString::to_string).filter(|remote| is_plain(remote)).collect();
        let of_remote = |remote: &String| {
            let branch = stem.strip_prefix("refs/remotes/").unwrap_or(stem).strip_prefix(remote.as_str())?.strip_prefix('/')?;
            is_plain(branch).then(|| format!("git fetch {depth}{remote} +refs/heads/{branch}:refs/remotes/{remote}/{branch}"))
        };
        let is_full = matches!(stem.len(), 40 | 64) && stem.bytes().all(|b| b.is_ascii_hexdigit());
        let of_commit = || remotes.first().filter(|_| is_full).map(|remote| format!("git fetch {depth}{remote} {stem}"));
        remotes.iter().find_map(of_remote).or_else(of_commit)
    }

    fn branches(&self) -> Vec<String> {
        let Ok(platform) = self.git.references() else { return Vec::new() };
        let Ok(all) = platform.all() else { return Vec::new() };
        let names = all.filter_map(Result::ok).map(|reference| reference.name().shorten().to_str_lossy().into_owned());
        names.take(MOST_NAMES).collect()
    }
}

/// A word that no shell reads otherwise.
fn is_plain(text: &str) -> bool {
    !text.is_empty() && !text.starts_with('-') && text.bytes().all(|b| b.is_ascii_alphanumeric() || b"-_./".contains(&b))
}

/// Branches and tags with a name near to this one; a branch of that very name elsewhere comes first.
fn near(name: &str, known: &[String]) -> Vec<String> {
    let elsewhere = known.iter().filter(|known| known.split_once('/').is_some_and(|(_, rest)| rest == name));
    let mut all: Vec<&str> = elsewhere.map(String::as_str).take(2).collect();
    if all.is_empty() {
        all = nearest(name, known.iter().map(String::as_str));
    }
    all.into_iter().map(|near| excerpt(near, 80)).collect()
}

impl Repository {
    /// Something that a state refers to cannot be read.
    pub(super) fn lost(&self, shown: &str, lost: &Lost) -> ReadError {
        let object = lost.id.to_hex_with_len(7);
        ReadError::Broken(match lost.why {
            Why::Absent => format!(
                "part of {shown} is not in this clone (object {object}); “git fetch --refetch --no-filter” brings what a partial clone left out"
            ),
            Why::Damaged(what) => format!(
                "object {object}, which {shown} leads to, is damaged: {what}; “git fsck” names all damage, and a new clone is without it"
            ),
            Why::Spent => format!("{shown} holds more than is read at once; object {object} was not read any more"),
        })
    }
}
