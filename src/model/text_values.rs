//! Text and dates.

use super::decode::{Decoder, Value};
use super::meant;
use super::tree::Node;
use super::{Key, Plain, Shape};
use crate::text::{Piece, Span, Spanned};
use jiff::civil::Date;
use std::borrow::Cow;

/// A text as written: `NO`, `1e3`, `2026-27` and `01` are what they look like.
pub type Text = Spanned<Piece>;

impl Value for Text {
    const SHAPE: Shape = Shape::Text;

    fn decode(node: Node<'_>, cx: &mut Decoder) -> Option<Self> {
        match node.scalar() {
            Some(_) if node.is_nothing() => {
                cx.says_nothing(node);
                None
            }
            Some(text) => {
                cx.look_behind(node);
                Some(Spanned::new(cx.piece(text), node.span()))
            }
            None => {
                cx.wrong_type(node, &<Self as Value>::SHAPE);
                None
            }
        }
    }

    fn encode(&self) -> Plain {
        Plain::Text(self.value.to_string())
    }
}

/// A day, or a whole month where a month is enough.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct DayValue {
    first: Date,
    whole_month: bool,
}

/// A day and its place.
pub type Day = Spanned<DayValue>;

/// The number that `text` begins with, of exactly so many digits, and what follows them.
fn number(text: &[u8], digits: usize) -> Option<(i16, &[u8])> {
    let (number, rest) = text.split_at_checked(digits)?;
    let add = |sum: i16, digit: &u8| digit.is_ascii_digit().then(|| sum * 10 + i16::from(digit - b'0'));
    Some((number.iter().try_fold(0, add)?, rest))
}

impl DayValue {
    /// Reads `2026-08-24` or `2026-08`.
    pub fn parse(text: &str) -> Option<Self> {
        let (year, rest) = number(text.as_bytes(), 4)?;
        let (month, rest) = number(rest.strip_prefix(b"-")?, 2)?;
        let day = match rest {
            [] => None,
            [b'-', rest @ ..] => Some(number(rest, 2).filter(|(_, behind)| behind.is_empty())?.0),
            _ => return None,
        };
        let first = Date::new(year, i8::try_from(month).ok()?, i8::try_from(day.unwrap_or(1)).ok()?).ok()?;
        Some(DayValue { first, whole_month: day.is_none() })
    }

    /// The first day meant.
    pub fn first(self) -> Date {
        self.first
    }

    /// The last day meant: the day itself, or the month's last.
    pub fn last(self) -> Date {
        if self.whole_month { self.first.last_of_month() } else { self.first }
    }
}

impl std::fmt::Display for DayValue {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        if self.whole_month { write!(f, "{:04}-{:02}", self.first.year(), self.first.month()) } else { self.first.fmt(f) }
    }
}

impl Value for Day {
    const SHAPE: Shape = Shape::Day;

    fn decode(node: Node<'_>, cx: &mut Decoder) -> Option<Self> {
        let Some(text) = node.scalar() else {
            cx.wrong_type(node, &<Self as Value>::SHAPE);
            return None;
        };
        let day = DayValue::parse(text);
        if day.is_none() {
            let help = match meant::day(text) {
                Some(meant) => format!("Write it as {meant}."),
                None => "Write it as 2026-08-24, or 2026-08 where the month is enough.".to_owned(),
            };
            cx.bad_value(node.span(), text, "which is not a date").help(help);
        }
        Some(Spanned::new(day?, node.span()))
    }

    fn encode(&self) -> Plain {
        Plain::Text(self.value.to_string())
    }
}

impl Key for Day {
    const SHAPE: Shape = Shape::Day;

    fn decode(node: Node<'_>, cx: &mut Decoder) -> Option<Self> {
        Value::decode(node, cx)
    }

    fn text(&self) -> Cow<'_, str> {
        Cow::Owned(self.value.to_string())
    }

    fn span(&self) -> Span {
        self.span
    }
}

#[cfg(test)]
mod tests {
    use super::DayValue;

    #[test]
    fn days_and_months() {
        let month = DayValue::parse("2026-02").expect("a month");
        assert_eq!((month.first().to_string(), month.last().to_string()), ("2026-02-01".into(), "2026-02-28".into()));
        assert_eq!(month.to_string(), "2026-02");
        for bad in ["2026", "2026-13", "2026-02-30", "26-02-03", "2026-2-3", "2026-02-03x", ""] {
            assert_eq!(DayValue::parse(bad), None, "{bad}");
        }
    }
}
