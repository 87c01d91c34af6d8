//! Tests that watch the tests: what is written is compiled, what is kept is compared with something, and what is
//! listed is run. Something that is left out says so here, not by its silence.

use crate::running::{Folder, PROGRAM};
use crate::tree::{root, texts};
use std::collections::{BTreeMap, BTreeSet};
use std::process::Command;

/// The files that Cargo compiles by itself; from each, `mod` lines lead to the others.
const ROOTS: &[&str] = &["src/lib.rs", "src/bin/rolewright/main.rs", "tests/it/main.rs", "benches/check/main.rs"];

/// The names in lines such as `mod name;` and `pub(in crate::report) mod name;`.
fn modules(text: &str) -> impl Iterator<Item = &str> {
    text.lines().filter_map(|line| {
        let (seen, name) = line.trim().strip_suffix(';')?.rsplit_once("mod ")?;
        (seen.is_empty() || seen.starts_with("pub") && seen.ends_with(' ')).then_some(name)
    })
}

/// Where the modules of a file lie.
fn folder_of(file: &str) -> String {
    let (folder, name) = file.rsplit_once('/').expect("a file in a folder");
    let opens = ROOTS.contains(&file) || name == "mod.rs";
    if opens { folder.to_owned() } else { file.trim_end_matches(".rs").to_owned() }
}

#[test]
fn every_source_file_is_compiled() {
    let all: BTreeMap<String, String> =
        ["src", "tests", "benches"].iter().flat_map(|folder| texts(folder)).filter(|(name, _)| name.ends_with(".rs")).collect();
    let mut reached: BTreeSet<String> = BTreeSet::new();
    let mut open: Vec<String> = ROOTS.iter().map(ToString::to_string).collect();
    while let Some(file) = open.pop() {
        let text = all.get(&file).unwrap_or_else(|| panic!("{file} is gone; mend the list of roots"));
        assert!(!text.contains("#[path") || file == "tests/it/watch.rs", "{file}: a module lies where its name says");
        for module in modules(text) {
            let folder = folder_of(&file);
            let found =
                [format!("{folder}/{module}.rs"), format!("{folder}/{module}/mod.rs")].into_iter().find(|path| all.contains_key(path));
            open.extend(found);
        }
        reached.insert(file);
    }
    let forgotten: Vec<&String> = all.keys().filter(|name| !reached.contains(*name)).collect();
    assert!(forgotten.is_empty(), "no `mod` line leads to these, so they are never compiled: {forgotten:?}");
}

#[test]
fn no_test_is_switched_off() {
    let switch = ["#[", "ignore"].concat();
    for (name, text) in texts("tests").into_iter().chain(texts("src")).filter(|(name, _)| name.ends_with(".rs")) {
        assert!(!text.contains(&switch), "{name}: a test that does not run proves nothing; a long one goes to tests/long");
    }
}

/// The tests that may write a golden file, as the test runner names them.
fn tests_with_goldens() -> Vec<String> {
    let mut found = Vec::new();
    for (name, text) in texts("tests/it") {
        let Some(module) = name.strip_prefix("tests/it/").and_then(|name| name.strip_suffix(".rs")) else { continue };
        for piece in text.split("#[test]\n").skip(1) {
            let writes = ["compare(", "keep(", "keep_as("].iter().any(|call| piece.contains(call));
            if let (true, Some(rest)) = (writes, piece.split("fn ").nth(1)) {
                found.push(format!("{module}::{}", rest.split('(').next().unwrap_or_default()));
            }
        }
    }
    found
}

/// The golden files that the tests compare something with, each as often as they do: this program is run once more,
/// and only writes down their names.
fn goldens_asked_for() -> Vec<String> {
    let room = tempfile::tempdir().expect("a temporary folder");
    let names = room.path().join("names");
    let mut again = Command::new(std::env::current_exe().expect("this program"));
    let ran = again.arg("--exact").args(tests_with_goldens()).env(crate::goldens::ONLY_NAMES, &names).output().expect("it runs");
    assert!(ran.status.success(), "{}", String::from_utf8_lossy(&ran.stdout));
    let mut asked: Vec<String> = std::fs::read_to_string(&names).expect("names").lines().map(ToOwned::to_owned).collect();
    asked.sort();
    asked
}

