//! Rolewright: role frameworks as code.
//!
//! School systems describe who does what, what each role needs to be able to do, and what this year is for.
//! Rolewright reads such a framework from plain YAML, validates it, analyses its alignment and its gaps, and
//! prints tables and reports. This page is the map of the house.
//!
//! # The picture
//!
//! Data goes one way:
//!
//! ```text
//! disk or git → Sources → (Corpus, findings) → Facts → rules → policy → Audit → Document → terminal, Markdown, CSV, JSON
//!        load      load                 analysis rules   diag     audit   report     render
//! ```
//!
//! # The floors
//!
//! Each floor uses only those above it in this list; a test holds it to that.
//!
//! | floor | what lives there |
//! |---|---|
//! | [`text`] | files in memory, places in them, all line and column arithmetic; exact numbers, and the one place that rounds them |
//! | [`diag`] | what the tool can say: rules' metadata and pages, findings, thresholds, the one policy |
//! | [`model`] | the framework as typed, immutable values with places; one collection per file |
//! | [`load`] | files into a [`model::Corpus`]; the only reader of disk and git, the only place that knows YAML |
//! | [`analysis`] | a corpus into facts that rules, indicators and reports share |
//! | [`rules`] | facts into findings; one rule is one `.rs` and one `.md` |
//! | [`audit`] | everything together: [`audit::Audit`], ranked gaps and drafts that close them, the alignment of roles and priorities, the indicators, what rests on what, two states compared |
//! | [`render`] | values into bytes; decides nothing |
//! | [`report`] | what each table and report says, as a [`render::Document`] |
//!
//! The program (`src/bin/rolewright`) stands on all of them and nothing here can name it.
//!
//! # Where do I…
//!
//! * **add a rule?** `src/rules/<rule>.rs` and `src/rules/<rule>.md`, then its two lines in `src/rules.rs`. The
//!   examples in its page are its tests.
//! * **add an indicator?** Its formula in `src/analysis/indicators`, its words and its page in `src/audit/indicators`.
//! * **add a field?** In the `record!` of its collection, `src/model/<collection>.rs`. Decoder, writer, JSON
//!   Schema and reference documentation follow from that line.
//! * **add a format?** A walker over [`render::Document`] in `src/render`, and its name in the program's `args.rs`.
//! * **add a page to the site?** What it is about in `src/report/site.rs`, what it says in `src/report/site/`; what stands
//!   around pages is `src/render/html/site.rs`, and the folder they are written to `src/bin/rolewright/folder.rs`.
//! * **add a command?** `src/bin/rolewright/commands/<command>.rs` and its arguments in `args.rs`.
//! * **change a message?** In the rule that says it; messages of shape are in `src/model/decode.rs` and `src/load`.
//!
//! # Invariants
//!
//! * The core reads no disk and no git (but for [`load::read`]), no clock, no environment. The day is a value.
//! * Problems in user data are findings, never `Err`; one broken file hides nothing in the others.
//! * Every finding has a place, or names the file that has none.
//! * Same input, same bytes out: sorted, no hash order, no absolute paths.
//! * Input comes from strangers: budgets on size, depth and aliases; no panic; links are not followed; text
//!   from files is escaped in every format.
#![recursion_limit = "256"]

pub mod analysis;
pub mod audit;
pub mod diag;
pub mod load;
pub mod model;
pub mod render;
pub mod report;
pub mod rules;
pub mod text;
