//! A folder read from git is the folder as it was committed, whatever form the repository has.

use crate::scratch::{Scratch, git_in};
use rolewright::load::{Extra, Repository, Sources, read};
use std::path::Path;

const TEACHER: &str = "roles:\n  teacher: {title: Teacher}\n";

/// Everything that reading came to: layers, texts in order, problems.
fn told(sources: &Sources) -> Vec<String> {
    let layers = sources.layers.iter().map(|layer| format!("layer {}", layer.path));
    let texts = sources.files.iter().map(|(_, file)| format!("{} {}: {}", file.layer, file.path, &**file.text));
    let problems = sources.problems.iter().map(|finding| format!("{} {}", finding.case.name, finding.message));
    layers.chain(texts).chain(problems).collect()
}

fn from_git(folder: &Path, revision: &str) -> Result<Vec<String>, String> {
    let said = |error: read::ReadError| error.to_string();
    let (repository, inside) = Repository::of(folder).map_err(said)?;
    let revision = repository.revision(revision).map_err(said)?;
    Ok(told(&read::read_at(&revision, &inside, &Extra::default()).map_err(said)?))
}

fn from_disk(folder: &Path) -> Vec<String> {
    told(&read::read(folder, &Extra::default()).expect("a folder that can be read"))
}

/// A repository with something of everything, committed.
fn mixed() -> Scratch {
    let scratch = Scratch::with(&[
        ("plan/rolewright.toml", "extends = [\"../up\"]\n"),
        ("plan/a.yaml", TEACHER),
        ("plan/a/z.yml", "outcomes: {}\n"),
        ("plan/a-b/c.yaml", "outcomes: {}\n"),
        ("plan/.hidden.yaml", "x"),
        ("plan/.hidden/x.yaml", "x"),
        ("plan/notes.txt", "x"),
        ("plan/deep/rolewright.toml", "name = \"not a framework of its own only here\"\n"),
        ("plan/deep/own.yaml", "x"),
        ("plan/folder.yaml/inner.yaml", "funds: {}\n"),
        ("up/rolewright.toml", "name = \"Up\"\n"),
        ("up/b.yaml", "roles:\n  principal: {title: Principal}\n"),
        ("plan/big.yaml", &format!("#{}", " ".repeat(8 * 1024 * 1024))),
    ]);
    for (name, bytes) in [("bad.yaml", &b"a\xff: 1\n"[..]), ("wide.yaml", b"\xff\xfea\0"), ("nul.yaml", b"a\0b")] {
        scratch.write(&format!("plan/{name}"), bytes);
    }
    let link = |to: &str, name: &str| std::os::unix::fs::symlink(to, scratch.at(name)).expect("a link");
    link("a.yaml", "plan/link.yaml");
    link("../up", "plan/upwards");
    link("../../..", "plan/outside");
    link("notes.txt", "plan/other.txt");
    link("nowhere", "plan/dangling");
    scratch.commit("everything");
    scratch
}

#[test]
fn a_revision_reads_as_its_folder_does() {
    let scratch = mixed();
    let plan = scratch.at("plan");
    let disk = from_disk(&plan);
    assert!(disk.iter().any(|line| line.starts_with("1 ../up/b.yaml")), "{disk:#?}");
    for case in ["link", "not-a-file", "too-large", "not-utf-8", "binary"] {
        assert!(disk.iter().any(|line| line.starts_with(case)), "no {case} in {:#?}", disk.len());
    }
    let before = scratch.everything();
    for revision in ["HEAD", "main", "@", "HEAD^{tree}", "refs/heads/main", ":index"] {
        assert_eq!(from_git(&plan, revision).as_ref(), Ok(&disk), "{revision}");
    }
    assert_eq!(scratch.everything(), before, "reading left something behind");
    scratch.git(&["tag", "-a", "v1", "-m", "one"]);
    scratch.git(&["gc", "-q"]);
    for revision in ["HEAD", "v1", ":index"] {
        assert_eq!(from_git(&plan, revision).as_ref(), Ok(&disk), "{revision}, packed");
    }
}

#[test]
fn earlier_states_are_read_without_touching_the_present_one() {
    let scratch = Scratch::with(&[("a.yaml", TEACHER)]);
    scratch.write("a.yaml", "roles:\n  coach: {title: Coach}\n");
    scratch.commit("second");
    scratch.write("a.yaml", "staged\n");
    scratch.git(&["add", "a.yaml"]);
    scratch.write("a.yaml", "on disk\n");
    let first = |revision: &str| from_git(&scratch.path(), revision).expect("a revision").get(1).cloned().unwrap_or_default();
    assert_eq!(first("HEAD~1"), format!("0 a.yaml: {TEACHER}"));
    assert!(first("HEAD").contains("coach"));
    assert_eq!(first(":index"), "0 a.yaml: staged\n");
    assert_eq!(from_disk(&scratch.path())[1], "0 a.yaml: on disk\n");
}

