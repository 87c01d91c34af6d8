//! `diff`, `check --base` and `report pr` through the real program, in repositories made for it.

use crate::goldens::keep_as;
use crate::scratch::{Scratch, git_in};
use std::path::Path;

const DAY: [&str; 2] = ["--as-of", "2026-11-22"];
const PLAN: &str = "priorities:\n  reading:\n    title: Reading\n    status: active\n    owner: principal\n    actions:\n      cycle: {title: Cycle, raci: {A: principal, R: lead}}\n";
const ROLES: &str = "roles:\n  principal: {title: Principal}\n  lead: {title: Lead, reports_to: principal}\n";

/// A copy of the showcase in a repository of its own, and the change that a person made to it.
fn riverbend() -> Scratch {
    let scratch = Scratch::new();
    copy(&Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/riverbend"), &scratch.at("riverbend"));
    scratch.commit("as it was");
    scratch.git(&["tag", "autumn"]);
    let leaders = "riverbend/roles/teacher-leaders.yaml";
    scratch.replace(leaders, "release: 35%", "release: 25%");
    scratch.replace(leaders, "four to seven colleagues", "four to nine colleagues");
    scratch.replace(leaders, "        share: 11%", "        share: 14%");
    scratch.replace(leaders, "    stipend: 2500\n", "    stipend: 3000\n");
    scratch.replace(leaders, "  special-education-lead:\n    title:", "  inclusion-lead:\n    was: special-education-lead\n    title:");
    for file in [
        "riverbend/places",
        "riverbend/priorities",
        "riverbend/decisions",
        "riverbend/committees",
        "riverbend/competencies",
        "riverbend/roles",
        "riverbend/vision",
        "riverbend/voice",
    ] {
        for name in names(&scratch.at(file)) {
            let path = format!("{file}/{name}");
            let text = scratch
                .text(&path)
                .replace("special-education-lead", "inclusion-lead")
                .replace("was: inclusion-lead", "was: special-education-lead");
            scratch.write(&path, text);
        }
    }
    let reading = "riverbend/priorities/read-to-learn.yaml";
    scratch.replace(reading, "R: team-lead, C: school-strategy-partner", "R: principal, C: [school-strategy-partner, team-lead]");
    scratch.replace(reading, "          2026-10-30: 41\n", "          2026-10-30: 41\n          2026-11-20: 44\n");
    scratch.replace("riverbend/priorities/ninth-grade-on-track.yaml", "    owner: assistant-principal\n", "");
    scratch.replace(
        "riverbend/decisions/held-tight.yaml",
        "    decider: chief-academic-officer\n    recommends: principal\n",
        "    decider: principal\n    recommends: team-lead\n",
    );
    scratch.replace("riverbend/decisions/held-loose.yaml", "      max: 8\n", "      max: 9\n");
    let orchard = "      classroom-teacher:\n        count: 4\n";
    scratch.replace("riverbend/places/orchard-elementary.yaml", orchard, &orchard.replace('4', "8"));
    scratch.write("riverbend/rolewright.toml", format!("{}\n[rules]\nflat-pathway = \"off\"\n", scratch.text("riverbend/rolewright.toml")));
    // Moved to a file of its own, and written in another form.
    let teachers = scratch.text("riverbend/roles/teachers.yaml");
    let (start, end) =
        (teachers.find("  early-career-teacher:").expect("a role"), teachers.find("  special-education-teacher:").expect("a role"));
    scratch.write("riverbend/roles/new-teachers.yaml", format!("# Moved here.\nroles:\n{}", &teachers[start..end]));
    scratch.write("riverbend/roles/teachers.yaml", format!("{}{}", &teachers[..start], &teachers[end..]));
    scratch.write(
        "riverbend/voice/more.yaml",
        "talking_points:\n  one-more:\n    says: Team leads have less time this spring\n    about: roles/team-lead\n    for: teachers\n",
    );
    scratch
}

fn names(folder: &Path) -> Vec<String> {
    let entries = std::fs::read_dir(folder).expect("a folder");
    entries.map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned()).collect()
}

fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).expect("a folder");
    for name in names(from) {
        let (from, to) = (from.join(&name), to.join(&name));
        if from.is_dir() {
            copy(&from, &to);
        } else {
            std::fs::copy(&from, &to).expect("a copy");
        }
    }
}

#[test]
fn outputs_on_a_scripted_change_of_the_showcase() {
    let scratch = riverbend();
    let commit = scratch.git(&["rev-parse", "autumn"]);
    let before = scratch.everything();
    let runs: &[(&str, &[&str])] = &[
        ("diff", &["diff", "autumn", "riverbend"]),
        ("diff-markdown", &["diff", "autumn", "riverbend", "--format", "markdown"]),
        ("diff-json", &["diff", "autumn", "riverbend", "--format", "json"]),
        ("diff-role", &["diff", "autumn", "riverbend", "--role", "inclusion-lead"]),
        ("diff-role-json", &["diff", "autumn", "riverbend", "--role", "team-lead", "--format", "json"]),
        ("pr", &["report", "pr", "riverbend", "--base", "autumn"]),
        ("check-base", &["check", "riverbend", "--base", "autumn"]),
    ];
    for (name, arguments) in runs {
        let ran = scratch.run(&[arguments, &DAY[..]].concat());
        assert_eq!(ran.err, "", "{name}");
        keep_as(&format!("change.{name}"), &ran.out.replace(&commit, "COMMIT").replace(&commit[..7], "COMMIT"));
    }
    assert_eq!(scratch.everything(), before, "comparing left something behind");
}

fn small() -> Scratch {
    Scratch::with(&[("plan.yaml", PLAN), ("roles.yaml", ROLES)])
}

fn rules(report: &serde_json::Value, status: &str) -> Vec<String> {
    let findings = report["findings"].as_array().expect("findings").iter();
    findings
        .filter(|f| f["status"] == status)
        .map(|f| format!("{} {}", f["file"].as_str().unwrap_or(""), f["rule"].as_str().unwrap_or("")))
        .collect()
}

#[test]
fn only_what_a_change_brings_counts_wherever_it_shows() {
    let scratch = small();
    let base = ["check", "--base", "HEAD", "--format", "json", DAY[0], DAY[1]];
    let told = scratch.run(&["check", "--base", "HEAD", DAY[0], DAY[1]]).out;
    assert!(told.contains("no findings new since HEAD") && !told.contains("next fixes"), "{told}");
    assert_eq!(scratch.run(&[&base[..], &["--fail-on", "advice"]].concat()).status, 0, "nothing changed");
    // The role goes; the file that names it is not touched.
    scratch.write("roles.yaml", "roles:\n  principal: {title: Principal}\n");
    let ran = scratch.run(&base);
    let report = ran.json();
    assert_eq!(ran.status, 1);
    assert!(rules(&report, "open").contains(&"plan.yaml unknown-reference".to_owned()), "{report:#}");
    assert!(rules(&report, "older").contains(&"plan.yaml no-measure".to_owned()), "{report:#}");
    assert_eq!(report["base"]["older"], rules(&report, "older").len());
    assert_eq!(report["base"]["commit"].as_str().map(str::len), Some(40));
    let open = rules(&report, "open").len();
    assert_eq!(
        report["summary"]["error"]
            .as_u64()
            .zip(report["summary"]["warning"].as_u64())
            .map(|(e, w)| e + w + report["summary"]["advice"].as_u64().unwrap_or(0)),
        Some(open as u64)
    );
}

