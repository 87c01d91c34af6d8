//! YAML into the neutral tree. The only file that names the YAML reader.
//!
//! Built from events, without recursion, within a budget: depth, nodes, and what aliases would expand to.

use super::lines::{characters_before, colon_without_space, follows_indented_text, has_curly_quotes};
use super::pasted;
use crate::diag::{Finding, structure};
use crate::model::tree::Tree;
use crate::text::{FileId, Span, excerpt};
use granit_parser::{ErrorKind, Event, Parser, ScalarStyle, ScanError, Tag};
use rustc_hash::FxHashMap;
use std::borrow::Cow;

/// Nesting that no framework needs.
const DEEPEST: usize = 60;
/// Nesting that few files go beyond.
const USUAL_DEPTH: usize = 16;
/// How many nodes a file may come to once its aliases are followed, beyond what it states itself.
const ALIAS_BUDGET: u64 = 10_000;
/// The longest name before a colon that YAML allows on one line.
const LONGEST_KEY: usize = 1024;
/// Keys up to which comparing each with each is faster than hashing.
const FEW: usize = 12;
const NONE: u32 = u32::MAX;

struct Frame {
    id: u32,
    last: u32,
    is_map: bool,
    anchor: usize,
    /// What this node comes to once aliases are followed.
    size: u64,
}

struct Builder<'t, 'a, 'f, K> {
    tree: &'f mut Tree<'a>,
    file: FileId,
    text: &'t str,
    stack: Vec<Frame>,
    /// Anchor number to its node and size; absent while the node is still open.
    anchors: FxHashMap<usize, (u32, u64)>,
    expanded: u64,
    findings: &'f mut Vec<Finding>,
    keep: K,
}

