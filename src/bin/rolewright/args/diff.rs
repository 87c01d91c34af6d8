//! The arguments of `diff`.

use super::TextFormat;
use clap::Args;
use std::path::PathBuf;

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
    #[arg(long, value_enum, default_value_t = TextFormat::Human)]
    pub format: TextFormat,
}
