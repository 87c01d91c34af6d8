//! Who reaches whom: which roles coach teachers, how much coaching each school has, and which grades and
//! subjects of a school the people responsible for a priority reach.

use super::Facts;
use super::people::Post;
use super::post_terms::Locals;
use super::work::Act;
use crate::model::{Collection, Corpus, Family, Item, List, Loc, Role, Text, Unit, UnitKind};
use crate::text::Exact;
use rustc_hash::{FxHashMap, FxHashSet};

/// Who coaches and who is coached, by role.
#[derive(Debug)]
pub struct Coaching {
    /// Whether a role coaches teachers: it is of the coach family, says so, or a teacher role or post names it.
    pub coaches_teachers: Vec<bool>,
    /// Whether the role itself, or one that coaches it, says that it has support.
    pub supported: Vec<bool>,
}

impl Coaching {
    /// Reads roles and staff.
    pub fn of(corpus: &Corpus) -> Self {
        let mut coaching = Coaching { coaches_teachers: vec![false; corpus.roles.len()], supported: vec![false; corpus.roles.len()] };
        for (at, role) in corpus.roles.iter().enumerate() {
            coaching.coaches_teachers[at] |= is_family(role, Family::Coach);
            for coached in role.coaches.iter().flat_map(|coaches| coaches.roles.iter()).filter_map(|coached| coached.to) {
                coaching.supported[coached.index()] = true;
                let family = corpus.roles[coached.index()].family;
                // A coached role that states no family may well teach.
                coaching.coaches_teachers[at] |= family.is_none_or(|family| family.value == Family::Teacher);
            }
            coaching.supported[at] |= !role.supported_by.is_empty();
            for coach in role.supported_by.iter().filter(|_| is_family(role, Family::Teacher)).filter_map(|by| by.to) {
                coaching.coaches_teachers[coach.index()] = true;
            }
        }
        coaching.read_staff(corpus);
        coaching
    }

    fn read_staff(&mut self, corpus: &Corpus) {
        for unit in &corpus.units {
            for staff in unit.staff.iter() {
                let coached = corpus.role(staff.key.to).is_some_and(|role| is_family(role, Family::Teacher));
                let Some(coach) = staff.value.detail.coached_by.as_ref().filter(|_| coached) else { continue };
                if let Some(role) = coach.to.and_then(|to| coach_role(corpus, to, &coach.text)) {
                    self.coaches_teachers[role] = true;
                }
            }
        }
    }
}

/// The role of a coach named by role or by the code of a holder.
pub fn coach_role(corpus: &Corpus, to: Loc, text: &str) -> Option<usize> {
    if to.collection() == Collection::Roles {
        return Some(to.index());
    }
    let staff = corpus.units[to.index()].staff.iter().find(|staff| staff.value.detail.holders.get(text).is_some())?;
    staff.key.to.map(Loc::index)
}

fn is_family(role: &Role, family: Family) -> bool {
    role.family.is_some_and(|of| of.value == family)
}

/// Whether anyone is meant to be in a post: a count of zero says nobody is, no count does not.
pub fn is_held(post: &Post) -> bool {
    post.heads != Some(0)
}

/// Whether a unit is a school.
pub fn is_school(unit: &Item<Unit>) -> bool {
    unit.kind.is_some_and(|kind| kind.value == UnitKind::School)
}

/// The school that a unit is, or is in.
pub fn school_of(facts: &Facts<'_>, unit: usize) -> Option<usize> {
    facts.people.line(unit).find(|&up| is_school(&facts.corpus.units[up]))
}

/// A school's teachers and the coaching time they have there.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct SchoolCoaching {
    /// The school.
    pub school: usize,
    /// People in roles of the teacher family; absent where a post does not say how many.
    pub teachers: Option<Exact>,
    /// Full positions of coaching: of coaches and teacher-leaders who coach teachers, the part of their time that is
    /// released (all of it for a coach whose release is not stated); absent where a part is not known.
    pub coaching: Option<Exact>,
}

