//! The files that a state of a repository holds, from a tree or from the index, under the same rules as on disk.

use super::index;
use super::objects::{self, Lost, Reader, Why};
use crate::load::read::names::{self, Named};
use crate::load::read::{Found, LARGEST_FILE, MOST_FILES, SETTINGS_FILE, Unread, Unwalked};
use crate::load::read::{is_read, link, named_like_a_file, text_of, too_large, too_many_files, without_detours};
use gix::ObjectId;
use gix::bstr::{BStr, BString, ByteSlice};
use gix::objs::tree::EntryKind;
use std::path::{Path, PathBuf};

/// The most entries that are looked at: a small repository can name the same large folder again and again.
const MOST_ENTRIES: usize = 1_000_000;
/// How deep folders may stand in one another.
const DEEPEST: usize = 128;
/// The most text that one revision may come to, in bytes, for the same reason.
const MOST_TEXT: u64 = 1024 * 1024 * 1024;
/// The longest path that a link may hold; no system has longer ones.
const LONGEST_LINK: u64 = 4096;

/// What a state holds.
#[derive(Debug)]
pub(super) struct Snapshot {
    top: Folder,
    /// The entries of the index, by path; empty for a tree. Folders are found between them when they are asked for: a
    /// path may be as deep as it is long, and each of its folders written out would be that long again.
    staged: Vec<(BString, Kind)>,
}

/// A folder, and where its entries are.
#[derive(Clone, Debug)]
pub(super) enum Folder {
    Tree(ObjectId),
    Staged(BString),
}

#[derive(Clone, Debug)]
pub(super) enum Kind {
    File(ObjectId),
    Link(ObjectId),
    Folder(Folder),
    /// A submodule: a repository of its own.
    Repository,
    /// A file that is in the folder with the files, and is read there.
    OnDisk,
}

#[derive(Clone, Debug)]
pub(super) struct Node {
    pub name: BString,
    pub kind: Kind,
}

/// A folder that is being looked through.
struct Open {
    path: PathBuf,
    depth: usize,
    nodes: std::vec::IntoIter<Node>,
}

impl Snapshot {
    pub(super) fn of_tree(tree: ObjectId) -> Self {
        Snapshot { top: Folder::Tree(tree), staged: Vec::new() }
    }

    /// The error is the path of a file that stands between two sides of a merge.
    pub(super) fn of_index(entries: Vec<index::Entry>) -> Result<Self, String> {
        let mut staged = Vec::with_capacity(entries.len());
        for entry in entries.into_iter().filter(|entry| !entry.is_intended) {
            if entry.stage != 0 {
                return Err(crate::text::printable(&entry.path.to_str_lossy()).into_owned());
            }
            staged.push(placed(entry));
        }
        staged.sort_by(|(a, _), (b, _)| a.cmp(b));
        Ok(Snapshot { top: Folder::Staged(BString::default()), staged })
    }

    /// What a sparse checkout leaves out, beside files of which only the names are known.
    pub(super) fn left_out(entries: Vec<index::Entry>) -> Self {
        let beside = |entry: index::Entry| {
            let is_sparse = entry.is_sparse;
            let (path, kind) = placed(entry);
            (path, if matches!(kind, Kind::File(_) | Kind::Link(_)) && !is_sparse { Kind::OnDisk } else { kind })
        };
        let mut staged: Vec<(BString, Kind)> = entries.into_iter().filter(|entry| !entry.is_intended).map(beside).collect();
        staged.sort_by(|(a, _), (b, _)| a.cmp(b));
        Snapshot { top: Folder::Staged(BString::default()), staged }
    }

    /// The entries of a folder, by name as a disk sorts them.
    pub(super) fn nodes(&self, reader: &Reader<'_>, folder: &Folder) -> Result<Vec<Node>, Lost> {
        let id = match folder {
            Folder::Staged(path) => return Ok(self.staged_nodes(path.as_bstr())),
            Folder::Tree(id) => *id,
        };
        let kind = |entry: &objects::Entry| match entry.kind {
            EntryKind::Tree => Kind::Folder(Folder::Tree(entry.id)),
            EntryKind::Blob | EntryKind::BlobExecutable => Kind::File(entry.id),
            EntryKind::Link => Kind::Link(entry.id),
            EntryKind::Commit => Kind::Repository,
        };
        Ok(reader.tree(id)?.iter().map(|entry| Node { kind: kind(entry), name: entry.name.clone() }).collect())
    }

