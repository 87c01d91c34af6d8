//! The objects of a repository, read one at a time: looked at before they are taken in, counted, checked against their
//! names, and taken apart here.
//!
//! What an object holds was written by anybody. The git library gives an object's bytes without asking whether they
//! hash to its name, panics (gix 0.90, `Object::peel_to_kind`, at “valid commit” and “valid tag”) where a commit or a
//! tag is malformed, and follows a tag that names itself without end. So of the library only the store is used, and
//! the bytes are checked and read by the few lines below.

use gix::ObjectId;
use gix::bstr::{BString, ByteSlice};
use gix::objs::{Kind, tree::EntryKind};
use rustc_hash::FxHashMap;
use std::cell::{Cell, RefCell};
use std::rc::Rc;

/// The largest commit or tag that is read, in bytes.
const LARGEST_NOTE: u64 = 4 * 1024 * 1024;
/// The largest tree: a folder of about half a million entries.
const LARGEST_TREE: u64 = 32 * 1024 * 1024;
/// How many trees are kept at hand, and how large they may be.
const KEPT: usize = 1024;
const LARGEST_KEPT: usize = 16 * 1024;
/// How many tags may stand between a name and its commit.
const MOST_TAGS: usize = 50;

/// An object that the repository should hold, and what keeps it from being read.
#[derive(Debug)]
pub(super) struct Lost {
    pub id: ObjectId,
    pub why: Why,
}

/// What keeps an object from being read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Why {
    /// It is not there.
    Absent,
    /// It is there and is not what its name says, or not what its kind must be.
    Damaged(&'static str),
    /// More has been read than one piece of work may read.
    Spent,
}

/// Reads objects until a number of bytes is spent.
pub(super) struct Reader<'a> {
    git: &'a gix::Repository,
    room: Cell<u64>,
    /// Trees that were read, with their sizes: a repository may name the same one again and again.
    trees: RefCell<FxHashMap<ObjectId, Kept>>,
}

/// A tree that was read: its size in bytes and its entries.
type Kept = (u64, Rc<[Entry]>);

/// What a commit says that is needed here.
pub(super) struct Commit {
    pub tree: ObjectId,
    pub parents: Vec<ObjectId>,
    /// When it was committed, in seconds since 1970.
    pub seconds: i64,
}

/// An entry of a tree.
pub(super) struct Entry {
    pub kind: EntryKind,
    pub name: BString,
    pub id: ObjectId,
}

/// What a name leads to when every tag has been followed.
pub(super) enum Peeled {
    Commit(ObjectId, Commit),
    Tree(ObjectId),
    Blob,
}

impl<'a> Reader<'a> {
    pub(super) fn new(git: &'a gix::Repository, room: u64) -> Self {
        Reader { git, room: Cell::new(room), trees: RefCell::default() }
    }

    /// Bytes that may still be read.
    pub(super) fn room(&self) -> u64 {
        self.room.get()
    }

    /// What kind of object it is said to be, and how large, without reading it.
    pub(super) fn header(&self, id: ObjectId) -> Result<(Kind, u64), Lost> {
        if id.kind() != self.git.object_hash() {
            return Err(Lost { id, why: Why::Absent });
        }
        match self.git.try_find_header(id) {
            Ok(Some(header)) => Ok((header.kind(), header.size())),
            Ok(None) => Err(Lost { id, why: Why::Absent }),
            Err(_) => Err(damaged(id, "it cannot be unpacked")),
        }
    }

    /// The bytes of an object of a kind, at most so many, found to be those that its name stands for.
    pub(super) fn bytes(&self, id: ObjectId, kind: Kind, most: u64) -> Result<Vec<u8>, Lost> {
        let (_, size) = self.header(id)?;
        if size > most {
            return Err(damaged(id, "it is larger than any that is read"));
        }
        self.spend(id, size)?;
        self.take(id, kind)
    }

    fn spend(&self, id: ObjectId, size: u64) -> Result<(), Lost> {
        self.room.set(self.room.get().checked_sub(size).ok_or(Lost { id, why: Why::Spent })?);
        Ok(())
    }

    /// The content of a file, whose size whoever asks has looked at and counts.
    pub(super) fn text(&self, id: ObjectId) -> Result<Vec<u8>, Lost> {
        self.take(id, Kind::Blob)
    }

    fn take(&self, id: ObjectId, kind: Kind) -> Result<Vec<u8>, Lost> {
        let object = match self.git.try_find_object(id) {
            Ok(Some(object)) => object.detach(),
            Ok(None) => return Err(Lost { id, why: Why::Absent }),
            Err(_) => return Err(damaged(id, "it cannot be unpacked")),
        };
        if object.kind != kind {
            return Err(damaged(id, "it is an object of another kind"));
        }
        match gix::objs::compute_hash(id.kind(), object.kind, &object.data) {
            Ok(hash) if hash == id => Ok(object.data),
            _ => Err(damaged(id, "its content is not what its name stands for")),
        }
    }