#[test]
fn every_golden_file_is_compared_with_something_once() {
    let asked = goldens_asked_for();
    let twice: Vec<&[String]> = asked.windows(2).filter(|pair| pair[0] == pair[1]).collect();
    assert!(twice.is_empty(), "two outputs share a golden file, so that one is written over the other: {twice:?}");
    let kept = Folder::names_in(&root().join("tests/it/goldens"));
    assert_eq!(kept, asked, "on the left the files in tests/it/goldens, on the right those that a test compares");
}

#[test]
fn every_example_is_in_the_golden_outputs() {
    let mut examples = Folder::names_in(&root().join("examples"));
    examples.retain(|name| root().join("examples").join(name).join("rolewright.toml").is_file());
    assert_eq!(examples, crate::goldens::EXAMPLES);
}

#[test]
fn every_fixture_is_named_by_a_test_or_its_notice() {
    let readers: String = texts("tests/it").into_iter().filter(|(name, _)| !name.contains("/goldens/")).map(|(_, text)| text).collect();
    for name in Folder::names_in(&root().join("tests/it/fixtures")) {
        assert!(readers.contains(&name), "nothing reads tests/it/fixtures/{name}");
    }
}

/// The folders below `tests` but this one, each with the files that its `run` or the gate reads.
fn suites() -> BTreeMap<String, BTreeMap<String, String>> {
    let mut suites: BTreeMap<String, BTreeMap<String, String>> = BTreeMap::new();
    for (path, text) in texts("tests") {
        let mut parts = path.splitn(3, '/').skip(1);
        if let (Some(suite), Some(name)) = (parts.next(), parts.next())
            && suite != "it"
        {
            suites.entry(suite.to_owned()).or_default().insert(name.to_owned(), text);
        }
    }
    suites
}

#[test]
fn every_suite_is_run_by_the_gate_or_by_the_long_checks() {
    let gate = std::fs::read_to_string(root().join(".ci/run")).expect("the gate");
    let mut suites = suites();
    let long = suites.remove("long").expect("the long checks");
    for (suite, files) in &suites {
        // A folder without a `run` holds what the long checks read.
        if !files.contains_key("run") {
            for name in files.keys() {
                let path = format!("tests/{suite}/{name}");
                assert!(long.values().any(|step| step.contains(&path)), "no long check reads {path}, and there is no tests/{suite}/run");
            }
            continue;
        }
        assert!(gate.lines().any(|line| line.trim() == format!("tests/{suite}/run")), ".ci/run does not run tests/{suite}/run");
        for name in files.keys().filter(|name| !name.contains('/') && *name != "run") {
            let read = files.iter().any(|(other, text)| other != name && text.contains(name.trim_end_matches("-lock.json")));
            assert!(read, "nothing reads tests/{suite}/{name}");
        }
    }
}

#[test]
fn every_long_check_is_one_of_those_that_the_long_gate_runs() {
    let listed = Command::new(root().join(".ci/long")).arg("--list").output().expect("it runs");
    let listed: Vec<String> = String::from_utf8(listed.stdout).expect("names").lines().map(ToOwned::to_owned).collect();
    assert_eq!(listed, Folder::names_in(&root().join("tests/long")), "what lies in tests/long is a program that may be run");
}

/// The lines of a list of commands: a name, then its words.
fn listed(text: &str) -> Vec<(&str, Vec<&str>)> {
    let lines = text.lines().filter(|line| !line.starts_with('#') && !line.is_empty());
    lines
        .map(|line| {
            let mut words = line.split_whitespace();
            (words.next().expect("a name"), words.collect())
        })
        .collect()
}

#[test]
fn every_line_of_a_list_of_commands_is_run() {
    let mut lists = 0;
    for (suite, files) in suites() {
        for (name, text) in files.iter().filter(|(name, _)| ["commands", "sites"].contains(&name.as_str())) {
            let path = format!("tests/{suite}/{name}");
            assert!(files["run"].contains(&format!("done <{path}\n")), "{path} is not read by its run");
            // The shell's `read` gives up a last line that does not end.
            assert!(text.ends_with('\n'), "the last line of {path} would be left out");
            let lines = listed(text);
            assert!(lines.iter().all(|(_, words)| words.len() > 1), "{path} has a line without a command");
            let names: BTreeSet<&str> = lines.iter().map(|(name, _)| *name).collect();
            assert_eq!(names.len(), lines.len(), "two lines of {path} write one file, and only the last is read");
            lists += 1;
        }
    }
    assert_eq!(lists, 3, "the lists of commands that are there");
}

