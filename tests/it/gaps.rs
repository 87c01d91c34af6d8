//! `gaps` through the real program and the library: drafts that close what they say, figures checked by hand, formats.

use crate::goldens::{EXAMPLES, compare};
use crate::running::Folder;
use rolewright::audit::drafts::{Edit, Spot, drafts};
use rolewright::audit::{Audit, Terms};
use rolewright::diag::Level;
use rolewright::load::{Extra, Sources, read};
use std::collections::BTreeSet;
use std::path::Path;

fn terms() -> Terms {
    Terms { as_of: jiff::civil::date(2026, 11, 22), fail_on: Level::Error }
}

fn audit(texts: &[(String, String)]) -> Audit {
    Audit::new(Sources::from_texts(texts.iter().map(|(path, text)| (path.as_str(), text.as_str()))), &terms())
}

fn example(name: &str) -> Vec<(String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples").join(name);
    let sources = read::read(&root, &Extra::default()).expect("an example can be read");
    sources.files.iter().map(|(_, file)| (file.path.to_string(), file.text.to_string())).collect()
}

/// What is open, by what it is about: not by place, since pasting moves lines.
fn open(audit: &Audit) -> BTreeSet<(Level, &'static str, String, String)> {
    let open = audit.outcome.findings.iter().filter(|finding| finding.is_open());
    open.map(|f| (f.level, f.rule.id, f.item.clone().unwrap_or_default(), f.message.clone())).collect()
}

/// Does what a reader does with an editor.
fn paste(texts: &mut Vec<(String, String)>, edit: &Edit) {
    if edit.spot == Spot::NewFile {
        texts.push((edit.file.clone(), edit.yaml.clone()));
        return;
    }
    let (_, text) = texts.iter_mut().find(|(path, _)| *path == edit.file).expect("the file is there");
    let mut lines: Vec<&str> = text.split_inclusive('\n').collect();
    let range = match edit.spot {
        Spot::Above(line) => line as usize - 1..line as usize - 1,
        Spot::Instead(first, last) => first as usize - 1..last as usize,
        Spot::NewFile => unreachable!(),
    };
    lines.splice(range, [edit.yaml.as_str()]);
    *text = lines.concat();
}

/// Pastes each draft alone and returns the rules whose gaps they closed.
fn close_each(texts: &[(String, String)]) -> Vec<&'static str> {
    let before = audit(texts);
    let drafts = drafts(&before, &before.facts(), usize::MAX);
    let mut closed = Vec::new();
    for draft in drafts {
        let finding = &before.outcome.findings[before.gaps[draft.gap].finding];
        let mut pasted = texts.to_vec();
        draft.edits.iter().for_each(|edit| paste(&mut pasted, edit));
        let after = audit(&pasted);
        let key = (finding.level, finding.rule.id, finding.item.clone().unwrap_or_default(), finding.message.clone());
        assert!(!open(&after).contains(&key), "{key:?} is still there after {draft:#?}");
        assert_eq!(after.outcome.findings.iter().filter(|f| f.rule.id == finding.rule.id && f.item == finding.item).count(), {
            before.outcome.findings.iter().filter(|f| f.rule.id == finding.rule.id && f.item == finding.item).count() - 1
        });
        let new: Vec<_> = open(&after).difference(&open(&before)).filter(|new| new.0 == Level::Error).cloned().collect();
        assert!(new.is_empty(), "{new:?} came of {draft:#?}");
        closed.push(finding.rule.id);
    }
    closed
}

#[test]
fn every_draft_of_every_example_closes_its_gap_where_it_is_pasted() {
    let mut closed = Vec::new();
    for name in EXAMPLES {
        closed.extend(close_each(&example(name)));
    }
    assert!(closed.contains(&"hidden-work") && closed.contains(&"unclaimed-work"), "{closed:?}");
}

/// Every kind of unowned work, written in every way that people write YAML.
const UNOWNED: &str = r#"roles:
  head: {title: "Head: of school", level: school}
  lead:
      # Four spaces here, and no responsibilities yet.
      title: Lead
      level: team
  coach:
    title: Coach
    responsibilities:
      "visit":
        does: Visit
        serves: hidden/second
priorities:
  hidden:
    title: Hidden
    status: active
    owner: head
    actions:
      first:
        title: 'First: with a colon'
        raci: {A: head, R: [lead, coach]}   # everyone
      second:
        title: Second
        raci:
          A:
            - head
          R: lead

      third:
        title: Third
        raci:
          A: head
      fourth:
        title: Fourth
        raci: {R: coach}
  orphan:
    title: Orphan
    status: active
    actions:
      only: {title: Only, raci: {A: lead, R: lead}}
  flow:
    title: Owned by a role on one line
    status: active
    owner: head
  nobody:
    title: "Nobody's"
    status: active
"#;

#[test]
fn every_kind_of_draft_closes_its_gap_however_the_yaml_is_written() {
    let closed = close_each(&[("rolewright.toml".into(), String::new()), ("all.yaml".into(), UNOWNED.into())]);
    let kinds: BTreeSet<&str> = closed.iter().copied().collect();
    let expected = ["hidden-work", "no-responsible", "not-one-accountable", "orphan-priority", "priority-without-owner", "unclaimed-work"];
    assert_eq!(kinds.into_iter().collect::<Vec<_>>(), expected);
    // The coach's two letters; the lead and the head state no responsibilities, so theirs are not assessed.
    assert_eq!(closed.iter().filter(|rule| **rule == "hidden-work").count(), 2, "{closed:?}");
    assert_eq!(closed.iter().filter(|rule| **rule == "orphan-priority").count(), 3, "{closed:?}");
}

