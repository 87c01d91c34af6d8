//! Whatever is thrown at it: loading never panics, what was understood survives being written and read again, no
//! rule and no report gives way, and the order of files changes nothing.

use crate::language::settings_text;
use crate::support;
use proptest::collection::vec;
use proptest::prelude::*;
use rolewright::analysis::absence::Absence;
use rolewright::analysis::relations::Relations;
use rolewright::audit::Audit;
use rolewright::audit::alignment::Alignment;
use rolewright::audit::indicators::{By, Scores};
use rolewright::audit::matrices;
use rolewright::audit::shown::Shown;
use rolewright::audit::trace::{Reach, Trace};
use rolewright::audit::workload::{Scope, Workload};
use rolewright::diag::Level;
use rolewright::load::{Extra, Sources, read, to_yaml};
use rolewright::model::{Collection, Common, Corpus, Field, Loc, Plain, RecordShape, Settings, Shape, Value as _};
use rolewright::render::terminal::Screen;
use rolewright::render::{csv, dot, findings, json, markdown, mermaid, terminal};
use rolewright::report::Chart;
use rolewright::{report, rules};
use std::collections::BTreeSet;

pub fn config(cases: u32) -> ProptestConfig {
    // A failure is shown with its smallest input; that input becomes a test of its own, not a file of seeds.
    let default = ProptestConfig::default();
    // PROPTEST_CASES asks for another number, for a long look now and then.
    let cases = if default.cases == 256 { cases } else { default.cases };
    ProptestConfig { cases, failure_persistence: None, ..default }
}

// ---------------------------------------------------------------------------------------------------------
// Frameworks made from shapes and a tape of choices

/// Texts that are easily taken for something else.
const TEXTS: &[&str] = &[
    "school",
    "NO",
    "1e3",
    "2026-27",
    "01",
    "~",
    "null",
    "Null",
    "true",
    "yes",
    "",
    " ",
    " leading",
    "trailing ",
    "a: b",
    "a #b",
    "#c",
    "- d",
    "? e",
    "! f",
    "& g",
    "* h",
    "'q'",
    "\"dq\"",
    "it's",
    "a\\b",
    "one\ntwo",
    "one\n",
    "\n",
    "\none",
    "  one\ntwo",
    "one\n\n",
    "a\tb",
    "\ta",
    "a\t",
    "ñandú 漢字",
    "😀 family 👩‍👧",
    "\u{7f}",
    "\u{1b}[31mred",
    "a\u{85}b",
    "a\u{2028}b",
    "\u{feff}a",
    "a\u{202e}b",
    "a\rb",
    "a\r\nb",
    "\r",
    "[x",
    "{y",
    "]",
    "}",
    ",",
    "%",
    "@",
    "`",
    "|",
    ">",
    "...",
    "---",
    "--- a",
    "=",
    "0x1F",
    "0o7",
    ".inf",
    ".nan",
    "+1",
    "1_000",
    "12:30",
    "1.",
    "-",
    "?",
    ":",
    "a:",
    ":a",
    "\u{0}",
    "\u{7}",
    "\u{ffff}",
    "\u{a0}",
    "=1+1",
    "| pipe | table |",
    "<b>html</b>",
    "[link](x)",
    "99999999999999999",
    "0.00000001",
    "a word that goes on and on and on and on and on and on and on and on and on and on and on and on for ever",
    "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
];
/// Numbers at the edges of what people write.
const NUMBERS: &[&str] = &[
    "1",
    "0",
    "2",
    "0.5",
    "46",
    "-3",
    "100",
    "999999999999999",
    "99999999999999999",
    "0.00000001",
    ".5",
    "+3",
    "007",
    "-0",
    "0.1",
    "12.75",
];
const DAYS: &[&str] = &["2026-11-22", "2026-08-24", "2026-08", "2027-06-04", "2025-01-01", "0001-01-01", "9999-12", "2026-02-30"];
const IDS: &[&str] = &["a", "b", "c", "d"];
/// Committees share the roles' space of ids; one of these is a role's, too.
const COMMITTEES: &[&str] = &["e", "f", "g", "a"];

