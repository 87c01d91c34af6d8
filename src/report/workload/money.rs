//! What each fund pays, line by line; what no fund pays; and where money ends before the work does.

use crate::analysis::cliffs::Cliff;
use crate::analysis::money::{Account, Line, Unknown, What, written};
use crate::audit::Audit;
use crate::audit::workload::Workload;
use crate::model::Loc;
use crate::render::{Column, Document, Table};
use crate::text::Exact;

/// A section for each fund, then one for what none pays.
pub(in crate::report) fn money(audit: &Audit, load: &Workload, document: &mut Document) {
    let unpaid = !load.unfunded.lines.is_empty() || !load.unfunded.unknown.is_empty();
    if load.accounts.is_empty() && !unpaid {
        return;
    }
    document.heading(2, "Money, for a year");
    if load.scope.unit.is_some() {
        document.paragraph("Only what the people of this unit, and of those below it, cost. Actions belong to no unit; “rolewright load” without --unit shows each fund whole.");
    }
    for account in &load.accounts {
        fund(audit, load, account, document);
    }
    if unpaid {
        document.heading(3, "Paid by no fund");
        document.table(table(&load.unfunded.lines, &[("together", load.unfunded.lines.iter().map(|line| line.amount).sum())]));
        document.lines(unknown(audit, &load.unfunded.unknown));
    }
}

fn fund(audit: &Audit, load: &Workload, account: &Account, document: &mut Document) {
    let item = &audit.corpus.funds[account.fund];
    document.heading(3, item.title.as_ref().map_or(item.id().to_owned(), |title| format!("{} ({})", title.value, item.id())));
    let kind = item.kind.map(|kind| kind.value.name().to_owned());
    let origin = item.origin.map(|origin| format!("{} money", origin.value.name()));
    let ends = item.ends.map(|ends| format!("ends on {}", ends.last()));
    let holds = Some(item.amount.map_or("amount not stated".to_owned(), |amount| format!("{} a year", written(amount.value))));
    let about: Vec<String> = [holds, kind, origin, ends].into_iter().flatten().collect();
    document.paragraph(format!("{}.", about.join(", ")));
    if !account.is_used() {
        document.paragraph("It pays for nothing here.");
        return;
    }
    document.table(table(&account.lines, &sums(account, item.amount.map(|amount| amount.value).filter(|_| load.scope.unit.is_none()))));
    document.lines(remarks(audit, load, account));
}

fn sums(account: &Account, amount: Option<f64>) -> Vec<(&'static str, Exact)> {
    let mut sums = vec![("pays", account.spent())];
    if account.saved() > Exact::ZERO {
        sums.extend([("saves", account.saved()), ("net cost", account.net())]);
    }
    sums.extend(amount.map(|amount| ("left of the amount", Exact::from(amount) - account.spent())));
    sums
}

fn table(lines: &[Line], sums: &[(&'static str, Exact)]) -> Table {
    let mut table = Table::new(vec![Column::text("what"), Column::text("working"), Column::number("a year")]);
    for line in lines {
        let (what, working) = line.label.split_once(": ").unwrap_or((&line.label, ""));
        let sign = if line.what == What::Saving { "−" } else { "" };
        table.row([what.to_owned(), working.to_owned(), format!("{sign}{}", written(line.amount))]);
    }
    if !lines.is_empty() {
        sums.iter().for_each(|(what, amount)| table.row([(*what).to_owned(), String::new(), written(*amount)]));
    }
    table
}

fn remarks(audit: &Audit, load: &Workload, account: &Account) -> Vec<String> {
    let item = &audit.corpus.funds[account.fund];
    let mut remarks = Vec::new();
    let over = item.amount.map(|amount| account.spent() - amount.value).filter(|over| *over > 0.005);
    remarks.extend(over.map(|over| format!("It is to pay {} more than it holds.", written(over))));
    if item.neutral.is_some_and(|neutral| neutral.value) && load.scope.unit.is_none() {
        remarks.push(neutrality(account));
    }
    for (payee, fund, cliff) in load.cliffs.iter().filter(|(_, fund, _)| *fund == account.fund) {
        remarks.push(cliff_in_words(audit, *payee, *fund, *cliff));
    }
    remarks.extend(unknown(audit, &account.unknown));
    remarks
}

/// The promise that it costs nothing more, against cost − saves.
fn neutrality(account: &Account) -> String {
    let working = format!("{} − {} = {}", written(account.spent()), written(account.saved()), written(account.net()));
    match account.net() {
        _ if !account.unknown.is_empty() => format!("It promises to cost nothing more; as far as it is known, {working}."),
        net if net > 0.005 => format!("It promises to cost nothing more, and does not: {working}."),
        _ => format!("It promises to cost nothing more, and keeps it: {working}."),
    }
}

fn cliff_in_words(audit: &Audit, payee: Loc, fund: usize, cliff: Cliff) -> String {
    let what = audit.corpus.address(payee);
    let fund = &audit.corpus.funds[fund];
    match cliff {
        Cliff::None => format!("{what} ends with the money."),
        Cliff::Lasting => format!("{what} has no end, and this money does not last."),
        Cliff::MoneyEndsFirst(work, money) => {
            let days = money.last().until(work.last()).map_or(0, |span| span.get_days());
            format!("{what} goes on until {}; the money ends {days} days before, on {}.", work.last(), money.last())
        }
        Cliff::NoEnd => format!("Whether the money lasts as long as {what} is not assessed: funds.{}.ends is not stated.", fund.id()),
        Cliff::NoKind => format!("Whether the money lasts as long as {what} is not assessed: funds.{}.kind is not stated.", fund.id()),
    }
}

/// What has no price yet, and the field that would give it one.
fn unknown(audit: &Audit, unknown: &[(Loc, Unknown)]) -> Vec<String> {
    let line = |&(payee, why): &(Loc, Unknown)| {
        let what = audit.corpus.address(payee);
        match why {
            Unknown::Heads => format!("{what} is not counted: nobody says how many people hold it (units.ID.staff)."),
            Unknown::Salary => format!("The release of {what} is not counted: rolewright.toml does not state replacement_salary."),
            Unknown::Price if payee.nested_index().is_some() => format!("{what} is not counted: it states neither cost nor saving."),
            Unknown::Price => format!("{what} is not counted: it states neither stipend nor release."),
        }
    };
    let mut lines: Vec<String> = unknown.iter().map(line).collect();
    lines.dedup();
    lines
}
