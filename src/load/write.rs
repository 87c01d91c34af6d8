//! Items back into YAML, in the order of the documentation.

use crate::model::Plain;

/// Writes a value as block-style YAML, ending in a line break.
pub fn to_yaml(value: &Plain) -> String {
    // Writing plain values to a string has no way to fail; an empty text would show in every test.
    serde_yaml::to_string(value).unwrap_or_default()
}
