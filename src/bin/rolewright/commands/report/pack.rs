//! `report pack`: one page, or a folder of pages that appears whole or not at all.

use super::{read, write};
use crate::args::{Common, DocumentFormat, Paper};
use crate::folder::{Kind, Room};
use crate::limit::Sum;
use crate::{Ending, Failure, folder, output, session};
use rolewright::render::Document;
use rolewright::render::html::Look;
use rolewright::render::terminal::Screen;
use rolewright::report::Pack;
use std::path::Path;

/// Runs it.
pub fn run(paper: &Paper, common: &Common) -> Result<Ending, Failure> {
    let (audit, look) = read(paper, common)?;
    let pack = Pack::of(&audit, &audit.facts());
    match common.output.as_deref().and_then(output::file).filter(|path| !is_page(path)) {
        Some(target) => {
            let ending = ending(paper.format)?;
            folder::keep_apart(target, &session::root(&paper.framework)?, &audit.sources.files)?;
            let room = Room::open(target, Kind::Pack, common.force)?;
            pages(&pack, paper.format, ending, &look)?.iter().try_for_each(|(name, bytes)| room.write(name, bytes))?;
            room.close()?;
        }
        None => {
            let document = pack.one_page();
            output::emit(common, |out, screen| write(&document, paper.format, &look, screen, out))?;
        }
    }
    Ok(Ending::Fine)
}

/// Whether a name is that of one page rather than of a folder.
fn is_page(path: &Path) -> bool {
    let ending = path.extension().and_then(|ending| ending.to_str());
    !path.is_dir() && ending.is_some_and(|ending| ["html", "htm", "md", "markdown", "txt"].contains(&ending.to_ascii_lowercase().as_str()))
}

fn ending(format: DocumentFormat) -> Result<&'static str, Failure> {
    match format {
        DocumentFormat::Markdown => Ok("md"),
        DocumentFormat::Html => Ok("html"),
        DocumentFormat::Table => Err(Failure::from("a folder of pages is written with --format html or --format markdown")),
    }
}

/// Every page with its file's name, the one that leads to the others first.
fn pages(pack: &Pack, format: DocumentFormat, ending: &str, look: &Look) -> Result<Vec<(String, Vec<u8>)>, Failure> {
    let sum = Sum::default();
    let page = |name: &str, document: &Document| {
        let mut bytes = Vec::new();
        write(document, format, look, Screen { width: 100, color: false }, &mut bytes)?;
        sum.add(&bytes)?;
        Ok((format!("{name}.{ending}"), bytes))
    };
    let index = pack.index(ending);
    std::iter::once(("index", &index))
        .chain(pack.pages.iter().map(|one| (&*one.name, &one.document)))
        .map(|(name, document)| page(name, document))
        .collect()
}
