//! One file per command. A command reads its arguments, asks the library, and hands the answer to a renderer.

mod align;
mod check;
mod compare;
mod diff;
mod entry;
mod explain;
mod gaps;
mod guide;
mod init;
mod items;
mod load;
mod look;
mod new;
mod org;
mod publish;
mod report;
mod review;
mod schema;
mod shell;
mod trace;

use crate::args::{Cli, Command, PageFormat, TableFormat};
use crate::output;
use crate::{Ending, Failure};
use rolewright::audit::Audit;
use rolewright::model::{Collection, nearest};
use rolewright::render::{Document, csv, html, json, markdown, terminal};
use rolewright::text;

/// Runs the command.
pub fn run(cli: Cli) -> Result<Ending, Failure> {
    let common = &cli.common;
    match cli.command {
        Command::Init(args) => init::run(&args, common),
        Command::New(args) => new::run(&args, common),
        Command::Check(args) => check::run(&args, common),
        Command::Align(args) => align::run(&args, common),
        Command::Diff(args) => diff::run(&args, common),
        Command::Gaps(args) => gaps::run(&args, common),
        Command::Trace(args) => trace::run(&args, common),
        Command::Load(args) => load::run(&args, common),
        Command::Org(args) => org::run(&args, common),
        Command::Guide(args) => guide::run(&args, common),
        Command::Entry(args) => entry::run(&args, common),
        Command::Compare(args) => compare::run(&args, common),
        Command::List(args) => items::list(&args, common),
        Command::Show(args) => items::show(&args, common),
        Command::Review(args) => review::run(&args, common),
        Command::Report(args) => report::run(&args, common),
        Command::Publish(args) => publish::run(&args, common),
        Command::Explain(args) => explain::explain(&args, common),
        Command::Thresholds(args) => explain::thresholds(&args, common),
        Command::Schema(args) => schema::run(&args, common),
        Command::Completions(args) => shell::completions(&args, common),
        Command::Man => shell::man(common),
    }
}

/// The item of a collection that an option names, by `id` or `collection/id`.
fn position(audit: &Audit, collection: Collection, word: &str) -> Result<usize, Failure> {
    let id = word.strip_prefix(collection.name()).and_then(|rest| rest.strip_prefix('/')).unwrap_or(word);
    audit.corpus.position(collection, id).ok_or_else(|| {
        let near = nearest(id, audit.corpus.ids(collection).into_iter());
        let help = if near.is_empty() {
            format!("“rolewright list {}” shows what is there", collection.name())
        } else {
            format!("did you mean {}?", near.join(" or "))
        };
        Failure::from(format!("there is no {} “{}” in this framework; {help}", collection.one(), text::excerpt(word, 60)))
    })
}

/// Writes a document, or its JSON, in a table format.
fn emit_table(
    common: &crate::args::Common,
    format: TableFormat,
    look: &html::Look,
    document: &Document,
    value: impl FnOnce() -> serde_json::Value,
) -> Result<Ending, Failure> {
    output::emit(common, |out, screen| match format {
        TableFormat::Table => terminal::write(document, screen, out),
        TableFormat::Markdown => markdown::write(document, out),
        TableFormat::Csv => csv::write(document, out),
        TableFormat::Json => json::write(&value(), out),
        TableFormat::Html => html::write(document, look, out),
    })?;
    Ok(Ending::Fine)
}

/// Writes a document, or its JSON, in a page format.
fn emit_page(
    common: &crate::args::Common,
    format: PageFormat,
    look: &html::Look,
    document: &Document,
    value: impl FnOnce() -> serde_json::Value,
) -> Result<Ending, Failure> {
    output::emit(common, |out, screen| match format {
        PageFormat::Table => terminal::write(document, screen, out),
        PageFormat::Markdown => markdown::write(document, out),
        PageFormat::Json => json::write(&value(), out),
        PageFormat::Html => html::write(document, look, out),
    })?;
    Ok(Ending::Fine)
}
