//! Every item of a framework, by collection and id.

use super::decode::{Decoder, Value};
use super::tree::{Kind, Node};
use super::*;
use crate::diag::structure;
use crate::text::{Piece, Span};
use std::num::NonZeroU64;

/// A folder that a framework is made of: its own (number 0) or one it extends.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Layer {
    /// The path from the framework's root, `.` for its own.
    pub path: String,
    /// What that folder's settings call it.
    pub name: Option<String>,
}

/// Where something is in a [`Corpus`]: an item, or something nested in it. Eight bytes, and so is
/// `Option<Loc>`: every reference has one.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Loc(NonZeroU64);

/// Bits for the position of an item, and as many for what is nested in it; the collection stands above both.
const BITS: u32 = 28;
const MASK: u64 = (1 << BITS) - 1;

impl Loc {
    /// An item.
    pub fn item(collection: Collection, item: usize) -> Self {
        Loc::pack(collection as u64 + 1, item as u64, 0)
    }

    /// Entry `index` of what is addressable within the item: a role's responsibility, a priority's
    /// action, an assessment's item.
    pub fn nested(self, index: usize) -> Self {
        Loc::pack(self.0.get() >> (2 * BITS), self.0.get() >> BITS, index as u64 + 1)
    }

    // The collection's number is kept plus one, so the whole is never zero.
    fn pack(collection: u64, item: u64, nested: u64) -> Self {
        let packed = (collection << (2 * BITS)) | ((item & MASK) << BITS) | (nested & MASK);
        Loc(NonZeroU64::new(packed).unwrap_or(NonZeroU64::MIN))
    }

    /// The collection.
    pub fn collection(self) -> Collection {
        Collection::ALL[((self.0.get() >> (2 * BITS)) as usize - 1).min(Collection::ALL.len() - 1)]
    }

    /// The position of the nested entry, if it is one.
    pub fn nested_index(self) -> Option<usize> {
        ((self.0.get() & MASK) as usize).checked_sub(1)
    }

    /// The item, whatever is nested in it.
    pub fn whole(self) -> Self {
        Loc(NonZeroU64::new(self.0.get() & !MASK).unwrap_or(self.0))
    }

    /// The item's position in its collection.
    pub fn index(self) -> usize {
        ((self.0.get() >> BITS) & MASK) as usize
    }
}

impl std::fmt::Debug for Loc {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}[{}]", self.collection().name(), self.index())?;
        self.nested_index().map_or(Ok(()), |nested| write!(f, "[{nested}]"))
    }
}

/// What the items of a collection are.
pub trait Collected {
    /// The collection.
    const COLLECTION: Collection;
}

/// What an item is, with what makes an address within it.
pub trait Nests {
    /// The key of the map whose entries have addresses of their own, if there is one.
    const NESTED: Option<&'static str> = None;
    /// The ids of that map's entries.
    fn nested_ids(&self) -> impl Iterator<Item = &Piece> {
        std::iter::empty()
    }
    /// What people call the item, if it says.
    fn title(&self) -> Option<&str>;
    /// The id that it says it used to have.
    fn was(&self) -> Option<&str> {
        None
    }
}

macro_rules! titled {
    ($($ty:ident $field:ident;)+) => {$(
        impl Nests for $ty {
            fn title(&self) -> Option<&str> {
                self.$field.as_ref().map(|text| &*text.value)
            }
            fn was(&self) -> Option<&str> {
                self.common.as_ref()?.was.as_ref().map(|text| &*text.value)
            }
        }
    )+};
    ($($ty:ident $field:ident / $nested:ident;)+) => {$(
        impl Nests for $ty {
            const NESTED: Option<&'static str> = Some(stringify!($nested));
            fn nested_ids(&self) -> impl Iterator<Item = &Piece> {
                self.$nested.iter().map(|entry| &entry.key.0.value)
            }
            fn title(&self) -> Option<&str> {
                self.$field.as_ref().map(|text| &*text.value)
            }
            fn was(&self) -> Option<&str> {
                self.common.as_ref()?.was.as_ref().map(|text| &*text.value)
            }
        }
    )+};
}

titled! {
    Outcome title; Competency title; Duty does; Pathway title; Committee title; Decision question; Unit title; Fund title;
    Question asks; TalkingPoint says;
}
titled! { Role title / responsibilities; Priority title / actions; Assessment title / items; }

impl Nests for Scale {
    fn title(&self) -> Option<&str> {
        None
    }
}

