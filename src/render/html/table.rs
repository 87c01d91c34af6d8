//! A table as HTML: a matrix that scrolls, or rows of words that become cards on a phone; bars and lights drawn
//! beside the words they stand for.

use super::text::{Places, escape};
use crate::render::{Column, Drawn, Row, Table};

/// From how many columns a table is printed across the page.
const MANY: usize = 8;
/// Up to how many columns a table of words fits a phone as it is.
const FEW: usize = 2;

/// The table, in a box that scrolls where it must. The name tells tables apart for those who cannot see them.
pub(super) fn markup(table: &Table, places: &Places, name: &str) -> String {
    let matrix = table.columns.iter().any(|column| column.short.is_some());
    let mut classes = vec![if matrix { "matrix" } else { "words" }];
    if !matrix && table.columns.len() <= FEW {
        classes = vec!["small"];
    }
    if table.columns.len() >= MANY {
        classes.push("many");
    }
    let heads: String = table.columns.iter().map(|column| head(column, places)).collect();
    let about = |at: usize| table.about.get(at).and_then(Option::as_deref);
    let rows: String = table.rows.iter().enumerate().map(|(at, cells)| row(table, cells, about(at), places)).collect();
    // Cards lose the roles that browsers give to tables, so that they are said.
    format!(
        "<div class=\"scroll\" role=\"region\" tabindex=\"0\" aria-label=\"{}\">\n<table class=\"{}\" role=\"table\">\n<thead role=\"rowgroup\"><tr role=\"row\">{heads}</tr></thead>\n<tbody role=\"rowgroup\">\n{rows}</tbody>\n</table></div>",
        escape(name),
        classes.join(" ")
    )
}

fn head(column: &Column, places: &Places) -> String {
    let name = match column.name.as_str() {
        "" => "<span class=\"unseen\">drawn</span>".to_owned(),
        name => match column.about.as_deref().and_then(|about| places.page(about)) {
            Some(page) => format!("<a href=\"{page}\">{}</a>", escape(name)),
            None => escape(name),
        },
    };
    format!("<th scope=\"col\" role=\"columnheader\"{}>{name}</th>", if column.numeric { " class=\"number\"" } else { "" })
}

fn row(table: &Table, cells: &Row, about: Option<&str>, places: &Places) -> String {
    let cells: String = table
        .columns
        .iter()
        .zip(cells)
        .enumerate()
        .map(|(at, (column, cell))| one(column, cell, at < table.keys, about.filter(|_| at == 0), places))
        .collect();
    format!("<tr role=\"row\">{cells}</tr>\n")
}

fn one(column: &Column, cell: &str, key: bool, about: Option<&str>, places: &Places) -> String {
    let mut classes = Vec::new();
    classes.extend(column.numeric.then_some("number"));
    classes.extend(cell.is_empty().then_some("empty"));
    classes.extend(["·", "–", "?"].contains(&cell).then_some("nothing"));
    let class = if classes.is_empty() { String::new() } else { format!(" class=\"{}\"", classes.join(" ")) };
    let content = match column.drawn {
        Drawn::No => places.name(cell, about),
        Drawn::Bar => bar(cell),
        Drawn::Share => format!("{}{}", places.text(cell), share(cell)),
        Drawn::Light => light(cell),
    };
    if key && !cell.is_empty() {
        return format!("<th scope=\"row\" role=\"rowheader\"{class}>{content}</th>");
    }
    let name = if column.name.is_empty() { String::new() } else { format!(" data-name=\"{}\"", escape(&column.name)) };
    format!("<td role=\"cell\"{class}{name}>{content}</td>")
}

/// The cells of a bar, drawn; the figure itself stands in the next column.
fn bar(cell: &str) -> String {
    let all = cell.chars().count();
    let full = cell.chars().filter(|&c| c == '█').count();
    if all == 0 || cell.chars().any(|c| !"█░".contains(c)) {
        return escape(cell);
    }
    let tens = |cells: usize| cells * 10;
    format!(
        "<svg class=\"bar\" role=\"img\" aria-label=\"about {full} of {all}\" viewBox=\"0 0 {width} 10\" preserveAspectRatio=\"none\"><rect class=\"rest\" width=\"{width}\" height=\"10\"/><rect class=\"full\" width=\"{}\" height=\"10\"/></svg>",
        tens(full),
        width = tens(all)
    )
}

/// A bar up to the last number of a cell, in percent, with a mark where all is used. What goes far beyond is cut at
/// one and a half; the text beside it says how far it goes.
fn share(cell: &str) -> String {
    const MOST: f64 = 150.0;
    let mut numbers = cell.split(|c: char| !c.is_ascii_digit() && c != '.').filter_map(|word| word.parse::<f64>().ok());
    let Some(value) = numbers.next_back() else { return String::new() };
    let class = if value > 100.0 { "full over" } else { "full" };
    format!(
        "<svg class=\"bar\" aria-hidden=\"true\" viewBox=\"0 0 {MOST} 10\" preserveAspectRatio=\"none\"><rect class=\"rest\" width=\"100\" height=\"10\"/><rect class=\"{class}\" width=\"{:.0}\" height=\"10\"/></svg>",
        value.min(MOST)
    )
}

/// A light beside its word: each has a shape of its own, so that colour never speaks alone.
fn light(cell: &str) -> String {
    let (class, shape) = match cell.split([' ', ':', ',']).next().unwrap_or("") {
        "Red" => ("red", "M10 1 19 18H1Z"),
        "Amber" => ("amber", "M10 1 19 10 10 19 1 10Z"),
        "Green" => ("green", "M10 1a9 9 0 1 0 .01 0Z"),
        _ => ("open", "M3 3H17V17H3Z"),
    };
    format!(
        "<span class=\"light {class}\"><svg viewBox=\"0 0 20 20\" aria-hidden=\"true\"><path d=\"{shape}\"/></svg>{}</span>",
        escape(cell)
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bar_has_its_words_and_a_light_its_shape() {
        assert!(bar("███░░░░░░░").contains("aria-label=\"about 3 of 10\""));
        assert!(share("≥ 61–136!").contains("class=\"full over\" width=\"136\""));
        assert_eq!(share("–"), "");
        assert_eq!(bar("<b>"), "&lt;b&gt;");
        assert!(light("Red").contains("class=\"light red\""));
        assert!(light("Not assessed").contains("</svg>Not assessed</span>"));
    }
}
