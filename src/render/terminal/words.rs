//! Where a word that is longer than a line may be broken.

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// The word in pieces no wider than `room`, broken after the last sign that joins words where a piece has one.
pub(super) fn broken(word: &str, room: usize) -> Vec<&str> {
    let mut pieces = Vec::new();
    let mut rest = word;
    while rest.width() > room {
        let (piece, after) = rest.split_at(cut(rest, room));
        pieces.push(piece);
        rest = after;
    }
    if !rest.is_empty() || pieces.is_empty() {
        pieces.push(rest);
    }
    pieces
}

/// How many bytes the first piece takes: at least one character, so that there is an end.
fn cut(text: &str, room: usize) -> usize {
    let (mut used, mut last, mut joined) = (0, 0, 0);
    for (at, char) in text.char_indices() {
        used += char.width().unwrap_or(0);
        if used > room && at > 0 {
            break;
        }
        last = at + char.len_utf8();
        if matches!(char, '/' | '-' | '_' | '.' | ':' | ',') {
            joined = last;
        }
    }
    if joined > 0 { joined } else { last }
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
    }
}
