//! `record!`: one declaration that is struct, decoder, writer, schema and documentation at once.
//!
//! `item` declares what has an id and may therefore also carry the fields of [`super::Common`];
//! `part` declares a map with known keys that has no id of its own.
//!
//! ```text
//! record! {
//!     /// What it is.
//!     item Offering {
//!         /// What the field means.
//!         (required) title: Option<Text>,
//!         /// A key that Rust reserves gets its written name after `=`.
//!         audience = "for": Option<Text>,
//!     }
//! }
//! ```

/// The key of a field as people write it.
macro_rules! key {
    ($field:ident) => {
        stringify!($field)
    };
    ($field:ident $key:literal) => {
        $key
    };
}

/// Whether the mark is there.
macro_rules! is_required {
    () => {
        false
    };
    (required) => {
        true
    };
}

macro_rules! record {
    ($(#[doc = $doc:literal])* item $name:ident { $($body:tt)* }) => {
        record! { @one [$($doc)*] $name [common: Option<Box<$crate::model::Common>>] true { $($body)* } }
    };
    ($(#[doc = $doc:literal])* part $name:ident { $($body:tt)* }) => {
        record! { @one [$($doc)*] $name [] false { $($body)* } }
    };
    (@one [$($doc:literal)*] $name:ident [$($common:ident: $common_ty:ty)?] $is_item:literal {
        $(
            $(#[doc = $fdoc:literal])+
            $(($mark:ident))? $field:ident $(= $key:literal)? : $ty:ty,
        )*
    }) => {
        $(#[doc = $doc])*
        #[derive(Clone, Debug, Default, PartialEq)]
        pub struct $name {
            $( $(#[doc = $fdoc])+ pub $field: $ty, )*
            $(
                /// What every item may also say.
                pub $common: $common_ty,
            )?
        }

        impl $name {
            /// The keys, what they mean and what they may hold.
            pub const RECORD: $crate::model::RecordShape = $crate::model::RecordShape {
                name: stringify!($name),
                doc: concat!($($doc, "\n"),*),
                is_item: $is_item,
                fields: &[$(
                    $crate::model::Field {
                        name: key!($field $($key)?),
                        doc: concat!($($fdoc, "\n"),+),
                        required: is_required!($($mark)?),
                        shape: <$ty as $crate::model::Slot>::SHAPE,
                    },
                )*],
            };
        }

        impl $crate::model::Value for $name {
            const SHAPE: $crate::model::Shape = $crate::model::Shape::Record(&Self::RECORD);

            fn decode(node: $crate::model::tree::Node<'_>, cx: &mut $crate::model::Decoder) -> Option<Self> {
                let owner = cx.open_record(node, &Self::RECORD)?;
                let mut made = Self::default();
                $( let mut $field = false; )*
                let (mut strangers, mut before) = (Vec::new(), None);
                for (key, value) in node.entries() {
                    let Some(name) = cx.enter_field(key) else { continue };
                    match name {
                        $( key!($field $($key)?) => {
                            $field = !value.is_nothing();
                            before = Some(key!($field $($key)?));
                            if $field {
                                cx.step(key!($field $($key)?));
                                $crate::model::Slot::fill(&mut made.$field, value, cx);
                                cx.step_back();
                            }
                        } )*
                        _ => {
                            let known = false $( || $crate::model::Common::fill(&mut made.$common, name, value, cx) )?;
                            if !known {
                                strangers.extend(cx.unknown_field(key, value, &Self::RECORD, before));
                            }
                        }
                    }
                }
                $( if is_required!($($mark)?) && !$field { cx.missing_field(owner, key!($field $($key)?), &Self::RECORD, &strangers); } )*
                Some(made)
            }

            fn links(&mut self, _field: &'static str, visitor: &mut dyn $crate::model::LinkVisitor) {
                $( $crate::model::Slot::links(&mut self.$field, key!($field $($key)?), visitor); )*
                $( if let Some(common) = &mut self.$common { $crate::model::Value::links(&mut **common, "", visitor); } )?
                let _ = visitor;
            }

            fn encode(&self) -> $crate::model::Plain {
                let mut entries: Vec<(String, $crate::model::Plain)> = Vec::new();
                $( if let Some(value) = $crate::model::Slot::encode(&self.$field) {
                    entries.push((key!($field $($key)?).to_owned(), value));
                } )*
                $( if let Some(common) = &self.$common { common.encode_into(&mut entries); } )?
                $crate::model::Plain::Map(entries)
            }
        }
    };
}
