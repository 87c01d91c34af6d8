//! Whole frameworks side by side: what is written down, who works there, and the indicators.

use super::figures::{ABOUT, EMPHASIS, refuse};
use super::{Cell, Head, Row, Section, SideBySide};
use crate::analysis::decision_rights::{DecisionRights, Verdict, overrides};
use crate::audit::Audit;
use crate::audit::indicators::{self, Indicator};
use crate::model::{Decision, Stance, UnitKind};

type Named = (String, Audit);

pub(super) fn compare(audits: &[Named]) -> SideBySide {
    let head = |(name, audit): &Named| {
        let title = audit.corpus.settings.name.as_ref().map_or(name.as_str(), |title| &title.value);
        Head { name: name.clone(), title: title.to_owned() }
    };
    SideBySide { of: "frameworks", heads: audits.iter().map(head).collect(), sections: vec![written_down(audits), figures(audits)] }
}

fn row(audits: &[Named], label: &str, cell: impl Fn(&Audit) -> Cell) -> Row {
    Row::new(label, audits.iter().map(|(_, audit)| cell(audit)).collect())
}

fn written_down(audits: &[Named]) -> Section {
    let schools = |audit: &Audit| {
        let units = audit.corpus.units.iter();
        units.filter(|unit| unit.kind.is_some_and(|kind| kind.value == UnitKind::School)).count()
    };
    let stance = |wanted: Stance| {
        move |audit: &Audit| {
            let of = |decision: &Decision| decision.stance.map(|stance| stance.value);
            let stated = audit.corpus.decisions.iter().filter(|decision| of(decision).is_some()).count();
            let these = audit.corpus.decisions.iter().filter(|decision| of(decision) == Some(wanted)).count();
            Cell::of(these, stated, "no decision says whether it is tight or loose (decisions.ID.stance)")
        }
    };
    let people = |audit: &Audit| {
        let facts = audit.facts();
        let heads = facts.people.count(&facts.people.posts);
        match heads.filter(|_| facts.people.is_staffed()) {
            Some(heads) => Cell::number(f64::from(heads)),
            None => Cell::none("how many people work there is not stated (units.ID.staff)"),
        }
    };
    let rows = vec![
        row(audits, "active priorities", |audit| Cell::count(active(audit))),
        row(audits, "roles", |audit| Cell::count(audit.corpus.roles.len())),
        row(audits, "competencies", |audit| Cell::count(audit.corpus.competencies.len())),
        row(audits, "decisions held tight", stance(Stance::Tight)),
        row(audits, "decisions left loose", stance(Stance::Loose)),
        row(audits, "local changes that a decision allows", |audit| {
            let (facts, changes) = (audit.facts(), overrides(&audit.corpus));
            let rights = DecisionRights::new(&facts);
            let lawful = changes.iter().filter(|local| rights.judge(local) == Verdict::Lawful).count();
            Cell::of(lawful, changes.len(), "no unit changes anything about a role")
        }),
        row(audits, "schools", |audit| Cell::count(schools(audit))),
        row(audits, "people", people),
    ];
    Section {
        title: "What is written down",
        about: "More is not better: one framework may say in few words what another says in many.",
        rows,
        notes: Vec::new(),
    }
}

fn active(audit: &Audit) -> usize {
    audit.corpus.priorities.iter().filter(|priority| priority.is_own() && priority.is_active()).count()
}

fn figures(audits: &[Named]) -> Section {
    let all: Vec<Vec<Indicator>> = audits.iter().map(|(_, audit)| indicators::all(audit)).collect();
    let mut section = Section { title: "Indicators", about: ABOUT, rows: Vec::new(), notes: Vec::new() };
    for meta in indicators::catalogue() {
        let of =
            |indicators: &'_ [Indicator]| indicators.iter().find(|one| one.meta.id == meta.id).and_then(|one| one.figures.first().cloned());
        let found: Vec<_> = all.iter().map(|indicators| of(indicators)).collect();
        let cell = |figure: &Option<indicators::Figure>| figure.as_ref().map_or_else(|| Cell::none("nothing was counted"), Cell::figure);
        let mut row = Row::new(meta.id, found.iter().map(cell).collect());
        row.figure = found.into_iter().flatten().next();
        section.rows.push(row);
        section.notes.extend(open(audits, &all, meta.id));
        if meta.id == EMPHASIS {
            let counts: Vec<(&str, usize)> = audits.iter().map(|(name, audit)| (name.as_str(), active(audit))).collect();
            refuse(&counts, "rolewright align", &mut section);
        }
    }
    section
}

/// How much of an indicator could not be assessed in each framework that leaves something open.
fn open(audits: &[Named], all: &[Vec<Indicator>], id: &str) -> Option<String> {
    let said = audits.iter().zip(all).filter_map(|((name, _), indicators)| {
        let one = indicators.iter().find(|one| one.meta.id == id).filter(|one| one.total > one.assessed)?;
        Some(format!("{name} {} of {} {}", one.total - one.assessed, one.total, one.things))
    });
    let said: Vec<String> = said.collect();
    (!said.is_empty()).then(|| format!("{id}, not assessed and in no number: {}.", said.join("; ")))
}
