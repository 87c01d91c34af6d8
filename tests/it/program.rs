//! The program as people and pipelines use it: exit statuses, files, colour, help, and the same bytes every time.

use crate::running::{Folder, Ran};
use std::path::Path;

const SOUND: &str = "roles:\n  teacher:\n    title: Teacher\n";
const WARNED: &str =
    "priorities:\n  reading:\n    title: Reading\n    status: active\n    owner: teacher\nroles:\n  teacher:\n    title: Teacher\n";
const BROKEN: &str = "roles:\n  teacher:\n    titel: Teacher\n";

fn repository() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn example(name: &str) -> String {
    repository().join("examples").join(name).display().to_string()
}

fn run(arguments: &[&str]) -> Ran {
    Folder::empty().run(arguments)
}

#[test]
fn the_exit_status_says_what_came_of_it() {
    let cases: &[(&str, &[&str], i32)] = &[
        (SOUND, &["check"], 0),
        (WARNED, &["check"], 0),
        (WARNED, &["check", "--fail-on", "warning"], 1),
        (SOUND, &["check", "--fail-on", "advice"], 0),
        (BROKEN, &["check"], 1),
        (BROKEN, &["check", "--format", "json"], 1),
        (BROKEN, &["check", "--format", "github"], 1),
        (BROKEN, &["check", "--format", "markdown"], 1),
        (BROKEN, &["align"], 0),
        (BROKEN, &["gaps"], 0),
        (BROKEN, &["load"], 0),
        (SOUND, &["load", "--role", "teachr"], 2),
        (SOUND, &["load", "--unit", "school"], 2),
        (SOUND, &["load", "--format", "sarif"], 2),
        (BROKEN, &["org"], 0),
        (SOUND, &["org", "--unit", "school"], 2),
        (SOUND, &["org", "--format", "markdown"], 2),
        (SOUND, &["trace", "teacher"], 0),
        (SOUND, &["trace", "nobody"], 2),
        (SOUND, &["trace", "teacher", "--depth", "0"], 2),
        (SOUND, &["trace", "teacher", "--impact", "--to", "team"], 2),
        (SOUND, &["trace", "teacher", "--impact", "--format", "mermaid"], 2),
        (WARNED, &["trace", "--impact", "teacher"], 0),
        (WARNED, &["trace", "--impact", "reading"], 2),
        (SOUND, &["compare"], 2),
        (SOUND, &["compare", "one"], 2),
        (SOUND, &["compare", "one", "two"], 2),
        (SOUND, &["compare", "--folders", ".", "."], 2),
        (SOUND, &["compare", "--folders", ".", "nowhere"], 2),
        (SOUND, &["compare", "--folders", "--framework", ".", "a", "b"], 2),
        (SOUND, &["guide"], 0),
        (BROKEN, &["guide"], 0),
        (SOUND, &["guide", "--unit", "nowhere"], 2),
        (SOUND, &["guide", "--format", "html"], 0),
        (SOUND, &["entry"], 0),
        (BROKEN, &["entry"], 0),
        (SOUND, &["entry", "--unit", "nowhere"], 2),
        (SOUND, &["entry", "--format", "csv"], 2),
        (SOUND, &["check", "--format", "nonsense"], 2),
        (SOUND, &["check", "--as-of", "someday"], 2),
        (SOUND, &["frobnicate"], 2),
    ];
    for (text, arguments, status) in cases {
        let ran = Folder::with(&[("a.yaml", text)]).run(arguments);
        assert_eq!(ran.status, *status, "{arguments:?} on {text:?}: {ran:?}");
    }
}

#[test]
fn the_last_line_says_what_did_not_fail() {
    let ran = Folder::with(&[("a.yaml", WARNED)]).run(&["check", "--quiet"]);
    let last = ran.out.trim_end().rsplit("\n\n").next().unwrap_or("");
    assert!(last.starts_with("Passed.") && last.contains("did not fail it"), "{last}");
}

#[test]
fn reports_go_to_files_whole_and_overwrite_nothing_unasked() {
    let folder = Folder::with(&[("a.yaml", SOUND)]);
    assert_eq!(folder.run(&["list", "--output", "list.txt"]).status, 0);
    let first = folder.text("list.txt");
    assert!(first.contains("roles"));
    folder.write("list.txt", "mine");
    let refused = folder.run(&["list", "--output", "list.txt"]);
    assert_eq!((refused.status, folder.text("list.txt").as_str()), (2, "mine"));
    assert!(refused.err.contains("list.txt") && refused.err.contains("--force"), "{}", refused.err);
    assert_eq!(folder.run(&["list", "--output", "list.txt", "--force"]).status, 0);
    assert_eq!(folder.text("list.txt"), first);
    assert_eq!(folder.run(&["list", "--output", "no/such/folder/x"]).status, 2);
    assert_eq!(folder.names("."), ["a.yaml", "list.txt"]);
}

