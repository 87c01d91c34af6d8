//! Decisions: who decides what, and what is tight or loose.

use super::decode::{Decoder, Value};
use super::tree::{Kind, Node};
use super::{Choice, Day, List, Plain, Quantity, Ref, Shape, Text, target};

choices! {
    /// Whether a decision is held tightly or left to those below.
    Stance {
        /// Decided once for everyone.
        Tight "tight",
        /// Left to those nearer the work.
        Loose "loose",
    }
}

choices! {
    /// How far a decision has come.
    DecisionStatus {
        /// Still to be made.
        Open "open",
        /// Made.
        Decided "decided",
    }
}

choices! {
    /// What limits a decision from outside, in one word.
    ConstraintKind {
        /// Nothing.
        None "none",
        /// A policy.
        Policy "policy",
    }
}

record! {
    /// A labour agreement that limits a decision.
    part Agreement {
        /// Which one.
        (required) agreement: Option<Text>,
    }
}

/// What limits a decision from outside.
#[derive(Clone, Debug, PartialEq)]
pub enum Constraint {
    /// none or policy.
    Kind(Choice<ConstraintKind>),
    /// A labour agreement: changing what it governs needs the association's consent.
    Agreement(Agreement),
}

impl Value for Constraint {
    const SHAPE: Shape = Shape::OneOf(&[Shape::Choice(ConstraintKind::NAMES), Shape::Record(&Agreement::RECORD)]);

    fn decode(node: Node<'_>, cx: &mut Decoder) -> Option<Self> {
        match node.kind() {
            Kind::Map => Agreement::decode(node, cx).map(Constraint::Agreement),
            Kind::Scalar(_) => Choice::<ConstraintKind>::decode(node, cx).map(Constraint::Kind),
            Kind::List => {
                cx.wrong_type(node, &Self::SHAPE);
                None
            }
        }
    }

    fn encode(&self) -> Plain {
        match self {
            Constraint::Kind(kind) => kind.encode(),
            Constraint::Agreement(agreement) => agreement.encode(),
        }
    }
}

record! {
    /// How far a local choice may go.
    part Bounds {
        /// The least.
        min: Option<Quantity>,
        /// The most.
        max: Option<Quantity>,
        /// The only choices.
        choices: List<Text>,
    }
}

impl Bounds {
    /// As people say it: `30% to 50%`, `at most 8`, `morning, afternoon`.
    pub fn words(&self) -> String {
        let range = match (self.min, self.max) {
            (Some(min), Some(max)) => Some(format!("{} to {}", min.value, max.value)),
            (Some(min), None) => Some(format!("at least {}", min.value)),
            (None, Some(max)) => Some(format!("at most {}", max.value)),
            (None, None) => None,
        };
        let choices: Vec<&str> = self.choices.iter().map(|choice| &*choice.value).collect();
        let choices = (!choices.is_empty()).then(|| crate::text::excerpt(&choices.join(", "), 60));
        range.into_iter().chain(choices).collect::<Vec<_>>().join(", ")
    }
}

record! {
    /// A decision right: a question, who answers it, and who has a say.
    item Decision {
        /// What is to be decided.
        (required) question: Option<Text>,
        /// Held tightly, or left to those below.
        stance: Option<Choice<Stance>>,
        /// Where it is decided: one of the levels in rolewright.toml.
        level: Option<Text>,
        /// Who decides.
        decider: Option<Ref<target::Actor>>,
        /// Who recommends.
        recommends: List<Ref<target::Actor>>,
        /// Who must agree.
        agrees: List<Ref<target::Actor>>,
        /// Who is asked.
        input: List<Ref<target::Actor>>,
        /// Who is told.
        informed: List<Ref<target::Actor>>,
        /// The fields of roles it governs, as role.field.
        governs: List<Ref<target::RoleField>>,
        /// How far a local choice may go.
        bounds: Option<Bounds>,
        /// What limits it from outside.
        constraint: Option<Constraint>,
        /// When it can next be opened.
        opens_on: Option<Day>,
        /// How far it has come.
        status: Option<Choice<DecisionStatus>>,
        /// When it should be made.
        due: Option<Day>,
    }
}
