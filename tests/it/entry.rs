//! `entry` through the real program: the examples, and titles and scores that strangers wrote.

use crate::goldens::compare;
use crate::running::Folder;

#[test]
fn the_golden_entry_points() {
    compare("granite", &["entry"]);
    compare("granite", &["entry", "--format", "markdown"]);
    compare("riverbend", &["entry"]);
    compare("harbor-elementary", &["entry"]);
}

const HOSTILE: &str = "assessments:
  n:
    title: N
    kind: need
    range: {min: 1, max: 5}
    items:
      a: {asks: \"x\\e[31m | <b> `q` [l](http://h) \\u202e\", entry_point: improve-instruction, score: 4}
      b: {asks: Outside, entry_point: improve-instruction, score: 40}
  flat: {title: F, kind: strength, range: {min: 3, max: 3}, items: {a: {asks: A, entry_point: improve-instruction, score: 3}}}
  elder: {title: E, kind: condition, place: north, items: {a: {asks: A, entry_point: improve-instruction}}}
units:
  north: {title: North, kind: school}
  south: {title: South, kind: school}
";

#[test]
fn nothing_is_a_number_that_cannot_be_one_and_a_strangers_words_are_only_words() {
    let folder = Folder::with(&[("a.yaml", HOSTILE)]);
    for format in ["table", "markdown", "json"] {
        let ran = folder.run(&["entry", "--format", format]);
        assert_eq!(ran.status, 0, "{ran:?}");
        assert!(!ran.out.contains('\u{1b}') && !ran.out.contains('\u{202e}') && !ran.out.contains("NaN"), "{}", ran.out);
    }
    let report = folder.run(&["entry", "--format", "json"]).json();
    let first = &report["entry_points"][0];
    assert_eq!((&first["entry_point"], &first["need"]["value"]), (&"improve-instruction".into(), &0.75.into()));
    assert_eq!(first["need"]["not_assessed"][0]["because"], "its score lies outside the range");
    assert!(first["strength"]["value"].is_null(), "a range without width has no shares");
    assert_eq!(first["conditions"]["not_assessed"].as_array().map(Vec::len), Some(1));
    let south = folder.run(&["entry", "--unit", "south", "--format", "json"]).json();
    assert_eq!(south["entry_points"][0]["conditions"]["not_assessed"].as_array().map(Vec::len), Some(0));
    let wrong = folder.run(&["entry", "--unit", "soth"]);
    assert!(wrong.status == 2 && wrong.err.contains("south"), "{wrong:?}");
}
