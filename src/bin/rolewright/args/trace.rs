//! The arguments of `trace`.

use clap::{Args, ValueEnum};
use std::path::PathBuf;

/// Formats of `trace`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum TraceFormat {
    /// For people, on a terminal
    Tree,
    /// For documents
    Markdown,
    /// For programs, version 1
    Json,
    /// A Mermaid flowchart, drawn by GitHub and many editors; not with --impact
    Mermaid,
}

/// `trace`.
#[derive(Debug, Args)]
pub struct Trace {
    /// The item's address: [collection/]id, or id/nested
    pub item: String,
    /// The framework's folder
    #[arg(default_value = ".")]
    pub framework: PathBuf,
    /// The form of the report
    #[arg(long, value_enum, default_value_t = TraceFormat::Tree)]
    pub format: TraceFormat,
    /// ITEM is a role: what would stop if nobody held it, and what would go on because somebody else can do it
    #[arg(long, conflicts_with_all = ["to", "depth"])]
    pub impact: bool,
    /// Only the branches that lead to WHERE, by the fewest steps: a level such as classroom, or a collection such as roles
    #[arg(long, value_name = "WHERE")]
    pub to: Option<String>,
    /// How many steps to go [default: as many as give a readable page; 4 with --to]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u8).range(1..=20))]
    pub depth: Option<u8>,
}
