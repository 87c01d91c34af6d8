//! A competency that counts at one point of a career and is forgotten at the others.

use super::Ctx;
use crate::analysis::development::Need;
use crate::analysis::talent::{absent, is_evaluated_untaught};
use crate::diag::{Case, Level, Reporter, Standing, Threshold};
use crate::model::{Competency, Item, TalentUse};

const ABSENT_USES: Threshold = Threshold {
    name: "absent_uses",
    unit: "of the five talent uses",
    default: 2.0,
    standing: Standing::ExpertAdvice,
    source: "Learner-Centered Collaborative, on educator roles, for the five uses; for how many may be absent no source was found",
};

rule! {
    "talent-cycle-gap", Competencies,
    "a required competency is absent from two or more of the five talent uses, or evaluated but not taught",
    cases: [Case::new("absent-uses", Level::Advice), Case::new("evaluated-not-taught", Level::Advice)],
    thresholds: [ABSENT_USES],
    check
}

fn check(cx: &Ctx<'_>, out: &mut Reporter<'_>) {
    let needs = &cx.facts.needs;
    for (at, competency) in cx.corpus.competencies.iter().enumerate() {
        let asked: Vec<&Need<'_>> = needs.of_competency(at).collect();
        if asked.is_empty() {
            continue;
        }
        let address = competency.address();
        if competency.used_in.is_empty() {
            out.not_assessed(address, "the competency does not say where in a career it is used", "competencies.ID.used_in");
            continue;
        }
        let absent: Vec<&str> = absent(competency).into_iter().map(TalentUse::name).collect();
        if is_evaluated_untaught(competency) {
            let message = format!("people are evaluated on {}, and nothing teaches it", competency.id());
            out.report("evaluated-not-taught", place(competency, TalentUse::Evaluation), message)
                .item(address)
                .related(competency.span(), "no offering, and not used in learning")
                .help("Teach it, and say so under “offerings” and “used_in”; until then leave it out of evaluation.");
        } else if absent.len() as f64 >= out.limit(&ABSENT_USES) {
            let message = format!("{} is asked of {}, but plays no part in {}", competency.id(), people(cx, &asked), absent.join(", "));
            out.report("absent-uses", competency.span(), message)
                .item(address)
                .help("Use the same words at every step: when hiring, starting, learning, growing and evaluating. Or say why not.");
        } else {
            out.met();
        }
    }
}

fn place(competency: &Item<Competency>, talent: TalentUse) -> crate::text::Span {
    competency.used_in.iter().find(|used| used.value == talent).map_or(competency.span(), |used| used.span)
}

/// Up to three roles by name.
fn people(cx: &Ctx<'_>, needs: &[&Need<'_>]) -> String {
    let names: Vec<&str> = needs.iter().take(3).map(|need| cx.corpus.roles[need.role].id()).collect();
    match needs.len().saturating_sub(names.len()) {
        0 => names.join(", "),
        more => format!("{} and {more} more", names.join(", ")),
    }
}