/// Teachers and coaching of every school, in the order of the units. Coaches above the schools serve all and count for none.
pub fn school_coaching(facts: &Facts<'_>) -> Vec<SchoolCoaching> {
    let (corpus, coaching, local) = (facts.corpus, Coaching::of(facts.corpus), Locals::new(facts));
    let schools = (0..corpus.units.len()).filter(|&at| is_school(&corpus.units[at]));
    let mut all: Vec<SchoolCoaching> =
        schools.map(|school| SchoolCoaching { school, teachers: Some(Exact::ZERO), coaching: Some(Exact::ZERO) }).collect();
    let mut teaching: Vec<Vec<&Post>> = vec![Vec::new(); all.len()];
    for post in &facts.people.posts {
        let Some(at) = school_of(facts, post.unit).and_then(|school| all.binary_search_by_key(&school, |one| one.school).ok()) else {
            continue;
        };
        let role = &corpus.roles[post.role];
        if is_family(role, Family::Teacher) {
            teaching[at].push(post);
        } else if coaching.coaches_teachers[post.role] && (is_family(role, Family::Coach) || is_family(role, Family::TeacherLeader)) {
            let release = local.of(post).release.map(|release| release.value.share());
            let share = release.or(is_family(role, Family::Coach).then_some(Exact::ONE));
            all[at].coaching = all[at].coaching.zip(post.fte.zip(share)).map(|(sum, (fte, share))| sum + fte * share);
        }
    }
    for (school, posts) in all.iter_mut().zip(teaching) {
        school.teachers = facts.people.count(posts).map(Exact::from);
    }
    all
}

/// A grade and subject of a school; absent where the priority names none.
pub type Cell<'a> = (Option<&'a str>, Option<&'a str>);

/// `grade 2 mathematics, grade 3 mathematics`, at most so many of them.
pub fn cells(cells: &[Cell<'_>], most: usize) -> String {
    let named = cells.iter().take(most).map(|(grade, subject)| {
        let words = [grade.map(|grade| format!("grade {grade}")), subject.map(str::to_owned)];
        words.into_iter().flatten().collect::<Vec<_>>().join(" ")
    });
    let named = named.collect::<Vec<_>>().join(", ");
    match cells.len().saturating_sub(most) {
        0 => named,
        more => format!("{named} and {more} more"),
    }
}

/// How far the people responsible for a priority reach in one school.
#[derive(Clone, Debug)]
pub struct Reach<'a> {
    /// The school.
    pub school: usize,
    /// How many cells of the school the priority is for.
    pub cells: usize,
    /// Those that nobody responsible reaches, by grade and subject in the priority's order.
    pub missed: Vec<Cell<'a>>,
}

/// Why a school's reach is not known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoReach {
    /// The priority names grades, and the school does not say which it teaches.
    Grades,
    /// The same for subjects.
    Subjects,
    /// Nobody is listed in the school.
    Staff,
}

/// Those responsible for a priority: units in which they work, and whether a committee without a place is among them.
#[derive(Debug, Default)]
pub struct Responsible {
    /// Where a role or committee responsible for it works, at or below a school, by school.
    local: FxHashMap<usize, Vec<usize>>,
    /// The same above schools.
    above: FxHashSet<usize>,
    everywhere: bool,
}

impl Responsible {
    /// Those with R in an action of the priority, and with A where an action names nobody with R.
    pub fn of(facts: &Facts<'_>, priority: usize) -> Self {
        let mut all = Responsible::default();
        let mut actors: Vec<Loc> = facts.work.acts_of(priority).iter().flat_map(doers).collect();
        actors.sort_unstable();
        actors.dedup();
        for actor in actors {
            if actor.collection() == Collection::Committees {
                let place = facts.corpus.committees[actor.index()].place.as_ref().and_then(|place| place.to);
                all.everywhere |= place.is_none();
                place.into_iter().for_each(|place| all.work_in(facts, place.index()));
            } else {
                facts.people.posts_of(actor.index()).filter(|post| is_held(post)).for_each(|post| all.work_in(facts, post.unit));
            }
        }
        all
    }

