//! The arguments of `align`.

use super::{Look, TableFormat};
use clap::{Args, ValueEnum};
use std::path::PathBuf;

/// `align`.
#[derive(Debug, Args)]
pub struct Align {
    /// The framework's folder
    #[arg(default_value = ".")]
    pub framework: PathBuf,
    /// The form of the report
    #[arg(long, value_enum, default_value_t = TableFormat::Table)]
    pub format: TableFormat,
    /// Show draft and finished priorities too
    #[arg(long)]
    pub all: bool,
    /// Which picture to draw
    #[arg(long, value_enum, default_value_t = Matrix::Work, value_name = "MATRIX")]
    pub matrix: Matrix,
    /// Break the indicators down
    #[arg(long, value_enum, value_name = "BY")]
    pub by: Option<ByArg>,
    /// Only roles and committees at these levels
    #[arg(long, value_delimiter = ',', value_name = "LEVEL")]
    pub level: Vec<String>,
    /// Only roles staffed in these units or below them, and committees placed there
    #[arg(long, value_delimiter = ',', value_name = "UNIT")]
    pub unit: Vec<String>,
    /// Only roles of these families (committees have none)
    #[arg(long, value_delimiter = ',', value_name = "FAMILY")]
    pub family: Vec<String>,
    /// Only these priorities, whatever their status
    #[arg(long, value_delimiter = ',', value_name = "PRIORITY")]
    pub priority: Vec<String>,
    /// How a page looks
    #[command(flatten)]
    pub look: Look,
}

/// The pictures of `align`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Matrix {
    /// Roles and committees × priorities, the chains and the indicators
    Work,
    /// Decisions: tight or loose × levels
    Decisions,
    /// Competencies × recruitment, onboarding, learning, growth, evaluation
    Talent,
    /// Roles × committees
    Committees,
}

/// What indicators are broken down by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum ByArg {
    /// The school; where there are not several, the unit itself
    Unit,
    /// The level
    Level,
    /// The family of roles
    Family,
}
