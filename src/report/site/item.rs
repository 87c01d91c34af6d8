//! The page of an item: what the files say about it, what it is linked with, and what was found.

use super::{About, Site, connections, faults, plain_words};
use crate::model::{Collection, Loc, UnitKind};
use crate::render::{Block, Document};
use crate::report::role::described;
use crate::report::{at, progress, team};

/// The page.
pub(super) fn item(site: &Site<'_>, loc: Loc) -> Document {
    let (mut document, says_all) = match loc.collection() {
        Collection::Roles => (described(site.audit, site.facts, &site.calendar, loc.index()), false),
        Collection::Units if is_team(site, loc.index()) => {
            (team::card(site.audit, site.facts, &site.chart, &site.grounds, loc.index()), false)
        }
        _ => (plain_words::item(site, loc), true),
    };
    // Where it is written stands at the end of a page of its own; here it stands below what it is linked with.
    if matches!(document.blocks.last(), Some(Block::Aside(_))) {
        document.blocks.pop();
    }
    if loc.collection() == Collection::Priorities && !site.audit.corpus.priorities[loc.index()].measures.is_empty() {
        document.heading(2, "How its measures stand");
        document.table(progress::table(site.audit, site.facts, loc.index()));
    }
    connections::connections(site, loc, says_all, &mut document);
    found(site, loc, &mut document);
    document.aside(format!(
        "The {} {}, written in {}.",
        loc.collection().one(),
        site.audit.corpus.id_of(loc).value,
        at(site.audit, site.audit.corpus.id_of(loc).span)
    ));
    document
}

/// Whether someone works in the unit itself, so that it has a card.
fn is_team(site: &Site<'_>, unit: usize) -> bool {
    let kind = site.audit.corpus.units[unit].kind.map(|kind| kind.value);
    matches!(kind, Some(UnitKind::School | UnitKind::Team)) && site.grounds.is_staffed[unit]
}

fn found(site: &Site<'_>, loc: Loc, document: &mut Document) {
    document.heading(2, "What was found here");
    let findings = site.faults.about(&site.address(About::Item(loc)));
    if findings.is_empty() {
        document.paragraph("Nothing is open in what could be assessed.");
    } else {
        document.points(findings.iter().map(|finding| faults::point(site.audit, finding)).collect());
    }
}
