//! What every item may say, whatever it is.

use super::decode::{Decoder, Slot};
use super::tree::Node;
use super::{Day, List, Plain, Ref, Text, target};

record! {
    /// That someone looked at an item and found it right.
    part Reviewed {
        /// When.
        on: Option<Day>,
        /// Who, as a role.
        by: Option<Ref<target::Role>>,
        /// What the item relied on at the time, as recorded by the review.
        fingerprint: Option<Text>,
    }
}

record! {
    /// Fields that any item may have.
    part Common {
        /// The same thing in other systems, such as a code in a published taxonomy.
        same_as: List<Text>,
        /// Where the content comes from, with its licence where it needs one.
        source: Option<Text>,
        /// The id it used to have.
        was: Option<Text>,
        /// When it was last reviewed and by whom.
        reviewed: Option<Box<Reviewed>>,
        /// When it should be reviewed next.
        review_by: Option<Day>,
        /// A remark for other authors.
        note: Option<Text>,
        /// Fields of your own: kept, exported, never interpreted.
        x: Option<Plain>,
    }
}

impl Common {
    /// Reads one field, if it is one of these. Makes room for them only when one is there.
    pub fn fill(slot: &mut Option<Box<Common>>, name: &str, value: Node<'_>, cx: &mut Decoder) -> bool {
        let Some(field) = Self::RECORD.fields.iter().find(|field| field.name == name) else { return false };
        if value.is_nothing() {
            return true;
        }
        cx.step(field.name);
        let mut common = slot.take().unwrap_or_default();
        match name {
            "same_as" => common.same_as.fill(value, cx),
            "source" => common.source.fill(value, cx),
            "was" => common.was.fill(value, cx),
            "reviewed" => common.reviewed.fill(value, cx),
            "review_by" => common.review_by.fill(value, cx),
            "note" => common.note.fill(value, cx),
            "x" => common.x.fill(value, cx),
            _ => unreachable!("every field of Common is listed here; a test compares them"),
        }
        cx.step_back();
        // An empty list says no more than no list.
        *slot = (*common != Common::default()).then_some(common);
        true
    }

    /// Adds the stated fields to an item's.
    pub fn encode_into(&self, entries: &mut Vec<(String, Plain)>) {
        if let Plain::Map(own) = super::Value::encode(self) {
            entries.extend(own);
        }
    }
}
