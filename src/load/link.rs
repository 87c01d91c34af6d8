//! Every reference is followed; one that leads nowhere is handed to `lost`.

use super::lost;
use super::unread::Gaps;
use crate::diag::Finding;
use crate::model::{Address, Collection, Corpus, Edge, Form, Index, LinkVisitor, Loc, RefSlot, Role, Target, nearest, path_to, target};
use crate::text::{Files, Piece, Span};
use rayon::prelude::*;
use rustc_hash::FxHashMap;

/// The ids of a corpus, to look up while the corpus itself is being changed.
pub(super) struct Ids {
    /// By collection number: id to position.
    pub(super) items: Vec<Index>,
    /// By collection number and item: the ids nested in it, sorted, with their positions.
    nested: Vec<Vec<Within>>,
    holders: FxHashMap<Piece, Loc>,
}

type Within = Box<[(Piece, u32)]>;

struct Linker<'a> {
    ids: &'a Ids,
    item: Loc,
    /// The maps the walk is inside of, outermost first.
    inside: Vec<(&'static str, usize)>,
    edges: Vec<Edge>,
    lost: Vec<Lost>,
}

/// A reference that leads nowhere.
pub(super) struct Lost {
    pub(super) text: String,
    pub(super) span: Span,
    pub(super) target: &'static Target,
    /// The item it stands in, or what is nested in it.
    pub(super) from: Loc,
    /// The keys that lead to it within the item.
    pub(super) path: String,
}

/// Follows every reference in `corpus`, and returns those that lead somewhere, in the order of the items. Those that
/// lead nowhere are reported, unless they may be defined in what could not be read: the `gaps` of files.
pub(super) fn link(corpus: &mut Corpus, files: &Files, gaps: &[Gaps], findings: &mut Vec<Finding>) -> Vec<Vec<Edge>> {
    let ids = Ids::of(corpus);
    let linkers = corpus.visit(|| Linker {
        ids: &ids,
        item: Loc::item(Collection::Scales, 0),
        inside: Vec::new(),
        edges: Vec::new(),
        lost: Vec::new(),
    });
    let (mut edges, mut lost) = (Vec::with_capacity(linkers.len()), Vec::new());
    for mut linker in linkers {
        lost.extend(linker.lost);
        // They are kept for good.
        linker.edges.shrink_to_fit();
        edges.push(linker.edges);
    }
    lost::report(corpus, &ids, &edges, &lost::Unknown::of(corpus, files, gaps, &lost), lost, findings);
    corpus.restore_indexes(ids.items);
    edges
}

impl Ids {
    fn of(corpus: &mut Corpus) -> Self {
        let nested = Collection::ALL.iter().map(|&collection| nested(corpus, collection)).collect();
        let mut holders = FxHashMap::default();
        for (at, unit) in corpus.units.iter().enumerate() {
            for holder in unit.staff.iter().flat_map(|staff| staff.value.detail.holders.iter()) {
                holders.insert(holder.key.0.value.clone(), Loc::item(Collection::Units, at));
            }
        }
        Ids { items: corpus.take_indexes(), nested, holders }
    }

    pub(super) fn item(&self, collections: &[Collection], id: &str) -> Option<Loc> {
        collections.iter().find_map(|&c| self.items[c as usize].get(id).map(|&at| Loc::item(c, at as usize)))
    }

    fn within(&self, item: Loc, id: &str) -> Option<Loc> {
        let within = self.all_within(item)?;
        let found = within.binary_search_by(|(known, _)| (**known).cmp(id)).ok()?;
        Some(item.nested(within[found].1 as usize))
    }

    fn all_within(&self, item: Loc) -> Option<&Within> {
        self.nested[item.collection() as usize].get(item.index())
    }

    /// Follows an address as its kind asks.
    fn follow(&self, text: &str, target: &Target, here: Loc) -> Option<Loc> {
        match target.form {
            Form::Item => self.item(target.collections, text),
            Form::ItemOrNested => self.item_or_nested(target.collections, text),
            Form::Nested => match text.split_once('/') {
                Some(_) => self.item_or_nested(target.collections, text),
                None => self.within(here.whole(), text),
            },
            Form::RoleOrHolder => self.item(target.collections, text).or_else(|| self.holders.get(text).copied()),
            Form::RoleField => {
                let (role, field) = text.split_once('.')?;
                if is_role_field(field) { self.item(target.collections, role) } else { None }
            }
            Form::Anything => {
                let address = Address::parse(text);
                let places = address.collection.as_ref().map_or(target.collections, std::slice::from_ref);
                let item = self.item(places, address.id)?;
                address.nested.map_or(Some(item), |nested| self.within(item, nested))
            }
        }
    }

