//! The middle chapters of `report audit` on a small framework whose every number can be worked out in the head, and
//! what they say where little is stated.

use crate::running::Folder;

const SETTINGS: &str = "name = \"Small\"\nlevels = [\"school\", \"classroom\"]\ncontract_hours = 40\nreplacement_salary = 50000\n";

/// Four schools. The head is alone, the partner leaves before the work ends, a grant ends before the coach does.
const FRAMEWORK: &str = "
roles:
  coach:
    title: Coach
    level: school
    family: coach
    release: 50%
    stipend: 2000
    funded_by: gift
    selection: [has coached]
    responsibilities:
      see: {does: See lessons, so_that: Lessons change, serves: read/see, share: 25%}
      both: {does: Plan visits, so_that: Visits happen, serves: [read, count], share: 20%}
      loose: {does: Order paper, so_that: There is paper}
    coaches: {roles: teacher, max: 9}
    routines: {visit: {kind: observation, minutes: 60, per_week: 1, per: person}}
  guest: {title: Guest, level: school, family: partner, ends: 2027-03-31}
  head: {title: Head, level: school, family: school-leader}
  teacher: {title: Teacher, level: classroom, family: teacher, reports_to: head, supported_by: coach}
pathways:
  up: {title: Up, rungs: [teacher, coach]}
funds:
  gift: {title: Gift, kind: grant, amount: 60000, ends: 2027-06-30}
