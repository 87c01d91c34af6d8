//! Who reports to whom, and who supports whom, place by place: the lines of an organisation chart.
//!
//! A place is a role in a unit; a role that no unit has stands for itself. Lines go to the nearest post above, as
//! spans count them: in the same unit, else in those above it. Where nobody there holds the role, they are waiting.

use super::Facts;
use super::circles::circles;
use super::post_terms::{Locals, Terms};
use super::seats::layout;
use super::span::Places;
use crate::model::{Loc, Role};
use rustc_hash::FxHashMap;

/// Whether anyone holds a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Held {
    /// By so many people.
    By(u32),
    /// The unit does not say by how many.
    Uncounted,
    /// By nobody on this day.
    Vacant,
    /// No unit has the role.
    Unstaffed,
}

/// Where a line leads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End {
    /// To a place, by position.
    Place(usize),
    /// To one of several places of a role elsewhere: which, nobody says.
    Several(usize),
}

/// A line from a place up to whom it reports.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Boss {
    /// Whom it reports to.
    pub end: End,
    /// Whether the line leads back to where it began; such a line is cut here, so that the chart has an end.
    pub cut: bool,
}

/// A line from a place to whoever supports it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Support {
    /// Who supports it.
    pub end: End,
    /// Whether the unit says so (`coached_by`); else the role does (`supported_by`).
    pub by_unit: bool,
}

/// A role in a unit, or a role that no unit has.
#[derive(Clone, Debug)]
pub struct Place {
    /// The role.
    pub role: usize,
    /// The unit.
    pub unit: Option<usize>,
    /// Whether anyone holds it.
    pub held: Held,
    /// The codes of its holders, in the order written, as far as they are listed.
    pub codes: Vec<String>,
    /// Whom it reports to.
    pub boss: Option<Boss>,
    /// The role it is to report to, where nobody in its unit or above it has that role.
    pub waits_for: Option<usize>,
    /// Who supports it, each once.
    pub supports: Vec<Support>,
}

/// Every place: posts by unit in the order written, then the roles that no unit has, by id.
#[derive(Debug)]
pub struct Organisation {
    /// The places.
    pub places: Vec<Place>,
    /// Whether any unit says who works there.
    pub is_staffed: bool,
    /// Where each place stands when a unit comes before those below it.
    order: Vec<(usize, usize)>,
}

impl Organisation {
    /// Draws the lines.
    pub fn new(facts: &Facts<'_>) -> Self {
        let lines = Lines::new(facts);
        let posts = (0..facts.people.posts.len()).map(|post| lines.of_post(post));
        let mut places: Vec<Place> = posts.chain(lines.unstaffed.iter().map(|&role| lines.of_role(role))).collect();
        cut_circles(&mut places);
        let units = layout(facts);
        let last = usize::MAX;
        let order = places.iter().enumerate().map(|(at, place)| (place.unit.map_or(last, |unit| units[unit].0), at)).collect();
        Organisation { places, is_staffed: facts.people.is_staffed(), order }
    }

    /// The places that report to none, and those that report to each place: a unit's own people before those of
    /// the units below it. A cut line counts as none.
    pub fn below(&self) -> (Vec<usize>, Vec<Vec<usize>>) {
        let mut below = vec![Vec::new(); self.places.len()];
        let mut tops = Vec::new();
        for (at, place) in self.places.iter().enumerate() {
            match self.boss(at) {
                Some(boss) if place.boss.is_some_and(|boss| !boss.cut) => below[boss].push(at),
                _ => tops.push(at),
            }
        }
        below.iter_mut().chain([&mut tops]).for_each(|places| places.sort_by_key(|&at| self.order[at]));
        (tops, below)
    }

    /// The role at the end of a line.
    pub fn role_of(&self, end: End) -> usize {
        match end {
            End::Place(at) => self.places[at].role,
            End::Several(role) => role,
        }
    }

    /// The place that a place reports to, cut or not, where it is one.
    pub fn boss(&self, at: usize) -> Option<usize> {
        match self.places.get(at)?.boss?.end {
            End::Place(boss) => Some(boss),
            End::Several(_) => None,
        }
    }
}

struct Lines<'f, 'a> {
    facts: &'f Facts<'a>,
    places: Places<'f>,
    locals: Locals<'f>,
    /// Roles that no unit has, by id.
    unstaffed: Vec<usize>,
    /// Their positions among the places.
    at: FxHashMap<usize, usize>,
    /// Every post, held or not, by unit and role.
    all: FxHashMap<(usize, usize), usize>,
}