    fn item_or_nested(&self, collections: &[Collection], text: &str) -> Option<Loc> {
        // A named collection is allowed everywhere, even where the place implies it.
        let address = Address::parse(text);
        let places = address.collection.as_ref().filter(|c| collections.contains(c)).map_or(collections, std::slice::from_ref);
        let item = self.item(places, address.id)?;
        address.nested.map_or(Some(item), |nested| self.within(item, nested))
    }

    pub(super) fn near(&self, text: &str, target: &Target, here: Loc) -> Vec<String> {
        let ids = |collections: &'static [Collection]| collections.iter().flat_map(|&c| self.items[c as usize].keys()).map(|id| &**id);
        let owned = |names: Vec<&str>| names.into_iter().map(ToOwned::to_owned).collect::<Vec<_>>();
        if let (Form::RoleField, Some((role, field))) = (target.form, text.split_once('.')) {
            let role = if self.item(target.collections, role).is_some() {
                vec![role.to_owned()]
            } else {
                owned(nearest(role, ids(target.collections)))
            };
            let field = if is_role_field(field) { vec![field] } else { nearest(field, role_fields()) };
            return role.iter().take(1).flat_map(|role| field.iter().map(move |field| format!("{role}.{field}"))).collect();
        }
        let (item, nested) = text.split_once('/').map_or((text, None), |(item, nested)| (item, Some(nested)));
        let local = (target.form == Form::Nested && nested.is_none()).then_some(here.whole());
        let home = local.or_else(|| nested.and_then(|_| self.item(target.collections, item)));
        if let Some(within) = home.and_then(|home| self.all_within(home)) {
            let prefix = if local.is_some() { String::new() } else { format!("{item}/") };
            return nearest(nested.unwrap_or(text), within.iter().map(|(id, _)| &**id))
                .into_iter()
                .map(|id| format!("{prefix}{id}"))
                .collect();
        }
        let near = nearest(item, ids(target.collections));
        // Where the nearest item has what was named within it, that is the whole proposal.
        let whole = |id: &str| match (nested, self.item(target.collections, id)) {
            (Some(nested), Some(home)) if self.within(home, nested).is_some() => format!("{id}/{nested}"),
            _ => id.to_owned(),
        };
        near.into_iter().map(whole).collect()
    }
}

/// The ids nested in each item of a collection; nothing where no reference can lead there.
fn nested(corpus: &Corpus, collection: Collection) -> Vec<Within> {
    // Only these may point at anything at all, and most frameworks have few of them.
    let anywhere = corpus.count(Collection::Faq) + corpus.count(Collection::TalkingPoints) > 0;
    let leads_there = |target: &&Target| match target.form {
        Form::ItemOrNested | Form::Nested => target.collections.contains(&collection),
        Form::Anything => anywhere && target.collections.contains(&collection),
        Form::Item | Form::RoleOrHolder | Form::RoleField => false,
    };
    if collection.nested_key().is_none() || !target::ALL.iter().any(leads_there) {
        return Vec::new();
    }
    let items = (0..corpus.count(collection)).into_par_iter();
    let within = items.map(|at| {
        let ids = corpus.nested_ids(Loc::item(collection, at));
        let mut ids: Within = ids.into_iter().cloned().zip(0..).collect();
        ids.sort_unstable();
        ids
    });
    within.collect()
}

fn role_fields() -> impl Iterator<Item = &'static str> {
    Role::RECORD.fields.iter().map(|field| field.name).chain(["coaches.min", "coaches.max", "coaches.roles"])
}

fn is_role_field(field: &str) -> bool {
    role_fields().any(|known| known == field)
}

impl Linker<'_> {
    /// The item that the walk is in, or what is nested in it.
    fn here(&self) -> Loc {
        match self.inside.first() {
            Some(&(field, index)) if self.item.collection().nested_key() == Some(field) => self.item.nested(index),
            _ => self.item,
        }
    }
}

impl LinkVisitor for Linker<'_> {
    fn enter(&mut self, field: &'static str, index: usize) {
        self.inside.push((field, index));
    }

    fn leave(&mut self) {
        self.inside.pop();
    }

    fn reference(&mut self, slot: RefSlot<'_>) {
        *slot.to = self.ids.follow(slot.text, slot.target, self.item);
        let Some(to) = *slot.to else {
            let inside: Vec<&str> = self.inside.iter().map(|(field, _)| *field).collect();
            let path = path_to(self.item.collection(), &inside, slot.field);
            self.lost.push(Lost { text: slot.text.to_owned(), span: slot.span, target: slot.target, from: self.here(), path });
            return;
        };
        let from = self.here();
        self.edges.push(Edge { from, to, span: slot.span, field: slot.field });
    }
}

impl crate::model::ItemVisitor for Linker<'_> {
    fn item(&mut self, loc: Loc) {
        self.item = loc;
    }

    fn as_links(&mut self) -> &mut dyn LinkVisitor {
        self
    }
}