priorities:
  count:
    title: Count
    status: active
    owner: coach
    weight: 1
    level: school
    grades: [\"1\", \"2\"]
    actions: {sum: {title: Sum up, raci: {A: coach, R: guest}}}
  read:
    title: Read
    status: active
    owner: head
    weight: 3
    level: school
    ends: 2027-06-30
    actions:
      see: {title: See lessons, cost: 900, saves: 400, funded_by: gift, raci: {A: head, R: coach}}
      talk: {title: Talk, raci: {A: head, R: teacher}}
units:
  a: {title: A, kind: school, grades: [\"1\", \"2\"], need: 80%, staff: {head: 1, teacher: {count: 5, coached_by: coach}, coach: 1}}
  b: {title: B, kind: school, grades: \"1\", need: 60%, staff: {teacher: {count: 5, coached_by: coach}, coach: 1}}
  c: {title: C, kind: school, need: 40%, staff: {teacher: 5}}
  d: {title: D, kind: school, grades: \"9\", need: 20%, staff: {teacher: {count: 4, coached_by: coach}, coach: 1, guest: 1}}
";

fn audit(settings: &str, framework: &str) -> String {
    let folder = Folder::with(&[("rolewright.toml", settings), ("all.yaml", framework)]);
    let ran = folder.run(&["report", "audit", "--as-of", "2026-11-22"]);
    assert_eq!(ran.status, 0, "{ran:?}");
    ran.out
}

#[track_caller]
fn says(report: &str, line: &str) {
    assert!(report.lines().any(|one| one.contains(line)), "not said: {line}\n{report}");
}

#[test]
fn a_card_says_what_a_priority_costs_and_how_it_reaches_down() {
    let report = audit(SETTINGS, FRAMEWORK);
    says(&report, "| Gift | 1 | 900 | 400 | 500 |");
    says(&report, "1 of 2 actions states no cost and is not counted.");
    // Three coaches: 25 % for it alone and half of 20 %: 35 % × 3 = 1.05 positions, × 40 h = 42 h.
    says(&report, "| Coach | 3 | 35 % | 1.05 | 42 |");
    // The other half is for the other priority: 10 % × 3 = 0.3, × 40 h = 12 h.
    says(&report, "| Coach | 3 | 10 % | 0.3 | 12 |");
    says(&report, "n0[\"school<br/>Coach (R)<br/>Head (owner, A)\"]");
    says(&report, "n0 -->|\"Teacher reports to Head\"| n1");
    says(&report, "- **classroom:** nobody has a part in it");
}

#[test]
fn what_serves_nothing_is_counted_and_placed() {
    let report = audit(SETTINGS, FRAMEWORK);
    says(
        &report,
        "Of 3 responsibilities, 2 serve an active priority and none is core work that stands whatever the year's priorities; 1 is neither.",
    );
    says(&report, "| coach/loose | serves nothing, and is not marked as core | all.yaml:14 |");
}

#[test]
fn time_money_and_pathways_show_their_arithmetic() {
    let report = audit(SETTINGS, FRAMEWORK);
    // Five visits of an hour in half of 40 h; no teaching stated, and one duty without a share.
    says(
        &report,
        "| Coach | a, b: 2 people | at least 45 % duties; teaching not stated | 5 h routines | 50 % = 20 h | 25 % | fits: 15 h left |",
    );
    // 3 × 2,000 + 3 × 50 % × 50,000 + 900 = 81,900; less 400 saved; 60,000 − 81,900 left.
    says(&report, "| Gift | grant | 2027-06-30 | 60,000 | 81,900 | 400 | 81,500 | −21,900 | – | 1 |");
    says(&report, "| 2 | Coach | 3 | – | 2,000 | 0 | 1 criterion | not assessed: it asks for no competency (roles.ID.requires) |");
}

#[test]
fn places_have_denominators_and_quarters_need_enough_schools() {
    let report = audit(SETTINGS, FRAMEWORK);
    // For grades 1 and 2: the only R is the guest, who works in d alone, where neither is taught. Two cells in a, one
    // in b; c does not say its grades.
    says(&report, "| a | 0 of 2 |");
    says(&report, "| b | 0 of 1 |");
    says(&report, "| c | ? |");
    says(&report, "| d | – |");
    says(&report, "In all, 0 of 3 cells are reached.");
    says(&report, "? count at c: not assessed, because the school does not say its grades (units.c.grades).");
    // 0.5 ÷ 5 × 10 = 1 in the neediest, 0.5 ÷ 4 × 10 = 1.25 in the least needy, 1 ÷ 1.25 = 0.8.
    says(
        &report,
        "in the neediest quarter (a) 0.5 ÷ 5 × 10 = 1.00; in the least needy (d) 0.5 ÷ 4 × 10 = 1.25. Together 1.00 ÷ 1.25 = 0.8; below 0.9 (unsourced judgement) it is a finding. Each quarter is one school",
    );
    let three = FRAMEWORK.lines().filter(|line| !line.starts_with("  d:")).collect::<Vec<_>>().join("\n");
    says(
        &audit(SETTINGS, &three),
        "need, teachers and coaching are known of 3 schools, and below 4 schools (unsourced judgement) there are no quarters.",
    );
}

#[test]
fn risks_stand_in_the_order_of_what_they_harm() {
    let report = audit(SETTINGS, FRAMEWORK);
    let rows: Vec<&str> = report.lines().filter(|line| line.contains("% of the weight)")).collect();
    assert_eq!(
        rows,
        [
            "| Head | 1 priority without an owner; 2 actions nobody answers for (A) | read (75 % of the weight) | all.yaml:18 |",
            "| Guest | 1 action nobody qualified does (R) | count (25 % of the weight) | all.yaml:17 |",
            "| Guest | 2027-03-31 | nobody stated | count/sum (R) | count (25 % of the weight) | all.yaml:17 |",
            "| Coach | Gift | 2027-06-30 | no end stated | 81,000 | count, read (100 % of the weight) | all.yaml:9 |",
        ]
    );
    says(&report, "Of 2 roles and actions that a fund pays for and whose end can be compared with that of the money, 1 outlasts it.");
}

#[test]
fn what_is_not_in_the_files_names_the_field_that_would_tell() {
    let report = audit("", "roles: {lead: {title: Lead}}\n");
    for said in [
        "No priority is active, so there is nothing to carry yet (priorities.ID.status).",
        "Whether roles and duties serve a priority is not assessed: no priority is active (priorities.ID.status).",
        "the files name no pathway, so nothing says how a career grows (pathways.ID.rungs).",
        "the files name no fund",
        "the files name no school",
        "Not assessed: no unit says who works where (units.ID.staff).",
        "Not assessed: the files say nothing of the time of lead (roles.ID.teaching, roles.ID.responsibilities.ID.share, roles.ID.routines).",
    ] {
        says(&report, said);
    }
    assert!(!report.contains("100 %\n"), "nothing scores 100 % of nothing");
}
