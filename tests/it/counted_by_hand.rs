//! The people, rankings and comparisons of the examples, counted by hand from their YAML: the arithmetic is written
//! here as a person would do it, with the program's own code nowhere in it. Weeks are in `load_by_hand`, indicators
//! in `indicators`.

use crate::running::Folder;
use serde_json::Value;
use std::path::Path;

fn example(name: &str) -> String {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("examples").join(name).display().to_string()
}

fn report(arguments: &[&str]) -> Value {
    Folder::empty().run(&[arguments, &["--format", "json", "--as-of", "2026-11-22"]].concat()).json()
}

/// How many hold a role in the district office, Alder, Confluence, Orchard and the high school.
struct Heads([u32; 5]);

impl Heads {
    fn all(&self) -> u32 {
        self.0.iter().sum()
    }

    /// In the high school and above it.
    fn for_high(&self) -> u32 {
        self.0[0] + self.0[4]
    }
}

const CHIEF: Heads = Heads([1, 0, 0, 0, 0]);
const PARTNER: Heads = Heads([2, 0, 0, 0, 0]);
const STRATEGY: Heads = Heads([2, 0, 0, 0, 0]);
const PRINCIPAL: Heads = Heads([0, 1, 1, 1, 1]);
const ASSISTANT: Heads = Heads([0, 1, 2, 1, 3]);
const LEAD: Heads = Heads([0, 2, 1 + 1, 1 + 1, 1 + 1 + 1]);
const MENTOR: Heads = Heads([0, 1, 1, 1, 1]);
const SPECIAL_LEAD: Heads = Heads([0, 1, 1, 1, 1]);
const COACH: Heads = Heads([0, 0, 1, 0, 1]);
const TEACHER: Heads = Heads([0, 9, 6 + 6 + 6, 4 + 4, 7 + 7 + 7 + 7]);
const NOVICE: Heads = Heads([0, 2, 5, 2 + 2, 3]);
const SPECIAL: Heads = Heads([0, 3, 4, 3, 4]);
/// One partner facilitator and one data coordinator, in the office.
const OTHERS: u32 = 1 + 1;

#[test]
fn riverbends_gaps_count_these_people_and_stand_in_this_order() {
    // Weights .4, .3, .2 and .1 of four active priorities, mean .25.
    let (reading, mathematics, rookies, ninth) = (0.4 / 0.25, 0.3 / 0.25, 0.2 / 0.25, 0.1 / 0.25);
    let (warning, advice) = (2.0, 1.0);
    // Mathematics: owned by the academic partners; A and R of its actions are theirs, the coaches', the principals',
    // the special education leads' and the classroom teachers'.
    let mathematicians = PARTNER.all() + COACH.all() + PRINCIPAL.all() + SPECIAL_LEAD.all() + TEACHER.all();
    // Team time: A principal, R assistant principal, C strategy partner, I team lead.
    let team_time = PRINCIPAL.all() + ASSISTANT.all() + STRATEGY.all() + LEAD.all();
    // The ninth grade is the high school's: assistant principals, leads, teachers and strategy partners by letter,
    // academic partners by a duty; only those who work there or for all schools.
    let ninth_grade = ASSISTANT.for_high() + LEAD.for_high() + TEACHER.for_high() + STRATEGY.for_high() + PARTNER.for_high();
    // Early hiring: the chief academic officer does it, principals are asked.
    let hiring = CHIEF.all() + PRINCIPAL.all();
    // The text sets: the partner makes them, the chief academic officer answers; partners and two kinds of leads are asked or told.
    let text_sets = 1 + CHIEF.all() + PARTNER.all() + SPECIAL_LEAD.all() + LEAD.all();
    // Reading: 63 + 14 who teach, 9 leads, 7 + 4 who lead schools, 2 + 2 partners and 2 of the central office.
    let readers = 63 + 14 + 9 + 7 + 4 + 2 + 2 + 2;
    // The first years: 14 new teachers, 4 mentors, 7 + 4 who lead schools and the chief academic officer.
    let beginners = 14 + 4 + 7 + 4 + 1;
    let expected: [(&str, &str, f64, f64, u32); 19] = [
        ("off-track", "priorities/read-to-learn", reading, warning, readers),
        ("broken-vertical-chain", "priorities/reason-in-mathematics", mathematics, warning, mathematicians),
        ("incomplete-measures", "priorities/reason-in-mathematics", mathematics, warning, mathematicians),
        ("off-track", "priorities/reason-in-mathematics", mathematics, warning, mathematicians),
        ("off-track", "priorities/read-to-learn", reading, advice, readers),
        ("hidden-work", "priorities/read-to-learn/team-time", reading, warning, team_time),
        ("single-point", "priorities/read-to-learn/text-sets", reading, warning, text_sets),
        ("theory-of-action-missing", "priorities/ninth-grade-on-track", ninth, warning, ninth_grade),
        ("off-track", "priorities/strong-start", rookies, advice, beginners),
        // A mentor and the new teachers who are coached there.
        ("release-shortfall", "units/confluence-middle", 1.0, warning, MENTOR.0[2] + NOVICE.0[2]),
        // Asked of principals and of the chief academic officer.
        ("no-development-path", "competencies/align-time-and-money", 1.0, warning, PRINCIPAL.all() + CHIEF.all()),
        ("release-shortfall", "units/orchard-elementary", 1.0, warning, MENTOR.0[3] + NOVICE.0[3]),
        ("unclaimed-work", "roles/special-education-lead/adapt-talk", mathematics, warning, SPECIAL_LEAD.all()),
        // Seats: 1 + 2 + 1. It stands before early hiring, which has the same harm, by its place in the files.
        ("incomplete-charter", "committees/device-refresh", 1.0, warning, 1 + 2 + 1),
        ("single-point", "priorities/strong-start/early-hiring", rookies, warning, hiring),
        ("vague-duty", "roles/assistant-principal/classroom-management", 1.0, advice, ASSISTANT.all()),
        ("release-shortfall", "units/riverbend-high", 1.0, advice, MENTOR.0[4] + NOVICE.0[4]),
        ("partner-cliff", "roles/partner-facilitator", 1.0, warning, 1),
        ("orphan-role", "roles/data-coordinator", 1.0, advice, 1),
    ];
    assert_eq!((mathematicians, team_time, ninth_grade, hiring), (75, 22, 38, 5));
    gaps_are("riverbend", &expected);
}

