//! At which places of a text does a review go? Spans of the text and what to put there; knows nothing of frameworks.

use super::{CannotEdit, Review};
use crate::model::tree::{Kind, Node};
use std::ops::Range;

const FIELD: &str = "reviewed";
const NEXT: &str = "review_by";
/// Words that YAML, of whichever edition, would not take for text.
const NOT_TEXT: &[&str] = &["true", "false", "null", "yes", "no", "on", "off", "y", "n"];

/// One change: what stands in this range gives way to a text.
type Change = (Range<usize>, String);
/// The three fields, with what each shall say.
type Fields = [(&'static str, Option<String>); 3];

/// The texts that may come of it, the best first.
pub fn candidates(text: &str, item: (Node<'_>, Node<'_>), review: &Review) -> Result<Vec<String>, CannotEdit> {
    let (id, body) = item;
    if body.is_alias() {
        return Err(CannotEdit::Shared);
    }
    if is_braced(text, body) || (body.kind() == Kind::Map && is_braced(text, id)) {
        return Err(CannotEdit::Braces);
    }
    let fields: Fields =
        [("on", Some(review.on.to_string())), ("by", Some(review.by.clone())), ("fingerprint", review.fingerprint.clone())];
    let found = body.entries().find(|(key, _)| key.scalar() == Some(FIELD));
    let variants = match found {
        Some((_, value)) if value.is_alias() => return Err(CannotEdit::Shared),
        Some((key, value)) => vec![replaced(text, id, key, value, &fields)?],
        None => inserted(text, id, body, &fields)?,
    };
    Ok(variants.into_iter().map(|changes| apply(text, changes)).collect())
}

fn is_braced(text: &str, node: Node<'_>) -> bool {
    text.get(node.span().range()).is_some_and(|said| said.starts_with('{'))
}

/// Changes within a review that is there already.
fn replaced(text: &str, id: Node<'_>, key: Node<'_>, value: Node<'_>, fields: &Fields) -> Result<Vec<Change>, CannotEdit> {
    if value.is_nothing() {
        return filled(text, id, key, value, fields);
    }
    if value.kind() != Kind::Map {
        return Err(CannotEdit::NotAReview);
    }
    let mut changes = Vec::new();
    let mut missing = Vec::new();
    for (name, word) in fields {
        match (value.entries().find(|(key, _)| key.scalar() == Some(name)), word) {
            (Some((key, old)), word) => changes.extend(said_again(text, key, old, word.as_deref())?),
            (None, Some(word)) => missing.push(format!("{name}: {}", scalar(word))),
            (None, None) => {}
        }
    }
    if !missing.is_empty() {
        changes.push(more(text, value, &missing)?);
    }
    Ok(changes)
}

/// `reviewed:` with nothing after it, or with one of YAML's words for nothing.
fn filled(text: &str, id: Node<'_>, key: Node<'_>, value: Node<'_>, fields: &Fields) -> Result<Vec<Change>, CannotEdit> {
    let range = value.span().range();
    if !range.is_empty() {
        let said: Vec<String> = fields.iter().filter_map(|(name, word)| Some(format!("{name}: {}", scalar(word.as_ref()?)))).collect();
        return Ok(vec![(range, format!("{{{}}}", said.join(", ")))]);
    }
    let indent = indent_of(text, key)?;
    let step = " ".repeat(step(text, id, indent));
    let lines = lines(fields, &format!("{}{step}", " ".repeat(indent)));
    Ok(vec![after_line(text, key.span().range().end, &lines)])
}

/// One value in place of another, in the quotes that stood there; nothing where it says so already.
fn said_again(text: &str, key: Node<'_>, old: Node<'_>, word: Option<&str>) -> Result<Option<Change>, CannotEdit> {
    let range = old.span().range();
    if old.is_alias() {
        return Err(CannotEdit::Shared);
    }
    if block_header(text, old).is_some() {
        return Err(CannotEdit::NotAReview);
    }
    let Some(said) = old.scalar() else { return Err(CannotEdit::NotAReview) };
    if word == Some(said) || (word.is_none() && old.is_nothing()) {
        return Ok(None);
    }
    let word = word.map_or_else(|| "~".to_owned(), scalar);
    if range.is_empty() {
        let after = key.span().range().end;
        let colon = text[after..].find(':').ok_or(CannotEdit::Layout)? + after + 1;
        return Ok(Some((colon..colon, format!(" {word}"))));
    }
    let quote = text[range.clone()].chars().next().filter(|c| matches!(c, '"' | '\''));
    let bare = word.trim_matches('"');
    Ok(Some((range, quote.map_or(word.clone(), |quote| format!("{quote}{bare}{quote}")))))
}

/// Fields that a review does not have yet, after those it has.
fn more(text: &str, review: Node<'_>, missing: &[String]) -> Result<Change, CannotEdit> {
    let Some((first, _)) = review.entries().next() else {
        let inside = review.span().range().start + 1;
        return Ok((inside..inside, missing.join(", ")));
    };
    let end = end_of(text, review);
    if is_braced(text, review) {
        let end = review.entries().last().map_or(end, |(key, value)| leaf_end(text, key, value));
        return Ok((end..end, format!(", {}", missing.join(", "))));
    }
    let indent = " ".repeat(indent_of(text, first)?);
    let lines: Vec<String> = missing.iter().map(|field| format!("{indent}{field}")).collect();
    Ok(after_line(text, end, &lines))
}

/// Where a review that is not there yet may go: before `review_by`, at the end, before the last field.
fn inserted(text: &str, id: Node<'_>, body: Node<'_>, fields: &Fields) -> Result<Vec<Vec<Change>>, CannotEdit> {
    let Some((first, _)) = body.entries().next() else { return Err(CannotEdit::Layout) };
    let indent = indent_of(text, first)?;
    let margin = " ".repeat(indent);
    let mut block = vec![format!("{margin}{FIELD}:")];
    block.extend(lines(fields, &format!("{margin}{}", " ".repeat(step(text, id, indent)))));
    let mut spots = Vec::new();
    if let Some((next, _)) = body.entries().find(|(key, _)| key.scalar() == Some(NEXT)) {
        spots.push(vec![above(text, next, &block)]);
    }
    let end = past_comments(text, end_of(text, body), indent);
    spots.push(vec![after_line(text, end, &block)]);
    if let Some((last, _)) = body.entries().last() {
        spots.push(vec![above(text, last, &block)]);
    }
    Ok(spots)
}

fn lines(fields: &Fields, margin: &str) -> Vec<String> {
    fields.iter().filter_map(|(name, word)| Some(format!("{margin}{name}: {}", scalar(word.as_ref()?)))).collect()
}

/// A word as YAML takes it for text; nothing is quoted without need.
fn scalar(word: &str) -> String {
    // A day is written bare everywhere, and read as one; a fingerprint may happen to look like a number.
    let taken_otherwise = word.parse::<f64>().is_ok() || NOT_TEXT.contains(&word);
    if taken_otherwise { format!("\"{word}\"") } else { word.to_owned() }
}

/// How far a key is from the beginning of its line, which must hold nothing else before it.
fn indent_of(text: &str, key: Node<'_>) -> Result<usize, CannotEdit> {
    let at = key.span().range().start;
    let before = text[line_start(text, at)..at].trim_start_matches('\u{feff}');
    if before.bytes().all(|byte| byte == b' ') { Ok(before.len()) } else { Err(CannotEdit::Layout) }
}

/// How much further in than the id its fields stand.
fn step(text: &str, id: Node<'_>, indent: usize) -> usize {
    indent_of(text, id).map_or(2, |outer| indent.saturating_sub(outer)).clamp(1, 8)
}

fn line_start(text: &str, at: usize) -> usize {
    text[..at].rfind('\n').map_or(0, |n| n + 1)
}

/// The end of the line, before its line break.
fn line_end(text: &str, at: usize) -> usize {
    let end = text[at..].find('\n').map_or(text.len(), |n| at + n);
    if end > at && text[..end].ends_with('\r') { end - 1 } else { end }
}

fn line_break(text: &str) -> &'static str {
    match text.find('\n') {
        Some(at) if text[..at].ends_with('\r') => "\r\n",
        _ => "\n",
    }
}

/// Lines below the one that `at` is on.
fn after_line(text: &str, at: usize, lines: &[String]) -> Change {
    let (end, newline) = (line_end(text, at), line_break(text));
    (end..end, lines.iter().map(|line| format!("{newline}{line}")).collect())
}

/// Lines above a key and above the comments that belong to it.
fn above(text: &str, key: Node<'_>, lines: &[String]) -> Change {
    let newline = line_break(text);
    let mut start = line_start(text, key.span().range().start);
    while start > 0 {
        let before = line_start(text, start - 1);
        if !text[before..start].trim_start().starts_with('#') {
            break;
        }
        start = before;
    }
    (start..start, lines.iter().map(|line| format!("{line}{newline}")).collect())
}

/// Where a map ends that is written in lines: with its last value, whatever the reader takes for a part of it.
fn end_of(text: &str, map: Node<'_>) -> usize {
    map.entries().last().map_or(map.span().range().end, |(key, value)| leaf_end(text, key, value))
}

fn leaf_end(text: &str, key: Node<'_>, value: Node<'_>) -> usize {
    let end = value.span().range().end.max(key.span().range().end);
    if value.is_alias() || starts_with(text, value, &['{', '[']) {
        return end;
    }
    match value.kind() {
        Kind::Map => end_of(text, value),
        Kind::List => value.elements().last().map_or(end, |last| leaf_end(text, key, last)),
        Kind::Scalar(_) => block_header(text, value).map_or(end, |header| block_text_end(text, key, header)),
    }
}

fn starts_with(text: &str, node: Node<'_>, marks: &[char]) -> bool {
    text.get(node.span().range()).is_some_and(|said| said.starts_with(marks))
}

/// Where the mark stands that begins a block text, `|` or `>` with its signs; the reader's span begins after it.
fn block_header(text: &str, value: Node<'_>) -> Option<usize> {
    let before = text.get(..line_start(text, value.span().range().start))?.trim_end();
    let line = &before[line_start(before, before.len())..];
    let said = line.split(" #").next().unwrap_or(line).trim_end();
    let mark = said.rsplit(' ').next()?;
    let signs = mark.strip_prefix(['|', '>'])?;
    signs.chars().all(|c| matches!(c, '+' | '-' | '1'..='9')).then(|| before.len() - line.len() + said.len() - mark.len())
}

/// The last line of a block text: further in than its key, or empty with more to come.
fn block_text_end(text: &str, key: Node<'_>, header: usize) -> usize {
    let at = key.span().range().start;
    let outer = text[line_start(text, at)..at].len();
    let mut end = line_end(text, header);
    let mut next = end;
    while let Some(start) = text[next..].find('\n').map(|n| next + n + 1).filter(|&start| start < text.len()) {
        next = line_end(text, start);
        let line = &text[start..next];
        let inside = line.len() - line.trim_start_matches(' ').len() > outer;
        if !line.trim().is_empty() && !inside {
            break;
        }
        if inside && !line.trim().is_empty() {
            end = next;
        }
    }
    end
}

/// Over the comment lines that follow `at` and stand no further out than the fields.
fn past_comments(text: &str, at: usize, indent: usize) -> usize {
    let mut end = at;
    loop {
        let Some(start) = text[end..].find('\n').map(|n| end + n + 1).filter(|&start| start < text.len()) else { return end };
        let line = &text[start..line_end(text, start)];
        let body = line.trim_start_matches(' ');
        if !body.starts_with('#') || line.len() - body.len() < indent {
            return end;
        }
        end = start + line.len();
    }
}

fn apply(text: &str, mut changes: Vec<Change>) -> String {
    changes.sort_by_key(|(range, _)| std::cmp::Reverse(range.start));
    let mut out = text.to_owned();
    for (range, new) in changes {
        out.replace_range(range, &new);
    }
    out
}
