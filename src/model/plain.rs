//! Values without places: what is written to YAML and JSON, and what a person keeps under `x`.

use super::decode::{Decoder, Value};
use super::tree::{Kind, Node};
use super::{LinkVisitor, Shape};
use serde::ser::{Serialize, SerializeMap, SerializeSeq, Serializer};

/// A value as it is written.
#[derive(Clone, Debug, PartialEq)]
pub enum Plain {
    /// `~`.
    Nothing,
    /// true or false.
    Flag(bool),
    /// A number.
    Number(f64),
    /// Text.
    Text(String),
    /// A list.
    List(Vec<Plain>),
    /// A map, in order.
    Map(Vec<(String, Plain)>),
}

impl Plain {
    fn read(node: Node<'_>, cx: &Decoder) -> Plain {
        match node.kind() {
            Kind::List => Plain::List(node.elements().map(|one| Plain::read(one, cx)).collect()),
            Kind::Map => {
                // A key that is no text, such as a list, is kept as it is written.
                let name = |key: Node<'_>| key.scalar().unwrap_or_else(|| cx.written(key)).to_owned();
                Plain::Map(node.entries().map(|(key, value)| (name(key), Plain::read(value, cx))).collect())
            }
            Kind::Scalar(_) if node.is_nothing() => Plain::Nothing,
            Kind::Scalar(plain) => Plain::scalar(node.scalar().unwrap_or(""), plain),
        }
    }

    /// Only what reads back the same is taken for a number: `01` and `1e3` stay text.
    fn scalar(text: &str, plain: bool) -> Plain {
        match text {
            "true" if plain => Plain::Flag(true),
            "false" if plain => Plain::Flag(false),
            _ => match super::number::parse_number(text) {
                Some(number) if plain && number.to_string() == text => Plain::Number(number),
                _ => Plain::Text(text.to_owned()),
            },
        }
    }
}

impl Value for Plain {
    const SHAPE: Shape = Shape::Anything;

    fn decode(node: Node<'_>, cx: &mut Decoder) -> Option<Self> {
        Some(Plain::read(node, cx))
    }

    fn links(&mut self, _: &'static str, _: &mut dyn LinkVisitor) {}

    fn encode(&self) -> Plain {
        self.clone()
    }
}

impl Serialize for Plain {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Plain::Nothing => serializer.serialize_unit(),
            Plain::Flag(flag) => serializer.serialize_bool(*flag),
            Plain::Number(number) if number.fract() == 0.0 && number.abs() < 9e15 => serializer.serialize_i64(*number as i64),
            Plain::Number(number) => serializer.serialize_f64(*number),
            Plain::Text(text) => serializer.serialize_str(text),
            Plain::List(values) => {
                let mut list = serializer.serialize_seq(Some(values.len()))?;
                for value in values {
                    list.serialize_element(value)?;
                }
                list.end()
            }
            Plain::Map(entries) => {
                let mut map = serializer.serialize_map(Some(entries.len()))?;
                for (key, value) in entries {
                    map.serialize_entry(key, value)?;
                }
                map.end()
            }
        }
    }
}
