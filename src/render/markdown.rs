//! A document as Markdown that GitHub renders as meant, whatever is in the data.

use super::{Block, Document, Reference, Table};
use std::io::{self, Write};

/// Writes the document.
pub fn write(document: &Document, out: &mut dyn Write) -> io::Result<()> {
    for (at, block) in document.blocks.iter().enumerate() {
        if at > 0 {
            writeln!(out)?;
        }
        match block {
            Block::Heading(depth, text) => writeln!(out, "{} {}", "#".repeat(usize::from(*depth).clamp(1, 6)), escape(text))?,
            Block::Paragraph(text) => writeln!(out, "{}", escape(text))?,
            Block::Aside(text) => writeln!(out, "_{}_", escape(text).trim())?,
            Block::Points(points) => write_points(points, out)?,
            Block::Facts(facts) => {
                for (name, value) in facts {
                    writeln!(out, "- **{}:** {}", escape(name), escape(value))?;
                }
            }
            Block::Table(table) => write_table(table, out)?,
            Block::Tree(lines) => {
                for (depth, line) in lines {
                    writeln!(out, "{}- {}", "  ".repeat(*depth), escape(line))?;
                }
            }
            Block::Steps(steps) => super::steps::in_markdown(steps, out)?,
            Block::Links(links) => {
                for (title, file) in links {
                    writeln!(out, "- [{}](<{}>)", escape(title), super::address(file))?;
                }
            }
            Block::References(references) => write_references(references, out)?,
            Block::Verbatim(language, text) => {
                let fence = fence_for(text);
                writeln!(out, "{fence}{language}\n{}\n{fence}", crate::text::printable_lines(text).trim_end())?;
            }
        }
    }
    Ok(())
}

fn write_references(references: &[(String, Vec<Reference>)], out: &mut dyn Write) -> io::Result<()> {
    for (words, named) in references {
        let named: Vec<String> = named.iter().map(reference).collect();
        writeln!(out, "- **{}:** {}", escape(words), named.join(", "))?;
    }
    Ok(())
}

fn reference(one: &Reference) -> String {
    let note = if one.note.is_empty() { String::new() } else { format!(" ({})", escape(&one.note)) };
    format!("{}{note}", escape(&one.text))
}

fn write_points(points: &[(String, Vec<String>)], out: &mut dyn Write) -> io::Result<()> {
    for (point, details) in points {
        writeln!(out, "- {}", escape(point))?;
        for detail in details {
            writeln!(out, "  - {}", escape(detail))?;
        }
    }
    Ok(())
}

fn write_table(table: &Table, out: &mut dyn Write) -> io::Result<()> {
    let names: Vec<String> = table.columns.iter().map(|column| escape(&column.name)).collect();
    writeln!(out, "| {} |", names.join(" | "))?;
    let rules: Vec<&str> = table.columns.iter().map(|column| if column.numeric { "---:" } else { "---" }).collect();
    writeln!(out, "| {} |", rules.join(" | "))?;
    for row in &table.rows {
        let cells: Vec<String> = row.iter().map(|cell| escape(cell)).collect();
        writeln!(out, "| {} |", cells.join(" | "))?;
    }
    Ok(())
}

/// A text that means itself: nothing in it is markup, a tag, a mention, a link or a cell border.
pub fn escape(text: &str) -> String {
    let safe = crate::text::printable(text);
    let mut escaped = String::with_capacity(safe.len() + 8);
    let mut before = None;
    let mut characters = safe.chars().peekable();
    while let Some(c) = characters.next() {
        let at_start = escaped.trim().is_empty();
        let inside_word = before.is_some_and(char::is_alphanumeric) && characters.peek().is_some_and(|next| next.is_alphanumeric());
        match c {
            '\\' | '`' | '*' | '[' | ']' | '|' | '~' | '$' => escaped.extend(['\\', c]),
            // Underscores inside words are ordinary; elsewhere they would emphasise.
            '_' if !inside_word => escaped.push_str("\\_"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '&' => escaped.push_str("&amp;"),
            // A zero-width joiner would be invisible; an entity keeps the text and mentions nobody.
            '@' => escaped.push_str("&#64;"),
            '#' | '+' | '-' | '=' if at_start => escaped.extend(['\\', c]),
            '#' if characters.peek().is_some_and(char::is_ascii_digit) => escaped.push_str("&#35;"),
            // Only what a space or nothing follows would begin a numbered list.
            '.' | ')'
                if before.is_some_and(|b| b.is_ascii_digit())
                    && escaped.bytes().all(|b| b.is_ascii_digit())
                    && characters.peek().is_none_or(|next| next.is_whitespace()) =>
            {
                escaped.extend(['\\', c])
            }
            ':' if safe.contains("://") && characters.peek() == Some(&'/') => escaped.push_str("&#58;"),
            other => escaped.push(other),
        }
        before = Some(c);
    }
    escaped
}

/// A fence longer than any in the text.
fn fence_for(text: &str) -> String {
    let longest = text.split(|c| c != '`').map(str::len).max().unwrap_or(0);
    "`".repeat(longest.max(2) + 1)
}

#[cfg(test)]
mod tests {
    use super::escape;

    #[test]
    fn text_means_itself() {
        assert_eq!(escape("<script>a|b</script>"), "&lt;script&gt;a\\|b&lt;/script&gt;");
        assert_eq!(escape("1. one"), "1\\. one");
        assert_eq!(escape("0.8 of 1"), "0.8 of 1");
        assert_eq!(escape("- x"), "\\- x");
        assert_eq!(escape("K-3 readers: 2.5 of 4"), "K-3 readers: 2.5 of 4");
        assert_eq!(escape("snake_case _em_"), "snake_case \\_em\\_");
        assert_eq!(escape("two\nlines"), "two lines");
        assert_eq!(escape("ask @team about #12"), "ask &#64;team about &#35;12");
    }
}
