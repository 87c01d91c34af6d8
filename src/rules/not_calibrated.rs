//! A role description that was last fitted to another year.

use super::Ctx;
use crate::diag::{Case, Level, Reporter};
use crate::text::excerpt;

rule! {
    "not-calibrated", Freshness,
    "a role was last fitted to the priorities of another school year",
    cases: [Case::new("other-year", Level::Warning)],
    thresholds: [],
    check
}

fn check(cx: &Ctx<'_>, out: &mut Reporter<'_>) {
    for role in cx.corpus.roles.iter().filter(|role| role.ends.is_none_or(|ends| ends.last() >= cx.facts.as_of)) {
        let address = role.address();
        let Some(fitted) = &role.calibrated_for else {
            out.not_assessed(address, "the role does not say which year it was fitted to", "roles.ID.calibrated_for");
            continue;
        };
        let Some(year) = &cx.corpus.settings.year else {
            out.not_assessed(address, "the framework does not say which school year this is", "rolewright.toml: year");
            continue;
        };
        if is_same_year(fitted, year) {
            out.met();
            continue;
        }
        let (then, now) = (excerpt(fitted, 60), excerpt(year, 60));
        out.report("other-year", fitted.span, format!("{} was last fitted to {then}, and this is {now}", role.id()))
            .item(address)
            .help(format!("Read the role beside the priorities of {now}, change what no longer fits, and set “calibrated_for: {now}”."));
    }
}

/// `2026-27`, `2026/27`, `2026–2027` and `SY 2026-27` are one year: the one that begins in 2026.
fn is_same_year(a: &str, b: &str) -> bool {
    match (first_year(a), first_year(b)) {
        (Some(a), Some(b)) => a == b,
        _ => a.trim().eq_ignore_ascii_case(b.trim()),
    }
}

fn first_year(text: &str) -> Option<&str> {
    text.split(|c: char| !c.is_ascii_digit()).find(|digits| digits.len() == 4)
}

#[cfg(test)]
mod tests {
    use super::is_same_year;

    #[test]
    fn years_are_written_in_several_ways() {
        for same in ["2026-27", " 2026/2027", "SY 2026–27", "2026"] {
            assert!(is_same_year(same, "2026-27"), "{same}");
        }
        for other in ["2025-26", "next year", "26-27", ""] {
            assert!(!is_same_year(other, "2026-27"), "{other}");
        }
    }
}