#[test]
fn every_format_leaves_the_same_findings_aside() {
    let scratch = small();
    scratch.write("plan.yaml", PLAN.replace("owner: principal", "owner: nobody"));
    let run = |format: &str| scratch.run(&["check", "--base", "HEAD", "--format", format, DAY[0], DAY[1]]);
    for format in ["human", "json", "sarif", "junit", "github", "markdown"] {
        let ran = run(format);
        assert_eq!(ran.status, 1, "{format}");
        assert!(ran.out.contains("unknown-reference"), "{format}: {}", ran.out);
    }
    for format in ["human", "markdown", "github"] {
        assert!(!run(format).out.contains("no-measure"), "{format}");
    }
    assert!(run("human").out.contains("older findings are left aside") && run("human").out.contains("new since HEAD"));
    assert!(run("markdown").out.contains("older findings are left aside"));
    let sarif = run("sarif").json();
    let results = sarif["runs"][0]["results"].as_array().expect("results");
    let state = |rule: &str| results.iter().find(|result| result["ruleId"] == rule).map(|result| result["baselineState"].clone());
    assert_eq!((state("unknown-reference"), state("no-measure")), (Some("new".into()), Some("unchanged".into())));
    assert!(run("junit").out.contains("(older)"));
}

#[test]
fn baselines_waivers_and_a_base_go_together() {
    let scratch = small();
    scratch.write("plan.yaml", PLAN.replace("owner: principal", "owner: nobody"));
    assert_eq!(scratch.run(&["check", "--write-baseline", "old.json"]).status, 0);
    let both = scratch.run(&["check", "--base", "HEAD", "--baseline", "old.json", "--format", "json", DAY[0], DAY[1]]);
    assert_eq!((both.status, rules(&both.json(), "open")), (0, vec![]), "what the baseline holds does not count either");
    let waiver = "[[waivers]]\nrule = \"no-measure\"\nreason = \"in October\"\nby = \"principal\"\n";
    scratch.write("plan.yaml", PLAN);
    scratch.write("rolewright.toml", waiver);
    let decided = scratch.run(&["diff", "HEAD", "--format", "json", DAY[0], DAY[1]]).json();
    assert_eq!(decided["findings"]["left_open_by_decision"][0]["rule"], "no-measure");
    assert_eq!(decided["findings"]["settled"], serde_json::json!([]), "what is left open is not settled");
    scratch.commit("waived");
    scratch.remove("rolewright.toml");
    let reopened = scratch.run(&["check", "--base", "HEAD", "--fail-on", "warning", "--format", "json", DAY[0], DAY[1]]);
    assert_eq!(
        (reopened.status, rules(&reopened.json(), "open")),
        (1, vec!["plan.yaml no-measure".to_owned()]),
        "taking a waiver back brings its finding"
    );
    assert_eq!(scratch.run(&["check", "--base", "HEAD", "--write-baseline", "x.json"]).status, 2);
}

#[test]
fn the_base_of_a_change_is_where_it_left() {
    let scratch = small();
    scratch.git(&["checkout", "-q", "-b", "work"]);
    scratch.write("more.yaml", "outcomes:\n  one: {title: One}\n");
    scratch.commit("work");
    scratch.git(&["checkout", "-q", "main"]);
    scratch.write("plan.yaml", PLAN.replace("title: Reading\n", "title: Reading well\n"));
    scratch.commit("meanwhile");
    scratch.git(&["checkout", "-q", "work"]);
    let titles = |arguments: &[&str]| {
        let report = scratch.run(&[&["diff"], arguments, &["--format", "json", DAY[0], DAY[1]]].concat()).json();
        report["changes"].as_array().expect("changes").iter().map(|c| c["address"].as_str().unwrap_or("").to_owned()).collect::<Vec<_>>()
    };
    let own = ["outcomes/one"];
    assert_eq!(titles(&["main..."]), own);
    assert_eq!(titles(&["main...work"]), own);
    assert_eq!(titles(&["main...", "."]), own);
    assert_eq!(titles(&["main"]), ["outcomes/one", "priorities/reading"]);
    assert_eq!(titles(&["main..work"]), ["outcomes/one", "priorities/reading"]);
    assert_eq!(titles(&["main", "work", "."]), ["outcomes/one", "priorities/reading"]);
    assert_eq!(titles(&["HEAD~1", "HEAD"]), own);
    assert_eq!(titles(&["HEAD", ":index"]), Vec::<String>::new());
    let comment = scratch.run(&["report", "pr", "--base", "main", DAY[0], DAY[1]]).out;
    assert!(comment.starts_with("<!-- rolewright report pr: . -->\n\n## ") && !comment.contains("Reading well"), "{comment}");
    // To read rather than to post: the same words, with a heading of the first rank and no mark for a program.
    let verdict = comment.lines().find_map(|line| line.strip_prefix("## ")).expect("a verdict");
    for (form, wanted) in [("html", format!(">{verdict}</h1>")), ("table", format!("{verdict}\n═"))] {
        let page = scratch.run(&["report", "pr", "--base", "main", "--format", form, DAY[0], DAY[1]]).out;
        assert!(page.contains(&wanted) && !page.contains("rolewright report pr"), "{form}: {page}");
    }
}

