//! The items of one collection: gathered while files are read, then kept in the order of their ids.

use super::Text;
use super::address::ItemAddress;
use super::corpus::{Collected, Collection, Loc};
use super::decode::Value;
use super::link::LinkVisitor;
use crate::text::Span;
use compact_str::CompactString;
use rayon::prelude::*;
use rustc_hash::FxHashMap;

/// One item: its id, where it comes from, and what it says.
#[derive(Clone, Debug)]
pub struct Item<T> {
    /// The id, and where it is written.
    pub id: Text,
    /// 0 for the framework's own, else the layer it comes from.
    pub layer: u16,
    /// What it says.
    pub body: T,
}

impl<T> std::ops::Deref for Item<T> {
    type Target = T;
    fn deref(&self) -> &T {
        &self.body
    }
}

impl<T> Item<T> {
    /// The id.
    pub fn id(&self) -> &str {
        &self.id.value
    }

    /// The address: `roles/team-lead`.
    pub fn address(&self) -> ItemAddress<'_>
    where
        T: Collected,
    {
        ItemAddress { collection: T::COLLECTION, id: self.id(), nested: None }
    }

    /// Where the id is written: the place of a finding about the whole item.
    pub fn span(&self) -> Span {
        self.id.span
    }

    /// Whether it is the framework's own.
    pub fn is_own(&self) -> bool {
        self.layer == 0
    }
}

/// From the ids of a collection to positions. Short ids lie in the table itself, so that following a reference
/// looks at one place in memory.
pub(crate) type Index = FxHashMap<CompactString, u32>;

/// The items of one collection, side by side in memory and sorted by id: every rule walks over them.
#[derive(Clone, Debug)]
pub struct Table<T> {
    items: Vec<Item<T>>,
    by_id: Index,
    /// Items as they were read, a few files at a time; nothing once the table is settled.
    read: Vec<Vec<Read<T>>>,
}

/// An item as it was read, with the beginning of its id, which decides nearly always where it goes: when it is
/// sorted, its text is no longer at hand.
#[derive(Clone, Debug)]
struct Read<T> {
    begins: [u8; BEGINNING],
    item: Option<Item<T>>,
}

/// Bytes of an id that are kept beside it.
const BEGINNING: usize = 16;

impl<T> Read<T> {
    fn new(item: Item<T>) -> Self {
        let mut begins = [0; BEGINNING];
        begins.iter_mut().zip(item.id().bytes()).for_each(|(to, byte)| *to = byte);
        Read { begins, item: Some(item) }
    }
}

impl<T> Default for Table<T> {
    fn default() -> Self {
        Table { items: Vec::new(), by_id: Index::default(), read: Vec::new() }
    }
}

impl<T> std::ops::Deref for Table<T> {
    type Target = [Item<T>];
    fn deref(&self) -> &[Item<T>] {
        &self.items
    }
}

impl<'a, T> IntoIterator for &'a Table<T> {
    type Item = &'a Item<T>;
    type IntoIter = std::slice::Iter<'a, Item<T>>;
    fn into_iter(self) -> Self::IntoIter {
        self.items.iter()
    }
}

impl<T> Table<T> {
    /// The item of that id.
    pub fn find(&self, id: &str) -> Option<&Item<T>> {
        self.position(id).map(|at| &self.items[at])
    }

    /// The position of the item of that id.
    pub fn position(&self, id: &str) -> Option<usize> {
        self.by_id.get(id).map(|&at| at as usize)
    }

    /// Gathers an item that was read.
    pub(super) fn push(&mut self, item: Item<T>) {
        match self.read.last_mut() {
            Some(last) => last.push(Read::new(item)),
            None => self.read.push(vec![Read::new(item)]),
        }
    }

    /// Takes over what was gathered apart.
    pub(super) fn absorb(&mut self, part: Table<T>) {
        self.read.extend(part.read);
    }

    /// Sorts what was gathered by id (the framework's own first, then files in order) and keeps the first of each
    /// id; the others are handed to `clash` with the one that was kept.
    pub(super) fn settle(&mut self, mut clash: impl FnMut(&Item<T>, &Item<T>))
    where
        T: Send + Sync,
    {
        let mut read = std::mem::take(&mut self.read);
        let order = in_order(&read);
        self.items.reserve_exact(order.len());
        self.by_id.reserve(order.len());
        let mut before = [0; BEGINNING];
        for place in order {
            let begins = std::mem::replace(&mut before, place.begins);
            let Some(item) = read[place.part as usize][place.at as usize].item.take() else { continue };
            match self.items.last().filter(|kept| begins == place.begins && kept.id.value == item.id.value) {
                Some(kept) => clash(&item, kept),
                None => {
                    self.by_id.insert(place.id(&item), self.items.len() as u32);
                    self.items.push(item);
                }
            }
        }
    }