#[test]
fn summits_gaps_count_these_people_and_stand_in_this_order() {
    // Weights .5, .3 and .2, mean 1/3. Teachers: 6 + 6 at Ridge, 7 + 3 at Valley.
    let (talk, known) = (0.5 * 3.0, 0.2 * 3.0);
    let (warning, advice) = (2.0, 1.0);
    let expected: [(&str, &str, f64, f64, u32); 9] = [
        // Daily talk: A and R teacher, R model teacher and special education teacher, I principal.
        ("hidden-work", "priorities/evidence-talk/daily-talk", talk, warning, 22 + 2 + 3 + 2),
        // Evidence talk has not moved: 22 + 3 + 2 teachers, 2 + 2 + 2 who lead schools and teams, 2 of the central office.
        ("off-track", "priorities/evidence-talk", talk, advice, 35),
        // The principal of Ridge and who reports there: two leads, a model teacher, 12 teachers, a counselor, two.
        ("supervision-span", "roles/principal", 1.0, warning, 1 + (1 + 1) + 1 + 12 + 1 + 2),
        // Asked of teachers, special education and model teachers, four leads and the director.
        ("one-off-only", "competencies/design-for-access", 1.0, advice, 22 + 3 + 2 + 2 + 2 + 1),
        ("supervision-span", "roles/principal", 1.0, warning, 1 + (1 + 1) + 1 + 10 + 1 + 1),
        ("low-readiness", "assessments/ridge-readiness", 1.0, advice, 18),
        // At Valley: its principal, counselor, ten teachers and senior team lead.
        ("unlinked-local-priority", "priorities/known-by-name", known, warning, 1 + 1 + 10 + 1),
        ("low-readiness", "assessments/valley-readiness", 1.0, advice, 15),
        ("release-shortfall", "units/ridge-upper", 1.0, warning, 1 + 6),
    ];
    gaps_are("summit", &expected);
}

/// Rule, item, weight, severity and people of every gap, in order.
fn gaps_are(name: &str, expected: &[(&str, &str, f64, f64, u32)]) {
    let report = report(&["gaps", &example(name)]);
    let gaps = report["gaps"].as_array().expect("gaps");
    assert_eq!(gaps.len(), expected.len());
    for (gap, &(rule, item, weight, severity, people)) in gaps.iter().zip(expected) {
        assert_eq!((gap["rule"].as_str(), gap["item"].as_str()), (Some(rule), Some(item)), "rank {}", gap["rank"]);
        assert_eq!(gap["people"], people, "{rule} on {item}: {}", gap["affected"]);
        let parts = gap["affected"]["parts"].as_array().expect("parts").iter();
        assert_eq!(parts.filter_map(|part| part["people"].as_u64()).sum::<u64>(), u64::from(people), "{rule} on {item}");
        let harm = gap["harm"].as_f64().expect("a number");
        assert!((harm - weight * severity * f64::from(people)).abs() < 1e-9, "{rule} on {item}: {harm}");
    }
}

#[test]
fn advice_above_a_warning_is_explained_where_it_happens() {
    // In Granite advice that concerns 29 stands above a warning that concerns 15.
    let gaps = |name: &str| Folder::empty().run(&["gaps", &example(name), "--as-of", "2026-11-22"]).out;
    assert!(gaps("granite").contains("advice that concerns many people can stand above"));
}

