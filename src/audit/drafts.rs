//! For work that nobody owns or claims: the YAML that would close the gap, with the place to paste it.
//!
//! A draft says what the gap asks for and no more. It is offered only where the files already say who it should be,
//! and only for the framework's own files.

mod edit;

pub use edit::{Edit, Spot};

use super::Audit;
use super::gaps::{Gap, finding};
use crate::analysis::Facts;
use crate::analysis::work::Act;
use crate::diag::Finding;
use crate::model::{Address, Collection, Corpus, Loc, Nests, Plain};
use edit::Editor;
use rustc_hash::FxHashSet;
use std::collections::BTreeMap;

/// What would close a gap.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draft {
    /// Position of the gap in [`Audit::gaps`].
    pub gap: usize,
    /// Why this role, in a sentence.
    pub because: String,
    /// What to write, and where; the last of several is the one that closes the gap.
    pub edits: Vec<Edit>,
}

/// The drafts for the first `most` gaps, in their order.
pub fn drafts(audit: &Audit, facts: &Facts<'_>, most: usize) -> Vec<Draft> {
    let mut drafter = Drafter { corpus: &audit.corpus, facts, editor: Editor::new(audit), given: FxHashSet::default() };
    let gaps = audit.gaps.iter().take(most).enumerate();
    gaps.filter_map(|(at, gap)| drafter.draft(at, gap, finding(audit, gap))).collect()
}

struct Drafter<'a, 'f> {
    corpus: &'a Corpus,
    facts: &'f Facts<'a>,
    editor: Editor<'a>,
    /// Ids given out in this run, so that two drafts for one role can both be pasted.
    given: FxHashSet<String>,
}

