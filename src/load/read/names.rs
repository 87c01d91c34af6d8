//! Which files are read, by their names; and those that are nearly named so, which somebody may believe are read.

use super::{SETTINGS_FILE, Unwalked};

/// What a file's name says about it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Named {
    /// It is read.
    Read,
    /// It is not, and somebody may believe it is: the name that would be read.
    Nearly,
    /// It is nothing to us.
    Otherwise,
}

/// Endings that editors and people add to the name of a file that they keep a copy of.
const COPIES: [&str; 14] = ["bak", "old", "orig", "rej", "save", "sav", "tmp", "temp", "backup", "copy", "swp", "swo", "prev", "original"];
/// Endings that programs add to a file that was meant to be read.
const ADDED: [&str; 8] = ["txt", "doc", "docx", "rtf", "odt", "download", "pages", "text"];
/// Endings that are typed for `yaml`.
const MISTYPED: [&str; 8] = ["ymal", "yam", "yalm", "yamll", "yaml1", "yml1", "yaaml", "ylm"];

/// Judges a name, with whether the file stands in the framework's own folder.
pub(super) fn named(name: &[u8], at_root: bool) -> Named {
    let Ok(name) = std::str::from_utf8(name) else {
        // A name that is no text may still end like one that is read.
        return if ends_like_yaml(&String::from_utf8_lossy(name).to_ascii_lowercase()) { Named::Read } else { Named::Otherwise };
    };
    if at_root && name == SETTINGS_FILE {
        return Named::Read;
    }
    let lower = name.to_ascii_lowercase();
    match meant(&lower, at_root) {
        _ if ends_like_yaml(&lower) => Named::Read,
        Some(_) => Named::Nearly,
        None => Named::Otherwise,
    }
}

fn ends_like_yaml(lower: &str) -> bool {
    [".yaml", ".yml"].iter().any(|ending| lower.len() > ending.len() && lower.ends_with(ending))
}

/// The name that would be read, for one that nearly is: in lower case.
fn meant(lower: &str, at_root: bool) -> Option<String> {
    let is_settings = |name: &str| at_root && matches!(name, "rolewright.toml" | "rolewright.tml" | "rolewright.tom");
    if is_settings(lower) {
        return Some(SETTINGS_FILE.to_owned());
    }
    let (kept, ending) = match lower.strip_suffix('~').or_else(|| lower.strip_prefix('#')?.strip_suffix('#')) {
        Some(kept) => (kept, "~"),
        None => lower.rsplit_once('.')?,
    };
    if MISTYPED.contains(&ending) && !kept.is_empty() {
        return Some(format!("{kept}.yaml"));
    }
    let added = ending == "~" || COPIES.contains(&ending) || ADDED.contains(&ending);
    let whole = ends_like_yaml(kept) || is_settings(kept);
    (added && whole).then(|| kept.to_owned())
}

/// What is said of a file that is nearly named like one that is read; `beside` tells whether a name is there too, in
/// lower case.
pub(super) fn nearly(path: String, at_root: bool, beside: impl Fn(&str) -> bool) -> Unwalked {
    let name = path.rsplit('/').next().unwrap_or(&path);
    let meant = meant(&name.to_ascii_lowercase(), at_root).unwrap_or_default();
    if name != meant && name.to_ascii_lowercase() != meant && beside(&meant) {
        return (
            path,
            "left-over",
            format!("this looks like a copy of {meant} and is not read; delete it, or move it out of the framework"),
        );
    }
    let message = format!("this file is not read, because its name is not {meant}; rename it to {meant}, or move it out of the framework");
    (path, "misnamed", message)
}

/// Whether a text is the few lines that Git LFS keeps in the place of a file's content.
pub(super) fn is_lfs_pointer(bytes: &[u8]) -> bool {
    bytes.len() < 1024 && bytes.starts_with(b"version https://git-lfs.github.com/spec/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_are_read_and_names_that_nearly_are() {
        for read in ["a.yaml", "A.YAML", "b.Yml", "rolewright.toml"] {
            assert_eq!(named(read.as_bytes(), true), Named::Read, "{read}");
        }
        for nearly in ["Rolewright.toml", "rolewright.toml.txt", "a.yaml.txt", "a.yml.bak", "a.yaml~", "#a.yaml#", "a.ymal", "A.YAML.DOCX"]
        {
            assert_eq!(named(nearly.as_bytes(), true), Named::Nearly, "{nearly}");
        }
        for other in ["README.md", "a.txt", "yaml", ".yaml", "a.yaml.md", "notes.toml", "plan.docx"] {
            assert_eq!(named(other.as_bytes(), true), Named::Otherwise, "{other}");
        }
        assert_eq!(named(b"Rolewright.toml", false), Named::Otherwise, "settings stand at the root");
    }

    #[test]
    fn a_copy_beside_what_it_copies_is_called_one() {
        assert_eq!(nearly("roles/a.yaml.bak".into(), false, |name| name == "a.yaml").1, "left-over");
        assert_eq!(nearly("roles/a.yaml.txt".into(), false, |_| false).1, "misnamed");
        let (_, case, message) = nearly("Rolewright.toml".into(), true, |_| true);
        assert_eq!(case, "misnamed");
        assert!(message.contains("rename it to rolewright.toml"), "{message}");
    }
}
