//! What the line looks like at which a reader stumbles: the likelier mistake shows there.

/// Whether a word and a colon begin the line, with the value right behind them.
pub(super) fn colon_without_space(text: &str, at: usize) -> bool {
    let line = line_of(text, at).trim();
    line.split_once(':').is_some_and(|(key, rest)| {
        !key.is_empty()
            && key.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'-'))
            && !rest.is_empty()
            && !rest.starts_with([' ', '/'])
    })
}

/// Whether the line has quotes that YAML takes for letters.
pub(super) fn has_curly_quotes(text: &str, at: usize) -> bool {
    line_of(text, at).contains(['“', '”', '„'])
}

fn line_of(text: &str, at: usize) -> &str {
    let start = text[..at].rfind('\n').map_or(0, |n| n + 1);
    text[start..].lines().next().unwrap_or("")
}

/// How long the line is that leads to `at`, without its indentation.
pub(super) fn characters_before(text: &str, at: usize) -> usize {
    let start = text[..at].rfind('\n').map_or(0, |n| n + 1);
    text[start..at].trim_start().chars().count()
}

/// Whether the text being read began on an earlier line, so that indentation is the likelier mistake.
pub(super) fn follows_indented_text(text: &str, at: usize) -> bool {
    let start = text[..at].rfind('\n').map_or(0, |n| n + 1);
    let line = &text[start..at];
    !line.trim_start().contains(": ") && line.starts_with(' ')
}
