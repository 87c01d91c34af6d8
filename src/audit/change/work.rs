//! Work that lost its owner, whoever answered for it or did it, or the only person who could.

use super::Sides;
use crate::analysis::bench::Bench;
use crate::analysis::work::Act;
use crate::model::{Collection, Loc};

/// A piece of work that lost something.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Loss {
    /// The priority or action, as it is after.
    pub about: Loc,
    /// What it lost.
    pub lost: Lost,
}

/// What work can lose.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Lost {
    /// The priority names no owner that exists any more; this role was it.
    Owner(String),
    /// Nobody holds the role of its owner any more.
    Holder(String),
    /// Nobody holds this letter of the action any more; these did.
    Letter(char, Vec<String>),
    /// Nobody is left who could carry the action; so many could.
    Everyone(usize),
    /// One person is left who could carry the action; so many could.
    AllButOne(usize),
}

/// Every loss of priorities in force, by priority and action.
pub(super) fn losses(sides: &Sides<'_, '_>) -> Vec<Loss> {
    let benches = [Bench::new(sides.before), Bench::new(sides.after)];
    let mut losses = Vec::new();
    for (at, _) in sides.after.work.active() {
        let loc = Loc::item(Collection::Priorities, at);
        let Some(before) = sides.diff.before(&sides.base.corpus, &sides.head.corpus, loc) else { continue };
        losses.extend(owner(sides, before.index(), at).map(|lost| Loss { about: loc, lost }));
        for act in sides.after.work.acts_of(at) {
            let old = sides.diff.before(&sides.base.corpus, &sides.head.corpus, act.loc());
            let old = old.and_then(|loc| sides.before.work.acts_of(loc.index()).iter().find(|act| act.loc() == loc));
            if let Some(old) = old {
                losses.extend(action(sides, &benches, old, act).into_iter().map(|lost| Loss { about: act.loc(), lost }));
            }
        }
    }
    losses
}

fn owner(sides: &Sides<'_, '_>, before: usize, after: usize) -> Option<Lost> {
    let old = sides.base.corpus.priorities[before].owner.as_ref()?;
    let was = old.to?;
    let Some(now) = sides.head.corpus.priorities[after].owner.as_ref().and_then(|owner| owner.to) else {
        return Some(Lost::Owner(old.text.to_string()));
    };
    let vacant = sides.after.people.heads(now.index()) == Some(0);
    let held = sides.before.people.heads(was.index()).is_some_and(|heads| heads > 0);
    (held && vacant).then(|| Lost::Holder(sides.head.corpus.id_of(now).to_string()))
}

fn action(sides: &Sides<'_, '_>, benches: &[Bench<'_, '_>; 2], before: &Act<'_>, after: &Act<'_>) -> Vec<Lost> {
    let mut lost = Vec::new();
    for (letter, word) in [('A', "A"), ('R', "R")] {
        let held = || before.holding(word).map(|held| sides.base.corpus.id_of(held.actor).to_string());
        if after.holding(word).next().is_none() && before.holding(word).next().is_some() {
            lost.push(Lost::Letter(letter, held().collect()));
        }
    }
    if lost.len() < 2
        && let (Ok(old), Ok(new)) = (benches[0].cover(before), benches[1].cover(after))
    {
        match (old.people(), new.people()) {
            (had @ 1.., 0) => lost.push(Lost::Everyone(had)),
            (had @ 2.., 1) => lost.push(Lost::AllButOne(had)),
            _ => {}
        }
    }
    lost
}
