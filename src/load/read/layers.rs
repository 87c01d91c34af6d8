//! A framework and the layers it extends, each read from disk or from a revision.
//!
//! What `extends` may name is part of what strangers write, so this is promised of it: a layer lies in the repository
//! that holds the framework (in the framework's own folder where there is none), or in a folder that whoever runs the
//! program allows. Of any other path one thing is said, that it is outside, and this does not depend on what is
//! there: whether a path is inside is settled step by step before a step is looked at. A revision (`PATH@REVISION`) is
//! resolved in the repository that holds the framework, and in another only in a folder that is allowed.

use super::git::There;
use super::links::{self, Leads};
use super::{Extra, Place, ReadError, Repository, Revision, SETTINGS_FILE, Sources, repository, unreadable, without_detours};
use crate::diag::{Finding, structure};
use crate::model::Layer;
use crate::text::{FileId, excerpt};
use std::path::{Component, Path, PathBuf};
use std::rc::Rc;

/// How many folders may stand above one another through `extends`.
const MOST_LAYERS: usize = 16;

/// Reads the framework at `home` and what it extends.
pub(super) fn read(home: Place, extra: &Extra) -> Result<Sources, ReadError> {
    let mut sources = Sources { room: extra.room.clone(), ..Sources::nothing() };
    add_files(&home, "", 0, &mut sources)?;
    if let Some(settings) = sources.settings {
        let inside = match &home {
            Place::Disk(folder) => repository(folder).unwrap_or_else(|| folder.clone()),
            Place::Git(revision, _) => revision.repository().base().to_owned(),
        };
        let allowed = extra.allow_extends.iter().filter_map(|path| path.canonicalize().ok());
        let mut chain = Chain {
            home: home.on_disk(),
            allowed: std::iter::once(inside).chain(allowed).collect(),
            read: vec![key(&home)],
            above: vec![Vec::new()],
            open: vec![0],
            settings: Vec::new(),
        };
        chain.extend(&home, settings, &mut sources);
        chain.put_in_order(&mut sources);
    }
    Ok(sources)
}

/// What tells one place from another: the folder, and the revision where there is one.
fn key(place: &Place) -> (PathBuf, Option<String>) {
    let revision = match place {
        Place::Disk(_) => None,
        Place::Git(revision, _) => Some(revision.id()),
    };
    (place.on_disk(), revision)
}

/// What is wrong with a layer, and what would help.
type Problem = (String, String);

fn problem(problem: &str, help: &str) -> Problem {
    (problem.to_owned(), help.to_owned())
}

/// Follows `extends` from layer to layer. A layer that several extend is read once. Numbers are those of the order
/// of reading, 0 for the framework itself.
struct Chain {
    home: PathBuf,
    /// Folders in which layers may lie: the repository first, then what the caller allows. Absolute, without links.
    allowed: Vec<PathBuf>,
    /// What has been read.
    read: Vec<(PathBuf, Option<String>)>,
    /// The layers that each extends.
    above: Vec<Vec<usize>>,
    /// From the framework to the layer whose `extends` is being followed.
    open: Vec<usize>,
    /// Which layer has settings, and where.
    settings: Vec<(usize, FileId)>,
}

impl Chain {
    fn extend(&mut self, from: &Place, settings: FileId, sources: &mut Sources) {
        let (stated, ..) = crate::load::settings::read(&sources.files, settings);
        for named in &*stated.extends {
            if let Err((problem, help)) = self.follow(from, &named.value, sources) {
                let meta = &structure::BAD_VALUE;
                let message = format!("“{}” cannot be extended: {problem}", excerpt(&named.value, 80));
                let mut finding = Finding::new(meta, meta.case("bad-layer"), Some(named.span), message);
                finding.help(help);
                sources.problems.push(finding);
            }
        }
    }

    /// Reads what one name leads to, or finds that it has been read.
    fn follow(&mut self, from: &Place, named: &str, sources: &mut Sources) -> Result<(), Problem> {
        let (place, at) = self.resolve(from, named)?;
        let here = self.open.last().copied().unwrap_or(0);
        let found = match self.read.iter().position(|read| *read == key(&place)) {
            Some(known) => {
                self.may_extend(here, known, sources)?;
                known
            }
            None => self.add(&place, &at, sources)?,
        };
        self.above[here].push(found);
        Ok(())
    }

    /// Whether a layer that has been read may be extended once more, from here: not twice by one, and not by what
    /// it extends itself.
    fn may_extend(&self, here: usize, known: usize, sources: &Sources) -> Result<(), Problem> {
        if self.above[here].contains(&known) {
            return Err(problem("it is named twice here", "Remove one of the two mentions."));
        }
        let Some(start) = self.open.iter().position(|&open| open == known) else { return Ok(()) };
        let name = |&number: &usize| match sources.layers.get(number) {
            Some(layer) if number > 0 => excerpt(&layer.path, 60),
            _ => "this framework".to_owned(),
        };
        let steps: Vec<String> = self.open[start..].iter().chain([&known]).map(name).collect();
        let circle = match steps.as_slice() {
            [_, _] => "a framework cannot extend itself".to_owned(),
            _ => format!(
                "the layers would go round in a circle: {}",
                steps.join(", which extends ").replacen(", which extends", " extends", 1)
            ),
        };
        Err((circle, "Take out one of the mentions under “extends” that close the circle.".to_owned()))
    }

