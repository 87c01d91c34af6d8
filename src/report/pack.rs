//! `report pack`: everything a system hands out when roles are new, as one page or as a folder of pages.

mod voices;

use crate::analysis::Facts;
use crate::analysis::time::Calendar;
use crate::audit::Audit;
use crate::model::{Collection, Loc, UnitKind, is_slug};
use crate::render::Document;
use crate::report::role::described;
use crate::report::team::{Grounds, card};
use crate::report::{Chart, organisation, several};
use rustc_hash::FxHashMap;
use std::collections::BTreeSet;

/// One page of a pack.
#[derive(Debug)]
pub struct Page {
    /// Its file's name, without what follows the dot; may lie in a folder.
    pub name: String,
    /// The part of the pack it belongs to.
    pub part: &'static str,
    /// What it is called.
    pub title: String,
    /// What it says.
    pub document: Document,
}

/// A pack.
#[derive(Debug)]
pub struct Pack {
    /// What it is called.
    pub title: String,
    /// What it was made from.
    about: String,
    /// Its pages, in reading order.
    pub pages: Vec<Page>,
}

impl Pack {
    /// Composes every page.
    pub fn of(audit: &Audit, facts: &Facts<'_>) -> Pack {
        let settings = &audit.corpus.settings;
        let name = settings.name.as_ref().map_or("This framework", |name| &*name.value);
        let year = settings.year.as_ref().map_or(String::new(), |year| format!(", {}", year.value));
        let mut names = Names::default();
        let mut pages = Vec::new();
        let chart = Chart::new(audit, facts, None);
        if !audit.corpus.roles.is_empty() {
            let document = organisation(&chart);
            pages.push(Page {
                name: names.free("", "organisation"),
                part: "The organisation",
                title: "Organisation chart".into(),
                document,
            });
        }
        let calendar = Calendar::new(facts);
        pages.extend((0..audit.corpus.roles.len()).map(|at| Page {
            name: names.free("roles/", audit.corpus.roles[at].id()),
            part: "Role descriptions",
            title: audit.corpus.title_of(Loc::item(Collection::Roles, at)).to_owned(),
            document: described(audit, facts, &calendar, at),
        }));
        let grounds = Grounds::new(audit, facts, &chart);
        pages.extend(teams(audit, &grounds).into_iter().map(|at| Page {
            name: names.free("teams/", audit.corpus.units[at].id()),
            part: "Team cards",
            title: audit.corpus.title_of(Loc::item(Collection::Units, at)).to_owned(),
            document: card(audit, facts, &chart, &grounds, at),
        }));
        let document = voices::voices(audit);
        pages.push(Page {
            name: names.free("", "what-we-say"),
            part: "What we say",
            title: "Talking points, questions and answers".into(),
            document,
        });
        Pack { title: format!("To hand out: {name}{year}"), about: format!("As the files say on {}.", audit.as_of), pages }
    }

    /// All of it on one page.
    pub fn one_page(self) -> Document {
        let mut document = Document::default();
        document.heading(1, self.title.clone());
        document.paragraph(self.counts());
        document.aside(self.about);
        for page in self.pages {
            document.append(page.document, 1);
        }
        document
    }

    /// The page that leads to the others, whose files end in `.ending`.
    pub fn index(&self, ending: &str) -> Document {
        let mut document = Document::default();
        document.heading(1, self.title.clone());
        document.paragraph(self.counts());
        for part in self.parts() {
            document.heading(2, part);
            let pages = self.pages.iter().filter(|page| page.part == part);
            document.links(pages.map(|page| (page.title.clone(), format!("{}.{ending}", page.name))).collect());
        }
        document.aside(self.about.clone());
        document
    }

    fn parts(&self) -> Vec<&'static str> {
        let mut parts: Vec<&'static str> = self.pages.iter().map(|page| page.part).collect();
        parts.dedup();
        parts
    }

    fn counts(&self) -> String {
        let count = |part: &str| self.pages.iter().filter(|page| page.part == part).count();
        format!(
            "{} and {}.",
            several(count("Role descriptions"), "role description", "role descriptions"),
            several(count("Team cards"), "team card", "team cards")
        )
    }
}

/// The teams and schools in which the files say that someone works.
fn teams(audit: &Audit, grounds: &Grounds) -> Vec<usize> {
    let small = |at: &usize| {
        let kind = audit.corpus.units[*at].kind.map(|kind| kind.value);
        matches!(kind, Some(UnitKind::School | UnitKind::Team)) && grounds.is_staffed[*at]
    };
    (0..audit.corpus.units.len()).filter(small).collect()
}

/// Names of files: an id that is no plain word, or is taken, gets a number instead.
#[derive(Default)]
struct Names {
    taken: BTreeSet<String>,
    /// The number that each stem was given last.
    last: FxHashMap<String, usize>,
}

impl Names {
    fn free(&mut self, folder: &str, id: &str) -> String {
        let stem = format!("{folder}{}", if is_slug(id) { id } else { "page" });
        let mut free = stem.clone();
        while !self.taken.insert(free.clone()) {
            let last = self.last.entry(stem.clone()).or_insert(1);
            *last += 1;
            free = format!("{stem}-{last}");
        }
        free
    }
}
