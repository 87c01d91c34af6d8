//! What stood there at a review: the old text from the history of the repository, through the program.

use crate::running::{Folder, Ran};
use crate::scratch::{Scratch, git_in};

const CHECK: [&str; 5] = ["check", "--format", "json", "--as-of", "2026-11-22"];
const SKILLS: &str = "competencies:\n  facilitate:\n    title: Facilitate\n    statement: Lead one practice a week\n";
const ROLES: &str = "roles:\n  principal:\n    title: Principal\n  lead:\n    title: Team Lead\n    requires: facilitate\n";

/// A framework whose role “lead” was reviewed, all of it committed.
fn reviewed() -> Scratch {
    let scratch = Scratch::with(&[("skills.yaml", SKILLS), ("roles.yaml", ROLES), ("other.yaml", "outcomes:\n  o: {title: O}\n")]);
    review(&scratch);
    scratch.commit("reviewed");
    scratch
}

fn review(scratch: &Scratch) {
    let ran = scratch.run(&["review", "lead", "--by", "principal", "--on", "2026-09-01", "--as-of", "2026-11-22"]);
    assert_eq!(ran.status, 0, "{ran:?}");
}

fn reword(scratch: &Scratch) {
    scratch.replace("skills.yaml", "one practice a week", "two practices a month");
}

/// The message and the help of the one finding of the rule.
fn told(ran: &Ran) -> (String, String) {
    let report = ran.json();
    let stale: Vec<_> = report["findings"].as_array().expect("findings").iter().filter(|f| f["rule"] == "stale-dependent").collect();
    assert_eq!(stale.len(), 1, "{ran:?}");
    let text = |key: &str| stale[0][key].as_str().unwrap_or_default().to_owned();
    (text("message"), text("help"))
}

const REVIEWED: &str =
    "lead relies on facilitate, and what stands there now is not what stood there when it was reviewed on 2026-09-01 by principal";
const TOLD: &str = "facilitate: statement “Lead one practice a week” → “Lead two practices a month”";

#[test]
fn the_old_and_the_new_text_are_shown_however_long_ago_that_was() {
    let scratch = reviewed();
    let commit = scratch.git(&["rev-parse", "--short=7", "HEAD"]);
    let wanted = format!("{REVIEWED}. Since then (commit {commit}): {TOLD}");
    reword(&scratch);
    assert_eq!(told(&scratch.run(&CHECK)).0, wanted, "not committed yet");
    scratch.commit("changed");
    let before = scratch.everything();
    assert_eq!(told(&scratch.run(&CHECK)).0, wanted, "in the last commit");
    assert_eq!(scratch.everything(), before, "looking changes nothing");
    for at in 0..3 {
        scratch.write("other.yaml", format!("outcomes:\n  o: {{title: O{at}}}\n"));
        scratch.replace("roles.yaml", "title: Team Lead", &format!("title: Team Lead {at}"));
        scratch.commit("something else");
        scratch.replace("roles.yaml", &format!("title: Team Lead {at}"), "title: Team Lead");
    }
    assert_eq!(told(&scratch.run(&CHECK)).0, wanted, "some commits ago");
    // Files may be moved since, and the same is said wherever the finding shows.
    scratch.git(&["mv", "skills.yaml", "moved.yaml"]);
    scratch.commit("moved");
    assert_eq!(told(&scratch.run(&CHECK)).0, wanted);
    for arguments in [&["gaps", "--format", "json"][..], &["report", "audit"], &["check", "--base", "HEAD~6", "--format", "json"]] {
        let ran = scratch.run(&[arguments, &["--as-of", "2026-11-22"]].concat());
        assert!(ran.out.contains("Since then (commit") && ran.out.contains("two practices a month"), "{arguments:?}: {ran:?}");
    }
    assert_eq!(scratch.run(&CHECK).out, scratch.run(&CHECK).out);
}

#[test]
fn what_an_item_relies_on_may_itself_be_otherwise() {
    let scratch = Scratch::with(&[
        ("skills.yaml", format!("{SKILLS}  plan: {{title: Plan}}\n  listen: {{title: Listen}}\n").as_str()),
        ("roles.yaml", &ROLES.replace("requires: facilitate", "requires: [facilitate, plan]")),
    ]);
    review(&scratch);
    scratch.commit("reviewed");
    scratch.replace("roles.yaml", "requires: [facilitate, plan]", "requires: [facilitate, listen]");
    let (message, _) = told(&scratch.run(&CHECK));
    assert!(message.ends_with(": it relies on listen as well; it relies on plan no more"), "{message}");
    // An item that is gone is found by the files of then.
    scratch.write("skills.yaml", format!("{SKILLS}  listen: {{title: Listen}}\n"));
    scratch.commit("changed");
    let (message, _) = told(&scratch.run(&CHECK));
    assert!(message.ends_with(": it relies on listen as well; it relies on plan no more"), "{message}");
}

