//! Reports for other readers, through the real program: hostile texts in every format, figures that agree between
//! Markdown and HTML, pages that hold together, and files that appear whole or not at all.

use crate::goldens::compare;
use crate::running::{Folder, Ran};
use base64::Engine;
use sha2::{Digest, Sha256};
use std::collections::BTreeSet;
use std::path::Path;

const AS_OF: [&str; 2] = ["--as-of", "2026-11-22"];

fn place(inside: &str) -> String {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(inside).display().to_string()
}

fn run(arguments: &[&str]) -> Ran {
    Folder::empty().run(&[arguments, &AS_OF[..]].concat())
}

fn fine(arguments: &[&str]) -> String {
    let ran = run(arguments);
    assert_eq!(ran.status, 0, "{arguments:?}: {}", ran.err);
    ran.out
}

/// What is written about every framework, without its format: of one role, one team and one school.
fn written<'a>(role: &'a str, team: &'a str, school: &'a str) -> Vec<Vec<&'a str>> {
    vec![
        vec!["report", "audit"],
        vec!["report", "role", role],
        vec!["report", "team", team],
        vec!["report", "ilt", "--unit", school],
        vec!["report", "pack"],
        vec!["align"],
        vec!["gaps"],
        vec!["load"],
        vec!["guide"],
        vec!["entry"],
    ]
}

/// Every report about the showcase, without its format.
fn reports() -> Vec<Vec<String>> {
    let example = place("examples/riverbend");
    let mut all = written("team-lead", "orchard-3-5", "orchard-elementary");
    all.push(vec!["compare", "confluence-middle", "riverbend-high", "--framework"]);
    all.into_iter().map(|words| words.into_iter().map(ToOwned::to_owned).chain([example.clone()]).collect()).collect()
}

fn in_form(report: &[String], form: &[&str]) -> String {
    let words: Vec<&str> = report.iter().map(String::as_str).chain(["--format"]).chain(form.iter().copied()).collect();
    fine(&words)
}

#[test]
fn the_reports_of_the_showcase() {
    compare("riverbend", &["report", "role", "team-lead"]);
    compare("riverbend", &["report", "team", "orchard-3-5"]);
    compare("riverbend", &["report", "ilt", "--unit", "orchard-elementary"]);
    compare("riverbend", &["report", "ilt", "--unit", "riverbend-high"]);
    compare("mesa-teams", &["report", "pack"]);
}

/// One tag: its name, its attributes, and whether it ends an element.
fn tags(page: &str) -> Vec<(String, String, bool)> {
    let mut found = Vec::new();
    let mut rest = page;
    while let Some(start) = rest.find('<') {
        let inside = &rest[start + 1..];
        let end = inside.find('>').unwrap_or_else(|| panic!("a tag without an end: {}", &inside[..inside.len().min(80)]));
        let (tag, after) = (&inside[..end], &inside[end + 1..]);
        let name = tag.trim_start_matches('/').split([' ', '/']).next().unwrap_or("").to_owned();
        rest = after;
        // What stands in these is no markup.
        if ["style", "script"].contains(&&*name) && !tag.starts_with('/') {
            rest = &after[after.find(&format!("</{name}>")).expect("its end")..];
        }
        found.push((name, tag.to_owned(), tag.starts_with('/')));
    }
    found
}

/// The text of a page's main part, as a reader would have it.
fn text_of(page: &str) -> String {
    let main = &page[page.find("<main").expect("a main part")..page.find("</main>").expect("its end")];
    // The bars' words stand in attributes; the contents repeat headings.
    let main = match (main.find("<nav"), main.find("</nav>")) {
        (Some(from), Some(to)) => format!("{}{}", &main[..from], &main[to..]),
        _ => main.to_owned(),
    };
    let mut text = String::new();
    for (at, part) in main.split('<').enumerate() {
        let shown = if at == 0 { part } else { part.split_once('>').map_or("", |(_, shown)| shown) };
        text.push_str(shown);
        text.push(' ');
    }
    text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&#39;", "'").replace("&amp;", "&")
}