#[test]
fn worktrees_and_clones_hold_the_same() {
    let scratch = mixed();
    let disk = from_disk(&scratch.at("plan"));
    let (tree, clone) = (scratch.beside("tree"), scratch.beside("clone"));
    scratch.git(&["worktree", "add", "-q", "-b", "other", tree.to_str().expect("a path")]);
    assert_eq!(from_git(&tree.join("plan"), "other").as_ref(), Ok(&disk));
    let url = format!("file://{}", scratch.path().display());
    git_in(scratch.beside("").as_path(), &["clone", "-q", "--depth=1", &url, clone.to_str().expect("a path")], b"");
    assert_eq!(from_git(&clone.join("plan"), "origin/main").as_ref(), Ok(&disk));
    let missing = from_git(&clone.join("plan"), "HEAD~1").expect_err("it is not there");
    assert!(missing.contains("shallow clone") && missing.contains("“git fetch --deepen=100” may bring it"), "{missing}");
    let missing = from_git(&clone.join("plan"), "origin/other").expect_err("it is not there");
    assert!(missing.contains("“git fetch --depth=1 origin +refs/heads/other:refs/remotes/origin/other”"), "{missing}");
}

#[test]
fn submodules_are_repositories_of_their_own_on_both_sides() {
    let inner = Scratch::with(&[("inner.yaml", TEACHER)]);
    let scratch = Scratch::with(&[("a.yaml", TEACHER)]);
    scratch.git(&["submodule", "add", "-q", inner.path().to_str().expect("a path"), "inner"]);
    scratch.commit("with a submodule");
    assert!(scratch.at("inner/inner.yaml").is_file());
    let disk = from_disk(&scratch.path());
    assert_eq!(disk, ["layer .".to_owned(), format!("0 a.yaml: {TEACHER}")]);
    assert_eq!(from_git(&scratch.path(), "HEAD"), Ok(disk.clone()));
    assert_eq!(from_git(&scratch.path(), ":index"), Ok(disk));
    assert!(from_git(&scratch.at("inner"), "HEAD").is_ok_and(|told| told[1].contains("inner.yaml")), "its own folder is its own");
}

#[test]
fn names_that_no_disk_would_take_are_read() {
    let scratch = Scratch::with(&[("a.yaml", TEACHER)]);
    let text = TEACHER.as_bytes();
    let mut deep = b"d/".repeat(200);
    deep.extend(b"x.yaml");
    scratch.commit_raw(
        "odd",
        &[
            ("100644", b"Roles.yaml", text),
            ("100644", b"roles.yaml", text),
            ("100755", b"bad\xff.yaml", text),
            ("100644", b"bad\xfe.yaml", text),
            ("100644", b"new\nline.yaml", text),
            ("100644", b"\x1b[31m.yaml", text),
            ("100644", b"con:\\nul.yaml", text),
            ("100644", &deep, text),
            ("120000", b"loop", b"loop"),
            ("120000", b"far", &b"../".repeat(50)),
            ("120000", b"long", &b"x".repeat(100_000)),
        ],
    );
    let told = from_git(&scratch.path(), "odd").expect("a revision");
    let names: Vec<&str> = told.iter().filter_map(|line| line.strip_prefix("0 ")?.split(": ").next()).collect();
    let wanted =
        ["\u{1b}[31m.yaml", "Roles.yaml", "bad\u{fffd}.yaml", "bad\u{fffd}.yaml", "con:\\nul.yaml", "new\nline.yaml", "roles.yaml"];
    assert_eq!(names, wanted);
    assert!(told.iter().any(|line| line.starts_with("too-many d/d/d/")), "{told:#?}");
}

#[test]
fn a_repository_that_names_one_folder_again_and_again_is_read_to_a_limit() {
    let scratch = Scratch::with(&[("a.yaml", TEACHER)]);
    let mut tree = scratch.git(&["rev-parse", "HEAD^{tree}"]);
    for _ in 0..9 {
        let entries: String = (0..10).map(|at| format!("040000 tree {tree}\tf{at}\n")).collect();
        tree = git_in(&scratch.path(), &["mktree"], entries.as_bytes());
    }
    let told = from_git(&scratch.path(), &tree).expect("a tree");
    assert!(told.last().is_some_and(|line| line.starts_with("too-many")), "{:?}", told.last());
}

