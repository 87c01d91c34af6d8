//! Values into bytes: terminal, table, Markdown, HTML, CSV, JSON. Decides nothing: what is printed was decided above.
//!
//! Reports and tables are built once as a [`Document`]; small walkers turn it into each format, so that
//! formats cannot disagree. Text from files is escaped by the walkers, never by those who build documents.

pub mod csv;
mod document;
pub mod dot;
pub mod findings;
pub mod html;
pub mod json;
pub mod markdown;
pub mod mermaid;
pub mod reference;
pub mod schema;
mod steps;
pub mod terminal;

pub use document::{Block, Column, Document, Drawn, Joint, Reference, Row, Step, Table};

/// A relative path as an address: what would end it or mean something else is written in percent.
fn address(path: &str) -> String {
    use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};
    const APART: &AsciiSet = &CONTROLS.add(b' ').add(b'"').add(b'#').add(b'%').add(b'<').add(b'>').add(b'?').add(b'`').add(b'\\').add(b':');
    utf8_percent_encode(path, APART).to_string()
}
