//! The forms that a checkout of git can have: moved folders, shallow, sparse and partial clones, other storage. Each is
//! read, or named with what helps.

use crate::running::{Folder, Ran};
use crate::scratch::{Scratch, git_in};
use std::path::Path;

const DAY: &str = "--as-of=2026-11-22";
const TEACHER: &str = "roles:\n  teacher: {title: Teacher}\n";
const COACH: &str = "roles:\n  coach: {title: Coach, reports_to: teacher}\n";

fn framework(at: &str) -> Vec<(String, &'static str)> {
    [("rolewright.toml", "name = \"Ours\"\n"), ("roles/a.yaml", TEACHER), ("roles/b.yaml", COACH)]
        .map(|(name, text)| (format!("{at}{name}"), text))
        .to_vec()
}

fn committed(files: &[(String, &str)]) -> Scratch {
    let files: Vec<(&str, &str)> = files.iter().map(|(name, text)| (name.as_str(), *text)).collect();
    Scratch::with(&files)
}

/// Addresses that changed, and the notes, as JSON says them.
fn changed(ran: &Ran) -> (Vec<String>, Vec<String>) {
    assert_eq!(ran.status, 0, "{ran:?}");
    let report = ran.json();
    let texts = |value: &serde_json::Value| -> Vec<String> {
        value.as_array().into_iter().flatten().map(|text| text.as_str().unwrap_or_default().to_owned()).collect()
    };
    let changes = report["changes"].as_array().expect("changes").iter().map(|one| one["address"].as_str().unwrap_or("-").to_owned());
    (changes.collect(), texts(&report["notes"]))
}

#[test]
fn a_framework_that_moved_is_followed() {
    for (from, to) in [("fw/", "frameworks/ours/"), ("", "fw/"), ("a/b/", "a/"), ("fw/", "fw/inner/")] {
        let scratch = committed(&framework(from));
        scratch.git(&["mv", "-k", &format!("{from}roles"), "moved-roles"]);
        scratch.git(&["mv", &format!("{from}rolewright.toml"), "moved.toml"]);
        std::fs::create_dir_all(scratch.at(to)).expect("folders");
        scratch.git(&["mv", "moved-roles", &format!("{to}roles")]);
        scratch.git(&["mv", "moved.toml", &format!("{to}rolewright.toml")]);
        scratch.replace(&format!("{to}roles/b.yaml"), "title: Coach", "title: Head Coach");
        let (changes, notes) = changed(&scratch.run(&["diff", "main", to, "--format", "json", DAY]));
        assert_eq!((changes, notes.len()), (vec!["roles/coach".to_owned()], 1), "{from} to {to}: {notes:?}");
        assert!(notes[0].contains("was moved from") && notes[0].contains("since main"), "{notes:?}");
        scratch.commit("moved");
        let (changes, notes) = changed(&scratch.run(&["diff", "HEAD~1", "HEAD", to, "--format", "json", DAY]));
        assert_eq!((changes, notes.len()), (vec!["roles/coach".to_owned()], 1), "{from} to {to}: {notes:?}");
    }
}

#[test]
fn old_findings_stay_old_when_the_folder_moves() {
    let scratch = committed(&framework("fw/"));
    scratch.replace("fw/roles/b.yaml", "reports_to: teacher", "reports_to: somebody");
    scratch.commit("an old error");
    scratch.git(&["mv", "fw", "ours"]);
    let ran = scratch.run(&["check", "--base", "main", "ours", DAY]);
    assert!(ran.status == 0 && ran.out.contains("moved from fw to ours since main"), "{ran:?}");
}

#[test]
fn a_framework_that_is_still_there_was_not_moved() {
    let mut files = framework("one/");
    files.extend(framework("two/"));
    let scratch = committed(&files);
    for (name, text) in framework("three/") {
        scratch.write(&name, text);
    }
    let (changes, notes) = changed(&scratch.run(&["diff", "main", "three", "--format", "json", DAY]));
    assert_eq!(changes.len(), 2, "all of it is new");
    assert!(notes.iter().any(|note| note.contains("so everything is new")), "{notes:?}");
    // Two that are gone: neither is taken for it.
    for name in ["one", "two"] {
        std::fs::remove_dir_all(scratch.at(name)).expect("removed");
    }
    let (changes, notes) = changed(&scratch.run(&["diff", "main", "three", "--format", "json", DAY]));
    assert!(changes.len() == 2 && notes.iter().any(|note| note.contains("could be the one")), "{changes:?} {notes:?}");
}

