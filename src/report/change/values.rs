//! Values in words, short enough for a sentence; of two long texts, the part that differs.

use crate::model::{Plain, Shape};
use crate::text::excerpt;

/// Characters of a text that are shown.
const LONG: usize = 90;
/// Words shown before and after the part of a text that differs.
const AROUND: usize = 3;
/// Members of a value that are shown before the others are only counted.
const SHOWN: usize = 8;
/// The fields that say best what an entry is.
const SAYS: [&str; 8] = ["title", "does", "duty", "artefact", "asks", "what", "kind", "rule"];

/// A value in words.
pub(super) fn words(value: &Plain, shape: &Shape) -> String {
    match value {
        Plain::Nothing => "nothing".into(),
        Plain::Flag(flag) => if *flag { "yes" } else { "no" }.into(),
        Plain::Number(number) => crate::report::figure(*number),
        Plain::Text(text) => text_in_words(text, shape),
        Plain::List(values) => {
            let one = match shape {
                Shape::List(one) => one,
                other => other,
            };
            several(values.iter().map(|value| words(value, one)).collect())
        }
        Plain::Map(entries) => map_in_words(entries, shape),
    }
}

fn several(mut words: Vec<String>) -> String {
    let more = words.len().saturating_sub(SHOWN);
    words.truncate(SHOWN);
    let more = if more > 0 { format!(" and {more} more") } else { String::new() };
    words.join(", ") + &more
}

/// Names, dates and choices stand as they are; what is in somebody's words stands in quotes.
fn text_in_words(text: &str, shape: &Shape) -> String {
    if let Some(number) = percent(text) {
        return number;
    }
    match shape {
        Shape::Text | Shape::Anything | Shape::List(Shape::Text) => format!("“{}”", excerpt(text, LONG)),
        _ => excerpt(text, LONG),
    }
}

/// `50%` as it is printed everywhere: `50 %`.
fn percent(text: &str) -> Option<String> {
    let number = text.strip_suffix('%')?;
    number.parse::<f64>().ok().map(|_| format!("{number} %"))
}

fn map_in_words(entries: &[(String, Plain)], shape: &Shape) -> String {
    let of = |key: &str| match shape {
        Shape::Record(record) | Shape::Partial(record) | Shape::Open(record, _) => {
            record.fields.iter().find(|field| field.name == key).map(|field| field.shape)
        }
        Shape::Map(_, one) => Some(**one),
        _ => None,
    };
    let told = entries.iter().map(|(key, value)| {
        let value = words(value, &of(key).unwrap_or(Shape::Anything));
        let key = key.replace('_', " ");
        if value.is_empty() { key } else { format!("{key} {value}") }
    });
    excerpt(&several(told.collect()), 2 * LONG)
}

/// What an entry is, in a few words: its title, else what it says.
pub(super) fn brief(value: &Plain, shape: &Shape) -> String {
    let shape = match shape {
        Shape::OneOf(shapes) => shapes.iter().find(|shape| matches!(shape, Shape::Record(_) | Shape::Open(..))).unwrap_or(shape),
        other => other,
    };
    let Plain::Map(entries) = value else { return words(value, shape) };
    match entries.as_slice() {
        [] => return String::new(),
        // A count alone, or a level alone, is what the short form says.
        [(key, only)] if key == "count" || key == "at" => return words(only, &Shape::Slug),
        _ => {}
    }
    let said = SAYS.iter().find_map(|says| entries.iter().find(|(key, _)| key == says));
    match said {
        Some((_, Plain::Text(text))) => excerpt(text, LONG),
        _ => map_in_words(entries, shape),
    }
}

/// `35 % → 25 %`; of two long texts, what differs and a little around it.
pub(super) fn from_to(old: &Plain, new: &Plain, shape: &Shape) -> String {
    match (old, new) {
        (Plain::Text(old), Plain::Text(new)) if old.chars().count().max(new.chars().count()) > LONG / 2 && percent(old).is_none() => {
            let (old, new) = differing(old, new);
            format!("“{old}” → “{new}”")
        }
        _ => format!("{} → {}", words(old, shape), words(new, shape)),
    }
}

/// The words that differ between two texts, with a few of those that do not around them.
fn differing(old: &str, new: &str) -> (String, String) {
    let (old, new): (Vec<&str>, Vec<&str>) = (old.split_whitespace().collect(), new.split_whitespace().collect());
    let start = old.iter().zip(&new).take_while(|(a, b)| a == b).count();
    let most = old.len().min(new.len()) - start;
    let end = old.iter().rev().zip(new.iter().rev()).take(most).take_while(|(a, b)| a == b).count();
    let from = start.saturating_sub(AROUND);
    let show = |words: &[&str]| {
        let to = (words.len() - end + AROUND).min(words.len());
        let (before, after) = (if from > 0 { "… " } else { "" }, if to < words.len() { " …" } else { "" });
        format!("{before}{}{after}", excerpt(&words.get(from..to).unwrap_or_default().join(" "), LONG))
    };
    (show(&old), show(&new))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_long_texts_only_what_differs_is_shown() {
        let old = "Grow the practice of four to seven colleagues who teach the same grade or subject, while teaching half the day";
        let new = "Grow the practice of four to nine colleagues who teach the same grade or subject, while teaching half the day";
        let told = from_to(&Plain::Text(old.into()), &Plain::Text(new.into()), &Shape::Text);
        assert_eq!(told, "“… of four to seven colleagues who teach …” → “… of four to nine colleagues who teach …”");
        let (old, new) = differing("a b", "a b c");
        assert_eq!((&*old, &*new), ("a b", "a b c"));
        assert_eq!(differing("", "x"), (String::new(), "x".to_owned()));
    }

    #[test]
    fn numbers_names_and_words_are_told_apart() {
        assert_eq!(from_to(&Plain::Text("50%".into()), &Plain::Text("40%".into()), &Shape::Percent), "50 % → 40 %");
        assert_eq!(from_to(&Plain::Text("NO".into()), &Plain::Text("OK".into()), &Shape::Text), "“NO” → “OK”");
        assert_eq!(words(&Plain::List(vec![Plain::Text("a".into()), Plain::Text("b".into())]), &Shape::List(&Shape::Slug)), "a, b");
    }
}
