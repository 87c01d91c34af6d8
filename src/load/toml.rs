//! TOML into the neutral tree. The only file that names the TOML reader.

use crate::diag::{Finding, structure};
use crate::model::tree::Tree;
use crate::text::{FileId, Span};
use ::toml::Spanned;
use ::toml::de::{DeTable, DeValue};
use std::borrow::Cow;

/// Parses `text`. Where it is not TOML, findings say where, and the tree holds what could be recovered.
pub(super) fn parse<'a>(file: FileId, text: &'a str, findings: &mut Vec<Finding>) -> Tree<'a> {
    let mut tree = Tree::new(file);
    let (table, errors) = DeTable::parse_recoverable(text);
    let mut last = None;
    for error in &errors {
        let range = error.span().unwrap_or(0..0);
        // Thousands of brackets left open end at one place, and are one mistake.
        if last.replace(range.clone()).is_some_and(|before| before == range) {
            continue;
        }
        let meta = &structure::SYNTAX;
        let message = format!("this is not valid TOML: {}", crate::text::printable(error.message()));
        let end = range.end.max(range.start).min(text.len());
        let mut finding = Finding::new(meta, meta.case("not-toml"), Some(Span::new(file, range.start.min(end), end)), message);
        finding.help("Settings are lines such as name = \"Riverbend Unified\"; text stands in double quotes.");
        findings.push(finding);
    }
    let root = table_node(&mut tree, table.get_ref(), table.span());
    tree.set_root(root);
    tree
}

fn table_node(tree: &mut Tree<'_>, table: &DeTable<'_>, range: std::ops::Range<usize>) -> u32 {
    let id = tree.map(range);
    let mut last = None;
    // Written order, so that reports about settings follow the file.
    let mut entries: Vec<_> = table.iter().collect();
    entries.sort_by_key(|(key, _)| key.span().start);
    for (key, value) in entries {
        let key = tree.scalar(Cow::Owned(key.get_ref().to_string()), true, key.span());
        link(tree, id, &mut last, key);
        let value = value_node(tree, value);
        link(tree, id, &mut last, value);
    }
    id
}

fn link(tree: &mut Tree<'_>, parent: u32, last: &mut Option<u32>, child: u32) {
    match *last {
        Some(before) => tree.set_next(before, child),
        None => tree.set_first(parent, child),
    }
    *last = Some(child);
}

/// The reader limits nesting itself, so following it down is bounded.
fn value_node(tree: &mut Tree<'_>, value: &Spanned<DeValue<'_>>) -> u32 {
    let range = value.span();
    let plain = |tree: &mut Tree<'_>, text: String| tree.scalar(Cow::Owned(text), true, value.span());
    match value.get_ref() {
        DeValue::String(text) => tree.scalar(Cow::Owned(text.to_string()), false, range),
        DeValue::Integer(number) => plain(tree, number.to_string()),
        DeValue::Float(number) => plain(tree, number.to_string()),
        DeValue::Boolean(flag) => plain(tree, flag.to_string()),
        DeValue::Datetime(date) => plain(tree, date.to_string()),
        DeValue::Array(values) => {
            let id = tree.list(range);
            let mut last = None;
            for value in values.iter() {
                let child = value_node(tree, value);
                link(tree, id, &mut last, child);
            }
            id
        }
        DeValue::Table(table) => table_node(tree, table, range),
    }
}
