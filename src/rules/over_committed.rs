//! A role with more committee seats than its people can fill.

use super::Ctx;
use crate::diag::{Case, Level, Reporter, Standing, Threshold};
use crate::model::Loc;
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
    for at in 0..cx.corpus.roles.len() {
        let (address, seats) = (cx.corpus.roles[at].address(), &cx.calendar.seats);
        if seats.of_role(at).is_empty() {
            continue;
        }
        match cx.facts.people.heads(at) {
            None => out.not_assessed(address, "how many people hold the role is not stated", "units.ID.staff"),
            Some(0) => out.not_assessed(address, "nobody holds the role", "units.ID.staff"),
            Some(heads) => judge(cx, at, seats.asked_of(at), heads, out),
        }
    }
}

/// Seats as the load counts them: a committee of every team is one in each, and a chair attends without a seat.
fn judge(cx: &Ctx<'_>, at: usize, seats: &[(usize, u32)], heads: u32, out: &mut Reporter<'_>) {
    let total: u64 = seats.iter().map(|(_, count)| u64::from(*count)).sum();
    let each = Exact::from(total) / heads;
    let (many, too_many) = (out.limit(&MANY), out.limit(&TOO_MANY));
    let (case, limit) = match each {
        each if each > too_many => ("too-many-seats", too_many),
        each if each > many => ("many-seats", many),
        _ => return out.met(),
    };
    let role = &cx.corpus.roles[at];
    let people = if heads == 1 { "1 person".to_owned() } else { format!("{heads} people") };
    let (each, limit) = beside(each, limit, 1);
    let message = format!("{total} committee seats ÷ {people} = {each} seats for each {}, more than {limit}", role.id());
    let finding = out.report(case, role.span(), message);
    finding.item(role.address()).help("Let another role take some of the seats, or let two of the committees meet as one.");
    for &(at_committee, count) in seats {
        let committee = &cx.corpus.committees[at_committee];
        let own = committee.seats.iter().find(|seat| seat.key.to.map(Loc::index) == Some(at));
        let span = own.map(|seat| seat.span()).or(committee.chair.as_ref().map(|chair| chair.span)).unwrap_or(committee.span());
        let many = if cx.calendar.seats.is_one(at_committee) { "" } else { ", of which there is one in each unit of its level" };
        let count = match (own, count) {
            (None, _) => "the chair".to_owned(),
            (_, 1) => "1 seat".to_owned(),
            (_, count) => format!("{count} seats"),
        };
        finding.related(span, format!("{count} in {}{many}", committee.id()));
    }
}
