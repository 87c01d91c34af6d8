//! Roles: who does what.

use super::{Choice, Day, Flag, Id, Int, List, Map, Money, Number, Percent, Ref, Requires, Source, Text, UnitKind, target};

choices! {
    /// The family of jobs a role belongs to; "teacher" is a family, not a title.
    Family {
        /// Teaches.
        Teacher "teacher",
        /// Teaches, and leads other teachers.
        TeacherLeader "teacher-leader",
        /// Helps others get better at teaching.
        Coach "coach",
        /// Leads a school.
        SchoolLeader "school-leader",
        /// Leads in the system.
        SystemLeader "system-leader",
        /// Makes the work of others possible.
        Support "support",
        /// Comes from outside.
        Partner "partner",
    }
}

choices! {
    /// What happens in a routine.
    RoutineKind {
        /// One adult with another.
        OneOnOne "one-on-one",
        /// Watching teaching.
        Observation "observation",
        /// The team works together.
        TeamTime "team-time",
        /// One step of a learning cycle.
        LearningCycle "learning-cycle",
        /// Preparing.
        Planning "planning",
        /// Judging performance.
        Evaluation "evaluation",
        /// The leadership team meets.
        LeadershipMeeting "leadership-meeting",
    }
}

choices! {
    /// How often a routine happens within its week.
    Per {
        /// Once for every person coached.
        Person "person",
        /// Once for the team.
        Team "team",
        /// Once.
        Once "once",
    }
}

record! {
    /// One thing a role is responsible for: in its own words, or a shared duty.
    item Responsibility {
        /// What is done, starting with a verb.
        does: Option<Text>,
        /// The shared duty this is, instead of “does”.
        duty: Option<Ref<target::Duty>>,
        /// The outcome another person could observe.
        so_that: Option<Text>,
        /// The priorities or actions it serves.
        serves: List<Ref<target::Work>>,
        /// Its share of contract time; teaching is counted apart.
        share: Option<Percent>,
        /// Whether it is meant to be shared with another role.
        shared: Option<Flag>,
        /// Whether it stands whatever the year's priorities.
        core: Option<Flag>,
    }
}

record! {
    /// Whom a role coaches, and how many.
    part Coaches {
        /// The roles it coaches.
        (required) roles: List<Ref<target::Role>>,
        /// The fewest people.
        min: Option<Int>,
        /// The most people.
        max: Option<Int>,
    }
}

record! {
    /// Something a role does every week or so, with the time it takes.
    item Routine {
        /// What happens in it.
        (required) kind: Option<Choice<RoutineKind>>,
        /// Minutes each time.
        minutes: Option<Number>,
        /// Times a week; 0.5 is every other week.
        per_week: Option<Number>,
        /// Once for every person, once for the team, or once; once where nothing is said.
        per: Option<Choice<Per>>,
        /// The form that is used.
        template: Option<Text>,
        /// An example of it done well.
        exemplar: Option<Text>,
    }
}

record! {
    /// A job as the system describes it, whoever holds it.
    item Role {
        /// What people call it.
        (required) title: Option<Text>,
        /// Where it works: one of the levels in rolewright.toml.
        level: Option<Text>,
        /// The family of jobs it belongs to.
        family: Option<Choice<Family>>,
        /// What it is for, in a sentence.
        purpose: Option<Text>,
        /// The role it reports to.
        reports_to: Option<Ref<target::Role>>,
        /// The roles that coach it.
        supported_by: List<Ref<target::Role>>,
        /// The system, or a partner.
        employer: Option<Choice<Source>>,
        /// When it ends, if it does.
        ends: Option<Day>,
        /// Who takes its work over when it ends.
        handover_to: Option<Ref<target::Role>>,
        /// The share of contract time spent teaching.
        teaching: Option<Percent>,
        /// The share of contract time set free for leading.
        release: Option<Percent>,
        /// What it is responsible for.
        responsibilities: Map<Id, Responsibility>,
        /// What its holder needs to be able to do.
        requires: Option<Requires>,
        /// Whom it coaches.
        coaches: Option<Coaches>,
        /// What it does every week or so.
        routines: Map<Id, Routine>,
        /// What each holder is paid on top, a year.
        stipend: Option<Money>,
        /// What pays for its stipend and release.
        funded_by: Option<Ref<target::Fund>>,
        /// The role that can step in.
        backup: Option<Ref<target::Role>>,
        /// How holders are chosen.
        selection: List<Text>,
        /// The kinds of unit that must each have one.
        required_in: List<Choice<UnitKind>>,
        /// The school year its description was last fitted to.
        calibrated_for: Option<Text>,
    }
}
