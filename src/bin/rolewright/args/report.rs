//! The arguments of `report`, and how pages of HTML look.

use clap::{Args, Subcommand, ValueEnum};
use std::path::PathBuf;

/// `report`.
#[derive(Debug, Args)]
pub struct Report {
    /// Which document
    #[command(subcommand)]
    pub which: ReportKind,
}

/// The documents.
#[derive(Debug, Subcommand)]
pub enum ReportKind {
    /// The alignment audit, for a consultant to hand over after light editing
    #[command(
        after_help = "Examples:\n  rolewright report audit examples/riverbend --output audit.md\n  rolewright report audit examples/riverbend --format html --output audit.html"
    )]
    Audit(AuditReport),
}

/// Formats of documents.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum DocumentFormat {
    /// A Markdown document
    Markdown,
    /// One page that needs nothing else: to read on a phone, to print, to send
    Html,
    /// For people, on a terminal
    Table,
}

/// How pages of HTML look.
#[derive(Clone, Debug, Default, Args)]
pub struct Look {
    /// With --format html: make places in files links to URL/PATH#L12, such as https://example.org/our/repository/blob/main
    #[arg(long, value_name = "URL")]
    pub link_base: Option<String>,
    /// With --format html: take page.html, style.css or script.js from DIR instead of the built-in ones
    #[arg(long, value_name = "DIR")]
    pub template: Option<PathBuf>,
}

/// `report audit`.
#[derive(Debug, Args)]
pub struct AuditReport {
    /// The framework's folder
    #[arg(default_value = ".")]
    pub framework: PathBuf,
    /// The form of the document
    #[arg(long, value_enum, default_value_t = DocumentFormat::Markdown)]
    pub format: DocumentFormat,
    /// How a page looks
    #[command(flatten)]
    pub look: Look,
}