    /// The place a layer is read from, and the revision as it was named there.
    fn resolve(&self, from: &Place, named: &str) -> Result<(Place, String), Problem> {
        let (place, at) = match (self.step(from, named), split(named)) {
            (Ok(place), _) => (place, String::new()),
            (Err(_), Some((path, revision))) => (self.step_at(from, path, revision)?, format!("@{revision}")),
            (Err(problem), None) => return Err(problem),
        };
        if self.read.len() > MOST_LAYERS {
            return Err(problem("there are too many layers above one another", "Put some of them together."));
        }
        Ok((place, at))
    }

    /// The place that a path leads to from another, in the same state: on disk, or in the same revision.
    fn step(&self, from: &Place, named: &str) -> Result<Place, Problem> {
        let Place::Git(revision, folder) = from else { return self.step_on_disk(&from.on_disk(), Path::new(named)) };
        match inside(revision.repository(), folder, named) {
            Some(path) => folder_of(revision, path),
            // What lies outside has no state at this revision.
            None => {
                let full = without_detours(&from.on_disk().join(named)).ok_or_else(outside)?;
                self.step_on_disk(revision.repository().base(), &full)
            }
        }
    }

    fn step_on_disk(&self, from: &Path, to: &Path) -> Result<Place, Problem> {
        match links::follow(from, to, &self.allowed) {
            Leads::To(folder) if folder.is_dir() => Ok(Place::Disk(folder)),
            Leads::To(_) => Err(problem("it is a file", "Name the folder of a framework.")),
            Leads::Nowhere => Err(problem("there is no such folder", RELATIVE)),
            Leads::Outside => Err(outside()),
        }
    }

    /// The same at a revision of the repository that the path is in.
    fn step_at(&self, from: &Place, named: &str, revision: &str) -> Result<Place, Problem> {
        let full = without_detours(&from.on_disk().join(named)).ok_or_else(outside)?;
        if !self.allowed.iter().any(|allowed| full.starts_with(allowed)) {
            return Err(outside());
        }
        let (repository, path) = match from {
            Place::Git(here, _) if full.starts_with(here.repository().base()) => (Rc::clone(here.repository()), full),
            _ if full.starts_with(&self.allowed[0]) => (Repository::of(&self.home).map_err(said)?.0, full),
            _ => {
                let (repository, path) = Repository::of(&full).map_err(said)?;
                let full = repository.base().join(path);
                (repository, full)
            }
        };
        let is_allowed = self.allowed.iter().any(|allowed| path.starts_with(allowed));
        let path = path.strip_prefix(repository.base()).ok().filter(|_| is_allowed).ok_or_else(outside)?.to_owned();
        folder_of(&repository.revision(revision).map_err(said)?, path)
    }

    fn add(&mut self, place: &Place, at: &str, sources: &mut Sources) -> Result<usize, Problem> {
        let path = format!("{}{at}", relative(&self.home, &place.on_disk()));
        let number = sources.layers.len();
        let before = sources.files.len();
        add_files(place, &format!("{path}/"), u16::try_from(number).unwrap_or(u16::MAX), sources).map_err(|error| {
            let help = match error {
                ReadError::TooMuch(_) => "Extend only what this framework builds on.",
                _ => "The repository must hold the whole of that revision.",
            };
            (error.to_string(), help.to_owned())
        })?;
        let settings_path = format!("{path}/{SETTINGS_FILE}");
        let settings = sources.files.iter().skip(before).find(|(_, file)| *file.path == *settings_path).map(|(id, _)| id);
        let name = settings.and_then(|id| crate::load::settings::read(&sources.files, id).0.name).map(|name| name.value.to_string());
        sources.layers.push(Layer { path, name });
        self.read.push(key(place));
        self.above.push(Vec::new());
        if let Some(settings) = settings {
            self.settings.push((number, settings));
            self.open.push(number);
            self.extend(place, settings, sources);
            self.open.pop();
        }
        Ok(number)
    }

    /// Numbers the layers so that each comes before those it extends, and otherwise in the order they are named in:
    /// what stands nearer to the framework counts first.
    fn put_in_order(&self, sources: &mut Sources) {
        let order = self.order();
        let mut numbers = vec![0u16; order.len()];
        for (now, &was) in order.iter().enumerate() {
            numbers[was] = u16::try_from(now).unwrap_or(u16::MAX);
        }
        sources.files.renumber_layers(|was| numbers.get(usize::from(was)).copied().unwrap_or(was));
        sources.layers = order.iter().filter_map(|&was| sources.layers.get(was).cloned()).collect();
        let settings_of = |was: &usize| self.settings.iter().find(|(layer, _)| layer == was).map(|&(_, file)| file);
        sources.upstream_settings = order.iter().filter_map(settings_of).collect();
    }

