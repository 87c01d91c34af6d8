//! How much of a file can be read around what cannot?
//!
//! A line that is no YAML is left out, with what is indented below it, and the rest is read all the same: one slip
//! shall not hide the others. The sides of a merge that git could not make are a slip of the same kind. What was left
//! out is handed on as a gap, so that nothing in it is taken for absent.

use super::yaml;
use crate::diag::{Finding, structure};
use crate::model::tree::Tree;
use crate::text::{FileId, Span};
use std::borrow::Cow;
use std::ops::Range;

/// Lines that are left out at most: a file with more of them is better put right from the top.
const MOST_LEFT_OUT: usize = 8;

/// What helps against spaces that are none.
pub(super) const ODD_SPACES: &str = "Delete the space before the text, and type it again with the space bar.";

/// What git writes around the sides of a merge.
const OURS: &str = "<<<<<<< ";
const BASE: &str = "||||||| ";
const BETWEEN: &str = "=======";
const THEIRS: &str = ">>>>>>> ";

/// Parses `text` into `tree`, and returns the parts of it that could not be read, in order.
pub(super) fn parse<'a>(file: FileId, text: &'a str, tree: &mut Tree<'a>, findings: &mut Vec<Finding>) -> Vec<Range<usize>> {
    let mut sound = Sound { text, file, masked: None, gaps: Vec::new() };
    sound.leave_out_conflicts(findings);
    let mut left_out = 0;
    let mut last_line = None;
    loop {
        let before = findings.len();
        let stopped = match &sound.masked {
            None => yaml::parse(file, text, tree, findings, |text| text),
            Some(masked) => yaml::parse(file, masked, tree, findings, |text| Cow::Owned(text.into_owned())),
        };
        let Err(at) = stopped else { break };
        let failed = findings.len();
        if left_out == 0 && sound.leave_out_odd_spaces(findings) {
            left_out += 1;
            let said = findings.split_off(failed);
            findings.truncate(before);
            findings.extend(said);
            continue;
        }
        let place = findings.last().and_then(|finding| finding.span).map_or(at, |span| span.start as usize);
        let mut line = sound.line(place);
        let misaligned = findings.last().is_some_and(|finding| finding.message.contains("line up"));
        if let Some(dash) = sound.dash_beside(&line).filter(|_| misaligned) {
            findings.pop();
            findings.push(sound.mixed(&dash));
            line = dash;
        }
        let mendable = findings.last().is_some_and(|finding| MENDABLE.contains(&finding.case.name));
        if !mendable || left_out == MOST_LEFT_OUT || !sound.leave_out(sound.block(line.clone())) {
            sound.gaps.push(sound.line(at).start..text.len());
            break;
        }
        left_out += 1;
        // What else was found will be found again; what follows at once from what was left out is no slip of its own.
        let cause = findings.pop();
        findings.truncate(before);
        if last_line.is_none_or(|last: Range<usize>| !follows(text, &last, &line, misaligned)) {
            findings.extend(cause);
        }
        last_line = Some(line);
    }
    sound.gaps.sort_by_key(|gap| gap.start);
    sound.gaps
}

/// Cases of `syntax` that a line may be left out for.
const MENDABLE: [&str; 2] = ["not-yaml", "unknown-alias"];

/// Whether a line is the next one after another that says anything; of lines that do not line up, whether it is in
/// the same block.
fn follows(text: &str, one: &Range<usize>, next: &Range<usize>, in_block: bool) -> bool {
    let depth = indent(&text[one.clone()]);
    let goes_on = |line: &str| line.trim().is_empty() || (in_block && indent(line) >= depth);
    // What comes to light further up, once a line is left out, is what made that line wrong.
    next.start < one.start || text.get(one.end..next.start).is_some_and(|between| between.lines().all(goes_on))
}

/// A text and what is left out of it.
struct Sound<'a> {
    text: &'a str,
    file: FileId,
    /// The text with spaces where something is left out, so that every place stays the same.
    masked: Option<String>,
    gaps: Vec<Range<usize>>,
}

