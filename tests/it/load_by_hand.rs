//! The numbers of `load` on two examples, worked out by hand from their YAML: the arithmetic is written here as a
//! person would do it, with the program's own code nowhere in it.

use crate::running::Folder;
use serde_json::Value;
use std::path::Path;

/// Weeks in a month.
const MONTH: f64 = 4.33;

struct Load(Value);

impl Load {
    fn of(name: &str) -> Self {
        let example = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples").join(name).display().to_string();
        Load(Folder::empty().run(&["load", "--format", "json", &example, "--as-of", "2026-11-22"]).json())
    }

    fn find<'a>(list: &'a Value, key: &str, id: &str) -> &'a Value {
        let all = list.as_array().expect("a list");
        all.iter().find(|one| one[key] == id).unwrap_or_else(|| panic!("no {key} {id}"))
    }

    fn role(&self, role: &str) -> &Value {
        Load::find(&self.0["roles"], "role", role)
    }

    fn week(&self, role: &str, unit: &str) -> &Value {
        Load::find(&self.role(role)["weeks"], "unit", unit)
    }

    /// Coached, minutes a week, hours of release: what a reader would check first.
    fn check(&self, role: &str, unit: &str, people: f64, minutes: f64, release: f64) {
        let week = self.week(role, unit);
        let calendar = &week["calendar"];
        near(&week["coaching"]["people"], people, &format!("people of {role} in {unit}"));
        near(&calendar["hours"], minutes / 60.0, &format!("hours of {role} in {unit}"));
        near(&calendar["release_hours"], release, &format!("release of {role} in {unit}"));
        near(&calendar["used"], minutes / 60.0 / release, &format!("used by {role} in {unit}"));
    }

    fn fund(&self, fund: &str) -> &Value {
        Load::find(&self.0["funds"], "fund", fund)
    }
}

fn near(found: &Value, expected: f64, what: &str) {
    let found = found.as_f64().unwrap_or_else(|| panic!("{what} is {found}, not {expected}"));
    assert!((found - expected).abs() < 1e-9, "{what}: {found}, by hand {expected}");
}

#[test]
fn summit_leads() {
    let load = Load::of("summit");
    // observe 45 + debrief 30 for each colleague; team time 90 + preparation 60 + leads with the principal 60, the
    // cycle inside team time 0; the council meets 90 minutes once a month, and each of the four leads has a seat.
    let lead = |colleagues: f64| (45.0 + 30.0) * colleagues + 90.0 + 0.0 + 60.0 + 60.0 + 90.0 / MONTH;
    // Release: 40 h × 50 % = 20 h for a senior team lead, 40 h × 25 % = 10 h for a team lead.
    load.check("senior-team-lead", "ridge-primary", 6.0 + 1.0, lead(7.0), 20.0);
    load.check("senior-team-lead", "valley-humanities", 7.0 + 1.0, lead(8.0), 20.0);
    load.check("team-lead", "ridge-upper", 6.0, lead(6.0), 10.0);
    load.check("team-lead", "valley-mathematics", 3.0, lead(3.0), 10.0);
    // 10 h are 600 min; 230.8 of them are spent whoever is coached: 369.2 ÷ 75 = 4.9, so four fit.
    let upper = &load.week("team-lead", "ridge-upper")["calendar"];
    assert_eq!((upper["full_at_people"].as_f64(), upper["minutes_for_each_further_person"].as_f64()), (Some(4.0), Some(75.0)));
    assert_eq!(upper["room"]["verdict"], "over");
    // With teachers: 6 × 75 + 90 = 540 min = 9 h.
    near(&upper["hours_with_teachers"], 9.0, "with teachers");
    // 1,200 min: (1,200 − 230.8) ÷ 75 = 12.9.
    assert_eq!(load.week("senior-team-lead", "valley-humanities")["calendar"]["full_at_people"], 12.0);
    // Declared duties of a team lead: 12 + 8 + 2 + 3 = 25 % of 40 h = 10 h.
    near(&load.week("team-lead", "ridge-upper")["declared"]["duties_hours"], 10.0, "declared");
    near(&load.week("team-lead", "ridge-upper")["difference_hours"], lead(6.0) / 60.0 - 10.0, "difference");
    // 50 % teaching + 20 + 10 + 5 + 5 + 5 + 5 = 100 %.
    near(&load.week("senior-team-lead", "ridge-primary")["declared"]["total"], 100.0, "declared in all");
    // Valley humanities may have eight by its own decision; seven is the role's limit.
    assert_eq!(load.week("senior-team-lead", "valley-humanities")["coaching"]["own_limit"], 8);
    assert_eq!(load.week("senior-team-lead", "ridge-primary")["coaching"]["own_limit"], 7);
}

