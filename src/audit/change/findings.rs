//! Which findings are new, which are settled, and which were there before.

use crate::audit::Audit;
use crate::audit::diff::Diff;
use crate::diag::Finding;
use crate::model::Address;
use rustc_hash::FxHashMap;

/// The findings of two states. The numbers are positions in each side's [`crate::diag::Outcome::findings`].
#[derive(Debug, Default)]
pub struct FindingChanges {
    /// Open after, and not before: (after).
    pub new: Vec<usize>,
    /// Open before, and not there any more: (before).
    pub fixed: Vec<usize>,
    /// Open on both sides: (before, after).
    pub unchanged: Vec<(usize, usize)>,
    /// Open before, and after left open by decision: (before, after).
    pub decided: Vec<(usize, usize)>,
}

impl FindingChanges {
    /// Compares by fingerprint. What only changed its form (a quoted text, another file, a new id of the item) has
    /// another fingerprint and says the same of the same item: that is one finding, too.
    pub fn of(base: &Audit, head: &Audit, diff: &Diff) -> Self {
        let mut changes = FindingChanges::default();
        let before = open(base);
        let mut after: Vec<usize> = (0..head.outcome.findings.len()).collect();
        let [old_prints, new_prints] = [base, head].map(|audit| &audit.outcome.findings);
        let left = changes.pair(head, before, &mut after, |at| &*old_prints[at].fingerprint, |at| &*new_prints[at].fingerprint);
        let old_words = |at: usize| said(&base.outcome.findings[at], Some(diff));
        let new_words = |at: usize| said(&head.outcome.findings[at], None);
        changes.fixed = changes.pair(head, left, &mut after, old_words, new_words);
        changes.new = after.into_iter().filter(|&at| head.outcome.findings[at].is_open()).collect();
        changes.unchanged.sort_unstable_by_key(|pair| pair.1);
        changes.decided.sort_unstable_by_key(|pair| pair.1);
        changes
    }

    /// Takes those out of `after` that have a twin, and returns those of `before` that have none.
    fn pair<K: Eq + std::hash::Hash>(
        &mut self,
        head: &Audit,
        before: Vec<usize>,
        after: &mut Vec<usize>,
        old: impl Fn(usize) -> K,
        new: impl Fn(usize) -> K,
    ) -> Vec<usize> {
        let mut by_key: FxHashMap<K, Vec<usize>> = FxHashMap::default();
        after.iter().rev().for_each(|&at| by_key.entry(new(at)).or_default().push(at));
        let mut left = Vec::new();
        let mut taken = vec![false; head.outcome.findings.len()];
        for at in before {
            match by_key.get_mut(&old(at)).and_then(Vec::pop) {
                Some(twin) => {
                    taken[twin] = true;
                    let pairs = if head.outcome.findings[twin].is_open() { &mut self.unchanged } else { &mut self.decided };
                    pairs.push((at, twin));
                }
                None => left.push(at),
            }
        }
        after.retain(|&at| !taken[at]);
        left
    }
}

fn open(audit: &Audit) -> Vec<usize> {
    (0..audit.outcome.findings.len()).filter(|&at| audit.outcome.findings[at].is_open()).collect()
}

/// The rule, the item and the words, with the names that things have after.
fn said(finding: &Finding, diff: Option<&Diff>) -> (&'static str, &'static str, String, String) {
    let item = finding.item.as_deref().unwrap_or("");
    let address = Address::parse(item);
    let renamed = address.collection.zip(diff).map(|(collection, diff)| (address.id, diff.new_id(collection, address.id)));
    match renamed.filter(|(old, new)| old != new) {
        Some((old, new)) => (finding.rule.id, finding.case.name, item.replacen(old, new, 1), in_other_words(&finding.message, old, new)),
        None => (finding.rule.id, finding.case.name, item.to_owned(), finding.message.clone()),
    }
}

/// A text with one id for another, where it stands as a word of its own.
fn in_other_words(text: &str, old: &str, new: &str) -> String {
    let is_part = |c: char| c.is_alphanumeric() || c == '-';
    let mut told = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(old).filter(|_| !old.is_empty()) {
        let (before, from) = rest.split_at(at);
        let after = &from[old.len()..];
        let alone = !before.ends_with(is_part) && !after.starts_with(is_part);
        told.push_str(before);
        told.push_str(if alone { new } else { old });
        rest = after;
    }
    told + rest
}

#[cfg(test)]
mod tests {
    use super::in_other_words;

    #[test]
    fn only_whole_names_are_replaced() {
        assert_eq!(in_other_words("lead, team-lead and lead/run", "lead", "chief"), "chief, team-lead and chief/run");
    }
}
