//! `check --format github`: annotations, gravest first, because GitHub shows ten a step.

use crate::audit::Audit;
use crate::diag::{Finding, Level};
use std::io::{self, Write};

/// Writes one workflow command for each open finding. `prefix` is the framework's path from the repository's
/// root, empty or ending in `/`, because that is what GitHub resolves names against.
pub fn write(audit: &Audit, prefix: &str, out: &mut dyn Write) -> io::Result<()> {
    for note in &audit.sources.notes {
        writeln!(out, "::notice title=rolewright::{}", data(note))?;
    }
    for level in Level::ALL {
        for finding in audit.outcome.findings.iter().filter(|finding| finding.is_open() && finding.level == level) {
            writeln!(out, "{}", annotation(audit, finding, prefix))?;
        }
    }
    Ok(())
}

fn annotation(audit: &Audit, finding: &Finding, prefix: &str) -> String {
    let command = match finding.level {
        Level::Error => "error",
        Level::Warning => "warning",
        Level::Advice => "notice",
    };
    let mut properties = Vec::new();
    if let Some(span) = finding.span {
        let place = audit.sources.files.place(span);
        let path = format!("{prefix}{}", audit.sources.files.get(span.file).path);
        properties.push(format!("file={}", property(&path)));
        properties.push(format!("line={},endLine={}", place.line, place.end_line));
        if place.line == place.end_line {
            properties.push(format!("col={},endColumn={}", place.column, place.end_column.max(place.column)));
        }
    } else if let Some(file) = &finding.file {
        properties.push(format!("file={}", property(&format!("{prefix}{file}"))));
    }
    properties.push(format!("title={}", property(finding.rule.id)));
    let help = finding.help.as_ref().map_or(String::new(), |help| format!("\n{help}"));
    format!("::{command} {}::{}", properties.join(","), data(&format!("{}{help}", finding.message)))
}

/// The escaping that workflow commands ask for in their text.
fn data(text: &str) -> String {
    crate::text::printable_lines(text).replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// The stricter one for their properties.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    #[test]
    fn nothing_in_the_data_can_end_a_command() {
        assert_eq!(super::property("a,b:c%\nd"), "a%2Cb%3Ac%25%0Ad");
        assert_eq!(super::data("50%\n::error::x"), "50%25%0A::error::x");
    }
}
