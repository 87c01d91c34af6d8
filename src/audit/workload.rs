//! What every role, in every unit, has of time and money: declared and calendar side by side, spans, committees
//! and funds. Judges by the rules' own thresholds; adds nothing to what facts and rules know.

mod committees;
mod spans;

pub use committees::{CommitteeHours, Sitting};
pub use spans::{Coaching, Standing, Supervision};

use super::Audit;
use crate::analysis::Facts;
use crate::analysis::cliffs::{Cliff, paid};
use crate::analysis::money::{self, Account, Bill};
use crate::analysis::people::Post;
use crate::analysis::post_terms::Terms;
use crate::analysis::span::Waiting;
use crate::analysis::time::{Calendar, Declared, Week};
use crate::model::Loc;
use crate::rules::{Limit, Room};
use crate::text::Exact;

/// Which part of a framework is asked about; all of it by default.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Scope {
    /// A unit with everything below it.
    pub unit: Option<usize>,
    /// One role.
    pub role: Option<usize>,
}

impl Scope {
    /// Whether it is the whole framework.
    pub fn is_whole(self) -> bool {
        self == Scope::default()
    }

    fn has_role(self, role: usize) -> bool {
        self.role.is_none_or(|asked| asked == role)
    }

    fn has(self, facts: &Facts<'_>, post: &Post) -> bool {
        self.has_role(post.role) && self.unit.is_none_or(|unit| facts.people.line(post.unit).any(|up| up == unit))
    }
}

/// Time and money, role by role.
#[derive(Debug)]
pub struct Workload {
    /// What was asked about.
    pub scope: Scope,
    /// Contract hours a week of a full position.
    pub contract: Option<f64>,
    /// The roles in scope, by id.
    pub roles: Vec<RoleLoad>,
    /// The committees on which someone in scope sits, by id.
    pub committees: Vec<CommitteeHours>,
    /// What each fund pays; where a unit is asked about, only what its people cost.
    pub accounts: Vec<Account>,
    /// What no fund pays.
    pub unfunded: Bill,
    /// What money does not outlast, or may not: the role or action, the fund, and how.
    pub cliffs: Vec<(Loc, usize, Cliff)>,
}

/// One role.
#[derive(Debug)]
pub struct RoleLoad {
    /// The role.
    pub role: usize,
    /// Its weeks, by unit in order of id; as described, where no unit says who holds it.
    pub weeks: Vec<WeekLoad>,
    /// Units where the post is vacant.
    pub vacant: Vec<usize>,
    /// How many people report to its holders, unit by unit.
    pub supervision: Vec<Supervision>,
    /// Those who wait for someone in this role: near them nobody holds it.
    pub waiting: Vec<Waiting>,
}

/// The week of the holders of a role in one unit who are alike.
#[derive(Debug)]
pub struct WeekLoad {
    /// The unit; absent for a role as described.
    pub unit: Option<usize>,
    /// All units in which one person has a part of the week; else the one.
    pub units: Vec<usize>,
    /// The holders' codes, in the order written, as far as they are listed.
    pub codes: Vec<String>,
    /// How many holders; absent where the unit does not say, or for a role as described.
    pub heads: Option<u32>,
    /// The calendar.
    pub week: Week,
    /// What the description promises here.
    pub declared: Declared,
    /// Every duty and its share, in the order written.
    pub duties: Vec<(String, Option<Exact>)>,
    /// Whether routines are stated at all here.
    pub has_routines: bool,
    /// Which fields of the role the unit, or one above it, says otherwise.
    pub local: Vec<&'static str>,
    /// Whether the week fits into the release.
    pub room: Room,
    /// How many people are coached, and how many can be; absent for roles that coach nobody.
    pub coaching: Option<Coaching>,
}

impl WeekLoad {
    /// Hours a week that the shares of duties come to; absent without shares or contract hours.
    pub fn declared_hours(&self) -> Option<Exact> {
        let contract = self.week.contract.filter(|_| !self.declared.shares.is_empty())?;
        Some(self.declared.duties() / 100_u32 * contract)
    }

