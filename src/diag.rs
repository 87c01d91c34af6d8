//! What the tool can say: rules and their documentation, findings, thresholds, and the one policy
//! that decides what counts.
//!
//! Nothing here reads a framework: the floors below produce [`Finding`]s through a [`Reporter`],
//! and [`policy`] turns them into an [`Outcome`].

pub mod baseline;
mod finding;
pub mod policy;
mod reporter;
mod rule_docs;
mod rule_meta;
mod since;
pub mod structure;
mod threshold;

pub use finding::{Allow, Answers, Finding, Level, NotAssessed, Related, Status};
pub use policy::{Outcome, Policy, Summary, WaiverTerms};
pub use reporter::{Limits, Reporter};
pub use rule_docs::{Example, RuleDocs};
pub use rule_meta::{Case, Group, RuleMeta};
pub use since::Since;
pub use threshold::{Standing, Threshold};
