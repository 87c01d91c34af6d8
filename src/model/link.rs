//! References: what is named elsewhere, where the name stands, and what it turned out to be.

use super::corpus::{Collection, Loc};
use super::decode::{Decoder, Value};
use super::tree::Node;
use super::{Plain, Shape};
use crate::text::{Piece, Span};
use std::marker::PhantomData;

/// How an address of some kind is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// `id` of an item.
    Item,
    /// `id` of an item, or `id/nested`.
    ItemOrNested,
    /// `id/nested`, or `nested` within the same item.
    Nested,
    /// `role`, or the code of a holder.
    RoleOrHolder,
    /// `role.field`.
    RoleField,
    /// Any address, the collection named or not.
    Anything,
}

/// What a reference may lead to.
#[derive(Debug)]
pub struct Target {
    /// In words, for messages: `a role`.
    pub words: &'static str,
    /// Where to look.
    pub collections: &'static [Collection],
    /// How the address is read.
    pub form: Form,
}

/// The kinds of target; one type each, so that a field's type says what it may name.
pub mod target {
    use super::{Collection as C, Form, Target};

    /// Says which [`Target`] a type stands for.
    pub trait To: Clone + std::fmt::Debug {
        /// The target.
        const TARGET: &'static Target;
    }

    macro_rules! targets {
        ($($(#[doc = $doc:literal])+ $name:ident $words:literal [$($collection:ident),+] $form:ident;)+) => {$(
            $(#[doc = $doc])+
            #[derive(Clone, Debug)]
            pub struct $name;
            impl To for $name {
                const TARGET: &'static Target =
                    &Target { words: $words, collections: &[$(C::$collection),+], form: Form::$form };
            }
        )+
            /// All of them.
            pub const ALL: &[&Target] = &[$($name::TARGET),+];
        };
    }

    targets! {
        /// A role.
        Role "a role" [Roles] Item;
        /// A role or a committee: whoever can decide or act.
        Actor "a role or a committee" [Roles, Committees] Item;
        /// A committee.
        Committee "a committee" [Committees] Item;
        /// A competency.
        Competency "a competency" [Competencies] Item;
        /// An outcome of the Portrait of a Learner.
        Outcome "an outcome" [Outcomes] Item;
        /// A duty that roles share.
        Duty "a duty" [Duties] Item;
        /// A priority.
        Priority "a priority" [Priorities] Item;
        /// A priority or one of its actions.
        Work "a priority, or priority/action" [Priorities] ItemOrNested;
        /// An action, of the same priority unless it says otherwise.
        Action "an action, or priority/action" [Priorities] Nested;
        /// A fund.
        Fund "a fund" [Funds] Item;
        /// A unit.
        Unit "a unit" [Units] Item;
        /// A decision.
        Decision "a decision" [Decisions] Item;
        /// An item of an assessment.
        AssessmentItem "assessment/item" [Assessments] ItemOrNested;
        /// A scale.
        Scale "a scale" [Scales] Item;
        /// A role, or the code of one of its holders.
        Coach "a role, or the code of a holder" [Roles] RoleOrHolder;
        /// A field of a role.
        RoleField "role.field" [Roles] RoleField;
        /// Whatever has an address.
        Anything "anything in the framework"
            [Roles, Committees, Priorities, Competencies, Outcomes, Duties, Decisions, Pathways, Units, Funds, Assessments, Scales, Faq, TalkingPoints] Anything;
    }
}

/// An address and what it leads to.
#[derive(Clone, Debug)]
pub struct Ref<K> {
    /// As written.
    pub text: Piece,
    /// Where.
    pub span: Span,
    /// What it leads to; absent where it leads nowhere (reported at `span`).
    pub to: Option<Loc>,
    kind: PhantomData<K>,
}

impl<K> Ref<K> {
    /// An address as written, not yet followed.
    pub fn new(text: impl Into<Piece>, span: Span) -> Self {
        Ref { text: text.into(), span, to: None, kind: PhantomData }
    }
}

impl<K> PartialEq for Ref<K> {
    fn eq(&self, other: &Self) -> bool {
        self.text == other.text
    }
}

/// A reference as a [`LinkVisitor`] sees it.
#[derive(Debug)]
pub struct RefSlot<'a> {
    /// The key it stands under.
    pub field: &'static str,
    /// As written.
    pub text: &'a str,
    /// Where.
    pub span: Span,
    /// What it may lead to.
    pub target: &'static Target,
    /// What it leads to: to be filled in.
    pub to: &'a mut Option<Loc>,
}

/// Walks over the references of an item, knowing which nested item it is in.
pub trait LinkVisitor {
    /// The walk goes into entry `index` of the map under `field`.
    fn enter(&mut self, field: &'static str, index: usize);
    /// The walk leaves it.
    fn leave(&mut self);
    /// A reference.
    fn reference(&mut self, slot: RefSlot<'_>);
}

impl<K: target::To> Value for Ref<K> {
    const SHAPE: Shape = Shape::Ref(K::TARGET);

    fn decode(node: Node<'_>, cx: &mut Decoder) -> Option<Self> {
        match node.scalar() {
            Some(text) if !text.is_empty() => Some(Ref::new(cx.piece(text), node.span())),
            _ => {
                cx.wrong_type(node, &Self::SHAPE);
                None
            }
        }
    }

    fn links(&mut self, field: &'static str, visitor: &mut dyn LinkVisitor) {
        visitor.reference(RefSlot { field, text: &self.text, span: self.span, target: K::TARGET, to: &mut self.to });
    }

    fn encode(&self) -> Plain {
        Plain::Text(self.text.to_string())
    }
}
