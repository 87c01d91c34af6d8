//! A rule's page: fixed headings, and examples that can be run.
//!
//! The headings are `## What it says`, `## Why it matters`, `## Example`, `## Instead`, `## Settings`
//! and `## Source`. In *Example* a line that ends in `# error`, `# warning` or `# advice` must be
//! flagged there by this rule; everything in *Instead* must be clean of it. A fenced `yaml` block is one
//! framework; a line `# file: NAME` inside it starts another file, `# file: rolewright.toml` the settings.
//! A line `# next: error` marks the line below it, for lines that are a comment themselves, and is not part of the
//! framework. A line `# as-of: DATE` sets the date it is judged on.

/// A page taken apart; each field is the text under its heading, trimmed, empty where absent.
#[derive(Clone, Copy, Debug, Default)]
pub struct RuleDocs<'a> {
    /// When it fires, in full.
    pub says: &'a str,
    /// Why anyone should care. Its first paragraph is shown with every finding.
    pub why: &'a str,
    /// A framework that breaks the rule.
    pub example: &'a str,
    /// The same, put right.
    pub instead: &'a str,
    /// What can be changed.
    pub settings: &'a str,
    /// What it rests on.
    pub source: &'a str,
}

/// One runnable example from a page.
#[derive(Debug, PartialEq, Eq)]
pub struct Example {
    /// File name and text, in order; `rolewright.toml` among them if the example has settings.
    pub files: Vec<(String, String)>,
    /// The date to judge on.
    pub as_of: String,
    /// (file, line from 1, level) that must be flagged.
    pub expected: Vec<(String, u32, String)>,
}

impl<'a> RuleDocs<'a> {
    /// The headings a page must have, in order.
    pub const HEADINGS: [&'static str; 6] = ["What it says", "Why it matters", "Example", "Instead", "Settings", "Source"];

    /// Takes a page apart. Unknown headings are ignored here and refused by a test.
    pub fn parse(page: &'a str) -> Self {
        let mut docs = RuleDocs::default();
        for section in page.split("\n## ").skip(1) {
            let (heading, body) = section.split_once('\n').unwrap_or((section, ""));
            let body = body.trim();
            match heading.trim() {
                "What it says" => docs.says = body,
                "Why it matters" => docs.why = body,
                "Example" => docs.example = body,
                "Instead" => docs.instead = body,
                "Settings" => docs.settings = body,
                "Source" => docs.source = body,
                _ => {}
            }
        }
        docs
    }

    /// The first paragraph of *Why it matters*, on one line.
    pub fn why_in_short(&self) -> String {
        let paragraph = self.why.split("\n\n").next().unwrap_or("");
        paragraph.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// The runnable blocks under *Example*.
    pub fn examples(&self) -> Vec<Example> {
        blocks(self.example).map(example).collect()
    }

    /// The runnable blocks under *Instead*.
    pub fn insteads(&self) -> Vec<Example> {
        blocks(self.instead).map(example).collect()
    }
}

fn blocks(section: &str) -> impl Iterator<Item = &str> {
    section.split("```yaml\n").skip(1).filter_map(|rest| rest.split("```").next())
}

fn example(block: &str) -> Example {
    let mut made = Example { files: Vec::new(), as_of: "2026-11-22".into(), expected: Vec::new() };
    let mut file = (String::from("framework.yaml"), String::new());
    for line in block.lines() {
        if let Some(name) = line.strip_prefix("# file: ") {
            if !file.1.is_empty() {
                made.files.push(std::mem::take(&mut file));
            }
            file = (name.trim().to_owned(), String::new());
            continue;
        }
        if let Some(date) = line.strip_prefix("# as-of: ") {
            made.as_of = date.trim().to_owned();
            continue;
        }
        let number = file.1.lines().count() as u32 + 1;
        if let Some(mark) = line.trim_start().strip_prefix("# next: ") {
            made.expected.push((file.0.clone(), number, mark.trim().to_owned()));
            continue;
        }
        if let Some((_, mark)) = line.rsplit_once("# ")
            && matches!(mark.trim(), "error" | "warning" | "advice")
        {
            made.expected.push((file.0.clone(), number, mark.trim().to_owned()));
        }
        file.1.push_str(line);
        file.1.push('\n');
    }
    made.files.push(file);
    made
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_example_knows_its_files_its_date_and_its_marks() {
        let page = "# r\n\n## Example\n\n```yaml\n# as-of: 2027-01-01\na: 1 # error\n# file: b.yaml\nc: 2\n# next: advice\n# d\n```\n";
        let examples = RuleDocs::parse(page).examples();
        assert_eq!(examples.len(), 1);
        assert_eq!(examples[0].as_of, "2027-01-01");
        assert_eq!(examples[0].files.len(), 2);
        assert_eq!(examples[0].expected, [("framework.yaml".into(), 1, "error".into()), ("b.yaml".into(), 2, "advice".into())]);
    }
}
