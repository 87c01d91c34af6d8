//! What the search knows about a page: what it is called, what kind of thing it is about, and other words for it.

use super::{About, Site, SitePage, collection};
use crate::analysis::relations::within;
use crate::model::{Collection, Loc};
use crate::render::html::Entry;
use crate::text::excerpt;

/// Characters of other words that are kept for a page.
const WORDS: usize = 300;

/// What is known about one page.
pub(super) fn entry(site: &Site<'_>, page: &SitePage) -> Entry {
    let (title, kind, words) = match page.about {
        About::Start => (site.name(), "start", String::new()),
        About::Collection(collection) => (collection::title(collection).to_owned(), "all of them", collection.name().replace('_', " ")),
        About::Item(loc) => (site.title(loc), collection::kind(site, loc), words(site, loc)),
        About::Findings => ("Findings".to_owned(), "what was found", "errors warnings advice".to_owned()),
        About::Rule(at) => match site.faults.rules.get(at) {
            Some(rule) => (rule.meta.id.replace('-', " "), "rule", format!("{} {}", rule.meta.id, rule.meta.summary)),
            None => (String::new(), "rule", String::new()),
        },
        About::Alignment => ("Who carries which priority".to_owned(), "alignment", "matrix raci".to_owned()),
        About::Audit => ("Alignment audit".to_owned(), "audit", "report".to_owned()),
    };
    Entry { title: excerpt(&title, WORDS), kind: kind.to_owned(), file: page.file.clone(), words }
}

/// The id, and what is nested in the item: people look for an action, and find its priority.
fn words(site: &Site<'_>, loc: Loc) -> String {
    let corpus = &site.audit.corpus;
    let mut words = corpus.id_of(loc).value.to_string();
    for (_, id, node) in within(corpus, loc) {
        if words.len() >= WORDS {
            break;
        }
        words.push_str(" · ");
        words.push_str(node.title(corpus).unwrap_or(id));
    }
    if loc.collection() == Collection::Roles {
        let purpose = corpus.roles[loc.index()].purpose.as_ref();
        words.extend(purpose.map(|purpose| format!(" · {}", purpose.value.trim())));
    }
    excerpt(&words, WORDS)
}
