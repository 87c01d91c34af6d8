//! Every integration test, in one program.

mod rule_docs;
mod support;
