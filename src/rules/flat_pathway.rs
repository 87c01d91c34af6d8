//! A career that goes nowhere: one rung, or rungs that are one job.

use super::Ctx;
use crate::analysis::job_likeness::JobLikeness;
use crate::diag::{Case, Level, Reporter, Standing, Threshold};
use crate::model::{Item, Pathway, Ref, target};
use crate::text::excerpt;
use crate::text::figure::{percent, rounded, short};

const LIKENESS: Threshold = Threshold {
    name: "duty_likeness",
    unit: "share of duties",
    default: 0.85,
    standing: Standing::Unsourced,
    source: "that rungs should differ: Leading Educators, on aligned roles; no source found for the number, a judgement",
};

rule! {
    "flat-pathway", Pathways,
    "a pathway has one rung, or two adjacent rungs with the same stipend and nearly the same duties",
    cases: [Case::new("same-job", Level::Warning), Case::new("one-rung", Level::Warning)],
    thresholds: [LIKENESS],
    check
}

fn check(cx: &Ctx<'_>, out: &mut Reporter<'_>) {
    for pathway in &cx.corpus.pathways {
        if let [only] = &pathway.rungs[..] {
            out.report("one-rung", only.span, format!("{} has one rung, {}, so nobody can rise on it", pathway.id(), only.text))
                .item(pathway.address())
                .help("Name the roles that come before or after it, or remove the pathway.");
        }
        for pair in pathway.rungs.windows(2) {
            if let [lower, upper] = pair {
                judge(cx, pathway, lower, upper, out);
            }
        }
    }
}

fn judge(cx: &Ctx<'_>, pathway: &Item<Pathway>, lower: &Ref<target::Role>, upper: &Ref<target::Role>, out: &mut Reporter<'_>) {
    // A rung that does not exist, or comes twice, is reported elsewhere.
    let (Some(below), Some(above)) = (lower.to, upper.to) else { return };
    if below == above {
        return;
    }
    let address = pathway.address();
    let stipends = cx.corpus.roles[below.index()].stipend.zip(cx.corpus.roles[above.index()].stipend);
    if stipends.is_some_and(|(a, b)| a != b) {
        return out.met();
    }
    let Some(likeness) = JobLikeness::between(cx.facts, below.index(), above.index()) else {
        return out.not_assessed(address, "a rung states no responsibilities", "roles.ID.responsibilities");
    };
    // A sum of shares of words, which a computer does not add up exactly.
    if rounded(likeness.value(), 12) < out.limit(&LIKENESS) {
        return out.met();
    }
    let Some((stipend, _)) = stipends else {
        return out.not_assessed(address, "two rungs have nearly the same duties, and a stipend is not stated", "roles.ID.stipend");
    };
    let words = match &likeness.words[..] {
        [] => String::new(),
        words => format!(" (such as {})", excerpt(&words.join(", "), 60)),
    };
    let message = format!(
        "{} and {} are one job with two names: the same stipend ({}), and {} of {} duties alike{words}, {}%",
        lower.text,
        upper.text,
        stipend.value,
        short(likeness.alike, 2),
        short(likeness.either(), 2),
        percent(likeness.value())
    );
    let finding = out.report("same-job", upper.span, message);
    finding.item(address).help("Give the upper rung work of its own and pay for it, or join the two.");
    for role in [below, above] {
        finding.related(cx.corpus.roles[role.index()].span(), "the duties compared");
    }
}
