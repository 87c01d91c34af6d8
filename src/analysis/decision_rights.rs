//! Decision rights over the fields of roles: who decides, which decisions govern a field, and whether what a
//! unit says differently is its own to say.
//!
//! A decision on a whole (`coaches`) also governs its parts (`coaches.max`), unless a decision names the part.

use super::Facts;
use super::committees::sitting;
use crate::model::{
    Bounds, Collection, Corpus, Decision, Entry, Item, Loc, Override, Plain, QuantityValue, Ref, Role, Stance, Text, Value, target,
};
use crate::text::Span;
use rustc_hash::FxHashMap;
use std::collections::BTreeMap;

/// That a decision governs a field.
#[derive(Clone, Copy, Debug)]
pub struct Governing {
    /// The decision.
    pub decision: usize,
    /// Where it says so.
    pub span: Span,
}

/// That a committee decides something.
#[derive(Clone, Copy, Debug)]
pub struct Mandate {
    /// The committee.
    pub committee: usize,
    /// Where it is said: by the committee, or by the decision.
    pub span: Span,
}

/// Who decides, and over which fields of which roles.
#[derive(Debug)]
pub struct DecisionRights<'a> {
    corpus: &'a Corpus,
    by_role: FxHashMap<usize, BTreeMap<&'a str, Vec<Governing>>>,
    committees: FxHashMap<usize, Vec<Mandate>>,
}

/// One field of a role, said differently by a unit.
#[derive(Clone, Debug)]
pub struct Local {
    /// The unit.
    pub unit: usize,
    /// The role.
    pub role: usize,
    /// The field, as `governs` would name it: `release`, `coaches.max`.
    pub field: String,
    /// What the unit says.
    pub value: Plain,
    /// Whether it is what the role says anyway: then it only takes back what a unit above says.
    pub repeats: bool,
    /// Where.
    pub span: Span,
}

/// Whether a unit may say it differently.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// A decision leaves the field loose, and the value is inside its bounds.
    Lawful,
    /// It may not.
    Unlawful(Unlawful),
    /// A decision leaves the field loose, but its bounds are not of the value's kind.
    Unclear(usize),
}

/// Why it may not. The numbers are positions of decisions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unlawful {
    /// No decision leaves the field loose.
    NotLoose,
    /// This decision holds it tight.
    Tight(usize),
    /// This decision leaves it loose, within bounds that the value leaves.
    OutOfBounds(usize),
}

impl Verdict {
    /// Whether what the unit says holds there. Bounds of another kind forbid nothing.
    pub fn counts(self) -> bool {
        !matches!(self, Verdict::Unlawful(_))
    }
}

impl<'a> DecisionRights<'a> {
    /// Reads decisions and the committees that have not ended.
    pub fn new(facts: &Facts<'a>) -> Self {
        let corpus = facts.corpus;
        let mut rights = DecisionRights { corpus, by_role: FxHashMap::default(), committees: FxHashMap::default() };
        for (committee, item) in sitting(facts) {
            for decided in &item.decides {
                rights.give(committee, decided.to, decided.span);
            }
        }
        for (decision, item) in corpus.decisions.iter().enumerate() {
            rights.read(decision, item);
        }
        rights
    }

    fn read(&mut self, decision: usize, item: &'a Item<Decision>) {
        let named = item.decider.as_ref().and_then(|decider| Some((decider.to?, decider.span)));
        if let Some((loc, span)) = named.filter(|(loc, _)| loc.collection() == Collection::Committees) {
            self.give(loc.index(), Some(Loc::item(Collection::Decisions, decision)), span);
        }
        for field in &item.governs {
            let (Some(role), Some((_, name))) = (field.to, field.text.split_once('.')) else { continue };
            let governing = self.by_role.entry(role.index()).or_default().entry(name).or_default();
            if governing.last().is_none_or(|last| last.decision != decision) {
                governing.push(Governing { decision, span: field.span });
            }
        }
    }

    /// Notes a mandate once, wherever it is said first.
    fn give(&mut self, committee: usize, decision: Option<Loc>, span: Span) {
        let Some(decision) = decision else { return };
        let mandates = self.committees.entry(decision.index()).or_default();
        if mandates.iter().all(|known| known.committee != committee) {
            mandates.push(Mandate { committee, span });
        }
    }

    /// The decisions that govern a field of a role.
    pub fn governing(&self, role: usize, field: &str) -> &[Governing] {
        let Some(fields) = self.by_role.get(&role) else { return &[] };
        let whole = || fields.get(field.split_once('.')?.0);
        fields.get(field).or_else(whole).map_or(&[], Vec::as_slice)
    }

    /// Every governed field: its role, its name, its decisions; sorted.
    pub fn fields(&self) -> Vec<(usize, &'a str, &[Governing])> {
        let mut all: Vec<_> = self.by_role.iter().collect();
        all.sort_by_key(|&(role, _)| *role);
        all.into_iter().flat_map(|(&role, fields)| fields.iter().map(move |(&field, by)| (role, field, by.as_slice()))).collect()
    }

