//! Numbers as people read them. Halves are rounded away from zero, as a spreadsheet shows them, and 0 has no sign.
//!
//! All that is printed is rounded here, so that two documents cannot round one number two ways.

use super::Exact;

/// So many digits of a floating-point number were meant; what stands behind them comes from counting in twos.
const MEANT: usize = 14;

/// Two unequal numbers that look alike are printed with more decimals, but with no more than these.
const MOST_DECIMALS: usize = 9;

/// A number with exactly so many decimals: `0.90`, `13`.
pub fn fixed(number: impl Into<f64>, decimals: usize) -> String {
    let number: f64 = number.into();
    let size = number.abs();
    let Some(units) = units(size, decimals) else { return format!("{number:.decimals$}") };
    let sign = if number < 0.0 && units > 0 { "-" } else { "" };
    let digits = format!("{units:0width$}", width = decimals + 1);
    let (whole, rest) = digits.split_at(digits.len() - decimals);
    if rest.is_empty() { format!("{sign}{whole}") } else { format!("{sign}{whole}.{rest}") }
}

/// A number with at most so many decimals, and none that say nothing: `12`, `12.5`.
pub fn short(number: impl Into<f64>, decimals: usize) -> String {
    let text = fixed(number, decimals);
    if !text.contains('.') {
        return text;
    }
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

/// The number of which [`short`] is the text.
pub fn rounded(number: impl Into<f64>, decimals: usize) -> f64 {
    let number: f64 = number.into();
    fixed(number, decimals).parse().unwrap_or(number)
}

/// A share of 1 in percent, without the sign: `35`; what is not nothing is never 0, nor what is not all 100: `under 1`,
/// `over 99`, and `over 100` for what is hardly more.
pub fn percent(share: impl Into<f64>) -> String {
    let hundredfold = 100.0 * share.into();
    match hundredfold {
        part if !part.is_finite() => "∞".to_owned(),
        part if rounded(part, MOST_DECIMALS) == rounded(part, 0) => fixed(part, 0),
        part if part > 0.0 && part < 1.0 => "under 1".to_owned(),
        part if part > 99.0 && part < 100.0 => "over 99".to_owned(),
        part if part > 100.0 && part < 100.5 => short(part.max(100.1), 1),
        part => fixed(part, 0),
    }
}

/// A number and the limit that it is held against, with at most so many decimals; with more where they differ and
/// would not look it, so that “12.04, more than 12” never reads “12, more than 12”. A limit is printed as written.
pub fn beside(number: impl Into<Exact>, limit: impl Into<Exact>, decimals: usize) -> (String, String) {
    let (number, limit) = (number.into(), limit.into());
    let written = (0..=MOST_DECIMALS).find(|&decimals| Exact::from(rounded(limit, decimals)) == limit).unwrap_or(decimals);
    let needed = needed(number, limit, decimals);
    (short(number, needed), short(limit, needed.max(written)))
}

/// The same for two numbers that are both worked out or read: neither has more decimals than are needed.
pub fn apart(one: impl Into<Exact>, other: impl Into<Exact>, decimals: usize) -> (String, String) {
    let (one, other) = (one.into(), other.into());
    let needed = needed(one, other, decimals);
    (short(one, needed), short(other, needed))
}

/// How many decimals, from so many on, show two numbers in the order in which they are.
fn needed(one: Exact, other: Exact, decimals: usize) -> usize {
    let order = one.partial_cmp(&other);
    let tells = |decimals: &usize| rounded(one, *decimals).partial_cmp(&rounded(other, *decimals)) == order;
    (decimals..=MOST_DECIMALS).find(tells).unwrap_or(MOST_DECIMALS)
}

/// A day in prose: `Oct 30, 2026`.
pub fn day(day: jiff::civil::Date) -> String {
    day.strftime("%b %-d, %Y").to_string()
}

/// The number in units of the last decimal; absent where it is too large to have decimals, or no number.
fn units(size: f64, decimals: usize) -> Option<u128> {
    let text = format!("{size:.*e}", MEANT - 1);
    let (digits, power) = text.split_once('e')?;
    let digits: u128 = digits.replace('.', "").parse().ok()?;
    let shift = power.parse::<i32>().ok()? - (MEANT as i32 - 1) + i32::try_from(decimals).ok()?;
    if shift >= 0 {
        return digits.checked_mul(10_u128.checked_pow(shift.unsigned_abs())?);
    }
    let Some(below) = 10_u128.checked_pow(shift.unsigned_abs()) else { return Some(0) };
    Some((digits + below / 2) / below)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn halves_go_away_from_zero_and_nothing_has_no_sign() {
        assert_eq!([12.5, 62.5, 37.5, 0.5, -0.5, -0.4, -0.0].map(|number| fixed(number, 0)), ["13", "63", "38", "1", "-1", "0", "0"]);
        assert_eq!([0.125, 1.005, 2.675, 0.1 + 0.2, -0.001].map(|number| short(number, 2)), ["0.13", "1.01", "2.68", "0.3", "0"]);
        assert_eq!([fixed(0.9, 2), fixed(1e22, 1), fixed(1e-30, 2), fixed(0.0, 2)], ["0.90", "10000000000000000000000.0", "0.00", "0.00"]);
        assert_eq!(rounded(-0.0, 1).to_bits(), 0.0_f64.to_bits());
    }

    #[test]
    fn a_part_is_never_nothing_and_never_all() {
        assert_eq!(
            [0.0, 0.005, 0.0001, 0.125, 0.995, 0.99999, 1.0].map(percent),
            ["0", "under 1", "under 1", "13", "over 99", "over 99", "100"]
        );
        assert_eq!([0.6125, 1.0001, 1.004, 1.126, f64::INFINITY, 0.99, 0.01].map(percent), ["61", "100.1", "100.4", "113", "∞", "99", "1"]);
    }

    #[test]
    fn a_number_stays_on_its_side_of_the_limit() {
        let texts = |number: f64, limit: f64, decimals| {
            let (number, limit) = beside(number, limit, decimals);
            format!("{number}|{limit}")
        };
        assert_eq!(texts(12.04, 12.0, 1), "12.04|12");
        assert_eq!(texts(49.9, 50.0, 0), "49.9|50");
        assert_eq!(texts(62.4999, 62.5, 1), "62.4999|62.5");
        assert_eq!(texts(2.01, 2.0, 1), "2.01|2");
        assert_eq!(texts(14.3, 14.0, 0), "14.3|14");
        assert_eq!(texts(12.0, 12.0, 0), "12|12");
        assert_eq!(texts(33.0, 62.5, 0), "33|62.5");
    }

    #[test]
    fn what_is_worked_out_has_no_more_decimals_than_are_needed() {
        let pair = |one: &str, other: &str| (one.to_owned(), other.to_owned());
        assert_eq!(apart(66.0, 70.859_375, 1), pair("66", "70.9"));
        assert_eq!(apart(49.0, 49.004, 1), pair("49", "49.004"));
    }

    proptest! {
        #[test]
        fn what_is_printed_never_contradicts(number in 0_i64..2_000_000, limit in 0_i64..2_000_000, decimals in 0_usize..3) {
            let of = |number: i64| Exact::whole(number) / 1_000_u32;
            let (left, right) = beside(of(number), of(limit), decimals);
            let read = |text: &str| text.parse::<f64>().expect("a number");
            prop_assert_eq!(read(&left).partial_cmp(&read(&right)), number.partial_cmp(&limit));
        }

        #[test]
        fn rounding_moves_a_number_by_half_a_unit_at_most(number in -1e9_f64..1e9, decimals in 0_usize..4) {
            let unit = 10_f64.powi(-(decimals as i32));
            prop_assert!((rounded(number, decimals) - number).abs() <= unit / 2.0 + number.abs() * 1e-12);
        }
    }
}
