//! What a value was probably meant to be that cannot be read as it is written.

use super::number::parse_number;
use jiff::civil::Date;

/// A number with what people write around it: `$4,000`, `48 min`, `4k`, `41%`.
pub(super) fn number(text: &str) -> Option<String> {
    let text = text.trim().trim_start_matches(['$', '€', '£', '~']).trim();
    let end = text.find(|c: char| !(c.is_ascii_digit() || matches!(c, ',' | '.' | '-' | '+'))).unwrap_or(text.len());
    let (digits, unit) = (text[..end].replace(',', ""), text[end..].trim().to_ascii_lowercase());
    let number = parse_number(&digits)?;
    // A comma that stands where a point would be is one: 3,9.
    let decimal = text[..end]
        .split_once(',')
        .filter(|(_, rest)| rest.len() != 3 && !rest.contains(','))
        .map(|(whole, rest)| format!("{whole}.{rest}"));
    if let Some(decimal) = decimal.filter(|decimal| parse_number(decimal).is_some()) {
        return Some(decimal);
    }
    match unit.as_str() {
        "k" => Some((number * 1000.0).to_string()),
        "m" | "million" => Some((number * 1_000_000.0).to_string()),
        _ => Some(digits),
    }
}

/// A percentage without its sign: `50`, `0.5`, `half`.
pub(super) fn percent(text: &str) -> Option<Vec<String>> {
    let words = [("half", 50.0), ("a half", 50.0), ("full", 100.0), ("all", 100.0), ("none", 0.0), ("a quarter", 25.0), ("quarter", 25.0)];
    let lower = text.trim().to_ascii_lowercase();
    if let Some((_, percent)) = words.iter().find(|(word, _)| *word == lower) {
        return Some(vec![format!("{percent}%")]);
    }
    if let Some((part, whole)) = lower.split_once('/') {
        let (part, whole) = (parse_number(part.trim())?, parse_number(whole.trim())?);
        let percent = (part / whole * 1000.0).round() / 10.0;
        return (whole > 0.0 && (0.0..=100.0).contains(&percent)).then(|| vec![format!("{percent}%")]);
    }
    let number = parse_number(lower.trim_end_matches("percent").trim_end_matches("pct").trim())?;
    match number {
        n if n > 0.0 && n < 1.0 => Some(vec![format!("{}%", (n * 1000.0).round() / 10.0), format!("{n}%")]),
        n if (0.0..=100.0).contains(&n) => Some(vec![format!("{n}%")]),
        _ => None,
    }
}

/// A day as people write it in the United States, or with its parts in another form.
pub(super) fn day(text: &str) -> Option<String> {
    const DAYS: [&str; 13] = [
        "%m/%d/%Y",
        "%m/%d/%y",
        "%m-%d-%Y",
        "%m.%d.%Y",
        "%Y-%m-%d",
        "%Y/%m/%d",
        "%B %d, %Y",
        "%b %d, %Y",
        "%b. %d, %Y",
        "%B %d %Y",
        "%d %B %Y",
        "%d %b %Y",
        "%A, %B %d, %Y",
    ];
    let text = text.trim();
    if text.len() > 40 {
        return None;
    }
    // A year of two digits is no year of the first century.
    let read = |form: &&str, text: &str| Date::strptime(form, text).ok().filter(|day| day.year() >= 1900);
    let month = format!("1 {text}");
    let month = ["%d %B %Y", "%d %b %Y", "%d %m/%Y", "%d %Y-%m"].iter().find_map(|form| read(form, &month));
    let Some(month) = month else { return DAYS.iter().find_map(|form| read(form, text)).map(|day| day.to_string()) };
    Some(format!("{:04}-{:02}", month.year(), month.month()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_people_write_is_understood() {
        for (written, meant) in
            [("$4,000", "4000"), ("4,000", "4000"), ("4k", "4000"), ("48 min", "48"), ("41%", "41"), ("3,9", "3.9"), ("42 responses", "42")]
        {
            assert_eq!(number(written).as_deref(), Some(meant), "{written}");
        }
        assert_eq!(number("lots"), None);
        assert_eq!(percent("50"), Some(vec!["50%".to_owned()]));
        assert_eq!(percent("0.5"), Some(vec!["50%".to_owned(), "0.5%".to_owned()]));
        assert_eq!(percent("half"), Some(vec!["50%".to_owned()]));
        for written in ["6/30/2027", "2027-6-30", "June 30, 2027", "Jun 30, 2027", "30 June 2027", "2027/06/30"] {
            assert_eq!(day(written).as_deref(), Some("2027-06-30"), "{written}");
        }
        assert_eq!(day("5/28/27").as_deref(), Some("2027-05-28"));
        assert_eq!(day("June 2027").as_deref(), Some("2027-06"));
        assert_eq!(day("Spring 2027"), None);
        assert_eq!(day("2026-02-30"), None);
    }
}
