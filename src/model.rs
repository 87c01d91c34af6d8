//! The framework as typed, immutable values, each with the place it was read from.
//!
//! One collection per file. A collection is declared once, with `record!`: that declaration *is* the
//! struct, the decoder, the writer, the JSON Schema and the reference documentation, so they cannot drift.
//! Nothing here reads files or knows YAML: [`tree`] is the neutral form that loading produces.

#[macro_use]
mod record;
#[macro_use]
mod choice;

mod address;
mod containers;
mod corpus;
mod decode;
mod edges;
mod link;
mod looks;
mod meant;
mod number;
mod plain;
mod ranges;
mod shape;
mod strangers;
mod table;
mod text_values;
pub mod tree;
mod unread;

mod assessments;
mod committees;
mod common;
mod competencies;
mod decisions;
mod duties;
mod funds;
mod outcomes;
mod pathways;
mod priorities;
mod requirements;
mod roles;
mod scales;
mod settings;
mod units;
mod voices;

pub use address::{Address, ItemAddress, nearest};
pub use assessments::*;
pub use choice::Choice;
pub use committees::*;
pub use common::{Common, Reviewed};
pub use competencies::*;
pub use containers::{Entry, Id, Key, List, Map};
pub use corpus::{Collected, Collection, Corpus, Layer, Loc, Nests};
pub use decisions::*;
pub use decode::{Decoder, Slot, Value, is_slug, slugify};
pub use duties::*;
pub use edges::Edge;
pub(crate) use edges::Edges;
pub use funds::*;
pub use link::{Form, LinkVisitor, Ref, RefSlot, Target, target};
pub use number::{Flag, Int, Money, Number, Percent, PercentValue, Quantity, QuantityValue, Whole};
pub use outcomes::*;
pub use pathways::*;
pub use plain::Plain;
pub use priorities::*;
pub(crate) use ranges::Ranges;
pub use requirements::*;
pub use roles::*;
pub use scales::*;
pub use settings::*;
pub use shape::{Field, RecordShape, Shape};
pub(crate) use table::Index;
pub use table::{Item, ItemVisitor, Table};
pub use text_values::{Day, DayValue, Text};
pub use units::*;
pub(crate) use unread::path_to;
pub use unread::{RestsOn, Unread, UnreadPlace, Unreads};
pub use voices::*;
