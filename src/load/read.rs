//! The only reader of disk: a folder becomes [`Sources`]. Links are never followed.
//!
//! Reading never stops at a file that cannot be read: that is a finding, and the others are read all the same.

use crate::diag::{Finding, structure};
use crate::model::Layer;
use crate::text::{FileId, Files};
use rayon::prelude::*;
use std::io::Read;
use std::path::{Component, Path, PathBuf};
use walkdir::WalkDir;

/// The name of a framework's settings.
pub const SETTINGS_FILE: &str = "rolewright.toml";
/// The largest file that is read, in bytes.
pub const LARGEST_FILE: u64 = 8 * 1024 * 1024;
/// The most files that are read.
const MOST_FILES: usize = 500_000;
/// How many folders may stand above one another through `extends`.
const MOST_LAYERS: usize = 16;

/// A framework as text: its files, its layers, and what could not be read.
#[derive(Debug, Default)]
pub struct Sources {
    /// Every text.
    pub files: Files,
    /// The framework's own settings, if it has any.
    pub settings: Option<FileId>,
    /// The settings of the layers it extends, nearest first.
    pub upstream_settings: Vec<FileId>,
    /// Its own folder, then those it extends.
    pub layers: Vec<Layer>,
    /// What could not be read.
    pub problems: Vec<Finding>,
}

/// What the caller allows beyond the framework itself.
#[derive(Clone, Debug, Default)]
pub struct Extra {
    /// Folders outside the repository that `extends` may name.
    pub allow_extends: Vec<PathBuf>,
}

/// Why nothing could be read at all.
#[derive(Debug)]
pub enum ReadError {
    /// There is no such folder.
    Missing(PathBuf),
    /// It is a file.
    NotAFolder(PathBuf),
    /// The system does not let us in.
    Refused(PathBuf, String),
    /// There is nothing to read in it.
    Empty(PathBuf),
}

impl std::fmt::Display for ReadError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let name = |path: &Path| crate::text::printable(&path.display().to_string()).into_owned();
        match self {
            ReadError::Missing(path) => write!(f, "there is no folder {}", name(path)),
            ReadError::NotAFolder(path) => write!(f, "{} is a file; name the folder that holds the framework", name(path)),
            ReadError::Refused(path, why) => write!(f, "the folder {} cannot be read: {why}", name(path)),
            ReadError::Empty(path) => {
                write!(
                    f,
                    "the folder {} holds no .yaml file, so there is nothing to work on; “rolewright init” makes a framework to start from",
                    name(path)
                )
            }
        }
    }
}

impl std::error::Error for ReadError {}

impl Sources {
    /// A framework from texts in memory, as an editor or a test has them. A file named
    /// `rolewright.toml` holds the settings.
    pub fn from_texts<'a>(texts: impl IntoIterator<Item = (&'a str, &'a str)>) -> Self {
        let mut sources = Sources { layers: vec![Layer { path: ".".into(), name: None }], ..Sources::default() };
        for (path, text) in texts {
            let id = sources.files.add(path, text, 0);
            if path == SETTINGS_FILE {
                sources.settings = Some(id);
            }
        }
        sources
    }
}