#[test]
fn where_the_old_text_is_not_to_be_had_the_reason_is_said() {
    // It was reviewed and changed before anything was committed.
    let scratch = Scratch::with(&[("skills.yaml", SKILLS), ("roles.yaml", ROLES)]);
    scratch.write("roles.yaml", format!("{ROLES}    reviewed: {{on: 2026-09-01, by: principal, fingerprint: 0123456789abcdef}}\n"));
    scratch.commit("changed");
    let (message, help) = told(&scratch.run(&CHECK));
    assert_eq!(message, REVIEWED);
    assert!(help.ends_with("The old text cannot be shown: no commit holds what was reviewed."), "{help}");
    // A clone of the last commit only.
    let scratch = reviewed();
    reword(&scratch);
    scratch.commit("changed");
    let from = format!("file://{}", scratch.path().display());
    git_in(&scratch.beside("."), &["clone", "-q", "--depth=1", &from, "shallow"], b"");
    let (message, help) = told(&Folder::run_in(&scratch.beside("shallow"), &CHECK));
    assert_eq!(message, REVIEWED);
    assert!(help.ends_with("this clone holds only part of the history, and “git fetch --unshallow” brings the rest."), "{help}");
    // A commit on the way is not what its name stands for.
    let [head, first] = ["HEAD", "HEAD~1"].map(|name| scratch.git(&["rev-parse", name]));
    let object = |name: &str| scratch.at(&format!(".git/objects/{}/{}", &name[..2], &name[2..]));
    std::fs::remove_file(object(&first)).expect("removed");
    std::fs::copy(object(&head), object(&first)).expect("copied");
    let (_, help) = told(&scratch.run(&CHECK));
    assert!(help.contains(&format!("object {} of the history is damaged", &first[..7])), "{help}");
    // No repository, and one without a commit.
    let folder = Folder::with(&[("skills.yaml", scratch.text("skills.yaml")), ("roles.yaml", scratch.text("roles.yaml"))]);
    let (message, help) = told(&folder.run(&CHECK));
    assert_eq!(message, REVIEWED);
    assert!(!help.contains("old text"), "{help}");
    let empty = Scratch::new();
    empty.write("skills.yaml", scratch.text("skills.yaml"));
    empty.write("roles.yaml", scratch.text("roles.yaml"));
    assert_eq!(told(&empty.run(&CHECK)), (REVIEWED.to_owned(), help));
}

/// Goes on from what is there with this many commits, each of which writes one file.
fn many(scratch: &Scratch, count: usize, path: &str, text: impl Fn(usize) -> String) {
    let mut stream = String::new();
    for at in 1..=count {
        let text = text(at);
        stream += &format!("commit refs/heads/main\nmark :{at}\ncommitter A <a@example.invalid> {} +0000\ndata 1\nx\n", 1_790_000_000 + at);
        stream += &if at > 1 { format!("from :{}\n", at - 1) } else { "from refs/heads/main^0\n".to_owned() };
        stream += &format!("M 100644 inline {path}\ndata {}\n{text}\n", text.len());
    }
    git_in(&scratch.path(), &["fast-import", "--quiet"], stream.as_bytes());
    scratch.git(&["reset", "-q", "--hard"]);
}

#[test]
fn two_thousand_commits_take_little_time() {
    let scratch = reviewed();
    reword(&scratch);
    scratch.commit("changed");
    let started = std::time::Instant::now();
    many(&scratch, 2_000, "other.yaml", |at| format!("outcomes:\n  o: {{title: O{at}}}\n"));
    let (message, _) = told(&scratch.run(&CHECK));
    assert!(message.ends_with(TOLD), "{message}");
    many(&scratch, 2_000, "skills.yaml", |at| SKILLS.replace("one practice", &format!("{at} practices")));
    let (message, help) = told(&scratch.run(&CHECK));
    assert_eq!(message, REVIEWED);
    assert!(help.ends_with("at most the last 300 of these files."), "{help}");
    assert!(started.elapsed().as_secs() < 60, "{:?}", started.elapsed());
}

#[test]
fn what_others_wrote_in_the_old_text_does_no_harm() {
    let scratch = Scratch::with(&[
        ("skills.yaml", SKILLS.replace("Lead one", "\"\\e[31m|<b>` Lead one").replace("week", "week\"")),
        ("roles.yaml", ROLES.into()),
    ]);
    review(&scratch);
    scratch.commit("reviewed");
    reword(&scratch);
    for format in ["human", "markdown", "github", "sarif", "junit", "json"] {
        let ran = scratch.run(&["check", "--format", format, "--as-of", "2026-11-22"]);
        assert!(ran.out.contains("Since then"), "{ran:?}");
        assert!(!ran.out.contains('\u{1b}'), "{format}");
        assert!(format != "markdown" || !ran.out.contains("<b>"), "{}", ran.out);
    }
}

#[test]
fn a_repository_that_names_one_folder_again_and_again_is_looked_through_to_a_limit() {
    let scratch = reviewed();
    let mut tree = scratch.git(&["rev-parse", "HEAD^{tree}"]);
    for _ in 0..9 {
        let entries: String = (0..10).map(|at| format!("040000 tree {tree}\tf{at}\n")).collect();
        tree = git_in(&scratch.path(), &["mktree"], entries.as_bytes());
    }
    let commit = scratch.git(&["commit-tree", &tree, "-m", "again and again"]);
    scratch.git(&["update-ref", "refs/heads/main", &commit]);
    reword(&scratch);
    let (message, help) = told(&scratch.run(&CHECK));
    assert_eq!(message, REVIEWED);
    assert!(help.contains("The old text cannot be shown"), "{help}");
}