#[test]
fn summit_above_the_leads() {
    let load = Load::of("summit");
    // The director coaches 2 principals + 2 senior team leads + 2 team leads + 2 + 1 special education teachers = 9,
    // every other week for 60 + 30 minutes, prepares the lab for 120, and sits in the cabinet and on the council.
    let week = load.week("director-of-teacher-leadership", "summit");
    near(&week["coaching"]["people"], 9.0, "people");
    let minutes = (60.0 + 30.0) * 0.5 * 9.0 + 120.0 + (2.0 * 90.0 + 60.0) / MONTH + 90.0 / MONTH;
    near(&week["calendar"]["hours"], minutes / 60.0, "hours");
    // No release is stated, so nothing is said about fitting.
    assert_eq!((&week["calendar"]["used"], &week["calendar"]["room"]["verdict"]), (&Value::Null, &"not assessed".into()));
    // Ridge: 6 + 6 teachers, 1 senior lead, 1 lead, 1 model teacher, 1 counselor, 2 special education teachers.
    let reports = |unit: &str| Load::find(&load.role("principal")["supervision"], "unit", unit)["direct_reports_of_each"].clone();
    near(&reports("summit-ridge"), 12.0 + 1.0 + 1.0 + 1.0 + 1.0 + 2.0, "reports at Ridge");
    near(&reports("summit-valley"), 10.0 + 1.0 + 1.0 + 1.0 + 1.0 + 1.0, "reports at Valley");
    // Five people sit in the cabinet for 240 min a month; seven on the council for 90.
    let committee = |id: &str| Load::find(&load.0["committees"], "committee", id)["hours_a_week"].clone();
    near(&committee("cabinet"), 5.0 * 240.0 / MONTH / 60.0, "cabinet");
    near(&committee("teacher-leadership-council"), 7.0 * 90.0 / MONTH / 60.0, "council");
    // One seat for 22 teachers.
    near(&load.week("teacher", "ridge-upper")["calendar"]["hours"], 90.0 / MONTH / 60.0 / 22.0, "a teacher's part of a seat");
}

#[test]
fn summit_money() {
    let load = Load::of("summit");
    // Stipends 2 × 1,500 + 2 × 7,500 + 2 × 4,000 = 26,000; release 2 × 50 % × 60,000 + 2 × 25 % × 60,000 = 90,000.
    near(&load.fund("teacher-leadership")["pays"], 26_000.0 + 90_000.0, "leadership");
    near(&load.fund("network-operations")["pays"], 2_500.0 + 9_000.0, "operations");
    assert_eq!(load.0["paid_by_no_fund"], Value::Array(vec![]));
}

