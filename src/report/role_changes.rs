//! `diff --role`: what a change means for whoever holds one role.

use super::consequences::{self, Points, week};
use super::{change, several};
use crate::audit::change::{Comparison, RoleView, RoleWeek, State, Why};
use crate::render::Document;

/// The whole report.
pub fn role_changes(comparison: &Comparison<'_>, view: &RoleView<'_>, states: &[State; 2]) -> Document {
    let mut document = Document::default();
    document.heading(1, format!("What changes for {}", view.title));
    let people = match view.affected.map(|affected| (affected.heads, affected.units.len())) {
        Some((Some(heads), units)) if heads > 0 => {
            format!(" {} in {} hold this role.", several(heads as usize, "person", "people"), several(units, "unit", "units"))
        }
        _ => String::new(),
    };
    document.paragraph(format!(
        "roles/{}, from {} to {}, as of {}.{people}",
        view.role,
        states[0].shown(),
        states[1].shown(),
        comparison.head.as_of
    ));
    super::diff::notes(comparison.head, &mut document);
    let section = |name: &str, points: Points, document: &mut Document| {
        if !points.is_empty() {
            document.heading(2, name);
            document.points(points);
        }
    };
    section("The role itself", touching(comparison, view, Why::Itself), &mut document);
    section("Where the change names it", touching(comparison, view, Why::Named), &mut document);
    section("Work it has a part in", touching(comparison, view, Why::Tied), &mut document);
    section("The week", lines(view.weeks.iter().map(week_line)), &mut document);
    section("New findings about it", findings(comparison, view), &mut document);
    let settled = view.fixed.iter().map(|&at| consequences::finding(comparison.base, at, false)).collect();
    section("Settled findings about it", settled, &mut document);
    section("Who must approve", view.approvals.iter().map(|approval| consequences::approval(approval)).collect(), &mut document);
    if view.affected.is_none() && view.weeks.is_empty() && view.new.is_empty() {
        document.paragraph("Nothing changes for this role.");
    }
    document
}

fn touching(comparison: &Comparison<'_>, view: &RoleView<'_>, why: Why) -> Points {
    let touches = view.affected.iter().flat_map(|affected| &affected.touches).filter(|touch| touch.why == why);
    touches
        .filter_map(|touch| {
            let change = comparison.diff.items.get(touch.item)?;
            let fields: Vec<_> = touch.fields.iter().filter_map(|&at| change.fields.get(at)).collect();
            Some(change::item_with(comparison, change, &fields))
        })
        .collect()
}

fn findings(comparison: &Comparison<'_>, view: &RoleView<'_>) -> Points {
    view.new.iter().map(|&at| consequences::finding(comparison.head, at, true)).collect()
}

fn lines(lines: impl Iterator<Item = String>) -> Points {
    lines.map(|line| (line, Vec::new())).collect()
}

fn week_line(known: &RoleWeek) -> String {
    let holder = known.holder.as_ref().map_or_else(String::new, |code| format!(" ({code})"));
    let told = match (known.before, known.after) {
        (Some(before), Some(after)) => format!("{} → {}", week(before), week(after)),
        (None, Some(after)) => format!("{}, not assessed before", week(after)),
        (Some(before), None) => format!("{} before, not assessed any more", week(before)),
        (None, None) => "not assessed".to_owned(),
    };
    format!("In {}{holder}: {told}.", known.unit)
}
