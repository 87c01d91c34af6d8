//! Competencies: what an educator can do, observably, and how people learn and show it.

use super::{Choice, Id, List, Map, Number, Ref, Text, target};

choices! {
    /// The field of practice a competency belongs to.
    Domain {
        /// What is taught.
        Content "content",
        /// How it is taught.
        Pedagogy "pedagogy",
        /// Teaching adults.
        AdultLearning "adult-learning",
        /// Leading people and work.
        Leadership "leadership",
        /// The climate that people work in.
        Culture "culture",
    }
}

choices! {
    /// How something is learnt.
    OfferingKind {
        /// A practice to try.
        Strategy "strategy",
        /// A course.
        Course "course",
        /// Coaching.
        Coaching "coaching",
        /// A micro-credential.
        MicroCredential "micro-credential",
        /// A residency.
        Residency "residency",
    }
}

choices! {
    /// Whether learning happens once or goes on.
    OfferingMode {
        /// Once.
        OneOff "one-off",
        /// Over time.
        Ongoing "ongoing",
    }
}

choices! {
    /// Inside the system, or from outside.
    Source {
        /// The system's own.
        Internal "internal",
        /// A partner's.
        Partner "partner",
    }
}

choices! {
    /// The five uses of a competency in a career.
    TalentUse {
        /// Hiring.
        Recruitment "recruitment",
        /// Starting.
        Onboarding "onboarding",
        /// Getting better at the work.
        Learning "learning",
        /// Moving on.
        Growth "growth",
        /// Being judged.
        Evaluation "evaluation",
    }
}

record! {
    /// One way to learn a competency.
    item Offering {
        /// What people call it.
        (required) title: Option<Text>,
        /// What kind of learning it is.
        (required) kind: Option<Choice<OfferingKind>>,
        /// Once, or over time.
        mode: Option<Choice<OfferingMode>>,
        /// The level of proficiency it leads to.
        reaches: Option<Text>,
        /// How many hours it takes.
        hours: Option<Number>,
        /// The roles that may take it; everyone where nothing is said.
        open_to: List<Ref<target::Role>>,
        /// Who gives it.
        provider: Option<Choice<Source>>,
    }
}

record! {
    /// One way to show a competency.
    item Evidence {
        /// What is shown.
        (required) artefact: Option<Text>,
        /// The level of proficiency it shows.
        at: Option<Text>,
        /// The role that judges it.
        judged_by: Option<Ref<target::Role>>,
    }
}

record! {
    /// Something an educator can do, so that another can see it.
    item Competency {
        /// What people call it.
        (required) title: Option<Text>,
        /// The field of practice it belongs to.
        domain: Option<Choice<Domain>>,
        /// What it means, in a sentence.
        statement: Option<Text>,
        /// The learner outcomes it serves.
        develops: List<Ref<target::Outcome>>,
        /// The wider competency it is a part of.
        part_of: Option<Ref<target::Competency>>,
        /// Other competencies and how they relate to it.
        related: Map<Ref<target::Competency>, Text>,
        /// The scale its levels are on; the only scale where nothing is said.
        scale: Option<Ref<target::Scale>>,
        /// What is seen at each level of proficiency.
        indicators: Map<Text, List<Text>>,
        /// How people learn it.
        offerings: Map<Id, Offering>,
        /// How people show it.
        evidence: Map<Id, Evidence>,
        /// Where in a career it is used.
        used_in: List<Choice<TalentUse>>,
    }
}
