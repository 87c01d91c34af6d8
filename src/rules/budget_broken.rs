//! A fund that is to pay more than it has, or that breaks its promise to cost nothing more.

use super::Ctx;
use crate::analysis::money::{Account, HALF_A_CENT, Unknown, What, accounts, written};
use crate::diag::{Case, Finding, Level, Reporter};
use crate::model::ItemAddress;

rule! {
    "budget-broken", Money,
    "what a fund pays adds up to more than its amount, or its promise to be neutral does not hold",
    cases: [Case::new("over-amount", Level::Error), Case::new("not-neutral", Level::Error)],
    thresholds: [],
    check
}

/// How many lines of working a message holds; all of them are attached as places.
const SHOWN: usize = 6;

fn check(cx: &Ctx<'_>, out: &mut Reporter<'_>) {
    for account in accounts(cx.facts).iter().filter(|account| account.is_used()) {
        let fund = &cx.corpus.funds[account.fund];
        let promises = fund.neutral.is_some_and(|neutral| neutral.value);
        if fund.amount.is_some() || !promises {
            within_amount(cx, account, out);
        }
        if promises {
            is_neutral(cx, account, out);
        }
    }
}

fn within_amount(cx: &Ctx<'_>, account: &Account, out: &mut Reporter<'_>) {
    let fund = &cx.corpus.funds[account.fund];
    let address = fund.address();
    let Some(amount) = fund.amount else {
        return out.not_assessed(address, "the fund does not say how much it holds", "funds.ID.amount");
    };
    let spent = account.spent();
    // What is unknown can only add to it.
    if account.exceeds(amount.value) {
        let over = written(spent - amount.value);
        let working = working(account, |what| what != What::Saving);
        let message =
            format!("{} holds {} and is to pay {}, which is {over} too much: {working}", fund.id(), written(amount.value), written(spent));
        let finding = out.report("over-amount", amount.span, message);
        finding.item(address).help("Pay one of the lines from elsewhere, make it smaller, or find the difference before the year starts.");
        return attach(finding, account, |what| what != What::Saving);
    }
    settle(account, address, out);
}

fn is_neutral(cx: &Ctx<'_>, account: &Account, out: &mut Reporter<'_>) {
    let fund = &cx.corpus.funds[account.fund];
    let address = fund.address();
    let net = account.net();
    if net > HALF_A_CENT {
        let (spent, saved) = (written(account.spent()), written(account.saved()));
        let working = working(account, |_| true);
        let message = format!(
            "{} promises to cost nothing more, but pays {spent} and saves {saved}, which leaves {} to find: {working}",
            fund.id(),
            written(net)
        );
        let span = fund.neutral.map_or(fund.span(), |neutral| neutral.span);
        let finding = out.report("not-neutral", span, message);
        finding
            .item(address)
            .help("Pay less, state what else is saved because of it (“saves” on an action of this fund), or withdraw “neutral”.");
        return attach(finding, account, |_| true);
    }
    settle(account, address, out);
}

/// As far as it is known the sum holds; whether it does depends on what is unknown.
fn settle(account: &Account, address: ItemAddress<'_>, out: &mut Reporter<'_>) {
    match account.unknown.first() {
        None => out.met(),
        Some((_, Unknown::Heads)) => {
            out.not_assessed(address, "nobody says how many people hold a role that it pays for", "units.ID.staff");
        }
        Some((_, Unknown::Salary)) => {
            out.not_assessed(
                address,
                "nobody says what a full position of release costs to replace",
                "rolewright.toml: replacement_salary",
            );
        }
        Some((payee, Unknown::Price)) if payee.nested_index().is_some() => {
            out.not_assessed(address, "an action that it pays for states neither cost nor saving", "priorities.ID.actions.ID.cost");
        }
        Some((_, Unknown::Price)) => {
            out.not_assessed(address, "a role that it pays for states neither stipend nor release", "roles.ID.stipend");
        }
    }
}

fn working(account: &Account, counts: impl Fn(What) -> bool) -> String {
    let lines: Vec<String> = account
        .lines
        .iter()
        .filter(|line| counts(line.what))
        .map(|line| match line.what {
            What::Stipend | What::Release => format!("{} = {}", line.label, written(line.amount)),
            What::Cost => format!("{} {}", line.label, written(line.amount)),
            What::Saving => format!("{} −{}", line.label, written(line.amount)),
        })
        .collect();
    let more = lines.len().saturating_sub(SHOWN);
    let mut text = lines.iter().take(SHOWN).map(String::as_str).collect::<Vec<_>>().join("; ");
    if more > 0 {
        text.push_str(&format!("; and {more} more"));
    }
    text
}

fn attach(finding: &mut Finding, account: &Account, counts: impl Fn(What) -> bool) {
    for line in account.lines.iter().filter(|line| counts(line.what)) {
        finding.related(line.span, format!("{} = {}", line.label, written(line.amount)));
    }
}
