//! The arguments of `report`: its documents.

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
    #[command(after_help = "Example:\n  rolewright report audit examples/riverbend --output audit.md")]
    Audit(AuditReport),
    /// A comment for whoever reviews a change: what changed, what it brings, who must approve
    #[command(
        after_help = "Example:\n  rolewright report pr --base origin/main examples/riverbend --output comment.md\n\nThe first line is a hidden mark that stays the same, so that a program can find its comment and replace it. It stays under GitHub's limit and says what it cut."
    )]
    Pr(PrReport),
}

/// Formats of documents.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum DocumentFormat {
    /// A Markdown document
    Markdown,
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
}

/// `report pr`.
#[derive(Debug, Args)]
pub struct PrReport {
    /// The framework's folder
    #[arg(default_value = ".")]
    pub framework: PathBuf,
    /// Where the change began: a commit, branch or tag; what was done there since is left aside
    #[arg(long, value_name = "REV")]
    pub base: String,
    /// The state after; the files as they are where it is left out
    #[arg(long, value_name = "REV")]
    pub head: Option<String>,
    /// The form of the document
    #[arg(long, value_enum, default_value_t = DocumentFormat::Markdown)]
    pub format: DocumentFormat,
}
