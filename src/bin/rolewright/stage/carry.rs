//! What others keep in a folder, brought into the one that takes its place: the same files under a second name, so that
//! nothing is copied, and nothing is missing before or after.

use super::folders_to;
use crate::leftovers::identity;
use std::collections::BTreeSet;
use std::ffi::OsString;
use std::fs::{FileType, Metadata};
use std::io;
use std::path::{Path, PathBuf};

/// What was brought over before it went no further.
pub(super) struct Carried<'a> {
    ours: &'a BTreeSet<String>,
    made: Vec<PathBuf>,
}

/// Brings everything in `from` into `to` that is not `ours` and has not been written there anew.
pub(super) fn over<'a>(from: &Path, to: &Path, ours: &'a BTreeSet<String>) -> Result<(), Carried<'a>> {
    let mut carried = Carried { ours, made: Vec::new() };
    carried.folder(from, to, Path::new("")).map_err(|_| carried)
}

impl Carried<'_> {
    fn folder(&mut self, from: &Path, to: &Path, at: &Path) -> io::Result<()> {
        let meta = from.join(at).symlink_metadata()?;
        if !is_ours_to_move(&meta) {
            return Err(io::ErrorKind::PermissionDenied.into());
        }
        for (name, kind) in entries(&from.join(at))? {
            let name = at.join(name);
            let place = to.join(&name);
            if kind.is_dir() {
                self.inner(from, to, &name)?;
            } else if !is_one_of(self.ours, &name) && place.symlink_metadata().is_err() {
                std::fs::hard_link(from.join(&name), &place)?;
                self.made.push(place);
            }
        }
        attributes(&meta, &to.join(at))
    }

    /// A folder in the folder; one that held nothing but ours, and holds nothing now, is no longer needed.
    fn inner(&mut self, from: &Path, to: &Path, name: &Path) -> io::Result<()> {
        let place = to.join(name);
        let is_new = place.symlink_metadata().is_err();
        if is_new {
            std::fs::create_dir(&place)?;
            self.made.push(place.clone());
        }
        self.folder(from, to, name)?;
        let was_empty = entries(&from.join(name))?.is_empty();
        if is_new && !was_empty && std::fs::remove_dir(&place).is_ok() {
            self.made.pop();
        }
        Ok(())
    }

    /// Takes it away again.
    pub(super) fn take_back(self) -> io::Result<()> {
        self.made.iter().rev().try_for_each(|path| match path.symlink_metadata()?.is_dir() {
            true => std::fs::remove_dir(path),
            false => std::fs::remove_file(path),
        })
    }
}

/// After the exchange: what somebody put into the old folder, or saved there, since it was looked through.
pub(super) fn rest(old: &Path, target: &Path, ours: &BTreeSet<String>) -> io::Result<()> {
    let mut open = vec![PathBuf::new()];
    while let Some(at) = open.pop() {
        for (name, kind) in entries(&old.join(&at))? {
            let name = at.join(name);
            if kind.is_dir() {
                open.push(name);
            } else if !is_one_of(ours, &name) && is_later(&old.join(&name), &target.join(&name)) {
                folders_to(target, &name)?;
                std::fs::rename(old.join(&name), target.join(&name))?;
            }
        }
    }
    Ok(())
}

/// Whether a file is another than the one there, and younger; or the only one.
fn is_later(file: &Path, there: &Path) -> bool {
    let (Ok(file), there) = (file.symlink_metadata(), there.symlink_metadata()) else { return false };
    there.map_or(true, |there| {
        let younger = matches!((file.modified(), there.modified()), (Ok(file), Ok(there)) if file > there);
        identity(&file) != identity(&there) && !there.is_dir() && younger
    })
}

/// Ours are known by names with `/`.
fn is_one_of(ours: &BTreeSet<String>, name: &Path) -> bool {
    let parts: Option<Vec<&str>> = name.components().map(|part| part.as_os_str().to_str()).collect();
    parts.is_some_and(|parts| ours.contains(&parts.join("/")))
}

/// What a folder holds, by name.
pub(super) fn entries(folder: &Path) -> io::Result<Vec<(OsString, FileType)>> {
    let entry = |entry: io::Result<std::fs::DirEntry>| entry.and_then(|entry| Ok((entry.file_name(), entry.file_type()?)));
    let mut all: Vec<_> = std::fs::read_dir(folder)?.map(entry).collect::<io::Result<_>>()?;
    all.sort_by(|(one, _), (other, _)| one.cmp(other));
    Ok(all)
}

/// Whether what a folder holds can be taken out of it by us: it is ours, and not locked.
#[cfg(unix)]
pub(super) fn is_ours_to_move(meta: &Metadata) -> bool {
    use std::os::unix::fs::{MetadataExt, PermissionsExt};
    let us = rustix::process::geteuid();
    (us.is_root() || meta.uid() == us.as_raw()) && meta.permissions().mode() & 0o700 == 0o700
}

#[cfg(not(unix))]
pub(super) fn is_ours_to_move(_: &Metadata) -> bool {
    true
}

/// Who may do what with a folder, and whose it is, as of another.
#[cfg(unix)]
pub(super) fn attributes(of: &Metadata, to: &Path) -> io::Result<()> {
    use std::os::unix::fs::MetadataExt;
    let is = to.symlink_metadata()?;
    if (is.uid(), is.gid()) != (of.uid(), of.gid()) {
        std::os::unix::fs::chown(to, Some(of.uid()), Some(of.gid()))?;
    }
    std::fs::set_permissions(to, of.permissions())
}

#[cfg(not(unix))]
pub(super) fn attributes(_: &Metadata, _: &Path) -> io::Result<()> {
    Ok(())
}
