//! A document as one page of HTML that needs nothing else: no network, no font, no script but its own.
//!
//! Readable on a phone, on paper and with a screen reader. Everything from files is text here, never markup.

mod page;
mod site;
mod table;
mod text;

pub use page::{NAMES, Templates};
pub use site::{Entry, Frame, assets, search_index, write_page};
pub use text::Places;

use super::{Block, Document, Reference};
use std::collections::BTreeMap;
use std::io::{self, Write};
use text::{escape, escape_lines};

/// How many chapters are worth a table of contents.
const CHAPTERS: usize = 8;

/// How a page looks and where its places lead.
#[derive(Clone, Debug, Default)]
pub struct Look {
    /// The templates.
    pub templates: Templates,
    /// The files that texts may name.
    pub places: Places,
}

/// Writes the document.
pub fn write(document: &Document, look: &Look, out: &mut dyn Write) -> io::Result<()> {
    let (title, body) = walked(document, &look.places);
    write!(out, "{}", look.templates.fill(title, body.trim_end()))
}

/// The title, and the markup of all blocks.
fn walked<'d>(document: &'d Document, places: &Places) -> (&'d str, String) {
    let mut walk = Walk::new(places);
    document.blocks.iter().for_each(|block| walk.block(block));
    let title = document.blocks.iter().find_map(|block| match block {
        Block::Heading(_, text) => Some(text.as_str()),
        _ => None,
    });
    if walk.chapters.len() >= CHAPTERS {
        walk.body.insert_str(walk.after_title, &contents(&walk.chapters));
    }
    (title.unwrap_or("Report"), walk.body)
}

/// The body so far.
struct Walk<'a> {
    places: &'a Places,
    body: String,
    ids: BTreeMap<String, usize>,
    /// The chapters' anchors and headings.
    chapters: Vec<(String, String)>,
    /// The heading that we are under.
    under: String,
    tables: usize,
    /// Where in the body the contents belong.
    after_title: usize,
}

impl<'a> Walk<'a> {
    fn new(places: &'a Places) -> Self {
        Walk { places, body: String::new(), ids: BTreeMap::new(), chapters: Vec::new(), under: String::new(), tables: 0, after_title: 0 }
    }

    fn block(&mut self, block: &Block) {
        match block {
            Block::Heading(depth, text) => self.heading(*depth, text),
            Block::Paragraph(text) => self.line(&format!("<p>{}</p>", self.places.text(text))),
            Block::Aside(text) => self.line(&format!("<p class=\"aside\">{}</p>", self.places.text(text.trim()))),
            Block::Points(points) => self.points(points),
            Block::Facts(facts) => self.facts(facts),
            Block::Table(table) => {
                self.tables += 1;
                let markup = table::markup(table, self.places, &format!("Table {}: {}", self.tables, self.under));
                self.line(&markup);
            }
            Block::Tree(lines) => self.tree(lines),
            Block::Steps(steps) => self.line(&super::steps::in_html(steps, self.places)),
            Block::Links(links) => self.links(links),
            Block::References(references) => self.references(references),
            Block::Verbatim(_, text) => self.line(&format!("<pre tabindex=\"0\"><code>{}</code></pre>", escape_lines(text.trim_end()))),
        }
    }

    fn line(&mut self, markup: &str) {
        self.body.push_str(markup);
        self.body.push('\n');
    }

    fn heading(&mut self, depth: u8, text: &str) {
        let depth = depth.clamp(1, 6);
        let id = self.anchor(text);
        if depth == 2 {
            self.chapters.push((id.clone(), text.to_owned()));
        }
        text.clone_into(&mut self.under);
        self.line(&format!("<h{depth} id=\"{id}\">{}</h{depth}>", self.places.text(text)));
        if depth == 1 && self.after_title == 0 {
            self.after_title = self.body.len();
        }
    }

    /// An anchor that stays the same while the heading does; a number tells equal headings apart.
    fn anchor(&mut self, text: &str) -> String {
        let letters = text.to_lowercase().chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '-' }).collect::<String>();
        let words: Vec<&str> = letters.split('-').filter(|word| !word.is_empty()).collect();
        let stem = format!("s-{}", words.join("-"));
        let times = self.ids.entry(stem.clone()).or_insert(0);
        *times += 1;
        // Two dashes never stand in a stem, so that no other heading can have this anchor.
        if *times == 1 { stem } else { format!("{stem}--{times}") }
    }

    fn points(&mut self, points: &[(String, Vec<String>)]) {
        self.line("<ul class=\"points\">");
        for (point, details) in points {
            let below: Vec<String> = details.iter().map(|detail| format!("<li>{}</li>", self.places.text(detail))).collect();
            let below = if below.is_empty() { String::new() } else { format!("\n<ul>{}</ul>", below.join("")) };
            self.line(&format!("<li>{}{below}</li>", self.places.text(point)));
        }
        self.line("</ul>");
    }

    fn facts(&mut self, facts: &[(String, String)]) {
        self.line("<dl>");
        for (name, value) in facts {
            self.line(&format!("<div><dt>{}</dt><dd>{}</dd></div>", escape(name), self.places.text(value)));
        }
        self.line("</dl>");
    }

    fn links(&mut self, links: &[(String, String)]) {
        self.line("<ul>");
        for (title, file) in links {
            self.line(&format!("<li><a href=\"{}\">{}</a></li>", escape(&super::address(file)), escape(title)));
        }
        self.line("</ul>");
    }

    fn references(&mut self, references: &[(String, Vec<Reference>)]) {
        self.line("<dl class=\"references\">");
        for (words, named) in references {
            let named: Vec<String> = named.iter().map(|one| self.reference(one)).collect();
            let named = match &named[..] {
                [one] => one.clone(),
                several => format!("<ul>{}</ul>", several.iter().map(|one| format!("<li>{one}</li>")).collect::<String>()),
            };
            self.line(&format!("<div><dt>{}</dt><dd>{named}</dd></div>", escape(words)));
        }
        self.line("</dl>");
    }

    fn reference(&self, one: &Reference) -> String {
        let note =
            if one.note.is_empty() { String::new() } else { format!(" <span class=\"note\">{}</span>", self.places.text(&one.note)) };
        format!("{}{note}", self.places.name(&one.text, one.about.as_deref()))
    }

    /// Lists in lists; a line deeper than one below the last hangs from it all the same.
    fn tree(&mut self, lines: &[(usize, String)]) {
        let mut open = 0;
        for (depth, line) in lines {
            let depth = (*depth + 1).min(open + 1);
            if depth > open {
                self.line(if open == 0 { "<ul class=\"tree\">" } else { "<ul>" });
            } else {
                self.line("</li>");
                (depth..open).for_each(|_| self.line("</ul></li>"));
            }
            open = depth;
            self.line(&format!("<li>{}", self.places.text(line)));
        }
        (0..open).for_each(|_| self.line("</li></ul>"));
    }
}

fn contents(chapters: &[(String, String)]) -> String {
    let lines: Vec<String> = chapters.iter().map(|(id, text)| format!("<li><a href=\"#{id}\">{}</a></li>", escape(text))).collect();
    format!(
        "<nav class=\"contents\" aria-label=\"Contents\"><details open><summary>Contents</summary>\n<ol>\n{}\n</ol></details></nav>\n",
        lines.join("\n")
    )
}
