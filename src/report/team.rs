//! `report team`: the card of a team or school. Which team this is, who is in it, how it is supported and by whom,
//! and how its goals serve what every learner should leave with.

use super::{at, figure, listed, several};
use crate::analysis::Facts;
use crate::analysis::coverage::concerns;
use crate::analysis::organisation::{Held, Place};
use crate::analysis::within::place;
use crate::audit::Audit;
use crate::audit::limits::WIDER;
use crate::model::{Collection, Item, Loc, Per, Priority, Role, Unit, UnitKind};
use crate::render::{Column, Document, Table};
use crate::report::Chart;
use rustc_hash::FxHashSet;

/// The card of one unit.
pub fn team(audit: &Audit, facts: &Facts<'_>, index: usize) -> Document {
    let chart = Chart::new(audit, facts, None);
    card(audit, facts, &chart, &Grounds::new(audit, facts, &chart), index)
}

/// The same for whoever makes many cards, and what they stand on once.
pub(super) fn card(audit: &Audit, facts: &Facts<'_>, chart: &Chart<'_>, grounds: &Grounds, index: usize) -> Document {
    let unit = &audit.corpus.units[index];
    let card = Card { audit, facts, index, unit, chart, grounds };
    let mut document = Document::default();
    document.heading(1, card.title(Loc::item(Collection::Units, index)));
    document.facts(card.facts());
    card.people(&mut document);
    card.support(&mut document);
    card.groups(&mut document);
    card.goals(&mut document);
    document.aside(format!("As the files say on {}: {}.", audit.as_of, at(audit, unit.span())));
    document
}

/// What every card stands on: what belongs to which unit, and which role has a part in what.
#[derive(Debug)]
pub(super) struct Grounds {
    /// Whether someone works in each unit itself.
    pub(super) is_staffed: Vec<bool>,
    /// By unit: its places on the chart, the units just below it, and its committees and priorities.
    places: Vec<Vec<usize>>,
    below: Vec<Vec<usize>>,
    committees: Vec<Vec<usize>>,
    priorities: Vec<Vec<usize>>,
    /// By role: the active priorities in which it has a part.
    engaged: Vec<Vec<usize>>,
}

impl Grounds {
    /// Looks once through everything.
    pub(super) fn new(audit: &Audit, facts: &Facts<'_>, chart: &Chart<'_>) -> Self {
        let corpus = &audit.corpus;
        let units = || vec![Vec::new(); corpus.units.len()];
        let mut all = Grounds {
            is_staffed: vec![false; corpus.units.len()],
            places: units(),
            below: units(),
            committees: units(),
            priorities: units(),
            engaged: vec![Vec::new(); corpus.roles.len()],
        };
        for (at, spot) in chart.organisation.places.iter().enumerate() {
            spot.unit.iter().for_each(|&unit| all.places[unit].push(at));
        }
        facts.people.posts.iter().for_each(|post| all.is_staffed[post.unit] = true);
        for unit in 0..corpus.units.len() {
            facts.people.line(unit).nth(1).iter().for_each(|&up| all.below[up].push(unit));
        }
        for (at, committee) in corpus.committees.iter().enumerate() {
            place(committee.place.as_ref()).iter().for_each(|&unit| all.committees[unit].push(at));
        }
        for (at, priority) in facts.work.active() {
            place(priority.place.as_ref()).iter().for_each(|&unit| all.priorities[unit].push(at));
            facts.work.engaged(at).into_iter().for_each(|role| all.engaged[role].push(at));
        }
        all
    }
}

struct Card<'m, 'a> {
    audit: &'a Audit,
    facts: &'m Facts<'a>,
    index: usize,
    unit: &'a Item<Unit>,
    chart: &'m Chart<'a>,
    grounds: &'m Grounds,
}

