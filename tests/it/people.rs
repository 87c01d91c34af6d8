//! People are counted one way: by every rule, in load, money, charts and indicators.

use crate::running::Folder;
use crate::support::{fixture, lines_of};
use serde_json::Value;

const AS_OF: [&str; 2] = ["--as-of", "2026-11-22"];

fn folder(text: &str) -> Folder {
    Folder::with(&[("framework.yaml", text), ("rolewright.toml", "contract_hours = 40\n")])
}

fn json(folder: &Folder, arguments: &[&str]) -> Value {
    folder.run(&[arguments, &["--format", "json"], &AS_OF].concat()).json()
}

fn said(text: &str, rule: &str) -> Vec<String> {
    lines_of(&fixture(text), rule).into_iter().map(|line| line.split_once(' ').map_or(line.clone(), |(_, said)| said.to_owned())).collect()
}

fn weeks(load: &Value, role: &str) -> Vec<Value> {
    let roles = load["roles"].as_array().expect("roles");
    let found = roles.iter().find(|one| one["role"] == role).expect("the role");
    found["weeks"].as_array().expect("weeks").clone()
}

const TWO_SCHOOLS: &str = "
roles:
  principal: {title: Principal}
  lead:
    title: Team Lead
    release: 50%
    reports_to: principal
    coaches: {roles: teacher, max: 8}
    routines:
      observe: {kind: observation, minutes: 100, per_week: 1, per: person}
  teacher: {title: Teacher, family: teacher, reports_to: principal}
units:
  north: {title: North, kind: school, staff: {principal: 1, lead: 1, teacher: {count: 8, coached_by: lead}}}
  south: {title: South, kind: school, staff: {principal: PRINCIPALS, lead: 0, teacher: {count: 8, coached_by: lead}}}
";

#[test]
fn a_vacant_post_charges_nobody_elsewhere_and_is_one_finding() {
    let text = TWO_SCHOOLS.replace("PRINCIPALS", "1");
    assert_eq!(said(&text, "coaching-span"), Vec::<String>::new());
    assert_eq!(
        said(&text, "vacant-duty"),
        ["warning waiting: nobody is Team Lead in South or above it, and 8 people are to be coached by one"]
    );
    let load = json(&folder(&text), &["load"]);
    let week = &weeks(&load, "lead")[0];
    assert_eq!((week["coaching"]["people"].as_f64(), week["calendar"]["hours"].as_f64()), (Some(8.0), Some(8.0 * 100.0 / 60.0)));
    let lead = load["roles"].as_array().expect("roles").iter().find(|one| one["role"] == "lead").expect("lead");
    assert_eq!(lead["waiting"][0]["unit"], "south");
    assert_eq!((lead["waiting"][0]["people"].as_u64(), lead["waiting"][0]["for"].as_str()), (Some(8), Some("coaching")));
    // The same of a supervisor: 9 report to North's principal, and 8 wait.
    let text = TWO_SCHOOLS.replace("PRINCIPALS", "0");
    assert_eq!(said(&text, "supervision-span"), Vec::<String>::new());
    let vacancies = said(&text, "vacant-duty");
    assert!(
        vacancies.contains(&"warning waiting: nobody is Principal in South or above it, and 8 people report to one".to_owned()),
        "{vacancies:?}"
    );
}

#[test]
fn one_person_in_two_schools_is_one_everywhere() {
    let text = "
roles:
  mentor: {title: Mentor, level: school, family: coach, stipend: 2000, funded_by: f, coaches: {roles: novice, max: 10}}
  principal: {title: Principal, level: school, family: school-leader}
  novice: {title: Novice, level: classroom, family: teacher, reports_to: principal, supported_by: mentor}
funds:
  f: {title: F, kind: recurring, amount: 2000}
priorities:
  p: {title: P, status: active, owner: mentor, actions: {x: {title: Mentor every novice, raci: {A: mentor, R: mentor}}}}
units:
  d: {title: D, kind: system}
  n: {title: N, kind: school, parent: d, staff: {principal: 1, novice: {count: 6, coached_by: it-1}, mentor: {holders: {it-1: {fte: 0.5}}}}}
  s: {title: S, kind: school, parent: d, staff: {principal: 1, novice: {count: 6, coached_by: it-1}, mentor: {holders: {it-1: {fte: 0.5}}}}}
";
    assert_eq!(said(text, "budget-broken"), Vec::<String>::new(), "one stipend");
    assert_eq!(said(text, "single-point").len(), 1);
    let span = said(text, "coaching-span");
    assert!(span.len() == 1 && span[0].contains("it-1 in n and s coaches 12 people, more than the 10"), "{span:?}");
    let folder = folder(text);
    let load = json(&folder, &["load"]);
    let week = weeks(&load, "mentor");
    assert_eq!((week.len(), week[0]["people"].as_u64(), week[0]["units"].as_array().map(Vec::len)), (1, Some(1), Some(2)));
    assert_eq!(week[0]["calendar"]["position"].as_f64(), Some(1.0));
    assert_eq!(load["funds"][0]["pays"].as_f64(), Some(2000.0));
    assert_eq!(json(&folder, &["trace", "roles/mentor", "--impact"])["held_by"].as_u64(), Some(1));
    assert_eq!(json(&folder, &["gaps"])["gaps"].as_array().map(Vec::is_empty), Some(false));
}

