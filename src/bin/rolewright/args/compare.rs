//! The arguments of `compare`.

use super::{Look, PageFormat};
use clap::Args;
use std::path::PathBuf;

pub(super) const EXAMPLES: &str = "\
Examples:
  rolewright compare confluence-middle riverbend-high --framework examples/riverbend
  rolewright compare team-arroyo team-bluff team-canyon --framework examples/mesa-teams
  rolewright compare --folders examples/granite examples/summit
  rolewright compare --format markdown --output schools.md ledge-school quarry-school --framework examples/granite

Each NAME is a unit of the framework; with --folders, the folder of a framework. The columns stand in the order asked
for, and nothing is ranked.";

/// `compare`.
#[derive(Debug, Args)]
pub struct Compare {
    /// Two or more units of the framework; with --folders, folders of frameworks
    #[arg(required = true, num_args = 2.., value_name = "NAME")]
    pub names: Vec<String>,
    /// The framework that the units are in
    #[arg(long, default_value = ".", value_name = "FOLDER", conflicts_with = "folders")]
    pub framework: PathBuf,
    /// The names are folders of frameworks
    #[arg(long)]
    pub folders: bool,
    /// The form of the report
    #[arg(long, value_enum, default_value_t = PageFormat::Table)]
    pub format: PageFormat,
    /// How a page looks
    #[command(flatten)]
    pub look: Look,
}
