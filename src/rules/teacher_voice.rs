//! A group that is called teacher-led and is not, or that works on teaching without a teacher.

use super::Ctx;
use crate::analysis::committees::{Seats, is_teacher, sitting};
use crate::diag::{Case, Level, Reporter, Standing, Threshold};
use crate::model::{Committee, CommitteeKind, Item, ItemAddress};
use crate::text::Exact;
use crate::text::figure::beside;

const SHARE: Threshold = Threshold {
    name: "min_teacher_share",
    unit: "% of seats",
    default: 50.0,
    standing: Standing::ExpertAdvice,
    source: "Learner-Centered Collaborative, on educator roles",
};

rule! {
    "teacher-voice", Committees,
    "a teacher-led committee has another chair or too few teachers; or a group about teaching has none",
    cases: [
        Case::new("chair-not-teacher", Level::Error),
        Case::new("too-few-teachers", Level::Error),
        Case::new("no-teacher", Level::Warning),
    ],
    thresholds: [SHARE],
    check
}

fn check(cx: &Ctx<'_>, out: &mut Reporter<'_>) {
    for (_, committee) in sitting(cx.facts) {
        if committee.teacher_led.is_some_and(|led| led.value) {
            led_by_teachers(cx, committee, out);
        } else if committee.kind.is_some_and(|kind| is_about_teaching(kind.value)) {
            has_a_teacher(cx, committee, out);
        }
    }
}

fn is_about_teaching(kind: CommitteeKind) -> bool {
    matches!(kind, CommitteeKind::Ilt | CommitteeKind::Plc | CommitteeKind::Department | CommitteeKind::RoleAlike)
}

/// Whether the chair teaches; absent where the chair or its family is not stated.
fn chair_teaches(cx: &Ctx<'_>, committee: &Committee) -> Option<bool> {
    cx.corpus.role(committee.chair.as_ref()?.to).and_then(|role| is_teacher(role))
}

fn led_by_teachers(cx: &Ctx<'_>, committee: &Item<Committee>, out: &mut Reporter<'_>) {
    let address = committee.address();
    let seats = Seats::of(cx.corpus, committee);
    let enough = seats.and_then(|seats| seats.teachers_have(out.limit(&SHARE) / 100.0));
    match (chair_teaches(cx, committee), enough) {
        (Some(false), _) => foreign_chair(cx, committee, address, out),
        (_, Some(false)) => too_few(committee, seats.unwrap_or_default(), address, out),
        (Some(true), Some(true)) => out.met(),
        (None, _) if committee.chair.is_none() => out.not_assessed(address, "it names no chair", "committees.ID.chair"),
        (Some(true), None) if seats.is_none() => out.not_assessed(address, "it states no seats", "committees.ID.seats"),
        _ => out.not_assessed(address, "a role that chairs it or sits in it states no family", "roles.ID.family"),
    }
}

fn foreign_chair(cx: &Ctx<'_>, committee: &Item<Committee>, address: ItemAddress<'_>, out: &mut Reporter<'_>) {
    let Some(chair) = &committee.chair else { return };
    let message = format!("{} is called teacher-led, but {} chairs it, who does not teach", committee.id(), chair.text);
    let finding = out.report("chair-not-teacher", chair.span, message);
    finding.item(address).help("Give the chair to a teacher or teacher leader, or take “teacher_led” away.");
    if let Some(family) = cx.corpus.role(chair.to).and_then(|role| role.family) {
        finding.related(family.span, "the family of the chair");
    }
}

fn too_few(committee: &Item<Committee>, seats: Seats, address: ItemAddress<'_>, out: &mut Reporter<'_>) {
    let least = out.limit(&SHARE);
    let (held, total) = (seats.teachers, seats.total);
    let share = if total == 0 { Exact::ZERO } else { Exact::from(held) * 100_u32 / total };
    let (share, least) = beside(share, least, 0);
    let message =
        format!("{} is called teacher-led, but teachers have {held} of its {total} seats: {share}%, under {least}%", committee.id());
    let span = committee.seats.first().map_or(committee.span(), |seat| seat.span());
    let finding = out.report("too-few-teachers", span, message);
    finding.item(address).help("Give teachers and teacher leaders more of the seats, or take “teacher_led” away.");
    if let Some(led) = committee.teacher_led {
        finding.related(led.span, "said here");
    }
}

fn has_a_teacher(cx: &Ctx<'_>, committee: &Item<Committee>, out: &mut Reporter<'_>) {
    let address = committee.address();
    let chair = chair_teaches(cx, committee);
    match Seats::of(cx.corpus, committee) {
        _ if chair == Some(true) => out.met(),
        None => out.not_assessed(address, "it states no seats", "committees.ID.seats"),
        Some(seats) if seats.teachers > 0 => out.met(),
        Some(seats) if seats.unknown > 0 || (committee.chair.is_some() && chair.is_none()) => {
            out.not_assessed(address, "a role that chairs it or sits in it states no family", "roles.ID.family");
        }
        Some(seats) => {
            let message = format!("no teacher sits in {}: all {} seats belong to others", committee.id(), seats.total);
            out.report("no-teacher", committee.span(), message)
                .item(address)
                .help("Give a seat to a teacher or teacher leader, so that those who do the work have a say in it.");
        }
    }
}
