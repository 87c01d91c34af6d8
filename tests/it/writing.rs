//! Writing through the real program: whole or not at all, nothing left behind, into what is no ordinary file, and never
//! through a link out of a framework. Kills at each system call: tests/long/kills.
#![cfg(unix)]

use crate::running::{Folder, PROGRAM, Ran};
use std::fs::File;
use std::os::unix::fs::{FileTypeExt, PermissionsExt, symlink};
use std::path::Path;
use std::process::{Command, Output, Stdio};
use std::time::{Duration, Instant};

const SMALL: &str = "roles:\n  lead:\n    title: Lead\n  boss:\n    title: Boss\n";
const AS_OF: [&str; 2] = ["--as-of", "2026-11-22"];

fn framework() -> Folder {
    Folder::with(&[("fw/a.yaml", SMALL), ("fw/rolewright.toml", "")])
}

fn publish(folder: &Folder) -> Ran {
    folder.run(&[&["publish", "site", "--framework", "fw"][..], &AS_OF].concat())
}

fn report(folder: &Folder, to: &str, more: &[&str]) -> Ran {
    folder.run(&[&["list", "fw", "--output", to][..], more].concat())
}

fn mode(path: &Path) -> u32 {
    path.symlink_metadata().expect("it is there").permissions().mode() & 0o7777
}

/// Where the program makes a folder of this name before it puts it in place.
fn seat(name: &str) -> String {
    format!(".rolewright-stage-{}", &blake3::hash(name.as_bytes()).to_hex()[..12])
}

