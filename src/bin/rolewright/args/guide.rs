//! The arguments of `guide`.

use super::{Look, PageFormat};
use clap::Args;
use std::path::PathBuf;

pub(super) const EXAMPLES: &str = "\
Examples:
  rolewright guide examples/riverbend
  rolewright guide --unit confluence-middle examples/riverbend
  rolewright guide --format markdown --output questions.md my-school

Every question says why it is asked and what a good answer would change. Counts say how many of how many, with the
items and their lines; what is not known is named with the field that would tell.";

/// `guide`.
#[derive(Debug, Args)]
pub struct Guide {
    /// The framework's folder
    #[arg(default_value = ".")]
    pub framework: PathBuf,
    /// The form of the report
    #[arg(long, value_enum, default_value_t = PageFormat::Table)]
    pub format: PageFormat,
    /// For the team of this unit: what concerns it, and the roles and people in it or below it
    #[arg(long, value_name = "UNIT")]
    pub unit: Option<String>,
    /// How a page looks
    #[command(flatten)]
    pub look: Look,
}
