//! A folder as it is on disk: which of its files are read, and their texts.

use super::names::{self, Named};
use super::{Found, LARGEST_FILE, MOST_FILES, ReadError, Room, SETTINGS_FILE, Unread, Unwalked};
use super::{is_read, link, links, named_like_a_file, repository, sparse, text_of, too_large, too_many_files};
use links::Leads;
use rayon::prelude::*;
use std::io::Read;
use std::path::{Path, PathBuf};
use walkdir::WalkDir;

/// The framework's root for a path someone named: the nearest folder upwards with settings, within the
/// repository; the folder itself where there are none.
pub fn find_root(named: &Path) -> Result<PathBuf, ReadError> {
    let meta = std::fs::metadata(named).map_err(|error| match error.kind() {
        std::io::ErrorKind::PermissionDenied => ReadError::Refused(named.into(), error.to_string()),
        _ if sparse::holds(named) => ReadError::LeftOut(named.into()),
        _ => ReadError::Missing(named.into()),
    })?;
    if !meta.is_dir() {
        return Err(ReadError::NotAFolder(named.into()));
    }
    if links::leaves_its_repository(named) {
        let why = "it is reached through a link that leads out of its repository, and such links are not followed; name the folder itself";
        return Err(ReadError::Refused(named.into(), why.into()));
    }
    let full = named.canonicalize().map_err(|error| ReadError::Refused(named.into(), error.to_string()))?;
    for folder in full.ancestors() {
        if folder.join(SETTINGS_FILE).is_file() {
            return Ok(folder.to_owned());
        }
        if folder.join(".git").exists() {
            break;
        }
    }
    Ok(full)
}

/// Everything that is read in a folder; absent where there is no room for all of it.
pub(super) fn files(root: &Path, room: &Room) -> Option<Found> {
    let (mut paths, mut problems) = (Vec::new(), Vec::new());
    for candidate in walk(root) {
        match candidate {
            Ok(path) => paths.push(path),
            Err(problem) => problems.push(problem),
        }
    }
    let read = |path: PathBuf| read_text(&path, room).map(|text| (name_of(root, &path), text));
    let texts: Option<Vec<_>> = paths.into_par_iter().map(read).collect();
    texts.map(|texts| Found { problems, texts, notes: Vec::new() })
}

/// The files of a framework, by path. Hidden entries are left out, and so are folders that are frameworks or
/// repositories of their own: what a repository inside a repository holds is no part of the outer one's revisions.
fn walk(root: &Path) -> Vec<Result<PathBuf, Unwalked>> {
    let in_repository = repository(root).is_some();
    let is_own = |entry: &walkdir::DirEntry| {
        if entry.depth() == 0 {
            return true;
        }
        let hidden = entry.file_name().as_encoded_bytes().starts_with(b".");
        let alone = |path: &Path| path.join(SETTINGS_FILE).is_file() || (in_repository && path.join(".git").exists());
        let left_out = hidden || (entry.file_type().is_dir() && alone(entry.path()));
        !left_out
    };
    let mut all = Vec::new();
    for entry in WalkDir::new(root).follow_links(false).sort_by_file_name().into_iter().filter_entry(is_own) {
        match entry {
            Ok(entry) => all.extend(judge(root, &entry)),
            Err(error) => {
                let path = error.path().map_or_else(String::new, |path| name_of(root, path));
                let why = error.io_error().map_or_else(|| "it leads in a circle".to_owned(), ToString::to_string);
                all.push(Err((path, "cannot-open", format!("this cannot be opened: {why}"))));
            }
        }
        if all.len() > MOST_FILES {
            all.push(Err(too_many_files()));
            break;
        }
    }
    all
}

/// Whether an entry is a file to read, a problem to report, or nothing to us.
fn judge(root: &Path, entry: &walkdir::DirEntry) -> Option<Result<PathBuf, Unwalked>> {
    let path = entry.path();
    let kind = entry.file_type();
    let by_name = is_read(entry.file_name().as_encoded_bytes(), entry.depth() == 1);
    if kind.is_symlink() {
        // What leads out of the repository is named whatever is there, so that nobody can ask what is.
        let within = [repository(root).unwrap_or_else(|| root.to_owned())];
        let leads_to_folder = || match links::follow(path.parent().unwrap_or(root), Path::new(entry.file_name()), &within) {
            Leads::To(place) => place.is_dir(),
            Leads::Nowhere => false,
            Leads::Outside => true,
        };
        return (by_name || leads_to_folder()).then(|| Err(link(name_of(root, path))));
    }
    match (by_name, kind.is_file()) {
        (false, true) => nearly(root, entry).map(Err),
        (false, false) => None,
        (true, true) => Some(Ok(path.to_owned())),
        (true, false) if kind.is_dir() => Some(Err(named_like_a_file(name_of(root, path)))),
        (true, false) => Some(Err((name_of(root, path), "not-a-file", "this is not an ordinary file".into()))),
    }
}

/// A file whose name is nearly one that is read.
fn nearly(root: &Path, entry: &walkdir::DirEntry) -> Option<Unwalked> {
    let at_root = entry.depth() == 1;
    if names::named(entry.file_name().as_encoded_bytes(), at_root) != Named::Nearly {
        return None;
    }
    let beside = |name: &str| entry.path().parent().is_some_and(|folder| folder.join(name).is_file());
    Some(names::nearly(name_of(root, entry.path()), at_root, beside))
}

fn name_of(root: &Path, path: &Path) -> String {
    let inside = path.strip_prefix(root).unwrap_or(path);
    let parts: Vec<_> = inside.components().map(|part| part.as_os_str().to_string_lossy()).collect();
    parts.join("/")
}

#[allow(clippy::disallowed_methods, reason = "this is the one place that opens files")]
fn read_text(path: &Path, room: &Room) -> Option<Result<String, Unread>> {
    let open = || std::fs::File::open(path).and_then(|file| Ok((file.metadata()?.len(), file)));
    let (size, file) = match open() {
        Ok(opened) => opened,
        Err(error) => return Some(Err(cannot_open(&error))),
    };
    if size > LARGEST_FILE {
        return Some(Err(too_large()));
    }
    room.holds(size).then(|| text_in(file, size))
}

fn cannot_open(error: &std::io::Error) -> Unread {
    ("cannot-open", format!("this file cannot be opened: {error}"))
}

fn text_in(file: std::fs::File, size: u64) -> Result<String, Unread> {
    let cannot = |error: std::io::Error| cannot_open(&error);
    let mut bytes = Vec::with_capacity(size as usize + 1);
    // One byte more than allowed: a file may grow between the two looks.
    file.take(LARGEST_FILE + 1).read_to_end(&mut bytes).map_err(cannot)?;
    if bytes.len() as u64 > LARGEST_FILE { Err(too_large()) } else { text_of(bytes) }
}