/// The cells of a row of a comparison.
fn said(report: &Value, row: &str) -> Vec<String> {
    let sections = report["sections"].as_array().expect("sections").iter();
    let mut rows = sections.flat_map(|section| section["rows"].as_array().expect("rows"));
    let found = rows.find(|one| one["row"] == row).unwrap_or_else(|| panic!("no row {row}"));
    found["cells"].as_array().expect("cells").iter().map(|cell| cell["said"].as_str().unwrap_or("").to_owned()).collect()
}

#[test]
fn riverbends_four_schools_side_by_side() {
    let schools = ["alder-elementary", "confluence-middle", "orchard-elementary", "riverbend-high"];
    let report = report(&[&["compare"], &schools[..], &["--framework", &example("riverbend")]].concat());
    let each = |count: &dyn Fn(usize) -> String| (1..5).map(count).collect::<Vec<String>>();
    let teachers = |at: usize| TEACHER.0[at] + NOVICE.0[at] + SPECIAL.0[at];
    let leaders = |at: usize| LEAD.0[at] + MENTOR.0[at] + SPECIAL_LEAD.0[at];
    let heads = |at: usize| teachers(at) + leaders(at) + COACH.0[at] + PRINCIPAL.0[at] + ASSISTANT.0[at];
    assert_eq!(said(&report, "people"), each(&|at| heads(at).to_string()));
    assert_eq!(said(&report, "– teacher"), each(&|at| teachers(at).to_string()));
    assert_eq!(said(&report, "– teacher-leader"), each(&|at| leaders(at).to_string()));
    assert_eq!(said(&report, "– coach"), each(&|at| COACH.0[at].to_string()));
    assert_eq!(said(&report, "– school-leader"), each(&|at| (PRINCIPAL.0[at] + ASSISTANT.0[at]).to_string()));
    // Released time of those who coach teachers, in percent: leads 35 (40 at Confluence, 45 at the high school),
    // mentors 20, special education leads 30, coaches 100.
    let lead = [0, 35, 40, 35, 45];
    let coaching = |at: usize| LEAD.0[at] * lead[at] + MENTOR.0[at] * 20 + SPECIAL_LEAD.0[at] * 30 + COACH.0[at] * 100;
    assert_eq!([1, 2, 3, 4].map(coaching), [120, 230, 120, 285]);
    assert_eq!(said(&report, "coaching, full positions"), ["1.2", "2.3", "1.2", "2.85"]);
    // 14 ÷ 1.2, 27 ÷ 2.3, 15 ÷ 1.2, 35 ÷ 2.85.
    assert_eq!(said(&report, "teachers per position"), ["11.67", "11.74", "12.5", "12.28"]);
    // Reading, grades 3 to 8; mathematics, 6 to 9; the high school's own priority, grade 9.
    assert_eq!(said(&report, "grades and subjects reached"), ["3 of 3", "6 of 6", "3 of 3", "2 of 2"]);
    // Principal, team lead, novice mentor, special education lead.
    assert_eq!(said(&report, "required roles held"), ["4 of 4", "4 of 4", "4 of 4", "4 of 4"]);
    // Entries under `staff`, in the school and its teams.
    assert_eq!(said(&report, "posts filled"), ["8 of 8", "12 of 12", "11 of 11", "14 of 14"]);
    // Of leads, mentors, special education leads and coaches, the mentors with four and five new teachers are over.
    assert_eq!(said(&report, "load"), ["0 of 4 people", "1 of 5 people", "1 of 4 people", "0 of 6 people"]);
}

#[test]
fn summits_two_schools_side_by_side() {
    let report = report(&["compare", "summit-ridge", "summit-valley", "--framework", &example("summit")]);
    // Ridge: 3 + 1 in the school, 8 and 7 in the teams. Valley: 3 in the school, 9 and 4 in the teams.
    assert_eq!(said(&report, "people"), [(1 + 1 + 2 + 8 + 7).to_string(), (1 + 1 + 1 + 9 + 4).to_string()]);
    // Teachers and special education teachers; two leads and a model teacher in each school.
    assert_eq!(said(&report, "– teacher"), [(12 + 2).to_string(), (10 + 1).to_string()]);
    assert_eq!(said(&report, "– teacher-leader"), ["3", "3"]);
    // A senior lead's 50 % and a lead's 25 %.
    assert_eq!(said(&report, "coaching, full positions"), ["0.75", "0.75"]);
    // The network's two priorities are everyone's; the third is Valley's.
    assert_eq!(said(&report, "active priorities"), ["2", "3"]);
    assert_eq!(said(&report, "posts filled"), ["8 of 8", "8 of 8"]);
}

