//! Numbers that compare as people wrote them: 0.9 of 1 is 0.9, and three thirds are one.
//!
//! Every number in a framework is a decimal with a few digits, and whatever is worked out from such numbers is a
//! fraction. Here it is kept as one, so that a limit is neither reached nor missed because a computer counts in twos.

use num_rational::Ratio;
use num_traits::{CheckedAdd, CheckedDiv, CheckedMul, CheckedSub};
use serde::{Serialize, Serializer};
use std::cmp::Ordering;
use std::ops::{Add, Div, Mul, Neg, Sub};

/// A fraction; where one has more digits than 128 bits hold (no school's number has), and for what is infinite, the
/// nearest floating-point number, so that nothing overflows.
#[derive(Clone, Copy, Debug)]
pub enum Exact {
    /// Exactly this.
    Fraction(Ratio<i128>),
    /// As near to it as a floating-point number can be.
    Near(f64),
}

/// Beyond so many digits after the point a floating-point number was not written by anyone.
const MOST_DECIMALS: usize = 30;

impl Exact {
    /// Nothing.
    pub const ZERO: Exact = Exact::Fraction(Ratio::new_raw(0, 1));
    /// One.
    pub const ONE: Exact = Exact::Fraction(Ratio::new_raw(1, 1));

    /// A number of things.
    pub fn whole(number: impl Into<i128>) -> Self {
        Exact::Fraction(Ratio::from_integer(number.into()))
    }

    /// How many of how many; not a number of nothing.
    pub fn part(some: usize, all: usize) -> Self {
        Exact::from(some) / Exact::from(all)
    }

    /// The nearest floating-point number, to print or to draw.
    pub fn f64(self) -> f64 {
        match self {
            Exact::Fraction(fraction) => *fraction.numer() as f64 / *fraction.denom() as f64,
            // 0 has no sign here.
            Exact::Near(number) => number + 0.0,
        }
    }

    /// The greater of two.
    pub fn max(self, other: Self) -> Self {
        if other > self { other } else { self }
    }

    /// The lesser of two.
    pub fn min(self, other: Self) -> Self {
        if other < self { other } else { self }
    }

    /// Whether it is nothing.
    pub fn is_zero(self) -> bool {
        self == Exact::ZERO
    }

    /// Whether it is a number of whole things.
    pub fn is_whole(self) -> bool {
        matches!(self, Exact::Fraction(fraction) if fraction.is_integer())
    }

    /// The greatest whole number that is no greater.
    pub fn floor(self) -> Self {
        match self {
            Exact::Fraction(fraction) => Exact::Fraction(fraction.floor()),
            Exact::Near(number) => Exact::Near(number.floor()),
        }
    }

    /// Whether it has a value that can be written down.
    pub fn is_finite(self) -> bool {
        self.f64().is_finite()
    }

    fn with(
        self,
        other: Self,
        exactly: impl Fn(&Ratio<i128>, &Ratio<i128>) -> Option<Ratio<i128>>,
        nearly: impl Fn(f64, f64) -> f64,
    ) -> Self {
        match (self, other) {
            (Exact::Fraction(one), Exact::Fraction(two)) => exactly(&one, &two).map(Exact::Fraction),
            _ => None,
        }
        .unwrap_or_else(|| Exact::Near(nearly(self.f64(), other.f64())))
    }
}

impl Default for Exact {
    fn default() -> Self {
        Exact::ZERO
    }
}

impl Neg for Exact {
    type Output = Exact;

    fn neg(self) -> Exact {
        Exact::ZERO - self
    }
}

impl From<f64> for Exact {
    /// What was written: of all decimals that a computer takes for this number, the shortest.
    fn from(number: f64) -> Self {
        decimal(&format!("{number}")).map_or(Exact::Near(number), Exact::Fraction)
    }
}

