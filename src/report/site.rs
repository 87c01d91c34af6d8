//! `publish`: which pages a framework has, and what each of them says. Pages are planned all at once, so that they
//! can lead to one another, and composed one at a time, so that ten thousand are never in memory together.

mod collection;
mod connections;
mod faults;
mod item;
mod names;
mod plain_words;
mod search;
mod start;

use crate::analysis::Facts;
use crate::analysis::relations::Relations;
use crate::analysis::time::Calendar;
use crate::audit::Audit;
use crate::load::Committed;
use crate::model::{Collection, Loc};
use crate::render::Document;
use crate::render::html::{Entry, Frame};
use crate::report::Chart;
use crate::report::team::Grounds;
use faults::Faults;
use rustc_hash::FxHashMap;

/// The collections that people look for first, in the order in which they do.
const FIRST: [Collection; 6] =
    [Collection::Roles, Collection::Priorities, Collection::Units, Collection::Committees, Collection::Decisions, Collection::Competencies];
/// Cells of roles × priorities that a page can show and still be read.
const READABLE: usize = 20_000;

/// What a page is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum About {
    /// The framework: where every way begins.
    Start,
    /// All items of a collection.
    Collection(Collection),
    /// One item.
    Item(Loc),
    /// Everything that was found.
    Findings,
    /// What one rule found, by its position among the rules that found something.
    Rule(usize),
    /// Who carries which priority.
    Alignment,
    /// The audit.
    Audit,
}

/// One page.
#[derive(Clone, Debug)]
pub struct SitePage {
    /// Its file, from the folder that all pages are in.
    pub file: String,
    /// What it is about.
    pub about: About,
}

/// All pages of a framework.
pub struct Site<'a> {
    audit: &'a Audit,
    /// The commit behind the files, where the caller knows it.
    committed: Option<&'a Committed>,
    facts: &'a Facts<'a>,
    relations: Relations<'a>,
    calendar: Calendar<'a>,
    chart: Chart<'a>,
    grounds: Grounds,
    faults: Faults<'a>,
    /// Every page, the start first.
    pub pages: Vec<SitePage>,
}

impl<'a> Site<'a> {
    /// Plans every page.
    pub fn of(audit: &'a Audit, facts: &'a Facts<'a>, committed: Option<&'a Committed>) -> Self {
        let faults = Faults::of(audit);
        let chart = Chart::new(audit, facts, None);
        let mut site = Site {
            audit,
            committed,
            facts,
            relations: Relations::new(facts),
            calendar: Calendar::new(facts),
            grounds: Grounds::new(audit, facts, &chart),
            chart,
            faults,
            pages: Vec::new(),
        };
        let page = |file: &str, about: About| SitePage { file: file.to_owned(), about };
        site.pages.push(page("index.html", About::Start));
        for &collection in Collection::ALL.iter().filter(|&&collection| audit.corpus.count(collection) > 0) {
            site.pages.push(SitePage { file: names::index_of(collection), about: About::Collection(collection) });
            let files = names::of_items(collection, &audit.corpus.ids(collection));
            let items = files.into_iter().enumerate();
            site.pages.extend(items.map(|(at, file)| SitePage { file, about: About::Item(Loc::item(collection, at)) }));
        }
        site.pages.extend([page("findings.html", About::Findings)]);
        let rules = site.faults.rules.iter().enumerate();
        site.pages.extend(rules.map(|(at, rule)| SitePage { file: names::of_rule(rule.meta.id), about: About::Rule(at) }));
        site.pages.extend([page("alignment.html", About::Alignment), page("audit.html", About::Audit)]);
        site
    }

    /// What the whole is called.
    pub fn name(&self) -> String {
        self.audit.corpus.settings.name.as_ref().map_or_else(|| "This framework".to_owned(), |name| name.value.trim().to_owned())
    }

    /// The page of each address: items, collections, and rules that found something.
    pub fn by_address(&self) -> FxHashMap<String, String> {
        self.pages.iter().map(|page| (self.address(page.about), page.file.clone())).collect()
    }

