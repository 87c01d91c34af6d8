//! `check --format markdown`: a comment for a pull request, under GitHub's limit, saying what it cut.

use super::{counts, remarks, verdict};
use crate::audit::Audit;
use crate::diag::{Finding, Level};
use crate::render::markdown::escape;
use crate::text::excerpt;
use std::io::{self, Write};

/// GitHub refuses comments over 65,536 characters; the rest is for what stands around the findings.
const MOST: usize = 60_000;
/// The part of the room that stands for what is left open by decision.
const REMARKS: usize = 20;
/// Characters of a framework's name that are shown.
const NAME: usize = 120;

/// Writes the comment.
pub fn write(audit: &Audit, fail_on: Level, out: &mut dyn Write) -> io::Result<()> {
    write_within(audit, fail_on, MOST, out)
}

/// Writes the same with findings of at most `most` bytes, and about a twentieth more of what stands around them.
pub fn write_within(audit: &Audit, fail_on: Level, most: usize, out: &mut dyn Write) -> io::Result<()> {
    let name = audit.corpus.settings.name.as_ref().map_or("Framework".into(), |name| excerpt(&name.value, NAME));
    writeln!(out, "## {}: {}\n", escape(&name), counts(audit))?;
    let mut length = 0;
    let mut cut = 0;
    for level in Level::ALL {
        let findings: Vec<&Finding> = audit.outcome.findings.iter().filter(|f| f.is_open() && f.level == level).collect();
        if findings.is_empty() {
            continue;
        }
        let heading = format!("### {}\n", capital(&level.count(findings.len())));
        writeln!(out, "{heading}")?;
        for finding in findings {
            let text = point(audit, finding);
            // Counted in bytes, which is never less than GitHub's characters.
            if length + text.len() + 1 > most {
                cut += 1;
                continue;
            }
            length += text.len() + 1;
            writeln!(out, "{text}")?;
        }
        writeln!(out)?;
    }
    if cut > 0 {
        writeln!(out, "**{cut} more findings were cut to keep this under GitHub's limit; `rolewright check` shows them all.**\n")?;
    }
    write_remarks(audit, most / REMARKS, out)?;
    writeln!(out, "{}", escape(&verdict(audit, fail_on)))
}

fn write_remarks(audit: &Audit, most: usize, out: &mut dyn Write) -> io::Result<()> {
    let (mut length, mut cut) = (0, 0);
    for remark in remarks(audit) {
        let text = format!("{}\n\n", escape(&remark));
        if length + text.len() > most {
            cut += 1;
            continue;
        }
        length += text.len();
        out.write_all(text.as_bytes())?;
    }
    if cut > 0 {
        writeln!(out, "{cut} more remarks were cut; `rolewright check` shows them all.\n")?;
    }
    Ok(())
}

fn point(audit: &Audit, finding: &Finding) -> String {
    let place = match finding.span {
        Some(span) => format!(" – {}", escape(&audit.sources.files.path_line(span))),
        None => String::new(),
    };
    let help = finding.help.as_ref().map_or(String::new(), |help| format!("\n  - {}", escape(help)));
    let related: String = finding
        .related
        .iter()
        .map(|related| format!("\n  - {}: {}", escape(&audit.sources.files.path_line(related.span)), escape(&related.message)))
        .collect();
    format!("- **{}**{place}: {}{related}{help}", finding.rule.id, escape(&finding.message))
}

fn capital(text: &str) -> String {
    let mut characters = text.chars();
    characters.next().map_or(String::new(), |first| first.to_uppercase().chain(characters).collect())
}
