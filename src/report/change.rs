//! A change in words: one sentence for each thing that an item says differently.

mod values;

use crate::audit::change::Comparison;
use crate::audit::diff::{FieldChange, How, ItemChange, Step, What};
use crate::model::{Collection, Loc, Shape};
use values::{brief, from_to, words};

/// A changed item: its sentence, and the details below it.
pub(crate) fn item(comparison: &Comparison<'_>, change: &ItemChange) -> (String, Vec<String>) {
    let fields: Vec<&FieldChange> = change.fields.iter().collect();
    item_with(comparison, change, &fields)
}

/// The same with some of its fields.
pub(crate) fn item_with(comparison: &Comparison<'_>, change: &ItemChange, fields: &[&FieldChange]) -> (String, Vec<String>) {
    let name = name(comparison, change);
    let one = change.collection().one();
    let address = address(comparison, change);
    match (change.before, change.after) {
        (None, Some(loc)) => (format!("New {one}: {name} ({address}){}", layer(comparison, Some(loc))), Vec::new()),
        (Some(_), None) => (format!("{} removed: {name} ({address})", capital(one)), Vec::new()),
        _ if change.is_renamed() => renamed(comparison, change, &name, fields),
        _ => match fields {
            [only] => (format!("{name}: {}", field(only)), Vec::new()),
            several => (format!("{name} ({address})"), several.iter().map(|only| field(only)).collect()),
        },
    }
}

fn renamed(comparison: &Comparison<'_>, change: &ItemChange, name: &str, fields: &[&FieldChange]) -> (String, Vec<String>) {
    let was = change.before.map_or_else(String::new, |loc| comparison.base.corpus.id_of(loc).to_string());
    let known = match change.how {
        How::SameContent => ", and says the same",
        _ => "",
    };
    let now = change.after.map_or_else(String::new, |loc| comparison.head.corpus.id_of(loc).to_string());
    (format!("{name} has another id: {was} → {now}{known}"), fields.iter().map(|only| field(only)).collect())
}

/// What people call the changed item; after the change, unless it is gone.
fn name(comparison: &Comparison<'_>, change: &ItemChange) -> String {
    let title = match (change.after, change.before) {
        (Some(loc), _) => comparison.head.corpus.title_of(loc),
        (None, Some(loc)) => comparison.base.corpus.title_of(loc),
        (None, None) => "",
    };
    crate::text::excerpt(title, 80)
}

/// Its address, after the change where there is one.
pub(crate) fn address(comparison: &Comparison<'_>, change: &ItemChange) -> String {
    match (change.after, change.before) {
        (Some(loc), _) => comparison.head.corpus.address(loc).to_string(),
        (None, Some(loc)) => comparison.base.corpus.address(loc).to_string(),
        (None, None) => String::new(),
    }
}

/// The layer that an item comes from, if it is not the framework's own.
fn layer(comparison: &Comparison<'_>, loc: Option<Loc>) -> String {
    let corpus = &comparison.head.corpus;
    let layer = loc.map(|loc| corpus.layer_of(loc)).filter(|&layer| layer > 0);
    layer.and_then(|layer| corpus.layers.get(usize::from(layer))).map_or_else(String::new, |layer| format!(", from {}", layer.path))
}

/// One changed field as a sentence without its item: `release 50 % → 40 %`.
pub(crate) fn field(change: &FieldChange) -> String {
    let (inside, last) = change.path.split_at(change.path.len().saturating_sub(1));
    let place = place(inside);
    let told = match (inside.last(), last.first()) {
        (Some(Step::Field(of)), Some(Step::Entry(id))) => entry(of, id, change),
        (_, Some(Step::Field(name))) => value(&plain(name), change),
        (_, Some(Step::Entry(id))) => value(&format!("“{id}”"), change),
        (_, Some(Step::Nth(at))) => value(&format!("number {at}"), change),
        (_, None) => value("it", change),
    };
    match (inside.last(), last.first()) {
        // A count of staff, a level that is required: the entry itself says what it is.
        (Some(Step::Entry(_)), Some(Step::Field("count" | "at"))) => value(&place, change),
        // What stands right before an entry is said with it.
        (Some(Step::Field(_)), Some(Step::Entry(_))) => joined(&self::place(&inside[..inside.len() - 1]), &told),
        _ => joined(&place, &told),
    }
}

fn joined(place: &str, told: &str) -> String {
    if place.is_empty() { told.to_owned() } else { format!("{place}: {told}") }
}

/// The way to a field in words: `action “weekly-cycle”`, `coaches`.
fn place(path: &[Step]) -> String {
    let mut words: Vec<String> = Vec::new();
    let mut steps = path.iter().peekable();
    while let Some(step) = steps.next() {
        match (step, steps.peek()) {
            (Step::Field(name), Some(Step::Entry(id))) => {
                words.push(named(name, id));
                steps.next();
            }
            (Step::Field(name), Some(Step::Nth(at))) => {
                words.push(format!("{} {at}", one_of(name)));
                steps.next();
            }
            // Who holds a letter is said by the letter.
            (Step::Field("raci"), _) => {}
            (Step::Field(name), _) => words.push(plain(name)),
            (Step::Entry(id), _) => words.push(format!("“{id}”")),
            (Step::Nth(at), _) => words.push(format!("number {at}")),
        }
    }
    words.join(", ")
}

