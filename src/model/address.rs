//! The one form of address: `[collection/]id[/nested][.field]`, and the nearest names to a wrong one.

use super::corpus::{Collection, Corpus, Loc};
use std::fmt;

/// An address taken apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Address<'a> {
    /// The collection, where it was named.
    pub collection: Option<Collection>,
    /// The item's id.
    pub id: &'a str,
    /// The id within the item, or several joined with `/`.
    pub nested: Option<&'a str>,
    /// The field.
    pub field: Option<&'a str>,
}

impl<'a> Address<'a> {
    /// Takes `text` apart. Whether anything is there is another question.
    pub fn parse(text: &'a str) -> Self {
        let (path, field) = match text.split_once('.') {
            Some((path, field)) => (path, Some(field)),
            None => (text, None),
        };
        let (collection, path) = match path.split_once('/') {
            Some((first, rest)) if Collection::parse(first).is_some() => (Collection::parse(first), rest),
            _ => (None, path),
        };
        let (id, nested) = match path.split_once('/') {
            Some((id, nested)) => (id, Some(nested)),
            None => (path, None),
        };
        Address { collection, id, nested, field }
    }
}

/// The address of an item, or of what is nested in one. It is written out only where it is shown or kept: rules
/// name far more items than they report.
#[derive(Clone, Copy)]
pub struct ItemAddress<'a> {
    pub(super) collection: Collection,
    pub(super) id: &'a str,
    /// What is nested in it, and where to find its id.
    pub(super) nested: Option<(&'a Corpus, Loc)>,
}

impl ItemAddress<'_> {
    /// The address where the collection is known: `reading/weekly-cycle`.
    pub fn within_collection(&self) -> String {
        self.nested().map_or_else(|| self.id.to_owned(), |nested| format!("{}/{nested}", self.id))
    }

    fn nested(&self) -> Option<&str> {
        self.nested.and_then(|(corpus, loc)| corpus.nested_id(loc))
    }
}

impl fmt::Display for ItemAddress<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let parts = [self.collection.name(), "/", self.id].into_iter();
        let nested = self.nested().into_iter().flat_map(|nested| ["/", nested]);
        parts.chain(nested).try_for_each(|part| f.write_str(part))
    }
}

impl serde::Serialize for ItemAddress<'_> {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl From<ItemAddress<'_>> for String {
    fn from(address: ItemAddress<'_>) -> Self {
        address.to_string()
    }
}

/// Up to three names near to `wrong`, nearest first.
pub fn nearest<'a>(wrong: &str, names: impl Iterator<Item = &'a str>) -> Vec<&'a str> {
    // Distances on a stranger's 10,000-character word would be slow and useless.
    if wrong.len() > 200 {
        return Vec::new();
    }
    let mut near: Vec<(f64, &str)> = names
        .map(|name| (strsim::jaro_winkler(wrong, name), name))
        .filter(|&(likeness, name)| likeness > 0.84 || strsim::damerau_levenshtein(wrong, name) <= wrong.len() / 4)
        .collect();
    near.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(b.1)));
    near.dedup_by_key(|entry| entry.1);
    near.into_iter().take(3).map(|(_, name)| name).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_taken_apart() {
        let address = Address::parse("roles/team-lead/run-cycle.share");
        assert_eq!(address.collection, Some(Collection::Roles));
        assert_eq!((address.id, address.nested, address.field), ("team-lead", Some("run-cycle"), Some("share")));
        assert_eq!(Address::parse("reading/weekly").nested, Some("weekly"));
        assert_eq!(Address::parse("team-lead.coaches.max").field, Some("coaches.max"));
    }

    #[test]
    fn nearest_names_are_near() {
        assert_eq!(nearest("principle", ["principal", "teacher"].into_iter()), ["principal"]);
        assert!(nearest("zebra", ["principal", "teacher"].into_iter()).is_empty());
    }
}
