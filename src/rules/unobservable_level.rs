//! A level of proficiency that nobody could recognise if they saw it.

use super::Ctx;
use crate::analysis::demands::is_observable;
use crate::analysis::similarity::{Glance, Words};
use crate::diag::{Case, Level, Reporter, Standing, Threshold};
use crate::model::{Collection, Competency, Entry, Item, List, Loc, Requirement, Requires, Scale, Text};
use crate::text::figure::percent;
use rayon::prelude::*;
use std::collections::BTreeSet;

const MAX_LIKENESS: Threshold = Threshold {
    name: "max_likeness",
    unit: "of the words shared",
    default: 0.9,
    standing: Standing::Unsourced,
    source: "no source found; a judgement",
};

rule! {
    "unobservable-level", Competencies,
    "a level in use has no indicator, or reads like its neighbour",
    cases: [Case::missing("no-indicator", Level::Warning), Case::new("reads-like-neighbour", Level::Warning)],
    thresholds: [MAX_LIKENESS],
    check
}

/// Where a level is asked for.
struct Use<'a> {
    requirement: &'a Requirement,
    at: &'a Text,
    by: Loc,
}

fn check(cx: &Ctx<'_>, out: &mut Reporter<'_>) {
    let uses = uses(cx);
    let most = out.limit(&MAX_LIKENESS);
    let used: Vec<(&Item<Competency>, &Vec<Use<'_>>)> =
        cx.corpus.competencies.iter().zip(&uses).filter(|(_, uses)| !uses.is_empty()).collect();
    // Comparing words takes longest of all that rules do here, and no competency needs another's answer.
    let neighbours: Vec<Option<Alike<'_>>> = used
        .par_iter()
        .map_init(Glance::default, |glance, (competency, uses)| alike(cx.corpus.scale_of(competency), competency, uses, glance, most))
        .collect();
    for competency in unleveled(cx) {
        out.not_assessed(
            cx.corpus.competencies[competency].address(),
            "it is asked for without a level, and nothing says what is seen at any",
            "competencies.ID.indicators",
        );
    }
    for ((competency, uses), alike) in used.into_iter().zip(neighbours) {
        let missing: Vec<&Use<'_>> = uses.iter().filter(|one| !is_observable(cx.corpus, one.requirement)).collect();
        match (&missing[..], alike) {
            ([], None) => out.met(),
            ([], Some(alike)) => report_alike(out, competency, &alike),
            (missing, _) => report_missing(cx, out, competency, missing),
        }
    }
}

/// Competencies of which only the name is asked for somewhere, and of which nothing says what one sees: at which level
/// that should be, nobody knows.
fn unleveled(cx: &Ctx<'_>) -> BTreeSet<usize> {
    let roles = cx.corpus.roles.iter().filter_map(|role| role.requires.as_ref());
    let duties = cx.corpus.duties.iter().filter_map(|duty| duty.requires.as_ref());
    let active = cx.facts.work.active().flat_map(|(_, priority)| priority.actions.iter());
    let all = roles.chain(duties).chain(active.filter_map(|action| action.value.requires.as_ref())).flatten();
    let unseen = all.filter(|one| one.expects.at.is_none() && !is_observable(cx.corpus, one));
    unseen.filter_map(|one| one.competency.to).map(Loc::index).collect()
}

/// Every level asked for by a role, a shared duty or an action of an active priority, by competency.
fn uses<'a>(cx: &Ctx<'a>) -> Vec<Vec<Use<'a>>> {
    let mut all: Vec<Vec<Use<'a>>> = cx.corpus.competencies.iter().map(|_| Vec::new()).collect();
    let mut add = |requires: Option<&'a Requires>, by: Loc| {
        for requirement in requires.into_iter().flatten() {
            if let (Some(to), Some(at)) = (requirement.competency.to, &requirement.expects.at) {
                all[to.index()].push(Use { requirement, at, by });
            }
        }
    };
    for (at, role) in cx.corpus.roles.iter().enumerate() {
        add(role.requires.as_ref(), Loc::item(Collection::Roles, at));
    }
    for (at, duty) in cx.corpus.duties.iter().enumerate() {
        add(duty.requires.as_ref(), Loc::item(Collection::Duties, at));
    }
    for (at, priority) in cx.facts.work.active() {
        for (index, action) in priority.actions.iter().enumerate() {
            add(action.value.requires.as_ref(), Loc::item(Collection::Priorities, at).nested(index));
        }
    }
    all
}

