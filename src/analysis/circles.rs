//! Where a relation that should lead upwards or onwards comes back to where it began.
//!
//! Each thing leads to at most one other (a role reports to one role), so a walk from anywhere either ends
//! or runs into one circle: every thing is looked at once, whatever the depth, and nothing recurses.

/// The circles of a relation in which `next[i]` is what `i` leads to. Each begins with its smallest member
/// and goes on in the order of the relation; circles are ordered by their first member.
pub fn circles(next: &[Option<usize>]) -> Vec<Vec<usize>> {
    // The walk on which each was first met; 0 is none.
    let mut met_on = vec![0_usize; next.len()];
    let mut found = Vec::new();
    for start in 0..next.len() {
        let walk = start + 1;
        let mut here = Some(start);
        while let Some(at) = here.filter(|&at| met_on.get(at) == Some(&0)) {
            met_on[at] = walk;
            here = next[at];
        }
        // Meeting a step of this same walk again closes a circle; meeting an earlier walk does not.
        if let Some(at) = here.filter(|&at| met_on.get(at) == Some(&walk)) {
            found.push(from_smallest(at, next));
        }
    }
    found.sort();
    found
}

fn from_smallest(on: usize, next: &[Option<usize>]) -> Vec<usize> {
    let mut members = vec![on];
    members.extend(std::iter::successors(next[on], |&at| next[at]).take_while(|&at| at != on));
    let smallest = members.iter().enumerate().min_by_key(|&(_, &member)| member).map_or(0, |(position, _)| position);
    members.rotate_left(smallest);
    members
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn circles_are_found_once_whatever_leads_into_them() {
        // 0 → 1 → 2 → 1; 3 → 3; 4 → nothing; 7 → 6 → 5 → 7.
        let next = [Some(1), Some(2), Some(1), Some(3), None, Some(7), Some(5), Some(6)];
        assert_eq!(circles(&next), [vec![1, 2], vec![3], vec![5, 7, 6]]);
    }

    #[test]
    fn a_long_line_is_no_circle_and_a_long_circle_is_one() {
        let n = 200_000;
        let mut next: Vec<Option<usize>> = (0..n).map(|at| Some(at + 1).filter(|&to| to < n)).collect();
        assert!(circles(&next).is_empty());
        next[n - 1] = Some(0);
        assert_eq!(circles(&next).len(), 1);
    }
}
