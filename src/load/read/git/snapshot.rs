//! The files that a state of a repository holds, from a tree or from the index, under the same rules as on disk.

use crate::load::read::{Found, LARGEST_FILE, MOST_FILES, SETTINGS_FILE, Unread, Unwalked};
use crate::load::read::{is_read, link, named_like_a_file, text_of, too_large, too_many_files, without_detours};
use gix::ObjectId;
use gix::bstr::{BStr, BString, ByteSlice};
use gix::objs::tree::EntryKind;
use rustc_hash::FxHashMap;
use std::path::{Path, PathBuf};

/// The most entries that are looked at: a small repository can name the same large folder again and again.
const MOST_ENTRIES: usize = 1_000_000;
/// How deep folders may stand in one another.
const DEEPEST: usize = 128;
/// The most text that one revision may come to, in bytes, for the same reason.
const MOST_TEXT: usize = 1024 * 1024 * 1024;
/// The longest path that a link may hold; no system has longer ones.
const LONGEST_LINK: u64 = 4096;

/// What a state holds.
#[derive(Debug)]
pub(super) struct Snapshot {
    top: Folder,
    /// The folders of the index, by path; empty for a tree.
    staged: FxHashMap<BString, Vec<Node>>,
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
}

#[derive(Clone, Debug)]
pub(super) struct Node {
    pub name: BString,
    pub kind: Kind,
}

/// An object that the repository should hold and does not, or does not hold whole.
#[derive(Debug)]
pub(super) struct Lost(pub ObjectId);

/// A folder that is being looked through.
struct Open {
    path: PathBuf,
    depth: usize,
    nodes: std::vec::IntoIter<Node>,
}

impl Snapshot {
    pub(super) fn of_tree(tree: ObjectId) -> Self {
        Snapshot { top: Folder::Tree(tree), staged: FxHashMap::default() }
    }

    /// The error is the path of a file that stands between two sides of a merge.
    pub(super) fn of_index(index: &gix::index::State) -> Result<Self, String> {
        let mut staged: FxHashMap<BString, Vec<Node>> = FxHashMap::default();
        staged.insert(BString::default(), Vec::new());
        for entry in index.entries() {
            let path = entry.path(index);
            if entry.stage_raw() != 0 {
                return Err(crate::text::printable(&path.to_str_lossy()).into_owned());
            }
            if entry.flags.contains(gix::index::entry::Flags::INTENT_TO_ADD) {
                continue;
            }
            // A folder that a sparse checkout leaves out stands as one entry ending in a slash.
            let path = path.strip_suffix(b"/").unwrap_or(path).as_bstr();
            let kind = match entry.mode.to_tree_entry_mode().map(|mode| mode.kind()) {
                Some(EntryKind::Tree) => Kind::Folder(Folder::Tree(entry.id)),
                Some(EntryKind::Link) => Kind::Link(entry.id),
                Some(EntryKind::Commit) => Kind::Repository,
                _ => Kind::File(entry.id),
            };
            place(&mut staged, path, kind);
        }
        staged.values_mut().for_each(|nodes| nodes.sort_by(|a, b| a.name.cmp(&b.name)));
        Ok(Snapshot { top: Folder::Staged(BString::default()), staged })
    }

    /// The entries of a folder, by name as a disk sorts them.
    pub(super) fn nodes(&self, git: &gix::Repository, folder: &Folder) -> Result<Vec<Node>, Lost> {
        let id = match folder {
            Folder::Staged(path) => return Ok(self.staged.get(path).cloned().unwrap_or_default()),
            Folder::Tree(id) => *id,
        };
        let tree = git.find_object(id).ok().and_then(|object| object.try_into_tree().ok()).ok_or(Lost(id))?;
        let mut nodes = Vec::new();
        for entry in tree.iter() {
            let entry = entry.map_err(|_| Lost(id))?;
            let kind = match entry.mode().kind() {
                EntryKind::Tree => Kind::Folder(Folder::Tree(entry.object_id())),
                EntryKind::Blob | EntryKind::BlobExecutable => Kind::File(entry.object_id()),
                EntryKind::Link => Kind::Link(entry.object_id()),
                EntryKind::Commit => Kind::Repository,
            };
            nodes.push(Node { name: entry.filename().to_owned(), kind });
        }
        nodes.sort_by(|a, b| a.name.cmp(&b.name));
        Ok(nodes)
    }

    /// What a path from the root leads to, without following links.
    pub(super) fn find(&self, git: &gix::Repository, path: &Path) -> Result<Option<Kind>, Lost> {
        let mut here = Kind::Folder(self.top.clone());
        let Some(path) = without_detours(path) else { return Ok(None) };
        for part in path.components() {
            let Kind::Folder(folder) = &here else { return Ok(None) };
            let wanted = gix::path::os_str_into_bstr(part.as_os_str()).unwrap_or_default();
            match self.nodes(git, folder)?.into_iter().find(|node| node.name == *wanted) {
                Some(node) => here = node.kind,
                None => return Ok(None),
            }
        }
        Ok(Some(here))
    }