/// A tape of choices: proptest makes it, and makes it shorter and simpler when something fails. At its end
/// every choice is the first, which is the simplest.
pub struct Tape<'a> {
    choices: std::slice::Iter<'a, u16>,
}

impl Tape<'_> {
    pub fn below(&mut self, n: usize) -> usize {
        usize::from(self.choices.next().copied().unwrap_or(0)) % n
    }

    fn of<'w>(&mut self, words: &[&'w str]) -> &'w str {
        words[self.below(words.len())]
    }

    /// Mostly a word that is known everywhere, else anything.
    fn text(&mut self) -> String {
        match self.below(4) {
            0 | 1 => "school".to_owned(),
            2 => self.of(TEXTS).to_owned(),
            _ => (0..self.below(6)).map(|_| self.of(TEXTS)).collect(),
        }
    }

    fn value(&mut self, shape: &Shape) -> Plain {
        let text = |text: &str| Plain::Text(text.to_owned());
        match shape {
            Shape::Text => Plain::Text(self.text()),
            Shape::Slug => text(self.of(IDS)),
            Shape::Number => text(self.of(NUMBERS)),
            Shape::Int => text(self.of(&["1", "0", "3", "12", "10000000", "4294967295"])),
            Shape::Percent => text(self.of(&["50%", "0%", "12.5%", "100%", "250%", "0.00000001%", "99999999999999999%"])),
            Shape::Flag => text(self.of(&["true", "false", "yes", "NO"])),
            Shape::Day => text(self.of(DAYS)),
            Shape::Choice(names) => text(self.of(names)),
            Shape::Ref(target) => text(self.address(target.words)),
            Shape::List(one) => match self.below(5) {
                0 => self.value(one),
                n => Plain::List((1..n).map(|_| self.value(one)).collect()),
            },
            Shape::Map(key, value) => {
                let n = self.below(4);
                self.map((0..n).map(|_| (**key, **value)).collect())
            }
            Shape::Record(record) => self.record(record, false),
            Shape::Partial(record) => self.record(record, true),
            Shape::Open(record, _) => self.record(record, true),
            Shape::OneOf(shapes) => {
                let one = self.below(shapes.len());
                self.value(&shapes[one])
            }
            Shape::Nothing => Plain::Nothing,
            Shape::Anything => self.anything(3),
        }
    }

    fn map(&mut self, entries: Vec<(Shape, Shape)>) -> Plain {
        let mut made: Vec<(String, Plain)> = Vec::new();
        for (key, value) in entries {
            let Plain::Text(key) = self.value(&key) else { continue };
            if made.iter().all(|(known, _)| *known != key) {
                let value = self.value(&value);
                made.push((key, value));
            }
        }
        Plain::Map(made)
    }

    fn record(&mut self, record: &'static RecordShape, partial: bool) -> Plain {
        let common: &[Field] = if record.is_item { Common::RECORD.fields } else { &[] };
        let mut entries = Vec::new();
        for field in record.fields.iter().chain(common) {
            let there = if field.required && !partial { self.below(9) < 8 } else { self.below(5) > 2 };
            if there {
                entries.push((field.name.to_owned(), self.value(&field.shape)));
            }
        }
        Plain::Map(entries)
    }

    fn anything(&mut self, depth: usize) -> Plain {
        match self.below(if depth == 0 { 5 } else { 8 }) {
            0 => Plain::Text(self.text()),
            1 => Plain::Nothing,
            2 => Plain::Flag(self.below(2) == 1),
            3 => Plain::Number([1.0, -0.5, 0.1, 1e12][self.below(4)]),
            4 => Plain::Text(self.of(NUMBERS).to_owned()),
            5 | 6 => Plain::List((0..self.below(4)).map(|_| self.anything(depth - 1)).collect()),
            _ => self.map(vec![(Shape::Text, Shape::Anything); depth]),
        }
    }

    /// Something that exists, or does not, or leads in a circle.
    fn address(&mut self, words: &str) -> &'static str {
        match words {
            "a role or a committee" => self.of(&["a", "b", "c", "e", "f", "gone"]),
            "a committee" => self.of(COMMITTEES),
            "a priority, or priority/action" | "assessment/item" => self.of(&["a/a", "a/b", "b/a", "b", "a", "a/gone", "gone/a", "gone"]),
            "an action, or priority/action" => self.of(&["a", "b", "b/a", "c/c", "gone", "a/gone"]),
            "role.field" => self.of(&["a.release", "a.coaches.max", "b.stipend", "gone.release", "a.gone", "a"]),
            "anything in the framework" => self.of(&["a", "roles/a", "priorities/a/a", "committees/e", "gone", "roles/gone"]),
            _ => self.of(&["a", "b", "c", "d", "gone"]),
        }
    }

    /// Up to four items in each collection.
    pub fn framework(&mut self) -> Vec<(Collection, String, Plain)> {
        let mut items = Vec::new();
        for &collection in Collection::ALL {
            let ids = if collection == Collection::Committees { COMMITTEES } else { IDS };
            for id in &ids[..self.below(ids.len() + 1)] {
                items.push((collection, (*id).to_owned(), self.value(&collection.shape())));
            }
        }
        items
    }

    /// Settings that name real rules, each once.
    pub fn settings(&mut self) -> Plain {
        let Plain::Map(mut entries) = self.value(&Settings::SHAPE) else { panic!("settings are a map") };
        let ids: Vec<&str> = rules::catalogue().iter().map(|meta| meta.id).collect();
        for (_, value) in entries.iter_mut().filter(|(key, _)| key == "rules") {
            let Plain::Map(stated) = value else { panic!("rules are a map") };
            stated.iter_mut().for_each(|(rule, _)| *rule = self.of(&ids).to_owned());
            let mut seen = BTreeSet::new();
            stated.retain(|(rule, _)| seen.insert(rule.clone()));
        }
        Plain::Map(entries)
    }
}

