//! Duties: work that several roles share, written once.

use super::{List, Ref, Requires, Text, target};

record! {
    /// Work that several roles share.
    item Duty {
        /// What is done, starting with a verb.
        (required) does: Option<Text>,
        /// The outcome another person could observe.
        so_that: Option<Text>,
        /// The priorities or actions it serves.
        serves: List<Ref<target::Work>>,
        /// The competencies it asks for.
        requires: Option<Requires>,
    }
}
