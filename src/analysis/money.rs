//! What pays for what: the account of each fund for a year, line by line with its working.
//!
//! A role costs its fund people × stipend (once for each, in however many units), and full positions × release × what it
//! costs to replace one; places that are vacant too, where a `count` says that there are such. What a
//! unit says otherwise about a role (`overrides`) counts for that unit and those below it. An action of an
//! active priority costs its `cost` and saves its `saves`. What is not stated is not zero: it is listed as unknown.

use super::Facts;
use super::people::{People, Post};
use super::post_terms::{Locals, Pay, Terms};
use crate::model::{Collection, Corpus, Loc};
use crate::text::figure::fixed;
use crate::text::{Exact, Span};
use rustc_hash::FxHashMap;

/// Nobody budgets in half cents.
pub const HALF_A_CENT: f64 = 0.005;

/// What a line of an account is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum What {
    /// Pay on top, for the holders of a role.
    Stipend,
    /// Replacing the teaching time that a role is released from.
    Release,
    /// What an action costs.
    Cost,
    /// What an action saves.
    Saving,
}

/// One line of an account.
#[derive(Clone, Debug)]
pub struct Line {
    /// The role or action it is about.
    pub payee: Loc,
    /// What for.
    pub what: What,
    /// Name and working, without the result: `team-lead, stipend: 3 × 8,000`.
    pub label: String,
    /// How much a year; a saving is positive too.
    pub amount: Exact,
    /// Where the number is written.
    pub span: Span,
}

/// Why a line is missing from an account.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unknown {
    /// Nobody says how many people hold the role.
    Heads,
    /// Nobody says what it costs to replace a full position.
    Salary,
    /// The role states neither stipend nor release, or the action neither cost nor saving.
    Price,
}

/// The account of a fund for one year.
#[derive(Clone, Debug)]
pub struct Account {
    /// The fund's position.
    pub fund: usize,
    /// What is known, roles first.
    pub lines: Vec<Line>,
    /// What the fund also pays for, at a price nobody states: the role or action, and why.
    pub unknown: Vec<(Loc, Unknown)>,
}

impl Account {
    /// All that it pays, as far as it is known.
    pub fn spent(&self) -> Exact {
        self.sum(|what| what != What::Saving)
    }

    /// All that this saves.
    pub fn saved(&self) -> Exact {
        self.sum(|what| what == What::Saving)
    }

    /// What it pays less what that saves.
    pub fn net(&self) -> Exact {
        self.spent() - self.saved()
    }

    /// Whether it is to pay more than an amount.
    pub fn exceeds(&self, amount: f64) -> bool {
        self.spent() > Exact::from(amount) + HALF_A_CENT
    }

    fn sum(&self, counts: impl Fn(What) -> bool) -> Exact {
        self.lines.iter().filter(|line| counts(line.what)).map(|line| line.amount).sum()
    }

    /// Whether anything is paid from it at all.
    pub fn is_used(&self) -> bool {
        !self.lines.is_empty() || !self.unknown.is_empty()
    }
}

/// What costs money, line by line.
#[derive(Clone, Debug, Default)]
pub struct Bill {
    /// What is known, roles first.
    pub lines: Vec<Line>,
    /// What has no price: the role or action, and why.
    pub unknown: Vec<(Loc, Unknown)>,
}

/// The account of every fund, in the order of the funds.
pub fn accounts(facts: &Facts<'_>) -> Vec<Account> {
    let bills = if facts.corpus.funds.is_empty() { Vec::new() } else { bills(facts, &|_| true, true) };
    in_accounts(facts, bills)
}

/// What the posts that count take from each fund. Actions belong to no post and are left out.
pub fn accounts_of_posts(facts: &Facts<'_>, counts: &dyn Fn(&Post) -> bool) -> Vec<Account> {
    in_accounts(facts, bills(facts, counts, false))
}

