//! Whole outputs on the shipped examples, kept in `tests/it/goldens/` and read before they are accepted.
//!
//! `INSTA_UPDATE=always cargo test goldens` writes them anew.

use crate::running::Folder;
use std::io::Write;
use std::path::Path;

/// The shipped examples.
pub const EXAMPLES: &[&str] = &["granite", "harbor-elementary", "mesa-teams", "riverbend", "summit"];

/// Where this variable names a file, outputs are neither made nor compared: the names of their golden files are
/// added to it, and `tests/it/watch.rs` compares them with those that are there.
pub const ONLY_NAMES: &str = "ROLEWRIGHT_GOLDENS_ONLY_NAMES";

pub fn compare(name: &str, arguments: &[&str]) {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let example = root.join("examples").join(name).display().to_string();
    let name = name.rsplit('/').next().unwrap_or(name);
    if only_named(&stem(name, arguments)) {
        return;
    }
    let mut all: Vec<&str> = arguments.to_vec();
    all.extend([example.as_str(), "--as-of", "2026-11-22"]);
    let ran = Folder::empty().run(&all);
    // Which commit the examples are at is not theirs to hold.
    let out: String = ran.out.split_inclusive('\n').filter(|line| !line.starts_with("- **Commit:**")).collect();
    keep(name, arguments, &out);
}

/// Keeps an output under the name of the example and the words of the command.
pub fn keep(name: &str, arguments: &[&str], out: &str) {
    keep_as(&stem(name, arguments), out);
}

/// Keeps an output under a name of its own.
pub fn keep_as(name: &str, out: &str) {
    if only_named(name) {
        return;
    }
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path("goldens");
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| insta::assert_snapshot!(name, out));
}

fn stem(name: &str, arguments: &[&str]) -> String {
    let words: Vec<&str> = arguments.iter().copied().filter(|word| !word.starts_with("--")).collect();
    format!("{name}.{}", words.join("-"))
}

/// Adds the name of a golden file to the list of names, where only names are asked for.
fn only_named(name: &str) -> bool {
    let Some(list) = std::env::var_os(ONLY_NAMES) else { return false };
    let mut list = std::fs::OpenOptions::new().append(true).create(true).open(list).expect("the list of names");
    // In one piece: several tests write at once.
    list.write_all(format!("{}.snap\n", name.replace('/', "__")).as_bytes()).expect("a name");
    true
}

#[test]
fn what_is_found_on_every_example() {
    for name in EXAMPLES {
        compare(name, &["check"]);
    }
}

#[test]
fn the_audit_of_every_example() {
    for name in EXAMPLES {
        compare(name, &["report", "audit"]);
    }
}

#[test]
fn tables_of_the_showcase() {
    compare("riverbend", &["align"]);
    compare("riverbend", &["align", "--format", "csv"]);
    compare("riverbend", &["align", "--format", "markdown"]);
    compare("riverbend", &["align", "--by", "unit"]);
    for matrix in ["decisions", "talent", "committees"] {
        compare("riverbend", &["align", "--matrix", matrix]);
    }
    compare("summit", &["align"]);
}

#[test]
fn the_load_of_every_example() {
    for name in EXAMPLES {
        compare(name, &["load"]);
    }
    compare("summit", &["load", "--format", "csv"]);
    compare("summit", &["load", "--format", "json", "--role", "team-lead"]);
    compare("granite", &["load", "--format", "markdown"]);
    compare("riverbend", &["load", "--unit", "riverbend-high", "--role", "team-lead"]);
}

#[test]
fn the_organisation_of_every_example() {
    for name in EXAMPLES {
        compare(name, &["org"]);
    }
    compare("summit", &["org", "--format", "mermaid"]);
    compare("summit", &["org", "--format", "dot"]);
    compare("riverbend", &["org", "--unit", "confluence-literacy"]);
    compare("riverbend", &["org", "--unit", "confluence-literacy", "--format", "json"]);
    compare("../tests/diagrams/hostile", &["org"]);
}

#[test]
fn every_example_is_free_of_errors() {
    for name in EXAMPLES {
        let example = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples").join(name).display().to_string();
        let report = Folder::empty().run(&["check", "--format", "json", &example, "--as-of", "2026-11-22"]).json();
        assert_eq!(report["summary"]["error"], 0, "{name}");
        assert!(report["summary"]["warning"].as_u64() > Some(0), "{name} is imperfect on purpose");
    }
}
