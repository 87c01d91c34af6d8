//! From a tree to typed values: what is wrong is reported, what is right is kept.
//!
//! Nothing here stops at a problem: a field that cannot be read is reported and left out, and its
//! neighbours are read all the same.

use super::tree::{Kind, Node};
use super::{Collection, LinkVisitor, Plain, RecordShape, Shape, Unread, UnreadPlace};
use crate::diag::{Finding, RuleMeta, structure};
use crate::text::{FileId, Piece, Source, Span, excerpt};

/// Something that stands as one value.
pub trait Value: Sized {
    /// What it may look like.
    const SHAPE: Shape;

    /// Reads it; reports and returns nothing where it cannot be read.
    fn decode(node: Node<'_>, cx: &mut Decoder) -> Option<Self>;

    /// Shows every reference in it to `visitor`.
    fn links(&mut self, field: &'static str, visitor: &mut dyn LinkVisitor) {
        let _ = (field, visitor);
    }

    /// The way it is written.
    fn encode(&self) -> Plain;
}

/// Something a record keeps under a key: absent until it is filled.
pub trait Slot: Default {
    /// What its value may look like.
    const SHAPE: Shape;

    /// Reads the value under the key.
    fn fill(&mut self, node: Node<'_>, cx: &mut Decoder);

    /// Shows every reference in it to `visitor`.
    fn links(&mut self, field: &'static str, visitor: &mut dyn LinkVisitor);

    /// The way it is written; nothing where it is absent.
    fn encode(&self) -> Option<Plain>;
}

impl<T: Value> Slot for Option<T> {
    const SHAPE: Shape = T::SHAPE;

    fn fill(&mut self, node: Node<'_>, cx: &mut Decoder) {
        *self = T::decode(node, cx);
    }

    fn links(&mut self, field: &'static str, visitor: &mut dyn LinkVisitor) {
        if let Some(value) = self {
            value.links(field, visitor);
        }
    }

    fn encode(&self) -> Option<Plain> {
        self.as_ref().map(Value::encode)
    }
}

impl<T: Value> Value for Box<T> {
    const SHAPE: Shape = T::SHAPE;

    fn decode(node: Node<'_>, cx: &mut Decoder) -> Option<Self> {
        T::decode(node, cx).map(Box::new)
    }

    fn links(&mut self, field: &'static str, visitor: &mut dyn LinkVisitor) {
        (**self).links(field, visitor);
    }

    fn encode(&self) -> Plain {
        (**self).encode()
    }
}

/// What decoding one file needs to know and what it has found.
#[derive(Debug)]
pub struct Decoder {
    file: FileId,
    /// The whole text of the file, of which texts are kept as pieces.
    source: Source,
    /// The address of the item being read, for findings.
    address: String,
    /// The key being read and where it stands.
    field: (String, Span),
    /// Whether required fields may be left out (local overrides of a role).
    pub(super) partial: bool,
    /// The keys that lead to what is being read within its item.
    path: Vec<&'static str>,
    /// How many keys were no field of anything.
    pub(super) unknown: usize,
    /// What could not be read.
    pub unread: Vec<Unread>,
    /// Ids that cannot be ids, and those under which their items are kept.
    pub written_ids: Vec<(Collection, String, String)>,
    /// What was wrong.
    pub findings: Vec<Finding>,
}

impl Decoder {
    /// For the file of that number.
    pub fn new(file: FileId, source: &Source) -> Self {
        let nowhere = Span::new(file, 0, 0);
        Decoder {
            file,
            source: Source::clone(source),
            address: String::new(),
            field: (String::new(), nowhere),
            partial: false,
            path: Vec::new(),
            unknown: 0,
            unread: Vec::new(),
            written_ids: Vec::new(),
            findings: Vec::new(),
        }
    }

    /// The file being read.
    pub fn file(&self) -> FileId {
        self.file
    }

    /// A text of the file, to be kept.
    pub fn piece(&self, text: &str) -> Piece {
        Piece::of(&self.source, text)
    }

    /// A node as the file has it.
    pub fn written(&self, node: Node<'_>) -> &str {
        self.source.get(node.span().range()).unwrap_or("").trim_end()
    }

    /// The file up to where something stands.
    pub(super) fn text_before(&self, span: Span) -> &str {
        self.source.get(..span.start as usize).unwrap_or("")
    }

    /// The file from where something ends.
    pub(super) fn text_behind(&self, span: Span) -> &str {
        self.source.get(span.end as usize..).unwrap_or("")
    }

    /// From here on, findings are about this item.
    pub fn begin_item(&mut self, collection: &str, id: &str) {
        self.address.clear();
        self.address.extend([collection, "/", id]);
    }

    /// From here on, findings are about no item.
    pub fn end_item(&mut self) {
        self.address.clear();
    }

    /// Runs `read` with `/id` added to the address, for items within items.
    pub fn nested<T>(&mut self, id: &str, read: impl FnOnce(&mut Self) -> T) -> T {
        let before = self.address.len();
        self.address.push('/');
        self.address.push_str(id);
        let result = read(self);
        self.address.truncate(before);
        result
    }

    /// Goes into the value of a field.
    pub fn step(&mut self, key: &'static str) {
        self.path.push(key);
    }

    /// Comes back from it.
    pub fn step_back(&mut self) {
        self.path.pop();
    }

    /// Whether the value of this field is being read.
    pub(super) fn is_under(&self, key: &str) -> bool {
        self.path.last() == Some(&key)
    }

    /// Notes that what is being read here, or `key` in it, is written and could not be read.
    pub fn not_read(&mut self, span: Span, key: Option<&'static str>) {
        let path: Vec<&str> = self.path.iter().copied().chain(key).collect();
        self.unread.push(Unread { item: self.address.clone(), path: path.join("."), place: UnreadPlace::At(span) });
    }

    /// Notes that some items of a collection are written and could not be read.
    pub fn whole_collection_not_read(&mut self, collection: Collection, span: Span) {
        self.unread.push(Unread { item: collection.name().to_owned(), path: String::new(), place: UnreadPlace::At(span) });
    }

    /// Notes that something is written and could not be read, and that it may be anything.
    pub fn anything_not_read(&mut self, span: Span) {
        self.unread.push(Unread { item: String::new(), path: String::new(), place: UnreadPlace::At(span) });
    }

    /// Runs `read` with required fields waived.
    pub fn partially<T>(&mut self, read: impl FnOnce(&mut Self) -> T) -> T {
        let before = std::mem::replace(&mut self.partial, true);
        let result = read(self);
        self.partial = before;
        result
    }

    /// Reports a problem of shape.
    pub fn report(&mut self, rule: &'static RuleMeta, case: &str, span: Span, message: String) -> &mut Finding {
        let mut finding = Finding::new(rule, rule.case(case), Some(span), message);
        if !self.address.is_empty() {
            finding.item(self.address.clone());
        }
        self.findings.push(finding);
        let last = self.findings.len() - 1;
        &mut self.findings[last]
    }

    /// Starts on a record: a map is what is wanted. Returns where the record's name stands.
    pub fn open_record(&mut self, node: Node<'_>, record: &'static RecordShape) -> Option<Span> {
        if node.kind() == Kind::Map {
            return Some(self.field.1);
        }
        self.wrong_type(node, &Shape::Record(record));
        None
    }

    /// Notes the key being read; a key that is not text is reported.
    pub fn enter_field<'t>(&mut self, key: Node<'t>) -> Option<&'t str> {
        match key.scalar() {
            Some(name) => {
                self.field.0.clear();
                self.field.0.push_str(name);
                self.field.1 = key.span();
                Some(name)
            }
            None => {
                self.not_read(key.span(), None);
                self.report(&structure::WRONG_TYPE, "wrong-kind", key.span(), "a key must be plain text, not a list or a map".into())
                    .help("Write the name of a field, then a colon, then its value.");
                None
            }
        }
    }

