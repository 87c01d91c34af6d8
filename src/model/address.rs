//! The one form of address: `[collection/]id[/nested][.field]`, and the nearest names to a wrong one.

use super::corpus::Collection;

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
