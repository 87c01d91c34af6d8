//! Who has to agree to a change, by the decision rights that were in force before it: nobody may hand
//! themselves the right to make a change by making it.

use super::Sides;
use crate::analysis::decision_rights::{DecisionRights, Local, Unlawful, Verdict, overrides};
use crate::audit::diff::{Diff, FieldChange, ItemChange, Step, What};
use crate::model::{Collection, Constraint, ConstraintKind, Corpus, Decision, Item, Loc, Plain, Ref, Stance, target};
use jiff::civil::Date;
use std::collections::{BTreeMap, BTreeSet};

/// What a decision says about a change.
#[derive(Clone, Debug, PartialEq)]
pub struct Approval {
    /// The decision's id, and what it asks.
    pub decision: String,
    /// What is to be decided.
    pub question: String,
    /// Whether it was in force before the change; else the change itself brings it.
    pub in_force: bool,
    /// Tight or loose, where stated.
    pub stance: Option<Stance>,
    /// Who decides; absent where nobody is said to.
    pub decider: Option<String>,
    /// Who must agree as well.
    pub agrees: Vec<String>,
    /// Who is asked or recommends.
    pub asked: Vec<String>,
    /// Who is told.
    pub told: Vec<String>,
    /// The labour agreement it rests on.
    pub agreement: Option<String>,
    /// Whether it rests on a policy.
    pub policy: bool,
    /// The day from which it may be opened again, where that is still to come.
    pub opens_on: Option<Date>,
    /// Whether it leaves the field loose, within bounds that the change leaves.
    pub leaves_bounds: bool,
    /// What the change does that falls under it, as addresses: `roles/team-lead.release`. Sorted.
    pub about: Vec<String>,
}

/// Who has to agree, and where nobody is said to decide.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Approvals {
    /// Decisions whose holders must approve, by id.
    pub must: Vec<Approval>,
    /// Decisions that leave the field to those below, and inside whose bounds the change stays.
    pub loose: Vec<Approval>,
    /// Changed fields of roles that no decision governs, as addresses. Sorted.
    pub ungoverned: Vec<String>,
}

/// A decision, by side and position. The rights before come first.
type Key = (bool, usize);

/// Works them out.
pub(super) fn approvals(sides: &Sides<'_, '_>) -> Approvals {
    let rights = [DecisionRights::new(sides.before), DecisionRights::new(sides.after)];
    let mut found =
        Search { sides, rights, must: BTreeMap::new(), loose: BTreeMap::new(), out_of_bounds: BTreeSet::new(), ungoverned: Vec::new() };
    for change in &sides.diff.items {
        match change.collection() {
            Collection::Roles => found.role(change),
            Collection::Decisions => found.decision(change),
            _ => {}
        }
    }
    found.local();
    found.finish()
}

struct Search<'s, 'a> {
    sides: &'s Sides<'s, 'a>,
    /// Before and after.
    rights: [DecisionRights<'a>; 2],
    must: BTreeMap<Key, Vec<String>>,
    loose: BTreeMap<Key, Vec<String>>,
    /// Those of `must` whose bounds the change leaves.
    out_of_bounds: BTreeSet<Key>,
    ungoverned: Vec<String>,
}

impl Search<'_, '_> {
    fn corpus(&self, is_after: bool) -> &Corpus {
        if is_after { &self.sides.head.corpus } else { &self.sides.base.corpus }
    }

    /// The decisions that govern a field of a role: those before, else those that the change brings.
    fn governing(&self, before: Option<usize>, after: Option<usize>, field: &str) -> Vec<Key> {
        let of = |is_after: bool, role: Option<usize>| -> Vec<Key> {
            let rights = &self.rights[usize::from(is_after)];
            role.map_or(Vec::new(), |role| rights.governing(role, field).iter().map(|by| (is_after, by.decision)).collect())
        };
        let old = of(false, before);
        if old.is_empty() { of(true, after) } else { old }
    }

