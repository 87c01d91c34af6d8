//! `align`: the matrix of roles and priorities, and the chain of each priority.

use crate::analysis::chain::Chain;
use crate::audit::Audit;
use crate::audit::alignment::{Alignment, Meeting};
use crate::audit::indicators::Scores;
use crate::audit::limits::{MATRIX_COLUMNS, MATRIX_ROWS};
use crate::audit::shown::Shown;
use crate::model::{Collection, Loc};
use crate::render::{Block, Column, Document, Table};

/// How many of the rows that lose points a screen shows for each indicator.
const LOSSES: usize = 5;

/// The matrix, its disagreements, the chains, and the indicators.
pub fn alignment(audit: &Audit, alignment: &Alignment, scores: &Scores, shown: &Shown, for_spreadsheet: bool) -> Document {
    let mut document = Document::default();
    document.heading(1, "Who carries which priority");
    let narrowed = super::matrices::narrowed(shown);
    document.blocks.extend(narrowed.iter().cloned().map(Block::Aside));
    if alignment.priorities.is_empty() {
        document.paragraph(
            "No priority is active, so there is nothing to carry yet. Set “status: active” on a priority, or use --all to see drafts.",
        );
    } else {
        carried(audit, alignment, narrowed.is_some(), for_spreadsheet, &mut document);
    }
    scored(audit, scores, narrowed.is_some(), for_spreadsheet, &mut document);
    document
}

/// The scorecard and what loses points.
fn scored(audit: &Audit, scores: &Scores, narrowed: bool, for_spreadsheet: bool, document: &mut Document) {
    let Scores { indicators, breakdown } = scores;
    if for_spreadsheet {
        super::indicators::tables(audit, indicators, document);
        if let Some(breakdown) = breakdown {
            super::indicators::breakdown(breakdown, true, document);
        }
        return;
    }
    document.heading(2, "Indicators");
    if narrowed {
        document.aside("These are of the whole framework: the filters do not narrow them; --by does.");
    }
    super::indicators::scorecard(indicators, document);
    if let Some(breakdown) = breakdown {
        document.heading(2, format!("Indicators by {}", breakdown.by.name()));
        super::indicators::breakdown(breakdown, false, document);
    }
    if indicators.iter().any(|indicator| !indicator.losses.is_empty()) {
        document.heading(2, "What loses points");
        super::indicators::losses(audit, indicators, LOSSES, document);
    }
}

fn carried(audit: &Audit, alignment: &Alignment, narrowed: bool, for_spreadsheet: bool, document: &mut Document) {
    if alignment.rows.is_empty() {
        document.paragraph("No role or committee is left to show.");
    }
    match for_spreadsheet {
        true => document.table(matrix(audit, alignment, usize::MAX, usize::MAX)),
        false => shown_matrix(audit, alignment, document),
    }
    document.aside(
        "O owns the priority. A answers for, R does, C is consulted on, I is informed of one of its actions. The number counts the role's own responsibilities that serve it. ! the plan gives work that the role's description does not mention. ? the role's description claims work that the plan does not give it. · nothing on either side.",
    );
    let disagreements = disagreements(audit, alignment);
    document.heading(2, "Where the two sides disagree");
    if disagreements.is_empty() {
        document.paragraph(match narrowed {
            true => "Nowhere in what is shown.",
            false => "Nowhere: every A and R is served by a responsibility, and every responsibility that serves an action is named by it.",
        });
    } else {
        document.lines(disagreements);
    }
    document.heading(2, "From the system to the classroom");
    if for_spreadsheet {
        document.table(chain_table(audit, alignment));
    } else {
        document.points(chains(audit, alignment));
    }
    for (priority, _) in alignment.chains.iter().filter(|(_, chain)| chain.is_none()) {
        let id = audit.corpus.priorities[*priority].id();
        document.aside(format!("{id}: not assessed, because fewer than two levels have roles (roles.ID.level would unlock it)."));
    }
}

/// As much of the matrix as people can take in, and what is left out.
pub(crate) fn shown_matrix(audit: &Audit, alignment: &Alignment, document: &mut Document) {
    document.table(matrix(audit, alignment, MATRIX_ROWS, MATRIX_COLUMNS));
    let left_out = [
        first_of(alignment.rows.len(), MATRIX_ROWS, "roles and committees"),
        first_of(alignment.priorities.len(), MATRIX_COLUMNS, "priorities"),
    ];
    let left_out: Vec<String> = left_out.into_iter().flatten().collect();
    if !left_out.is_empty() {
        document.aside(format!(
            "This table shows {}, in the order of the files. “rolewright align --format csv” has them all; --level, --unit, --family and --priority choose which to show.",
            left_out.join(" and ")
        ));
    }
}