/// The framework's root for a path someone named: the nearest folder upwards with settings, within the
/// repository; the folder itself where there are none.
pub fn find_root(named: &Path) -> Result<PathBuf, ReadError> {
    let meta = std::fs::metadata(named).map_err(|error| match error.kind() {
        std::io::ErrorKind::PermissionDenied => ReadError::Refused(named.into(), error.to_string()),
        _ => ReadError::Missing(named.into()),
    })?;
    if !meta.is_dir() {
        return Err(ReadError::NotAFolder(named.into()));
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

/// Reads the framework whose root is `root`, and the layers it extends.
pub fn read(root: &Path, extra: &Extra) -> Result<Sources, ReadError> {
    let mut sources = Sources::default();
    let root = root.canonicalize().map_err(|error| ReadError::Refused(root.into(), error.to_string()))?;
    std::fs::read_dir(&root).map_err(|error| ReadError::Refused(root.clone(), error.to_string()))?;
    read_layer(&root, "", 0, &mut sources);
    let content = sources.files.iter().any(|(id, _)| Some(id) != sources.settings);
    if !content && sources.problems.is_empty() {
        return Err(ReadError::Empty(root));
    }
    sources.layers.push(Layer { path: ".".into(), name: None });
    if let Some(settings) = sources.settings {
        let mut chain = Chain { home: root.clone(), extra, seen: vec![root.clone()] };
        chain.extend(&root, settings, &mut sources);
    }
    Ok(sources)
}

/// Follows `extends` from layer to layer.
struct Chain<'a> {
    home: PathBuf,
    extra: &'a Extra,
    seen: Vec<PathBuf>,
}

impl Chain<'_> {
    fn extend(&mut self, from: &Path, settings: FileId, sources: &mut Sources) {
        let (stated, _) = super::settings::read(&sources.files, settings);
        for named in &*stated.extends {
            match self.resolve(from, &named.value) {
                Ok(folder) => self.add(&folder, sources),
                Err((problem, help)) => {
                    let meta = &structure::BAD_VALUE;
                    let message = format!("“{}” cannot be extended: {problem}", crate::text::excerpt(&named.value, 80));
                    let mut finding = Finding::new(meta, meta.case("bad-layer"), Some(named.span), message);
                    finding.help(help);
                    sources.problems.push(finding);
                }
            }
        }
    }

    fn resolve(&self, from: &Path, named: &str) -> Result<PathBuf, (String, String)> {
        let fail = |problem: &str, help: &str| Err((problem.to_owned(), help.to_owned()));
        if named.contains('@') && !from.join(named).exists() {
            return fail("a revision after “@” is not read yet", "Name a folder inside the same repository.");
        }
        let Ok(folder) = from.join(named).canonicalize() else {
            return fail("there is no such folder", "Paths are relative to the folder of this rolewright.toml.");
        };
        if !folder.is_dir() {
            return fail("it is a file", "Name the folder of a framework.");
        }
        if self.seen.contains(&folder) {
            return fail(
                "it is already part of this framework, so the layers would go round in a circle",
                "Remove one of the two mentions.",
            );
        }
        if self.seen.len() > MOST_LAYERS {
            return fail("there are too many layers above one another", "Put some of them together.");
        }
        let inside = repository(&self.home).is_some_and(|repository| folder.starts_with(repository));
        let allowed = self.extra.allow_extends.iter().filter_map(|path| path.canonicalize().ok()).any(|path| folder.starts_with(path));
        if !inside && !allowed {
            return fail("it is outside this repository", "Keep a copy inside the repository, or allow the folder with --allow-extends.");
        }
        Ok(folder)
    }

    fn add(&mut self, folder: &Path, sources: &mut Sources) {
        self.seen.push(folder.to_owned());
        let prefix = relative(&self.home, folder);
        let layer = u16::try_from(sources.layers.len()).unwrap_or(u16::MAX);
        let before = sources.files.len();
        read_layer(folder, &format!("{prefix}/"), layer, sources);
        let settings_path = format!("{prefix}/{SETTINGS_FILE}");
        let settings = sources.files.iter().skip(before).find(|(_, file)| *file.path == *settings_path).map(|(id, _)| id);
        let name = settings.and_then(|id| super::settings::read(&sources.files, id).0.name).map(|name| name.value.to_string());
        sources.layers.push(Layer { path: prefix, name });
        if let Some(settings) = settings {
            sources.upstream_settings.push(settings);
            self.extend(folder, settings, sources);
        }
    }
}

