//! `review`: records that an item was looked at. The one command that changes a file people wrote, and one field of it.

use super::items;
use crate::args::{Common, Review};
use crate::{Ending, Failure, file, output, session};
use rolewright::analysis::fingerprint::{dependencies, fingerprint_of_dependencies};
use rolewright::audit::Audit;
use rolewright::diag::{Level, structure};
use rolewright::load::edit::{self, Edited};
use rolewright::model::{Loc, nearest};
use rolewright::text;
use std::path::Path;

/// With one of these open, part of the framework is missing, and a fingerprint would stand for the rest only.
const UNREAD: [&str; 2] = [structure::SYNTAX.id, structure::UNREADABLE_FILE.id];

/// Runs it.
pub fn run(args: &Review, common: &Common) -> Result<Ending, Failure> {
    let audit = session::audit(&args.framework, common, Level::Error)?;
    let loc = items::find(&audit, &args.item)?;
    if let Some(unread) = audit.outcome.findings.iter().find(|finding| UNREAD.contains(&finding.rule.id)) {
        let place = unread.span.map_or_else(String::new, |span| format!(" ({})", audit.sources.files.path_line(span)));
        return Err(Failure::from(format!(
            "a file of this framework cannot be read as it stands{place}, so what {} relies on is not known; put right what “rolewright check” shows first. No file was touched",
            audit.corpus.address(loc)
        )));
    }
    let review =
        edit::Review { on: day(args, common)?, by: role(&audit, &args.by)?, fingerprint: fingerprint_of_dependencies(&audit.corpus, loc) };
    let edited = edit::review(&audit.sources, &audit.corpus, loc, &review).map_err(|why| {
        Failure::from(format!("the review of {} was not recorded, and no file was touched: {why}", audit.corpus.address(loc)))
    })?;
    let is_new = **audit.sources.files.get(edited.file).text != *edited.text;
    if is_new {
        write(&session::root(&args.framework)?, &audit, &edited)?;
    }
    let said = told(&audit, loc, &review, is_new);
    output::emit(common, |out, _| out.write_all(said.as_bytes()))?;
    Ok(Ending::Fine)
}

fn day(args: &Review, common: &Common) -> Result<jiff::civil::Date, Failure> {
    let today = session::as_of(common);
    match args.on {
        Some(on) if on > today => Err(Failure::from(format!("--on {on} is after {today}, and what is to come cannot have been reviewed"))),
        on => Ok(on.unwrap_or(today)),
    }
}

fn role(audit: &Audit, named: &str) -> Result<String, Failure> {
    let id = named.strip_prefix("roles/").unwrap_or(named);
    if audit.corpus.roles.find(id).is_some() {
        return Ok(id.to_owned());
    }
    let near = nearest(id, audit.corpus.roles.iter().map(|role| role.id()));
    let help = if near.is_empty() {
        "“rolewright list roles” shows the roles".to_owned()
    } else {
        format!("did you mean {}?", near.join(" or "))
    };
    Err(Failure::from(format!("--by names a role, and there is no role “{}”; {help}", text::excerpt(named, 60))))
}

/// Writes the file whole or not at all, and only over the text that was read.
fn write(root: &Path, audit: &Audit, edited: &Edited) -> Result<(), Failure> {
    let read = audit.sources.files.get(edited.file);
    if session::text_of(&root.join(&*read.path)).ok().as_deref() != Some(&**read.text) {
        return Err(Failure::from(format!(
            "{} was changed while it was being read; nothing was written, so run it again",
            text::printable(&read.path)
        )));
    }
    file::replace(root, &read.path, edited.text.as_bytes())
}

/// What was written, and where.
fn told(audit: &Audit, loc: Loc, review: &edit::Review, is_new: bool) -> String {
    let file = text::printable(&audit.sources.files.get(audit.corpus.id_of(loc).span.file).path).into_owned();
    let address = audit.corpus.address(loc);
    let mut said = match is_new {
        true => format!("{address} is recorded as reviewed, in {file}:\n"),
        false => format!("{address} says so already, in {file}; nothing was written:\n"),
    };
    said.push_str(&format!("  on: {}\n  by: {}\n", review.on, review.by));
    let relied: Vec<String> = dependencies(&audit.corpus, loc).iter().map(|&on| audit.corpus.address(on).to_string()).collect();
    match &review.fingerprint {
        Some(print) => said.push_str(&format!(
            "  fingerprint: {print}\nThe fingerprint stands for what it relies on as it is now: {}.\n",
            relied.join(", ")
        )),
        None => said.push_str("It relies on no competency, priority or decision, so there is no fingerprint.\n"),
    }
    said
}
