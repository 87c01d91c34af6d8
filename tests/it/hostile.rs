//! Texts that try to be markup, a formula, a command or a drawing, through the real program, in every form that it
//! writes. What it says as Markdown is read by real parsers too: tests/markdown/run.

use crate::running::Folder;
use serde_json::Value;
use std::path::Path;

const AS_OF: [&str; 3] = ["--as-of", "2026-11-22", "--quiet"];

fn hostile() -> String {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/markdown/hostile").display().to_string()
}

/// What it says; a framework with errors is still written about.
fn said(words: &[&str]) -> String {
    let place = hostile();
    let ran = Folder::empty().run(&[words, &[&place], &AS_OF[..]].concat());
    assert!(ran.status <= 1, "{words:?}: {}", ran.err);
    assert!(!ran.out.is_empty(), "{words:?} says nothing");
    ran.out
}

/// Every report that has a table form, without its format.
const TABLES: [&[&str]; 7] = [
    &["align"],
    &["align", "--by", "unit"],
    &["align", "--matrix", "decisions"],
    &["align", "--matrix", "talent"],
    &["align", "--matrix", "committees"],
    &["gaps"],
    &["load"],
];
const PAPERS: [&[&str]; 5] = [
    &["report", "audit"],
    &["report", "role", "lead-0"],
    &["report", "team", "school"],
    &["report", "ilt", "--unit", "school"],
    &["report", "pack"],
];

/// Nothing that a terminal would obey, or that hides or reorders what is around it.
fn is_inert(out: &str) -> bool {
    out.chars().all(|c| c == '\n' || !rolewright::text::is_unseen(c))
}

#[test]
fn on_a_terminal_nothing_is_obeyed() {
    let others: [&[&str]; 7] =
        [&["check"], &["guide"], &["entry"], &["trace", "lead-0"], &["list", "roles"], &["org"], &["show", "lead-0"]];
    for words in TABLES.iter().copied() {
        assert!(is_inert(&said(words)), "{words:?}");
    }
    for words in PAPERS {
        assert!(is_inert(&said(&[words, &["--format", "table"]].concat())), "{words:?}");
    }
    for words in others {
        assert!(is_inert(&said(words)), "{words:?}");
    }
}

#[test]
fn in_a_spreadsheet_no_cell_is_a_formula() {
    let mut guarded = 0;
    for words in TABLES {
        let out = said(&[words, &["--format", "csv"]].concat());
        assert!(is_inert(&out), "{words:?}");
        // Tables of different widths stand in one file, an empty line apart.
        for table in out.split("\n\n") {
            let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(table.as_bytes());
            for row in reader.records() {
                let row = row.unwrap_or_else(|error| panic!("{words:?}: a title broke its row: {error}\n{table}"));
                for cell in &row {
                    let formula = cell.starts_with(['=', '+', '-', '@', '\t', '＝', '＋', '－', '＠']) && cell.chars().count() > 1;
                    let number = cell.trim_start_matches(['-', '+']).chars().all(|c| c.is_ascii_digit() || c == '.');
                    assert!(!formula || number, "{words:?}: {cell}");
                    guarded += usize::from(cell.starts_with('\''));
                }
            }
        }
    }
    assert!(guarded > 0, "no title came near a formula");
}

#[test]
fn as_json_every_text_is_what_the_file_says() {
    for words in TABLES.iter().copied().chain([&["guide"][..], &["entry"], &["org"], &["trace", "lead-0"]]) {
        let out = said(&[words, &["--format", "json"]].concat());
        let value: Value = serde_json::from_str(&out).unwrap_or_else(|error| panic!("{words:?}: {error}"));
        assert_eq!(value["version"], 1, "{words:?}");
        assert!(out.chars().all(|c| c == '\n' || !c.is_control()), "{words:?} holds a control character");
    }
    let roles: Value = serde_json::from_str(&said(&["list", "roles", "--format", "json"])).expect("JSON");
    let titles: Vec<&str> = roles["items"].as_array().expect("items").iter().filter_map(|item| item["title"].as_str()).collect();
    assert!(titles.iter().any(|title| title.starts_with('|') || title.contains('<') || title.starts_with('=')), "{titles:?}");
}

