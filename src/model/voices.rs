//! What people ask and what leaders say: FAQ and talking points.

use super::{List, Ref, Text, target};

record! {
    /// A question people ask, and its answer.
    item Question {
        /// The question.
        (required) asks: Option<Text>,
        /// The answer.
        (required) answer: Option<Text>,
        /// What it is about.
        about: List<Ref<target::Anything>>,
    }
}

record! {
    /// Something to say, and to whom.
    item TalkingPoint {
        /// What to say.
        (required) says: Option<Text>,
        /// What it is about.
        about: List<Ref<target::Anything>>,
        /// Who should hear it.
        audience = "for": Option<Text>,
    }
}
