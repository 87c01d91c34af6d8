//! The same work written down for two roles.

use super::Ctx;
use crate::analysis::duplicates::groups;
use crate::analysis::similarity::Words;
use crate::analysis::word_sets::Sets;
use crate::analysis::work::Duty;
use crate::diag::{Case, Level, Reporter, Standing, Threshold};
use crate::text::excerpt;
use rustc_hash::FxHashMap;

const LEAST_ALIKE: Threshold = Threshold {
    name: "least_alike",
    unit: "words in both ÷ words in either",
    default: 0.85,
    standing: Standing::Unsourced,
    source: "no source found; a judgement",
};
const LEAST_WORDS: Threshold = Threshold {
    name: "least_words",
    unit: "words, small ones left out",
    default: 3.0,
    standing: Standing::Unsourced,
    source: "no source found; a judgement",
};

rule! {
    "duplicate-duty", Language,
    "duties of two roles say nearly the same, and neither is marked as shared",
    cases: [Case::new("two-roles", Level::Warning), Case::new("several-roles", Level::Warning)],
    thresholds: [LEAST_ALIKE, LEAST_WORDS],
    check
}

/// How many roles and words a message names.
const NAMED: usize = 5;
const WORDS: usize = 12;
/// How many other places are attached.
const PLACES: usize = 10;

/// A duty that may be a copy.
struct Said<'a> {
    duty: &'a Duty<'a>,
    text: &'a str,
}

fn check(cx: &Ctx<'_>, out: &mut Reporter<'_>) {
    let mut said = Vec::new();
    for duty in cx.facts.work.duties.iter().filter(|duty| !duty.is_shared()) {
        match duty.does {
            Some(does) => said.push(Said { duty, text: &does.value }),
            None => out.not_assessed(cx.corpus.address(duty.loc()), "it does not say what is done", "roles.ID.responsibilities.ID.does"),
        }
    }
    let least = out.limit(&LEAST_WORDS);
    let sets = Sets::of(said.iter().map(|said| said.text));
    let long_enough = |at: usize| sets.get(at).len() as f64 >= least;
    let mut found = groups(&sets, out.limit(&LEAST_ALIKE).clamp(0.1, 1.0));
    found.iter_mut().for_each(|group| group.retain(|&at| long_enough(at)));
    let copies = found.iter().filter(|group| is_across_roles(group, &said)).map(|group| report(cx, group, &said, out)).sum::<usize>();
    (copies..(0..said.len()).filter(|&at| long_enough(at)).count()).for_each(|_| out.met());
}

fn is_across_roles(group: &[usize], said: &[Said<'_>]) -> bool {
    group.iter().any(|&at| group.first().is_some_and(|&first| said[at].duty.role != said[first].duty.role))
}

/// Reports a group, and says how many duties are in it.
fn report(cx: &Ctx<'_>, group: &[usize], said: &[Said<'_>], out: &mut Reporter<'_>) -> usize {
    let role = |at: usize| &cx.corpus.roles[said[at].duty.role];
    // The place to change is one of our own; a layer above is judged where it is kept.
    let Some(&lead) = group.iter().find(|&&at| role(at).is_own()) else { return group.len() };
    let others: Vec<usize> = group.iter().copied().filter(|&at| at != lead).collect();
    let (case, message) = match others[..] {
        [other] => ("two-roles", two_roles(cx, [&said[lead], &said[other]])),
        _ => ("several-roles", several_roles(cx, lead, &others, said)),
    };
    let duty = said[lead].duty;
    let finding = out.report(case, duty.does.map_or(duty.span(), |does| does.span), message);
    finding.item(cx.corpus.address(duty.loc())).help(
        "If it is one piece of work, give it to one of them; if they share it, write it once under “duties” or mark it “shared: true”; if not, say what differs.",
    );
    for &other in others.iter().take(PLACES) {
        let duty = said[other].duty;
        finding.related(duty.does.map_or(duty.span(), |does| does.span), format!("as {} says it", role(other).id()));
    }
    group.len()
}

fn two_roles(cx: &Ctx<'_>, [a, b]: [&Said<'_>; 2]) -> String {
    let (words, others) = (Words::of(a.text), Words::of(b.text));
    let shared = words.shared(&others);
    let either = words.len() + others.len() - shared.len();
    format!(
        "{} and {} are both to do “{}”: {} of {either} words are the same ({})",
        cx.corpus.roles[a.duty.role].id(),
        cx.corpus.roles[b.duty.role].id(),
        excerpt(a.text, 60),
        shared.len(),
        shown(&shared, WORDS),
    )
}

fn several_roles(cx: &Ctx<'_>, lead: usize, others: &[usize], said: &[Said<'_>]) -> String {
    let mut roles: Vec<&str> = others.iter().chain([&lead]).map(|&at| cx.corpus.roles[said[at].duty.role].id()).collect();
    roles.sort_unstable();
    roles.dedup();
    let words = Words::of(said[lead].text);
    let mut counts: FxHashMap<&str, usize> = FxHashMap::default();
    for &other in others {
        words.shared(&Words::of(said[other].text)).into_iter().for_each(|word| *counts.entry(word).or_default() += 1);
    }
    let in_all: Vec<&str> = words.shared(&words).into_iter().filter(|word| counts.get(word) == Some(&others.len())).collect();
    format!(
        "{} duties of {} roles ({}) say nearly the same: “{}” (words in all of them: {})",
        others.len() + 1,
        roles.len(),
        shown(&roles, NAMED),
        excerpt(said[lead].text, 60),
        shown(&in_all, WORDS),
    )
}

fn shown(all: &[&str], most: usize) -> String {
    let text = all.iter().take(most).map(|word| excerpt(word, 30)).collect::<Vec<_>>().join(", ");
    match all.len().saturating_sub(most) {
        0 => text,
        more => format!("{text} and {more} more"),
    }
}
