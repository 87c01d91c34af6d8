//! What a stranger's pull request, or a repository that somebody made by hand, can do through git: nothing.
//!
//! The repositories here are made of bytes, because git itself refuses to write most of them.

use crate::running::{Folder, Ran};
use crate::scratch::{Scratch, git_in};
use std::path::{Path, PathBuf};

const TEACHER: &str = "roles:\n  teacher: {title: Teacher}\n";
const DAY: &str = "--as-of=2026-11-22";

/// Writes an object under the name that its content has, or under another.
fn object(folder: &Path, kind: &str, body: &[u8], under: Option<&str>) -> String {
    let name = git_in(folder, &["hash-object", "-t", kind, "--literally", "-w", "--stdin"], body);
    let place = |name: &str| folder.join(".git/objects").join(&name[..2]).join(&name[2..]);
    if let Some(under) = under {
        std::fs::create_dir_all(place(under).parent().expect("a folder")).expect("a folder");
        std::fs::copy(place(&name), place(under)).expect("an object");
        return under.to_owned();
    }
    name
}

/// A tree of raw entries: mode, name, object in hexadecimal digits.
fn tree(scratch: &Scratch, entries: &[(&str, &[u8], &str)]) -> String {
    let raw = |hex: &str| -> Vec<u8> {
        (0..hex.len() / 2).map(|at| u8::from_str_radix(&hex[at * 2..at * 2 + 2], 16).expect("hexadecimal digits")).collect()
    };
    let body: Vec<u8> = entries.iter().flat_map(|(mode, name, id)| [mode.as_bytes(), b" ", name, b"\0", &raw(id)].concat()).collect();
    object(&scratch.path(), "tree", &body, None)
}

fn commit_text(tree: &str, parents: &[&str], date: &str) -> String {
    let parents: String = parents.iter().map(|parent| format!("parent {parent}\n")).collect();
    format!("tree {tree}\n{parents}author A <a@b> 1788000000 +0000\ncommitter A <a@b> {date}\n\nx\n")
}

fn tag_text(object: &str, kind: &str) -> String {
    format!("object {object}\ntype {kind}\ntag x\ntagger A <a@b> 1788000000 +0000\n\nx\n")
}

/// The work ended with one line that says why, and that names nothing of this machine.
fn refused(ran: &Ran, folder: &Path, says: &[&str]) {
    assert_eq!(ran.status, 2, "{ran:?}");
    assert!(says.iter().all(|said| ran.err.contains(said)), "{says:?} in {ran:?}");
    assert_eq!(ran.err.trim_end().lines().count(), 1, "{ran:?}");
    private(ran, folder);
}

/// Nothing says where the folder is.
fn private(ran: &Ran, folder: &Path) {
    let room = folder.parent().expect("a folder above").display().to_string();
    assert!(!ran.all().contains(&room), "{room} in {ran:?}");
}

/// Makes a folder look like a bare repository that holds what `from` holds.
fn embed(from: &Scratch, into: &Path) {
    git_in(&from.path(), &["clone", "-q", "--bare", ".", into.to_str().expect("a path")], b"");
    for folder in ["refs/heads", "refs/tags", "objects/info", "objects/pack"] {
        std::fs::create_dir_all(into.join(folder)).expect("a folder");
        std::fs::write(into.join(folder).join("keep"), "").expect("a file");
    }
}

