//! Lists and maps of values.

use super::decode::{Decoder, Slot, Value, is_slug};
use super::link::{LinkVisitor, Ref, target};
use super::tree::{Kind, Node};
use super::{Plain, Shape, Text};
use crate::text::{Span, Spanned};
use std::borrow::Cow;
use std::ops::Deref;

/// Elements of a list that later ones are compared with: no list that people write is longer.
const COMPARED: usize = 200;

/// Several values, in the order written; one may have stood alone. Empty where nothing was stated.
#[derive(Clone, Debug, PartialEq)]
pub struct List<T>(Box<[T]>);

impl<T> Default for List<T> {
    fn default() -> Self {
        List(Box::default())
    }
}

impl<T> Deref for List<T> {
    type Target = [T];
    fn deref(&self) -> &[T] {
        &self.0
    }
}

impl<T> FromIterator<T> for List<T> {
    fn from_iter<I: IntoIterator<Item = T>>(values: I) -> Self {
        List(values.into_iter().collect())
    }
}

impl<'a, T> IntoIterator for &'a List<T> {
    type Item = &'a T;
    type IntoIter = std::slice::Iter<'a, T>;
    fn into_iter(self) -> Self::IntoIter {
        self.0.iter()
    }
}

impl<T: Value> Value for List<T> {
    const SHAPE: Shape = Shape::List(&T::SHAPE);

    fn decode(node: Node<'_>, cx: &mut Decoder) -> Option<Self> {
        if node.kind() == Kind::List {
            // Room for exactly these, because they are kept for good.
            let mut values = Vec::with_capacity(node.elements().count());
            let mut before: Vec<Node<'_>> = Vec::new();
            for element in node.elements() {
                if element.is_nothing() {
                    cx.says_nothing(element);
                } else if !matches!(T::SHAPE, Shape::Ref(_)) || !cx.said_before(element, &before) {
                    before.extend((before.len() < COMPARED).then_some(element));
                    values.extend(T::decode(element, cx));
                }
            }
            return Some(List(values.into()));
        }
        T::decode(node, cx).map(|one| List(Box::new([one])))
    }

    fn links(&mut self, field: &'static str, visitor: &mut dyn LinkVisitor) {
        for value in &mut self.0 {
            value.links(field, visitor);
        }
    }

    fn encode(&self) -> Plain {
        match &*self.0 {
            [one] => match one.encode() {
                // A single list or nothing would not read back as one element.
                nested @ (Plain::List(_) | Plain::Nothing) => Plain::List(vec![nested]),
                plain => plain,
            },
            several => Plain::List(several.iter().map(Value::encode).collect()),
        }
    }
}

impl<T: Value> Slot for List<T> {
    const SHAPE: Shape = <Self as Value>::SHAPE;

    fn fill(&mut self, node: Node<'_>, cx: &mut Decoder) {
        *self = Value::decode(node, cx).unwrap_or_default();
    }

    fn links(&mut self, field: &'static str, visitor: &mut dyn LinkVisitor) {
        Value::links(self, field, visitor);
    }

    fn encode(&self) -> Option<Plain> {
        (!self.is_empty()).then(|| Value::encode(self))
    }
}

/// What a map's keys may be.
pub trait Key: Sized {
    /// What they look like.
    const SHAPE: Shape;
    /// Reads one.
    fn decode(node: Node<'_>, cx: &mut Decoder) -> Option<Self>;
    /// As written.
    fn text(&self) -> Cow<'_, str>;
    /// Where it stands.
    fn span(&self) -> Span;
    /// Shows it to `visitor` if it is a reference.
    fn links(&mut self, field: &'static str, visitor: &mut dyn LinkVisitor) {
        let _ = (field, visitor);
    }
}

/// The id of an item within an item.
#[derive(Clone, Debug, PartialEq)]
pub struct Id(pub Text);

impl Key for Id {
    const SHAPE: Shape = Shape::Slug;

    fn decode(node: Node<'_>, cx: &mut Decoder) -> Option<Self> {
        let text = cx.enter_field(node)?;
        cx.check_id(text, node.span());
        Some(Id(Spanned::new(cx.piece(text), node.span())))
    }

    fn text(&self) -> Cow<'_, str> {
        Cow::Borrowed(&self.0)
    }

    fn span(&self) -> Span {
        self.0.span
    }
}

