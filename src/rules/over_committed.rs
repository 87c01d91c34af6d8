//! A role with more committee seats than its people can fill.

use super::Ctx;
use crate::analysis::committees::{Seat, seats_by_role};
use crate::diag::{Case, Level, Reporter, Standing, Threshold};
use crate::text::Exact;
use crate::text::figure::beside;

const MANY: Threshold = Threshold {
    name: "many",
    unit: "seats for each person",
    default: 2.0,
    standing: Standing::Unsourced,
    source: "no source found; a judgement",
};
const TOO_MANY: Threshold = Threshold {
    name: "too_many",
    unit: "seats for each person",
    default: 3.0,
    standing: Standing::Unsourced,
    source: "no source found; a judgement",
};

rule! {
    "over-committed", Committees,
    "a role has more than 3 committee seats for each person who holds it; advice above 2",
    cases: [Case::new("too-many-seats", Level::Warning), Case::new("many-seats", Level::Advice)],
    thresholds: [MANY, TOO_MANY],
    check
}

fn check(cx: &Ctx<'_>, out: &mut Reporter<'_>) {
    for (role, seats) in seats_by_role(cx.facts) {
        let address = cx.corpus.roles[role].address();
        match cx.facts.people.heads(role) {
            None => out.not_assessed(address, "how many people hold the role is not stated", "units.ID.staff"),
            Some(0) => out.not_assessed(address, "nobody holds the role", "units.ID.staff"),
            Some(heads) => judge(cx, role, &seats, heads, out),
        }
    }
}

fn judge(cx: &Ctx<'_>, role: usize, seats: &[Seat], heads: u32, out: &mut Reporter<'_>) {
    let total: u64 = seats.iter().map(|seat| u64::from(seat.count)).sum();
    let each = Exact::from(total) / heads;
    let (many, too_many) = (out.limit(&MANY), out.limit(&TOO_MANY));
    let (case, limit) = match each {
        each if each > too_many => ("too-many-seats", too_many),
        each if each > many => ("many-seats", many),
        _ => return out.met(),
    };
    let role = &cx.corpus.roles[role];
    let people = if heads == 1 { "1 person".to_owned() } else { format!("{heads} people") };
    let (each, limit) = beside(each, limit, 1);
    let message = format!("{total} committee seats ÷ {people} = {each} seats for each {}, more than {limit}", role.id());
    let finding = out.report(case, role.span(), message);
    finding.item(role.address()).help("Let another role take some of the seats, or let two of the committees meet as one.");
    for seat in seats {
        let count = if seat.count == 1 { "1 seat".to_owned() } else { format!("{} seats", seat.count) };
        finding.related(seat.span, format!("{count} in {}", cx.corpus.committees[seat.committee].id()));
    }
}