#[test]
fn a_repository_of_plain_files_is_no_repository() {
    let scratch = Scratch::with(&[("fw/rolewright.toml", "name = \"x\"\n"), ("fw/a.yaml", TEACHER)]);
    let base = scratch.git(&["rev-parse", "HEAD"]);
    // The change adds an error, and a repository in which `main` has that error already.
    let wrong = "roles:\n  teacher: {title: Teacher, reports_to: nobody-at-all}\n";
    scratch.write("fw/a.yaml", wrong);
    let evil = Scratch::with(&[("rolewright.toml", "name = \"x\"\n"), ("a.yaml", wrong)]);
    evil.git(&["branch", "only-there"]);
    let check = |args: &[&str]| scratch.run(&[&["check", "--format", "json", DAY], args].concat());
    let before = check(&["--base", "main", "fw"]);
    assert_eq!(before.status, 1, "{before:?}");
    embed(&evil, &scratch.beside("bare"));
    for entry in std::fs::read_dir(scratch.beside("bare")).expect("a folder") {
        let entry = entry.expect("an entry");
        std::fs::rename(entry.path(), scratch.at("fw").join(entry.file_name())).expect("moved");
    }
    assert!(scratch.at("fw/HEAD").is_file() && scratch.at("fw/objects").is_dir());
    for name in ["main", base.as_str()] {
        let after = check(&["--base", name, "fw"]);
        assert_eq!((after.status, after.json()["findings"].clone()), (1, before.json()["findings"].clone()), "{name}");
    }
    let in_it = Folder::run_in(&scratch.at("fw"), &["check", "--base", "main", "--format", "json", DAY]);
    assert_eq!((in_it.status, in_it.json()["findings"].clone()), (1, before.json()["findings"].clone()));
    refused(&check(&["--base", "only-there", "fw"]), &scratch.path(), &["there is no revision “only-there”"]);
    for args in [&["diff", "only-there", "fw", DAY][..], &["report", "pr", "--base", "only-there", "fw", DAY]] {
        refused(&scratch.run(args), &scratch.path(), &["there is no revision “only-there”"]);
    }
}

#[test]
fn what_extends_names_is_looked_for_in_the_framework_s_repository() {
    let scratch = Scratch::with(&[("fw/rolewright.toml", "extends = [\"evil@main\"]\n"), ("fw/a.yaml", TEACHER)]);
    let evil = Scratch::with(&[("b.yaml", "roles:\n  stranger: {title: Stranger}\n")]);
    embed(&evil, &scratch.at("fw/evil"));
    let ran = scratch.run(&["check", "fw", DAY]);
    assert!(ran.status == 1 && ran.out.contains("there is no such folder in main") && !ran.out.contains("Stranger"), "{ran:?}");
    private(&ran, &scratch.path());
    // Its objects are malformed, or name themselves: nobody looks.
    for (kind, body) in [("commit", "x".to_owned()), ("tag", tag_text(&"cc".repeat(20), "tag"))] {
        let name = object(&evil.path(), kind, body.as_bytes(), (kind == "tag").then_some(&"cc".repeat(20)));
        let at = format!("{}/{}", &name[..2], &name[2..]);
        std::fs::create_dir_all(scratch.at("fw/evil/objects").join(&name[..2])).expect("a folder");
        std::fs::copy(evil.at(".git/objects").join(&at), scratch.at("fw/evil/objects").join(&at)).expect("an object");
        scratch.write("fw/evil/refs/heads/main", format!("{name}\n"));
        assert_eq!(scratch.run(&["check", "fw", DAY]).out, ran.out);
    }
}

#[test]
fn a_bare_repository_is_read_only_where_the_environment_names_it() {
    let scratch = Scratch::with(&[("fw/a.yaml", TEACHER)]);
    scratch.write("fw/a.yaml", "roles:\n  coach: {title: Coach}\n");
    scratch.commit("second");
    let bare = scratch.beside("bare.git");
    scratch.git(&["clone", "-q", "--bare", ".", bare.to_str().expect("a path")]);
    let args = ["diff", "HEAD~1", "HEAD", "fw", DAY];
    refused(&Folder::run_in(&bare, &args), &scratch.path(), &["without a checkout", "in a clone of it"]);
    let named = Folder::run_in_with(&bare, &args, &[("GIT_DIR", ".")]);
    assert!(named.status == 0 && named.out.contains("Coach"), "{named:?}");
}

