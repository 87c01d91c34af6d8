//! Characters that nobody sees, in every text, id and file name of a framework, through every command in every form:
//! none comes out as it is. What JSON and YAML say is still what was written.

use crate::running::Folder;
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};
use std::path::Path;

/// Whether a character must not come out as it is; told here on its own account. Line breaks and what a terminal needs
/// between lines aside.
fn is_wrong(c: char) -> bool {
    c.is_control() && c != '\n'
        || ['\u{ad}', '\u{61c}', '\u{180e}', '\u{feff}', '\u{3164}', '\u{115f}', '\u{34f}'].contains(&c)
        || [(0x200b, 0x200f), (0x2028, 0x202e), (0x2060, 0x206f), (0xfff9, 0xfffb), (0xe0000, 0xe01ef), (0x1d173, 0x1d17a)]
            .iter()
            .any(|&(first, last)| (first..=last).contains(&u32::from(c)))
}

/// Some of each kind.
const UNSEEN: [char; 21] = [
    '\u{202e}',
    '\u{202d}',
    '\u{2066}',
    '\u{2069}',
    '\u{200e}',
    '\u{61c}',
    '\u{200b}',
    '\u{200d}',
    '\u{2060}',
    '\u{ad}',
    '\u{feff}',
    '\u{2028}',
    '\u{2029}',
    '\u{85}',
    '\u{9b}',
    '\u{1b}',
    '\u{7}',
    '\u{7f}',
    '\u{e0041}',
    '\u{206a}',
    '\u{180e}',
];

/// An example with such characters in every text that a line holds alone, escaped or as they are.
fn seeded(text: &str, unseen: &[char]) -> String {
    let mut at = 0;
    let lines = text.lines().map(|line| {
        let Some((key, value)) = line.split_once(": ") else { return line.to_owned() };
        let alone = value.starts_with(|c: char| c.is_alphabetic()) && value.contains(' ') && !value.contains(": ") && !value.contains('#');
        if !alone {
            return line.to_owned();
        }
        at += 1;
        let c = unseen[at % unseen.len()];
        let (first, rest) = value.split_at(value.char_indices().nth(1).map_or(value.len(), |(byte, _)| byte));
        let raw = !c.is_control() && at % 2 == 0 && c != '\u{2028}' && c != '\u{2029}' && c != '\u{feff}';
        let written = if raw { c.to_string() } else { format!("\\U{:08X}", u32::from(c)) };
        format!("{key}: \"{first}{written}{}{written}\"", rest.replace('\\', "\\\\").replace('"', "\\\""))
    });
    lines.collect::<Vec<_>>().join("\n") + "\n"
}

/// An example of ours with these characters in it, and files whose names, ids and mistakes hold them too.
fn framework(unseen: &[char]) -> Folder {
    let folder = Folder::empty();
    let example = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/riverbend");
    let mut open = vec![example.clone()];
    while let Some(inside) = open.pop() {
        for entry in std::fs::read_dir(inside).expect("a folder") {
            let path = entry.expect("an entry").path();
            let name = format!("fw/{}", path.strip_prefix(&example).expect("inside").display());
            match path.extension().and_then(|ending| ending.to_str()) {
                _ if path.is_dir() => open.push(path),
                Some("yaml") => folder.write(&name, seeded(&std::fs::read_to_string(&path).expect("a text"), unseen)),
                _ => folder.write(&name, std::fs::read(&path).expect("a file")),
            }
        }
    }
    let c: String = unseen.iter().filter(|c| !c.is_control()).collect();
    let all: String = unseen.iter().map(|c| format!("\\U{:08X}", u32::from(*c))).collect();
    folder.write(
        &format!("fw/ro{c}les.yaml"),
        format!("roles:\n  \"p{all}wn\": {{title: \"T{all}\", \"k{all}\": 1, reports_to: \"x{all}\"}}\n"),
    );
    folder.write(
        "fw/more.yaml",
        format!("roles:\n  odd-one:\n    title: \"Odd{all}one\"\n    purpose: \"P{all}\"\n    reports_to: \"n{all}\"\n    teams: [\"t{all}\"]\ncommittees:\n  odd: {{title: \"C{all}\", members: [odd-one, \"y{all}\"]}}\npriorities:\n  odd-priority: {{title: \"Q{all}\", rationale: \"W{all}\"}}\n"),
    );
    folder.write(&format!("fw/bro{c}ken.yaml"), format!("roles:\n  a{c}: [\n"));
    folder
}

