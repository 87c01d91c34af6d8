//! The arguments of `publish`.

use super::Look;
use clap::Args;
use std::path::PathBuf;

pub(super) const EXAMPLES: &str = "\
Examples:
  rolewright publish site --framework examples/riverbend
  rolewright publish site --framework my-school --link-base https://example.org/our/repository/blob/main

Open site/index.html: it needs no server and no network, so that it also works from a stick, and on GitHub Pages below
any address. Names of pages are those of the items and stay the same, so that links to them last.

The folder appears whole. Written again, its pages are replaced and those of items that are no longer there are removed;
a folder that holds anything else is left alone unless --force says otherwise, and even then only pages are touched.";

/// `publish`.
#[derive(Debug, Args)]
pub struct Publish {
    /// The folder to write: one that is not there yet, is empty, or holds pages that were published before
    #[arg(value_name = "DIR")]
    pub dir: PathBuf,
    /// The framework's folder
    #[arg(long, default_value = ".", value_name = "FOLDER")]
    pub framework: PathBuf,
    /// How the pages look
    #[command(flatten)]
    pub look: Look,
}
