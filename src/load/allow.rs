//! Comments that allow a finding: `# rolewright: allow(rule) reason`.
//!
//! Knows what such a comment says; what a comment *is* only the YAML reader knows, so that a `#` inside a
//! text counts for nothing. Whether the rule exists and the finding is there is judged later.

use super::yaml;
use crate::diag::Allow;
use crate::text::{FileId, SourceFile, Span, printable};
use memchr::memmem;

/// How such a comment begins, after its `#`.
const MARK: &str = "rolewright:";

/// The comments of one file, in order. A file that never says the word is not read a second time.
pub(super) fn read(id: FileId, file: &SourceFile) -> Vec<Allow> {
    let text = &*file.text;
    if memmem::find(text.as_bytes(), MARK.as_bytes()).is_none() {
        return Vec::new();
    }
    let mut allows = Vec::new();
    for range in yaml::comments(text) {
        let Some(said) = text.get(range.clone()).and_then(|comment| comment.trim_start_matches('#').trim().strip_prefix(MARK)) else {
            continue;
        };
        let line = text[..range.start].rfind('\n').map_or(0, |at| at + 1);
        let alone = text[line..range.start].trim_matches([' ', '\t', '\u{feff}']).is_empty();
        let (rules, reason) = understand(said);
        allows.push(Allow { rules, reason, span: Span::new(id, range.start, range.end), alone, upstream: file.layer > 0 });
    }
    allows
}

/// The rules and the reason; no rules where the words make no sense.
fn understand(said: &str) -> (Vec<String>, String) {
    let inside = said.trim_start().strip_prefix("allow").and_then(|rest| rest.trim_start().strip_prefix('('));
    let Some((rules, reason)) = inside.and_then(|rest| rest.split_once(')')) else { return (Vec::new(), String::new()) };
    let rules = rules.split(',').map(str::trim).filter(|rule| !rule.is_empty()).map(str::to_owned).collect();
    let reason = reason.trim_start_matches([':', '-', '–', '—', ' ', '\t']).trim();
    (rules, printable(reason).into_owned())
}

#[cfg(test)]
mod tests {
    use super::understand;

    #[test]
    fn a_comment_names_rules_and_a_reason() {
        assert_eq!(understand(" allow(no-measure) the data team"), (vec!["no-measure".into()], "the data team".into()));
        assert_eq!(understand("allow(a, b): why"), (vec!["a".into(), "b".into()], "why".into()));
        assert_eq!(understand(" allow(a)"), (vec!["a".into()], String::new()));
        assert_eq!(understand(" allow a"), (vec![], String::new()));
        assert_eq!(understand(" allow() why").0, Vec::<String>::new());
    }
}