#[test]
fn granites_entry_points_by_need_strength_and_conditions() {
    let report = report(&["entry", &example("granite")]);
    let share = |score: f64| (score - 1.0) / (4.0 - 1.0);
    // Needs, strengths, and conditions in place, in part, absent.
    type Expected = (&'static str, Option<f64>, Option<f64>, [usize; 3]);
    let expected: [Expected; 5] = [
        ("diversify-workforce", Some((share(3.8) + share(3.5)) / 2.0), Some(share(3.7)), [2, 1, 0]),
        ("develop-rookies", Some(share(3.6)), Some(share(3.3)), [1, 0, 0]),
        ("strengthen-compensation", Some(share(3.0)), Some(share(1.9)), [0, 0, 1]),
        ("improve-instruction", Some(share(2.7)), None, [0, 0, 0]),
        ("sustain-core-job", Some(share(2.4)), None, [0, 0, 0]),
    ];
    let points = report["entry_points"].as_array().expect("entry points");
    assert_eq!(points.len(), expected.len());
    for (point, (name, need, strength, conditions)) in points.iter().zip(expected) {
        assert_eq!(point["entry_point"], name);
        for (factor, by_hand) in [("need", need), ("strength", strength)] {
            let near = match (point[factor]["value"].as_f64(), by_hand) {
                (Some(found), Some(by_hand)) => (found - by_hand).abs() < 1e-5,
                (found, by_hand) => found.is_none() && by_hand.is_none(),
            };
            assert!(near, "{factor} of {name}: {}, by hand {by_hand:?}", point[factor]["value"]);
        }
        let counts = ["in_place", "partial", "absent"].map(|status| point["conditions"][status].as_u64().unwrap_or(0) as usize);
        assert_eq!(counts, conditions, "{name}: {}", point["conditions"]);
        // There is no fourth number, made of the three.
        assert!(point.get("score").is_none() && point.get("total").is_none());
    }
}

#[test]
fn everybody_is_on_the_chart_once() {
    let people = |name: &str| -> u64 {
        let chart = report(&["org", &example(name)]);
        chart["places"].as_array().expect("places").iter().filter_map(|place| place["people"].as_u64()).sum()
    };
    let riverbend = [CHIEF, PARTNER, STRATEGY, PRINCIPAL, ASSISTANT, LEAD, MENTOR, SPECIAL_LEAD, COACH, TEACHER, NOVICE, SPECIAL];
    let all: u32 = riverbend.iter().map(Heads::all).sum();
    assert_eq!((all + OTHERS, people("riverbend")), (128, 128));
    // Three in the office; at Ridge 19, at Valley 16.
    assert_eq!(people("summit"), 3 + 19 + 16);
}

#[test]
fn the_numbers_of_the_analyses_are_listed_with_what_they_rest_on() {
    let listed = Folder::empty().run(&["thresholds", "--format", "json"]).json();
    let fixed = listed["fixed"].as_array().expect("numbers");
    let value = |name: &str| fixed.iter().find(|one| one["number"] == name).map(|one| one["value"].as_f64());
    let expected =
        [("least_counted", 4.0), ("severity_error", 3.0), ("severity_warning", 2.0), ("severity_advice", 1.0), ("weeks_per_month", 4.33)];
    for (name, number) in expected {
        assert_eq!(value(name), Some(Some(number)), "{name}");
    }
    for one in fixed {
        assert!(["unit", "standing", "source"].iter().all(|key| one[*key].as_str().is_some_and(|text| !text.is_empty())), "{one}");
        assert!(one["used_by"].as_array().is_some_and(|users| !users.is_empty()), "{one}");
    }
    assert_eq!(
        [value("most_text"), value("most_written"), value("matrix_rows")],
        [Some(Some(512.0)), Some(Some(512.0)), Some(Some(1000.0))]
    );
    let said = Folder::empty().run(&["thresholds"]).out;
    assert!(said.contains("Numbers of the analyses") && said.contains("least_counted"), "{said}");
}

#[test]
fn a_filter_leaves_the_indicators_whole_and_says_so() {
    let align = |more: &[&str]| Folder::empty().run(&[&["align", &example("riverbend"), "--as-of", "2026-11-22"], more].concat());
    let filters: [&[&str]; 4] =
        [&["--level", "team"], &["--unit", "orchard-elementary"], &["--family", "coach"], &["--priority", "strong-start"]];
    for filter in filters {
        let out = align(filter).out;
        let flat = out.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(flat.contains("Indicators ────────── These are of the whole framework"), "{filter:?}: {out}");
        let narrow = align(&[filter, &["--format", "json"]].concat()).json();
        assert_eq!(narrow["indicators"], align(&["--format", "json"]).json()["indicators"], "{filter:?}");
        assert_eq!(narrow["indicators_of"], "the whole framework");
    }
    assert!(!align(&[]).out.contains("These are of the whole framework"));
}
