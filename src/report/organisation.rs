//! `org`: who reports to whom and who supports whom, as a tree to read and as boxes and arrows to draw.

mod drawing;

pub use drawing::drawing;

use super::{listed, several};
use crate::analysis::Facts;
use crate::analysis::organisation::{End, Held, Organisation, Place, Support};
use crate::audit::Audit;
use crate::render::Document;

/// How deep a branch is drawn; what hangs below goes on at this depth, with its depth in words.
const DEEPEST: usize = 12;

/// An organisation, or the part of it that was asked for.
#[derive(Debug)]
pub struct Chart<'a> {
    audit: &'a Audit,
    /// Every place and line.
    pub organisation: Organisation,
    /// The unit that was asked for.
    pub unit: Option<usize>,
    /// Whether each place is in what was asked for.
    pub inside: Vec<bool>,
    /// How many places each role has.
    places_of: Vec<usize>,
    /// Whether each place is shown all the same, because someone inside reports to it, at any distance.
    pub above: Vec<bool>,
}

impl<'a> Chart<'a> {
    /// The whole organisation, or a unit with all below it and the line above.
    pub fn new(audit: &'a Audit, facts: &Facts<'_>, unit: Option<usize>) -> Self {
        let organisation = Organisation::new(facts);
        let is_inside = |place: &Place| match (unit, place.unit) {
            (None, _) => true,
            (Some(asked), Some(own)) => facts.people.line(own).any(|up| up == asked),
            (Some(_), None) => false,
        };
        let inside: Vec<bool> = organisation.places.iter().map(is_inside).collect();
        let mut above = vec![false; inside.len()];
        for at in (0..inside.len()).filter(|&at| inside[at]) {
            let mut here = organisation.boss(at);
            while let Some(boss) = here.filter(|&boss| !inside[boss] && !above[boss]) {
                above[boss] = true;
                here = organisation.boss(boss);
            }
        }
        let mut places_of = vec![0; audit.corpus.roles.len()];
        organisation.places.iter().for_each(|place| places_of[place.role] += 1);
        Chart { audit, organisation, unit, inside, above, places_of }
    }

    /// Whether a place is on the chart.
    pub fn shows(&self, at: usize) -> bool {
        self.inside[at] || self.above[at]
    }

    fn title(&self, role: usize) -> &'a str {
        let item = &self.audit.corpus.roles[role];
        item.title.as_ref().map_or(item.id(), |title| &title.value)
    }

    fn unit_title(&self, unit: usize) -> &'a str {
        let item = &self.audit.corpus.units[unit];
        item.title.as_ref().map_or(item.id(), |title| &title.value)
    }

    /// `2 people (tl-01, tl-02)`; nothing in a framework that says of nobody where they work.
    fn held(&self, place: &Place) -> Option<String> {
        let codes = if place.codes.is_empty() { String::new() } else { format!(" ({})", place.codes.join(", ")) };
        match place.held {
            Held::By(people) => Some(format!("{}{codes}", several(people as usize, "person", "people"))),
            Held::Uncounted => Some("number of people not stated".to_owned()),
            Held::Vacant => Some("nobody at present".to_owned()),
            Held::Unstaffed => self.organisation.is_staffed.then(|| "no unit says who holds it".to_owned()),
        }
    }

    /// `Team Lead`, with the unit where it is another than `unit` and not the only one that has the role.
    pub(crate) fn end(&self, end: End, unit: Option<usize>) -> String {
        match end {
            End::Several(role) => format!("{} (which of them is not stated)", self.title(role)),
            End::Place(at) => {
                let place = &self.organisation.places[at];
                match place.unit.filter(|own| Some(*own) != unit && self.places_of[place.role] > 1) {
                    Some(own) => format!("{} in {}", self.title(place.role), self.unit_title(own)),
                    None => self.title(place.role).to_owned(),
                }
            }
        }
    }

    /// Whom it waits for: a role that it is to report to, and that nobody near has.
    fn waits(&self, place: &Place) -> Option<String> {
        place.waits_for.map(|role| format!("no {} in this unit or above it to report to", self.title(role)))
    }

    fn supports(&self, place: &Place) -> Vec<String> {
        let named = |by_unit: bool| -> Vec<String> {
            let own = place.supports.iter().filter(|support: &&Support| support.by_unit == by_unit);
            own.map(|support| self.end(support.end, place.unit)).collect()
        };
        let (coached, supported) = (named(true), named(false));
        let coached = (!coached.is_empty()).then(|| format!("coached by {}", listed(&coached)));
        let supported = (!supported.is_empty()).then(|| format!("supported by {}", listed(&supported)));
        coached.into_iter().chain(supported).collect()
    }
}