#[test]
fn every_malformed_object_is_an_error_that_names_it() {
    let scratch = Scratch::with(&[("a.yaml", TEACHER)]);
    let path = scratch.path();
    let whole = scratch.git(&["rev-parse", "HEAD^{tree}"]);
    let head = scratch.git(&["rev-parse", "HEAD"]);
    let blob = scratch.git(&["rev-parse", "HEAD:a.yaml"]);
    let commit = |text: &str| object(&path, "commit", text.as_bytes(), None);
    let tag = |text: &str| object(&path, "tag", text.as_bytes(), None);
    let absent = "ab".repeat(20);
    let own = "cc".repeat(20);
    let good = "1788000000 +0000";
    let trees: Vec<(&str, String)> = [
        ("a name with a slash", &[("100644", &b"a/b.yaml"[..], blob.as_str())][..]),
        ("a name that leads up", &[("40000", b"..", &whole)]),
        ("a name of git's", &[("40000", b".GIT", &whole)]),
        ("no name", &[("100644", b"", &blob)]),
        ("one name twice", &[("100644", b"a.yaml", &blob), ("100644", b"a.yaml", &blob)]),
        ("no mode", &[("777", b"a.yaml", &blob)]),
        ("a file that is a folder", &[("100644", b"a.yaml", &whole)]),
        ("a folder that is a file", &[("40000", b"a", &blob)]),
    ]
    .into_iter()
    .map(|(what, entries)| (what, commit(&commit_text(&tree(&scratch, entries), &[], good))))
    .collect();
    let cases = [
        ("no commit at all", commit("x")),
        ("an empty commit", commit("")),
        ("no tree", commit(&commit_text("zz", &[], good))),
        ("a date in words", commit(&commit_text(&whole, &[], "yesterday +0000"))),
        ("a date beyond time", commit(&commit_text(&whole, &[], "99999999999999999999 +0000"))),
        ("a tree that is not there", commit(&commit_text(&absent, &[], good))),
        ("a tree that is a file", commit(&commit_text(&blob, &[], good))),
        ("no tag at all", tag("x")),
        ("a tag on nothing", tag(&tag_text(&absent, "commit"))),
        ("a tag of another kind", tag(&tag_text(&whole, "commit"))),
        ("a tag that names itself", object(&path, "tag", tag_text(&own, "tag").as_bytes(), Some(&own))),
        ("a commit under another name", object(&path, "commit", commit_text(&whole, &[], good).as_bytes(), Some(&"dd".repeat(20)))),
    ];
    for (what, id) in cases.into_iter().chain(trees) {
        for args in [&["diff", &id, "."][..], &["diff", "HEAD", &id, "."], &["check", ".", "--base", &id], &["report", "pr", "--base", &id]]
        {
            let ran = scratch.run(&[args, &[DAY]].concat());
            assert_eq!(ran.status, 2, "{what}: {args:?}: {ran:?}");
            assert!(ran.err.contains("object ") && !ran.err.contains("panicked"), "{what}: {ran:?}");
            private(&ran, &path);
        }
    }
    // A history that leads to something that is not there, and one that leads to something damaged.
    for parent in [absent.as_str(), blob.as_str()] {
        let orphan = commit(&commit_text(&whole, &[parent], good));
        assert_eq!(scratch.run(&["diff", &orphan, ".", DAY]).status, 0, "its own files are whole");
        refused(&scratch.run(&["check", ".", "--base", &orphan, DAY]), &path, &["object ", &parent[..7]]);
        assert_eq!(scratch.run(&["diff", &format!("{orphan}~1"), ".", DAY]).status, 2);
    }
    assert_eq!(scratch.run(&["diff", &head, ".", DAY]).status, 0);
}

#[test]
fn a_long_chain_of_tags_is_not_followed() {
    let scratch = Scratch::with(&[("a.yaml", TEACHER)]);
    let mut here = scratch.git(&["rev-parse", "HEAD"]);
    let mut stream = format!("tag t0\nfrom {here}\ntagger A <a@b> 1788000000 +0000\ndata 1\nx\n");
    git_in(&scratch.path(), &["fast-import", "--quiet", "--force"], stream.as_bytes());
    here = scratch.git(&["rev-parse", "t0"]);
    for at in 1..=60 {
        stream = tag_text(&here, "tag").replace("tag x", &format!("tag t{at}"));
        here = object(&scratch.path(), "tag", stream.as_bytes(), None);
        if at == 40 {
            assert_eq!(scratch.run(&["diff", &here, ".", DAY]).status, 0, "forty are followed");
        }
    }
    refused(&scratch.run(&["diff", &here, ".", DAY]), &scratch.path(), &["more tags than are followed"]);
}

