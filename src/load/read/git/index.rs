//! Git's index: what is staged for the next commit, and what a sparse checkout leaves out of the folder.
//!
//! Read by our own few lines, because a hostile index must cost no more than its size: the library (gix 0.90) follows
//! the tree in the `TREE` extension, which this does not need, by recursion, and lets the shortened paths of version 4
//! multiply.

use super::objects::is_name;
use gix::ObjectId;
use gix::bstr::{BString, ByteSlice};
use std::path::Path;

/// The largest index that is read, in bytes.
const LARGEST: u64 = 512 * 1024 * 1024;
/// What all paths together may come to; those of version 4 are written as what differs from the one before.
const MOST_PATHS: usize = 256 * 1024 * 1024;
/// What stands before the name of an entry's object: times, numbers and sizes of ten times four bytes.
const STAT: usize = 40;

/// What may be wrong with an index, in words.
pub(super) type Problem = String;

/// An entry.
pub(super) struct Entry {
    pub path: BString,
    pub mode: u32,
    pub id: ObjectId,
    /// On which side of a merge it stands; 0 where there is none.
    pub stage: u16,
    /// Promised, and without content yet.
    pub is_intended: bool,
    /// Left out of the folder by a sparse checkout.
    pub is_sparse: bool,
}

/// Reads the index at a path; one that is not there holds nothing, as git has it.
#[allow(clippy::disallowed_methods, reason = "the one place that opens an index")]
pub(super) fn read(path: &Path, hash: gix::hash::Kind) -> Result<Vec<Entry>, Problem> {
    let cannot = |error: std::io::Error| format!("git's index cannot be opened: {error}");
    let size = match std::fs::metadata(path) {
        Ok(meta) if meta.is_file() => meta.len(),
        Ok(_) => return Err("git's index is not a file".into()),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(cannot(error)),
    };
    if size > LARGEST {
        return Err(format!("git's index is larger than {} MB, the most that is read", LARGEST / 1024 / 1024));
    }
    parse(&std::fs::read(path).map_err(cannot)?, hash)
}

fn parse(bytes: &[u8], hash: gix::hash::Kind) -> Result<Vec<Entry>, Problem> {
    let damaged = || "git's index is damaged; “git fsck” says more, and removing .git/index and then “git reset” makes it anew".to_owned();
    let length = hash.len_in_bytes();
    let body = bytes.len().checked_sub(length).map(|end| &bytes[..end]).ok_or_else(damaged)?;
    let sum = &bytes[body.len()..];
    // Git leaves the sum out (as zeros) where index.skipHash is set.
    if sum.iter().any(|&byte| byte != 0) && sum_of(body, hash).as_deref() != Some(sum) {
        return Err(damaged());
    }
    let mut cursor = Cursor { rest: body };
    let (magic, version, count) = (cursor.take(4), cursor.number(), cursor.number());
    let (Some(b"DIRC"), Some(version @ 2..=4), Some(count)) = (magic, version, count) else { return Err(damaged()) };
    let (mut entries, mut last, mut paths) = (Vec::new(), BString::default(), 0);
    for _ in 0..count {
        let entry = cursor.entry(version, hash, &last).ok_or_else(damaged)?;
        let whole = entry.path.strip_suffix(b"/").filter(|_| entry.mode == 0o40000).unwrap_or(&entry.path);
        if !whole.split_str("/").all(is_name) {
            return Err("git's index holds a path that no checkout can have; “git ls-files” shows it".into());
        }
        paths += entry.path.len();
        if paths > MOST_PATHS {
            return Err("git's index holds more paths than are read".into());
        }
        last.clone_from(&entry.path);
        entries.push(entry);
    }
    match cursor.extensions() {
        Some(true) => {
            Err("git's index is kept in two parts, which is not read; “git update-index --no-split-index” puts it together".into())
        }
        Some(false) => Ok(entries),
        None => Err(damaged()),
    }
}

fn sum_of(body: &[u8], hash: gix::hash::Kind) -> Option<Vec<u8>> {
    let mut hasher = gix::hash::hasher(hash);
    hasher.update(body);
    hasher.try_finalize().ok().map(|id| id.as_bytes().to_vec())
}

struct Cursor<'a> {
    rest: &'a [u8],
}

