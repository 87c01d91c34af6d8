//! The page where every way begins: what this framework is, how it stands, and where to go.

use super::{ALIGNMENT, AUDIT, FINDINGS, FIRST, Site, address_of, collection, named};
use crate::audit::indicators;
use crate::diag::Level;
use crate::model::Collection;
use crate::render::{Column, Document, Table};
use crate::report::indicators::scorecard;
use crate::report::several;

/// The page.
pub(super) fn start(site: &Site<'_>) -> Document {
    let (audit, settings) = (site.audit, &site.audit.corpus.settings);
    let mut document = Document::default();
    document.heading(1, site.name());
    document.paragraph(
        "Who does what here, what each role needs to be able to do, and what this year is for. Everything on these pages is what the framework's files say.",
    );
    let mut facts = Vec::new();
    facts.extend(settings.year.as_ref().map(|year| ("School year".to_owned(), year.value.to_string())));
    facts.push(("As of".into(), audit.as_of.to_string()));
    facts.extend(settings.phase.map(|phase| ("Phase".to_owned(), phase.value.name().to_owned())));
    for layer in audit.corpus.layers.iter().skip(1) {
        facts.push(("Builds on".into(), layer.name.clone().unwrap_or_else(|| layer.path.clone())));
    }
    document.facts(facts);
    what_is_here(site, &mut document);
    how_it_stands(site, &mut document);
    document
}

fn what_is_here(site: &Site<'_>, document: &mut Document) {
    document.heading(2, "What is here");
    let mut table = Table::new(vec![Column::text("where"), Column::number("how many"), Column::text("what it holds")]);
    let others = Collection::ALL.iter().copied().filter(|one| !FIRST.contains(one));
    for one in FIRST.into_iter().chain(others) {
        let count = site.audit.corpus.count(one);
        if count > 0 {
            table.row_about(address_of(one), [collection::title(one).to_owned(), count.to_string(), collection::holds(one).to_owned()]);
        }
    }
    if table.rows.is_empty() {
        document.paragraph("The files hold no item yet.");
    }
    document.table(table);
}

fn how_it_stands(site: &Site<'_>, document: &mut Document) {
    document.heading(2, "How it stands");
    let counted = &site.audit.outcome.summary;
    let open = counted.all_open();
    document.paragraph(format!(
        "{} met and {open} not ({}, {}, {}); {} could not be made, because the files do not say. The counts are no score.",
        several(counted.met, "check is", "checks are"),
        Level::Error.count(counted.error),
        Level::Warning.count(counted.warning),
        Level::Advice.count(counted.advice),
        counted.not_assessed,
    ));
    document.references(vec![(
        "Look into it".into(),
        vec![named("Everything that was found", FINDINGS), named("Who carries which priority", ALIGNMENT), named("The whole audit", AUDIT)],
    )]);
    document.heading(2, "Indicators");
    scorecard(&indicators::all(site.audit), document);
}
