//! What a stranger could try against the scripts that build servers run: each way that was thought of, played in a
//! repository, also where it never held. Whatever is planted there writes its name into a file if it is ever run.
#![cfg(unix)]

use crate::ci::{SOUND, Scratch, said, text, yaml};
use crate::running::PROGRAM;
use crate::tree::root;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::path::Path;
use std::process::{Command, Output};

/// A commit that is nowhere, so that git is asked to fetch it.
const NOWHERE: &str = "0123456789012345678901234567890123456789";

/// A program that says that it was run, and fails.
fn trap(scratch: &Scratch) -> String {
    format!("#!/bin/sh\necho \"$0 $*\" >>'{}'\nexit 1\n", scratch.beside("ran").display())
}

fn plant(scratch: &Scratch, name: &str, text: &str) {
    scratch.write(name, text);
    let path = scratch.path().join(name);
    std::fs::set_permissions(path, std::fs::Permissions::from_mode(0o755)).expect("permissions");
}

#[track_caller]
fn nothing_ran(scratch: &Scratch, ran: &Output) {
    if let Ok(log) = std::fs::read_to_string(scratch.beside("ran")) {
        panic!("what a stranger planted was run: {log}\n{ran:?}");
    }
}

#[track_caller]
fn refused(ran: &Output, reason: &str) {
    assert_eq!(ran.status.code(), Some(2), "{reason}: {ran:?}");
    assert!(said(&ran.stderr).contains(reason), "“{reason}” in {ran:?}");
}

fn utf8(path: &Path) -> &str {
    path.to_str().expect("a path in UTF-8")
}

/// A repository without a work tree, made of plain files, with settings that run a program.
fn plant_bare(scratch: &Scratch, folder: &str) {
    let run = format!("sh -c 'echo {folder} >>{}'", scratch.beside("ran").display());
    scratch.write(&format!("{folder}/HEAD"), "ref: refs/heads/main\n");
    scratch.write(&format!("{folder}/objects/info/keep"), "");
    scratch.write(&format!("{folder}/refs/heads/keep"), "");
    let settings = format!(
        "[core]\n\trepositoryformatversion = 0\n\tbare = true\n\tsshCommand = \"{run}\"\n\tfsmonitor = \"{run}\"\n\
         [remote \"origin\"]\n\turl = ssh://host/path\n"
    );
    scratch.write(&format!("{folder}/config"), &settings);
}

/// What the trap is worth: git as anybody would run it there falls into it.
fn plain_git_falls_for_it(scratch: &Scratch, folder: &str) {
    scratch.finish(Command::new("git").args(["-C", folder, "fetch", "-q", "origin"]));
    assert!(scratch.beside("ran").exists(), "nothing is planted in {folder} that could be run");
    std::fs::remove_file(scratch.beside("ran")).expect("a file");
}

#[test]
fn a_repository_made_of_plain_files_is_never_asked() {
    for folder in ["school", "school/deeper", "."] {
        let scratch = Scratch::new();
        let base = scratch.git(&["rev-parse", "HEAD"]);
        plant_bare(&scratch, folder);
        if folder != "." {
            plain_git_falls_for_it(&scratch, folder);
        }
        let missing = scratch.script("check", &[("BASE", NOWHERE)]);
        nothing_ran(&scratch, &missing);
        refused(&missing, "is not in this checkout and could not be fetched");
        let there = scratch.script("check", &[("BASE", &base)]);
        nothing_ran(&scratch, &there);
        assert_eq!(there.status.code(), Some(0), "{there:?}");
    }
}