#[test]
fn whoever_left_holds_nothing_and_is_paid_nothing() {
    let text = "
roles:
  lead: {title: Lead, stipend: 2000, funded_by: f}
funds:
  f: {title: F, kind: recurring, amount: 2000}
units:
  n: {title: N, kind: school, staff: {lead: {holders: {a: {ends: 2026-06}, b: {starts: 2026-08}, c: {starts: 2027-01}}}}}
";
    assert_eq!(said(text, "budget-broken"), Vec::<String>::new());
    let week = &weeks(&json(&folder(text), &["load"]), "lead")[0];
    assert_eq!((week["people"].as_u64(), &week["holders"]), (Some(1), &serde_json::json!(["b"])));
}

#[test]
fn a_part_time_week_is_its_holders_own() {
    let text = "
roles:
  coach:
    title: Coach
    family: coach
    release: 50%
    routines:
      plan: {kind: planning, minutes: 700, per_week: 1, per: once}
units:
  north:
    title: North
    kind: school
    staff:
      coach: {holders: {full-timer: {fte: 1}, half-timer: {fte: 0.5}}}
";
    let folder = folder(text);
    let load = json(&folder, &["load"]);
    let weeks = weeks(&load, "coach");
    let own = |at: usize| (weeks[at]["holders"][0].as_str(), weeks[at]["calendar"]["release_hours"].as_f64());
    assert_eq!((own(0), own(1)), ((Some("full-timer"), Some(20.0)), (Some("half-timer"), Some(10.0))));
    assert_eq!(weeks[0]["calendar"]["hours_with_teachers"].to_string(), "0.0", "0 has no sign");
    let over = said(&format!("{text}\n# file: rolewright.toml\ncontract_hours = 40\n"), "release-shortfall");
    assert!(over.len() == 1 && over[0].starts_with("warning over: the week of half-timer in north does not fit"), "{over:?}");
    // A size that is stated counts beside one that is not: 1.5 less 0.5 is the other's.
    let shared = text.replace("{holders: {full-timer: {fte: 1}, half-timer: {fte: 0.5}}}", "{fte: 1.5, holders: {a: {fte: 0.5}, b: {}}}");
    let load = json(&Folder::with(&[("framework.yaml", shared.as_str()), ("rolewright.toml", "contract_hours = 40\n")]), &["load"]);
    let sizes: Vec<Option<f64>> = self::weeks(&load, "coach").iter().map(|week| week["calendar"]["position"].as_f64()).collect();
    assert_eq!(sizes, [Some(0.5), Some(1.0)]);
}

#[test]
fn an_assumed_number_is_called_assumed_and_weighs_less() {
    let text = "
roles:
  lead:
    title: Team Lead
    release: 25%
    coaches: {roles: teacher, max: 8}
    routines:
      see: {kind: observation, minutes: 100, per_week: 1, per: person}
  teacher: {title: Teacher, family: teacher}
units:
  n: {title: N, kind: school, staff: {lead: 1, teacher: 8STAFF}}
# file: rolewright.toml
contract_hours = 40
";
    let assumed = said(&text.replace("8STAFF", "8"), "release-shortfall");
    let words = "assuming 8 teachers (the role’s limit), because nobody is listed as coached by Team Lead; add `coached_by`";
    assert!(assumed[0].starts_with("advice over: ") && assumed[0].ends_with(words), "{assumed:?}");
    let counted = said(&text.replace("8STAFF", "{count: 8, coached_by: lead}"), "release-shortfall");
    assert!(counted[0].starts_with("warning over: ") && !counted[0].contains("assuming"), "{counted:?}");
}

