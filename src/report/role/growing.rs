//! What a role needs to be able to do, how that is learnt and shown, and where the role can lead.

use super::Material;
use crate::analysis::development::Need;
use crate::audit::limits::RUNGS;
use crate::model::{Collection, Competency, Evidence, Item, Loc, Offering, Ref, target};
use crate::render::Document;
use crate::report::{figure, listed, several};
use crate::text::Span;

/// Each competency with what is seen at the level asked, how to learn it and how to show it.
pub(super) fn competencies(material: &Material<'_, '_>, document: &mut Document) {
    let needs: Vec<&Need<'_>> = material.facts.needs.of_role(material.at).collect();
    if needs.is_empty() {
        return;
    }
    document.heading(2, "What it takes");
    for need in needs {
        let competency = &material.audit.corpus.competencies[need.competency];
        let title = material.title(Loc::item(Collection::Competencies, need.competency));
        document.heading(3, need.level().map_or(title.clone(), |level| format!("{title}: {level}")));
        if let Some(statement) = &competency.statement {
            document.paragraph(statement.value.trim());
        }
        document.points(points(material, need, competency));
    }
}

fn points(material: &Material<'_, '_>, need: &Need<'_>, competency: &Item<Competency>) -> Vec<(String, Vec<String>)> {
    let expects = need.requirement.expects.expects.iter().map(|text| text.value.trim().to_owned()).collect();
    let level = need.level();
    let at_level = competency.indicators.iter().filter(|entry| Some(&*entry.key.value) == level);
    let seen = at_level.flat_map(|entry| entry.value.iter()).map(|text| text.value.trim().to_owned()).collect();
    let path = material.facts.needs.path(need);
    let offerings =
        path.open.iter().filter_map(|&at| competency.offerings[..].get(at)).map(|entry| offering(&entry.value, entry.id())).collect();
    let evidence =
        path.evidence.iter().filter_map(|&at| competency.evidence[..].get(at)).map(|entry| shown(material, &entry.value)).collect();
    let parts: [(&str, Vec<String>, Option<&str>); 4] = [
        ("Expected in this role", expects, None),
        ("What others see", seen, level.map(|_| "indicators at this level")),
        ("How to develop it", offerings, Some("a way to learn it that leads to this level and is open to this role")),
        ("How to show it", evidence, Some("evidence at this level")),
    ];
    let mut points = Vec::new();
    let mut absent = Vec::new();
    for (name, lines, missing) in parts {
        match (lines.is_empty(), missing) {
            (false, _) => points.push((name.to_owned(), lines)),
            (true, Some(missing)) => absent.push(missing.to_owned()),
            (true, None) => {}
        }
    }
    if !absent.is_empty() {
        points.push((format!("Not in the files: {}.", listed(&absent)), Vec::new()));
    }
    points
}

fn offering(offering: &Offering, id: &str) -> String {
    let title = offering.title.as_ref().map_or(id, |title| title.value.trim());
    let words = [
        offering.kind.map(|kind| kind.value.name().replace('-', " ")),
        offering.mode.map(|mode| mode.value.name().replace('-', " ")),
        offering.hours.map(|hours| format!("{} hours", figure(hours.value))),
        offering.reaches.as_ref().map(|level| format!("leads to {}", level.value)),
    ];
    let words: Vec<String> = words.into_iter().flatten().collect();
    if words.is_empty() { title.to_owned() } else { format!("{title} ({})", words.join(", ")) }
}

fn shown(material: &Material<'_, '_>, evidence: &Evidence) -> String {
    let artefact = evidence.artefact.as_ref().map_or("not described", |artefact| artefact.value.trim());
    match &evidence.judged_by {
        Some(judge) => format!("{artefact} (judged by {})", material.titles([judge]).concat()),
        None => artefact.to_owned(),
    }
}

/// The careers on which the role is a rung, with what comes before and after.
pub(super) fn pathways(material: &Material<'_, '_>, document: &mut Document) {
    let mut seen = None;
    let mut lines = Vec::new();
    for edge in material.audit.corpus.edges_to(material.loc()) {
        let at = edge.from.index();
        if edge.from.collection() != Collection::Pathways || seen.replace(at) == Some(at) {
            continue;
        }
        lines.extend(on_pathway(material, at, edge.span));
    }
    if !lines.is_empty() {
        document.heading(2, "Where it can lead");
        document.lines(lines);
    }
}

/// The role among the rungs around it; `span` is where the pathway first names it.
fn on_pathway(material: &Material<'_, '_>, at: usize, span: Span) -> Option<String> {
    let path = &material.audit.corpus.pathways[at];
    let here = Some(material.loc());
    // Rungs stand in the order written, so that the place is found without going through them.
    let found = path.rungs.binary_search_by_key(&span, |rung| rung.span).ok().filter(|&step| path.rungs[step].to == here);
    let step = found.or_else(|| path.rungs.iter().position(|rung| rung.to == here))?;
    let (first, last) = (step.saturating_sub(RUNGS), (step + RUNGS + 1).min(path.rungs.len()));
    let one = |rung: &Ref<target::Role>| {
        let title = material.titles([rung]).concat();
        if rung.to == here { format!("{title} (this role)") } else { title }
    };
    let before = (first > 0).then(|| format!("{} before", several(first, "rung", "rungs")));
    let after = path.rungs.len() - last;
    let after_words = (after > 0).then(|| format!("{} after", several(after, "rung", "rungs")));
    let is_cut = before.is_some() || after_words.is_some();
    let steps: Vec<String> = before.into_iter().chain(path.rungs[first..last].iter().map(one)).chain(after_words).collect();
    let rest = if is_cut { format!(" (“rolewright show pathways/{}” lists them all)", path.id()) } else { String::new() };
    Some(format!("{}: {}{rest}", material.title(Loc::item(Collection::Pathways, at)), steps.join(" → ")))
}
