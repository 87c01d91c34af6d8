//! Committees: groups that decide, advise or run.

use super::{Choice, Day, Flag, Int, List, Map, Number, Percent, Ref, Text, target};

choices! {
    /// What kind of group it is.
    CommitteeKind {
        /// An instructional leadership team.
        Ilt "ilt",
        /// A professional learning community.
        Plc "plc",
        /// A standing committee.
        Standing "standing",
        /// For one purpose and a limited time.
        AdHoc "ad-hoc",
        /// People in the same role.
        RoleAlike "role-alike",
        /// A department.
        Department "department",
        /// A council.
        Council "council",
    }
}

choices! {
    /// How a group comes to a decision.
    DecidesBy {
        /// Everyone can live with it.
        Consensus "consensus",
        /// More than half.
        Majority "majority",
        /// The chair, having listened.
        Chair "chair",
    }
}

record! {
    /// One kind of meeting and the time it takes.
    part Meeting {
        /// Times a month.
        (required) per_month: Option<Number>,
        /// Minutes each time.
        (required) minutes: Option<Number>,
        /// What it is for.
        what: Option<Text>,
    }
}

record! {
    /// A group that decides, advises or runs something.
    item Committee {
        /// What people call it.
        (required) title: Option<Text>,
        /// What kind of group it is.
        kind: Option<Choice<CommitteeKind>>,
        /// Where it works: one of the levels in rolewright.toml.
        level: Option<Text>,
        /// The unit it belongs to.
        place: Option<Ref<target::Unit>>,
        /// What it is for, in a sentence.
        purpose: Option<Text>,
        /// Whether teachers lead it.
        teacher_led: Option<Flag>,
        /// The role in the chair.
        chair: Option<Ref<target::Role>>,
        /// How many seats each role has.
        seats: Map<Ref<target::Role>, Int>,
        /// The decisions it makes.
        decides: List<Ref<target::Decision>>,
        /// The decisions it advises on.
        advises: List<Ref<target::Decision>>,
        /// The priorities or actions it serves.
        serves: List<Ref<target::Work>>,
        /// When it meets, one kind of meeting or several.
        meets: List<Meeting>,
        /// How it comes to a decision.
        decides_by: Option<Choice<DecidesBy>>,
        /// The share of seats that must be filled to decide.
        quorum: Option<Percent>,
        /// When it ends.
        ends: Option<Day>,
        /// What must be true for it to end.
        ends_when: Option<Text>,
        /// Whom it reports to.
        reports_to: Option<Ref<target::Actor>>,
    }
}
