//! Lasting work on money that does not last.

use super::Ctx;
use crate::analysis::cliffs::{Cliff, Paid, paid};
use crate::diag::{Case, Level, Reporter};
use crate::model::{DayValue, FundKind, ItemAddress};

rule! {
    "cliff-funded", Money,
    "a lasting role or action is paid by money that ends, or ends after the money does",
    cases: [Case::new("lasting-work", Level::Warning), Case::new("money-ends-first", Level::Warning)],
    thresholds: [],
    check
}

fn check(cx: &Ctx<'_>, out: &mut Reporter<'_>) {
    for paid in &paid(cx.facts) {
        let address = cx.corpus.address(paid.payee);
        match paid.cliff() {
            Cliff::None => out.met(),
            Cliff::Lasting => lasting(paid, address, out),
            Cliff::MoneyEndsFirst(last, money) => money_ends_first(paid, address, last, money, out),
            Cliff::NoEnd => out.not_assessed(address, "the grant that pays for it does not say when it ends", "funds.ID.ends"),
            Cliff::NoKind => {
                out.not_assessed(address, "the fund that pays for it says neither its kind nor an end", "funds.ID.kind");
            }
        }
    }
}

fn lasting(paid: &Paid<'_>, address: ItemAddress<'_>, out: &mut Reporter<'_>) {
    let fund = paid.fund;
    let end_field = if paid.payee.nested_index().is_some() { "due" } else { "ends" };
    let kind = match fund.kind.map(|kind| kind.value) {
        Some(FundKind::Grant) => ", a grant",
        Some(FundKind::OneTime) => ", one-time money",
        _ => ", money",
    };
    let until = fund.ends.map_or(String::new(), |ends| format!(" that ends on {}", ends.last()));
    let message = format!("{} has no end, but is paid from {}{kind}{until}", paid.id, fund.id());
    out.report("lasting-work", paid.by.span, message)
        .item(address)
        .related(fund.ends.map_or(fund.span(), |ends| ends.span), "what pays for it")
        .help(format!("Name the lasting money that takes over, or say when the work itself ends (“{}”).", end_field));
}

fn money_ends_first(paid: &Paid<'_>, address: ItemAddress<'_>, last: DayValue, money: DayValue, out: &mut Reporter<'_>) {
    let fund = paid.fund;
    let days = money.last().until(last.last()).map_or(0, |span| span.get_days());
    let message =
        format!("{} goes on until {}, but the money from {} ends {days} days before, on {}", paid.id, last.last(), fund.id(), money.last());
    out.report("money-ends-first", paid.by.span, message)
        .item(address)
        .related(fund.ends.map_or(fund.span(), |ends| ends.span), "the end of what pays for it")
        .help(format!("Say what pays for the last {days} days, or let the work end with the money."));
}