    pub(super) fn commit(&self, id: ObjectId) -> Result<Commit, Lost> {
        let bytes = self.bytes(id, Kind::Commit, LARGEST_NOTE)?;
        commit(&bytes, id.kind()).map_err(|what| damaged(id, what))
    }

    pub(super) fn tree(&self, id: ObjectId) -> Result<Rc<[Entry]>, Lost> {
        let mut known = self.trees.borrow_mut();
        if let Some((size, entries)) = known.get(&id) {
            self.spend(id, *size)?;
            return Ok(Rc::clone(entries));
        }
        let bytes = self.bytes(id, Kind::Tree, LARGEST_TREE)?;
        let entries: Rc<[Entry]> = tree(&bytes, id.kind()).map_err(|what| damaged(id, what))?.into();
        if known.len() < KEPT && bytes.len() < LARGEST_KEPT {
            known.insert(id, (bytes.len() as u64, Rc::clone(&entries)));
        }
        Ok(entries)
    }

    /// Follows tags to what they are put on.
    pub(super) fn peel(&self, from: ObjectId) -> Result<Peeled, Lost> {
        let mut here = from;
        for _ in 0..=MOST_TAGS {
            match self.header(here)?.0 {
                Kind::Commit => return Ok(Peeled::Commit(here, self.commit(here)?)),
                Kind::Tree => return Ok(Peeled::Tree(here)),
                Kind::Blob => return Ok(Peeled::Blob),
                Kind::Tag => here = self.follow(here)?,
            }
        }
        Err(damaged(from, "it leads through more tags than are followed"))
    }

    /// What a tag is put on; it must be of the kind that the tag says.
    pub(super) fn follow(&self, tag: ObjectId) -> Result<ObjectId, Lost> {
        let bytes = self.bytes(tag, Kind::Tag, LARGEST_NOTE)?;
        let (target, kind) = target(&bytes, tag.kind()).ok_or_else(|| damaged(tag, "it is not a tag as git writes them"))?;
        if self.header(target)?.0 == kind { Ok(target) } else { Err(damaged(tag, "what it is put on is of another kind than it says")) }
    }
}

fn damaged(id: ObjectId, what: &'static str) -> Lost {
    Lost { id, why: Why::Damaged(what) }
}

/// A line that begins with a word, without it, and what follows the line.
fn line<'a>(text: &'a [u8], word: &[u8]) -> Option<(&'a [u8], &'a [u8])> {
    let text = text.strip_prefix(word)?.strip_prefix(b" ")?;
    let end = memchr::memchr(b'\n', text)?;
    Some((&text[..end], &text[end + 1..]))
}

fn name_of(hex: &[u8], kind: gix::hash::Kind) -> Option<ObjectId> {
    ObjectId::from_hex(hex).ok().filter(|id| id.kind() == kind)
}

/// `tree`, any number of `parent`, `author`, `committer`, in this order.
fn commit(bytes: &[u8], kind: gix::hash::Kind) -> Result<Commit, &'static str> {
    const MALFORMED: &str = "it is not a commit as git writes them";
    let (tree, mut rest) = line(bytes, b"tree").ok_or(MALFORMED)?;
    let tree = name_of(tree, kind).ok_or(MALFORMED)?;
    let mut parents = Vec::new();
    while let Some((parent, after)) = line(rest, b"parent") {
        parents.push(name_of(parent, kind).ok_or(MALFORMED)?);
        rest = after;
    }
    let (_, rest) = line(rest, b"author").ok_or(MALFORMED)?;
    let (committer, _) = line(rest, b"committer").ok_or(MALFORMED)?;
    let seconds = seconds(committer).ok_or("the date of the commit cannot be read")?;
    Ok(Commit { tree, parents, seconds })
}

/// The moment in `Name <address> 1788000000 +0200`.
fn seconds(committer: &[u8]) -> Option<i64> {
    let after = &committer[memchr::memrchr(b'>', committer)? + 1..];
    after.to_str().ok()?.split_whitespace().next()?.parse().ok()
}

/// `object` and `type`.
fn target(bytes: &[u8], kind: gix::hash::Kind) -> Option<(ObjectId, Kind)> {
    let (object, rest) = line(bytes, b"object")?;
    let (of, _) = line(rest, b"type")?;
    Some((name_of(object, kind)?, Kind::from_bytes(of).ok()?))
}

