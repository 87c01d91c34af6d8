//! One slip in a clean school: one finding at the line, whose words lead to what was meant, nothing untrue beside it,
//! and never silence where something was lost. The slips are those of people who know schools and not YAML.

use crate::support;
use rolewright::audit::Audit;
use std::collections::BTreeSet;

const SCHOOL: &str = include_str!("fixtures/slips/school.yaml");
const SLIPS: &str = include_str!("fixtures/slips/slips.tsv");

fn judged(text: &str) -> Audit {
    let settings = "name = \"Willow Creek\"\nyear = \"2026-27\"\ncontract_hours = 37.5\ncontract_weeks = 38\n";
    support::audit(&[("rolewright.toml".into(), settings.into()), ("school.yaml".into(), text.into())], "2026-11-20")
}

/// Open findings as (rule, line, message, help).
fn found(audit: &Audit) -> Vec<(String, u32, String, String)> {
    let open = audit.outcome.findings.iter().filter(|finding| finding.is_open());
    open.map(|finding| {
        let line = finding.span.map_or(0, |span| audit.sources.files.place(span).line);
        (finding.rule.id.to_owned(), line, finding.message.clone(), finding.help.clone().unwrap_or_default())
    })
    .collect()
}

#[test]
fn the_school_has_no_errors() {
    let errors: Vec<_> = found(&judged(SCHOOL)).into_iter().filter(|one| one.2.contains("should") || one.0 == "syntax").collect();
    assert!(errors.is_empty(), "{errors:#?}");
}

#[test]
fn each_slip_is_one_finding_that_leads_to_what_was_meant() {
    let before: BTreeSet<(String, String)> = found(&judged(SCHOOL)).into_iter().map(|one| (one.0, one.2)).collect();
    let mut wrong = Vec::new();
    for slip in SLIPS.lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
        let [find, put, rule, words] = slip.split('\t').collect::<Vec<_>>()[..] else { panic!("not a slip: {slip}") };
        let (find, put) = (unescape(find), unescape(put));
        let at = SCHOOL.find(&find).unwrap_or_else(|| panic!("{find:?} is not in the school"));
        let text = format!("{}{put}{}", &SCHOOL[..at], &SCHOOL[at + find.len()..]);
        let lines = SCHOOL[..at].matches('\n').count() as u32 + 1;
        let new: Vec<_> = found(&judged(&text)).into_iter().filter(|one| !before.contains(&(one.0.clone(), one.2.clone()))).collect();
        let right = match (&new[..], rule) {
            ([], "-") => true,
            ([one], rule) => {
                let near = (lines..=lines + put.matches('\n').count() as u32).contains(&one.1);
                one.0 == rule && near && format!("{} {}", one.2, one.3).contains(words)
            }
            _ => false,
        };
        if !right {
            wrong.push(format!("{find:?} -> {put:?}, line {lines}: wanted {rule} with “{words}”, got {new:#?}"));
        }
    }
    assert!(wrong.is_empty(), "{} slips:\n{}", wrong.len(), wrong.join("\n"));
}

fn unescape(text: &str) -> String {
    text.replace("\\n", "\n").replace("\\t", "\t").replace("\\u00a0", "\u{a0}")
}
