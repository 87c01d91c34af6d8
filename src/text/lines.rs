//! From byte offsets to lines and columns, in constant time per question even on one huge line.

use std::ops::Range;

/// Where something stands, as people count: lines and columns from 1, columns in Unicode characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    /// Line of the first character.
    pub line: u32,
    /// Column of the first character.
    pub column: u32,
    /// Line of the end.
    pub end_line: u32,
    /// Column just past the last character.
    pub end_column: u32,
}

/// Bytes between two remembered character counts.
const STRIDE: usize = 4096;

/// The line starts of one text, and how many characters precede every 4096th byte.
#[derive(Debug, Default)]
pub struct LineIndex {
    starts: Vec<u32>,
    characters: Vec<u32>,
}

impl LineIndex {
    /// Reads `text` once.
    pub fn new(text: &str) -> Self {
        let mut starts = vec![0u32];
        starts.extend(memchr::memchr_iter(b'\n', text.as_bytes()).map(|at| at as u32 + 1));
        let mut characters = vec![0u32];
        let mut seen = 0u32;
        for chunk in text.as_bytes().chunks(STRIDE) {
            seen += count_characters(chunk);
            characters.push(seen);
        }
        LineIndex { starts, characters }
    }

    /// Number of lines; a text without a line break has one.
    pub fn len(&self) -> usize {
        self.starts.len()
    }

    /// Whether there is no line at all (never, for an index made by [`LineIndex::new`]).
    pub fn is_empty(&self) -> bool {
        self.starts.is_empty()
    }

    /// The place of a byte range; offsets past the end mean the end.
    pub fn place(&self, text: &str, range: Range<usize>) -> Place {
        let (line, column) = self.line_column(text, range.start);
        let (end_line, end_column) = self.line_column(text, range.end.max(range.start));
        Place { line, column, end_line, end_column }
    }

    /// The byte range of a line (from 1), without its line break.
    pub fn line_range(&self, text: &str, line: u32) -> Range<usize> {
        let at = (line.max(1) - 1) as usize;
        let Some(&start) = self.starts.get(at) else { return text.len()..text.len() };
        let end = self.starts.get(at + 1).map_or(text.len(), |&next| next as usize - 1);
        let end = if text[..end].ends_with('\r') && end > start as usize { end - 1 } else { end };
        start as usize..end
    }

    fn line_column(&self, text: &str, offset: usize) -> (u32, u32) {
        let offset = offset.min(text.len());
        let line = self.starts.partition_point(|&start| start as usize <= offset) - 1;
        let column = self.before(text, offset) - self.before(text, self.starts[line] as usize);
        // A byte-order mark is nobody's column.
        let mark = u32::from(line == 0 && column > 0 && text.starts_with('\u{feff}'));
        (line as u32 + 1, column + 1 - mark)
    }

    fn before(&self, text: &str, offset: usize) -> u32 {
        let stride = offset / STRIDE;
        self.characters[stride] + count_characters(&text.as_bytes()[stride * STRIDE..offset])
    }
}

/// Characters that *begin* in these bytes.
fn count_characters(bytes: &[u8]) -> u32 {
    bytes.iter().filter(|&&byte| (byte & 0xC0) != 0x80).count() as u32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_count_characters_not_bytes() {
        let text = "é: x\r\nñandú: y\n";
        let index = LineIndex::new(text);
        let at = text.find('y').expect("y is there");
        let place = index.place(text, at..at + 1);
        assert_eq!((place.line, place.column, place.end_column), (2, 8, 9));
        assert_eq!(&text[index.line_range(text, 1)], "é: x");
    }

    #[test]
    fn a_huge_line_is_still_answered_exactly() {
        let text = "é".repeat(10_000);
        let index = LineIndex::new(&text);
        assert_eq!(index.place(&text, 10_000..10_002).column, 5_001);
        assert_eq!(index.place(&text, 99_999..99_999).column, 10_001);
    }

    #[test]
    fn a_byte_order_mark_takes_no_column() {
        let text = "\u{feff}a: b";
        assert_eq!(LineIndex::new(text).place(text, 3..4).column, 1);
    }
}
