//! What is a role in one unit? Each field as it holds there, and who said so: the role, or the nearest unit that may.
//!
//! What a unit says without being free to is kept apart, with the reason. Knows no files and no words.

use super::Facts;
use super::decision_rights::{DecisionRights, Local, Unlawful, Verdict, said};
use crate::model::{Collection, Loc, Plain, Role};

/// The field whose parts are decided one by one.
pub const IN_PARTS: &str = "coaches";

/// A role as a unit has it.
#[derive(Debug)]
pub struct Effective {
    /// The role, as a position in the corpus.
    pub role: usize,
    /// The unit.
    pub unit: usize,
    /// The units above it, the nearest first.
    pub above: Vec<usize>,
    /// Every field that is stated, in the order of the documentation.
    pub fields: Vec<Field>,
    /// What the unit, or one above it, says in vain; from the top down.
    pub refused: Vec<Refused>,
}

/// One field as it holds there.
#[derive(Debug)]
pub struct Field {
    /// Its name, as `governs` would have it: `release`, `coaches.max`.
    pub name: String,
    /// What holds.
    pub value: Plain,
    /// The unit that says so; absent where the role does.
    pub by: Option<Change>,
}

/// A change that a unit may make.
#[derive(Debug)]
pub struct Change {
    /// What it says, and where.
    pub local: Local,
    /// The decision that leaves the field loose; absent where the unit only keeps to the role.
    pub decision: Option<usize>,
    /// Whether the bounds of the decision are of another kind than the value.
    pub is_unclear: bool,
}

/// A change that a unit may not make.
#[derive(Debug)]
pub struct Refused {
    /// What it says, and where.
    pub local: Local,
    /// Why it does not hold.
    pub why: Unlawful,
}

impl Effective {
    /// Works it out.
    pub fn of(facts: &Facts<'_>, rights: &DecisionRights<'_>, role: usize, unit: usize) -> Self {
        let line: Vec<usize> = facts.people.line(unit).collect();
        let base = facts.corpus.encode(Loc::item(Collection::Roles, role));
        let mut known = Effective { role, unit, above: line[1..].to_vec(), fields: fields(base), refused: Vec::new() };
        let all: Vec<Local> = said(facts.corpus).into_iter().filter(|local| local.role == role).collect();
        // From the top down, so that the nearest unit has the last word.
        for unit in line.into_iter().rev() {
            for local in all.iter().filter(|local| local.unit == unit) {
                known.take(local.clone(), rights);
            }
        }
        known.fields.sort_by_key(|field| place(&field.name));
        known
    }

    fn take(&mut self, local: Local, rights: &DecisionRights<'_>) {
        let verdict = rights.judge(&local);
        if let Verdict::Unlawful(why) = verdict {
            return self.refused.push(Refused { local, why });
        }
        let decision = if local.repeats { None } else { rights.loose(&local) };
        let (name, value) = (local.field.clone(), local.value.clone());
        let field = Field { name, value, by: Some(Change { local, decision, is_unclear: matches!(verdict, Verdict::Unclear(_)) }) };
        match self.fields.iter_mut().find(|known| known.name == field.name) {
            Some(known) => *known = field,
            None => self.fields.push(field),
        }
    }

    /// The value of a field, if it is stated.
    pub fn value(&self, name: &str) -> Option<&Plain> {
        self.fields.iter().find(|field| field.name == name).map(|field| &field.value)
    }

    /// The role as a file would hold it.
    pub fn whole(&self) -> Plain {
        let mut entries: Vec<(String, Plain)> = Vec::new();
        for Field { name, value, .. } in &self.fields {
            match (name.split_once('.'), entries.last_mut()) {
                (None, _) => entries.push((name.clone(), value.clone())),
                (Some((whole, part)), Some((last, Plain::Map(parts)))) if last == whole => parts.push((part.to_owned(), value.clone())),
                (Some((whole, part)), _) => entries.push((whole.to_owned(), Plain::Map(vec![(part.to_owned(), value.clone())]))),
            }
        }
        Plain::Map(entries)
    }
}

/// The fields of a role as it states them.
fn fields(role: Plain) -> Vec<Field> {
    let Plain::Map(entries) = role else { return Vec::new() };
    let parts = |(name, value): (String, Plain)| match value {
        Plain::Map(parts) if name == IN_PARTS => parts.into_iter().map(|(part, value)| (format!("{name}.{part}"), value)).collect(),
        value => vec![(name, value)],
    };
    entries.into_iter().flat_map(parts).map(|(name, value)| Field { name, value, by: None }).collect()
}

/// Where a field stands in the documentation; fields that any item may have come last.
fn place(name: &str) -> (usize, usize) {
    let (whole, part) = name.split_once('.').unwrap_or((name, ""));
    let at = Role::RECORD.fields.iter().position(|field| field.name == whole).unwrap_or(usize::MAX);
    (at, ["roles", "min", "max"].iter().position(|known| *known == part).unwrap_or(0))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::load::{Sources, load};

    const FRAMEWORK: &str = "\
roles:
  lead: {title: Lead, release: 25%, coaches: {roles: lead, max: 6}, note: Ours}
decisions:
  time: {question: How much?, stance: loose, governs: [lead.release, lead.coaches.max], bounds: {min: 10%, max: 50%}}
  pay: {question: What?, stance: tight, governs: lead.stipend}
units:
  district: {title: D, kind: system, overrides: {lead: {release: 40%, stipend: 10}}}
  north: {title: N, kind: school, parent: district, overrides: {lead: {release: 60%, coaches: {roles: lead, max: 8}}}}
  south: {title: S, kind: school, parent: district, overrides: {lead: {release: 25%}}}
";

    /// A field, its value as JSON, and whether a unit says so.
    type Said = (String, String, bool);

    fn at(unit: &str) -> (Vec<Said>, Vec<(String, Unlawful)>) {
        let (corpus, answers) = load(&Sources::from_texts([("a.yaml", FRAMEWORK)]));
        assert!(answers.findings.is_empty(), "{:?}", answers.findings);
        let facts = Facts::new(&corpus, jiff::civil::date(2026, 11, 22));
        let unit = corpus.units.position(unit).expect("the unit");
        let known = Effective::of(&facts, &DecisionRights::new(&facts), 0, unit);
        let said = |field: &Field| (field.name.clone(), serde_json::to_string(&field.value).expect("JSON"), field.by.is_some());
        let refused = known.refused.iter().map(|refused| (refused.local.field.clone(), refused.why)).collect();
        (known.fields.iter().map(said).collect(), refused)
    }

    #[test]
    fn the_nearest_unit_that_may_has_the_last_word() {
        let field = |name: &str, value: &str, by| (name.to_owned(), value.to_owned(), by);
        let (north, refused) = at("north");
        assert_eq!(
            north,
            [
                field("title", "\"Lead\"", false),
                field("release", "\"40%\"", true),
                field("coaches.roles", "\"lead\"", true),
                field("coaches.max", "8", true),
                field("note", "\"Ours\"", false),
            ]
        );
        // Decisions are sorted by id: pay, time.
        assert_eq!(refused, [("stipend".to_owned(), Unlawful::Tight(0)), ("release".to_owned(), Unlawful::OutOfBounds(1))]);
        let (south, _) = at("south");
        assert!(south.contains(&field("release", "\"25%\"", true)), "it takes back what the district says: {south:?}");
    }
}
