//! `rolewright.toml`: settings, not content.

use super::decode::{Decoder, Value};
use super::tree::{Kind, Node};
use super::{Choice, Day, Field, LinkVisitor, List, Map, Money, Number, Plain, RecordShape, Shape, Text};
use crate::text::Span;

choices! {
    /// How far a framework, or a unit's part in it, has come.
    Phase {
        /// Being designed: what is missing is advice.
        Design "design",
        /// Being tried.
        Pilot "pilot",
        /// In force.
        Active "active",
    }
}

/// What settings say about one rule: a level, or `off`, or a table with `level` and thresholds.
#[derive(Clone, Debug, PartialEq)]
pub struct RuleSetting {
    /// `off`, `error`, `warning` or `advice`.
    pub level: Option<Text>,
    /// Thresholds by name.
    pub limits: Map<Text, Number>,
}

const LEVEL: Shape = Shape::Choice(&["off", "error", "warning", "advice"]);
/// Its thresholds are not listed: each rule has its own.
const RULE_SETTING: RecordShape = RecordShape {
    name: "RuleSetting",
    doc: "What is changed about one rule: its level, and its thresholds by name.",
    fields: &[Field { name: "level", doc: "How grave its findings are; off for none.", required: false, shape: LEVEL }],
    is_item: false,
};

impl Value for RuleSetting {
    const SHAPE: Shape = Shape::OneOf(&[LEVEL, Shape::Open(&RULE_SETTING, &Shape::Number)]);

    fn decode(node: Node<'_>, cx: &mut Decoder) -> Option<Self> {
        if node.kind() != Kind::Map {
            return Some(RuleSetting { level: Some(Text::decode(node, cx)?), limits: Map::default() });
        }
        let mut level = None;
        let mut limits = Vec::new();
        for (key, value) in node.entries() {
            match cx.enter_field(key) {
                Some("level") => level = Text::decode(value, cx),
                Some(name) => {
                    let name = crate::text::Spanned::new(name.into(), key.span());
                    if let Some(number) = Number::decode(value, cx) {
                        limits.push((name, number));
                    }
                }
                None => {}
            }
        }
        Some(RuleSetting { level, limits: limits.into_iter().collect() })
    }

    fn links(&mut self, _: &'static str, _: &mut dyn LinkVisitor) {}

    fn encode(&self) -> Plain {
        let level = self.level.iter().map(|level| ("level".to_owned(), level.encode()));
        let limits = self.limits.iter().map(|limit| (limit.key.to_string(), limit.value.encode()));
        Plain::Map(level.chain(limits).collect())
    }
}

record! {
    /// A decision to leave a finding open.
    part Waiver {
        /// The rule it silences.
        (required) rule: Option<Text>,
        /// The item it is about; everything where nothing is said.
        item: Option<Text>,
        /// Why.
        (required) reason: Option<Text>,
        /// The role that decided.
        by: Option<Text>,
        /// The last day it holds.
        until: Option<Day>,
    }
}

record! {
    /// The settings of a framework.
    part Settings {
        /// What people call the framework.
        name: Option<Text>,
        /// The school year.
        year: Option<Text>,
        /// The first day of the plan.
        starts: Option<Day>,
        /// The last day of the plan.
        ends: Option<Day>,
        /// How far it has come; in design, what is missing is advice.
        phase: Option<Choice<Phase>>,
        /// The levels of the system, highest first; system, school, team, classroom where nothing is said.
        levels: List<Text>,
        /// The grades, lowest first, so that K-3 means something.
        grades: List<Text>,
        /// Contract hours a week.
        contract_hours: Option<Number>,
        /// Contract weeks a year.
        contract_weeks: Option<Number>,
        /// What one full position of release costs to replace, a year.
        replacement_salary: Option<Money>,
        /// The layers read as upstream: folders inside the same repository, or PATH@REVISION for one as git keeps it.
        extends: List<Text>,
        /// Levels and thresholds of rules.
        rules: Map<Text, RuleSetting>,
        /// Findings left open by decision.
        waivers: List<PlacedWaiver>,
    }
}

/// A waiver and where it is written.
#[derive(Clone, Debug)]
pub struct PlacedWaiver {
    /// What it says.
    pub waiver: Waiver,
    /// Where its rule is named, or where it begins.
    pub span: Span,
}

/// The same wherever it stands.
impl PartialEq for PlacedWaiver {
    fn eq(&self, other: &Self) -> bool {
        self.waiver == other.waiver
    }
}

impl Value for PlacedWaiver {
    const SHAPE: Shape = Waiver::SHAPE;

    fn decode(node: Node<'_>, cx: &mut Decoder) -> Option<Self> {
        let waiver = Waiver::decode(node, cx)?;
        let span = waiver.rule.as_ref().map_or(node.span(), |rule| rule.span);
        Some(PlacedWaiver { waiver, span })
    }

    fn encode(&self) -> Plain {
        self.waiver.encode()
    }
}

/// The levels of a framework that names none, highest first.
const USUAL_LEVELS: &[&str] = &["system", "school", "team", "classroom"];

impl Settings {
    /// The levels in force, highest first.
    pub fn level_names(&self) -> Vec<&str> {
        self.levels_in_force().collect()
    }

    /// How high a level stands, 0 the highest; absent where there is none of that name.
    pub fn level_rank(&self, level: &str) -> Option<usize> {
        self.levels_in_force().position(|known| known == level)
    }

    fn levels_in_force(&self) -> impl Iterator<Item = &str> {
        let usual = if self.levels.is_empty() { USUAL_LEVELS } else { &[] };
        usual.iter().copied().chain(self.levels.iter().map(|level| &*level.value))
    }
}
