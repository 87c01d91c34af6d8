//! Bad input through the real program: a finding or a message that names the file, and never a panic, a hang,
//! a stack overflow or memory without bound.

use crate::running::{Folder, Ran};

/// A role that is sound, to show that one broken file hides nothing in another.
const SOUND: &str = "roles:\n  teacher:\n    title: Teacher\n";
/// One with an unknown field at 4:5.
const TYPO: &str = "roles:\n  coach:\n    title: Coach\n    purpse: Grow practice\n";

fn check_json(folder: &Folder) -> Ran {
    folder.run(&["check", ".", "--format", "json", "--as-of", "2026-11-22"])
}

fn check(folder: &Folder) -> Ran {
    folder.run(&["check", ".", "--as-of", "2026-11-22"])
}

/// Checks a folder of one bad file and a file with a typo: the first gets a finding of `rule` at `place`
/// (`line:column`, or `null:null`), the second its own.
fn found(name: &str, bytes: impl AsRef<[u8]>, rule: &str, place: &str) {
    let folder = Folder::with(&[(name, bytes.as_ref()), ("sound.yaml", TYPO.as_bytes())]);
    let ran = check_json(&folder);
    assert_eq!(ran.status, 1, "{name}: {ran:?}");
    let places = ran.places();
    let wanted = format!("{name}:{place} {rule}");
    assert!(places.contains(&wanted), "no {wanted} among {places:#?}");
    assert!(places.contains(&"sound.yaml:4:5 unknown-field".to_owned()), "{name} hides the other file: {places:#?}");
    let human = check(&folder);
    assert_eq!(human.status, 1);
    assert!(human.out.contains(name), "{name} is not named: {}", human.out);
}

#[test]
fn a_folder_that_is_missing_a_file_or_empty_is_a_message_that_names_it() {
    let folder = Folder::with(&[("a-file.yaml", SOUND)]);
    std::fs::create_dir(folder.at("nothing-in-it")).expect("a folder");
    for command in ["check", "align", "gaps", "load", "org", "list"] {
        for named in ["no-such-folder", "a-file.yaml", "nothing-in-it"] {
            let arguments: &[&str] = if command == "list" { &["list", "roles", named] } else { &[command, named] };
            let ran = folder.run(arguments);
            assert_eq!(ran.status, 2, "{command} {named}: {ran:?}");
            assert!(ran.err.contains(named), "{command} does not name {named}: {}", ran.err);
            assert_eq!(ran.out, "", "{command} {named}");
        }
    }
}

#[test]
fn bytes_that_are_not_text_are_findings() {
    let utf16 =
        |start: [u8; 2], unit: fn(u16) -> [u8; 2]| start.into_iter().chain(SOUND.encode_utf16().flat_map(unit)).collect::<Vec<u8>>();
    let mut late = SOUND.as_bytes().to_vec();
    late.extend(std::iter::repeat_n(b'#', 9000));
    late.extend(b"\n  mentor:\n    title: a\0b\n");
    found("utf-16-le.yaml", utf16([0xFF, 0xFE], u16::to_le_bytes), "unreadable-file", "null:null");
    found("utf-16-be.yaml", utf16([0xFE, 0xFF], u16::to_be_bytes), "unreadable-file", "null:null");
    found("latin-1.yaml", b"roles:\n  teacher:\n    title: Ma\xEEtre\n", "unreadable-file", "null:null");
    found("binary.yaml", (0..=255u8).cycle().take(5000).collect::<Vec<u8>>(), "unreadable-file", "null:null");
    found("nul.yaml", "roles:\n  teacher:\n    title: a\0b\n", "unreadable-file", "null:null");
    found("late-nul.yaml", late, "unreadable-file", "null:null");
}

#[test]
fn broken_yaml_is_a_finding_where_it_breaks() {
    found("quote.yaml", "roles:\n  teacher:\n    title: \"Teacher\n", "syntax", "3:12");
    found("tabs.yaml", "roles:\n\tteacher:\n\t\ttitle: Teacher\n", "syntax", "2:1");
    found("two.yaml", "roles:\n  teacher:\n    title: Teacher\n---\nroles: {}\n", "syntax", "4:1");
    found("list.yaml", "- roles\n- priorities\n", "wrong-type", "1:1");
    found("text.yaml", "just a sentence\n", "wrong-type", "1:1");
    found("roles-list.yaml", "roles:\n  - title: Teacher\n", "wrong-type", "2:3");
}

