//! Assessments: readiness, needs, strengths and enabling conditions.

use super::{Choice, Day, EntryPoint, Flag, Id, Int, Map, Number, Ref, Text, target};

choices! {
    /// What is assessed.
    AssessmentKind {
        /// Whether people are ready.
        Readiness "readiness",
        /// What is needed.
        Need "need",
        /// What is strong already.
        Strength "strength",
        /// What must be in place.
        Condition "condition",
        /// Whether people know what is expected of them.
        RoleClarity "role-clarity",
    }
}

choices! {
    /// Whether a condition holds.
    ConditionStatus {
        /// It holds.
        InPlace "in-place",
        /// It holds in part.
        Partial "partial",
        /// It does not hold.
        Absent "absent",
    }
}

record! {
    /// The lowest and highest score possible.
    part ScoreRange {
        /// The lowest.
        (required) min: Option<Number>,
        /// The highest.
        (required) max: Option<Number>,
    }
}

record! {
    /// One question of an assessment and its answer.
    item AssessmentItem {
        /// What is asked.
        (required) asks: Option<Text>,
        /// What the question is about, so that questions can be averaged.
        dimension: Option<Text>,
        /// Where in the teaching job it belongs.
        entry_point: Option<Choice<EntryPoint>>,
        /// The answer as a number, within the range.
        score: Option<Number>,
        /// The answer for a condition.
        status: Option<Choice<ConditionStatus>>,
        /// Whether what is in place is put to use.
        leveraged: Option<Flag>,
        /// What people wrongly believe, as the answers show.
        misconception: Option<Text>,
    }
}

record! {
    /// A survey or review of how things stand.
    item Assessment {
        /// What people call it.
        (required) title: Option<Text>,
        /// What is assessed.
        kind: Option<Choice<AssessmentKind>>,
        /// The unit it was taken in.
        place: Option<Ref<target::Unit>>,
        /// When.
        taken: Option<Day>,
        /// The lowest and highest score possible.
        range: Option<ScoreRange>,
        /// How many answered.
        responses: Option<Int>,
        /// How many were asked.
        invited: Option<Int>,
        /// The questions.
        items: Map<Id, AssessmentItem>,
    }
}