#[test]
fn settings_that_run_programs_of_the_checkout_are_left_aside() {
    let scratch = Scratch::new();
    let base = scratch.git(&["rev-parse", "HEAD"]);
    scratch.write("school/more.yaml", "roles: {}\n");
    scratch.git(&["add", "-A"]);
    scratch.git(&["commit", "-qm", "more"]);
    let address = format!("file://{}", scratch.path().display());
    for (setting, name) in [("core.hooksPath", "hooks"), ("core.fsmonitor", "monitor"), ("remote.origin.uploadpack", "pack")] {
        let shallow = scratch.beside(name);
        scratch.git(&["clone", "-q", "--depth", "1", &address, utf8(&shallow)]);
        scratch.git(&["commit", "-q", "--allow-empty", "-m", "so that a fetch has something to bring"]);
        let planted = shallow.join("planted");
        plant(&scratch, utf8(&planted), &trap(&scratch));
        plant(&scratch, utf8(&shallow.join("hooks/reference-transaction")), &trap(&scratch));
        let value = if name == "hooks" { shallow.join("hooks") } else { planted };
        scratch.git(&["-C", utf8(&shallow), "config", setting, utf8(&value)]);
        let variables = [("BASE", base.as_str()), ("GITHUB_WORKSPACE", utf8(&shallow)), ("FRAMEWORK", utf8(&shallow.join("school")))]
            .map(|(name, value)| (name, value.to_owned()));
        let variables: Vec<(&str, &str)> = variables.iter().map(|(name, value)| (*name, value.as_str())).collect();
        let ran = scratch.script("check", &variables);
        nothing_ran(&scratch, &ran);
        assert_eq!(ran.status.code(), Some(0), "{ran:?}");
        // A fetch that is told nothing asks the monitor only where it has an index to look at.
        if name != "monitor" {
            scratch.git(&["commit", "-q", "--allow-empty", "-m", "and something again"]);
            plain_git_falls_for_it(&scratch, utf8(&shallow));
        }
    }
}

#[test]
fn a_remote_that_is_a_command_is_not_run() {
    let scratch = Scratch::new();
    scratch.git(&["config", "remote.origin.url", &format!("ext::touch {}", scratch.beside("ran").display())]);
    scratch.git(&["config", "protocol.ext.allow", "always"]);
    plain_git_falls_for_it(&scratch, ".");
    let ran = scratch.script("check", &[("BASE", NOWHERE)]);
    nothing_ran(&scratch, &ran);
    refused(&ran, "could not be fetched");
}

#[test]
fn another_repository_in_the_environment_is_not_taken_for_the_checkout() {
    let (scratch, other) = (Scratch::new(), Scratch::new());
    other.write("school/more.yaml", "roles: {}\n");
    other.git(&["add", "-A"]);
    other.git(&["commit", "-qm", "only there"]);
    let base = other.git(&["rev-parse", "HEAD"]);
    let folder = other.path().join(".git");
    let ran = scratch.script("check", &[("BASE", &base), ("GIT_DIR", utf8(&folder)), ("GIT_WORK_TREE", utf8(&other.path()))]);
    refused(&ran, "is not in this checkout");
}

/// Every program that the scripts start, and the shell that they are written for.
const STARTED: &[&str] =
    &["git", "rolewright", "cargo", "gh", "bash", "sh", "env", "awk", "cat", "cp", "mktemp", "od", "rm", "tr", "dirname"];

#[test]
fn no_program_of_the_checkout_is_found_in_the_path() {
    let scratch = Scratch::new();
    scratch.stand_in("rolewright", &format!("exec '{PROGRAM}' \"$@\"\n"));
    scratch.stand_in("cargo", "exit 0\n");
    scratch.stand_in("gh", "exit 0\n");
    for name in STARTED {
        plant(&scratch, name, &trap(&scratch));
        plant(&scratch, &format!("bin/{name}"), &trap(&scratch));
    }
    symlink(scratch.path().join("bin"), scratch.beside("link")).expect("a link");
    let comment = scratch.beside("comment.md");
    std::fs::write(&comment, "<!-- mark -->\n").expect("a comment");
    let tools = scratch.beside("tools");
    let inside = scratch.path().join("bin").display().to_string();
    let link = scratch.beside("link").display().to_string();
    for path in [".", "", "bin", "./bin", inside.as_str(), link.as_str(), "school/../bin"] {
        let variables = [
            ("PATH", path),
            ("ROLEWRIGHT", "rolewright"),
            ("GITHUB_ACTIONS", "true"),
            ("BASE", "HEAD"),
            ("COMMENT", utf8(&comment)),
            ("REPOSITORY", "o/r"),
            ("PR", "7"),
            ("INTO", utf8(&tools)),
        ];
        for script in ["check", "comment", "install"] {
            let ran = scratch.script(script, &variables);
            nothing_ran(&scratch, &ran);
            assert_eq!(ran.status.code(), Some(0), "{script} with {path:?} in the path: {ran:?}");
        }
    }
}

