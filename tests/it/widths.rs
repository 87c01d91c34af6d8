//! Every analysis on narrow and wide screens, in a pipe and in a file: nothing wider than asked for, and no colour
//! where nobody can see it.

use crate::running::Folder;
use std::path::Path;
use unicode_width::UnicodeWidthStr;

fn example(name: &str) -> String {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("examples").join(name).display().to_string()
}

/// Every analysis of Riverbend, the largest example.
fn commands() -> Vec<Vec<String>> {
    let riverbend = example("riverbend");
    let on_it = [
        "align",
        "align --by unit",
        "align --by level",
        "align --matrix decisions",
        "align --matrix talent",
        "align --matrix committees",
        "load",
        "gaps",
        "org",
        "guide",
        "entry",
        "thresholds",
        "list",
    ];
    let compare = format!("compare confluence-middle riverbend-high orchard-elementary --framework {riverbend}");
    let trace = format!("trace read-to-learn {riverbend}");
    let impact = format!("trace --impact team-lead {riverbend}");
    let all = on_it.iter().map(|command| format!("{command} {riverbend}")).chain([compare, trace, impact]);
    all.map(|command| command.split(' ').map(str::to_owned).chain(["--as-of".to_owned(), "2026-11-22".to_owned()]).collect()).collect()
}

#[test]
fn nothing_is_wider_than_the_screen() {
    let folder = Folder::empty();
    for command in commands() {
        let command: Vec<&str> = command.iter().map(String::as_str).collect();
        for columns in ["40", "60", "80", "120"] {
            let ran = folder.run_with(&command, &[("COLUMNS", columns)]);
            assert_eq!(ran.status, 0, "{ran:?}");
            let most: usize = columns.parse().expect("a number");
            // YAML to paste stays as it is to be pasted.
            let yaml = |line: &str| line.starts_with("      ") && line.contains(": ") && command.contains(&"gaps");
            let wide: Vec<&str> = ran.out.lines().filter(|line| line.width() > most && !yaml(line)).collect();
            assert!(wide.is_empty(), "{command:?} at {columns}: {wide:#?}");
        }
    }
}

#[test]
fn no_colour_goes_into_a_pipe_or_a_file() {
    let folder = Folder::empty();
    for (at, command) in commands().into_iter().enumerate() {
        let mut command: Vec<&str> = command.iter().map(String::as_str).collect();
        let piped = folder.run_with(&command, &[("NO_COLOR", "")]);
        assert!(!piped.out.contains('\u{1b}') && !piped.err.contains('\u{1b}'), "{command:?}");
        let name = format!("{at}.txt");
        command.extend(["--output", name.as_str()]);
        assert_eq!(folder.run(&command).status, 0);
        assert_eq!(folder.text(&name), piped.out, "{command:?}: a file says what a pipe says");
    }
}

#[test]
fn stacked_rows_say_what_they_are_about() {
    let folder = Folder::empty();
    let riverbend = example("riverbend");
    let arguments = ["compare", "confluence-middle", "riverbend-high", "alder-elementary", "--framework", &riverbend];
    let narrow = folder.run_with(&arguments, &[("COLUMNS", "60")]).out;
    assert!(
        narrow.contains("\nlearners in need\n  confluence-middle  66 %\n  riverbend-high     52 %\n  alder-elementary   34 %\n"),
        "{narrow}"
    );
}

#[test]
fn a_width_that_is_none_is_no_width() {
    let folder = Folder::empty();
    let riverbend = example("riverbend");
    let out = |columns: &str| folder.run_with(&["gaps", &riverbend, "--as-of", "2026-11-22"], &[("COLUMNS", columns)]).out;
    let plain = folder.run(&["gaps", &riverbend, "--as-of", "2026-11-22"]).out;
    assert_eq!((out("wide"), out(""), out("-3")), (plain.clone(), plain.clone(), plain));
    assert_eq!(out("1"), out("40"), "below 40 columns no table could be read");
}