/// Every command with each of its forms.
fn commands() -> Vec<Vec<&'static str>> {
    let forms: [(&[&str], &[&str]); 18] = [
        (&["check", "fw"], &["human", "json", "sarif", "junit", "github", "markdown"]),
        (&["align", "fw"], &["table", "markdown", "csv", "json", "html"]),
        (&["align", "--matrix", "decisions", "fw"], &["table", "csv"]),
        (&["gaps", "fw"], &["table", "markdown", "csv", "json", "html"]),
        (&["load", "fw"], &["table", "markdown", "csv", "json", "html"]),
        (&["org", "fw"], &["tree", "mermaid", "dot", "json"]),
        (&["guide", "fw"], &["table", "markdown", "json", "html"]),
        (&["entry", "fw"], &["table", "markdown", "json", "html"]),
        (&["list", "fw"], &["table", "json", "yaml"]),
        (&["list", "roles", "fw"], &["table", "json", "yaml"]),
        (&["show", "odd-one", "fw"], &["table", "json", "yaml"]),
        (&["trace", "odd-one", "fw"], &["tree", "markdown", "json", "mermaid"]),
        (&["trace", "--impact", "odd-one", "fw"], &["tree", "json"]),
        (&["report", "audit", "fw"], &["table", "markdown", "html"]),
        (&["report", "role", "odd-one", "fw"], &["table", "markdown", "html"]),
        (&["report", "pack", "fw"], &["table", "markdown", "html"]),
        (&["compare", "alder-elementary", "confluence-middle", "--framework", "fw"], &["table", "markdown", "json", "html"]),
        (&["thresholds", "fw"], &["human", "markdown", "json"]),
    ];
    forms.iter().flat_map(|(words, forms)| forms.iter().map(|form| [words, &["--format", *form][..]].concat())).collect()
}

fn wrong_in(text: &str) -> Option<String> {
    let line = text.lines().find(|line| line.contains(is_wrong))?;
    Some(format!("{:?}", line.chars().take(300).collect::<String>()))
}

#[test]
fn no_character_that_nobody_sees_comes_out_as_it_is() {
    let folder = framework(&UNSEEN);
    for words in commands() {
        let ran = folder.run(&[&words[..], &["--as-of", "2026-11-22"]].concat());
        assert!(ran.status <= 1 && !ran.out.is_empty(), "{words:?}: {}", ran.err);
        assert_eq!(wrong_in(&ran.out).or(wrong_in(&ran.err)), None, "{words:?}");
    }
    let baseline = folder.run(&["check", "fw", "--write-baseline", "-"]);
    assert_eq!(wrong_in(&baseline.out), None);
    assert_eq!(folder.run(&["publish", "site", "--framework", "fw", "--as-of", "2026-11-22"]).status, 0);
    let mut open = vec!["site".to_owned()];
    while let Some(at) = open.pop() {
        for name in folder.names(&at) {
            let path = format!("{at}/{name}");
            match folder.at(&path).is_dir() {
                true => open.push(path),
                // Scripts and styles are ours; what they are about is in the search.
                false => assert_eq!(wrong_in(&folder.text(&path)), None, "{path}"),
            }
        }
    }
}

#[test]
fn json_and_yaml_say_what_was_written() {
    let folder = framework(&UNSEEN);
    let title = format!("Odd{}one", UNSEEN.iter().collect::<String>());
    let list = folder.run(&["list", "roles", "fw", "--format", "json"]).json();
    let titles: Vec<&str> = list["items"].as_array().expect("items").iter().filter_map(|item| item["title"].as_str()).collect();
    assert!(titles.contains(&title.as_str()), "{titles:?}");
    let yaml = folder.run(&["show", "odd-one", "fw", "--format", "yaml"]).out;
    let again = Folder::with(&[("a.yaml", yaml.as_bytes())]);
    let shown = again.run(&["list", "roles", "--format", "json"]).json();
    assert_eq!(shown["items"][0]["title"], title.as_str(), "{yaml}");
}

#[test]
fn any_of_them_in_any_form() {
    let config = Config { cases: 12, failure_persistence: None, ..Config::default() };
    let one = (prop::collection::vec(prop::sample::select(UNSEEN.to_vec()), 1..6), prop::sample::select(commands()));
    TestRunner::new(config)
        .run(&one, |(unseen, words)| {
            let ran = framework(&unseen).run(&[&words[..], &["--as-of", "2026-11-22"]].concat());
            prop_assert_eq!(wrong_in(&ran.out).or(wrong_in(&ran.err)), None, "{:?}", words);
            Ok(())
        })
        .expect("nothing unseen comes out");
}
