//! Sites through the real program: every link leads somewhere, every item has its page, texts from files mean
//! nothing, the same files give the same bytes, and no folder loses what is not ours.

use crate::pages::held_together;
use crate::running::{Folder, Ran};
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

const AS_OF: [&str; 2] = ["--as-of", "2026-11-22"];
/// The list of our files in a folder of pages.
const LIST: &str = ".rolewright-pages";

fn example(name: &str) -> String {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(name).display().to_string()
}

fn publish(folder: &Folder, to: &str, framework: &str, more: &[&str]) -> Ran {
    folder.run(&[&["publish", to, "--framework", framework], more, &AS_OF].concat())
}

/// Every file below a folder, by its name with `/`.
fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut found = BTreeMap::new();
    let mut open: Vec<PathBuf> = vec![folder.to_owned()];
    while let Some(inside) = open.pop() {
        for entry in std::fs::read_dir(&inside).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                open.push(path);
            } else {
                let name = path.strip_prefix(folder).expect("inside").components().map(|part| part.as_os_str().to_string_lossy());
                found.insert(name.collect::<Vec<_>>().join("/"), std::fs::read(&path).expect("a file"));
            }
        }
    }
    found
}

fn site(framework: &str, more: &[&str]) -> BTreeMap<String, Vec<u8>> {
    let folder = Folder::empty();
    let ran = publish(&folder, "site", framework, more);
    assert_eq!(ran.status, 0, "{}", ran.err);
    files(&folder.at("site"))
}

/// Where a link of a page leads, from the folder that all are in.
fn target(page: &str, link: &str) -> String {
    let mut parts: Vec<&str> = page.split('/').collect();
    parts.pop();
    for part in link.split('/') {
        match part {
            ".." => assert!(parts.pop().is_some(), "{page}: {link} leads out of the site"),
            part => parts.push(part),
        }
    }
    parts.join("/")
}

/// Every page's links, each held to lead to a file of the site and to an anchor in it.
fn links(site: &BTreeMap<String, Vec<u8>>) -> BTreeMap<String, BTreeSet<String>> {
    let pages: BTreeMap<&String, (BTreeSet<String>, Vec<String>)> = site
        .iter()
        .filter(|(name, _)| name.ends_with(".html"))
        .map(|(name, bytes)| (name, held_together(name, std::str::from_utf8(bytes).expect("text"))))
        .collect();
    let mut all: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for (page, (ids, leads)) in &pages {
        for lead in leads.iter().filter(|lead| !lead.starts_with("https://example.org/")) {
            assert!(!lead.contains(':') && !lead.starts_with('/'), "{page}: {lead} is no relative link");
            let (file, anchor) = lead.split_once('#').unwrap_or((lead, ""));
            let file = if file.is_empty() { page.to_string() } else { target(page, file) };
            assert!(site.contains_key(&file), "{page}: {lead} leads nowhere");
            let known = if file == **page { ids } else { pages.get(&file).map_or(ids, |(ids, _)| ids) };
            assert!(anchor.is_empty() || known.contains(anchor), "{page}: {lead} leads to no anchor");
            all.entry(page.to_string()).or_default().insert(file);
        }
    }
    all
}

#[test]
fn every_link_leads_somewhere_and_every_page_can_be_reached() {
    for framework in ["examples/riverbend", "examples/harbor-elementary", "examples/summit", "tests/pages/hostile"] {
        let path = example(framework);
        let site = site(&path, &[]);
        let links = links(&site);
        let mut reached: BTreeSet<&str> = BTreeSet::from(["index.html"]);
        let mut open = vec!["index.html"];
        while let Some(page) = open.pop() {
            for next in links.get(page).into_iter().flatten() {
                if reached.insert(next) {
                    open.push(next);
                }
            }
        }
        for name in site.keys().filter(|name| name.ends_with(".html")) {
            assert!(reached.contains(name.as_str()), "{framework}: {name} cannot be reached without the search");
        }
        for (name, bytes) in &site {
            let text = String::from_utf8_lossy(bytes);
            let outside = text.contains("://") && framework != "tests/pages/hostile";
            assert!(!outside, "{framework}: {name} names an address outside");
        }
    }
}