impl<'a> Cursor<'a> {
    fn take(&mut self, length: usize) -> Option<&'a [u8]> {
        let (taken, rest) = self.rest.split_at_checked(length)?;
        self.rest = rest;
        Some(taken)
    }

    fn number(&mut self) -> Option<u32> {
        Some(u32::from_be_bytes(self.take(4)?.try_into().ok()?))
    }

    fn short(&mut self) -> Option<u16> {
        Some(u16::from_be_bytes(self.take(2)?.try_into().ok()?))
    }

    fn entry(&mut self, version: u32, hash: gix::hash::Kind, last: &BString) -> Option<Entry> {
        let before = self.rest.len();
        let stat = self.take(STAT)?;
        let mode = u32::from_be_bytes(stat[24..28].try_into().ok()?);
        let id = ObjectId::try_from(self.take(hash.len_in_bytes())?).ok()?;
        let flags = self.short()?;
        let is_extended = flags & 0x4000 != 0;
        let extended = if is_extended && version >= 3 { self.short()? } else { 0 };
        let path = if version == 4 {
            let kept = last.len().checked_sub(self.varint()?)?;
            [&last[..kept], self.text()?].concat().into()
        } else {
            let path = self.text()?.into();
            // The entry is filled up to a multiple of eight; one of the zeros has been taken.
            let length = before - self.rest.len() - 1;
            self.take(7 - length % 8)?;
            path
        };
        let stage = (flags >> 12) & 3;
        Some(Entry { path, mode, id, stage, is_intended: extended & 0x2000 != 0, is_sparse: extended & 0x4000 != 0 })
    }

    /// Up to the next zero, which is taken too.
    fn text(&mut self) -> Option<&'a [u8]> {
        let end = memchr::memchr(0, self.rest)?;
        let text = self.take(end)?;
        self.take(1)?;
        Some(text)
    }

    /// A number of seven bits a byte, as in packs.
    fn varint(&mut self) -> Option<usize> {
        let mut value = 0usize;
        loop {
            let byte = *self.take(1)?.first()?;
            value = value.checked_shl(7)?.checked_add(usize::from(byte & 0x7F))?;
            if byte & 0x80 == 0 {
                return Some(value);
            }
            value = value.checked_add(1).filter(|&value| value < 1 << 40)?;
        }
    }

    /// Passes over what follows the entries: whether part of the index stands in another file. Absent where
    /// something is not understood that must be (its name begins with a small letter).
    fn extensions(&mut self) -> Option<bool> {
        while !self.rest.is_empty() {
            let name = self.take(4)?;
            let length = self.number()?;
            self.take(usize::try_from(length).ok()?)?;
            match name {
                b"link" => return Some(true),
                b"sdir" => {}
                name if name.first().is_some_and(u8::is_ascii_uppercase) => {}
                _ => return None,
            }
        }
        Some(false)
    }
}

#[cfg(test)]
mod tests {
    use super::{parse, sum_of};
    use gix::hash::Kind::Sha1;

    /// An index of version 2 with these paths and its sum.
    fn index(paths: &[&str]) -> Vec<u8> {
        let mut bytes = [&b"DIRC"[..], &2u32.to_be_bytes(), &u32::try_from(paths.len()).expect("few").to_be_bytes()].concat();
        for path in paths {
            let mut entry = vec![0; 24];
            entry.extend(0o100_644u32.to_be_bytes());
            entry.extend([0; 12]);
            entry.extend([7; 20]);
            entry.extend(u16::try_from(path.len().min(0xFFF)).expect("short").to_be_bytes());
            entry.extend(path.as_bytes());
            let filled = (entry.len() / 8 + 1) * 8;
            entry.resize(filled, 0);
            bytes.extend(entry);
        }
        summed(bytes)
    }

    fn summed(mut bytes: Vec<u8>) -> Vec<u8> {
        bytes.extend(sum_of(&bytes, Sha1).expect("a sum"));
        bytes
    }

    #[test]
    fn entries_are_read_and_nothing_else_is_believed() {
        let deep = format!("{}x", "d/".repeat(60_000));
        let whole = index(&["a", "b/c.yaml", &deep]);
        let paths: Vec<usize> = parse(&whole, Sha1).expect("an index").iter().map(|entry| entry.path.len()).collect();
        assert_eq!(paths, [1, 8, deep.len()]);
        for path in ["", "/a", "a//b", "../a", "a/..", "a/./b", ".git/config", "a/.GIT", "a/"] {
            assert!(parse(&index(&[path]), Sha1).is_err(), "{path}");
        }
        let small = index(&["a", "b/c.yaml"]);
        for at in 0..small.len() {
            assert!(parse(&small[..at], Sha1).is_err(), "cut at {at}");
            let mut other = small.clone();
            other[at] ^= 0x55;
            assert!(parse(&other, Sha1).is_err(), "changed at {at}");
        }
    }

    #[test]
    fn whatever_stands_in_an_index_is_read_or_refused() {
        // The sum is made anew, so that it is not what refuses.
        let body = index(&["a", "b/c.yaml", "b/d.yaml"]);
        let body = &body[..body.len() - 20];
        for at in 0..body.len() {
            for value in [0, 1, 2, 3, 4, 0x40, 0x7F, 0x80, 0xFF] {
                let mut other = body.to_vec();
                other[at] = value;
                _ = parse(&summed(other.clone()), Sha1);
                other.truncate(at);
                _ = parse(&summed(other), Sha1);
            }
        }
        let with = |extension: &[u8]| parse(&summed([body, extension].concat()), Sha1);
        assert!(with(b"TREE\0\0\0\x02xx").is_ok() && with(b"sdir\0\0\0\0").is_ok());
        assert!(with(b"link\0\0\0\0").err().is_some_and(|said| said.contains("--no-split-index")));
        assert!(with(b"some\0\0\0\0").is_err() && with(b"TREE\xFF\xFF\xFF\xFF").is_err() && with(b"TR").is_err());
    }
}
