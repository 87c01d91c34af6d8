//! Every rule's page is complete, and its examples do what the page says.

use crate::support;
use rolewright::diag::{Example, RuleDocs, RuleMeta};
use rolewright::rules;

/// Lines flagged by `rule` in an example, with their level.
fn flagged(meta: &RuleMeta, example: &Example) -> Vec<(String, u32, String)> {
    let audit = support::audit(&example.files, &example.as_of);
    let findings = audit.outcome.findings.iter().filter(|f| f.rule.id == meta.id && f.is_open());
    let mut lines: Vec<_> = findings
        .map(|finding| match finding.span {
            Some(span) => {
                let place = audit.sources.files.place(span);
                (audit.sources.files.get(span.file).path.to_string(), place.line, finding.level.name().to_owned())
            }
            None => (finding.file.clone().unwrap_or_default(), 0, finding.level.name().to_owned()),
        })
        .collect();
    lines.sort();
    lines
}

/// Rules about files that cannot be written down as an example in a page.
const NO_EXAMPLE: &[&str] = &["unreadable-file"];
/// Cases about folders on disk, which an example in memory does not have.
const NO_EXAMPLE_CASE: &[(&str, &str)] = &[("bad-value", "bad-layer")];

#[test]
fn every_page_has_its_headings_in_order() {
    for meta in rules::catalogue() {
        let found: Vec<&str> = meta.docs.lines().filter_map(|line| line.strip_prefix("## ")).collect();
        assert_eq!(found, RuleDocs::HEADINGS, "headings of {}", meta.id);
        assert!(meta.docs.starts_with(&format!("# {}\n", meta.id)), "title of {}", meta.id);
        let docs = meta.pages();
        for (name, text) in
            [("What it says", docs.says), ("Why it matters", docs.why), ("Settings", docs.settings), ("Source", docs.source)]
        {
            assert!(!text.is_empty(), "“{name}” of {} is empty", meta.id);
        }
        for threshold in meta.thresholds {
            assert!(docs.settings.contains(&format!("`{}`", threshold.name)), "{} does not document {}", meta.id, threshold.name);
        }
    }
}

#[test]
fn examples_are_flagged_where_they_say() {
    let mut wrong = Vec::new();
    for meta in rules::catalogue().into_iter().filter(|meta| !NO_EXAMPLE.contains(&meta.id)) {
        let examples = meta.pages().examples();
        assert!(!examples.is_empty(), "{} has no example", meta.id);
        for example in examples {
            let mut expected = example.expected.clone();
            expected.sort();
            assert!(!expected.is_empty(), "an example of {} marks nothing", meta.id);
            let found = flagged(meta, &example);
            if found != expected {
                wrong.push(format!("{}: the page marks {expected:?}, flagged are {found:?}", meta.id));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_case_is_shown_by_an_example() {
    for meta in rules::catalogue().into_iter().filter(|meta| !NO_EXAMPLE.contains(&meta.id)) {
        let mut shown = Vec::new();
        for example in meta.pages().examples() {
            let audit = support::audit(&example.files, &example.as_of);
            shown.extend(audit.outcome.findings.iter().filter(|f| f.rule.id == meta.id).map(|f| f.case.name));
        }
        for case in meta.cases.iter().filter(|case| !NO_EXAMPLE_CASE.contains(&(meta.id, case.name))) {
            assert!(shown.contains(&case.name), "no example of {} shows the case {}", meta.id, case.name);
        }
    }
}

#[test]
fn what_is_put_right_is_clean() {
    for meta in rules::catalogue().into_iter().filter(|meta| !NO_EXAMPLE.contains(&meta.id)) {
        let insteads = meta.pages().insteads();
        assert!(!insteads.is_empty(), "{} shows nothing put right", meta.id);
        for instead in insteads {
            let audit = support::audit(&instead.files, &instead.as_of);
            assert!(instead.expected.is_empty(), "“Instead” of {} must mark nothing", meta.id);
            assert_eq!(support::lines_of(&audit, meta.id), Vec::<String>::new(), "“Instead” of {}", meta.id);
            let errors: Vec<_> =
                audit.outcome.findings.iter().filter(|f| f.level == rolewright::diag::Level::Error).map(|f| &f.message).collect();
            assert!(errors.is_empty(), "“Instead” of {} has errors of other rules: {errors:?}", meta.id);
            assert!(
                audit.outcome.met.contains_key(meta.id) || meta.group == rolewright::diag::Group::Structure,
                "“Instead” of {} was not assessed",
                meta.id
            );
        }
    }
}