/// A clone that holds only the last commit of a branch and of main, which repaired something since they parted.
fn shallow() -> (Scratch, std::path::PathBuf) {
    let scratch = committed(&framework("fw/"));
    scratch.replace("fw/roles/b.yaml", "reports_to: teacher", "reports_to: somebody");
    scratch.commit("an old error");
    scratch.git(&["checkout", "-q", "-b", "feature"]);
    scratch.replace("fw/roles/a.yaml", "title: Teacher", "title: Classroom Teacher");
    scratch.commit("feature");
    scratch.git(&["checkout", "-q", "main"]);
    scratch.replace("fw/roles/b.yaml", "reports_to: somebody", "reports_to: teacher");
    scratch.commit("main repairs it");
    let clone = scratch.beside("clone");
    let url = format!("file://{}", scratch.path().display());
    git_in(&scratch.beside(""), &["clone", "-q", "--depth=1", "--branch=feature", &url, clone.to_str().expect("a path")], b"");
    git_in(&clone, &["fetch", "-q", "--depth=1", "origin", "main:refs/remotes/origin/main"], b"");
    (scratch, clone)
}

#[test]
fn a_shallow_clone_s_unknown_beginning_stands_in_every_report() {
    let (_scratch, clone) = shallow();
    let run = |args: &[&str]| {
        let ran = Folder::run_in(&clone, &[args, &[DAY]].concat());
        assert!(ran.status <= 1, "{ran:?}");
        ran.out.split_whitespace().collect::<Vec<_>>().join(" ")
    };
    let said = "holds only the latest commits";
    for format in ["human", "json", "sarif", "junit", "github", "markdown"] {
        let out = run(&["check", "--base", "origin/main", "fw", "--format", format]);
        assert!(out.contains(said) && out.contains("origin/main"), "{format}: {out}");
    }
    for format in ["markdown", "html", "table"] {
        assert!(run(&["report", "pr", "--base", "origin/main", "fw", "--format", format]).contains(said), "pr as {format}");
    }
    for format in ["human", "markdown", "json", "html"] {
        assert!(run(&["diff", "origin/main...", "fw", "--format", format]).contains(said), "diff as {format}");
        if format != "html" {
            assert!(run(&["diff", "origin/main...", "fw", "--role", "teacher", "--format", format]).contains(said), "a role as {format}");
        }
    }
    git_in(&clone, &["fetch", "-q", "--unshallow", "origin"], b"");
    let out = run(&["check", "--base", "origin/main", "fw"]);
    assert!(!out.contains(said) && out.contains("1 older finding"), "{out}");
}

#[test]
fn another_form_of_keeping_branches_is_named() {
    let folder = tempfile::tempdir().expect("a folder");
    let git = |arguments: &[&str]| git_in(folder.path(), arguments, b"");
    git(&["init", "-q", "--ref-format=reftable"]);
    std::fs::write(folder.path().join("a.yaml"), TEACHER).expect("a file");
    git(&["add", "-A"]);
    git(&["commit", "-q", "-m", "first"]);
    git(&["commit", "-q", "--allow-empty", "-m", "second"]);
    for args in [&["diff", "HEAD~1", "HEAD"][..], &["check", "--base", "main"], &["report", "pr", "--base", "main"], &["diff", ":index"]] {
        let ran = Folder::run_in(folder.path(), &[args, &[DAY]].concat());
        assert!(ran.status == 2 && ran.err.contains("reftable") && ran.err.contains("git refs migrate --ref-format=files"), "{ran:?}");
    }
    assert_eq!(Folder::run_in(folder.path(), &["check", DAY]).status, 0, "the files themselves are there");
    // Older versions of git cannot turn a repository with logs of its branches; they can clone it.
    let clone = folder.path().join("clone");
    git(&["clone", "-q", "--ref-format=files", ".", "clone"]);
    assert_eq!(Folder::run_in(&clone, &["diff", "HEAD~1", "HEAD", DAY]).status, 0);
}

