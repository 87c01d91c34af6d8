//! What a node is called in the files: its address, its kind, its title, its level.

use super::{Node, Part};
use crate::model::{AssessmentKind, Collection, Corpus, Entry, Id, Loc, Text};
use crate::text::Span;

impl Node {
    /// `roles/team-lead`, `priorities/reading/weekly-cycle`.
    pub fn address(self, corpus: &Corpus) -> String {
        match self.entry(corpus) {
            Some(id) => format!("{}/{id}", corpus.address(self.loc.whole())),
            None => corpus.address(self.loc).to_string(),
        }
    }

    /// The address without its collection, which the kind already tells.
    pub fn id(self, corpus: &Corpus) -> String {
        let address = self.address(corpus);
        address.split_once('/').map(|(_, id)| id.to_owned()).unwrap_or(address)
    }

    /// What kind of thing it is, in one word: `role`, `action`, `measure`.
    pub fn kind(self, corpus: &Corpus) -> &'static str {
        match (self.part, self.loc.nested_index(), self.loc.collection()) {
            (Some(Part::Measure(_)), ..) => "measure",
            (Some(Part::Offering(_)), ..) => "offering",
            (Some(Part::Evidence(_)), ..) => "evidence",
            (_, Some(_), Collection::Roles) => "responsibility",
            (_, Some(_), Collection::Priorities) => "action",
            (_, Some(_), Collection::Assessments) => {
                let kind = corpus.assessments[self.loc.index()].kind.map(|kind| kind.value);
                if kind == Some(AssessmentKind::Condition) { "condition" } else { "question" }
            }
            (_, _, collection) => collection.one(),
        }
    }

    /// What people call it; absent where it has no title.
    pub fn title(self, corpus: &Corpus) -> Option<&str> {
        let text = match (self.part, self.loc.nested_index()) {
            (Some(part), _) => self.part_title(corpus, part),
            (None, Some(nested)) => self.nested_title(corpus, nested),
            (None, None) => {
                let title = corpus.title_of(self.loc);
                return (title != &*corpus.id_of(self.loc).value).then_some(title);
            }
        };
        text.map(|text| &*text.value)
    }

    /// The level it works at, as it says itself; a responsibility works where its role does.
    pub fn level(self, corpus: &Corpus) -> Option<&str> {
        let at = self.loc.index();
        let stated: Option<&Text> = match (self.part, self.loc.nested_index(), self.loc.collection()) {
            (Some(_), ..) => None,
            (_, Some(nested), Collection::Priorities) => {
                entry(&corpus.priorities[at].actions, nested).and_then(|action| action.value.level.as_ref())
            }
            (_, None, Collection::Priorities) => corpus.priorities[at].level.as_ref(),
            (_, _, Collection::Roles) => corpus.roles[at].level.as_ref(),
            (_, _, Collection::Committees) => corpus.committees[at].level.as_ref(),
            (_, _, Collection::Decisions) => corpus.decisions[at].level.as_ref(),
            _ => None,
        };
        stated.map(|level| &*level.value)
    }

    /// Where its id is written.
    pub fn span(self, corpus: &Corpus) -> Span {
        let at = self.loc.index();
        let nested = match (self.part, self.loc.nested_index(), self.loc.collection()) {
            (Some(Part::Measure(index)), ..) => span_at(&corpus.priorities[at].measures, index as usize),
            (Some(Part::Offering(index)), ..) => span_at(&corpus.competencies[at].offerings, index as usize),
            (Some(Part::Evidence(index)), ..) => span_at(&corpus.competencies[at].evidence, index as usize),
            (_, Some(index), Collection::Roles) => span_at(&corpus.roles[at].responsibilities, index),
            (_, Some(index), Collection::Priorities) => span_at(&corpus.priorities[at].actions, index),
            (_, Some(index), Collection::Assessments) => span_at(&corpus.assessments[at].items, index),
            _ => None,
        };
        nested.unwrap_or(corpus.id_of(self.loc).span)
    }

    fn entry(self, corpus: &Corpus) -> Option<&str> {
        let at = self.loc.index();
        match self.part? {
            Part::Measure(index) => entry(&corpus.priorities[at].measures, index as usize).map(Entry::id),
            Part::Offering(index) => entry(&corpus.competencies[at].offerings, index as usize).map(Entry::id),
            Part::Evidence(index) => entry(&corpus.competencies[at].evidence, index as usize).map(Entry::id),
        }
    }

    fn part_title(self, corpus: &Corpus, part: Part) -> Option<&Text> {
        let at = self.loc.index();
        match part {
            Part::Measure(index) => entry(&corpus.priorities[at].measures, index as usize)?.value.title.as_ref(),
            Part::Offering(index) => entry(&corpus.competencies[at].offerings, index as usize)?.value.title.as_ref(),
            Part::Evidence(index) => entry(&corpus.competencies[at].evidence, index as usize)?.value.artefact.as_ref(),
        }
    }

    fn nested_title(self, corpus: &Corpus, nested: usize) -> Option<&Text> {
        let at = self.loc.index();
        match self.loc.collection() {
            Collection::Priorities => entry(&corpus.priorities[at].actions, nested)?.value.title.as_ref(),
            Collection::Assessments => entry(&corpus.assessments[at].items, nested)?.value.asks.as_ref(),
            Collection::Roles => {
                let entry = &entry(&corpus.roles[at].responsibilities, nested)?.value;
                let duty = entry.duty.as_ref().and_then(|duty| duty.to).and_then(|to| corpus.duties.get(to.index()));
                entry.does.as_ref().or(duty.and_then(|duty| duty.does.as_ref()))
            }
            _ => None,
        }
    }
}

/// The entry at a position: a map's own `get` asks for an id.
fn entry<V>(entries: &[Entry<Id, V>], index: usize) -> Option<&Entry<Id, V>> {
    entries.get(index)
}

fn span_at<V>(entries: &[Entry<Id, V>], index: usize) -> Option<Span> {
    entries.get(index).map(Entry::span)
}

/// Everything nested in an item, with its id.
pub fn within(corpus: &Corpus, item: Loc) -> Vec<(&'static str, &str, Node)> {
    let mut all: Vec<(&'static str, &str, Node)> = Vec::new();
    if let Some(key) = item.collection().nested_key() {
        all.extend(corpus.nested_ids(item).into_iter().enumerate().map(|(index, id)| (key, &**id, Node::from(item.nested(index)))));
    }
    let at = item.index();
    match item.collection() {
        Collection::Priorities => {
            let ids = corpus.priorities[at].measures.iter().map(Entry::id).enumerate();
            all.extend(ids.map(|(index, id)| ("measures", id, Node::part(item, Part::Measure(index as u32)))));
        }
        Collection::Competencies => {
            let ids = corpus.competencies[at].offerings.iter().map(Entry::id).enumerate();
            all.extend(ids.map(|(index, id)| ("offerings", id, Node::part(item, Part::Offering(index as u32)))));
            let ids = corpus.competencies[at].evidence.iter().map(Entry::id).enumerate();
            all.extend(ids.map(|(index, id)| ("evidence", id, Node::part(item, Part::Evidence(index as u32)))));
        }
        _ => {}
    }
    all
}
