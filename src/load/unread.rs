//! What may stand in files that could not be read, or not to their end.

use super::settings::SETTINGS;
use crate::diag::{Finding, structure};
use crate::model::{Collection, Common, Field, Shape, Unread, UnreadPlace, is_slug, slugify};
use crate::text::{FileId, Files, Span};
use std::ops::Range;

/// What keeps whole files or layers from being read.
pub(super) fn of_problems(problems: &[Finding]) -> impl Iterator<Item = Unread> {
    problems.iter().filter_map(|problem| {
        let place = match (&problem.file, problem.span) {
            _ if problem.case.name == LEFT_OVER => return None,
            (Some(file), _) => UnreadPlace::File(file.clone()),
            (None, span) => UnreadPlace::At(span?),
        };
        let holds_settings = problem.rule.id == structure::UNREADABLE_FILE.id && problem.file.as_deref().is_some_and(is_settings);
        let item = if holds_settings { SETTINGS.to_owned() } else { String::new() };
        Some(Unread { item, path: String::new(), place })
    })
}

/// The case of a file that was left out and whose content stands in another.
pub(super) const LEFT_OVER: &str = "left-over";

fn is_settings(path: &str) -> bool {
    path.rsplit('/').next().is_some_and(|name| name.to_ascii_lowercase().starts_with("rolewright."))
}

/// What may stand in the parts of files that could not be read.
pub(super) fn of_gaps(files: &Files, gaps: &[Gaps]) -> Vec<Unread> {
    let mut all: Vec<Unread> = Vec::new();
    for Gaps { file, parts } in gaps {
        let text = &*files.get(*file).text;
        for part in parts {
            let place = UnreadPlace::At(Span::new(*file, part.start, part.start));
            let mut noted: Vec<(String, String)> = addresses(text, part);
            noted.dedup();
            all.extend(noted.into_iter().map(|(item, path)| Unread { item, path, place: place.clone() }));
        }
    }
    all
}

/// The items of which something could not be read, in a file with these parts that could not.
pub(super) fn items(text: &str, parts: &[Range<usize>]) -> Vec<String> {
    parts.iter().flat_map(|part| addresses(text, part)).map(|(item, _)| item).collect()
}

/// The parts of a file that could not be read.
pub(super) struct Gaps {
    pub file: FileId,
    pub parts: Vec<Range<usize>>,
}

/// More lines than this are looked at as a whole: what may stand in them is a collection, or anything.
const LOOKED_AT: usize = 200;

/// The item and the keys of each line of a part, as far as its indentation shows them.
fn addresses(text: &str, part: &Range<usize>) -> Vec<(String, String)> {
    let before = &text[..part.start];
    let lines: Vec<&str> = text[part.clone()].lines().filter(|line| !line.trim().is_empty()).collect();
    if lines.len() > LOOKED_AT || part.end == text.len() && lines.len() > 1 {
        return whole(before, &lines);
    }
    let mut above: Vec<&str> = before.lines().collect();
    let mut all = Vec::new();
    for line in lines {
        // What has no key goes on with what stands above it.
        let own = if key(line).is_some() { Some(line) } else { above.iter().rev().find(|line| key(line).is_some()).copied() };
        let at = if own == Some(line) { above.len() } else { above.iter().rposition(|line| key(line).is_some()).unwrap_or(0) };
        all.push(own.map_or((String::new(), String::new()), |own| address(&above[..at.min(above.len())], own)));
        above.push(line);
    }
    all
}

/// What stands in a long part, or in the rest of a file: more of the item above it, and of the collections named.
fn whole(before: &str, lines: &[&str]) -> Vec<(String, String)> {
    let above: Vec<&str> = before.lines().collect();
    let mut all = Vec::new();
    let last = above.iter().rposition(|line| key(line).is_some());
    let (item, _) = last.map_or((String::new(), String::new()), |at| address(&above[..at], above[at]));
    let open = item.split('/').next().unwrap_or("").to_owned();
    let mut steps = item.splitn(3, '/');
    if let (Some(collection), Some(id)) = (steps.next(), steps.next()) {
        all.push((format!("{collection}/{id}"), String::new()));
    }
    let named = lines.iter().filter(|line| indent(line) == 0).filter_map(|line| Collection::parse(key(line)?));
    let mut collections: Vec<String> = named.map(|collection| collection.name().to_owned()).chain([open]).collect();
    collections.sort();
    collections.dedup();
    if collections.len() > 1 {
        collections.retain(|collection| !collection.is_empty());
    }
    all.extend(collections.into_iter().map(|collection| (collection, String::new())));
    all
}

