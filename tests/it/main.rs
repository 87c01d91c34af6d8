//! Every integration test, in one program.

mod allow;
mod baseline;
mod check_formats;
mod rule_docs;
mod support;
