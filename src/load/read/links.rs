//! Where a path leads through links, without looking at anything outside of given folders.
//!
//! The promise: what is said of a path that leads out is the same whether or not anything is there. So each step is
//! judged before it is looked at, the steps that links make too, and a step that is outside ends the way.

use std::collections::VecDeque;
use std::path::{Component, Path, PathBuf};

/// How many links one path may lead through.
const MOST_LINKS: usize = 40;

/// Where a path leads.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Leads {
    /// To something that is there, inside one of the folders.
    To(PathBuf),
    /// To nothing, inside one of the folders.
    Nowhere,
    /// Out of all of them.
    Outside,
}

/// A step that is still to be made.
enum Step {
    /// Back to where absolute paths begin.
    Start(PathBuf),
    Up,
    Into(std::ffi::OsString),
}

/// Follows `to`, seen from the folder `from`. The folders `within` are absolute and without links; `from` too.
pub(super) fn follow(from: &Path, to: &Path, within: &[PathBuf]) -> Leads {
    let mut here = from.to_owned();
    let mut ahead: VecDeque<Step> = steps(to).collect();
    let mut links = 0;
    while let Some(step) = ahead.pop_front() {
        let name = match step {
            Step::Start(start) => {
                here = start;
                continue;
            }
            Step::Up => {
                here.pop();
                continue;
            }
            Step::Into(name) => name,
        };
        let next = here.join(name);
        if within.iter().any(|folder| folder != &next && folder.starts_with(&next)) {
            // On the way to one of the folders, whose paths hold no links.
            here = next;
            continue;
        }
        if !is_within(&next, within) {
            return Leads::Outside;
        }
        let Ok(meta) = next.symlink_metadata() else { return Leads::Nowhere };
        if !meta.is_symlink() {
            here = next;
            continue;
        }
        links += 1;
        let Some(target) = next.read_link().ok().filter(|_| links <= MOST_LINKS) else { return Leads::Nowhere };
        for step in steps(&target).collect::<Vec<_>>().into_iter().rev() {
            ahead.push_front(step);
        }
    }
    match (is_within(&here, within), here.exists()) {
        (false, _) => Leads::Outside,
        (true, true) => Leads::To(here),
        (true, false) => Leads::Nowhere,
    }
}

fn is_within(path: &Path, within: &[PathBuf]) -> bool {
    within.iter().any(|folder| path.starts_with(folder))
}

fn steps(path: &Path) -> impl Iterator<Item = Step> {
    path.components().filter_map(|part| match part {
        Component::CurDir => None,
        Component::ParentDir => Some(Step::Up),
        Component::Normal(name) => Some(Step::Into(name.to_owned())),
        // Each of the two that may stand in front: joined, they are where the path begins.
        Component::Prefix(_) | Component::RootDir => Some(Step::Start(Path::new(part.as_os_str()).to_owned())),
    })
}

/// Whether a path that somebody named leads through a link out of the repository that the link is in.
pub(super) fn leaves_its_repository(named: &Path) -> bool {
    let Ok(full) = std::path::absolute(named) else { return false };
    let is_link = |path: &&Path| path.symlink_metadata().is_ok_and(|meta| meta.is_symlink());
    full.ancestors().filter(is_link).any(|link| {
        let Some(folder) = link.parent().and_then(|folder| folder.canonicalize().ok()) else { return false };
        let Some(repository) = super::repository(&folder) else { return false };
        follow(&folder, Path::new(link.file_name().unwrap_or_default()), &[repository]) == Leads::Outside
    })
}

#[cfg(test)]
mod tests {
    #[test]
    #[cfg(unix)]
    #[allow(clippy::disallowed_methods, reason = "a folder of the test's own")]
    fn what_leads_out_is_never_looked_at() {
        use super::{Leads, follow};
        use std::path::Path;

        let room = tempfile::tempdir().expect("a folder");
        let top = room.path().canonicalize().expect("a path");
        let base = top.join("base");
        for folder in ["base/a/b", "outside/there"] {
            std::fs::create_dir_all(top.join(folder)).expect("folders");
        }
        let link = |to: &str, name: &str| std::os::unix::fs::symlink(to, base.join(name)).expect("a link");
        let outside = top.join("outside/there");
        link("a", "in");
        link("../outside/there", "out");
        link("../outside/not-there", "gone");
        link(outside.to_str().expect("a path"), "far");
        link("out", "twice");
        link("loop", "loop");
        link("../base/a/../a/b", "round");
        let within = [base.clone()];
        let go = |to: &str| follow(&base.join("a"), Path::new(to), &within);
        assert_eq!(go("b"), Leads::To(base.join("a/b")));
        assert_eq!(go("../in/b"), Leads::To(base.join("a/b")));
        assert_eq!(go("../round"), Leads::To(base.join("a/b")));
        assert_eq!(go("../../base"), Leads::To(base.clone()));
        assert_eq!(go(base.to_str().expect("a path")), Leads::To(base.clone()));
        for nowhere in ["c", "../loop", "b/c/d", "../loop/x"] {
            assert_eq!(go(nowhere), Leads::Nowhere, "{nowhere}");
        }
        let far = outside.to_str().expect("a path");
        for out in [
            "..",
            "../..",
            "../../..",
            "../../outside",
            "../../not-there",
            "../out",
            "../gone",
            "../far",
            "../twice",
            "../out/..",
            "/",
            far,
            "/not/there",
            "../gone/../../base/a",
        ] {
            let leads = go(out);
            assert_eq!(leads, if out == ".." { Leads::To(base.clone()) } else { Leads::Outside }, "{out}");
        }
    }
}
