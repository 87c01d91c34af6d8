//! A role that promises more than all of its time.

use super::Ctx;
use crate::analysis::people::Post;
use crate::analysis::post_terms::{Locals, Terms};
use crate::analysis::time::Declared;
use crate::diag::{Case, Level, Reporter, Standing, Threshold};
use crate::model::{Family, Id, Item, Loc, Map, Responsibility, Role};
use crate::text::figure::{beside, short};
use crate::text::{Exact, Span};

/// How many parts of a sum a message shows.
const SHOWN: usize = 12;

const TOLERANCE: Threshold = Threshold {
    name: "tolerance",
    unit: "% of contract time",
    default: 2.0,
    standing: Standing::Unsourced,
    source: "no source found; a judgement, so that rounding is no error",
};

rule! {
    "role-over-full", Load,
    "teaching and the shares of a role's responsibilities add up to more than all of its time",
    cases: [Case::new("over-full", Level::Error)],
    thresholds: [TOLERANCE],
    check
}

fn check(cx: &Ctx<'_>, out: &mut Reporter<'_>) {
    let most = Exact::from(100_u32) + out.limit(&TOLERANCE);
    for role in &cx.corpus.roles {
        let terms = Terms::of_role(role);
        let declared = Declared::of(&terms);
        let address = role.address();
        if declared.total() > most {
            report(out, role.span(), role.id(), &declared, terms.responsibilities).item(address);
        } else if let Some((because, unlock)) = unstated(role, &declared) {
            out.not_assessed(address, because, unlock);
        } else {
            out.met();
        }
    }
    local_changes(cx, out);
}

/// Which part of the sum is not stated. Teaching is asked only of those whose family teaches.
fn unstated(role: &Item<Role>, declared: &Declared) -> Option<(&'static str, &'static str)> {
    let teaches = role.family.is_some_and(|family| matches!(family.value, Family::Teacher | Family::TeacherLeader));
    if role.responsibilities.is_empty() {
        return Some(("the role states no responsibilities", "roles.ID.responsibilities"));
    }
    if declared.unstated > 0 {
        return Some(("a responsibility states no share of time", "roles.ID.responsibilities.ID.share"));
    }
    (teaches && declared.teaching.is_none()).then_some(("the role states no share of teaching", "roles.ID.teaching"))
}

/// A unit that lawfully changes teaching or duties can fill a role that fitted before.
fn local_changes(cx: &Ctx<'_>, out: &mut Reporter<'_>) {
    let most = Exact::from(100_u32) + out.limit(&TOLERANCE);
    let changed = |role: &Role| role.teaching.is_some() || !role.responsibilities.is_empty();
    if !cx.corpus.units.iter().flat_map(|unit| unit.overrides.iter()).any(|entry| changed(&entry.value.role)) {
        return;
    }
    let locals = Locals::new(cx.facts);
    for post in &cx.facts.people.posts {
        let role = &cx.corpus.roles[post.role];
        let terms = locals.of(post);
        let (here, described) = (Declared::of(&terms), Declared::of(&Terms::of_role(role)));
        if here.total() > most && here != described && described.total() <= most {
            let unit = &cx.corpus.units[post.unit];
            let name = format!("{} in {}", role.id(), unit.id());
            report(out, made_at(cx, post).unwrap_or(post.span), &name, &here, terms.responsibilities)
                .item(unit.address())
                .related(role.span(), "the role fits as it is described; the local change fills it");
        }
    }
}

/// Where the nearest unit, of a post's own and those above it, says its teaching or duties otherwise.
fn made_at(cx: &Ctx<'_>, post: &Post) -> Option<Span> {
    let overrides = cx.facts.people.line(post.unit).flat_map(|unit| cx.corpus.units[unit].body.overrides.iter());
    let mut own = overrides.filter(|entry| entry.key.to.map(Loc::index) == Some(post.role));
    own.find(|entry| entry.value.role.teaching.is_some() || !entry.value.role.responsibilities.is_empty()).map(|entry| entry.key.span)
}

fn report<'o>(
    out: &'o mut Reporter<'_>,
    span: Span,
    name: &str,
    declared: &Declared,
    duties: &Map<Id, Responsibility>,
) -> &'o mut crate::diag::Finding {
    let teaching = declared.teaching.map(|teaching| format!("{}% teaching", short(teaching, 2)));
    let shares = declared.shares.iter().map(|&(at, share)| format!("{}% {}", short(share, 2), duties[at].id()));
    let mut parts: Vec<String> = teaching.into_iter().chain(shares).collect();
    let more = parts.len().saturating_sub(SHOWN);
    parts.truncate(SHOWN);
    parts.extend((more > 0).then(|| format!("{more} more")));
    let most = Exact::from(100_u32) + out.limit(&TOLERANCE);
    let total = beside(declared.total(), most, 2).0;
    let message = format!("{name} adds up to {total}% of contract time: {}", parts.join(" + "));
    let finding = out.report("over-full", span, message);
    let largest = declared.shares.iter().copied().max_by(|a, b| a.1.f64().total_cmp(&b.1.f64()).then(b.0.cmp(&a.0)));
    if let Some(share) = largest.and_then(|(at, _)| duties[at].value.share) {
        finding.related(share.span, "the largest share");
    }
    finding.help(format!("Take {}% out of it: drop a duty, give one to another role, or teach less.", short(declared.total() - 100_u32, 2)))
}
