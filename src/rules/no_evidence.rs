//! Something that people must be able to do, and no way for them to show it.

use super::Ctx;
use crate::analysis::development::{Need, Needs, Path};
use crate::diag::{Case, Finding, Level, Reporter};

rule! {
    "no-evidence", Competencies,
    "a role must have a competency at a level for which there is no evidence, or nobody to judge it",
    cases: [Case::missing("nothing-to-show", Level::Warning), Case::missing("no-judge", Level::Warning)],
    thresholds: [],
    check
}

fn check(cx: &Ctx<'_>, out: &mut Reporter<'_>) {
    let needs = &cx.facts.needs;
    for at in 0..cx.corpus.competencies.len() {
        let (mut unseen, mut unjudged, mut asked) = (Vec::new(), Vec::new(), false);
        for need in needs.of_competency(at) {
            asked = true;
            let path = needs.path(need);
            if path.evidence.is_empty() {
                unseen.push(need);
            } else if !path.judged {
                unjudged.push((need, path));
            }
        }
        if !unseen.is_empty() {
            let finding = nothing_to_show(cx, out, at, &unseen, needs);
            for (need, _) in unjudged {
                finding.related(need.span(), "for this level there is evidence, but nobody to judge it");
            }
        } else if !unjudged.is_empty() {
            no_judge(cx, out, at, &unjudged, needs);
        } else if asked {
            out.met();
        }
    }
}

fn nothing_to_show<'o>(cx: &Ctx<'_>, out: &'o mut Reporter<'_>, at: usize, unseen: &[&Need<'_>], all: &Needs<'_>) -> &'o mut Finding {
    let competency = &cx.corpus.competencies[at];
    let (place, span) = all.place(at, unseen);
    let message = match levels(unseen) {
        levels if levels.is_empty() => format!("nothing says how someone shows {}", competency.id()),
        levels => format!("nothing says how someone shows {} at {}", competency.id(), levels.join(" or ")),
    };
    let finding = out.report("nothing-to-show", span, message);
    for need in unseen {
        finding.related(need.span(), format!("asked of {} here", cx.corpus.roles[need.role].id()));
    }
    let help = "Name an artefact from the work itself under “evidence”, the level it shows, and who judges it.";
    finding.item(cx.corpus.address(place)).help(help)
}

fn no_judge(cx: &Ctx<'_>, out: &mut Reporter<'_>, at: usize, unjudged: &[(&Need<'_>, Path)], all: &Needs<'_>) {
    let competency = &cx.corpus.competencies[at];
    let needs: Vec<&Need<'_>> = unjudged.iter().map(|(need, _)| *need).collect();
    let mut evidence: Vec<usize> = unjudged.iter().flat_map(|(_, path)| path.evidence.iter().copied()).collect();
    evidence.sort_unstable();
    evidence.dedup();
    let names: Vec<&str> = evidence.iter().map(|&at| competency.evidence[at].id()).collect();
    let span = evidence.first().map_or(competency.span(), |&at| competency.evidence[at].span());
    let message = format!("nobody is named to judge the evidence for {}: {}", competency.id(), names.join(", "));
    let finding = out.report("no-judge", span, message);
    let (place, _) = all.place(at, &needs);
    let help = "Name the role that judges it under “judged_by”: someone who has the competency at that level.";
    finding.item(cx.corpus.address(place)).help(help);
    for need in needs {
        finding.related(need.span(), format!("asked of {} here", cx.corpus.roles[need.role].id()));
    }
}

/// The levels asked for, each once, lowest first.
fn levels<'a>(needs: &[&Need<'a>]) -> Vec<&'a str> {
    let mut levels: Vec<(Option<usize>, &str)> = needs.iter().filter_map(|need| Some((need.rank, need.level()?))).collect();
    levels.sort_unstable();
    levels.dedup();
    levels.into_iter().map(|(_, level)| level).collect()
}
