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
    for command in ["check", "align", "gaps", "list"] {
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
    late.extend(b"\n  coach:\n    title: a\0b\n");
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
fn a_mark_or_foreign_line_breaks_change_no_place() {
    let folder =
        Folder::with(&[("a.yaml", "\u{feff}roles:\r\n  teacher:\r\n    titel: Teacher\r\n    title: \"Ünï\"\r\n    level: nowhere\r\n")]);
    assert_eq!(check_json(&folder).places(), ["a.yaml:3:5 unknown-field", "a.yaml:5:12 bad-value"]);
}

#[test]
fn what_is_no_ordinary_file_is_a_finding_and_never_waited_for() {
    let folder = Folder::with(&[("sound.yaml", SOUND)]);
    std::fs::create_dir(folder.at("folder.yaml")).expect("a folder");
    let outside = Folder::with(&[("roles.yaml", SOUND)]);
    for (link, target) in [("dangling.yaml", "nowhere.yaml"), ("loop", "."), ("out", outside.path().to_str().expect("a path"))] {
        std::os::unix::fs::symlink(target, folder.at(link)).expect("a link");
    }
    let made = std::process::Command::new("mkfifo").arg(folder.at("pipe.yaml")).status().expect("mkfifo is there");
    assert!(made.success());
    let ran = check_json(&folder);
    assert_eq!(ran.status, 1);
    let wanted = ["dangling.yaml", "folder.yaml", "loop", "out", "pipe.yaml"];
    assert_eq!(ran.places(), wanted.map(|name| format!("{name}:null:null unreadable-file")));
    let human = check(&folder);
    assert!(wanted.iter().all(|name| human.out.contains(name)), "{}", human.out);
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
fn ids_and_titles_do_no_harm_in_any_format() {
    let title = "<script>alert(1)</script> | `x` ::error::y \\u202e \\e[31m [a](http://b) @team";
    let text = format!(
        "roles:\n  lead:\n    title: \"{title}\"\n    level: school\n    responsibilities:\n      a:\n        does: \"Teach | all\\n# of it\"\n        serves: p\n  \"x\\e[2J\":\n    title: X\npriorities:\n  p:\n    title: \"{title}\"\n    status: active\n    owner: lead\n"
    );
    let folder = Folder::with(&[("a.yaml", text)]);
    let runs: &[&[&str]] = &[
        &["check", "."],
        &["check", ".", "--format", "github"],
        &["check", ".", "--format", "markdown"],
        &["check", ".", "--format", "json"],
        &["align", "."],
        &["align", ".", "--format", "markdown"],
        &["align", ".", "--format", "csv"],
        &["align", ".", "--format", "json"],
        &["gaps", ".", "--format", "markdown"],
        &["gaps", ".", "--format", "csv"],
        &["list", "roles", "."],
        &["show", "lead", "."],
        &["show", "lead", ".", "--format", "yaml"],
        &["report", "audit", "."],
    ];
    for arguments in runs {
        let ran = folder.run(&[arguments, &["--as-of", "2026-11-22"][..]].concat());
        assert!(!ran.all().contains('\u{1b}'), "{arguments:?} lets an escape code through");
        // YAML is for reading back: there the text must stay what it is.
        assert!(arguments.contains(&"yaml") || !ran.all().contains('\u{202e}'), "{arguments:?} lets text turn its direction");
        if arguments.contains(&"markdown") || arguments[0] == "report" {
            assert!(!ran.out.contains("<script>"), "{arguments:?} lets HTML through");
            assert!(!ran.out.contains("@team"), "{arguments:?} mentions somebody");
        }
        if arguments.contains(&"github") {
            assert!(ran.out.lines().all(|line| line.starts_with("::")), "{arguments:?}: one command a line");
            assert!(!ran.out.lines().any(|line| line.starts_with("::error::y")), "{arguments:?} lets a command through");
        }
    }
    assert!(check_json(&folder).places().contains(&"a.yaml:9:3 bad-id".to_owned()));
}

#[test]
fn an_id_of_a_thousand_characters_is_refused() {
    found("long.yaml", format!("roles:\n  {}:\n    title: Long\n", "a".repeat(1000)), "bad-id", "2:3");
}

#[test]
fn huge_and_deep_input_stays_within_little_memory() {
    let bomb = (1..=30).fold("a0: &a0 [x, x, x, x, x, x, x, x, x]\n".to_owned(), |text, n| {
        text + &format!("a{n}: &a{n} [{}]\n", vec![format!("*a{}", n - 1); 9].join(", "))
    });
    let cases: &[(&str, String, &str)] = &[
        ("scalar.yaml", format!("roles:\n  a:\n    title: {}\n", "x".repeat(10_000_000)), "unreadable-file"),
        ("flow.yaml", "[".repeat(100_000), "syntax"),
        ("map.yaml", "{a: ".repeat(100_000), "syntax"),
        ("block.yaml", (0..3_000).map(|n| format!("{}a:\n", " ".repeat(n))).collect(), "syntax"),
        ("dashes.yaml", "- ".repeat(100_000), "syntax"),
        ("bomb.yaml", bomb, "syntax"),
    ];
    for (name, text, rule) in cases {
        let folder = Folder::with(&[(*name, text.as_str()), ("sound.yaml", TYPO)]);
        let ran = folder.run_in_little_memory(&["check", ".", "--format", "json", "--as-of", "2026-11-22"]);
        assert_eq!(ran.status, 1, "{name}");
        let places = ran.places();
        assert!(places.iter().any(|place| place.starts_with(&format!("{name}:")) && place.ends_with(rule)), "{name}: {places:?}");
        assert!(places.contains(&"sound.yaml:4:5 unknown-field".to_owned()), "{name} hides the other file");
    }
}

#[test]
fn one_huge_line_full_of_findings_takes_no_quadratic_time() {
    let fields: Vec<String> = (0..4_000).map(|n| format!("field{n}: {}", "some value ".repeat(45).trim_end())).collect();
    let folder = Folder::with(&[("wide.yaml", format!("roles: {{a: {{title: A, {}}}}}\n", fields.join(", ")))]);
    for format in ["human", "json", "github", "markdown"] {
        let ran = folder.run_in_little_memory(&["check", ".", "--format", format, "--as-of", "2026-11-22"]);
        assert_eq!(ran.status, 1, "{format}");
    }
}

#[test]
fn all_problems_of_shape_are_found_in_one_run() {
    let text = "roles:\n  Team Lead:\n    title: X\n  lead:\n    level: nowhere\n    family: chief\n    teaching: half\n    reports_to: [a]\n    reports_to: principle\n    titel: Lead\n    responsibilities: none\n  principal:\n    title: Principal\nroels: {}\n";
    let folder = Folder::with(&[("a.yaml", text)]);
    let places = check_json(&folder).places();
    for wanted in [
        "2:3 bad-id",
        "4:3 missing-field",
        "5:12 bad-value",
        "6:13 bad-value",
        "7:15 bad-value",
        "8:17 wrong-type",
        "9:5 duplicate-key",
        "10:5 unknown-field",
        "11:23 wrong-type",
        "14:1 unknown-field",
    ] {
        assert!(places.contains(&format!("a.yaml:{wanted}")), "no {wanted} among {places:#?}");
    }
}

#[test]
fn broken_settings_are_findings_and_hide_no_content() {
    let deep = format!("x = {}{}", "[".repeat(100_000), "]".repeat(100_000));
    for (toml, rule) in [
        ("name = \"open\nyear = 3\n", "syntax"),
        ("[rules]\nhiden-work = \"off\"\n", "unknown-field"),
        ("levls = [\"a\"]\n", "unknown-field"),
        ("contract_hours = \"forty\"\n", "bad-value"),
        ("[rules]\nhidden-work = \"loud\"\n", "bad-value"),
        (deep.as_str(), "syntax"),
    ] {
        let folder = Folder::with(&[("rolewright.toml", toml), ("sound.yaml", TYPO)]);
        let ran = check_json(&folder);
        assert_eq!(ran.status, 1);
        let places = ran.places();
        assert!(places.iter().any(|place| place.starts_with("rolewright.toml:") && place.ends_with(rule)), "{rule}: {places:?}");
        assert!(places.contains(&"sound.yaml:4:5 unknown-field".to_owned()), "{places:?}");
    }
}

#[test]
fn layers_are_read_within_the_repository_only() {
    let school = "extends = [\"../district\"]\n";
    let folder = Folder::with(&[
        ("school/rolewright.toml", school),
        ("school/roles.yaml", "roles:\n  lead:\n    title: Lead\n    reports_to: chief\n    requires:\n      coach-adults: leading\n"),
        ("district/rolewright.toml", "name = \"District\"\nextends = [\"../state\"]\n"),
        ("district/roles.yaml", "roles:\n  chief:\n    title: Chief\n"),
        ("state/competencies.yaml", "scales:\n  p: [emerging, leading]\ncompetencies:\n  coach-adults:\n    title: Coach adults\n"),
    ]);
    let ran = folder.run(&["check", "school", "--as-of", "2026-11-22"]);
    assert_eq!(ran.status, 0, "{ran:?}");

    let outside = Folder::with(&[("roles.yaml", "roles:\n  chief:\n    title: Chief\n")]);
    let named = outside.path().to_str().expect("a path");
    for (extends, allowed, status) in
        [(named, None, 1), (named, Some(named), 0), ("../nowhere", None, 1), ("../state", None, 0), (".", None, 1)]
    {
        folder.write("school/rolewright.toml", format!("extends = [\"{extends}\"]\n"));
        folder.write("school/roles.yaml", "roles:\n  lead:\n    title: Lead\n");
        let mut arguments = vec!["check", "school", "--as-of", "2026-11-22"];
        arguments.extend(allowed.iter().flat_map(|allowed| ["--allow-extends", allowed]));
        let ran = folder.run(&arguments);
        assert_eq!(ran.status, status, "{extends}: {ran:?}");
    }
    folder.write("state/rolewright.toml", "extends = [\"../school\"]\n");
    folder.write("school/rolewright.toml", "extends = [\"../state\"]\n");
    let ran = folder.run(&["check", "school", "--as-of", "2026-11-22"]);
    assert!(ran.status == 1 && ran.out.contains("circle"), "{ran:?}");
}

#[test]
fn a_broken_file_is_the_only_cause_named() {
    let folder = Folder::with(&[
        ("a.yaml", "roles:\n  lead:\n    title: \"Lead\n  principal:\n    title: Principal\n"),
        ("b.yaml", "roles:\n  teacher:\n    title: Teacher\n    reports_to: principal\n"),
    ]);
    assert_eq!(check_json(&folder).places(), ["a.yaml:3:12 syntax"]);
}
