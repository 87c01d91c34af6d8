//! Coaching that goes where it is needed least.

use super::Ctx;
use crate::analysis::coverage::{SchoolCoaching, school_coaching};
use crate::diag::{Case, Level, Reporter, Standing, Threshold};

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

/// A school of which all that is asked for is known.
struct Known {
    unit: usize,
    need: f64,
    teachers: f64,
    coaching: f64,
}

fn check(cx: &Ctx<'_>, out: &mut Reporter<'_>) {
    let all = school_coaching(cx.facts);
    let least = out.limit(&LEAST_SCHOOLS).max(2.0);
    if (all.len() as f64) < least {
        return;
    }
    let mut known: Vec<Known> = all.iter().filter_map(|school| known(cx, school, out)).collect();
    if (known.len() as f64) < least {
        return;
    }
    known.sort_by(|a, b| b.need.total_cmp(&a.need).then(a.unit.cmp(&b.unit)));
    let quarter = (known.len() / 4).max(1);
    let (needy, easy) = (&known[..quarter], &known[known.len() - quarter..]);
    let (Some((there, low)), Some((here, high))) = (per_ten(needy), per_ten(easy)) else { return };
    if needy.first().map(|school| school.need) == easy.last().map(|school| school.need) || low >= out.limit(&LEAST_RATIO) * high {
        return out.met();
    }
    let message = format!(
        "the neediest schools have {low:.2} coaching positions for ten teachers ({}: {there}), the least needy {high:.2} ({}: {here})",
        names(cx, needy),
        names(cx, easy)
    );
    let unit = &cx.corpus.units[needy.first().map_or(0, |school| school.unit)];
    let finding = out.report("less-where-needed", unit.need.map_or(unit.span(), |need| need.span), message);
    finding
        .item(format!("units/{}", unit.id()))
        .help("Place the next coach, or more release for team leads, in the neediest schools first; look at who could move.");
    for school in needy.iter().skip(1).chain(easy) {
        let unit = &cx.corpus.units[school.unit];
        finding.related(
            unit.span(),
            format!("need {}%, {:.2} coaching positions, {} teachers", school.need, school.coaching, school.teachers),
        );
    }
}

fn known(cx: &Ctx<'_>, school: &SchoolCoaching, out: &mut Reporter<'_>) -> Option<Known> {
    let unit = &cx.corpus.units[school.school];
    let address = format!("units/{}", unit.id());
    let Some(need) = unit.need else {
        out.not_assessed(address, "the school does not say how great the need of its learners is", "units.ID.need");
        return None;
    };
    let Some(teachers) = school.teachers.filter(|&teachers| teachers > 0.0) else {
        out.not_assessed(address, "the school does not say how many teachers it has", "units.ID.staff");
        return None;
    };
    let Some(coaching) = school.coaching else {
        out.not_assessed(address, "a role that coaches there does not say how much of its time is for that", "roles.ID.release");
        return None;
    };
    Some(Known { unit: school.school, need: need.value.0, teachers, coaching })
}

/// Coaching positions for ten teachers, with the working.
fn per_ten(schools: &[Known]) -> Option<(String, f64)> {
    let coaching: f64 = schools.iter().map(|school| school.coaching).sum();
    let teachers: f64 = schools.iter().map(|school| school.teachers).sum();
    (teachers > 0.0).then(|| (format!("{coaching:.2} ÷ {teachers} × 10"), coaching / teachers * 10.0))
}

fn names(cx: &Ctx<'_>, schools: &[Known]) -> String {
    let shown: Vec<&str> = schools.iter().take(4).map(|school| cx.corpus.units[school.unit].id()).collect();
    match schools.len().saturating_sub(4) {
        0 => shown.join(", "),
        more => format!("{} and {more} more", shown.join(", ")),
    }
}