#[test]
fn a_file_s_content_must_be_what_its_name_stands_for() {
    for packed in [false, true] {
        let scratch = Scratch::with(&[("a.yaml", TEACHER)]);
        let blob = scratch.git(&["rev-parse", "HEAD:a.yaml"]);
        let other = object(&scratch.path(), "blob", b"roles:\n  forged: {title: Forged}\n", None);
        let place = |name: &str| scratch.at(".git/objects").join(&name[..2]).join(&name[2..]);
        if packed {
            scratch.git(&["gc", "-q", "--prune=now"]);
            let pack = std::fs::read_dir(scratch.at(".git/objects/pack")).expect("a folder");
            let pack = pack.map(|entry| entry.expect("an entry").path()).find(|path| path.extension().is_some_and(|end| end == "pack"));
            let pack = pack.expect("a pack");
            let mut bytes = std::fs::read(&pack).expect("a pack");
            let middle = bytes.len() / 2;
            bytes[middle..middle + 8].iter_mut().for_each(|byte| *byte ^= 0x55);
            std::fs::remove_file(&pack).expect("removed");
            std::fs::write(&pack, bytes).expect("written");
        } else {
            std::fs::remove_file(place(&blob)).expect("removed");
            std::fs::copy(place(&other), place(&blob)).expect("copied");
        }
        let ran = scratch.run(&["diff", "HEAD", ".", DAY]);
        assert!(ran.status == 2 && !ran.all().contains("Forged"), "{ran:?}");
        refused(&ran, &scratch.path(), &["is damaged", "git fsck"]);
    }
}

#[test]
fn replacements_are_not_followed() {
    let scratch = Scratch::with(&[("a.yaml", TEACHER)]);
    let first = scratch.git(&["rev-parse", "HEAD"]);
    scratch.write("a.yaml", "roles:\n  coach: {title: Coach}\n");
    let second = scratch.commit("second");
    scratch.git(&["replace", &first, &second]);
    let ran = scratch.run(&["diff", &first, ".", DAY]);
    assert!(ran.status == 0 && ran.out.contains("Coach"), "the first commit is what it was: {ran:?}");
}

#[test]
fn folders_of_any_depth_are_read_to_a_limit() {
    let scratch = Scratch::with(&[("a.yaml", TEACHER)]);
    let deep = format!("{}x.yaml", "d/".repeat(1900));
    scratch.commit_raw("deep", &[("100644", deep.as_bytes(), TEACHER.as_bytes())]);
    let ran = scratch.run(&["diff", "deep", ".", DAY]);
    assert!(ran.status == 0 && ran.out.contains("Teacher"), "{ran:?}");
    let ran = scratch.run(&["check", "--base", "deep", "--format", "json", DAY]);
    assert!(ran.status <= 1 && !ran.err.contains("overflow"), "{ran:?}");
}

#[test]
fn an_index_with_a_path_of_any_depth_is_read() {
    let scratch = Scratch::with(&[("fw/a.yaml", TEACHER)]);
    let blob = scratch.git(&["rev-parse", "HEAD:fw/a.yaml"]);
    let deep = format!("100644 {blob} 0\tfw/{}x.yaml\n", "d/".repeat(60_000));
    git_in(&scratch.path(), &["update-index", "--add", "--index-info"], deep.as_bytes());
    let ran = scratch.run(&["diff", "HEAD", ":index", "fw", "--format", "json", DAY]);
    assert!(ran.status == 0 && !ran.err.contains("overflow"), "{} {}", ran.status, ran.err);
    // What else may stand in an index is tried byte by byte where it is read; here, that it ends in words.
    let index = scratch.at(".git/index");
    let whole = std::fs::read(&index).expect("an index");
    for (what, bytes) in [
        ("cut", whole[..whole.len() / 2].to_vec()),
        ("no index", b"x".to_vec()),
        ("changed", [&whole[..99], &b"y"[..], &whole[100..]].concat()),
    ] {
        std::fs::write(&index, bytes).expect("written");
        let ran = scratch.run(&["diff", "HEAD", ":index", "fw", DAY]);
        assert!(ran.err.contains("git's index is damaged"), "{what}: {ran:?}");
        refused(&ran, &scratch.path(), &["git fsck"]);
    }
}