#[test]
fn a_byte_order_mark_and_windows_line_ends_move_no_place() {
    found("mark.yaml", "\u{feff}rols: {}\n", "unknown-field", "1:1");
    found("windows.yaml", "roles:\r\n  mentor:\r\n    title: é\r\n    purpse: x\r\n", "unknown-field", "4:5");
}

#[test]
fn an_id_that_is_too_long_or_hides_a_command_is_a_finding() {
    let long = |length: usize| format!("roles:\n  {}:\n    title: A\n", "a".repeat(length));
    found("long.yaml", long(1000), "bad-id", "2:3");
    found("longer.yaml", long(1100), "syntax", "2:1103");
    found("escape.yaml", "roles:\n  \"a\\e[31mb\":\n    title: A\n", "bad-id", "2:3");
    let folder = Folder::with(&[("longer.yaml", long(1100))]);
    assert!(check(&folder).out.contains("longer than 1024 characters"), "{}", check(&folder).out);
}

#[cfg(unix)]
#[test]
fn what_is_no_ordinary_file_is_a_finding_and_is_not_opened() {
    use std::os::unix::fs::symlink;
    type Make = fn(&Folder);
    let fifo: Make = |folder| {
        let made = std::process::Command::new("mkfifo").arg(folder.at("x.yaml")).status().expect("mkfifo runs");
        assert!(made.success());
    };
    let cases: &[(&str, Make)] = &[
        ("x.yaml", fifo),
        ("dangling.yaml", |folder| symlink("nowhere", folder.at("dangling.yaml")).expect("a link")),
        ("itself.yaml", |folder| symlink("itself.yaml", folder.at("itself.yaml")).expect("a link")),
        ("loop", |folder| symlink(".", folder.at("loop")).expect("a link")),
        ("out", |folder| symlink("/usr", folder.at("out")).expect("a link")),
        ("folder.yaml", |folder| std::fs::create_dir(folder.at("folder.yaml")).expect("a folder")),
        ("rolewright.toml", |folder| std::fs::create_dir(folder.at("rolewright.toml")).expect("a folder")),
    ];
    for (name, make) in cases {
        let folder = Folder::with(&[("sound.yaml", TYPO)]);
        make(&folder);
        let ran = check_json(&folder);
        assert_eq!(ran.status, 1, "{name}");
        let mut wanted = vec![format!("{name}:null:null unreadable-file"), "sound.yaml:4:5 unknown-field".to_owned()];
        wanted.sort();
        let mut places: Vec<String> = ran.places().into_iter().filter(|place| wanted.contains(place)).collect();
        places.sort();
        assert_eq!(places, wanted, "{name}");
        assert!(check(&folder).out.contains(name), "{name} is not named");
    }
}

#[cfg(unix)]
#[test]
fn a_file_without_permission_is_a_finding_and_hides_nothing() {
    use std::os::unix::fs::PermissionsExt;
    let folder = Folder::with(&[("secret.yaml", SOUND), ("sound.yaml", TYPO)]);
    std::fs::set_permissions(folder.at("secret.yaml"), std::fs::Permissions::from_mode(0o000)).expect("permissions");
    // Nothing is closed to the superuser.
    let closed = std::fs::read(folder.at("secret.yaml")).is_err();
    let places = check_json(&folder).places();
    assert_eq!(places.contains(&"secret.yaml:null:null unreadable-file".to_owned()), closed, "{places:?}");
    assert!(places.contains(&"sound.yaml:4:5 unknown-field".to_owned()), "{places:?}");
}

#[cfg(target_os = "linux")]
#[test]
fn a_file_name_that_is_not_utf_8_is_read_and_named() {
    use std::os::unix::ffi::OsStrExt;
    let folder = Folder::empty();
    let name = std::ffi::OsStr::from_bytes(b"caf\xE9.yaml");
    std::fs::write(folder.path().join(name), TYPO).expect("a file");
    let places = check_json(&folder).places();
    assert!(places.contains(&"caf\u{fffd}.yaml:4:5 unknown-field".to_owned()), "{places:?}");
}

