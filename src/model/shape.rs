//! What a value may look like. Decoder, JSON Schema and reference documentation all read this.

use super::link::Target;

/// One key of a record.
#[derive(Clone, Copy, Debug)]
pub struct Field {
    /// The key, as written.
    pub name: &'static str,
    /// What it means, one or two sentences.
    pub doc: &'static str,
    /// Whether an item without it is incomplete.
    pub required: bool,
    /// What its value may look like.
    pub shape: Shape,
}

/// A map with known keys.
#[derive(Debug)]
pub struct RecordShape {
    /// Its name, for `$defs` in the schema.
    pub name: &'static str,
    /// What it is.
    pub doc: &'static str,
    /// Its keys.
    pub fields: &'static [Field],
    /// Whether it is an item of a collection, so that the fields of [`super::Common`] may stand in it too.
    pub is_item: bool,
}

/// The form of a value.
#[derive(Clone, Copy, Debug)]
pub enum Shape {
    /// Any text, on one line or several.
    Text,
    /// A lower-case slug.
    Slug,
    /// A number.
    Number,
    /// A whole number, zero or more.
    Int,
    /// A percentage, `50%`.
    Percent,
    /// true or false, yes or no.
    Flag,
    /// `2026-08-24`, or `2026-08`.
    Day,
    /// One of these words.
    Choice(&'static [&'static str]),
    /// An address of something in certain places.
    Ref(&'static Target),
    /// Several; one may stand alone.
    List(&'static Shape),
    /// A map from keys of one form to values of another.
    Map(&'static Shape, &'static Shape),
    /// A map with known keys.
    Record(&'static RecordShape),
    /// A map with known keys, none of them required.
    Partial(&'static RecordShape),
    /// A map with known keys, and others that are the user's own, whose values have the second form.
    Open(&'static RecordShape, &'static Shape),
    /// Any of these forms.
    OneOf(&'static [Shape]),
    /// Nothing: the key alone says enough.
    Nothing,
    /// Anything, kept as it is.
    Anything,
}

impl Shape {
    /// In words, for messages and documentation: `a list of text`.
    pub fn words(&self) -> String {
        match self {
            Shape::Text => "text".into(),
            Shape::Slug => "a short name such as team-lead".into(),
            Shape::Number => "a number".into(),
            Shape::Int => "a whole number".into(),
            Shape::Percent => "a percentage such as 50%".into(),
            Shape::Flag => "true or false".into(),
            Shape::Day => "a date such as 2026-08-24".into(),
            Shape::Choice(names) => format!("one of {}", names.join(", ")),
            Shape::Ref(of) => format!("the id of {}", of.words),
            Shape::List(one) => match one {
                Shape::Ref(of) => format!("ids of {}, one or a list", of.words),
                Shape::Record(shape) => format!("one or a list of maps ({})", field_names(shape)),
                other => format!("{}, one or a list", other.words()),
            },
            Shape::Map(key, value) => format!("a map from {} to {}", key.words(), value.words()),
            Shape::Record(shape) | Shape::Partial(shape) => format!("a map ({})", field_names(shape)),
            Shape::Open(shape, other) => format!("a map ({}, and other keys with {})", field_names(shape), other.words()),
            Shape::Nothing => "nothing".into(),
            Shape::OneOf(shapes) => shapes.iter().map(Shape::words).collect::<Vec<_>>().join(", or "),
            Shape::Anything => "anything".into(),
        }
    }
}

impl Shape {
    /// How to write such a value, for someone who wrote another kind.
    pub fn how(&self) -> &'static str {
        match self {
            Shape::Text | Shape::Slug | Shape::Number | Shape::Int | Shape::Percent | Shape::Flag | Shape::Day | Shape::Choice(_) => {
                "Write one value behind the colon, without dashes or brackets."
            }
            Shape::Ref(_) => "Write the id alone behind the colon, just as it stands where the thing itself is described.",
            Shape::List(_) => "Write each on a line of its own, indented below the field, behind “- ”.",
            Shape::Map(..) => {
                "Below the field, indent a line for each: its short name and a colon, and below that, further indented, what it says."
            }
            Shape::Record(_) | Shape::Partial(_) | Shape::Open(..) => {
                "Below the field, indent a line for each of these: the name, a colon and what it says."
            }
            Shape::OneOf(_) | Shape::Anything => "Write it in one of these forms, or remove it.",
            Shape::Nothing => "Leave the place behind the colon empty.",
        }
    }
}

fn field_names(shape: &RecordShape) -> String {
    let mut names: Vec<_> = shape.fields.iter().take(6).map(|field| field.name).collect();
    if shape.fields.len() > 6 {
        names.push("…");
    }
    names.join(", ")
}
