//! Limits are compared with what was written, and what is printed never says otherwise than what was compared.

use crate::support::{fixture, lines_of};

/// How often each rule fires, and its first message.
fn said(text: &str, rule: &str) -> Vec<String> {
    lines_of(&fixture(text), rule).into_iter().map(|line| line.split_once(": ").map_or(line.clone(), |(_, said)| said.to_owned())).collect()
}

fn role_of(parts: [&str; 3]) -> String {
    let [teaching, one, two] = parts;
    format!(
        "roles:\n  a:\n    title: A\n    teaching: {teaching}%\n    responsibilities:\n      x: {{does: Do one thing, share: {one}%}}\n      y: {{does: Do another, share: {two}%}}\n"
    )
}

#[test]
fn what_is_exactly_at_a_limit_is_not_beyond_it() {
    for parts in [["24.2", "32.2", "45.6"], ["33.4", "33.3", "35.3"], ["102", "0", "0"], ["0.1", "0.2", "101.7"]] {
        assert_eq!(said(&role_of(parts), "role-over-full"), Vec::<String>::new(), "{parts:?}");
    }
    let over = said(&role_of(["33.4", "33.3", "35.3001"]), "role-over-full");
    assert!(over[0].starts_with("a adds up to 102.0001% of contract time"), "{over:?}");
}

#[test]
fn coaching_at_nine_tenths_is_enough() {
    let schools = |neediest: &str| {
        let school = |at: usize, need: u32, fte: &str| {
            format!("  u{at}: {{title: U, kind: school, need: {need}%, staff: {{t: 10, c: {{count: 1, fte: {fte}}}}}}}\n")
        };
        let rest: String = (1..4).map(|at| school(at, 80 - 20 * at as u32, "1")).collect();
        format!("roles: {{c: {{title: C, family: coach}}, t: {{title: T, family: teacher}}}}\nunits:\n{}{rest}", school(0, 80, neediest))
    };
    assert_eq!(said(&schools("0.9"), "need-inversion"), Vec::<String>::new());
    let less = said(&schools("0.8999"), "need-inversion");
    assert!(less[0].contains("have 0.8999 coaching positions for ten teachers") && less[0].contains("less than 0.9"), "{less:?}");
}

#[test]
fn a_message_stays_on_its_side_of_the_limit() {
    let text = "
roles:
  p: {title: P}
  t: {title: T, reports_to: p, family: teacher}
  q: {title: Q, family: support}
  c: {title: C, release: 50%}
committees:
  k: {title: K, teacher_led: true, chair: t, seats: {t: 61, q: 62}}
assessments:
  s: {title: S, kind: readiness, range: {min: 1, max: 5}, items: {i: {asks: A, score: 3.499}}}
units:
  u: {title: U, kind: school, staff: {p: 25, t: {count: 301, coached_by: c}, c: 37}}
";
    let supervision = said(text, "supervision-span");
    assert!(supervision[0].starts_with("12.04 people report directly"), "{supervision:?}");
    let voice = said(text, "teacher-voice");
    assert!(voice[0].ends_with("61 of its 123 seats: 49.6%, under 50%"), "{voice:?}");
    let ready = said(text, "low-readiness");
    assert!(ready[0].ends_with("= 62.48% of the range, below 62.5%"), "{ready:?}");
    let coaching = said(text, "coaching-span");
    assert!(coaching[0].contains("coaches 8.1 people on average, more than the 8"), "{coaching:?}");
}

#[test]
fn visits_and_shares_of_time_stay_on_their_side_too() {
    let text = "
roles:
  t: {title: T, family: teacher}
  c:
    title: C
    family: coach
    release: 50%
    coaches: {roles: t, max: 8}
    routines:
      see: {kind: observation, minutes: 149.7, per_week: 0.49, per: person}
      plan: {kind: planning, minutes: 10, per_week: 1}
# file: rolewright.toml
contract_hours = 40
";
    let seldom = said(text, "thin-feedback");
    assert!(seldom[0].contains("once in 14.3 days, more than 14"), "{seldom:?}");
    let drifting = said(text, "drifting-coach-time");
    assert!(drifting[0].starts_with("c spends 49% of the release with teachers, less than 50%"), "{drifting:?}");
}

