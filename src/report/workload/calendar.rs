//! The week of each role, unit by unit, line by line; and where it disagrees with what is declared.

use super::words::{self, counted, hours, place, share, tenth};
use crate::analysis::time::{Basis, Gap, Line, Source, WEEKS_PER_MONTH};
use crate::audit::Audit;
use crate::audit::workload::{RoleLoad, WeekLoad, Workload};
use crate::render::{Column, Document, Table};
use crate::report::{figure, listed, several};
use crate::rules::Room;
use crate::text::Exact;

/// How many names a sentence holds before it only counts.
const NAMED: usize = 4;

/// A section for each role.
pub(super) fn role_by_role(audit: &Audit, load: &Workload, document: &mut Document) {
    document.heading(2, "Role by role");
    document.aside("Minutes are printed to a tenth; sums are taken before rounding.");
    for role in &load.roles {
        let item = &audit.corpus.roles[role.role];
        document.heading(3, item.title.as_ref().map_or(item.id().to_owned(), |title| format!("{} ({})", title.value, item.id())));
        one_role(audit, role, document);
    }
}

fn one_role(audit: &Audit, role: &RoleLoad, document: &mut Document) {
    let id = audit.corpus.roles[role.role].id();
    let groups = alike(&role.weeks);
    let first = groups.first().map(|group| group[0]);
    if let Some(first) =
        first.filter(|first| groups.iter().all(|group| group[0].duties == first.duties && group[0].declared == first.declared))
    {
        document.paragraph(declared(first));
    }
    if !role.vacant.is_empty() {
        let units: Vec<String> = role.vacant.iter().map(|&unit| audit.corpus.units[unit].id().to_owned()).collect();
        document.paragraph(format!("Nobody holds it in {}.", listed(&units)));
    }
    if role.weeks.iter().all(|week| !week.has_routines && week.week.release.is_none()) {
        document.paragraph(only_meetings(id, role));
        return;
    }
    let alike = groups.iter().all(|group| group[0].declared == groups[0][0].declared);
    for group in &groups {
        document.paragraph(head(audit, id, group));
        if !alike {
            document.paragraph(declared(group[0]));
        }
        document.table(working(group[0]));
        document.lines(remarks(audit, id, group[0]));
    }
}

/// Weeks that are the same line by line, told together; in the order of the first of each.
fn alike(weeks: &[WeekLoad]) -> Vec<Vec<&WeekLoad>> {
    let mut groups: Vec<Vec<&WeekLoad>> = Vec::new();
    for week in weeks {
        let same = |other: &&mut Vec<&WeekLoad>| is_same(other[0], week);
        match groups.iter_mut().find(same) {
            Some(group) => group.push(week),
            None => groups.push(vec![week]),
        }
    }
    groups
}

/// What sets two weeks apart is compared first where it is cheap: a system may have thousands.
fn is_same(a: &WeekLoad, b: &WeekLoad) -> bool {
    let essence = |week: &WeekLoad| (week.week.coached, week.week.release, week.week.position, week.week.capacity, week.room);
    essence(a) == essence(b)
        && a.week.lines == b.week.lines
        && a.week.gaps == b.week.gaps
        && a.duties == b.duties
        && a.declared == b.declared
        && a.local == b.local
}

/// `Declared: 50 % teaching + 37 % duties (lead-cycle 11 + …) = 87 % of contract time.`
fn declared(week: &WeekLoad) -> String {
    let declared = &week.declared;
    if !declared.is_stated() {
        return match week.duties.len() {
            0 => "Declared: nothing; neither teaching nor duties are stated.".to_owned(),
            duties => format!("Declared: neither teaching nor a share of time for its {}.", several(duties, "duty", "duties")),
        };
    }
    let shares: Vec<String> = week.duties.iter().filter_map(|(id, share)| Some(format!("{id} {}", figure((*share)?)))).collect();
    let (duties, parts) = (figure(declared.duties()), shares.join(" + "));
    let sum = match declared.teaching.map(figure) {
        Some(teaching) if shares.is_empty() => format!("{teaching} % teaching"),
        Some(teaching) => format!("{teaching} % teaching + {duties} % duties ({parts}) = {} % of contract time", figure(declared.total())),
        None => format!("{duties} % of contract time on duties ({parts}); teaching is not stated"),
    };
    format!("Declared: {sum}.{}", silent(week))
}

/// The duties that state no share.
fn silent(week: &WeekLoad) -> String {
    let silent: Vec<String> = week.duties.iter().filter(|(_, share)| share.is_none()).map(|(id, _)| id.clone()).collect();
    match silent.len() {
        0 => String::new(),
        1..=NAMED => format!(" It is the least it can be: no share is stated for {}.", listed(&silent)),
        many => format!(" It is the least it can be: no share is stated for {many} duties."),
    }
}

