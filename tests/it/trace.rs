//! `trace` through the real program: what it prints of the examples, hostile titles, and frameworks that are one knot.

use crate::goldens::{EXAMPLES, compare};
use crate::running::{Folder, Ran};
use rolewright::analysis::Facts;
use rolewright::analysis::relations::Relations;
use rolewright::audit::trace::{MOST_LINES, Reach, Trace, find};
use rolewright::load::{Sources, load};
use std::collections::BTreeSet;
use std::fmt::Write;
use std::path::Path;

fn example(name: &str, arguments: &[&str]) -> Ran {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples").join(name).display().to_string();
    Folder::empty().run(&[arguments, &[folder.as_str(), "--as-of", "2026-11-22"]].concat())
}

#[test]
fn the_golden_trees_of_the_examples() {
    compare("riverbend", &["trace", "reasons-with-evidence"]);
    compare("riverbend", &["trace", "reason-in-mathematics", "--to", "classroom"]);
    compare("riverbend", &["trace", "facilitate-team-learning"]);
    compare("riverbend", &["trace", "bridge-grant", "--format", "mermaid"]);
    compare("riverbend", &["trace", "read-to-learn/text-in-hand", "--format", "markdown"]);
    compare("riverbend", &["trace", "--impact", "chief-academic-officer"]);
    compare("summit", &["trace", "--impact", "senior-team-lead"]);
    compare("granite", &["trace", "--impact", "residency-director"]);
}

#[test]
fn every_reference_of_every_example_is_a_link_that_can_be_followed() {
    for name in EXAMPLES {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples").join(name);
        let sources = rolewright::load::read::read(&root, &rolewright::load::Extra::default()).expect("an example can be read");
        let (corpus, _) = load(&sources);
        let facts = Facts::new(&corpus, jiff::civil::date(2026, 11, 22));
        let relations = Relations::new(&facts);
        let ends: BTreeSet<_> = relations.all().iter().flat_map(|link| [link.upper.loc, link.base.loc]).collect();
        for edge in corpus.edges() {
            let loc = if edge.field == "coached_by" { edge.to } else { edge.from };
            assert!(ends.contains(&loc) || ends.contains(&loc.whole()), "{name}: {} by {}", corpus.address(loc), edge.field);
            assert!(relations.from(edge.from.into()).len() + relations.to(edge.from.into()).count() > 0);
        }
    }
}

#[test]
fn what_riverbend_prints_is_what_its_files_say() {
    let report = example("riverbend", &["trace", "team-lead", "--format", "json", "--depth", "1"]).json();
    let lines = report["rests_on"]["lines"].as_array().expect("lines").clone();
    let held: Vec<&str> =
        lines.iter().filter_map(|line| line["relation"].as_str()).filter(|words| words.starts_with("is held by")).collect();
    // Two at Alder, one each in the two grade bands of Orchard, two teams of Confluence, and three of the high school.
    assert_eq!(held, [&["is held by 2 people in"][..], &["is held by 1 person in"; 7]].concat());
    let requires: Vec<(&str, &str)> =
        lines.iter().filter_map(|line| Some((line["item"].as_str()?.strip_prefix("competencies/")?, line["relation"].as_str()?))).collect();
    let (accomplished, practising) = ("requires, at “accomplished”,", "requires, at “practising”,");
    let expected = [
        ("coach-for-practice", practising),
        ("facilitate-team-learning", accomplished),
        ("lead-a-priority", practising),
        ("plan-from-student-work", accomplished),
        ("teach-complex-text", accomplished),
    ];
    assert_eq!(requires, expected);
    let place = lines.iter().find(|line| line["item"] == "funds/teacher-leadership").map(|line| line["place"]["file"].clone());
    assert_eq!(place, Some("roles/teacher-leaders.yaml".into()));
}

#[test]
fn what_the_loss_of_a_role_would_stop_is_counted_by_hand() {
    let report = example("riverbend", &["trace", "--impact", "chief-academic-officer", "--format", "json"]).json();
    // Two actions: text-sets (A, with the one partner as R) and early-hiring (A and R). (1/2 + 1/2) ÷ 2 today, (1/2 + 0) ÷ 2 without.
    assert_eq!((&report["resilience"]["today"], &report["resilience"]["without"]), (&0.5.into(), &0.25.into()));
    let effects = report["effects"].as_array().expect("effects");
    let stops = |duty: &str| effects.iter().filter(|effect| effect["role_is_there_to"] == duty && effect["goes_on"] == false).count();
    assert_eq!(["owns a priority", "answers for an action (A)", "does an action (R)", "judges evidence"].map(stops), [2, 2, 1, 5]);
    let coached: Vec<u64> = effects.iter().filter(|e| e["role_is_there_to"] == "coaches").filter_map(|e| e["people"].as_u64()).collect();
    assert_eq!(coached, [2, 4], "two academic partners and four principals");
}

