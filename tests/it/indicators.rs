//! The indicators on the shipped examples, each number worked out by hand from the YAML; and what they do where
//! little is stated.

use crate::goldens::EXAMPLES;
use crate::running::{Folder, Ran};
use crate::support::fixture;
use rolewright::audit::indicators::{By, Figure, Indicator, Scores};
use serde_json::Value;
use std::path::Path;

fn example(name: &str) -> String {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("examples").join(name).display().to_string()
}

fn align(name: &str, more: &[&str]) -> Ran {
    let folder = example(name);
    Folder::empty().run(&[&["align", &folder, "--as-of", "2026-11-22"], more].concat())
}

/// (numerator, denominator) of a figure, rounded to three digits.
fn parts(report: &Value, indicator: &str, figure: &str, of: Option<&str>) -> (f64, f64) {
    let indicators = report["indicators"].as_array().expect("indicators");
    let one = indicators.iter().find(|one| one["indicator"] == indicator).unwrap_or_else(|| panic!("no {indicator}"));
    let figures = one["figures"].as_array().expect("figures");
    let found = figures.iter().find(|one| one["figure"] == figure && one["of"].as_str() == of);
    let found = found.unwrap_or_else(|| panic!("{indicator} has no {figure}"));
    let round = |key: &str| (found[key].as_f64().expect(key) * 1000.0).round() / 1000.0;
    (round("numerator"), round("denominator"))
}

