//! `[rules]` and `[[waivers]]`, checked against the catalogue and turned into policy.

use crate::diag::policy::Setting;
use crate::diag::{Answers, Finding, Level, Limits, Policy, RuleMeta, WaiverTerms, structure};
use crate::model::{Phase, RuleSetting, Settings, Text, nearest};
use crate::rules;
use crate::text::{Span, excerpt};

/// Fills in `policy` and returns the thresholds in force; settings that make no sense become findings.
pub(super) fn apply(settings: &Settings, policy: &mut Policy, answers: &mut Answers) -> Limits {
    policy.designing = settings.phase.is_some_and(|phase| phase.value == Phase::Design);
    let mut limits = Limits::default();
    for entry in &*settings.rules {
        match rules::find(&entry.key.value) {
            Some(meta) => apply_rule(meta, &entry.value, policy, &mut limits, answers),
            None => answers.findings.push(unknown_rule(&entry.key.value, entry.key.span)),
        }
    }
    for placed in &*settings.waivers {
        let waiver = &placed.waiver;
        let Some(rule) = &waiver.rule else { continue };
        if rules::find(&rule.value).is_none() {
            answers.findings.push(unknown_rule(&rule.value, rule.span));
            continue;
        }
        let text = |text: &Option<Text>| text.as_ref().map(|text| text.value.to_string());
        policy.waivers.push(WaiverTerms {
            rule: rule.value.to_string(),
            item: text(&waiver.item),
            reason: text(&waiver.reason).unwrap_or_default(),
            by: text(&waiver.by),
            until: waiver.until.map(|day| day.last()),
            until_at: waiver.until.map(|day| day.span),
            span: placed.span,
            line: None,
        });
    }
    judge_allows(answers);
    limits
}

/// Keeps the comments that name a rule and a reason; the others become findings and allow nothing.
fn judge_allows(answers: &mut Answers) {
    for mut allow in std::mem::take(&mut answers.allows) {
        let mut problems = Vec::new();
        if allow.rules.is_empty() {
            problems.push(not_understood(allow.span));
        }
        allow.rules.retain(|rule| {
            let known = rules::find(rule).is_some();
            if !known {
                problems.push(allows_unknown(rule, allow.span));
            }
            known
        });
        if !allow.rules.is_empty() && allow.reason.is_empty() {
            problems.push(unexplained(&allow.rules.join(", "), allow.span));
            allow.rules.clear();
        }
        if !allow.upstream {
            answers.findings.extend(problems);
        }
        // Even one that allows nothing holds its place in a stack of comments.
        answers.allows.push(allow);
    }
}

fn not_understood(span: Span) -> Finding {
    let meta = &structure::USELESS_ALLOW;
    let message = "this comment speaks to Rolewright, but not in words it knows".to_owned();
    let mut finding = Finding::new(meta, meta.case("not-understood"), Some(span), message);
    finding.help("Write “# rolewright: allow(rule) reason”, with the name of the rule in the brackets.");
    finding
}

fn allows_unknown(rule: &str, span: Span) -> Finding {
    let meta = &structure::USELESS_ALLOW;
    let message = format!("this comment allows nothing: there is no rule “{}”", excerpt(rule, 60));
    let mut finding = Finding::new(meta, meta.case("unknown-rule"), Some(span), message);
    match nearest(rule, rules::catalogue().iter().map(|meta| meta.id)).first() {
        Some(near) => finding.help(format!("Did you mean “{near}”?")),
        None => finding.help("“rolewright explain --list” shows every rule."),
    };
    finding
}

fn unexplained(rules: &str, span: Span) -> Finding {
    let meta = &structure::UNEXPLAINED_ALLOW;
    let message = format!("this comment allows {rules} without saying why, so the finding still counts");
    let mut finding = Finding::new(meta, meta.case("no-reason"), Some(span), message);
    finding.help("Add the reason after the bracket: who decided, and what would have to change.");
    finding
}

fn apply_rule(meta: &'static RuleMeta, setting: &RuleSetting, policy: &mut Policy, limits: &mut Limits, answers: &mut Answers) {
    if let Some(level) = &setting.level {
        let said = match &*level.value {
            "off" => Some(Setting::Off),
            other => Level::parse(other).map(Setting::At),
        };
        match said {
            Some(setting) => {
                policy.levels.insert(meta.id.to_owned(), setting);
            }
            None => answers.findings.push(bad_setting(level, "is not a level", "Write off, error, warning or advice.".into())),
        }
    }
    for limit in &*setting.limits {
        match meta.thresholds.iter().find(|threshold| threshold.name == &*limit.key.value) {
            Some(threshold) => limits.set(meta.id, threshold.name, limit.value.value),
            None => {
                let names: Vec<&str> = meta.thresholds.iter().map(|threshold| threshold.name).collect();
                let help = if names.is_empty() {
                    format!("{} has no thresholds.", meta.id)
                } else {
                    format!("{} has: {}.", meta.id, names.join(", "))
                };
                answers.findings.push(bad_setting(&limit.key, &format!("is not a threshold of {}", meta.id), help));
            }
        }
    }
}

fn bad_setting(word: &Text, problem: &str, help: String) -> Finding {
    let meta = &structure::BAD_VALUE;
    let mut finding = Finding::new(meta, meta.case("bad-setting"), Some(word.span), format!("“{}” {problem}", excerpt(&word.value, 40)));
    finding.help(help);
    finding
}

fn unknown_rule(id: &str, span: Span) -> Finding {
    let meta = &structure::UNKNOWN_FIELD;
    let mut finding = Finding::new(meta, meta.case("unknown-setting"), Some(span), format!("there is no rule “{}”", excerpt(id, 60)));
    match nearest(id, rules::catalogue().iter().map(|meta| meta.id)).first() {
        Some(near) => finding.help(format!("Did you mean “{near}”?")),
        None => finding.help("“rolewright explain --list” shows every rule."),
    };
    finding
}
