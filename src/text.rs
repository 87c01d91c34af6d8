//! Files in memory, places in them, and all line and column arithmetic; numbers as people write and read them.
//!
//! Knows no YAML, no rules and no disk: text comes in as values, places come out as values.

mod exact;
pub mod figure;
mod files;
mod lines;
mod piece;
mod span;

pub use exact::Exact;
pub use files::{FileId, Files, SourceFile};
pub use lines::{LineIndex, Place};
pub use piece::{Piece, Source};
pub use span::{Span, Spanned};

/// Makes text from a stranger's file safe to print on a terminal or in a log line:
/// control characters (escape codes, bells, bidirectional overrides) become visible stand-ins.
///
/// Line breaks and tabs become a single space, so that the result is always one line.
///
/// ```
/// assert_eq!(rolewright::text::printable("a\u{1b}[31mb\nc"), "a␛[31mb c");
/// ```
pub fn printable(text: &str) -> std::borrow::Cow<'_, str> {
    if !text.chars().any(is_unprintable) {
        return text.into();
    }
    text.chars().map(|c| if is_unprintable(c) { stand_in(c) } else { c }).collect::<String>().into()
}

/// The same for a text of several lines: line breaks stay, all else becomes printable.
pub fn printable_lines(text: &str) -> std::borrow::Cow<'_, str> {
    if !text.chars().any(|c| c != '\n' && is_unprintable(c)) {
        return text.into();
    }
    text.chars().map(|c| if c != '\n' && is_unprintable(c) { stand_in(c) } else { c }).collect::<String>().into()
}

fn is_unprintable(c: char) -> bool {
    c.is_control() || turns_direction(c) || matches!(c, '\u{feff}' | '\u{2028}' | '\u{2029}')
}

/// Whether a character only turns the direction in which what follows is shown, so that a text can look like another.
pub fn turns_direction(c: char) -> bool {
    matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

fn stand_in(c: char) -> char {
    match c {
        '\n' | '\r' | '\t' | '\u{2028}' | '\u{2029}' => ' ',
        // The Unicode "control pictures" block mirrors the C0 controls.
        '\0'..='\u{1f}' => char::from_u32(0x2400 + c as u32).unwrap_or('\u{fffd}'),
        '\u{7f}' => '\u{2421}',
        _ => '\u{fffd}',
    }
}

/// A text short enough to quote inside a message: printable, one line, at most `most` characters.
pub fn excerpt(text: &str, most: usize) -> String {
    // Character stands for character, so what is left out need not be looked at.
    if text.char_indices().nth(most).is_none() {
        return printable(text).into_owned();
    }
    let kept = text.char_indices().nth(most.saturating_sub(1)).map_or(text.len(), |(end, _)| end);
    format!("{}…", printable(&text[..kept]))
}

/// Several things in one sentence: `a`, `a and b`, `a, b and c`.
pub fn listed<S: AsRef<str>>(things: &[S]) -> String {
    match things {
        [] => String::new(),
        [one] => one.as_ref().to_owned(),
        [before @ .., last] => {
            let before: Vec<&str> = before.iter().map(AsRef::as_ref).collect();
            format!("{} and {}", before.join(", "), last.as_ref())
        }
    }
}