#[test]
fn riverbend_by_hand() {
    let report = align("riverbend", &["--format", "json"]).json();
    let of = |indicator: &str, figure: &str| parts(&report, indicator, figure, None);
    // Weights: read-to-learn 0.4, reason-in-mathematics 0.3, strong-start 0.2, ninth-grade-on-track 0.1. The costs of
    // no priority can be assessed (each has an action with neither cost nor fund), so five tests are left for each.
    // read-to-learn 4/5: team-time gives R to assistant-principal, none of whose five duties serves it.
    // reason-in-mathematics 3/5: talk-time, its only short measure, has no baseline; adapt-talk of special-education-lead
    // serves talk-every-day, where A is instructional-coach and R classroom-teacher. The other two 5/5.
    // 0.4 × 0.8 + 0.3 × 0.6 + 0.2 + 0.1 = 0.8 of 1; each alike 0.8 + 0.6 + 1 + 1 = 3.4 of 4; 4 + 3 + 5 + 5 = 17 of 20.
    assert_eq!(of("priority-coverage", "weighted"), (0.8, 1.0));
    assert_eq!(of("priority-coverage", "unweighted"), (3.4, 4.0));
    assert_eq!(of("priority-coverage", "tests"), (17.0, 20.0));
    // Time in full positions. People: team-lead 9 (2 + 1 + 1 + 1 + 1 + 1 + 1 + 1), classroom-teacher 63, school-strategy-partner 2,
    // instructional-coach 2, principal 4, assistant-principal 7, academic-partner 2, novice-mentor 4, special-education-lead 4,
    // special-education-teacher 14, early-career-teacher 14, chief-academic-officer 1, partner-facilitator 0.6.
    // read-to-learn: 0.9 + 0.24 + 0.48 + 0.1 + 0.4 + 0.36 + 0.99 + 1.53 + 3.78 + 0.84 = 9.62
    // reason-in-mathematics: 0.2 + 0.24 + 0.26 + 0.7 + 0.2 + 0.3 + 0.3 + 0.32 + 0.24 + 2.52 = 5.28
    // ninth-grade-on-track, placed at riverbend-high, so that only the system's people and those of the high school count:
    // 2 × 5 % + 3 × 13 % + 28 × 2 % + 2 × 5 % + 3 × 6 % = 0.1 + 0.39 + 0.56 + 0.1 + 0.18 = 1.33
    // strong-start: 0.16 + 0.12 + 0.84 + 0.15 + 0.48 + 0.24 + 0.84 = 2.83. Together 19.06.
    // Shares of 19.06: 50.5, 27.7, 7.0, 14.8 %. min with 40, 30, 10, 20 %: 0.4 + 0.277 + 0.07 + 0.148 = 0.895.
    assert_eq!(of("emphasis-alignment", "index"), (0.895, 1.0));
    // Shares stated, × people: 1.4 + 1.8 + 3.4 + 5.95 + 0.75 + 1.5 + 0.42 + 0.85 + 3.33 + 0.8 + 1.2 + 10.08 + 1.96 + 3.92 = 37.36.
    assert_eq!(of("emphasis-alignment", "aligned-time"), (19.06, 37.36));
    // Pairs joined: ninth-grade-on-track 2 of 2 (its level is school), read-to-learn 3 of 3, strong-start 3 of 3,
    // reason-in-mathematics 1 of 3 (nobody at team level). Weighted: 0.2 + 1.2 + 0.6 + 0.3 = 2.3 of 0.2 + 1.2 + 0.6 + 0.9 = 2.9.
    assert_eq!(of("vertical-coherence", "weighted"), (2.3, 2.9));
    assert_eq!(of("vertical-coherence", "unweighted"), (9.0, 11.0));
    // Fourteen roles × 6 = 84. Missing: assistant-principal's classroom-management has no outcome and starts with “support” (2);
    // partner-facilitator and data-coordinator are in no decision and require nothing (4); early-career-teacher is in no decision (1).
    assert_eq!(of("role-clarity", "facts"), (77.0, 84.0));
    // Ten decisions, five tight, five loose. Teachers: use-of-team-time (team-lead) and second-try-rules (ninth-grade-house,
    // six of seven seats); the council has three of seven.
    assert_eq!(of("role-clarity", "loose-decisions"), (5.0, 10.0));
    assert_eq!(of("role-clarity", "teacher-held-decisions"), (2.0, 10.0));
    // Release is stated for novice-mentor 4, special-education-lead 4, team-lead 9, school-strategy-partner 2, instructional-coach 2.
    // Novice mentors have 20 % of 40 = 8 h. People × 90 min + 180 min, and the mentor network 90 ÷ 4.33 = 20.8 min:
    // 2 (Alder) 6.35 h, 3 (High) 7.85 h, 4 (Orchard) 9.35 h, 5 (Confluence) 10.85 h. The last two do not fit.
    assert_eq!(of("load", "over-full"), (2.0, 21.0));
    // u: 0.793, 0.981, 1.168, 1.356; mean 1.0745. Differences: 3 × 0.1875 + 2 × 0.375 + 0.5625 = 1.875, both ways 3.75; 2 × 16 × 1.0745 = 34.386.
    assert_eq!(parts(&report, "load", "gini", Some("novice-mentor")), (3.75, 34.386));
    // Sixteen actions, one done. early-hiring has one chief-academic-officer and text-sets one partner-facilitator (who
    // answers for them does not make them), and neither a backup: 13 + 0.5 + 0.5 of 15.
    assert_eq!(of("resilience", "mean"), (14.0, 15.0));
    assert_eq!(of("resilience", "at-0"), (0.0, 15.0));
    assert_eq!(of("resilience", "at-1"), (2.0, 15.0));
    // 5 + 4 + 5 + 4 + 7 + 5 + 5 + 4 + 3 + 6 + 6 + 4 = 58 requirements; nothing reaches align-time-and-money at accomplished
    // (principal) or at leading (chief-academic-officer).
    assert_eq!(of("development-coverage", "pairs"), (56.0, 58.0));
}

