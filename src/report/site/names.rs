//! The files of a site's pages: from addresses, so that links to them last, and such that every system can hold them.

use crate::model::{Collection, is_slug};
use std::collections::BTreeSet;

/// Names that some system keeps for itself, whatever follows the dot.
const RESERVED: [&str; 4] = ["con", "prn", "aux", "nul"];
/// Kept for itself too, with a digit behind.
const NUMBERED: [&str; 2] = ["com", "lpt"];
/// The longest part of an id that stands in a name: what lies deep in folders must still be opened everywhere.
const LONGEST: usize = 60;
/// Letters of a digest that tell names apart.
const DIGEST: usize = 8;

/// The page of a collection.
pub(super) fn index_of(collection: Collection) -> String {
    format!("{}/index.html", collection.name())
}

/// The page of a rule's findings.
pub(super) fn of_rule(rule: &str) -> String {
    format!("findings/{rule}.html")
}

/// The pages of a collection's items. A plain id is the name; any other gets a digest of the id behind, which depends
/// on no other item.
pub(super) fn of_items(collection: Collection, ids: &[&str]) -> Vec<String> {
    let mut taken: BTreeSet<String> = ids.iter().filter(|id| is_plain(id)).map(ToString::to_string).collect();
    let stems = ids.iter().map(|id| if is_plain(id) { (*id).to_owned() } else { free(id, &mut taken) });
    stems.map(|stem| format!("{}/{stem}.html", collection.name())).collect()
}

fn is_plain(id: &str) -> bool {
    let numbered = NUMBERED.iter().any(|name| id.strip_prefix(name).is_some_and(|rest| rest.len() == 1 && rest != "0"));
    is_slug(id) && id.len() <= LONGEST && id != "index" && !numbered && !RESERVED.contains(&id)
}

fn free(id: &str, taken: &mut BTreeSet<String>) -> String {
    let digest = blake3::hash(id.as_bytes()).to_hex();
    let stem: String = crate::model::slugify(id).chars().take(LONGEST - DIGEST).collect();
    let stem = stem.trim_end_matches('-');
    let name = |letters: usize| format!("{}-{}", if stem.is_empty() { "item" } else { stem }, &digest[..letters]);
    let free = (DIGEST..=digest.len()).map(name).find(|name| !taken.contains(name)).unwrap_or_else(|| name(DIGEST));
    taken.insert(free.clone());
    free
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_those_of_the_ids_where_every_system_can_hold_them() {
        let long = "a".repeat(90);
        let ids = ["team-lead", "con", "index", "com1", "com0", "Team-Lead", &long];
        let files = of_items(Collection::Roles, &ids);
        assert_eq!(files[0], "roles/team-lead.html");
        for (at, stem) in [(1, "con"), (2, "index"), (3, "com1"), (5, "team-lead")] {
            let digest = files[at].strip_prefix(&format!("roles/{stem}-")).and_then(|rest| rest.strip_suffix(".html"));
            assert!(digest.is_some_and(|digest| digest.len() == DIGEST), "{}", files[at]);
        }
        assert_eq!(files[4], "roles/com0.html");
        assert!(files[6].len() < 80, "{}", files[6]);
        let apart: BTreeSet<String> = files.iter().map(|file| file.to_lowercase()).collect();
        assert_eq!(apart.len(), ids.len());
    }

    #[test]
    fn a_name_depends_on_no_other_item_unless_two_would_be_one() {
        let alone = of_items(Collection::Roles, &["con"]);
        assert_eq!(of_items(Collection::Roles, &["aux", "con", "team"])[1], alone[0]);
        let stem = alone[0].trim_start_matches("roles/").trim_end_matches(".html").to_owned();
        let both = of_items(Collection::Roles, &["con", &stem]);
        assert_eq!(both[1], alone[0], "a plain id keeps its name");
        assert_ne!(both[0], both[1]);
    }
}
