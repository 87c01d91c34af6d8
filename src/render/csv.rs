//! A document's tables as CSV: each with its header, an empty line between two.

use super::{Document, Table};
use std::io::{self, Write};

/// Writes every table.
pub fn write(document: &Document, out: &mut dyn Write) -> io::Result<()> {
    for (at, table) in document.tables().enumerate() {
        if at > 0 {
            writeln!(out)?;
        }
        write_table(table, out)?;
    }
    Ok(())
}

fn write_table(table: &Table, out: &mut dyn Write) -> io::Result<()> {
    let mut writer = csv::Writer::from_writer(out);
    writer.write_record(table.columns.iter().map(|column| inert(&column.name)))?;
    for row in &table.rows {
        writer.write_record(row.iter().map(|cell| inert(cell)))?;
    }
    writer.flush()
}

/// A cell that a spreadsheet would take for a formula gets an apostrophe, so that a stranger's title cannot run
/// anything: one that begins, after blanks, with `=`, `+`, `-` or `@`, in their wide forms too, and is no number.
/// Control characters, tabs among them, become visible or blanks.
fn inert(cell: &str) -> String {
    let safe = crate::text::printable(cell);
    let begins = safe.trim_start().starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠']);
    let number = safe.parse::<f64>().is_ok_and(f64::is_finite);
    if begins && !number && safe.trim().chars().count() > 1 { format!("'{safe}") } else { safe.into_owned() }
}

#[cfg(test)]
mod tests {
    use crate::render::{Column, Document, Table};

    #[test]
    fn cells_are_quoted_and_inert() {
        let mut table = Table::new(vec![Column::text("a"), Column::text("b")]);
        table.row(["=1+1", "x, \"y\""]);
        table.row(["-3", "-"]);
        let mut document = Document::default();
        document.table(table);
        let mut out = Vec::new();
        super::write(&document, &mut out).expect("memory can be written to");
        for (cell, kept) in
            [("@SUM(1)", "'@SUM(1)"), ("\t=1", "' =1"), ("-inf", "'-inf"), ("＝1", "'＝1"), ("+1.5", "+1.5"), ("– a", "– a")]
        {
            assert_eq!(super::inert(cell), kept);
        }
        assert_eq!(String::from_utf8_lossy(&out), "a,b\n'=1+1,\"x, \"\"y\"\"\"\n-3,-\n");
    }
}