/// Every number, in order.
fn figures(text: &str) -> Vec<String> {
    let words = text.split(|c: char| !c.is_ascii_digit() && c != '.');
    words.map(|word| word.trim_matches('.').to_owned()).filter(|word| !word.is_empty()).collect()
}

#[test]
fn figures_in_markdown_and_in_html_are_the_same() {
    for report in reports() {
        let markdown = in_form(&report, &["markdown"]).replace("&#8203;", "").replace("&#46;", ".").replace("&#58;", ":");
        let page = text_of(&in_form(&report, &["html"]));
        // A diagram numbers its boxes; the words beside it say what it shows.
        let drawn = |part: &&str| !part.starts_with("mermaid");
        let markdown: String = markdown.split("```").filter(drawn).collect();
        let (left, right) = (figures(&markdown), figures(&page));
        assert!(!left.is_empty(), "{report:?} has figures");
        assert_eq!(left, right, "{report:?}");
    }
}

/// What a page is called from inside and where it leads; fails where its markup does not hold together.
pub fn held_together(what: &str, page: &str) -> (BTreeSet<String>, Vec<String>) {
    let (mut open, mut ids, mut leads, mut depths): (Vec<String>, BTreeSet<String>, Vec<String>, Vec<u8>) = Default::default();
    for (name, tag, ends) in tags(page) {
        let attribute = |key: &str| tag.split(&format!(" {key}=\"")).nth(1).and_then(|rest| rest.split('"').next()).map(ToOwned::to_owned);
        if let Some(id) = attribute("id") {
            assert!(ids.insert(id.clone()), "{what}: two elements are called {id}");
        }
        leads.extend(attribute("href").into_iter().chain(attribute("src")));
        assert_eq!(attribute("style"), None, "{what}: the policy refuses styles in elements");
        let bare: String = tag.split('"').step_by(2).collect();
        assert!(!bare.contains(" on"), "{what}: {tag}");
        if let Some(depth) = name.strip_prefix('h').and_then(|digits| digits.parse::<u8>().ok()).filter(|_| !ends) {
            depths.push(depth);
        }
        let void = ["!doctype", "meta", "link"].contains(&&*name) || tag.ends_with('/');
        match (void, ends) {
            (true, _) => {}
            (false, false) => open.push(name),
            (false, true) => assert_eq!(open.pop(), Some(name), "{what}"),
        }
    }
    assert!(open.is_empty(), "{what}: {open:?}");
    assert_eq!(depths.iter().filter(|depth| **depth == 1).count(), 1, "{what} has one title");
    assert!(depths.windows(2).all(|two| two[1] <= two[0] + 1), "{what}: headings go down one step at a time: {depths:?}");
    (ids, leads)
}

#[test]
fn a_page_holds_together() {
    for report in reports() {
        let page = in_form(&report, &["html"]);
        let (ids, leads) = held_together(&format!("{report:?}"), &page);
        assert!(leads.iter().filter_map(|lead| lead.strip_prefix('#')).all(|id| ids.contains(id)), "{report:?}: {leads:?}");
        assert!(!page.contains("://"), "{report:?}: without --link-base nothing leads outside");
    }
}

#[test]
fn the_policy_lets_only_its_own_style_and_script_act() {
    let page = fine(&["report", "audit", &place("examples/riverbend"), "--format", "html"]);
    for (open, close, kind) in [("<style>", "</style>", "style-src"), ("<script>", "</script>", "script-src")] {
        assert_eq!(page.matches(open).count(), 1);
        let inside = page.split(open).nth(1).and_then(|rest| rest.split(close).next()).expect("one");
        let hash = base64::engine::general_purpose::STANDARD.encode(Sha256::digest(inside.as_bytes()));
        assert!(page.contains(&format!("{kind} 'sha256-{hash}'")), "{kind}");
    }
    assert!(page.contains("default-src 'none'"));
}

