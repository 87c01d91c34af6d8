//! The house rules of the source, held by reading it: floors, side doors, sizes, and what must not be left behind.
#![allow(clippy::disallowed_methods, reason = "it reads the source itself")]

use crate::tree::texts;
use rolewright::diag::{RuleMeta, structure};
use rolewright::rules;
use std::collections::{BTreeMap, BTreeSet};

/// Each floor uses only itself and those before it.
const FLOORS: &[&str] = &["text", "diag", "model", "load", "analysis", "rules", "audit", "render", "report"];

/// Crates that only one place may name, so that replacing one changes one place.
const SIDE_DOORS: &[(&str, &[&str])] = &[
    ("granit_parser", &["src/load/yaml.rs"]),
    ("use ::toml", &["src/load/toml.rs"]),
    ("serde_yaml", &["src/load/write.rs"]),
    ("walkdir", &["src/load/read/disk.rs"]),
    ("gix", &["src/load/read/git"]),
    ("std::fs", &["src/load/read", "src/bin/rolewright/"]),
    ("std::env", &["src/bin/rolewright/"]),
    ("SystemTime", &["src/bin/rolewright/"]),
    ("Zoned", &["src/bin/rolewright/"]),
    ("clap", &["src/bin/rolewright/"]),
    ("comfy_table", &["src/render/"]),
    ("miette", &["src/render/"]),
    ("owo_colors", &["src/render/"]),
];

/// The longest source file that needs no reason, in lines.
const LONG: usize = 400;

/// Files that are longer, and why they are better in one piece.
const LONG_FOR_A_REASON: &[(&str, &str)] = &[
    ("src/load/yaml.rs", "only one file may name the YAML reader, and every mistake it reports is put into words there"),
    ("src/model/corpus.rs", "one macro declares every collection, and each of its lines needs the types around it"),
];

/// Paths of the machine that something was written on.
const MACHINE_PATHS: &[&str] = &["/work/", "/root/", "/home/", "/tmp/", "/Users/", "C:\\"];

fn sources() -> BTreeMap<String, String> {
    texts("src").into_iter().filter(|(name, _)| name.ends_with(".rs")).collect()
}

/// The code of a file as (line number, line): without comments, and without its unit tests at the end.
fn code(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let lines = text.lines().enumerate().take_while(|(_, line)| !line.contains("#[cfg(test)]"));
    lines.map(|(at, line)| (at + 1, line)).filter(|(_, line)| !line.trim_start().starts_with("//"))
}

/// The floor that a library file belongs to; none for the program and the map.
fn floor_of(name: &str) -> Option<&str> {
    let inside = name.strip_prefix("src/")?;
    let floor = inside.split('/').next()?.trim_end_matches(".rs");
    (floor != "bin" && floor != "lib").then_some(floor)
}

/// What follows each `crate::` on a line, as far as it is one name.
fn crate_paths(line: &str) -> Vec<&str> {
    line.split("crate::").skip(1).map(|rest| rest.split(|c: char| !c.is_alphanumeric() && c != '_').next().unwrap_or("")).collect()
}

#[test]
fn every_module_of_the_library_is_a_floor_and_the_map_shows_them_in_order() {
    let map = &texts("src")["src/lib.rs"];
    let declared: BTreeSet<&str> = map.lines().filter_map(|line| line.strip_prefix("pub mod ")?.strip_suffix(';')).collect();
    assert_eq!(declared, FLOORS.iter().copied().collect(), "modules in src/lib.rs");
    let shown: Vec<&str> = map.lines().filter_map(|line| line.strip_prefix("//! | [`")?.split('`').next()).collect();
    assert_eq!(shown, FLOORS, "the table of floors in src/lib.rs");
    let on_disk: BTreeSet<String> = sources().keys().filter_map(|name| floor_of(name).map(ToOwned::to_owned)).collect();
    assert_eq!(on_disk, FLOORS.iter().map(ToString::to_string).collect(), "folders and files in src");
}