#[test]
fn what_runs_is_not_named_by_a_place_in_the_checkout() {
    let scratch = Scratch::new();
    plant(&scratch, "tools/rolewright", &trap(&scratch));
    plant(&scratch, ".cargo/bin/cargo", &trap(&scratch));
    scratch.stand_in("cargo", "exit 0\n");
    scratch.stand_in("gh", "exit 0\n");
    let tools = scratch.beside("tools");
    let comment = scratch.beside("comment.md");
    std::fs::write(&comment, "<!-- mark -->\n").expect("a comment");
    let of_checkout = |name: &str| scratch.path().join(name).display().to_string();
    let with = |script: &str, name: &str, value: &str| {
        let variables = [("INTO", utf8(&tools)), ("COMMENT", utf8(&comment)), ("REPOSITORY", "o/r"), ("PR", "7"), (name, value)];
        let ran = scratch.script(script, &variables);
        nothing_ran(&scratch, &ran);
        refused(&ran, &format!("{name} names a place in the checkout"));
    };
    for name in ["CARGO_HOME", "RUSTUP_HOME", "HOME", "CARGO_TARGET_DIR", "CARGO_BUILD_TARGET_DIR"] {
        with("install", name, ".cargo");
        with("install", name, &of_checkout(".cargo"));
        with("install", name, &of_checkout("not/there/yet"));
    }
    for name in ["RUSTC_WRAPPER", "RUSTC", "CARGO_BUILD_RUSTC_WRAPPER", "RUSTUP_TOOLCHAIN", "CARGO_TARGET_X86_64_UNKNOWN_LINUX_GNU_LINKER"]
    {
        with("install", name, "./tools/rolewright");
        with("install", name, &of_checkout("tools/rolewright"));
    }
    for (script, name) in [("check", "HOME"), ("check", "XDG_CONFIG_HOME"), ("comment", "HOME"), ("comment", "GH_CONFIG_DIR")] {
        with(script, name, &of_checkout("school"));
        with(script, name, ".");
    }
    with("check", "ROLEWRIGHT", "tools/rolewright");
    with("check", "ROLEWRIGHT", &of_checkout("tools/rolewright"));
    symlink(scratch.path(), scratch.beside("link")).expect("a link");
    with("check", "ROLEWRIGHT", utf8(&scratch.beside("link").join("tools/rolewright")));
}

#[test]
fn cargo_is_started_where_the_checkout_decides_nothing() {
    let scratch = Scratch::new();
    scratch.stand_in("cargo", "pwd >>\"${0%/*}/started\"\n");
    scratch.write("rust-toolchain.toml", "[toolchain]\npath = \"tools\"\n");
    scratch.write("rust-toolchain", "planted\n");
    scratch.write(".cargo/config.toml", "[build]\nrustc-wrapper = \"./trap\"\n[env]\nPATH = \".\"\n");
    let tools = scratch.beside("tools");
    for version in ["", "0.1.0"] {
        let ran = scratch.script("install", &[("INTO", utf8(&tools)), ("VERSION", version)]);
        assert_eq!(ran.status.code(), Some(0), "{ran:?}");
    }
    let source = root().canonicalize().expect("a folder");
    let started = std::fs::read_to_string(scratch.beside("started")).expect("where cargo was started");
    assert_eq!(started, format!("{0}\n{0}\n", source.display()));
    for version in ["--git", "0.1.0 --git x", "*", "^1", "../x", "0.1.0\n--git", "$(touch ran)"] {
        refused(&scratch.script("install", &[("INTO", utf8(&tools)), ("VERSION", version)]), "VERSION is a published version");
    }
    for into in ["tools", "./school", utf8(&scratch.path().join("tools")), "../repo/tools"] {
        refused(&scratch.script("install", &[("INTO", into)]), "INTO lies in the checkout");
    }
    refused(&scratch.script("install", &[("INTO", "../tools\n/bin")]), "INTO has a line break");
    // The program's own source as a part of the checkout.
    for script in ["install", "guard"] {
        plant(&scratch, &format!("vendor/scripts/ci/{script}.sh"), &text(&format!("scripts/ci/{script}.sh")));
    }
    let mut command = Command::new(scratch.path().join("vendor/scripts/ci/install.sh"));
    refused(&scratch.finish(command.env("INTO", &tools)), "source lies in the checkout");
}