impl Key for Text {
    const SHAPE: Shape = Shape::Text;

    fn decode(node: Node<'_>, cx: &mut Decoder) -> Option<Self> {
        let text = cx.enter_field(node)?;
        Some(Spanned::new(cx.piece(text), node.span()))
    }

    fn text(&self) -> Cow<'_, str> {
        Cow::Borrowed(&self.value)
    }

    fn span(&self) -> Span {
        self.span
    }
}

impl<K: target::To> Key for Ref<K> {
    const SHAPE: Shape = Shape::Ref(K::TARGET);

    fn decode(node: Node<'_>, cx: &mut Decoder) -> Option<Self> {
        let text = cx.enter_field(node)?;
        Some(Ref::new(cx.piece(text), node.span()))
    }

    fn text(&self) -> Cow<'_, str> {
        Cow::Borrowed(&self.text)
    }

    fn span(&self) -> Span {
        self.span
    }

    fn links(&mut self, field: &'static str, visitor: &mut dyn LinkVisitor) {
        Value::links(self, field, visitor);
    }
}

/// One entry of a [`Map`].
#[derive(Clone, Debug, PartialEq)]
pub struct Entry<K, V> {
    /// The key.
    pub key: K,
    /// The value.
    pub value: V,
}

impl<V> Entry<Id, V> {
    /// The entry's id.
    pub fn id(&self) -> &str {
        &self.key.0
    }
}

impl<K: Key, V> Entry<K, V> {
    /// Where the key stands.
    pub fn span(&self) -> Span {
        self.key.span()
    }
}

/// Keys and values, in the order written. Empty where nothing was stated.
#[derive(Clone, Debug, PartialEq)]
pub struct Map<K, V>(Box<[Entry<K, V>]>);

impl<K, V> Default for Map<K, V> {
    fn default() -> Self {
        Map(Box::default())
    }
}

impl<K, V> Deref for Map<K, V> {
    type Target = [Entry<K, V>];
    fn deref(&self) -> &[Entry<K, V>] {
        &self.0
    }
}

impl<K, V> FromIterator<(K, V)> for Map<K, V> {
    fn from_iter<I: IntoIterator<Item = (K, V)>>(entries: I) -> Self {
        Map(entries.into_iter().map(|(key, value)| Entry { key, value }).collect())
    }
}

impl<V> Map<Id, V> {
    /// The value under `id`.
    pub fn get(&self, id: &str) -> Option<&V> {
        self.iter().find(|entry| entry.id() == id).map(|entry| &entry.value)
    }
}

impl<K: Key, V: Value> Value for Map<K, V> {
    const SHAPE: Shape = Shape::Map(&K::SHAPE, &V::SHAPE);

    fn decode(node: Node<'_>, cx: &mut Decoder) -> Option<Self> {
        if node.kind() != Kind::Map {
            cx.wrong_type(node, &<Self as Value>::SHAPE);
            return None;
        }
        let mut entries = Vec::with_capacity(node.entries().count());
        for (key, value) in node.entries() {
            let Some(key) = K::decode(key, cx) else { continue };
            let id = key.text();
            let read = if is_slug(&id) { cx.nested(&id, |cx| V::decode(value, cx)) } else { V::decode(value, cx) };
            if let Some(value) = read {
                entries.push(Entry { key, value });
            }
        }
        Some(Map(entries.into()))
    }

    fn links(&mut self, field: &'static str, visitor: &mut dyn LinkVisitor) {
        for (index, entry) in self.0.iter_mut().enumerate() {
            entry.key.links(field, visitor);
            visitor.enter(field, index);
            entry.value.links(field, visitor);
            visitor.leave();
        }
    }

    fn encode(&self) -> Plain {
        Plain::Map(self.iter().map(|entry| (entry.key.text().into_owned(), entry.value.encode())).collect())
    }
}

impl<K: Key, V: Value> Slot for Map<K, V> {
    const SHAPE: Shape = <Self as Value>::SHAPE;

    fn fill(&mut self, node: Node<'_>, cx: &mut Decoder) {
        *self = Value::decode(node, cx).unwrap_or_default();
    }

    fn links(&mut self, field: &'static str, visitor: &mut dyn LinkVisitor) {
        Value::links(self, field, visitor);
    }

    fn encode(&self) -> Option<Plain> {
        (!self.is_empty()).then(|| Value::encode(self))
    }
}