#[test]
fn floors_use_only_those_before_them() {
    let rank = |floor: &str| FLOORS.iter().position(|&known| known == floor);
    let mut wrong = Vec::new();
    for (name, text) in sources() {
        let Some(own) = floor_of(&name).and_then(rank) else { continue };
        // Unit tests may reach up: they need a framework, and only loading makes one.
        for (number, line) in code(&text) {
            for used in crate_paths(line) {
                if rank(used).is_none_or(|used| used > own) {
                    wrong.push(format!("{name}:{number}: {}", line.trim()));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "these reach for a later floor (or for several at once, which hides it):\n{}", wrong.join("\n"));
}

#[test]
fn no_file_climbs_out_of_its_floor_without_naming_where_it_goes() {
    for (name, text) in sources().iter().filter(|(name, _)| floor_of(name).is_some()) {
        assert!(code(text).all(|(_, line)| !line.contains("super::super::")), "{name}: write crate::<floor> instead");
    }
}

#[test]
fn each_side_door_is_in_its_one_place() {
    for (door, homes) in SIDE_DOORS {
        let mut used = false;
        for (name, text) in sources() {
            let named = code(&text).any(|(_, line)| line.contains(door));
            let at_home = homes.iter().any(|home| name.starts_with(home));
            assert!(!named || at_home, "{name} names {door}, which only {homes:?} may");
            used |= named;
        }
        let may_be_absent = ["std::env", "SystemTime"].contains(door);
        assert!(used || may_be_absent, "nothing names {door} any more; take it off the list");
    }
}

#[test]
fn every_source_file_opens_with_what_it_is_for() {
    for (name, text) in sources() {
        assert!(text.starts_with("//! "), "{name} must begin with a line “//! …”");
    }
    for (name, text) in texts("tests").into_iter().chain(texts("benches")).filter(|(name, _)| name.ends_with(".rs")) {
        assert!(text.starts_with("//! "), "{name} must begin with a line “//! …”");
    }
}

#[test]
fn long_files_have_a_reason() {
    let allowed: BTreeMap<&str, &str> = LONG_FOR_A_REASON.iter().copied().collect();
    let long: Vec<String> = sources().into_iter().filter(|(_, text)| text.lines().count() > LONG).map(|(name, _)| name).collect();
    for name in &long {
        assert!(allowed.contains_key(name.as_str()), "{name} has more than {LONG} lines: split it, or say here why not");
    }
    for (name, reason) in LONG_FOR_A_REASON {
        assert!(long.iter().any(|long| long == name), "{name} is short again (or gone); take it off the list");
        assert!(reason.split_whitespace().count() > 3, "{name} needs a reason");
    }
}

#[test]
fn nothing_unfinished_is_left_behind() {
    for (name, text) in sources() {
        for word in ["todo!", "unimplemented!", "dbg!", "FIXME", "XXX"] {
            assert!(!text.contains(word), "{name} contains {word}");
        }
    }
}

#[test]
fn code_does_not_panic_by_shortcut() {
    for (name, text) in sources() {
        for (number, line) in code(&text) {
            for word in [".unwrap()", ".expect(", ".unwrap_err()"] {
                assert!(!line.contains(word), "{name}:{number}: {word} may panic on what a stranger wrote");
            }
        }
    }
}

#[test]
fn texts_name_no_path_of_one_machine() {
    for (name, text) in texts("").iter().filter(|(name, _)| !name.starts_with("tests/")) {
        for (number, line) in text.lines().enumerate() {
            for path in MACHINE_PATHS {
                let absolute =
                    line.match_indices(path).any(|(at, _)| !line[..at].ends_with(|c: char| c.is_alphanumeric() || "-_.}~".contains(c)));
                assert!(!absolute, "{name}:{}: {path} is a path of one machine: {}", number + 1, line.trim());
            }
        }
    }
}

#[test]
fn every_rule_has_its_code_its_page_and_its_line_in_the_catalogue() {
    let files = texts("src/rules");
    let stems = |ending: &str| -> BTreeSet<String> {
        let inside = files.keys().filter_map(|name| name.strip_prefix("src/rules/")?.strip_suffix(ending));
        inside.map(|stem| stem.replace('_', "-")).collect()
    };
    let listed: BTreeSet<String> = rules::ALL.iter().map(|rule| rule.meta.id.to_owned()).collect();
    assert_eq!(stems(".rs"), listed, "src/rules/<rule>.rs beside rules::ALL");
    assert_eq!(stems(".md"), listed, "src/rules/<rule>.md beside rules::ALL");
    for name in files.keys() {
        let stem = name.trim_start_matches("src/rules/");
        assert!(!(stem.ends_with(".rs") && stem.contains('-') || stem.ends_with(".md") && stem.contains('_')), "{name} is misnamed");
    }
}

#[test]
fn rules_are_listed_by_id_and_none_twice() {
    let ids: Vec<&str> = rules::ALL.iter().map(|rule| rule.meta.id).collect();
    assert!(ids.windows(2).all(|pair| pair[0] < pair[1]), "rules::ALL is sorted by id: {ids:?}");
    let catalogue: Vec<&str> = rules::catalogue().iter().map(|meta| meta.id).collect();
    assert!(catalogue.windows(2).all(|pair| pair[0] < pair[1]), "the whole catalogue, rules of shape included: {catalogue:?}");
}

#[test]
fn every_rule_of_shape_has_its_page() {
    let pages = texts("src/diag/structure");
    let on_disk: BTreeSet<&str> = pages.keys().filter_map(|name| name.strip_prefix("src/diag/structure/")?.strip_suffix(".md")).collect();
    let listed: BTreeSet<&str> = structure::ALL.iter().map(|meta| meta.id).collect();
    assert_eq!(on_disk, listed);
}

#[test]
fn names_of_rules_cases_and_thresholds_are_written_alike() {
    let kebab = |name: &str| rolewright::model::is_slug(name);
    let snake = |name: &str| kebab(&name.replace('_', "-")) && !name.contains('-');
    for meta in rules::catalogue() {
        let RuleMeta { id, summary, cases, thresholds, .. } = meta;
        assert!(kebab(id), "{id}");
        assert!(!summary.ends_with('.') && !summary.contains('\n'), "the summary of {id} is one line without a full stop");
        let names: BTreeSet<&str> = cases.iter().map(|case| case.name).collect();
        assert_eq!(names.len(), cases.len(), "two cases of {id} have one name");
        assert!(cases.iter().all(|case| kebab(case.name)), "cases of {id}");
        assert!(thresholds.iter().all(|threshold| snake(threshold.name)), "thresholds of {id}");
    }
}

/// What a program is started or a connection opened with.
const TO_THE_OUTSIDE: &[&str] = &["process::Command", "std::net", "TcpStream", "UdpSocket", "UnixStream", "posix_spawn", "execv"];

/// Crates that would do so, as their names stand in Cargo.lock. Git is read with its remote parts left out.
const CRATES_TO_THE_OUTSIDE: &[&str] = &["reqwest", "ureq", "hyper", "curl", "socket2", "tokio", "native-tls", "rustls", "openssl", "ssh2"];

#[test]
fn the_program_starts_nothing_and_connects_to_nothing() {
    for (name, text) in sources() {
        for (number, line) in code(&text) {
            for word in TO_THE_OUTSIDE {
                assert!(!line.contains(word), "{name}:{number}: {word} reaches out of the program");
            }
        }
    }
    let locked = &texts("")["Cargo.lock"];
    for package in locked.split("[[package]]\n").skip(1) {
        let name = package.lines().next().and_then(|line| line.strip_prefix("name = \"")?.strip_suffix('"')).expect("a name");
        assert!(!CRATES_TO_THE_OUTSIDE.contains(&name), "{name} opens connections or starts programs");
    }
}