/// Mode, name and object, one after another. No name may stand twice or lead anywhere else.
fn tree(mut bytes: &[u8], kind: gix::hash::Kind) -> Result<Vec<Entry>, &'static str> {
    const MALFORMED: &str = "it is not a tree as git writes them";
    let mut entries = Vec::new();
    while !bytes.is_empty() {
        let space = memchr::memchr(b' ', &bytes[..bytes.len().min(8)]).ok_or(MALFORMED)?;
        let end = memchr::memchr(0, &bytes[space..]).map(|at| space + at).ok_or(MALFORMED)?;
        let id = bytes.get(end + 1..end + 1 + kind.len_in_bytes()).ok_or(MALFORMED)?;
        let name = &bytes[space + 1..end];
        if !is_name(name) {
            return Err("it holds a name that no folder can have");
        }
        let kind_of = mode(&bytes[..space]).ok_or("it holds an entry of a kind that git does not know")?;
        let object = ObjectId::try_from(id).map_err(|_| MALFORMED)?;
        entries.push(Entry { kind: kind_of, name: name.into(), id: object });
        bytes = &bytes[end + 1 + kind.len_in_bytes()..];
    }
    entries.sort_by(|a, b| a.name.cmp(&b.name));
    let twice = entries.windows(2).any(|two| two[0].name == two[1].name);
    if twice { Err("it holds one name twice") } else { Ok(entries) }
}

/// Whether a name can be that of an entry in a folder of a checkout.
pub(super) fn is_name(name: &[u8]) -> bool {
    !matches!(name, b"" | b"." | b"..") && !name.eq_ignore_ascii_case(b".git") && !name.contains(&b'/') && !name.contains(&0)
}

/// What a mode in octal digits stands for; older versions of git wrote some with a zero before, and `100664`.
fn mode(digits: &[u8]) -> Option<EntryKind> {
    Some(match digits {
        b"40000" | b"040000" => EntryKind::Tree,
        b"100644" | b"100664" => EntryKind::Blob,
        b"100755" => EntryKind::BlobExecutable,
        b"120000" => EntryKind::Link,
        b"160000" => EntryKind::Commit,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::{commit, target, tree};
    use gix::hash::Kind::Sha1;

    const ID: &str = "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa";

    #[test]
    fn a_commit_says_its_tree_its_parents_and_its_time() {
        let text = format!("tree {ID}\nparent {ID}\nparent {ID}\nauthor A <a@b> 1 +0000\ncommitter A <a> <b> 1788000000 +0200\n\nx");
        let read = commit(text.as_bytes(), Sha1).expect("a commit");
        assert_eq!((read.parents.len(), read.seconds), (2, 1_788_000_000));
        for (from, to) in [
            ("tree ", "tree"),
            (ID, "zz"),
            ("author", "autor"),
            ("committer", "x"),
            ("1788000000", "soon"),
            ("1788000000", "99999999999999999999"),
        ] {
            assert!(commit(text.replace(from, to).as_bytes(), Sha1).is_err(), "{from} as {to}");
        }
        for end in 0..text.len() - 3 {
            let whole = text[..end].contains("+0200\n");
            assert_eq!(commit(&text.as_bytes()[..end], Sha1).is_ok(), whole, "cut at {end}");
        }
    }

    #[test]
    fn a_tree_holds_each_name_once_and_only_names() {
        let entry = |mode: &str, name: &[u8]| [mode.as_bytes(), b" ", name, b"\0", &[7; 20]].concat();
        let two = [entry("100644", b"b"), entry("40000", b"a")].concat();
        let names: Vec<String> = tree(&two, Sha1).expect("a tree").iter().map(|entry| entry.name.to_string()).collect();
        assert_eq!(names, ["a", "b"]);
        assert!((1..two.len()).all(|end| tree(&two[..end], Sha1).is_ok() == (end == 29)));
        for name in [&b""[..], b".", b"..", b".git", b".GiT", b"a/b"] {
            assert!(tree(&entry("100644", name), Sha1).is_err(), "{name:?}");
        }
        for mode in ["", "1", "100600", "140000", "10064x", "1006440000"] {
            assert!(tree(&entry(mode, b"a"), Sha1).is_err(), "{mode}");
        }
        assert!(tree(&[entry("100644", b"a"), entry("40000", b"a")].concat(), Sha1).is_err());
    }

    #[test]
    fn a_tag_says_what_it_is_put_on() {
        assert!(target(format!("object {ID}\ntype commit\ntag x\n").as_bytes(), Sha1).is_some());
        for text in ["", "x", "object zz\ntype commit\n", "type commit\n", &format!("object {ID}\ntype x\n"), &format!("object {ID}")] {
            assert!(target(text.as_bytes(), Sha1).is_none(), "{text}");
        }
    }
}
