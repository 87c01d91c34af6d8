//! Every finding of shape stands exactly where its cause is written: line and column, as people count.

use crate::support::{self, fixture, lines_of};
use rolewright::audit::Audit;
use rolewright::diag::{Finding, structure};

/// A framework and what the rules of shape say about it: `rule file:line:column level case: message`.
fn assert_found(text: &str, expected: &[&str]) {
    assert_eq!(found(&fixture(text)), expected, "in\n{text}");
}

fn found(audit: &Audit) -> Vec<String> {
    structure::ALL.iter().flat_map(|meta| lines_of(audit, meta.id).into_iter().map(|line| format!("{} {line}", meta.id))).collect()
}

/// The one finding of a framework.
fn only(audit: &Audit) -> &Finding {
    let shape: Vec<&Finding> = audit.outcome.findings.iter().filter(|f| structure::ALL.iter().any(|meta| meta.id == f.rule.id)).collect();
    assert_eq!(shape.len(), 1, "{:?}", found(audit));
    shape[0]
}

/// The text a finding points at.
fn pointed_at<'a>(audit: &'a Audit, finding: &Finding) -> &'a str {
    audit.sources.files.slice(finding.span.expect("it has a place"))
}

/// What one framework's only finding points at.
fn pointed(text: &str) -> String {
    let audit = fixture(text);
    pointed_at(&audit, only(&audit)).to_owned()
}

/// What the only finding proposes.
fn help(text: &str) -> String {
    only(&fixture(text)).help.clone().unwrap_or_default()
}

/// The places that belong to the only finding, as `file:line:column message`.
fn related(audit: &Audit) -> Vec<String> {
    let files = &audit.sources.files;
    let show = |related: &rolewright::diag::Related| {
        let place = files.place(related.span);
        format!("{}:{}:{} {}", files.get(related.span.file).path, place.line, place.column, related.message)
    };
    only(audit).related.iter().map(show).collect()
}

#[test]
fn bad_ids_are_pointed_at_in_items_and_within_them() {
    assert_found(
        "roles:\n  Team Lead:\n    title: A\n  b:\n    title: B\n    responsibilities:\n      'Run It': {does: X}\n",
        &[
            "bad-id framework.yaml:2:3 error not-a-slug: “Team Lead” cannot be an id",
            "bad-id framework.yaml:7:7 error not-a-slug: “Run It” cannot be an id",
        ],
    );
    assert_eq!(pointed("roles:\n  'Team Lead': {title: A}\n"), "'Team Lead'");
    assert!(help("roles:\n  Team Lead (K–3): {title: A}\n").contains("“team-lead-k-3”"));
    assert_eq!(pointed(&format!("roles:\n  {}:\n    title: A\n", "é".repeat(101))), "é".repeat(101));
}

#[test]
fn bad_values_are_pointed_at_with_their_quotes() {
    assert_found(
        "roles:
  a:
    title: A
    family: teecher
    level: \"campus\"
    release: 0.5
    ends: '2027-02-30'
    stipend: 1,000
    responsibilities:
      r:
        does: X
        core: maybe
priorities:
  p:
    title: P
    weight: 0
",
        &[
            "bad-value framework.yaml:4:13 error not-allowed: “family” says “teecher”, which is not one of its words",
            "bad-value framework.yaml:5:12 error not-allowed: “campus” is not a level of this framework",
            "bad-value framework.yaml:6:14 error not-allowed: “release” says “0.5”, which is not a percentage",
            "bad-value framework.yaml:7:11 error not-allowed: “ends” says “2027-02-30”, which is not a date",
            "bad-value framework.yaml:8:14 error not-allowed: “stipend” says “1,000”, which is not a number",
            "bad-value framework.yaml:12:15 error not-allowed: “core” says “maybe”, which is neither yes nor no",
            "bad-value framework.yaml:16:13 error not-allowed: “weight” says 0, but a weight must be above 0",
        ],
    );
    assert_eq!(pointed("roles:\n  a:\n    title: A\n    ends: '2027-02-30'\n"), "'2027-02-30'");
}