impl<'a> Card<'_, 'a> {
    fn title(&self, loc: Loc) -> String {
        self.audit.corpus.title_of(loc).to_owned()
    }

    fn role_title(&self, role: usize) -> String {
        self.title(Loc::item(Collection::Roles, role))
    }

    fn facts(&self) -> Vec<(String, String)> {
        let unit = self.unit;
        let words =
            |list: &crate::model::List<crate::model::Text>| list.iter().map(|one| one.value.to_string()).collect::<Vec<_>>().join(", ");
        let above: Vec<String> =
            self.facts.people.line(self.index).skip(1).map(|up| self.title(Loc::item(Collection::Units, up))).collect();
        let below = self.grounds.below[self.index].iter();
        let below: Vec<String> = below.copied().map(|other| self.title(Loc::item(Collection::Units, other))).collect();
        let all = [
            ("Kind", unit.kind.map(|kind| kind.value.name().to_owned()).unwrap_or_default()),
            ("Part of", above.join(", ")),
            ("Teams below", below.join(", ")),
            ("Grades", words(&unit.grades)),
            ("Subjects", words(&unit.subjects)),
            ("Learners", unit.learners.map(|learners| learners.value.0.to_string()).unwrap_or_default()),
            ("Teachers in their first years", unit.novices.map(|novices| novices.value.0.to_string()).unwrap_or_default()),
        ];
        all.into_iter().filter(|(_, value)| !value.is_empty()).map(|(name, value)| (name.to_owned(), value)).collect()
    }

    /// The places of this unit itself.
    fn places(&self) -> Vec<&Place> {
        self.grounds.places[self.index].iter().map(|&at| &self.chart.organisation.places[at]).collect()
    }

    fn people(&self, document: &mut Document) {
        document.heading(2, "Who is in it");
        let places = self.places();
        if places.is_empty() {
            document.paragraph("The files do not say who works here (units.ID.staff).");
            return;
        }
        let mut table =
            Table::new(vec![Column::text("Role"), Column::number("People"), Column::text("Reports to"), Column::text("Supported by")]);
        for place in places {
            table.row([self.role_title(place.role), heads(place), self.boss(place), self.supporters(place)]);
        }
        document.table(table);
        document.aside("– means not stated.");
    }

    fn boss(&self, place: &Place) -> String {
        place.boss.map_or_else(|| "–".to_owned(), |boss| self.chart.end(boss.end, place.unit))
    }

    fn supporters(&self, place: &Place) -> String {
        let names: Vec<String> = place.supports.iter().map(|support| self.chart.end(support.end, place.unit)).collect();
        if names.is_empty() { "–".to_owned() } else { listed(&names) }
    }

    /// What those who support this unit's people do with them, from their own routines.
    fn support(&self, document: &mut Document) {
        let mut points: Vec<(String, Vec<String>)> = Vec::new();
        let mut seen = FxHashSet::default();
        for place in self.places() {
            for role in place.supports.iter().map(|support| self.chart.organisation.role_of(support.end)) {
                if seen.insert(role) {
                    let lines = routines(&self.audit.corpus.roles[role]);
                    points.push((self.role_title(role), lines));
                }
            }
        }
        points.retain(|(_, lines)| !lines.is_empty());
        if !points.is_empty() {
            document.heading(2, "How you are supported");
            document.points(points);
        }
    }

    /// Committees placed here or in the school around it, with what they are for. Which of the system's committees
    /// this unit's people sit on, nobody says.
    fn groups(&self, document: &mut Document) {
        let mut here: Vec<usize> = self.around().flat_map(|unit| self.grounds.committees[unit].iter().copied()).collect();
        here.sort_unstable();
        let here = here.into_iter().map(|at| (at, &self.audit.corpus.committees[at]));
        let points: Vec<(String, Vec<String>)> = here
            .map(|(at, committee)| {
                let place = committee.place.as_ref().and_then(|place| place.to).filter(|to| to.index() != self.index);
                let of = place.map(|to| format!(" ({})", self.title(to))).unwrap_or_default();
                let purpose = committee.purpose.iter().map(|purpose| purpose.value.trim().to_owned());
                (format!("{}{of}", self.title(Loc::item(Collection::Committees, at))), purpose.collect())
            })
            .collect();
        if !points.is_empty() {
            document.heading(2, "Where it meets others");
            document.points(points);
        }
    }

    /// The unit and those above it, as far as the school.
    fn around(&self) -> impl Iterator<Item = usize> {
        let wide =
            |up: &usize| self.audit.corpus.units[*up].kind.is_some_and(|kind| matches!(kind.value, UnitKind::System | UnitKind::Network));
        self.facts.people.line(self.index).filter(move |up| *up == self.index || !wide(up))
    }

    /// The active priorities in which a role of this unit has a part, and what they serve.
    fn goals(&self, document: &mut Document) {
        let roles: Vec<usize> = self.places().iter().map(|place| place.role).collect();
        let line: FxHashSet<usize> = self.facts.people.line(self.index).collect();
        let own = self.grounds.priorities[self.index].iter();
        let mut may = roles.iter().flat_map(|&role| &self.grounds.engaged[role]).chain(own).copied().collect::<Vec<usize>>();
        may.sort_unstable();
        may.dedup();
        let goals = may.into_iter().map(|at| (at, &self.audit.corpus.priorities[at])).filter(|(at, priority)| {
            let place = place(priority.place.as_ref());
            let ours = place.is_none_or(|place| line.contains(&place));
            place == Some(self.index) || (ours && concerns(self.facts, *at, self.index))
        });
        let goals: Vec<(usize, &Item<Priority>)> = goals.collect();
        document.heading(2, "What it works toward");
        if goals.is_empty() {
            document.paragraph("No active priority gives work to a role that is staffed here (priorities.ID.actions.ID.raci).");
            return;
        }
        for (at, priority) in goals {
            document.heading(3, self.title(Loc::item(Collection::Priorities, at)));
            if let Some(success) = &priority.success {
                document.paragraph(format!("Success looks like: {}", success.value.trim()));
            }
            document.points(self.parts(at, &roles));
            self.serves(priority, document);
        }
    }

    /// Who in this unit does what.
    fn parts(&self, priority: usize, roles: &[usize]) -> Vec<(String, Vec<String>)> {
        let mut points = Vec::new();
        for &role in roles {
            let loc = Loc::item(Collection::Roles, role);
            let mut details = Vec::new();
            for act in self.facts.work.acts_of(priority) {
                let title = act.entry.value.title.as_ref().map_or(act.entry.id(), |title| title.value.trim());
                match (act.gives("A", loc), act.gives("R", loc)) {
                    (true, true) => details.push(format!("answers for it and does it: {title}")),
                    (true, false) => details.push(format!("answers for it: {title}")),
                    (false, true) => details.push(format!("does it: {title}")),
                    (false, false) => {}
                }
            }
            if !details.is_empty() {
                points.push((self.role_title(role), details));
            }
        }
        points
    }

    /// From the priority up to what every learner should leave with. Circles, which a rule reports, end it.
    fn serves(&self, priority: &Item<Priority>, document: &mut Document) {
        let corpus = &self.audit.corpus;
        let mut chain = vec![priority];
        let mut known = FxHashSet::from_iter([priority.id()]);
        while let Some(parent) = chain.last().filter(|_| chain.len() <= WIDER).and_then(|last| last.parent.as_ref()?.to) {
            let parent = &corpus.priorities[parent.index()];
            if !known.insert(parent.id()) {
                break;
            }
            chain.push(parent);
        }
        for wider in &chain[1..] {
            document.paragraph(format!("It is part of: {}", wider.title.as_ref().map_or(wider.id(), |title| title.value.trim())));
        }
        if chain.len() > WIDER && chain.last().is_some_and(|last| last.parent.is_some()) {
            document.aside(format!(
                "That one is part of others, which are left out here; “rolewright trace priorities/{}” goes on.",
                chain[WIDER].id()
            ));
        }
        let mut outcomes: Vec<usize> =
            chain.iter().flat_map(|one| one.outcomes.iter()).filter_map(|outcome| outcome.to).map(Loc::index).collect();
        let mut seen = FxHashSet::default();
        outcomes.retain(|at| seen.insert(*at));
        if outcomes.is_empty() {
            document.aside("Which outcome for learners it serves is not stated (priorities.ID.outcomes).");
            return;
        }
        document.paragraph("It serves what every learner should leave with:");
        document.lines(outcomes.into_iter().map(|at| {
            let statement = corpus.outcomes[at].statement.as_ref().map_or(String::new(), |text| format!(": {}", text.value.trim()));
            format!("{}{statement}", self.title(Loc::item(Collection::Outcomes, at)))
        }));
    }
}