macro_rules! collections {
    ($($(#[doc = $doc:literal])+ $variant:ident $field:ident $ty:ident,)+) => {
        /// A top-level key of a framework's files.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Collection { $($(#[doc = $doc])+ $variant,)+ }

        impl Collection {
            /// Every collection, in the order of the documentation.
            pub const ALL: &'static [Collection] = &[$(Collection::$variant),+];

            /// The key.
            pub fn name(self) -> &'static str {
                match self { $(Collection::$variant => stringify!($field)),+ }
            }

            /// What it holds.
            pub fn doc(self) -> &'static str {
                match self { $(Collection::$variant => concat!($($doc),+)),+ }
            }

            /// What one of its items looks like.
            pub fn shape(self) -> Shape {
                match self { $(Collection::$variant => <$ty as Value>::SHAPE),+ }
            }

            /// The key under which its items hold items that have addresses of their own.
            pub fn nested_key(self) -> Option<&'static str> {
                match self { $(Collection::$variant => <$ty as Nests>::NESTED),+ }
            }
        }

        $(impl Collected for $ty {
            const COLLECTION: Collection = Collection::$variant;
        })+

        /// All items of a framework and its layers, linked.
        #[derive(Clone, Debug, Default)]
        pub struct Corpus {
            $( $(#[doc = $doc])+ pub $field: Table<$ty>, )+
            /// The framework's settings.
            pub settings: Settings,
            /// The framework's own folder, then those it extends.
            pub layers: Vec<Layer>,
            /// What was written and could not be read.
            pub unread: Unreads,
            /// Ids that cannot be ids, as written, and those under which their items are kept.
            pub(crate) written_ids: Vec<(Collection, String, String)>,
            pub(crate) edges: Edges,
        }

        impl Corpus {
            /// Reads the items of one collection from a map of one file. The items are not linked yet.
            pub fn read(&mut self, collection: Collection, node: Node<'_>, layer: u16, cx: &mut Decoder) {
                match collection { $(Collection::$variant => read_items(&mut self.$field, collection, node, layer, cx)),+ }
            }

            /// Takes over the items of a part that was read apart.
            pub fn absorb(&mut self, part: Corpus) {
                $( self.$field.absorb(part.$field); )+
                self.unread.extend(part.unread.iter().cloned());
                self.written_ids.extend(part.written_ids);
            }

            /// Sorts every collection and leaves out ids that are there twice: (collection, the later, the one kept).
            pub fn settle(&mut self) -> Vec<(Collection, Text, Text)> {
                let mut clashes: Vec<Vec<(Collection, Text, Text)>> = vec![Vec::new(); Collection::ALL.len()];
                let mut rooms = clashes.iter_mut();
                rayon::scope(|scope| {
                    $( if let Some(room) = rooms.next() {
                        let table = &mut self.$field;
                        scope.spawn(move |_| {
                            table.settle(|later, kept| room.push((Collection::$variant, later.id.clone(), kept.id.clone())));
                        });
                    } )+
                });
                clashes.into_iter().flatten().collect()
            }

            /// Lets every item whose id was written as none can be be found by what was written, too.
            pub(crate) fn name_as_written(&mut self) {
                for (collection, written, id) in &self.written_ids {
                    match collection { $(Collection::$variant => self.$field.name_also(written, id)),+ }
                }
            }

            /// Walks over every reference of every item; returns the visitors in the order of the items.
            pub(crate) fn visit<V: ItemVisitor + Send>(&mut self, new: impl Fn() -> V + Sync) -> Vec<V> {
                let mut all = Vec::new();
                $( all.extend(self.$field.links(Collection::$variant, &new)); )+
                all
            }

            /// Lends out the index of every collection, by number, while the items are being changed.
            pub(crate) fn take_indexes(&mut self) -> Vec<Index> {
                vec![$( self.$field.take_index() ),+]
            }

            /// Takes them back.
            pub(crate) fn restore_indexes(&mut self, indexes: Vec<Index>) {
                let mut indexes = indexes.into_iter();
                $( self.$field.restore_index(indexes.next().unwrap_or_default()); )+
            }

            /// The position of an id in a collection.
            pub fn position(&self, collection: Collection, id: &str) -> Option<usize> {
                match collection { $(Collection::$variant => self.$field.position(id)),+ }
            }

            /// The ids of a collection, sorted.
            pub fn ids(&self, collection: Collection) -> Vec<&str> {
                match collection { $(Collection::$variant => self.$field.iter().map(Item::id).collect()),+ }
            }

            /// How many items a collection has.
            pub fn count(&self, collection: Collection) -> usize {
                match collection { $(Collection::$variant => self.$field.len()),+ }
            }

            /// The ids nested in an item.
            pub fn nested_ids(&self, loc: Loc) -> Vec<&Piece> {
                match loc.collection() { $(Collection::$variant => self.$field[loc.index()].nested_ids().collect()),+ }
            }

            /// The id of what is nested in an item, if `loc` is that.
            pub fn nested_id(&self, loc: Loc) -> Option<&str> {
                let at = loc.nested_index()?;
                match loc.collection() { $(Collection::$variant => self.$field[loc.index()].nested_ids().nth(at).map(|id| &**id)),+ }
            }

            /// The id of an item and where it is written.
            pub fn id_of(&self, loc: Loc) -> &Text {
                match loc.collection() { $(Collection::$variant => &self.$field[loc.index()].id),+ }
            }

            /// The layer an item comes from.
            pub fn layer_of(&self, loc: Loc) -> u16 {
                match loc.collection() { $(Collection::$variant => self.$field[loc.index()].layer),+ }
            }

            /// What people call an item; its id where it has no title.
            pub fn title_of(&self, loc: Loc) -> &str {
                match loc.collection() { $(Collection::$variant => {
                    let item = &self.$field[loc.index()];
                    item.title().unwrap_or(item.id())
                }),+ }
            }

            /// The id that an item says it used to have.
            pub(crate) fn was(&self, loc: Loc) -> Option<&str> {
                match loc.collection() { $(Collection::$variant => self.$field[loc.index()].was()),+ }
            }

            /// An item the way it is written.
            pub fn encode(&self, loc: Loc) -> Plain {
                match loc.collection() { $(Collection::$variant => self.$field[loc.index()].body.encode()),+ }
            }

            /// How many items there are in all.
            pub fn len(&self) -> usize {
                0 $( + self.$field.len() )+
            }
        }
    };
}

collections! {
    /// Scales: ordered levels of proficiency, lowest first.
    Scales scales Scale,
    /// Outcomes: the Portrait of a Learner.
    Outcomes outcomes Outcome,
    /// Competencies: what an educator can do, observably.
    Competencies competencies Competency,
    /// Duties: work that several roles share, written once.
    Duties duties Duty,
    /// Roles: who does what.
    Roles roles Role,
    /// Pathways: how a career grows without leaving the classroom.
    Pathways pathways Pathway,
    /// Priorities: what this year is for.
    Priorities priorities Priority,
    /// Committees: groups that decide, advise or run.
    Committees committees Committee,
    /// Decisions: decision rights, and what is tight or loose.
    Decisions decisions Decision,
    /// Units: the system, its schools and teams.
    Units units Unit,
    /// Funds: what pays.
    Funds funds Fund,
    /// Assessments: readiness, needs, strengths, enabling conditions.
    Assessments assessments Assessment,
    /// FAQ: what people ask, and the answers.
    Faq faq Question,
    /// Talking points: what to say to whom.
    TalkingPoints talking_points TalkingPoint,
}

impl Collection {
    /// The collection of that key.
    pub fn parse(name: &str) -> Option<Collection> {
        Collection::ALL.iter().copied().find(|collection| collection.name() == name)
    }

    /// One of its items, in words: `role`, `talking point`.
    pub fn one(self) -> &'static str {
        match self {
            Collection::Scales => "scale",
            Collection::Outcomes => "outcome",
            Collection::Competencies => "competency",
            Collection::Duties => "duty",
            Collection::Roles => "role",
            Collection::Pathways => "pathway",
            Collection::Priorities => "priority",
            Collection::Committees => "committee",
            Collection::Decisions => "decision",
            Collection::Units => "unit",
            Collection::Funds => "fund",
            Collection::Assessments => "assessment",
            Collection::Faq => "faq entry",
            Collection::TalkingPoints => "talking point",
        }
    }
}