/// Inputs that are small to write and large to swallow: (name, text, rule that must speak).
fn bombs() -> Vec<(&'static str, String, &'static str)> {
    let laughs: String = (1..12).map(|n| format!("x{n}: &a{n} [{}]\n", vec![format!("*a{}", n - 1); 10].join(","))).collect();
    let stairs: String = (1..3000).map(|n| format!("{}a:\n", " ".repeat(n))).collect();
    vec![
        ("scalar.yaml", format!("roles:\n  teacher:\n    title: {}\n", "a".repeat(10_000_000)), "unreadable-file"),
        ("flow.yaml", format!("roles: {}{}", "[".repeat(100_000), "]".repeat(100_000)), "syntax"),
        ("flow-map.yaml", format!("roles: {}", "{a: ".repeat(100_000)), "syntax"),
        ("block.yaml", format!("{}x\n", "- ".repeat(100_000)), "syntax"),
        ("stairs.yaml", format!("roles:\n{stairs}"), "syntax"),
        ("laughs.yaml", format!("x0: &a0 [lol,lol,lol,lol,lol,lol,lol,lol,lol,lol]\n{laughs}"), "syntax"),
    ]
}

#[cfg(unix)]
#[test]
fn bombs_are_findings_in_little_time_and_memory() {
    for (name, text, rule) in bombs() {
        let folder = Folder::with(&[(name, text.as_str()), ("sound.yaml", TYPO)]);
        for format in ["json", "human", "github", "markdown"] {
            let ran = folder.run_in_little_memory(&["check", ".", "--format", format, "--as-of", "2026-11-22"]);
            assert_eq!(ran.status, 1, "{name} as {format}: {}", ran.err);
            assert!(ran.out.contains(name), "{name} is not named as {format}");
            assert!(ran.out.len() < 1_000_000, "{name} as {format}: {} bytes", ran.out.len());
            if format == "json" {
                let places = ran.places();
                assert!(places.iter().any(|place| place.starts_with(name) && place.ends_with(rule)), "{name}: {places:?}");
                assert!(places.contains(&"sound.yaml:4:5 unknown-field".to_owned()), "{name} hides the other file");
            }
        }
    }
}

#[cfg(unix)]
#[test]
fn a_line_of_a_hundred_thousand_unknown_fields_is_cut_and_says_so() {
    let fields: Vec<String> = (0..140_000).map(|n| format!("f{n}: v{n}")).collect();
    let text = format!("roles: {{teacher: {{title: T, {}}}}}\n", fields.join(", "));
    assert!(text.len() > 2_000_000);
    let folder = Folder::with(&[("line.yaml", text.as_str()), ("sound.yaml", TYPO)]);
    for format in ["human", "json", "github", "markdown"] {
        let ran = folder.run_in_little_memory(&["check", ".", "--format", format, "--as-of", "2026-11-22"]);
        assert_eq!(ran.status, 1, "{format}: {}", ran.err);
        assert!(ran.out.contains("line.yaml"), "{format}");
        assert!(ran.out.len() < 1_000_000, "{format}: {} bytes", ran.out.len());
        if format == "json" {
            assert!(ran.out.contains("are not listed"), "nothing says that findings were cut");
            assert!(ran.places().contains(&"sound.yaml:4:5 unknown-field".to_owned()));
        }
    }
}

#[test]
fn every_problem_of_one_file_comes_in_one_run() {
    let text = "rolls: {}\nroles:\n  Bad Id:\n    title: A\n  a:\n    titel: A\n    level: [x]\n  b:\n    title: B\n    title: C\n    \
                reports_to: nobody\n    teaching: lots\n  c: just text\npriorities:\n  p:\n    title: P\n    status: maybe\n";
    let folder = Folder::with(&[("many.yaml", text)]);
    let places = check_json(&folder).places();
    for wanted in [
        "1:1 unknown-field",
        "3:3 bad-id",
        "6:5 unknown-field",
        "7:12 wrong-type",
        "10:5 duplicate-key",
        "11:17 unknown-reference",
        "12:15 bad-value",
        "13:6 wrong-type",
        "17:13 bad-value",
    ] {
        assert!(places.contains(&format!("many.yaml:{wanted}")), "no {wanted} among {places:#?}");
    }
}

