//! What `load` takes.

use super::{Look, TableFormat};
use clap::Args;
use std::path::PathBuf;

/// `load`.
#[derive(Debug, Args)]
pub struct Load {
    /// The framework's folder
    #[arg(default_value = ".")]
    pub framework: PathBuf,
    /// The form of the report
    #[arg(long, value_enum, default_value_t = TableFormat::Table)]
    pub format: TableFormat,
    /// Only this unit and those below it
    #[arg(long, value_name = "UNIT")]
    pub unit: Option<String>,
    /// Only this role
    #[arg(long, value_name = "ROLE")]
    pub role: Option<String>,
    /// How a page looks
    #[command(flatten)]
    pub look: Look,
}