fn read_items<T: Value>(table: &mut Table<T>, collection: Collection, node: Node<'_>, layer: u16, cx: &mut Decoder) {
    if node.is_nothing() {
        return;
    }
    if node.kind() != Kind::Map {
        let message = format!("“{}” should be a map from ids to items", collection.name());
        cx.whole_collection_not_read(collection, node.span());
        cx.report(&structure::WRONG_TYPE, "wrong-kind", Span { end: node.span().start + 1, ..node.span() }, message).help(format!(
            "Start each {} with its id and a colon on a line of its own, and indent what it says below it.",
            collection.one()
        ));
        return;
    }
    for (key, value) in node.entries() {
        let Some(written) = cx.enter_field(key) else { continue };
        // An id that cannot be one is reported, and the item is read all the same under the nearest that can.
        let repaired = if is_slug(written) { None } else { Some(slugify(written)).filter(|id| !id.is_empty()) };
        let id = repaired.as_deref().unwrap_or(written);
        cx.begin_item(collection.name(), id);
        if cx.check_id(written, key.span()) || repaired.is_some() {
            let body = if value.is_nothing() { None } else { T::decode(value, cx) };
            if value.is_nothing() {
                cx.report(&structure::WRONG_TYPE, "says-nothing", key.span(), format!("the {} “{id}” says nothing", collection.one()))
                    .help("Indent its fields below it, or remove it.");
                cx.not_read(key.span(), None);
            }
            if let Some(body) = body {
                table.push(Item { id: Text::new(cx.piece(id), key.span()), layer, body });
                if repaired.is_some() {
                    cx.written_ids.push((collection, written.to_owned(), id.to_owned()));
                }
            }
        } else {
            cx.whole_collection_not_read(collection, key.span());
        }
        cx.end_item();
    }
}

