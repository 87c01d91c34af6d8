//! The formats that other programs read: valid by their own standards, whatever the framework says.
#![allow(clippy::disallowed_methods, reason = "a test looks at what the program wrote")]

use crate::support;
use assert_cmd::Command;
use quick_junit::{Report, TestCaseStatus};
use rolewright::audit::Audit;
use rolewright::diag::Level;
use rolewright::load::Sources;
use rolewright::render::findings;
use rolewright::rules;
use rustc_hash::FxHashSet;
use serde_json::Value;

/// Everything that a stranger might try: markup, the end of a section, control characters, a link.
const HOSTILE: &str = "\"]]> <b>&amp; \\e[31m \\x00 \\b \\uFFFE [click](http://example.com) \\u202e\"";

fn hostile() -> Audit {
    let text = format!(
        "roles:\n  principal:\n    title: {HOSTILE}\n    reports_to: {HOSTILE}\npriorities:\n  # rolewright: allow(no-measure) ]]> <i> soon\n  reading:\n    title: Reading\n    status: active\n    owner: {HOSTILE}\n    {HOSTILE}: 1\n  reading:\n    title: Twice\n"
    );
    support::audit(&[("roles/lead teachers é.yaml".into(), text)], support::AS_OF)
}

fn written(write: impl FnOnce(&mut dyn std::io::Write) -> std::io::Result<()>) -> Vec<u8> {
    let mut out = Vec::new();
    write(&mut out).expect("a vector takes everything");
    out
}

fn sarif(audit: &Audit) -> Value {
    serde_json::from_slice(&written(|out| findings::sarif::write(audit, "school/", out))).expect("it is JSON")
}

fn junit(audit: &Audit, fail_on: Level) -> Report {
    let text = String::from_utf8(written(|out| findings::junit::write(audit, fail_on, out))).expect("it is UTF-8");
    Report::deserialize_from_str(&text).unwrap_or_else(|error| panic!("it is not JUnit: {error}\n{text}"))
}

#[test]
fn sarif_is_valid_by_the_official_schema() {
    // One pattern of the schema has a bracket that only some readers of patterns take as itself.
    let schema = include_str!("fixtures/sarif-2.1.0.json").replace("{2}]?$", "{2}\\\\]?$");
    let schema: Value = serde_json::from_str(&schema).expect("the schema is JSON");
    let validator = jsonschema::validator_for(&schema).expect("the schema is one");
    assert!(!validator.is_valid(&serde_json::json!({ "version": "2.1.0" })), "the schema refuses what is incomplete");
    let shipped = Audit::new(Sources::from_texts([]), &support::terms(support::AS_OF));
    for audit in [hostile(), shipped, waived(), compared()] {
        let log = sarif(&audit);
        let errors: Vec<String> = validator.iter_errors(&log).map(|error| format!("{}: {error}", error.instance_path())).collect();
        assert!(errors.is_empty(), "{}", errors.join("\n"));
    }
}

fn waived() -> Audit {
    let settings = "[[waivers]]\nrule = \"no-measure\"\nreason = \"in October\"\nby = \"principal\"\nuntil = 2027-01-31\n";
    let text = "roles:\n  principal:\n    title: Principal\npriorities:\n  reading:\n    title: Reading\n    status: active\n    owner: principal\n";
    support::audit(&[("rolewright.toml".into(), settings.into()), ("framework.yaml".into(), text.into())], support::AS_OF)
}

fn compared() -> Audit {
    let text = "roles:\n  principal:\n    title: Principal\n    reports_to: nobody\n    no_such_field: 1\n";
    let sources = || Sources::from_texts([("framework.yaml", text)]);
    let terms = support::terms(support::AS_OF);
    let before = Audit::new(sources(), &terms);
    let known: FxHashSet<String> = before.outcome.findings.iter().take(1).map(|finding| finding.fingerprint.clone()).collect();
    Audit::compared(sources(), &terms, known)
}

#[test]
fn sarif_names_every_rule_and_places_every_finding() {
    let log = sarif(&hostile());
    let run = &log["runs"][0];
    let named = run["tool"]["driver"]["rules"].as_array().expect("a list");
    assert_eq!(named.len(), rules::catalogue().len());
    assert!(named.iter().all(|rule| rule["help"]["markdown"].as_str().is_some_and(|page| page.contains("## Why it matters"))));
    assert_eq!(run["columnKind"], "unicodeCodePoints");
    assert!(run["originalUriBaseIds"]["%SRCROOT%"]["uri"].is_null(), "nobody's folder is told");
    let results = run["results"].as_array().expect("a list");
    assert!(results.len() > 3);
    for result in results {
        let at = result["ruleIndex"].as_u64().expect("an index") as usize;
        assert_eq!(named[at]["id"], result["ruleId"]);
        let place = &result["locations"][0]["physicalLocation"]["artifactLocation"];
        assert_eq!(place["uri"], "school/roles/lead%20teachers%20%C3%A9.yaml");
        assert_eq!(result["partialFingerprints"]["rolewright/v1"].as_str().map(str::len), Some(16));
        assert!(!result["message"]["text"].as_str().is_some_and(|text| text.contains("](")), "no links");
    }
    let twice = results.iter().find(|result| result["ruleId"] == "duplicate-key").expect("it is found");
    assert_eq!(twice["relatedLocations"][0]["physicalLocation"]["region"]["startLine"], 7);
}

