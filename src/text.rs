//! Files in memory, places in them, and all line and column arithmetic; numbers as people write and read them.
//!
//! Knows no YAML, no rules and no disk: text comes in as values, places come out as values.

mod exact;
pub mod figure;
mod files;
mod lines;
mod piece;
mod span;
mod unseen;

pub use exact::Exact;
pub use files::{FileId, Files, SourceFile};
pub use lines::{LineIndex, Place};
pub use piece::{Piece, Source};
pub use span::{Span, Spanned};
pub use unseen::{is_unseen, printable, printable_lines, unseen_escaped};

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