#[test]
fn a_blob_of_any_size_is_looked_at_before_it_is_read() {
    let scratch = Scratch::with(&[("a.yaml", TEACHER)]);
    scratch.write("huge.yaml", vec![b' '; 64 * 1024 * 1024]);
    scratch.commit("huge");
    scratch.git(&["gc", "-q"]);
    let started = std::time::Instant::now();
    let told = from_git(&scratch.path(), "HEAD").expect("a revision");
    assert!(told.last().is_some_and(|line| line.starts_with("too-large huge.yaml")), "{told:?}");
    assert!(started.elapsed().as_secs() < 5, "{:?}", started.elapsed());
}

#[test]
fn what_is_no_revision_is_said_with_what_would_help() {
    let scratch = Scratch::with(&[("a.yaml", TEACHER)]);
    scratch.git(&["branch", "reading-plan"]);
    let said = |revision: &str| from_git(&scratch.path(), revision).expect_err("no such revision");
    assert!(said("reeding-plan").ends_with("did you mean reading-plan?"), "{}", said("reeding-plan"));
    assert!(said("v9").contains("HEAD~1 or origin/main"), "{}", said("v9"));
    assert!(said("HEAD:a.yaml").contains("single file"), "{}", said("HEAD:a.yaml"));
    for odd in [
        "",
        "-",
        "--help",
        "HEAD~99999999999999999999",
        "@{",
        "^",
        ":/x",
        "HEAD^{/x}",
        "a..b",
        "\u{0}",
        "HEAD@{yesterday}",
        "\u{1b}[31m",
        ":",
        ":::",
        "@{-1}",
        "@{u}",
        "HEAD^{commit",
        "~~~~~",
        "refs/",
    ] {
        let result = from_git(&scratch.path(), odd);
        let known = ["HEAD^{commit}", "HEAD@{yesterday}"].contains(&odd);
        assert!(result.as_ref().is_err_and(|said| !said.is_empty()) || known, "{odd:?}: {result:?}");
    }
    let none = Scratch::new();
    assert!(from_git(&none.path(), "HEAD").is_err_and(|said| said.contains("nothing has been committed")));
    let outside = tempfile::tempdir().expect("a folder");
    assert!(from_git(outside.path(), "HEAD").is_err_and(|said| said.contains("not in a git repository")));
}

#[test]
fn a_merge_that_is_not_finished_has_no_staged_state() {
    let scratch = Scratch::with(&[("a.yaml", TEACHER)]);
    let id = scratch.git(&["rev-parse", "HEAD:a.yaml"]);
    let both = format!("0 {}\ta.yaml\n100644 {id} 2\ta.yaml\n100644 {id} 3\ta.yaml\n", "0".repeat(40));
    git_in(&scratch.path(), &["update-index", "--index-info"], both.as_bytes());
    assert!(from_git(&scratch.path(), ":index").is_err_and(|said| said.contains("a merge is not finished (a.yaml")));
}

#[test]
fn a_damaged_or_partial_repository_ends_the_work() {
    let scratch = Scratch::with(&[("a.yaml", TEACHER)]);
    let id = scratch.git(&["rev-parse", "HEAD:a.yaml"]);
    let object = scratch.at(&format!(".git/objects/{}/{}", &id[..2], &id[2..]));
    std::fs::remove_file(object).expect("an object to remove");
    let said = from_git(&scratch.path(), "HEAD").expect_err("it is not whole");
    assert!(said.contains("git fetch --refetch --no-filter") && said.contains(&id[..7]), "{said}");
}

#[test]
fn layers_are_read_at_the_revision_that_is_named() {
    let scratch = Scratch::with(&[("up/a.yaml", "roles:\n  first: {title: First}\n"), ("plan/b.yaml", TEACHER)]);
    scratch.git(&["tag", "v1"]);
    scratch.write("up/a.yaml", "roles:\n  second: {title: Second}\n");
    scratch.write("plan/rolewright.toml", "extends = [\"../up@v1\"]\n");
    scratch.commit("second");
    let plan = scratch.at("plan");
    let told = from_disk(&plan);
    assert!(
        told.contains(&"layer ../up@v1".to_owned()) && told.iter().any(|line| line.starts_with("1 ../up@v1/a.yaml: roles:\n  first")),
        "{told:#?}"
    );
    assert_eq!(from_git(&plan, "HEAD"), Ok(told));
    let problems = |extends: &str| {
        scratch.write("plan/rolewright.toml", format!("extends = [{extends:?}]\n"));
        from_disk(&plan).into_iter().filter(|line| line.starts_with("bad-layer")).collect::<Vec<_>>()
    };
    assert!(problems("../up@v2")[0].contains("there is no revision “v2”"), "{:?}", problems("../up@v2"));
    assert!(problems("../nope@v1")[0].contains("there is no such folder in v1"), "{:?}", problems("../nope@v1"));
    assert!(problems("../../nope@v1")[0].contains("it is outside this repository"), "{:?}", problems("../../nope@v1"));
    assert_eq!(problems("../up@HEAD~1"), Vec::<String>::new());
}