#[test]
fn sarif_tells_decisions_and_old_findings_apart() {
    let log = sarif(&waived());
    let results = log["runs"][0]["results"].as_array().expect("a list");
    let waived = results.iter().find(|result| result["ruleId"] == "no-measure").expect("it is found");
    let suppression = &waived["suppressions"][0];
    assert_eq!((&suppression["kind"], &suppression["status"]), (&Value::from("external"), &Value::from("accepted")));
    assert_eq!(suppression["justification"], "in October; decided by principal; until 2027-01-31");
    let log = sarif(&compared());
    let states: Vec<&str> =
        log["runs"][0]["results"].as_array().expect("a list").iter().filter_map(|result| result["baselineState"].as_str()).collect();
    assert!(states.contains(&"unchanged") && states.contains(&"new"), "{states:?}");
}

#[test]
fn junit_reads_back_and_fails_where_the_run_fails() {
    let audit = hostile();
    for fail_on in Level::ALL {
        let report = junit(&audit, fail_on);
        let cases: Vec<_> = report.test_suites.iter().flat_map(|suite| &suite.test_cases).collect();
        assert_eq!(cases.len(), rules::catalogue().len(), "one for each rule");
        let mut failed: Vec<&str> =
            cases.iter().filter(|case| matches!(case.status, TestCaseStatus::NonSuccess { .. })).map(|case| case.name.as_str()).collect();
        failed.sort_unstable();
        let findings = audit.outcome.findings.iter().filter(|finding| finding.is_open() && finding.level >= fail_on);
        let mut expected: Vec<&str> = findings.map(|finding| finding.rule.id).collect();
        expected.sort_unstable();
        expected.dedup();
        assert_eq!(failed, expected);
    }
}

#[test]
fn junit_keeps_what_does_not_fail_and_skips_what_was_not_assessed() {
    let report = junit(&waived(), Level::Error);
    let cases: Vec<_> = report.test_suites.iter().flat_map(|suite| &suite.test_cases).collect();
    let waived = cases.iter().find(|case| case.name.as_str() == "no-measure").expect("every rule is there");
    assert!(matches!(waived.status, TestCaseStatus::Success { .. }));
    assert!(waived.system_out.as_ref().is_some_and(|out| out.as_str().contains("(waived)")));
    assert!(cases.iter().any(|case| matches!(case.status, TestCaseStatus::Skipped { .. })));
}

/// A framework on disk, and `check --format github` on it with a step summary to write to.
fn with_summary(folder: &std::path::Path) -> std::process::Output {
    Command::cargo_bin("rolewright")
        .expect("the program is built")
        .env("GITHUB_STEP_SUMMARY", folder.join("summary.md"))
        .args(["check", "--as-of", "2026-11-22", "--format", "github"])
        .arg(folder.join("framework"))
        .output()
        .expect("it runs")
}

#[test]
fn the_step_summary_grows_and_is_never_cut_short() {
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::create_dir(folder.path().join("framework")).expect("a folder");
    std::fs::write(folder.path().join("framework/roles.yaml"), "roles:\n  a:\n    title: A\n    reports_to: nobody\n").expect("written");
    let summary = folder.path().join("summary.md");
    std::fs::write(&summary, "What was there.\n").expect("written");
    let output = with_summary(folder.path());
    assert_eq!(output.status.code(), Some(1));
    let text = std::fs::read_to_string(&summary).expect("it is there");
    assert!(text.starts_with("What was there.\n") && text.contains("unknown-reference"), "{text}");
    with_summary(folder.path());
    assert!(std::fs::read_to_string(&summary).expect("it is there").starts_with(&text), "appended again");
}

#[test]
fn a_long_step_summary_stays_under_the_limit_and_says_what_was_cut() {
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::create_dir(folder.path().join("framework")).expect("a folder");
    let roles: String = (0..9000).map(|n| format!("  role-{n}:\n    title: Role {n}\n    reports_to: nobody-of-that-name-{n}\n")).collect();
    std::fs::write(folder.path().join("framework/roles.yaml"), format!("roles:\n{roles}")).expect("written");
    for _ in 0..2 {
        with_summary(folder.path());
        let text = std::fs::read_to_string(folder.path().join("summary.md")).expect("it is there");
        assert!(text.len() < 1_048_576, "{} bytes", text.len());
        assert!(text.contains("more findings were cut"), "it says what it cut");
    }
}
