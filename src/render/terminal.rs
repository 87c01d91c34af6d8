//! A document on a terminal: readable at any width, with or without colour, with a screen reader.

mod tree;
mod words;

use super::{Block, Column, Document, Reference, Table};
use crate::text::{printable, printable_lines};
use comfy_table::{CellAlignment, ColumnConstraint, ContentArrangement, LineStyle, Table as Grid, TableStyle, Width, presets};
use std::io::{self, Write};
use unicode_width::UnicodeWidthStr;

/// The terminal as it is.
#[derive(Clone, Copy, Debug)]
pub struct Screen {
    /// Columns.
    pub width: usize,
    /// Whether colour and emphasis are wanted.
    pub color: bool,
}

/// A line above, below and under the heads.
const LINES: TableStyle = TableStyle::new()
    .top_border(LineStyle::new('─', '─', '─', '─'))
    .header_separator(LineStyle::new('─', '─', '─', '─'))
    .bottom_border(LineStyle::new('─', '─', '─', '─'));

/// What the edge of a table takes beside its columns.
const EDGE: usize = 1;

const BOLD: &str = "\u{1b}[1m";
const PLAIN: &str = "\u{1b}[0m";

/// Writes the document.
pub fn write(document: &Document, screen: Screen, out: &mut dyn Write) -> io::Result<()> {
    for (at, block) in document.blocks.iter().enumerate() {
        if at > 0 {
            writeln!(out)?;
        }
        match block {
            Block::Heading(depth, text) => heading(*depth, text, screen, out)?,
            // What stands back is read as often as the rest: faint, it could not be on every screen.
            Block::Paragraph(text) | Block::Aside(text) => wrapped(&printable(text), "", "", screen, out)?,
            Block::Points(points) => {
                for (point, details) in points {
                    wrapped(&printable(point), "• ", "  ", screen, out)?;
                    for detail in details {
                        wrapped(&printable(detail), "    ", "    ", screen, out)?;
                    }
                }
            }
            Block::Facts(facts) => write_facts(facts, screen, out)?,
            Block::Table(table) => write_table(table, screen, out)?,
            Block::Tree(lines) => tree::write(lines, screen, out)?,
            Block::Steps(steps) => super::steps::on_terminal(steps, screen, out)?,
            Block::Links(links) => write_facts(links, screen, out)?,
            Block::References(references) => write_facts(&said(references), screen, out)?,
            Block::Verbatim(_, text) => writeln!(out, "{}", printable_lines(text).trim_end())?,
        }
    }
    Ok(())
}

/// What each of the words is followed by, in a line; a terminal leads to no page.
fn said(references: &[(String, Vec<Reference>)]) -> Vec<(String, String)> {
    let one = |one: &Reference| if one.note.is_empty() { one.text.clone() } else { format!("{} ({})", one.text, one.note) };
    references.iter().map(|(words, named)| (words.clone(), named.iter().map(one).collect::<Vec<_>>().join(", "))).collect()
}

fn heading(depth: u8, text: &str, screen: Screen, out: &mut dyn Write) -> io::Result<()> {
    let text = printable(text);
    let mut lines = Vec::new();
    wrapped(&text, "", "", screen, &mut lines)?;
    writeln!(out, "{}", styled(String::from_utf8_lossy(&lines).trim_end(), BOLD, screen))?;
    match depth {
        1 => writeln!(out, "{}", "═".repeat(text.width().min(screen.width))),
        2 => writeln!(out, "{}", "─".repeat(text.width().min(screen.width))),
        _ => Ok(()),
    }
}

/// Adds an emphasis where it is wanted.
pub fn styled(text: &str, style: &str, screen: Screen) -> String {
    if screen.color { format!("{style}{text}{PLAIN}") } else { text.to_owned() }
}

/// Writes a text in lines no longer than the screen. A word that is longer than a line is broken, after a sign that
/// joins words where there is one.
pub fn wrapped(text: &str, first: &str, rest: &str, screen: Screen, out: &mut dyn Write) -> io::Result<()> {
    let mut line = String::from(first);
    let mut empty = true;
    let (first, indent) = (first.width(), rest.width());
    let room = screen.width.saturating_sub(first.max(indent)).max(1);
    let mut used = first;
    for word in text.split_whitespace().flat_map(|word| words::broken(word, room)) {
        let width = word.width();
        if !empty && used + 1 + width > screen.width {
            writeln!(out, "{line}")?;
            line.clear();
            line.push_str(rest);
            (used, empty) = (indent, true);
        }
        if !empty {
            line.push(' ');
            used += 1;
        }
        line.push_str(word);
        used += width;
        empty = false;
    }
    writeln!(out, "{}", line.trim_end())
}

fn write_facts(facts: &[(String, String)], screen: Screen, out: &mut dyn Write) -> io::Result<()> {
    let names: Vec<String> = facts.iter().map(|(name, _)| printable(name).into_owned()).collect();
    let widest = names.iter().map(|name| name.width()).max().unwrap_or(0).min(screen.width / 2);
    for (name, (_, value)) in names.iter().zip(facts) {
        let value = printable(value);
        let longest = value.split_whitespace().map(UnicodeWidthStr::width).max().unwrap_or(0);
        // Where an id would have to be broken beside its name, it stands below it.
        if widest + 2 + longest > screen.width {
            wrapped(name, "", "", screen, out)?;
            wrapped(&value, "    ", "    ", screen, out)?;
            continue;
        }
        let gap = " ".repeat(widest.saturating_sub(name.width()) + 2);
        wrapped(&value, &format!("{name}{gap}"), &" ".repeat(widest + 2), screen, out)?;
    }
    Ok(())
}