#[test]
fn a_folder_is_a_folder_whatever_its_name() {
    let scratch = Scratch::new();
    let base = scratch.git(&["rev-parse", "HEAD"]);
    for name in
        ["two words", "a\nline", "$(touch ran)", "`touch ran`", "-x", "--help", "-", "*", "a;touch ran", "it's \"so\"", "ends\n", "%0A::x"]
    {
        scratch.write(&format!("{name}/rolewright.toml"), "name = \"x\"\n");
        scratch.write(&format!("{name}/a.yaml"), SOUND);
        for variables in
            [&[("FRAMEWORK", name)][..], &[("FRAMEWORK", name), ("GITHUB_ACTIONS", "true")], &[("FRAMEWORK", name), ("BASE", &base)]]
        {
            let ran = scratch.script("check", variables);
            assert_eq!(ran.status.code(), Some(0), "{name:?}: {ran:?}");
            assert!(!said(&ran.stdout).contains("Usage"), "{name:?} was taken for an option: {ran:?}");
        }
        assert!(!scratch.path().join("ran").exists(), "{name:?} was run");
    }
}

#[test]
fn no_folder_outside_the_checkout_is_read() {
    let scratch = Scratch::new();
    let outside = scratch.beside("outside");
    std::fs::create_dir(&outside).expect("a folder");
    std::fs::write(outside.join("a.yaml"), "roles:\n  secret: {title: Secret, reports_to: hidden}\n").expect("a file");
    symlink(&outside, scratch.path().join("linked")).expect("a link");
    symlink("../../outside", scratch.path().join("school/linked")).expect("a link");
    let checkout = scratch.path();
    for framework in ["..", "../..", "../outside", "linked", "school/linked/..", "school/../..", utf8(&checkout.join("linked"))] {
        let ran = scratch.script("check", &[("FRAMEWORK", framework)]);
        refused(&ran, "is not in the checkout, or a link leads out of it");
        let ran = scratch.script("check", &[("FRAMEWORK", framework), ("GITHUB_WORKSPACE", utf8(&checkout))]);
        refused(&ran, "is not in the checkout, or a link leads out of it");
    }
    refused(&scratch.script("check", &[("FRAMEWORK", utf8(&outside)), ("CI_PROJECT_DIR", utf8(&checkout))]), "is not in the checkout");
    // A link that stays inside is the checkout's own affair.
    std::fs::remove_file(scratch.path().join("school/linked")).expect("a link");
    symlink("school", scratch.path().join("current")).expect("a link");
    assert_eq!(scratch.script("check", &[("FRAMEWORK", "current")]).status.code(), Some(0));
}

#[test]
fn a_base_is_a_commit_and_nothing_else() {
    let scratch = Scratch::new();
    scratch.git(&["branch", "other"]);
    scratch.git(&["config", "remote.origin.url", utf8(&scratch.path())]);
    let before = scratch.git(&["for-each-ref"]);
    for base in [
        "+other:main",
        "other:refs/heads/made",
        ":/first",
        ":index",
        "HEAD:school",
        "two words",
        "a\nb",
        "a\u{1b}[2Jb",
        "--upload-pack=touch ran",
        "-h",
        "+main",
    ] {
        let ran = scratch.script("check", &[("BASE", base)]);
        refused(&ran, "names no commit");
        assert!(!said(&ran.stderr).contains('\u{1b}'), "{ran:?}");
    }
    let ran = scratch.script("check", &[("BASE", "$(touch ran)")]);
    assert_eq!(ran.status.code(), Some(2), "{ran:?}");
    assert_eq!((scratch.git(&["for-each-ref"]), scratch.path().join("ran").exists()), (before, false));
}

