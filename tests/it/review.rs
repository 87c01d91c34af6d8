//! Recording a review: which bytes change, when nothing is touched, and that nothing else ever writes.

use crate::running::Folder;
use crate::support::{self, lines_of};
use proptest::prelude::*;
use rolewright::load::edit::{self, CannotEdit, Review};
use rolewright::load::{Sources, load};
use rolewright::model::{Address, Plain};

const PRINT: &str = "0123456789abcdef";

/// The text with a review of `roles/lead` in it.
fn reviewed(text: &str) -> Result<String, CannotEdit> {
    let sources = Sources::from_texts([("a.yaml", text)]);
    let (corpus, _) = load(&sources);
    let loc = corpus.find(&Address::parse("roles/lead")).expect("the role lead");
    let on = "2026-11-22".parse().expect("a date");
    let review = Review { on, by: "boss".to_owned(), fingerprint: Some(PRINT.to_owned()) };
    edit::review(&sources, &corpus, loc, &review).map(|edited| edited.text)
}

#[track_caller]
fn becomes(before: &str, after: &str) {
    let once = reviewed(before);
    assert_eq!(once.as_deref(), Ok(after));
    assert_eq!(reviewed(after).as_deref(), Ok(after), "a second review on the same day changes nothing");
}

#[test]
fn a_review_goes_to_the_end_of_its_item() {
    becomes(
        "# ours\nroles:\n  lead:   # the lead\n    title: 'Lead'\n\n    purpose: >-\n      Helps\n\n      much\n    # release: 40%\n\n  # the boss\n  boss: {title: Boss}\n",
        "# ours\nroles:\n  lead:   # the lead\n    title: 'Lead'\n\n    purpose: >-\n      Helps\n\n      much\n    # release: 40%\n    reviewed:\n      on: 2026-11-22\n      by: boss\n      fingerprint: 0123456789abcdef\n\n  # the boss\n  boss: {title: Boss}\n",
    );
}

#[test]
fn what_follows_a_block_text_is_not_taken_for_a_part_of_it() {
    let item =
        "roles:\n  boss: {title: Boss}\n  lead:\n    title: Lead\n    selection:\n    - | # at length\n      Said\n      # no remark\n";
    let review = "    reviewed:\n      on: 2026-11-22\n      by: boss\n      fingerprint: 0123456789abcdef\n";
    for rest in ["  # the helper\n  helper:\n    title: Helper\n", "# The end\n", "\n\n# The end\n", "units: {}\n"] {
        becomes(&format!("{item}{rest}"), &format!("{item}{review}{rest}"));
    }
}

#[test]
fn a_review_goes_before_the_day_of_the_next_one_and_keeps_its_comment_with_it() {
    becomes(
        "roles:\n    lead:\n        title: Lead\n        # after the holidays\n        review_by: 2027-01-10\n    boss: {title: Boss}\n",
        "roles:\n    lead:\n        title: Lead\n        reviewed:\n            on: 2026-11-22\n            by: boss\n            fingerprint: 0123456789abcdef\n        # after the holidays\n        review_by: 2027-01-10\n    boss: {title: Boss}\n",
    );
}

#[test]
fn line_breaks_marks_and_a_missing_end_of_line_stay() {
    becomes(
        "\u{feff}roles:\r\n  boss: {title: Boss}\r\n  lead:\r\n    title: Lead\r\n",
        "\u{feff}roles:\r\n  boss: {title: Boss}\r\n  lead:\r\n    title: Lead\r\n    reviewed:\r\n      on: 2026-11-22\r\n      by: boss\r\n      fingerprint: 0123456789abcdef\r\n",
    );
    becomes(
        "roles:\n  boss: {title: Boss}\n  lead:\n   title: Lead",
        "roles:\n  boss: {title: Boss}\n  lead:\n   title: Lead\n   reviewed:\n    on: 2026-11-22\n    by: boss\n    fingerprint: 0123456789abcdef",
    );
}

#[test]
fn empty_lines_that_belong_to_a_text_stay_its_own() {
    becomes(
        "roles:\n  boss: {title: Boss}\n  lead:\n    title: Lead\n    # a remark\n    note: |+\n      Kept\n\n\n",
        "roles:\n  boss: {title: Boss}\n  lead:\n    title: Lead\n    reviewed:\n      on: 2026-11-22\n      by: boss\n      fingerprint: 0123456789abcdef\n    # a remark\n    note: |+\n      Kept\n\n\n",
    );
}

