//! What was written and could not be read is not known: nothing may call it absent, and nothing that would come out
//! differently is said as if it were certain.

use crate::support;
use rolewright::audit::Audit;
use rolewright::load::to_yaml;
use rolewright::model::{Collection, Loc, Plain, Shape};
use rolewright::rules;
use std::collections::BTreeSet;

/// A framework as plain values.
struct Written {
    settings: String,
    as_of: String,
    collections: Vec<(Collection, Vec<(String, Plain)>)>,
}

impl Written {
    fn of(audit: &Audit, settings: String, as_of: &str) -> Self {
        let items = |collection: Collection| -> Vec<(String, Plain)> {
            let own =
                (0..audit.corpus.count(collection)).map(|at| Loc::item(collection, at)).filter(|&loc| audit.corpus.layer_of(loc) == 0);
            own.map(|loc| (audit.corpus.id_of(loc).value.to_string(), audit.corpus.encode(loc))).collect()
        };
        let collections = Collection::ALL.iter().map(|&collection| (collection, items(collection))).collect();
        Written { settings, as_of: as_of.to_owned(), collections }
    }

    fn judged(&self, changed: Option<(usize, usize, &Plain)>) -> Audit {
        let mut files = vec![("rolewright.toml".to_owned(), self.settings.clone())];
        for (at, (collection, items)) in self.collections.iter().enumerate() {
            let said = items.iter().enumerate().map(|(which, (id, item))| match changed {
                Some((c, i, new)) if (c, i) == (at, which) => (id.clone(), new.clone()),
                _ => (id.clone(), item.clone()),
            });
            let map = Plain::Map(vec![(collection.name().to_owned(), Plain::Map(said.collect()))]);
            files.push((format!("{}.yaml", collection.name()), to_yaml(&map)));
        }
        support::audit(&files, &self.as_of)
    }
}

/// Every field of an item, at any depth, with the item lacking it, or with something in its place.
fn without(item: &Plain, shape: &Shape, path: &[&'static str], instead: &dyn Fn(&Plain) -> Option<Plain>, all: &mut Vec<(String, Plain)>) {
    let Plain::Map(entries) = item else {
        if let (Plain::List(values), Shape::List(one)) = (item, shape) {
            for (at, value) in values.iter().enumerate() {
                let mut inner = Vec::new();
                without(value, one, path, instead, &mut inner);
                all.extend(inner.into_iter().map(|(path, new)| {
                    let mut values = values.clone();
                    values[at] = new;
                    (path, Plain::List(values))
                }));
            }
        }
        return;
    };
    let replaced = |at: usize, new: Option<Plain>| {
        let mut entries = entries.clone();
        match new {
            Some(new) => entries[at].1 = new,
            None => _ = entries.remove(at),
        }
        Plain::Map(entries)
    };
    match shape {
        Shape::Record(record) | Shape::Partial(record) => {
            let common = rolewright::model::Common::RECORD.fields;
            for (at, (key, value)) in entries.iter().enumerate() {
                let Some(field) = record.fields.iter().chain(common).find(|field| field.name == key) else { continue };
                let path: Vec<&'static str> = path.iter().copied().chain([field.name]).collect();
                all.push((path.join("."), replaced(at, instead(value))));
                let mut inner = Vec::new();
                without(value, &field.shape, &path, instead, &mut inner);
                all.extend(inner.into_iter().map(|(path, new)| (path, replaced(at, Some(new)))));
            }
        }
        Shape::Map(_, of) => {
            for (at, (_, value)) in entries.iter().enumerate() {
                let mut inner = Vec::new();
                without(value, of, path, instead, &mut inner);
                all.extend(inner.into_iter().map(|(path, new)| (path, replaced(at, Some(new)))));
            }
        }
        Shape::List(one) => without(item, one, path, instead, all),
        Shape::OneOf(shapes) => {
            if let Some(map) = shapes.iter().find(|shape| matches!(shape, Shape::Record(_) | Shape::Map(..))) {
                without(item, map, path, instead, all);
            }
        }
        _ => {}
    }
}

/// Every example of every rule's page, and what stands there put right.
fn examples() -> Vec<(String, Written)> {
    let mut all = Vec::new();
    for meta in rules::catalogue() {
        let docs = meta.pages();
        for (files, as_of) in
            docs.examples().into_iter().map(|e| (e.files, e.as_of)).chain(docs.insteads().into_iter().map(|e| (e.files, e.as_of)))
        {
            let settings = files.iter().find(|(name, _)| name == "rolewright.toml").map_or(String::new(), |(_, text)| text.clone());
            let audit = support::audit(&files, &as_of);
            all.push((meta.id.to_owned(), Written::of(&audit, settings, &as_of)));
        }
    }
    all
}

/// What is said beside the shape: (rule, item, message).
fn said(audit: &Audit) -> BTreeSet<(&'static str, String, String)> {
    let shape: BTreeSet<&str> = rolewright::diag::structure::ALL.iter().map(|meta| meta.id).collect();
    let findings = audit.outcome.findings.iter().filter(|finding| !shape.contains(finding.rule.id));
    findings.map(|f| (f.rule.id, f.item.clone().unwrap_or_default(), f.message.clone())).collect()
}

#[test]
fn every_rule_says_what_it_rests_on() {
    for rule in rules::ALL {
        assert!(rolewright::analysis::rests_on::is_said(rule.meta.id), "say in rests_on.rs what {} rests on", rule.meta.id);
    }
}

/// The findings of a framework, one line each: `rule: message -> help`.
fn lines(files: &[(&str, &str)]) -> Vec<String> {
    let files: Vec<(String, String)> = files.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned())).collect();
    let audit = support::audit(&files, "2026-11-20");
    let one = |f: &rolewright::diag::Finding| format!("{}: {} -> {}", f.rule.id, f.message, f.help.as_deref().unwrap_or(""));
    audit.outcome.findings.iter().map(one).collect()
}