    fn work_in(&mut self, facts: &Facts<'_>, unit: usize) {
        match school_of(facts, unit) {
            Some(school) => self.local.entry(school).or_default().push(unit),
            None => drop(self.above.insert(unit)),
        }
    }

    /// Whether nobody responsible works anywhere.
    pub fn is_nowhere(&self) -> bool {
        !self.everywhere && self.local.is_empty() && self.above.is_empty()
    }

    /// How far they reach in a school; absent where the priority is not for any of its grades or subjects.
    pub fn reach<'a>(&self, facts: &Facts<'a>, priority: usize, school: usize) -> Option<Result<Reach<'a>, NoReach>> {
        let corpus = facts.corpus;
        let wanted = &corpus.priorities[priority];
        let taught = |field: Field| stated(facts, school, field);
        let grades = match both(&wanted.grades, taught(grades_of)) {
            Ok(grades) => grades,
            Err(Unstated) => return Some(Err(NoReach::Grades)),
        };
        let subjects = match both(&wanted.subjects, taught(subjects_of)) {
            Ok(subjects) => subjects,
            Err(Unstated) => return Some(Err(NoReach::Subjects)),
        };
        let cells: Vec<Cell<'a>> = grades.iter().flat_map(|&grade| subjects.iter().map(move |&subject| (grade, subject))).collect();
        if cells.is_empty() {
            return None;
        }
        let above = facts.people.line(school).filter(|up| self.above.contains(up));
        let units: Vec<usize> = self.local.get(&school).into_iter().flatten().copied().chain(above).collect();
        let reached = |cell: &Cell<'_>| self.everywhere || units.iter().any(|&unit| is_for(facts, unit, cell));
        let missed = cells.iter().copied().filter(|cell| !reached(cell)).collect();
        Some(Ok(Reach { school, cells: cells.len(), missed }))
    }
}

/// How far one priority reaches: absent where one of the roles responsible for it is held nowhere.
#[derive(Debug)]
pub struct PriorityReach<'a> {
    /// The priority.
    pub priority: usize,
    /// The schools it is for, each with how far those responsible reach there.
    pub schools: Option<Vec<(usize, Result<Reach<'a>, NoReach>)>>,
}

/// The reach of every active priority that names grades or subjects.
pub fn reaches<'a>(facts: &Facts<'a>) -> Vec<PriorityReach<'a>> {
    let staffed: FxHashSet<usize> = facts.people.posts.iter().flat_map(|post| facts.people.line(post.unit)).collect();
    let mut all = Vec::new();
    for (at, priority) in facts.work.active().filter(|(_, priority)| !priority.grades.is_empty() || !priority.subjects.is_empty()) {
        let responsible = Responsible::of(facts, at);
        let place = priority.place.as_ref().and_then(|place| place.to).map(Loc::index);
        let schools = (0..facts.corpus.units.len()).filter(|&unit| is_school(&facts.corpus.units[unit]));
        let schools = schools.filter(|&school| place.is_none_or(|place| facts.people.line(school).any(|up| up == place)));
        let reach = |school: usize| {
            let reach = responsible.reach(facts, at, school)?;
            // Those above a school reach it even if nobody is listed in it.
            let unlisted = !staffed.contains(&school) && matches!(&reach, Ok(reach) if !reach.missed.is_empty());
            Some((school, if unlisted { Err(NoReach::Staff) } else { reach }))
        };
        // Who could reach the others may be whoever is still to be found: vacant-duty has that.
        let vacant = facts.people.is_staffed()
            && facts
                .work
                .acts_of(at)
                .iter()
                .flat_map(doers)
                .any(|doer| doer.collection() == Collection::Roles && !facts.people.posts_of(doer.index()).any(is_held));
        let schools = (!responsible.is_nowhere() && !vacant).then(|| schools.filter_map(reach).collect());
        all.push(PriorityReach { priority: at, schools });
    }
    all
}