#[test]
fn layers_of_another_repository_are_read_only_where_it_is_allowed() {
    let state = Scratch::with(&[("fw/a.yaml", "roles:\n  first: {title: First}\n")]);
    state.git(&["tag", "v1"]);
    state.remove("fw/a.yaml");
    let scratch = Scratch::with(&[("b.yaml", TEACHER)]);
    let named = state.at("fw");
    scratch.write("rolewright.toml", format!("extends = [\"{}@v1\"]\n", named.display()));
    let refused = from_disk(&scratch.path());
    assert!(refused.iter().any(|line| line.contains("outside this repository")), "{refused:#?}");
    let extra = Extra { allow_extends: vec![state.path()], ..Extra::default() };
    let told = told(&read::read(&scratch.path(), &extra).expect("a folder"));
    assert!(told.iter().any(|line| line.starts_with("1 ") && line.contains("@v1/a.yaml: roles:\n  first")), "{told:#?}");
}

#[test]
fn layers_that_lead_in_a_circle_through_revisions_end() {
    let scratch = Scratch::with(&[
        ("plan/a.yaml", TEACHER),
        ("plan/rolewright.toml", "extends = [\"../up@HEAD\"]\n"),
        ("up/rolewright.toml", "extends = [\"../plan\"]\n"),
        ("up/b.yaml", "outcomes: {}\n"),
    ]);
    let told = from_git(&scratch.at("plan"), "HEAD").expect("a revision");
    assert!(told.iter().any(|line| line.contains("round in a circle")), "{told:#?}");
    // On disk the plan is another state than at HEAD, so it takes one step more to come round.
    assert!(from_disk(&scratch.at("plan")).iter().any(|line| line.contains("round in a circle")));
}

#[test]
fn ten_thousand_commits_are_no_obstacle() {
    let scratch = Scratch::new();
    let mut stream = String::new();
    for at in 1..=10_000 {
        let text = format!("roles:\n  teacher: {{title: Teacher {at}}}\n");
        stream += &format!("commit refs/heads/main\nmark :{at}\ncommitter A <a@example.invalid> {} +0000\ndata 1\nx\n", 1_700_000_000 + at);
        if at > 1 {
            stream += &format!("from :{}\n", at - 1);
        }
        stream += &format!("M 100644 inline a.yaml\ndata {}\n{text}\n", text.len());
    }
    git_in(&scratch.path(), &["fast-import", "--quiet"], stream.as_bytes());
    let started = std::time::Instant::now();
    assert!(from_git(&scratch.path(), "main~9999").expect("the first")[1].ends_with("Teacher 1}\n"));
    let (repository, _) = Repository::of(&scratch.path()).expect("a repository");
    let (old, new) = (repository.revision("main~9000").expect("an old one"), repository.revision("main").expect("the last"));
    let fork = repository.fork(&old, Some(&new)).expect("a whole history").expect("they are related");
    assert_eq!(fork.commit(), old.commit());
    assert!(started.elapsed().as_secs() < 20, "{:?}", started.elapsed());
}

#[test]
fn repositories_of_longer_names_are_read_too() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let git = |arguments: &[&str]| git_in(folder.path(), arguments, b"");
    git(&["init", "-q", "--object-format=sha256"]);
    std::fs::write(folder.path().join("a.yaml"), "roles:\n  teacher: {title: One}\n").expect("a file");
    git(&["add", "-A"]);
    git(&["commit", "-q", "-m", "first"]);
    git(&["gc", "-q"]);
    assert_eq!(git(&["rev-parse", "HEAD"]).len(), 64);
    assert_eq!(from_git(folder.path(), "HEAD"), Ok(from_disk(folder.path())));
    assert_eq!(from_git(folder.path(), ":index"), Ok(from_disk(folder.path())));
    std::fs::write(folder.path().join("a.yaml"), "roles:\n  teacher: {title: Two}\n").expect("a file");
    let ran = crate::running::Folder::run_in(folder.path(), &["diff", "HEAD", "--as-of", "2026-11-22"]);
    assert!(ran.status == 0 && ran.out.contains("One") && ran.out.contains("Two"), "{ran:?}");
}

