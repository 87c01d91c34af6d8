//! Pathways: how a career grows.

use super::{List, Ref, Text, target};

record! {
    /// How a career grows, rung by rung. Two pathways that share rungs are a fork.
    item Pathway {
        /// What people call it.
        (required) title: Option<Text>,
        /// Roles, lowest first.
        (required) rungs: List<Ref<target::Role>>,
    }
}
