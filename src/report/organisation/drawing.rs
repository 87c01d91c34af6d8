//! The organisation as boxes and arrows: reporting lines drawn through, support lines in dots.

use super::Chart;
use crate::analysis::organisation::{Boss, End, Place, Support};
use crate::render::mermaid::{Arrow, Flowchart, Run};
use rustc_hash::FxHashMap;

/// More arrows than many viewers draw.
const MANY: usize = 500;

/// Boxes for the places that are shown and for whoever supports someone inside; arrows from above to below.
pub fn drawing(chart: &Chart<'_>) -> Flowchart {
    let mut drawing = Drawing { chart, flowchart: Flowchart::new(Run::Down), boxes: FxHashMap::default(), several: FxHashMap::default() };
    for at in (0..chart.inside.len()).filter(|&at| chart.shows(at)) {
        drawing.place(at);
    }
    for at in (0..chart.inside.len()).filter(|&at| chart.shows(at)) {
        drawing.lines(at);
    }
    let mut flowchart = drawing.flowchart;
    let arrows = flowchart.arrows.len();
    if arrows > MANY {
        flowchart.remarks.push(format!("{arrows} arrows: many viewers draw at most {MANY}; --unit draws a part"));
    }
    flowchart
}

struct Drawing<'c, 'a> {
    chart: &'c Chart<'a>,
    flowchart: Flowchart,
    /// The box of each place.
    boxes: FxHashMap<usize, usize>,
    /// The box that stands for one of several places of a role.
    several: FxHashMap<usize, usize>,
}

impl Drawing<'_, '_> {
    fn add(&mut self, lines: Vec<String>) -> usize {
        self.flowchart.boxes.push(lines);
        self.flowchart.boxes.len() - 1
    }

    fn place(&mut self, at: usize) -> usize {
        if let Some(&known) = self.boxes.get(&at) {
            return known;
        }
        let place = &self.chart.organisation.places[at];
        let unit = place.unit.map(|unit| self.chart.unit_title(unit).to_owned());
        let outside = (!self.chart.inside[at]).then(|| "outside this unit".to_owned());
        let title = self.chart.title(place.role).to_owned();
        let lines = [Some(title), unit, self.chart.held(place), self.chart.waits(place), outside].into_iter().flatten().collect();
        let added = self.add(lines);
        self.boxes.insert(at, added);
        added
    }

    fn end(&mut self, end: End) -> usize {
        match end {
            End::Place(at) => self.place(at),
            End::Several(role) => {
                if let Some(&known) = self.several.get(&role) {
                    return known;
                }
                let added = self.add(vec![self.chart.title(role).to_owned(), "which of them is not stated".to_owned()]);
                self.several.insert(role, added);
                added
            }
        }
    }

    fn lines(&mut self, at: usize) {
        let Place { boss, supports, .. } = &self.chart.organisation.places[at];
        let to = self.place(at);
        if let Some(Boss { end, cut }) = *boss {
            let label = if cut { "a circle, cut here" } else { "" };
            self.arrow(end, to, label, false);
        }
        for Support { end, by_unit } in supports.iter().filter(|_| self.chart.inside[at]) {
            self.arrow(*end, to, if *by_unit { "coaches" } else { "supports" }, true);
        }
    }

    fn arrow(&mut self, from: End, to: usize, label: &str, dotted: bool) {
        let from = self.end(from);
        self.flowchart.arrows.push(Arrow { from, to, label: label.to_owned(), dotted });
    }
}