#[test]
fn hostile_texts_mean_nothing_in_any_format() {
    let hostile = place("tests/pages/hostile");
    for report in written("lead", "school", "school") {
        let with = |form: &str| fine(&[&report[..], &[&hostile, "--format", form]].concat());
        let page = with("html");
        assert_eq!(page.matches("<script").count(), 1, "{report:?}");
        for wrong in ["<b>", "<img", "<svg onload", "<iframe", "<base", "<meta http-equiv=refresh", "href=\"javascript"] {
            assert!(!page.contains(wrong), "{report:?} holds {wrong}");
        }
        let markdown = with("markdown");
        // Angle brackets are entities but in what is quoted as it is, such as drafts of YAML.
        let prose: String = markdown.split("```").step_by(2).collect();
        assert!(
            !prose.contains('<') || report[1..].first() == Some(&"pack"),
            "{report:?}: {}",
            prose.lines().find(|line| line.contains('<')).unwrap_or("")
        );
        let mut columns = None;
        for line in prose.lines() {
            let bars = line.replace("\\|", "").matches('|').count();
            columns = if line.starts_with('|') { Some(*columns.get_or_insert(bars)) } else { None };
            assert!(columns.is_none_or(|first| first == bars), "{report:?}: a title broke its row: {line}");
        }
        for out in [&page, &markdown, &with("table")] {
            assert!(!out.contains(['\u{1b}', '\u{202e}']), "{report:?}");
        }
    }
}

#[test]
fn places_become_links_where_the_files_can_be_read() {
    let example = place("examples/riverbend");
    let base = "https://example.org/blob/main/";
    let page = fine(&["align", &example, "--format", "html", "--link-base", base]);
    assert!(page.contains("<a class=\"place\" href=\"https://example.org/blob/main/roles/teacher-leaders.yaml#L"), "a link to a line");
    for wrong in ["javascript:alert(1)", "https://", "ftp://x", "https://x/\"><script>", "https://x/#y", "/path"] {
        let ran = run(&["align", &example, "--format", "html", "--link-base", wrong]);
        assert_eq!(ran.status, 2, "{wrong}");
        assert!(ran.err.contains("is no address"), "{wrong}: {}", ran.err);
    }
    let ran = run(&["report", "audit", &example, "--link-base", base]);
    assert_eq!((ran.status, ran.err.contains("add --format html")), (2, true), "{}", ran.err);
}

#[test]
fn a_template_of_ones_own_replaces_only_what_it_holds() {
    let folder =
        Folder::with(&[("look/style.css", "body { color: teal }\r\n"), ("empty/notes.txt", "x"), ("bad/page.html", "<p>{{body}}")]);
    let at = |name: &str| folder.at(name).display().to_string();
    let example = place("examples/riverbend");
    let with = |name: &str| run(&["report", "team", "orchard-3-5", &example, "--format", "html", "--template", &at(name)]);
    let page = with("look").out;
    assert!(page.contains("<style>body { color: teal }\n</style>") && page.contains("<script>//"), "{}", &page[..600]);
    for (name, words) in [("empty", "has no template"), ("absent", "has no template"), ("bad", "page.html lacks {{policy}}")] {
        let ran = with(name);
        assert_eq!((ran.status, ran.err.contains(words)), (2, true), "{name}: {}", ran.err);
    }
}

#[test]
fn what_is_not_there_is_said_with_what_is_near() {
    let example = place("examples/riverbend");
    for (words, near) in [
        (&["report", "role", "team-leed"][..], "team-lead"),
        (&["report", "team", "orchard-35"], "orchard-3-5"),
        (&["report", "ilt", "--unit", "orchard-elementry"], "orchard-elementary"),
    ] {
        let ran = run(&[words, &[&example]].concat());
        assert_eq!((ran.status, ran.err.contains(&format!("did you mean {near}"))), (2, true), "{words:?}: {}", ran.err);
    }
    assert_eq!(run(&["report", "ilt", &example]).status, 2, "a meeting has a unit");
}

