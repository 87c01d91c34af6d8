//! Which kinds of link there are, and which way each one leans. The one table from fields to meanings: a field
//! that is not in it is a plain mention, so that no reference is ever lost.

use crate::model::{Collection, Edge};

/// Whether one of two linked things rests on the other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Nature {
    /// The upper would miss the base.
    Rests,
    /// Neither would.
    Beside,
}

/// A kind of link. The order is the order in which people read what something rests on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Relation {
    /// An outcome and a priority that pursues it.
    Pursued,
    /// An outcome and a competency that develops it.
    Developed,
    /// A priority and one below it.
    Child,
    /// A priority and its owner.
    Owned,
    /// A priority and its action.
    Action,
    /// An action and its A.
    Accountable,
    /// An action and an R.
    Responsible,
    /// A priority or action and a responsibility, shared duty or committee that serves it.
    Served,
    /// A shared duty and a responsibility that carries it.
    Carried,
    /// A responsibility and its role.
    WorkOf,
    /// An action and one that prepares it.
    Prepared,
    /// A priority and its measure.
    Measure,
    /// A measure and who collects it.
    Collected,
    /// A priority and a condition.
    Depends,
    /// A question and the assessment that answers it.
    Answered,
    /// A committee and its chair.
    Chaired,
    /// A committee and who has seats.
    Seated,
    /// A decision and who decides.
    Decided,
    /// A decision and who must agree.
    Agreed,
    /// A decision and who recommends.
    Recommended,
    /// A role and a unit in which it is held.
    Held,
    /// A role, duty or action and a competency it asks for.
    Requires,
    /// A competency and one that is a part of it.
    Includes,
    /// A competency and an offering that teaches it.
    Offering,
    /// A competency and evidence of it.
    Evidence,
    /// Evidence and who judges it.
    Judged,
    /// A competency and a unit in which somebody has shown it.
    Shown,
    /// A role and who coaches it.
    Coached,
    /// A role and who can step in.
    Backup,
    /// A role and who takes over.
    Handover,
    /// A role or action and the fund that pays for it.
    Paid,
    /// A role and a decision about one of its fields.
    Governed,
    /// A pathway and its rung.
    Rung,
    /// An action and who is consulted.
    Consulted,
    /// An action and who is informed.
    Informed,
    /// A decision and a committee that advises on it.
    Advised,
    /// A decision and who is heard.
    Heard,
    /// A decision and who is told of it.
    ToldOfDecision,
    /// Who reports to whom.
    Reports,
    /// What belongs to a unit.
    Place,
    /// An offering and a role that may take it.
    OpenTo,
    /// A competency and its scale.
    Scale,
    /// Two competencies.
    Related,
    /// A question people ask, or something to say, and what it is about.
    About,
    /// A priority and who tells people about it.
    Told,
    /// Anything and who reviewed it.
    Reviewed,
    /// A unit and a role whose description it changes.
    Changed,
    /// A unit and what it names in such a change.
    NamedInChange,
    /// Anything else.
    Named,
}

impl Relation {
    /// Which way it leans.
    pub fn nature(self) -> Nature {
        if self < Relation::Consulted { Nature::Rests } else { Nature::Beside }
    }

    /// What a reference means, and whether it is what is named that rests on what names it. `told` says that the
    /// reference stands in a note of who was told.
    pub(super) fn of(edge: &Edge, told: bool) -> (Relation, bool) {
        use Collection as C;
        use Relation as R;
        let plain = |relation| (relation, false);
        let turned = |relation| (relation, true);
        match (edge.from.collection(), edge.field) {
            (_, "by") => plain(if told { R::Told } else { R::Reviewed }),
            (C::Units, "parent") | (_, "place") => plain(R::Place),
            (C::Units, "staff") => turned(R::Held),
            (C::Units, "coached_by") => plain(R::Coached),
            (C::Units, "has") => turned(R::Shown),
            (C::Units, "overrides") => plain(R::Changed),
            (C::Units, _) => plain(R::NamedInChange),
            (_, "serves") => turned(R::Served),
            (_, "requires") => plain(R::Requires),
            (_, "funded_by") => plain(R::Paid),
            (_, "reports_to") => plain(R::Reports),
            (_, "about") => plain(R::About),
            (C::Roles, "duty") => turned(R::Carried),
            (C::Roles, "supported_by") => plain(R::Coached),
            (C::Roles, "roles") => turned(R::Coached),
            (C::Roles, "backup") => plain(R::Backup),
            (C::Roles, "handover_to") => plain(R::Handover),
            (C::Priorities, "parent") => turned(R::Child),
            (C::Priorities, "owner") => plain(R::Owned),
            (C::Priorities, "outcomes") => turned(R::Pursued),
            (C::Priorities, "depends_on") => plain(R::Depends),
            (C::Priorities, "collected_by") => plain(R::Collected),
            (C::Priorities, "builds_toward") => turned(R::Prepared),
            (C::Priorities, "A") => plain(R::Accountable),
            (C::Priorities, "R") => plain(R::Responsible),
            (C::Priorities, "C") => plain(R::Consulted),
            (C::Priorities, "I") => plain(R::Informed),
            (C::Competencies, "develops") => turned(R::Developed),
            (C::Competencies, "part_of") => turned(R::Includes),
            (C::Competencies, "related") => plain(R::Related),
            (C::Competencies, "scale") => plain(R::Scale),
            (C::Competencies, "open_to") => plain(R::OpenTo),
            (C::Competencies, "judged_by") => plain(R::Judged),
            (C::Pathways, "rungs") => plain(R::Rung),
            (C::Committees, "chair") => plain(R::Chaired),
            (C::Committees, "seats") => plain(R::Seated),
            (C::Committees, "decides") => turned(R::Decided),
            (C::Committees, "advises") => turned(R::Advised),
            (C::Decisions, "decider") => plain(R::Decided),
            (C::Decisions, "recommends") => plain(R::Recommended),
            (C::Decisions, "agrees") => plain(R::Agreed),
            (C::Decisions, "input") => plain(R::Heard),
            (C::Decisions, "informed") => plain(R::ToldOfDecision),
            (C::Decisions, "governs") => turned(R::Governed),
            _ => plain(R::Named),
        }
    }
}