fn decimal(text: &str) -> Option<Ratio<i128>> {
    let (whole, rest) = text.split_once('.').unwrap_or((text, ""));
    let digits: i128 = format!("{whole}{rest}").parse().ok()?;
    let below = 10_i128.checked_pow(u32::try_from(rest.len()).ok().filter(|_| rest.len() <= MOST_DECIMALS)?)?;
    Some(Ratio::new(digits, below))
}

impl From<u32> for Exact {
    fn from(number: u32) -> Self {
        Exact::whole(number)
    }
}

impl From<u64> for Exact {
    fn from(number: u64) -> Self {
        Exact::whole(number)
    }
}

impl From<usize> for Exact {
    fn from(number: usize) -> Self {
        Exact::whole(i128::try_from(number).unwrap_or(i128::MAX))
    }
}

impl From<Exact> for f64 {
    fn from(exact: Exact) -> f64 {
        exact.f64()
    }
}

macro_rules! operation {
    ($trait:ident, $method:ident, $checked:path, $float:expr) => {
        impl<T: Into<Exact>> $trait<T> for Exact {
            type Output = Exact;

            fn $method(self, other: T) -> Exact {
                self.with(other.into(), $checked, $float)
            }
        }
    };
}

operation!(Add, add, CheckedAdd::checked_add, |one, two| one + two);
operation!(Sub, sub, CheckedSub::checked_sub, |one, two| one - two);
operation!(Mul, mul, CheckedMul::checked_mul, |one, two| one * two);
operation!(Div, div, CheckedDiv::checked_div, |one, two| one / two);

impl std::iter::Sum for Exact {
    fn sum<I: Iterator<Item = Exact>>(all: I) -> Exact {
        all.fold(Exact::ZERO, |sum, one| sum + one)
    }
}

impl<T: Copy + Into<Exact>> PartialEq<T> for Exact {
    fn eq(&self, other: &T) -> bool {
        self.partial_cmp(other) == Some(Ordering::Equal)
    }
}

impl<T: Copy + Into<Exact>> PartialOrd<T> for Exact {
    fn partial_cmp(&self, other: &T) -> Option<Ordering> {
        match (*self, (*other).into()) {
            (Exact::Fraction(one), Exact::Fraction(two)) => Some(one.cmp(&two)),
            (one, two) => one.f64().partial_cmp(&two.f64()),
        }
    }
}

impl Serialize for Exact {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_f64(self.f64())
    }
}

#[cfg(test)]
mod tests {
    use super::Exact;
    use proptest::prelude::*;

    #[test]
    fn sums_are_what_people_add_up() {
        let sum: Exact = [24.2, 32.2, 45.6].map(Exact::from).into_iter().sum();
        assert!(sum == 102.0 && sum <= 102.0 && sum.f64() == 102.0);
        let third = Exact::ONE / 3_u32;
        assert!(third + third + third == Exact::ONE);
        assert!(Exact::from(0.9) / 10_u32 * 10_u32 >= 0.9);
        assert!(Exact::part(1, 200) == 0.005);
    }

    #[test]
    fn nothing_overflows_and_nothing_is_less_than_nothing() {
        let huge = Exact::from(1e15);
        let product = (0..20).fold(Exact::ONE, |product, _| product * huge);
        assert!(product > huge && product.is_finite());
        assert!(!(Exact::ONE / Exact::ZERO).is_finite());
        assert!(Exact::whole(i128::MAX) + Exact::ONE > Exact::ZERO);
        assert_eq!(serde_json::to_string(&Exact::from(-0.0)).expect("a number"), "0.0");
    }

    proptest! {
        #[test]
        fn what_was_written_is_kept(digits in -999_999_999_999_999_i64..999_999_999_999_999, decimals in 0_u32..8) {
            let below = 10_i64.pow(decimals);
            let text = format!("{}{}.{:0width$}", if digits < 0 { "-" } else { "" }, digits.abs() / below, digits.abs() % below, width = decimals as usize);
            let number: f64 = text.trim_end_matches('.').parse().expect("a number");
            prop_assert!(Exact::from(number) == Exact::whole(digits) / Exact::whole(below));
        }
    }
}
