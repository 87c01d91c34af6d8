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

/// What GitHub takes for no part of a name or number. It reads mentions and references from the finished page, where
/// neither a backslash nor an entity for the sign itself is left to hold them off.
const APART: &str = "&#8203;";

/// A text that means itself: nothing in it is markup, a tag, a mention, a link or a cell border. One line, without
/// blanks around it, which would make it code or break the line.
pub fn escape(text: &str) -> String {
    let safe = crate::text::printable(text);
    let safe = safe.trim();
    let mut escaped = String::with_capacity(safe.len() + 8);
    let mut before = None;
    let mut characters = safe.chars().peekable();
    while let Some(c) = characters.next() {
        let next = characters.peek().copied();
        let at_start = before.is_none();
        let inside_word = before.is_some_and(char::is_alphanumeric) && next.is_some_and(char::is_alphanumeric);
        match c {
            '\\' | '`' | '*' | '[' | ']' | '|' | '~' | '$' => escaped.extend(['\\', c]),
            // Underscores inside words are ordinary; elsewhere they would emphasise.
            '_' if !inside_word => escaped.push_str("\\_"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '&' => escaped.push_str("&amp;"),
            // Where a name or an address could follow: a mention would call people.
            '@' if next.is_some_and(char::is_alphanumeric) => escaped.extend(["@", APART]),
            '#' => {
                // A heading begins or ends with it; a reference has a number behind it.
                escaped.push_str(if at_start || next.is_none() { "\\#" } else { "#" });
                escaped.push_str(if next.is_some_and(|next| next.is_ascii_digit()) { APART } else { "" });
            }
            '-' if ends_with_word(&escaped, "gh") && next.is_some_and(|next| next.is_ascii_digit()) => escaped.extend([APART, "-"]),
            '+' | '-' | '=' if at_start => escaped.extend(['\\', c]),
            // Only what a space or nothing follows would begin a numbered list.
            '.' | ')' if begins_list(&escaped) && next.is_none_or(char::is_whitespace) => escaped.extend(['\\', c]),
            // Both would become links of their own accord.
            ':' if next == Some('/') => escaped.push_str("&#58;"),
            '.' if ends_with_word(&escaped, "www") => escaped.push_str("&#46;"),
            other => escaped.push(other),
        }
        before = Some(c);
    }
    escaped
}

/// Whether it ends with this word, in small or capital letters.
fn ends_with_word(text: &str, word: &str) -> bool {
    let mut last = text.chars().rev();
    word.chars().rev().all(|wanted| last.next().is_some_and(|c| c.eq_ignore_ascii_case(&wanted)))
        && !last.next().is_some_and(char::is_alphanumeric)
}

fn begins_list(before: &str) -> bool {
    !before.is_empty() && before.bytes().all(|byte| byte.is_ascii_digit())
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
        assert_eq!(escape("ask @team about #12 and GH-3"), "ask @&#8203;team about #&#8203;12 and GH&#8203;-3");
        assert_eq!(escape("#1"), "\\#&#8203;1");
        assert_eq!(escape("in C #"), "in C \\#");
        assert_eq!(escape("a @ b, 3 # 4, high-3"), "a @ b, 3 # 4, high-3");
        assert_eq!(escape("https://example.org www.example.org"), "https&#58;//example.org www&#46;example.org");
        assert_eq!(escape("    not code  "), "not code");
    }
}
