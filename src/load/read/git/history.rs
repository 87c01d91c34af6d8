//! The versions that the files with certain items went through, newest first, within a budget.
//!
//! A version is read only as far as it is asked for: of every state, the files in which one of the ids stands as a
//! key. What the files say is not looked at here.

use super::objects::{Lost, Reader, Why};
use super::snapshot::{Folder, Kind, Snapshot, is_content_name, stands_alone};
use super::{Repository, Surroundings, TREES};
use crate::load::read::{LARGEST_FILE, Sources, text_of, without_detours};
use crate::model::Layer;
use gix::ObjectId;
use gix::bstr::{BString, ByteSlice};
use rustc_hash::{FxHashMap, FxHashSet};
use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::path::{Path, PathBuf};
use std::rc::Rc;

/// The most versions of the files that are read.
pub const MOST_VERSIONS: usize = 300;
/// The most commits that are passed.
const MOST_COMMITS: usize = 20_000;
/// The most text that is looked at, in bytes.
const MOST_TEXT: usize = 256 * 1024 * 1024;
/// The most files of one version: a small repository can name the same folder again and again.
const MOST_FILES: usize = 20_000;
/// What the paths of all files that are looked through may come to, in bytes: they are kept for each folder.
const MOST_PATHS: usize = 256 * 1024 * 1024;
/// How deep folders may stand in one another.
const DEEPEST: usize = 128;

/// The files of a folder that name an id as a key: their paths in it, and their content.
type Naming = Vec<(BString, ObjectId)>;

/// Files of one state, and the commit that brought them.
#[derive(Debug)]
pub struct Version {
    /// The commit, in short.
    pub commit: String,
    /// The files in which one of the ids stands as a key.
    pub sources: Sources,
}

/// The way back from the commit that is checked out.
#[derive(Debug)]
pub struct History {
    repository: Rc<Repository>,
    /// The folders that are read, each with the number of its layer.
    folders: Vec<(PathBuf, u16)>,
    ids: FxHashSet<Vec<u8>>,
    /// Commits to look at: the newest first, and of the same second the one that was come upon first.
    open: BinaryHeap<(i64, Reverse<usize>, ObjectId)>,
    met: FxHashSet<ObjectId>,
    /// The state that was given last, to be given again where more is asked of it.
    last: Option<(String, ObjectId)>,
    again: bool,
    /// Whether a file names one of the ids as a key.
    naming: FxHashMap<ObjectId, bool>,
    /// The files of a folder that do, by path; a framework of its own is looked into only where it was named.
    within: FxHashMap<(ObjectId, bool), Rc<Naming>>,
    /// What the versions that were given hold, as hashes: of each, only whether it is the same again is asked.
    given: FxHashSet<[u8; 32]>,
    /// The folders whose files were looked through last.
    looked: Vec<Option<ObjectId>>,
    /// Bytes of text, of paths, and of commits and trees that may still be read.
    room: usize,
    paths: usize,
    objects: u64,
    versions: usize,
    is_cut: bool,
    is_spent: bool,
    /// The first object that was found to be damaged, in short.
    damaged: Option<String>,
}

impl History {
    /// The way back for the framework at `root`, with those of its layers that lie in the same repository and are
    /// read as they are. Absent where there is no repository, or no commit in it.
    pub fn of(root: &Path, layers: &[Layer], surroundings: &Surroundings) -> Option<History> {
        let (repository, inside) = Repository::around(root, surroundings).ok()?;
        let head = repository.head()?;
        let folder = |(at, layer): (usize, &Layer)| Some((without_detours(&inside.join(&layer.path))?, u16::try_from(at).ok()?));
        let folders = layers.iter().enumerate().filter(|(_, layer)| !layer.path.contains('@')).filter_map(folder).collect();
        let mut history = History {
            repository,
            folders,
            ids: FxHashSet::default(),
            open: BinaryHeap::new(),
            met: FxHashSet::default(),
            last: None,
            again: false,
            naming: FxHashMap::default(),
            within: FxHashMap::default(),
            given: FxHashSet::default(),
            looked: Vec::new(),
            room: MOST_TEXT,
            paths: MOST_PATHS,
            objects: TREES,
            versions: 0,
            is_cut: false,
            is_spent: false,
            damaged: None,
        };
        history.meet(head);
        Some(history)
    }