#[test]
fn words_of_the_frameworks_own_scales_are_pointed_at() {
    assert_found(
        "# file: a.yaml
scales:
  s: [low, high]
competencies:
  c:
    title: C
    indicators:
      hihg: x
roles:
  r:
    title: R
    requires: {c: top}
units:
  u: {title: U, kind: school, grades: [K, \"2\", 1]}
# file: rolewright.toml
grades = [\"K\", \"1\"]
",
        &[
            "bad-value a.yaml:7:7 error not-allowed: “hihg” is not a level of the scale",
            "bad-value a.yaml:11:19 error not-allowed: “top” is not a level of the scale",
            "bad-value a.yaml:13:43 error not-allowed: “2” is not a grade in rolewright.toml",
        ],
    );
}

#[test]
fn settings_are_pointed_at_like_content() {
    assert_found(
        "# file: rolewright.toml
phase = \"pilots\"
levles = []
[rules]
hidden-wrk = \"off\"
hidden-work = \"loud\"
[rules.no-measure]
max = 3
[[waivers]]
rule = \"no-measure\"
until = 2026-01-01
# file: a.yaml
roles: {a: {title: A}}
",
        &[
            "bad-value rolewright.toml:1:9 error not-allowed: “phase” says “pilots”, which is not one of its words",
            "bad-value rolewright.toml:5:15 error bad-setting: “loud” is not a level",
            "bad-value rolewright.toml:7:1 error bad-setting: “max” is not a threshold of no-measure",
            "expired-waiver rolewright.toml:10:9 warning expired: the waiver for no-measure ran out on 2026-01-01, so its findings count again",
            "missing-field rolewright.toml:8:3 error missing: a waiver lacks “reason”",
            "unknown-field rolewright.toml:2:1 error unknown: “levles” is not a field of the settings",
            "unknown-field rolewright.toml:4:1 error unknown-setting: there is no rule “hidden-wrk”",
        ],
    );
    assert_found(
        "# file: rolewright.toml\nname = Riverbend\n[[waivers]]\nrule = \"no-measure\"\nreason = \"x\"\n# file: a.yaml\nroles: {a: {title: A}}\n",
        &[
            "syntax rolewright.toml:1:8 error not-toml: this is not valid TOML: string values must be quoted, expected literal string",
            "useless-waiver rolewright.toml:3:8 warning silences-nothing: this waiver silences nothing: no-measure found nothing",
        ],
    );
}

#[test]
fn of_two_with_one_id_the_later_is_pointed_at_and_the_first_is_shown() {
    let audit = fixture("# file: a.yaml\nroles:\n  a:\n    title: A\n# file: b.yaml\n# a comment\nroles:\n  a:\n    title: B\n");
    assert_eq!(found(&audit), ["duplicate-id b.yaml:3:3 error same-id: another role has the id “a” already"]);
    assert_eq!(related(&audit), ["a.yaml:2:3 the first is here, and it is the one that counts"]);
    let audit = fixture("committees:\n  a:\n    title: C\nroles:\n  a:\n    title: A\n");
    assert_eq!(found(&audit), ["duplicate-id framework.yaml:2:3 error same-id: “a” is both a role and a committee"]);
    assert_eq!(related(&audit), ["framework.yaml:5:3 the first is here, and it is the one that counts"]);
}

#[test]
fn a_key_said_again_is_pointed_at_and_the_first_is_shown() {
    assert_found(
        "roles:\n  a:\n    title: A\n    \"title\": B\n    note: x\n    note: y\n    note: z\nroles:\n  b: {title: B}\n",
        &[
            "duplicate-key framework.yaml:4:5 error same-key: “title” stands here a second time",
            "duplicate-key framework.yaml:6:5 error same-key: “note” stands here a second time",
            "duplicate-key framework.yaml:7:5 error same-key: “note” stands here a second time",
            "duplicate-key framework.yaml:8:1 error same-key: “roles” stands here a second time",
        ],
    );
    let audit = fixture("roles:\n  a:\n    title: A\n    'title': B\n");
    assert_eq!(pointed_at(&audit, only(&audit)), "'title'");
    assert_eq!(related(&audit), ["framework.yaml:3:5 the first is here, and it is the one that counts"]);
    assert_eq!(audit.corpus.roles[0].title.as_ref().map(|title| title.to_string()).as_deref(), Some("A"), "the first counts");
}

#[test]
fn what_lacks_a_field_is_pointed_at_by_its_name() {
    assert_found(
        "roles:\n  a:\n    note: x\nunits:\n  u: {title: U}\npriorities:\n  p:\n    title: ~\n    measures:\n      m:\n        title: M\n",
        &[
            "missing-field framework.yaml:2:3 error missing: a role lacks “title”",
            "missing-field framework.yaml:5:3 error missing: a unit lacks “kind”",
            "missing-field framework.yaml:7:3 error missing: a priority lacks “title”",
            "missing-field framework.yaml:10:7 error missing: a measure lacks “horizon”",
        ],
    );
}

#[test]
fn where_yaml_breaks_off_is_pointed_at() {
    let table: &[(&str, &str)] = &[
        ("roles:\n  a:\n    title: A: B\n", "3:13 error not-yaml: a colon followed by a space is not allowed inside a plain text"),
        ("roles:\n\ta:\n", "2:1 error not-yaml: there is a tab here, where only spaces may indent"),
        ("roles:\n  a:\n    title: \"A\n", "3:12 error not-yaml: a quotation mark opens here and is never closed"),
        ("roles:\n  a:\n    title: %A\n", "3:12 error not-yaml: a text cannot begin with “%”"),
        ("roles:\n  a:\n    title: A\n   note: x\n", "4:4 error not-yaml: this line does not line up with the lines it belongs to"),
        ("roles:\n  a:\n    title: A\n      note: x\n", "4:11 error not-yaml: this line is indented further than the line above it allows"),
        (
            "roles:\n  a:\n    title: A\n    note\n",
            "4:5 error not-yaml: this line has no colon, so it is not clear which field it belongs to",
        ),
        (
            "roles:\n  a:\n    selection: [A\n    note: x\n",
            "4:9 error not-yaml: inside brackets, something is missing before this: a comma or the closing bracket",
        ),
        (
            "roles:\n  a: {title: A}\n---\nroles: {}\n",
            "3:1 error several-documents: a second document begins here, and only the first was read",
        ),
        (
            "roles:\n  a:\n    title: *b\n",
            "3:12 error unknown-alias: this names content with *, but nothing is marked with & under that name",
        ),
        (
            "roles:\n  a: &a\n    title: A\n    x: *a\n",
            "4:8 error unknown-alias: this repeats something that contains it, which would never end",
        ),
        (
            "roles:\n  a: &a\n    title: A\n  b:\n    <<: *a\n    title: B\n",
            "5:5 error merge-key: “<<” would merge another map into this one, which a framework does not do",
        ),
        ("roles:\n  a:\n    title: !name A\n", "3:12 error custom-tag: “!name” is a tag, and a framework is written without tags"),
        (
            "roles:\n  a:\n    title: A\n    x:   !own   {a: b}\n",
            "4:10 error custom-tag: “!own” is a tag, and a framework is written without tags",
        ),
        (
            "duties:\n  d: {does: Teach, plan and mark}\n",
            "2:20 error comma-in-text: “plan and mark” stands here as if it were a field: inside { } a comma ends the value before it",
        ),
    ];
    for (text, expected) in table {
        assert_eq!(lines_of(&fixture(text), "syntax"), [format!("framework.yaml:{expected}")], "in\n{text}");
    }
    let deep = format!("roles:\n  a:\n    x: {}\n", "[".repeat(61));
    assert_eq!(
        lines_of(&fixture(&deep), "syntax"),
        ["framework.yaml:3:68 error too-deep: the content is nested more than 60 levels deep, and the rest of the file was not read"]
    );
}

#[test]
fn unknown_keys_are_pointed_at_with_the_nearest_that_is_known() {
    assert_found(
        "roles:\n  a:\n    title: A\n    report_to: b\n    'so_that': c\nrolls:\n  a: 1\n",
        &[
            "unknown-field framework.yaml:4:5 error unknown: “report_to” is not a field of a role",
            "unknown-field framework.yaml:5:5 error unknown: “so_that” is not a field of a role",
            "unknown-field framework.yaml:6:1 error unknown: “rolls” is not a collection",
        ],
    );
    assert_eq!(help("roles:\n  a:\n    title: A\n    report_to: b\n"), "Did you mean “reports_to”?");
    assert_eq!(help("rolls:\n  a: 1\n"), "Did you mean “roles”?");
    assert!(help("roles:\n  a:\n    title: A\n    zzz: b\n").ends_with("Fields of your own go under “x”."));
}

#[test]
fn references_that_lead_nowhere_are_pointed_at_wherever_they_stand() {
    assert_found(
        "roles:
  teacher:
    title: T
    reports_to: principle
    supported_by: [coach, \"coche\", teacher]
  principal: {title: P}
  coach: {title: C}
priorities:
  reading:
    title: R
    actions:
      weekly-cycle: {title: W, raci: {A: techer}}
units:
  u:
    title: U
    kind: school
    staff:
      techer: 3
",
        &[
            "unknown-reference framework.yaml:4:17 error nothing-there: “principle” should name a role, but there is none of that name",
            "unknown-reference framework.yaml:5:27 error nothing-there: “coche” should name a role, but there is none of that name",
            "unknown-reference framework.yaml:12:42 error nothing-there: “techer” should name a role or a committee, but there is none of that name; it is named in 2 places",
        ],
    );
}

#[test]
fn the_nearest_names_are_proposed_as_they_would_be_written() {
    let within = |field: &str| {
        format!(
            "roles:\n  lead: {{title: L}}\n  leader: {{title: L}}\npriorities:\n  reading:\n    title: R\n    actions:\n      weekly-cycle: {{title: W}}\n      prepare: {{title: P, {field}}}\n"
        )
    };
    let governs = |address: &str| format!("roles:\n  lead: {{title: L}}\ndecisions:\n  d:\n    question: Q\n    governs: {address}\n");
    let serves = |address: &str| {
        format!(
            "duties:\n  d:\n    does: X\n    serves: {address}\npriorities:\n  reading:\n    title: R\n    actions:\n      weekly-cycle: {{title: W}}\n"
        )
    };
    let table = [
        (within("builds_toward: weekly-cycel"), "Did you mean “weekly-cycle”?"),
        (within("builds_toward: reading/weekly-cycel"), "Did you mean “reading/weekly-cycle”?"),
        (within("raci: {A: leadr}"), "Did you mean one of these? leader, lead"),
        (serves("reading/weekly-cicle"), "Did you mean “reading/weekly-cycle”?"),
        (serves("reeding/weekly-cycle"), "Did you mean “reading/weekly-cycle”?"),
        (serves("reeding/elsewhere"), "Did you mean “reading”?"),
        (serves("reeding"), "Did you mean “reading”?"),
        (serves("mathematics"), "Define it, or name a priority, or priority/action that exists (rolewright list shows them)."),
        (governs("lead.relase"), "Did you mean “lead.release”?"),
        (governs("leed.release"), "Did you mean “lead.release”?"),
        (governs("lead.coaches.mx"), "Did you mean one of these? lead.coaches.max, lead.coaches.min, lead.coaches"),
    ];
    for (text, expected) in table {
        assert_eq!(help(&text), expected, "in\n{text}");
    }
}

#[test]
fn values_of_another_kind_are_pointed_at_by_their_start() {
    assert_found(
        "roles:
  a:
    title: [A, B]
    responsibilities:
      - does: X
    coaches: many
    reports_to: ''
  b:
  c: text
  ? [x]
  : y
pathways: [p]
",
        &[
            "wrong-type framework.yaml:3:12 error wrong-kind: “title” should be text, but here stands a list",
            "wrong-type framework.yaml:5:7 error wrong-kind: “responsibilities” should be a map from a short name such as team-lead to a map (does, duty, so_that, serves, share, shared, …), but here stands a list",
            "wrong-type framework.yaml:6:14 error wrong-kind: “coaches” should be a map (roles, min, max), but here stands the text “many”",
            "wrong-type framework.yaml:7:17 error wrong-kind: “reports_to” should be the id of a role, but here stands the text “”",
            "wrong-type framework.yaml:8:3 error says-nothing: the role “b” says nothing",
            "wrong-type framework.yaml:9:6 error wrong-kind: “c” should be a map (title, level, family, purpose, reports_to, supported_by, …), but here stands the text “text”",
            "wrong-type framework.yaml:10:5 error wrong-kind: a key must be plain text, not a list or a map",
            "wrong-type framework.yaml:12:11 error wrong-kind: “pathways” should be a map from ids to items",
        ],
    );
    for text in ["- roles\n", "just text\n"] {
        assert_found(
            text,
            &["wrong-type framework.yaml:1:1 error wrong-kind: the file should begin with the name of a collection, such as “roles:”"],
        );
    }
}

#[test]
fn a_file_that_cannot_be_read_is_named_without_a_place() {
    let folder = tempfile::tempdir().expect("a folder to work in");
    std::fs::write(folder.path().join("a.yaml"), "roles:\n  a: {title: A}\n").expect("it can be written");
    std::fs::write(folder.path().join("b.yaml"), b"roles:\n  b: {title: \xff}\n").expect("it can be written");
    let sources = rolewright::load::read::read(folder.path(), &rolewright::load::Extra::default()).expect("the folder can be read");
    let audit = Audit::new(sources, &support::terms(support::AS_OF));
    assert_eq!(found(&audit), ["unreadable-file - error not-utf-8: b.yaml: line 2 of this file is not UTF-8; save the file as UTF-8"]);
    assert_eq!(only(&audit).file.as_deref(), Some("b.yaml"));
    assert_eq!(audit.corpus.roles.len(), 1, "the other file is read");
}

#[test]
fn texts_over_several_lines_are_pointed_at_whole_and_no_further() {
    assert_eq!(pointed("roles:\n  a:\n    title: A\n    family: |\n      teacher\n      coach\n\n    note: x\n"), "teacher\n      coach");
    assert_eq!(pointed("roles:\n  a:\n    title: A\n    family: >-\n      no\n      body\n  b:\n    title: B\n"), "no\n      body");
    assert_eq!(pointed("roles:\n  a:\n    title: A\n    family: plain\n      folded\n    note: x\n"), "plain\n      folded");
    assert_eq!(pointed("roles:\n  a:\n    title: A\n    family: \"in\n      quotes\" # a remark\n"), "\"in\n      quotes\"");
    let audit = fixture("roles:\n  a:\n    title: A\n    family: |\n      teacher\n      coach\n    note: x\n");
    let place = audit.sources.files.place(only(&audit).span.expect("it has a place"));
    assert_eq!((place.line, place.column, place.end_line, place.end_column), (5, 7, 6, 12));
}

#[test]
fn what_an_alias_repeats_is_pointed_at_where_it_is_repeated() {
    assert_found(
        "roles:\n  a:\n    title: &t Somebody\n    family: *t\n    reports_to: *t\n    supported_by: [*t]\n",
        &[
            "bad-value framework.yaml:4:13 error not-allowed: “family” says “Somebody”, which is not one of its words",
            "unknown-reference framework.yaml:5:17 error nothing-there: “Somebody” should name a role, but there is none of that name; it is named in 2 places",
        ],
    );
}

#[test]
fn what_is_wrong_in_something_repeated_is_wrong_once() {
    assert_found(
        "roles:\n  a:\n    title: A\n    routines: &r\n      weekly: {kind: koach, minutes: 30}\n    responsibilities: &d {one: {does: Lead, serves: nowhere}}\n  b: {title: B, routines: *r, responsibilities: *d}\n  c: {title: C, routines: *r}\n",
        &[
            "bad-value framework.yaml:5:22 error not-allowed: “kind” says “koach”, which is not one of its words (and so in each of the 3 places that repeat this)",
            "unknown-reference framework.yaml:6:53 error nothing-there: “nowhere” should name a priority, or priority/action, but there is none of that name (and so in each of the 2 places that repeat this)",
        ],
    );
}

#[test]
fn a_key_of_ones_own_that_is_no_text_is_kept_as_it_is_written() {
    let audit = fixture("roles:\n  a:\n    title: A\n    x:\n      own:\n        {[b, c]: 1, ? {d: e} : 2, f: 3}\n");
    assert_eq!(found(&audit), Vec::<String>::new());
    let yaml = rolewright::load::to_yaml(&audit.corpus.encode(rolewright::model::Loc::item(rolewright::model::Collection::Roles, 0)));
    for key in ["\"[b, c]\": 1", "\"{d: e}\": 2", "f: 3"] {
        assert!(yaml.replace('\'', "\"").contains(key), "{key} is in\n{yaml}");
    }
}

#[test]
fn columns_count_characters_whatever_the_bytes_and_line_ends() {
    let table: &[(&str, &str)] = &[
        ("roles:\r\n  a:\r\n    title: A\r\n    family: koach\r\n", "4:13-4:18"),
        ("roles:\r\n  a: {title: \"Ñandú 😀\", family: köach}\r\n", "2:33-2:38"),
        ("roles:\n  a: {title: e\u{301}e\u{301}, family: 漢字}\n", "2:28-2:30"),
        ("\u{feff}roles: {a: {title: A, family: koach}}\n", "1:31-1:36"),
        ("# größe 😀\nroles:\n  # ñ\n  a: {title: 👩‍👧, family: koach}\n", "4:27-4:32"),
    ];
    for (text, expected) in table {
        // Not through `fixture`, which would make every line end the same.
        let audit = support::audit(&[("framework.yaml".to_owned(), (*text).to_owned())], support::AS_OF);
        let place = audit.sources.files.place(only(&audit).span.expect("it has a place"));
        assert_eq!(format!("{}:{}-{}:{}", place.line, place.column, place.end_line, place.end_column), *expected, "{text:?}");
    }
}

#[test]
fn one_broken_file_hides_nothing_in_the_others_and_calls_nothing_missing() {
    let audit = fixture(
        "# file: a.yaml\nroles:\n  a:\n    title: A: B\n  b: {title: B}\n# file: b.yaml\nroles:\n  c:\n    title: C\n    family: koach\n    reports_to: b\n    backup: d\n",
    );
    assert_eq!(
        found(&audit),
        [
            "bad-value b.yaml:4:13 error not-allowed: “family” says “koach”, which is not one of its words",
            "syntax a.yaml:3:13 error not-yaml: a colon followed by a space is not allowed inside a plain text",
            "unknown-reference b.yaml:6:13 error nothing-there: “d” should name a role, but there is none of that name",
        ]
    );
}
