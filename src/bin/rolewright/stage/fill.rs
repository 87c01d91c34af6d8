//! Files moved into a folder one by one, where it cannot be exchanged. Each step may be done twice.

use super::carry::entries;
use super::folders_to;
use std::collections::BTreeSet;
use std::io;
use std::path::{Path, PathBuf};

/// Removes what is stale, then moves every file of `new`. Links on the way are not followed.
pub(super) fn from(new: &Path, target: &Path, stale: &BTreeSet<String>) -> io::Result<()> {
    let moved = files(new)?;
    for name in stale {
        remove(target, Path::new(name))?;
    }
    for name in moved {
        if goes_through_link(target, &name) {
            return Err(io::Error::other("a link stands where a folder belongs"));
        }
        folders_to(target, &name)?;
        std::fs::rename(new.join(&name), target.join(&name))?;
    }
    Ok(())
}

/// Every file below a folder, by its path from there; neither links nor anything else.
fn files(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let (mut found, mut open) = (Vec::new(), vec![PathBuf::new()]);
    while let Some(at) = open.pop() {
        for (name, kind) in entries(&folder.join(&at))? {
            match kind {
                kind if kind.is_dir() => open.push(at.join(name)),
                kind if kind.is_file() => found.push(at.join(name)),
                _ => {}
            }
        }
    }
    Ok(found)
}

/// The folders that a name lies in, the nearest first.
fn above(name: &Path) -> impl Iterator<Item = &Path> {
    name.ancestors().skip(1).filter(|up| !up.as_os_str().is_empty())
}

fn goes_through_link(target: &Path, name: &Path) -> bool {
    above(name).any(|up| target.join(up).symlink_metadata().is_ok_and(|meta| meta.is_symlink()))
}

/// Removes a file, and the folders that it leaves empty.
fn remove(target: &Path, name: &Path) -> io::Result<()> {
    let path = target.join(name);
    if goes_through_link(target, name) || !path.symlink_metadata().is_ok_and(|meta| !meta.is_dir()) {
        return Ok(());
    }
    std::fs::remove_file(path)?;
    above(name).map(|up| std::fs::remove_dir(target.join(up))).take_while(Result::is_ok).for_each(drop);
    Ok(())
}