    pub(super) fn has_folder(&self, git: &gix::Repository, path: &Path) -> Result<bool, Lost> {
        Ok(matches!(self.find(git, path)?, Some(Kind::Folder(_))))
    }

    pub(super) fn has_settings(&self, git: &gix::Repository, folder: &Path) -> Result<bool, Lost> {
        Ok(matches!(self.find(git, &folder.join(SETTINGS_FILE))?, Some(Kind::File(_) | Kind::Link(_))))
    }

    /// Everything that is read in a folder, in the order of a disk. `base` is where the repository's files lie.
    pub(super) fn files(&self, git: &gix::Repository, base: &Path, folder: &Path) -> Result<Found, Lost> {
        let Some(Kind::Folder(root)) = self.find(git, folder)? else { return Ok(Found::default()) };
        let mut walk = Walk { snapshot: self, git, base, folder, room: MOST_TEXT, found: Found::default(), open: Vec::new() };
        let nodes = self.nodes(git, &root)?.into_iter();
        walk.open.push(Open { path: PathBuf::new(), depth: 0, nodes });
        walk.go()?;
        Ok(walk.found)
    }
}

/// A walk through a folder, without recursion.
struct Walk<'a> {
    snapshot: &'a Snapshot,
    git: &'a gix::Repository,
    base: &'a Path,
    folder: &'a Path,
    /// Bytes of text that may still be read.
    room: usize,
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
                self.enter(node, path, depth)?;
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
            Kind::File(_) | Kind::Repository => {}
            Kind::Link(id) => {
                if by_name || self.leads_to_folder(&self.folder.join(&path), id)? {
                    self.found.problems.push(link(shown(&path)));
                }
            }
            Kind::Folder(inner) => {
                let nodes = self.snapshot.nodes(self.git, &inner)?;
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

    /// Whether a link leads to a folder: in the same state, or where it leads out of the repository, on disk.
    fn leads_to_folder(&self, at: &Path, id: ObjectId) -> Result<bool, Lost> {
        if size(self.git, id)? > LONGEST_LINK {
            return Ok(false);
        }
        let target = self.git.find_object(id).map_err(|_| Lost(id))?.detach().data;
        let to = at.parent().unwrap_or(Path::new("")).join(native(target.as_bstr()));
        match without_detours(&to).filter(|to| to.is_relative()) {
            Some(inside) => self.snapshot.has_folder(self.git, &inside),
            None => Ok(std::fs::metadata(self.base.join(to)).is_ok_and(|meta| meta.is_dir())),
        }
    }

    fn read_text(&mut self, id: ObjectId) -> Result<Result<String, Unread>, Lost> {
        if size(self.git, id)? > LARGEST_FILE {
            return Ok(Err(too_large()));
        }
        let object = self.git.find_object(id).map_err(|_| Lost(id))?;
        if !object.kind.is_blob() {
            return Err(Lost(id));
        }
        match self.room.checked_sub(object.data.len()) {
            Some(left) => self.room = left,
            None => return Ok(Err(("too-many", "there is too much text before this file, so it was not read".into()))),
        }
        Ok(text_of(object.detach().data))
    }
}

/// Whether a folder is a framework of its own.
pub(super) fn stands_alone(nodes: &[Node]) -> bool {
    nodes.iter().any(|node| node.name == SETTINGS_FILE && matches!(node.kind, Kind::File(_) | Kind::Link(_)))
}

/// Whether a name is that of a file with content, and not of settings.
pub(super) fn is_content_name(name: &[u8]) -> bool {
    is_read(name, false)
}

/// Puts an entry of the index into its folder, and that folder into the one above.
fn place(staged: &mut FxHashMap<BString, Vec<Node>>, path: &BStr, kind: Kind) {
    let at = path.rfind_byte(b'/');
    let folder = &path[..at.unwrap_or(0)];
    let node = Node { name: path[at.map_or(0, |at| at + 1)..].into(), kind };
    if let Some(nodes) = staged.get_mut(folder.as_bstr()) {
        nodes.push(node);
        return;
    }
    staged.insert(folder.into(), vec![node]);
    place(staged, folder.as_bstr(), Kind::Folder(Folder::Staged(folder.into())));
}

/// A path as the system writes it; what it cannot write stands as a sign that it could not.
fn native(path: &BStr) -> PathBuf {
    gix::path::from_bstr(path).map_or_else(|_| PathBuf::from(path.to_str_lossy().into_owned()), |path| path.into_owned())
}

fn size(git: &gix::Repository, id: ObjectId) -> Result<u64, Lost> {
    git.find_header(id).map(|header| header.size()).map_err(|_| Lost(id))
}

fn too_deep(path: String) -> Unwalked {
    (path, "too-many", format!("folders stand more than {DEEPEST} deep in one another here; what is in this one was not read"))
}

fn shown(path: &Path) -> String {
    let parts: Vec<_> = path.components().map(|part| part.as_os_str().to_string_lossy()).collect();
    parts.join("/")
}