#[test]
fn every_item_has_a_page_and_the_search_knows_it() {
    let path = example("examples/riverbend");
    let site = site(&path, &[]);
    let index = String::from_utf8_lossy(&site["assets/search-index.js"]).into_owned();
    let counts = Folder::empty().run(&[&["list", &path, "--format", "json"][..], &AS_OF].concat()).json();
    let mut items = 0;
    for collection in ["roles", "priorities", "units", "talking_points", "scales"] {
        let list = Folder::empty().run(&[&["list", collection, &path, "--format", "json"][..], &AS_OF].concat()).json();
        for item in list["items"].as_array().expect("items") {
            let file = format!("{}.html", item["address"].as_str().expect("an address"));
            assert!(site.contains_key(&file), "{file}");
            assert!(index.contains(&format!("\"{file}\"")), "the search does not know {file}");
            items += 1;
        }
    }
    assert!(items > 30, "{items} items of {counts}");
}

#[test]
fn a_page_says_what_the_file_says_and_leads_on() {
    let site = site(&example("examples/riverbend"), &["--link-base", "https://example.org/blob/main"]);
    let text = |name: &str| String::from_utf8_lossy(&site[name]).into_owned();
    let priority = text("priorities/read-to-learn.html");
    assert!(priority.contains("<dt>Answers for it (A)</dt><dd><a href=\"../roles/"), "references lead on by name");
    assert!(priority.contains("href=\"https://example.org/blob/main/"), "places lead to the files");
    let role = text("roles/team-lead.html");
    for said in ["<h2 id=\"s-what-it-does\">", "<h2 id=\"s-what-rests-on-it\">", "<h2 id=\"s-what-was-found-here\">", "href=\"../units/"] {
        assert!(role.contains(said), "{said}");
    }
    assert!(text("alignment.html").contains("<a href=\"roles/team-lead.html\">team-lead</a>"), "the matrix leads to roles");
    assert!(text("index.html").contains("890 checks are met"), "the start says how it stands");
    links(&site);
}

#[test]
fn the_same_files_give_the_same_bytes() {
    let path = example("examples/summit");
    let (first, second) = (site(&path, &[]), site(&path, &[]));
    assert_eq!(first, second);
    let folder = Folder::empty();
    assert_eq!(publish(&folder, "site", &path, &[]).status, 0);
    assert_eq!(publish(&folder, "site", &path, &[]).status, 0, "a site is brought up to date unasked");
    assert_eq!(files(&folder.at("site")), first);
}

#[test]
fn hostile_texts_mean_nothing_on_any_page() {
    for (name, bytes) in site(&example("tests/pages/hostile"), &[]) {
        let text = String::from_utf8(bytes).expect("text");
        assert!(!text.contains(['\u{1b}', '\u{202e}', '\u{2028}', '\u{2029}']), "{name}");
        if name.ends_with(".html") {
            assert_eq!(text.matches("<script").count(), 1, "{name}");
            for wrong in ["<b>", "<img", "<svg onload", "<iframe", "<base", "<meta http-equiv=refresh", "href=\"javascript"] {
                assert!(!text.contains(wrong), "{name} holds {wrong}");
            }
        }
        if name == "assets/search-index.js" {
            assert!(!text.contains(['<', '>', '&']), "nothing that could end the script");
        }
    }
}

const SMALL: &str = "roles:\n  lead: {title: Lead}\n  con: {title: Con}\n  index: {title: Index}\n";

#[test]
fn pages_of_what_is_gone_are_removed_and_nothing_else_is() {
    let folder = Folder::with(&[("framework/a.yaml", SMALL), ("framework/rolewright.toml", "")]);
    let again = |more: &[&str]| publish(&folder, "out/site", "framework", more);
    assert_eq!(again(&[]).status, 0);
    let names: Vec<String> = folder.names("out/site/roles");
    assert_eq!(names.len(), 4, "an index and three roles, of which two have names that some system keeps for itself: {names:?}");
    assert!(!names.contains(&"con.html".to_owned()) && names.contains(&"lead.html".to_owned()), "{names:?}");
    folder.write("out/site/CNAME", "mine");
    folder.write("out/site/roles/mine.html", "mine");
    folder.write("framework/a.yaml", "committees:\n  board: {title: Board}\n");
    assert_eq!(again(&[]).status, 0);
    assert_eq!(folder.names("out/site/roles"), ["mine.html"]);
    assert_eq!((folder.text("out/site/CNAME"), folder.at("out/site/committees/board.html").is_file()), ("mine".to_owned(), true));
    assert_eq!(folder.names("out"), ["site"], "nothing is left beside it");
}

