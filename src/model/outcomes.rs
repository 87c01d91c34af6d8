//! Outcomes: the Portrait of a Learner.

use super::Text;

record! {
    /// Something every learner should leave with.
    item Outcome {
        /// What people call it.
        (required) title: Option<Text>,
        /// What it means, in a sentence.
        statement: Option<Text>,
    }
}
