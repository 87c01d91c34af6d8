//! Steps from above to below in each form: a Mermaid flowchart with its words, an HTML list drawn by style alone,
//! lines on a terminal. Knows nothing of what the steps are.

use super::html::Places;
use super::markdown;
use super::mermaid::{self, Arrow, Flowchart, Run};
use super::terminal::{Screen, wrapped};
use super::{Joint, Step};
use crate::text::printable;
use std::io::{self, Write};

/// Lines that a box holds and still is read.
const IN_A_BOX: usize = 8;

/// The arrow, or the sign that there is none.
fn sign(joint: &Joint) -> &'static str {
    if joint.holds { "↓" } else { "✗" }
}

/// A flowchart, and the same in words for whoever cannot see it.
pub(super) fn in_markdown(steps: &[Step], out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "```mermaid")?;
    mermaid::write(&flowchart(steps), out)?;
    writeln!(out, "```\n")?;
    writeln!(out, "In words:\n")?;
    for step in steps {
        writeln!(out, "- **{}:** {}", markdown::escape(&step.name), markdown::escape(&step.content()))?;
        if let Some(joint) = &step.next {
            writeln!(out, "  - {} {}", sign(joint), markdown::escape(&joint.says))?;
        }
    }
    Ok(())
}

fn flowchart(steps: &[Step]) -> Flowchart {
    let mut chart = Flowchart::new(Run::Down);
    for (at, step) in steps.iter().enumerate() {
        let mut lines = vec![step.name.clone()];
        lines.extend(step.inside.iter().take(IN_A_BOX).cloned());
        match step.inside.len().saturating_sub(IN_A_BOX) {
            0 if step.inside.is_empty() => lines.push(step.empty.to_owned()),
            0 => {}
            more => lines.push(format!("and {more} more")),
        }
        chart.boxes.push(lines);
        if step.inside.is_empty() {
            chart.marked.push(at);
        }
        if let Some(joint) = step.next.as_ref().filter(|_| at + 1 < steps.len()) {
            chart.arrows.push(Arrow { from: at, to: at + 1, label: joint.says.clone(), dotted: !joint.holds });
        }
    }
    chart
}

/// A list whose boxes and arrows are style; read aloud it says the same.
pub(super) fn in_html(steps: &[Step], places: &Places) -> String {
    let mut markup = String::from("<ol class=\"steps\">\n");
    for step in steps {
        let class = if step.inside.is_empty() { " class=\"gap\"" } else { "" };
        markup.push_str(&format!(
            "<li{class}><div><strong>{}</strong> <span>{}</span></div>",
            places.text(&step.name),
            places.text(&step.content())
        ));
        if let Some(joint) = &step.next {
            let class = if joint.holds { "joint" } else { "joint broken" };
            markup.push_str(&format!(
                "<p class=\"{class}\"><span aria-hidden=\"true\">{}</span> {}</p>",
                sign(joint),
                places.text(&joint.says)
            ));
        }
        markup.push_str("</li>\n");
    }
    markup + "</ol>"
}

/// A line for each step and each joint.
pub(super) fn on_terminal(steps: &[Step], screen: Screen, out: &mut dyn Write) -> io::Result<()> {
    for step in steps {
        wrapped(&format!("{}: {}", printable(&step.name), printable(&step.content())), "", "    ", screen, out)?;
        if let Some(joint) = &step.next {
            wrapped(&printable(&joint.says), &format!("  {} ", sign(joint)), "    ", screen, out)?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn steps() -> Vec<Step> {
        let next = |holds, says: &str| Some(Joint { holds, says: says.to_owned() });
        vec![
            Step { name: "sys|tem".into(), inside: vec!["<b>Head</b>".into()], next: next(true, "a \"lead\" reports"), ..Step::default() },
            Step { name: "team".into(), empty: "nobody", next: next(false, "not joined"), ..Step::default() },
            Step { name: "class".into(), inside: (1..=10).map(|n| format!("T{n}")).collect(), ..Step::default() },
        ]
    }

    #[test]
    fn every_form_says_the_same_and_nothing_is_markup() {
        let mut out = Vec::new();
        in_markdown(&steps(), &mut out).expect("memory can be written to");
        let text = String::from_utf8_lossy(&out);
        assert!(text.contains("n0[\"sys#124;tem<br/>#60;b#62;Head#60;/b#62;\"]"), "{text}");
        assert!(text.contains("n1 -.->|\"not joined\"| n2") && text.contains("class n1 marked"), "{text}");
        assert!(text.contains("T8<br/>and 2 more\"]") && text.contains("T9, T10"), "the words leave nothing out: {text}");
        assert!(text.contains("- **sys\\|tem:** &lt;b&gt;Head&lt;/b&gt;\n  - ↓ a \"lead\" reports"), "{text}");
        let html = in_html(&steps(), &Places::default());
        assert!(html.contains("<strong>sys|tem</strong> <span>&lt;b&gt;Head&lt;/b&gt;</span></div>"), "{html}");
        assert!(
            html.contains("<li class=\"gap\"><div><strong>team</strong> <span>nobody</span></div><p class=\"joint broken\">"),
            "{html}"
        );
        let mut out = Vec::new();
        on_terminal(&steps(), Screen { width: 80, color: false }, &mut out).expect("memory can be written to");
        let text = String::from_utf8_lossy(&out);
        assert!(text.starts_with("sys|tem: <b>Head</b>\n  ↓ a \"lead\" reports\nteam: nobody\n  ✗ not joined\n"), "{text}");
    }
}