#[test]
fn a_committee_of_every_team_is_one_in_each_for_every_count() {
    let committees: String = (0..4)
        .map(|at| format!("  k{at}: {{title: K, level: team, seats: {{lead: 1}}, meets: {{per_month: 4.33, minutes: 60}}}}\n"))
        .collect();
    let text = format!(
        "roles:\n  lead: {{title: L, release: 10%, routines: {{o: {{kind: planning, minutes: 10, per_week: 1}}}}}}\ncommittees:\n{committees}units:\n  s: {{title: S, kind: school}}\n  a: {{title: A, kind: team, parent: s, staff: {{lead: 1}}}}\n  b: {{title: B, kind: team, parent: s, staff: {{lead: 1}}}}\n"
    );
    let load = json(&folder(&text), &["load"]);
    assert_eq!(weeks(&load, "lead")[0]["calendar"]["hours"].as_f64(), Some(4.0 + 10.0 / 60.0));
    assert_eq!(load["committees"][0]["people"].as_f64(), Some(2.0));
    let seats = said(&text, "over-committed");
    assert_eq!(seats, ["warning too-many-seats: 8 committee seats ÷ 2 people = 4 seats for each lead, more than 3"]);
}

#[test]
fn a_chair_without_a_seat_attends_and_has_no_vote() {
    let text = "
roles:
  head: {title: Head, release: 10%, family: school-leader}
  t: {title: T, family: teacher}
committees:
  k: {title: K, teacher_led: false, chair: head, seats: {t: 10}, place: s, meets: {per_month: 4.33, minutes: 60}}
units:
  s: {title: S, kind: school, staff: {head: 1, t: 10}}
";
    let load = json(&folder(text), &["load"]);
    assert_eq!(weeks(&load, "head")[0]["calendar"]["hours"].as_f64(), Some(1.0));
    let size = said(text, "committee-size");
    assert_eq!(size, ["warning too-large: k has t 10 + head 1 in the chair = 11 who attend, more than 10"]);
}

/// Every action of every example: those whom the rule, the indicator and the questions find able are the same.
#[test]
fn able_is_one_idea_in_every_example() {
    use rolewright::analysis::bench::Bench;
    use rolewright::audit::{Audit, Terms};
    let examples = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("examples");
    let mut seen = 0;
    for entry in std::fs::read_dir(examples).expect("examples").flatten().filter(|entry| entry.path().is_dir()) {
        let sources = rolewright::load::read::read(&entry.path(), &rolewright::load::Extra::default()).expect("an example is read");
        let audit = Audit::new(sources, &Terms { as_of: "2026-11-22".parse().expect("a day"), fail_on: rolewright::diag::Level::Error });
        let facts = audit.facts();
        let bench = Bench::new(&facts);
        let told: Vec<String> = audit
            .outcome
            .findings
            .iter()
            .filter(|finding| finding.rule.id == "single-point")
            .filter_map(|finding| finding.item.clone())
            .collect();
        let indicator = rolewright::audit::indicators::all(&audit).into_iter().find(|one| one.meta.id == "resilience").expect("resilience");
        for act in bench.acts().filter(|act| audit.corpus.priorities[act.priority].is_own()) {
            let address = audit.corpus.address(act.loc()).to_string();
            let cover = bench.cover(act);
            let alone = matches!(cover, Ok(cover) if cover.people() < 2);
            let lost = indicator.losses.iter().any(|loss| loss.item == address);
            assert_eq!(alone, lost, "{address}: the indicator and {cover:?}");
            // A post that nobody has is the vacancy's finding.
            let vacant = matches!(cover, Ok(cover) if cover.holders + cover.backups == 0);
            assert_eq!(told.contains(&address), alone && !vacant, "{address}: the rule and {cover:?}");
            // Without a role that does not do it, just as many are able.
            for role in 0..audit.corpus.roles.len() {
                let without = bench.cover_without(act, Some(role));
                if let (Ok(now), Ok(then)) = (cover, without) {
                    assert!(then.people() <= now.people(), "{address} without {}", audit.corpus.roles[role].id());
                }
            }
            seen += 1;
        }
    }
    assert!(seen > 20, "{seen} actions");
}