#[test]
fn summit_by_hand() {
    let report = align("summit", &["--format", "json"]).json();
    let of = |indicator: &str, figure: &str| parts(&report, indicator, figure, None);
    // Weights 0.5, 0.3, 0.2; costs are open everywhere. evidence-talk 4/5: daily-talk gives R to special-education-teacher,
    // whose duties do not mention it. 0.5 × 0.8 + 0.3 + 0.2 = 0.9.
    assert_eq!(of("priority-coverage", "weighted"), (0.9, 1.0));
    assert_eq!(of("priority-coverage", "tests"), (14.0, 15.0));
    // evidence-talk 0.2 + 0.1 + 0.16 + 0.12 + 0.15 + 0.16 + 0.08 + 0.08 = 1.05 (the teachers' daily discussion states no share);
    // known-by-name, placed at summit-valley: counselor 18 %, principal 3 %, senior lead 5 %, 10 teachers × 3 %: 0.18 + 0.03 + 0.05 + 0.3 = 0.56;
    // time-for-leading 0.4 + 0.24 + 0.04 + 0.08 + 0.1 + 0.05 + 0.2 + 0.12 + 0.06 + 0.04 + 1.1 = 2.43. Together 4.04.
    // Shares 26.0, 13.9, 60.1 %; min with 50, 20, 30 %: 0.26 + 0.139 + 0.3 = 0.699.
    assert_eq!(of("emphasis-alignment", "index"), (0.699, 1.0));
    assert_eq!(of("emphasis-alignment", "aligned-time"), (4.04, 9.36));
    let emphasis = &report["indicators"][1];
    // 22 teachers with one responsibility each that states no share.
    assert_eq!((&emphasis["not_assessed"][0]["count"], &emphasis["losing"][0]["item"]), (&22.into(), &"priorities/evidence-talk".into()));
    // Three pairs each, but two for known-by-name, which begins at a school: 1.5 + 0.9 + 0.4 = 2.8.
    assert_eq!(of("vertical-coherence", "weighted"), (2.8, 2.8));
    assert_eq!(of("vertical-coherence", "unweighted"), (8.0, 8.0));
    // Ten roles. director-of-operations requires nothing; counselor and special-education-teacher are in no decision; one duty of
    // the teacher has no share.
    assert_eq!(of("role-clarity", "facts"), (56.0, 60.0));
    // Loose: team-size and team-time-use. Teachers: team-time-use (senior-team-lead) and cycle-practice (council, six of seven seats).
    assert_eq!(of("role-clarity", "loose-decisions"), (2.0, 6.0));
    assert_eq!(of("role-clarity", "teacher-held-decisions"), (2.0, 6.0));
    // Council 90 min a month = 20.8 min a week for each lead. 20 h: (7 × 75 + 210) min + 20.8 = 12.6 h, (8 × 75 + 210) + 20.8 = 13.85 h.
    // 10 h: (3 × 75 + 210) + 20.8 = 7.6 h; (6 × 75 + 210) + 20.8 = 11.35 h, which does not fit: 1 of 4.
    assert_eq!(of("load", "over-full"), (1.0, 4.0));
    assert_eq!(report["indicators"][4]["losing"][0]["item"], "units/ridge-upper");
    assert_eq!(of("resilience", "mean"), (9.0, 9.0));
    assert_eq!(of("development-coverage", "pairs"), (34.0, 34.0));
}

#[test]
fn what_is_lost_and_what_is_open_adds_up_on_every_example() {
    for name in EXAMPLES {
        let report = align(name, &["--format", "json"]).json();
        let indicators = report["indicators"].as_array().expect("indicators");
        assert_eq!(indicators.len(), 7, "{name}");
        for one in indicators {
            let id = one["indicator"].as_str().expect("an id");
            let count = |rows: &Value, key: &str| rows.as_array().expect("rows").iter().filter_map(|row| row[key].as_f64()).sum::<f64>();
            let open = one["assessed"]["of"].as_f64().unwrap_or(0.0) - one["assessed"]["count"].as_f64().unwrap_or(0.0);
            assert_eq!(count(&one["not_assessed"], "count"), open, "{name}: {id}");
            let lost = count(&one["losing"], "costs");
            if let Some(value) = one["figures"][0]["value"].as_f64() {
                let rest = if id == "load" { value } else { 1.0 - value };
                assert!((lost - rest).abs() < 1e-5, "{name}: {id} loses {lost}, but lacks {rest}");
            }
            for row in one["losing"].as_array().expect("rows") {
                assert!(row["place"]["line"].as_u64() > Some(0) && row["place"]["file"].as_str().is_some(), "{name}: {id}");
            }
        }
    }
}

fn scores(text: &str) -> Vec<Indicator> {
    Scores::of(&fixture(text), None).indicators
}

fn figure<'s>(scores: &'s [Indicator], id: &str, name: &str) -> &'s Figure {
    let indicator = scores.iter().find(|one| one.meta.id == id).expect("an indicator");
    indicator.figures.iter().find(|figure| figure.name == name).expect("a figure")
}