pub fn tape(choices: &[u16]) -> Tape<'_> {
    Tape { choices: choices.iter() }
}

pub fn choices() -> impl Strategy<Value = Vec<u16>> {
    vec(any::<u16>(), 0..2500)
}

/// Items as one file holds them.
pub fn file(items: &[(Collection, String, Plain)]) -> String {
    let mut collections: Vec<(String, Plain)> = Vec::new();
    for (collection, id, item) in items {
        let name = collection.name();
        match collections.iter_mut().find(|(known, _)| known == name) {
            Some((_, Plain::Map(entries))) => entries.push((id.clone(), item.clone())),
            _ => collections.push((name.to_owned(), Plain::Map(vec![(id.clone(), item.clone())]))),
        }
    }
    to_yaml(&Plain::Map(collections))
}

pub fn load(yaml: &str) -> Audit {
    support::audit(&[("framework.yaml".to_owned(), yaml.to_owned())], support::AS_OF)
}

fn locs(corpus: &Corpus) -> Vec<Loc> {
    let of = |&collection: &Collection| (0..corpus.count(collection)).map(move |at| Loc::item(collection, at));
    Collection::ALL.iter().flat_map(of).collect()
}

/// Everything a corpus holds, as it is written.
fn content(corpus: &Corpus) -> Vec<(Collection, String, Plain)> {
    locs(corpus).into_iter().map(|loc| (loc.collection(), corpus.id_of(loc).to_string(), corpus.encode(loc))).collect()
}