#[test]
fn words_that_could_mean_two_things_are_asked_about() {
    let scratch = Scratch::with(&[("fw/a.yaml", ROLES), ("other/a.yaml", ROLES)]);
    scratch.git(&["branch", "fw"]);
    let said = |arguments: &[&str]| {
        let ran = scratch.run(arguments);
        assert_eq!(ran.status, 2, "{arguments:?}: {ran:?}");
        ran.err
    };
    assert!(said(&["diff", "main", "fw"]).contains("is a folder and a revision"));
    assert_eq!(scratch.run(&["diff", "main", "./fw"]).status, 0);
    assert_eq!(scratch.run(&["diff", "main", "fw", "fw"]).status, 0);
    assert_eq!(scratch.run(&["diff", "main", "other"]).status, 0);
    assert!(said(&["diff", "main..fw", "fw", "other"]).contains("range of its own"));
    assert!(said(&["diff", "nowhere", "other"]).contains("there is no revision “nowhere”"));
    assert!(said(&["diff", "main", "nowhere", "fw"]).contains("there is no revision “nowhere”"));
    assert!(said(&["diff", "main", "fw", "nofolder"]).contains("there is no framework in nofolder"));
    assert!(said(&["diff", "main", "--role", "leed", "./fw"]).contains("did you mean lead?"));
    assert!(said(&["check", "--base", "maim", "fw"]).contains("did you mean main?"));
    assert!(said(&["report", "pr", "fw"]).contains("--base"));
}

#[test]
fn without_git_the_work_ends_in_words() {
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::write(folder.path().join("a.yaml"), ROLES).expect("a file");
    for arguments in [&["diff", "main"][..], &["check", "--base", "main"], &["report", "pr", "--base", "main"]] {
        let ran = crate::running::Folder::run_in(folder.path(), arguments);
        assert_eq!((ran.status, ran.out.as_str()), (2, ""));
        assert!(ran.err.contains("not in a git repository"), "{}", ran.err);
    }
    // A folder that only looks like one is no repository either.
    std::fs::create_dir(folder.path().join(".git")).expect("a folder");
    let ran = crate::running::Folder::run_in(folder.path(), &["diff", "main"]);
    assert!(ran.status == 2 && ran.err.contains("git repository"), "{}", ran.err);
}

#[test]
fn a_framework_that_begins_or_ends_is_a_change() {
    let scratch = Scratch::with(&[("readme.txt", "x")]);
    scratch.write("fw/a.yaml", ROLES);
    let new = scratch.run(&["diff", "HEAD", "fw", DAY[0], DAY[1]]);
    assert!(new.out.contains("2 items new") && new.out.contains("New role: Lead (roles/lead)"), "{}", new.out);
    assert!(new.out.contains("so everything is new"), "{}", new.out);
    scratch.commit("begun");
    std::fs::remove_dir_all(scratch.at("fw")).expect("a folder to remove");
    scratch.commit("ended");
    let gone = scratch.run(&["diff", "HEAD~1", "HEAD", "fw", DAY[0], DAY[1]]);
    assert!(gone.out.contains("2 items removed") && gone.out.contains("any more"), "{gone:?}");
}