#[test]
fn nothing_scores_all_of_nothing() {
    for text in ["", "roles:\n  a: {title: A}\n", "priorities:\n  p: {title: P, status: draft}\n"] {
        for indicator in scores(text).iter().filter(|one| one.meta.id != "role-clarity") {
            assert!(indicator.figures.iter().all(|figure| figure.value.is_none() && figure.withheld.is_some()), "{indicator:?}");
        }
    }
    // A role that says nothing: purpose, outcomes and expectations are not stated; what needs duties or decisions is open.
    let silent = scores("roles:\n  a: {title: A}\n");
    let clarity = silent.iter().find(|one| one.meta.id == "role-clarity").expect("role clarity");
    assert_eq!((clarity.assessed, clarity.total, clarity.figures[0].counted.as_str()), (3, 6, "0 of 3 facts"));
}

#[test]
fn without_weights_there_is_no_weighted_number_and_it_says_so() {
    let scores = scores(
        "priorities:\n  p: {title: P, status: active, owner: a, actions: {x: {title: X, raci: {A: a, R: a}, cost: 0}}}\n  q: {title: Q, status: active, owner: a}\nroles:\n  a: {title: A, responsibilities: {one: {does: One, serves: p, share: 10%}}}\nunits:\n  u: {title: U, kind: school, staff: {a: 4}}\n",
    );
    let first = figure(&scores, "priority-coverage", "weighted");
    assert_eq!(first.value, None);
    assert!(first.withheld.as_deref().is_some_and(|why| why.contains("priorities.ID.weight")), "{first:?}");
    // p: owner, letters, both sides, costs met, no measure, nothing required: 4 of 5. q: owner met, no measure: 1 of 2.
    assert_eq!(figure(&scores, "priority-coverage", "tests").counted, "5 of 7 tests");
    assert_eq!(figure(&scores, "priority-coverage", "unweighted").value, Some((0.8 + 0.5) / 2.0));
    assert!(figure(&scores, "emphasis-alignment", "index").withheld.as_deref().is_some_and(|why| why.contains("weight")));
}

#[test]
fn a_framework_without_staff_is_not_taken_for_an_empty_one() {
    let scores = scores(
        "priorities:\n  p: {title: P, status: active, owner: a, weight: 1}\nroles:\n  a: {title: A, responsibilities: {one: {does: One}}}\n",
    );
    let coverage = &scores[0];
    assert!(coverage.open.iter().any(|open| open.unlock == "units.ID.staff" && open.items == ["priorities/p"]), "{coverage:?}");
    assert_eq!((scores[1].assessed, scores[1].total), (0, 1));
}

/// Four leads with 20 h of release each: weeks of 12, 12, 18 and 28 h, which are 0.6, 0.6, 0.9 and 1.4 of it.
#[test]
fn the_worked_example_of_load_through_a_framework() {
    let mut text = String::from(
        "roles:\n  lead: {title: Lead, release: 50%, coaches: {roles: teacher}, routines: {visit: {kind: observation, minutes: 60, per_week: 1, per: person}}}\n  teacher: {title: Teacher}\nunits:\n",
    );
    for (unit, people) in [("a", 12), ("b", 12), ("c", 18), ("d", 28)] {
        text.push_str(&format!(
            "  {unit}:\n    title: U\n    kind: school\n    staff:\n      lead: 1\n      teacher: {{count: {people}, coached_by: lead}}\n"
        ));
    }
    let text = format!("# file: rolewright.toml\ncontract_hours = 40\n# file: a.yaml\n{text}");
    let all = scores(&text);
    assert_eq!(figure(&all, "load", "over-full").value, Some(0.25));
    assert!(figure(&all, "load", "gini").value.is_some_and(|gini| (gini - 0.19).abs() < 0.005));
    // By unit each group is one person: counted, and no number.
    let by = Scores::of(&fixture(&text), Some(By::Unit)).breakdown.expect("a breakdown");
    let (_, split) = by.splits.iter().find(|(meta, _)| meta.id == "load").expect("load");
    let groups = split.as_ref().expect("load can be broken down by unit");
    assert_eq!(
        groups.iter().map(|(group, one)| (group.name.as_str(), one.counted.as_str(), one.value)).collect::<Vec<_>>(),
        [("a", "0 of 1 person", None), ("b", "0 of 1 person", None), ("c", "0 of 1 person", None), ("d", "1 of 1 person", None),]
    );
}