#[test]
fn riverbend_team_leads() {
    let load = Load::of("riverbend");
    // debrief 30 + visit 45 for each colleague; team meeting 90 + sorting the work 60 + preparing 60.
    // Nine leads share two seats on the council (120 a month), two on the text panel (2 × 60) and six in their
    // network (90).
    let shared = 2.0 / 9.0 * 120.0 / MONTH + 2.0 / 9.0 * 120.0 / MONTH + 6.0 / 9.0 * 90.0 / MONTH;
    let lead = |colleagues: f64| 75.0 * colleagues + 210.0 + shared;
    // Leadership teams meet 150 minutes a month: two seats for two leads at Orchard and Confluence, for three at the
    // high school. The ninth-grade house meets 120, with one seat for its one lead.
    let ilt = 150.0 / MONTH;
    load.check("team-lead", "alder-elementary", 9.0 / 2.0, lead(4.5), 14.0);
    load.check("team-lead", "orchard-k-2", 4.0, lead(4.0) + ilt, 14.0);
    load.check("team-lead", "orchard-3-5", 4.0, lead(4.0) + ilt, 14.0);
    // Confluence decided on 40 % release, the high school on 45 % and up to eight people.
    load.check("team-lead", "confluence-literacy", 6.0, lead(6.0) + ilt, 16.0);
    load.check("team-lead", "confluence-science-humanities", 6.0, lead(6.0) + ilt, 16.0);
    load.check("team-lead", "high-humanities", 7.0, lead(7.0) + ilt * 2.0 / 3.0, 18.0);
    load.check("team-lead", "high-science-career", 7.0, lead(7.0) + ilt * 2.0 / 3.0, 18.0);
    load.check("team-lead", "high-ninth-grade", 7.0, lead(7.0) + ilt * 2.0 / 3.0 + 120.0 / MONTH, 18.0);
    assert_eq!(load.week("team-lead", "high-humanities")["local"], serde_json::json!(["release", "coaches.max"]));
    assert_eq!(load.week("team-lead", "alder-elementary")["holders"], serde_json::json!(["tl-01", "tl-02"]));
    // (840 − 210 − 26.2) ÷ 75 = 8.05.
    assert_eq!(load.week("team-lead", "alder-elementary")["calendar"]["full_at_people"], 8.0);
    // 11 + 17 + 3 + 3 + 3 = 37 % of 40 h.
    near(&load.week("team-lead", "high-humanities")["declared"]["duties_hours"], 14.8, "declared");
}

#[test]
fn riverbend_mentors_specialists_and_coaches() {
    let load = Load::of("riverbend");
    // debrief 45 + visit 45 for each new teacher; studio 90 + its cycle 30 + preparing 60; a network of 90 a month
    // with a seat for each of the four mentors. 40 h × 20 % = 8 h.
    let mentor = |newcomers: f64| 90.0 * newcomers + 180.0 + 90.0 / MONTH;
    load.check("novice-mentor", "alder-elementary", 2.0, mentor(2.0), 8.0);
    load.check("novice-mentor", "orchard-elementary", 2.0 + 2.0, mentor(4.0), 8.0);
    load.check("novice-mentor", "confluence-middle", 5.0, mentor(5.0), 8.0);
    load.check("novice-mentor", "riverbend-high", 3.0, mentor(3.0), 8.0);
    let verdict = |unit: &str| load.week("novice-mentor", unit)["calendar"]["room"]["verdict"].clone();
    assert_eq!([verdict("alder-elementary"), verdict("confluence-middle"), verdict("riverbend-high")], ["enough", "over", "tight"]);
    // debrief 30 + visit 45; service team 90 + planning 60 + paperwork 60; a seat on the leadership team where there
    // is one. 40 h × 30 % = 12 h.
    let specialist = |teachers: f64| 75.0 * teachers + 210.0;
    load.check("special-education-lead", "alder-elementary", 3.0, specialist(3.0), 12.0);
    load.check("special-education-lead", "orchard-elementary", 3.0, specialist(3.0) + 150.0 / MONTH, 12.0);
    load.check("special-education-lead", "confluence-middle", 4.0, specialist(4.0) + 150.0 / MONTH, 12.0);
    load.check("special-education-lead", "riverbend-high", 4.0, specialist(4.0) + 150.0 / MONTH, 12.0);
    // debrief 45 + in the room 90 + task cycle 60; rehearsal 90 + preparation 300 + leadership 60; the content team
    // 90 a month, two seats for two coaches.
    let coach = |teachers: f64| 195.0 * teachers + 450.0 + 90.0 / MONTH;
    load.check("instructional-coach", "confluence-mathematics", 6.0, coach(6.0), 40.0);
    load.check("instructional-coach", "high-mathematics", 7.0, coach(7.0), 40.0);
    // Nine leads for two partners; 60 + 90 + 90 each, 180 + 240 + 120 besides; half a seat on each of three
    // leadership teams and in the leads' network.
    let partner = 240.0 * 4.5 + 540.0 + 3.0 * 0.5 * 150.0 / MONTH + 0.5 * 90.0 / MONTH;
    load.check("school-strategy-partner", "riverbend", 4.5, partner, 36.0);
}

