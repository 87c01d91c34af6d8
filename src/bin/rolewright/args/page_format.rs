//! The formats of reports that no spreadsheet would hold.

use clap::ValueEnum;

/// Formats of pages with questions or columns of their own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum PageFormat {
    /// For people, on a terminal
    Table,
    /// For documents
    Markdown,
    /// For programs, version 1
    Json,
    /// One page that needs nothing else: to read on a phone, to print, to send
    Html,
}