#[test]
fn no_report_is_written_through_a_link_of_the_checkout() {
    let scratch = Scratch::new();
    let base = scratch.git(&["rev-parse", "HEAD"]);
    scratch.write("frame/plan.yaml", SOUND);
    let victim = scratch.beside("victim");
    std::fs::create_dir(&victim).expect("a folder");
    std::fs::write(victim.join("file"), "kept").expect("a file");
    symlink(&victim, scratch.path().join("reports")).expect("a link");
    symlink("../../victim", scratch.path().join("school/out")).expect("a link");
    let checkout = scratch.path();
    for (name, format) in [("OUTPUT", "junit"), ("COMMENT", "github")] {
        for file in ["reports/file", "school/out/file", "school/../reports/new", utf8(&checkout.join("reports/file"))] {
            let ran = scratch.script("check", &[(name, file), ("BASE", &base), ("FORMAT", format)]);
            refused(&ran, &format!("{name} leads through a link"));
        }
        // A link in the place of the file itself makes room for it.
        for (file, to) in
            [("report", victim.join("file")), ("./report", "nowhere".into()), (utf8(&checkout.join("report")), victim.clone())]
        {
            let _ = std::fs::remove_file(checkout.join("report"));
            symlink(&to, checkout.join("report")).expect("a link");
            let ran = scratch.script("check", &[(name, file), ("BASE", &base), ("FORMAT", format), ("FRAMEWORK", "school/../frame")]);
            assert_eq!(ran.status.code(), Some(0), "{ran:?}");
            assert!(checkout.join("report").symlink_metadata().expect("a report").is_file(), "{file} was a link to {}", to.display());
        }
    }
    assert_eq!(std::fs::read_to_string(victim.join("file")).expect("a file"), "kept");
    assert_eq!(std::fs::read_dir(&victim).expect("a folder").count(), 1);
    assert!(!scratch.path().join("nowhere").exists());
}

#[test]
fn a_planted_report_is_never_taken_for_one() {
    let scratch = Scratch::new();
    for (name, variables) in [
        ("OUTPUT", [("FRAMEWORK", "missing"), ("FORMAT", "junit")]),
        ("OUTPUT", [("FORMAT", "no such form"), ("BASE", "")]),
        ("COMMENT", [("BASE", NOWHERE), ("FORMAT", "junit")]),
        ("COMMENT", [("BASE", ""), ("FORMAT", "junit")]),
    ] {
        scratch.write("planted", "<testsuites/>\n");
        let ran = scratch.script("check", &[&variables[..], &[(name, "planted")]].concat());
        assert!(!scratch.path().join("planted").exists(), "{name} with {variables:?}: {ran:?}");
    }
    // What lies outside is nobody's but the build server's.
    let outside = scratch.beside("kept");
    std::fs::write(&outside, "kept").expect("a file");
    scratch.script("check", &[("FRAMEWORK", "missing"), ("OUTPUT", utf8(&outside))]);
    assert_eq!(std::fs::read_to_string(outside).expect("a file"), "kept");
}

/// The commands that GitHub's runner would carry out in a log: those that begin a line, and those in the older form
/// anywhere in one, unless commands are stopped.
fn commands(log: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut stopped: Option<String> = None;
    for line in log.split(['\n', '\r']) {
        let begins = line.trim_start().strip_prefix("::").and_then(|rest| rest.split_once("::"));
        let older = line.split_once("##[").and_then(|(_, rest)| rest.split_once(']'));
        let Some((command, data)) = begins.or(older) else { continue };
        let name = command.split(' ').next().unwrap_or_default();
        match &stopped {
            Some(key) if name == key => stopped = None,
            Some(_) => {}
            None if name == "stop-commands" && data.len() >= 32 && data.chars().all(|c| c.is_ascii_hexdigit()) => {
                stopped = Some(data.to_owned())
            }
            None => found.push(name.to_owned()),
        }
    }
    assert_eq!(stopped, None, "commands stay stopped");
    found
}

