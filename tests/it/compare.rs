//! `compare` through the real program: schools, teams and frameworks side by side, and what is refused.

use crate::goldens::keep;
use crate::running::{Folder, Ran};
use serde_json::Value;
use std::path::Path;

fn example(name: &str) -> String {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("examples").join(name).display().to_string()
}

fn units(name: &str, arguments: &[&str]) -> Ran {
    let folder = example(name);
    let all = [&["compare"], arguments, &["--framework", &folder, "--as-of", "2026-11-22"]].concat();
    Folder::empty().run(&all)
}

#[test]
fn the_golden_comparisons() {
    let cases: &[(&str, &[&str])] = &[
        ("riverbend", &["confluence-middle", "riverbend-high"]),
        ("riverbend", &["confluence-middle", "riverbend-high", "--format", "markdown"]),
        ("granite", &["quarry-school", "creek-school", "ledge-school"]),
        ("mesa-teams", &["team-canyon", "team-arroyo"]),
        ("summit", &["summit-valley", "summit-ridge"]),
    ];
    for (name, arguments) in cases {
        let ran = units(name, arguments);
        assert_eq!(ran.status, 0, "{ran:?}");
        keep(name, &[&["compare"], *arguments].concat(), &ran.out);
    }
    let folders = [example("granite"), example("summit"), example("harbor-elementary")];
    let ran = Folder::empty().run(&["compare", "--folders", &folders[0], &folders[1], &folders[2], "--as-of", "2026-11-22"]);
    keep("frameworks", &["compare"], &ran.out);
}

/// The cells of a row, by what it is called.
fn said(report: &Value, row: &str) -> Vec<String> {
    let sections = report["sections"].as_array().expect("sections").iter();
    let mut rows = sections.flat_map(|section| section["rows"].as_array().expect("rows"));
    let found = rows.find(|one| one["row"].as_str().is_some_and(|label| label.starts_with(row))).unwrap_or_else(|| panic!("no row {row}"));
    found["cells"].as_array().expect("cells").iter().map(|cell| cell["said"].as_str().unwrap_or("").to_owned()).collect()
}

#[test]
fn what_riverbend_shows_is_counted_by_hand_and_in_the_order_asked() {
    let report = units("riverbend", &["riverbend-high", "confluence-middle", "--format", "json"]).json();
    // Confluence: 14 in the school, 7 in each of three teams.
    assert_eq!(said(&report, "people"), ["45", "35"]);
    assert_eq!(said(&report, "active priorities"), ["4", "3"]);
    assert_eq!(said(&report, "load"), ["0 of 6 people", "1 of 5 people"]);
    assert_eq!(said(&report, "team-lead.release"), ["45%", "40%"]);
    assert_eq!(said(&report, "team-lead.coaches.max"), ["8", "as the role says"]);
    // Four priorities in one school and three in the other make two different indexes.
    assert_eq!(said(&report, "emphasis-alignment"), ["–", "–"]);
    let alike = units("riverbend", &["alder-elementary", "confluence-middle", "--format", "json"]).json();
    assert!(said(&alike, "emphasis-alignment").iter().all(|cell| cell.contains("weight matched")));
}

const HOSTILE: &str = "roles:
  lead: {title: Lead, release: 40%, coaches: {roles: lead, max: 6}, selection: [one]}
decisions: {d: {question: How much, stance: tight, governs: lead.release}}
units:
  district: {title: D, kind: system, overrides: {lead: {selection: [\"x\\e[31m | <b> \\u202e\", two]}}}
  north: {title: \"N\\e[31m | <b> [l](http://h)\", kind: school, parent: district, staff: {lead: 1}, overrides: {lead: {release: 60%}}}
  south: {title: South, kind: school, parent: district}
";

#[test]
fn what_may_not_be_changed_is_marked_and_a_strangers_words_are_only_words() {
    let folder = Folder::with(&[("a.yaml", HOSTILE)]);
    for format in ["table", "markdown", "json"] {
        let ran = folder.run(&["compare", "north", "south", "--format", format]);
        assert_eq!(ran.status, 0, "{ran:?}");
        assert!(!ran.out.contains('\u{1b}') && !ran.out.contains('\u{202e}'), "{format}: {}", ran.out);
    }
    let report = folder.run(&["compare", "north", "south", "--format", "json"]).json();
    assert_eq!(said(&report, "lead.release"), ["60% (not allowed)", "nobody in this role here"]);
    assert!(said(&report, "lead.selection")[1].ends_with("from district"), "{report}");
    assert_eq!(said(&report, "people"), ["1", "–"], "nobody listed is not nobody");
    let markdown = folder.run(&["compare", "north", "south", "--format", "markdown"]).out;
    assert!(!markdown.contains("<b>") && !markdown.contains("](http:"), "{markdown}");
}

#[test]
fn unknown_names_twins_and_folders_are_told_apart() {
    let folder = Folder::with(&[("a.yaml", HOSTILE), ("north-folder/b.yaml", "roles: {a: {title: A}}\n")]);
    let cases: &[(&[&str], &str)] = &[
        (&["compare", "nroth", "south"], "north"),
        (&["compare", "north", "north"], "twice"),
        (&["compare", "north", "north-folder"], "--folders"),
        (&["compare", "--folders", "north-folder", "./north-folder"], "twice"),
    ];
    for (arguments, hint) in cases {
        let ran = folder.run(arguments);
        assert!(ran.status == 2 && ran.err.contains(hint), "{arguments:?}: {ran:?}");
    }
}

#[test]
fn the_examples_of_the_help_run() {
    let folder = Folder::empty();
    for command in ["compare", "guide", "entry"] {
        let help = folder.run(&[command, "--help"]).out;
        let lines: Vec<&str> = help.lines().filter_map(|line| line.trim().strip_prefix("rolewright ")).collect();
        assert!(lines.len() >= 3, "{help}");
        for line in lines.iter().filter(|line| line.contains("examples/")) {
            let words = line.split_whitespace().map(|word| match word.strip_prefix("examples/") {
                Some(name) => example(name),
                None => word.to_owned(),
            });
            let words: Vec<String> = words.chain(["--as-of".to_owned(), "2026-11-22".to_owned(), "--force".to_owned()]).collect();
            let ran = folder.run(&words.iter().map(String::as_str).collect::<Vec<_>>());
            assert_eq!(ran.status, 0, "{line}: {ran:?}");
        }
    }
}
