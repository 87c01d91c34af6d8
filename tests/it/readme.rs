//! The README shows what the program really prints, and names every rule.
//!
//! `UPDATE_GOLDENS=1 cargo test readme` writes the picture and the table anew.

use crate::running::Folder;
use rolewright::diag::Group;
use rolewright::rules;
use std::fmt::Write;
use std::path::Path;

/// The columns of the table of rules.
const HEAD: &str = "| group | rules |\n|---|---|\n";
const PROMPT: &str = "$ rolewright align examples/riverbend\n";
/// Lines of the picture: the matrix, not everything below it.
const SHOWN: usize = 23;

const WEEK_PROMPT: &str = "$ rolewright load examples/summit --role team-lead\n";
/// The part of `load` that is shown: from the first of these words to the second.
const WEEK: (&str, &str) = ("In ridge-upper", "\nIn valley");

fn output(example: &str, arguments: &[&str]) -> String {
    let example = Path::new(env!("CARGO_MANIFEST_DIR")).join(example).display().to_string();
    Folder::empty().run(&[arguments, &[&example, "--as-of", "2026-11-22"]].concat()).out
}

fn picture() -> String {
    let out = output("examples/riverbend", &["align"]);
    let lines: Vec<&str> = out.lines().take(SHOWN).collect();
    format!("{}\n…\n", lines.join("\n"))
}

fn week() -> String {
    let out = output("examples/summit", &["load", "--role", "team-lead"]);
    let from = out.find(WEEK.0).expect("the week begins");
    let to = from + out[from..].find(WEEK.1).expect("the week ends");
    format!("…\n{}…\n", &out[from..to])
}

fn table() -> String {
    let mut table = String::from(HEAD);
    for group in Group::ALL {
        let named: Vec<String> =
            rules::catalogue().iter().filter(|meta| meta.group == group).map(|meta| format!("`{}`", meta.id)).collect();
        let _ = writeln!(table, "| {} | {} |", group.name(), named.join(", "));
    }
    table
}

/// The text with what stands between `start` and `end` replaced.
fn with(text: &str, start: &str, end: &str, new: &str) -> String {
    let from = text.find(start).unwrap_or_else(|| panic!("the README has {start:?}")) + start.len();
    let to = from + text[from..].find(end).unwrap_or_else(|| panic!("the README has {end:?} after {start:?}"));
    format!("{}{new}{}", &text[..from], &text[to..])
}

#[test]
fn the_readme_is_current() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md");
    let text = std::fs::read_to_string(&path).expect("README.md");
    let current = with(&text, PROMPT, "```", &picture());
    let current = with(&current, WEEK_PROMPT, "```", &week());
    let current = with(&current, "## The rules\n\n", "\n`rolewright explain RULE`", &table());
    if std::env::var_os("UPDATE_GOLDENS").is_some() {
        std::fs::write(&path, &current).expect("README.md can be written");
    }
    assert_eq!(
        std::fs::read_to_string(&path).expect("README.md"),
        current,
        "run UPDATE_GOLDENS=1 cargo test readme, and read the difference"
    );
}