fn heads(place: &Place) -> String {
    match place.held {
        Held::By(people) => people.to_string(),
        Held::Vacant => "0".to_owned(),
        Held::Uncounted | Held::Unstaffed => "–".to_owned(),
    }
}

/// `visit: 45 minutes, every week, with each person` for what happens with those who are supported.
fn routines(role: &Item<Role>) -> Vec<String> {
    let with_others = role.routines.iter().filter(|entry| matches!(entry.value.per.map(|per| per.value), Some(Per::Person | Per::Team)));
    with_others
        .map(|entry| {
            let routine = &entry.value;
            let whom = if routine.per.map(|per| per.value) == Some(Per::Person) { "with each person" } else { "with the team" };
            let minutes = routine.minutes.map(|minutes| format!("{} minutes", figure(minutes.value)));
            let often = routine.per_week.map(|times| match times.value {
                once if (once - 1.0).abs() < 1e-9 => "every week".to_owned(),
                half if (half - 0.5).abs() < 1e-9 => "every other week".to_owned(),
                whole if whole.fract() == 0.0 => format!("{} a week", several(whole as usize, "time", "times")),
                times => format!("{} times a week", figure(times)),
            });
            let said: Vec<String> = [minutes, often, Some(whom.to_owned())].into_iter().flatten().collect();
            format!("{}: {}", entry.id().replace('-', " "), said.join(", "))
        })
        .collect()
}
