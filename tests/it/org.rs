//! `org`: lines of any length, circles, vacancies, and one unit of many.

use crate::running::Folder;
use std::fmt::Write;

fn told(text: &str, arguments: &[&str]) -> String {
    let folder = Folder::with(&[("a.yaml", text)]);
    let ran = folder.run(&[&["org", "--as-of", "2026-11-22"][..], arguments].concat());
    assert_eq!(ran.status, 0, "{ran:?}");
    ran.out
}

#[test]
fn circles_are_cut_and_marked_and_everyone_is_shown_once() {
    let text = "roles:\n  a:\n    title: A\n    reports_to: b\n  b:\n    title: B\n    reports_to: a\n  c:\n    title: C\n    reports_to: b\n  d:\n    title: D\n    reports_to: d\n";
    let tree = told(text, &[]);
    assert!(
        tree.contains("├─ A: reports to B, which leads back here: the circle is cut\n│  └─ B\n│     └─ C\n└─ D: reports to D, which leads"),
        "{tree}"
    );
    assert_eq!(tree.matches("circle is cut").count(), 2);
    let mermaid = told(text, &["--format", "mermaid"]);
    assert_eq!(mermaid.matches("a circle, cut here").count(), 2, "{mermaid}");
}

#[test]
fn who_is_not_there_is_shown_as_such() {
    let text = "roles:\n  head:\n    title: Head\n  deputy:\n    title: Deputy\n    reports_to: head\n  lead:\n    title: Lead\n    reports_to: deputy\n  aide:\n    title: Aide\n    reports_to: lead\nunits:\n  school:\n    title: School\n    kind: school\n    staff:\n      head: 1\n      deputy: 0\n      aide:\n        fte: 0.5\n";
    let tree = told(text, &[]);
    for line in [
        "└─ Head · School: 1 person\n",
        "Deputy: nobody at present\n",
        "Lead: no unit says who holds it\n",
        "Aide · School: number of people not stated\n",
    ] {
        assert!(tree.contains(line), "no {line:?} in {tree}");
    }
    assert!(tree.contains("4 roles, at least 1 person"), "{tree}");
}

#[test]
fn a_line_of_thousands_is_drawn_without_growing_wide() {
    let mut text = String::from("roles:\n  r0:\n    title: R0\n");
    for at in 1..5000 {
        let _ = writeln!(text, "  r{at}:\n    title: R{at}\n    reports_to: r{}", at - 1);
    }
    let tree = told(&text, &[]);
    assert!(tree.contains("(4999 steps down) R4999"), "the last is shown");
    assert!(tree.lines().all(|line| line.chars().count() <= 100));
    let dot = told(&text, &["--format", "dot"]);
    assert!(dot.contains("// 4999 arrows") && dot.matches(" -> ").count() == 4999);
}

#[test]
fn a_unit_is_shown_with_the_line_above_it_and_no_other() {
    let text = "roles:\n  head:\n    title: Head\n  coach:\n    title: Coach\n    reports_to: head\n  teacher:\n    title: Teacher\n    reports_to: head\nunits:\n  north:\n    title: North\n    kind: school\n    staff:\n      head: 1\n      coach: 1\n  blue:\n    title: Blue\n    kind: team\n    parent: north\n    staff:\n      teacher:\n        count: 4\n        coached_by: coach\n  red:\n    title: Red\n    kind: team\n    parent: north\n    staff:\n      teacher: 5\n";
    let tree = told(text, &["--unit", "blue"]);
    assert!(tree.contains("└─ Head · North: 1 person\n   └─ Teacher · Blue: 4 people, coached by Coach\n"), "{tree}");
    assert!(tree.contains("1 role in blue and below it, 4 people") && !tree.contains("Red"), "{tree}");
    let dot = told(text, &["--unit", "blue", "--format", "dot"]);
    assert!(dot.contains("Coach\\nNorth\\n1 person\\noutside this unit") && dot.contains("style=dashed"), "{dot}");
    assert!(told(&text.replace("      teacher: 5", "      {}"), &["--unit", "red"]).contains("Nobody works in red"));
}