    /// Reports a value of another kind than the field asks for.
    pub fn wrong_type(&mut self, node: Node<'_>, wanted: &Shape) {
        let found = match node.kind() {
            Kind::Scalar(_) => format!("the text “{}”", excerpt(node.scalar().unwrap_or(""), 40)),
            Kind::List => "a list".into(),
            Kind::Map => "a map".into(),
        };
        let message = format!("{} should be {}, but here stands {found}", self.field_words(), wanted.words());
        self.not_read(point_at(node), None);
        self.report(&structure::WRONG_TYPE, "wrong-kind", point_at(node), message).help(wanted.how());
    }

    /// Reports a value that the field cannot take.
    pub fn bad_value(&mut self, span: Span, text: &str, problem: &str) -> &mut Finding {
        let message = format!("{} says “{}”, {problem}", self.field_words(), excerpt(text, 60));
        self.not_read(span, None);
        self.report(&structure::BAD_VALUE, "not-allowed", span, message)
    }

    /// Reports a word that is none of those the field takes, with the nearest.
    pub fn bad_choice(&mut self, span: Span, text: &str, names: &[&str]) {
        let same = names.iter().copied().find(|name| slugify(name) == slugify(text));
        let help = match same.as_ref().or(super::address::nearest(text, names.iter().copied()).first()) {
            Some(near) => format!("Did you mean “{near}”? It can be: {}.", names.join(", ")),
            None => format!("It can be: {}.", names.join(", ")),
        };
        self.bad_value(span, text, "which is not one of its words").help(help);
    }