#[test]
fn an_unknown_setting_is_said_in_plain_words() {
    let folder = Folder::with(&[("rolewright.toml", "nmae = \"North\"\n"), ("sound.yaml", SOUND)]);
    let ran = check(&folder);
    assert!(ran.out.contains("“nmae” is not a field of the settings") && ran.out.contains("Did you mean “name”?"), "{}", ran.out);
}

#[test]
fn settings_that_are_broken_or_deep_are_one_finding_and_hide_nothing() {
    let cases = [
        ("broken", "name = \n".to_owned(), "1:8"),
        ("list", format!("x = {}{}\n", "[".repeat(100_000), "]".repeat(100_000)), "1:85"),
        ("table", format!("x = {}\n", "{a=".repeat(100_000)), "1:245"),
        ("key", format!("{}b = 1\n", "a.".repeat(100_000)), "1:1"),
    ];
    for (name, settings, place) in cases {
        let folder = Folder::with(&[("rolewright.toml", settings.as_str()), ("sound.yaml", TYPO)]);
        let places = check_json(&folder).places();
        assert!(places.contains(&format!("rolewright.toml:{place} syntax")), "{name}: {places:?}");
        assert!(places.iter().filter(|place| place.ends_with(" syntax")).count() <= 2, "{name}: a cascade of {}", places.len());
        assert!(places.contains(&"sound.yaml:4:5 unknown-field".to_owned()), "{name}: {places:?}");
    }
}

const REPORTS_UP: &str = "roles:\n  coach:\n    title: Coach\n    reports_to: principal\n";
const PRINCIPAL: &str = "roles:\n  principal:\n    title: Principal\n";

/// The errors of the framework in `plan`, which extends `named`, beside further files.
fn extending(named: &str, others: &[(&str, &str)], more: &[&str]) -> Vec<String> {
    let folder = Folder::with(others);
    folder.write("plan/roles.yaml", REPORTS_UP);
    folder.write("plan/rolewright.toml", format!("extends = [{named:?}]\n"));
    let mut arguments = vec!["check", "plan", "--format", "json", "--as-of", "2026-11-22"];
    arguments.extend(more);
    folder.run(&arguments).places()
}

#[test]
fn layers_that_are_missing_circular_or_broken_are_findings() {
    let missing = extending("../nowhere", &[], &[]);
    assert!(missing.contains(&"rolewright.toml:1:12 bad-value".to_owned()), "{missing:?}");
    let circle = extending("../up", &[("up/rolewright.toml", "extends = [\"../plan\"]\n"), ("up/a.yaml", PRINCIPAL)], &[]);
    assert!(circle.contains(&"../up/rolewright.toml:1:12 bad-value".to_owned()), "{circle:?}");
    assert!(extending(".", &[], &[]).contains(&"rolewright.toml:1:12 bad-value".to_owned()));
    let broken = extending("../up", &[("up/rolewright.toml", "extends = [\n"), ("up/a.yaml", "rolls: {}\n")], &[]);
    assert!(broken.iter().any(|place| place.starts_with("../up/rolewright.toml:") && place.ends_with("syntax")), "{broken:?}");
    assert!(broken.contains(&"../up/a.yaml:1:1 unknown-field".to_owned()), "{broken:?}");
}

#[test]
fn a_chain_of_layers_is_read_to_its_end() {
    let upper = ("up/rolewright.toml", "extends = [\"../state\"]\n");
    let places = extending("../up", &[upper, ("up/a.yaml", "outcomes: {}\n"), ("state/a.yaml", PRINCIPAL)], &[]);
    assert!(!places.iter().any(|place| place.ends_with("unknown-reference") || place.ends_with("bad-value")), "{places:?}");
}

#[test]
fn a_layer_outside_the_repository_is_read_only_where_it_is_allowed() {
    let outside = Folder::with(&[("state.yaml", PRINCIPAL)]);
    let named = outside.path().to_str().expect("a path");
    let refused = extending(named, &[], &[]);
    assert!(refused.contains(&"rolewright.toml:1:12 bad-value".to_owned()), "{refused:?}");
    // What stands in it is not known, so nothing is called unknown that may be there.
    assert!(!refused.iter().any(|place| place.ends_with("unknown-reference")), "{refused:?}");
    let allowed = extending(named, &[], &["--allow-extends", named]);
    assert!(!allowed.iter().any(|place| place.ends_with("unknown-reference") || place.ends_with("bad-value")), "{allowed:?}");
}