/// What is on no calendar, and the meetings that are.
fn only_meetings(id: &str, role: &RoleLoad) -> String {
    let routines = format!("No week to work out: neither routines nor release are stated (roles.{id}.routines).");
    let most = role.weeks.iter().map(|week| week.week.hours()).fold(Exact::ZERO, Exact::max);
    if most < 0.005 {
        return routines;
    }
    let mut committees: Vec<&str> = role.weeks.iter().flat_map(|week| &week.week.lines).map(|line| line.label.as_str()).collect();
    committees.sort_unstable();
    committees.dedup();
    let hours = words::range(role.weeks.iter().map(|week| Some(week.week.hours())), hours);
    format!(
        "{routines} Seats on {} take {hours} h a week from each, on average.",
        listed(&committees.iter().map(|id| (*id).to_owned()).collect::<Vec<_>>())
    )
}

fn head(audit: &Audit, id: &str, group: &[&WeekLoad]) -> String {
    let places: Vec<String> = group.iter().map(|week| place(audit, week)).collect();
    let heads: Option<u32> = group.iter().map(|week| week.heads).sum();
    let who = match (group[0].unit, heads) {
        (None, _) => return format!("As described, since no unit says who holds {id}{}:", each(audit, group)),
        (_, Some(heads)) => several(heads as usize, "person", "people"),
        (_, None) => "an unstated number of people".to_owned(),
    };
    format!("In {}, {who}{}{}:", listed(&places), each(audit, group), local(group[0]))
}

/// How many people each of them coaches, and of which roles where that is one post's.
fn each(audit: &Audit, group: &[&WeekLoad]) -> String {
    let week = group[0];
    let Some(coached) = week.week.coached.filter(|coached| week.coaching.is_some() && coached.people > Exact::ZERO) else {
        return String::new();
    };
    if coached.basis != Basis::Counted {
        let what = if coached.basis == Basis::Maximum { "limit" } else { "minimum" };
        let people = several(coached.people.f64() as usize, "person", "people");
        return format!(", assuming {people} to coach (the role’s {what}), because nobody is listed as coached by it (coached_by)");
    }
    let at_least = if week.week.gaps.contains(&Gap::People) { "at least " } else { "" };
    let counted = week.coaching.as_ref().map(|coaching| counted(audit, &coaching.counted)).filter(|of| !of.is_empty());
    let divided = week.heads.filter(|heads| *heads > 1).map(|heads| format!(", ÷ {heads}")).unwrap_or_default();
    let of =
        counted.filter(|_| group.iter().all(|other| is_of_same(other, week))).map(|of| format!(" ({of}{divided})")).unwrap_or_default();
    let each = if group.len() == 1 && week.heads == Some(1) { "" } else { " each" };
    format!(", coaching {at_least}{}{each}{of}", tenth(coached.people))
}

fn is_of_same(a: &WeekLoad, b: &WeekLoad) -> bool {
    let counted = |week: &WeekLoad| week.coaching.as_ref().map(|coaching| coaching.counted.clone());
    a.heads == b.heads && counted(a) == counted(b)
}

/// What holds here and not elsewhere.
fn local(week: &WeekLoad) -> String {
    let value = |field: &&str| match *field {
        "release" => week.week.release.map(|release| format!("release {} %", figure(release * 100_u32))),
        "teaching" => week.declared.teaching.map(|teaching| format!("teaching {} %", figure(teaching))),
        "coaches.max" => week.coaching.as_ref().and_then(|coaching| coaching.own).map(|own| format!("at most {own} people to coach")),
        _ => None,
    };
    let said: Vec<String> = week.local.iter().map(|field| value(field).unwrap_or_else(|| format!("other {field}"))).collect();
    if said.is_empty() { String::new() } else { format!(", with {} by local decision", listed(&said)) }
}

/// The calendar line by line, summed, and set against the release.
fn working(week: &WeekLoad) -> Table {
    let mut table = Table::new(vec![Column::text("what"), Column::text("working"), Column::number("a week")]);
    for line in &week.week.lines {
        table.row([line.label.clone(), factors(line), format!("{} min", tenth(line.hours * 60_u32))]);
    }
    let total = week.week.hours();
    let minutes = tenth(total * 60_u32);
    table.row(["all of it".to_owned(), format!("{minutes} min ÷ 60"), format!("{} h", hours(total))]);
    let Some(contract) = week.week.contract else { return table };
    let position =
        if week.week.position == Exact::ONE { String::new() } else { format!(" × {} of a position", figure(week.week.position)) };
    let full = if week.week.position.is_zero() { contract } else { contract / week.week.position };
    match week.week.release.zip(week.week.capacity) {
        Some((release, capacity)) => {
            table.row([
                "release".to_owned(),
                format!("{} h{position} × {} %", hours(full), figure(release * 100_u32)),
                format!("{} h", hours(capacity)),
            ]);
            if let Some(used) = week.used() {
                table.row(["used".to_owned(), format!("{} h ÷ {} h", hours(total), hours(capacity)), format!("{} %", share(used))]);
                let with = week.week.hours_with_teachers();
                table.row([
                    "with teachers".to_owned(),
                    format!("{} h ÷ {} h", hours(with), hours(capacity)),
                    format!("{} %", share(if capacity.is_zero() { Exact::ZERO } else { with / capacity })),
                ]);
            }
        }
        None if contract > Exact::ZERO => {
            let working = if position.is_empty() {
                format!("{} h ÷ {} h", hours(total), hours(contract))
            } else {
                format!("{} h ÷ ({} h{position})", hours(total), hours(full))
            };
            table.row(["of the contract".to_owned(), working, format!("{} %", share(total / contract))]);
        }
        None => {}
    }
    table
}

