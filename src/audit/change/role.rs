//! What a change means for one role: what touches it, its weeks before and after, findings and approvals about it.

use super::load::{self, RoleWeek};
use super::{Affected, Approval, Comparison};
use crate::audit::Audit;
use crate::model::Address;

/// A change, as one role sees it.
#[derive(Debug)]
pub struct RoleView<'c> {
    /// Its id after; before, where it is gone.
    pub role: String,
    /// What people call it.
    pub title: String,
    /// What touches it; absent where nothing does.
    pub affected: Option<&'c Affected>,
    /// Its weeks on both sides, by unit; those that stay as they are left out.
    pub weeks: Vec<RoleWeek>,
    /// New findings about it: positions after.
    pub new: Vec<usize>,
    /// Settled findings about it: positions before.
    pub fixed: Vec<usize>,
    /// Who must approve what concerns it.
    pub approvals: Vec<&'c Approval>,
}

impl Comparison<'_> {
    /// The view of the role with that id, after or before; absent where there is no such role on either side.
    pub fn role(&self, id: &str) -> Option<RoleView<'_>> {
        let id = id.strip_prefix("roles/").unwrap_or(id);
        let [base, head] = [&self.base.corpus, &self.head.corpus];
        let id = if head.roles.find(id).is_some() { id } else { self.diff.new_id(crate::model::Collection::Roles, id) };
        let role = head.roles.find(id).or_else(|| base.roles.find(id))?;
        let about = |audit: &Audit, all: &[usize]| all.iter().copied().filter(|&at| is_about(audit, at, id)).collect();
        let field = format!("roles/{id}.");
        let local = format!(": {id}.");
        let approvals = self.approvals.must.iter();
        Some(RoleView {
            title: role.title.as_ref().map_or(role.id(), |title| &title.value).to_owned(),
            affected: self.affected.iter().find(|affected| affected.role == id),
            weeks: load::role_weeks(self, id),
            new: about(self.head, &self.findings.new),
            fixed: about(self.base, &self.findings.fixed),
            approvals: approvals.filter(|a| a.about.iter().any(|about| about.starts_with(&field) || about.contains(&local))).collect(),
            role: id.to_owned(),
        })
    }
}

/// Whether a finding is about a role: it names it as its item, or points at its name.
fn is_about(audit: &Audit, at: usize, id: &str) -> bool {
    let finding = &audit.outcome.findings[at];
    let item = finding.item.as_deref().map(Address::parse);
    let named = item.is_some_and(|address| address.id == id && address.collection == Some(crate::model::Collection::Roles));
    named || finding.span.is_some_and(|span| audit.sources.files.slice(span) == id)
}
