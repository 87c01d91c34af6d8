//! Items back into YAML, in the order of the documentation.

use crate::model::Plain;

/// Characters at which the writer, which follows an older edition of YAML than the reader, would break lines.
const OLD_BREAKS: [char; 3] = ['\u{85}', '\u{2028}', '\u{2029}'];

/// Writes a value as block-style YAML, ending in a line break.
pub fn to_yaml(value: &Plain) -> String {
    let yaml = write(value);
    if !yaml.contains(OLD_BREAKS) {
        return yaml;
    }
    // Within double quotes they are escaped, and a control character brings those about. It must not be
    // found anywhere else, so that it can be taken out again.
    let escape = |mark: char| format!("\\x{:02X}", mark as u32);
    let mark = ('\u{80}'..='\u{84}').find(|&mark| !yaml.contains(&escape(mark))).unwrap_or('\u{80}');
    write(&marked(value, mark)).replace(&escape(mark), "")
}

fn write(value: &Plain) -> String {
    // Writing plain values to a string has no way to fail; an empty text would show in every test.
    serde_yaml::to_string(value).unwrap_or_default()
}

/// The same value with `mark` at the end of every text that must stand in double quotes.
fn marked(value: &Plain, mark: char) -> Plain {
    let text = |text: &str| if text.contains(OLD_BREAKS) { format!("{text}{mark}") } else { text.to_owned() };
    match value {
        Plain::Text(said) => Plain::Text(text(said)),
        Plain::List(values) => Plain::List(values.iter().map(|value| marked(value, mark)).collect()),
        Plain::Map(entries) => Plain::Map(entries.iter().map(|(key, value)| (text(key), marked(value, mark))).collect()),
        other => other.clone(),
    }
}
