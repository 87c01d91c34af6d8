//! Does support go where it is needed? Coaching in the neediest quarter of schools and in the least needy one.

use super::Facts;
use super::coverage::SchoolCoaching;
use crate::text::Exact;

/// A school of which need, teachers and coaching are all known.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct School {
    /// The unit.
    pub unit: usize,
    /// Need of its learners, in percent.
    pub need: f64,
    /// People in roles of the teacher family, at least one.
    pub teachers: Exact,
    /// Full positions of coaching.
    pub coaching: Exact,
}

/// What a school does not say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unsaid {
    /// How great the need of its learners is.
    Need,
    /// How many teachers it has.
    Teachers,
    /// How much time those who coach there have for it.
    Coaching,
}

impl Unsaid {
    /// What is not stated, and the field that would say it.
    pub fn unlock(self) -> (&'static str, &'static str) {
        match self {
            Unsaid::Need => ("the school does not say how great the need of its learners is", "units.ID.need"),
            Unsaid::Teachers => ("the school does not say how many teachers it has", "units.ID.staff"),
            Unsaid::Coaching => ("a role that coaches there does not say how much of its time is for that", "roles.ID.release"),
        }
    }
}

/// A school, where all that is asked for is known.
pub fn known(facts: &Facts<'_>, school: &SchoolCoaching) -> Result<School, Unsaid> {
    let need = facts.corpus.units[school.school].need.ok_or(Unsaid::Need)?.value.0;
    let teachers = school.teachers.filter(|&teachers| teachers > Exact::ZERO).ok_or(Unsaid::Teachers)?;
    let coaching = school.coaching.ok_or(Unsaid::Coaching)?;
    Ok(School { unit: school.school, need, teachers, coaching })
}

/// Two quarters of the schools; with fewer than eight schools, one school each.
#[derive(Debug)]
pub struct Quarters {
    /// The neediest, the greatest need first.
    pub needy: Vec<School>,
    /// The least needy, the greatest need first.
    pub easy: Vec<School>,
}

impl Quarters {
    /// Of at least two schools.
    pub fn of(mut schools: Vec<School>) -> Option<Self> {
        schools.sort_by(|a, b| b.need.total_cmp(&a.need).then(a.unit.cmp(&b.unit)));
        let quarter = (schools.len() / 4).max(1);
        let easy = schools.split_off(schools.len().checked_sub(quarter).filter(|&rest| rest > 0)?);
        schools.truncate(quarter);
        Some(Quarters { needy: schools, easy })
    }

    /// Whether need differs between the two at all.
    pub fn differ(&self) -> bool {
        self.needy.first().map(|school| school.need) != self.easy.last().map(|school| school.need)
    }
}

/// Coaching, teachers, and coaching positions for ten teachers, over some schools; absent without teachers.
pub fn per_ten(schools: &[School]) -> Option<(Exact, Exact, Exact)> {
    let coaching: Exact = schools.iter().map(|school| school.coaching).sum();
    let teachers: Exact = schools.iter().map(|school| school.teachers).sum();
    (teachers > Exact::ZERO).then(|| (coaching, teachers, coaching * 10_u32 / teachers))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn school(unit: usize, need: f64) -> School {
        School { unit, need, teachers: 10_u32.into(), coaching: unit.into() }
    }

    #[test]
    fn quarters_never_share_a_school() {
        assert!(Quarters::of(vec![school(0, 50.0)]).is_none());
        let eight = (0..8).map(|unit| school(unit, unit as f64 * 10.0)).collect();
        let quarters = Quarters::of(eight).expect("eight schools");
        let units = |schools: &[School]| schools.iter().map(|school| school.unit).collect::<Vec<_>>();
        assert_eq!((units(&quarters.needy), units(&quarters.easy)), (vec![7, 6], vec![1, 0]));
        // (7 + 6) ÷ 20 × 10.
        assert_eq!(per_ten(&quarters.needy), Some((13.0.into(), 20.0.into(), 6.5.into())));
        assert!(quarters.differ());
        let alike = Quarters::of(vec![school(0, 50.0), school(1, 50.0)]).expect("two schools");
        assert!(!alike.differ());
    }
}
