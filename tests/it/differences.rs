//! What counts as a change, and what is only another way to write the same: on frameworks made by chance and on
//! the shipped ones.

use crate::goldens::EXAMPLES;
use crate::round_trip::{choices, config, file, load, tape};
use crate::support::{AS_OF, audit};
use proptest::prelude::*;
use rolewright::audit::Audit;
use rolewright::audit::change::{Comparison, State};
use rolewright::audit::diff::{Diff, How, What};
use rolewright::load::{Extra, read, to_yaml};
use rolewright::model::{Collection, Loc, Plain};
use rolewright::render::terminal::Screen;
use rolewright::render::{json, markdown, terminal};
use rolewright::report;
use std::path::Path;

type Items = Vec<(Collection, String, Plain)>;

/// The same with the keys of every map in another order.
fn shuffled(value: &Plain, order: u64) -> Plain {
    match value {
        Plain::List(values) => Plain::List(values.iter().map(|value| shuffled(value, order)).collect()),
        Plain::Map(entries) => {
            let mut entries: Vec<(String, Plain)> = entries.iter().map(|(key, value)| (key.clone(), shuffled(value, order))).collect();
            entries.sort_by_key(|(key, _)| key.bytes().fold(order, |sum, byte| (sum ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)));
            Plain::Map(entries)
        }
        other => other.clone(),
    }
}

/// A file's text in another form: with remarks, or as JSON, which is YAML too.
fn dressed(text: String, items: &Items, order: u64) -> String {
    let flow =
        items.iter().map(|(collection, id, item)| serde_json::json!({collection.name(): {id: item}}).to_string()).collect::<String>();
    // Some characters stand bare in JSON and may not in YAML.
    let may_stand = |c: char| c.is_ascii() && !c.is_ascii_control() || c.is_alphanumeric();
    if order % 2 == 1 && items.len() == 1 && flow.chars().all(may_stand) {
        return format!("# one remark\n{flow}\n# another\n");
    }
    let lines = text.lines().map(|line| {
        let top = line.ends_with(':') && line.starts_with(|c: char| c.is_ascii_lowercase());
        if top { format!("\n# a remark\n{line}  # and another\n") } else { format!("{line}\n") }
    });
    lines.collect()
}

/// The same framework, each item in a file of its own, with everything that is form changed.
fn rewritten(items: &Items, order: u64) -> Audit {
    let files: Vec<(String, String)> = items
        .iter()
        .enumerate()
        .map(|(at, (collection, id, item))| {
            let one = vec![(*collection, id.clone(), shuffled(item, order ^ at as u64))];
            (format!("{:03}.yaml", (at as u64).wrapping_mul(order | 1) % 997), dressed(file(&one), &one, order >> (at % 60)))
        })
        .collect();
    // Two files may have come by one name; then one of them has another.
    let files: Vec<(String, String)> = files.into_iter().enumerate().map(|(at, (name, text))| (format!("{at}-{name}"), text)).collect();
    audit(&files, AS_OF)
}

fn told(diff: &Diff) -> Vec<String> {
    let items = diff.items.iter().flat_map(|item| {
        let loc = item.after.or(item.before);
        item.fields.iter().map(move |field| format!("{loc:?} {} {:?}", field.dotted(), field.what)).chain([format!("{loc:?}")])
    });
    items.chain(diff.unread.iter().map(|pair| format!("unread {pair:?}"))).collect()
}

