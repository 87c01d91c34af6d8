//! People who are not ready, or who were not asked.

use super::Ctx;
use crate::analysis::scores;
use crate::diag::{Case, Level, Reporter, Standing, Threshold};
use crate::model::{Assessment, AssessmentKind, Item, Loc, Phase};
use crate::text::figure::{beside, fixed};
use crate::text::{Exact, Span, excerpt};
use jiff::civil::Date;
use rustc_hash::{FxHashMap, FxHashSet};

const LEAST_READY: Threshold = Threshold {
    name: "least_ready",
    unit: "% of the range",
    default: 62.5,
    standing: Standing::Unsourced,
    source: "no source found; a judgement: 3.5 on a scale from 1 to 5",
};
const LEAST_ANSWERED: Threshold = Threshold {
    name: "least_answered",
    unit: "% of those asked",
    default: 50.0,
    standing: Standing::Unsourced,
    source: "no source found; a judgement",
};

rule! {
    "low-readiness", Readiness,
    "a dimension of a readiness survey is low, few answered, or work is in force where nobody was asked",
    cases: [Case::new("low-dimension", Level::Advice), Case::new("few-answers", Level::Advice), Case::missing("no-survey", Level::Advice)],
    thresholds: [LEAST_READY, LEAST_ANSWERED],
    check
}

fn check(cx: &Ctx<'_>, out: &mut Reporter<'_>) {
    let latest = latest(cx);
    for survey in cx.corpus.assessments.iter().filter(|survey| is_survey(survey)) {
        answered(survey, out);
        dimensions(survey, &latest, out);
    }
    was_asked(cx, out);
}

fn is_survey(assessment: &Assessment) -> bool {
    scores::is_of(assessment, AssessmentKind::Readiness)
}

fn answered(survey: &Item<Assessment>, out: &mut Reporter<'_>) {
    let address = survey.address();
    let (Some(responses), Some(invited)) = (survey.responses, survey.invited.filter(|invited| invited.value.0 > 0)) else {
        return out.not_assessed(address, "the survey does not say how many were asked and how many answered", "assessments.ID.invited");
    };
    let (answers, asked) = (responses.value.0, invited.value.0);
    let share = Exact::from(answers) * 100_u32 / asked;
    if share >= out.limit(&LEAST_ANSWERED) {
        return out.met();
    }
    out.report(
        "few-answers",
        responses.span,
        format!(
            "{answers} of {asked} people answered {} ({}%): too few to speak for the others",
            survey.id(),
            beside(share, out.limit(&LEAST_ANSWERED), 0).0
        ),
    )
    .item(address)
    .help("Ask again, in time that is set aside for it, and say what happened because of the last answers.");
}

/// Where, and about what, people were asked: the place and the dimension.
type Topic<'a> = (Option<Loc>, &'a str);

/// What a survey says of one dimension.
struct Dimension<'a> {
    name: &'a str,
    scores: Vec<f64>,
    lowest: Option<(f64, Span)>,
}

/// The day of the newest survey of each topic: an older one tells how it was, not how it is.
fn latest<'a>(cx: &Ctx<'a>) -> FxHashMap<Topic<'a>, Date> {
    let mut latest: FxHashMap<Topic<'a>, Date> = FxHashMap::default();
    for survey in cx.corpus.assessments.iter().filter(|survey| is_survey(survey)) {
        let Some(taken) = survey.taken else { continue };
        for dimension in split(survey) {
            let day = latest.entry((place(survey), dimension.name)).or_insert(taken.first());
            *day = taken.first().max(*day);
        }
    }
    latest
}

fn place(survey: &Assessment) -> Option<Loc> {
    survey.place.as_ref().and_then(|place| place.to)
}