#[test]
fn on_a_page_nothing_is_markup() {
    for words in PAPERS.iter().chain(&TABLES) {
        let page = said(&[words, &["--format", "html"][..]].concat());
        assert_eq!(page.matches("<script").count(), 1, "{words:?}");
        for wrong in ["<b>", "<img", "<!-- comment", "</td></table><b>", "href=\"javascript", "src="] {
            assert!(!page.contains(wrong), "{words:?} holds {wrong}");
        }
        let kept: String = page.replace("</script>", "").chars().filter(|c| *c != '\r').collect();
        assert!(is_inert(&kept), "{words:?}");
    }
}

#[test]
fn as_markdown_nothing_calls_anybody_or_leads_anywhere() {
    let others: [&[&str]; 4] = [&["check"], &["guide"], &["entry"], &["trace", "lead-0"]];
    for words in PAPERS.iter().chain(&TABLES).chain(&others) {
        let out = said(&[words, &["--format", "markdown"][..]].concat());
        assert!(is_inert(&out), "{words:?}");
        // What is quoted as it is, such as drafts of YAML, is no text of ours.
        let prose: String = out.split("```").step_by(2).collect();
        for wrong in ["@everyone", "@octocat", "://", "www.", "[a](", "<script", "<b>", "<!--", " #1"] {
            assert!(!prose.contains(wrong), "{words:?} holds {wrong}: {:?}", prose.lines().find(|line| line.contains(wrong)));
        }
    }
}

#[test]
fn in_a_drawing_every_title_is_a_label() {
    let mermaid = said(&["org", "--format", "mermaid"]);
    let trace = said(&["trace", "lead-0", "--format", "mermaid"]);
    for out in [&mermaid, &trace] {
        assert!(is_inert(out));
        for line in out.lines().filter(|line| line.contains('"')) {
            // Boxes and groups have one label, and nothing of it ends it.
            assert_eq!(line.matches('"').count(), 2, "{line}");
            let label = line.split('"').nth(1).unwrap_or("").replace("<br/>", "");
            assert!(!label.contains(['<', '>', '`', '|', '[', ']']), "{line}");
        }
    }
    let dot = said(&["org", "--format", "dot"]);
    assert!(is_inert(&dot));
    for line in dot.lines() {
        let bare = line.replace("\\\\", "").replace("\\\"", "");
        assert_eq!(bare.matches('"').count() % 2, 0, "a title ends its label: {line}");
    }
}

#[test]
fn for_a_build_server_every_text_stays_a_text() {
    let log: Value = serde_json::from_str(&said(&["check", "--format", "sarif"])).expect("SARIF is JSON");
    assert_eq!(log["version"], "2.1.0");
    let junit = said(&["check", "--format", "junit"]);
    assert!(junit.chars().all(|c| ['\n', '\t'].contains(&c) || !c.is_control()));
    for wrong in ["<script", "<b>", "<!-- comment", "<details"] {
        assert!(!junit.contains(wrong), "{wrong}");
    }
    assert_eq!(junit.matches("<testsuites").count(), 1);
    for line in said(&["check", "--format", "github"]).lines().filter(|line| line.contains("::")) {
        assert!(line.starts_with("::error ") || line.starts_with("::warning ") || line.starts_with("::notice "), "{line}");
    }
}

#[test]
fn a_pack_has_files_of_plain_names_and_links_between_them_only() {
    let folder = Folder::empty();
    let place = hostile();
    for ending in ["html", "md"] {
        let form = if ending == "md" { "markdown" } else { "html" };
        let to = format!("pack-{ending}");
        let ran = folder.run(&[&["report", "pack", &place, "--format", form, "--output", &to][..], &AS_OF].concat());
        assert_eq!(ran.status, 0, "{}", ran.err);
        let mut open = vec![to.clone()];
        let mut pages = 0;
        while let Some(at) = open.pop() {
            for name in folder.names(&at) {
                assert!(name.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b"-.".contains(&b)), "{name}");
                let path = format!("{at}/{name}");
                if folder.at(&path).is_dir() {
                    open.push(path);
                    continue;
                }
                pages += 1;
                assert!(is_inert(&folder.text(&path)), "{path}");
            }
        }
        assert!(pages > 10, "{pages}");
        let index = folder.text(&format!("{to}/index.{ending}"));
        let links: Vec<&str> = match ending {
            "md" => index.split("](<").skip(1).filter_map(|rest| rest.split(">)").next()).collect(),
            _ => index.split("href=\"").skip(1).filter_map(|rest| rest.split('"').next()).filter(|link| !link.starts_with('#')).collect(),
        };
        assert!(links.len() > 10 && links.iter().all(|link| folder.at(&format!("{to}/{link}")).is_file()), "{links:?}");
    }
}