#[test]
fn committee_seats_for_each_stay_over_their_limit() {
    let text = "
roles:
  r: {title: R}
committees:
  k: {title: K, seats: {r: 201}}
units:
  u: {title: U, kind: school, staff: {r: 100}}
";
    let seats = said(text, "over-committed");
    assert!(seats[0].contains("201 committee seats ÷ 100 people = 2.01 seats for each r, more than 2"), "{seats:?}");
}

#[test]
fn findings_stand_at_the_value_they_speak_of() {
    let at = |text: &str, rule: &str| {
        lines_of(&fixture(text), rule).into_iter().map(|line| line.split(' ').next().unwrap_or("").to_owned()).collect::<Vec<_>>()
    };
    let text = "roles:\n  a: {title: A, teaching: 50%, responsibilities: {x: {does: Do it, share: 40%}}}\npriorities:\n  p:\n    title: P\n    status: active\n    theory_of_action:\n      leaders: Lead\n    actions:\n      x:\n        title: X\n        raci: {A: a}\nunits:\n  u:\n    title: U\n    kind: school\n    staff: {a: 1}\n    overrides:\n      a:\n        teaching: 70%\ndecisions:\n  d: {question: How much?, stance: loose, governs: a.teaching}\n# file: rolewright.toml\n[[waivers]]\nrule = \"orphan-role\"\nreason = \"For now\"\nby = \"a\"\nuntil = \"2026-01-31\"\n";
    assert_eq!(at(text, "theory-of-action-missing"), ["framework.yaml:8:16"]);
    assert_eq!(at(text, "no-responsible"), ["framework.yaml:12:19"]);
    assert_eq!(at(text, "role-over-full"), ["framework.yaml:19:7"]);
    assert_eq!(at(text, "expired-waiver").len(), 1);
    assert!(at(text, "expired-waiver")[0].starts_with("rolewright.toml:5:"), "{:?}", at(text, "expired-waiver"));
}

#[test]
fn what_is_not_said_is_told_as_it_is() {
    let text = "competencies:\n  k: {title: K}\nroles:\n  r: {title: R, requires: k, responsibilities: {a: {does: Is responsible for reading}}}\n  s: {title: S}\n";
    let audit = fixture(text);
    let open: Vec<&str> =
        audit.outcome.not_assessed.iter().filter(|one| one.rule.id == "unobservable-level").map(|one| &*one.because).collect();
    assert_eq!(open, ["it is asked for without a level, and nothing says what is seen at any"]);
    assert_eq!(said(text, "vague-duty").len(), 1);
    let load = crate::running::Folder::with(&[("a.yaml", text)]).run(&["load", "--format", "json", "--as-of", "2026-11-22"]).json();
    let week = &load["roles"][0]["weeks"][0]["calendar"]["room"];
    assert_eq!(
        (week["because"].as_str(), week["unlock"].as_str()),
        (Some("neither routines nor release are stated"), Some("roles.ID.routines"))
    );
}

#[test]
fn an_action_asks_those_who_do_it() {
    let text = "scales:\n  s: [low, high]\ncompetencies:\n  k: {title: K, offerings: {o: {title: O, kind: course, reaches: low}}}\nroles:\n  r: {title: R}\n  a: {title: A}\npriorities:\n  p: {title: P, status: active, actions: {x: {title: X, raci: {A: a, R: r}, requires: {k: high}}}}\n";
    let path = said(text, "no-development-path");
    assert!(path.len() == 1 && path[0].contains("asked of r (high)"), "{path:?}");
}