#[test]
fn a_clone_with_the_last_commit_only_says_how_to_fetch_the_base() {
    let scratch = small();
    scratch.write("roles.yaml", ROLES.replace("title: Lead", "title: Team Lead"));
    scratch.commit("second");
    let clone = scratch.beside("clone");
    let url = format!("file://{}", scratch.path().display());
    git_in(&scratch.beside(""), &["clone", "-q", "--depth=1", &url, clone.to_str().expect("a path")], b"");
    let ran = crate::running::Folder::run_in(&clone, &["check", "--base", "HEAD~1"]);
    assert_eq!(ran.status, 2);
    assert!(ran.err.contains("git fetch --deepen=100"), "{}", ran.err);
    git_in(&clone, &["fetch", "-q", "--unshallow"], b"");
    assert_eq!(crate::running::Folder::run_in(&clone, &["check", "--base", "HEAD~1", DAY[0], DAY[1]]).status, 0);
    // Two tips whose common past is not there are compared as they are, and that is said.
    let two = scratch.beside("two");
    scratch.git(&["checkout", "-q", "-b", "side", "HEAD~1"]);
    scratch.commit("aside");
    git_in(&scratch.beside(""), &["clone", "-q", "--depth=1", "--no-single-branch", &url, two.to_str().expect("a path")], b"");
    let ran = crate::running::Folder::run_in(&two, &["check", "--base", "origin/main", DAY[0], DAY[1]]);
    assert!(ran.status == 0 && ran.out.contains("Compared with origin/main as it is now"), "{ran:?}");
}

#[test]
fn a_worktree_will_do_and_a_bare_repository_where_it_is_named() {
    let scratch = Scratch::with(&[("fw/rolewright.toml", "name = \"North\"\n"), ("fw/a.yaml", ROLES)]);
    scratch.write("fw/a.yaml", ROLES.replace("title: Lead", "title: Team Lead"));
    scratch.commit("second");
    let bare = scratch.beside("bare.git");
    scratch.git(&["clone", "-q", "--bare", ".", bare.to_str().expect("a path")]);
    let ran = crate::running::Folder::run_in_with(&bare, &["diff", "main~1", "main", "fw", DAY[0], DAY[1]], &[("GIT_DIR", ".")]);
    assert!(ran.out.contains("title “Lead” → “Team Lead”"), "{ran:?}");
    let tree = scratch.beside("tree");
    scratch.git(&["worktree", "add", "-q", tree.to_str().expect("a path"), "HEAD~1"]);
    let ran = crate::running::Folder::run_in(&tree.join("fw"), &["diff", "main", DAY[0], DAY[1]]);
    assert!(ran.out.contains("title “Team Lead” → “Lead”"), "{ran:?}");
}

/// A text that would do harm in a terminal, a page, a table or a comment.
const HOSTILE: &str = "a|b <script>x</script> `c` \\u202Eevil\\n::error::pwn \\e[31m @all #1 -->";

