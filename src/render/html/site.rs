//! What stands around a page that is one of many: where it is, what else there is, and what the search finds. Knows
//! nothing of what the pages say.

use super::text::escape;
use super::{Look, Places, walked};
use crate::render::{Document, address};
use crate::text::printable;
use std::io::{self, Write};

/// What stands around one page.
#[derive(Clone, Debug, Default)]
pub struct Frame {
    /// What the whole is called; leads to the start.
    pub name: String,
    /// The way from this page to the folder that all pages are in: empty, or `../`.
    pub root: &'static str,
    /// The chapters of the whole: what each is called, and its page.
    pub chapters: Vec<(String, String)>,
    /// The chapter that this page belongs to, by its page.
    pub chapter: String,
    /// The page's own file.
    pub file: String,
    /// What the foot of every page says.
    pub foot: String,
}

/// What the search knows about one page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Entry {
    /// What the page is called.
    pub title: String,
    /// What kind of thing it is about.
    pub kind: String,
    /// Its file.
    pub file: String,
    /// Other words it can be found by.
    pub words: String,
}

/// Writes one page. What is beyond the first heading is its title; the name of the whole follows it.
pub fn write_page(document: &Document, look: &Look, frame: &Frame, out: &mut dyn Write) -> io::Result<()> {
    let places: Places = look.places.seen_from(frame.root);
    let (title, body) = walked(document, &places);
    let title = if title == frame.name { title.to_owned() } else { format!("{title} – {}", frame.name) };
    let foot = format!("<p>{}</p>", places.text(&frame.foot));
    let page = look.templates.fill_site(&title, body.trim_end(), frame.root, [&navigation(frame), &foot]);
    out.write_all(page.as_bytes())
}

fn navigation(frame: &Frame) -> String {
    let link = |title: &str, file: &str, is_here: &str| {
        format!("<a href=\"{}{}\"{is_here}>{}</a>", frame.root, escape(&address(file)), escape(title))
    };
    let mut chapters = String::new();
    for (title, file) in &frame.chapters {
        // The page itself, or the chapter that it is in.
        let is_here = match (*file == frame.file, *file == frame.chapter) {
            (true, _) => " aria-current=\"page\"",
            (false, true) => " aria-current=\"true\"",
            (false, false) => "",
        };
        chapters.push_str(&format!("<li>{}</li>\n", link(title, file, is_here)));
    }
    let is_start = if frame.file == START { " aria-current=\"page\"" } else { "" };
    format!(
        "<p class=\"whole\">{}</p>\n<div class=\"find\"></div>\n<nav aria-label=\"Chapters\"><ul>\n{chapters}</ul></nav>",
        link(&frame.name, START, is_start)
    )
}

/// The page that every other leads to.
const START: &str = "index.html";

/// The files that all pages share: the style, and the script that searches.
pub fn assets(look: &Look) -> Vec<(String, String)> {
    let [style, script] = look.templates.files();
    let style = format!("{style}\n{}", include_str!("../templates/site.css"));
    let script = format!("{script}\n{}", include_str!("../templates/search.js"));
    vec![("assets/style.css".into(), style), ("assets/site.js".into(), script)]
}

/// What the search reads, as a script: a page that was opened from a folder may load no other kind of file.
pub fn search_index(entries: &[Entry]) -> (String, String) {
    let mut text = String::from("window.rolewrightPages = [\n");
    for (at, entry) in entries.iter().enumerate() {
        let fields = [&entry.title, &entry.kind, &address(&entry.file), &entry.words].map(|field| literal(field));
        let comma = if at + 1 < entries.len() { "," } else { "" };
        text.push_str(&format!("[{}]{comma}\n", fields.join(",")));
    }
    text.push_str("];\n");
    ("assets/search-index.js".into(), text)
}

/// A text as a literal of a script that can end neither the script nor a line.
fn literal(text: &str) -> String {
    let mut out = String::from("\"");
    for c in printable(text).chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '<' | '>' | '&' | '\u{2028}' | '\u{2029}' => out.push_str(&format!("\\u{:04x}", c as u32)),
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_ends_neither_script_nor_line() {
        assert_eq!(literal("</script>\"\\\u{2028}\n\u{1b}"), "\"\\u003c/script\\u003e\\\"\\\\  ␛\"");
    }

    #[test]
    fn a_page_says_where_it_is() {
        let frame = Frame {
            name: "A <b>".into(),
            root: "../",
            chapters: vec![("Roles".into(), "roles/index.html".into()), ("Audit".into(), "audit.html".into())],
            chapter: "roles/index.html".into(),
            file: "roles/lead.html".into(),
            foot: String::new(),
        };
        let said = navigation(&frame);
        assert!(said.contains("<a href=\"../roles/index.html\" aria-current=\"true\">Roles</a>"), "{said}");
        assert!(said.contains("<a href=\"../audit.html\">Audit</a>"), "{said}");
        assert!(said.contains("<a href=\"../index.html\">A &lt;b&gt;</a>"), "{said}");
    }
}
