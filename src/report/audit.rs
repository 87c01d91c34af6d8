//! `report audit`: a document a consultant could hand over after light editing.
//!
//! Sections with nothing to say are left out, or say what is missing.

mod annex;
mod chain;
mod competencies;
mod costs;
mod found;
mod governance;
mod grid;
mod money;
mod pathways;
mod places;
mod priorities;
mod recommendations;
mod risks;
mod roles;
mod scope;
mod sources;
mod summary;
mod time;

use crate::analysis::Facts;
use crate::analysis::indicators::emphasis::{PostTime, time as time_of_posts};
use crate::audit::Audit;
use crate::audit::alignment::Alignment;
use crate::audit::gaps::Gap;
use crate::audit::indicators::{self, Indicator};
use crate::audit::recommendations::{Recommendation, recommendations};
use crate::audit::shown::Shown;
use crate::audit::workload::{Scope, Workload};
use crate::diag::Finding;
use crate::load::Committed;
use crate::model::{Collection, Loc};
use crate::render::Document;
use rustc_hash::FxHashMap;

/// What every section reads.
struct Material<'a> {
    audit: &'a Audit,
    facts: Facts<'a>,
    alignment: Alignment,
    gaps: &'a [Gap],
    indicators: Vec<Indicator>,
    recommendations: Vec<Recommendation>,
    /// The commit behind the files, where the caller knows it.
    committed: Option<&'a Committed>,
    /// Time and money, as “load” shows them.
    load: Workload,
    /// The time of every post, by priority.
    time: Vec<PostTime>,
    /// Open findings by the address of what they are about and of what that lies in, the most harmful first.
    about: FxHashMap<&'a str, Vec<&'a Finding>>,
}

/// The whole report.
pub fn audit(audit: &Audit, committed: Option<&Committed>) -> Document {
    let facts = audit.facts();
    let material = Material {
        audit,
        recommendations: recommendations(audit, &facts),
        committed,
        load: Workload::of(audit, &facts, Scope::default()),
        time: time_of_posts(&facts),
        facts,
        alignment: Alignment::of(audit, &Shown::everything(false)),
        gaps: &audit.gaps,
        indicators: indicators::all(audit),
        about: by_address(audit),
    };
    let mut document = Document::default();
    scope::scope(&material, &mut document);
    summary::summary(&material, &mut document);
    priorities::cards(&material, &mut document);
    grid::who_carries_what(&material, &mut document);
    roles::roles(&material, &mut document);
    governance::who_decides(&material, &mut document);
    time::time(&material, &mut document);
    competencies::competencies(&material, &mut document);
    governance::committees(&material, &mut document);
    pathways::pathways(&material, &mut document);
    money::money(&material, &mut document);
    places::places(&material, &mut document);
    risks::risks(&material, &mut document);
    recommendations::recommendations(&material, &mut document);
    annex::findings(&material, &mut document);
    sources::formulas(&material, &mut document);
    annex::indicators(&material, &mut document);
    sources::thresholds(&material, &mut document);
    sources::guide(&material, &mut document);
    annex::not_assessed(&material, &mut document);
    document
}

impl Material<'_> {
    /// What people call a role.
    fn title(&self, role: usize) -> &str {
        self.audit.corpus.title_of(Loc::item(Collection::Roles, role))
    }

    /// How many people hold a role; – where no unit lists it, or one does not say.
    fn held(&self, role: usize) -> String {
        let listed = self.facts.people.posts_of(role).next().is_some();
        self.facts.people.heads(role).filter(|_| listed).map_or("–".to_owned(), |heads| heads.to_string())
    }

    /// What people call a fund.
    fn fund(&self, fund: usize) -> String {
        self.audit.corpus.title_of(Loc::item(Collection::Funds, fund)).to_owned()
    }

    /// Open findings about an item and everything in it, the most harmful first.
    fn findings_about(&self, address: &str) -> impl Iterator<Item = &Finding> {
        self.about.get(address).into_iter().flatten().copied()
    }
}

/// Open findings by each beginning of their address that ends where a step does.
fn by_address(audit: &Audit) -> FxHashMap<&str, Vec<&Finding>> {
    let mut all: FxHashMap<&str, Vec<&Finding>> = FxHashMap::default();
    for finding in audit.gaps.iter().map(|gap| &audit.outcome.findings[gap.finding]) {
        let item = finding.item.as_deref().unwrap_or("");
        let steps = item.match_indices('/').map(|(at, _)| &item[..at]);
        steps.chain([item]).for_each(|address| all.entry(address).or_default().push(finding));
    }
    all
}