#[test]
fn an_older_review_is_said_again_in_its_own_style() {
    let rest = "  boss: {title: Boss}\n";
    let cases = [
        (
            "reviewed:\n      # together\n      by: \"lead\" # in the team\n      on: 2025-01-01\n    title: Lead\n",
            "reviewed:\n      # together\n      by: \"boss\" # in the team\n      on: 2026-11-22\n      fingerprint: 0123456789abcdef\n    title: Lead\n",
        ),
        (
            "title: Lead\n    reviewed: { on: '2025-01-01', by: lead } # once\n",
            "title: Lead\n    reviewed: { on: '2026-11-22', by: boss, fingerprint: 0123456789abcdef } # once\n",
        ),
        ("title: Lead\n    reviewed: {}\n", "title: Lead\n    reviewed: {on: 2026-11-22, by: boss, fingerprint: 0123456789abcdef}\n"),
        ("title: Lead\n    reviewed: ~\n", "title: Lead\n    reviewed: {on: 2026-11-22, by: boss, fingerprint: 0123456789abcdef}\n"),
        (
            "reviewed: # not yet\n    title: Lead\n",
            "reviewed: # not yet\n      on: 2026-11-22\n      by: boss\n      fingerprint: 0123456789abcdef\n    title: Lead\n",
        ),
        (
            "title: Lead\n    reviewed:\n      on:\n      by: nobody-here\n      fingerprint: feed\n",
            "title: Lead\n    reviewed:\n      on: 2026-11-22\n      by: boss\n      fingerprint: 0123456789abcdef\n",
        ),
    ];
    for (before, after) in cases {
        becomes(&format!("roles:\n  lead:\n    {before}{rest}"), &format!("roles:\n  lead:\n    {after}{rest}"));
    }
}

#[test]
fn where_it_cannot_be_done_safely_the_reason_is_given() {
    let boss = "roles:\n  boss: {title: Boss}\n";
    let refused = [
        ("  lead: {title: Lead}\n", CannotEdit::Braces),
        ("  lead: {title: Lead,\n    level: school}\n", CannotEdit::Braces),
        ("  first: &one\n    title: Lead\n  lead: *one\n", CannotEdit::Shared),
        ("  lead: &one\n    title: Lead\n  other: *one\n", CannotEdit::Shared),
        ("  other:\n    title: Other\n    reviewed: &r {by: lead}\n  lead:\n    title: Lead\n    reviewed: *r\n", CannotEdit::Shared),
        ("  lead:\n    title: Lead\n    reviewed: &r {by: lead}\n  other:\n    title: Other\n    reviewed: *r\n", CannotEdit::Shared),
        ("  lead:\n    title: Lead\n    reviewed: 2026-01-01\n", CannotEdit::NotAReview),
        ("  lead:\n    title: Lead\n    reviewed:\n      on: 2026-01-01\n      by: [boss]\n", CannotEdit::NotAReview),
        ("  lead:\n    title: Lead\n    reviewed:\n      by: >\n        boss\n", CannotEdit::NotAReview),
        ("  lead:\n    title: Lead\n    title: Again\n", CannotEdit::Broken),
        ("  lead:\n    title: Lead\n  other: {title: \n", CannotEdit::Broken),
        ("  ? lead\n  : title: Lead\n", CannotEdit::Layout),
    ];
    for (text, why) in refused {
        assert_eq!(reviewed(&format!("{boss}{text}")), Err(why), "{text}");
    }
}

/// One way of writing a framework: each part is one of several.
fn frameworks() -> impl Strategy<Value = String> {
    let head = prop::sample::select(vec!["", "# A remark\n\n", "---\n", "\u{feff}"]);
    let titles = ["title: Lead", "title: 'Lead: it''s one'", "title: \"Le\\u0061d\"  # said", "title:\n  Lead\n  it"];
    let fields = prop::sample::subsequence(
        vec![
            "release: 40%",
            "# release: 20%",
            "",
            "note: |\n  One\n  # no remark\n\n  two",
            "purpose: >-\n  Folded\n  text",
            "responsibilities:\n  run:\n    does: Run it\n    # under it\n  more: {does: More,\n    share: 10%}",
            "selection:\n- by trust\n- 'by: trust'",
            "x: {\"on\": 1, by: [2]}",
            "review_by: 2027-02-01",
            "source: |+\n  Kept\n\n",
        ],
        0..=10,
    )
    .prop_shuffle();
    let review = prop::sample::select(vec![
        None,
        Some("reviewed:"),
        Some("reviewed: {on: 2025-01-01}"),
        Some("reviewed:\n  on: 2025-01-01\n  by: lead\n  fingerprint: 'feed'"),
        Some("reviewed:\n  by: boss"),
        Some("reviewed: null"),
    ]);
    let tail = prop::sample::select(vec!["", "\n# The end\n", "  zoe:\n    title: Zoë\n    reviewed: {on: 2024-01-01}\n", "\n\n"]);
    let shape = (1usize..5, 1usize..5, any::<bool>(), any::<bool>(), 0usize..12);
    (head, prop::sample::select(titles.to_vec()), fields, review, tail, shape).prop_map(
        |(head, title, mut fields, review, tail, (outer, inner, windows, whole, at))| {
            fields.insert(0, title);
            if let Some(review) = review {
                fields.insert(at.min(fields.len()), review);
            }
            let margin = " ".repeat(2 + inner);
            let indent =
                |field: &&str| field.lines().map(|line| format!("{margin}{line}").trim_end().to_owned() + "\n").collect::<String>();
            let body: String = fields.iter().map(indent).collect();
            let mut text = format!("{head}roles:\n  boss: {{title: Boss}}\n  lead:\n{body}{tail}").replace("\t", &" ".repeat(outer));
            if !whole {
                text.truncate(text.trim_end().len());
            }
            if windows && whole { text.replace('\n', "\r\n") } else { text }
        },
    )
}

