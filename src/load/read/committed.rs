//! Which commit stands behind a framework that was read from disk, and how many of its files differ from it. A
//! folder that is in no repository, or in one without a commit, has none: that is no problem.

use super::{Extra, Repository, Sources, read_at};
use std::collections::BTreeMap;
use std::path::Path;

/// The commit that is checked out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Committed {
    /// Its id in full.
    pub commit: String,
    /// How many of the files read say something else there, or stand on one side only; absent where that cannot be
    /// told.
    pub differing: Option<usize>,
}

/// The commit behind what was read in `root`.
pub fn committed(root: &Path, sources: &Sources, extra: &Extra) -> Option<Committed> {
    let (repository, inside) = Repository::of(root).ok()?;
    let head = repository.revision("HEAD").ok()?;
    let there = read_at(&head, &inside, extra).ok();
    Some(Committed { commit: head.commit()?, differing: there.map(|there| differing(sources, &there)) })
}

fn differing(here: &Sources, there: &Sources) -> usize {
    let (here, there) = (texts(here), texts(there));
    let changed = here.iter().filter(|(path, text)| there.get(*path) != Some(text)).count();
    changed + there.keys().filter(|path| !here.contains_key(*path)).count()
}

fn texts(sources: &Sources) -> BTreeMap<&str, &str> {
    sources.files.iter().map(|(_, file)| (&*file.path, &**file.text)).collect()
}
