//! Coaching that one side knows of and the other does not.

use super::Ctx;
use crate::diag::{Case, Level, Reporter};
use crate::model::{Corpus, Item, Loc, Ref, Role, target};
use rustc_hash::FxHashSet;

rule! {
    "supporter-mismatch", Structure,
    "one role says that it coaches another, or is coached by it, and the other says nothing of it",
    cases: [
        Case::new("coached-unaware", Level::Warning),
        Case::new("coach-unaware", Level::Warning),
        Case::new("staffed-otherwise", Level::Warning),
    ],
    thresholds: [],
    check
}

/// What the roles say, as pairs (coach, coached) of positions.
struct Pairs {
    coaches: FxHashSet<(usize, usize)>,
    supported: FxHashSet<(usize, usize)>,
}

fn check(cx: &Ctx<'_>, out: &mut Reporter<'_>) {
    let pairs = pairs(cx.corpus);
    for (at, role) in cx.corpus.roles.iter().enumerate() {
        for coached in role.coaches.iter().flat_map(|coaches| coaches.roles.iter()) {
            judge_coach(cx.corpus, &pairs, (at, role), coached, out);
        }
        for coach in &role.supported_by {
            judge_supported(cx.corpus, &pairs, (at, role), coach, out);
        }
    }
    judge_staff(cx.corpus, &pairs, out);
}

fn pairs(corpus: &Corpus) -> Pairs {
    let mut pairs = Pairs { coaches: FxHashSet::default(), supported: FxHashSet::default() };
    for (at, role) in corpus.roles.iter().enumerate() {
        let to = |role: &Ref<target::Role>| role.to.map(Loc::index);
        pairs.coaches.extend(role.coaches.iter().flat_map(|coaches| coaches.roles.iter()).filter_map(to).map(|coached| (at, coached)));
        pairs.supported.extend(role.supported_by.iter().chain(&role.reports_to).filter_map(to).map(|coach| (coach, at)));
    }
    pairs
}

/// X coaches Y: Y should report to X or name X as a supporter.
fn judge_coach(corpus: &Corpus, pairs: &Pairs, (at, coach): (usize, &Item<Role>), named: &Ref<target::Role>, out: &mut Reporter<'_>) {
    let Some(other) = named.to.map(Loc::index).filter(|&other| other != at) else { return };
    let coached = &corpus.roles[other];
    if pairs.supported.contains(&(at, other)) {
        return out.met();
    }
    if coached.reports_to.is_none() && coached.supported_by.is_empty() {
        let address = coached.address();
        return out.not_assessed(address, "the coached role does not say who supports it", "roles.ID.supported_by");
    }
    let message = format!("{} coaches {}, but {} neither reports to it nor names it as support", coach.id(), coached.id(), coached.id());
    out.report("coached-unaware", named.span, message)
        .item(coach.address())
        .related(coached.span(), "the role that is coached")
        .help(format!("Add {} to “supported_by” of {}, or take {} out of “coaches”.", coach.id(), coached.id(), coached.id()));
}

/// Y names X as a supporter: where X says whom it coaches, Y should be among them.
fn judge_supported(corpus: &Corpus, pairs: &Pairs, (at, coached): (usize, &Item<Role>), named: &Ref<target::Role>, out: &mut Reporter<'_>) {
    let Some(other) = named.to.map(Loc::index).filter(|&other| other != at) else { return };
    let coach = &corpus.roles[other];
    if pairs.coaches.contains(&(other, at)) {
        return out.met();
    }
    let Some(coaches) = coach.coaches.as_ref().filter(|coaches| !coaches.roles.is_empty()) else {
        return out.not_assessed(coach.address(), "the supporting role does not say whom it coaches", "roles.ID.coaches");
    };
    let names: Vec<&str> = coaches.roles.iter().map(|role| &*role.text).collect();
    let names = crate::text::excerpt(&names.join(", "), 60);
    let message = format!("{} says that {} coaches it, but {} coaches only {names}", coached.id(), coach.id(), coach.id());
    out.report("coach-unaware", named.span, message)
        .item(coached.address())
        .related(coach.span(), "the role that is to coach")
        .help(format!("Add {} to “coaches” of {}, or take {} out of “supported_by”.", coached.id(), coach.id(), coach.id()));
}

/// A unit says that a role coaches its staff: one of the two roles should say so too.
fn judge_staff(corpus: &Corpus, pairs: &Pairs, out: &mut Reporter<'_>) {
    for unit in &corpus.units {
        for staff in &*unit.staff {
            let (Some(named), Some(coached)) = (&staff.value.detail.coached_by, staff.key.to.map(Loc::index)) else { continue };
            // A holder's code names a person and says nothing about roles.
            let Some(coach) = corpus.role(named.to) else { continue };
            let at = named.to.map_or(0, Loc::index);
            let role = &corpus.roles[coached];
            if at == coached || pairs.coaches.contains(&(at, coached)) || pairs.supported.contains(&(at, coached)) {
                out.met();
            } else if coach.coaches.is_none() && role.supported_by.is_empty() {
                out.not_assessed(unit.address(), "neither role says who coaches whom", "roles.ID.coaches");
            } else {
                let message =
                    format!("in {}, {} coaches {}, but neither role says so in its own description", unit.id(), coach.id(), role.id());
                out.report("staffed-otherwise", named.span, message)
                    .item(unit.address())
                    .related(coach.span(), "the role that coaches here")
                    .related(role.span(), "the role that is coached here")
                    .help(format!("Add {} to “coaches” of {}, or name another coach here.", role.id(), coach.id()));
            }
        }
    }
}
