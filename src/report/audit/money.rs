//! Money, for a year: every fund in a line, then each with its working, as “load” shows it. Adds no number of its own.

use super::Material;
use super::found::{by_rule, left_open};
use crate::analysis::cliffs::Cliff;
use crate::analysis::money::{Account, HALF_A_CENT, What, written};
use crate::render::{Column, Document, Table};
use crate::report::workload::money as account;
use crate::text::Exact;

/// Findings about money; what it does not outlast stands under the risks.
const RULES: [&str; 2] = ["budget-broken", "unfunded-role"];

/// The chapter.
pub(super) fn money(material: &Material<'_>, document: &mut Document) {
    let corpus = &material.audit.corpus;
    let unpaid = !material.load.unfunded.lines.is_empty() || !material.load.unfunded.unknown.is_empty();
    if corpus.funds.is_empty() && !unpaid {
        document.heading(2, "Money, for a year");
        document.paragraph("Not assessed: the files name no fund, and no stipend, release or cost that one would pay (funds, roles.ID.stipend, roles.ID.release, priorities.ID.actions.ID.cost).");
        return;
    }
    let mut chapter = Document::default();
    account::money(material.audit, &material.load, &mut chapter);
    let mut blocks = chapter.blocks.into_iter();
    document.blocks.extend(blocks.next());
    document.paragraph("Pays = heads × stipend + full positions × release × what one full position costs to replace + what actions cost. Net = pays − saves. Each line is worked out below; what has no price is listed, not counted as nothing.");
    document.table(overview(material));
    if material.load.accounts.iter().any(|account| !account.unknown.is_empty()) {
        document.aside("≥ and ≤: something that the fund pays has no price yet; it is listed below. – not known, or not stated.");
    }
    document.blocks.extend(blocks);
    by_rule(material, &RULES, "What breaks the plan for the money, or has no place in it:", document);
    left_open(material, &RULES, document);
}

/// A row for each fund.
fn overview(material: &Material<'_>) -> Table {
    let mut table = Table::new(vec![
        Column::text("Fund"),
        Column::text("Kind"),
        Column::text("Ends"),
        Column::number("Holds"),
        Column::number("Pays"),
        Column::number("Saves"),
        Column::number("Net"),
        Column::number("Left"),
        Column::text("Promises no new cost"),
        Column::number("Outlasted by"),
    ]);
    for account in &material.load.accounts {
        table.row(row(material, account));
    }
    table
}

fn row(material: &Material<'_>, account: &Account) -> [String; 10] {
    let fund = &material.audit.corpus.funds[account.fund];
    let dash = || "–".to_owned();
    let open = !account.unknown.is_empty();
    let (least, most) = if open { ("≥ ", "≤ ") } else { ("", "") };
    // Where nothing has a price, what is paid is not known, and not nothing.
    let known = |sum: String| if open && account.lines.is_empty() { dash() } else { sum };
    let kept = match account.net() {
        _ if open => "not known in full",
        net if net > HALF_A_CENT => "not kept",
        _ => "kept",
    };
    let cliffs = material.load.cliffs.iter().filter(|(_, of, cliff)| *of == account.fund && !matches!(cliff, Cliff::NoEnd | Cliff::NoKind));
    [
        material.fund(account.fund),
        fund.kind.map_or_else(dash, |kind| kind.value.name().to_owned()),
        fund.ends.map_or_else(dash, |ends| ends.value.to_string()),
        fund.amount.map_or_else(dash, |amount| written(amount.value)),
        known(format!("{least}{}", written(account.spent()))),
        if account.lines.iter().any(|line| line.what == What::Saving) { written(account.saved()) } else { dash() },
        if open { dash() } else { written(account.net()) },
        fund.amount.map_or_else(dash, |amount| known(format!("{most}{}", written(Exact::from(amount.value) - account.spent())))),
        if fund.neutral.is_some_and(|neutral| neutral.value) { kept.to_owned() } else { dash() },
        cliffs.count().to_string(),
    ]
}
