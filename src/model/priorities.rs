//! Priorities: what this year is for, how it is measured, and who acts.

use super::{Choice, Day, Id, List, Map, Money, Number, Ref, Requires, Source, Text, target};

choices! {
    /// How far a priority has come.
    PriorityStatus {
        /// Being written.
        Draft "draft",
        /// In force.
        Active "active",
        /// Over.
        Done "done",
    }
}

choices! {
    /// Where a change in the teaching job can begin.
    EntryPoint {
        /// Who becomes a teacher.
        DiversifyWorkforce "diversify-workforce",
        /// The first years.
        DevelopRookies "develop-rookies",
        /// Making the core job sustainable.
        SustainCoreJob "sustain-core-job",
        /// Teaching itself.
        ImproveInstruction "improve-instruction",
        /// Pay.
        StrengthenCompensation "strengthen-compensation",
    }
}

choices! {
    /// When a measure can move.
    MeasureHorizon {
        /// Within weeks.
        Short "short",
        /// Within a year or more.
        Long "long",
    }
}

choices! {
    /// Which way is good.
    Better {
        /// More.
        Higher "higher",
        /// Less.
        Lower "lower",
    }
}

choices! {
    /// How often a measure is read.
    Every {
        /// Each week.
        Week "week",
        /// Each month.
        Month "month",
        /// Each quarter.
        Quarter "quarter",
        /// Each term.
        Term "term",
        /// Each year.
        Year "year",
    }
}

choices! {
    /// Do now, or build toward.
    ActionHorizon {
        /// This year.
        Now "now",
        /// To build toward.
        Build "build",
    }
}

choices! {
    /// How far an action has come.
    ActionStatus {
        /// Not begun.
        Planned "planned",
        /// Begun.
        UnderWay "under-way",
        /// Finished.
        Done "done",
    }
}

record! {
    /// If leaders do this, teachers will do that, and students will.
    part TheoryOfAction {
        /// What leaders do.
        leaders: Option<Text>,
        /// What teachers then do.
        teachers: Option<Text>,
        /// What students then do.
        students: Option<Text>,
    }
}

record! {
    /// How progress is seen.
    item Measure {
        /// What people call it.
        (required) title: Option<Text>,
        /// Whether it moves within weeks or over a year.
        (required) horizon: Option<Choice<MeasureHorizon>>,
        /// What the numbers count: percent, points, count, days …
        counted_in: Option<Text>,
        /// Which way is good; from the baseline to the last target where nothing is said.
        better: Option<Choice<Better>>,
        /// Where it stood at the start; leave it out where it is not yet known.
        baseline: Option<Number>,
        /// Where it should be by “due”.
        target: Option<Number>,
        /// The day of the target.
        due: Option<Day>,
        /// Several targets, by date.
        targets: Map<Day, Number>,
        /// When it was agreed to measure this.
        defined_on: Option<Day>,
        /// Where the data comes from.
        from: Option<Text>,
        /// The role that collects it.
        collected_by: Option<Ref<target::Role>>,
        /// How often it is read.
        every: Option<Choice<Every>>,
        /// What was read, by date.
        readings: Map<Day, Number>,
    }
}

record! {
    /// Who answers for an action (A), does it (R), is consulted (C) and informed (I).
    part Raci {
        /// The one who answers for it.
        accountable = "A": List<Ref<target::Actor>>,
        /// Those who do it.
        responsible = "R": List<Ref<target::Actor>>,
        /// Those who are asked beforehand.
        consulted = "C": List<Ref<target::Actor>>,
        /// Those who are told.
        informed = "I": List<Ref<target::Actor>>,
    }
}

record! {
    /// Something that is done for a priority.
    item Action {
        /// What people call it.
        (required) title: Option<Text>,
        /// Where it happens: one of the levels in rolewright.toml.
        level: Option<Text>,
        /// Do now, or build toward.
        horizon: Option<Choice<ActionHorizon>>,
        /// The action it prepares.
        builds_toward: Option<Ref<target::Action>>,
        /// The system itself, or a partner.
        delivered_by: Option<Choice<Source>>,
        /// Who answers for it, does it, is consulted and informed.
        raci: Option<Raci>,
        /// What those who do it need to be able to do.
        requires: Option<Requires>,
        /// What it costs a year.
        cost: Option<Money>,
        /// What it saves a year.
        saves: Option<Money>,
        /// What pays for it.
        funded_by: Option<Ref<target::Fund>>,
        /// When it should be done.
        due: Option<Day>,
        /// How far it has come.
        status: Option<Choice<ActionStatus>>,
    }
}

record! {
    /// That an audience was told.
    part Told {
        /// When.
        on: Option<Day>,
        /// By which role.
        by: Option<Ref<target::Role>>,
        /// How.
        how: Option<Text>,
    }
}

record! {
    /// What this year is for.
    item Priority {
        /// What people call it.
        (required) title: Option<Text>,
        /// How far it has come; draft where nothing is said.
        status: Option<Choice<PriorityStatus>>,
        /// Where it is set: one of the levels in rolewright.toml.
        level: Option<Text>,
        /// The unit it belongs to.
        place: Option<Ref<target::Unit>>,
        /// The wider priority it serves.
        parent: Option<Ref<target::Priority>>,
        /// The role that answers for it.
        owner: Option<Ref<target::Role>>,
        /// How much it counts beside the others, above 0.
        weight: Option<Number>,
        /// When it starts.
        starts: Option<Day>,
        /// When it ends.
        ends: Option<Day>,
        /// Root causes.
        why: List<Text>,
        /// What success will look like.
        success: Option<Text>,
        /// If leaders, then teachers, then students.
        theory_of_action: Option<TheoryOfAction>,
        /// The learner outcomes it pursues.
        outcomes: List<Ref<target::Outcome>>,
        /// Where in the teaching job the change begins.
        entry_point: Option<Choice<EntryPoint>>,
        /// Who has a stake in it.
        stakeholders: List<Text>,
        /// The conditions it depends on, as assessment/item.
        depends_on: List<Ref<target::AssessmentItem>>,
        /// The grades it is for.
        grades: List<Text>,
        /// The subjects it is for.
        subjects: List<Text>,
        /// Where it stands in the plan it comes from.
        plan_ref: Option<Text>,
        /// How progress is seen.
        measures: Map<Id, Measure>,
        /// What is done.
        actions: Map<Id, Action>,
        /// Who has been told, before it starts.
        told: Map<Text, Told>,
    }
}

impl Priority {
    /// Whether it is in force.
    pub fn is_active(&self) -> bool {
        self.status.is_some_and(|status| status.value == PriorityStatus::Active)
    }
}

impl Raci {
    /// Every letter with the actors it is given to, in the order A, R, C, I.
    pub fn letters(&self) -> [(char, &List<Ref<target::Actor>>); 4] {
        [('A', &self.accountable), ('R', &self.responsible), ('C', &self.consulted), ('I', &self.informed)]
    }
}