/// The lines of a text that are not about a review.
fn others(text: &str) -> Vec<&str> {
    let about = ["reviewed:", "on:", "by:", "fingerprint:"];
    text.split('\n').filter(|line| !about.iter().any(|word| line.trim_start().starts_with(word))).collect()
}

fn content(text: &str) -> (Vec<Plain>, usize) {
    let (corpus, answers) = load(&Sources::from_texts([("a.yaml", text)]));
    let without = |item: Plain| match item {
        Plain::Map(all) => Plain::Map(all.into_iter().filter(|(key, _)| key != "reviewed").collect()),
        other => other,
    };
    let roles = (0..corpus.roles.len()).map(|at| {
        let loc = rolewright::model::Loc::item(rolewright::model::Collection::Roles, at);
        if corpus.roles[at].id() == "lead" { without(corpus.encode(loc)) } else { corpus.encode(loc) }
    });
    (roles.collect(), answers.findings.len())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]
    #[test]
    fn nothing_but_the_review_changes(text in frameworks()) {
        let after = match reviewed(&text) {
            Ok(after) => after,
            Err(why) => return Err(TestCaseError::fail(format!("{why:?}\n{text}"))),
        };
        prop_assert_eq!(others(&text), others(&after), "{}", after);
        prop_assert_eq!(content(&text), content(&after));
        prop_assert_eq!(after.matches("fingerprint: ").count(), 1, "{}", &after);
        prop_assert!(after.contains(PRINT) && after.contains("2026-11-22"), "{}", &after);
        prop_assert_eq!(reviewed(&after), Ok(after));
    }
}

const FRAMEWORK: &str = "\
competencies:
  facilitate:
    title: Facilitate adult learning
    statement: Lead colleagues through rehearsal
roles:
  principal: {title: Principal}
  lead:
    title: Team Lead   # as agreed
    requires: facilitate
    reviewed:
      on: 2026-06-10
      by: principal
      fingerprint: feedfeedfeedfeed
  helper:
    title: Helper
";

#[test]
fn after_a_review_the_rule_is_quiet() {
    let folder = Folder::with(&[("plan.yaml", FRAMEWORK)]);
    let quiet = |folder: &Folder| lines_of(&support::fixture(&folder.text("plan.yaml")), "stale-dependent");
    assert_eq!(quiet(&folder).len(), 1, "{:?}", quiet(&folder));
    let ran = folder.run(&["review", "lead", "--by", "principal", "--as-of", "2026-11-22"]);
    assert_eq!((ran.status, ran.err.as_str()), (0, ""));
    assert_eq!(quiet(&folder), Vec::<String>::new());
    let print = ran.out.lines().find_map(|line| line.strip_prefix("  fingerprint: ")).expect("a fingerprint").to_owned();
    assert_eq!(folder.text("plan.yaml"), FRAMEWORK.replace("2026-06-10", "2026-11-22").replace("feedfeedfeedfeed", &print));
    assert_eq!(
        ran.out,
        format!(
            "roles/lead is recorded as reviewed, in plan.yaml:\n  on: 2026-11-22\n  by: principal\n  fingerprint: {print}\n\
             The fingerprint stands for what it relies on as it is now: competencies/facilitate.\n"
        )
    );
    let again = folder.run(&["review", "lead", "--by", "roles/principal", "--as-of", "2026-11-22"]);
    assert!(again.out.starts_with("roles/lead says so already, in plan.yaml; nothing was written:\n"), "{again:?}");
    assert_eq!(folder.names("."), ["plan.yaml"]);
    let helper = folder.run(&["review", "helper", "--by", "principal", "--on", "2026-11-02", "--as-of", "2026-11-22"]);
    assert!(helper.out.ends_with("It relies on no competency, priority or decision, so there is no fingerprint.\n"), "{helper:?}");
    assert!(folder.text("plan.yaml").ends_with("    title: Helper\n    reviewed:\n      on: 2026-11-02\n      by: principal\n"));
}