proptest! {
    #![proptest_config(config(96))]

    #[test]
    fn another_form_is_no_change(choices in choices(), order in any::<u64>()) {
        let items = tape(&choices).framework();
        let (one, other) = (load(&file(&items)), rewritten(&items, order));
        let diff = Diff::of(&one, &other);
        prop_assert_eq!(told(&diff), Vec::<String>::new(), "{}", file(&items));
        prop_assert_eq!(diff.moved.len(), one.corpus.len());
        let back = Diff::of(&other, &one);
        prop_assert!(back.is_empty());
    }

    #[test]
    fn one_change_is_found_among_everything_else(choices in choices(), order in any::<u64>()) {
        let mut items = tape(&choices).framework();
        let role = |release: &str| Plain::Map(vec![("title".into(), Plain::Text("Z".into())), ("release".into(), Plain::Text(release.into()))]);
        items.push((Collection::Roles, "zz".into(), role("50%")));
        let before = load(&file(&items));
        items.retain(|(_, id, _)| id != "zz");
        items.push((Collection::Roles, "zz".into(), role("40%")));
        let diff = Diff::of(&before, &rewritten(&items, order));
        prop_assert_eq!(diff.items.len(), 1, "{:#?}", told(&diff));
        let fields = &diff.items[0].fields;
        prop_assert_eq!(fields.len(), 1);
        prop_assert_eq!(fields[0].dotted(), "release");
        prop_assert_eq!(&fields[0].what, &What::Replaced(Plain::Text("50%".into()), Plain::Text("40%".into())));
    }

    #[test]
    fn any_two_frameworks_can_be_compared(one in choices(), other in choices()) {
        let mut tape_one = tape(&one);
        let (before, after) = (load(&file(&tape_one.framework())), load(&file(&tape(&other).framework())));
        compare_everything(&before, &after);
        let (forth, back) = (Diff::of(&before, &after), Diff::of(&after, &before));
        prop_assert_eq!(forth.items.len(), back.items.len());
        prop_assert_eq!(told(&Diff::of(&before, &before)), Vec::<String>::new());
    }
}

fn states() -> [State; 2] {
    ["before", "after"].map(|name| State { name: name.into(), commit: None })
}

/// Every report on the comparison, in every form.
fn compare_everything(before: &Audit, after: &Audit) {
    let comparison = Comparison::of(before, after);
    let mut documents = vec![report::diff(&comparison, &states()), report::pr(&comparison, &states(), Path::new("a")).posted()];
    let mut values = vec![json::diff(&comparison, &states())];
    for role in ["a", "b", "roles/c"] {
        if let Some(view) = comparison.role(role) {
            documents.push(report::role_changes(&comparison, &view, &states()));
            values.push(json::role_changes(&comparison, &view, &states()));
        }
    }
    let mut out = Vec::new();
    for document in &documents {
        for width in [40, 80] {
            terminal::write(document, Screen { width, color: width == 80 }, &mut out).expect("memory can be written to");
        }
        markdown::write(document, &mut out).expect("memory can be written to");
    }
    values.iter().for_each(|value| json::write(value, &mut out).expect("memory can be written to"));
    assert!(String::from_utf8(out).is_ok());
}

fn sources(folder: &str) -> Audit {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    let sources = read::read(&root, &Extra::default()).expect("the example can be read");
    Audit::new(sources, &crate::support::terms(AS_OF))
}

#[test]
fn the_shipped_frameworks_written_anew_are_unchanged() {
    for name in EXAMPLES {
        let one = sources(&format!("examples/{name}"));
        let locs =
            Collection::ALL.iter().flat_map(|&collection| (0..one.corpus.count(collection)).map(move |at| Loc::item(collection, at)));
        let items: Items = locs.map(|loc| (loc.collection(), one.corpus.id_of(loc).to_string(), one.corpus.encode(loc))).collect();
        let diff = Diff::of(&one, &rewritten(&items, 0x9E37_79B9_7F4A_7C15));
        assert_eq!(told(&diff), Vec::<String>::new(), "{name}");
    }
}

