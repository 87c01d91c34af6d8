//! What a role, a duty or an action asks people to be able to do.

use super::decode::{Decoder, Value};
use super::tree::{Kind, Node};
use super::{Key, LinkVisitor, List, Number, Plain, Ref, Shape, Text, target};

record! {
    /// One competency asked for, in the long form.
    part Expectation {
        /// At which level of proficiency.
        at: Option<Text>,
        /// What is expected of this role in particular.
        expects: List<Text>,
        /// How much it matters, as rated by the source.
        importance: Option<Number>,
    }
}

/// A competency and what is asked of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Requirement {
    /// The competency.
    pub competency: Ref<target::Competency>,
    /// What is asked; empty where only the competency was named.
    pub expects: Expectation,
}

/// Competencies asked for: a list, or a map to a proficiency, or a map to the long form.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Requires(Box<[Requirement]>);

impl std::ops::Deref for Requires {
    type Target = [Requirement];
    fn deref(&self) -> &[Requirement] {
        &self.0
    }
}

impl<'a> IntoIterator for &'a Requires {
    type Item = &'a Requirement;
    type IntoIter = std::slice::Iter<'a, Requirement>;
    fn into_iter(self) -> Self::IntoIter {
        self.0.iter()
    }
}

const NAMES: Shape = Shape::Ref(<target::Competency as target::To>::TARGET);
const LEVEL_OR_LONG: Shape = Shape::OneOf(&[Shape::Text, Shape::Record(&Expectation::RECORD), Shape::Nothing]);

impl Value for Requires {
    const SHAPE: Shape = Shape::OneOf(&[Shape::List(&NAMES), Shape::Map(&NAMES, &LEVEL_OR_LONG)]);

    fn decode(node: Node<'_>, cx: &mut Decoder) -> Option<Self> {
        if node.kind() != Kind::Map {
            let names = List::<Ref<target::Competency>>::decode(node, cx)?;
            let bare = |competency: &Ref<_>| Requirement { competency: competency.clone(), expects: Expectation::default() };
            return Some(Requires(names.iter().map(bare).collect()));
        }
        let mut all = Vec::with_capacity(node.entries().count());
        for (key, value) in node.entries() {
            let Some(competency) = <Ref<target::Competency> as Key>::decode(key, cx) else { continue };
            let expects = match value.kind() {
                _ if value.is_nothing() => Some(Expectation::default()),
                Kind::Scalar(_) => <Text as Value>::decode(value, cx).map(|at| Expectation { at: Some(at), ..Expectation::default() }),
                _ => Expectation::decode(value, cx),
            };
            all.push(Requirement { competency, expects: expects.unwrap_or_default() });
        }
        Some(Requires(all.into()))
    }

    fn links(&mut self, field: &'static str, visitor: &mut dyn LinkVisitor) {
        for requirement in &mut self.0 {
            Value::links(&mut requirement.competency, field, visitor);
        }
    }

    fn encode(&self) -> Plain {
        if self.iter().all(|r| r.expects == Expectation::default()) {
            return Plain::List(self.iter().map(|r| Value::encode(&r.competency)).collect());
        }
        let entries = self.iter().map(|r| {
            let long = !r.expects.expects.is_empty() || r.expects.importance.is_some();
            let value = match &r.expects.at {
                Some(at) if !long => Value::encode(at),
                _ => r.expects.encode(),
            };
            (r.competency.text.to_string(), value)
        });
        Plain::Map(entries.collect())
    }
}
