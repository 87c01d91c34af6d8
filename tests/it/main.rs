//! Every integration test, in one program.

mod allow;
mod rule_docs;
mod support;
