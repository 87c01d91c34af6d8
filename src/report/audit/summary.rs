//! The page a superintendent reads: what the numbers are, what is strong, what is missing, and what is to be decided.

use super::Material;
use crate::diag::{Level, Status};
use crate::model::Priority;
use crate::render::Document;
use crate::report::several;

/// How many strengths and gaps the summary names.
const STRENGTHS: usize = 3;
const GAPS: usize = 5;

/// One page, ending with what is asked of the reader.
pub(super) fn summary(material: &Material<'_>, document: &mut Document) {
    document.heading(2, "Summary");
    let counted = &material.audit.outcome.summary;
    let open = counted.all_open();
    document.paragraph(format!(
        "{} met and {open} not; {} could not be made, because the files do not say (last annex). Open are {}, {} and {}. The counts are no score: a missing remark and a missing owner each count once.",
        several(counted.met, "check is", "checks are"),
        counted.not_assessed,
        Level::Error.count(counted.error),
        Level::Warning.count(counted.warning),
        Level::Advice.count(counted.advice),
    ));
    document.heading(3, "Indicators");
    crate::report::indicators::in_short(&material.indicators, document);
    document.heading(3, "Strengths");
    let strengths = strengths(material);
    if strengths.is_empty() {
        document.paragraph("The files do not yet show a strength that could be stated with a number.");
    } else {
        document.lines(strengths);
    }
    document.heading(3, "Findings that matter most");
    findings(material, document);
    super::recommendations::decision(material, GAPS, document);
}

fn findings(material: &Material<'_>, document: &mut Document) {
    let gaps = material.gaps.iter().take(GAPS).enumerate().map(|(rank, gap)| {
        let finding = &material.audit.outcome.findings[gap.finding];
        format!("{}: {}", rank + 1, super::annex::sentence(&finding.message))
    });
    // What would put each right stands under the recommendations and in the annex: this is one page.
    let gaps: Vec<String> = gaps.collect();
    if gaps.is_empty() {
        document.paragraph("None was found in what could be assessed.");
    }
    document.lines(gaps);
}

/// Rules that were asked of at least three items and met by all of them, those asked most often first.
fn strengths(material: &Material<'_>) -> Vec<String> {
    let outcome = &material.audit.outcome;
    let fails = |rule: &str| outcome.findings.iter().any(|finding| finding.rule.id == rule && finding.status != Status::Baseline);
    let mut clean: Vec<(usize, &str)> =
        outcome.met.iter().filter(|&(rule, &count)| count >= 3 && !fails(rule)).map(|(&rule, &count)| (count, rule)).collect();
    clean.retain(|(_, rule)| strength(rule).is_some());
    clean.sort_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(b.1)));
    clean
        .into_iter()
        .take(STRENGTHS)
        .filter_map(|(count, rule)| Some(format!("{} ({count} of {count}; {rule}).", strength(rule)?)))
        .collect()
}

/// What it means, in a sentence, that a rule is met everywhere. Rules of shape are no strength.
fn strength(rule: &str) -> Option<&'static str> {
    Some(match rule {
        "not-one-accountable" => "Every action that names people has exactly one who answers for it",
        "no-responsible" => "Every action has someone who does it",
        "priority-without-owner" => "Every active priority has an owner who is in post",
        "hidden-work" => "Every A and R in the plan is found in a job description",
        "unclaimed-work" => "No job description claims work that the plan does not give it",
        "orphan-role" => "Every role serves a priority of this year or stands on a core duty",
        "orphan-priority" => "Every active priority is served by someone's responsibilities",
        "broken-vertical-chain" => "Every active priority reaches from the first level to the last through people who work together",
        "theory-of-action-missing" => "Every active priority says what leaders, teachers and students will do",
        "incomplete-measures" => "Every active priority has short and long measures, complete enough to be read",
        "role-over-full" => "No role is given more than its contract time",
        "release-shortfall" => "Release time covers the routines it is meant for",
        "coaching-span" => "Nobody coaches more people than the norm allows",
        "competency-not-required" => "Whoever acts is asked for the competencies that the action needs",
        "no-development-path" => "Every required competency can be learnt by those it is required of",
        "no-evidence" => "Every required competency can be shown to someone who judges it",
        "incomplete-charter" => "Every committee has a complete charter",
        "teacher-voice" => "Teachers hold their share of seats where they are meant to",
        "tight-field-overridden" => "Schools change only what they were left free to change",
        "incomplete-decision" => "Every decision says whether it is tight or loose, where it is made and by whom",
        "single-point" => "No action rests on one person alone",
        "flat-pathway" => "Every step of a career pathway brings different work or pay",
        "unfunded-role" => "Every stipend and release has a fund",
        "budget-broken" => "Every fund covers what is charged to it",
        "vague-duty" => "Duties say what is done and what comes of it",
        "duplicate-duty" => "No two roles are given the same duty without saying that they share it",
        "unsupported-educator" => "Everyone who should be coached or supported is",
        _ => return None,
    })
}

/// Whether a priority is in force, with its dates, in a line.
pub(super) fn status_line(priority: &Priority) -> String {
    let status = priority.status.map_or("draft", |status| status.value.name());
    let dates = match (&priority.starts, &priority.ends) {
        (Some(from), Some(to)) => format!(", {} to {}", from.value, to.value),
        (Some(from), None) => format!(", from {}", from.value),
        (None, Some(to)) => format!(", until {}", to.value),
        (None, None) => String::new(),
    };
    format!("{status}{dates}")
}