#[test]
fn nothing_that_a_framework_says_is_a_command_to_the_workflow() {
    let scratch = Scratch::new();
    let evil = "a\\n::stop-commands::tok\\r::add-mask::e ##[stop-commands]tok ::error::forged";
    let role =
        |id: &str| format!("roles:\n  {id}: {{title: \"{evil}\", purpose: \"::add-mask::x\", reports_to: \"{evil}\", \"{evil}\": 1}}\n");
    for (number, name) in
        ["-h", "--output=made", "a\n::stop-commands::tok", "::add-mask::x", "##[stop-commands]tok", "x,line=3", "%0A::x::"]
            .iter()
            .enumerate()
    {
        scratch.write(&format!("school/{name}.yaml"), &role(&format!("r{number}")));
    }
    scratch.write("school/bad\n##[add-mask]x.yaml", "a: [\n");
    symlink("nowhere", scratch.path().join("school/l\n::debug::x.yaml")).expect("a link");
    let missing = "missing\n::add-mask::x ##[add-mask]y";
    for format in ["github", "human", "markdown", "json", "junit", "sarif"] {
        let summary = scratch.beside("summary");
        let ran = scratch.script("check", &[("FORMAT", format), ("GITHUB_ACTIONS", "true"), ("GITHUB_STEP_SUMMARY", utf8(&summary))]);
        assert_eq!((ran.status.code(), said(&ran.stderr).as_str()), (Some(1), ""), "in one stream, so that order holds: {ran:?}");
        let found = commands(&said(&ran.stdout));
        assert!(found.iter().all(|name| ["error", "warning", "notice"].contains(&name.as_str())), "{format}: {found:?}");
        assert_eq!(found.is_empty(), format != "github", "{format}");
        let forged = said(&ran.stdout).lines().filter(|line| line.trim_start().starts_with("::error::forged")).count();
        assert_eq!(forged, 0);
        let lost = scratch.script("check", &[("FORMAT", format), ("GITHUB_ACTIONS", "true"), ("FRAMEWORK", missing)]);
        assert_eq!((lost.status.code(), commands(&said(&lost.stdout))), (Some(2), Vec::new()), "{lost:?}");
    }
    assert!(!scratch.path().join("made").exists() && !scratch.path().join("made.yaml").exists());
}

#[test]
fn only_what_rolewright_wrote_is_put_on_the_pull_request_that_is_named() {
    let scratch = Scratch::new();
    scratch.stand_in("gh", "echo \"$PWD $*\" >>\"${0%/*}/asked\"\n");
    let secret = scratch.beside("secret");
    std::fs::write(&secret, "<!-- mark -->\nsecret\n").expect("a file");
    symlink(&secret, scratch.path().join("comment.md")).expect("a link");
    symlink(secret.parent().expect("a folder"), scratch.path().join("folder")).expect("a link");
    symlink(&secret, scratch.beside("linked")).expect("a link");
    scratch.write("unmarked", "Pay attention, everybody\n<!-- mark -->\n");
    scratch.write("@unmarked", "x\n");
    scratch.write("real.md", "<!-- mark -->\nText\n");
    let put = |comment: &str, repository: &str, pr: &str| {
        scratch.script("comment", &[("COMMENT", comment), ("REPOSITORY", repository), ("PR", pr)])
    };
    for link in ["comment.md", "./comment.md", "folder/secret", utf8(&scratch.beside("linked"))] {
        refused(&put(link, "o/r", "7"), "COMMENT leads through a link");
    }
    for file in ["unmarked", "@unmarked"] {
        refused(&put(file, "o/r", "7"), "does not begin with a hidden mark");
    }
    for pr in ["7/../8", "-7", "seven", "7 8", "7\n8", "$(touch ran)"] {
        refused(&put("real.md", "o/r", pr), "PR is the number");
    }
    for repository in ["o", "o/r/../x", "../r", "o/..", "./r", "o/r?x=1", "o/r#", "{owner}/{repo}", "-o/$(touch ran)", "o/r\nx"] {
        refused(&put("real.md", repository, "7"), "REPOSITORY is owner/name");
    }
    for absent in ["-", "missing", "school", "/dev/null"] {
        assert_eq!(said(&put(absent, "o/r", "7").stdout), "there is no comment to put on the pull request\n", "{absent}");
    }
    assert!(!scratch.beside("asked").exists() && !scratch.path().join("ran").exists());
    assert_eq!(put("real.md", "o/r", "7").status.code(), Some(0));
    let asked = std::fs::read_to_string(scratch.beside("asked")).expect("what gh was asked");
    assert!(asked.lines().all(|line| line.starts_with("/ api ")), "not in the checkout, whose settings are a stranger's: {asked}");
    let body = format!("--field body=@{}/real.md", scratch.path().canonicalize().expect("a folder").display());
    assert!(asked.trim_end().ends_with(&body), "{asked}");
}

