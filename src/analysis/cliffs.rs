//! Does the money last as long as what it pays for? Every role and action with a fund, against the fund's end.

use super::Facts;
use crate::model::{ActionStatus, Collection, DayValue, Fund, FundKind, Item, Loc, Ref, target};

/// Something that a fund pays for.
#[derive(Clone, Copy, Debug)]
pub struct Paid<'a> {
    /// The role or action.
    pub payee: Loc,
    /// Its id.
    pub id: &'a str,
    /// Where the fund is named.
    pub by: &'a Ref<target::Fund>,
    /// The fund.
    pub fund: &'a Item<Fund>,
    /// The last day of the role or action, where one is stated.
    pub ends: Option<DayValue>,
}

/// What becomes of it when the money ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cliff {
    /// Nothing: it ends with the money or before, or the money comes every year.
    None,
    /// The work has no end, and the money does not last.
    Lasting,
    /// The work goes on until the first day, the money only until the second.
    MoneyEndsFirst(DayValue, DayValue),
    /// Money that does not last, whose end is not stated.
    NoEnd,
    /// Neither the kind of the money nor its end is stated.
    NoKind,
}

impl Paid<'_> {
    /// Compares the two ends.
    pub fn cliff(&self) -> Cliff {
        let temporary = self.fund.kind.map(|kind| kind.value != FundKind::Recurring);
        let money_ends = self.fund.ends.map(|ends| ends.value);
        match (self.ends, money_ends, temporary) {
            (Some(last), Some(money), _) if last.last() > money.last() => Cliff::MoneyEndsFirst(last, money),
            (Some(_), Some(_), _) | (_, None, Some(false)) => Cliff::None,
            (None, Some(_), _) | (None, None, Some(true)) => Cliff::Lasting,
            (Some(_), None, Some(true)) => Cliff::NoEnd,
            (_, None, None) => Cliff::NoKind,
        }
    }
}

/// Roles that have not ended, then the actions of active priorities that are not done, as far as a fund that
/// exists pays for them.
pub fn paid<'a>(facts: &Facts<'a>) -> Vec<Paid<'a>> {
    let corpus = facts.corpus;
    let fund_of = |by: &Ref<target::Fund>| corpus.funds.get(by.to?.index());
    let mut all = Vec::new();
    for (at, role) in corpus.roles.iter().enumerate().filter(|(_, role)| role.ends.is_none_or(|ends| ends.last() >= facts.as_of)) {
        if let Some((by, fund)) = role.body.funded_by.as_ref().and_then(|by| Some((by, fund_of(by)?))) {
            let (payee, ends) = (Loc::item(Collection::Roles, at), role.ends.map(|ends| ends.value));
            all.push(Paid { payee, id: role.id(), by, fund, ends });
        }
    }
    for (at, priority) in facts.work.active() {
        for act in facts.work.acts_of(at) {
            let action = &act.entry.value;
            let done = action.status.is_some_and(|status| status.value == ActionStatus::Done);
            if let Some((by, fund)) = action.funded_by.as_ref().filter(|_| !done).and_then(|by| Some((by, fund_of(by)?))) {
                let ends = action.due.or(priority.ends).map(|day| day.value);
                all.push(Paid { payee: act.loc(), id: act.entry.id(), by, fund, ends });
            }
        }
    }
    all
}