/// A text that would do harm in a terminal, a page, a table, a workflow log or a spreadsheet.
const HOSTILE: &str = "a|b <script>x</script> `c` \\u202Eevil\\n::error::pwn \\e[31m";

#[test]
fn hostile_titles_are_harmless_in_every_output() {
    let text = format!(
        "roles:\n  lead:\n    title: \"=1+1 {HOSTILE}\"\n    level: team\n    responsibilities:\n      run:\n        does: \"{HOSTILE}\"\n        \
         serves: p\n  principal:\n    title: \"=HYPERLINK(1)\"\n    purpse: x\n\"k\\e[31m\\u202E\\n::error::\": {{}}\npriorities:\n  p:\n    title: \"{HOSTILE}\"\n    \
         status: active\n    owner: principal\n    actions:\n      act:\n        title: \"{HOSTILE}\"\n        raci: {{A: principal, R: lead}}\n"
    );
    let folder = Folder::with(&[("a.yaml", text)]);
    for (command, formats) in [
        ("check", "human json github markdown"),
        ("align", "table markdown csv json"),
        ("gaps", "table markdown csv json"),
        ("load", "table markdown csv json"),
        ("org", "tree mermaid dot json"),
        ("trace p", "tree markdown json mermaid"),
        ("trace --impact lead", "tree markdown json"),
        ("list roles", "table json yaml"),
        ("show lead", "table json yaml"),
        ("report audit", "markdown"),
    ] {
        for format in formats.split(' ') {
            let mut arguments: Vec<&str> = command.split(' ').collect();
            arguments.extend([".", "--format", format, "--as-of", "2026-11-22"]);
            let ran = folder.run(&arguments);
            harmless(&ran, &format!("{command} as {format}"), format);
        }
    }
}

fn harmless(ran: &Ran, what: &str, format: &str) {
    assert!(!ran.all().contains('\u{1b}'), "{what} has an escape character");
    let data = format == "json" || format == "yaml";
    assert!(data || !ran.all().contains('\u{202e}'), "{what} has a right-to-left override");
    assert!(!ran.out.lines().any(|line| line.starts_with("::error::")), "{what} has a workflow command");
    if format == "markdown" {
        assert!(!ran.out.contains("<script>"), "{what} has a tag");
        assert!(!ran.out.contains(" `c` "), "{what} has code");
        assert!(!ran.out.contains("a|b"), "{what} ends a cell");
    }
    if format == "csv" {
        assert!(
            !ran.out.lines().any(|line| line.split(',').any(|cell| cell.trim_start_matches('"').starts_with('='))),
            "{what} has a formula"
        );
    }
    if format == "json" {
        ran.json();
    }
}

#[test]
fn odd_file_names_are_shown_harmlessly() {
    use std::os::unix::ffi::OsStrExt;
    let folder = Folder::with(&[("sound.yaml", SOUND), ("a\u{1b}[31m\nb.yaml", TYPO)]);
    let odd = std::ffi::OsStr::from_bytes(b"bad\xff.yaml");
    std::fs::write(folder.path().join(odd), TYPO.replace("coach", "mentor")).expect("a file");
    for format in ["human", "json", "github", "markdown"] {
        let ran = folder.run(&["check", ".", "--format", format, "--as-of", "2026-11-22"]);
        assert_eq!(ran.status, 1, "{format}");
        assert!(!ran.out.contains('\u{1b}'), "{format} lets an escape code through");
        assert!(ran.out.contains("bad\u{fffd}.yaml"), "{format} names the odd file");
    }
}

#[test]
fn a_broken_file_is_the_only_cause_named() {
    let folder = Folder::with(&[
        ("a.yaml", "roles:\n  lead:\n    title: \"Lead\n  principal:\n    title: Principal\n"),
        ("b.yaml", "roles:\n  teacher:\n    title: Teacher\n    reports_to: principal\n"),
    ]);
    assert_eq!(check_json(&folder).places(), ["a.yaml:3:12 syntax"]);
}
