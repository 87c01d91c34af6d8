//! Text from files as HTML that means itself, and the words in it that name a place in a file. Knows no blocks
//! and no page.

use crate::render::address;
use crate::text::{Files, printable};
use std::collections::BTreeSet;

/// The files that a text may name as `path:line`, and where they can be read.
#[derive(Clone, Debug, Default)]
pub struct Places {
    files: BTreeSet<String>,
    base: Option<String>,
}

impl Places {
    /// The files of a framework; below `base` they can be read, if it is given. Files of layers above lie
    /// elsewhere, so that nothing leads to them.
    pub fn new(files: &Files, base: Option<&str>) -> Self {
        let own = files.iter().filter(|(_, file)| file.layer == 0).map(|(_, file)| printable(&file.path).into_owned());
        Places { files: own.collect(), base: base.map(|base| base.trim_end_matches('/').to_owned()) }
    }

    /// The path and line that a word names.
    fn find<'t>(&self, word: &'t str) -> Option<(&'t str, &'t str)> {
        let (path, line) = word.rsplit_once(':')?;
        let number = !line.is_empty() && line.bytes().all(|byte| byte.is_ascii_digit());
        (number && self.files.contains(path)).then_some((path, line))
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
        for piece in safe.split_inclusive([' ', '(', ')', ',', ';', '[', ']']) {
            let bare = piece.trim_end_matches([' ', '(', ')', ',', ';', '[', ']']);
            // A place may end a sentence, or be followed by what is there.
            let word = bare.trim_end_matches(['.', ':']);
            match self.find(word) {
                Some((path, line)) => {
                    self.link(path, line, &mut out);
                    out.push_str(&escape(&piece[word.len()..]));
                }
                None => out.push_str(&escape(piece)),
            }
        }
        keep_percents(&out)
    }
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
    fn without_a_base_a_place_is_only_set_apart() {
        let mut files = Files::default();
        files.add("a.yaml", "", 0);
        assert_eq!(Places::new(&files, None).text("a.yaml:3: what"), "<span class=\"place\">a.yaml:3</span>: what");
    }
}
