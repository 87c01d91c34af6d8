//! A coach with more people than a coach can know.

use super::Ctx;
use super::spoken::{assume_people, who};
use crate::analysis::post_terms::Terms;
use crate::analysis::time::{Basis, Coached, Gap, Week};
use crate::diag::{Case, Level, Reporter, Standing, Threshold};
use crate::model::{Item, ItemAddress, Role};
use crate::text::figure::beside;
use crate::text::{Exact, Span};

pub(super) const MAX_PARTIAL: Threshold = Threshold {
    name: "max_partial",
    unit: "people",
    default: 8.0,
    standing: Standing::DescriptiveFigure,
    source: "Opportunity Culture teams of 2 to 8, typically 4 to 6; a Denver pilot of 6 to 10; TAP mentor teachers 1 to 8",
};

pub(super) const MAX_FULL: Threshold = Threshold {
    name: "max_full",
    unit: "people",
    default: 15.0,
    standing: Standing::DescriptiveFigure,
    source: "TAP master teachers 1 to 15",
};

rule! {
    "coaching-span", Load,
    "each holder of a role coaches more people than the role allows, or than its release makes likely to work",
    cases: [Case::new("over-own-limit", Level::Error), Case::new("too-many", Level::Warning)],
    thresholds: [MAX_PARTIAL, MAX_FULL],
    check
}

fn check(cx: &Ctx<'_>, out: &mut Reporter<'_>) {
    let calendar = &cx.calendar;
    for (at, role) in cx.corpus.roles.iter().enumerate() {
        if role.coaches.is_none() && !calendar.spans.names_as_coach(at) {
            continue;
        }
        let posts = calendar.posts_of(at);
        if posts.is_empty() || !calendar.spans.names_as_coach(at) {
            let place = Place { role, terms: Terms::of_role(role), span: meant_span(role), who: role.id().to_owned() };
            judge(cx, out, &place, &calendar.week_as_described(at), role.address());
            continue;
        }
        for week in calendar.weeks_of(posts) {
            let Some(post) = week.post().map(|post| &cx.facts.people.posts[post]) else { continue };
            // A post whose unit gives it nobody to coach is not asked: it may have other work.
            if week.coached.is_some_and(|coached| coached.people.is_zero()) && week.gaps.is_empty() {
                continue;
            }
            let who = who(cx, week.holder.as_deref().unwrap_or(role.id()), &week.posts);
            judge(
                cx,
                out,
                &Place { role, terms: calendar.locals.of(post), span: post.span, who },
                &week,
                cx.corpus.units[post.unit].address(),
            );
        }
    }
}

/// Where people are coached, by whom and on which terms.
struct Place<'a> {
    role: &'a Item<Role>,
    terms: Terms<'a>,
    span: Span,
    who: String,
}

fn meant_span(role: &Item<Role>) -> Span {
    let coaches = role.coaches.as_ref();
    coaches.and_then(|coaches| coaches.max.or(coaches.min)).map_or(role.span(), |people| people.span)
}

fn judge(cx: &Ctx<'_>, out: &mut Reporter<'_>, place: &Place<'_>, week: &Week, address: ItemAddress<'_>) {
    let Some(coached) = week.coached else {
        out.not_assessed(address, "nobody says how many people the role coaches", "units.ID.staff.ID.coached_by");
        return;
    };
    let own = place.terms.coaches_max.filter(|_| coached.basis == Basis::Counted);
    if let Some(own) = own.filter(|own| coached.people > own.value.0) {
        let message = format!("{} coaches {}, more than the {} the role allows", place.who, people(coached, own.value.0), own.value.0);
        let finding = out.report("over-own-limit", place.span, message);
        finding.item(address).related(own.span, "the limit that holds here");
        finding.help("Let someone else coach some of them, or decide, where that is allowed, on a higher limit and the release for it.");
        return;
    }
    match norm(&place.terms, coached.people, out.limit(&MAX_PARTIAL), out.limit(&MAX_FULL)) {
        Some(Norm { most, with, .. }) if coached.people > most => {
            let verb = if coached.basis == Basis::Counted { "coaches" } else { "is meant to coach" };
            let message = format!("{} {verb} {}, more than the {most} that go {with} release", place.who, people(coached, most));
            let finding = out.report("too-many", place.span, message);
            assume_people(cx, finding, place.role, coached);
            finding.item(address).help("Divide them among two coaches, or give the role more release and make it a full-time job.");
            if place.span != place.role.span() {
                finding.related(place.role.span(), "the role");
            }
        }
        _ if week.gaps.contains(&Gap::People) => {
            out.not_assessed(address, "a unit does not say how many people are coached", "units.ID.staff.ID.count");
        }
        Some(_) => out.met(),
        None => out.not_assessed(address, "the role states neither release nor teaching", "roles.ID.release"),
    }
}

/// A number of people that one coach can know, and the release it is for.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Norm {
    /// The most people.
    pub most: f64,
    /// Which threshold it is.
    pub threshold: &'static Threshold,
    /// The release it is for: `with partial`.
    pub with: &'static str,
}

/// The norm that applies. Absent where the release is not stated and the answer depends on it.
pub(super) fn norm(terms: &Terms<'_>, people: Exact, partial: f64, full: f64) -> Option<Norm> {
    let (partial, full) = ((partial, &MAX_PARTIAL), (full, &MAX_FULL));
    let ((most, threshold), with) = match terms.is_full_release() {
        Some(true) => (full, "with full"),
        Some(false) => (partial, "with partial"),
        None if people > full.0 => (full, "even with full"),
        None if people <= partial.0 => (partial, "even with partial"),
        None => return None,
    };
    Some(Norm { most, threshold, with })
}

fn people(coached: Coached, most: impl Into<Exact>) -> String {
    let each = if coached.people.is_whole() { "" } else { " on average" };
    format!("{} people{each}", beside(coached.people, most, 1).0)
}