impl Sound<'_> {
    /// The line that a place is in, without its end.
    fn line(&self, at: usize) -> Range<usize> {
        let at = at.min(self.text.len());
        let start = self.text[..at].rfind('\n').map_or(0, |n| n + 1);
        let end = self.text[at..].find('\n').map_or(self.text.len(), |n| at + n);
        start..end
    }

    /// The nearest line above that begins with a dash, as deep as a line that does not.
    fn dash_beside(&self, line: &Range<usize>) -> Option<Range<usize>> {
        let said = &self.text[line.clone()];
        let depth = indent(said);
        if said.trim_start().starts_with("- ") {
            return None;
        }
        let text = self.masked.as_deref().unwrap_or(self.text);
        let above: Vec<Range<usize>> = lines(text, 0).take_while(|above| above.start < line.start).collect();
        let nearest = above
            .into_iter()
            .rev()
            .filter(|above| !text[above.clone()].trim().is_empty())
            .find(|above| indent(&text[above.clone()]) <= depth)?;
        let found = &text[nearest.clone()];
        (indent(found) == depth && found.trim_start().starts_with("- ")).then_some(nearest)
    }

    fn mixed(&self, dash: &Range<usize>) -> Finding {
        let start = dash.start + indent(&self.text[dash.clone()]);
        let meta = &structure::SYNTAX;
        let message = "this line begins with a dash, and the lines beside it do not".to_owned();
        let mut finding = Finding::new(meta, meta.case("not-yaml"), Some(Span::new(self.file, start, start + 1)), message);
        finding.help("Take the dash away, so that it is a line like those beside it: a name, a colon and what it says.");
        finding
    }

    /// A line, with what is indented below it where it says nothing itself.
    fn block(&self, line: Range<usize>) -> Range<usize> {
        let said = self.text[line.clone()].trim_end();
        if !(said.ends_with(':') || said.ends_with([':', '|', '>', '-']) && said.contains(':')) {
            return line;
        }
        let depth = indent(said);
        let mut end = line.end;
        for below in lines(self.text, line.end) {
            if !self.text[below.clone()].trim().is_empty() && indent(&self.text[below.clone()]) <= depth {
                break;
            }
            end = below.end;
        }
        line.start..end
    }

    /// Puts spaces in the place of a part; false where there is nothing left to take out.
    fn leave_out(&mut self, part: Range<usize>) -> bool {
        let masked = self.masked.get_or_insert_with(|| self.text.to_owned());
        if masked[part.clone()].trim().is_empty() {
            return false;
        }
        let blank: String =
            masked[part.clone()].bytes().map(|byte| if matches!(byte, b'\n' | b'\r') { char::from(byte) } else { ' ' }).collect();
        masked.replace_range(part.clone(), &blank);
        self.gaps.push(part);
        true
    }

    /// Of a merge that git left to people, one side is read, so that the lines around it keep their places; which
    /// side is meant is not known.
    fn leave_out_conflicts(&mut self, findings: &mut Vec<Finding>) {
        if !self.text.contains(OURS) {
            return;
        }
        let mut open: Option<Range<usize>> = None;
        let (mut theirs, mut all) = (false, Vec::new());
        for line in lines(self.text, 0) {
            let said = &self.text[line.clone()];
            let is_mark = |mark: &str| said.starts_with(mark) || said.trim_end() == mark.trim_end();
            let marks = is_mark(OURS) || (open.is_some() && (is_mark(BASE) || is_mark(BETWEEN) || is_mark(THEIRS)));
            if is_mark(OURS) && open.is_none() {
                open = Some(line.clone());
                theirs = false;
            } else if open.is_some() && (is_mark(BASE) || is_mark(BETWEEN)) {
                theirs = true;
            }
            if marks || (theirs && open.is_some()) {
                self.leave_out(line.clone());
            }
            if let Some(start) = open.take_if(|_| is_mark(THEIRS)) {
                all.push(start.start..line.end);
            }
        }
        all.extend(open.map(|start| start.start..self.text.len()));
        self.gaps.extend(all.iter().cloned());
        findings.extend(conflict(self.file, self.text, &all));
    }

    /// Spaces that were pasted from a page or a document look like others and indent nothing.
    fn leave_out_odd_spaces(&mut self, findings: &mut Vec<Finding>) -> bool {
        if self.text.is_ascii() {
            return false;
        }
        let before = findings.len();
        for line in lines(self.text, 0) {
            let said = self.text[line.clone()].trim_start_matches('\u{feff}');
            let space = &said[..said.len() - said.trim_start().len()];
            let Some(odd) = space.find(|c: char| !c.is_ascii()) else { continue };
            // Only what looks like a field or a point of a list can have been meant to be indented.
            if !said.trim_start().starts_with("- ") && !said.contains(':') {
                continue;
            }
            let start = line.end - said.len() + odd;
            let meta = &structure::SYNTAX;
            let span = Span::new(self.file, start, line.end - said.trim_start().len());
            let message = "this line is indented with spaces of another kind, as pages and documents have them".to_owned();
            let mut finding = Finding::new(meta, meta.case("not-yaml"), Some(span), message);
            finding.help(ODD_SPACES);
            findings.push(finding);
            self.leave_out(line);
        }
        findings.len() > before
    }
}

