//! The JSON of `load`, version 1.

use crate::analysis::cliffs::Cliff;
use crate::analysis::money::{Account, Line, Unknown, What};
use crate::analysis::span::Waiting;
use crate::analysis::time::{Basis, Gap, Source};
use crate::audit::Audit;
use crate::audit::workload::{Coaching, CommitteeHours, RoleLoad, Standing, Supervision, WeekLoad, Workload};
use crate::model::{Corpus, Loc};
use crate::rules::Room;
use crate::text::Exact;
use serde_json::{Value, json};

/// `load`. What is not stated is null, never zero.
pub fn workload(audit: &Audit, load: &Workload) -> Value {
    let corpus = &audit.corpus;
    json!({
        "version": 1,
        "as_of": audit.as_of.to_string(),
        "unit": load.scope.unit.map(|unit| corpus.units[unit].id()),
        "role": load.scope.role.map(|role| corpus.roles[role].id()),
        "contract_hours": load.contract,
        "roles": load.roles.iter().map(|role| role_load(corpus, role)).collect::<Vec<_>>(),
        "committees": load.committees.iter().map(|hours| committee(corpus, hours)).collect::<Vec<_>>(),
        "funds": load.accounts.iter().map(|account| fund(corpus, load, account)).collect::<Vec<_>>(),
        "paid_by_no_fund": load.unfunded.lines.iter().map(|line| money(corpus, line)).collect::<Vec<_>>(),
    })
}

fn role_load(corpus: &Corpus, role: &RoleLoad) -> Value {
    json!({
        "role": corpus.roles[role.role].id(),
        "title": corpus.roles[role.role].title.as_ref().map(|title| &*title.value),
        "weeks": role.weeks.iter().map(|load| week(corpus, load)).collect::<Vec<_>>(),
        "vacant_in": role.vacant.iter().map(|&unit| corpus.units[unit].id()).collect::<Vec<_>>(),
        "waiting": role.waiting.iter().map(|one| waiting(corpus, one)).collect::<Vec<_>>(),
        "supervision": role.supervision.iter().map(|one| supervision(corpus, one)).collect::<Vec<_>>(),
    })
}

fn waiting(corpus: &Corpus, waiting: &Waiting) -> Value {
    json!({
        "unit": corpus.units[waiting.unit].id(),
        "role": corpus.roles[waiting.of].id(),
        "people": waiting.people,
        "for": if waiting.coach { "coaching" } else { "supervision" },
    })
}

fn week(corpus: &Corpus, load: &WeekLoad) -> Value {
    let week = &load.week;
    let lines: Vec<Value> = week
        .lines
        .iter()
        .map(|line| {
            let (kind, each) = match line.source {
                Source::Routine { kind, each } => (kind.map_or("routine", |kind| kind.name()), each),
                Source::Committee(_) => ("committee", false),
            };
            json!({
                "what": line.label, "kind": kind, "for_each_person": each, "with_teachers": line.source.is_with_teachers(),
                "minutes": line.minutes, "times_a_week": line.times, "people_or_seats": line.people, "hours": line.hours,
            })
        })
        .collect();
    let shares: Vec<Value> = load.duties.iter().map(|(duty, share)| json!({"duty": duty, "share": share})).collect();
    json!({
        "unit": load.unit.map(|unit| corpus.units[unit].id()),
        "units": load.units.iter().map(|&unit| corpus.units[unit].id()).collect::<Vec<_>>(),
        "holders": load.codes,
        "people": load.heads,
        "local": load.local,
        "declared": {
            "teaching": load.declared.teaching,
            "duties": shares,
            "total": load.declared.is_stated().then(|| load.declared.total()),
            "duties_hours": load.declared_hours(),
        },
        "calendar": {
            "position": week.position,
            "contract_hours": week.contract,
            "release": week.release,
            "release_hours": week.capacity,
            "lines": lines,
            "hours": load.hours(),
            "at_least": load.is_at_least(),
            "not_stated": week.gaps.iter().map(|gap| gap_name(*gap)).collect::<Vec<_>>(),
            "used": load.used(),
            "hours_with_teachers": load.has_routines.then(|| week.hours_with_teachers()),
            "room": room(load.room),
            "minutes_for_each_further_person": Some(week.minutes_each()).filter(|minutes| *minutes > Exact::ZERO),
            "full_at_people": week.full_at().map(|full| full.max(Exact::ZERO)),
        },
        "difference_hours": load.difference(),
        "coaching": load.coaching.as_ref().map(|one| coaching(corpus, one)),
    })
}

fn gap_name(gap: Gap) -> &'static str {
    match gap {
        Gap::People => "people",
        Gap::Minutes => "minutes",
        Gap::Times => "per_week",
    }
}

