//! Boxes and arrows for Graphviz, whose labels mean themselves, whatever is in the data.

use super::mermaid::{Flowchart, Run};
use crate::text::excerpt;
use std::io::{self, Write};

/// Characters of a line of a label; longer ones are cut.
const WIDEST: usize = 72;

/// Writes the chart.
pub fn write(chart: &Flowchart, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "digraph {{")?;
    writeln!(out, "  rankdir={};", if chart.run == Run::Across { "LR" } else { "TB" })?;
    writeln!(out, "  node [shape=box];")?;
    for (at, lines) in chart.boxes.iter().enumerate() {
        let lines: Vec<String> = lines.iter().map(|line| escape(line)).collect();
        let marked = if chart.marked.contains(&at) { ", penwidth=3" } else { "" };
        writeln!(out, "  n{at} [label=\"{}\"{marked}];", lines.join("\\n"))?;
    }
    for arrow in &chart.arrows {
        // A weaker link says nothing about who stands above whom.
        let dotted = arrow.dotted.then(|| "style=dashed, constraint=false".to_owned());
        let label = (!arrow.label.is_empty()).then(|| format!("xlabel=\"{}\"", escape(&arrow.label)));
        let looks: Vec<String> = dotted.into_iter().chain(label).collect();
        let looks = if looks.is_empty() { String::new() } else { format!(" [{}]", looks.join(", ")) };
        writeln!(out, "  n{} -> n{}{looks};", arrow.from, arrow.to)?;
    }
    for remark in &chart.remarks {
        writeln!(out, "  // {}", excerpt(remark, 200))?;
    }
    writeln!(out, "}}")
}

/// A text that neither ends its quotes nor is an escape or an entity.
fn escape(text: &str) -> String {
    excerpt(text, WIDEST).replace('\\', "\\\\").replace('"', "\\\"").replace('&', "&amp;")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::mermaid::Arrow;

    #[test]
    fn labels_mean_themselves() {
        assert_eq!(escape(r#"a "b" \N &lt; <i>"#), r#"a \"b\" \\N &amp;lt; <i>"#);
        assert_eq!(escape("two\nlines\u{1b}"), "two lines␛");
        let chart = Flowchart {
            boxes: vec![vec!["a".into(), "b".into()], vec!["c\\".into()]],
            arrows: vec![
                Arrow { from: 0, to: 1, label: String::new(), dotted: false },
                Arrow { from: 1, to: 0, label: "x".into(), dotted: true },
            ],
            ..Flowchart::new(Run::Down)
        };
        let mut out = Vec::new();
        write(&chart, &mut out).expect("memory can be written to");
        let expected = "digraph {\n  rankdir=TB;\n  node [shape=box];\n  n0 [label=\"a\\nb\"];\n  n1 [label=\"c\\\\\"];\n  n0 -> n1;\n  \
                        n1 -> n0 [style=dashed, constraint=false, xlabel=\"x\"];\n}\n";
        assert_eq!(String::from_utf8_lossy(&out), expected);
    }
}