impl<'f, 'a: 'f> Lines<'f, 'a> {
    fn new(facts: &'f Facts<'a>) -> Self {
        let posts = &facts.people.posts;
        let mut has = vec![false; facts.corpus.roles.len()];
        posts.iter().for_each(|post| has[post.role] = true);
        let unstaffed: Vec<usize> = (0..has.len()).filter(|&role| !has[role]).collect();
        let at = unstaffed.iter().enumerate().map(|(at, &role)| (role, posts.len() + at)).collect();
        let all = posts.iter().enumerate().map(|(at, post)| ((post.unit, post.role), at)).collect();
        Lines { facts, places: Places::new(facts), locals: Locals::new(facts), unstaffed, at, all }
    }

    fn of_post(&self, at: usize) -> Place {
        let post = &self.facts.people.posts[at];
        let held = match post.heads {
            Some(0) => Held::Vacant,
            Some(heads) => Held::By(heads),
            None => Held::Uncounted,
        };
        let named = self.locals.of(post).reports_to;
        let boss = named.and_then(|role| self.end(Some(post.unit), role));
        Place {
            role: post.role,
            unit: Some(post.unit),
            held,
            codes: post.listed.iter().map(|part| part.code.to_string()).collect(),
            boss: boss.map(|end| Boss { end, cut: false }),
            waits_for: named.filter(|_| boss.is_none()),
            supports: self.supports(at),
        }
    }

    fn of_role(&self, role: usize) -> Place {
        let item = &self.facts.corpus.roles[role];
        let boss = Terms::of_role(item).reports_to.and_then(|boss| self.end(None, boss));
        let supports = self.meant(None, item);
        let boss = boss.map(|end| Boss { end, cut: false });
        Place { role, unit: None, held: Held::Unstaffed, codes: Vec::new(), boss, waits_for: None, supports }
    }

    /// Whoever the unit names as coach; where it names none, those whom the role names.
    fn supports(&self, at: usize) -> Vec<Support> {
        let post = &self.facts.people.posts[at];
        let staff = &self.facts.corpus.units[post.unit].staff[post.entry].value.detail;
        let Some(coach) = &staff.coached_by else { return self.meant(Some(post.unit), &self.facts.corpus.roles[post.role]) };
        let end = match coach.to {
            Some(to) if self.facts.corpus.role(Some(to)).is_some() => self.end(Some(post.unit), to.index()),
            // A coach may be named by a holder's code.
            Some(_) => self.places.of_holder(&coach.text, post.role, post.unit).map(End::Place),
            None => None,
        };
        end.map(|end| Support { end, by_unit: true }).into_iter().collect()
    }

    fn meant(&self, unit: Option<usize>, role: &Role) -> Vec<Support> {
        let named = role.supported_by.iter().filter_map(|named| named.to).map(Loc::index);
        let mut ends: Vec<End> = Vec::new();
        for end in named.filter_map(|role| self.end(unit, role)) {
            if !ends.contains(&end) {
                ends.push(end);
            }
        }
        ends.into_iter().map(|end| Support { end, by_unit: false }).collect()
    }

    /// Where a line to a role leads: from a unit to the nearest post in it or above that someone holds, else to a vacant
    /// one there, else to the role itself where no unit has it; from a role that no unit has, to wherever it is.
    fn end(&self, unit: Option<usize>, role: usize) -> Option<End> {
        let near = unit.and_then(|unit| self.places.nearest(unit, role));
        let vacant = || unit.and_then(|unit| self.facts.people.line(unit).find_map(|up| self.all.get(&(up, role)).copied()));
        match (near.or_else(vacant), self.places.of_role(role)) {
            (Some(post), _) => Some(End::Place(post)),
            (None, []) => self.at.get(&role).copied().map(End::Place).or_else(|| self.any_vacant(role).filter(|_| unit.is_none())),
            // Whoever works elsewhere is not theirs to go to: they are waiting.
            (None, _) if unit.is_some() => None,
            (None, [only]) => Some(End::Place(*only)),
            (None, _) => Some(End::Several(role)),
        }
    }

    /// A role whose posts are all vacant, and elsewhere.
    fn any_vacant(&self, role: usize) -> Option<End> {
        let mut posts = self.facts.people.posts.iter().enumerate().filter(|(_, post)| post.role == role).map(|(at, _)| at);
        match (posts.next(), posts.next()) {
            (Some(only), None) => Some(End::Place(only)),
            (Some(_), Some(_)) => Some(End::Several(role)),
            _ => None,
        }
    }
}

