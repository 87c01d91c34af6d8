//! What changed in what an item relies on since it was reviewed, in words for the finding that says so.

use super::change::field;
use crate::audit::Audit;
use crate::audit::earlier::{Recalled, Since, Then, Why};
use crate::load::read::MOST_VERSIONS;
use crate::text::excerpt;

/// Changes that a message tells before it only counts the others.
const TOLD: usize = 4;

/// Completes the messages of the findings that were looked into: with the old and the new text, or in what would
/// help with the reason why there is no old text.
pub fn complete(audit: &mut Audit, recalled: &[Recalled]) {
    for one in recalled {
        let Some(finding) = audit.outcome.findings.get_mut(one.finding) else { continue };
        match &one.what {
            Ok(then) => finding.message.push_str(&since(then)),
            Err(why) => {
                let help = finding.help.take().unwrap_or_default();
                finding.help = Some(format!("{help} {}", reason(why)).trim_start().to_owned());
            }
        }
    }
}

fn since(then: &Then) -> String {
    let told: Vec<String> = then.changes.iter().flat_map(one).collect();
    let more = match told.len().saturating_sub(TOLD) {
        0 => String::new(),
        more => format!("; and {more} more"),
    };
    let shown: Vec<&str> = told.iter().take(TOLD).map(String::as_str).collect();
    match shown.is_empty() {
        true => format!(". Since then (commit {}) only the form changed, and no word of it", then.commit),
        false => format!(". Since then (commit {}): {}{more}", then.commit, shown.join("; ")),
    }
}

fn one(change: &Since) -> Vec<String> {
    let name = |id: &str| excerpt(id, 60);
    match change {
        Since::Says(id, fields) => fields.iter().map(|change| format!("{}: {}", name(id), field(change))).collect(),
        Since::Added(id) => vec![format!("it relies on {} as well", name(id))],
        Since::Gone(id) => vec![format!("it relies on {} no more", name(id))],
    }
}

fn reason(why: &Why) -> String {
    match why {
        Why::Nowhere => "The old text cannot be shown: no commit holds what was reviewed.".to_owned(),
        Why::TooFarBack => {
            format!(
                "The old text cannot be shown: it is not among the versions that are looked through, which are at most the last {MOST_VERSIONS} of these files."
            )
        }
        Why::Cut => "The old text cannot be shown: this clone holds only part of the history, and “git fetch --unshallow” brings the rest."
            .to_owned(),
        Why::Damaged(object) => {
            format!(
                "The old text cannot be shown: object {object} of the history is damaged; “git fsck” names all damage, and a new clone is without it."
            )
        }
    }
}
