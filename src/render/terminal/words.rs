//! Where a word that is longer than a line may be broken.

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// The word in pieces no wider than `room`, broken after the last sign that joins words where a piece has one. Looks
/// at each piece, and never at all that is behind it: a word may be as long as a file.
pub(super) fn broken(word: &str, room: usize) -> Vec<&str> {
    let mut pieces = Vec::new();
    let mut rest = word;
    while let Some(at) = cut(rest, room) {
        let (piece, after) = rest.split_at(at);
        pieces.push(piece);
        rest = after;
    }
    if !rest.is_empty() || pieces.is_empty() {
        pieces.push(rest);
    }
    pieces
}

/// Bytes for each column up to which characters may join into fewer columns than they have alone, as flags and
/// families do.
const JOINED: usize = 16;

/// How many bytes the first piece takes, at least one character of them, so that there is an end; absent where there is
/// room for the whole text.
fn cut(text: &str, room: usize) -> Option<usize> {
    let (mut used, mut last, mut joined) = (0, 0, 0);
    for (at, char) in text.char_indices() {
        used += char.width().unwrap_or(0);
        if used > room && at > 0 {
            let fits = text.len() <= JOINED * room && text.width() <= room;
            return (!fits).then_some(if joined > 0 { joined } else { last });
        }
        last = at + char.len_utf8();
        if matches!(char, '/' | '-' | '_' | '.' | ':' | ',') {
            joined = last;
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::broken;

    #[test]
    fn words_break_after_signs_that_join_and_else_where_the_line_ends() {
        assert_eq!(broken("roles/team-lead", 20), ["roles/team-lead"]);
        assert_eq!(broken("roles/team-lead", 12), ["roles/team-", "lead"]);
        assert_eq!(broken("abcdefgh", 3), ["abc", "def", "gh"]);
        assert_eq!(broken("\u{5b66}\u{6821}", 1), ["\u{5b66}", "\u{6821}"]);
        assert_eq!(broken("", 3), [""]);
        assert_eq!(broken("\u{5b66}", 1), ["\u{5b66}"], "one character is never too much");
        let family = "\u{1f468}\u{200d}\u{1f469}\u{200d}\u{1f467}";
        assert_eq!(broken(family, 2), [family], "characters that are drawn as one");
    }

    #[test]
    fn a_word_as_long_as_a_file_takes_no_time() {
        let word = "x".repeat(4_000_000);
        assert_eq!(broken(&word, 80).len(), 50_000);
    }
}
