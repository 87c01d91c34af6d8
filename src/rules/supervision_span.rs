//! A supervisor with too many people, or a layer of supervision for very few.

use super::{Ctx, spoken};
use crate::analysis::people::Alike;
use crate::analysis::span::Reach;
use crate::diag::{Case, Level, Reporter, Standing, Threshold};
use crate::model::Loc;
use crate::text::Exact;
use crate::text::figure::beside;
use rustc_hash::FxHashSet;

pub(super) const MAX_REPORTS: Threshold = Threshold {
    name: "max_reports",
    unit: "people",
    default: 12.0,
    standing: Standing::PublishedRule,
    source: "curriculum audit practice: 7 to 12 direct reports",
};

pub(super) const MIN_REPORTS: Threshold = Threshold {
    name: "min_reports",
    unit: "people",
    default: 4.0,
    standing: Standing::Unsourced,
    source: "no source found for so low a number; a judgement, well below the 7 of curriculum audit practice",
};

pub(super) const MIN_STAFF: Threshold = Threshold {
    name: "min_staff",
    unit: "people",
    default: 20.0,
    standing: Standing::Unsourced,
    source: "no source found; a judgement, since a small school cannot have wide spans",
};

rule! {
    "supervision-span", Load,
    "more people report directly to each holder of a role than one person can supervise, or very few do",
    cases: [Case::new("too-many", Level::Warning), Case::new("too-few", Level::Advice)],
    thresholds: [MAX_REPORTS, MIN_REPORTS, MIN_STAFF],
    check
}

fn check(cx: &Ctx<'_>, out: &mut Reporter<'_>) {
    let bosses: FxHashSet<usize> = cx.corpus.roles.iter().filter_map(|role| role.reports_to.as_ref()?.to).map(Loc::index).collect();
    let spans = &cx.calendar.spans;
    let staff = cx.facts.people.known_heads_by_unit();
    let mut posts = vec![Vec::new(); cx.corpus.roles.len()];
    for (at, post) in cx.facts.people.posts.iter().enumerate().filter(|(_, post)| bosses.contains(&post.role)) {
        posts[post.role].push(at);
    }
    for (at, role) in cx.corpus.roles.iter().enumerate().filter(|(at, _)| bosses.contains(at)) {
        if posts[at].is_empty() {
            let address = role.address();
            out.not_assessed(address, "no unit says who holds the role and how many report to it", "units.ID.staff");
        }
        let mut met = FxHashSet::default();
        for who in cx.facts.people.alike(&posts[at], |_, _| false) {
            // How large their positions are makes no difference here: a post is asked once, and someone with several once.
            let asked = who.parts.len() > 1 || who.parts.iter().any(|(post, _)| met.insert(*post));
            let supervises = who.parts.iter().any(|&(post, _)| spans.supervised(post).is_some());
            if asked && supervises {
                judge(cx, out, &who, &staff);
            }
        }
    }
}

fn judge(cx: &Ctx<'_>, out: &mut Reporter<'_>, who: &Alike<'_>, staff: &[u32]) {
    let (people, spans) = (&cx.facts.people, &cx.calendar.spans);
    let Some(post) = who.parts.first().map(|&(at, _)| &people.posts[at]) else { return };
    let reaches: Vec<&Reach> = who.parts.iter().filter_map(|&(at, _)| spans.supervised(at)).collect();
    let (role, unit) = (&cx.corpus.roles[post.role], &cx.corpus.units[post.unit]);
    // The person answers for the span, not the school; a role from a layer above is judged in its unit here.
    let address = if role.is_own() { role.address() } else { unit.address() };
    let Some(heads) = post.heads.filter(|_| reaches.iter().all(|reach| !reach.open)) else {
        out.not_assessed(address, "a unit does not say how many people hold a role", "units.ID.staff.ID.count");
        return;
    };
    let each = spans.reporting_to(people, who);
    let posts: Vec<usize> = who.parts.iter().map(|&(at, _)| at).collect();
    let who = match (posts.len(), heads) {
        (1, 1) => spoken::who(cx, role.id(), &posts),
        (1, _) => format!("each {}", spoken::who(cx, role.id(), &posts)),
        _ => spoken::who(cx, who.codes.first().copied().unwrap_or(role.id()), &posts),
    };
    let (most, fewest) = (out.limit(&MAX_REPORTS), out.limit(&MIN_REPORTS));
    let (case, message, help) = if each > most {
        let what = format!("{}, and {most} is the most that one person can supervise well", counted(cx, &who, &reaches, each, most));
        (
            "too-many",
            what,
            "Let a role in between supervise some of them: an assistant principal, or leads who evaluate where that is agreed.",
        )
    } else if each > Exact::ZERO && each < fewest && f64::from(staff[post.unit]) >= out.limit(&MIN_STAFF) {
        let what = format!("{}, a layer of supervision for very few", counted(cx, &who, &reaches, each, fewest));
        ("too-few", what, "Ask whether this layer helps; its people could report one step higher, or it could take over some from above.")
    } else {
        out.met();
        return;
    };
    let finding = out.report(case, post.span, message);
    finding.item(address).help(help);
    for &at in reaches.iter().flat_map(|reach| &reach.posts).take(12) {
        let below = &cx.facts.people.posts[at];
        finding.related(below.span, format!("{} × {}", below.heads.unwrap_or(0), cx.corpus.roles[below.role].id()));
    }
}

/// `13 people report to principal in alder: 9 classroom-teacher + 4 team-lead`.
fn counted(cx: &Ctx<'_>, who: &str, reaches: &[&Reach], each: Exact, limit: f64) -> String {
    let people = &cx.facts.people;
    let by_role = reaches.iter().flat_map(|reach| reach.by_role(people));
    let parts: Vec<String> = by_role.map(|(role, heads)| format!("{heads} {}", cx.corpus.roles[role].id())).collect();
    let rounded = beside(each, limit, 1).0;
    let report = if rounded == "1" { "person reports" } else { "people report" };
    let whole = reaches.iter().all(|reach| reach.is_whole(people));
    let parts = if whole { format!(" ({})", parts.join(" + ")) } else { String::new() };
    format!("{rounded} {report} directly to {who}{parts}")
}