#[test]
fn every_way_to_write_the_same_is_the_same() {
    let one = "roles:\n  a: {title: A, supported_by: b, requires: [c], coaches: {roles: b}}\n  b: {title: B, purpose: \"One  line\\nof text\"}\ncompetencies:\n  c: {title: C}\npriorities:\n  p:\n    title: P\n    actions: {x: {title: X, builds_toward: y}, y: {title: Y}}\nunits:\n  u: {title: U, kind: school, staff: {a: 3}}\n";
    let other = "units: {u: {kind: school, title: U, staff: {a: {count: 3}}}}\npriorities:\n  p: {actions: {y: {title: Y}, x: {builds_toward: p/y, title: X}}, title: P, outcomes: []}\ncompetencies: {c: {title: C}}\nroles:\n  b:\n    purpose: >\n      One line\n      of text\n    title: 'B'\n  a: {requires: {c: }, supported_by: [b], coaches: {roles: [b]}, title: A}\n";
    let diff = Diff::of(&load(one), &load(other));
    assert_eq!(told(&diff), Vec::<String>::new());
}

#[test]
fn items_are_known_again_by_what_they_were_called_or_say() {
    let before = load(
        "roles:\n  lead: {title: Lead, reports_to: head, responsibilities: {run: {does: Run it, serves: p/go}}}\n  head: {title: Head}\n\
         priorities:\n  p: {title: P, owner: head, actions: {go: {title: Go, raci: {A: head, R: lead}}, stay: {title: Stay}}}\n\
         units:\n  u: {title: U, kind: school, staff: {lead: 2, head: 1}}\ndecisions:\n  d: {question: Q, governs: lead.release}\n\
         faq:\n  f: {asks: Q, answer: A, about: [roles/lead, p/go]}\n",
    );
    // The lead says what it was called, the head says the same under another id, and every mention follows.
    let after = load(
        "roles:\n  team-lead: {title: Team Lead, was: lead, reports_to: chief, responsibilities: {run: {does: Run it, serves: p/start}}}\n  chief: {title: Head}\n\
         priorities:\n  p: {title: P, owner: chief, actions: {start: {title: Go, was: go, raci: {A: chief, R: team-lead}}, stay: {title: Stay}}}\n\
         units:\n  u: {title: U, kind: school, staff: {team-lead: 2, chief: 1}}\ndecisions:\n  d: {question: Q, governs: team-lead.release}\n\
         faq:\n  f: {asks: Q, answer: A, about: [roles/team-lead, p/start]}\n",
    );
    let diff = Diff::of(&before, &after);
    let found: Vec<(Collection, How, Vec<String>)> =
        diff.items.iter().map(|item| (item.collection(), item.how, item.fields.iter().map(|f| f.dotted()).collect())).collect();
    let wanted = vec![
        (Collection::Roles, How::SameContent, vec![]),
        (Collection::Roles, How::Declared, vec!["title".to_owned()]),
        (Collection::Priorities, How::SameId, vec!["actions/start".to_owned()]),
    ];
    assert_eq!(found, wanted, "{:#?}", told(&diff));
    assert_eq!(diff.new_id(Collection::Roles, "lead"), "team-lead");
    assert_eq!(to_yaml(&Plain::Nothing).trim(), "null");
}

#[test]
fn what_a_broken_file_hides_is_not_called_gone() {
    let before = load("roles:\n  a: {title: A}\n  b: {title: B}\n");
    let after = load("roles:\n  a: {title: A}\n  b: {title: \"B}\n");
    let diff = Diff::of(&before, &after);
    assert!(diff.items.is_empty() && !diff.unread.is_empty(), "{:#?}", told(&diff));
}

#[test]
fn thousands_of_entries_that_all_change_take_no_time() {
    let many = |word: &str| {
        let entries: String = (0..20_000).map(|at| format!("      {word}{at}: {{does: \"{word} {at}\"}}\n")).collect();
        let list: String = (0..20_000).map(|at| format!("      - {word} {at}\n")).collect();
        load(&format!("roles:\n  a:\n    title: A\n    responsibilities:\n{entries}    selection:\n{list}"))
    };
    let (before, after) = (many("x"), many("y"));
    let started = std::time::Instant::now();
    assert_eq!(Diff::of(&before, &after).items.len(), 1);
    assert!(started.elapsed().as_secs() < 10, "{:?}", started.elapsed());
}