#[test]
fn hostile_texts_are_harmless_in_every_output() {
    let text = |word: &str| {
        format!(
            "roles:\n  lead:\n    title: \"{word} {HOSTILE}\"\n    purpose: \"{word} {HOSTILE}\"\n    selection: [\"{word} {HOSTILE}\"]\n    x: {{\"{word} {HOSTILE}\": \"{HOSTILE}\"}}\n\
             decisions:\n  d: {{question: \"{HOSTILE}\", stance: tight, governs: lead.selection, constraint: {{agreement: \"{HOSTILE}\"}}}}\n\
             priorities:\n  p:\n    title: \"{HOSTILE}\"\n    status: active\n    told: {{\"{word} {HOSTILE}\": {{how: x}}}}\n"
        )
    };
    let scratch = Scratch::with(&[("a.yaml", text("one"))]);
    scratch.write("a.yaml", text("two"));
    scratch.write("rolewright.toml", format!("name = \"{}\"\n", HOSTILE.replace("\\e", "\\u001b")));
    for (arguments, format) in [
        (&["diff", "HEAD"][..], "human"),
        (&["diff", "HEAD"], "markdown"),
        (&["diff", "HEAD"], "json"),
        (&["diff", "HEAD", "--role", "lead"], "human"),
        (&["diff", "HEAD", "--role", "lead"], "markdown"),
        (&["check", "--base", "HEAD"], "human"),
        (&["check", "--base", "HEAD"], "markdown"),
        (&["report", "pr", "--base", "HEAD"], "markdown"),
    ] {
        let ran = scratch.run(&[arguments, &["--format", format, DAY[0], DAY[1]]].concat());
        let what = format!("{arguments:?} as {format}");
        assert!(ran.status < 2, "{what}: {}", ran.err);
        assert!(!ran.all().contains('\u{1b}') && !ran.all().contains('\u{202e}'), "{what} has a character that acts");
        assert!(!ran.out.lines().any(|line| line.starts_with("::error::")), "{what} has a workflow command");
        if format == "markdown" {
            for harm in ["<script>", " `c` ", "a|b", "@all", "evil -->"] {
                assert!(!ran.out.contains(harm), "{what} has {harm}: {}", ran.out);
            }
        }
    }
}

#[test]
fn a_comment_on_a_large_change_stays_small_and_says_so() {
    let many = |word: &str| {
        let role = |at: usize| {
            format!(
                "  r{at}:\n    title: \"{word} <@|{at}> {}\"\n    level: nowhere\n    reports_to: gone{word}{at}\n    release: {}%\n",
                "&".repeat(300),
                at % 50 + word.len()
            )
        };
        format!("roles:\n{}", (0..1500).map(role).collect::<String>())
    };
    let scratch = Scratch::with(&[("a.yaml", many("one"))]);
    scratch.write("a.yaml", many("three"));
    let ran = scratch.run(&["report", "pr", "--base", "HEAD", DAY[0], DAY[1]]);
    assert!(ran.out.len() < 65_536 && ran.out.len() > 30_000, "{} bytes", ran.out.len());
    assert!(ran.out.contains("cut to keep this under GitHub's limit"), "{}", &ran.out[..500]);
}

#[test]
fn a_file_that_broke_does_not_say_that_its_roles_are_gone() {
    let scratch = small();
    scratch.write("roles.yaml", ROLES.replace("title: Lead,", "title: \"Lead,"));
    let ran = scratch.run(&["diff", "HEAD", DAY[0], DAY[1]]);
    assert!(
        ran.out.contains("Not compared, because their file could only be read in part") && !ran.out.contains("Role removed"),
        "{}",
        ran.out
    );
    assert!(ran.out.contains("syntax"), "{}", ran.out);
}

#[test]
fn nothing_is_said_in_words() {
    let scratch = small();
    let ran = scratch.run(&["diff", "HEAD", DAY[0], DAY[1]]);
    assert!(ran.out.contains("nothing that the files say"), "{}", ran.out);
    scratch.write("roles.yaml", format!("# A remark.\n{ROLES}"));
    assert!(scratch.run(&["report", "pr", "--base", "HEAD", DAY[0], DAY[1]]).out.contains("nothing changed in what the files say"));
}

