//! An indicator's page: fixed headings, and a worked example that a test computes with the real formula.
//!
//! The fenced block under *Worked example* is read by that test: lines of input, then lines `figure = value`.

/// What is known about an indicator without computing it. One `static` each.
#[derive(Debug)]
pub struct IndicatorMeta {
    /// Kebab-case name: what `explain` takes.
    pub id: &'static str,
    /// One line: the question it answers.
    pub summary: &'static str,
    /// Its page, see [`IndicatorPage`].
    pub docs: &'static str,
}

impl IndicatorMeta {
    /// The page, taken apart.
    pub fn page(&self) -> IndicatorPage<'static> {
        IndicatorPage::parse(self.docs)
    }
}

/// A page taken apart: the text under each of [`IndicatorPage::HEADINGS`], trimmed, empty where absent.
#[derive(Clone, Copy, Debug, Default)]
pub struct IndicatorPage<'a> {
    /// In the order of the headings.
    pub sections: [&'a str; 8],
}

impl<'a> IndicatorPage<'a> {
    /// The headings a page must have, in order.
    pub const HEADINGS: [&'static str; 8] =
        ["What it says", "Formula", "Worked example", "Support", "Doubts", "How it fails", "What it needs", "Source"];

    /// Takes a page apart. Unknown headings are ignored here and refused by a test.
    pub fn parse(page: &'a str) -> Self {
        let mut parsed = IndicatorPage::default();
        for section in page.split("\n## ").skip(1) {
            let (heading, body) = section.split_once('\n').unwrap_or((section, ""));
            if let Some(at) = Self::HEADINGS.iter().position(|known| *known == heading.trim()) {
                parsed.sections[at] = body.trim();
            }
        }
        parsed
    }

    /// Heading and text of each section.
    pub fn iter(&self) -> impl Iterator<Item = (&'static str, &'a str)> {
        Self::HEADINGS.into_iter().zip(self.sections)
    }

    /// The formula as one paragraph.
    pub fn formula(&self) -> String {
        self.sections[1].split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// The lines of the fenced block under *Worked example*.
    pub fn example(&self) -> impl Iterator<Item = &'a str> {
        let block = self.sections[2].split("```").nth(1).unwrap_or("");
        block.lines().skip(1).map(str::trim).filter(|line| !line.is_empty())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::bench::Resilience;
    use crate::analysis::indicators::formulas::{Ratio, gini, pooled, porter, weighted_mean};
    use crate::audit::indicators::{catalogue, find};

    #[test]
    fn every_page_has_its_headings_in_order_and_something_under_each() {
        for meta in catalogue() {
            assert!(meta.docs.starts_with(&format!("# {}\n", meta.id)), "{}", meta.id);
            let headings: Vec<&str> = meta.docs.lines().filter_map(|line| line.strip_prefix("## ")).collect();
            assert_eq!(headings, IndicatorPage::HEADINGS, "{}", meta.id);
            for (heading, text) in meta.page().iter() {
                assert!(text.len() > 40, "{}: {heading}", meta.id);
            }
            assert!(meta.page().example().count() > 1, "{} has no example to compute", meta.id);
        }
    }

    #[test]
    fn no_indicator_has_the_name_of_a_rule() {
        assert!(crate::rules::catalogue().iter().all(|rule| find(rule.id).is_none()));
    }

    /// The numbers on a line, without its words.
    fn numbers(line: &str) -> Vec<f64> {
        line.split_whitespace().filter_map(|word| word.parse().ok()).collect()
    }

    /// The value of a figure, computed with the formula that the indicator uses.
    fn computed(id: &str, figure: &str, rows: &[Vec<f64>]) -> Option<f64> {
        let all = rows.iter().flatten().copied();
        let ratio = match (id, figure) {
            ("priority-coverage", "weighted") => weighted_mean(rows.iter().map(|row| (row[0], row[1] / row[2]))),
            ("priority-coverage", "unweighted") => weighted_mean(rows.iter().map(|row| (1.0, row[1] / row[2]))),
            ("emphasis-alignment", "index") => porter(&rows[..3].iter().map(|row| (row[0], row[1])).collect::<Vec<_>>()),
            ("emphasis-alignment", "aligned-time") => Ratio::new(rows[..3].iter().map(|row| row[1]).sum(), rows[3][0]),
            ("vertical-coherence", "weighted") => pooled(rows.iter().map(|row| (row[0], row[1], row[2]))),
            ("vertical-coherence", "unweighted") => pooled(rows.iter().map(|row| (1.0, row[1], row[2]))),
            ("role-clarity", "facts") | ("development-coverage", "pairs") => Ratio::new(rows[0][0], rows[0][1]),
            ("load", "over-full") => Ratio::new(all.clone().filter(|&used| used > 1.0).count() as f64, all.count() as f64),
            ("load", "gini") => gini(&all.map(|used| (used, 1)).collect::<Vec<_>>()),
            ("resilience", of) => {
                let resilience = Resilience::of(&all.map(|people| people as usize).collect::<Vec<_>>())?;
                let share = |some: usize| some as f64 / resilience.actions as f64;
                return [("mean", resilience.mean), ("at-0", share(resilience.without)), ("at-1", share(resilience.single))]
                    .into_iter()
                    .find_map(|(name, value)| (name == of).then_some(value));
            }
            _ => return None,
        };
        ratio.value()
    }

    #[test]
    fn every_worked_example_is_what_the_formula_gives() {
        for meta in catalogue() {
            let lines: Vec<&str> = meta.page().example().collect();
            let rows: Vec<Vec<f64>> = lines.iter().filter(|line| !line.contains('=')).map(|line| numbers(line)).collect();
            let mut figures = 0;
            for (name, said) in lines.iter().filter_map(|line| line.split_once(" = ")) {
                let value = computed(meta.id, name, &rows).unwrap_or_else(|| panic!("{}: nothing computes {name}", meta.id));
                let said: f64 = said.parse().unwrap_or_else(|_| panic!("{}: {said}", meta.id));
                assert!((value - said).abs() < 0.005, "{}: {name} is {value}, the page says {said}", meta.id);
                figures += 1;
            }
            assert!(figures > 0, "{}: the page gives no result", meta.id);
        }
    }
}
