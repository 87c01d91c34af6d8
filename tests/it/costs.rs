//! No file is dear: what people cannot take in is left out and said to be, what programs read is whole or not written,
//! and what one run reads and writes has a limit.

use crate::running::Folder;
use rolewright::load::read::{Extra, ReadError, Room, read};
use std::fmt::Write;

fn lines(head: &str, count: usize, line: impl Fn(usize) -> String) -> String {
    let mut text = head.to_owned();
    (0..count).for_each(|at| write!(text, "{}", line(at)).expect("memory"));
    text
}

fn roles(count: usize) -> String {
    lines("roles:\n", count, |at| format!("  role-{at}: {{title: Role {at}}}\n"))
}

fn run(folder: &Folder, arguments: &[&str]) -> crate::running::Ran {
    let mut all = arguments.to_vec();
    all.extend(["--as-of", "2026-11-22"]);
    folder.run(&all)
}

#[test]
fn a_table_for_people_says_what_it_leaves_out_and_one_for_a_sheet_has_all() {
    let priorities = lines("priorities:\n", 202, |at| format!("  p{at}: {{title: P, status: active, owner: role-{at}}}\n"));
    let folder = Folder::with(&[("roles.yaml", &roles(1_003)), ("priorities.yaml", &priorities)]);
    let markdown = run(&folder, &["align", "--format", "markdown"]).out;
    assert!(markdown.contains("the first 1000 of 1003 roles and committees and the first 200 of 202 priorities"), "{markdown}");
    assert!(markdown.contains("rolewright align --format csv"), "how to see the rest");
    assert!(markdown.contains("| role-996 |") && !markdown.contains("| role-997 |"));
    let sheet = run(&folder, &["align", "--format", "csv"]).out;
    let row = sheet.lines().find(|line| line.starts_with("role-1002,")).expect("the last role");
    assert_eq!(row.split(',').count(), 203, "a cell for each priority and the name");
    assert!(!sheet.contains("the first 1000"));
}

#[test]
fn a_sheet_that_nothing_opens_is_not_written() {
    let priorities = lines("priorities:\n", 2_000, |at| format!("  p{at}: {{title: P, status: active, owner: role-0}}\n"));
    let folder = Folder::with(&[("roles.yaml", &roles(2_001)), ("priorities.yaml", &priorities)]);
    let ran = run(&folder, &["align", "--format", "csv"]);
    assert_eq!((ran.status, ran.out.as_str()), (2, ""));
    assert!(ran.err.contains("2001 rows and 2000 columns") && ran.err.contains("--priority"), "{}", ran.err);
}

#[test]
fn a_page_of_a_role_shows_a_long_pathway_around_it() {
    let rungs: Vec<String> = (0..60).map(|at| format!("role-{at}")).collect();
    let pathway = format!("pathways:\n  way: {{title: Way, rungs: [{}]}}\n", rungs.join(", "));
    let folder = Folder::with(&[("roles.yaml", &roles(60)), ("way.yaml", &pathway)]);
    let page = run(&folder, &["report", "role", "role-30"]).out;
    let line = page.lines().find(|line| line.contains("(this role)")).expect("the pathway");
    for (part, why) in
        [("18 rungs before → ", "what is left out below"), (" → 17 rungs after", "and above"), ("show pathways/way", "how to see it")]
    {
        assert!(line.contains(part), "{why}: {line}");
    }
    assert_eq!(line.matches('→').count(), 26, "twelve rungs on either side: {line}");
    let first = run(&folder, &["report", "role", "role-0"]).out;
    assert!(!first.contains("before →") && first.contains("47 rungs after"), "{first}");
    let whole = run(&folder, &["show", "pathways/way"]).out;
    assert!(whole.contains("role-59") && whole.contains("role-0"), "{whole}");
}

#[test]
fn a_card_climbs_so_far_and_says_where_it_goes_on() {
    let priorities = lines("priorities:\n  p: {title: Goal, status: active, place: u, parent: p0}\n", 30, |at| {
        format!("  p{at}: {{title: Wider {at}, status: active, parent: p{}}}\n", at + 1)
    });
    let unit = "roles:\n  lead: {title: Lead}\nunits:\n  u: {title: U, kind: team, staff: {lead: 1}}\n";
    let folder = Folder::with(&[("p.yaml", &format!("{priorities}  p30: {{title: Top}}\n")), ("u.yaml", &unit.to_owned())]);
    let card = run(&folder, &["report", "team", "u"]).out;
    assert!(card.contains("Wider 11") && !card.contains("Wider 12"), "{card}");
    assert!(card.contains("trace priorities/p11"), "{card}");
}

#[test]
fn what_one_run_reads_has_a_limit_that_all_share() {
    let text = roles(10);
    let folder = Folder::with(&[("a.yaml", &text), ("b.yaml", &"outcomes: {}\n".to_owned())]);
    let size = text.len() as u64 + 13;
    let within = |text: u64, values: u64| Extra { room: Room::of(text, values), ..Extra::default() };
    let is_refused = |extra: &Extra| match read(folder.path(), extra) {
        Ok(_) => false,
        Err(ReadError::TooMuch(_)) => true,
        Err(other) => panic!("{other}"),
    };
    assert!(!is_refused(&within(size, 100)));
    assert!(is_refused(&within(size - 1, 100)), "one byte too many");
    assert!(is_refused(&within(size, 20)), "more values than there is room for");
    let twice = within(size * 2 - 1, 100);
    assert!(!is_refused(&twice) && is_refused(&twice), "two readings share the room");
}