    /// Whether a layer of that number is read as it was.
    pub fn covers(&self, layer: u16) -> bool {
        self.folders.iter().any(|&(_, covered)| covered == layer)
    }

    /// Asks for the files that name these ids too. Where that is more than before, the last version comes again.
    pub fn look_for(&mut self, ids: impl IntoIterator<Item = String>) -> bool {
        let before = self.ids.len();
        self.ids.extend(ids.into_iter().map(String::into_bytes));
        let is_more = self.ids.len() > before;
        if is_more {
            self.naming.clear();
            self.within.clear();
            self.looked.clear();
            self.again = self.last.is_some();
        }
        is_more
    }

    /// Whether commits are missing that this clone does not hold.
    pub fn is_cut(&self) -> bool {
        self.is_cut
    }

    /// An object on the way that is damaged, by its name in short.
    pub fn damaged(&self) -> Option<&str> {
        self.damaged.as_deref()
    }

    /// Whether there is more than the budget allows to read.
    pub fn is_spent(&self) -> bool {
        self.is_spent
    }

    /// The next version further back.
    pub fn next_version(&mut self) -> Option<Version> {
        if std::mem::take(&mut self.again)
            && let Some((commit, tree)) = self.last.clone()
            && let Some(files) = self.files(tree)
            && self.given.insert(hash(&files))
        {
            return self.read(commit, &files);
        }
        while let Some((_, _, id)) = self.open.pop() {
            self.is_spent |= self.met.len() > MOST_COMMITS;
            if self.is_spent {
                return None;
            }
            let Some(tree) = self.pass(id) else { continue };
            let Some(files) = self.files(tree) else { continue };
            if self.given.insert(hash(&files)) {
                let commit = id.to_hex_with_len(7).to_string();
                self.last = Some((commit.clone(), tree));
                return self.read(commit, &files);
            }
        }
        None
    }

