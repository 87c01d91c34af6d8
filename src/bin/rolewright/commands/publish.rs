//! `publish`: a small site, a page for each item.

use crate::args::{Common, Publish};
use crate::folder::{Kind, Room};
use crate::limit::Sum;
use crate::{Ending, Failure, folder, session};
use rayon::prelude::*;
use rolewright::audit::Audit;
use rolewright::diag::Level;
use rolewright::load::Committed;
use rolewright::render::html::{self, Look};
use rolewright::report::{Site, SitePage};

/// Runs it.
pub fn run(args: &Publish, common: &Common) -> Result<Ending, Failure> {
    if common.output.is_some() {
        return Err(Failure::from("publish writes a folder, which it takes as DIR; leave --output out"));
    }
    let mut audit = session::audit(&args.framework, common, Level::Error)?;
    session::recall(&args.framework, &mut audit)?;
    let committed = session::committed(&args.framework, &audit, common)?;
    let look = super::look::of(&args.look, true, &audit.sources.files)?;
    folder::keep_apart(&args.dir, &session::root(&args.framework)?, &audit.sources.files)?;
    let room = Room::open(&args.dir, Kind::Site, common.force)?;
    session::warn_of_errors(&audit, common);
    let pages = write(&audit, committed.as_ref(), look, &room)?;
    room.close()?;
    let index = args.dir.join("index.html");
    session::note(common, &format!("wrote {pages} pages; open {}", index.display()));
    Ok(Ending::Fine)
}

/// Composes and writes every page, as many at a time as there are cores; how many there are.
fn write(audit: &Audit, committed: Option<&Committed>, look: Look, room: &Room) -> Result<usize, Failure> {
    let facts = audit.facts();
    let site = Site::of(audit, &facts, committed);
    let look = Look { places: look.places.with_pages(site.by_address()), ..look };
    let sum = Sum::default();
    let page = |page: &SitePage| -> Result<(), Failure> {
        let mut bytes = Vec::new();
        html::write_page(&site.page(page.about), &look, &site.frame(page), &mut bytes)?;
        sum.add(&bytes)?;
        room.write(&page.file, &bytes)
    };
    site.pages.par_iter().try_for_each(page)?;
    for (name, text) in html::assets(&look).into_iter().chain([html::search_index(&site.search())]) {
        room.write(&name, text.as_bytes())?;
    }
    Ok(site.pages.len())
}