#[test]
fn two_lines_of_work_part_where_git_says_they_do() {
    // Histories of many shapes, with clocks that go wrong; the same numbers every time.
    let mut state = 7u64;
    let mut below = |most: u64| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) % most
    };
    let scratch = Scratch::new();
    let mut stream = String::new();
    for at in 1..=80u64 {
        let seconds = 1_700_000_000 + at * 100 - if below(5) == 0 { below(2000) } else { 0 };
        stream += &format!(
            "reset refs/heads/b{at}\ncommit refs/heads/b{at}\nmark :{at}\ncommitter A <a@example.invalid> {seconds} +0000\ndata 1\nx\n"
        );
        let parents = if at < 4 { at.min(2) - 1 } else { 1 + below(3) };
        for parent in 0..parents {
            let which = at - 1 - below((at - 1).min(9));
            stream += &format!("{} :{which}\n", if parent == 0 { "from" } else { "merge" });
        }
        stream += &format!("M 100644 inline a.yaml\ndata {}\n{at}\n", at.to_string().len());
    }
    git_in(&scratch.path(), &["fast-import", "--quiet", "--force"], stream.as_bytes());
    let (repository, _) = Repository::of(&scratch.path()).expect("a repository");
    for _ in 0..150 {
        let [one, other] = [1 + below(80), 1 + below(80)].map(|at| format!("b{at}"));
        let revision = |name: &str| repository.revision(name).expect("a revision");
        let found = repository.fork(&revision(&one), Some(&revision(&other))).expect("a whole history");
        let all = std::process::Command::new("git").args(["merge-base", "--all", &one, &other]).current_dir(scratch.path()).output();
        let all = String::from_utf8(all.expect("git runs").stdout).expect("names");
        match found.and_then(|found| found.commit()) {
            Some(commit) => assert!(all.lines().any(|line| line == commit), "{one} {other}: {commit} is none of {all:?}"),
            None => assert_eq!(all, "", "{one} {other}"),
        }
    }
}

#[test]
fn names_lead_where_git_says_they_do() {
    let scratch = Scratch::with(&[("a.yaml", TEACHER), ("sub/b.yaml", TEACHER)]);
    scratch.write("a.yaml", "roles:\n  coach: {title: Coach}\n");
    scratch.commit("second");
    scratch.git(&["checkout", "-q", "-b", "side", "HEAD~1"]);
    scratch.write("c.yaml", "outcomes: {}\n");
    scratch.commit("on the side");
    scratch.git(&["checkout", "-q", "main"]);
    scratch.git(&["merge", "-q", "--no-ff", "-m", "merged", "side"]);
    scratch.git(&["tag", "-a", "v1", "-m", "one"]);
    scratch.git(&["tag", "-a", "v1-again", "-m", "two", "v1"]);
    scratch.git(&["symbolic-ref", "refs/heads/other-name", "refs/heads/main"]);
    let short = scratch.git(&["rev-parse", "--short=8", "HEAD"]);
    let described = scratch.git(&["describe", "--long", "--match", "v1", "HEAD"]);
    let (repository, _) = Repository::of(&scratch.path()).expect("a repository");
    let names = [
        "HEAD",
        "@",
        "main",
        "heads/main",
        "refs/heads/main",
        "v1",
        "v1-again",
        "tags/v1",
        "v1^{}",
        "v1-again^{commit}",
        "HEAD^",
        "HEAD^2",
        "HEAD~1",
        "HEAD~2",
        "@~",
        "HEAD^^",
        "HEAD^2~1",
        "v1~1",
        "HEAD^0",
        "main@{0}",
        "main@{1}",
        "@{1}",
        "HEAD@{1}",
        "HEAD@{2}~1",
        "other-name",
        &short,
        &described,
    ];
    for name in names {
        let wanted = scratch.git(&["rev-parse", &format!("{name}^{{commit}}")]);
        assert_eq!(repository.revision(name).expect(name).commit(), Some(wanted), "{name}");
    }
    for name in ["HEAD:sub", "HEAD^{tree}", "v1^{tree}", "main~1:sub"] {
        assert!(repository.revision(name).is_ok_and(|found| found.commit().is_none()), "{name}");
    }
    for name in ["HEAD^3", "HEAD~9", "HEAD^{tag}", "v1^{blob}", "HEAD:nothing", "HEAD^é", "@{é", "HEAD~1é", "HEAD^{}x", "@{1}é"] {
        assert!(repository.revision(name).is_err(), "{name}");
    }
}
