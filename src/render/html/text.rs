//! Text from files as HTML that means itself, and the words in it that name a place in a file. Knows no blocks
//! and no page.

use crate::render::address;
use crate::text::{Files, printable};
use rustc_hash::{FxHashMap, FxHashSet};
use std::sync::Arc;

/// What stands around a word that is a place or an address.
const AROUND: [char; 10] = [' ', '(', ')', ',', ';', '[', ']', '“', '”', '"'];

/// The files that a text may name as `path:line`, and where they can be read; and the items that have pages.
#[derive(Clone, Debug, Default)]
pub struct Places {
    files: Arc<FxHashSet<String>>,
    base: Option<String>,
    /// The page of each address, from the folder that all pages are in.
    pages: Arc<FxHashMap<String, String>>,
    /// The way from this page to that folder.
    root: &'static str,
}

impl Places {
    /// The files of a framework; below `base` they can be read, if it is given. Files of layers above lie
    /// elsewhere, so that nothing leads to them.
    pub fn new(files: &Files, base: Option<&str>) -> Self {
        let own = files.iter().filter(|(_, file)| file.layer == 0).map(|(_, file)| printable(&file.path).into_owned());
        Places { files: Arc::new(own.collect()), base: base.map(|base| base.trim_end_matches('/').to_owned()), ..Places::default() }
    }

    /// With pages for addresses: `roles/team-lead`, and its file from the folder that all pages are in.
    pub fn with_pages(self, pages: FxHashMap<String, String>) -> Self {
        Places { pages: Arc::new(pages), ..self }
    }

    /// The same, as seen from a page from which `root` leads to the folder that all pages are in.
    pub fn seen_from(&self, root: &'static str) -> Self {
        Places { root, ..self.clone() }
    }

    /// Where the page about an address is, from here.
    pub(super) fn page(&self, about: &str) -> Option<String> {
        let file = self.pages.get(about).or_else(|| self.pages.get(item_of(about)?))?;
        Some(escape(&format!("{}{}", self.root, address(file))))
    }

    /// A name that leads to the page of what it is about, where there is one.
    pub(super) fn name(&self, text: &str, about: Option<&str>) -> String {
        match about.and_then(|about| self.page(about)) {
            Some(page) => format!("<a href=\"{page}\">{}</a>", escape(text)),
            None => self.text(text),
        }
    }

    /// The path and line that a word names.
    fn find<'t>(&self, word: &'t str) -> Option<(&'t str, &'t str)> {
        let (path, line) = word.rsplit_once(':')?;
        let number = !line.is_empty() && line.bytes().all(|byte| byte.is_ascii_digit());
        (number && self.files.contains(path)).then_some((path, line))
    }

    /// A word that is the address of something with a page.
    fn address(&self, word: &str, out: &mut String) -> bool {
        // Most words are none, and are not looked up.
        let page = if self.pages.is_empty() || !word.contains('/') { None } else { self.page(word) };
        if let Some(page) = &page {
            out.push_str(&format!("<a href=\"{page}\">{}</a>", escape(word)));
        }
        page.is_some()
    }

    fn link(&self, path: &str, line: &str, out: &mut String) {
        let said = escape(&format!("{path}:{line}"));
        match &self.base {
            Some(base) => {
                let address = escape(&format!("{base}/{}", address(path)));
                out.push_str(&format!("<a class=\"place\" href=\"{address}#L{line}\">{said}</a>"));
            }
            None => out.push_str(&format!("<span class=\"place\">{said}</span>")),
        }
    }

    /// A text in one line, with the places it names.
    pub fn text(&self, text: &str) -> String {
        let safe = printable(text);
        let mut out = String::with_capacity(safe.len() + 16);
        for piece in safe.split_inclusive(AROUND) {
            let bare = piece.trim_end_matches(AROUND);
            // A place may end a sentence, or be followed by what is there.
            let word = bare.trim_end_matches(['.', ':']);
            match self.find(word) {
                Some((path, line)) => {
                    self.link(path, line, &mut out);
                    out.push_str(&escape(&piece[word.len()..]));
                }
                None if self.address(word, &mut out) => out.push_str(&escape(&piece[word.len()..])),
                None => out.push_str(&escape(piece)),
            }
        }
        keep_percents(&out)
    }
}

