//! Words that leave open what is done.

use super::work::Duty;

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
    &["is", "involved"],
    &["is", "responsible"],
    &["help"],
    &["liaise"],
    &["participate"],
    &["responsible", "for"],
    &["support"],
    &["take", "part"],
    &["work", "with"],
];

/// The vague words that a duty starts with, where it states no outcome that would make them clear.
pub fn vague(does: &str, so_that: Option<&str>) -> Option<String> {
    let outcome = so_that.is_some_and(|outcome| !outcome.trim().is_empty());
    if outcome { None } else { vague_start(does) }
}

/// Whether a responsibility, with what its shared duty says, leaves open what is done; absent where it does not
/// say what is done.
pub fn is_vague(duty: &Duty<'_>) -> Option<bool> {
    Some(vague(duty.does?, duty.so_that.map(|text| &*text.value)).is_some())
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