fn indent(line: &str) -> usize {
    line.chars().take_while(|c| c.is_whitespace() || *c == '-' || *c == '\u{feff}').count()
}

/// The key that a line begins with.
fn key(line: &str) -> Option<&str> {
    let line = line.trim_start_matches(|c: char| c.is_whitespace() || c == '-' || c == '\u{feff}');
    let (key, _) = line.split_once(':')?;
    let key = key.trim_matches(['"', '\'', ' ', '{']);
    (!key.is_empty()
        && key.len() < 100
        && !line.starts_with('#')
        && !["<<<", "===", ">>>", "|||"].iter().any(|mark| line.starts_with(mark)))
    .then_some(key)
}

/// The item and the keys that lead to a line, by the lines above it that are indented less.
fn address(above: &[&str], line: &str) -> (String, String) {
    let mut keys: Vec<&str> = key(line).into_iter().collect();
    let mut depth = indent(line);
    for line in above.iter().rev() {
        if depth == 0 {
            break;
        }
        if let Some(key) = key(line).filter(|_| indent(line) < depth) {
            depth = indent(line);
            keys.push(key);
        }
    }
    keys.reverse();
    let Some(collection) = keys.first().and_then(|key| Collection::parse(key)) else { return (String::new(), String::new()) };
    let mut item = collection.name().to_owned();
    let Some(id) = keys.get(1) else { return (item, String::new()) };
    item.extend(["/", &if is_slug(id) { (*id).to_owned() } else { slugify(id) }]);
    let mut path: Vec<&str> = Vec::new();
    let mut shape = collection.shape();
    for key in keys.iter().skip(2) {
        match step(&shape, key) {
            Step::Field(name, next) => {
                path.push(name);
                shape = next;
            }
            Step::Id(next) => {
                if is_slug(key) {
                    item.extend(["/", *key]);
                }
                shape = next;
            }
            Step::Nowhere => break,
        }
    }
    (item, path.join("."))
}

/// Where a key leads from a value of some form.
enum Step {
    Field(&'static str, Shape),
    Id(Shape),
    Nowhere,
}

fn step(shape: &Shape, key: &str) -> Step {
    match shape {
        Shape::Record(record) | Shape::Partial(record) | Shape::Open(record, _) => {
            let common: &[Field] = if record.is_item { Common::RECORD.fields } else { &[] };
            match record.fields.iter().chain(common).find(|field| field.name == key) {
                Some(field) => Step::Field(field.name, field.shape),
                None => Step::Nowhere,
            }
        }
        Shape::Map(_, value) => Step::Id(**value),
        Shape::List(one) => step(one, key),
        Shape::OneOf(shapes) => {
            shapes.iter().map(|shape| step(shape, key)).find(|step| !matches!(step, Step::Nowhere)).unwrap_or(Step::Nowhere)
        }
        _ => Step::Nowhere,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "roles:\n  lead:\n    title: Lead\n    routines:\n      visit:\n        minutes: 20: x\n  coach:\n    title: Coach\nunits:\n  a: {}\n";

    fn of(part: &str, to_the_end: bool) -> Vec<(String, String)> {
        let start = TEXT.find(part).expect("a part of it");
        addresses(TEXT, &(start..if to_the_end { TEXT.len() } else { start + part.len() }))
    }

    #[test]
    fn a_line_that_could_not_be_read_has_its_item_and_its_keys() {
        assert_eq!(of("        minutes: 20: x", false), [("roles/lead/visit".to_owned(), "routines.minutes".to_owned())]);
        assert_eq!(of("    title: Coach", false), [("roles/coach".to_owned(), "title".to_owned())]);
    }

    #[test]
    fn the_rest_of_a_file_may_hold_more_of_the_last_item_and_of_its_collections() {
        let rest = of("    title: Coach", true);
        assert!(rest.contains(&("roles/coach".to_owned(), String::new())), "{rest:?}");
        assert!(rest.contains(&("roles".to_owned(), String::new())) && rest.contains(&("units".to_owned(), String::new())), "{rest:?}");
    }
}
