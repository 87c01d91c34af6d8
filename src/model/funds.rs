//! Funds: what pays.

use super::{Choice, Day, Flag, Money, Text};

choices! {
    /// How long the money lasts.
    FundKind {
        /// Every year.
        Recurring "recurring",
        /// Until the grant ends.
        Grant "grant",
        /// Once.
        OneTime "one-time",
    }
}

choices! {
    /// Where the money comes from.
    Origin {
        /// It was there for this.
        Existing "existing",
        /// It was there for something else.
        Reallocated "reallocated",
        /// It is new.
        New "new",
    }
}

record! {
    /// Money that pays for roles and actions.
    item Fund {
        /// What people call it.
        (required) title: Option<Text>,
        /// How long it lasts.
        kind: Option<Choice<FundKind>>,
        /// Where it comes from.
        origin: Option<Choice<Origin>>,
        /// How much, a year.
        amount: Option<Money>,
        /// When it ends.
        ends: Option<Day>,
        /// Whether it promises that what it pays, less what that saves, nets to zero.
        neutral: Option<Flag>,
    }
}
