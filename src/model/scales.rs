//! Scales: ordered levels of proficiency.

use super::decode::{Decoder, Value};
use super::tree::Node;
use super::{LinkVisitor, List, Plain, Shape, Text};

/// An ordered list of proficiency levels, lowest first.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Scale {
    /// The levels, lowest first.
    pub levels: List<Text>,
}

impl Scale {
    /// How high a level is, from 0; absent where the scale does not have it.
    pub fn rank(&self, level: &str) -> Option<usize> {
        self.levels.iter().position(|known| &*known.value == level)
    }
}

impl Value for Scale {
    const SHAPE: Shape = Shape::List(&Text::SHAPE);

    fn decode(node: Node<'_>, cx: &mut Decoder) -> Option<Self> {
        List::decode(node, cx).map(|levels| Scale { levels })
    }

    fn links(&mut self, _: &'static str, _: &mut dyn LinkVisitor) {}

    fn encode(&self) -> Plain {
        Plain::List(self.levels.iter().map(Value::encode).collect())
    }
}