/// The items that two corpora do not have alike, value by value.
fn unlike(a: &Corpus, b: &Corpus) -> Vec<String> {
    let mut found = Vec::new();
    macro_rules! compare {
        ($($table:ident)+) => {$(
            assert_eq!(a.$table.len(), b.$table.len());
            let pairs = a.$table.iter().zip(&b.$table);
            found.extend(pairs.filter(|(x, y)| x.id.value != y.id.value || x.body != y.body).map(|(x, y)| format!("{:?}\n{:?}", x.body, y.body)));
        )+};
    }
    compare! { scales outcomes competencies duties roles pathways priorities committees decisions units funds assessments faq talking_points }
    found
}

/// Findings that say a file could not be read as it was meant.
fn unread(audit: &Audit) -> Vec<String> {
    let of = ["syntax", "wrong-type", "unknown-field", "duplicate-key", "bad-id"];
    of.into_iter().flat_map(|rule| support::lines_of(audit, rule)).collect()
}

// ---------------------------------------------------------------------------------------------------------
// (a) Anything may be thrown at it

/// Pieces that YAML files are made of, right and wrong.
const PIECES: &[&str] = &[
    "\n",
    "\n",
    "\n  ",
    "\n    ",
    "\n      ",
    " ",
    ": ",
    ":",
    "- ",
    "\n- ",
    "roles:\n",
    "priorities:",
    "units:\n  a:\n    staff:\n      ",
    "scales:\n  s: [x]\n",
    "decisions:",
    "title: ",
    "serves: ",
    "reports_to: ",
    "raci: {A: a}",
    "actions:",
    "overrides:",
    "a",
    "b",
    "50%",
    "\"",
    "'",
    "{",
    "}",
    "[",
    "]",
    ",",
    "#",
    " # ",
    "&a ",
    "*a",
    "&b [*a, *a]",
    "!x ",
    "!!str ",
    "|\n",
    "|+2\n",
    ">-\n",
    "? ",
    "<<: *a",
    "---\n",
    "...\n",
    "%YAML 1.2\n",
    "%",
    "@",
    "`",
    "~",
    "null",
    "\t",
    "\r\n",
    "\r",
    "\u{feff}",
    "\u{0}",
    "\u{7}",
    "\u{85}",
    "\u{2028}",
    "é",
    "漢",
    "😀",
    "\\x41",
    "\\",
    "\\u",
    "x:",
    "1e999",
    "2026-13-45",
    "[[[[[[[[[[",
    "{{{{{{{{{{",
    "- - - - - - - - ",
    "\"\\ud800\"",
];
const TOML_PIECES: &[&str] = &[
    "\n",
    "\n",
    "name = ",
    "\"",
    "'",
    "\"\"\"",
    "[",
    "]",
    "[[",
    "]]",
    "{",
    "}",
    ", ",
    " = ",
    "rules",
    "[rules]\n",
    "[[waivers]]\n",
    "rule = ",
    "\"no-measure\"",
    "\"off\"",
    "until = ",
    "2026-01-01",
    "2026-13-01",
    "levels = [",
    "phase = ",
    "\"design\"",
    "1e999",
    "nan",
    "-",
    "0x",
    "#",
    "extends = [\"..\"]",
    "\\u0000",
    "\u{0}",
    "é",
    "😀",
    ".",
    "a.b.c = 1\n",
    "grades = [\"K\", \"1\"]\n",
];

fn soup(pieces: &'static [&'static str]) -> impl Strategy<Value = String> {
    vec(proptest::sample::select(pieces), 0..60).prop_map(|pieces| pieces.concat())
}

/// Judges a text and shows what was found in every form, as every span must be good for a snippet.
fn judge(yaml: &str, toml: &str) {
    let files = [("a/b.yaml", yaml), ("rolewright.toml", toml)].map(|(name, text)| (name.to_owned(), text.to_owned()));
    let audit = support::audit(&files, support::AS_OF);
    show_findings(&audit);
    let _ = content(&audit.corpus);
}

