//! What each table and report says, in which order and in which words. The last floor: it composes what the
//! floors above know into [`Document`]s, and leaves their form to `render`.

pub(crate) mod alignment;
mod audit;
pub(crate) mod change;
mod compare;
pub(crate) mod consequences;
mod diff;
mod earlier;
mod effective;
mod entry;
mod gaps;
mod guide;
mod ilt;
mod impact;
mod indicators;
mod items;
mod matrices;
mod organisation;
mod pack;
mod pr;
mod progress;
mod role;
mod role_changes;
mod rules;
mod site;
mod team;
mod trace;
mod workload;

pub use alignment::alignment;
pub use audit::audit;
pub use compare::compare;
pub use diff::diff;
pub use earlier::complete;
pub use effective::{effective, effective_yaml};
pub use entry::entry;
pub use gaps::gaps;
pub use guide::guide;
pub use ilt::ilt;
pub use impact::impact;
pub use items::{collections, item, items};
pub use matrices::{decisions, sittings, talent};
pub use organisation::{Chart, drawing, organisation};
pub use pack::{Pack, Page};
pub use pr::{Comment, pr};
pub use role::role;
pub use role_changes::role_changes;
pub use rules::{catalogue, indicator, rule, thresholds};
pub use site::{About, Site, SitePage};
pub use team::team;
pub use trace::{trace, trace_chart};
pub use workload::workload;

use crate::render::Document;
use crate::text::Span;
use crate::text::figure::short;
use crate::text::listed;

/// `path:line` of a place.
fn at(audit: &crate::audit::Audit, span: Span) -> String {
    audit.sources.files.path_line(span)
}

/// `(path:line)` of an item or of something nested in it that has a place of its own.
fn there(audit: &crate::audit::Audit, loc: crate::model::Loc) -> String {
    format!("({})", at(audit, audit.corpus.span_of(loc)))
}

/// A number without needless decimals: 12, 12.5, 12.25.
pub fn figure(number: impl Into<f64>) -> String {
    short(number, 2)
}

/// One thing, or several: `1 role`, `3 roles`.
pub fn several(n: usize, one: &str, many: &str) -> String {
    if n == 1 { format!("1 {one}") } else { format!("{n} {many}") }
}

/// What could not be assessed, and which field would unlock it: a line for each field, for a spreadsheet.
fn not_assessed_in_full<'a>(open: impl IntoIterator<Item = &'a crate::diag::NotAssessed>, document: &mut Document) {
    let mut table = not_assessed_table();
    for entry in open {
        table.row([entry.rule.id.to_owned(), entry.because.to_string(), entry.count.to_string(), entry.unlock.to_string()]);
    }
    document.table(table);
}

/// What one rule could not answer for one reason, and which fields would unlock it, each for how many.
struct Question<'a> {
    rule: &'a str,
    because: &'a str,
    fields: Vec<(&'a str, usize)>,
}

/// The same for readers: one question with one reason is one line, whatever fields would unlock it.
fn not_assessed<'a>(open: impl IntoIterator<Item = &'a crate::diag::NotAssessed>, document: &mut Document) {
    let mut questions: Vec<Question<'_>> = Vec::new();
    for entry in open {
        let field = (&*entry.unlock, entry.count);
        match questions.iter_mut().find(|known| known.rule == entry.rule.id && known.because == entry.because) {
            Some(known) => known.fields.push(field),
            None => questions.push(Question { rule: entry.rule.id, because: &entry.because, fields: vec![field] }),
        }
    }
    let mut table = not_assessed_table();
    for Question { rule, because, fields } in questions {
        let all: usize = fields.iter().map(|(_, count)| count).sum();
        let unlock = match fields[..] {
            [(field, _)] => field.to_owned(),
            _ => fields.iter().map(|(field, count)| format!("{field} ({count})")).collect::<Vec<_>>().join(", "),
        };
        table.row([rule.to_owned(), because.to_owned(), all.to_string(), unlock]);
    }
    document.table(table);
}

fn not_assessed_table() -> crate::render::Table {
    crate::render::Table::new(vec![
        crate::render::Column::text("question"),
        crate::render::Column::text("not assessed because"),
        crate::render::Column::number("for"),
        crate::render::Column::text("unlock with"),
    ])
}
