//! `guide` through the real program: the examples by hand, a framework that says nothing, and strangers' titles.

use crate::goldens::{EXAMPLES, compare};
use crate::running::Folder;
use serde_json::Value;
use std::path::Path;

fn guide(example: &str, more: &[&str]) -> Value {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples").join(example).display().to_string();
    let arguments = [&["guide", &folder, "--format", "json", "--as-of", "2026-11-22"][..], more].concat();
    Folder::empty().run(&arguments).json()
}

/// The questions of a guide, by name.
fn question<'g>(guide: &'g Value, name: &str) -> &'g Value {
    let themes = guide["themes"].as_array().expect("themes").iter();
    let mut all = themes.flat_map(|theme| theme["questions"].as_array().expect("questions"));
    all.find(|question| question["question"] == name).unwrap_or_else(|| panic!("no question {name}"))
}

fn counts(question: &Value) -> Vec<(u64, u64)> {
    let evidence = question["evidence"].as_array().expect("evidence").iter();
    evidence.map(|one| (one["met"].as_u64().expect("a count"), one["of"].as_u64().expect("a count"))).collect()
}

#[test]
fn the_golden_guides() {
    for name in EXAMPLES {
        compare(name, &["guide"]);
    }
    compare("riverbend", &["guide", "--unit", "confluence-middle", "--format", "markdown"]);
}

#[test]
fn what_riverbend_is_asked_is_counted_by_hand() {
    let all = guide("riverbend", &[]);
    // The faults that its README lists: one part hidden, one claimed, half a theory, one measure, two single points.
    assert_eq!(counts(question(&all, "both-sides")), [(32, 33), (32, 33)]);
    assert_eq!(counts(question(&all, "theory")), [(3, 4)]);
    assert_eq!(counts(question(&all, "early-signs")), [(4, 4), (4, 4), (8, 9)]);
    assert_eq!(counts(question(&all, "hands")), [(13, 15)]);
    // Two conditions of five are in place, and both are said to be used.
    assert_eq!(counts(question(&all, "in-place")), [(2, 5), (2, 2)]);
    assert_eq!(counts(question(&all, "ready")), [(6, 6), (103, 124)]);
    let week = question(&all, "week")["evidence"][1]["items"].as_array().map(Vec::len);
    assert_eq!((counts(question(&all, "week"))[1], week), ((19, 21), Some(2)), "the mentors of Orchard and Confluence");
    let missing = &question(&all, "theory")["evidence"][0]["items"][0];
    assert_eq!(missing["item"], "priorities/ninth-grade-on-track");
}

#[test]
fn a_unit_is_asked_about_what_concerns_it() {
    let here = guide("riverbend", &["--unit", "confluence-middle"]);
    // The ninth grade is the high school's own; the other three are for everyone.
    assert_eq!(counts(question(&here, "theory")), [(3, 3)]);
    assert_eq!(counts(question(&here, "freedom"))[1], (1, 1));
    assert_eq!(counts(question(&here, "week"))[1], (4, 5), "one novice mentor of five people with release");
    let wrong = Folder::with(&[("a.yaml", "units: {north: {title: North, kind: school}}\n")]).run(&["guide", "--unit", "nroth"]);
    assert!(wrong.status == 2 && wrong.err.contains("north"), "{wrong:?}");
}

#[test]
fn every_question_is_asked_of_a_framework_that_says_nothing_and_none_is_answered() {
    let folder = Folder::with(&[("a.yaml", "outcomes: {}\n")]);
    let all = folder.run(&["guide", "--format", "json"]).json();
    for theme in all["themes"].as_array().expect("themes") {
        for question in theme["questions"].as_array().expect("questions") {
            assert_eq!(question["evidence"].as_array().map(Vec::len), Some(0), "{question}");
            assert!(question["not_known"].as_array().is_some_and(|open| !open.is_empty()), "{question}");
        }
    }
    let page = folder.run(&["guide"]).out;
    let asked = page.lines().filter(|line| line.contains("The files hold nothing about this yet.")).count();
    assert_eq!(asked, 18);
    assert!(!page.contains(" of 0"), "{page}");
}

const HOSTILE: &str = "priorities:
  p:
    title: P
    status: active
    measures: {m: {title: M, horizon: short, counted_in: \"| <b> \\e[31m\", readings: {2026-01-01: 3}}}
    actions: {a: {title: A, raci: {R: [one, two]}}}
roles:
  one: {title: \"x\\e[31m\"}
  two: {title: T, responsibilities: {d: {does: D, serves: p/a}}}
decisions: {d: {question: \"<script> | `q` \\u202e\", stance: loose}}
assessments: {c: {title: C, kind: condition, items: {i: {asks: \"[l](http://h) \\e[31m\", status: absent, note: \"<b>\\e[0m\"}}}}
";

#[test]
fn a_strangers_words_are_only_words_on_any_screen() {
    let folder = Folder::with(&[("a.yaml", HOSTILE)]);
    for format in ["table", "markdown", "json"] {
        let ran = folder.run(&["guide", "--format", format]);
        assert_eq!(ran.status, 0, "{ran:?}");
        assert!(!ran.out.contains('\u{1b}') && !ran.out.contains('\u{202e}'), "{format}: {}", ran.out);
    }
    let markdown = folder.run(&["guide", "--format", "markdown"]).out;
    assert!(!markdown.contains("<script>") && !markdown.contains("](http:") && !markdown.contains("<b>"), "{markdown}");
}

#[test]
fn every_count_that_should_be_full_is_counted_somewhere() {
    let mut counted = std::collections::BTreeSet::new();
    for name in EXAMPLES {
        let all = guide(name, &[]);
        let questions =
            all["themes"].as_array().expect("themes").iter().flat_map(|theme| theme["questions"].as_array().expect("questions"));
        let evidence = questions.flat_map(|question| question["evidence"].as_array().expect("evidence"));
        counted.extend(evidence.filter_map(|one| Some(one["counted"].as_str()?.to_owned())));
    }
    for says in rolewright::audit::guide::FULL {
        assert!(counted.contains(says), "nothing is counted as “{says}”");
    }
}