/// An entry of a map that came, went or changed as a whole.
fn entry(of: &str, id: &str, change: &FieldChange) -> String {
    let told = |value| {
        let told = brief(value, &change.shape);
        if told.is_empty() { String::new() } else { format!(": {told}") }
    };
    let level = |value| told(value).replace(": ", " at ");
    match (of, &change.what) {
        ("requires", What::Set(value)) => format!("now requires {id}{}", level(value)),
        ("requires", What::Dropped(value)) => format!("no longer requires {id}{}", level(value)),
        ("rules", What::Set(value)) => format!("{}{}, which was not set before", named(of, id), told(value)),
        ("rules", What::Dropped(value)) => format!("{} is not set any more (was{})", named(of, id), level(value).replace(" at ", " ")),
        ("readings" | "targets", What::Set(value)) => format!("{} for {id}{}", one_of(of), told(value)),
        (_, What::Set(value)) => format!("new {}{}", named(of, id), told(value)),
        (_, What::Dropped(value)) => format!("{} removed{}", named(of, id), told(value)),
        (_, What::Renamed(was)) => format!("{} has another id: {was} → {id}", one_of(of)),
        _ => value(&named(of, id), change),
    }
}

/// `action “weekly-cycle”`; names of what stands elsewhere need no quotes.
fn named(of: &str, id: &str) -> String {
    match of {
        "staff" | "seats" | "overrides" | "requires" | "related" | "has" => format!("{} {id}", one_of(of)),
        _ => format!("{} “{}”", one_of(of), crate::text::excerpt(id, 80)),
    }
}

/// What became of a value under a name.
fn value(name: &str, change: &FieldChange) -> String {
    let shape = &change.shape;
    match &change.what {
        What::Set(value) => format!("{name} {} (not stated before)", words(value, shape)),
        What::Dropped(value) => format!("{name} no longer stated (was {})", words(value, shape)),
        What::Replaced(old, new) => format!("{name} {}", from_to(old, new, shape)),
        What::Members { added, removed } => members(name, added, removed, shape),
        What::Reordered(_, new) => format!("{name} in another order: {}", words(new, shape)),
        What::Renamed(was) => format!("{name} has another id: {was}"),
    }
}

fn members(name: &str, added: &[crate::model::Plain], removed: &[crate::model::Plain], shape: &Shape) -> String {
    let list = |values: &[crate::model::Plain]| values.iter().map(|value| words(value, shape)).collect::<Vec<_>>().join(", ");
    match (added, removed) {
        ([new], [old]) => format!("{name} {}", from_to(old, new, shape)),
        (added, []) => format!("{name} also {}", list(added)),
        ([], removed) => format!("{name} no longer {}", list(removed)),
        (added, removed) => format!("{name} no longer {}, but {}", list(removed), list(added)),
    }
}

/// A key as it is read aloud.
fn plain(key: &str) -> String {
    key.replace('_', " ")
}

/// One of what a field holds.
fn one_of(field: &str) -> String {
    match field {
        "responsibilities" => "responsibility".into(),
        "overrides" => "local change for".into(),
        "targets" => "target".into(),
        "indicators" => "indicators for".into(),
        "seats" => "seats for".into(),
        "meets" => "meeting".into(),
        "told" => "told:".into(),
        "related" => "related to".into(),
        "staff" | "evidence" | "requires" | "x" | "has" => field.to_owned(),
        other => plain(other.strip_suffix('s').unwrap_or(other)),
    }
}

/// With a capital letter at its beginning.
pub(crate) fn capital(text: &str) -> String {
    let mut characters = text.chars();
    characters.next().map_or(String::new(), |first| first.to_uppercase().chain(characters).collect())
}

/// The order in which collections are told: what people ask about first.
pub(crate) const TOLD: [Collection; 14] = [
    Collection::Roles,
    Collection::Priorities,
    Collection::Committees,
    Collection::Decisions,
    Collection::Units,
    Collection::Duties,
    Collection::Competencies,
    Collection::Pathways,
    Collection::Outcomes,
    Collection::Funds,
    Collection::Assessments,
    Collection::Scales,
    Collection::Faq,
    Collection::TalkingPoints,
];

/// Its heading.
pub(crate) fn heading(collection: Collection) -> &'static str {
    match collection {
        Collection::Roles => "Roles",
        Collection::Priorities => "Priorities",
        Collection::Committees => "Committees",
        Collection::Decisions => "Decisions",
        Collection::Units => "Units",
        Collection::Duties => "Duties",
        Collection::Competencies => "Competencies",
        Collection::Pathways => "Pathways",
        Collection::Outcomes => "Outcomes",
        Collection::Funds => "Funds",
        Collection::Assessments => "Assessments",
        Collection::Scales => "Scales",
        Collection::Faq => "FAQ",
        Collection::TalkingPoints => "Talking points",
    }
}
