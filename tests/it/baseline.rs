//! The baseline: old findings are held still, new ones count, and what is settled is said.
#![allow(clippy::disallowed_methods, reason = "a test looks at what the program wrote")]

use assert_cmd::Command;
use std::path::Path;

const TEXT: &str = "roles:\n  principal:\n    title: Principal\npriorities:\n  reading:\n    title: Foundational reading\n    status: active\n    owner: nobody\n";

fn folder(text: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    write(folder.path(), text);
    folder
}

fn write(folder: &Path, text: &str) {
    std::fs::write(folder.join("framework.yaml"), text).expect("it can be written");
}

/// Runs `check` in a folder: exit status, standard output, standard error.
fn check(folder: &Path, args: &[&str]) -> (i32, String, String) {
    let output = Command::cargo_bin("rolewright")
        .expect("the program is built")
        .env_remove("GITHUB_STEP_SUMMARY")
        .current_dir(folder)
        .args(["check", ".", "--as-of", "2026-11-22"])
        .args(args)
        .output()
        .expect("it runs");
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("it is UTF-8");
    (output.status.code().unwrap_or(-1), text(output.stdout), text(output.stderr))
}

#[test]
fn old_findings_are_held_still_wherever_their_lines_move() {
    let folder = folder(TEXT);
    assert_eq!(check(folder.path(), &[]).0, 1);
    let (status, out, _) = check(folder.path(), &["--write-baseline", "old.json"]);
    assert_eq!((status, &*out), (0, ""));
    assert_eq!(check(folder.path(), &["--baseline", "old.json"]).0, 0);

    write(folder.path(), &format!("# A remark.\n\n\n{}", TEXT.replace("  reading:", "  # Another.\n\n  reading:")));
    let (status, out, err) = check(folder.path(), &["--baseline", "old.json", "--format", "json", "--fail-on", "advice"]);
    let report: serde_json::Value = serde_json::from_str(&out).expect("it is JSON");
    assert_eq!(status, 0, "{out}");
    assert!(report["summary"]["baseline"].as_u64() > Some(0));
    assert_eq!(report["summary"]["settled"], 0);
    assert!(report["findings"].as_array().expect("a list").iter().all(|finding| finding["status"] == "baseline"));
    assert_eq!(err, "");
}

#[test]
fn new_findings_count_and_settled_entries_are_said() {
    let folder = folder(TEXT);
    check(folder.path(), &["--write-baseline", "old.json"]);
    write(
        folder.path(),
        &TEXT.replace("nobody", "principal").replace("    title: Principal\n", "    title: Principal\n    reports_to: nobody\n"),
    );
    let (status, out, err) = check(folder.path(), &["--baseline", "old.json"]);
    assert_eq!(status, 1, "{out}");
    assert!(out.contains("of the baseline"), "{out}");
    assert!(err.contains("settled; write it again with --write-baseline"), "{err}");
    assert!(err.contains("unknown-reference on priorities/reading") || err.contains("unknown-reference"), "{err}");
}

#[test]
fn a_baseline_is_sorted_and_never_overwritten_unasked() {
    let folder = folder(TEXT);
    check(folder.path(), &["--write-baseline", "old.json"]);
    let first = std::fs::read_to_string(folder.path().join("old.json")).expect("it is there");
    let (status, _, err) = check(folder.path(), &["--write-baseline", "old.json"]);
    assert_eq!(status, 2);
    assert!(err.contains("--force"), "{err}");
    assert_eq!(check(folder.path(), &["--write-baseline", "old.json", "--force"]).0, 0);
    assert_eq!(std::fs::read_to_string(folder.path().join("old.json")).expect("it is there"), first);
    let value: serde_json::Value = serde_json::from_str(&first).expect("it is JSON");
    assert_eq!(value["version"], 1);
    assert!(value["findings"][0]["fingerprint"].is_string());
    assert!(!first.contains(folder.path().to_str().expect("a path")), "no absolute paths");
}

#[test]
fn a_baseline_that_cannot_be_used_ends_the_work() {
    let folder = folder(TEXT);
    for (name, text) in [("none.json", None), ("bad.json", Some("{")), ("v2.json", Some("{\"version\":2}"))] {
        if let Some(text) = text {
            std::fs::write(folder.path().join(name), text).expect("it can be written");
        }
        let (status, out, err) = check(folder.path(), &["--baseline", name]);
        assert_eq!((status, &*out), (2, ""), "{name}");
        assert!(err.starts_with("rolewright: ") && err.contains(name), "{err}");
    }
}