/// The chart as a tree of reporting lines, with support lines in words.
pub fn organisation(chart: &Chart<'_>) -> Document {
    let mut document = Document::default();
    document.heading(1, "Organisation");
    let shown = (0..chart.inside.len()).filter(|&at| chart.inside[at]).count();
    if shown == 0 {
        document.paragraph(match chart.unit {
            Some(unit) => format!("Nobody works in {} or below it: no role is staffed there.", chart.audit.corpus.units[unit].id()),
            None => "There are no roles yet.".to_owned(),
        });
        return document;
    }
    document.paragraph(summary(chart));
    document.tree(branches(chart));
    document.aside(legend(chart));
    document
}

fn summary(chart: &Chart<'_>) -> String {
    let corpus = &chart.audit.corpus;
    let places: Vec<&Place> =
        chart.organisation.places.iter().zip(&chart.inside).filter(|(_, inside)| **inside).map(|(place, _)| place).collect();
    if !chart.organisation.is_staffed {
        let roles = several(places.len(), "role", "roles");
        return format!("{roles}, as described: no unit says who works where (units.ID.staff would give numbers).");
    }
    let people: u32 = places.iter().map(|place| if let Held::By(people) = place.held { people } else { 0 }).sum();
    let known = if places.iter().any(|place| place.held == Held::Uncounted) { "at least " } else { "" };
    let mut roles: Vec<usize> = places.iter().map(|place| place.role).collect();
    roles.sort_unstable();
    roles.dedup();
    let unit = chart.unit.map(|unit| format!(" in {} and below it", corpus.units[unit].id())).unwrap_or_default();
    format!(
        "{}{unit}, {known}{}, as of {}.",
        several(roles.len(), "role", "roles"),
        several(people as usize, "person", "people"),
        chart.audit.as_of
    )
}

fn legend(chart: &Chart<'_>) -> String {
    let above = if chart.above.contains(&true) { " Whoever stands above the unit is shown as the line to it." } else { "" };
    format!(
        "A branch is a line of reporting. “coached by” is a line of support that a unit states for its people; “supported by” is one that the role states, where no unit says more.{above}"
    )
}

/// Every place with its depth, in the order of the tree. Walked with a stack of its own: lines from a stranger's
/// file may be long.
fn branches(chart: &Chart<'_>) -> Vec<(usize, String)> {
    let (tops, below) = chart.organisation.below();
    let mut lines = Vec::new();
    let mut open: Vec<(usize, usize)> = tops.into_iter().rev().map(|top| (top, 0)).collect();
    while let Some((at, depth)) = open.pop() {
        if !chart.shows(at) {
            continue;
        }
        let words = if depth > DEEPEST { format!("({depth} steps down) {}", line(chart, at)) } else { line(chart, at) };
        lines.push((depth.min(DEEPEST), words));
        open.extend(below[at].iter().rev().map(|&report| (report, depth + 1)));
    }
    lines
}

/// `Team Lead · Alder Elementary: 2 people (tl-01, tl-02), coached by …`
fn line(chart: &Chart<'_>, at: usize) -> String {
    let place = &chart.organisation.places[at];
    let boss = place.boss.filter(|boss| !boss.cut).and_then(|boss| match boss.end {
        End::Place(boss) => chart.organisation.places[boss].unit,
        End::Several(_) => None,
    });
    let unit = place.unit.filter(|unit| Some(*unit) != boss).map(|unit| format!(" · {}", chart.unit_title(unit))).unwrap_or_default();
    let mut said: Vec<String> = chart.held(place).into_iter().collect();
    if chart.inside[at] {
        said.extend(chart.supports(place));
    }
    match place.boss {
        Some(boss) if boss.cut => {
            said.push(format!("reports to {}, which leads back here: the circle is cut", chart.end(boss.end, place.unit)));
        }
        Some(boss) if matches!(boss.end, End::Several(_)) => said.push(format!("reports to {}", chart.end(boss.end, place.unit))),
        _ => said.extend(chart.waits(place)),
    }
    let said = if said.is_empty() { String::new() } else { format!(": {}", said.join(", ")) };
    format!("{}{unit}{said}", chart.title(place.role))
}