#[test]
fn a_renamed_id_is_one_finding_that_asks_for_the_new_one() {
    let plan = "roles:\n  head: {title: Head}\n  lead-teacher: {title: Lead}\npriorities:\n  p:\n    title: P\n    actions:\n      x: {title: X, raci: {A: team-lead, R: team-lead}}\n      y: {title: Y, raci: {A: team-lead, R: head}}\n";
    let found = lines(&[("plan.yaml", plan)]);
    let unknown: Vec<&String> = found.iter().filter(|line| line.starts_with("unknown-reference")).collect();
    assert_eq!(unknown.len(), 1, "{found:#?}");
    assert!(unknown[0].contains("3 places") && unknown[0].contains("Was it renamed to “lead-teacher”?"), "{unknown:#?}");
    let said = plan.replace("{title: Lead}", "{title: Lead, was: team-lead}");
    assert!(lines(&[("plan.yaml", &said)]).iter().any(|line| line.contains("Was it renamed to “lead-teacher”?")));
}

#[test]
fn an_id_that_cannot_be_one_is_one_finding_and_its_item_is_read() {
    let found =
        lines(&[("a.yaml", "roles:\n  Team Lead: {title: Lead}\n  teacher: {title: T, reports_to: Team Lead, supported_by: team-lead}\n")]);
    let shape: Vec<&String> = found.iter().filter(|line| line.starts_with("bad-id") || line.starts_with("unknown-reference")).collect();
    assert_eq!(shape.len(), 1, "{found:#?}");
}

#[test]
fn what_git_could_not_merge_is_one_finding_in_settings_too() {
    let settings = "name = \"A\"\n<<<<<<< HEAD\nyear = \"2026-27\"\n=======\nyear = \"2027-28\"\n>>>>>>> b\n";
    let found = lines(&[("rolewright.toml", settings), ("a.yaml", "roles:\n  a: {title: A}\n")]);
    assert_eq!(found.iter().filter(|line| line.starts_with("syntax")).count(), 1, "{found:#?}");
}

/// A title names things in messages; without one they are named by their ids, and nothing else changes.
fn is_a_name(path: &str) -> bool {
    path == "title" || path.ends_with(".title")
}

#[test]
fn no_field_that_cannot_be_read_makes_anything_untrue_appear() {
    // Nothing reads this: where one value is wanted it is several, where a map is wanted it is a list.
    let unreadable = Plain::List(vec![Plain::List(vec![Plain::Text("?".to_owned())])]);
    let mut untrue = BTreeSet::new();
    for (name, written) in examples() {
        let before = said(&written.judged(None));
        for (at, (collection, items)) in written.collections.iter().enumerate() {
            for (which, (id, item)) in items.iter().enumerate() {
                let mut variants = Vec::new();
                without(item, &collection.shape(), &[], &|_| Some(unreadable.clone()), &mut variants);
                for (path, new) in variants.into_iter().filter(|(path, _)| path != "x" && !is_a_name(path)) {
                    let after = said(&written.judged(Some((at, which, &new))));
                    untrue.extend(after.difference(&before).map(|(rule, item, message)| {
                        format!("{name}: {}/{id} {path} is unreadable, and {rule} says of {item}: {message}", collection.name())
                    }));
                }
            }
        }
    }
    assert!(untrue.is_empty(), "{} false findings:\n{}", untrue.len(), untrue.iter().cloned().collect::<Vec<_>>().join("\n"));
}