    /// Hours on the calendar; absent where neither routines nor meetings are stated.
    pub fn hours(&self) -> Option<Exact> {
        (self.has_routines || !self.week.lines.is_empty()).then(|| self.week.hours())
    }

    /// Whether those hours are only the least they can be, because routines are not stated, or not in full.
    pub fn is_at_least(&self) -> bool {
        !self.has_routines || !self.week.gaps.is_empty()
    }

    /// Hours ÷ release, 1 being exactly full; absent without routines, and where there is no release at all.
    pub fn used(&self) -> Option<Exact> {
        self.week.used().filter(|used| self.has_routines && used.is_finite())
    }

    /// Calendar less declared duties, in hours a week, where both are stated in full.
    pub fn difference(&self) -> Option<Exact> {
        let complete = self.declared.unstated == 0 && !self.is_at_least();
        Some(self.week.hours() - self.declared_hours().filter(|_| complete)?)
    }
}

impl Workload {
    /// Works it out.
    pub fn of(audit: &Audit, facts: &Facts<'_>, scope: Scope) -> Workload {
        let calendar = Calendar::new(facts);
        let counts = |post: &Post| scope.has(facts, post);
        let roles = (0..facts.corpus.roles.len()).filter(|&role| scope.has_role(role));
        let mut posts = vec![Vec::new(); facts.corpus.roles.len()];
        for (at, post) in facts.people.posts.iter().enumerate().filter(|(_, post)| scope.has(facts, post)) {
            posts[post.role].push(at);
        }
        let staff = facts.people.known_heads_by_unit();
        let around = Around { facts, calendar: &calendar, limits: Limit::new(&audit.limits), posts, staff };
        let roles = roles.map(|role| role_load(&around, scope, role));
        let (accounts, unfunded) = bills(facts, scope, &counts);
        Workload {
            scope,
            contract: facts.corpus.settings.contract_hours.map(|hours| hours.value),
            // Where a unit is asked about, only who works there.
            roles: roles.filter(|load| scope.unit.is_none() || !load.weeks.is_empty() || !load.vacant.is_empty()).collect(),
            committees: committees::hours(facts, &calendar.seats, scope, &counts),
            cliffs: cliffs(facts, &accounts),
            accounts,
            unfunded,
        }
    }
}

/// The accounts to show: of a role, the funds that pay for it, whole, so that it stands in its place.
fn bills(facts: &Facts<'_>, scope: Scope, counts: &dyn Fn(&Post) -> bool) -> (Vec<Account>, Bill) {
    let of_role = |loc: Loc| scope.role.is_none_or(|role| loc == Loc::item(crate::model::Collection::Roles, role));
    let mut unfunded = money::unfunded(facts, counts, scope.is_whole());
    unfunded.lines.retain(|line| of_role(line.payee));
    unfunded.unknown.retain(|(payee, _)| of_role(*payee));
    let mut accounts = if scope.unit.is_some() { money::accounts_of_posts(facts, counts) } else { money::accounts(facts) };
    let pays = |account: &Account| {
        account.lines.iter().any(|line| of_role(line.payee)) || account.unknown.iter().any(|(payee, _)| of_role(*payee))
    };
    accounts.retain(|account| pays(account) || (scope.is_whole() && !account.is_used()));
    (accounts, unfunded)
}

/// What the accounts that are shown pay for and the money may not outlast.
fn cliffs(facts: &Facts<'_>, accounts: &[Account]) -> Vec<(Loc, usize, Cliff)> {
    let all = paid(facts).into_iter().filter_map(|paid| Some((paid.payee, paid.by.to?.index(), paid.cliff())));
    let shown = |payee: Loc, fund: usize| {
        let account = accounts.iter().find(|account| account.fund == fund);
        account.is_some_and(|account| {
            account.lines.iter().any(|line| line.payee == payee) || account.unknown.iter().any(|(unknown, _)| *unknown == payee)
        })
    };
    all.filter(|&(payee, fund, cliff)| cliff != Cliff::None && shown(payee, fund)).collect()
}

/// What every role is looked at with.
struct Around<'f, 'a> {
    facts: &'f Facts<'a>,
    calendar: &'f Calendar<'f>,
    limits: Limit<'f>,
    /// The posts of each role, as far as they are asked about.
    posts: Vec<Vec<usize>>,
    /// People in each unit and below it.
    staff: Vec<u32>,
}