/// What stipends, release and actions cost that no fund pays for; with `actions` false only that of posts which count.
pub fn unfunded(facts: &Facts<'_>, counts: &dyn Fn(&Post) -> bool, actions: bool) -> Bill {
    let mut bill = bills(facts, counts, actions).pop().unwrap_or_default();
    // Without a fund, only what has a price is missing one.
    bill.lines.retain(|line| line.what != What::Saving && line.amount > Exact::ZERO);
    bill.unknown.retain(|(_, why)| *why != Unknown::Price);
    bill
}

fn in_accounts(facts: &Facts<'_>, bills: Vec<Bill>) -> Vec<Account> {
    let funds = bills.into_iter().take(facts.corpus.funds.len()).enumerate();
    funds.map(|(fund, bill)| Account { fund, lines: bill.lines, unknown: bill.unknown }).collect()
}

/// One bill for each fund, and as the last the one that no fund pays.
fn bills(facts: &Facts<'_>, counts: &dyn Fn(&Post) -> bool, actions: bool) -> Vec<Bill> {
    let corpus = facts.corpus;
    let nobody = corpus.funds.len();
    let mut all = vec![Bill::default(); nobody + 1];
    let local = Locals::new(facts);
    for (at, role) in corpus.roles.iter().enumerate() {
        let ended = role.ends.is_some_and(|ends| ends.last() < facts.as_of);
        let groups = groups(facts, &local, at, counts);
        for (first, group) in groups.iter().enumerate().filter(|_| !ended) {
            // Where only the release differs, the stipend is one line.
            let mut alike = groups.iter().enumerate().filter(|(_, other)| other.is_paid_like(group)).peekable();
            let leads = alike.peek().is_some_and(|(at, _)| *at == first);
            let stipends = leads.then(|| alike.map(|(_, other)| other.heads).sum());
            if let Some(bill) = all.get_mut(group.terms.fund.unwrap_or(nobody)) {
                pay_role(bill, corpus, at, group, stipends);
            }
        }
    }
    for (at, _) in facts.work.active().filter(|_| actions) {
        for act in facts.work.acts_of(at) {
            let fund = act.entry.value.funded_by.as_ref().and_then(|fund| fund.to).map_or(nobody, Loc::index);
            if let Some(bill) = all.get_mut(fund) {
                pay_action(bill, act);
            }
        }
    }
    all
}

/// The people who hold a role on the same terms.
struct Group {
    terms: Pay,
    heads: Option<u32>,
    fte: Option<Exact>,
}

impl Group {
    /// Whether both have the same stipend from the same fund, and both a stated number of people or neither.
    fn is_paid_like(&self, other: &Group) -> bool {
        let paid = |group: &Group| (group.terms.stipend.map(|stipend| stipend.value), group.terms.fund, group.heads.is_some());
        paid(self) == paid(other)
    }
}

fn groups(facts: &Facts<'_>, local: &Locals<'_>, role: usize, counts: &dyn Fn(&Post) -> bool) -> Vec<Group> {
    if !facts.people.is_staffed() {
        return vec![Group { terms: Terms::of_role(&facts.corpus.roles[role]).pay(), heads: None, fte: None }];
    }
    let mut groups: Vec<Group> = Vec::new();
    let posts: Vec<(&Post, Pay)> =
        facts.people.posts_of(role).filter(|post| counts(post)).map(|post| (post, local.at(post.unit, role).pay())).collect();
    let elsewhere = paid_elsewhere(&facts.people, &posts);
    for (&(post, terms), elsewhere) in posts.iter().zip(elsewhere) {
        // A place that is vacant has its money.
        let heads = post.heads.map(|heads| (heads + post.vacancies).saturating_sub(elsewhere));
        match groups.iter_mut().find(|group| group.terms == terms) {
            Some(group) => {
                group.heads = group.heads.zip(heads).map(|(a, b)| a + b);
                group.fte = group.fte.zip(post.budgeted()).map(|(a, b)| a + b);
            }
            None => groups.push(Group { terms, heads, fte: post.budgeted() }),
        }
    }
    groups
}

