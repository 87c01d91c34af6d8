//! What ends before the work does: partners that leave, and money.

use super::{Harm, few};
use crate::analysis::bench::Bench;
use crate::analysis::cliffs::{Cliff, Paid, paid};
use crate::analysis::money::{What, written};
use crate::analysis::partners::{given, is_partner};
use crate::analysis::work::{Act, Letter};
use crate::model::{Collection, Loc};
use crate::render::{Column, Document, Table};
use crate::report::audit::Material;
use crate::report::audit::found::by_rule;
use crate::report::{at, several};
use crate::text::Exact;

/// Partners on whom actions rest, and whom they hand over to.
pub(super) fn partners(material: &Material<'_>, document: &mut Document) {
    let corpus = &material.audit.corpus;
    if !corpus.roles.iter().any(|role| is_partner(role)) {
        return;
    }
    document.heading(3, "Partners that leave");
    let bench = Bench::new(&material.facts);
    let resting = given(&material.facts, &bench);
    let mut rows: Vec<(Harm, usize)> = Vec::new();
    for role in (0..corpus.roles.len()).filter(|&role| is_partner(&corpus.roles[role])) {
        let acts = resting.get(&role).map_or(&[][..], Vec::as_slice);
        rows.push((Harm::to(material, acts.iter().map(|(act, _)| act.priority)), role));
    }
    rows.sort_by_key(|(harm, role)| (harm.order(material), *role));
    let mut table = Table::new(vec![
        Column::text("Partner"),
        Column::text("Leaves"),
        Column::text("Hands over to"),
        Column::text("What rests on it"),
        Column::text("Priorities harmed"),
        Column::text("Place"),
    ]);
    for (harm, role) in &rows {
        let acts = resting.get(role).map_or(&[][..], Vec::as_slice);
        table.row(partner(material, *role, acts, harm));
    }
    document.table(table);
    document.aside("What rests on it: actions for which it answers (A), or which it alone does (R).");
    by_rule(material, &["partner-cliff"], "Work that ends with a partner:", document);
}

fn partner(material: &Material<'_>, role: usize, acts: &[(&Act<'_>, &Letter)], harm: &Harm) -> [String; 6] {
    let corpus = &material.audit.corpus;
    let item = &corpus.roles[role];
    let rests: Vec<String> =
        acts.iter().map(|(act, held)| format!("{}/{} ({})", corpus.priorities[act.priority].id(), act.entry.id(), held.letter)).collect();
    [
        material.title(role).to_owned(),
        item.ends.map_or("not stated (roles.ID.ends)".to_owned(), |ends| ends.value.to_string()),
        item.handover_to.as_ref().map_or("nobody stated".to_owned(), |to| to.text.to_string()),
        if rests.is_empty() { "no action".to_owned() } else { few(&rests) },
        harm.said(material),
        at(material.audit, corpus.span_of(Loc::item(Collection::Roles, role))),
    ]
}

/// Roles and actions that outlast what pays for them.
pub(super) fn money(material: &Material<'_>, document: &mut Document) {
    let all = paid(&material.facts);
    if all.is_empty() {
        return;
    }
    document.heading(3, "Money that ends before the work");
    let open: Vec<String> =
        all.iter().filter(|paid| matches!(paid.cliff(), Cliff::NoEnd | Cliff::NoKind)).map(|paid| silent(material, paid)).collect();
    let ends = |paid: &&Paid<'_>| matches!(paid.cliff(), Cliff::Lasting | Cliff::MoneyEndsFirst(..));
    let mut cliffs: Vec<(Harm, &Paid<'_>)> = all.iter().filter(ends).map(|paid| (harm(material, paid.payee), paid)).collect();
    let known = all.len() - open.len();
    document.paragraph(format!(
        "Of {} that a fund pays for and whose end can be compared with that of the money, {} it.",
        several(known, "role or action", "roles and actions"),
        match cliffs.len() {
            0 => "none outlasts".to_owned(),
            1 => "1 outlasts".to_owned(),
            n => format!("{n} outlast"),
        }
    ));
    document.lines(open);
    if cliffs.is_empty() {
        return;
    }
    cliffs.sort_by_key(|(harm, paid)| (harm.order(material), paid.payee));
    let mut table = Table::new(vec![
        Column::text("Work"),
        Column::text("Paid by"),
        Column::text("Money ends"),
        Column::text("Work ends"),
        Column::number("A year"),
        Column::text("Priorities it serves"),
        Column::text("Place"),
    ]);
    cliffs.iter().for_each(|(harm, paid)| table.row(cliff(material, paid, harm)));
    document.table(table);
    document.aside("A year: what the fund pays for it, as worked out under Money; – where that is not known. Priorities it serves: the one that the action is part of, or those that the role's duties serve.");
}

fn silent(material: &Material<'_>, paid: &Paid<'_>) -> String {
    let field = if paid.cliff() == Cliff::NoKind { "kind" } else { "ends" };
    format!("Not assessed: {}, because funds.{}.{field} is not stated.", work(material, paid), paid.fund.id())
}

/// The priority of an action, or those that a role's duties serve.
fn harm(material: &Material<'_>, payee: Loc) -> Harm {
    if payee.collection() == Collection::Priorities {
        return Harm::to(material, std::iter::once(payee.index()));
    }
    let duties = material.facts.work.duties_of(payee.index());
    Harm::to(material, duties.flat_map(|duty| duty.serves()).filter_map(|work| work.to).map(Loc::index))
}

/// `Induction Coach`, `pay-lanes of fair-pay`.
fn work(material: &Material<'_>, paid: &Paid<'_>) -> String {
    match paid.payee.collection() {
        Collection::Roles => material.title(paid.payee.index()).to_owned(),
        _ => format!("{} of {}", paid.id, material.audit.corpus.id_of(paid.payee.whole()).value),
    }
}

fn cliff(material: &Material<'_>, paid: &Paid<'_>, harm: &Harm) -> [String; 7] {
    let account = material.load.accounts.iter().find(|account| paid.by.to.map(Loc::index) == Some(account.fund));
    let lines = account.iter().flat_map(|account| &account.lines).filter(|line| line.payee == paid.payee && line.what != What::Saving);
    let amounts: Vec<Exact> = lines.map(|line| line.amount).collect();
    [
        work(material, paid),
        paid.fund.title.as_ref().map_or(paid.fund.id(), |title| &title.value).to_owned(),
        paid.fund.ends.map_or("not stated".to_owned(), |ends| ends.value.to_string()),
        paid.ends.map_or("no end stated".to_owned(), |ends| ends.to_string()),
        if amounts.is_empty() { "–".to_owned() } else { written(amounts.into_iter().sum::<Exact>()) },
        harm.said(material),
        at(material.audit, paid.by.span),
    ]
}
