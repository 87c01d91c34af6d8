//! What a table is narrowed to: some levels, units, families or priorities.

use crate::analysis::Facts;
use crate::model::{Collection, Corpus, Family, Item, Loc, Role, nearest};
use crate::text::excerpt;

/// How many of the names that there are a message lists.
const NAMED: usize = 8;

/// What was asked for, in words.
#[derive(Clone, Debug, Default)]
pub struct Wanted {
    /// Levels.
    pub levels: Vec<String>,
    /// Ids of units.
    pub units: Vec<String>,
    /// Families of roles.
    pub families: Vec<String>,
    /// Ids of priorities.
    pub priorities: Vec<String>,
    /// Draft and finished priorities too.
    pub all: bool,
}

/// A word that names nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unknown {
    /// The option, without its dashes.
    pub option: &'static str,
    /// The word.
    pub word: String,
    /// The names nearest to it.
    pub near: Vec<String>,
    /// Some of those there are.
    pub known: Vec<String>,
}

impl std::fmt::Display for Unknown {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "there is no {} “{}”", self.option, excerpt(&self.word, 60))?;
        match (&self.near[..], &self.known[..]) {
            ([], []) => write!(f, "; this framework has none"),
            ([], known) => write!(f, "; there are {}", known.join(", ")),
            (near, _) => write!(f, "; did you mean {}?", near.join(" or ")),
        }
    }
}

/// The same as places in a framework. Nothing stated of a kind means everything.
#[derive(Clone, Debug, Default)]
pub struct Shown {
    /// Levels, 0 the highest.
    levels: Vec<usize>,
    units: Vec<usize>,
    families: Vec<Family>,
    priorities: Vec<usize>,
    all: bool,
    words: Vec<(&'static str, Vec<String>)>,
}

impl Shown {
    /// Everything; of priorities the active ones, or with `all` every one.
    pub fn everything(all: bool) -> Self {
        Shown { all, ..Shown::default() }
    }

    /// Finds what was asked for; the first word that names nothing is the answer instead.
    pub fn find(corpus: &Corpus, wanted: &Wanted) -> Result<Self, Unknown> {
        let ids = |collection| move |word: &str| corpus.position(collection, word);
        let level = |word: &str| corpus.level_rank(word);
        let family = |word: &str| Family::ALL.iter().position(|family| family.name() == word);
        let families = Family::ALL.iter().map(|family| family.name()).collect();
        let chosen = look_up("family", &wanted.families, family, families)?;
        Ok(Shown {
            levels: look_up("level", &wanted.levels, level, corpus.settings.level_names())?,
            units: look_up("unit", &wanted.units, ids(Collection::Units), corpus.ids(Collection::Units))?,
            families: chosen.into_iter().map(|at| Family::ALL[at]).collect(),
            priorities: look_up("priority", &wanted.priorities, ids(Collection::Priorities), corpus.ids(Collection::Priorities))?,
            all: wanted.all,
            words: [("level", &wanted.levels), ("unit", &wanted.units), ("family", &wanted.families), ("priority", &wanted.priorities)]
                .into_iter()
                .filter(|(_, words)| !words.is_empty())
                .map(|(option, words)| (option, words.clone()))
                .collect(),
        })
    }

    /// What it is narrowed to, by option, as asked for; empty where it is everything.
    pub fn words(&self) -> &[(&'static str, Vec<String>)] {
        &self.words
    }

    /// Whether a priority is shown: one that is asked for by name always is.
    pub fn priority(&self, corpus: &Corpus, at: usize) -> bool {
        if self.priorities.is_empty() { self.all || corpus.priorities[at].is_active() } else { self.priorities.contains(&at) }
    }

    /// Whether something at a level is shown.
    pub fn level(&self, rank: Option<usize>) -> bool {
        self.levels.is_empty() || rank.is_some_and(|rank| self.levels.contains(&rank))
    }

    /// Whether a role is shown: its level, its family, and that it is staffed in one of the units or below.
    pub fn role(&self, facts: &Facts<'_>, at: usize) -> bool {
        let role: &Item<Role> = &facts.corpus.roles[at];
        let family = self.families.is_empty() || role.family.is_some_and(|family| self.families.contains(&family.value));
        let unit = || self.units.is_empty() || facts.people.posts_of(at).any(|post| self.inside(facts, post.unit));
        family && self.level(facts.work.rank_of(at)) && unit()
    }

    /// Whether a committee is shown: its level, and that its place is one of the units or below. It has no family.
    pub fn committee(&self, facts: &Facts<'_>, at: usize) -> bool {
        let committee = &facts.corpus.committees[at];
        let rank = committee.level.as_ref().and_then(|level| facts.corpus.level_rank(level));
        let place = committee.place.as_ref().and_then(|place| place.to).map(Loc::index);
        let unit = self.units.is_empty() || place.is_some_and(|unit| self.inside(facts, unit));
        self.families.is_empty() && self.level(rank) && unit
    }

    /// Whether people of the units shown can sit on a committee: its place is one of them, below it or above it, or
    /// it has none.
    pub fn is_open_to_units(&self, facts: &Facts<'_>, committee: usize) -> bool {
        let place = facts.corpus.committees[committee].place.as_ref().and_then(|place| place.to).map(Loc::index);
        let above = |place: usize| self.units.iter().any(|&unit| facts.people.line(unit).any(|up| up == place));
        self.units.is_empty() || place.is_none_or(|place| self.inside(facts, place) || above(place))
    }

    fn inside(&self, facts: &Facts<'_>, unit: usize) -> bool {
        facts.people.line(unit).any(|up| self.units.contains(&up))
    }
}

/// The position of a unit asked for by its id.
pub fn unit(corpus: &Corpus, word: &str) -> Result<usize, Unknown> {
    units(corpus, std::slice::from_ref(&word.to_owned())).map(|found| found.first().copied().unwrap_or_default())
}

/// The positions of units asked for by their ids, in the order asked.
pub fn units(corpus: &Corpus, words: &[String]) -> Result<Vec<usize>, Unknown> {
    look_up("unit", words, |word| corpus.position(Collection::Units, word), corpus.ids(Collection::Units))
}

fn look_up(option: &'static str, words: &[String], find: impl Fn(&str) -> Option<usize>, known: Vec<&str>) -> Result<Vec<usize>, Unknown> {
    words
        .iter()
        .map(|word| {
            find(word).ok_or_else(|| {
                let near = nearest(word, known.iter().copied()).into_iter().map(ToOwned::to_owned).collect();
                let mut some: Vec<String> = known.iter().take(NAMED).map(ToString::to_string).collect();
                some.extend((known.len() > NAMED).then(|| format!("and {} more", known.len() - NAMED)));
                Unknown { option, word: word.clone(), near, known: some }
            })
        })
        .collect()
}
