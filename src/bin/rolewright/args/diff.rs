//! The arguments of `diff`.

use super::Look;
use clap::{Args, ValueEnum};
use std::path::PathBuf;

/// Formats of a change.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum DiffFormat {
    /// For people, on a terminal
    Human,
    /// For documents
    Markdown,
    /// For programs, version 1
    Json,
    /// One page that needs nothing else: to read on a phone, to print, to send
    Html,
}

/// `diff`.
#[derive(Debug, Args)]
pub struct Diff {
    /// The state before: a commit, branch or tag, :index, or a range A..B or A...B
    pub base: String,
    /// The state after; the files as they are where it is left out
    pub head: Option<String>,
    /// The framework's folder [default: .]
    pub framework: Option<PathBuf>,
    /// What changes for one role
    #[arg(long, value_name = "ROLE")]
    pub role: Option<String>,
    /// The form of the report
    #[arg(long, value_enum, default_value_t = DiffFormat::Human)]
    pub format: DiffFormat,
    /// How a page looks
    #[command(flatten)]
    pub look: Look,
}
