//! Three more pictures of who has a part in what: decisions by level and stance, competencies over a career, and
//! roles on committees.

use super::Audit;
use super::shown::Shown;
use crate::analysis::committees::{Seats, sitting};
use crate::analysis::talent::{is_evaluated_untaught, uses};
use crate::model::{Stance, TalentUse};
use std::collections::BTreeMap;

/// Decisions of one level.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Level {
    /// The level; absent for decisions that state none.
    pub level: Option<String>,
    /// Those held tightly, by position in the corpus.
    pub tight: Vec<usize>,
    /// Those left loose.
    pub loose: Vec<usize>,
    /// Those without a stance.
    pub no_stance: Vec<usize>,
}

impl Level {
    /// The three kinds, in the order of columns.
    pub fn cells(&self) -> [&[usize]; 3] {
        [&self.tight, &self.loose, &self.no_stance]
    }
}

/// Decisions by level and stance: a row for each level of the framework, and one for decisions without a level.
pub fn decisions(audit: &Audit, shown: &Shown) -> Vec<Level> {
    let corpus = &audit.corpus;
    let names = corpus.settings.level_names();
    let mut levels: Vec<Level> = Vec::new();
    for rank in (0..names.len()).map(Some).chain([None]).filter(|rank| shown.level(*rank)) {
        let of = |wanted: Option<Stance>| -> Vec<usize> {
            let all = corpus.decisions.iter().enumerate();
            let here = all.filter(|(_, decision)| decision.level.as_ref().and_then(|level| corpus.level_rank(level)) == rank);
            here.filter(|(_, decision)| decision.stance.map(|stance| stance.value) == wanted).map(|(at, _)| at).collect()
        };
        let level = Level {
            level: rank.map(|rank| names[rank].to_owned()),
            tight: of(Some(Stance::Tight)),
            loose: of(Some(Stance::Loose)),
            no_stance: of(None),
        };
        if rank.is_some() || level.cells().iter().any(|cell| !cell.is_empty()) {
            levels.push(level);
        }
    }
    levels
}

/// One competency and the five uses of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cycle {
    /// The competency.
    pub competency: usize,
    /// Whether it is used there, for each of [`TalentUse::ALL`]; absent where it does not say where it is used.
    pub used: Option<Vec<bool>>,
    /// Whether people are judged on it and nothing teaches it.
    pub evaluated_untaught: bool,
    /// How many of the roles shown require it.
    pub required_by: usize,
}

/// The talent cycle: every competency that a role shown requires; where nothing is narrowed, every one.
pub fn talent(audit: &Audit, shown: &Shown) -> Vec<Cycle> {
    let facts = audit.facts();
    let all = audit.corpus.competencies.iter().enumerate().map(|(at, competency)| Cycle {
        competency: at,
        used: (!competency.used_in.is_empty()).then(|| TalentUse::ALL.iter().map(|&talent| uses(competency, talent)).collect()),
        evaluated_untaught: is_evaluated_untaught(competency),
        required_by: facts.needs.of_competency(at).filter(|need| shown.role(&facts, need.role)).count(),
    });
    all.filter(|cycle| shown.words().is_empty() || cycle.required_by > 0).collect()
}

/// A role's part in one committee.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Part {
    /// Its seats.
    pub seats: u32,
    /// Whether it has the chair.
    pub chairs: bool,
}

/// One role and its part in each committee.
#[derive(Clone, Debug, PartialEq)]
pub struct Sitter {
    /// The role.
    pub role: usize,
    /// How many people hold it, where that is stated.
    pub people: Option<u32>,
    /// One for each of [`Sittings::committees`].
    pub parts: Vec<Part>,
}

/// Roles on committees.
#[derive(Clone, Debug, PartialEq)]
pub struct Sittings {
    /// The committees that have not ended, by position.
    pub committees: Vec<usize>,
    /// Their seats; absent where a committee states none.
    pub seats: Vec<Option<Seats>>,
    /// The roles that have a seat or a chair in one of them.
    pub sitters: Vec<Sitter>,
}

/// Roles × committees: the roles shown that have a part in one, and the committees in which one of them has.
pub fn committees(audit: &Audit, shown: &Shown) -> Sittings {
    let (corpus, facts) = (&audit.corpus, audit.facts());
    let mut parts: BTreeMap<usize, BTreeMap<usize, Part>> = BTreeMap::new();
    for (at, committee) in sitting(&facts).filter(|&(at, _)| shown.is_open_to_units(&facts, at)) {
        let chair = committee.chair.as_ref().and_then(|chair| chair.to);
        let seats = committee.seats.iter().filter_map(|seat| Some((seat.key.to?, seat.value.value.0)));
        for (role, count) in seats.chain(chair.map(|role| (role, 0))) {
            let part = parts.entry(role.index()).or_default().entry(at).or_default();
            part.seats += count;
            part.chairs |= chair == Some(role);
        }
    }
    parts.retain(|&role, parts| {
        parts.retain(|_, part| part.chairs || part.seats > 0);
        shown.role(&facts, role) && !parts.is_empty()
    });
    let mut committees: Vec<usize> = parts.values().flat_map(|parts| parts.keys().copied()).collect();
    committees.sort_unstable();
    committees.dedup();
    let sitter = |(role, own): (usize, BTreeMap<usize, Part>)| Sitter {
        role,
        people: facts.people.heads(role),
        parts: committees.iter().map(|at| own.get(at).copied().unwrap_or_default()).collect(),
    };
    let sitters = parts.into_iter().map(sitter).collect();
    let seats = committees.iter().map(|&at| Seats::of(corpus, &corpus.committees[at])).collect();
    Sittings { committees, seats, sitters }
}