    /// Reports an id that is not a slug; says whether it can be used all the same.
    pub fn check_id(&mut self, id: &str, span: Span) -> bool {
        if id.len() > LONGEST_ID && id.chars().count() > LONGEST_ID {
            let message = format!("the id “{}” has {} characters; an id has at most {LONGEST_ID}", excerpt(id, 40), id.chars().count());
            self.report(&structure::BAD_ID, "too-long", span, message).help("Give it a short id and put the long name in “title”.");
            return false;
        }
        if is_slug(id) {
            return true;
        }
        let message = format!("“{}” cannot be an id", excerpt(id, 60));
        let proposal = slugify(id);
        let example = if proposal.is_empty() { "team-lead" } else { &proposal };
        self.report(&structure::BAD_ID, "not-a-slug", span, message).help(format!(
            "An id is lower-case letters, digits and single hyphens, for example “{example}”. The name people read goes in “title”."
        ));
        false
    }

    /// Where the key being read stands.
    pub fn field_span(&self) -> Span {
        self.field.1
    }

    pub(super) fn field_words(&self) -> String {
        if self.field.0.is_empty() { "this".into() } else { format!("“{}”", excerpt(&self.field.0, 40)) }
    }
}

/// The longest id, in characters.
const LONGEST_ID: usize = 100;
/// Whether `id` is `[a-z0-9]+(-[a-z0-9]+)*`.
pub fn is_slug(id: &str) -> bool {
    let mut before = b'-';
    let fits = id.bytes().all(|b| {
        let after_a_hyphen = std::mem::replace(&mut before, b) == b'-';
        b.is_ascii_lowercase() || b.is_ascii_digit() || (b == b'-' && !after_a_hyphen)
    });
    fits && before != b'-'
}

/// The nearest slug to a text; may be empty.
pub fn slugify(text: &str) -> String {
    let mut slug = String::new();
    for c in text.chars().flat_map(char::to_lowercase) {
        if c.is_ascii_lowercase() || c.is_ascii_digit() {
            slug.push(c);
        } else if !slug.is_empty() && !slug.ends_with('-') {
            slug.push('-');
        }
    }
    slug.trim_end_matches('-').chars().take(LONGEST_ID).collect()
}

/// A map or list is pointed at by its start, so that a snippet stays short.
fn point_at(node: Node<'_>) -> Span {
    let span = node.span();
    match node.kind() {
        Kind::Scalar(_) => span,
        _ => Span { end: span.end.min(span.start + 1), ..span },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slugs() {
        assert!(is_slug("team-lead-2"));
        for bad in ["", "-a", "a-", "a--b", "A", "a_b", "é", "a b"] {
            assert!(!is_slug(bad), "{bad}");
        }
        assert_eq!(slugify("  Team Lead (K–3) "), "team-lead-k-3");
    }
}