#[test]
fn what_cannot_be_done_exits_with_2_and_touches_nothing() {
    let folder = Folder::with(&[("plan.yaml", FRAMEWORK)]);
    let cases: &[(&[&str], &str)] = &[
        (&["leed", "--by", "principal"], "did you mean lead?"),
        (&["lead", "--by", "princpal"], "there is no role “princpal”; did you mean principal?"),
        (&["lead"], "--by <ROLE>"),
        (&["principal", "--by", "principal"], "within braces"),
        (&["lead", "--by", "principal", "--on", "soon"], "--on"),
        (&["lead", "--by", "principal", "--on", "2026-11-23"], "--on 2026-11-23 is after 2026-11-22"),
    ];
    for (arguments, problem) in cases {
        let ran = folder.run(&[&["review", "--as-of", "2026-11-22"], *arguments].concat());
        assert_eq!(ran.status, 2, "{ran:?}");
        assert!(ran.err.contains(problem), "{problem}: {ran:?}");
        assert_eq!(folder.text("plan.yaml"), FRAMEWORK);
    }
}

#[test]
fn while_a_file_cannot_be_read_nothing_is_recorded() {
    let folder = Folder::with(&[("plan.yaml", FRAMEWORK), ("other.yaml", "priorities:\n  reading: {title: [\n")]);
    let ran = folder.run(&["review", "lead", "--by", "principal", "--as-of", "2026-11-22"]);
    assert_eq!((ran.status, ran.out.as_str(), folder.text("plan.yaml").as_str()), (2, "", FRAMEWORK));
    assert!(ran.err.contains("cannot be read as it stands (other.yaml:2), so what roles/lead relies on is not known"), "{ran:?}");
}

#[test]
fn an_item_of_a_layer_above_is_reviewed_there() {
    let folder = Folder::empty();
    folder.write("state/plan.yaml", FRAMEWORK);
    folder.write("district/rolewright.toml", "extends = [\"../state\"]\n");
    folder.write("district/a.yaml", "roles:\n  coach:\n    title: Coach\n    requires: facilitate\n");
    let ran = folder.run(&["review", "lead", "district", "--by", "principal"]);
    assert_eq!((ran.status, folder.text("state/plan.yaml").as_str()), (2, FRAMEWORK));
    assert!(ran.err.contains("comes from a framework that this one extends; record the review there"), "{ran:?}");
    let own = folder.run(&["review", "coach", "district", "--by", "principal", "--as-of", "2026-11-22"]);
    assert_eq!(own.status, 0, "{own:?}");
    assert!(
        folder.text("district/a.yaml").contains("    requires: facilitate\n    reviewed:\n      on: 2026-11-22\n      by: principal\n")
    );
}

#[cfg(unix)]
#[test]
fn who_may_read_a_file_stays_as_it_was() {
    use std::os::unix::fs::PermissionsExt;
    let folder = Folder::with(&[("plan.yaml", FRAMEWORK)]);
    std::fs::set_permissions(folder.at("plan.yaml"), PermissionsExt::from_mode(0o640)).expect("permissions");
    assert_eq!(folder.run(&["review", "lead", "--by", "principal"]).status, 0);
    let mode = std::fs::metadata(folder.at("plan.yaml")).expect("a file").permissions().mode();
    assert_eq!(mode & 0o777, 0o640);
}

#[test]
fn nothing_but_a_review_writes() {
    let folder = Folder::with(&[("plan.yaml", FRAMEWORK), ("rolewright.toml", "name = \"Ours\"\n")]);
    let state = |folder: &Folder| {
        let stamp = |name: &String| std::fs::metadata(folder.at(name)).and_then(|meta| meta.modified()).expect("a time");
        let names = folder.names(".");
        names.iter().map(|name| (name.clone(), folder.text(name), stamp(name))).collect::<Vec<_>>()
    };
    let before = state(&folder);
    for command in [
        &["check"] as &[&str],
        &["check", "--format", "github"],
        &["check", "--format", "json", "--fail-on", "advice"],
        &["align"],
        &["gaps"],
        &["trace", "lead"],
        &["list"],
        &["show", "lead"],
        &["report", "audit"],
        &["thresholds"],
        &["load"],
        &["org"],
        &["report", "audit", "--format", "markdown"],
    ] {
        let ran = folder.run(command);
        assert!(ran.status < 2, "{command:?}: {ran:?}");
        assert_eq!(state(&folder), before, "{command:?}");
    }
}
