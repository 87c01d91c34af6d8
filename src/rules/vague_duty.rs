//! Duties that could mean anything.

use super::Ctx;
use crate::diag::{Case, Level, Reporter, Standing, Threshold};
use crate::model::Text;
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

/// First words that leave open what is done: one word, or several in this order.
const VAGUE: &[&[&str]] = &[
    &["aid"],
    &["assist"],
    &["be", "involved"],
    &["be", "responsible"],
    &["collaborate"],
    &["contribute"],
    &["coordinate"],
    &["co", "ordinate"],
    &["deal", "with"],
    &["engage", "with"],
    &["handle"],
    &["help"],
    &["liaise"],
    &["participate"],
    &["responsible", "for"],
    &["support"],
    &["take", "part"],
    &["work", "with"],
];

fn check(cx: &Ctx<'_>, out: &mut Reporter<'_>) {
    for duty in &cx.corpus.duties {
        let address = || format!("duties/{}", duty.id());
        judge(duty.id(), &address, duty.does.as_ref(), duty.so_that.as_ref(), out);
    }
    for duty in &cx.facts.work.duties {
        // What a shared duty says is judged once, where it is written.
        match (&duty.entry.value.does, &duty.entry.value.duty) {
            (None, Some(_)) => {}
            (does, _) => judge(duty.entry.id(), &|| cx.corpus.address(duty.loc()), does.as_ref(), duty.so_that, out),
        }
    }
}

fn judge(id: &str, address: &dyn Fn() -> String, does: Option<&Text>, so_that: Option<&Text>, out: &mut Reporter<'_>) {
    let Some(does) = does else {
        return out.not_assessed(address(), "it does not say what is done", "roles.ID.responsibilities.ID.does");
    };
    let most = out.limit(&MOST_WORDS);
    // A word and the space behind it take two bytes at least, so a short text need not be counted.
    let count = if does.len() as f64 >= most * 2.0 { does.split_whitespace().count() } else { 0 };
    let outcome = so_that.is_some_and(|outcome| !outcome.trim().is_empty());
    let vague = if outcome { None } else { vague_start(does) };
    match vague {
        Some(start) => {
            let message = format!("“{}” starts with “{start}” and names no outcome: what would one see? (“{}”)", id, excerpt(does, 60));
            out.report("vague", does.span, message)
                .item(address())
                .help("Say what the person actually does, and add “so_that:” with what somebody else could see as a result.");
        }
        None if count as f64 > most => {
            let message = format!("“{id}” takes {count} words to say what is done ({most} at most): “{}”", excerpt(does, 60));
            out.report("too-long", does.span, message)
                .item(address())
                .help("Keep the one thing that is done; make the rest duties of their own, or the outcome (“so_that”).");
        }
        None => out.met(),
    }
}

/// The vague words that a duty starts with, as it writes them; adverbs before them (“actively”) are looked past.
fn vague_start(does: &str) -> Option<String> {
    let words: Vec<&str> = does.split(|c: char| !c.is_alphanumeric() && c != '\'').filter(|word| !word.is_empty()).take(6).collect();
    let skip = words.iter().take_while(|word| word.len() > 4 && begins_or_ends(word.get(word.len() - 2..), "ly")).count();
    let words = words.get(skip..)?;
    let vague = VAGUE.iter().find(|vague| is_start(words, vague))?;
    Some(words.iter().take(vague.len()).map(|word| word.to_lowercase()).collect::<Vec<_>>().join(" "))
}

fn is_start(words: &[&str], vague: &[&str]) -> bool {
    let same = |at: usize, plain: &str| {
        let alike = words.get(at).filter(|word| begins_or_ends(word.get(..2), &plain[..2]));
        alike.is_some_and(|word| is_form_of(&word.to_lowercase(), plain, at + 1 == vague.len() || at == 0))
    };
    vague.iter().enumerate().all(|(at, plain)| same(at, plain))
}

/// Whether a part of a word, if it is there, is these letters: cheaper than writing the word in small letters.
fn begins_or_ends(part: Option<&str>, letters: &str) -> bool {
    part.is_some_and(|part| part.eq_ignore_ascii_case(letters))
}

/// Whether a word is `plain`, or `plain` with an ending: supports, supporting, coordinating.
fn is_form_of(word: &str, plain: &str, may_end: bool) -> bool {
    let stem = plain.strip_suffix('e').unwrap_or(plain);
    let endings = ["s", "es", "ed", "ing"];
    word == plain || (may_end && endings.iter().any(|ending| word.strip_suffix(ending).is_some_and(|root| root == plain || root == stem)))
}

#[cfg(test)]
mod tests {
    use super::vague_start;

    #[test]
    fn vague_words_are_known_in_every_form() {
        for (does, start) in [
            ("Support teachers", "support"),
            ("Supporting teachers", "supporting"),
            ("Coordinates testing", "coordinates"),
            ("Works with families", "works with"),
            ("Actively assist the team", "assist"),
            ("Being responsible for buses", "being responsible"),
            ("Co-ordinate rooms", "co ordinate"),
        ] {
            assert_eq!(vague_start(does).as_deref(), Some(start), "{does}");
        }
        for does in
            ["Work through three papers", "Lead the cycle", "Supply rooms with books", "Helpline: answer it", "Reply to families", ""]
        {
            assert_eq!(vague_start(does), None, "{does}");
        }
    }
}
