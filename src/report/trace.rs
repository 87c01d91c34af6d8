//! `trace`: an item, what it rests on, what rests on it, and what stands beside it.

use super::{at, several};
use crate::analysis::relations::{Link, Node};
use crate::audit::Audit;
use crate::audit::trace::{Goal, Line, NEAR, READABLE, Reach, Shown, Trace, Tree, Way, words};
use crate::model::Corpus;
use crate::render::Document;
use crate::render::mermaid::{Arrow, Flowchart, Run};
use rustc_hash::FxHashMap;

/// Arrows that a chart can have and still be drawn everywhere.
const MOST_ARROWS: usize = 300;

/// The whole answer; with `places`, each line says where its link is written.
pub fn trace(audit: &Audit, trace: &Trace<'_>, reach: &Reach, places: bool) -> Document {
    let corpus = &audit.corpus;
    let mut document = Document::default();
    let id = trace.root.id(corpus);
    document.heading(1, trace.root.title(corpus).unwrap_or(&id));
    let mut facts =
        vec![("item".into(), format!("the {} {id}", trace.root.kind(corpus))), ("written in".into(), at(audit, trace.root.span(corpus)))];
    if let Some(level) = trace.root.level(corpus) {
        facts.push(("level".into(), level.to_owned()));
    }
    document.facts(facts);
    side(audit, &trace.down, Way::Down, reach, places, &mut document);
    side(audit, &trace.up, Way::Up, reach, places, &mut document);
    if !trace.beside.is_empty() {
        document.heading(2, "Beside it");
        document.aside("Linked with it, though neither would be missing something without the other.");
        document.tree(trace.beside.iter().map(|link| (0, beside(audit, trace.root, link, places))).collect());
    }
    document
}

fn side(audit: &Audit, tree: &Tree<'_>, way: Way, reach: &Reach, places: bool, document: &mut Document) {
    document.heading(2, if way == Way::Down { "It rests on" } else { "What rests on it" });
    if tree.lines.is_empty() {
        document.paragraph(nothing(way, reach));
        return;
    }
    document.tree(tree.lines.iter().map(|line| (line.step - 1, said(audit, line, way, places))).collect());
    if tree.cut > 0 {
        document.aside(cut(tree, reach));
    }
}

fn nothing(way: Way, reach: &Reach) -> String {
    let what = match way {
        Way::Down => "that is written down",
        Way::Up => "that is written down rests on it",
    };
    let goal = match &reach.to {
        None => return format!("Nothing {what}."),
        Some(Goal::Level(level)) => format!("at {level} level"),
        Some(Goal::Items(collection)) => format!("among the {}", collection.name().replace('_', " ")),
    };
    format!("Nothing {goal} {what}, within {}.", several(reach.depth.unwrap_or(NEAR), "step", "steps"))
}

fn cut(tree: &Tree<'_>, reach: &Reach) -> String {
    if tree.overflowed {
        return "More follows than fits here: begin at one of these, or say with --to where to go.".to_owned();
    }
    let steps = several(tree.steps, "step", "steps");
    let follow = if tree.cut == 1 { "at least 1 line follows".to_owned() } else { format!("at least {} lines follow", tree.cut) };
    match reach.depth {
        Some(_) => format!("Shown to {steps}; {follow} where a line ends in (+)."),
        None => format!(
            "Shown to {steps}, to stay within {READABLE} lines and near the item; {follow} where a line ends in (+). --depth {} shows the next.",
            tree.steps + 1
        ),
    }
}

/// One line: the relation in words, what it leads to, and how it stands in the tree.
fn said(audit: &Audit, line: &Line<'_>, way: Way, places: bool) -> String {
    let mark = match line.shown {
        Shown::Here => String::new(),
        Shown::Above => " (see above)".to_owned(),
        Shown::Below => " (see below)".to_owned(),
        Shown::Circle => " (a circle: this line hangs from it)".to_owned(),
        Shown::Cut(more) => format!(" (+{more})"),
    };
    let titled = matches!(line.shown, Shown::Here | Shown::Cut(_));
    format!("{} {}{mark}{}", words(&line.link, way), named(&audit.corpus, line.node, titled), place(audit, &line.link, places))
}

fn beside(audit: &Audit, root: Node, link: &Link<'_>, places: bool) -> String {
    let (way, node) = if link.upper == root { (Way::Down, link.base) } else { (Way::Up, link.upper) };
    format!("{} {}{}", words(link, way), named(&audit.corpus, node, true), place(audit, link, places))
}

fn named(corpus: &Corpus, node: Node, titled: bool) -> String {
    let id = node.id(corpus);
    let title = node.title(corpus).filter(|title| titled && *title != id).map(|title| format!(": {title}")).unwrap_or_default();
    format!("the {} {id}{title}", node.kind(corpus))
}

fn place(audit: &Audit, link: &Link<'_>, places: bool) -> String {
    if places { format!(" [{}]", at(audit, link.span)) } else { String::new() }
}

/// The same as boxes and arrows: an arrow leads from what rests to what it rests on.
pub fn trace_chart(audit: &Audit, trace: &Trace<'_>) -> Flowchart {
    let corpus = &audit.corpus;
    let mut chart = Flowchart { marked: vec![0], ..Flowchart::new(Run::Across) };
    let mut numbers: FxHashMap<Node, usize> = FxHashMap::default();
    let mut links: Vec<&Link<'_>> = trace.up.lines.iter().chain(&trace.down.lines).map(|line| &line.link).collect();
    links.extend(&trace.beside);
    let left_out = links.len().saturating_sub(MOST_ARROWS) + trace.up.cut + trace.down.cut;
    links.truncate(MOST_ARROWS);
    let mut number = |node: Node, chart: &mut Flowchart| {
        *numbers.entry(node).or_insert_with(|| {
            let mut lines = vec![format!("{} {}", node.kind(corpus), node.id(corpus))];
            lines.extend(node.title(corpus).map(ToOwned::to_owned));
            chart.boxes.push(lines);
            chart.boxes.len() - 1
        })
    };
    number(trace.root, &mut chart);
    for link in links {
        let (from, to) = (number(link.upper, &mut chart), number(link.base, &mut chart));
        let dotted = link.relation.nature() == crate::analysis::relations::Nature::Beside;
        chart.arrows.push(Arrow { from, to, label: words(link, Way::Down), dotted });
    }
    if left_out > 0 {
        chart.remarks.push(format!("{} more not drawn; --depth and --to say how far to go", several(left_out, "link", "links")));
    }
    chart
}