    /// Lets the item of an id be found by another name too.
    pub(super) fn name_also(&mut self, name: &str, id: &str) {
        if let Some(&at) = self.by_id.get(id) {
            self.by_id.entry(name.into()).or_insert(at);
        }
    }

    /// Lends out the index while the items are being changed.
    pub(super) fn take_index(&mut self) -> Index {
        std::mem::take(&mut self.by_id)
    }

    /// Takes it back.
    pub(super) fn restore_index(&mut self, index: Index) {
        self.by_id = index;
    }

    /// Walks over the references of all items, a chunk at a time in parallel, each chunk with a visitor of its own.
    pub(super) fn links<V: ItemVisitor + Send>(&mut self, collection: Collection, new: &(impl Fn() -> V + Sync)) -> Vec<V>
    where
        T: Value + Send,
    {
        let chunks = self.items.par_chunks_mut(CHUNK).enumerate().with_max_len(1);
        let visited = chunks.map(|(chunk, items)| {
            let mut visitor = new();
            for (at, item) in items.iter_mut().enumerate() {
                visitor.item(Loc::item(collection, chunk * CHUNK + at));
                item.body.links("", visitor.as_links());
            }
            visitor
        });
        visited.collect()
    }
}

/// Where an item was gathered, with the beginning of its id.
struct Place {
    begins: [u8; BEGINNING],
    part: u32,
    at: u32,
}

impl Place {
    /// The id, from its beginning where that is all of it.
    fn id<T>(&self, item: &Item<T>) -> CompactString {
        let whole = self.begins.iter().position(|&byte| byte == 0).and_then(|end| std::str::from_utf8(&self.begins[..end]).ok());
        whole.unwrap_or_else(|| item.id()).into()
    }
}

/// The places of all that was gathered, by id, then layer, then place in the files.
fn in_order<T: Sync>(read: &[Vec<Read<T>>]) -> Vec<Place> {
    let parts = read.iter().zip(0u32..);
    let places = parts.flat_map(|(items, part)| items.iter().zip(0u32..).map(move |(read, at)| Place { begins: read.begins, part, at }));
    let mut order: Vec<Place> = places.collect();
    let whole = |place: &Place| {
        let item = read[place.part as usize][place.at as usize].item.as_ref();
        item.map(|item| (&item.id.value, item.layer, item.id.span))
    };
    order.par_sort_unstable_by(|a, b| a.begins.cmp(&b.begins).then_with(|| whole(a).cmp(&whole(b))));
    order
}

/// Items that one visitor walks over: few enough for what it finds to fit where read items lay before.
const CHUNK: usize = 64;

/// A [`LinkVisitor`] that is told which item the walk is in.
pub trait ItemVisitor: LinkVisitor {
    /// The walk comes to this item.
    fn item(&mut self, loc: Loc);
    /// The same visitor for what is inside.
    fn as_links(&mut self) -> &mut dyn LinkVisitor;
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Outcome;
    use crate::text::{FileId, Spanned};
    use proptest::prelude::*;

    proptest! {
        /// Ids that are the same for as long as what is kept beside them, and longer ones that begin alike.
        #[test]
        fn the_first_of_each_id_is_kept_in_order(read in prop::collection::vec((0u16..3, "[ab]{1,2}|an-id-of-16-byte[ab]{0,3}"), 0..30), together in 1usize..5) {
            let item = |(at, (layer, id)): (usize, &(u16, String))| {
                let span = Span::new(FileId(u32::from(*layer)), at, at);
                Item { id: Spanned::new(id.as_str().into(), span), layer: *layer, body: Outcome::default() }
            };
            let all: Vec<Item<Outcome>> = read.iter().enumerate().map(item).collect();
            let mut table = Table::default();
            for part in all.chunks(together) {
                let mut gathered = Table::default();
                part.iter().cloned().for_each(|item| gathered.push(item));
                table.absorb(gathered);
            }
            let mut left_out = Vec::new();
            table.settle(|later, kept| left_out.push((later.id.clone(), kept.id.clone())));

            let mut expected = all.clone();
            expected.sort_by(|a, b| (a.id(), a.layer, a.id.span).cmp(&(b.id(), b.layer, b.id.span)));
            let mut clashes = Vec::new();
            expected.dedup_by(|later, kept| {
                let same = later.id() == kept.id();
                if same {
                    clashes.push((later.id.clone(), kept.id.clone()));
                }
                same
            });
            let place = |item: &Item<Outcome>| (item.id().to_owned(), item.id.span);
            prop_assert_eq!(table.iter().map(place).collect::<Vec<_>>(), expected.iter().map(place).collect::<Vec<_>>());
            prop_assert_eq!(left_out, clashes);
            for (at, item) in expected.iter().enumerate() {
                prop_assert_eq!(table.position(item.id()), Some(at));
            }
            prop_assert_eq!(table.position("nobody"), None);
        }
    }
}