    /// The committees that decide something, as they or it say.
    pub fn committees(&self, decision: usize) -> &[Mandate] {
        self.committees.get(&decision).map_or(&[], Vec::as_slice)
    }

    /// Who decides: whom the decision names, else the one committee that says it decides this.
    pub fn decider(&self, decision: usize) -> Option<(Loc, Span)> {
        let item = self.corpus.decisions.get(decision)?;
        match (&item.decider, self.committees(decision)) {
            (Some(decider), _) => decider.to.map(|loc| (loc, decider.span)),
            (None, [only]) => Some((Loc::item(Collection::Committees, only.committee), only.span)),
            (None, _) => None,
        }
    }

    /// Whether what a unit says is its own to say. A unit may always keep to what the role says.
    pub fn judge(&self, local: &Local) -> Verdict {
        if local.repeats {
            return Verdict::Lawful;
        }
        let governing = self.governing(local.role, &local.field);
        let of = |wanted: Stance| governing.iter().map(|by| by.decision).filter(move |&at| self.stance(at) == Some(wanted));
        if let Some(tight) = of(Stance::Tight).next() {
            return Verdict::Unlawful(Unlawful::Tight(tight));
        }
        let mut verdict = Verdict::Unlawful(Unlawful::NotLoose);
        for loose in of(Stance::Loose) {
            match self.corpus.decisions.get(loose).map_or(Some(true), |decision| within(decision.bounds.as_ref(), &local.value)) {
                Some(false) => return Verdict::Unlawful(Unlawful::OutOfBounds(loose)),
                None => verdict = Verdict::Unclear(loose),
                Some(true) if matches!(verdict, Verdict::Unclear(_)) => {}
                Some(true) => verdict = Verdict::Lawful,
            }
        }
        verdict
    }

    /// The decision that leaves the field of a change loose.
    pub fn loose(&self, local: &Local) -> Option<usize> {
        self.governing(local.role, &local.field).iter().map(|by| by.decision).find(|&at| self.stance(at) == Some(Stance::Loose))
    }

    fn stance(&self, decision: usize) -> Option<Stance> {
        self.corpus.decisions.get(decision).and_then(|decision| decision.stance).map(|stance| stance.value)
    }
}

/// Where someone who decides works; absent where that is not stated.
pub fn level_of(corpus: &Corpus, actor: Loc) -> Option<&Text> {
    match actor.collection() {
        Collection::Committees => corpus.committees.get(actor.index()).and_then(|committee| committee.level.as_ref()),
        _ => corpus.role(Some(actor)).and_then(|role| role.level.as_ref()),
    }
}

/// Everything that units say differently about roles, in the order written. What only repeats the role is left out.
pub fn overrides(corpus: &Corpus) -> Vec<Local> {
    said(corpus).into_iter().filter(|local| !local.repeats).collect()
}

/// Everything that units say about roles, repetitions included, in the order written.
pub fn said(corpus: &Corpus) -> Vec<Local> {
    let mut roles: FxHashMap<usize, Plain> = FxHashMap::default();
    let mut all = Vec::new();
    for (unit, item) in corpus.units.iter().enumerate() {
        for entry in item.overrides.iter() {
            let Some(loc) = entry.key.to else { continue };
            let base = roles.entry(loc.index()).or_insert_with(|| corpus.encode(loc));
            all.extend(fields(unit, loc.index(), entry, base));
        }
    }
    all
}

fn fields(unit: usize, role: usize, entry: &Entry<Ref<target::Role>, Override>, base: &Plain) -> Vec<Local> {
    let said = Value::encode(&entry.value);
    let places = entry.value.fields.iter().flat_map(|key| places(&entry.value, key));
    let all = places.filter_map(|(field, span)| {
        let value = at_path(&said, &field)?.clone();
        let repeats = at_path(base, &field) == Some(&value);
        Some(Local { unit, role, field, value, repeats, span })
    });
    all.collect()
}

/// The fields under one key, as `governs` names them, and where each is written. Remarks and the like,
/// which no decision can govern, have none.
fn places(over: &Override, key: &Text) -> Vec<(String, Span)> {
    let name: &str = key;
    if name != "coaches" {
        let known = Role::RECORD.fields.iter().any(|field| field.name == name);
        return known.then(|| (name.to_owned(), key.span)).into_iter().collect();
    }
    let Some(coaches) = &over.role.coaches else { return Vec::new() };
    let roles = coaches.roles.first().map(|role| ("coaches.roles", role.span));
    let counts = [("coaches.min", coaches.min), ("coaches.max", coaches.max)];
    let counts = counts.into_iter().filter_map(|(name, count)| Some((name, count?.span)));
    roles.into_iter().chain(counts).map(|(name, span)| (name.to_owned(), span)).collect()
}

/// What a role itself says in a field, as `governs` names it.
pub fn stated(corpus: &Corpus, role: usize, field: &str) -> Option<Plain> {
    at_path(&corpus.encode(Loc::item(Collection::Roles, role)), field).cloned()
}

