//! Lasting work on money that does not last.

use super::Ctx;
use crate::diag::{Case, Level, Reporter};
use crate::model::{DayValue, Fund, FundKind, Item, Ref, target};

rule! {
    "cliff-funded", Money,
    "a lasting role or action is paid by money that ends, or ends after the money does",
    cases: [Case::new("lasting-work", Level::Warning), Case::new("money-ends-first", Level::Warning)],
    thresholds: [],
    check
}

/// Something that a fund pays for.
struct Paid<'a> {
    id: &'a str,
    address: String,
    by: &'a Ref<target::Fund>,
    ends: Option<DayValue>,
    end_field: &'static str,
}

fn check(cx: &Ctx<'_>, out: &mut Reporter<'_>) {
    for role in &cx.corpus.roles {
        let (Some(by), false) = (&role.funded_by, role.ends.is_some_and(|ends| ends.last() < cx.facts.as_of)) else { continue };
        let ends = role.ends.map(|ends| ends.value);
        judge(cx, &Paid { id: role.id(), address: format!("roles/{}", role.id()), by, ends, end_field: "ends" }, out);
    }
    for (at, priority) in cx.facts.work.active() {
        for act in cx.facts.work.acts_of(at) {
            let action = &act.entry.value;
            let done = action.status.is_some_and(|status| status.value == crate::model::ActionStatus::Done);
            let (Some(by), false) = (&action.funded_by, done) else { continue };
            let ends = action.due.or(priority.ends).map(|day| day.value);
            judge(cx, &Paid { id: act.entry.id(), address: cx.corpus.address(act.loc()), by, ends, end_field: "due" }, out);
        }
    }
}

fn judge(cx: &Ctx<'_>, paid: &Paid<'_>, out: &mut Reporter<'_>) {
    let Some(fund) = paid.by.to.and_then(|to| cx.corpus.funds.get(to.index())) else { return };
    let temporary = fund.kind.map(|kind| kind.value != FundKind::Recurring);
    let fund_ends = fund.ends.map(|ends| ends.value);
    match (paid.ends, fund_ends, temporary) {
        (Some(last), Some(money), _) if last.last() > money.last() => money_ends_first(paid, fund, last, money, out),
        (Some(_), Some(_), _) | (_, None, Some(false)) => out.met(),
        (None, Some(_), _) | (None, None, Some(true)) => lasting(paid, fund, out),
        (Some(_), None, Some(true)) => {
            out.not_assessed(&*paid.address, "the grant that pays for it does not say when it ends", "funds.ID.ends")
        }
        (_, None, None) => out.not_assessed(&*paid.address, "the fund that pays for it says neither its kind nor an end", "funds.ID.kind"),
    }
}

fn lasting(paid: &Paid<'_>, fund: &Item<Fund>, out: &mut Reporter<'_>) {
    let kind = match fund.kind.map(|kind| kind.value) {
        Some(FundKind::Grant) => ", a grant",
        Some(FundKind::OneTime) => ", one-time money",
        _ => ", money",
    };
    let until = fund.ends.map_or(String::new(), |ends| format!(" that ends on {}", ends.last()));
    let message = format!("{} has no end, but is paid from {}{kind}{until}", paid.id, fund.id());
    out.report("lasting-work", paid.by.span, message)
        .item(&*paid.address)
        .related(fund.ends.map_or(fund.span(), |ends| ends.span), "what pays for it")
        .help(format!("Name the lasting money that takes over, or say when the work itself ends (“{}”).", paid.end_field));
}

fn money_ends_first(paid: &Paid<'_>, fund: &Item<Fund>, last: DayValue, money: DayValue, out: &mut Reporter<'_>) {
    let days = money.last().until(last.last()).map_or(0, |span| span.get_days());
    let message =
        format!("{} goes on until {}, but the money from {} ends {days} days before, on {}", paid.id, last.last(), fund.id(), money.last());
    out.report("money-ends-first", paid.by.span, message)
        .item(&*paid.address)
        .related(fund.ends.map_or(fund.span(), |ends| ends.span), "the end of what pays for it")
        .help(format!("Say what pays for the last {days} days, or let the work end with the money."));
}
