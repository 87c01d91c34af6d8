//! What a rule is, before it looks at anything: its name, its group, its cases and its page.

use super::{Level, RuleDocs, Threshold};

/// The part of the catalogue a rule belongs to, in the order people read it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Group {
    /// The files cannot be read as they were meant.
    Structure,
    /// Priorities and roles do not tell the same story.
    Alignment,
    /// Who answers for what (RACI).
    Accountability,
    /// Time, release and span.
    Load,
    /// What people need to be able to do, and how they learn it.
    Competencies,
    /// Groups that decide, advise or run.
    Committees,
    /// Decision rights, tight and loose.
    Decisions,
    /// What breaks when one person or partner leaves.
    Resilience,
    /// How a career grows.
    Pathways,
    /// What pays for it.
    Money,
    /// What has gone stale.
    Freshness,
    /// Words that hide the work.
    Language,
    /// Places and people that nobody covers.
    Coverage,
    /// Whether the ground is prepared.
    Readiness,
}

impl Group {
    /// Every group, in reading order.
    pub const ALL: [Group; 14] = [
        Group::Structure,
        Group::Alignment,
        Group::Accountability,
        Group::Load,
        Group::Competencies,
        Group::Committees,
        Group::Decisions,
        Group::Resilience,
        Group::Pathways,
        Group::Money,
        Group::Freshness,
        Group::Language,
        Group::Coverage,
        Group::Readiness,
    ];

    /// The word for it in tables, JSON and documentation.
    pub fn name(self) -> &'static str {
        match self {
            Group::Structure => "structure",
            Group::Alignment => "alignment",
            Group::Accountability => "accountability",
            Group::Load => "load",
            Group::Competencies => "competencies",
            Group::Committees => "committees",
            Group::Decisions => "decisions",
            Group::Resilience => "resilience",
            Group::Pathways => "pathways",
            Group::Money => "money",
            Group::Freshness => "freshness",
            Group::Language => "language",
            Group::Coverage => "coverage",
            Group::Readiness => "readiness",
        }
    }

    /// What a gap of this group harms, as a heading in a report.
    pub fn harm(self) -> &'static str {
        match self {
            Group::Structure => "The files themselves",
            Group::Alignment => "Priorities that may not be carried",
            Group::Accountability => "Nobody, or too many, to answer for the work",
            Group::Load => "People with more work than time",
            Group::Competencies => "People asked for what they were not helped to learn",
            Group::Committees => "Groups that cannot decide well",
            Group::Decisions => "Unclear decision rights",
            Group::Resilience => "Work that rests on one person or partner",
            Group::Pathways => "Careers that do not grow",
            Group::Money => "Work without lasting money",
            Group::Freshness => "Descriptions that may be out of date",
            Group::Language => "Words that hide the work",
            Group::Coverage => "Places and people nobody covers",
            Group::Readiness => "Ground that is not prepared",
        }
    }
}

/// One way a rule can be broken, with its own gravity.
#[derive(Debug)]
pub struct Case {
    /// Kebab-case name, unique within the rule.
    pub name: &'static str,
    /// How grave it is unless settings say otherwise.
    pub level: Level,
    /// Whether it is about something left out rather than something wrong: such warnings are
    /// advice while a framework is in its `design` phase.
    pub completeness: bool,
}

impl Case {
    /// A case that says something is wrong.
    pub const fn new(name: &'static str, level: Level) -> Self {
        Case { name, level, completeness: false }
    }

    /// A case that says something is missing.
    pub const fn missing(name: &'static str, level: Level) -> Self {
        Case { name, level, completeness: true }
    }
}

/// Everything that is known about a rule without running it. One `static` each.
#[derive(Debug)]
pub struct RuleMeta {
    /// Kebab-case name: what people write in settings, waivers and comments, and what `explain` takes.
    pub id: &'static str,
    /// Where it stands in the catalogue.
    pub group: Group,
    /// One line: when it fires.
    pub summary: &'static str,
    /// The rule's page, see [`RuleDocs`].
    pub docs: &'static str,
    /// How it can be broken; at least one, the first being the usual one.
    pub cases: &'static [Case],
    /// The numbers it judges by.
    pub thresholds: &'static [Threshold],
    /// The version that brought it.
    pub since: &'static str,
}

impl RuleMeta {
    /// The case of that name.
    ///
    /// # Panics
    /// When the rule has no such case: a mistake in the rule, which its examples would reveal.
    pub fn case(&'static self, name: &str) -> &'static Case {
        self.cases.iter().find(|case| case.name == name).unwrap_or_else(|| panic!("rule {} has no case {name}", self.id))
    }

    /// The page, taken apart.
    pub fn pages(&self) -> RuleDocs<'static> {
        RuleDocs::parse(self.docs)
    }

    /// The gravest level any of its cases has.
    pub fn gravest(&self) -> Level {
        self.cases.iter().map(|case| case.level).max().unwrap_or(Level::Advice)
    }
}
