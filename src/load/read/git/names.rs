//! What people write for a state, followed to its commit and its tree.
//!
//! The library's own way of following names is not used: it peels without a bound and panics at malformed commits
//! and tags (see `objects`), and a text to look for (`:/x`) would make it pass through the whole history.

use super::objects::{Lost, Peeled, Reader, Why};
use super::{Repository, TREES, snapshot};
use gix::ObjectId;
use gix::bstr::ByteSlice;
use gix::objs::Kind;
use std::path::Path;

/// How many names may lead to one another before there is an object.
const MOST_LINKS: usize = 10;

/// Where a name leads: a commit with its tree, or a tree alone.
pub(super) struct Target {
    pub commit: Option<ObjectId>,
    pub tree: ObjectId,
}

/// Why a name leads nowhere.
pub(super) enum Astray {
    /// There is nothing of that name, or it is not understood.
    Unknown,
    /// Several objects have names that begin so.
    Several,
    /// It is a single file.
    File,
    /// An object on the way cannot be read.
    Lost(Lost),
}

impl From<Lost> for Astray {
    fn from(lost: Lost) -> Self {
        Astray::Lost(lost)
    }
}

impl Repository {
    /// Follows a name such as `main`, `v1^{commit}`, `HEAD~2`, `1f2e3d4` or `main:folder`.
    pub(super) fn follow(&self, name: &str) -> Result<Target, Astray> {
        let reader = Reader::new(&self.git, TREES);
        let (spec, path) = match name.split_once(':') {
            Some((spec, path)) => (spec, Some(path)),
            None => (name, None),
        };
        let object = self.object(&reader, spec)?;
        let target = match reader.peel(object)? {
            Peeled::Commit(commit, read) => Target { commit: Some(commit), tree: read.tree },
            Peeled::Tree(tree) => Target { commit: None, tree },
            Peeled::Blob => return Err(Astray::File),
        };
        match path {
            None => Ok(target),
            Some(path) => match snapshot::Snapshot::of_tree(target.tree).find(&reader, Path::new(path))? {
                Some(snapshot::Kind::Folder(snapshot::Folder::Tree(tree))) => Ok(Target { commit: None, tree }),
                Some(snapshot::Kind::File(_) | snapshot::Kind::Link(_)) => Err(Astray::File),
                _ => Err(Astray::Unknown),
            },
        }
    }

    /// The object of a name without a path.
    fn object(&self, reader: &Reader<'_>, spec: &str) -> Result<ObjectId, Astray> {
        let end = [spec.find(['^', '~']), spec.find("@{")].into_iter().flatten().min().unwrap_or(spec.len());
        let stem = &spec[..end];
        let mut rest = &spec[stem.len()..];
        let mut here = if rest.starts_with("@{") {
            let (within, after) = rest[2..].split_once('}').ok_or(Astray::Unknown)?;
            rest = after;
            self.logged(stem, within)?
        } else {
            self.named(reader, stem)?
        };
        while !rest.is_empty() {
            (here, rest) = step(reader, here, rest)?;
        }
        Ok(here)
    }

    /// The object of a plain name: in full, of a branch or tag, or by the beginning of its own name.
    fn named(&self, reader: &Reader<'_>, stem: &str) -> Result<ObjectId, Astray> {
        let full = self.git.object_hash().len_in_hex();
        if stem.len() == full
            && let Ok(id) = ObjectId::from_hex(stem.as_bytes())
        {
            // Absent, it may yet be the name of something that can be fetched; that is said where nothing is found.
            return match reader.header(id) {
                Err(Lost { why: Why::Absent, .. }) => Err(Astray::Unknown),
                Err(lost) => Err(lost.into()),
                Ok(_) => Ok(id),
            };
        }
        if let Some(id) = self.reference(if stem == "@" { "HEAD" } else { stem }) {
            return Ok(id);
        }
        let described = stem.rsplit_once("-g").map(|(_, hex)| hex);
        match described.map(|hex| self.begins(reader, hex)) {
            Some(Ok(id)) => Ok(id),
            _ => self.begins(reader, stem),
        }
    }

    /// What a branch, a tag or another name is put on, through the names that it leads to.
    pub(super) fn reference(&self, name: &str) -> Option<ObjectId> {
        if name.is_empty() || name.starts_with('-') {
            return None;
        }
        let mut reference = self.git.try_find_reference(name).ok()??;
        for _ in 0..MOST_LINKS {
            if let Some(id) = reference.try_id() {
                return Some(id.detach());
            }
            reference = reference.follow()?.ok()?;
        }
        None
    }

    /// The commit that is checked out.
    pub(super) fn head(&self) -> Option<ObjectId> {
        self.reference("HEAD")
    }

