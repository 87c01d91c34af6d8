//! A competency that people meet once and never practise.

use super::Ctx;
use crate::analysis::development::is_one_off_only;
use crate::diag::{Case, Level, Reporter};
use crate::text::listed;

rule! {
    "one-off-only", Competencies,
    "every offering for a competency happens once",
    cases: [Case::new("one-off-only", Level::Advice)],
    thresholds: [],
    check
}

fn check(cx: &Ctx<'_>, out: &mut Reporter<'_>) {
    for competency in cx.corpus.competencies.iter().filter(|competency| !competency.offerings.is_empty()) {
        let address = competency.address();
        match is_one_off_only(competency) {
            Some(false) => out.met(),
            None => out.not_assessed(address, "an offering does not say whether it goes on", "competencies.ID.offerings.ID.mode"),
            Some(true) => {
                let names: Vec<&str> = competency.offerings.iter().map(|offering| offering.id()).collect();
                let message = match &names[..] {
                    [one] => format!("the only offering for {} is {one}, which happens once", competency.id()),
                    several => format!("all {} ways to learn {} happen once: {}", several.len(), competency.id(), listed(several)),
                };
                let finding = out.report("one-off-only", competency.span(), message);
                finding.item(address).help("Follow it with something that goes on: coaching, a learning cycle, visits between colleagues.");
                for offering in competency.offerings.iter() {
                    finding.related(offering.span(), "one-off");
                }
            }
        }
    }
}