fn indent(line: &str) -> usize {
    line.chars().take_while(|c| c.is_whitespace()).count()
}

/// The lines from a place on, each without its end.
fn lines(text: &str, from: usize) -> impl Iterator<Item = Range<usize>> {
    let from = if from == 0 { 0 } else { text[from..].find('\n').map_or(text.len(), |n| from + n + 1) };
    let mut at = from;
    std::iter::from_fn(move || {
        (at < text.len()).then(|| {
            let end = text[at..].find('\n').map_or(text.len(), |n| at + n);
            let line = at..end;
            at = end + 1;
            line
        })
    })
}

/// One finding for a file that stands between two sides of a merge, at the first place, with the others.
fn conflict(file: FileId, text: &str, places: &[Range<usize>]) -> Option<Finding> {
    let (first, others) = places.split_first()?;
    let meta = &structure::SYNTAX;
    let mark = |place: &Range<usize>| Span::new(file, place.start, place.start + text[place.start..].lines().next().map_or(0, str::len));
    let message = "git could not merge two versions of this part, and its marks still stand here".to_owned();
    let mut finding = Finding::new(meta, meta.case("merge-conflict"), Some(mark(first)), message);
    finding.help("Keep the lines that are right, and delete the three marks: the lines that begin with <<<<<<<, ======= and >>>>>>>.");
    for other in others {
        finding.related(mark(other), "and here");
    }
    Some(finding)
}

/// The finding for a text of any kind in which git's marks still stand.
pub(super) fn first_conflict(file: FileId, text: &str) -> Option<Finding> {
    let first = lines(text, 0).find(|line| text[line.clone()].starts_with(OURS))?;
    conflict(file, text, &[first])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> (Vec<String>, Vec<String>) {
        let (mut tree, mut findings) = (Tree::new(FileId(0)), Vec::new());
        let gaps = parse(FileId(0), text, &mut tree, &mut findings);
        (gaps.into_iter().map(|gap| text[gap].trim().to_owned()).collect(), findings.into_iter().map(|f| f.case.name.to_owned()).collect())
    }

    #[test]
    fn a_line_that_is_no_yaml_is_left_out_with_what_is_below_it() {
        assert_eq!(read("a:\n  b: x: y\n  c: 1\n"), (vec!["b: x: y".into()], vec!["not-yaml".into()]));
        assert_eq!(
            read("a:\n  b: @x\n  c: 1\n  d: *e\n"),
            (vec!["b: @x".into(), "d: *e".into()], vec!["not-yaml".into(), "unknown-alias".into()])
        );
        let (gaps, said) = read("a:\n\u{a0}\u{a0}b: 1\n  c: 2\n");
        assert_eq!((gaps.len(), said.len()), (1, 1));
    }

    #[test]
    fn of_a_merge_one_side_is_read_and_both_are_not_known() {
        let text = "a:\n<<<<<<< HEAD\n  b: 1\n=======\n  b: 2\n>>>>>>> other\n  c: 3\n";
        let (gaps, said) = read(text);
        assert_eq!(said, ["merge-conflict"]);
        assert!(gaps.iter().any(|gap| gap.starts_with("<<<<<<<") && gap.ends_with("other")), "{gaps:?}");
    }
}
