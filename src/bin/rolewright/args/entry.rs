//! The arguments of `entry`.

use super::{Look, PageFormat};
use clap::Args;
use std::path::PathBuf;

pub(super) const EXAMPLES: &str = "\
Examples:
  rolewright entry examples/granite
  rolewright entry --unit quarry-school examples/granite
  rolewright entry --format markdown --output entry-points.md my-school

It reads assessments of kind need, strength and condition whose questions name an entry_point, and the priorities
that name one. The three factors stand side by side: which of them counts most is for the people who decide.";

/// `entry`.
#[derive(Debug, Args)]
pub struct Entry {
    /// The framework's folder
    #[arg(default_value = ".")]
    pub framework: PathBuf,
    /// The form of the report
    #[arg(long, value_enum, default_value_t = PageFormat::Table)]
    pub format: PageFormat,
    /// Only what is placed in this unit, below it, above it or nowhere
    #[arg(long, value_name = "UNIT")]
    pub unit: Option<String>,
    /// How a page looks
    #[command(flatten)]
    pub look: Look,
}
