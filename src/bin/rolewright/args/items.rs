//! The arguments of `list`, and the formats that `show` shares with it.

use clap::{Args, ValueEnum};
use std::path::PathBuf;

/// Formats of `list` and `show`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum ItemFormat {
    /// For people, on a terminal
    Table,
    /// For programs, version 1
    Json,
    /// As a framework file would hold it
    Yaml,
}

/// `list`.
#[derive(Debug, Args)]
pub struct List {
    /// A collection, such as roles; all where it is left out
    pub collection: Option<String>,
    /// The framework's folder [default: .]
    pub framework: Option<PathBuf>,
    /// The form of the report
    #[arg(long, value_enum, default_value_t = ItemFormat::Table)]
    pub format: ItemFormat,
}
