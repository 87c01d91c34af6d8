//! `check --format junit`: one test for each rule, one suite for each group, for build servers that draw tests.
//!
//! A rule fails where a finding of it fails the run. Everything else that it found, and what could not be
//! assessed, stands in the test's output, so that nothing is lost on the way.

use crate::audit::Audit;
use crate::diag::{Finding, Group, Level, NotAssessed, RuleMeta};
use crate::rules;
use crate::text::printable_lines;
use quick_junit::{NonSuccessKind, Report, TestCase, TestCaseStatus, TestSuite};
use std::io::{self, Write};

/// Writes the report.
pub fn write(audit: &Audit, fail_on: Level, out: &mut dyn Write) -> io::Result<()> {
    let mut report = Report::new("rolewright check");
    for group in Group::ALL {
        let mut suite = TestSuite::new(group.name());
        for note in &audit.sources.notes {
            suite.add_property(("note", printable_lines(note).replace('\n', " ").as_str()));
        }
        for meta in rules::catalogue().into_iter().filter(|meta| meta.group == group) {
            suite.add_test_case(test(audit, meta, fail_on));
        }
        report.add_test_suite(suite);
    }
    // Written in one go, so that a reader who has seen enough is not reported as a fault of the report.
    let text = report.to_string().map_err(io::Error::other)?;
    out.write_all(text.as_bytes())
}

fn test(audit: &Audit, meta: &RuleMeta, fail_on: Level) -> TestCase {
    let findings = || audit.outcome.findings.iter().filter(|finding| finding.rule.id == meta.id);
    let fails = |finding: &&Finding| finding.is_open() && finding.level >= fail_on;
    let failing: Vec<String> = findings().filter(fails).map(|finding| line(audit, finding)).collect();
    let open: Vec<&NotAssessed> = audit.outcome.not_assessed.iter().filter(|entry| entry.rule.id == meta.id).collect();
    let met = audit.outcome.met.get(meta.id).copied().unwrap_or(0);
    let mut output: Vec<String> = findings().filter(|finding| !fails(finding)).map(|finding| line(audit, finding)).collect();
    output.extend(open.iter().map(|entry| format!("not assessed for {}: {}; {} would tell", entry.count, entry.because, entry.unlock)));

    let mut status = if !failing.is_empty() {
        let mut status = TestCaseStatus::non_success(NonSuccessKind::Failure);
        status.set_type(meta.id).set_description(failing.join("\n"));
        status
    } else if output.len() == open.len() && !open.is_empty() && met == 0 {
        TestCaseStatus::skipped()
    } else {
        TestCaseStatus::success()
    };
    match failing.len() {
        0 if matches!(status, TestCaseStatus::Skipped { .. }) => _ = status.set_message("not assessed: the files do not say"),
        0 => {}
        1 => _ = status.set_message(failing[0].clone()),
        n => _ = status.set_message(format!("{n} findings: {}", meta.summary)),
    }
    let mut case = TestCase::new(meta.id, status);
    case.set_classname(format!("rolewright.{}", meta.group.name()));
    if met > 0 {
        case.add_property(("met", met.to_string().as_str()));
    }
    if !output.is_empty() {
        case.set_system_out(output.join("\n"));
    }
    case
}

/// `path:line: level: message help`, on one line, with the word for what became of it where it does not count.
fn line(audit: &Audit, finding: &Finding) -> String {
    let place = match (finding.span, &finding.file) {
        (Some(span), _) => format!("{}: ", audit.sources.files.path_line(span)),
        (None, Some(file)) => format!("{file}: "),
        (None, None) => String::new(),
    };
    let status = if finding.is_open() { String::new() } else { format!(" ({})", finding.status.name()) };
    let help = finding.help.as_ref().map_or(String::new(), |help| format!(" {help}"));
    let text = format!("{place}{}{status}: {}.{help}", finding.level.name(), finding.message.trim_end_matches('.'));
    printable_lines(&text).replace('\n', " ")
}
