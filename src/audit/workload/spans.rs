//! How many people does each holder coach and supervise, against which numbers?

use crate::analysis::Facts;
use crate::analysis::post_terms::Terms;
use crate::analysis::time::{Basis, Calendar, Gap, Week};
use crate::rules::{Limit, Norm};
use crate::text::Exact;

/// Where a number of people stands against the numbers it is compared with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// Over the limit that the role itself, or its unit, states.
    OverOwnLimit,
    /// Over the norm.
    OverNorm,
    /// Under the norm's lower end.
    UnderNorm,
    /// Within both.
    Within,
    /// Too little is stated to tell: why, and the field that would tell.
    NotAssessed(&'static str, &'static str),
}

/// How many people one holder coaches.
#[derive(Clone, Debug)]
pub struct Coaching {
    /// People for each holder, at least; absent where nobody says.
    pub people: Option<Exact>,
    /// How that is known.
    pub basis: Option<Basis>,
    /// The roles of the people whom all holders of the post coach together, or its only holder coaches; empty
    /// where holders have people of their own, or people from elsewhere are counted too.
    pub counted: Vec<(usize, u32)>,
    /// The role's own limit here.
    pub own: Option<u32>,
    /// The norm for this release; absent where it depends on a release that is not stated.
    pub norm: Option<Norm>,
    /// Where it stands.
    pub standing: Standing,
}

pub(super) fn coaching(
    facts: &Facts<'_>,
    calendar: &Calendar<'_>,
    limits: Limit<'_>,
    role: usize,
    terms: &Terms<'_>,
    week: &Week,
) -> Option<Coaching> {
    if facts.corpus.roles[role].coaches.is_none() && !calendar.spans.names_as_coach(role) {
        return None;
    }
    let reach = week.post().filter(|_| week.posts.len() == 1).and_then(|post| calendar.spans.coached(post));
    let alone = week.post().is_some_and(|post| facts.people.posts[post].heads == Some(1));
    let counted = reach.filter(|reach| reach.is_whole(&facts.people) && (reach.named.is_empty() || alone));
    let people = week.coached.map(|coached| coached.people);
    let basis = week.coached.map(|coached| coached.basis);
    let own = terms.coaches_max.map(|most| most.value.0);
    let norm = people.and_then(|people| limits.coaching(terms, people));
    Some(Coaching {
        people,
        basis,
        counted: counted.map(|reach| reach.by_role(&facts.people)).unwrap_or_default(),
        own,
        norm,
        standing: stands(people, basis, own, norm, week.gaps.contains(&Gap::People)),
    })
}

/// The order of the rule about coaching spans: the role's own limit first, then the norm.
fn stands(people: Option<Exact>, basis: Option<Basis>, own: Option<u32>, norm: Option<Norm>, open: bool) -> Standing {
    let Some(people) = people else {
        return Standing::NotAssessed("nobody says how many people the role coaches", "units.ID.staff.ID.coached_by");
    };
    let over = |most: f64| people > most;
    match norm {
        _ if basis == Some(Basis::Counted) && own.is_some_and(|own| over(f64::from(own))) => Standing::OverOwnLimit,
        Some(norm) if over(norm.most) => Standing::OverNorm,
        _ if open => Standing::NotAssessed("a unit does not say how many people are coached", "units.ID.staff.ID.count"),
        Some(_) => Standing::Within,
        None => Standing::NotAssessed("the role states neither release nor teaching", "roles.ID.release"),
    }
}

/// How many people report directly to each holder of a post.
#[derive(Clone, Debug)]
pub struct Supervision {
    /// The unit.
    pub unit: usize,
    /// How many holders share them; absent where the unit does not say.
    pub heads: Option<u32>,
    /// People for each holder; absent where a unit does not say.
    pub each: Option<Exact>,
    /// The roles that report, and how many people hold each; empty where people from elsewhere are counted too.
    pub counted: Vec<(usize, u32)>,
    /// Where it stands.
    pub standing: Standing,
}

pub(super) fn supervision(facts: &Facts<'_>, calendar: &Calendar<'_>, limits: Limit<'_>, at: usize, staff: &[u32]) -> Option<Supervision> {
    let (post, reach) = (&facts.people.posts[at], calendar.spans.supervised(at)?);
    let each = post.heads.filter(|heads| *heads > 0 && !reach.open).map(|heads| reach.people() / heads);
    let (fewest, most, large) = limits.supervision();
    let standing = match each {
        None => Standing::NotAssessed("a unit does not say how many people hold a role", "units.ID.staff.ID.count"),
        Some(each) if each > most => Standing::OverNorm,
        Some(each) if each > Exact::ZERO && each < fewest && f64::from(staff[post.unit]) >= large => Standing::UnderNorm,
        Some(_) => Standing::Within,
    };
    let counted = if reach.is_whole(&facts.people) { reach.by_role(&facts.people) } else { Vec::new() };
    Some(Supervision { unit: post.unit, heads: post.heads, each, counted, standing })
}
