//! New teachers with nobody to coach them.

use super::Ctx;
use crate::analysis::coverage::{Coaching, is_held};
use crate::diag::{Case, Level, Reporter};
use rustc_hash::FxHashSet;

rule! {
    "rookies-unserved", Coverage,
    "a unit has teachers in their first years, and no coach works there or is available to it",
    cases: [Case::new("no-coach", Level::Warning)],
    thresholds: [],
    check
}

fn check(cx: &Ctx<'_>, out: &mut Reporter<'_>) {
    let (with, above) = coached_units(cx);
    for (at, unit) in cx.corpus.units.iter().enumerate() {
        let Some(novices) = unit.novices.filter(|novices| novices.value.0 > 0) else { continue };
        let address = unit.address();
        if !cx.facts.people.is_staffed() {
            out.not_assessed(address, "no unit says who works there", "units.ID.staff");
            continue;
        }
        // In it: in the unit or below. Available to it: above.
        if above.contains(&at) || cx.facts.people.line(at).any(|up| with.contains(&up)) {
            out.met();
            continue;
        }
        let count = novices.value.0;
        let whom = if count == 1 { "one teacher in the first years".to_owned() } else { format!("{count} teachers in their first years") };
        out.report("no-coach", novices.span, format!("{} has {whom}, and nobody there or above it coaches teachers", unit.id()))
            .item(address)
            .help("Staff a role that coaches teachers here, share one with a neighbouring school, or count the time of a coach who already comes.");
    }
}

/// The units in which a coach of teachers works, and these with all units above them.
fn coached_units(cx: &Ctx<'_>) -> (FxHashSet<usize>, FxHashSet<usize>) {
    let coaching = Coaching::of(cx.corpus);
    let (mut with, mut above) = (FxHashSet::default(), FxHashSet::default());
    for post in cx.facts.people.posts.iter().filter(|post| is_held(post) && coaching.coaches_teachers[post.role]) {
        let ended = cx.corpus.roles[post.role].ends.is_some_and(|ends| ends.last() < cx.facts.as_of);
        if !ended && with.insert(post.unit) {
            above.extend(cx.facts.people.line(post.unit));
        }
    }
    (with, above)
}