impl<'a> Drafter<'a, '_> {
    fn draft(&mut self, at: usize, gap: &Gap, finding: &Finding) -> Option<Draft> {
        let loc = self.corpus.find(&Address::parse(finding.item.as_deref()?))?;
        let (because, edits) = match (finding.rule.id, finding.case.name) {
            ("hidden-work", _) => self.hidden_work(loc, finding)?,
            ("orphan-priority", _) => self.orphan_priority(loc)?,
            ("priority-without-owner", "no-owner") => self.no_owner(loc)?,
            ("unclaimed-work", _) => self.unclaimed(loc, gap, finding)?,
            ("no-responsible", _) => self.nobody_does(loc)?,
            ("not-one-accountable", "nobody") => self.nobody_answers(loc)?,
            _ => return None,
        };
        Some(Draft { gap: at, because, edits })
    }

    /// The plan names a role whose description does not mention the work.
    fn hidden_work(&mut self, loc: Loc, finding: &Finding) -> Option<(String, Vec<Edit>)> {
        let act = self.act(loc)?;
        let held = act.holding("AR").find(|held| Some(held.span) == finding.span)?;
        let role = held.actor.index();
        let title = act.entry.value.title.as_ref().map_or(act.entry.id(), |title| &title.value);
        let (verb, letter) = if held.letter == 'A' { ("Answer for", "accountable (A)") } else { ("Carry out", "responsible (R)") };
        let several = act.holding("R").count() > 1;
        let serves = self.serves(loc);
        let id = self.new_id(role, &[act.entry.id(), &serves.replace('/', "-")]);
        let edit = self.editor.responsibility(role, &id, &format!("{verb}: {title}"), &serves, several)?;
        Some((format!("{serves} makes {} {letter}", self.corpus.roles[role].id()), vec![edit]))
    }

    /// No responsibility serves the priority.
    fn orphan_priority(&mut self, loc: Loc) -> Option<(String, Vec<Edit>)> {
        let priority = self.corpus.priorities.get(loc.index())?;
        let does = format!("Lead the work on: {}", priority.title().unwrap_or(priority.id()));
        let Some((role, because)) = self.leader(loc.index(), true) else {
            return self.new_role(loc.index(), &does);
        };
        let id = self.new_id(role, &[priority.id(), &format!("serve-{}", priority.id())]);
        Some((because, vec![self.editor.responsibility(role, &id, &does, priority.id(), false)?]))
    }

    fn no_owner(&mut self, loc: Loc) -> Option<(String, Vec<Edit>)> {
        let at = loc.index();
        if let Some((role, because)) = self.leader(at, false) {
            return Some((because, vec![self.editor.field(loc, "owner", self.corpus.roles[role].id())?]));
        }
        let priority = &self.corpus.priorities[at];
        let (because, mut edits) = self.new_role(at, &format!("Lead the work on: {}", priority.title().unwrap_or(priority.id())))?;
        edits.push(self.editor.field(loc, "owner", &role_id(priority.id()))?);
        Some((because, edits))
    }

    /// A role does work that the plan does not give it.
    fn unclaimed(&mut self, loc: Loc, gap: &Gap, finding: &Finding) -> Option<(String, Vec<Edit>)> {
        let role = self.corpus.roles.get(loc.index())?.id();
        let acts = self.facts.work.acts_of(gap.priority?);
        let meant = finding.related.first()?.span;
        let act = acts.iter().find(|act| act.entry.span() == meant)?;
        let edit = self.editor.raci(act, 'R', role)?;
        Some((format!("{role} says that it does this; if it does not, take it out of “serves” instead"), vec![edit]))
    }

    fn nobody_does(&mut self, loc: Loc) -> Option<(String, Vec<Edit>)> {
        let act = self.act(loc)?;
        let serving: Vec<usize> = self.facts.work.serving(loc).map(|service| service.role).collect();
        let (actor, because) = match serving.first() {
            Some(&role) => (self.corpus.roles[role].id(), "says that it does this"),
            None => (&*self.corpus.id_of(act.holding("A").next()?.actor).value, "answers for it (A), and nobody else is named"),
        };
        Some((format!("{actor} {because}"), vec![self.editor.raci(act, 'R', actor)?]))
    }

    fn nobody_answers(&mut self, loc: Loc) -> Option<(String, Vec<Edit>)> {
        let act = self.act(loc)?;
        let owner = self.corpus.role(self.corpus.priorities.get(loc.index())?.owner.as_ref()?.to)?.id();
        Some((format!("{owner} owns the priority"), vec![self.editor.raci(act, 'A', owner)?]))
    }

    /// The one to lead a priority: its owner, else who answers for most of its actions, else who does most of them,
    /// else whose responsibilities serve it most; somebody holds it, where the framework says who is where.
    fn leader(&self, priority: usize, owner_first: bool) -> Option<(usize, String)> {
        let item = &self.corpus.priorities[priority];
        let owner = item.owner.as_ref().and_then(|owner| owner.to).map(Loc::index).filter(|_| owner_first);
        if let Some(owner) = owner {
            return Some((owner, format!("{} owns the priority", self.corpus.roles[owner].id())));
        }
        let acts = self.facts.work.acts_of(priority);
        let holding = |letter: &'static str| acts.iter().flat_map(move |act| act.holding(letter)).map(|held| held.actor);
        let named = |letter| holding(letter).filter(|actor| actor.collection() == Collection::Roles).map(Loc::index);
        let serving = self.facts.work.serving_priority(priority).map(|service| service.role);
        let of = |n: usize, what: &str| format!("{what} {n} of its {} actions", acts.len());
        let accountable = self.most(named("A")).map(|(role, n)| (role, of(n, "is accountable (A) for")));
        let responsible = || self.most(named("R")).map(|(role, n)| (role, of(n, "is responsible (R) for")));
        let serves =
            || self.most(serving).map(|(role, n)| (role, format!("has most of the work that serves it, {n} of its responsibilities")));
        let (role, because) = accountable.or_else(responsible).or_else(serves)?;
        Some((role, format!("{} {because}", self.corpus.roles[role].id())))
    }

    /// The role named most often, the first by id of several, among those that somebody holds.
    fn most(&self, roles: impl Iterator<Item = usize>) -> Option<(usize, usize)> {
        let mut counts: BTreeMap<usize, usize> = BTreeMap::new();
        let people = &self.facts.people;
        for role in roles.filter(|&role| !people.is_staffed() || people.posts_of(role).any(|post| post.heads != Some(0))) {
            *counts.entry(role).or_default() += 1;
        }
        counts.into_iter().max_by(|a, b| a.1.cmp(&b.1).then(b.0.cmp(&a.0)))
    }

    /// A role of its own, in a file of its own, where nobody is named at all. In a framework that says who is where,
    /// it would be a role that nobody holds, so there is no such draft.
    fn new_role(&mut self, priority: usize, does: &str) -> Option<(String, Vec<Edit>)> {
        let item = &self.corpus.priorities[priority];
        let id = role_id(item.id());
        if self.facts.people.is_staffed()
            || !item.is_own()
            || self.corpus.roles.find(&id).is_some()
            || self.corpus.committees.find(&id).is_some()
        {
            return None;
        }
        let text = |text: &str| Plain::Text(text.to_owned());
        let work = Plain::Map(vec![("does".into(), text(does)), ("serves".into(), text(item.id()))]);
        let mut fields = vec![("title".to_owned(), Plain::Text(format!("Lead for: {}", item.title().unwrap_or(item.id()))))];
        fields.extend(item.level.as_ref().map(|level| ("level".to_owned(), text(&level.value))));
        fields.push(("responsibilities".into(), Plain::Map(vec![(format!("lead-{}", item.id()), work)])));
        let role = Plain::Map(vec![("roles".into(), Plain::Map(vec![(id.clone(), Plain::Map(fields))]))]);
        let edit = self.editor.new_file(&format!("roles/{id}.yaml"), &role)?;
        Some(("no role is named for it, so this is a new one".to_owned(), vec![edit]))
    }

    fn act(&self, loc: Loc) -> Option<&Act<'a>> {
        self.facts.work.acts_of(loc.index()).get(loc.nested_index()?)
    }

    /// `priority/action`.
    fn serves(&self, loc: Loc) -> String {
        self.corpus.address(loc).within_collection()
    }

    /// The first of these ids that the role does not use yet, or the last with a number.
    fn new_id(&mut self, role: usize, wanted: &[&str]) -> String {
        let item = &self.corpus.roles[role];
        let numbered = (2..100).filter_map(|n| wanted.last().map(|id| format!("{id}-{n}")));
        let mut ids = wanted.iter().map(ToString::to_string).chain(numbered);
        let key = |id: &str| format!("{}/{id}", item.id());
        let id = ids.find(|id| item.responsibilities.get(id).is_none() && !self.given.contains(&key(id))).unwrap_or_default();
        self.given.insert(key(&id));
        id
    }
}

fn role_id(priority: &str) -> String {
    format!("{priority}-lead")
}