/// Runs git with a hook that keeps what this command writes before a commit, and returns that.
#[cfg(unix)]
fn before_a_commit(hooks: &Path, folder: &Path, git: &[&str], command: &str) -> String {
    use std::os::unix::fs::PermissionsExt;
    let (hook, kept) = (hooks.join("pre-commit"), folder.parent().expect("a folder above").join("kept.txt"));
    std::fs::create_dir_all(hooks).expect("a folder");
    let program = crate::running::PROGRAM;
    std::fs::write(&hook, format!("#!/bin/sh\nexec \"{program}\" {command} --as-of 2026-11-22 > \"{}\" 2>&1\n", kept.display()))
        .expect("a hook");
    std::fs::set_permissions(&hook, std::fs::Permissions::from_mode(0o755)).expect("a hook that runs");
    git_in(folder, git, b"");
    std::fs::read_to_string(kept).expect("what the hook wrote")
}

#[cfg(unix)]
#[test]
fn before_a_commit_of_some_files_what_is_about_to_be_committed_is_read() {
    let scratch = Scratch::with(&[("a.yaml", "roles:\n  a: {title: One}\n"), ("b.yaml", "roles:\n  b: {title: One}\n")]);
    scratch.write("a.yaml", "roles:\n  a: {title: Two}\n");
    scratch.write("b.yaml", "roles:\n  b: {title: Three}\n");
    scratch.git(&["add", "b.yaml"]);
    let commit = ["commit", "-q", "-m", "some", "a.yaml"];
    let kept = before_a_commit(&scratch.at(".git/hooks"), &scratch.path(), &commit, "diff HEAD :index");
    assert!(kept.contains("Two") && !kept.contains("Three"), "only a.yaml is committed: {kept}");
    let kept = before_a_commit(&scratch.at(".git/hooks"), &scratch.path(), &["commit", "-q", "-m", "all"], "diff HEAD :index");
    assert!(kept.contains("Three") && !kept.contains("Two"), "{kept}");
    // What git says of its own repository says nothing about another.
    let other = Scratch::with(&[("c.yaml", "roles:\n  c: {title: One}\n")]);
    other.write("c.yaml", "roles:\n  c: {title: Four}\n");
    other.git(&["add", "-A"]);
    scratch.write("a.yaml", "roles:\n  a: {title: Five}\n");
    let command = format!("diff HEAD :index {}", other.path().display());
    let kept = before_a_commit(&scratch.at(".git/hooks"), &scratch.path(), &["commit", "-q", "-m", "more", "a.yaml"], &command);
    assert!(kept.contains("Four") && !kept.contains("Five"), "{kept}");
}

#[cfg(unix)]
#[test]
fn a_repository_kept_apart_from_its_files_is_found_in_its_hooks() {
    let room = tempfile::tempdir().expect("a temporary folder");
    let folder = room.path().join("files");
    std::fs::create_dir(&folder).expect("a folder");
    let git = |arguments: &[&str]| git_in(&folder, &[&["--git-dir=../apart.git", "--work-tree=."], arguments].concat(), b"");
    git(&["init", "-q"]);
    std::fs::write(folder.join("a.yaml"), "roles:\n  a: {title: One}\n").expect("a file");
    git(&["add", "-A"]);
    git(&["commit", "-q", "-m", "first"]);
    std::fs::write(folder.join("a.yaml"), "roles:\n  a: {title: Two}\n").expect("a file");
    let commit = ["--git-dir=../apart.git", "--work-tree=.", "commit", "-q", "-a", "-m", "second"];
    let kept = before_a_commit(&room.path().join("apart.git/hooks"), &folder, &commit, "diff HEAD :index");
    assert!(kept.contains("One") && kept.contains("Two"), "{kept}");
    // A second tree of files has an index of its own.
    let scratch = Scratch::with(&[("a.yaml", "roles:\n  a: {title: One}\n")]);
    scratch.git(&["worktree", "add", "-q", "../second"]);
    let second = scratch.beside("second");
    std::fs::write(second.join("a.yaml"), "roles:\n  a: {title: Six}\n").expect("a file");
    let kept = before_a_commit(&scratch.at(".git/hooks"), &second, &["commit", "-q", "-a", "-m", "x"], "diff HEAD :index");
    assert!(kept.contains("Six"), "{kept}");
}
