//! Numbers, percentages and yes-or-no.

use super::decode::{Decoder, Value};
use super::meant;
use super::tree::Node;
use super::{Plain, Shape};
use crate::text::{Exact, Spanned};

/// A number and its place.
pub type Number = Spanned<f64>;
/// An amount of money, in the framework's own currency.
pub type Money = Number;

/// A whole number, zero or more.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Whole(pub u32);
impl Whole {
    /// More people, seats or learners than any system has; the limit keeps sums of many within their type.
    pub const MOST: u32 = 10_000_000;

    /// That number, unless it is beyond [`Whole::MOST`].
    pub fn new(number: u32) -> Option<Self> {
        (number <= Self::MOST).then_some(Whole(number))
    }
}

/// A whole number and its place.
pub type Int = Spanned<Whole>;

/// A percentage, kept as the number before the sign: `50%` is 50.
#[derive(Clone, Copy, Debug, PartialEq, PartialOrd)]
pub struct PercentValue(pub f64);
/// A percentage and its place.
pub type Percent = Spanned<PercentValue>;

/// A number or a percentage, for bounds on fields of either kind.
#[derive(Clone, Copy, Debug, PartialEq, PartialOrd)]
pub struct QuantityValue {
    /// The number, before the sign if there is one.
    pub number: f64,
    /// Whether it was written with `%`.
    pub percent: bool,
}
/// A number or a percentage and its place.
pub type Quantity = Spanned<QuantityValue>;

/// A yes or no and its place.
pub type Flag = Spanned<bool>;

impl PercentValue {
    /// `50%` is 0.5.
    pub fn share(self) -> Exact {
        Exact::from(self.0) / 100_u32
    }
}

/// A number people write: digits, at most one point, perhaps a sign; nothing infinite or exponential.
pub fn parse_number(text: &str) -> Option<f64> {
    let unsigned = text.strip_prefix(['-', '+']).unwrap_or(text);
    let plain =
        unsigned.len() <= 18 && unsigned.bytes().all(|b| b.is_ascii_digit() || b == b'.') && unsigned.bytes().any(|b| b.is_ascii_digit());
    let number: f64 = if plain { text.parse().ok()? } else { return None };
    // Beyond these a number would be written back with an exponent, which is not read.
    (number == 0.0 || (1e-5..1e15).contains(&number.abs())).then_some(number)
}

fn read<T>(
    node: Node<'_>,
    cx: &mut Decoder,
    shape: &Shape,
    parse: impl Fn(&str) -> Option<T>,
    problem: &str,
    help: impl Fn(&str) -> String,
) -> Option<Spanned<T>> {
    let Some(text) = node.scalar() else {
        cx.wrong_type(node, shape);
        return None;
    };
    match parse(text.trim()) {
        Some(value) => Some(Spanned::new(value, node.span())),
        None => {
            cx.bad_value(node.span(), text, problem).help(help(text));
            None
        }
    }
}

/// What would be a number, where it shows.
fn digits(text: &str, otherwise: &str) -> String {
    meant::number(text).map_or_else(|| otherwise.to_owned(), |meant| format!("Write {meant}: digits only, without a unit or a comma."))
}

/// What would be a percentage.
fn signed(text: &str) -> String {
    match meant::percent(text).as_deref() {
        Some([one]) => format!("Write it with its sign: {one}."),
        Some([one, other]) => format!("Write it with its sign: {one}, or {other} if that is what you mean."),
        _ => "Write it with its sign, for example 50%.".to_owned(),
    }
}

impl Value for Number {
    const SHAPE: Shape = Shape::Number;

    fn decode(node: Node<'_>, cx: &mut Decoder) -> Option<Self> {
        read(node, cx, &Self::SHAPE, parse_number, "which is not a number", |text| {
            digits(text, "Write digits only, for example 12 or 0.5: no thousands separator, no currency, no unit.")
        })
    }

    fn encode(&self) -> Plain {
        Plain::Number(self.value)
    }
}

impl Value for Int {
    const SHAPE: Shape = Shape::Int;

    fn decode(node: Node<'_>, cx: &mut Decoder) -> Option<Self> {
        let parse = |text: &str| if text.bytes().all(|b| b.is_ascii_digit()) { text.parse().ok().and_then(Whole::new) } else { None };
        read(node, cx, &Self::SHAPE, parse, "which is not a whole number up to ten million", |text| {
            digits(text, "Write digits only, for example 8.")
        })
    }

    fn encode(&self) -> Plain {
        Plain::Number(f64::from(self.value.0))
    }
}

impl Value for Percent {
    const SHAPE: Shape = Shape::Percent;

    fn decode(node: Node<'_>, cx: &mut Decoder) -> Option<Self> {
        let parse = |text: &str| {
            let number = parse_number(text.strip_suffix('%')?.trim_end())?;
            (number >= 0.0).then_some(PercentValue(number))
        };
        read(node, cx, &Self::SHAPE, parse, "which is not a percentage", signed)
    }

    fn encode(&self) -> Plain {
        Plain::Text(format!("{}%", self.value.0))
    }
}

impl std::fmt::Display for QuantityValue {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}{}", self.number, if self.percent { "%" } else { "" })
    }
}

impl Value for Quantity {
    const SHAPE: Shape = Shape::OneOf(&[Shape::Number, Shape::Percent]);

    fn decode(node: Node<'_>, cx: &mut Decoder) -> Option<Self> {
        let parse = |text: &str| {
            let digits = text.strip_suffix('%');
            let number = parse_number(digits.unwrap_or(text).trim_end())?;
            Some(QuantityValue { number, percent: digits.is_some() })
        };
        read(node, cx, &Self::SHAPE, parse, "which is neither a number nor a percentage", |_| {
            "Write it as the field it limits is written, for example 8 or 50%.".to_owned()
        })
    }

    fn encode(&self) -> Plain {
        if self.value.percent { Plain::Text(self.value.to_string()) } else { Plain::Number(self.value.number) }
    }
}

impl Value for Flag {
    const SHAPE: Shape = Shape::Flag;

    fn decode(node: Node<'_>, cx: &mut Decoder) -> Option<Self> {
        let parse = |text: &str| match text.to_ascii_lowercase().as_str() {
            "true" | "yes" => Some(true),
            "false" | "no" => Some(false),
            _ => None,
        };
        read(node, cx, &Self::SHAPE, parse, "which is neither yes nor no", |_| "Write true or false.".to_owned())
    }

    fn encode(&self) -> Plain {
        Plain::Flag(self.value)
    }
}

#[cfg(test)]
mod tests {
    use super::parse_number;

    #[test]
    fn numbers_people_write() {
        assert_eq!(parse_number("-0.5"), Some(-0.5));
        for bad in ["", ".", "1e3", "inf", "NaN", "1,000", "12px", "1.2.3", "--1"] {
            assert_eq!(parse_number(bad), None, "{bad}");
        }
    }
}