    /// A layer is left when all that it extends have been; the order is that of leaving, backwards, and those named
    /// last are entered first.
    fn order(&self) -> Vec<usize> {
        let mut left = Vec::new();
        let mut seen = vec![false; self.above.len()];
        let mut open = vec![(0, self.above[0].len())];
        seen[0] = true;
        while let Some((here, rest)) = open.last_mut() {
            if *rest == 0 {
                left.push(*here);
                open.pop();
                continue;
            }
            *rest -= 1;
            let next = self.above[*here][*rest];
            if !std::mem::replace(&mut seen[next], true) {
                open.push((next, self.above[next].len()));
            }
        }
        left.reverse();
        left
    }
}

/// What to know of paths that lead nowhere.
const RELATIVE: &str = "Paths are relative to the folder of this rolewright.toml.";

/// What is said of everything that is not inside, whatever it is.
fn outside() -> Problem {
    problem("it is outside this repository", "Keep a copy inside the repository, or allow the folder with --allow-extends.")
}

/// Why a revision cannot be read, without where anything is on this machine.
fn said(error: ReadError) -> Problem {
    let why = match error {
        ReadError::NoRevision(_) | ReadError::Broken(_) => error.to_string(),
        _ => "it is in no git repository, so it has no revisions".to_owned(),
    };
    (why, "Name a folder, or a folder and a revision as PATH@REVISION.".to_owned())
}

/// A folder of a revision.
fn folder_of(revision: &Rc<Revision>, path: PathBuf) -> Result<Place, Problem> {
    let name = revision.name();
    match revision.at(&path) {
        Ok(There::Folder) => Ok(Place::Git(Rc::clone(revision), path)),
        Ok(There::Repository) => Err((
            format!("in {name} it is a submodule, whose files this repository does not hold"),
            "Keep a copy of it in this repository, or name it without a revision once the submodule is checked out.".into(),
        )),
        Ok(There::File | There::Nothing) => Err((format!("there is no such folder in {name}"), RELATIVE.into())),
        Err(error) => Err((error.to_string(), "The repository must hold the whole of that revision.".into())),
    }
}

/// A path from a folder of a repository, if it stays inside.
fn inside(repository: &Repository, folder: &Path, named: &str) -> Option<PathBuf> {
    let named = Path::new(named);
    match named.strip_prefix(repository.base()) {
        Ok(path) => without_detours(path),
        Err(_) if named.has_root() => None,
        Err(_) => without_detours(&folder.join(named)),
    }
}

/// `PATH@REVISION` taken apart at the last `@` that does not belong to the revision (`main@{1}`).
fn split(named: &str) -> Option<(&str, &str)> {
    let at = named.match_indices('@').map(|(at, _)| at).rfind(|&at| !named[at + 1..].starts_with('{'))?;
    let (path, revision) = (&named[..at], &named[at + 1..]);
    (!revision.is_empty()).then_some((if path.is_empty() { "." } else { path }, revision))
}

fn add_files(place: &Place, prefix: &str, layer: u16, sources: &mut Sources) -> Result<(), ReadError> {
    let found = place.files(&sources.room)?;
    sources.notes.extend(found.notes);
    for (path, case, message) in found.problems {
        sources.problems.push(unreadable(&format!("{prefix}{path}"), case, &message));
    }
    for (path, text) in found.texts {
        let name = format!("{prefix}{path}");
        match text {
            Ok(text) => {
                let id = sources.files.add(name.as_str(), text, layer);
                if layer == 0 && name == SETTINGS_FILE {
                    sources.settings = Some(id);
                }
            }
            Err((case, message)) => sources.problems.push(unreadable(&name, case, &message)),
        }
    }
    Ok(())
}

/// `to` as seen from `from`, with `/`. Both are absolute and without links.
fn relative(from: &Path, to: &Path) -> String {
    let from: Vec<Component<'_>> = from.components().collect();
    let to: Vec<Component<'_>> = to.components().collect();
    let shared = from.iter().zip(&to).take_while(|(a, b)| a == b).count();
    let up = std::iter::repeat_n("..".to_owned(), from.len() - shared);
    let down = to[shared..].iter().map(|part| part.as_os_str().to_string_lossy().into_owned());
    let path: Vec<String> = up.chain(down).collect();
    if path.is_empty() { ".".into() } else { path.join("/") }
}

#[cfg(test)]
mod tests {
    use super::split;

    #[test]
    fn a_revision_stands_after_the_last_sign_that_is_not_its_own() {
        assert_eq!(split("../up@v1"), Some(("../up", "v1")));
        assert_eq!(split("a@b/up@main@{1}"), Some(("a@b/up", "main@{1}")));
        assert_eq!(split("@HEAD~1"), Some((".", "HEAD~1")));
        assert_eq!(split("../up"), None);
        assert_eq!(split("../up@"), None);
    }
}
