//! Comments that allow a finding: where they work, where they do not, and that every report says so.

use crate::support::{audit, fixture, lines_of};
use rolewright::diag::Status;
use rolewright::render::findings;

/// A priority that nobody measures, with what stands above it, beside it and around it.
fn unmeasured(above: &str, beside: &str) -> String {
    format!(
        "roles:\n  principal:\n    title: Principal\npriorities:\n{above}  reading:{beside}\n    title: Foundational reading\n    status: active\n    owner: principal\n"
    )
}

fn statuses(text: &str) -> Vec<&'static str> {
    fixture(text).outcome.findings.iter().filter(|f| f.rule.id == "no-measure").map(|f| f.status.name()).collect()
}

#[test]
fn a_comment_counts_on_its_line_and_on_the_line_above() {
    assert_eq!(statuses(&unmeasured("", "")), ["open"]);
    assert_eq!(statuses(&unmeasured("", " # rolewright: allow(no-measure) in October")), ["waived"]);
    assert_eq!(statuses(&unmeasured("  # rolewright: allow(no-measure) in October\n", "")), ["waived"]);
    let stacked = "  # rolewright: allow(no-measure) in October\n  # rolewright: allow(no-action) later\n";
    assert_eq!(statuses(&unmeasured(stacked, "")), ["waived"]);
    assert_eq!(statuses(&unmeasured("  # rolewright: allow(no-measure) in October\n\n", "")), ["open"], "not over an empty line");
    assert_eq!(statuses(&unmeasured("  # rolewright: allow(no-measure)\n", "")), ["open"], "not without a reason");
}

#[test]
fn a_comment_beside_something_says_nothing_about_the_next_line() {
    let text = unmeasured("", "").replace("priorities:\n", "priorities: # rolewright: allow(no-measure) in October\n");
    assert_eq!(statuses(&text), ["open"]);
    assert_eq!(lines_of(&fixture(&text), "useless-allow").len(), 1);
}

#[test]
fn a_hash_inside_a_text_is_no_comment() {
    for text in [
        "roles:\n  a:\n    title: \"x # rolewright: allow(nothing) y\"\n",
        "roles:\n  a:\n    title: x\n    purpose: |\n      Text\n      # rolewright: allow(nothing) y\n",
        "roles:\n  a:\n    title: x#rolewright: allow(nothing)\n",
    ] {
        let audit = fixture(text);
        assert_eq!(lines_of(&audit, "useless-allow"), Vec::<String>::new(), "{text}");
    }
}

#[test]
fn a_thousand_comments_before_a_value_are_read() {
    let many = "  # a remark\n".repeat(1000) + "  # rolewright: allow(no-measure) in October\n";
    assert_eq!(statuses(&unmeasured(&many, "")), ["waived"]);
}

#[test]
fn a_comment_in_a_file_that_breaks_off_is_not_called_useless() {
    let audit = fixture("# rolewright: allow(no-measure) in October\nroles:\n  a:\n    title: \"never closed\n");
    assert_eq!(lines_of(&audit, "useless-allow"), Vec::<String>::new());
}

#[test]
fn every_report_says_what_is_open_by_decision_why_and_where() {
    let audit = fixture(&unmeasured("", " # rolewright: allow(no-measure) the data team proposes some"));
    let finding = audit.outcome.findings.iter().find(|f| f.rule.id == "no-measure").expect("it is found");
    assert!(matches!(finding.status, Status::Waived(_)));
    let said = findings::waivers(&audit).join("\n");
    assert!(said.contains("framework.yaml:5") && said.contains("the data team proposes some"), "{said}");
    let mut json = Vec::new();
    findings::json::write(&audit, &mut json).expect("a vector takes everything");
    let json: serde_json::Value = serde_json::from_slice(&json).expect("it is JSON");
    let waived = json["findings"].as_array().expect("a list").iter().find(|f| f["rule"] == "no-measure").expect("it is listed");
    assert_eq!(waived["status"], "waived");
    assert_eq!(waived["waived"]["reason"], "the data team proposes some");
    assert_eq!(waived["waived"]["file"], "framework.yaml");
    assert_eq!(waived["waived"]["line"], 5);
}

#[test]
fn a_waiver_and_a_comment_for_one_finding_are_both_of_use() {
    let settings = "[[waivers]]\nrule = \"no-measure\"\nreason = \"all of them\"\n".to_owned();
    let text = unmeasured("  # rolewright: allow(no-measure) in October\n", "");
    let audit = audit(&[("rolewright.toml".into(), settings), ("framework.yaml".into(), text)], "2026-11-22");
    assert_eq!(lines_of(&audit, "useless-waiver"), Vec::<String>::new());
    assert_eq!(lines_of(&audit, "useless-allow"), Vec::<String>::new());
}