#[test]
fn a_pack_is_one_page_or_a_folder_that_appears_whole() {
    let folder = Folder::empty();
    let example = place("examples/summit");
    let write =
        |to: &str, more: &[&str]| folder.run(&[&["report", "pack", &example, "--format", "html", "--output", to], more, &AS_OF].concat());
    assert_eq!(write("pack.html", &[]).status, 0);
    assert!(folder.at("pack.html").is_file());
    assert_eq!(write("pack", &[]).status, 0);
    let index = folder.text("pack/index.html");
    let links: Vec<&str> =
        index.split("href=\"").skip(1).filter_map(|rest| rest.split('"').next()).filter(|link| !link.starts_with('#')).collect();
    assert!(links.len() > 10, "{links:?}");
    assert!(links.iter().all(|link| folder.at(&format!("pack/{link}")).is_file()), "{links:?}");

    folder.write("pack/index.html", "mine");
    folder.write("pack/notes.txt", "mine too");
    let refused = write("pack", &[]);
    assert_eq!((refused.status, refused.err.contains("was left alone")), (2, true), "{}", refused.err);
    assert_eq!(folder.text("pack/index.html"), "mine");
    assert_eq!(write("pack", &["--force"]).status, 0);
    assert!(folder.text("pack/index.html").contains("<!doctype html>"));
    assert_eq!(folder.text("pack/notes.txt"), "mine too", "nothing else in a folder is touched");
    folder.write("pack/roles/gone.html", "an earlier page");
    let list = folder.text("pack/.rolewright-pages");
    folder.write("pack/.rolewright-pages", format!("{list}roles/gone.html\n"));
    assert_eq!(write("pack", &["--force"]).status, 0);
    assert!(!folder.at("pack/roles/gone.html").exists(), "the page of a role that is gone goes with it");
    let left: Vec<String> =
        std::fs::read_dir(folder.path()).expect("a folder").filter_map(|entry| entry.ok()?.file_name().into_string().ok()).collect();
    assert!(!left.iter().any(|name| name.starts_with(".rolewright")), "{left:?}");
    let table = folder.run(&[&["report", "pack", &example, "--format", "table", "--output", "other"][..], &AS_OF].concat());
    assert_eq!((table.status, folder.at("other").exists()), (2, false));
}

/// A school with far more than a meeting can look at.
fn crowded() -> String {
    let mut text = String::from("roles:\n");
    for n in 0..12 {
        text += &format!(
            "  lead-{n}:\n    title: Lead {n}\n    level: team\n    release: 10%\n    routines: {{visit: {{kind: observation, minutes: 600, per_week: 1}}}}\n"
        );
    }
    text += "units:\n  school:\n    title: School\n    kind: school\n    staff:\n";
    (0..12).for_each(|n| text += &format!("      lead-{n}: 1\n"));
    text += "decisions:\n";
    (0..12).for_each(|n| text += &format!("  what-{n}: {{question: What about {n}?, decider: lead-{n}, status: open, due: 2026-11-30}}\n"));
    text += "priorities:\n";
    for n in 0..12 {
        text += &format!(
            "  goal-{n}:\n    title: Goal {n}\n    status: active\n    starts: 2026-08-01\n    measures:\n      m: {{title: M, horizon: short, baseline: 10, target: 20, due: 2027-06-01, readings: {{2026-11-01: {}}}}}\n    actions:\n      act: {{title: Act, raci: {{A: lead-{n}, R: lead-{n}}}, due: 2026-11-{}}}\n",
            if n == 1 { 9 } else { 19 },
            if n == 4 || n == 5 { "20" } else { "25" }
        );
    }
    text
}

