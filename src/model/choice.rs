//! Fields that take one of a few words.

use crate::text::Spanned;

/// One of a few words, and its place.
pub type Choice<T> = Spanned<T>;

/// Declares the words: an enum, its names, its decoder, its schema.
macro_rules! choices {
    ($(#[doc = $doc:literal])+ $name:ident { $($(#[doc = $vdoc:literal])+ $variant:ident $word:literal,)+ }) => {
        $(#[doc = $doc])+
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name { $($(#[doc = $vdoc])+ $variant,)+ }

        impl $name {
            /// Every word, in the order the documentation gives them.
            pub const NAMES: &'static [&'static str] = &[$($word),+];
            /// Every value, in the same order.
            pub const ALL: &'static [$name] = &[$($name::$variant),+];

            /// The word as written.
            pub fn name(self) -> &'static str {
                match self { $($name::$variant => $word),+ }
            }

            /// The value of that word.
            pub fn parse(word: &str) -> Option<Self> {
                match word { $($word => Some($name::$variant),)+ _ => None }
            }
        }

        impl $crate::model::Value for $crate::model::Choice<$name> {
            const SHAPE: $crate::model::Shape = $crate::model::Shape::Choice($name::NAMES);

            fn decode(node: $crate::model::tree::Node<'_>, cx: &mut $crate::model::Decoder) -> Option<Self> {
                let Some(text) = node.scalar() else {
                    cx.wrong_type(node, &Self::SHAPE);
                    return None;
                };
                let value = $name::parse(text);
                if value.is_none() {
                    cx.bad_choice(node.span(), text, $name::NAMES);
                }
                Some($crate::text::Spanned::new(value?, node.span()))
            }

            fn encode(&self) -> $crate::model::Plain {
                $crate::model::Plain::Text(self.value.name().to_owned())
            }
        }
    };
}
