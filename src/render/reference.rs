//! The reference documentation of the language, from the same shapes that the decoder reads.

use super::{Column, Document, Table};
use crate::model::{Collection, Common, Field, RecordShape, Settings, Shape};

/// Every collection, every field, and the settings.
pub fn language() -> Document {
    let mut document = Document::default();
    document.heading(1, "The framework language");
    document.paragraph(
        "A framework is a folder: rolewright.toml at its root, and any number of .yaml files anywhere below it. Each file is a map whose keys are the collections below; each collection is a map from ids to items. Ids are lower-case slugs, unique in their collection; roles and committees share one space.",
    );
    document.paragraph("An address is written [collection/]id[/nested][.field], for example team-lead, foundational-reading/weekly-cycle or team-lead.release. Fields marked * are required. A field left out means “not stated”, never zero.");
    let mut seen = Vec::new();
    for &collection in Collection::ALL {
        document.heading(2, collection.name());
        document.paragraph(collection.doc().trim());
        match collection.shape() {
            Shape::Record(record) => describe(record, &mut document, &mut seen),
            other => document.paragraph(format!("Each item is {}.", other.words())),
        }
    }
    document.heading(2, "Every item");
    document.paragraph("Whatever has an id may also say:");
    document.table(fields(&Common::RECORD));
    nested(&Common::RECORD, &mut document, &mut seen);
    document.heading(2, "rolewright.toml");
    describe(&Settings::RECORD, &mut document, &mut seen);
    document
}

/// The fields of a record, then those of the records inside it that were not shown before.
fn describe(record: &'static RecordShape, document: &mut Document, seen: &mut Vec<&'static str>) {
    document.table(fields(record));
    nested(record, document, seen);
}

fn nested(record: &'static RecordShape, document: &mut Document, seen: &mut Vec<&'static str>) {
    for field in record.fields {
        for inner in records_in(&field.shape) {
            if !seen.contains(&inner.name) {
                seen.push(inner.name);
                document.heading(3, format!("{} ({})", field.name, one_line(inner.doc).trim_end_matches('.')));
                describe(inner, document, seen);
            }
        }
    }
}

fn records_in(shape: &Shape) -> Vec<&'static RecordShape> {
    match shape {
        Shape::Record(record) | Shape::Open(record, _) => vec![record],
        Shape::List(one) => records_in(one),
        Shape::Map(_, value) => records_in(value),
        Shape::OneOf(shapes) => shapes.iter().flat_map(records_in).collect(),
        _ => Vec::new(),
    }
}

fn fields(record: &RecordShape) -> Table {
    let mut table = Table::new(vec![Column::text("field"), Column::text("holds"), Column::text("meaning")]);
    for field in record.fields {
        table.row([name(field), field.shape.words(), one_line(field.doc)]);
    }
    table
}

fn name(field: &Field) -> String {
    if field.required { format!("{} *", field.name) } else { field.name.to_owned() }
}

fn one_line(doc: &str) -> String {
    doc.split_whitespace().collect::<Vec<_>>().join(" ")
}