/// The item of an address that goes on inside it: `priorities/reading` of `priorities/reading/weekly` and of a field.
fn item_of(address: &str) -> Option<&str> {
    let (collection, rest) = address.split_once('/')?;
    let id = rest.split(['/', '.']).next()?;
    (id.len() < rest.len()).then(|| &address[..collection.len() + 1 + id.len()])
}

/// A percent sign stays on the line of its number.
fn keep_percents(text: &str) -> String {
    let mut kept = String::with_capacity(text.len());
    for (at, part) in text.split(" %").enumerate() {
        if at > 0 {
            kept.push_str(if kept.ends_with(|last: char| last.is_ascii_digit()) { "\u{a0}%" } else { " %" });
        }
        kept.push_str(part);
    }
    kept
}

/// A text that is no markup, in an element or in a quoted attribute.
pub fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    for c in printable(text).chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            other => out.push(other),
        }
    }
    out
}

/// A text of several lines that is no markup.
pub fn escape_lines(text: &str) -> String {
    crate::text::printable_lines(text).split('\n').map(escape).collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn places(base: Option<&str>) -> Places {
        let mut files = Files::default();
        files.add("roles/lead & co.yaml", "", 0);
        files.add("../up/roles.yaml", "", 1);
        Places::new(&files, base)
    }

    #[test]
    fn a_percent_sign_stays_with_its_number() {
        assert_eq!(Places::default().text("85 % of a %"), "85\u{a0}% of a %");
    }

    #[test]
    fn nothing_is_markup() {
        assert_eq!(escape("<script>'\"&\u{1b}\u{202e}"), "&lt;script&gt;&#39;&quot;&amp;␛\u{fffd}");
        assert_eq!(escape_lines("a: <b>\n  c"), "a: &lt;b&gt;\n  c");
    }

    #[test]
    fn only_places_that_are_there_become_links() {
        let mut files = Files::default();
        files.add("roles/lead.yaml", "", 0);
        let places = Places::new(&files, Some("https://example.org/blob/main/"));
        assert_eq!(
            places.text("A finding (advice, roles/lead.yaml:12)."),
            "A finding (advice, <a class=\"place\" href=\"https://example.org/blob/main/roles/lead.yaml#L12\">roles/lead.yaml:12</a>)."
        );
        assert_eq!(places.text("roles/other.yaml:12 roles/lead.yaml:x"), "roles/other.yaml:12 roles/lead.yaml:x");
    }

    #[test]
    fn files_of_other_layers_are_named_and_not_linked() {
        assert_eq!(places(Some("https://example.org")).text("../up/roles.yaml:3"), "../up/roles.yaml:3");
    }

    #[test]
    fn addresses_of_what_has_a_page_lead_there() {
        let pages = [("roles/lead", "roles/lead.html"), ("priorities/p", "priorities/p.html")];
        let pages = pages.into_iter().map(|(address, file)| (address.to_owned(), file.to_owned())).collect();
        let places = Places::default().with_pages(pages).seen_from("../");
        assert_eq!(
            places.text("“priorities/p/act” (roles/lead): roles/other."),
            "“<a href=\"../priorities/p.html\">priorities/p/act</a>” (<a href=\"../roles/lead.html\">roles/lead</a>): roles/other."
        );
        assert_eq!(places.name("A <b>", Some("roles/lead.purpose")), "<a href=\"../roles/lead.html\">A &lt;b&gt;</a>");
        assert_eq!(places.name("A", Some("roles/x")), "A");
    }

    #[test]
    fn without_a_base_a_place_is_only_set_apart() {
        let mut files = Files::default();
        files.add("a.yaml", "", 0);
        assert_eq!(Places::new(&files, None).text("a.yaml:3: what"), "<span class=\"place\">a.yaml:3</span>: what");
    }
}