#[test]
fn riverbend_leaders() {
    let load = Load::of("riverbend");
    let hours = |role: &str, unit: &str| load.week(role, unit)["calendar"]["hours"].clone();
    // A weekly 45 with each assistant principal, six visits of 15; two of four principals sit on the council; the
    // leadership team of the school, 150 a month, at three of them.
    let principal = |assistants: f64| 45.0 * assistants + 90.0 + 0.5 * 120.0 / MONTH;
    near(&hours("principal", "alder-elementary"), principal(1.0) / 60.0, "Alder");
    near(&hours("principal", "orchard-elementary"), (principal(1.0) + 150.0 / MONTH) / 60.0, "Orchard");
    near(&hours("principal", "confluence-middle"), (principal(2.0) + 150.0 / MONTH) / 60.0, "Confluence");
    near(&hours("principal", "riverbend-high"), (principal(3.0) + 150.0 / MONTH) / 60.0, "High");
    // 4 principals + 2 partners, 120 every other week each; a cabinet of 120; the council, 120 a month.
    near(&hours("chief-academic-officer", "riverbend"), (60.0 * 6.0 + 120.0 + 120.0 / MONTH) / 60.0, "chief academic officer");
    // (2 partners + 2 coaches + 4 mentors + 4 specialists) ÷ 2 = 6, (45 + 60) every other week; half a seat on the
    // council (120) and in the mentors' network (90).
    near(&hours("academic-partner", "riverbend"), (52.5 * 6.0 + 0.5 * 210.0 / MONTH) / 60.0, "academic partner");
    // Twelve visits of 15 and 180 of writing; 2 seats for 7 on the device task force, 60 a month; at the high school
    // one seat for three on the leadership team and one for three in the house.
    let assistant = 180.0 + 180.0 + 2.0 / 7.0 * 60.0 / MONTH;
    near(&hours("assistant-principal", "alder-elementary"), assistant / 60.0, "Alder's assistant");
    near(
        &hours("assistant-principal", "riverbend-high"),
        (assistant + 150.0 / MONTH / 3.0 + 120.0 / MONTH / 3.0) / 60.0,
        "High's assistants",
    );
    // (28 teachers + 4 special education teachers) ÷ 3.
    let high = Load::find(&load.role("assistant-principal")["supervision"], "unit", "riverbend-high");
    near(&high["direct_reports_of_each"], 32.0 / 3.0, "reports of each assistant principal");
}

#[test]
fn riverbend_money() {
    let load = Load::of("riverbend");
    // Stipends: 9 leads × 5,000 + 4 specialists × 3,000 + 2 partners × 6,500 = 70,000. Release at 64,000: leads
    // 4 × 35 % + 2 × 40 % + 3 × 45 % = 3.55, specialists 4 × 30 % = 1.2, partners 2 × 90 % = 1.8: 6.55 positions.
    near(&load.fund("teacher-leadership")["pays"], 70_000.0 + 6.55 * 64_000.0, "leadership");
    near(&load.fund("coaching-line")["pays"], 2.0 * 6_000.0 + 2.0 * 64_000.0, "coaching");
    near(&load.fund("team-time-swap")["net"], 48_000.0 - 48_000.0, "the swap");
    near(&load.fund("bridge-grant")["pays"], 38_000.0, "the grant");
    // Mentors are paid from reserves: 4 × 2,500 + 4 × 20 % × 64,000.
    let unpaid: f64 = load.0["paid_by_no_fund"].as_array().expect("lines").iter().filter_map(|line| line["amount"].as_f64()).sum();
    near(&unpaid.into(), 10_000.0 + 51_200.0, "paid by no fund");
}
