//! `load` as people meet it: the worked example that everyone can do by hand, what is not stated, and one unit.

use crate::running::Folder;

const HOURS: &str = "contract_hours = 40\n";

/// A lead who observes each of seven teachers for 45 minutes and debriefs for 30, with 90 of team time, 60 of
/// preparation and an hour of instructional leadership team.
const LEAD: &str = "roles:
  lead:
    title: Lead
    teaching: 50%
    release: 50%
    coaches:
      roles: teacher
      max: 7
    routines:
      observe:
        kind: observation
        minutes: 45
        per_week: 1
        per: person
      debrief:
        kind: one-on-one
        minutes: 30
        per_week: 1
        per: person
      team:
        kind: team-time
        minutes: 90
        per_week: 1
      prepare:
        kind: planning
        minutes: 60
        per_week: 1
      ilt:
        kind: leadership-meeting
        minutes: 60
        per_week: 1
  teacher:
    title: Teacher
    teaching: 90%
";

fn told(text: &str, settings: &str, arguments: &[&str]) -> String {
    let folder = Folder::with(&[("rolewright.toml", settings), ("a.yaml", text)]);
    let ran = folder.run(&[&["load", "--as-of", "2026-11-22"][..], arguments].concat());
    assert_eq!(ran.status, 0, "{ran:?}");
    // A reader's eye passes over line ends and columns alike.
    ran.out.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn the_release_arithmetic_worth_showing_is_shown() {
    let told = told(LEAD, HOURS, &["--role", "lead"]);
    for line in [
        "observe 45 min × 1 a week × 7 people 315 min",
        "debrief 30 min × 1 a week × 7 people 210 min",
        "team 90 min × 1 a week 90 min",
        "all of it 735 min ÷ 60 12.25 h",
        "release 40 h × 50 % 20 h",
        "used 12.25 h ÷ 20 h 61 %",
        "It fits: 7.75 h a week are left.",
        "Each further person to coach adds 75 min a week; the release is full at 13 people (now 7).",
        "assuming 7 people to coach (the role’s limit), because nobody is listed as coached by it",
    ] {
        assert!(told.contains(line), "no “{line}” in {told}");
    }
}

#[test]
fn a_quarter_of_release_is_not_enough() {
    let told = told(&LEAD.replace("release: 50%", "release: 25%"), HOURS, &[]);
    assert!(told.contains("used 12.25 h ÷ 10 h 122 %") || told.contains("used 12.25 h ÷ 10 h 123 %"), "{told}");
    assert!(told.contains("It does not fit: 2.25 h a week more than the release holds."), "{told}");
    assert!(told.contains("full at 5 people (now 7)"), "{told}");
}

#[test]
fn what_is_not_stated_is_never_a_number() {
    let without_hours = told(LEAD, "", &[]);
    assert!(without_hours.contains("rolewright.toml does not state contract_hours"), "{without_hours}");
    assert!(!without_hours.contains("of the contract"), "{without_hours}");
    let without_release = told(&LEAD.replace("    release: 50%\n", ""), HOURS, &[]);
    assert!(
        without_release
            .contains("Whether it fits is not assessed: the role has routines and states no release (roles.lead.release would tell).")
    );
    assert!(without_release.contains("of the contract 12.25 h ÷ 40 h 31 %"), "{without_release}");
    let without_minutes = told(&LEAD.replace("        minutes: 45\n", ""), HOURS, &[]);
    assert!(without_minutes.contains("≥ 7"), "{without_minutes}");
    assert!(without_minutes.contains("a routine states no minutes (roles.lead.routines.ID.minutes would tell)"), "{without_minutes}");
    assert!(!without_minutes.contains("the release is full"), "{without_minutes}");
    let teacher = told(LEAD, HOURS, &["--role", "teacher"]);
    assert!(teacher.contains("No week to work out"), "{teacher}");
}

#[test]
fn a_position_of_less_than_one_has_less_release() {
    let units = "units:\n  school:\n    title: School\n    kind: school\n    staff:\n      lead:\n        count: 1\n        fte: 0.6\n";
    let told = told(&format!("{LEAD}{units}"), HOURS, &[]);
    assert!(told.contains("release 40 h × 0.6 of a position × 50 % 12 h"), "{told}");
}

#[test]
fn a_unit_is_shown_with_what_is_decided_there_and_nothing_else() {
    let units = "units:
  north:
    title: North
    kind: school
    staff:
      lead: 1
      teacher:
        count: 4
        coached_by: lead
    overrides:
      lead:
        release: 40%
  south:
    title: South
    kind: school
    staff:
      lead: 1
      teacher:
        count: 9
        coached_by: lead
decisions:
  release:
    question: How much release?
    stance: loose
    governs: lead.release
";
    let text = format!("{LEAD}{units}");
    let north = told(&text, HOURS, &["--unit", "north"]);
    assert!(north.contains("In north, 1 person, coaching 4 (4 teacher), with release 40 % by local decision:"), "{north}");
    assert!(north.contains("release 40 h × 40 % 16 h") && !north.contains("south"), "{north}");
    let south = told(&text, HOURS, &["--unit", "units/south"]);
    assert!(south.contains("release 40 h × 50 % 20 h") && !south.contains("north"), "{south}");
    assert!(south.contains("over its own limit"), "{south}");
    let empty = told(
        &format!("{text}  \n").replace("units:\n", "units:\n  attic:\n    title: Attic\n    kind: team\n"),
        HOURS,
        &["--unit", "attic"],
    );
    assert!(empty.contains("Nobody works there"), "{empty}");
}
