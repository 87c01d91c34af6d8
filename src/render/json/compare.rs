//! The JSON of `compare`, version 1.

use super::indicators::rounded;
use crate::audit::side_by_side::{Cell, Section, SideBySide};
use serde_json::{Value, json};

/// `compare`.
pub fn compare(comparison: &SideBySide, as_of: jiff::civil::Date) -> Value {
    let heads = comparison.heads.iter().map(|head| json!({"name": head.name, "title": head.title}));
    json!({
        "version": 1,
        "as_of": as_of.to_string(),
        "of": comparison.of,
        "columns": heads.collect::<Vec<_>>(),
        "sections": comparison.sections.iter().map(section).collect::<Vec<_>>(),
    })
}

fn section(section: &Section) -> Value {
    let rows = section.rows.iter().map(|row| json!({"row": row.label, "cells": row.cells.iter().map(cell).collect::<Vec<_>>()}));
    json!({"section": section.title, "about": section.about, "rows": rows.collect::<Vec<_>>(), "notes": section.notes})
}

fn cell(cell: &Cell) -> Value {
    json!({
        "said": cell.said,
        "value": cell.value.map(rounded),
        "numerator": cell.parts.map(|parts| rounded(parts.numerator)),
        "denominator": cell.parts.map(|parts| rounded(parts.denominator)),
        "no_value_because": cell.because,
    })
}