/// The commands that can write a form, as their help says.
fn commands_with_form(form: &str) -> BTreeSet<String> {
    let help = |words: &[&str]| Folder::empty().run(&[words, &["--help"]].concat()).out;
    let names = |text: &str| -> Vec<String> {
        let list = text.split("Commands:\n").nth(1).unwrap_or_default().split("\n\n").next().unwrap_or_default().to_owned();
        let starts = list.lines().filter(|line| line.starts_with("  ") && !line.starts_with("   "));
        starts.filter_map(|line| line.split_whitespace().next().map(ToOwned::to_owned)).filter(|name| name != "help").collect()
    };
    let mut found = BTreeSet::new();
    let mut open: Vec<Vec<String>> = names(&help(&[])).into_iter().map(|name| vec![name]).collect();
    assert!(open.len() > 10, "the commands of {PROGRAM} were not read");
    while let Some(words) = open.pop() {
        let text = help(&words.iter().map(String::as_str).collect::<Vec<_>>());
        open.extend(names(&text).into_iter().map(|name| [words.clone(), vec![name]].concat()));
        if text.lines().any(|line| line.trim().starts_with(&format!("- {form}:"))) {
            found.insert(words.join(" "));
        }
    }
    found
}

/// The commands that a list runs in a form, and what stands in place of a framework or an item.
fn commands_listed(list: &str, form: &str) -> BTreeSet<String> {
    let text = std::fs::read_to_string(root().join(list)).expect("a list");
    let all = listed(&text).into_iter().filter(|(_, words)| words.windows(2).any(|pair| pair == ["--format", form]));
    all.map(|(_, words)| if words[0] == "report" { words[..2].join(" ") } else { words[0].to_owned() }).collect()
}

#[test]
fn every_command_that_draws_or_writes_a_page_is_read_by_the_real_tools() {
    for (list, form) in [("tests/diagrams/commands", "mermaid"), ("tests/diagrams/commands", "dot"), ("tests/pages/commands", "html")] {
        assert_eq!(commands_with_form(form), commands_listed(list, form), "on the left what can write {form}, on the right {list}");
    }
}

/// The tests that a text names, as `tests/it/file.rs: name` between backticks.
fn tests_named(text: &str) -> Vec<(&str, &str)> {
    text.split('`').filter(|piece| piece.starts_with("tests/it/")).filter_map(|piece| piece.split_once(": ")).collect()
}

#[test]
fn every_promise_about_security_is_held_by_tests_that_are_there() {
    let page = std::fs::read_to_string(root().join("SECURITY.md")).expect("the page");
    let promises = page.split("\n## What Rolewright promises\n").nth(1).and_then(|rest| rest.split("\n## ").next()).expect("the promises");
    let all = texts("tests/it");
    for promise in promises.split("\n- ").skip(1) {
        // What follows a promise may be the title of the next group.
        let named = tests_named(promise.split("\n\n").next().unwrap_or_default());
        assert!(!named.is_empty(), "no test holds this: {promise}");
        for (file, name) in named {
            let text = all.get(file).unwrap_or_else(|| panic!("{file} is gone, which holds: {promise}"));
            let test = text
                .split("#[test]\n")
                .skip(1)
                .any(|piece| piece.split("fn ").nth(1).is_some_and(|rest| rest.starts_with(&format!("{name}()"))));
            assert!(test, "{file} has no test {name}, which holds: {promise}");
        }
    }
    assert!(tests_named(promises).len() > 30, "the promises were not read");
    for step in promises.split('`').filter_map(|piece| piece.strip_prefix(".ci/long ")) {
        assert!(root().join("tests/long").join(step).is_file(), "there is no long check {step}");
    }
    for reader in ["README.md", "examples/ci/README.md"] {
        let text = std::fs::read_to_string(root().join(reader)).expect("a page");
        assert!(text.contains("SECURITY.md)"), "{reader} leads to SECURITY.md");
    }
}