/// A table as wide as it needs to be; where that is too wide, with short column names and a legend, in
/// several parts that repeat the columns naming the row; where words would have to be cut, row by row.
fn write_table(table: &Table, screen: Screen, out: &mut dyn Write) -> io::Result<()> {
    let full: Vec<String> = table.columns.iter().map(|column| printable(&column.name).into_owned()).collect();
    let all: Vec<usize> = (0..full.len()).collect();
    if natural_width(table, &full) <= screen.width {
        return part(table, &full, &all, screen, out);
    }
    if table.columns.iter().any(|column| column.short.is_some()) {
        let heads: Vec<String> =
            table.columns.iter().map(|column| column.short.clone().unwrap_or_else(|| printable(&column.name).into_owned())).collect();
        for (at, columns) in split(table, &heads, screen.width).iter().enumerate() {
            if at > 0 {
                writeln!(out)?;
            }
            part(table, &heads, columns, screen, out)?;
        }
        return legend(&table.columns, screen, out);
    }
    let words = EDGE + all.iter().map(|&at| longest_word(table, &full, at) + 3).sum::<usize>();
    if words <= screen.width { part(table, &full, &all, screen, out) } else { stacked(table, &full, screen, out) }
}

/// Each row as names and values. A first column without a name is what each row is called: it stands above the rest.
fn stacked(table: &Table, heads: &[String], screen: Screen, out: &mut dyn Write) -> io::Result<()> {
    let titled = heads.first().is_some_and(String::is_empty);
    for (at, row) in table.rows.iter().enumerate() {
        if at > 0 {
            writeln!(out)?;
        }
        if let Some(title) = row.first().filter(|_| titled) {
            let mut lines = Vec::new();
            wrapped(&printable(title), "", "", screen, &mut lines)?;
            writeln!(out, "{}", styled(String::from_utf8_lossy(&lines).trim_end(), BOLD, screen))?;
        }
        let cells = heads.iter().zip(row).skip(usize::from(titled)).filter(|(_, cell)| !cell.is_empty());
        let indent = if titled { "  " } else { "" };
        let facts: Vec<(String, String)> = cells.map(|(head, cell)| (format!("{indent}{head}"), cell.clone())).collect();
        write_facts(&facts, screen, out)?;
    }
    Ok(())
}

fn longest_word(table: &Table, heads: &[String], at: usize) -> usize {
    let cells = table.rows.iter().filter_map(|row| row.get(at)).map(String::as_str).chain([heads[at].as_str()]);
    cells.flat_map(str::split_whitespace).map(|word| printable(word).width()).max().unwrap_or(0)
}

fn legend(columns: &[Column], screen: Screen, out: &mut dyn Write) -> io::Result<()> {
    let width = columns.iter().filter_map(|column| column.short.as_ref()).map(|short| short.width()).max().unwrap_or(0).max(4);
    for column in columns {
        if let Some(short) = &column.short {
            wrapped(&printable(&column.name), &format!("{short:>width$}  "), &" ".repeat(width + 2), screen, out)?;
        }
    }
    Ok(())
}

/// The columns of each part.
fn split(table: &Table, heads: &[String], width: usize) -> Vec<Vec<usize>> {
    let keys: Vec<usize> = (0..table.keys.min(heads.len())).collect();
    let key_width = EDGE + keys.iter().map(|&at| column_width(table, heads, at)).sum::<usize>();
    let mut parts: Vec<Vec<usize>> = Vec::new();
    let mut used = width + 1;
    for at in keys.len()..heads.len() {
        let wide = column_width(table, heads, at);
        if used + wide > width {
            parts.push(keys.clone());
            used = key_width;
        }
        used += wide;
        let last = parts.len() - 1;
        parts[last].push(at);
    }
    parts
}

fn column_width(table: &Table, heads: &[String], at: usize) -> usize {
    let cells = table.rows.iter().filter_map(|row| row.get(at)).map(|cell| printable(cell).width());
    cells.chain([heads[at].width()]).max().unwrap_or(0) + 3
}

fn natural_width(table: &Table, heads: &[String]) -> usize {
    EDGE + (0..heads.len()).map(|at| column_width(table, heads, at)).sum::<usize>()
}

fn part(table: &Table, heads: &[String], columns: &[usize], screen: Screen, out: &mut dyn Write) -> io::Result<()> {
    let mut grid = Grid::new();
    let wide = EDGE + columns.iter().map(|&at| column_width(table, heads, at)).sum::<usize>();
    let words = EDGE + columns.iter().map(|&at| longest_word(table, heads, at) + 3).sum::<usize>();
    // Lines between rows help only where cells take several lines.
    grid.load_style(if wide > screen.width { presets::UTF8_HORIZONTAL_ONLY } else { LINES });
    grid.set_content_arrangement(ContentArrangement::Dynamic);
    grid.set_width(u16::try_from(screen.width).unwrap_or(u16::MAX));
    grid.force_no_tty();
    grid.set_header(columns.iter().map(|&at| heads[at].clone()));
    for row in &table.rows {
        grid.add_row(columns.iter().map(|&at| row.get(at).map_or(String::new(), |cell| printable(cell).into_owned())));
    }
    for (position, &at) in columns.iter().enumerate() {
        let Some(column) = grid.column_mut(position) else { continue };
        if table.columns[at].numeric {
            column.set_cell_alignment(CellAlignment::Right);
        }
        // Where the longest words fit side by side, none is cut.
        if wide > screen.width && words <= screen.width {
            let longest = u16::try_from(longest_word(table, heads, at) + 2).unwrap_or(u16::MAX);
            column.set_constraint(ColumnConstraint::LowerBoundary(Width::Fixed(longest)));
        }
    }
    for line in grid.lines() {
        writeln!(out, "{}", line.trim_end())?;
    }
    Ok(())
}