#[test]
fn a_meeting_has_one_screen_whatever_there_is() {
    let settings = "contract_hours = 40\n";
    let folder = Folder::with(&[("framework.yaml", crowded().as_str()), ("rolewright.toml", settings)]);
    let of = |form: &str| folder.run(&[&["report", "ilt", "--unit", "school", "--quiet", "--format", form][..], &AS_OF].concat()).out;
    for form in ["markdown", "table"] {
        let screen = of(form);
        assert!(screen.lines().count() <= 40, "{form}: {} lines\n{screen}", screen.lines().count());
        for said in ["7 more priorities are not shown", "and 11 more", "10 h of work in 4 h of release = 250 %", "name an outcome: 0 of 12"]
        {
            let plain = screen.split_whitespace().collect::<Vec<_>>().join(" ");
            assert!(plain.contains(said), "{form} lacks “{said}”:\n{screen}");
        }
    }
    let rows: Vec<String> = of("markdown").lines().filter(|line| line.starts_with("| Goal")).map(ToOwned::to_owned).collect();
    assert!(rows[0].contains("| Red | M: worse than at the start: 9 on Nov 1, 2026, start 10"), "{}", rows[0]);
    assert!(rows[1].contains("| Amber |") && rows[1].contains("act: 2 days late"), "{}", rows[1]);
}

/// The ids of a collection of a framework.
fn ids(folder: &str, collection: &str) -> Vec<String> {
    let listed: serde_json::Value = serde_json::from_str(&fine(&["list", collection, folder, "--format", "json"])).expect("JSON");
    let items = listed["items"].as_array().expect("items").iter();
    items.filter_map(|item| Some(item["id"].as_str()?.to_owned())).collect()
}

#[test]
fn every_meeting_of_every_example_has_one_screen() {
    let hundred = Folder::with(&[("framework.yaml", hundred().as_str())]);
    let places = ["granite", "harbor-elementary", "mesa-teams", "riverbend", "summit"].map(|name| place(&format!("examples/{name}")));
    let others = [place("tests/pages/hostile"), place("tests/markdown/hostile"), hundred.path().display().to_string()];
    for folder in places.iter().chain(&others) {
        for unit in ids(folder, "units") {
            for form in ["markdown", "table"] {
                let screen = fine(&["report", "ilt", "--unit", &unit, folder, "--format", form]);
                let lines = screen.lines().count();
                assert!(lines <= 40, "{folder} {unit} as {form}: {lines} lines\n{screen}");
                assert!(screen.contains("To ask each other"), "{folder} {unit}");
            }
        }
    }
}

/// A hundred priorities with long and hostile titles, measures and days.
fn hundred() -> String {
    let mut text = String::from(
        "roles: {lead: {title: Lead, level: team}}\nunits: {school: {title: S, kind: school, staff: {lead: 1}}}\npriorities:\n",
    );
    for n in 0..100 {
        let title = format!("\"| {n} <b> @x {}\"", "long title ".repeat(40));
        text += &format!(
            "  goal-{n}:\n    title: {title}\n    status: active\n    owner: lead\n    measures:\n      m: {{title: {title}, horizon: short, baseline: 10, target: 20, readings: {{2026-11-01: 9}}}}\n    actions:\n      act: {{title: {title}, raci: {{A: lead, R: lead}}, due: 2026-11-25}}\n      past: {{title: {title}, raci: {{A: lead, R: lead}}, due: 2026-09-01}}\n"
        );
    }
    text
}