#[test]
fn a_folder_that_is_not_ours_is_left_alone() {
    let folder =
        Folder::with(&[("framework/a.yaml", SMALL), ("framework/rolewright.toml", ""), ("full/notes.txt", "mine"), ("file", "mine")]);
    std::fs::create_dir(folder.at("empty")).expect("a folder");
    let to = |to: &str, more: &[&str]| publish(&folder, to, "framework", more);
    for (name, more, words) in [
        ("full", &[][..], "already holds other files"),
        ("file", &[], "not a folder"),
        ("/", &["--force"], "files of the framework"),
        (".", &["--force"], "files of the framework"),
        ("framework", &["--force"], "files of the framework"),
        ("site", &["--output", "x"], "leave --output out"),
    ] {
        let ran = to(name, more);
        assert_eq!((ran.status, ran.err.contains(words)), (2, true), "{name}: {}", ran.err);
    }
    assert_eq!(folder.names("full"), ["notes.txt"]);
    assert_eq!(to("empty", &[]).status, 0);
    assert_eq!(to("full", &["--force"]).status, 0);
    assert_eq!((folder.text("full/notes.txt"), folder.at("full/index.html").is_file()), ("mine".to_owned(), true));
    let pack = folder.run(&[&["report", "pack", "framework", "--format", "html", "--output", "full"][..], &AS_OF].concat());
    assert_eq!((pack.status, pack.err.contains("already holds a site")), (2, true), "{}", pack.err);
    assert_eq!(to("framework/site", &[]).status, 0, "below the framework, where no page is read as a part of it");
    assert_eq!(to("framework/site", &[]).status, 0);
    assert_eq!(folder.run(&[&["list", "framework"][..], &AS_OF].concat()).out.lines().filter(|line| line.contains("roles")).count(), 2);
}

#[test]
fn a_changed_list_removes_nothing_outside_and_nothing_through_links() {
    let folder =
        Folder::with(&[("framework/a.yaml", SMALL), ("framework/rolewright.toml", ""), ("secret.html", "mine"), ("other/x.html", "mine")]);
    assert_eq!(publish(&folder, "site", "framework", &[]).status, 0);
    let list = folder.text(&format!("site/{LIST}"));
    folder.write(&format!("site/{LIST}"), format!("{list}../secret.html\n/etc/passwd\nlinked/x.html\n.git/config\n"));
    folder.write("site/.git/config", "mine");
    #[cfg(unix)]
    std::os::unix::fs::symlink(folder.at("other"), folder.at("site/linked")).expect("a link");
    assert_eq!(publish(&folder, "site", "framework", &[]).status, 0);
    for kept in ["secret.html", "other/x.html", "site/.git/config"] {
        assert_eq!(folder.text(kept), "mine", "{kept}");
    }
}

#[cfg(unix)]
#[test]
fn links_are_not_followed_and_what_cannot_be_written_leaves_all_as_it_was() {
    let folder = Folder::with(&[("framework/a.yaml", SMALL), ("framework/rolewright.toml", ""), ("other/keep", "mine")]);
    std::os::unix::fs::symlink(folder.at("other"), folder.at("link")).expect("a link");
    let ran = publish(&folder, "link", "framework", &["--force"]);
    assert_eq!((ran.status, ran.err.contains("a link")), (2, true), "{}", ran.err);
    assert_eq!(publish(&folder, "site", "framework", &[]).status, 0);
    std::fs::remove_dir_all(folder.at("site/roles")).expect("a folder of ours");
    std::os::unix::fs::symlink(folder.at("other"), folder.at("site/roles")).expect("a link");
    let before = std::fs::read(folder.at("site/index.html")).expect("a page");
    folder.write("framework/a.yaml", format!("{SMALL}committees: {{c: {{title: C}}}}\n"));
    let ran = publish(&folder, "site", "framework", &[]);
    assert_eq!((ran.status, ran.err.contains("is in the way")), (2, true), "{}", ran.err);
    assert_eq!(std::fs::read(folder.at("site/index.html")).expect("a page"), before);
    assert_eq!(folder.names("other"), ["keep"]);
}

#[test]
fn a_template_of_ones_own_must_be_whole() {
    let folder = Folder::with(&[
        ("framework/a.yaml", SMALL),
        ("framework/rolewright.toml", ""),
        ("bad/site.html", "{{policy}}{{title}}{{body}}"),
        ("look/style.css", "body { color: teal }"),
    ]);
    let ran = publish(&folder, "site", "framework", &["--template", "bad"]);
    assert_eq!((ran.status, ran.err.contains("site.html lacks {{root}}")), (2, true), "{}", ran.err);
    assert_eq!(publish(&folder, "site", "framework", &["--template", "look"]).status, 0);
    assert!(folder.text("site/assets/style.css").starts_with("body { color: teal }"));
}
