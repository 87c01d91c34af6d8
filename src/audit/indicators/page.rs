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

    /// The lines of the fenced block under *Worked example*.
    pub fn example(&self) -> impl Iterator<Item = &'a str> {
        let block = self.sections[2].split("```").nth(1).unwrap_or("");
        block.lines().skip(1).map(str::trim).filter(|line| !line.is_empty())
    }
}