/// A clone of everything but the roles.
fn sparse(arguments: &[&str], patterns: &[&str]) -> (Scratch, std::path::PathBuf) {
    let scratch = committed(&framework("fw/"));
    scratch.git(&["config", "uploadpack.allowFilter", "true"]);
    let clone = scratch.beside("clone");
    let url = format!("file://{}", scratch.path().display());
    let all = [&["clone", "-q", "--no-checkout"], arguments, &[url.as_str(), clone.to_str().expect("a path")]].concat();
    git_in(&scratch.beside(""), &all, b"");
    git_in(&clone, &[&["sparse-checkout", "set"], patterns].concat(), b"");
    git_in(&clone, &["checkout", "-q"], b"");
    (scratch, clone)
}

fn in_clone(clone: &Path, args: &[&str]) -> Ran {
    Folder::run_in(clone, &[args, &[DAY]].concat())
}

#[test]
fn what_a_sparse_checkout_leaves_out_is_read_from_the_index() {
    let patterns: [&[&str]; 2] = [&["--no-cone", "/fw/*", "!/fw/roles/"], &["--cone", "--sparse-index", "nothing"]];
    for (at, patterns) in patterns.into_iter().enumerate() {
        let (_scratch, clone) = sparse(&[], patterns);
        if at == 1 {
            for args in [&["check", "fw"][..], &["check", "--base", "HEAD", "fw"], &["list", "roles", "fw"]] {
                let ran = in_clone(&clone, args);
                assert!(ran.status == 2 && ran.err.contains("the folder fw is outside this sparse checkout"), "{ran:?}");
            }
            // The folder itself is outside; somebody makes it to work in.
            std::fs::create_dir_all(clone.join("fw")).expect("a folder");
        }
        assert!(!clone.join("fw/roles").exists());
        let (changes, notes) = changed(&in_clone(&clone, &["diff", "HEAD", "fw", "--format", "json"]));
        assert_eq!((changes, notes.len()), (Vec::new(), 1), "{notes:?}");
        assert!(notes[0].contains("outside this sparse checkout"), "{notes:?}");
        let ran = in_clone(&clone, &["check", "fw", "--base", "HEAD"]);
        assert!(ran.status == 0 && ran.out.contains("2 items"), "{ran:?}");
        let ran = in_clone(&clone, &["list", "roles", "fw"]);
        assert!(ran.status == 0 && ran.out.contains("Coach") && ran.err.contains("outside this sparse checkout"), "{ran:?}");
        // A file that was put there counts as it is; one that was removed for good is gone.
        std::fs::create_dir_all(clone.join("fw/roles")).expect("a folder");
        std::fs::write(clone.join("fw/roles/a.yaml"), TEACHER.replace("Teacher", "Own Teacher")).expect("a file");
        let (changes, _) = changed(&in_clone(&clone, &["diff", "HEAD", "fw", "--format", "json"]));
        assert_eq!(changes, ["roles/teacher"]);
    }
}

#[test]
fn content_that_a_partial_clone_does_not_hold_is_named() {
    let (_scratch, clone) = sparse(&["--filter=blob:none"], &["--no-cone", "/fw/*", "!/fw/roles/"]);
    let ran = in_clone(&clone, &["check", "fw"]);
    let said: String = ran.all().replace("│", " ").split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(ran.status == 1 && said.contains("“git sparse-checkout disable”") && said.contains("“git fetch --refetch"), "{said}");
    let ran = in_clone(&clone, &["diff", "HEAD", "HEAD", "fw"]);
    assert!(ran.status == 2 && ran.err.contains("git fetch --refetch --no-filter"), "{ran:?}");
}

#[test]
fn a_day_that_is_none_is_said_in_words() {
    let folder = Folder::with(&[("a.yaml", TEACHER)]);
    for command in [&["check"][..], &["list", "roles"], &["report", "audit"], &["review", "teacher", "--by", "teacher", "--on"]] {
        let day = if command.last() == Some(&"--on") { &["2026-02-30"][..] } else { &["--as-of", "2026-02-30"] };
        let ran = folder.run(&[command, day].concat());
        let option = if command.last() == Some(&"--on") { "--on" } else { "--as-of" };
        let said = format!(
            "rolewright: for {option}, “2026-02-30” is not a day: February 2026 has 28 days; write a day as year, month and day, such as 2026-02-28\n"
        );
        assert_eq!((ran.status, ran.err), (2, said));
    }
}
