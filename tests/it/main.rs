//! Every integration test, in one program.
#![allow(clippy::disallowed_methods, missing_docs, reason = "tests read and write folders of their own")]

mod bad_input;
mod goldens;
mod program;
mod readme;
mod rule_docs;
mod running;
mod support;