fn show_findings(audit: &Audit) {
    let mut out = Vec::new();
    for width in [40, 80, 200] {
        let screen = Screen { width, color: width == 80 };
        findings::human::write(audit, Level::Error, width == 40, screen, &mut out).expect("memory can be written to");
    }
    findings::json::write(audit, &mut out).expect("memory can be written to");
    findings::markdown::write(audit, Level::Advice, &mut out).expect("memory can be written to");
    findings::github::write(audit, "sub/", &mut out).expect("memory can be written to");
}

proptest! {
    #![proptest_config(config(128))]

    #[test]
    fn any_string_is_read_without_a_panic(text in ".*", settings in ".*") {
        judge(&text, &settings);
    }

    #[test]
    fn any_soup_of_yaml_and_toml_is_read_without_a_panic(text in soup(PIECES), settings in soup(TOML_PIECES)) {
        judge(&text, &settings);
    }

    #[test]
    fn a_good_file_with_one_piece_of_damage_is_read_without_a_panic(
        at in any::<proptest::sample::Index>(), length in 0usize..12, piece in proptest::sample::select(PIECES)
    ) {
        let whole = include_str!("../../examples/harbor-elementary/roles/teachers.yaml");
        let boundary = |at: usize| (0..=at.min(whole.len())).rev().find(|&at| whole.is_char_boundary(at)).unwrap_or(0);
        let start = boundary(at.index(whole.len()));
        let end = boundary(start + length);
        judge(&[&whole[..start], piece, &whole[end..]].concat(), "");
    }
}

proptest! {
    #![proptest_config(config(48))]

    #[test]
    fn any_bytes_on_disk_are_read_without_a_panic(bytes in vec(any::<u8>(), 0..400), settings in vec(any::<u8>(), 0..100)) {
        let folder = tempfile::tempdir().expect("a folder to work in");
        std::fs::write(folder.path().join("any.yaml"), &bytes).expect("it can be written");
        std::fs::write(folder.path().join("rolewright.toml"), &settings).expect("it can be written");
        if let Ok(sources) = read::read(folder.path(), &Extra::default()) {
            show_findings(&Audit::new(sources, &support::terms(support::AS_OF)));
        }
    }
}

#[test]
fn what_aliases_stack_up_is_read_and_written_without_overflow() {
    // Each line holds the one before, fifty lists deep, for as long as the budget for aliases allows.
    let mut yaml = String::from("roles:\n  a:\n    title: A\n    x:\n      k0: &k0 end\n");
    for n in 1..40 {
        yaml.push_str(&format!("      k{n}: &k{n} {}*k{}{}\n", "[".repeat(50), n - 1, "]".repeat(50)));
    }
    let audit = load(&yaml);
    let _ = content(&audit.corpus).iter().map(|(_, _, item)| to_yaml(item)).collect::<Vec<_>>();
    show_everything(&audit);
}

// ---------------------------------------------------------------------------------------------------------
// (b) What was understood survives

proptest! {
    #![proptest_config(config(96))]

    #[test]
    fn what_is_read_and_written_reads_the_same(choices in choices()) {
        let first = load(&file(&tape(&choices).framework()));
        prop_assert_eq!(unread(&first), Vec::<String>::new());
        let yaml = file(&content(&first.corpus));
        let second = load(&yaml);
        prop_assert_eq!(unread(&second), Vec::<String>::new(), "{}", yaml);
        prop_assert_eq!(content(&first.corpus), content(&second.corpus), "{}", yaml);
        prop_assert_eq!(unlike(&first.corpus, &second.corpus), Vec::<String>::new(), "{}", yaml);
        prop_assert_eq!(file(&content(&second.corpus)), yaml);
    }

    #[test]
    fn any_text_survives_as_title_key_and_element(text in "\\PC{0,40}|[ -~\n\t]{0,40}|(\\PC|[\n\r\t\x00-\x1f\u{80}-\u{9f}]){0,12}") {
        survives(&text)?;
    }
}