fn room(room: Room) -> Value {
    match room {
        Room::Over => json!({"verdict": "over"}),
        Room::Tight => json!({"verdict": "tight"}),
        Room::Enough => json!({"verdict": "enough"}),
        Room::NotAssessed(because, unlock) => json!({"verdict": "not assessed", "because": because, "unlock": unlock}),
    }
}

fn stands(standing: Standing) -> Value {
    match standing {
        Standing::OverOwnLimit => json!({"verdict": "over own limit"}),
        Standing::OverNorm => json!({"verdict": "over the norm"}),
        Standing::UnderNorm => json!({"verdict": "very few"}),
        Standing::Within => json!({"verdict": "within"}),
        Standing::NotAssessed(because, unlock) => json!({"verdict": "not assessed", "because": because, "unlock": unlock}),
    }
}

fn counted(corpus: &Corpus, counted: &[(usize, u32)]) -> Vec<Value> {
    counted.iter().map(|&(role, people)| json!({"role": corpus.roles[role].id(), "people": people})).collect()
}

fn coaching(corpus: &Corpus, coaching: &Coaching) -> Value {
    let basis = coaching.basis.map(|basis| match basis {
        Basis::Counted => "counted",
        Basis::Maximum => "coaches.max",
        Basis::Minimum => "coaches.min",
    });
    json!({
        "people": coaching.people,
        "basis": basis,
        "counted": counted(corpus, &coaching.counted),
        "own_limit": coaching.own,
        "norm": coaching.norm.map(|norm| json!({
            "most": norm.most, "threshold": norm.threshold.name, "standing": norm.threshold.standing.name(),
        })),
        "stands": stands(coaching.standing),
    })
}

fn supervision(corpus: &Corpus, supervision: &Supervision) -> Value {
    json!({
        "unit": corpus.units[supervision.unit].id(),
        "people": supervision.heads,
        "direct_reports_of_each": supervision.each,
        "counted": counted(corpus, &supervision.counted),
        "stands": stands(supervision.standing),
    })
}

fn committee(corpus: &Corpus, hours: &CommitteeHours) -> Value {
    let sitting = hours.sitting.iter();
    json!({
        "committee": corpus.committees[hours.committee].id(),
        "minutes_a_week": hours.minutes(),
        "sitting": sitting
            .map(|seat| json!({"role": corpus.roles[seat.role].id(), "seats": seat.seats, "people": seat.people}))
            .collect::<Vec<_>>(),
        "people": hours.people(),
        "hours_a_week": hours.minutes().map(|minutes| minutes / 60_u32 * hours.people()),
    })
}

fn fund(corpus: &Corpus, load: &Workload, account: &Account) -> Value {
    let item = &corpus.funds[account.fund];
    let ends: Vec<Value> = load.cliffs.iter().filter(|(_, fund, _)| *fund == account.fund).map(|cliff| cliff_of(corpus, cliff)).collect();
    let unknown = account.unknown.iter().map(|&(payee, why)| json!({"payee": corpus.address(payee), "because": why_unknown(why)}));
    json!({
        "fund": item.id(),
        "kind": item.kind.map(|kind| kind.value.name()),
        "amount": item.amount.map(|amount| amount.value),
        "ends": item.ends.map(|ends| ends.last().to_string()),
        "neutral": item.neutral.map(|neutral| neutral.value),
        "lines": account.lines.iter().map(|line| money(corpus, line)).collect::<Vec<_>>(),
        "not_counted": unknown.collect::<Vec<_>>(),
        "pays": account.spent(),
        "saves": account.saved(),
        "net": account.net(),
        "cliffs": ends,
    })
}

fn cliff_of(corpus: &Corpus, (payee, _, cliff): &(Loc, usize, Cliff)) -> Value {
    let payee = corpus.address(*payee);
    match cliff {
        Cliff::None => json!({"payee": payee, "cliff": "none"}),
        Cliff::Lasting => json!({"payee": payee, "cliff": "lasting work on money that does not last"}),
        Cliff::MoneyEndsFirst(work, money) => {
            json!({"payee": payee, "cliff": "money ends first", "work_ends": work.last().to_string(), "money_ends": money.last().to_string()})
        }
        Cliff::NoEnd => json!({"payee": payee, "cliff": "not assessed", "unlock": "funds.ID.ends"}),
        Cliff::NoKind => json!({"payee": payee, "cliff": "not assessed", "unlock": "funds.ID.kind"}),
    }
}

fn why_unknown(why: Unknown) -> &'static str {
    match why {
        Unknown::Heads => "nobody says how many people hold the role",
        Unknown::Salary => "rolewright.toml does not state replacement_salary",
        Unknown::Price => "no price is stated",
    }
}

fn money(corpus: &Corpus, line: &Line) -> Value {
    let what = match line.what {
        What::Stipend => "stipend",
        What::Release => "release",
        What::Cost => "cost",
        What::Saving => "saving",
    };
    json!({"payee": corpus.address(line.payee), "what": what, "working": line.label, "amount": line.amount})
}