/// `the first 1000 of 3000 roles`; absent where none is left out.
pub(crate) fn first_of(all: usize, shown: usize, what: &str) -> Option<String> {
    (all > shown).then(|| format!("the first {shown} of {all} {what}"))
}

/// Roles and committees down, priorities across; the first so many of each.
fn matrix(audit: &Audit, alignment: &Alignment, rows: usize, columns: usize) -> Table {
    let corpus = &audit.corpus;
    let priority = |p: usize| corpus.address(Loc::item(Collection::Priorities, p));
    let columns = columns.min(alignment.priorities.len());
    let heads = alignment.priorities[..columns].iter().enumerate();
    let heads = heads.map(|(at, &p)| Column::text(corpus.priorities[p].id()).or(format!("P{}", at + 1)).of(priority(p)));
    let mut table = Table::new([Column::text("role")].into_iter().chain(heads).collect());
    for row in alignment.rows.iter().take(rows) {
        let id = corpus.id_of(row.actor).value.to_string();
        table.row_about(corpus.address(row.actor), [id].into_iter().chain(row.meetings(columns).map(cell)));
    }
    table
}

fn cell(meeting: &Meeting) -> String {
    if meeting.is_empty() {
        return "·".into();
    }
    let owner = if meeting.owns { "O " } else { "" };
    let letters = if meeting.letters.is_empty() { "–" } else { &meeting.letters };
    let hidden = if meeting.hidden.is_empty() { "" } else { "!" };
    let unclaimed = if meeting.unclaimed.is_empty() { "" } else { "?" };
    format!("{owner}{letters} {}{hidden}{unclaimed}", meeting.duties)
}

fn disagreements(audit: &Audit, alignment: &Alignment) -> Vec<String> {
    let corpus = &audit.corpus;
    let mut lines = Vec::new();
    for row in &alignment.rows {
        let actor = &corpus.id_of(row.actor).value;
        for (at, meeting) in &row.met {
            let priority = corpus.priorities[alignment.priorities[*at]].id();
            for action in &meeting.hidden {
                lines.push(format!("! {priority}/{action} gives work to {actor}, whose responsibilities do not mention it."));
            }
            for duty in &meeting.unclaimed {
                lines.push(format!("? {actor}/{duty} serves an action of {priority} that does not give {actor} A or R."));
            }
        }
    }
    lines
}

/// Each chain as a point with a line for each level.
fn chains(audit: &Audit, alignment: &Alignment) -> Vec<(String, Vec<String>)> {
    let assessed = alignment.chains.iter().filter_map(|(priority, chain)| Some((*priority, chain.as_ref()?)));
    assessed
        .map(|(priority, chain)| {
            let id = audit.corpus.priorities[priority].id();
            let head = format!("{id}: {} of {} adjacent levels joined by reporting or coaching", chain.linked(), chain.joints.len());
            let steps = (0..chain.steps.len())
                .flat_map(|at| [Some(format!("{}: {}", chain.steps[at].level, engaged(audit, chain, at))), joint(audit, chain, at)]);
            (head, steps.flatten().collect())
        })
        .collect()
}

/// The same as a table, for spreadsheets.
fn chain_table(audit: &Audit, alignment: &Alignment) -> Table {
    let mut table = Table::new(vec![
        Column::text("priority"),
        Column::text("level"),
        Column::text("engaged"),
        Column::text("joined to the next level"),
    ]);
    for (priority, chain) in &alignment.chains {
        let Some(chain) = chain else { continue };
        for (at, step) in chain.steps.iter().enumerate() {
            let id = audit.corpus.priorities[*priority].id();
            table.row([id.to_owned(), step.level.clone(), engaged(audit, chain, at), joint(audit, chain, at).unwrap_or_default()]);
        }
    }
    table
}

fn engaged(audit: &Audit, chain: &Chain, at: usize) -> String {
    let roles: Vec<&str> = chain.steps[at].roles.iter().map(|&role| audit.corpus.roles[role].id()).collect();
    if roles.is_empty() { "nobody".to_owned() } else { roles.join(", ") }
}

fn joint(audit: &Audit, chain: &Chain, upper: usize) -> Option<String> {
    Some(match chain.joints.get(upper)?.by {
        None => "✗ not joined".into(),
        Some((above, below)) => format!("✓ {} – {}", audit.corpus.roles[above].id(), audit.corpus.roles[below].id()),
    })
}
