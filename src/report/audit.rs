//! `report audit`: a document a consultant could hand over after light editing.
//!
//! Sections with nothing to say are left out, or say what is missing.

mod annex;
mod competencies;
mod governance;
mod priorities;
mod recommendations;
mod roles;
mod scope;
mod sources;
mod summary;

use crate::analysis::Facts;
use crate::audit::Audit;
use crate::audit::alignment::Alignment;
use crate::audit::gaps::Gap;
use crate::audit::indicators::{self, Indicator};
use crate::audit::recommendations::{Recommendation, recommendations};
use crate::audit::shown::Shown;
use crate::load::Committed;
use crate::render::Document;

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
}

/// The whole report.
pub fn audit(audit: &Audit, committed: Option<&Committed>) -> Document {
    let facts = audit.facts();
    let material = Material {
        audit,
        recommendations: recommendations(audit, &facts),
        committed,
        facts,
        alignment: Alignment::of(audit, &Shown::everything(false)),
        gaps: &audit.gaps,
        indicators: indicators::all(audit),
    };
    let mut document = Document::default();
    scope::scope(&material, &mut document);
    summary::summary(&material, &mut document);
    priorities::cards(&material, &mut document);
    roles::roles(&material, &mut document);
    governance::who_decides(&material, &mut document);
    competencies::competencies(&material, &mut document);
    governance::committees(&material, &mut document);
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
    /// Open findings about an item and everything in it, the most harmful first.
    fn findings_about<'s>(&'s self, address: &'s str) -> impl Iterator<Item = &'s crate::diag::Finding> {
        self.gaps.iter().map(|gap| &self.audit.outcome.findings[gap.finding]).filter(move |finding| {
            let item = finding.item.as_deref().unwrap_or("");
            item.strip_prefix(address).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
        })
    }
}