#[test]
fn what_was_merged_since_is_told_where_it_touches_the_unit() {
    let scratch = crate::scratch::Scratch::with(&[("a.yaml", CHANGING)]);
    scratch.replace("a.yaml", "release: 20%", "release: 30%");
    scratch.replace("a.yaml", "title: Reading", "title: Reading aloud");
    scratch.replace("a.yaml", "title: Elsewhere", "title: Somewhere");
    scratch.replace("a.yaml", "title: Helper", "title: Aide");
    scratch.commit("second");
    let with = |unit: &str| scratch.run(&["report", "ilt", "--unit", unit, "--since", "HEAD~1", "--quiet", "--as-of", "2026-11-22"]);
    let said = with("here");
    assert_eq!(said.status, 0, "{}", said.err);
    assert!(said.out.contains(": 2 of 4 changes here\n"), "{}", said.out);
    for line in ["Lead: release 20 % → 30 %", "Reading aloud: title “Reading” → “Reading aloud”"] {
        assert!(said.out.contains(line), "{line}\n{}", said.out);
    }
    assert!(with("there").out.contains("Somewhere: title “Elsewhere” → “Somewhere”"), "{}", with("there").out);
    let wrong = scratch.run(&["report", "ilt", "--unit", "here", "--since", "nowhere"]);
    assert_eq!((wrong.status, wrong.err.contains("nowhere")), (2, true), "{}", wrong.err);
}

/// Two schools, one of which works on reading.
const CHANGING: &str = "
roles:
  lead: {title: Lead, level: team, family: teacher-leader, release: 20%}
  other: {title: Other, level: team, family: teacher}
  helper: {title: Helper, level: team, family: support}
units:
  here: {title: Here, kind: school, staff: {lead: 1, helper: 1}}
  there: {title: Elsewhere, kind: school, staff: {other: 1}}
priorities:
  reading: {title: Reading, status: active, owner: lead, actions: {act: {title: Act, raci: {A: lead, R: lead}}}}
";

#[test]
fn an_audit_says_what_it_read_and_what_the_framework_settles_for_itself() {
    let settings = "[rules]\ncoaching-span = { max_partial = 7 }\nflat-pathway = \"off\"\n\n[[waivers]]\nrule = \"no-measure\"\nreason = \"set in spring\"\nby = \"lead\"\nuntil = 2027-01-15\n";
    let scratch = crate::scratch::Scratch::with(&[("a.yaml", CHANGING), ("rolewright.toml", settings)]);
    let audit = || scratch.run(&["report", "audit", "--quiet", "--as-of", "2026-11-22"]).out;
    let commit = scratch.git(&["rev-parse", "HEAD"])[..7].to_owned();
    let clean = audit();
    assert!(clean.contains(&format!("- **Commit:** {commit}, and the files read say the same as there\n")), "{clean}");
    assert!(
        clean.contains("| coaching-span: max\\_partial | 8 | 7 | people | descriptive figure | rolewright.toml:2 |")
            || clean.contains("| coaching-span: max_partial | 8 | 7 | people | descriptive figure | rolewright.toml:2 |"),
        "{clean}"
    );
    assert!(
        clean.contains("- flat-pathway is switched off, so its question is not asked; by default it is warning (rolewright.toml:3)."),
        "{clean}"
    );
    assert!(clean.contains("| no-measure | priorities/reading | lead | 2027-01-15 | set in spring | rolewright.toml:6 |"), "{clean}");
    scratch.write("a.yaml", format!("{CHANGING}# more\n"));
    scratch.write("b.yaml", "outcomes: {}\n");
    assert!(audit().contains(&format!("- **Commit:** {commit}, and 2 files differ from it (changes that are not committed)\n")));
    let outside = Folder::with(&[("a.yaml", CHANGING)]);
    assert!(!outside.run(&["report", "audit", "--quiet", "--as-of", "2026-11-22"]).out.contains("**Commit:**"));
}

#[test]
fn an_audit_asks_for_no_decision_where_none_is_due() {
    let folder = Folder::with(&[("a.yaml", "outcomes: {reader: {title: Reader}}\n")]);
    let said = folder.run(&["report", "audit", "--quiet", "--as-of", "2026-11-22"]).out;
    assert!(said.contains("None: nothing among the findings above has to be decided now"), "{said}");
    assert!(said.contains("Nothing has to be closed now.") || said.contains("None: no finding is open"), "{said}");
}
