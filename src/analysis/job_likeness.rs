//! How alike two jobs are, by their duties.
//!
//! Two duties that name the same shared duty are the same. Of the others, those whose words are at least half
//! alike are paired, the most alike first, each duty once. The likeness of the jobs is the sum of the pairs'
//! likenesses ÷ duties in either job (both jobs' duties less that sum): 1 where all are the same, 0 where none is.

use super::Facts;
use super::similarity::Words;
use super::word_sets::{Sets, pairs};
use super::work::Duty;

/// Below this, two duties that share a few words are still two duties.
pub const FLOOR: f64 = 0.5;

/// Two jobs compared.
#[derive(Clone, Debug, PartialEq)]
pub struct JobLikeness {
    /// Duties of the first.
    pub first: usize,
    /// Duties of the second.
    pub second: usize,
    /// The sum of the likenesses of the pairs.
    pub alike: f64,
    /// Words that the most alike pair shares, in the first job's form; empty for a shared duty.
    pub words: Vec<String>,
}

impl JobLikeness {
    /// Compares the duties of two roles; absent where one of them states none.
    pub fn between(facts: &Facts<'_>, first: usize, second: usize) -> Option<Self> {
        let stated = |role| facts.work.duties_of(role).filter(|duty| duty.does.is_some()).collect::<Vec<_>>();
        let (first, second) = (stated(first), stated(second));
        (!first.is_empty() && !second.is_empty()).then(|| compare(&first, &second))
    }

    /// Duties in either job.
    pub fn either(&self) -> f64 {
        (self.first + self.second) as f64 - self.alike
    }

    /// From 0 to 1.
    pub fn value(&self) -> f64 {
        self.alike / self.either()
    }
}

fn compare(first: &[&Duty<'_>], second: &[&Duty<'_>]) -> JobLikeness {
    let mut seconds: Vec<&Duty<'_>> = second.to_vec();
    // A shared duty is the same duty, whatever words stand beside it.
    let mut firsts: Vec<&Duty<'_>> = Vec::new();
    for &duty in first {
        match seconds.iter().position(|other| same_shared(duty, other)) {
            Some(at) => drop(seconds.remove(at)),
            None => firsts.push(duty),
        }
    }
    let shared = first.len() - firsts.len();
    let (sum, words) = pair_by_words(&firsts, &seconds);
    JobLikeness { first: first.len(), second: second.len(), alike: shared as f64 + sum, words }
}

fn same_shared(a: &Duty<'_>, b: &Duty<'_>) -> bool {
    a.shared.zip(b.shared).is_some_and(|(a, b)| std::ptr::eq(a, b))
}

/// The sum of the likenesses of the duties paired by their words, and the words of the first pair.
fn pair_by_words(firsts: &[&Duty<'_>], seconds: &[&Duty<'_>]) -> (f64, Vec<String>) {
    let texts: Vec<&str> = firsts.iter().chain(seconds).map(|duty| duty.does.map_or("", |does| &does.value)).collect();
    let across = |a: usize, b: usize| a < firsts.len() && b >= firsts.len();
    let mut near = pairs(&Sets::of(texts.iter().copied()), FLOOR, across);
    near.sort_by(|x, y| y.likeness.total_cmp(&x.likeness).then((x.a, x.b).cmp(&(y.a, y.b))));
    let words =
        near.first().map(|pair| Words::of(texts[pair.a]).shared(&Words::of(texts[pair.b])).into_iter().map(ToOwned::to_owned).collect());
    let mut taken = vec![false; texts.len()];
    let mut sum = 0.0;
    for pair in near {
        if !taken[pair.a] && !taken[pair.b] {
            (taken[pair.a], taken[pair.b]) = (true, true);
            sum += pair.likeness;
        }
    }
    (sum, words.unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::load::{Sources, load};

    fn likeness(a: &str, b: &str) -> Option<JobLikeness> {
        let text = format!(
            "duties:\n  plan: {{does: Plan lessons}}\nroles:\n  a:\n    title: A\n    responsibilities: {{{a}}}\n  \
             b:\n    title: B\n    responsibilities: {{{b}}}\n"
        );
        let (corpus, answers) = load(&Sources::from_texts([("a.yaml", text.as_str())]));
        assert!(answers.findings.is_empty(), "{:?}", answers.findings);
        let facts = Facts::new(&corpus, jiff::civil::date(2026, 11, 22));
        JobLikeness::between(&facts, 0, 1)
    }

    #[test]
    fn shared_duties_and_alike_words_are_summed() {
        let made = likeness("x: {duty: plan}, y: {does: Lead weekly cycle}", "x: {duty: plan}, z: {does: Leads weekly team cycle}");
        let made = made.expect("both state duties");
        assert_eq!((made.first, made.second, made.alike), (2, 2, 1.75));
        assert_eq!(made.value(), 1.75 / 2.25);
        assert_eq!(made.words, ["cycle", "lead", "weekly"]);
    }

    #[test]
    fn different_jobs_are_not_alike_and_unstated_ones_not_compared() {
        assert_eq!(likeness("x: {does: Teach reading}", "x: {does: Coach novices weekly}").map(|made| made.value()), Some(0.0));
        assert_eq!(likeness("", "x: {does: Teach}"), None);
    }
}