/// The program as it is started by hand.
fn program(folder: &Folder, arguments: &[&str]) -> Command {
    let mut command = Command::new(PROGRAM);
    command.args(arguments).current_dir(folder.path()).stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

#[test]
fn what_others_keep_in_a_folder_and_who_may_read_it_stay() {
    let folder = framework();
    assert_eq!(publish(&folder).status, 0);
    folder.write("site/.git/config", "mine");
    folder.write("site/roles/mine.html", "mine");
    std::fs::create_dir(folder.at("site/empty")).expect("a folder");
    symlink("nowhere", folder.at("site/link")).expect("a link");
    std::fs::set_permissions(folder.at("site/.git"), PermissionsExt::from_mode(0o700)).expect("permissions");
    std::fs::set_permissions(folder.at("site"), PermissionsExt::from_mode(0o750)).expect("permissions");
    folder.write("fw/a.yaml", "committees:\n  board: {title: Board}\n");
    let ran = publish(&folder);
    assert_eq!(ran.status, 0, "{}", ran.err);
    assert_eq!((folder.text("site/.git/config"), folder.text("site/roles/mine.html")), ("mine".to_owned(), "mine".to_owned()));
    assert_eq!(std::fs::read_link(folder.at("site/link")).expect("a link"), Path::new("nowhere"));
    assert!(folder.at("site/empty").is_dir() && folder.at("site/committees/board.html").is_file());
    assert_eq!(folder.names("site/roles"), ["mine.html"]);
    assert_eq!((mode(&folder.at("site")), mode(&folder.at("site/.git"))), (0o750, 0o700));
    assert_eq!(folder.names("."), ["fw", "site"]);
}

#[test]
fn what_a_killed_run_left_is_removed_and_nothing_else() {
    let folder = framework();
    folder.write(&format!("{}/new/roles/half.html", seat("site")), "half");
    folder.write(&format!("{}/lock", seat("site")), "");
    folder.write(".rolewright-part-AbC123", "half");
    folder.write(".rolewright-part-mine-and-longer", "mine");
    assert_eq!(publish(&folder).status, 0);
    assert!(!folder.at("site/roles/half.html").exists());
    // One that a run which is still there has locked.
    folder.write(".rolewright-part-AbC124", "another's");
    let held = File::options().append(true).open(folder.at(".rolewright-part-AbC124")).expect("a file");
    held.lock().expect("a lock");
    assert_eq!(report(&folder, "list.txt", &[]).status, 0);
    assert_eq!(folder.names("."), [".rolewright-part-AbC124", ".rolewright-part-mine-and-longer", "fw", "list.txt", "site"]);
}

#[test]
fn a_plan_that_somebody_committed_does_nothing() {
    for plan in ["fill 1 1\nCNAME\n../fw/a.yaml\n", "exchange 1 1\n", "fill\nCNAME\n"] {
        let folder = framework();
        assert_eq!(publish(&folder).status, 0);
        folder.write("site/CNAME", "mine");
        folder.write(&format!("{}/plan", seat("site")), plan);
        folder.write(&format!("{}/new/evil.html", seat("site")), "evil");
        let ran = publish(&folder);
        assert_eq!(ran.status, 0, "{plan}: {}", ran.err);
        assert_eq!((folder.text("site/CNAME"), folder.text("fw/a.yaml")), ("mine".to_owned(), SMALL.to_owned()), "{plan}");
        assert!(!folder.at("site/evil.html").exists(), "{plan}");
        assert_eq!(folder.names("."), ["fw", "site"], "{plan}");
    }
}

#[test]
fn what_was_begun_where_the_user_stands_is_finished_by_the_next_run() {
    let folder = Folder::empty();
    std::fs::create_dir(folder.at("d")).expect("a folder");
    assert_eq!(Folder::run_in(&folder.at("d"), &["init"]).status, 0);
    let names = folder.names("d");
    // As a run that was killed half way leaves it.
    folder.write(&format!("{}/new/README.md", seat("d")), "");
    std::fs::rename(folder.at("d/README.md"), folder.at(&format!("{}/new/README.md", seat("d")))).expect("a file to move");
    let number = |path: &str| std::os::unix::fs::MetadataExt::ino(&folder.at(path).metadata().expect("it is there"));
    let plan = format!("fill {} {}\n", number(&seat("d")), number(&format!("{}/new", seat("d"))));
    folder.write(&format!("{}/plan", seat("d")), plan);
    let ran = Folder::run_in(&folder.at("d"), &["init"]);
    assert_eq!((ran.status, folder.names("d"), folder.names(".")), (0, names, vec!["d".to_owned()]), "{}", ran.err);
    let again = Folder::run_in(&folder.at("d"), &["init"]);
    assert_eq!((again.status, again.err.contains("already holds files")), (2, true), "{}", again.err);
}

#[test]
fn of_two_runs_at_once_one_is_refused() {
    let folder = framework();
    folder.write(&format!("{}/lock", seat("site")), "");
    let held = File::options().write(true).open(folder.at(&format!("{}/lock", seat("site")))).expect("a file");
    held.lock().expect("a lock");
    let refused = publish(&folder);
    assert_eq!((refused.status, refused.err.contains("another run is writing site now")), (2, true), "{}", refused.err);
    assert!(!folder.at("site").exists());
    drop(held);
    let runs: Vec<_> = (0..4).map(|_| program(&folder, &["publish", "site", "--framework", "fw"]).spawn().expect("it starts")).collect();
    let ended: Vec<Output> = runs.into_iter().map(|run| run.wait_with_output().expect("it ends")).collect();
    assert!(ended.iter().any(|one| one.status.success()));
    for one in ended.iter().filter(|one| !one.status.success()) {
        assert!(one.status.code() == Some(2) && said(one).contains("run this again"), "{}", said(one));
    }
    assert_eq!(folder.names("."), ["fw", "site"]);
    assert!(folder.at("site/index.html").is_file() && folder.at("site/roles/lead.html").is_file());
}

#[test]
fn a_signal_leaves_nothing_behind() {
    for (signal, status) in [("-INT", 130), ("-TERM", 143)] {
        let folder = Folder::empty();
        let example = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/summit").display().to_string();
        let mut run = program(&folder, &["publish", "site", "--framework", &example]).spawn().expect("it starts");
        let begun = Instant::now();
        while !folder.at(&seat("site")).join("new/roles").exists() && begun.elapsed() < Duration::from_secs(20) {
            std::thread::sleep(Duration::from_millis(1));
        }
        Command::new("kill").args([signal, &run.id().to_string()]).status().expect("a signal");
        let ended = run.wait().expect("it ends").code();
        // Where it had all but finished the signal came too late.
        let whole = ended == Some(0) && folder.names(".") == ["site"];
        assert!(whole || ended == Some(status) && folder.names(".").is_empty(), "{signal}: {ended:?} {:?}", folder.names("."));
    }
}

#[test]
fn devices_pipes_and_links_stay_what_they_are() {
    let folder = framework();
    symlink("/dev/null", folder.at("null")).expect("a link");
    Command::new("mkfifo").arg(folder.at("pipe")).status().expect("a pipe");
    let reader = std::process::Command::new("cat").arg(folder.at("pipe")).stdout(Stdio::piped()).spawn().expect("a reader");
    for name in ["null", "pipe"] {
        let ran = report(&folder, name, &["--force"]);
        assert_eq!(ran.status, 0, "{name}: {}", ran.err);
    }
    assert!(String::from_utf8_lossy(&reader.wait_with_output().expect("it ends").stdout).contains("roles"));
    assert!(folder.at("pipe").symlink_metadata().expect("it is there").file_type().is_fifo());
    assert_eq!(std::fs::read_link(folder.at("null")).expect("a link"), Path::new("/dev/null"));
    folder.write("target", "old");
    std::fs::set_permissions(folder.at("target"), PermissionsExt::from_mode(0o664)).expect("permissions");
    symlink("target", folder.at("link")).expect("a link");
    let refused = report(&folder, "link", &[]);
    assert_eq!((refused.status, refused.err.contains("link is already there")), (2, true), "{}", refused.err);
    assert_eq!(report(&folder, "link", &["--force"]).status, 0);
    assert_eq!(std::fs::read_link(folder.at("link")).expect("a link"), Path::new("target"));
    assert!(folder.text("target").contains("roles"));
    assert_eq!(mode(&folder.at("target")), 0o664);
    assert_eq!(folder.names("."), ["fw", "link", "null", "pipe", "target"]);
}

#[test]
fn a_hyphen_is_standard_output() {
    let folder = framework();
    assert!(report(&folder, "-", &[]).out.contains("roles"));
    assert!(folder.run(&["check", "fw", "--write-baseline", "-"]).out.contains("findings"));
    assert!(folder.run(&["report", "pack", "fw", "--output", "-"]).out.contains("Boss"));
    assert_eq!(folder.names("."), ["fw"]);
}

#[test]
fn what_cannot_be_written_is_said_in_the_names_that_were_typed() {
    let folder = framework();
    folder.write("file", "mine");
    symlink("gone", folder.at("dangling")).expect("a link");
    for (arguments, words) in [
        (&["list", "fw", "--output", "no/such/list.txt"][..], "there is no folder no/such"),
        (&["list", "fw", "--output", "fw"], "fw is a folder"),
        (&["list", "fw", "--output", "dangling"], "a link that leads nowhere"),
        (&["list", "fw", "--output", "file/list.txt"], "there is no folder file"),
        (&["list", "fw", "--output", "/proc/list.txt"], "/proc/list.txt cannot be written"),
        (&["check", "fw", "--write-baseline", "no/old.json"], "there is no folder no"),
        (&["publish", "file", "--framework", "fw"], "is a file or a link"),
        (&["publish", "file/site", "--framework", "fw"], "file/site cannot be written"),
        (&["publish", "/proc/site", "--framework", "fw"], "/proc/site cannot be written"),
        (&["init", "file"], "is a file or a link"),
        (&["init", "/proc/fw"], "/proc/fw cannot be written"),
        (&["check", "none"], "there is no folder none"),
        (&["check", "empty"], "the folder empty holds no .yaml file"),
        (&["diff", "HEAD", "--quiet", "fw"], "cannot be read"),
        (&["check", "fw", "--baseline", "none.json"], "none.json cannot be read"),
        (&["new", "role", "lead", "fw"], "a.yaml:2"),
    ] {
        std::fs::create_dir_all(folder.at("empty")).expect("a folder");
        let ran = folder.run(arguments);
        assert_eq!((ran.status, ran.err.contains(words)), (2, true), "{arguments:?}: {}", ran.err);
        let machine = folder.path().display().to_string();
        assert!(!ran.all().contains(&machine) && !ran.all().contains(".rolewright-"), "{arguments:?}: {}", ran.all());
    }
    let made = folder.run(&["new", "role", "coach", "fw", "--verbose"]);
    assert!(made.status == 0 && made.err.contains("made roles/coach.yaml"), "{made:?}");
    assert!(!made.err.contains(&folder.path().display().to_string()), "{made:?}");
    assert_eq!(folder.names("."), ["dangling", "empty", "file", "fw"]);
}

#[test]
fn nothing_goes_through_a_link_out_of_a_framework() {
    let folder = framework();
    folder.write("victim/kept.txt", "mine");
    symlink("../victim", folder.at("fw/roles")).expect("a link");
    let ran = folder.run(&["new", "role", "pwn", "fw"]);
    assert_eq!((ran.status, ran.err.contains("roles is a link to another place")), (2, true), "{}", ran.err);
    std::fs::remove_file(folder.at("fw/roles")).expect("a link");
    symlink("../victim/pwn.yaml", folder.at("fw/new.yaml")).expect("a link");
    // A framework of its own in a repository that somebody else fills.
    std::fs::create_dir_all(folder.at("repo/.git")).expect("a folder");
    folder.write("victim/secret", "mine");
    for (link, to) in [("out", "../victim"), ("report.md", "../victim/secret"), ("inner", "kept")] {
        symlink(to, folder.at(&format!("repo/{link}"))).expect("a link");
    }
    std::fs::create_dir_all(folder.at("repo/kept")).expect("a folder");
    for to in ["repo/out/list.txt", "repo/report.md"] {
        let ran = report(&folder, to, &["--force"]);
        assert_eq!((ran.status, ran.err.contains("leads out of the repository")), (2, true), "{to}: {}", ran.err);
    }
    for arguments in [&["publish", "repo/out/site", "--framework", "fw"][..], &["init", "repo/out/fw"], &["init", "repo/out"]] {
        let ran = folder.run(arguments);
        assert_eq!((ran.status, ran.err.contains("leads out of the repository")), (2, true), "{arguments:?}: {}", ran.err);
    }
    assert_eq!(report(&folder, "repo/inner/list.txt", &[]).status, 0, "one that stays inside");
    assert_eq!(
        (folder.names("victim"), folder.text("victim/secret")),
        (vec!["kept.txt".to_owned(), "secret".to_owned()], "mine".to_owned())
    );
}

#[test]
fn a_review_goes_through_no_link() {
    let folder = framework();
    folder.write("victim.yaml", "roles:\n  lead:\n    title: Lead\n");
    std::fs::remove_file(folder.at("fw/a.yaml")).expect("a file");
    folder.write("fw/b.yaml", "roles:\n  boss: {title: Boss}\n");
    symlink("../victim.yaml", folder.at("fw/a.yaml")).expect("a link");
    let ran = folder.run(&["review", "lead", "fw", "--by", "boss"]);
    assert_eq!((ran.status, folder.text("victim.yaml").contains("reviewed")), (2, false), "{}", ran.err);
}

#[test]
fn help_into_a_full_disk_or_a_closed_pipe() {
    let folder = framework();
    let full = || File::options().write(true).open("/dev/full").expect("a full disk");
    for arguments in [
        &["--help"][..],
        &["--version"],
        &["help"],
        &["check", "--help"],
        &["completions", "bash"],
        &["man"],
        &["schema"],
        &["init", "--list"],
        &["explain", "--list"],
        &["list", "fw"],
        &["check", "fw"],
    ] {
        let ended = program(&folder, arguments).stdout(full()).output().expect("it ends");
        assert_eq!(ended.status.code(), Some(2), "{arguments:?}: {}", said(&ended));
        assert!(said(&ended).contains("standard output cannot be written to"), "{arguments:?}: {}", said(&ended));
        // Where nothing at all can be said, the status says it.
        let mute = program(&folder, arguments).stdout(full()).stderr(full()).output().expect("it ends");
        assert_eq!(mute.status.code(), Some(2), "{arguments:?}");
        let (reader, writer) = std::io::pipe().expect("a pipe");
        drop(reader);
        let closed = program(&folder, arguments).stdout(writer).output().expect("it ends");
        assert_eq!((closed.status.code(), said(&closed)), (Some(0), String::new()), "{arguments:?}");
    }
}

#[test]
fn a_number_of_threads_that_nobody_has_is_no_matter() {
    let folder = framework();
    for threads in ["100000", "99999999999999999999", "0", "-1", "two", ""] {
        let ran = folder.run_with(&["check", "fw"], &[("RAYON_NUM_THREADS", threads)]);
        assert_eq!(ran.status, 0, "{threads}: {}", ran.err);
    }
}

#[test]
fn an_address_of_links_names_nobody() {
    let folder = framework();
    for base in ["https://user:secret@example.org/x", "https://token@example.org", "http://@example.org"] {
        let ran = folder.run(&["report", "audit", "fw", "--format", "html", "--link-base", base]);
        assert_eq!((ran.status, ran.err.contains("--link-base holds a name or password")), (2, true), "{}", ran.err);
        assert!(!ran.all().contains("secret") && !ran.all().contains("token"), "{}", ran.err);
    }
    let fine = folder.run(&["report", "audit", "fw", "--format", "html", "--link-base", "https://example.org/@team/x"]);
    assert_eq!(fine.status, 0, "{}", fine.err);
}