/// That a text is read as it was written, in every place a text may stand and in both styles of YAML.
fn survives(text: &str) -> Result<(), TestCaseError> {
    let said = |text: &str| Plain::Text(text.to_owned());
    let list = Plain::List(vec![said(text), said("other")]);
    let role = Plain::Map(vec![
        ("title".to_owned(), said(text)),
        ("selection".to_owned(), list.clone()),
        ("x".to_owned(), Plain::Map(vec![("own".to_owned(), list.clone())])),
    ]);
    let told = Plain::Map(vec![(text.to_owned(), Plain::Map(vec![("how".to_owned(), said(text))]))]);
    let priority = Plain::Map(vec![("title".to_owned(), said("P")), ("told".to_owned(), told)]);
    let map = |name: &str, item: Plain| (name.to_owned(), Plain::Map(vec![("a".to_owned(), item)]));
    let document = Plain::Map(vec![map("roles", role), map("priorities", priority)]);
    let block = to_yaml(&document);
    // JSON is YAML, too, and is written by somebody else; it leaves two characters bare that YAML does not.
    let flow = serde_json::to_string(&document).expect("a document is JSON").replace('\u{7f}', "\\u007f");
    let flow: String = flow
        .chars()
        .map(|c| {
            if ('\u{80}'..='\u{9f}').contains(&c) || c == '\u{feff}' || ('\u{fffe}'..='\u{ffff}').contains(&c) {
                format!("\\u{:04x}", c as u32)
            } else {
                c.to_string()
            }
        })
        .collect();
    for yaml in [&block, &flow] {
        let audit = load(yaml);
        // A key may not be “<<”, however it is quoted.
        if text != "<<" {
            prop_assert_eq!(unread(&audit), Vec::<String>::new(), "{}", yaml);
            let told = &audit.corpus.priorities[0].told;
            prop_assert_eq!(&*told[0].key.value, text, "{}", yaml);
            prop_assert_eq!(told[0].value.how.as_ref().map(|how| how.to_string()), Some(text.to_owned()));
        }
        let role = &audit.corpus.roles[0];
        prop_assert_eq!(role.title.as_ref().map(|title| title.to_string()), Some(text.to_owned()), "{}", yaml);
        prop_assert_eq!(&*role.selection[0].value, text, "{}", yaml);
        let own = role.common.as_ref().and_then(|common| common.x.clone());
        prop_assert_eq!(own, Some(Plain::Map(vec![("own".to_owned(), list.clone())])), "{}", yaml);
    }
    Ok(())
}

#[test]
fn texts_that_look_like_something_else_survive() {
    for text in TEXTS.iter().chain(NUMBERS).chain(DAYS) {
        survives(text).unwrap_or_else(|problem| panic!("{text:?}: {problem}"));
    }
}

#[test]
fn plain_texts_are_what_they_look_like() {
    for text in ["NO", "1e3", "2026-27", "01", "true", "K", "+1", "0x1F", "1_000", "12:30", ".inf", "=", "a#b", "a:b", "50%"] {
        let audit = load(&format!("roles:\n  a:\n    title: {text}\n    selection: [{text}, x]\n"));
        assert_eq!(unread(&audit), Vec::<String>::new());
        let role = &audit.corpus.roles[0];
        assert_eq!(role.title.as_ref().map(|title| title.to_string()).as_deref(), Some(text));
        assert_eq!(&*role.selection[0].value, text);
    }
}

#[test]
fn numbers_survive_however_large_or_small() {
    for text in NUMBERS.iter().chain(&["1000000000000000", "0.000001", "123456.789", "0.30000000000000004"]) {
        let yaml = format!("funds:\n  a:\n    title: A\n    amount: {text}\n");
        let first = load(&yaml);
        let again = load(&file(&content(&first.corpus)));
        let amount = |audit: &Audit| audit.corpus.funds[0].amount.map(|amount| amount.value);
        let refused = support::lines_of(&first, "bad-value");
        assert_eq!(amount(&first).is_none(), !refused.is_empty(), "{text} is either read or refused");
        assert_eq!(amount(&first), amount(&again), "{text}");
    }
}