type Indicator = Entry<Text, List<Text>>;

fn indicators(competency: &Competency) -> impl Iterator<Item = &Indicator> {
    competency.indicators.iter().filter(|entry| !entry.value.is_empty())
}

fn report_missing(cx: &Ctx<'_>, out: &mut Reporter<'_>, competency: &Item<Competency>, missing: &[&Use<'_>]) {
    let mut levels: Vec<&str> = Vec::new();
    for one in missing {
        if !levels.contains(&&*one.at.value) {
            levels.push(&one.at.value);
        }
    }
    let own = missing.iter().find(|one| cx.corpus.layer_of(one.by) == 0);
    let message = format!("nothing says what one sees when someone is {} in {}", levels.join(" or "), competency.id());
    let (span, address) = match own {
        // The layer above has to say it, or this framework for its own role.
        Some(one) if !competency.is_own() => (one.at.span, cx.corpus.address(one.by)),
        _ => (competency.span(), competency.address()),
    };
    let finding = out.report("no-indicator", span, message);
    finding
        .item(address)
        .help("Add an indicator for the level: what a visitor would see or hear. Or say under “expects” what it means for this role.");
    for one in missing {
        finding.related(one.at.span, format!("{} asks for {}", cx.corpus.id_of(one.by).value, one.at.value));
    }
}

/// Two levels next to each other that say nearly the same.
struct Alike<'a> {
    lower: &'a Indicator,
    upper: &'a Indicator,
    shared: Vec<String>,
    likeness: f64,
}

/// The first pair of neighbours, one of them in use, that share nearly all their words.
fn alike<'a>(scale: Option<&Scale>, competency: &'a Competency, uses: &[Use<'_>], glance: &mut Glance, most: f64) -> Option<Alike<'a>> {
    let mut levels: Vec<&Indicator> = indicators(competency).collect();
    levels.sort_by_cached_key(|entry| scale.and_then(|scale| scale.rank(&entry.key.value)));
    let in_use = |level: &Indicator| uses.iter().any(|one| one.at.value == level.key.value);
    let mut asked = levels.windows(2).filter_map(<[_]>::first_chunk).filter(|[lower, upper]| in_use(lower) || in_use(upper));
    asked.find_map(|&[lower, upper]| {
        if !glance.may_be_alike(seen(lower), seen(upper), most) {
            return None;
        }
        let (below, above) = (words(lower), words(upper));
        let likeness = below.likeness(&above);
        let shared = || below.shared(&above).into_iter().map(ToOwned::to_owned).collect();
        (likeness >= most).then(|| Alike { lower, upper, shared: shared(), likeness })
    })
}

fn seen(level: &Indicator) -> impl Iterator<Item = &str> {
    level.value.iter().map(|text| &*text.value)
}

fn words(level: &Indicator) -> Words {
    Words::of(&seen(level).collect::<Vec<_>>().join(" "))
}

fn report_alike(out: &mut Reporter<'_>, competency: &Item<Competency>, alike: &Alike<'_>) {
    let message = format!(
        "in {}, {} and {} read alike ({}% of their words: {})",
        competency.id(),
        alike.lower.key.value,
        alike.upper.key.value,
        percent(alike.likeness),
        crate::text::excerpt(&alike.shared.join(", "), 60),
    );
    out.report("reads-like-neighbour", alike.upper.span(), message)
        .item(competency.address())
        .related(alike.lower.span(), "the level below")
        .help("Say what the higher level does that the lower one does not: not more often or better, but what is different to see.");
}
