//! What comes along when a text is pasted from a document: quotes that curl, and bullets.

use std::ops::Range;

/// Marks around a text that are no part of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Marks {
    /// Quotes that YAML takes for letters.
    CurlyQuotes,
    /// The sign before a point of a list.
    Bullet,
}

impl Marks {
    /// The case of `syntax`.
    pub(super) fn case(self) -> &'static str {
        match self {
            Marks::CurlyQuotes => "curly-quotes",
            Marks::Bullet => "bullet",
        }
    }

    pub(super) fn message(self) -> &'static str {
        match self {
            Marks::CurlyQuotes => "these quotes are curly, and would become a part of the text; they were left out",
            Marks::Bullet => "this text begins with a bullet, which would become a part of it; it was left out",
        }
    }

    pub(super) fn help(self) -> &'static str {
        match self {
            Marks::CurlyQuotes => "Type straight quotes, or none. If the curly ones are meant, put straight ones around them.",
            Marks::Bullet => "Delete the bullet. For several points, write each on a line of its own behind “- ”.",
        }
    }
}

const PAIRS: [(char, char); 6] = [('“', '”'), ('„', '“'), ('„', '”'), ('‘', '’'), ('«', '»'), ('”', '”')];
const BULLETS: [char; 8] = ['•', '◦', '▪', '‣', '●', '○', '■', '·'];

/// What stands around a text and is no part of it, and where the text itself is.
pub(super) fn around(text: &str) -> Option<(Marks, Range<usize>)> {
    let first = text.chars().next().filter(|c| !c.is_ascii())?;
    if BULLETS.contains(&first) {
        let rest = text[first.len_utf8()..].trim_start();
        return (!rest.is_empty()).then(|| (Marks::Bullet, text.len() - rest.len()..text.len()));
    }
    let last = text.chars().next_back()?;
    let inside = text.get(first.len_utf8()..text.len() - last.len_utf8())?;
    let quotes = PAIRS.contains(&(first, last)) && !inside.contains([first, last]);
    // An apostrophe looks like a quote that closes.
    let quotes = quotes || (first == '‘' && last == '’');
    (quotes && !inside.trim().is_empty()).then(|| (Marks::CurlyQuotes, first.len_utf8()..text.len() - last.len_utf8()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_stands_around_the_whole_text_is_taken_off() {
        let inner = |text: &'static str| around(text).map(|(_, part)| &text[part]);
        assert_eq!(inner("“ELA PLC”"), Some("ELA PLC"));
        assert_eq!(inner("• Plan"), Some("Plan"));
        for kept in ["“Ready” or “not”", "ELA teacher’s PLC", "“", "“”", "Élan", "•", "plain"] {
            assert_eq!(inner(kept), None, "{kept}");
        }
    }
}
