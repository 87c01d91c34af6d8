//! `report role`: a role description fit to publish. It says what the files say; what they do not say is named at
//! the end.

mod authority;
mod growing;
mod work;

use super::{at, figure, listed, several};
use crate::analysis::Facts;
use crate::analysis::time::{Calendar, Line, Source};
use crate::audit::Audit;
use crate::model::{Collection, Item, Loc, Role};
use crate::render::{Column, Document, Reference, Table};
use crate::text::Exact;

/// What every section reads.
struct Material<'m, 'a> {
    audit: &'a Audit,
    facts: &'m Facts<'a>,
    calendar: &'m Calendar<'a>,
    at: usize,
    role: &'a Item<Role>,
}

/// The description of one role.
pub fn role(audit: &Audit, facts: &Facts<'_>, index: usize) -> Document {
    described(audit, facts, &Calendar::new(facts), index)
}

/// The same for whoever describes many, and made their calendar once.
pub(super) fn described<'a>(audit: &'a Audit, facts: &'a Facts<'a>, calendar: &Calendar<'a>, index: usize) -> Document {
    let role = &audit.corpus.roles[index];
    let material = Material { audit, facts, calendar, at: index, role };
    let mut document = Document::default();
    document.heading(1, material.title(Loc::item(Collection::Roles, index)));
    if let Some(purpose) = &role.purpose {
        document.paragraph(purpose.value.trim());
    }
    document.references(material.facts());
    work::duties(&material, &mut document);
    work::answers_for(&material, &mut document);
    authority::authority(&material, &mut document);
    growing::competencies(&material, &mut document);
    material.time(&mut document);
    material.support(&mut document);
    growing::pathways(&material, &mut document);
    material.missing(&mut document);
    document.aside(format!("As the files say on {}: {}.", audit.as_of, at(audit, role.span())));
    document
}

impl Material<'_, '_> {
    fn loc(&self) -> Loc {
        Loc::item(Collection::Roles, self.at)
    }

    /// The items of a collection that name the role, in their order.
    fn naming(&self, collection: Collection) -> Vec<usize> {
        let edges = self.audit.corpus.edges_to(self.loc());
        let mut all: Vec<usize> = edges.filter(|edge| edge.from.collection() == collection).map(|edge| edge.from.index()).collect();
        all.sort_unstable();
        all.dedup();
        all
    }

    fn title(&self, loc: Loc) -> String {
        self.audit.corpus.title_of(loc).to_owned()
    }

    fn titles<'r, K: 'r>(&self, refs: impl IntoIterator<Item = &'r crate::model::Ref<K>>) -> Vec<String> {
        refs.into_iter().map(|one| one.to.map_or_else(|| one.text.to_string(), |to| self.title(to))).collect()
    }

    /// What a title leads to, where it is that of an item.
    fn named<K>(&self, one: &crate::model::Ref<K>) -> Reference {
        let about = one.to.map(|to| self.audit.corpus.address(to).to_string());
        Reference { about, ..Reference::plain(self.titles([one]).concat()) }
    }

    fn facts(&self) -> Vec<(String, Vec<Reference>)> {
        let role = self.role;
        let mut facts: Vec<(String, Vec<Reference>)> = Vec::new();
        let mut put = |name: &str, value: Option<Reference>| facts.extend(value.map(|value| (name.to_owned(), vec![value])));
        let plain = |text: String| Reference::plain(text);
        put("Works at", role.level.as_ref().map(|level| plain(format!("{} level", level.value))));
        put("Family", role.family.map(|family| plain(family.value.name().replace('-', " "))));
        put("Reports to", role.reports_to.as_ref().map(|to| self.named(to)));
        put("Employed by", role.employer.map(|employer| plain(employer.value.name().to_owned())));
        put("Ends", role.ends.map(|ends| plain(ends.value.to_string())));
        put("Then taken over by", role.handover_to.as_ref().map(|to| self.named(to)));
        put("Paid on top, a year", role.stipend.map(|stipend| plain(figure(stipend.value))));
        let selection: Vec<String> = role.selection.iter().map(|one| one.value.trim().to_owned()).collect();
        put("Chosen by", (!selection.is_empty()).then(|| plain(selection.join("; "))));
        facts
    }