#[test]
fn filters_narrow_and_unknown_words_are_refused_with_the_nearest() {
    let ids = |more: &[&str]| -> Vec<String> {
        let report = align("riverbend", &[more, &["--format", "json"]].concat()).json();
        let id = |row: &Value| row["actor"].as_str().unwrap_or_default().to_owned();
        report["rows"].as_array().expect("rows").iter().map(id).collect()
    };
    assert_eq!(
        ids(&["--level", "team"]),
        [
            "roles/novice-mentor",
            "roles/team-lead",
            "committees/mathematics-content-team",
            "committees/mentor-network",
            "committees/ninth-grade-house",
            "committees/team-lead-network",
            "committees/text-panel-3-5"
        ]
    );
    assert_eq!(ids(&["--family", "coach,partner"]), ids(&["--family", "coach", "--family", "partner"]));
    assert_eq!(
        ids(&["--unit", "orchard-elementary", "--family", "teacher-leader"]),
        ["roles/novice-mentor", "roles/special-education-lead", "roles/team-lead"]
    );
    let draft = align("riverbend", &["--priority", "families-as-partners", "--format", "json"]).json();
    assert_eq!(draft["priorities"][0]["id"], "families-as-partners", "named, it is shown although it is a draft");
    assert_eq!(draft["shown"]["priority"][0], "families-as-partners");
    for (option, word, near) in [
        ("--level", "scool", "school"),
        ("--unit", "orchard", "orchard-elementary"),
        ("--priority", "read-to-lern", "read-to-learn"),
        ("--family", "coaches", "coach"),
    ] {
        let ran = align("riverbend", &[option, word]);
        assert!(ran.status == 2 && ran.out.is_empty() && ran.err.contains(&format!("“{word}”")) && ran.err.contains(near), "{ran:?}");
    }
    for refused in [
        &["--matrix", "decisions", "--family", "coach"][..],
        &["--matrix", "talent", "--by", "unit"],
        &["--matrix", "committees", "--priority", "x"],
    ] {
        let ran = align("riverbend", refused);
        assert!(ran.status == 2 && ran.err.contains("--matrix"), "{ran:?}");
    }
}

#[test]
fn every_matrix_has_every_form() {
    for (matrix, key) in [("work", "rows"), ("decisions", "levels"), ("talent", "competencies"), ("committees", "roles")] {
        let report = align("harbor-elementary", &["--matrix", matrix, "--format", "json"]).json();
        assert_eq!((&report["version"], report["matrix"].as_str()), (&1.into(), Some(matrix)));
        assert!(report[key].as_array().is_some_and(|rows| !rows.is_empty()), "{matrix}");
        for format in ["table", "markdown", "csv"] {
            let ran = align("harbor-elementary", &["--matrix", matrix, "--format", format]);
            assert!(ran.status == 0 && ran.out.len() > 200, "{matrix} as {format}: {}", ran.out);
        }
    }
}

#[test]
fn by_says_why_some_indicators_have_no_groups() {
    for (by, senseless) in [("unit", "role-clarity"), ("family", "priority-coverage")] {
        let ran = align("granite", &["--by", by]);
        assert!(ran.out.contains(&format!("{senseless} is not broken down by {by}, because")), "{}", ran.out);
        let report = align("granite", &["--by", by, "--format", "json"]).json();
        assert_eq!(report["breakdown"]["by"], by);
    }
}

#[test]
fn words_from_files_stay_words() {
    let folder = Folder::with(&[
        ("rolewright.toml", "levels = [\"a|b\", \"<i>\\u001b[31m\"]\n"),
        (
            "a.yaml",
            "roles:\n  one: {title: One, level: a|b}\n  two: {title: Two, level: \"<i>\\e[31m\", reports_to: one}\npriorities:\n  p: {title: P, status: active, weight: 1}\n",
        ),
    ]);
    for format in ["markdown", "table", "csv"] {
        let ran = folder.run(&["align", "--by", "level", "--format", format, "--color", "never"]);
        assert!(ran.status == 0 && !ran.out.contains('\u{1b}'), "{}", ran.out);
    }
    let markdown = folder.run(&["align", "--by", "level", "--format", "markdown"]).out;
    assert!(markdown.contains("a\\|b") && !markdown.contains("<i>"), "{markdown}");
}