/// Cuts each circle where its first place reports on.
fn cut_circles(places: &mut [Place]) {
    let next: Vec<Option<usize>> = places
        .iter()
        .map(|place| match place.boss?.end {
            End::Place(boss) => Some(boss),
            End::Several(_) => None,
        })
        .collect();
    for circle in circles(&next) {
        if let Some(boss) = circle.first().and_then(|&first| places[first].boss.as_mut()) {
            boss.cut = true;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::load::{Sources, load};
    use crate::model::Corpus;

    /// Each place as `role@unit`, then who is above it.
    fn lines(text: &str) -> Vec<String> {
        let (corpus, _) = load(&Sources::from_texts([("framework.yaml", text)]));
        let facts = Facts::new(&corpus, jiff::civil::date(2026, 11, 22));
        let organisation = Organisation::new(&facts);
        let told = |place: &Place| {
            let end = |end: End| match end {
                End::Place(at) => name(&corpus, &organisation.places[at]),
                End::Several(role) => format!("one of {}", corpus.roles[role].id()),
            };
            let boss = place.boss.map_or(String::new(), |boss| format!(" < {}{}", end(boss.end), if boss.cut { " (cut)" } else { "" }));
            let supports =
                place.supports.iter().map(|support| format!(" ~ {}{}", end(support.end), if support.by_unit { "" } else { "?" }));
            format!("{}{boss}{}", name(&corpus, place), supports.collect::<String>())
        };
        organisation.places.iter().map(told).collect()
    }

    fn name(corpus: &Corpus, place: &Place) -> String {
        let unit = place.unit.map_or("-", |unit| corpus.units[unit].id());
        format!("{}@{unit}", corpus.roles[place.role].id())
    }

    #[test]
    fn lines_go_to_the_nearest_post_that_someone_holds() {
        let told = lines(
            "roles:\n  chief: {title: C}\n  head: {title: H, reports_to: chief}\n  coach: {title: K, reports_to: chief}\n  \
             teacher: {title: T, reports_to: head, supported_by: coach}\nunits:\n  a:\n    title: A\n    kind: school\n    staff: {head: 1, \
             teacher: {count: 4, coached_by: coach}}\n  b:\n    title: B\n    kind: team\n    parent: a\n    staff: {head: 0, teacher: 2}\n  \
             c:\n    title: C\n    kind: team\n    staff: {coach: 1, teacher: 3}\n  d:\n    title: D\n    kind: school\n    staff: {head: 1}\n",
        );
        assert_eq!(
            told,
            [
                "head@a < chief@-",
                "teacher@a < head@a",
                "head@b < chief@-",
                "teacher@b < head@a",
                "coach@c < chief@-",
                "teacher@c ~ coach@c?",
                "head@d < chief@-",
                "chief@-",
            ]
        );
    }

    #[test]
    fn circles_are_cut_once_and_long_lines_are_no_matter() {
        let circle = "roles:\n  a: {title: A, reports_to: b}\n  b: {title: B, reports_to: c}\n  c: {title: C, reports_to: a}\n  d: {title: D, reports_to: d}\n  e: {title: E, reports_to: b}\n";
        assert_eq!(lines(circle), ["a@- < b@- (cut)", "b@- < c@-", "c@- < a@-", "d@- < d@- (cut)", "e@- < b@-"]);
    }

    #[test]
    fn a_unit_may_lawfully_let_a_role_report_elsewhere() {
        let text = "roles:\n  head: {title: H}\n  lead: {title: L, reports_to: head}\n  teacher: {title: T, reports_to: head}\nunits:\n  a:\n    title: A\n    kind: school\n    staff: {head: 1, lead: 1, teacher: 9}\n    overrides:\n      teacher: {reports_to: lead}\n";
        assert_eq!(lines(text)[2], "teacher@a < head@a");
        let decided = "decisions:\n  who: {question: Who?, stance: loose, governs: teacher.reports_to}\n";
        assert_eq!(lines(&format!("{text}{decided}"))[2], "teacher@a < lead@a");
    }
}
