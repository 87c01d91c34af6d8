//! Who reports to whom, as lines that can be asked at any depth: how many steps is one role above another?

use super::circles::circles;
use crate::model::{Corpus, Loc};

/// The reporting lines of all roles. A circle (reported by its own rule) is cut: its members report to nobody here.
#[derive(Debug)]
pub struct Reporting {
    /// The first and last number of each role's branch, when branches are numbered from the top down: a role is
    /// below another exactly where its numbers lie within the other's.
    branch: Vec<(usize, usize)>,
    depth: Vec<usize>,
}

impl Reporting {
    /// Reads `reports_to` of every role.
    pub fn new(corpus: &Corpus) -> Self {
        Self::of(corpus.roles.iter().map(|role| role.reports_to.as_ref().and_then(|to| to.to).map(Loc::index)).collect())
    }

    fn of(mut managers: Vec<Option<usize>>) -> Self {
        for member in circles(&managers).into_iter().flatten() {
            managers[member] = None;
        }
        let mut reports = vec![Vec::new(); managers.len()];
        for (role, manager) in managers.iter().enumerate() {
            if let Some(manager) = *manager {
                reports[manager].push(role);
            }
        }
        let mut lines = Reporting { branch: vec![(0, 0); managers.len()], depth: vec![0; managers.len()] };
        let tops = managers.iter().enumerate().filter(|(_, manager)| manager.is_none()).map(|(role, _)| role);
        let mut number = 0;
        for top in tops {
            lines.walk(top, &reports, &mut number);
        }
        lines
    }

    /// Numbers one branch from its top, with its own stack, since lines from a stranger's file may be deep.
    fn walk(&mut self, top: usize, reports: &[Vec<usize>], number: &mut usize) {
        let mut open = vec![(top, 0)];
        self.branch[top].0 = *number;
        while let Some((role, child)) = open.pop() {
            let Some(&below) = reports[role].get(child) else {
                self.branch[role].1 = *number;
                continue;
            };
            open.push((role, child + 1));
            *number += 1;
            self.branch[below].0 = *number;
            self.depth[below] = self.depth[role] + 1;
            open.push((below, 0));
        }
        *number += 1;
    }

    /// How many reporting steps lead from `below` up to `above`; 0 for the same role, absent where none do.
    pub fn steps_up(&self, below: usize, above: usize) -> Option<usize> {
        let (first, last) = *self.branch.get(above)?;
        let (number, _) = *self.branch.get(below)?;
        (first..=last).contains(&number).then(|| self.depth[below] - self.depth[above])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn steps_are_counted_along_the_line_only() {
        // 1 and 2 report to 0, 3 to 1, 4 to 3; 5 stands alone.
        let lines = Reporting::of(vec![None, Some(0), Some(0), Some(1), Some(3), None]);
        assert_eq!((lines.steps_up(4, 0), lines.steps_up(3, 1), lines.steps_up(2, 2)), (Some(3), Some(1), Some(0)));
        assert_eq!((lines.steps_up(0, 4), lines.steps_up(2, 1), lines.steps_up(5, 0), lines.steps_up(9, 0)), (None, None, None, None));
    }

    #[test]
    fn a_circle_is_cut_and_depth_is_no_matter() {
        let lines = Reporting::of(vec![Some(1), Some(0), Some(0)]);
        assert_eq!((lines.steps_up(0, 1), lines.steps_up(2, 0)), (None, Some(1)));
        let deep = Reporting::of((0..100_000_usize).map(|at| at.checked_sub(1)).collect());
        assert_eq!(deep.steps_up(99_999, 0), Some(99_999));
    }
}
