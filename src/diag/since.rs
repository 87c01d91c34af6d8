//! What was there before: a run compared with an earlier state counts only what is new since.

use super::{Level, Outcome, Status};

/// The earlier state, and what became of its findings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Since {
    /// Its name for people: `main (1f2e3d4)`.
    pub name: String,
    /// The commit in full, where it is one.
    pub commit: Option<String>,
    /// Findings that were open then and are now, and are left aside.
    pub older: usize,
    /// Findings that were open then and are gone.
    pub fixed: usize,
}

impl Outcome {
    /// Leaves aside the findings at those positions, which were open before, and decides anew whether the run fails.
    pub fn leave_aside(&mut self, older: impl IntoIterator<Item = usize>, since: Since, fail_on: Level) {
        for at in older {
            if let Some(finding) = self.findings.get_mut(at).filter(|finding| finding.is_open()) {
                finding.status = Status::Older;
                match finding.level {
                    Level::Error => self.summary.error -= 1,
                    Level::Warning => self.summary.warning -= 1,
                    Level::Advice => self.summary.advice -= 1,
                }
            }
        }
        self.failed = self.findings.iter().any(|finding| finding.is_open() && finding.level >= fail_on);
        self.since = Some(since);
    }
}
