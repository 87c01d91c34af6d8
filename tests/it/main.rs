//! Every integration test, in one program.

mod allow;
mod baseline;
mod rule_docs;
mod support;