#[test]
fn nobody_learns_what_is_outside() {
    let scratch = Scratch::with(&[("fw/a.yaml", TEACHER)]);
    for folder in ["there", "there-git"] {
        std::fs::create_dir_all(scratch.beside(folder)).expect("a folder");
        std::fs::write(scratch.beside(folder).join("b.yaml"), "roles:\n  secret: {title: Secret}\n").expect("a file");
    }
    git_in(&scratch.beside("there-git"), &["init", "-q"], b"");
    std::fs::write(scratch.beside("file.yaml"), "x").expect("a file");
    let link = |to: &Path, name: &str| std::os::unix::fs::symlink(to, scratch.at(name)).expect("a link");
    let mut said: Vec<String> = Vec::new();
    for (at, name) in ["there", "there-git", "file.yaml", "nothing-of-the-kind"].into_iter().enumerate() {
        let outside = scratch.beside(name);
        link(&outside, &format!("link{at}"));
        link(&Path::new("../..").join(name), &format!("fw/inner{at}"));
        let full = outside.to_str().expect("a path");
        for extends in [
            format!("../../{name}"),
            format!("../../{name}@HEAD"),
            format!("../../{name}@main"),
            format!("../link{at}"),
            format!("inner{at}"),
            format!("../../{name}/.."),
            full.to_owned(),
            format!("{full}@HEAD"),
        ] {
            scratch.write("fw/rolewright.toml", format!("extends = [{extends:?}]\n"));
            for args in [&["check", "fw", "--format", "json"][..], &["list", "roles", "fw", "--format", "json"]] {
                let ran = scratch.run(&[args, &[DAY]].concat());
                assert!(!ran.all().contains("Secret"), "{extends}: {ran:?}");
                if args[0] == "check" {
                    let findings = ran.json()["findings"].as_array().expect("findings").clone();
                    let layers = findings.iter().filter(|found| found["case"] == "bad-layer");
                    let told: Vec<String> = layers.map(|found| found["message"].to_string().replace(&extends, "X")).collect();
                    assert_eq!(told.len(), 1, "{extends}: {ran:?}");
                    said.extend(told);
                }
            }
        }
        std::fs::remove_file(scratch.at(&format!("fw/inner{at}"))).expect("removed");
    }
    said.dedup();
    assert_eq!(said, ["\"“X” cannot be extended: it is outside this repository\""], "one answer, whatever is there");
}

#[test]
fn a_link_that_leads_out_is_named_whatever_it_leads_to() {
    let scratch = Scratch::with(&[("fw/a.yaml", TEACHER), ("inside/b.txt", "")]);
    std::fs::create_dir(scratch.beside("there")).expect("a folder");
    let told = |to: &str| {
        _ = std::fs::remove_file(scratch.at("fw/link"));
        std::os::unix::fs::symlink(to, scratch.at("fw/link")).expect("a link");
        let ran = scratch.run(&["check", "fw", "--format", "json", DAY]);
        let findings = ran.json()["findings"].as_array().expect("findings").clone();
        findings.iter().filter(|found| found["rule"] == "unreadable-file").count()
    };
    let there = scratch.beside("there");
    let all = [there.to_str().expect("a path"), "../../there", "../../not-there", "/not-there/at-all", "../../.."].map(told);
    assert_eq!(all, [1; 5]);
    // Inside, what is there is known anyway.
    assert_eq!(["../inside", "../inside/b.txt", "../nowhere"].map(told), [1, 0, 0]);
}

#[test]
fn a_framework_s_folder_is_not_a_link_out_of_its_repository() {
    let scratch = Scratch::with(&[("a.yaml", TEACHER), ("real/b.yaml", TEACHER)]);
    let outside = scratch.beside("outside");
    std::fs::create_dir_all(outside.join("fw")).expect("a folder");
    std::fs::write(outside.join("fw/secret.yaml"), "token: abc\n").expect("a file");
    std::os::unix::fs::symlink("../outside/fw", scratch.at("fw")).expect("a link");
    std::os::unix::fs::symlink("real", scratch.at("within")).expect("a link");
    for args in [&["check", "fw"][..], &["check", "--base", "main", "fw"], &["diff", "main", "fw"], &["list", "roles", "fw"]] {
        let ran = scratch.run(&[args, &[DAY]].concat());
        refused(&ran, &scratch.path(), &["a link that leads out of its repository"]);
        assert!(!ran.all().contains("token"), "{ran:?}");
    }
    assert_eq!(scratch.run(&["check", "within", DAY]).status, 0);
    // Outside of any repository a person's own links are their own affair.
    let room = tempfile::tempdir().expect("a folder");
    std::os::unix::fs::symlink(scratch.at("real"), room.path().join("mine")).expect("a link");
    assert_eq!(Folder::run_in(room.path(), &["check", "mine", DAY]).status, 0);
}