// ---------------------------------------------------------------------------------------------------------
// (c) Rules and reports hold

fn trace_everything(audit: &Audit, out: &mut Vec<u8>) {
    let (facts, reach) = (audit.facts(), Reach { depth: Some(3), to: None });
    let relations = Relations::new(&facts);
    for loc in locs(&audit.corpus) {
        let traced = Trace::of(&relations, loc.into(), &reach);
        markdown::write(&report::trace(audit, &traced, &reach, true), out).expect("memory can be written to");
        mermaid::write(&report::trace_chart(audit, &traced), out).expect("memory can be written to");
        json::write(&json::trace(audit, &traced), out).expect("memory can be written to");
    }
    for role in 0..audit.corpus.roles.len() {
        let absence = Absence::of(&facts, role);
        markdown::write(&report::impact(audit, &absence), out).expect("memory can be written to");
        json::write(&json::impact(audit, &absence), out).expect("memory can be written to");
    }
}

fn show_everything(audit: &Audit) {
    let corpus = &audit.corpus;
    let mut documents = vec![report::audit(audit, None), report::collections(audit), report::thresholds(&audit.limits)];
    for flag in [false, true] {
        let shown = Shown::everything(flag);
        let scores = Scores::of(audit, Some(if flag { By::Unit } else { By::Level }));
        documents.push(report::alignment(audit, &Alignment::of(audit, &shown), &scores, &shown, false));
        documents.push(report::alignment(audit, &Alignment::of(audit, &shown), &scores, &shown, true));
        documents.push(report::gaps(audit, flag.then_some(1), false));
        documents.push(report::gaps(audit, None, flag));
    }
    let facts = audit.facts();
    let units = (0..corpus.units.len()).map(|unit| Scope { unit: Some(unit), role: None });
    let roles = (0..corpus.roles.len()).map(|role| Scope { unit: None, role: Some(role) });
    let loads: Vec<Workload> = units.chain(roles).chain([Scope::default()]).map(|scope| Workload::of(audit, &facts, scope)).collect();
    for load in &loads {
        documents.extend([report::workload(audit, load, false), report::workload(audit, load, true)]);
    }
    let charts: Vec<Chart<'_>> = (0..corpus.units.len()).map(Some).chain([None]).map(|unit| Chart::new(audit, &facts, unit)).collect();
    documents.extend(charts.iter().map(report::organisation));
    let shown = Shown::everything(true);
    let (decided, cycles, sat) = (matrices::decisions(audit, &shown), matrices::talent(audit, &shown), matrices::committees(audit, &shown));
    documents.extend([report::decisions(audit, &decided, &shown, false), report::decisions(audit, &decided, &shown, true)]);
    documents.extend([report::talent(audit, &cycles, &shown), report::sittings(audit, &sat, &shown, false)]);
    documents.push(report::items(audit, &locs(corpus)));
    documents.extend(locs(corpus).into_iter().map(|loc| report::item(audit, loc)));
    let mut out = Vec::new();
    for document in &documents {
        for width in [40, 80, 200] {
            terminal::write(document, Screen { width, color: width == 80 }, &mut out).expect("memory can be written to");
        }
        markdown::write(document, &mut out).expect("memory can be written to");
        csv::write(document, &mut out).expect("memory can be written to");
    }
    for chart in &charts {
        mermaid::write(&report::drawing(chart), &mut out).expect("memory can be written to");
        dot::write(&report::drawing(chart), &mut out).expect("memory can be written to");
    }
    let shown = Shown::everything(true);
    let mut values = vec![
        json::alignment(audit, &Alignment::of(audit, &shown), &Scores::of(audit, Some(By::Family)), &shown),
        json::gaps(audit, usize::MAX),
        json::counts(audit),
    ];
    values.extend(loads.iter().map(|load| json::workload(audit, load)));
    values.push(json::matrices::decisions(audit, &decided, &shown));
    values.push(json::matrices::talent(audit, &cycles, &shown));
    values.push(json::matrices::sittings(audit, &sat, &shown));
    values.push(json::list(audit, &locs(corpus)));
    values.extend(locs(corpus).into_iter().map(|loc| json::item(audit, loc)));
    values.iter().for_each(|value| json::write(value, &mut out).expect("memory can be written to"));
    trace_everything(audit, &mut out);
    show_findings(audit);
    assert!(String::from_utf8(out).is_ok(), "reports are text");
}

