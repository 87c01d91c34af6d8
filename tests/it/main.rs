//! Every integration test, in one program.
#![allow(clippy::disallowed_methods, clippy::disallowed_macros, missing_docs, reason = "tests read and write folders of their own")]

mod allow;
mod bad_input;
mod baseline;
mod changes;
mod check_formats;
mod ci;
mod compare;
mod counted_by_hand;
mod differences;
mod entry;
mod gaps;
mod goldens;
mod guide;
mod indicators;
mod language;
mod layers;
mod load_by_hand;
mod org;
mod pages;
mod program;
mod readme;
mod review;
mod revisions;
mod round_trip;
mod rule_docs;
mod running;
mod scratch;
mod spans;
mod support;
mod tidy;
mod trace;
mod widths;
