//! The texts of a framework, numbered, with their names relative to the framework's root.

use super::{LineIndex, Place, Source, Span};
use std::sync::OnceLock;

/// The number of a file within one [`Files`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FileId(pub u32);

/// One text and its name.
#[derive(Debug)]
pub struct SourceFile {
    /// Relative to the framework's root, with `/` on every system; `../` leads into an upstream layer.
    pub path: Box<str>,
    /// The whole text, as read.
    pub text: Source,
    /// 0 for the framework's own files, 1 and up for the layers it extends.
    pub layer: u16,
    /// Made for the few files whose lines are asked for.
    lines: OnceLock<Box<LineIndex>>,
}

/// Every text of one framework, in a fixed order (own files by path, then each layer's by path, as the
/// layers were come upon).
#[derive(Debug, Default)]
pub struct Files {
    files: Vec<SourceFile>,
}

impl Files {
    /// Adds a text and returns its number.
    pub fn add(&mut self, path: impl Into<Box<str>>, text: impl Into<Box<str>>, layer: u16) -> FileId {
        let id = FileId(u32::try_from(self.files.len()).unwrap_or(u32::MAX));
        self.files.push(SourceFile { path: path.into(), text: Source::new(text.into()), layer, lines: OnceLock::new() });
        id
    }

    /// The file of that number.
    ///
    /// # Panics
    /// When `id` comes from another [`Files`]: that is a mistake in this program, never in user data.
    pub fn get(&self, id: FileId) -> &SourceFile {
        &self.files[id.0 as usize]
    }

    /// Gives each file's layer another number.
    pub fn renumber_layers(&mut self, number: impl Fn(u16) -> u16) {
        self.files.iter_mut().for_each(|file| file.layer = number(file.layer));
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.files.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.files.is_empty()
    }

    /// All, in order, with their numbers.
    pub fn iter(&self) -> impl Iterator<Item = (FileId, &SourceFile)> {
        self.files.iter().enumerate().map(|(at, file)| (FileId(at as u32), file))
    }

    /// The text a span covers; empty where the span does not fit the text.
    pub fn slice(&self, span: Span) -> &str {
        self.get(span.file).text.get(span.range()).unwrap_or("")
    }

    /// Line and column of a span.
    pub fn place(&self, span: Span) -> Place {
        let file = self.get(span.file);
        file.line_index().place(&file.text, span.range())
    }

    /// `path:line`, the way people and editors name a place.
    pub fn path_line(&self, span: Span) -> String {
        format!("{}:{}", super::printable(&self.get(span.file).path), self.place(span).line)
    }
}

impl SourceFile {
    /// The line index, made when first asked for.
    pub fn line_index(&self) -> &LineIndex {
        self.lines.get_or_init(|| Box::new(LineIndex::new(&self.text)))
    }
}