    /// Teaching, release and shares; and the week as described, line by line.
    fn time(&self, document: &mut Document) {
        let week = self.calendar.week_as_described(self.at);
        let percent = |share: Option<crate::model::Percent>| share.map(|share| format!("{} % of contract time", figure(share.value.0)));
        let shares: Vec<Exact> =
            self.role.responsibilities.iter().filter_map(|entry| entry.value.share).map(|share| share.value.0.into()).collect();
        let silent = self.role.responsibilities.len() - shares.len();
        let mut facts: Vec<(String, String)> = Vec::new();
        facts.extend(percent(self.role.teaching).map(|value| ("Teaching".to_owned(), value)));
        facts.extend(percent(self.role.release).map(|value| ("Release for this work".to_owned(), value)));
        if !shares.is_empty() {
            let rest = if silent > 0 { format!("; {} no share", several(silent, "duty states", "duties state")) } else { String::new() };
            facts.push(("Duties above".to_owned(), format!("{} % of contract time{rest}", figure(shares.iter().copied().sum::<Exact>()))));
        }
        let routines: Vec<&Line> = week.lines.iter().filter(|line| !matches!(line.source, Source::Committee(_))).collect();
        if facts.is_empty() && routines.is_empty() {
            return;
        }
        document.heading(2, "Time");
        document.facts(facts);
        let mut table = Table::new(vec![Column::text("Every week"), Column::text("Working"), Column::number("Hours")]);
        for line in &routines {
            table.row([routine_title(line), working(line), figure(line.hours)]);
        }
        if routines.len() > 1 {
            let capacity = week.capacity.map_or(String::new(), |capacity| format!("against {} h of release", figure(capacity)));
            table.row(["Together".to_owned(), capacity, figure(routines.iter().map(|line| line.hours).sum::<Exact>())]);
        }
        document.table(table);
        if routines.len() < week.lines.len() {
            document.aside("Committee meetings come on top. Who sits where differs from place to place: “rolewright load --role” works it out for each.");
        }
        if !week.gaps.is_empty() {
            document.aside("At least: minutes, times or people of a routine are not stated.");
        }
    }

    fn support(&self, document: &mut Document) {
        let role = self.role;
        let mut facts = Vec::new();
        let mut add = |name: &str, titles: Vec<String>| {
            if !titles.is_empty() {
                facts.push((name.to_owned(), listed(&titles)));
            }
        };
        add("Supported by", self.titles(&role.supported_by));
        add("Coaches", role.coaches.iter().flat_map(|coaches| self.titles(&coaches.roles)).collect());
        add("How many", role.coaches.iter().filter_map(how_many).collect());
        add("Steps in when needed", role.backup.iter().flat_map(|backup| self.titles([backup])).collect());
        let below = self.naming(Collection::Roles).into_iter().map(|at| (at, &self.audit.corpus.roles[at]));
        let below = below.filter(|(_, other)| other.reports_to.as_ref().and_then(|to| to.to) == Some(self.loc()));
        add("Reported to by", below.map(|(at, _)| self.title(Loc::item(Collection::Roles, at))).collect());
        if !facts.is_empty() {
            document.heading(2, "Support");
            document.facts(facts);
        }
    }

    /// What a reader of a description expects and the files do not say.
    fn missing(&self, document: &mut Document) {
        let role = self.role;
        let silent = |is: bool, what: &str, field: &str| is.then(|| format!("{what} ({field})"));
        let outcomes = self.facts.work.duties_of(self.at).filter(|duty| duty.so_that.is_none()).count();
        let lines: Vec<String> = [
            silent(role.purpose.is_none(), "what it is for", "purpose"),
            silent(role.reports_to.is_none(), "whom it reports to", "reports_to"),
            silent(role.responsibilities.is_empty(), "what it is responsible for", "responsibilities"),
            silent(outcomes > 0, &format!("the outcome of {}", several(outcomes, "duty", "duties")), "so_that"),
            silent(self.facts.needs.of_role(self.at).next().is_none(), "what its holder needs to be able to do", "requires"),
            silent(role.supported_by.is_empty(), "who supports it", "supported_by"),
            silent(role.teaching.is_none() && role.release.is_none(), "how its time is divided", "teaching, release"),
        ]
        .into_iter()
        .flatten()
        .collect();
        if !lines.is_empty() {
            document.aside(format!("Not stated in the files: {}.", lines.join("; ")));
        }
    }
}

fn how_many(coaches: &crate::model::Coaches) -> Option<String> {
    match (coaches.min, coaches.max) {
        (Some(min), Some(max)) => Some(format!("{} to {} people", min.value.0, max.value.0)),
        (Some(min), None) => Some(format!("at least {}", several(min.value.0 as usize, "person", "people"))),
        (None, Some(max)) => Some(format!("at most {}", several(max.value.0 as usize, "person", "people"))),
        (None, None) => None,
    }
}

/// The routine's name and what happens in it.
fn routine_title(line: &Line) -> String {
    let words = line.label.replace('-', " ");
    match line.source {
        Source::Routine { kind: Some(kind), .. } => format!("{words} ({})", kind.name().replace('-', " ")),
        _ => words,
    }
}

/// `7 people × 45 min`, `2 times a week × 90 min`.
fn working(line: &Line) -> String {
    let each = matches!(line.source, Source::Routine { each: true, .. });
    let people = if each { format!("{} people × ", figure(line.people)) } else { String::new() };
    let times = if line.times == Exact::ONE { String::new() } else { format!("{} times a week × ", figure(line.times)) };
    format!("{people}{times}{} min", figure(line.minutes))
}