    /// The same for a folder of the index: its entries stand together, those of each folder in it too.
    fn staged_nodes(&self, folder: &BStr) -> Vec<Node> {
        let before: BString = if folder.is_empty() { BString::default() } else { [folder.as_bytes(), b"/"].concat().into() };
        let mut nodes: Vec<Node> = Vec::new();
        let mut at = self.staged.partition_point(|(path, _)| path < &before);
        while let Some((path, kind)) = self.staged.get(at) {
            let Some(rest) = path.strip_prefix(before.as_slice()) else { break };
            let (name, kind) = match rest.find_byte(b'/') {
                None => {
                    at += 1;
                    (rest, kind.clone())
                }
                Some(end) => {
                    let inner: BString = path[..before.len() + end].into();
                    // All that begins with the folder's name and a slash comes before its name and a zero.
                    let beyond: BString = [&inner[..], b"0"].concat().into();
                    at += self.staged[at..].partition_point(|(path, _)| *path < beyond);
                    (&rest[..end], Kind::Folder(Folder::Staged(inner)))
                }
            };
            nodes.push(Node { name: name.into(), kind });
        }
        nodes.sort_by(|a, b| a.name.cmp(&b.name));
        nodes
    }

    /// What a path from the root leads to, without following links.
    pub(super) fn find(&self, reader: &Reader<'_>, path: &Path) -> Result<Option<Kind>, Lost> {
        let mut here = Kind::Folder(self.top.clone());
        let Some(path) = without_detours(path) else { return Ok(None) };
        for part in path.components() {
            let Kind::Folder(folder) = &here else { return Ok(None) };
            let wanted = gix::path::os_str_into_bstr(part.as_os_str()).unwrap_or_default();
            match self.nodes(reader, folder)?.into_iter().find(|node| node.name == *wanted) {
                Some(node) => here = node.kind,
                None => return Ok(None),
            }
        }
        Ok(Some(here))
    }

    fn has_folder(&self, reader: &Reader<'_>, path: &Path) -> Result<bool, Lost> {
        Ok(matches!(self.find(reader, path)?, Some(Kind::Folder(_))))
    }

    pub(super) fn has_settings(&self, reader: &Reader<'_>, folder: &Path) -> Result<bool, Lost> {
        Ok(matches!(self.find(reader, &folder.join(SETTINGS_FILE))?, Some(Kind::File(_) | Kind::Link(_))))
    }

    /// Everything that is read in a folder, in the order of a disk.
    pub(super) fn files(&self, reader: &Reader<'_>, folder: &Path) -> Result<Found, Lost> {
        let Some(Kind::Folder(root)) = self.find(reader, folder)? else { return Ok(Found::default()) };
        let mut walk = Walk { snapshot: self, reader, folder, room: MOST_TEXT, found: Found::default(), open: Vec::new() };
        let nodes = self.nodes(reader, &root)?.into_iter();
        walk.open.push(Open { path: PathBuf::new(), depth: 0, nodes });
        walk.go()?;
        Ok(walk.found)
    }

    /// Every file with content in the whole state, up to a limit, with its path from the root.
    pub(super) fn content(&self, reader: &Reader<'_>) -> Result<Vec<(BString, ObjectId)>, Lost> {
        let (mut found, mut seen) = (Vec::new(), 0);
        let mut open = vec![(BString::default(), self.top.clone(), 0)];
        while let Some((path, folder, depth)) = open.pop() {
            let nodes = self.nodes(reader, &folder)?;
            seen += nodes.len() + path.len() / 64;
            if seen > MOST_ENTRIES {
                break;
            }
            for node in nodes.into_iter().filter(|node| !node.name.starts_with(b".")) {
                let at: BString = if path.is_empty() { node.name.clone() } else { [&path[..], b"/", &node.name].concat().into() };
                match node.kind {
                    Kind::Folder(inner) if depth < DEEPEST => open.push((at, inner, depth + 1)),
                    Kind::File(id) if is_read(&node.name, true) => found.push((at, id)),
                    _ => {}
                }
            }
        }
        Ok(found)
    }
}

/// A walk through a folder, without recursion.
struct Walk<'a> {
    snapshot: &'a Snapshot,
    reader: &'a Reader<'a>,
    folder: &'a Path,
    /// Bytes of text that may still be read.
    room: u64,
    found: Found,
    open: Vec<Open>,
}

