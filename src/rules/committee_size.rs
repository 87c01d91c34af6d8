//! A committee too large to decide, or too small to be one.

use super::Ctx;
use crate::analysis::committees::sitting;
use crate::analysis::seats::chair_without_a_seat;
use crate::diag::{Case, Level, Reporter, Standing, Threshold};
use crate::model::{Committee, Item};

const FEWEST: Threshold = Threshold {
    name: "fewest",
    unit: "seats",
    default: 3.0,
    standing: Standing::Unsourced,
    source: "no source found; a judgement: two people are a conversation",
};
const MOST: Threshold = Threshold {
    name: "most",
    unit: "seats",
    default: 10.0,
    standing: Standing::ExpertAdvice,
    source: "J. Richard Hackman, on teams: never more than ten",
};
const USUAL_FEWEST: Threshold = Threshold {
    name: "usual_fewest",
    unit: "seats",
    default: 4.0,
    standing: Standing::ExpertAdvice,
    source: "J. Richard Hackman, on teams: four to six",
};
const USUAL_MOST: Threshold = Threshold {
    name: "usual_most",
    unit: "seats",
    default: 7.0,
    standing: Standing::ExpertAdvice,
    source: "Bain & Company, on decision groups: each member past seven costs a tenth of effectiveness",
};

rule! {
    "committee-size", Committees,
    "a committee has fewer than 3 seats or more than 10; advice outside 4 to 7",
    cases: [Case::new("too-large", Level::Warning), Case::new("too-small", Level::Warning), Case::new("unusual", Level::Advice)],
    thresholds: [FEWEST, MOST, USUAL_FEWEST, USUAL_MOST],
    check
}

fn check(cx: &Ctx<'_>, out: &mut Reporter<'_>) {
    for (_, committee) in sitting(cx.facts) {
        let address = committee.address();
        if committee.seats.is_empty() {
            out.not_assessed(address, "it states no seats", "committees.ID.seats");
            continue;
        }
        let chair = chair_without_a_seat(committee).map(|chair| cx.corpus.roles[chair].id());
        let voting: f64 = committee.seats.iter().map(|seat| f64::from(seat.value.value.0)).sum();
        let seats = voting + f64::from(u8::from(chair.is_some()));
        let Some((case, limit, help)) = judge(seats, out) else {
            out.met();
            continue;
        };
        let message = format!("{} has {}, {limit}", committee.id(), working(committee, chair, seats));
        out.report(case, committee.span(), message).item(address).help(help);
    }
}

/// The case, what the number is beside, and what would help; nothing where the size is usual.
fn judge(seats: f64, out: &Reporter<'_>) -> Option<(&'static str, String, &'static str)> {
    let (fewest, most) = (out.limit(&FEWEST), out.limit(&MOST));
    let (usual_fewest, usual_most) = (out.limit(&USUAL_FEWEST), out.limit(&USUAL_MOST));
    if seats > most {
        Some(("too-large", format!("more than {most}"), "Keep those who decide, and ask or tell the others in between."))
    } else if seats < fewest {
        Some(("too-small", format!("fewer than {fewest}"), "Add those whose work the group decides about, or let one person decide."))
    } else if seats > usual_most || seats < usual_fewest {
        let help = "Ask whether everyone in the group is needed for what it decides, and whether anyone is missing.";
        Some(("unusual", format!("where {usual_fewest} to {usual_most} are usual"), help))
    } else {
        None
    }
}

/// `principal 1 + teacher 11 = 12 seats`.
fn working(committee: &Item<Committee>, chair: Option<&str>, seats: f64) -> String {
    let mut parts: Vec<String> = committee.seats.iter().map(|seat| format!("{} {}", seat.key.text, seat.value.value.0)).collect();
    // A chair without a seat attends, though it has no vote.
    parts.extend(chair.map(|chair| format!("{chair} 1 in the chair")));
    let noun = match (chair, seats == 1.0) {
        (None, true) => "seat",
        (None, false) => "seats",
        (Some(_), _) => "who attend",
    };
    if parts.len() == 1 { format!("{seats} {noun}") } else { format!("{} = {seats} {noun}", parts.join(" + ")) }
}