proptest! {
    #![proptest_config(config(64))]

    #[test]
    fn rules_and_reports_hold_on_any_framework(choices in choices()) {
        let mut tape = tape(&choices);
        let settings = if tape.below(2) == 1 { settings_text(&tape.settings()) } else { String::new() };
        let yaml = file(&tape.framework());
        let files = [("framework.yaml", yaml), ("rolewright.toml", settings)].map(|(name, text)| (name.to_owned(), text));
        show_everything(&support::audit(&files, support::AS_OF));
    }
}

#[test]
fn rules_and_reports_hold_on_nothing_and_next_to_nothing() {
    let empty = ["", "roles:", "roles: {}", "{}", "~"].map(ToOwned::to_owned).into_iter();
    let bare = Collection::ALL.iter().map(|collection| format!("{}:\n  a: {{}}\n", collection.name()));
    let titled = Collection::ALL.iter().map(|collection| format!("{}:\n  a: {{title: A}}\n", collection.name()));
    for yaml in empty.chain(bare).chain(titled) {
        show_everything(&load(&yaml));
    }
}

// ---------------------------------------------------------------------------------------------------------
// (d) The order of files and items changes nothing

fn said(audit: &Audit) -> Vec<(String, String, Option<String>, String)> {
    let tell = |f: &rolewright::diag::Finding| (f.rule.id.to_owned(), f.case.name.to_owned(), f.item.clone(), f.message.clone());
    let mut all: Vec<_> = audit.outcome.findings.iter().map(tell).collect();
    all.sort();
    all
}

/// What a report says without its places, which do change with the files.
fn counted(audit: &Audit) -> (Vec<(&'static str, usize)>, usize) {
    (audit.outcome.met.iter().map(|(&rule, &count)| (rule, count)).collect(), audit.outcome.summary.not_assessed)
}

proptest! {
    #![proptest_config(config(64))]

    #[test]
    fn splitting_and_reordering_files_changes_no_finding(choices in choices(), order in any::<u64>()) {
        let items = tape(&choices).framework();
        let whole = load(&file(&items));
        let mut shuffled = items;
        shuffled.sort_by_key(|(collection, id, _)| (order.rotate_left(*collection as u32 * 3) ^ u64::from(id.as_bytes()[0])).wrapping_mul(0x9E37_79B9_7F4A_7C15));
        let files: Vec<(String, String)> =
            shuffled.chunks(1 + order as usize % 4).enumerate().map(|(at, items)| (format!("{at:03}.yaml"), file(items))).collect();
        let split = support::audit(&files, support::AS_OF);
        prop_assert_eq!(content(&whole.corpus), content(&split.corpus));
        prop_assert_eq!(said(&whole), said(&split));
        prop_assert_eq!(counted(&whole), counted(&split));
    }
}

#[test]
fn judging_twice_gives_the_same_bytes() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/riverbend");
    let bytes = || {
        let sources: Sources = read::read(&root, &Extra::default()).expect("the example can be read");
        let audit = Audit::new(sources, &support::terms(support::AS_OF));
        let mut out = Vec::new();
        findings::json::write(&audit, &mut out).expect("memory can be written to");
        markdown::write(&report::audit(&audit, None), &mut out).expect("memory can be written to");
        out
    };
    assert!(bytes() == bytes(), "the same framework gives the same bytes");
}