    /// What texts may call what a page is about.
    fn address(&self, about: About) -> String {
        match about {
            About::Start => START.to_owned(),
            About::Collection(collection) => address_of(collection),
            About::Item(loc) => self.audit.corpus.address(loc).to_string(),
            About::Findings => FINDINGS.to_owned(),
            About::Rule(at) => self.faults.rules.get(at).map_or_else(String::new, |rule| address_of_rule(rule.meta.id)),
            About::Alignment => ALIGNMENT.to_owned(),
            About::Audit => AUDIT.to_owned(),
        }
    }

    /// What a page says.
    pub fn page(&self, about: About) -> Document {
        match about {
            About::Start => start::start(self),
            About::Collection(collection) => collection::collection(self, collection),
            About::Item(loc) => item::item(self, loc),
            About::Findings => faults::all(self),
            About::Rule(at) => faults::of_rule(self, at),
            About::Alignment => self.alignment(),
            About::Audit => self.whole_audit(),
        }
    }

    /// What stands around a page.
    pub fn frame(&self, page: &SitePage) -> Frame {
        let chapter = match page.about {
            About::Item(loc) => names::index_of(loc.collection()),
            About::Rule(_) => "findings.html".to_owned(),
            _ => page.file.clone(),
        };
        Frame {
            name: self.name(),
            root: if page.file.contains('/') { "../" } else { "" },
            chapters: self.chapters(),
            chapter,
            file: page.file.clone(),
            foot: format!("As the files say on {}.", self.audit.as_of),
        }
    }

    /// The collections that people look for first, then what was made of them all.
    fn chapters(&self) -> Vec<(String, String)> {
        let there = FIRST.into_iter().filter(|&collection| self.audit.corpus.count(collection) > 0);
        let mut chapters: Vec<(String, String)> =
            there.map(|collection| (collection::title(collection).to_owned(), names::index_of(collection))).collect();
        let made = [("Findings", "findings.html"), ("Alignment", "alignment.html"), ("Audit", "audit.html")];
        chapters.extend(made.map(|(title, file)| (title.to_owned(), file.to_owned())));
        chapters
    }

    /// What the search knows about every page.
    pub fn search(&self) -> Vec<Entry> {
        self.pages.iter().map(|page| search::entry(self, page)).collect()
    }

    fn title(&self, loc: Loc) -> String {
        self.audit.corpus.title_of(loc).trim().to_owned()
    }

    /// Whether roles × priorities is more than a page can show.
    fn is_vast(&self) -> bool {
        let active = self.facts.work.active().count();
        (self.audit.corpus.roles.len() + self.audit.corpus.committees.len()) * active > READABLE
    }

    fn alignment(&self) -> Document {
        use crate::audit::alignment::Alignment;
        use crate::audit::indicators::Scores;
        use crate::audit::shown::Shown;
        if self.is_vast() {
            return self.too_vast("Who carries which priority", "rolewright align --level LEVEL --priority PRIORITY --format html");
        }
        let shown = Shown::everything(false);
        let scores = Scores::of(self.audit, None);
        super::alignment(self.audit, &Alignment::of(self.audit, &shown), &scores, &shown, false)
    }

    fn whole_audit(&self) -> Document {
        if self.is_vast() {
            return self.too_vast("Alignment audit", "rolewright report audit --format html --output audit.html");
        }
        super::audit(self.audit, self.committed)
    }

    fn too_vast(&self, title: &str, command: &str) -> Document {
        let mut document = Document::default();
        document.heading(1, title);
        document.paragraph(format!(
            "{} and {} in force make a table too large for a page. This command writes what can be asked for:",
            super::several(self.audit.corpus.roles.len(), "role", "roles"),
            super::several(self.facts.work.active().count(), "priority", "priorities"),
        ));
        document.verbatim("", command);
        document.references(vec![("Everything that was found".into(), vec![named("Findings", FINDINGS)])]);
        document
    }
}

/// What texts may call the pages that are about no item: no collection has these names.
const START: &str = "site/start";
const FINDINGS: &str = "site/findings";
const ALIGNMENT: &str = "site/alignment";
const AUDIT: &str = "site/audit";

fn address_of(collection: Collection) -> String {
    format!("site/{}", collection.name())
}

fn address_of_rule(rule: &str) -> String {
    format!("rules/{rule}")
}

fn named(text: impl Into<String>, about: impl Into<String>) -> crate::render::Reference {
    crate::render::Reference { text: text.into(), about: Some(about.into()), note: String::new() }
}