    /// Looks at objects until what may be read of them is spent.
    fn look<T>(&mut self, look: impl FnOnce(&Reader<'_>) -> Result<T, Lost>) -> Option<T> {
        let repository = Rc::clone(&self.repository);
        let reader = Reader::new(&repository.git, self.objects);
        let looked = look(&reader);
        self.objects = reader.room();
        match looked {
            Ok(found) => Some(found),
            Err(Lost { why: Why::Spent, .. }) => {
                self.is_spent = true;
                None
            }
            Err(Lost { why: Why::Damaged(_), id }) => {
                self.damaged.get_or_insert_with(|| id.to_hex_with_len(7).to_string());
                None
            }
            Err(Lost { why: Why::Absent, .. }) => {
                self.is_cut = true;
                None
            }
        }
    }

    /// Goes on to the parents of a commit, and returns its tree.
    fn pass(&mut self, id: ObjectId) -> Option<ObjectId> {
        let commit = self.look(|reader| reader.commit(id))?;
        for parent in commit.parents {
            self.meet(parent);
        }
        Some(commit.tree)
    }

    fn meet(&mut self, id: ObjectId) {
        if self.met.contains(&id) {
            return;
        }
        if let Some(commit) = self.look(|reader| reader.commit(id)) {
            self.met.insert(id);
            self.open.push((commit.seconds, Reverse(self.met.len()), id));
        }
    }

    /// The files of a state that name one of the ids, by layer and path. Absent where something is missing, and
    /// where the folders are those of the state before.
    fn files(&mut self, tree: ObjectId) -> Option<Vec<(u16, BString, ObjectId)>> {
        let snapshot = Snapshot::of_tree(tree);
        let mut folders = Vec::new();
        for at in 0..self.folders.len() {
            let folder = self.folders[at].0.clone();
            folders.push(match self.look(|reader| snapshot.find(reader, &folder))? {
                Some(Kind::Folder(Folder::Tree(id))) => Some(id),
                _ => None,
            });
        }
        if folders == self.looked {
            return None;
        }
        let mut all = Vec::new();
        for (at, id) in folders.iter().enumerate().filter_map(|(at, id)| Some((at, (*id)?))) {
            let layer = self.folders[at].1;
            let found = self.within(id, true, 0)?;
            self.count(&found)?;
            all.extend(found.iter().map(|(path, blob)| (layer, path.clone(), *blob)));
        }
        self.looked = folders;
        Some(all)
    }

    /// Counts paths that are about to be kept.
    fn count(&mut self, found: &Naming) -> Option<()> {
        let length = found.iter().map(|(path, _)| path.len() + 32).sum();
        match self.paths.checked_sub(length) {
            Some(left) => {
                self.paths = left;
                Some(())
            }
            None => {
                self.is_spent = true;
                None
            }
        }
    }

    fn within(&mut self, tree: ObjectId, at_root: bool, depth: usize) -> Option<Rc<Naming>> {
        if let Some(known) = self.within.get(&(tree, at_root)) {
            return Some(Rc::clone(known));
        }
        let nodes = self.look(|reader| Snapshot::of_tree(tree).nodes(reader, &Folder::Tree(tree)))?;
        let mut found = Vec::new();
        let is_other = !at_root && stands_alone(&nodes);
        for node in nodes.into_iter().filter(|node| !is_other && !node.name.starts_with(b".")) {
            match node.kind {
                Kind::File(id) if is_content_name(&node.name) && self.names(id) => found.push((node.name, id)),
                Kind::Folder(Folder::Tree(id)) if depth < DEEPEST => {
                    let inner = self.within(id, false, depth + 1)?;
                    self.count(&inner)?;
                    found.extend(inner.iter().map(|(path, id)| ([node.name.as_slice(), b"/", path].concat().into(), *id)));
                }
                _ => {}
            }
            if found.len() > MOST_FILES {
                self.is_spent = true;
                return None;
            }
        }
        let found = Rc::new(found);
        self.within.insert((tree, at_root), Rc::clone(&found));
        Some(found)
    }

    /// Whether one of the ids stands in a file as a key.
    fn names(&mut self, id: ObjectId) -> bool {
        if let Some(&known) = self.naming.get(&id) {
            return known;
        }
        let text = self.bytes(id);
        let names = text.is_some_and(|text| keys(&text).any(|key| self.ids.contains(key)));
        self.naming.insert(id, names);
        names
    }

    fn bytes(&mut self, id: ObjectId) -> Option<Vec<u8>> {
        let (_, size) = self.look(|reader| reader.header(id))?;
        let size = usize::try_from(size).ok().filter(|_| size <= LARGEST_FILE)?;
        let Some(room) = self.room.checked_sub(size) else {
            self.is_spent = true;
            return None;
        };
        self.room = room;
        self.look(|reader| reader.text(id))
    }

    fn read(&mut self, commit: String, files: &[(u16, BString, ObjectId)]) -> Option<Version> {
        self.versions += 1;
        if self.versions > MOST_VERSIONS || self.is_spent {
            self.is_spent = true;
            return None;
        }
        let mut sources = Sources::nothing();
        for (layer, path, id) in files {
            if let Some(Ok(text)) = self.bytes(*id).map(text_of) {
                sources.files.add(path.to_str_lossy().into_owned(), text, *layer);
            }
        }
        Some(Version { commit, sources })
    }
}

/// What tells one list of files from another.
fn hash(files: &[(u16, BString, ObjectId)]) -> [u8; 32] {
    let mut hasher = blake3::Hasher::new();
    for (layer, path, id) in files {
        hasher.update(&layer.to_le_bytes()).update(&path.len().to_le_bytes()).update(path).update(id.as_bytes());
    }
    *hasher.finalize().as_bytes()
}

/// Every word of small letters, digits and `-` that a colon follows, with or without quotes.
fn keys(text: &[u8]) -> impl Iterator<Item = &[u8]> {
    memchr::memchr_iter(b':', text).map(|colon| {
        let before = text[..colon].trim_ascii_end();
        let before = before.strip_suffix(b"\"").or(before.strip_suffix(b"'")).unwrap_or(before);
        let is_of_an_id = |byte: &u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || *byte == b'-';
        let start = before.iter().rposition(|byte| !is_of_an_id(byte)).map_or(0, |at| at + 1);
        &before[start..]
    })
}

#[cfg(test)]
mod tests {
    use super::keys;

    #[test]
    fn a_key_is_a_word_before_a_colon() {
        let text = b"roles:\n  team-lead :\n    \"a1\": x-y\n  B: {c: 1,'d':2}\n:";
        let found: Vec<String> = keys(text).map(|key| String::from_utf8_lossy(key).into_owned()).collect();
        assert_eq!(found, ["roles", "team-lead", "a1", "", "c", "d", ""]);
    }
}
