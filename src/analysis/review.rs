//! When which item was looked at, and when it is to be looked at next.

use crate::model::{Collection, Common, Corpus, Item, Loc, Reviewed};
use crate::text::Span;
use jiff::civil::Date;

/// An item and what it says about being reviewed.
#[derive(Clone, Copy, Debug)]
pub struct Reviewable<'a> {
    /// The item.
    pub loc: Loc,
    /// Its id.
    pub id: &'a str,
    /// Where its id is written.
    pub span: Span,
    /// The fields that any item may have, where it has some.
    pub common: Option<&'a Common>,
}

impl<'a> Reviewable<'a> {
    /// The last review.
    pub fn reviewed(&self) -> Option<&'a Reviewed> {
        self.common?.reviewed.as_deref()
    }

    /// The last review in words: `2026-08-12 by principal`; absent where no day is stated.
    pub fn last_review(&self) -> Option<String> {
        let reviewed = self.reviewed()?;
        let by = reviewed.by.as_ref().map_or(String::new(), |by| format!(" by {}", by.text));
        reviewed.on.map(|on| format!("{}{by}", on.value))
    }

    /// Whether it was reviewed on a day or later.
    pub fn was_reviewed_since(&self, day: Date) -> bool {
        self.reviewed().and_then(|reviewed| reviewed.on).is_some_and(|on| on.last() >= day)
    }
}

/// The items of one collection, in the order of their ids. A scale is a bare list and has room for no such field.
pub fn items(corpus: &Corpus, collection: Collection) -> Vec<Reviewable<'_>> {
    macro_rules! each {
        ($($variant:ident $field:ident),+) => {
            match collection {
                Collection::Scales => Vec::new(),
                $(Collection::$variant => {
                    corpus.$field.iter().enumerate().map(|(at, item)| reviewable(collection, at, item, &item.body.common)).collect()
                })+
            }
        };
    }
    each!(
        Outcomes outcomes, Competencies competencies, Duties duties, Roles roles, Pathways pathways, Priorities priorities,
        Committees committees, Decisions decisions, Units units, Funds funds, Assessments assessments, Faq faq,
        TalkingPoints talking_points
    )
}

fn reviewable<'a, T>(collection: Collection, at: usize, item: &'a Item<T>, common: &'a Option<Box<Common>>) -> Reviewable<'a> {
    Reviewable { loc: Loc::item(collection, at), id: item.id(), span: item.span(), common: common.as_deref() }
}
