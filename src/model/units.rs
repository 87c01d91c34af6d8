//! Units: the system, its schools and its teams, and who is in them.

use super::decode::{Decoder, Value};
use super::tree::{Kind, Node};
use super::{Choice, Day, Id, Int, LinkVisitor, List, Map, Number, Percent, Phase, Plain, Ref, Role, Shape, Text, target};
use crate::text::Span;

choices! {
    /// What kind of unit it is.
    UnitKind {
        /// The whole system.
        System "system",
        /// Some of its schools.
        Network "network",
        /// A school.
        School "school",
        /// A team.
        Team "team",
    }
}

record! {
    /// One person in a role, by a code that is not a name.
    item Holder {
        /// The share of a full position; above 1 only where the position itself is.
        fte: Option<Number>,
        /// Competencies shown, and at which level.
        has: Map<Ref<target::Competency>, Text>,
        /// The first day.
        starts: Option<Day>,
        /// The last day.
        ends: Option<Day>,
    }
}

record! {
    /// How a role is staffed in a unit, in the long form.
    part StaffingDetail {
        /// How many people.
        count: Option<Int>,
        /// How many full positions.
        fte: Option<Number>,
        /// The role or holder that coaches them.
        coached_by: Option<Ref<target::Coach>>,
        /// The people, by code.
        holders: Map<Id, Holder>,
    }
}

/// How a role is staffed in a unit: a head count, or the long form.
#[derive(Clone, Debug)]
pub struct Staffing {
    /// What was stated.
    pub detail: StaffingDetail,
    /// Where.
    pub span: Span,
}

/// The same wherever it stands.
impl PartialEq for Staffing {
    fn eq(&self, other: &Self) -> bool {
        self.detail == other.detail
    }
}

impl Value for Staffing {
    const SHAPE: Shape = Shape::OneOf(&[Shape::Int, Shape::Record(&StaffingDetail::RECORD)]);

    fn decode(node: Node<'_>, cx: &mut Decoder) -> Option<Self> {
        let span = node.span();
        if node.kind() == Kind::Map {
            return StaffingDetail::decode(node, cx).map(|detail| Staffing { detail, span });
        }
        let count = Int::decode(node, cx)?;
        Some(Staffing { detail: StaffingDetail { count: Some(count), ..StaffingDetail::default() }, span })
    }

    fn links(&mut self, field: &'static str, visitor: &mut dyn LinkVisitor) {
        self.detail.links(field, visitor);
    }

    fn encode(&self) -> Plain {
        match self.detail.count {
            Some(count) if self.detail == (StaffingDetail { count: Some(count), ..StaffingDetail::default() }) => count.encode(),
            _ => self.detail.encode(),
        }
    }
}

/// Some fields of a role, said again for one unit.
#[derive(Clone, Debug)]
pub struct Override {
    /// The fields that are said again; the others are absent.
    pub role: Box<Role>,
    /// Their keys as written, with their places.
    pub fields: Box<[Text]>,
}

/// The same wherever its keys stand, and in whichever order.
impl PartialEq for Override {
    fn eq(&self, other: &Self) -> bool {
        self.role == other.role
    }
}

impl Value for Override {
    const SHAPE: Shape = Shape::Partial(&Role::RECORD);

    fn decode(node: Node<'_>, cx: &mut Decoder) -> Option<Self> {
        let role = cx.partially(|cx| Role::decode(node, cx))?;
        let keys = node.entries().filter_map(|(key, _)| Some(crate::text::Spanned::new(key.scalar()?.into(), key.span())));
        Some(Override { role: Box::new(role), fields: keys.collect() })
    }

    fn links(&mut self, field: &'static str, visitor: &mut dyn LinkVisitor) {
        self.role.links(field, visitor);
    }

    fn encode(&self) -> Plain {
        self.role.encode()
    }
}

record! {
    /// The system, one of its schools, or a team.
    item Unit {
        /// What people call it.
        (required) title: Option<Text>,
        /// What kind of unit it is.
        (required) kind: Option<Choice<UnitKind>>,
        /// The unit it belongs to.
        parent: Option<Ref<target::Unit>>,
        /// The grades it teaches.
        grades: List<Text>,
        /// The subjects it teaches.
        subjects: List<Text>,
        /// How many learners.
        learners: Option<Int>,
        /// How many teachers in their first years.
        novices: Option<Int>,
        /// The share of learners in greatest need, as the system counts it.
        need: Option<Percent>,
        /// Whether the work here is being designed, piloted or in force.
        phase: Option<Choice<Phase>>,
        /// Who works here.
        staff: Map<Ref<target::Role>, Staffing>,
        /// Local changes to roles, where a decision leaves that field loose.
        overrides: Map<Ref<target::Role>, Override>,
    }
}