impl Walk<'_> {
    fn go(&mut self) -> Result<(), Lost> {
        let mut entries = 0;
        while let Some(here) = self.open.last_mut() {
            let Some(node) = here.nodes.next() else {
                self.open.pop();
                continue;
            };
            entries += 1;
            if self.found.texts.len() + self.found.problems.len() > MOST_FILES || entries > MOST_ENTRIES {
                self.found.problems.push(too_many_files());
                break;
            }
            if !node.name.starts_with(b".") {
                let path = here.path.join(native(node.name.as_bstr()));
                let depth = here.depth + 1;
                match self.enter(node, path, depth) {
                    Err(Lost { why: Why::Spent, .. }) => {
                        self.found.problems.push(too_many_files());
                        break;
                    }
                    entered => entered?,
                }
            }
        }
        Ok(())
    }

    fn enter(&mut self, node: Node, path: PathBuf, depth: usize) -> Result<(), Lost> {
        let by_name = is_read(&node.name, depth == 1);
        match node.kind {
            Kind::File(id) if by_name => {
                let text = self.read_text(id)?;
                self.found.texts.push((shown(&path), text));
            }
            Kind::File(_) if names::named(&node.name, depth == 1) == Named::Nearly => {
                let there = |name: &str| self.snapshot.find(self.reader, &self.folder.join(&path).with_file_name(name));
                let problem = names::nearly(shown(&path), depth == 1, |name| matches!(there(name), Ok(Some(Kind::File(_)))));
                self.found.problems.push(problem);
            }
            Kind::File(_) | Kind::Repository | Kind::OnDisk => {}
            Kind::Link(id) => {
                if by_name || self.leads_to_folder(&self.folder.join(&path), id)? {
                    self.found.problems.push(link(shown(&path)));
                }
            }
            Kind::Folder(inner) => {
                let nodes = self.snapshot.nodes(self.reader, &inner)?;
                if stands_alone(&nodes) {
                    return Ok(());
                }
                if by_name {
                    self.found.problems.push(named_like_a_file(shown(&path)));
                }
                if depth < DEEPEST {
                    self.open.push(Open { path, depth, nodes: nodes.into_iter() });
                } else {
                    self.found.problems.push(too_deep(shown(&path)));
                }
            }
        }
        Ok(())
    }

    /// Whether a link leads to a folder in the same state, or out of the repository: what is there is not asked.
    fn leads_to_folder(&self, at: &Path, id: ObjectId) -> Result<bool, Lost> {
        if self.reader.header(id)?.1 > LONGEST_LINK {
            return Ok(false);
        }
        let target = self.reader.bytes(id, gix::objs::Kind::Blob, LONGEST_LINK)?;
        let to = at.parent().unwrap_or(Path::new("")).join(native(target.as_bstr()));
        match without_detours(&to).filter(|to| to.is_relative()) {
            Some(inside) => self.snapshot.has_folder(self.reader, &inside),
            None => Ok(true),
        }
    }

    fn read_text(&mut self, id: ObjectId) -> Result<Result<String, Unread>, Lost> {
        let (_, size) = self.reader.header(id)?;
        if size > LARGEST_FILE {
            return Ok(Err(too_large()));
        }
        match self.room.checked_sub(size) {
            Some(left) => self.room = left,
            None => return Ok(Err(("too-many", "there is too much text before this file, so it was not read".into()))),
        }
        self.reader.text(id).map(text_of)
    }
}

/// Whether a folder is a framework of its own.
pub(super) fn stands_alone(nodes: &[Node]) -> bool {
    nodes.iter().any(|node| node.name == SETTINGS_FILE && matches!(node.kind, Kind::File(_) | Kind::Link(_) | Kind::OnDisk))
}

/// Whether a name is that of a file with content, and not of settings.
pub(super) fn is_content_name(name: &[u8]) -> bool {
    is_read(name, false)
}

/// An entry of the index as an entry of a folder. A folder that a sparse checkout leaves out stands as one entry
/// that ends in a slash.
fn placed(entry: index::Entry) -> (BString, Kind) {
    let kind = match entry.mode & 0o170_000 {
        0o040_000 => Kind::Folder(Folder::Tree(entry.id)),
        0o120_000 => Kind::Link(entry.id),
        0o160_000 => Kind::Repository,
        _ => Kind::File(entry.id),
    };
    let path = entry.path.strip_suffix(b"/").map_or_else(|| entry.path.clone(), BString::from);
    (path, kind)
}

/// A path as the system writes it; what it cannot write stands as a sign that it could not.
fn native(path: &BStr) -> PathBuf {
    gix::path::from_bstr(path).map_or_else(|_| PathBuf::from(path.to_str_lossy().into_owned()), |path| path.into_owned())
}

fn too_deep(path: String) -> Unwalked {
    (path, "too-many", format!("folders stand more than {DEEPEST} deep in one another here; what is in this one was not read"))
}

fn shown(path: &Path) -> String {
    let parts: Vec<_> = path.components().map(|part| part.as_os_str().to_string_lossy()).collect();
    parts.join("/")
}
