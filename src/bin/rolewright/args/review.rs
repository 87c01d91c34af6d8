//! The arguments of `review`.

use clap::Args;
use jiff::civil::Date;
use std::path::PathBuf;

/// What the help ends with.
pub const REVIEW_EXAMPLES: &str = "\
Examples:
  rolewright review team-lead --by principal my-school
  rolewright review priorities/reading --by principal --on 2026-11-02 my-school

Only the field “reviewed” of that one item is written; every other character of its file stays as it is. Read the item first: a review says that somebody looked. Set the day of the next one yourself, with “review_by”. Nothing else in this program records a review.";

/// `review`.
#[derive(Debug, Args)]
pub struct Review {
    /// The item's address: [collection/]id
    pub item: String,
    /// The framework's folder
    #[arg(default_value = ".")]
    pub framework: PathBuf,
    /// The role that looked at it, such as principal
    #[arg(long, value_name = "ROLE")]
    pub by: String,
    /// The day it was looked at [default: the day of --as-of]
    #[arg(long, value_name = "DATE", value_parser = super::day::parse)]
    pub on: Option<Date>,
}