/// The folder of the git repository that `folder` is in.
fn repository(folder: &Path) -> Option<PathBuf> {
    folder.ancestors().find(|up| up.join(".git").exists()).map(Path::to_owned)
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

fn read_layer(root: &Path, prefix: &str, layer: u16, sources: &mut Sources) {
    let mut found = Vec::new();
    for candidate in walk(root) {
        match candidate {
            Ok(path) => found.push(path),
            Err((path, case, message)) => sources.problems.push(unreadable(&format!("{prefix}{path}"), case, &message)),
        }
    }
    let texts: Vec<(String, Result<String, Unread>)> =
        found.into_par_iter().map(|path| (name_of(root, &path, prefix), read_text(&path))).collect();
    for (name, text) in texts {
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
}

/// What stands in the way: the path, the case of `unreadable-file`, and what is wrong.
type Unwalked = (String, &'static str, String);
/// The same for a file that was found: the case and what is wrong.
type Unread = (&'static str, String);

/// The files of a framework, by path. Hidden entries and folders that are frameworks of their own are left out.
fn walk(root: &Path) -> Vec<Result<PathBuf, Unwalked>> {
    let is_own = |entry: &walkdir::DirEntry| {
        if entry.depth() == 0 {
            return true;
        }
        let hidden = entry.file_name().as_encoded_bytes().starts_with(b".");
        let other = entry.file_type().is_dir() && entry.path().join(SETTINGS_FILE).is_file();
        !hidden && !other
    };
    let mut all = Vec::new();
    for entry in WalkDir::new(root).follow_links(false).sort_by_file_name().into_iter().filter_entry(is_own) {
        match entry {
            Ok(entry) => all.extend(judge(root, &entry)),
            Err(error) => {
                let path = error.path().map_or_else(String::new, |path| name_of(root, path, ""));
                let why = error.io_error().map_or_else(|| "it leads in a circle".to_owned(), ToString::to_string);
                all.push(Err((path, "cannot-open", format!("this cannot be opened: {why}"))));
            }
        }
        if all.len() > MOST_FILES {
            all.push(Err((".".into(), "too-many", format!("there are more than {MOST_FILES} files here; the others were not read"))));
            break;
        }
    }
    all
}

/// Whether an entry is a file to read, a problem to report, or nothing to us.
fn judge(root: &Path, entry: &walkdir::DirEntry) -> Option<Result<PathBuf, Unwalked>> {
    let path = entry.path();
    let kind = entry.file_type();
    let by_name =
        path.extension().is_some_and(|ext| ext == "yaml" || ext == "yml") || (entry.depth() == 1 && entry.file_name() == SETTINGS_FILE);
    let problem = |case, message: &str| Some(Err((name_of(root, path, ""), case, message.to_owned())));
    if kind.is_symlink() {
        let leads_to_folder = std::fs::metadata(path).is_ok_and(|meta| meta.is_dir());
        return if by_name || leads_to_folder {
            problem("link", "this is a link to another place, and links are not followed")
        } else {
            None
        };
    }
    match (by_name, kind.is_file()) {
        (false, _) => None,
        (true, true) => Some(Ok(path.to_owned())),
        (true, false) if kind.is_dir() => problem("not-a-file", "this is a folder, although its name ends like a YAML file's"),
        (true, false) => problem("not-a-file", "this is not an ordinary file"),
    }
}

fn name_of(root: &Path, path: &Path, prefix: &str) -> String {
    let inside = path.strip_prefix(root).unwrap_or(path);
    let parts: Vec<_> = inside.components().map(|part| part.as_os_str().to_string_lossy()).collect();
    format!("{prefix}{}", parts.join("/"))
}

#[allow(clippy::disallowed_methods, reason = "this is the one place that opens files")]
fn read_text(path: &Path) -> Result<String, Unread> {
    let cannot = |error: std::io::Error| ("cannot-open", format!("this file cannot be opened: {error}"));
    let file = std::fs::File::open(path).map_err(cannot)?;
    let size = file.metadata().map_err(cannot)?.len();
    let too_large = || ("too-large", format!("this file is larger than {} MB, the most that is read", LARGEST_FILE / 1024 / 1024));
    if size > LARGEST_FILE {
        return Err(too_large());
    }
    let mut bytes = Vec::with_capacity(size as usize + 1);
    // One byte more than allowed: a file may grow between the two looks.
    file.take(LARGEST_FILE + 1).read_to_end(&mut bytes).map_err(cannot)?;
    if bytes.len() as u64 > LARGEST_FILE {
        return Err(too_large());
    }
    if bytes.starts_with(&[0xFF, 0xFE]) || bytes.starts_with(&[0xFE, 0xFF]) {
        return Err(("not-utf-8", "this file is saved as UTF-16; save it as UTF-8".into()));
    }
    if memchr::memchr(0, &bytes).is_some() {
        return Err(("binary", "this file holds binary data (a NUL byte), not text".into()));
    }
    String::from_utf8(bytes).map_err(|error| {
        let valid = &error.as_bytes()[..error.utf8_error().valid_up_to()];
        let line = memchr::memchr_iter(b'\n', valid).count() + 1;
        ("not-utf-8", format!("line {line} of this file is not UTF-8; save the file as UTF-8"))
    })
}

fn unreadable(path: &str, case: &'static str, message: &str) -> Finding {
    let meta = &structure::UNREADABLE_FILE;
    let mut finding = Finding::new(meta, meta.case(case), None, format!("{}: {message}", crate::text::printable(path)));
    finding.file(path);
    finding
}