/// What stands under a field as `governs` names it.
pub fn at_path<'p>(whole: &'p Plain, path: &str) -> Option<&'p Plain> {
    path.split('.').try_fold(whole, |here, key| match here {
        Plain::Map(entries) => entries.iter().find(|(name, _)| name == key).map(|(_, value)| value),
        _ => None,
    })
}

/// Whether a value is inside bounds; absent where they are of another kind: `50%` is neither above nor below 8.
fn within(bounds: Option<&Bounds>, value: &Plain) -> Option<bool> {
    let Some(bounds) = bounds else { return Some(true) };
    if !bounds.choices.is_empty() && !among(&bounds.choices, value)? {
        return Some(false);
    }
    if bounds.min.is_none() && bounds.max.is_none() {
        return Some(true);
    }
    let value = quantity(value)?;
    let limits = [bounds.min, bounds.max];
    if limits.iter().flatten().any(|limit| limit.value.percent != value.percent) {
        return None;
    }
    let [above, below] = limits.map(|limit| limit.map(|limit| limit.value.number));
    Some(above.is_none_or(|min| value.number >= min) && below.is_none_or(|max| value.number <= max))
}

fn among(choices: &[Text], value: &Plain) -> Option<bool> {
    let number = quantity(value);
    let same = |choice: &str| number.is_some() && quantity_of(choice.trim()) == number;
    let has = |text: &str| choices.iter().any(|choice| &*choice.value == text || same(&choice.value));
    match value {
        Plain::Text(text) => Some(has(text)),
        Plain::Number(number) => Some(has(&number.to_string())),
        Plain::Flag(flag) => Some(has(if *flag { "true" } else { "false" }) || has(if *flag { "yes" } else { "no" })),
        Plain::List(values) => values.iter().try_fold(true, |so_far, value| Some(so_far && among(choices, value)?)),
        Plain::Nothing | Plain::Map(_) => None,
    }
}

fn quantity(value: &Plain) -> Option<QuantityValue> {
    match value {
        Plain::Number(number) => Some(QuantityValue { number: *number, percent: false }),
        Plain::Text(text) if text.ends_with('%') => quantity_of(text),
        _ => None,
    }
}

fn quantity_of(text: &str) -> Option<QuantityValue> {
    let digits = text.strip_suffix('%');
    Some(QuantityValue { number: digits.unwrap_or(text).trim().parse().ok()?, percent: digits.is_some() })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::load::{Sources, load};

    fn verdicts(decisions: &str, changes: &str) -> Vec<Verdict> {
        let text = format!(
            "roles:\n  lead: {{title: Lead, release: 40%, coaches: {{roles: lead, max: 6}}}}\ndecisions:\n{decisions}\n\
             units:\n  north:\n    title: North\n    kind: school\n    overrides:\n      lead: {changes}\n"
        );
        let (corpus, answers) = load(&Sources::from_texts([("a.yaml", text.as_str())]));
        assert!(answers.findings.is_empty(), "{:?}", answers.findings);
        let facts = Facts::new(&corpus, jiff::civil::date(2026, 11, 22));
        let rights = DecisionRights::new(&facts);
        overrides(&corpus).iter().map(|local| rights.judge(local)).collect()
    }

    const LOOSE: &str = "  d: {question: How much, stance: loose, governs: [lead.release, lead.coaches.max], bounds: {min: 30%, max: 50%}}";

    #[test]
    fn bounds_are_compared_in_the_unit_written() {
        use Verdict::*;
        assert_eq!(verdicts(LOOSE, "{release: 30%}"), [Lawful]);
        assert_eq!(verdicts(LOOSE, "{release: 51%}"), [Unlawful(super::Unlawful::OutOfBounds(0))]);
        assert_eq!(verdicts(LOOSE, "{coaches: {roles: lead, max: 40}}"), [Unclear(0)]);
    }

    #[test]
    fn a_field_is_the_units_own_only_where_a_decision_leaves_it_loose() {
        use super::Unlawful::*;
        assert_eq!(verdicts(LOOSE, "{stipend: 100}"), [Verdict::Unlawful(NotLoose)]);
        assert_eq!(verdicts(LOOSE, "{release: 40%, note: As before}"), [], "what repeats the role changes nothing");
        let unsaid = "  d: {question: How much, governs: lead.release}";
        assert_eq!(verdicts(unsaid, "{release: 45%}"), [Verdict::Unlawful(NotLoose)]);
        let tight = "  d: {question: How many, stance: tight, governs: lead.coaches}";
        assert_eq!(verdicts(tight, "{coaches: {roles: lead, max: 7}}"), [Verdict::Unlawful(Tight(0))]);
    }

    #[test]
    fn a_decision_on_a_part_comes_before_one_on_the_whole() {
        let both = "  whole: {question: Whom, stance: tight, governs: lead.coaches}\n  \
                    part: {question: How many, stance: loose, governs: lead.coaches.max, bounds: {choices: [6, 7]}}";
        assert_eq!(verdicts(both, "{coaches: {roles: lead, max: 7}}"), [Verdict::Lawful]);
        assert_eq!(verdicts(both, "{coaches: {roles: lead, max: 8}}"), [Verdict::Unlawful(Unlawful::OutOfBounds(0))]);
    }
}