/// `45 min × 1 a week × 7 people`, `90 min × 1 a month ÷ 4.33 × 0.5 of a seat`.
fn factors(line: &Line) -> String {
    let minutes = figure(line.minutes);
    match line.source {
        Source::Routine { each: true, .. } => {
            let people = if line.people == Exact::ONE { "1 person".to_owned() } else { format!("{} people", figure(line.people)) };
            format!("{minutes} min × {} a week × {people}", figure(line.times))
        }
        Source::Routine { .. } => format!("{minutes} min × {} a week", figure(line.times)),
        Source::Committee(_) => {
            let seats = match line.people {
                whole if whole == Exact::ONE => String::new(),
                part if part < Exact::ONE => format!(" × {} of a seat", words::part(part)),
                several => format!(" × {} seats", words::part(several)),
            };
            format!("{minutes} min × {} a month ÷ 4.33{seats}", figure(line.times * WEEKS_PER_MONTH))
        }
    }
}

/// What the arithmetic says, and what would change it.
fn remarks(audit: &Audit, id: &str, week: &WeekLoad) -> Vec<String> {
    [Some(verdict(audit, id, week)), one_more(week)].into_iter().flatten().collect()
}

fn verdict(audit: &Audit, id: &str, week: &WeekLoad) -> String {
    let left = week.week.capacity.unwrap_or_default() - week.week.hours();
    match week.room {
        Room::Over => format!("It does not fit: {} h a week more than the release holds.", hours(-left)),
        Room::Tight => format!("It fits with almost no room: {} h a week are left.", hours(left)),
        Room::Enough => format!("It fits: {} h a week are left.", hours(left)),
        Room::NotAssessed(because, unlock) => {
            format!("Whether it fits is not assessed: {because} ({} would tell).", words::field(audit, id, week, unlock))
        }
    }
}

/// What one more person to coach adds, and how many fill the release.
fn one_more(week: &WeekLoad) -> Option<String> {
    let minutes = week.week.minutes_each();
    if minutes.is_zero() {
        return None;
    }
    let adds = format!("Each further person to coach adds {} min a week", tenth(minutes));
    let now = week.week.coached.map(|coached| tenth(coached.people)).unwrap_or_default();
    Some(match week.week.full_at() {
        Some(full) if full < Exact::ONE => format!("{adds}; the release is full before anyone is coached (now {now})."),
        Some(full) => format!("{adds}; the release is full at {} (now {now}).", several(full.f64() as usize, "person", "people")),
        None => format!("{adds}."),
    })
}

/// Where the two accountings of the same time differ, week by week.
pub(super) fn disagreements(audit: &Audit, load: &Workload, document: &mut Document) {
    document.heading(2, "Where the two accountings disagree");
    let mut table =
        Table::new(vec![Column::text("who"), Column::text("duties declared"), Column::number("calendar"), Column::number("difference")]);
    let mut open: Vec<String> = Vec::new();
    for role in &load.roles {
        let id = audit.corpus.roles[role.role].id();
        for group in alike(&role.weeks) {
            let week = group[0];
            let places: Vec<String> = group.iter().map(|week| place(audit, week)).collect();
            match (week.difference(), week.declared_hours(), week.week.contract) {
                (Some(difference), Some(declared), Some(contract)) => {
                    let working = format!("{} % × {} h = {} h", figure(week.declared.duties()), hours(contract), hours(declared));
                    let sign = if difference < -0.005 { "−" } else { "+" };
                    let difference = format!("{sign}{} h", hours(difference.max(-difference)));
                    table.row([format!("{id}, {}", listed(&places)), working, format!("{} h", hours(week.week.hours())), difference]);
                }
                _ => open.push(id.to_owned()),
            }
        }
    }
    open.dedup();
    document.aside("Duties as the description declares them, in hours, beside the routines and meetings on the calendar. Where the calendar holds less, declared work has no place in the week, or has one that no routine states; where it holds more, the description promises too little time.");
    document.table(table);
    if !open.is_empty() {
        document.paragraph(format!("Not assessed for {}: routines, or shares of duties, are not stated in full.", listed(&open)));
    }
}