    fn role(&mut self, change: &ItemChange) {
        let [before, after] = [change.before, change.after].map(|loc| loc.map(Loc::index));
        let loc = change.after.map(|loc| (true, loc)).or(change.before.map(|loc| (false, loc)));
        let Some((is_after, loc)) = loc else { return };
        let address = self.corpus(is_after).address(loc).to_string();
        if before.is_none() || after.is_none() {
            return self.whole_role(before, after, &address);
        }
        for field in change.fields.iter().filter(|field| field.is_content) {
            let Some(name) = field.governed_as() else { continue };
            let about = format!("{address}.{name}");
            let governing = self.governing(before, after, &name);
            if governing.is_empty() && !self.ungoverned.contains(&about) {
                self.ungoverned.push(about.clone());
            }
            // Where the new value leaves the bounds, it is not for those below any more.
            let out_of_bounds = after.zip(value_after(field)).and_then(|(role, value)| self.out_of_bounds(role, &name, value));
            for key in governing {
                match out_of_bounds {
                    Some(by) if key == (true, by) || self.names_the_same(key, by) => {
                        self.out_of_bounds.insert(key);
                        add(&mut self.must, key, about.clone());
                    }
                    _ => self.note(key, about.clone()),
                }
            }
        }
    }

    fn out_of_bounds(&self, role: usize, field: &str, value: &Plain) -> Option<usize> {
        let span = self.sides.head.corpus.roles.get(role)?.span();
        let local = Local { unit: 0, role, field: field.to_owned(), value: value.clone(), repeats: false, span };
        match self.rights[1].judge(&local) {
            Verdict::Unlawful(Unlawful::OutOfBounds(by)) => Some(by),
            _ => None,
        }
    }

    /// Whether a decision before is the decision `by` after.
    fn names_the_same(&self, key: Key, by: usize) -> bool {
        let after = Loc::item(Collection::Decisions, by);
        let before = self.sides.diff.before(&self.sides.base.corpus, &self.sides.head.corpus, after);
        !key.0 && before.is_some_and(|loc| loc.index() == key.1)
    }

    /// A role that is new or gone falls under every decision about any of its fields.
    fn whole_role(&mut self, before: Option<usize>, after: Option<usize>, address: &str) {
        for (is_after, role) in [(false, before), (true, after)] {
            let Some(role) = role else { continue };
            let fields = self.rights[usize::from(is_after)].fields();
            let keys: Vec<(Key, String)> = fields
                .into_iter()
                .filter(|(governed, ..)| *governed == role)
                .flat_map(|(_, field, by)| by.iter().map(move |by| ((is_after, by.decision), format!("{address}.{field}"))))
                .collect();
            keys.into_iter().for_each(|(key, about)| self.note(key, about));
        }
    }

    /// A decision right is for whoever held it to change; a new one for whom it names.
    fn decision(&mut self, change: &ItemChange) {
        let content =
            |field: &&FieldChange| field.is_content && !matches!(field.path[..], [Step::Field("status" | "due" | "opens_on"), ..]);
        let changed = change.before.is_none() || change.after.is_none() || change.fields.iter().any(|field| content(&field));
        let loc = change.before.map(|loc| (false, loc)).or(change.after.map(|loc| (true, loc)));
        if let Some((is_after, loc)) = loc.filter(|_| changed) {
            let about = self.corpus(is_after).address(loc).to_string();
            add(&mut self.must, (is_after, loc.index()), about);
        }
    }

    fn note(&mut self, key: Key, about: String) {
        let stance = self.corpus(key.0).decisions[key.1].stance.map(|stance| stance.value);
        let room = if stance == Some(Stance::Loose) { &mut self.loose } else { &mut self.must };
        add(room, key, about);
    }