#[test]
fn what_summit_would_lose_with_its_senior_leads_is_counted_by_hand() {
    let report = example("summit", &["trace", "--impact", "senior-team-lead", "--format", "json"]).json();
    assert_eq!((report["held_by"].as_u64(), report["units"].as_u64()), (Some(2), Some(2)));
    let effects = report["effects"].as_array().expect("effects");
    let coached: Vec<(&str, Option<u64>, Option<bool>)> = effects
        .iter()
        .filter(|effect| effect["role_is_there_to"] == "coaches")
        .filter_map(|effect| Some((effect["item"].as_str()?, effect["people"].as_u64(), effect["goes_on"].as_bool())))
        .collect();
    // Six teachers at Ridge and seven at Valley; the model teacher steps in for them, and cannot coach itself.
    assert_eq!(coached, [("roles/model-teacher", Some(2), Some(false)), ("roles/teacher", Some(13), Some(true))]);
}

const HOSTILE: &str = "roles:
  lead:
    title: \"x\\e[31m | <b> \\\"end\\\" %% `q` [l](http://h) \\u202e\"
    reports_to: head
    responsibilities:
      one:
        does: \"subgraph; n0 --> n1 #quot; \\n flowchart\"
        serves: p
  head: {title: Head, coaches: {roles: lead}}
priorities:
  p: {title: \"</pre> ]] | P\", owner: lead}
";

#[test]
fn a_strangers_title_is_only_a_title() {
    let folder = Folder::with(&[("a.yaml", HOSTILE)]);
    for format in ["tree", "markdown", "json", "mermaid"] {
        for arguments in [&["trace", "p", "--depth", "9", "--format", format][..], &["trace", "head", "--format", format, "-v"]] {
            let ran = folder.run(arguments);
            assert_eq!(ran.status, 0, "{ran:?}");
            assert!(!ran.out.contains('\u{1b}') && !ran.out.contains('\u{202e}'), "{format}: {}", ran.out);
        }
    }
    let chart = folder.run(&["trace", "p", "--format", "mermaid"]).out;
    for line in chart.lines().skip(1) {
        let quotes = line.matches('"').count();
        assert!(quotes % 2 == 0 && quotes <= 2 && !line.contains("#quot;") && !line.contains("%%"), "{line}");
    }
    let markdown = folder.run(&["trace", "p", "--format", "markdown"]).out;
    assert!(!markdown.contains("<b>") && !markdown.contains("](http:"), "{markdown}");
}

#[test]
fn ten_thousand_items_in_one_knot_are_a_page() {
    let mut text = String::from("roles:\n");
    let roles = 10_000;
    for at in 0..roles {
        let others: Vec<String> = (1..=12).map(|step| format!("r{}", (at * step + step * step) % roles)).collect();
        let _ = writeln!(text, "  r{at}: {{title: R, backup: r{}, supported_by: [{}]}}", (at + 1) % roles, others.join(", "));
    }
    let (corpus, _) = load(&Sources::from_texts([("a.yaml", text.as_str())]));
    let facts = Facts::new(&corpus, jiff::civil::date(2026, 11, 22));
    let relations = Relations::new(&facts);
    let root = find(&corpus, "r7").expect("it is there");
    for reach in [Reach::default(), Reach { depth: Some(20), to: None }] {
        let trace = Trace::of(&relations, root, &reach);
        for tree in [trace.down, trace.up] {
            assert!(!tree.lines.is_empty() && tree.lines.len() <= MOST_LINES && tree.cut > 0);
        }
    }
}

#[test]
fn a_chain_as_long_as_a_file_ends_where_a_page_is_wide() {
    let mut text = String::from("roles:\n");
    for at in 0..3000 {
        let _ = writeln!(text, "  r{at}: {{title: R, backup: r{}}}", at + 1);
    }
    text.push_str("  r3000: {title: Last}\n");
    let ran = Folder::with(&[("a.yaml", text)]).run(&["trace", "r0", "--depth", "20"]);
    assert_eq!(ran.status, 0);
    assert!(ran.out.contains("the role r20: R (+1)") && !ran.out.contains("r21"), "{}", ran.out);
}
