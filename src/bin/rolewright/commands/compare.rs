//! `compare`: units of a framework, or frameworks, side by side.

use crate::args::{Common, Compare, PageFormat};
use crate::{Ending, Failure, session};
use rolewright::audit::side_by_side::SideBySide;
use rolewright::audit::{Audit, shown};
use rolewright::diag::Level;
use rolewright::render::html::Look;
use rolewright::text::Files;
use rolewright::{render, report};
use std::collections::BTreeSet;
use std::path::Path;

/// Runs it.
pub fn run(args: &Compare, common: &Common) -> Result<Ending, Failure> {
    let (comparison, look) = if args.folders { frameworks(args, common)? } else { units(args, common)? };
    let day = session::as_of(common);
    let document = report::compare(&comparison, day);
    super::emit_page(common, args.format, &look, &document, || render::json::compare(&comparison, day))
}

fn units(args: &Compare, common: &Common) -> Result<(SideBySide, Look), Failure> {
    let audit = session::audit(&args.framework, common, Level::Error)?;
    let look = super::look::of(&args.look, args.format == PageFormat::Html, &audit.sources.files)?;
    let units = shown::units(&audit.corpus, &args.names).map_err(|unknown| Failure::from(hint(&unknown.to_string(), &args.names)))?;
    each_once(units.iter().zip(&args.names))?;
    session::warn_of_errors(&audit, common);
    Ok((SideBySide::of_units(&audit, &units), look))
}

/// A name that looks like a folder was perhaps meant as one.
fn hint(unknown: &str, names: &[String]) -> String {
    match names.iter().any(|name| Path::new(name).is_dir()) {
        true => format!("{unknown}; to compare folders of frameworks, add --folders"),
        false => unknown.to_owned(),
    }
}

fn frameworks(args: &Compare, common: &Common) -> Result<(SideBySide, Look), Failure> {
    if args.look.link_base.is_some() {
        return Err(Failure::from("--link-base leads to the files of one framework; with --folders there are several"));
    }
    let look = super::look::of(&args.look, args.format == PageFormat::Html, &Files::default())?;
    let roots = args.names.iter().map(|name| session::root(Path::new(name))).collect::<Result<Vec<_>, _>>()?;
    each_once(roots.iter().zip(&args.names))?;
    let short: Vec<String> = args.names.iter().map(|name| folder(name)).collect();
    let told_apart = short.iter().collect::<BTreeSet<_>>().len() == short.len();
    let read = |(name, short): (&String, &String)| -> Result<(String, Audit), Failure> {
        let audit = session::audit(Path::new(name), common, Level::Error)?;
        session::warn_of_errors(&audit, common);
        Ok((if told_apart { short } else { name }.clone(), audit))
    };
    let read = args.names.iter().zip(&short).map(read).collect::<Result<Vec<_>, _>>()?;
    Ok((SideBySide::of_frameworks(&read), look))
}

/// The last part of a folder's path: where it lies on this machine says nothing about it.
fn folder(name: &str) -> String {
    Path::new(name).file_name().map_or_else(|| name.to_owned(), |last| last.to_string_lossy().into_owned())
}

/// Something beside itself is a slip of the pen, and is said to be one.
fn each_once<'a, T: Ord>(all: impl Iterator<Item = (T, &'a String)>) -> Result<(), Failure> {
    let mut seen = BTreeSet::new();
    for (one, name) in all {
        if !seen.insert(one) {
            return Err(Failure::from(format!("“{name}” is asked for twice; each column is something else")));
        }
    }
    Ok(())
}