#[test]
fn a_change_of_what_it_is_judged_by_is_told() {
    let scratch = Scratch::new();
    let base = scratch.git(&["rev-parse", "HEAD"]);
    let comment = scratch.beside("comment.md");
    let waiver = "[[waivers]]\nrule = \"orphan-role\"\nreason = \"because\"\nuntil = 2027-01-01\n";
    scratch.write("school/rolewright.toml", &format!("name = \"School\"\n[rules]\nunknown-reference = \"off\"\n{waiver}"));
    scratch.write("school/plan.yaml", &format!("{SOUND}  lead: {{title: Lead, reports_to: nobody}}\n"));
    let ran = scratch.script("check", &[("BASE", &base), ("COMMENT", utf8(&comment))]);
    let told = std::fs::read_to_string(&comment).unwrap_or_else(|error| panic!("{error}: {ran:?}"));
    assert!(told.contains("unknown-reference") && told.contains("level off"), "{told}");
    assert!(told.contains("waivers") && told.contains("orphan-role"), "{told}");
}

#[test]
fn the_example_for_gitlab_checks_a_merge_request() {
    let scratch = Scratch::new();
    scratch.stand_in("cargo", &format!("mkdir -p \"$4/bin\" && ln -s '{PROGRAM}' \"$4/bin/rolewright\"\n"));
    let source = Scratch::new();
    for script in ["install", "check", "guard"] {
        plant(&source, &format!("scripts/ci/{script}.sh"), &text(&format!("scripts/ci/{script}.sh")));
    }
    source.git(&["add", "-A"]);
    source.git(&["commit", "-qm", "source"]);
    let job = &yaml("examples/ci/gitlab/.gitlab-ci.yml")["framework"];
    let lines: Vec<&str> = job["script"].as_array().expect("a script").iter().filter_map(|line| line.as_str()).collect();
    let base = scratch.git(&["rev-parse", "HEAD"]);
    scratch.write("school/plan.yaml", &format!("{SOUND}  lead: {{title: Lead, reports_to: nobody}}\n"));
    for version in [source.git(&["rev-parse", "HEAD"]), "main".to_owned()] {
        let mut command = Command::new("bash");
        command.args(["-e", "-c", &lines.join("\n")]).env("TMPDIR", scratch.beside(""));
        for (name, value) in job["variables"].as_object().expect("variables") {
            command.env(name, value.as_str().expect("a text"));
        }
        command.env("ROLEWRIGHT_SOURCE", source.path()).env("ROLEWRIGHT_VERSION", version).env("FRAMEWORK", "school");
        let ran = scratch.finish(command.env("CI_MERGE_REQUEST_DIFF_BASE_SHA", &base).env("CI_PROJECT_DIR", scratch.path()));
        assert_eq!(ran.status.code(), Some(1), "{ran:?}");
        let report = std::fs::read_to_string(scratch.path().join("rolewright.xml")).expect("a report");
        assert!(report.contains("unknown-reference"), "{report}");
    }
}

#[test]
fn the_examples_ask_for_no_more_than_they_need() {
    let workflow = yaml("examples/ci/github/rolewright.yml");
    let triggers: Vec<&String> = workflow["on"].as_object().expect("events").keys().collect();
    assert_eq!(triggers, ["pull_request", "push"], "never pull_request_target, which hands a stranger's change the secrets");
    assert_eq!(workflow["permissions"], serde_json::json!({}));
    let job = &workflow["jobs"]["framework"];
    assert_eq!(job["permissions"], serde_json::json!({"contents": "read", "pull-requests": "write"}));
    for step in job["steps"].as_array().expect("steps") {
        let (name, version) = step["uses"].as_str().expect("an action").split_once('@').expect("a version");
        let pinned = version.len() == 40 && version.chars().all(|c| c.is_ascii_hexdigit());
        assert!(pinned || name == "OWNER/rolewright", "{name}@{version} can be moved");
        assert!(name != "actions/checkout" || step["with"]["persist-credentials"] == false, "the token stays out of the checkout");
        assert!(step["run"].is_null(), "the example holds no logic");
    }
    for example in ["github/rolewright.yml", "github/pre-commit-config.yml", "gitlab/.gitlab-ci.yml"] {
        let text = text(&format!("examples/ci/{example}"));
        assert!(text.contains("A tag can be moved to other code"), "{example} says how to pin what it uses");
    }
    let action = text("action.yml");
    assert_eq!(action.matches("inputs.token").count(), 1, "one step gets the token: the one that writes the comment");
}