#[test]
fn all_drafts_of_a_framework_can_be_pasted_together_from_the_end() {
    let texts = example("riverbend");
    let before = audit(&texts);
    let mut edits: Vec<Edit> = drafts(&before, &before.facts(), usize::MAX).into_iter().flat_map(|draft| draft.edits).collect();
    edits.sort_by_key(|edit| {
        std::cmp::Reverse(match edit.spot {
            Spot::Above(line) | Spot::Instead(line, _) => line,
            Spot::NewFile => 0,
        })
    });
    let mut pasted = texts;
    edits.iter().for_each(|edit| paste(&mut pasted, edit));
    let left = audit(&pasted);
    assert!(left.outcome.findings.iter().all(|finding| !["hidden-work", "unclaimed-work", "duplicate-duty"].contains(&finding.rule.id)));
}

#[test]
fn no_draft_touches_a_layer_above() {
    let upper = [
        ("rolewright.toml", "extends = [\"../state\"]\n"),
        ("p.yaml", "priorities:\n  p: {title: P, status: active, owner: lead, actions: {a: {title: A, raci: {A: lead, R: lead}}}}\n"),
    ];
    let folder = Folder::empty();
    upper.iter().for_each(|(name, text)| folder.write(&format!("ours/{name}"), text));
    folder.write("state/roles.yaml", "roles:\n  lead: {title: Lead, responsibilities: {x: {does: Teach}}}\n");
    let report = folder.run(&["gaps", "ours", "--format", "json", "--as-of", "2026-11-22"]).json();
    let gaps = report["gaps"].as_array().expect("gaps");
    let hidden: Vec<_> = gaps.iter().filter(|gap| gap["rule"] == "hidden-work").collect();
    assert!(!hidden.is_empty() && hidden.iter().all(|gap| gap["draft"].is_null()), "{hidden:?}");
}

#[test]
fn the_figures_of_riverbend_are_what_its_files_say() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/riverbend").display().to_string();
    let report = Folder::empty().run(&["gaps", &root, "--format", "json", "--as-of", "2026-11-22"]).json();
    let roles = report["competencies"]["roles"].as_array().expect("roles");
    let assessed = |id: &str| roles.iter().find(|role| role["role"] == id).map(|role| (role["assessed"].as_u64(), role["people"].as_u64()));
    // Two listed at Alder, one at the high school, one at Orchard; nine team leads in all.
    assert_eq!(assessed("team-lead"), Some((Some(4), Some(9))));
    assert_eq!(assessed("novice-mentor"), Some((Some(1), Some(4))));
    let rungs = report["rungs"].as_array().expect("rungs");
    let rung = rungs.iter().find(|rung| rung["role"] == "school-strategy-partner").expect("a rung");
    // It asks for complex text, which the only lead who has the rest at the right level lists too low: nobody has all five.
    assert_eq!((rung["asks"].as_u64(), rung["ready"].as_array().map(Vec::len)), (Some(5), Some(0)));
}

#[test]
fn the_figures_of_summit_are_what_its_files_say() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/summit").display().to_string();
    let report = Folder::empty().run(&["gaps", &root, "--format", "json", "--as-of", "2026-11-22"]).json();
    let rungs = report["rungs"].as_array().expect("rungs");
    let ready = |id: &str| -> Vec<String> {
        let rung = rungs.iter().find(|rung| rung["role"] == id).expect("a rung");
        let ready = rung["ready"].as_array().expect("a list").iter();
        ready.flat_map(|one| one["holders"].as_array().expect("codes").iter().filter_map(|code| code.as_str().map(str::to_owned))).collect()
    };
    // A model teacher needs discussion at leading, evidence and access at proficient: all four leads have that. A team
    // lead needs five things, which both senior leads have; a senior lead needs evidence at leading, which no team lead has.
    assert_eq!(ready("model-teacher"), ["stl-01", "stl-02", "tl-01", "tl-02"]);
    assert_eq!(ready("team-lead"), ["stl-01", "stl-02"]);
    assert!(ready("senior-team-lead").is_empty());
}

#[test]
fn the_first_few_are_the_first_few_in_every_format() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/riverbend").display().to_string();
    let run = |format: &str| Folder::empty().run(&["gaps", &root, "--top", "6", "--format", format, "--as-of", "2026-11-22"]).out;
    let (table, markdown, csv) = (run("table"), run("markdown"), run("csv"));
    assert!(table.contains("The 6 most harmful of 19 gaps") && table.contains("• 6. ") && !table.contains("• 7. "), "{table}");
    assert!(markdown.contains("```yaml\n      team-time:"), "{markdown}");
    assert!(csv.lines().next().is_some_and(|head| head.ends_with("weight,people,severity,harm")), "{csv}");
    assert_eq!(csv.lines().take_while(|line| !line.is_empty()).count(), 7);
}

#[test]
fn the_golden_gaps_of_every_example() {
    for name in EXAMPLES {
        compare(name, &["gaps"]);
    }
}
