//! A Mermaid flowchart whose labels mean themselves, whatever is in the data.

use crate::text::excerpt;
use std::io::{self, Write};

/// Characters of a line of a label; longer ones are cut.
const WIDEST: usize = 72;

/// Which way the arrows run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Run {
    /// From left to right.
    Across,
    /// From top to bottom.
    Down,
}

/// An arrow between two boxes, by position.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Arrow {
    /// Where it starts.
    pub from: usize,
    /// Where it ends.
    pub to: usize,
    /// What it says; nothing where empty.
    pub label: String,
    /// Whether it is drawn in dots: a weaker link.
    pub dotted: bool,
}

/// Boxes and arrows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Flowchart {
    /// Which way the arrows run.
    pub run: Run,
    /// What stands in each box, line by line.
    pub boxes: Vec<Vec<String>>,
    /// Boxes that are drawn with a heavier border.
    pub marked: Vec<usize>,
    /// The arrows.
    pub arrows: Vec<Arrow>,
    /// Remarks, as comments at the end.
    pub remarks: Vec<String>,
}

impl Flowchart {
    /// An empty one.
    pub fn new(run: Run) -> Self {
        Flowchart { run, boxes: Vec::new(), marked: Vec::new(), arrows: Vec::new(), remarks: Vec::new() }
    }
}

/// Writes the chart.
pub fn write(chart: &Flowchart, out: &mut dyn Write) -> io::Result<()> {
    let run = match chart.run {
        Run::Across => "LR",
        Run::Down => "TD",
    };
    writeln!(out, "flowchart {run}")?;
    for (at, lines) in chart.boxes.iter().enumerate() {
        let lines: Vec<String> = lines.iter().map(|line| escape(line)).collect();
        writeln!(out, "  n{at}[\"{}\"]", lines.join("<br/>"))?;
    }
    for arrow in &chart.arrows {
        let line = if arrow.dotted { "-.->" } else { "-->" };
        let label = if arrow.label.is_empty() { String::new() } else { format!("|\"{}\"|", escape(&arrow.label)) };
        writeln!(out, "  n{} {line}{label} n{}", arrow.from, arrow.to)?;
    }
    if !chart.marked.is_empty() {
        writeln!(out, "  classDef marked stroke-width:3px")?;
        let marked: Vec<String> = chart.marked.iter().map(|at| format!("n{at}")).collect();
        writeln!(out, "  class {} marked", marked.join(","))?;
    }
    for remark in &chart.remarks {
        writeln!(out, "%% {}", escape(remark))?;
    }
    Ok(())
}

/// A text that neither ends its quotes nor is markup, a directive or an entity: what could be is written by number.
/// A colon too, since Mermaid takes the end off an entity that follows “style …:” and draws “fa:” names as icons.
pub fn escape(text: &str) -> String {
    let mut escaped = String::new();
    for c in excerpt(text, WIDEST).chars() {
        match c {
            '"' | '#' | '<' | '>' | '&' | '`' | '\\' | '%' | '|' | ';' | '{' | '}' | '[' | ']' | '*' | '_' | '~' | '$' | ':' => {
                escaped.push_str(&format!("#{};", u32::from(c)));
            }
            c => escaped.push(c),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_mean_themselves() {
        assert_eq!(escape("a \"b\" <c>"), "a #34;b#34; #60;c#62;");
        assert_eq!(escape("%%{init: x}%% end"), "#37;#37;#123;init#58; x#125;#37;#37; end");
        assert_eq!(escape("two\nlines\u{1b}"), "two lines␛");
        let chart = Flowchart {
            boxes: vec![vec!["a".into(), "A \"title\"".into()], vec!["b".into()]],
            marked: vec![0],
            arrows: vec![Arrow { from: 0, to: 1, label: "is | b".into(), dotted: false }],
            remarks: vec!["2 more".into()],
            ..Flowchart::new(Run::Across)
        };
        let mut out = Vec::new();
        write(&chart, &mut out).expect("memory can be written to");
        let expected = "flowchart LR\n  n0[\"a<br/>A #34;title#34;\"]\n  n1[\"b\"]\n  n0 -->|\"is #124; b\"| n1\n  \
                        classDef marked stroke-width:3px\n  class n0 marked\n%% 2 more\n";
        assert_eq!(String::from_utf8_lossy(&out), expected);
    }
}