impl Around<'_, '_> {
    fn shows(&self, scope: Scope, post: usize) -> bool {
        scope.unit.is_none_or(|unit| self.facts.people.line(self.facts.people.posts[post].unit).any(|up| up == unit))
    }
}

fn role_load(around: &Around<'_, '_>, scope: Scope, role: usize) -> RoleLoad {
    let (facts, calendar) = (around.facts, around.calendar);
    let mut load = RoleLoad { role, weeks: Vec::new(), vacant: Vec::new(), supervision: Vec::new(), waiting: Vec::new() };
    for &at in &around.posts[role] {
        let post = &facts.people.posts[at];
        if post.heads == Some(0) {
            load.vacant.push(post.unit);
        }
        load.supervision.extend(spans::supervision(facts, calendar, around.limits, at, &around.staff));
    }
    let held: Vec<usize> = around.posts[role].iter().copied().filter(|&at| facts.people.posts[at].heads != Some(0)).collect();
    load.weeks.extend(calendar.weeks_of(&held).into_iter().filter_map(|week| in_unit(around, week)));
    load.waiting = calendar.spans.waiting.iter().copied().filter(|one| one.role == role && around.shows(scope, one.post)).collect();
    if load.weeks.is_empty() && load.vacant.is_empty() && scope.unit.is_none() {
        let terms = Terms::of_role(&facts.corpus.roles[role]);
        load.weeks.push(week_load(around, role, &terms, calendar.week_as_described(role)));
    }
    load
}

fn in_unit(around: &Around<'_, '_>, week: Week) -> Option<WeekLoad> {
    let (facts, calendar) = (around.facts, around.calendar);
    let post = &facts.people.posts[week.post()?];
    let terms = calendar.locals.of(post);
    let codes = week.codes.iter().map(ToString::to_string).collect();
    let heads = post.heads.map(|_| week.holders);
    let mut units: Vec<usize> = week.posts.iter().map(|&at| facts.people.posts[at].unit).collect();
    units.dedup();
    let local = changed(&Terms::of_role(&facts.corpus.roles[post.role]), &terms);
    Some(WeekLoad { unit: Some(post.unit), units, codes, heads, local, ..week_load(around, post.role, &terms, week) })
}

fn week_load(around: &Around<'_, '_>, role: usize, terms: &Terms<'_>, week: Week) -> WeekLoad {
    let duties = terms.responsibilities.iter().map(|duty| (duty.id().to_owned(), duty.value.share.map(|share| share.value.0.into())));
    WeekLoad {
        unit: None,
        units: Vec::new(),
        codes: Vec::new(),
        heads: None,
        declared: Declared::of(terms),
        duties: duties.collect(),
        has_routines: !terms.routines.is_empty(),
        local: Vec::new(),
        room: around.limits.room(&week),
        coaching: spans::coaching(around.facts, around.calendar, around.limits, role, terms, &week),
        week,
    }
}

/// The fields that bear on time and money and that a unit says otherwise.
fn changed(role: &Terms<'_>, here: &Terms<'_>) -> Vec<&'static str> {
    let percent = |share: Option<crate::model::Percent>| share.map(|share| share.value.0);
    let count = |count: Option<crate::model::Int>| count.map(|count| count.value.0);
    let all = [
        ("teaching", percent(role.teaching) != percent(here.teaching)),
        ("release", percent(role.release) != percent(here.release)),
        ("coaches.min", count(role.coaches_min) != count(here.coaches_min)),
        ("coaches.max", count(role.coaches_max) != count(here.coaches_max)),
        ("reports_to", role.reports_to != here.reports_to),
        ("stipend", role.stipend.map(|pay| pay.value) != here.stipend.map(|pay| pay.value)),
        ("funded_by", role.fund != here.fund),
        ("routines", !std::ptr::eq(role.routines, here.routines)),
        ("responsibilities", !std::ptr::eq(role.responsibilities, here.responsibilities)),
    ];
    all.into_iter().filter(|(_, differs)| *differs).map(|(field, _)| field).collect()
}