impl Corpus {
    /// Whether there is no item at all.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The address of something: `roles/team-lead`, `priorities/reading/weekly-cycle`.
    pub fn address(&self, loc: Loc) -> ItemAddress<'_> {
        ItemAddress { collection: loc.collection(), id: &self.id_of(loc).value, nested: loc.nested_index().map(|_| (self, loc)) }
    }

    /// Where an item, or what is nested in it, has its id.
    pub fn span_of(&self, loc: Loc) -> Span {
        let nested = loc.nested_index().and_then(|at| match loc.collection() {
            Collection::Roles => <[_]>::get(&self.roles[loc.index()].responsibilities, at).map(Entry::span),
            Collection::Priorities => <[_]>::get(&self.priorities[loc.index()].actions, at).map(Entry::span),
            Collection::Assessments => <[_]>::get(&self.assessments[loc.index()].items, at).map(Entry::span),
            _ => None,
        });
        nested.unwrap_or_else(|| self.id_of(loc).span)
    }

    /// What an address leads to; with no collection named, the first in documentation order that has the id.
    pub fn find(&self, address: &Address<'_>) -> Option<Loc> {
        let places: &[Collection] = match &address.collection {
            Some(collection) => std::slice::from_ref(collection),
            None => Collection::ALL,
        };
        places.iter().find_map(|&collection| {
            let item = Loc::item(collection, self.position(collection, address.id)?);
            match address.nested {
                None => Some(item),
                Some(nested) => self.nested_ids(item).iter().position(|id| ***id == *nested).map(|at| item.nested(at)),
            }
        })
    }

    /// Takes the references found while linking.
    pub(crate) fn set_edges(&mut self, edges: Edges) {
        self.edges = edges;
    }

    /// How many items each collection has, by its number.
    pub(crate) fn counts(&self) -> Vec<usize> {
        Collection::ALL.iter().map(|&collection| self.count(collection)).collect()
    }

    /// Every reference that was followed, by what refers.
    pub fn edges(&self) -> impl Iterator<Item = &Edge> {
        self.edges.all()
    }

    /// The references of each item that refers to anything.
    pub fn edges_by_item(&self) -> impl Iterator<Item = &[Edge]> {
        self.edges.by_item()
    }

    /// The references made by an item and everything nested in it.
    pub fn edges_from(&self, loc: Loc) -> &[Edge] {
        self.edges.from(loc)
    }

    /// The references made to an item and everything nested in it.
    pub fn edges_to(&self, loc: Loc) -> impl Iterator<Item = &Edge> {
        self.edges.to(loc)
    }

    /// Whether anything refers to an item or to something nested in it.
    pub fn is_named(&self, loc: Loc) -> bool {
        self.edges_to(loc).next().is_some()
    }

    /// The role a reference leads to.
    pub fn role(&self, loc: Option<Loc>) -> Option<&Item<Role>> {
        loc.filter(|loc| loc.collection() == Collection::Roles).map(|loc| &self.roles[loc.index()])
    }

    /// The levels' order: 0 is the highest.
    pub fn level_rank(&self, level: &str) -> Option<usize> {
        self.settings.level_rank(level)
    }

    /// The scale a competency is measured on: its own, or the only one there is.
    pub fn scale_of(&self, competency: &Competency) -> Option<&Scale> {
        match &competency.scale {
            Some(scale) => scale.to.map(|loc| &self.scales[loc.index()].body),
            None if self.scales.len() == 1 => Some(&self.scales[0].body),
            None => None,
        }
    }
}
