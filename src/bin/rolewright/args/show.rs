//! The arguments of `show`.

use super::ItemFormat;
use clap::Args;
use std::path::PathBuf;

/// What the help ends with.
pub const SHOW_EXAMPLES: &str = "\
Examples:
  rolewright show team-lead examples/riverbend
  rolewright show priorities/read-to-learn examples/riverbend
  rolewright show team-lead --effective --unit riverbend-high examples/riverbend

An address is written [collection/]id.";

/// `show`.
#[derive(Debug, Args)]
pub struct Show {
    /// The item's address: [collection/]id
    pub item: String,
    /// The framework's folder
    #[arg(default_value = ".")]
    pub framework: PathBuf,
    /// ITEM is a role: show it as --unit has it, with where each value comes from and what is not lawful
    #[arg(long, requires = "unit")]
    pub effective: bool,
    /// The unit for --effective, such as a school
    #[arg(long, value_name = "UNIT", requires = "effective")]
    pub unit: Option<String>,
    /// The form of the report
    #[arg(long, value_enum, default_value_t = ItemFormat::Table)]
    pub format: ItemFormat,
}