    /// The only object whose name begins so; of several, the only one that is a commit or a tag.
    fn begins(&self, reader: &Reader<'_>, hex: &str) -> Result<ObjectId, Astray> {
        let is_hex = hex.len() >= 4 && hex.bytes().all(|byte| byte.is_ascii_hexdigit());
        let prefix = gix::hash::Prefix::from_hex(hex).ok().filter(|_| is_hex && hex.len() <= self.git.object_hash().len_in_hex());
        let mut all = std::collections::HashSet::new();
        let looked = prefix.and_then(|prefix| self.git.objects.lookup_prefix(prefix, Some(&mut all)).ok());
        if looked.is_none() || all.is_empty() {
            return Err(Astray::Unknown);
        }
        let is_state = |id: &&ObjectId| reader.header(**id).is_ok_and(|(kind, _)| matches!(kind, Kind::Commit | Kind::Tag));
        let states: Vec<&ObjectId> = all.iter().filter(is_state).collect();
        match (states.as_slice(), all.iter().next()) {
            ([one], _) => Ok(**one),
            ([], Some(only)) if all.len() == 1 => Ok(*only),
            _ => Err(Astray::Several),
        }
    }

    /// `main@{1}`, where it was before; `main@{upstream}`, what it follows.
    fn logged(&self, stem: &str, within: &str) -> Result<ObjectId, Astray> {
        let name = if matches!(stem, "" | "@") { "HEAD" } else { stem };
        let mut reference = self.git.try_find_reference(name).ok().flatten().ok_or(Astray::Unknown)?;
        let is_upstream = matches!(within, "u" | "upstream");
        if stem.is_empty() || is_upstream {
            // Where no branch is named, that which is checked out is meant.
            while let Some(next) = reference.follow() {
                reference = next.map_err(|_| Astray::Unknown)?;
                if reference.name().as_bstr().starts_with(b"refs/heads/") {
                    break;
                }
            }
        }
        if is_upstream {
            let upstream = reference.remote_tracking_ref_name(gix::remote::Direction::Fetch).and_then(Result::ok);
            return upstream.and_then(|name| self.reference(name.as_bstr().to_str().ok()?)).ok_or(Astray::Unknown);
        }
        let nth: usize = within.parse().map_err(|_| Astray::Unknown)?;
        let mut log = reference.log_iter();
        let line = log.rev().ok().flatten().and_then(|mut lines| lines.nth(nth)).and_then(Result::ok);
        line.map(|line| line.new_oid).ok_or(Astray::Unknown)
    }
}

/// One step of `~2`, `^`, `^2`, `^{commit}` from an object, and what is still to be followed.
fn step<'s>(reader: &Reader<'_>, here: ObjectId, rest: &'s str) -> Result<(ObjectId, &'s str), Astray> {
    if let Some(braced) = rest.strip_prefix("^{") {
        let (kind, after) = braced.split_once('}').ok_or(Astray::Unknown)?;
        return Ok((of_kind(reader, here, kind)?, after));
    }
    let (is_parent, after) = match (rest.strip_prefix('^'), rest.strip_prefix('~')) {
        (Some(after), _) => (true, after),
        (None, Some(after)) => (false, after),
        (None, None) => return Err(Astray::Unknown),
    };
    let digits = after.len() - after.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let (number, after) = after.split_at(digits);
    let number: usize = if number.is_empty() { 1 } else { number.parse().map_err(|_| Astray::Unknown)? };
    let Peeled::Commit(mut id, mut commit) = reader.peel(here)? else { return Err(Astray::Unknown) };
    if is_parent && number > 0 {
        id = *commit.parents.get(number - 1).ok_or(Astray::Unknown)?;
    }
    for _ in 0..if is_parent { 0 } else { number } {
        id = *commit.parents.first().ok_or(Astray::Unknown)?;
        // What a shallow clone has left out is not there to be named.
        commit = match reader.commit(id) {
            Err(Lost { why: Why::Absent, .. }) => return Err(Astray::Unknown),
            read => read?,
        };
    }
    match reader.header(id) {
        Err(Lost { why: Why::Absent, .. }) => Err(Astray::Unknown),
        found => found.map(|_| (id, after)).map_err(Astray::Lost),
    }
}

/// `^{}`, `^{commit}`, `^{tree}`, `^{tag}` and `^{object}`.
fn of_kind(reader: &Reader<'_>, here: ObjectId, kind: &str) -> Result<ObjectId, Astray> {
    match (kind, reader.header(here)?.0) {
        ("object", _) | ("tag", Kind::Tag) => return Ok(here),
        ("" | "commit" | "tree", _) => {}
        _ => return Err(Astray::Unknown),
    }
    match (kind, reader.peel(here)?) {
        ("tree", Peeled::Commit(_, commit)) => Ok(commit.tree),
        ("tree" | "", Peeled::Tree(tree)) => Ok(tree),
        ("commit" | "", Peeled::Commit(id, _)) => Ok(id),
        (_, Peeled::Blob) => Err(Astray::File),
        _ => Err(Astray::Unknown),
    }
}
