//! Coaching that goes where it is needed least.

use super::Ctx;
use crate::analysis::coverage::school_coaching;
use crate::analysis::equity::{Quarters, School, known, per_ten};
use crate::diag::{Case, Level, Reporter, Standing, Threshold};
use crate::text::Exact;
use crate::text::figure::{beside, short};

const LEAST_RATIO: Threshold = Threshold {
    name: "least_ratio",
    unit: "coaching in the neediest schools ÷ coaching in the least needy",
    default: 0.9,
    standing: Standing::Unsourced,
    source: "no source found; a judgement",
};
const LEAST_SCHOOLS: Threshold = Threshold {
    name: "least_schools",
    unit: "schools",
    default: 4.0,
    standing: Standing::Unsourced,
    source: "no source found; a judgement: fewer schools have no quarters",
};

rule! {
    "need-inversion", Coverage,
    "teachers in the neediest quarter of schools have less coaching than those in the least needy quarter",
    cases: [Case::new("less-where-needed", Level::Warning)],
    thresholds: [LEAST_RATIO, LEAST_SCHOOLS],
    check
}

fn check(cx: &Ctx<'_>, out: &mut Reporter<'_>) {
    let all = school_coaching(cx.facts);
    let least = out.limit(&LEAST_SCHOOLS).max(2.0);
    if (all.len() as f64) < least {
        return;
    }
    let mut schools: Vec<School> = Vec::new();
    for school in &all {
        match known(cx.facts, school) {
            Ok(school) => schools.push(school),
            Err(unsaid) => {
                let (because, unlock) = unsaid.unlock();
                out.not_assessed(cx.corpus.units[school.school].address(), because, unlock);
            }
        }
    }
    if (schools.len() as f64) < least {
        return;
    }
    let Some(quarters) = Quarters::of(schools) else { return };
    let (Some((there, low)), Some((here, high))) = (working(&quarters.needy), working(&quarters.easy)) else { return };
    if !quarters.differ() || low >= high * out.limit(&LEAST_RATIO) {
        return out.met();
    }
    // Both round as far as it takes to see that the one is less than that part of the other.
    let (least, low) = (beside(high * out.limit(&LEAST_RATIO), low, 2).0, beside(low, high * out.limit(&LEAST_RATIO), 2).0);
    let message = format!(
        "the neediest schools have {low} coaching positions for ten teachers ({}: {there}), less than {least}: {} times the {} of the least needy ({}: {here})",
        names(cx, &quarters.needy),
        out.limit(&LEAST_RATIO),
        short(high, 2),
        names(cx, &quarters.easy)
    );
    let unit = &cx.corpus.units[quarters.needy.first().map_or(0, |school| school.unit)];
    let finding = out.report("less-where-needed", unit.need.map_or(unit.span(), |need| need.span), message);
    finding
        .item(unit.address())
        .help("Place the next coach, or more release for team leads, in the neediest schools first; look at who could move.");
    for school in quarters.needy.iter().skip(1).chain(&quarters.easy) {
        let unit = &cx.corpus.units[school.unit];
        finding.related(
            unit.span(),
            format!("need {}%, {} coaching positions, {} teachers", school.need, short(school.coaching, 2), short(school.teachers, 2)),
        );
    }
}

/// Coaching positions for ten teachers, with the working.
fn working(schools: &[School]) -> Option<(String, Exact)> {
    per_ten(schools).map(|(coaching, teachers, each)| (format!("{} ÷ {} × 10", short(coaching, 2), short(teachers, 2)), each))
}

fn names(cx: &Ctx<'_>, schools: &[School]) -> String {
    let shown: Vec<&str> = schools.iter().take(4).map(|school| cx.corpus.units[school.unit].id()).collect();
    match schools.len().saturating_sub(4) {
        0 => shown.join(", "),
        more => format!("{} and {more} more", shown.join(", ")),
    }
}
