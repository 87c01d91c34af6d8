//! Which characters nobody sees, although they change what is seen; and texts made safe to show.

use std::borrow::Cow;

/// Makes text from a stranger's file safe to print on a terminal, on a page or in a log line: control characters
/// (escape codes, bells) and those that hide or reorder what is around them become visible stand-ins.
///
/// Line breaks and tabs become a single space, so that the result is always one line.
///
/// ```
/// assert_eq!(rolewright::text::printable("a\u{1b}[31mb\nc"), "a␛[31mb c");
/// ```
pub fn printable(text: &str) -> Cow<'_, str> {
    shown(text, is_unseen)
}

/// The same for a text of several lines: line breaks stay, all else becomes printable.
pub fn printable_lines(text: &str) -> Cow<'_, str> {
    shown(text, |c| c != '\n' && is_unseen(c))
}

/// Whether a character is not seen itself and may change what is: controls, marks of direction, joiners, selectors, tags,
/// blanks of no width, and breaks of lines.
pub fn is_unseen(c: char) -> bool {
    c.is_control()
        || matches!(c,
            '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}' | '\u{180b}'..='\u{180f}'
            | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{3164}' | '\u{fe00}'..='\u{fe0f}'
            | '\u{feff}' | '\u{ffa0}' | '\u{fff0}'..='\u{fffb}' | '\u{1bca0}'..='\u{1bca3}' | '\u{1d173}'..='\u{1d17a}'
            | '\u{e0000}'..='\u{e0fff}')
}

/// JSON in which every character that nobody sees is written by number, which changes nothing of what it says: JSON
/// itself escapes most controls only, and all of these stand inside strings, but for the breaks of lines around them.
pub fn unseen_escaped(json: &str) -> Cow<'_, str> {
    let is_wrong = |c: char| c != '\n' && is_unseen(c);
    let Some(first) = json.find(is_wrong) else { return json.into() };
    let mut safe = String::with_capacity(json.len() + 16);
    safe.push_str(&json[..first]);
    for c in json[first..].chars() {
        match is_wrong(c) {
            true => c.encode_utf16(&mut [0; 2]).iter().for_each(|unit| safe.push_str(&format!("\\u{unit:04x}"))),
            false => safe.push(c),
        }
    }
    safe.into()
}

fn shown(text: &str, is_wrong: impl Fn(char) -> bool) -> Cow<'_, str> {
    if !text.chars().any(&is_wrong) {
        return text.into();
    }
    let mut safe = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        let keep = !is_wrong(c) || belongs(safe.chars().next_back(), c, chars.peek().copied());
        safe.push(if keep { c } else { stand_in(c) });
    }
    safe.into()
}

/// Whether an unseen character is part of how its neighbors are written: a joiner between letters of a script that
/// joins them or between two pictures, or the selector of a picture.
fn belongs(before: Option<char>, c: char, after: Option<char>) -> bool {
    let joins = |c: char| {
        matches!(c, '\u{600}'..='\u{109f}' | '\u{1780}'..='\u{180a}' | '\u{1810}'..='\u{1cff}') && c.is_alphanumeric() || is_vowel_sign(c)
    };
    let draws = |c: char| matches!(c, '\u{2190}'..='\u{2bff}' | '\u{1f000}'..='\u{1faff}');
    match (before, c, after) {
        (Some(before), '\u{200c}' | '\u{200d}', Some(after)) if joins(before) && joins(after) => true,
        (Some(before), '\u{200d}', Some(after)) => (draws(before) || before == '\u{fe0f}') && draws(after),
        (Some(before), '\u{fe0f}', _) => draws(before) || matches!(before, '#' | '*' | '0'..='9' | '©' | '®' | '‼' | '⁉' | '™' | 'ℹ'),
        _ => false,
    }
}

/// Signs of Indic scripts that are no letters and that joiners follow.
fn is_vowel_sign(c: char) -> bool {
    matches!(
        c,
        '\u{93c}' | '\u{94d}' | '\u{9cd}' | '\u{a4d}' | '\u{acd}' | '\u{b4d}' | '\u{bcd}' | '\u{c4d}' | '\u{ccd}' | '\u{d4d}' | '\u{dca}'
    )
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_hides_is_seen_and_what_is_written_so_stays() {
        for hides in ["\u{202e}", "\u{2066}", "\u{200b}", "\u{ad}", "\u{e0041}", "\u{fe00}", "\u{61c}", "\u{feff}", "\u{85}", "\u{9b}"] {
            assert_eq!(printable(&format!("ad{hides}min")), "ad\u{fffd}min", "{hides:?}");
        }
        assert_eq!(printable("ad\u{200d}min a\u{200c}"), "ad\u{fffd}min a\u{fffd}");
        assert_eq!(printable("а\u{200d}б"), "а\u{fffd}б", "letters that do not join");
        // A teacher, a heart, a key, Persian and Hindi.
        for whole in ["👩\u{200d}🏫", "❤\u{fe0f}\u{200d}🔥", "1\u{fe0f}⃣", "می\u{200c}خواهم", "क\u{94d}\u{200d}ष"] {
            assert_eq!(printable(whole), whole);
        }
        assert_eq!(printable("👩\u{200d}\u{200d}🏫"), "👩\u{fffd}\u{fffd}🏫", "a joiner joins two, and once");
        assert_eq!(unseen_escaped("{\n\"a\u{202e}\u{e0041}\"}"), "{\n\"a\\u202e\\udb40\\udc41\"}");
        assert_eq!(printable_lines("a\n\u{202e}b\r"), "a\n\u{fffd}b ");
    }
}
