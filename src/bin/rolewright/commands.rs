//! One file per command. A command reads its arguments, asks the library, and hands the answer to a renderer.

mod align;
mod check;
mod explain;
mod gaps;
mod init;
mod items;
mod look;
mod new;
mod report;
mod schema;
mod shell;
mod trace;

use crate::args::{Cli, Command, TableFormat};
use crate::output;
use crate::{Ending, Failure};
use rolewright::render::{Document, csv, html, json, markdown, terminal};

/// Runs the command.
pub fn run(cli: Cli) -> Result<Ending, Failure> {
    let common = &cli.common;
    match cli.command {
        Command::Init(args) => init::run(&args, common),
        Command::New(args) => new::run(&args, common),
        Command::Check(args) => check::run(&args, common),
        Command::Align(args) => align::run(&args, common),
        Command::Gaps(args) => gaps::run(&args, common),
        Command::Trace(args) => trace::run(&args, common),
        Command::List(args) => items::list(&args, common),
        Command::Show(args) => items::show(&args, common),
        Command::Report(args) => report::run(&args, common),
        Command::Explain(args) => explain::explain(&args, common),
        Command::Thresholds(args) => explain::thresholds(&args, common),
        Command::Schema(args) => schema::run(&args, common),
        Command::Completions(args) => shell::completions(&args, common),
        Command::Man => shell::man(common),
    }
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
