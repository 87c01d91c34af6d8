//! Items back into YAML, in the order of the documentation.

use crate::model::Plain;

/// Whether the writer would put a character down as it is although nobody sees it, or, following an older edition of
/// YAML than the reader, break the line there.
fn is_unseen(c: char) -> bool {
    !matches!(c, '\n' | '\r' | '\t') && crate::text::is_unseen(c)
}

/// Writes a value as block-style YAML, ending in a line break.
pub fn to_yaml(value: &Plain) -> String {
    let yaml = write(value);
    if !yaml.contains(is_unseen) {
        return yaml;
    }
    // Within double quotes they can be escaped, and a control character brings those about. It must not be
    // found anywhere else, so that it can be taken out again.
    let escape = |mark: char| format!("\\x{:02X}", mark as u32);
    let mark = ('\u{80}'..='\u{84}').find(|&mark| !yaml.contains(&escape(mark))).unwrap_or('\u{80}');
    let quoted = write(&marked(value, mark)).replace(&escape(mark), "");
    let escaped = |c: char| if c > '\u{ffff}' { format!("\\U{:08X}", u32::from(c)) } else { format!("\\u{:04X}", u32::from(c)) };
    let mut said = String::with_capacity(quoted.len());
    for c in quoted.chars() {
        if is_unseen(c) { said.push_str(&escaped(c)) } else { said.push(c) }
    }
    said
}

fn write(value: &Plain) -> String {
    // Writing plain values to a string has no way to fail; an empty text would show in every test.
    serde_yaml::to_string(value).unwrap_or_default()
}

/// The same value with `mark` at the end of every text that must stand in double quotes.
fn marked(value: &Plain, mark: char) -> Plain {
    let text = |text: &str| if text.contains(is_unseen) { format!("{text}{mark}") } else { text.to_owned() };
    match value {
        Plain::Text(said) => Plain::Text(text(said)),
        Plain::List(values) => Plain::List(values.iter().map(|value| marked(value, mark)).collect()),
        Plain::Map(entries) => Plain::Map(entries.iter().map(|(key, value)| (text(key), marked(value, mark))).collect()),
        other => other.clone(),
    }
}
