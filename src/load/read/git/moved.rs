//! Where a framework's folder was in an earlier state, if it has been moved since.

use super::Revision;
use crate::load::read::{ReadError, Sources};
use gix::ObjectId;
use gix::bstr::{BString, ByteSlice};
use gix::objs::Kind;
use rustc_hash::FxHashMap;
use std::path::{Path, PathBuf};

/// The most pairs of files, one now and one then, that are compared.
const MOST_PAIRS: usize = 2_000_000;

/// What was found.
#[derive(Debug, PartialEq, Eq)]
pub enum Moved {
    /// One folder that holds most of the same files, and is none of a framework now.
    From(PathBuf),
    /// Several that could be it.
    Unclear,
    /// None.
    Nowhere,
}

/// How much a folder then is like the one now.
#[derive(Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
struct Like {
    /// Files that say the same.
    same: usize,
    /// Files of the same path in it.
    named: usize,
}

impl Revision {
    /// Looks for the folder that holds, in this state, most of the files of a framework as it is now: as many of the
    /// same path as not, and at least one that says the same. `is_taken` says of a folder whether it is still a
    /// framework; then nothing has been moved out of it.
    pub fn find_moved(&self, now: &Sources, is_taken: impl Fn(&Path) -> bool) -> Result<Moved, ReadError> {
        let then = self.look(super::Snapshot::content)?;
        let mut by_name: FxHashMap<&[u8], Vec<&(BString, ObjectId)>> = FxHashMap::default();
        for file in &then {
            by_name.entry(last(&file.0)).or_default().push(file);
        }
        let mut likes: FxHashMap<&[u8], Like> = FxHashMap::default();
        let (mut files, mut pairs) = (0, 0);
        for (_, file) in now.files.iter().filter(|(_, file)| file.layer == 0) {
            files += 1;
            let id = gix::objs::compute_hash(self.repository.git.object_hash(), Kind::Blob, file.text.as_bytes()).ok();
            for (path, then) in by_name.get(last(file.path.as_bytes())).into_iter().flatten() {
                pairs += 1;
                let Some(folder) = folder(path, file.path.as_bytes()) else { continue };
                let like = likes.entry(folder).or_default();
                like.named += 1;
                like.same += usize::from(Some(*then) == id);
            }
            if pairs > MOST_PAIRS {
                return Ok(Moved::Unclear);
            }
        }
        let path = |folder: &[u8]| gix::path::from_bstr(folder.as_bstr()).ok().map(|path| path.into_owned());
        let mut all: Vec<(Like, PathBuf)> = likes
            .into_iter()
            .filter(|(_, like)| like.same > 0 && like.named * 2 >= files)
            .filter_map(|(folder, like)| Some((like, path(folder)?)))
            .filter(|(_, folder)| !is_taken(folder))
            .collect();
        all.sort();
        Ok(match (all.pop(), all.last()) {
            (None, _) => Moved::Nowhere,
            (Some((best, _)), Some((next, _))) if best == *next => Moved::Unclear,
            (Some((_, folder)), _) => Moved::From(folder),
        })
    }
}

/// The name of a file.
fn last(path: &[u8]) -> &[u8] {
    path.rfind_byte(b'/').map_or(path, |at| &path[at + 1..])
}

/// The folder in which a path is another path.
fn folder<'p>(path: &'p [u8], inside: &[u8]) -> Option<&'p [u8]> {
    let before = path.strip_suffix(inside)?;
    if before.is_empty() { Some(before) } else { before.strip_suffix(b"/") }
}
