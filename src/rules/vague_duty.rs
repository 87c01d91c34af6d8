//! Duties that could mean anything.

use super::Ctx;
use crate::analysis::wording::vague;
use crate::diag::{Case, Level, Reporter, Standing, Threshold};
use crate::model::{ItemAddress, Text};
use crate::text::excerpt;

const MOST_WORDS: Threshold =
    Threshold { name: "most_words", unit: "words", default: 35.0, standing: Standing::Unsourced, source: "no source found; a judgement" };

rule! {
    "vague-duty", Language,
    "a duty starts with a word that could mean anything and states no outcome, or is too long to remember",
    cases: [Case::missing("vague", Level::Advice), Case::new("too-long", Level::Advice)],
    thresholds: [MOST_WORDS],
    check
}

fn check(cx: &Ctx<'_>, out: &mut Reporter<'_>) {
    for duty in &cx.corpus.duties {
        judge(duty.id(), duty.address(), duty.does.as_ref(), duty.so_that.as_ref(), out);
    }
    for duty in &cx.facts.work.duties {
        // What a shared duty says is judged once, where it is written.
        match (&duty.entry.value.does, &duty.entry.value.duty) {
            (None, Some(_)) => {}
            (does, _) => judge(duty.entry.id(), cx.corpus.address(duty.loc()), does.as_ref(), duty.so_that, out),
        }
    }
}

fn judge(id: &str, address: ItemAddress<'_>, does: Option<&Text>, so_that: Option<&Text>, out: &mut Reporter<'_>) {
    let Some(does) = does else {
        return out.not_assessed(address, "it does not say what is done", "roles.ID.responsibilities.ID.does");
    };
    let most = out.limit(&MOST_WORDS);
    // There can be no more words than places to part them, and those are counted much faster.
    let may_be_long = || 1.0 + does.bytes().filter(|byte| *byte <= b' ' || !byte.is_ascii()).count() as f64 > most;
    let count = if may_be_long() { does.split_whitespace().count() } else { 0 };
    match vague(does, so_that.map(|text| &*text.value)) {
        Some(start) => {
            let message = format!("“{}” starts with “{start}” and names no outcome: what would one see? (“{}”)", id, excerpt(does, 60));
            out.report("vague", does.span, message)
                .item(address)
                .help("Say what the person actually does, and add “so_that:” with what somebody else could see as a result.");
        }
        None if count as f64 > most => {
            let message = format!("“{id}” takes {count} words to say what is done ({most} at most): “{}”", excerpt(does, 60));
            out.report("too-long", does.span, message)
                .item(address)
                .help("Keep the one thing that is done; make the rest duties of their own, or the outcome (“so_that”).");
        }
        None => out.met(),
    }
}