#[test]
fn a_closed_pipe_is_success() {
    let line = format!("'{}' explain --list --format json | head -n 1; exit ${{PIPESTATUS[0]}}", crate::running::PROGRAM);
    let status = std::process::Command::new("bash").args(["-c", &line]).stdout(std::process::Stdio::null()).status().expect("bash");
    assert_eq!(status.code(), Some(0));
}

#[test]
fn colour_is_for_those_who_want_it() {
    let folder = Folder::with(&[("a.yaml", BROKEN)]);
    let has_color = |arguments: &[&str], variables: &[(&str, &str)]| folder.run_with(arguments, variables).out.contains('\u{1b}');
    assert!(has_color(&["check", "--color", "always"], &[]));
    assert!(!has_color(&["check", "--color", "never"], &[]));
    assert!(!has_color(&["check"], &[("NO_COLOR", "1")]));
    assert!(!has_color(&["check"], &[("CLICOLOR", "1")]), "a pipe is no terminal");
}

#[test]
fn any_folder_of_a_framework_means_the_framework() {
    let folder = Folder::with(&[("f/rolewright.toml", "name = \"Found\"\n"), ("f/roles/a.yaml", SOUND)]);
    assert!(folder.run(&["check", "f/roles"]).out.contains("Found"));
}

#[test]
fn a_wrong_word_brings_the_nearest_right_one() {
    let folder = Folder::with(&[("a.yaml", SOUND)]);
    let cases: &[(&[&str], &str)] = &[
        (&["explain", "hiden-work"], "hidden-work"),
        (&["list", "rols"], "roles"),
        (&["show", "teachr"], "teacher"),
        (&["load", "--role", "teachr"], "teacher"),
        (&["trace", "teachr"], "teacher"),
        (&["trace", "teacher", "--to", "classrom"], "classroom"),
        (&["new", "rle", "x"], "role"),
        (&["new", "role", "Team Lead"], "team-lead"),
        (&["init", "x", "--from", "minimal-stater"], "minimal-starter"),
    ];
    for (arguments, near) in cases {
        let ran = folder.run(arguments);
        assert_eq!(ran.status, 2, "{arguments:?}");
        assert!(ran.err.contains(near), "{arguments:?}: {}", ran.err);
    }
}

#[test]
fn every_shipped_framework_can_be_begun_with_and_is_sound() {
    let listed = run(&["init", "--list"]).out;
    for entry in std::fs::read_dir(repository().join("frameworks")).expect("frameworks") {
        let name = entry.expect("an entry").file_name().to_string_lossy().into_owned();
        assert!(listed.contains(&name), "{name} is not listed");
        let folder = Folder::empty();
        assert_eq!(folder.run(&["init", "mine", "--from", &name]).status, 0, "{name}");
        let checked = folder.run(&["check", "mine", "--as-of", "2026-11-22"]);
        assert_eq!(checked.status, 0, "{name}: {}", checked.out);
        let again = folder.run(&["init", "mine", "--from", &name]);
        assert!(again.status == 2 && again.err.contains("left alone"), "{name}: {again:?}");
        assert_eq!(folder.names("."), ["mine"]);
    }
}

#[test]
fn an_empty_current_folder_can_be_filled() {
    let folder = Folder::empty();
    std::fs::create_dir(folder.at("here")).expect("a folder");
    assert_eq!(folder.run(&["init", "here"]).status, 0);
    assert!(folder.at("here/rolewright.toml").is_file());
}

#[test]
fn every_kind_of_stub_is_sound_and_kept() {
    let folder = Folder::with(&[("a.yaml", SOUND)]);
    for kind in ["role", "priority", "competency", "committee", "decision", "duty", "pathway", "unit", "fund", "outcome", "assessment"] {
        let id = format!("new-{kind}");
        assert_eq!(folder.run(&["new", kind, &id]).status, 0, "{kind}");
        let again = folder.run(&["new", kind, &id]);
        assert!(again.status == 2 && again.err.contains("already"), "{kind}: {again:?}");
    }
    let checked = folder.run(&["check"]);
    assert_eq!(checked.status, 0, "{}", checked.out);
}

