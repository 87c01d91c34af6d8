//! What a value lost, or says twice, though it can be read.

use super::Collection;
use super::decode::Decoder;
use super::tree::{Kind, Node};
use crate::diag::structure;
use crate::text::{Span, excerpt};

impl Decoder {
    /// Reports an entry of a list or a map where nothing is written, or the word for nothing.
    pub fn says_nothing(&mut self, node: Node<'_>) {
        self.not_read(node.span(), None);
        let message = format!("{} has a place where nothing is written", self.field_words());
        self.report(&structure::BAD_VALUE, "not-allowed", node.span(), message)
            .help("Write what is meant, or take the line out. If the word “null” is meant, put it in quotes.");
    }

    /// Reports what stands behind a text and was taken for a remark: `Priority #1 Reading`.
    pub fn look_behind(&mut self, node: Node<'_>) {
        if node.kind() != Kind::Scalar(true) || node.is_alias() {
            return;
        }
        let Some(lost) = cut_off(self.text_behind(node.span())) else { return };
        let (lost, start) = (excerpt(lost, 40), node.span().end as usize);
        let span = Span::new(node.span().file, start + 1, start + 2);
        self.not_read(node.span(), None);
        let message = format!("{} ends before “{lost}”: behind a space, # begins a remark that nobody reads", self.field_words());
        self.report(&structure::SYNTAX, "comment-in-text", span, message)
            .help("If it is part of the text, put the whole text in straight quotes. If it is a remark, put two spaces before the #.");
    }

    /// Whether an element of a list was said before; reported where it is.
    pub fn said_before(&mut self, node: Node<'_>, before: &[Node<'_>]) -> bool {
        // A rung that comes again is a circle, which has a rule of its own.
        let Some(text) = node.scalar().filter(|text| !text.trim().is_empty() && !self.is_under("rungs")) else { return false };
        let name = without_collection(text);
        let Some(first) = before.iter().find(|one| one.scalar().map(without_collection) == Some(name)) else { return false };
        let message = format!("{} names “{}” twice", self.field_words(), excerpt(text, 60));
        self.report(&structure::DUPLICATE_ENTRY, "said-twice", node.span(), message)
            .help("Take one of the two out; it counts once. If somebody else was meant, write who.")
            .related(first.span(), "the first is here");
        true
    }
}

/// The remark behind a text that is more likely its end.
fn cut_off(behind: &str) -> Option<&str> {
    let line = behind.split(['\n', '\r']).next().unwrap_or("");
    let remark = line.trim_start_matches([' ', '\t']);
    let (spaces, said) = (line.len() - remark.len(), remark.strip_prefix('#')?);
    let (first, second) = (said.chars().next()?, said.trim_start().chars().next()?);
    let is_cut = match spaces {
        0 => false,
        1 => !(first.is_whitespace() || matches!(first, '#' | '!' | '-' | '=')) || second.is_ascii_digit(),
        _ => first.is_ascii_digit(),
    };
    is_cut.then_some(remark)
}

/// An address without the name of the collection before it.
fn without_collection(text: &str) -> &str {
    let text = text.trim();
    match text.split_once('/') {
        Some((collection, rest)) if Collection::parse(collection).is_some() => rest,
        _ => text,
    }
}

#[cfg(test)]
mod tests {
    use super::cut_off;

    #[test]
    fn a_remark_is_told_from_the_end_of_a_text() {
        for cut in [" #1 Reading\n", " # 1 priority", "  #1", " #reading"] {
            assert!(cut_off(cut).is_some(), "{cut:?}");
        }
        for remark in [" # a remark\n", "   # 1 period of 48 minutes", " ## x", "", "\n#1", " # error", "  #todo"] {
            assert!(cut_off(remark).is_none(), "{remark:?}");
        }
    }
}