/// Scored questions by dimension, in order of appearance.
fn split(survey: &Assessment) -> Vec<Dimension<'_>> {
    let mut all: Vec<Dimension<'_>> = Vec::new();
    let mut known: FxHashMap<&str, usize> = FxHashMap::default();
    for item in survey.items.iter() {
        let Some(score) = item.value.score else { continue };
        let name = item.value.dimension.as_ref().map_or("", |dimension| &*dimension.value);
        let at = *known.entry(name).or_insert_with(|| {
            all.push(Dimension { name, scores: Vec::new(), lowest: None });
            all.len() - 1
        });
        all[at].scores.push(score.value);
        if all[at].lowest.is_none_or(|(lowest, _)| score.value < lowest) {
            all[at].lowest = Some((score.value, score.span));
        }
    }
    all
}

fn dimensions(survey: &Item<Assessment>, latest: &FxHashMap<Topic<'_>, Date>, out: &mut Reporter<'_>) {
    let address = survey.address();
    let Some(range) = scores::range(survey) else {
        return out.not_assessed(address, "the survey does not say between which scores answers lie", "assessments.ID.range");
    };
    let all = split(survey);
    if all.is_empty() {
        return out.not_assessed(address, "the survey has no scores", "assessments.ID.items.ID.score");
    }
    let is_current = |name: &str| match (survey.taken, latest.get(&(place(survey), name))) {
        (Some(taken), Some(newest)) => taken.first() >= *newest,
        (None, Some(_)) => false,
        (_, None) => true,
    };
    for dimension in all.iter().filter(|dimension| is_current(dimension.name)) {
        judge(survey, dimension, range, out);
    }
}

fn judge(survey: &Item<Assessment>, dimension: &Dimension<'_>, (min, max): (f64, f64), out: &mut Reporter<'_>) {
    let mean = dimension.scores.iter().copied().map(Exact::from).sum::<Exact>() / dimension.scores.len();
    let share = (mean - min) * 100_u32 / (Exact::from(max) - min);
    let least = out.limit(&LEAST_READY);
    if share >= least {
        return out.met();
    }
    let name = if dimension.name.is_empty() { "the whole".to_owned() } else { format!("“{}”", excerpt(dimension.name, 60)) };
    let (share, least) = beside(share, least, 1);
    let mean = fixed(mean, 2);
    let message =
        format!("{name} stands at {mean} in {}: ({mean} − {min}) ÷ ({max} − {min}) = {share}% of the range, below {least}%", survey.id());
    out.report("low-dimension", dimension.lowest.map_or(survey.span(), |(_, span)| span), message)
        .item(survey.address())
        .help("Ask people what stands behind the lowest answer before asking more of them, and write down what will be done about it.");
}

/// Whether people were asked wherever the work is in force.
fn was_asked(cx: &Ctx<'_>, out: &mut Reporter<'_>) {
    let places: Vec<Option<usize>> =
        cx.corpus.assessments.iter().filter(|survey| is_survey(survey)).map(|survey| place(survey).map(Loc::index)).collect();
    let phase = cx.corpus.settings.phase.filter(|phase| phase.value == Phase::Active);
    if let (Some(phase), true) = (phase, places.is_empty()) {
        out.report("no-survey", phase.span, "the work is in force, and no readiness survey says how people stand to it")
            .help("Ask a few questions, the same ones each year, and enter the answers as an assessment of kind “readiness”.");
        return;
    }
    if phase.is_some() {
        out.met();
    }
    let asked: FxHashSet<usize> = places.iter().copied().flatten().collect();
    let everywhere = places.contains(&None);
    for (at, unit) in cx.corpus.units.iter().enumerate() {
        let Some(phase) = unit.phase.filter(|phase| phase.value == Phase::Active) else { continue };
        if everywhere || cx.facts.people.line(at).any(|up| asked.contains(&up)) {
            out.met();
            continue;
        }
        out.report("no-survey", phase.span, format!("the work is in force at {}, and no readiness survey was taken there", unit.id()))
            .item(unit.address())
            .help(
                "Ask a few questions, the same ones each year, and enter the answers as an assessment of kind “readiness” with this place.",
            );
    }
}