#[test]
fn every_rule_and_indicator_is_explained_in_every_form() {
    for meta in rolewright::rules::catalogue() {
        for format in ["human", "markdown", "json"] {
            let ran = run(&["explain", meta.id, "--format", format]);
            assert_eq!(ran.status, 0);
            assert!(ran.out.contains(meta.id) && ran.out.len() > 300, "{} as {format}", meta.id);
        }
    }
    for meta in rolewright::audit::indicators::catalogue() {
        for (format, heading) in [("human", "How it fails"), ("markdown", "## How it fails"), ("json", "\"how_it_fails\": ")] {
            let ran = run(&["explain", meta.id, "--format", format]);
            assert!(ran.status == 0 && ran.out.contains(meta.id) && ran.out.contains(heading), "{} as {format}", meta.id);
        }
        assert!(run(&["explain", "--list"]).out.contains(meta.id));
    }
}

#[test]
fn what_shells_editors_and_manual_readers_need_is_there() {
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        assert!(run(&["completions", shell]).out.contains("rolewright"), "{shell}");
    }
    assert!(run(&["man"]).out.contains(".TH rolewright"));
    for arguments in [&["schema"][..], &["schema", "--settings"]] {
        assert_eq!(run(arguments).json()["$schema"], "https://json-schema.org/draft/2020-12/schema");
    }
    assert_eq!(run(&["thresholds", "--format", "json"]).json()["version"], 1);
}

#[test]
fn the_help_of_every_command_shows_an_example() {
    for command in [
        "init",
        "new",
        "check",
        "align",
        "gaps",
        "diff",
        "load",
        "org",
        "trace",
        "guide",
        "entry",
        "compare",
        "list",
        "show",
        "report",
        "explain",
        "thresholds",
        "schema",
        "completions",
        "man",
    ] {
        let help = run(&[command, "--help"]).out;
        assert!(help.contains("Example") && help.contains(&format!("rolewright {command}")), "{command}: {help}");
    }
}

#[test]
fn the_day_is_a_value() {
    let toml = "[[waivers]]\nrule = \"no-measure\"\nitem = \"priorities/reading\"\nreason = \"measures come in winter\"\nby = \"principal\"\nuntil = 2026-12-31\n";
    let folder = Folder::with(&[("rolewright.toml", toml), ("a.yaml", WARNED)]);
    let count = |day: &str, rule: &str| {
        let report = folder.run(&["check", "--format", "json", "--as-of", day]).json();
        let findings = report["findings"].as_array().cloned().unwrap_or_default();
        findings.iter().filter(|finding| finding["rule"] == rule && finding["status"] == "open").count()
    };
    assert_eq!((count("2026-12-31", "no-measure"), count("2026-12-31", "expired-waiver")), (0, 0));
    assert_eq!((count("2027-01-01", "no-measure"), count("2027-01-01", "expired-waiver")), (1, 1));
}

#[test]
fn the_same_input_gives_the_same_bytes() {
    let riverbend = example("riverbend");
    let runs: &[&[&str]] = &[
        &["check", &riverbend, "--format", "json"],
        &["align", &riverbend, "--format", "csv"],
        &["gaps", &riverbend],
        &["load", &riverbend],
        &["org", &riverbend, "--format", "dot"],
        &["trace", "team-lead", &riverbend, "--format", "json", "--depth", "4"],
        &["report", "audit", &riverbend],
        &["compare", "riverbend-high", "alder-elementary", "--framework", &riverbend],
        &["guide", &riverbend],
        &["entry", &riverbend],
    ];
    for arguments in runs {
        let arguments = [arguments, &["--as-of", "2026-11-22"][..]].concat();
        let outputs: Vec<String> =
            ["1", "4", "4"].map(|threads| Folder::empty().run_with(&arguments, &[("RAYON_NUM_THREADS", threads)]).out).into();
        assert!(!outputs[0].is_empty() && outputs.iter().all(|output| *output == outputs[0]), "{arguments:?}");
    }
}

#[test]
fn findings_in_a_file_still_fail_the_run() {
    let folder = Folder::with(&[("a.yaml", "rolls: {}\n")]);
    let ran = folder.run(&["check", "--format", "json", "--output", "report.json"]);
    assert_eq!((ran.status, ran.out.as_str()), (1, ""));
    assert!(folder.text("report.json").contains("unknown-field"));
}