#[test]
fn a_submodule_is_compared_with_its_own_history_only_from_within() {
    let inner = Scratch::with(&[("rolewright.toml", "name = \"Inner\"\n"), ("a.yaml", TEACHER)]);
    let scratch = Scratch::with(&[("b.yaml", TEACHER), ("plan/c.yaml", "roles:\n  coach: {title: Coach}\n")]);
    scratch.git(&["submodule", "add", "-q", inner.path().to_str().expect("a path"), "fw"]);
    scratch.commit("with a submodule");
    for args in [&["check", "--base", "main", "fw"][..], &["diff", "main", "fw"], &["report", "pr", "--base", "main", "fw"]] {
        refused(&scratch.run(&[args, &[DAY]].concat()), &scratch.path(), &["in the submodule “fw”", "run rolewright there"]);
    }
    assert_eq!(Folder::run_in(&scratch.at("fw"), &["diff", "main", DAY]).status, 0);
    assert_eq!(scratch.run(&["check", "fw", DAY]).status, 0);
    scratch.write("plan/rolewright.toml", "extends = [\"../fw@main\"]\n");
    let ran = scratch.run(&["check", "plan", DAY]);
    assert!(ran.status == 1 && ran.out.contains("it is a submodule"), "{ran:?}");
    scratch.write("plan/rolewright.toml", "extends = [\"../fw\"]\n");
    let ran = scratch.run(&["list", "roles", "plan", DAY]);
    assert!(ran.status == 0 && ran.out.contains("Teacher"), "{ran:?}");
}

#[test]
fn a_configuration_leads_nowhere_else() {
    let scratch = Scratch::with(&[("a.yaml", TEACHER)]);
    let other = Scratch::with(&[("a.yaml", "roles:\n  coach: {title: Coach}\n")]);
    let elsewhere = other.path();
    let ran = |setting: &[&str]| {
        let config = std::fs::read(scratch.at(".git/config")).expect("a configuration");
        scratch.git(&[&["config"], setting].concat());
        let ran = scratch.run(&["diff", "HEAD", ".", DAY]);
        std::fs::write(scratch.at(".git/config"), config).expect("written");
        ran
    };
    refused(&ran(&["core.worktree", elsewhere.to_str().expect("a path")]), &scratch.path(), &["core.worktree"]);
    refused(&ran(&["core.bare", "true"]), &scratch.path(), &["core.bare"]);
    let included = scratch.beside("included");
    std::fs::write(&included, format!("[core]\n\tworktree = {}\n", elsewhere.display())).expect("written");
    assert_eq!(ran(&["include.path", included.to_str().expect("a path")]).status, 0, "nothing is included");
    assert_eq!(ran(&["core.sshCommand", "touch ran"]).status, 0);
    assert!(!scratch.at("ran").exists());
    // A folder with another case of the name is no repository, and one that is no repository ends the search.
    std::fs::create_dir_all(scratch.at("sub/.GIT")).expect("a folder");
    scratch.write("sub/b.yaml", TEACHER);
    assert_eq!(scratch.run(&["diff", "HEAD", "sub", DAY]).status, 0);
    std::fs::create_dir_all(scratch.at("sub/.git")).expect("a folder");
    let ran = scratch.run(&["diff", "HEAD", "sub", DAY]);
    refused(&ran, &scratch.path(), &["what its .git holds is not a repository"]);
}

#[test]
fn objects_kept_elsewhere_are_read_and_checked_all_the_same() {
    let scratch = Scratch::with(&[("a.yaml", TEACHER)]);
    let clone = scratch.beside("clone");
    scratch.git(&["clone", "-q", "--shared", ".", clone.to_str().expect("a path")]);
    assert_eq!(Folder::run_in(&clone, &["diff", "HEAD", ".", DAY]).status, 0);
    // They lead in a circle, or nowhere.
    let alternates: PathBuf = clone.join(".git/objects/info/alternates");
    std::fs::write(&alternates, format!("{}\n", clone.join(".git/objects").display())).expect("written");
    let ran = Folder::run_in(&clone, &["diff", "HEAD", ".", DAY]);
    assert!(ran.status == 2 && !ran.err.contains("panicked"), "{ran:?}");
    private(&ran, &scratch.path());
}
