//! What `org` takes.

use clap::{Args, ValueEnum};
use std::path::PathBuf;

/// Formats of the organisation chart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum ChartFormat {
    /// For people, on a terminal
    Tree,
    /// A Mermaid flowchart
    Mermaid,
    /// For Graphviz
    Dot,
    /// For programs, version 1
    Json,
}

/// `org`.
#[derive(Debug, Args)]
pub struct Org {
    /// The framework's folder
    #[arg(default_value = ".")]
    pub framework: PathBuf,
    /// The form of the chart
    #[arg(long, value_enum, default_value_t = ChartFormat::Tree)]
    pub format: ChartFormat,
    /// Only this unit, those below it, and the line above it
    #[arg(long, value_name = "UNIT")]
    pub unit: Option<String>,
}
