//! Keys that are no fields, and fields that are not there: what was probably meant.

use super::address::nearest;
use super::decode::{Decoder, is_slug, slugify};
use super::tree::Node;
use super::{Common, Field, RecordShape};
use crate::diag::structure;
use crate::text::{Span, excerpt};

impl Decoder {
    /// Reports a key that the record does not have, with the nearest that it has.
    pub fn unknown_field(
        &mut self,
        key: Node<'_>,
        value: Node<'_>,
        record: &'static RecordShape,
        before: Option<&'static str>,
    ) -> Option<Stranger> {
        self.unknown += 1;
        if self.unknown > MOST_UNKNOWN {
            if self.unknown == MOST_UNKNOWN + 1 {
                self.too_many_unknown(key.span());
            }
            return None;
        }
        let name = key.scalar().unwrap_or("");
        let names: Vec<&'static str> = known_names(record).collect();
        let meant = meant_field(name, &names);
        if value.is_nothing() && before.is_some() && self.is_in_braces(key) && (name.contains(' ') || meant.is_none()) {
            self.cut_by_a_comma(key.span(), name, before);
            return None;
        }
        let help = match (meant, name.split_once(':')) {
            (Some(field), Some((_, said))) => format!("Put a space behind the colon: “{field}: {}”.", excerpt(said, 40)),
            (Some(field), None) => format!("Did you mean “{field}”?"),
            (None, _) => {
                format!("It can have: {}.{}", names.join(", "), if record.is_item { " Fields of your own go under “x”." } else { "" })
            }
        };
        if meant.is_some() {
            self.not_read(key.span(), meant);
        }
        let message = format!("“{}” is not a field of {}", excerpt(name, 60), record_words(record.name));
        self.report(&structure::UNKNOWN_FIELD, "unknown", key.span(), message).help(help);
        Some(Stranger { name: name.to_owned(), meant, finding: self.findings.len() - 1 })
    }

    /// Whether a key has its place behind a comma rather than on a line of its own.
    fn is_in_braces(&self, key: Node<'_>) -> bool {
        self.text_before(key.span()).trim_end().ends_with(',')
    }

    /// Reports what stands behind a comma inside braces and was not meant as a key: `before` lost the end of its text.
    fn cut_by_a_comma(&mut self, span: Span, name: &str, before: Option<&'static str>) {
        self.not_read(span, before);
        let message = format!("“{}” stands here as if it were a field: inside {{ }} a comma ends the value before it", excerpt(name, 60));
        let help = match before {
            Some(field) if is_slug(name) => {
                format!("For several, use brackets: “{field}: [..., {}]”. If it is one text, put it in quotes.", excerpt(name, 40))
            }
            _ => "Put the whole sentence in quotes, or write the fields on lines of their own without { }.".to_owned(),
        };
        self.report(&structure::SYNTAX, "comma-in-text", span, message).help(help);
    }

    fn too_many_unknown(&mut self, span: Span) {
        let message = format!("more than {MOST_UNKNOWN} keys in this file are no fields, and those from here on are not listed");
        self.report(&structure::UNKNOWN_FIELD, "unknown", span, message)
            .help("Put those above right first, or see whether this file belongs in a framework at all.");
    }

    /// Reports a required field that is not there, at the name of what lacks it: unless a key that is none was
    /// meant for it, which is one mistake and not two.
    pub fn missing_field(&mut self, owner: Span, name: &'static str, record: &'static RecordShape, strangers: &[Stranger]) {
        if self.partial || strangers.iter().any(|stranger| stranger.meant == Some(name)) {
            return;
        }
        if let Some(stranger) = strangers.iter().find(|stranger| stranger.meant.is_none() && share_a_word(&stranger.name, name)) {
            let help = format!("“{name}” is needed here and not there: was that meant?");
            self.not_read(owner, Some(name));
            self.findings[stranger.finding].help(help);
            return;
        }
        let doc = record.fields.iter().find(|field| field.name == name).map_or("", |field| field.doc);
        let meaning = doc.split_whitespace().collect::<Vec<_>>().join(" ");
        let message = format!("{} lacks “{name}”", record_words(record.name));
        self.report(&structure::MISSING_FIELD, "missing", owner, message).help(format!("Add a line “{name}: …”. {meaning}"));
    }
}

/// The most keys of one file that are called unknown one by one: a file with more is of another language, and a
/// report a hundred times its size would help nobody.
const MOST_UNKNOWN: usize = 500;

/// A key that is no field of its record.
#[derive(Debug)]
pub struct Stranger {
    name: String,
    /// The field that was most likely meant.
    meant: Option<&'static str>,
    /// The finding about it.
    finding: usize,
}

fn known_names(record: &'static RecordShape) -> impl Iterator<Item = &'static str> {
    let common: &[Field] = if record.is_item { Common::RECORD.fields } else { &[] };
    record.fields.iter().chain(common).map(|field| field.name)
}

/// The field that a key means: the same but for capitals, spaces, hyphens and what stands behind a colon, else the
/// nearest.
fn meant_field(written: &str, names: &[&'static str]) -> Option<&'static str> {
    let plain = |text: &str| slugify(text).replace('-', "_");
    let key = plain(written.split_once(':').map_or(written, |(key, _)| key));
    let same = names.iter().find(|name| plain(name) == key).copied();
    same.or_else(|| nearest(written, names.iter().copied()).first().and_then(|near| names.iter().find(|name| name == &near)).copied())
}

/// Whether two keys have a word in common: `per_week` and `per_month`.
fn share_a_word(one: &str, other: &str) -> bool {
    one.split('_').any(|word| !word.is_empty() && other.split('_').any(|of_other| of_other == word))
}

/// `TheoryOfAction` → `a theory of action`.
fn record_words(name: &str) -> String {
    // The one record that a framework has once, and whose name is a plural.
    if name == "Settings" {
        return "the settings".into();
    }
    let mut words = String::new();
    for c in name.chars() {
        if c.is_uppercase() && !words.is_empty() {
            words.push(' ');
        }
        words.extend(c.to_lowercase());
    }
    let article = if words.starts_with(['a', 'e', 'i', 'o', 'u']) && !words.starts_with("unit") { "an" } else { "a" };
    format!("{article} {words}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn records_are_named_in_words() {
        assert_eq!(record_words("TheoryOfAction"), "a theory of action");
        assert_eq!(record_words("Offering"), "an offering");
    }
}
