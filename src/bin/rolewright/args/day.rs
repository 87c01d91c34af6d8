//! A day on the command line, and what is said of one that is none.

use jiff::civil::Date;

/// What is wrong with a day, in this program's words.
#[derive(Clone, Debug)]
pub struct NoDay(String);

impl std::fmt::Display for NoDay {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for NoDay {}

/// Reads a day.
pub fn parse(text: &str) -> Result<Date, NoDay> {
    text.parse().map_err(|_| {
        let shown = rolewright::text::excerpt(text, 40);
        NoDay(match month_of(text) {
            Some(first) => format!(
                "“{shown}” is not a day: {} has {} days; write a day as year, month and day, such as {}",
                first.strftime("%B %Y"),
                first.days_in_month(),
                first.last_of_month()
            ),
            None => format!("“{shown}” is not a day; write a day as year, month and day, such as 2027-08-15"),
        })
    })
}

/// The first day of the month that a text names, where only its day is wrong.
fn month_of(text: &str) -> Option<Date> {
    let mut parts = text.split('-');
    let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
    let is_number = |part: &str, digits| part.len() == digits && part.bytes().all(|byte| byte.is_ascii_digit());
    let is_day = is_number(year, 4) && is_number(month, 2) && is_number(day, 2) && parts.next().is_none();
    Date::new(year.parse().ok()?, month.parse().ok()?, 1).ok().filter(|_| is_day)
}

#[cfg(test)]
mod tests {
    use super::parse;

    #[test]
    fn a_day_that_is_none_is_said_in_words() {
        let said = |text: &str| parse(text).expect_err("no day").to_string();
        assert_eq!(
            said("2026-02-30"),
            "“2026-02-30” is not a day: February 2026 has 28 days; write a day as year, month and day, such as 2026-02-28"
        );
        for text in ["", "tomorrow", "2026-13-01", "30.2.2026", "2026-2-30", "2026-02", "\u{1b}[31m"] {
            assert!(said(text).ends_with("is not a day; write a day as year, month and day, such as 2027-08-15"), "{}", said(text));
        }
        assert!(parse("2028-02-29").is_ok());
    }
}