/// For each of the posts of a role, how many in it have their stipend in another of them: it is paid once to a person,
/// and where terms differ it is the largest.
fn paid_elsewhere(people: &People, posts: &[(&Post, Pay)]) -> Vec<u32> {
    let stipend = |at: usize| posts[at].1.stipend.map_or(0.0, |stipend| stipend.value);
    let mut paid: FxHashMap<&str, usize> = FxHashMap::default();
    for (at, (post, _)) in posts.iter().enumerate() {
        for code in people.who_have_several(post) {
            let best = paid.entry(code).or_insert(at);
            if stipend(at) > stipend(*best) {
                *best = at;
            }
        }
    }
    let not_here =
        |(at, (post, _)): (usize, &(&Post, Pay))| people.who_have_several(post).filter(|code| paid.get(code) != Some(&at)).count();
    posts.iter().enumerate().map(not_here).map(|count| u32::try_from(count).unwrap_or(u32::MAX)).collect()
}

/// What a group costs: its release, and where it is the first that is paid so, the stipends of all who are: for how
/// many, where that is known.
fn pay_role(bill: &mut Bill, corpus: &Corpus, role: usize, group: &Group, stipends: Option<Option<u32>>) {
    let payee = Loc::item(Collection::Roles, role);
    let id = corpus.roles[role].id();
    let stipend = group.terms.stipend.filter(|stipend| stipend.value != 0.0);
    let release = group.terms.release.filter(|release| release.value.0 > 0.0);
    if group.terms.stipend.is_none() && group.terms.release.is_none() {
        bill.unknown.push((payee, Unknown::Price));
    }
    if let Some((stipend, heads)) = stipend.zip(stipends) {
        match heads {
            Some(heads) => {
                let label = format!("{id}, stipend: {heads} × {}", written(stipend.value));
                bill.lines.push(Line { payee, what: What::Stipend, label, amount: Exact::from(stipend.value) * heads, span: stipend.span });
            }
            None => bill.unknown.push((payee, Unknown::Heads)),
        }
    }
    if let Some(release) = release {
        match (group.fte, corpus.settings.replacement_salary) {
            (Some(fte), Some(salary)) => {
                let label = format!("{id}, release: {} × {}% × {}", written(fte), release.value.0, written(salary.value));
                let amount = fte * release.value.share() * salary.value;
                bill.lines.push(Line { payee, what: What::Release, label, amount, span: release.span });
            }
            (None, _) => bill.unknown.push((payee, Unknown::Heads)),
            (_, None) => bill.unknown.push((payee, Unknown::Salary)),
        }
    }
}

fn pay_action(bill: &mut Bill, act: &super::work::Act<'_>) {
    let (payee, action) = (act.loc(), &act.entry.value);
    if action.cost.is_none() && action.saves.is_none() {
        bill.unknown.push((payee, Unknown::Price));
    }
    for (what, word, money) in [(What::Cost, "cost", action.cost), (What::Saving, "saving", action.saves)] {
        if let Some(money) = money {
            let label = format!("{}, {word}", act.entry.id());
            bill.lines.push(Line { payee, what, label, amount: money.value.into(), span: money.span });
        }
    }
}

