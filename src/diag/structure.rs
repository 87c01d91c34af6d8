//! The rules of shape: what loading and policy themselves can find, before any other rule runs.
//!
//! They live on this floor so that loading can emit documented findings without knowing the rules below it.

use super::{Case, Group, Level, RuleMeta};

macro_rules! structure_rules {
    ($($name:ident $id:literal $summary:literal [$($case:expr),+];)+) => {
        $(
            #[doc = $summary]
            pub static $name: RuleMeta = RuleMeta {
                id: $id,
                group: Group::Structure,
                summary: $summary,
                docs: include_str!(concat!("structure/", $id, ".md")),
                cases: &[$($case),+],
                thresholds: &[],
                since: "0.1.0",
            };
        )+
        /// Every rule of shape.
        pub static ALL: &[&RuleMeta] = &[$(&$name),+];
    };
}

const E: Level = Level::Error;
const W: Level = Level::Warning;

structure_rules! {
    BAD_ID "bad-id" "an id is not a lower-case slug such as team-lead" [Case::new("not-a-slug", E), Case::new("too-long", E)];
    BAD_VALUE "bad-value" "a value is of the right kind but not one the field can take"
        [Case::new("not-allowed", E), Case::new("bad-setting", E), Case::new("bad-layer", E)];
    DUPLICATE_ENTRY "duplicate-entry" "a list names the same thing twice" [Case::new("said-twice", W)];
    DUPLICATE_ID "duplicate-id" "two items of one collection share an id" [Case::new("same-id", E)];
    DUPLICATE_KEY "duplicate-key" "one mapping says the same key twice" [Case::new("same-key", E)];
    EXPIRED_WAIVER "expired-waiver" "the date until which a waiver was granted has passed" [Case::new("expired", W)];
    MISSING_FIELD "missing-field" "a required field is not there" [Case::new("missing", E)];
    SYNTAX "syntax" "a file is not the plain YAML (or TOML) that a framework is written in"
        [Case::new("not-yaml", E), Case::new("too-deep", E), Case::new("alias-budget", E), Case::new("merge-key", E),
         Case::new("custom-tag", E), Case::new("several-documents", E), Case::new("unknown-alias", E), Case::new("not-toml", E),
         Case::new("comma-in-text", E), Case::new("merge-conflict", E),
         Case::new("comment-in-text", E), Case::new("curly-quotes", W), Case::new("bullet", W)];
    UNEXPLAINED_ALLOW "unexplained-allow" "a comment allows a finding without saying why" [Case::new("no-reason", W)];
    UNKNOWN_FIELD "unknown-field" "a key is none that the language knows" [Case::new("unknown", E), Case::new("unknown-setting", E)];
    UNKNOWN_REFERENCE "unknown-reference" "something is named that does not exist" [Case::new("nothing-there", E)];
    UNREADABLE_FILE "unreadable-file" "a file cannot be read as text"
        [Case::new("cannot-open", E), Case::new("not-a-file", E), Case::new("not-utf-8", E), Case::new("binary", E),
         Case::new("too-large", E), Case::new("link", E), Case::new("too-many", E), Case::new("lfs-pointer", E),
         Case::new("misnamed", E), Case::new("left-over", W)];
    USELESS_ALLOW "useless-allow" "a comment that would allow a finding allows none"
        [Case::new("unused", W), Case::new("unknown-rule", W), Case::new("not-understood", W)];
    USELESS_WAIVER "useless-waiver" "a waiver silences nothing" [Case::new("silences-nothing", W)];
    WRONG_TYPE "wrong-type" "a value is of another kind than the field asks for" [Case::new("wrong-kind", E), Case::new("says-nothing", E)];
}
