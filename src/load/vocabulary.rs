//! Words that must be of the framework's own vocabulary: levels, grades, proficiencies.

use crate::diag::{Finding, structure};
use crate::model::{Competency, Corpus, Item, Requires, Text, nearest};
use crate::text::excerpt;

/// Reports words that no scale of the framework has.
pub(super) fn check(corpus: &Corpus) -> Vec<Finding> {
    let mut checker = Checker { corpus, findings: Vec::new() };
    checker.levels();
    checker.grades();
    checker.proficiencies();
    checker.requirements();
    checker.holders();
    checker.weights();
    checker.findings
}

struct Checker<'a> {
    corpus: &'a Corpus,
    findings: Vec<Finding>,
}

impl Checker<'_> {
    fn levels(&mut self) {
        let known = self.corpus.settings.level_names();
        let mut check = |level: &Option<Text>, item: &dyn Fn() -> String| {
            if let Some(level) = level {
                self.findings.extend(unknown_word(level, "a level of this framework", &known, item));
            }
        };
        for role in &self.corpus.roles {
            check(&role.level, &|| role.address().to_string());
        }
        for committee in &self.corpus.committees {
            check(&committee.level, &|| committee.address().to_string());
        }
        for decision in &self.corpus.decisions {
            check(&decision.level, &|| decision.address().to_string());
        }
        for priority in &self.corpus.priorities {
            check(&priority.level, &|| priority.address().to_string());
            for action in &*priority.actions {
                check(&action.value.level, &|| format!("priorities/{}/{}", priority.id(), action.id()));
            }
        }
    }

    /// Grades have an order only where settings state it; without one, any word is a grade.
    fn grades(&mut self) {
        let known: Vec<&str> = self.corpus.settings.grades.iter().map(|grade| &*grade.value).collect();
        if known.is_empty() {
            return;
        }
        let units = self.corpus.units.iter().map(|unit| (&unit.grades, "units", unit.id()));
        let priorities = self.corpus.priorities.iter().map(|p| (&p.grades, "priorities", p.id()));
        for (grades, collection, id) in units.chain(priorities) {
            for grade in grades {
                self.findings.extend(unknown_word(grade, "a grade in rolewright.toml", &known, || format!("{collection}/{id}")));
            }
        }
    }

    fn proficiencies(&mut self) {
        for competency in &self.corpus.competencies {
            let address = || competency.address().to_string();
            for entry in &*competency.indicators {
                self.proficiency(&entry.key, competency, address);
            }
            for offering in &*competency.offerings {
                if let Some(reaches) = &offering.value.reaches {
                    self.proficiency(reaches, competency, || format!("{}/{}", address(), offering.id()));
                }
            }
            for evidence in &*competency.evidence {
                if let Some(at) = &evidence.value.at {
                    self.proficiency(at, competency, || format!("{}/{}", address(), evidence.id()));
                }
            }
        }
    }

    fn requirements(&mut self) {
        for role in &self.corpus.roles {
            self.required(role.requires.as_ref(), &|| role.address().to_string());
        }
        for duty in &self.corpus.duties {
            self.required(duty.requires.as_ref(), &|| duty.address().to_string());
        }
        for priority in &self.corpus.priorities {
            for action in &*priority.actions {
                self.required(action.value.requires.as_ref(), &|| format!("priorities/{}/{}", priority.id(), action.id()));
            }
        }
    }

    fn required(&mut self, requires: Option<&Requires>, item: &dyn Fn() -> String) {
        for requirement in requires.into_iter().flatten() {
            if let (Some(at), Some(to)) = (&requirement.expects.at, requirement.competency.to) {
                self.proficiency(at, &self.corpus.competencies[to.index()], item);
            }
        }
    }

    fn holders(&mut self) {
        for unit in &self.corpus.units {
            for staff in &*unit.staff {
                for holder in &*staff.value.detail.holders {
                    for has in &*holder.value.has {
                        if let Some(to) = has.key.to {
                            self.proficiency(&has.value, &self.corpus.competencies[to.index()], || unit.address().to_string());
                        }
                    }
                }
            }
        }
    }

    fn proficiency(&mut self, level: &Text, competency: &Item<Competency>, item: impl FnOnce() -> String) {
        if let Some(scale) = self.corpus.scale_of(competency) {
            if scale.rank(&level.value).is_some() {
                return;
            }
            let known: Vec<&str> = scale.levels.iter().map(|level| &*level.value).collect();
            self.findings.extend(unknown_word(level, "a level of the scale", &known, item));
        }
    }

    fn weights(&mut self) {
        for priority in &self.corpus.priorities {
            if let Some(weight) = priority.weight.filter(|weight| weight.value <= 0.0) {
                let meta = &structure::BAD_VALUE;
                let message = format!("“weight” says {}, but a weight must be above 0", weight.value);
                let mut finding = Finding::new(meta, meta.case("not-allowed"), Some(weight.span), message);
                finding.item(priority.address()).help("Leave it out if the priority should not count apart.");
                self.findings.push(finding);
            }
        }
    }
}

fn unknown_word(word: &Text, what: &str, known: &[&str], item: impl FnOnce() -> String) -> Option<Finding> {
    if known.contains(&&*word.value) {
        return None;
    }
    let meta = &structure::BAD_VALUE;
    let message = format!("“{}” is not {what}", excerpt(&word.value, 40));
    let mut finding = Finding::new(meta, meta.case("not-allowed"), Some(word.span), message);
    let all = known.join(", ");
    match nearest(&word.value, known.iter().copied()).first() {
        Some(near) => finding.help(format!("Did you mean “{near}”? There are: {all}.")),
        None => finding.help(format!("There are: {all}.")),
    };
    finding.item(item());
    Some(finding)
}
