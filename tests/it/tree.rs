//! The repository itself, as texts: for tests that hold the house to its own rules.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// Where the repository lies.
pub fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Every text file below `folder` as (path from the root with `/`, text), sorted. Build output and git's own
/// files are left out; so are links and what is not text.
pub fn texts(folder: &str) -> BTreeMap<String, String> {
    let mut found = BTreeMap::new();
    let mut open = vec![root().join(folder)];
    while let Some(folder) = open.pop() {
        for entry in std::fs::read_dir(&folder).expect("a folder of the repository can be read") {
            let entry = entry.expect("an entry can be read");
            // In a work tree of its own, `.git` is a file that names a folder of this machine.
            if ["target", ".git"].contains(&entry.file_name().to_string_lossy().as_ref()) {
                continue;
            }
            let kind = entry.file_type().expect("an entry has a kind");
            if kind.is_dir() {
                open.push(entry.path());
            } else if let (true, Ok(text)) = (kind.is_file(), std::fs::read_to_string(entry.path())) {
                found.insert(name_of(&entry.path()), text);
            }
        }
    }
    found
}

fn name_of(path: &Path) -> String {
    let inside: PathBuf = path.strip_prefix(root()).expect("it is inside the repository").to_owned();
    inside.components().map(|part| part.as_os_str().to_string_lossy()).collect::<Vec<_>>().join("/")
}