fn doers(act: &Act<'_>) -> Vec<Loc> {
    let with = |letter: &'static str| -> Vec<Loc> { act.holding(letter).map(|held| held.actor).collect() };
    let responsible = with("R");
    if responsible.is_empty() { with("A") } else { responsible }
}

type Field = fn(&Unit) -> &List<Text>;

fn grades_of(unit: &Unit) -> &List<Text> {
    &unit.grades
}

fn subjects_of(unit: &Unit) -> &List<Text> {
    &unit.subjects
}

/// The grades or subjects of a unit: its own, else those of the nearest unit above that states any.
fn stated<'a>(facts: &Facts<'a>, unit: usize, field: Field) -> &'a [Text] {
    let units: &'a [Item<Unit>] = &facts.corpus.units;
    facts.people.line(unit).map(|up| &**field(&units[up])).find(|stated| !stated.is_empty()).unwrap_or(&[])
}

struct Unstated;

/// What is both wanted and taught; nothing wanted is one cell for all.
fn both<'a>(wanted: &'a [Text], taught: &'a [Text]) -> Result<Vec<Option<&'a str>>, Unstated> {
    if wanted.is_empty() {
        return Ok(vec![None]);
    }
    if taught.is_empty() {
        return Err(Unstated);
    }
    let taught: FxHashSet<&str> = taught.iter().map(|text| &*text.value).collect();
    Ok(wanted.iter().map(|text| &*text.value).filter(|word| taught.contains(word)).map(Some).collect())
}

/// Whether a priority is for a unit: for some of its grades and subjects, or for all where either states none.
pub fn concerns(facts: &Facts<'_>, priority: usize, unit: usize) -> bool {
    let wanted = &facts.corpus.priorities[priority];
    let some = |wanted: &[Text], field: Field| both(wanted, stated(facts, unit, field)).map_or(true, |shared| !shared.is_empty());
    some(&wanted.grades, grades_of) && some(&wanted.subjects, subjects_of)
}

/// Whether work in a unit is for a cell: the unit states the grade and subject, or states none.
fn is_for(facts: &Facts<'_>, unit: usize, (grade, subject): &Cell<'_>) -> bool {
    let has = |field: Field, wanted: &Option<&str>| {
        let stated = stated(facts, unit, field);
        wanted.is_none_or(|wanted| stated.is_empty() || stated.iter().any(|text| &*text.value == wanted))
    };
    has(grades_of, grade) && has(subjects_of, subject)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::load::{Sources, load};

    #[test]
    fn coaching_time_is_counted_by_school() {
        let text = "
decisions:
  release: {question: How much release?, stance: loose, governs: lead.release}
roles:
  teacher: {title: Teacher, family: teacher, supported_by: lead}
  lead: {title: Lead, family: teacher-leader, release: 50%}
  coach: {title: Coach, family: coach}
  head: {title: Head, family: school-leader, coaches: {roles: teacher}}
units:
  all: {title: All, kind: system, staff: {coach: 3}}
  one: {title: One, kind: school, parent: all, staff: {teacher: 4, head: 1}, overrides: {lead: {release: 25%}}}
  team: {title: Team, kind: team, parent: one, staff: {lead: 2, teacher: 6}}
  two: {title: Two, kind: school, parent: all, staff: {teacher: 5, lead: 1, coach: {count: 2, fte: 1.5}}}
  zoo: {title: Zoo, kind: school, staff: {teacher: {fte: 1.0}}}
";
        let (corpus, _) = load(&Sources::from_texts([("a.yaml", text)]));
        let facts = Facts::new(&corpus, jiff::civil::date(2026, 11, 22));
        let some = |number: f64| Some(Exact::from(number));
        let found: Vec<_> = school_coaching(&facts).iter().map(|s| (corpus.units[s.school].id(), s.teachers, s.coaching)).collect();
        assert_eq!(found, [("one", some(10.0), some(0.5)), ("two", some(5.0), some(2.0)), ("zoo", None, some(0.0))]);
    }
}
