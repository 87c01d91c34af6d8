//! A card for each priority: what it is for, who acts, how it is measured, what it costs, what is missing.

use super::Material;
use super::annex::line;
use super::summary::status_line;
use crate::model::{Better, Item, Measure, Priority};
use crate::render::{Column, Document, Table};
use crate::report::{figure, progress};

/// Every active priority, then the others in a line each.
pub(super) fn cards(material: &Material<'_>, document: &mut Document) {
    let priorities = &material.audit.corpus.priorities;
    if priorities.is_empty() {
        return;
    }
    document.heading(2, "Priorities");
    let active: Vec<usize> = material.facts.work.active().map(|(at, _)| at).collect();
    if active.is_empty() {
        document.paragraph("No priority is active yet.");
    } else {
        document.paragraph("One card for each: what it is for, how it is measured, who acts (A answers for an action, R does it, C is consulted, I is informed), how it reaches from level to level, what it costs, and what is missing.");
        document.aside(super::costs::formula(material));
    }
    for at in active {
        card(material, at, document);
    }
    let others: Vec<String> =
        priorities.iter().filter(|p| !p.is_active()).map(|p| format!("{} ({}): {}", title(p), p.id(), status_line(p))).collect();
    if !others.is_empty() {
        document.heading(3, "Not active");
        document.lines(others);
    }
}

fn title(priority: &Item<Priority>) -> &str {
    priority.title.as_ref().map_or(priority.id(), |title| &title.value)
}

fn card(material: &Material<'_>, at: usize, document: &mut Document) {
    let priority = &material.audit.corpus.priorities[at];
    document.heading(3, title(priority));
    document.facts(facts(material, priority));
    if let Some(theory) = &priority.theory_of_action {
        let part = |who: &str, text: &Option<crate::model::Text>| {
            format!("{who}: {}", text.as_ref().map_or("not stated", |text| text.value.trim()))
        };
        document.lines([
            part("If leaders", &theory.leaders),
            part("then teachers", &theory.teachers),
            part("and students", &theory.students),
        ]);
    }
    document.table(measures(priority));
    if !priority.measures.is_empty() {
        document.table(progress::table(material.audit, &material.facts, at));
    }
    document.table(actions(material, at));
    super::chain::drawn(material, at, document);
    super::costs::of_priority(material, at, document);
    let address = priority.address().to_string();
    let found: Vec<String> = material.findings_about(&address).map(line).collect();
    if found.is_empty() {
        document.paragraph("No gap was found in what could be assessed of this priority.");
    } else {
        document.paragraph("What is missing:");
        document.lines(found);
    }
}

fn facts(material: &Material<'_>, priority: &Item<Priority>) -> Vec<(String, String)> {
    let mut facts = vec![("Status".to_owned(), status_line(priority))];
    let owner = priority.owner.as_ref().map_or("not stated".to_owned(), |owner| match material.audit.corpus.role(owner.to) {
        Some(role) => role.title.as_ref().map_or(role.id().to_owned(), |title| title.value.to_string()),
        None => owner.text.to_string(),
    });
    facts.push(("Owner".into(), owner));
    facts.extend(priority.weight.map(|weight| ("Weight".to_owned(), figure(weight.value))));
    facts.extend(priority.success.as_ref().map(|success| ("Success looks like".to_owned(), success.value.trim().to_owned())));
    if !priority.why.is_empty() {
        let why: Vec<&str> = priority.why.iter().map(|why| why.value.trim()).collect();
        facts.push(("Root causes".into(), why.join("; ")));
    }
    facts
}

fn measures(priority: &Priority) -> Table {
    let mut table = Table::new(vec![
        Column::text("Measure"),
        Column::text("Horizon"),
        Column::text("Baseline"),
        Column::text("Latest reading"),
        Column::text("Target"),
        Column::text("Collected by"),
    ]);
    for entry in &*priority.measures {
        let measure = &entry.value;
        let number = |number: &Option<crate::model::Number>| number.map_or("not stated".to_owned(), |number| figure(number.value));
        let title = measure.title.as_ref().map_or(entry.id(), |title| &title.value);
        let unit = measure.counted_in.as_ref().map_or(String::new(), |unit| format!(" ({}{})", unit.value, direction(measure)));
        let latest = measure.readings.iter().max_by_key(|reading| reading.key.value.first());
        table.row([
            format!("{title}{unit}"),
            measure.horizon.map_or("not stated".into(), |horizon| horizon.value.name().to_owned()),
            number(&measure.baseline),
            latest.map_or("none yet".into(), |reading| format!("{} on {}", figure(reading.value.value), reading.key.value)),
            target(measure),
            measure.collected_by.as_ref().map_or("not stated".into(), |role| role.text.to_string()),
        ]);
    }
    table
}

fn direction(measure: &Measure) -> &'static str {
    match measure.better.map(|better| better.value) {
        Some(Better::Lower) => ", lower is better",
        _ => "",
    }
}

fn target(measure: &Measure) -> String {
    let single = measure.target.map(|target| match &measure.due {
        Some(due) => format!("{} by {}", figure(target.value), due.value),
        None => figure(target.value),
    });
    let several = measure.targets.iter().map(|target| format!("{} by {}", figure(target.value.value), target.key.value));
    let all: Vec<String> = single.into_iter().chain(several).collect();
    if all.is_empty() { "not stated".into() } else { all.join("; ") }
}

fn actions(material: &Material<'_>, at: usize) -> Table {
    let mut table = Table::new(vec![
        Column::text("Action"),
        Column::text("Level"),
        Column::text("A answers"),
        Column::text("R does"),
        Column::text("C consulted"),
        Column::text("I informed"),
        Column::text("Due"),
    ]);
    for act in material.facts.work.acts_of(at) {
        let action = &act.entry.value;
        let who = |letter: &str| -> String {
            let names: Vec<&str> = act.holding(letter).map(|held| &*material.audit.corpus.id_of(held.actor).value).collect();
            if names.is_empty() { "–".into() } else { names.join(", ") }
        };
        table.row([
            action.title.as_ref().map_or(act.entry.id(), |title| &title.value).to_owned(),
            action.level.as_ref().map_or("–".into(), |level| level.value.to_string()),
            who("A"),
            who("R"),
            who("C"),
            who("I"),
            action.due.map_or("–".into(), |due| due.value.to_string()),
        ]);
    }
    table
}