/// An amount or a count as people write it: `187,080`, `2.4`, `−1,080`; two digits after the point at most.
pub fn written(amount: impl Into<f64>) -> String {
    let text = fixed(amount, 2);
    let (whole, rest) = text.split_once('.').unwrap_or((&text, ""));
    let (sign, digits) = whole.strip_prefix('-').map_or(("", whole), |digits| ("−", digits));
    let mut text = String::from(sign);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    let rest = rest.trim_end_matches('0');
    if !rest.is_empty() {
        text.push('.');
        text.push_str(rest);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::load::{Sources, load};

    const FRAMEWORK: &str = "
decisions:
  release: {question: How much release?, stance: loose, governs: mentor.release}
funds:
  swap: {title: Swap, amount: 187080, neutral: true}
roles:
  resident: {title: Resident, stipend: 20000, funded_by: swap}
  mentor: {title: Mentor, stipend: 4000, release: 10%, funded_by: swap}
units:
  one: {title: One, kind: school, staff: {resident: 4, mentor: 4}}
  two: {title: Two, kind: school, staff: {resident: 2, mentor: 2}, overrides: {mentor: {release: 20%}}}
priorities:
  grow:
    title: Grow
    status: active
    actions:
      cover: {title: Cover, saves: 151080, funded_by: swap}
      fees: {title: Fees, funded_by: swap}
";

    fn account(settings: &str) -> Account {
        let (corpus, _) = load(&Sources::from_texts([("a.yaml", FRAMEWORK), ("rolewright.toml", settings)]));
        let day = jiff::civil::date(2026, 11, 22);
        accounts(&Facts::new(&corpus, day)).remove(0)
    }

    #[test]
    fn the_account_of_a_fund_shows_its_working() {
        let account = account("replacement_salary = 58000");
        let lines: Vec<String> = account.lines.iter().map(|line| format!("{} = {}", line.label, written(line.amount))).collect();
        assert_eq!(
            lines,
            [
                "mentor, stipend: 6 × 4,000 = 24,000",
                "mentor, release: 4 × 10% × 58,000 = 23,200",
                "mentor, release: 2 × 20% × 58,000 = 23,200",
                "resident, stipend: 6 × 20,000 = 120,000",
                "cover, saving = 151,080",
            ]
        );
        assert_eq!([account.spent(), account.saved(), account.net()].map(Exact::f64), [190_400.0, 151_080.0, 39_320.0]);
        assert_eq!(account.unknown.iter().map(|&(_, why)| why).collect::<Vec<_>>(), [Unknown::Price]);
    }

    #[test]
    fn what_no_fund_pays_is_counted_too() {
        let text = "funds:\n  gift: {title: Gift}\nroles:\n  lead: {title: Lead, stipend: 3000, release: 20%}\n  paid: {title: Paid, stipend: 1, funded_by: gift}\n  teacher: {title: Teacher}\nunits:\n  a: {title: A, kind: school, staff: {lead: 2, paid: 1, teacher: 9}}\n  b: {title: B, kind: school, staff: {lead: 1}}\n";
        let (corpus, _) = load(&Sources::from_texts([("a.yaml", text), ("rolewright.toml", "replacement_salary = 50000")]));
        let facts = Facts::new(&corpus, jiff::civil::date(2026, 11, 22));
        let of = |counts: &dyn Fn(&Post) -> bool| {
            let bill = unfunded(&facts, counts, true);
            (bill.lines.iter().map(|line| line.amount).sum::<Exact>().f64(), bill.unknown.len())
        };
        // 3 × 3,000 + 3 × 20 % × 50,000; in the first school 2 of each.
        assert_eq!(of(&|_| true), (39_000.0, 0));
        assert_eq!(of(&|post| post.unit == 0), (26_000.0, 0));
        assert_eq!(accounts_of_posts(&facts, &|post| post.unit == 1).remove(0).spent().f64(), 0.0);
    }

    #[test]
    fn without_a_price_for_release_it_is_unknown_rather_than_free() {
        let account = account("");
        assert_eq!(account.spent().f64(), 144_000.0);
        assert_eq!(account.unknown.iter().filter(|(_, why)| *why == Unknown::Salary).count(), 2);
    }

    #[test]
    fn amounts_are_written_as_people_write_them() {
        let all: Vec<String> = [0.0, 999.0, 1000.0, 187_080.0, -1080.0, 2.4, 1.05, 1_234_567.999, -0.001, 2.675].map(written).into();
        assert_eq!(all, ["0", "999", "1,000", "187,080", "−1,080", "2.4", "1.05", "1,234,568", "0", "2.68"]);
    }
}