/// Parses `text` into `tree`, whatever was in it before. Where it cannot be read to its end, the error is where the
/// rest begins; a finding says why, and the tree holds what came before.
/// `keep` makes what is read last as long as the tree.
pub(super) fn parse<'t, 'a>(
    file: FileId,
    text: &'t str,
    tree: &mut Tree<'a>,
    findings: &mut Vec<Finding>,
    keep: impl Fn(Cow<'t, str>) -> Cow<'a, str>,
) -> Result<(), usize> {
    let options = granit_parser::options! { emit_comments: false, block_nesting_limit: DEEPEST, flow_nesting_limit: DEEPEST };
    tree.restart(file);
    let mut builder =
        Builder { tree, file, text, stack: Vec::with_capacity(USUAL_DEPTH), anchors: FxHashMap::default(), expanded: 0, findings, keep };
    let mut documents = 0;
    for next in Parser::new_from_str_with_options(text, options) {
        let stopped = match next {
            Ok((event, span)) => {
                let range = span.byte_range().unwrap_or(0..0);
                let at = range.start;
                if matches!(event, Event::DocumentStart(..)) {
                    documents += 1;
                }
                let carries_on = if documents > 1 {
                    builder.several_documents(at);
                    false
                } else {
                    builder.event(event, range)
                };
                (!carries_on).then_some(at)
            }
            Err(error) => Some(builder.syntax(&error)),
        };
        if let Some(at) = stopped {
            builder.close_all();
            return Err(at.min(text.len()));
        }
    }
    Ok(())
}

/// Where the comments of `text` stand, in order, as far as it can be read.
pub(super) fn comments(text: &str) -> Vec<std::ops::Range<usize>> {
    let options = granit_parser::options! {
        emit_comments: true,
        // A file cannot hold more than this, and its size has been judged already.
        max_buffered_comment_events: text.len(),
        block_nesting_limit: DEEPEST,
        flow_nesting_limit: DEEPEST
    };
    let mut found: Vec<std::ops::Range<usize>> = Parser::new_from_str_with_options(text, options)
        .map_while(Result::ok)
        .filter(|(event, _)| matches!(event, Event::Comment(..)))
        .filter_map(|(_, span)| span.byte_range())
        .collect();
    // The reader may look ahead, and hand over what it passed later.
    found.sort_by_key(|range| range.start);
    found
}

impl<'t, 'a, K: Fn(Cow<'t, str>) -> Cow<'a, str>> Builder<'t, 'a, '_, K> {
    /// Takes one event; false where the rest of the file must be left unread.
    fn event(&mut self, event: Event<'t>, range: std::ops::Range<usize>) -> bool {
        match event {
            Event::Scalar(value, style, anchor, tag) => {
                self.tag(tag.as_deref(), &range);
                let plain = style == ScalarStyle::Plain;
                let range = match style {
                    // The reader takes what follows a block text, up to the next word, for a part of it.
                    ScalarStyle::Literal | ScalarStyle::Folded => range.start..range.start + self.text[range].trim_end().len(),
                    _ => range,
                };
                // The reader writes an absent value as “~” of no length.
                let value = if plain && range.is_empty() { Cow::Borrowed("") } else { value };
                let value = if plain { self.without_marks(value, &range) } else { value };
                let id = self.tree.scalar((self.keep)(value), plain, range);
                self.attach(id, 1);
                self.remember(anchor, id, 1);
            }
            Event::MappingStart(_, anchor, tag) => {
                self.tag(tag.as_deref(), &range);
                let id = self.tree.map(range);
                self.open(id, true, anchor);
            }
            Event::SequenceStart(_, anchor, tag) => {
                self.tag(tag.as_deref(), &range);
                let id = self.tree.list(range);
                self.open(id, false, anchor);
            }
            Event::MappingEnd | Event::SequenceEnd => self.close(range.end),
            Event::Alias(anchor) => return self.alias(anchor, range),
            _ => {}
        }
        true
    }

    /// Takes off what was pasted around a text and is no part of it, and says so.
    fn without_marks(&mut self, value: Cow<'t, str>, range: &std::ops::Range<usize>) -> Cow<'t, str> {
        let Some((marks, part)) = pasted::around(&value) else { return value };
        self.report(marks.case(), range.clone(), marks.message()).help(marks.help());
        match value {
            Cow::Borrowed(text) => Cow::Borrowed(&text[part]),
            Cow::Owned(text) => Cow::Owned(text[part].to_owned()),
        }
    }

    fn open(&mut self, id: u32, is_map: bool, anchor: usize) {
        self.attach(id, 0);
        self.stack.push(Frame { id, last: NONE, is_map, anchor, size: 1 });
    }

    fn attach(&mut self, id: u32, size: u64) {
        let Some(frame) = self.stack.last_mut() else {
            self.tree.set_root(id);
            return;
        };
        match frame.last {
            NONE => self.tree.set_first(frame.id, id),
            last => self.tree.set_next(last, id),
        }
        frame.last = id;
        frame.size += size;
    }

    fn close(&mut self, end: usize) {
        let Some(frame) = self.stack.pop() else { return };
        let end = self.text[..end.min(self.text.len())].trim_end().len().max(self.tree.span(frame.id).start as usize);
        self.tree.set_end(frame.id, end);
        if frame.is_map {
            self.check_keys(frame.id);
        }
        if let Some(parent) = self.stack.last_mut() {
            parent.size += frame.size;
        }
        self.remember(frame.anchor, frame.id, frame.size);
    }

    fn close_all(&mut self) {
        while !self.stack.is_empty() {
            self.close(self.text.len());
        }
    }

    fn remember(&mut self, anchor: usize, id: u32, size: u64) {
        if anchor != 0 {
            self.anchors.insert(anchor, (id, size));
        }
    }

    fn alias(&mut self, anchor: usize, range: std::ops::Range<usize>) -> bool {
        let Some(&(target, size)) = self.anchors.get(&anchor) else {
            self.report("unknown-alias", range.start..range.end, "this repeats something that contains it, which would never end")
                .help("Write the content out instead of naming it with *.");
            return false;
        };
        self.expanded += size;
        if self.expanded > ALIAS_BUDGET {
            let message = format!("the aliases in this file stand for more than {ALIAS_BUDGET} values");
            self.report("alias-budget", range, &message)
                .help("Write the content out, or refer to it by id; the rest of the file was not read.");
            return false;
        }
        let id = self.tree.alias(target, range);
        self.attach(id, size);
        true
    }

    /// Reports keys that are there twice and merge keys, and leaves both out of the tree.
    fn check_keys(&mut self, map: u32) {
        let (mut dropped, mut problems) = (Vec::new(), Vec::new());
        let mut seen: FxHashMap<&str, u32> = FxHashMap::default();
        let many = self.tree.pair_ids(map).nth(FEW).is_some();
        let mut looks = 0u64;
        for (at, (key, _)) in self.tree.pair_ids(map).enumerate() {
            let Some(text) = self.tree.text(key) else { continue };
            let seen_such = looks & look(text) != 0;
            looks |= look(text);
            let first = if many {
                let first = *seen.entry(text).or_insert(key);
                (first != key).then_some(first)
            } else {
                let mut earlier = self.tree.pair_ids(map).take(if seen_such { at } else { 0 }).map(|(key, _)| key);
                earlier.find(|&earlier| self.tree.text(earlier) == Some(text))
            };
            if text == "<<" {
                problems.push(merge_key(self.tree.span(key)));
            } else if let Some(first) = first {
                problems.push(same_key(text, self.tree.span(key), self.tree.span(first)));
            } else {
                continue;
            }
            dropped.push(at);
        }
        if !dropped.is_empty() {
            self.findings.extend(problems);
            let pairs: Vec<(u32, u32)> = self.tree.pair_ids(map).collect();
            self.tree.keep_pairs(map, &pairs, &dropped);
        }
    }

    fn tag(&mut self, tag: Option<&Tag>, range: &std::ops::Range<usize>) {
        let Some(tag) = tag else { return };
        if tag.is_yaml_core_schema() {
            return;
        }
        let message = format!("“{}” is a tag, and a framework is written without tags", excerpt(&tag.original(), 40));
        let end = self.text[..range.start].trim_end().len();
        self.report("custom-tag", end.saturating_sub(tag.original().len())..end, &message).help("Remove the word that begins with “!”.");
    }

    fn several_documents(&mut self, at: usize) {
        self.report("several-documents", at..at + 3, "a second document begins here, and only the first was read")
            .help("Remove the line “---”, or put what follows into a file of its own.");
    }

    fn syntax(&mut self, error: &ScanError) -> usize {
        let at = error.marker().byte_offset().unwrap_or(0).min(self.text.len());
        let (case, message, help) = explain(error.kind(), self.text, at);
        // The reader points behind a tab it trips over; people look for the tab.
        let at = if message.contains("a tab") { self.tab_near(at) } else { at };
        let end = self.text[at..].chars().next().map_or(at, |c| at + c.len_utf8());
        self.report(case, at..end, &message).help(help);
        at
    }

    /// The tab that the reader trips over: it may point behind it, or at a text that ends before it.
    fn tab_near(&self, at: usize) -> usize {
        let before = self.text[..at].trim_end_matches('\t').len();
        if before < at {
            return before;
        }
        let mut line = self.text[..at].rfind('\n').map_or(0, |n| n + 1);
        for said in self.text[line..].split_inclusive('\n') {
            let space = said.len() - said.trim_start().len();
            if let Some(tab) = said[..space].find('\t') {
                return line + tab;
            }
            line += said.len();
        }
        at
    }

    fn report(&mut self, case: &str, range: std::ops::Range<usize>, message: &str) -> &mut Finding {
        let meta = &structure::SYNTAX;
        let end = range.end.min(self.text.len());
        let span = Span::new(self.file, range.start.min(end), end);
        self.findings.push(Finding::new(meta, meta.case(case), Some(span), message.to_owned()));
        let last = self.findings.len() - 1;
        &mut self.findings[last]
    }
}

/// One bit of 64 for a key, the same for the same key: most keys of one map differ in it.
fn look(key: &str) -> u64 {
    let bytes = key.as_bytes();
    let [first, last] = [bytes.first(), bytes.last()].map(|byte| byte.map_or(0, |&byte| usize::from(byte)));
    1 << ((bytes.len() * 7 + first * 5 + last) % 64)
}

fn merge_key(span: Span) -> Finding {
    let meta = &structure::SYNTAX;
    let mut finding = Finding::new(
        meta,
        meta.case("merge-key"),
        Some(span),
        "“<<” would merge another map into this one, which a framework does not do".into(),
    );
    finding.help("Write the fields out, or share the work through “duties”.");
    finding
}

fn same_key(text: &str, span: Span, first: Span) -> Finding {
    let meta = &structure::DUPLICATE_KEY;
    let mut finding = Finding::new(meta, meta.case("same-key"), Some(span), format!("“{}” stands here a second time", excerpt(text, 60)));
    finding.related(first, "the first is here, and it is the one that counts");
    finding.help("Keep one of the two, or put both contents together.");
    finding
}

/// What the reader stumbled over, in words: (case, message, help).
fn explain(kind: &ErrorKind, text: &str, at: usize) -> (&'static str, String, String) {
    let plain = |message: &str, help: &str| ("not-yaml", message.to_owned(), help.to_owned());
    match kind {
        ErrorKind::RecursionLimitExceeded => (
            "too-deep",
            format!("the content is nested more than {DEEPEST} levels deep, and the rest of the file was not read"),
            "A framework needs about eight levels. Look for brackets or indentation that never end.".to_owned(),
        ),
        ErrorKind::UnknownAnchor => (
            "unknown-alias",
            "this names content with *, but nothing is marked with & under that name".to_owned(),
            "Write the content out, or put the text in quotes if the * is meant.".to_owned(),
        ),
        ErrorKind::UnclosedQuotedScalar | ErrorKind::DocumentIndicatorInQuotedScalar | ErrorKind::InvalidQuotedScalarIndent => plain(
            "a quotation mark opens here and is never closed",
            "Close it at the end of the text. An apostrophe inside 'single quotes' is written twice: ''.",
        ),
        ErrorKind::MappingValueNotAllowed if characters_before(text, at) > LONGEST_KEY => plain(
            &format!("the name before this colon is longer than {LONGEST_KEY} characters, and the rest of the file was not read"),
            "Give it a short id and put the long name in “title”.",
        ),
        ErrorKind::MappingValueNotAllowed if has_curly_quotes(text, at) => plain(
            "a colon followed by a space ends the text, and these curly quotes do not hold it together",
            "Replace the curly quotes with straight ones: \"…\".",
        ),
        ErrorKind::MappingValueNotAllowed if follows_indented_text(text, at) => {
            plain("this line is indented further than the line above it allows", "Line it up with the fields beside it.")
        }
        ErrorKind::MappingValueNotAllowed => {
            plain("a colon followed by a space is not allowed inside a plain text", "Put the whole text in quotes.")
        }
        ErrorKind::TabNotAllowed
        | ErrorKind::TabInBlockIndentation
        | ErrorKind::TabInIndentation
        | ErrorKind::TabInPlainScalar
        | ErrorKind::TabAtBlockScalarStart => {
            plain("there is a tab here, where only spaces may indent", "Replace the tab with spaces: two for each level.")
        }
        ErrorKind::InvalidTrailingSingleQuotedScalar | ErrorKind::InvalidTrailingDoubleQuotedScalar => {
            plain("the quotation ends before the text does", "Put the whole text in one pair of quotes.")
        }
        ErrorKind::ExpectedBlockMappingKey | ErrorKind::InvalidIndentation | ErrorKind::ExpectedBlockSequenceEntry => {
            plain("this line does not line up with the lines it belongs to", "Indent it exactly like its neighbours.")
        }
        ErrorKind::UnclosedFlowCollection { .. }
        | ErrorKind::UnexpectedEofFlowMapping
        | ErrorKind::UnexpectedEofFlowSequence
        | ErrorKind::UnexpectedEofImplicitFlowMapping => {
            plain("a bracket opens here and is never closed", "Close it, or write one entry per line without brackets.")
        }
        ErrorKind::ExpectedFlowMappingSeparator
        | ErrorKind::ExpectedFlowSequenceSeparator
        | ErrorKind::InvalidColonPlacement
        | ErrorKind::MisplacedFlowCollectionEnd
        | ErrorKind::MismatchedFlowCollectionEnd { .. } => plain(
            "inside brackets, something is missing before this: a comma or the closing bracket",
            "Write one entry per line without brackets; it is easier to get right.",
        ),
        ErrorKind::UnexpectedCharacter { character: '\0' } => {
            plain("there is a NUL character here, which no text has", "Remove it; the file may have been damaged.")
        }
        ErrorKind::UnexpectedCharacter { character } => {
            plain(&format!("a text cannot begin with “{}”", excerpt(&character.to_string(), 4)), "Put the whole text in quotes.")
        }
        ErrorKind::SimpleKeyExpected | ErrorKind::InvalidSimpleKey if colon_without_space(text, at) => {
            plain("there is no space behind the colon, so this line is no field", "Write “field: value”, with a space behind the colon.")
        }
        ErrorKind::SimpleKeyExpected | ErrorKind::InvalidSimpleKey => plain(
            "this line has no colon, so it is not clear which field it belongs to",
            "Write “field: value”, or indent the line if it continues the text above.",
        ),
        ErrorKind::BlockSequenceEntryNotAllowed => {
            plain("a list cannot begin on this line", "Put “- ” on a line of its own, indented below the field's name.")
        }
        ErrorKind::UnknownQuotedScalarEscape | ErrorKind::InvalidQuotedScalarHexEscape | ErrorKind::InvalidUnicodeEscape => plain(
            "inside double quotes a backslash has a special meaning, and this one makes no sense",
            "Write two backslashes, or use single quotes.",
        ),
        other => plain(
            &format!("this is not valid YAML: {}", crate::text::printable(&other.to_string())),
            "Compare the line with its neighbours; the text may need quotes.",
        ),
    }
}