    /// What a unit says differently from before is its own to say where a decision leaves it loose.
    fn local(&mut self) {
        let before = said_locally(&self.sides.base.corpus, |collection, id| self.sides.diff.new_id(collection, id).to_owned());
        let after = said_locally(&self.sides.head.corpus, |_, id| id.to_owned());
        for ((unit, field), local) in after {
            let about = format!("units/{unit}: {field}");
            if before.get(&(unit, field)).is_some_and(|known| known.value == local.value) {
                continue;
            }
            match self.rights[1].judge(&local) {
                Verdict::Lawful => {}
                Verdict::Unlawful(Unlawful::NotLoose) => self.ungoverned.push(about),
                Verdict::Unlawful(Unlawful::OutOfBounds(by)) => {
                    self.out_of_bounds.insert((true, by));
                    add(&mut self.must, (true, by), about);
                }
                Verdict::Unlawful(Unlawful::Tight(by)) | Verdict::Unclear(by) => {
                    add(&mut self.must, (true, by), about);
                }
            }
        }
    }

    fn finish(mut self) -> Approvals {
        let (must, loose) = (std::mem::take(&mut self.must), std::mem::take(&mut self.loose));
        self.ungoverned.sort();
        self.ungoverned.dedup();
        let of = |all: BTreeMap<Key, Vec<String>>| {
            let mut all: Vec<Approval> = all.into_iter().map(|(key, about)| self.approval(key, about)).collect();
            all.sort_by(|a, b| a.decision.cmp(&b.decision));
            all
        };
        Approvals { must: of(must), loose: of(loose), ungoverned: self.ungoverned.clone() }
    }

    fn approval(&self, key: Key, mut about: Vec<String>) -> Approval {
        let corpus = self.corpus(key.0);
        let decision: &Item<Decision> = &corpus.decisions[key.1];
        let decider = self.rights[usize::from(key.0)].decider(key.1);
        let decider = decider.map(|(loc, _)| self.sides.diff.new_id(loc.collection(), &corpus.id_of(loc).value).to_owned());
        let names = |refs: &[Ref<target::Actor>]| names(refs, self.sides.diff);
        about.sort();
        about.dedup();
        Approval {
            decision: decision.id().to_owned(),
            question: decision.question.as_ref().map_or_else(String::new, |question| question.to_string()),
            in_force: !key.0,
            stance: decision.stance.map(|stance| stance.value),
            decider,
            agrees: names(&decision.agrees),
            asked: names(&decision.recommends).into_iter().chain(names(&decision.input)).collect(),
            told: names(&decision.informed),
            agreement: match &decision.constraint {
                Some(Constraint::Agreement(agreement)) => agreement.agreement.as_ref().map(|name| name.to_string()),
                _ => None,
            },
            leaves_bounds: self.out_of_bounds.contains(&key),
            policy: matches!(&decision.constraint, Some(Constraint::Kind(kind)) if kind.value == ConstraintKind::Policy),
            opens_on: decision.opens_on.map(|day| day.first()).filter(|&day| day > self.sides.head.as_of),
            about,
        }
    }
}

/// What units say differently about roles, by unit and `role.field` under the names that `name` gives.
fn said_locally(corpus: &Corpus, name: impl Fn(Collection, &str) -> String) -> BTreeMap<(String, String), Local> {
    let key = |local: &Local| {
        let unit = name(Collection::Units, corpus.units[local.unit].id());
        (unit, format!("{}.{}", name(Collection::Roles, corpus.roles[local.role].id()), local.field))
    };
    overrides(corpus).into_iter().map(|local| (key(&local), local)).collect()
}

/// The one value that a field has after.
fn value_after(field: &FieldChange) -> Option<&Plain> {
    match &field.what {
        What::Set(value) | What::Replaced(_, value) => Some(value),
        _ => None,
    }
}

fn add(room: &mut BTreeMap<Key, Vec<String>>, key: Key, about: String) {
    room.entry(key).or_default().push(about);
}

/// Whom references name, by the ids of today.
fn names(refs: &[Ref<target::Actor>], diff: &Diff) -> Vec<String> {
    let name = |actor: &Ref<target::Actor>| diff.new_id(actor.to.map_or(Collection::Roles, Loc::collection), &actor.text).to_owned();
    refs.iter().map(name).collect()
}
