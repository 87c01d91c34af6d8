//! Where a draft is pasted, and with which indentation. Reads lines as people see them, so that what is pasted
//! stands where an author would have written it. Where lines cannot tell, there is no edit.

use crate::analysis::work::Act;
use crate::audit::Audit;
use crate::load::to_yaml;
use crate::model::{Collection, Corpus, Loc, Plain, is_slug};
use crate::text::{Files, Span};

/// Where a draft goes. Lines count from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Spot {
    /// Above a line.
    Above(u32),
    /// In place of the lines from one to another, both included.
    Instead(u32, u32),
    /// In a file of its own.
    NewFile,
}

/// Something to write.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    /// The file.
    pub file: String,
    /// Where in it.
    pub spot: Spot,
    /// What, with its indentation, ending in a line break.
    pub yaml: String,
}

/// Makes edits of the framework's own files.
pub(super) struct Editor<'a> {
    corpus: &'a Corpus,
    files: &'a Files,
}

/// One line of a file.
struct Line<'a> {
    number: u32,
    indent: usize,
    text: &'a str,
}

impl<'a> Editor<'a> {
    pub fn new(audit: &'a Audit) -> Self {
        Editor { corpus: &audit.corpus, files: &audit.sources.files }
    }

    /// A new responsibility of a role.
    pub fn responsibility(&self, role: usize, id: &str, does: &str, serves: &str, shared: bool) -> Option<Edit> {
        let item = self.corpus.roles.get(role).filter(|item| item.is_own())?;
        let mut fields = vec![("does".to_owned(), Plain::Text(does.to_owned())), ("serves".to_owned(), Plain::Text(serves.to_owned()))];
        if shared {
            fields.push(("shared".to_owned(), Plain::Flag(true)));
        }
        let entry = Plain::Map(vec![(id.to_owned(), Plain::Map(fields))]);
        if let Some(first) = item.responsibilities.first() {
            let line = self.line_of(first.span())?;
            // Within braces there are no lines to paste between.
            return if line.starts_at(first.id()) { Some(self.above(first.span(), &line, &entry)) } else { None };
        }
        let under = Plain::Map(vec![("responsibilities".to_owned(), entry)]);
        self.add(Loc::item(Collection::Roles, role), "responsibilities", under)
    }

    /// A field with a word in it.
    pub fn field(&self, loc: Loc, key: &str, word: &str) -> Option<Edit> {
        self.add(loc, key, Plain::Map(vec![(key.to_owned(), Plain::Text(word.to_owned()))]))
    }

    /// The letters of an action, with one actor more.
    pub fn raci(&self, act: &Act<'_>, letter: char, actor: &str) -> Option<Edit> {
        self.corpus.priorities.get(act.priority).filter(|item| item.is_own())?;
        let id = act.entry.span();
        let block = self.block(id, act.entry.id())?;
        let at = block.iter().position(|line| line.starts_at("raci"))?;
        let indent = block[at].indent;
        let more = block[at + 1..].iter().take_while(|line| line.indent > indent || line.is_empty());
        let last = more.filter(|line| !line.is_empty()).last().map_or(block[at].number, |line| line.number);
        let letters = act.entry.value.raci.iter().flat_map(|raci| raci.letters());
        if letters.clone().flat_map(|(_, actors)| actors.iter()).any(|named| !is_slug(&named.text)) {
            return None;
        }
        let said: Vec<String> = letters
            .filter_map(|(known, actors)| {
                let mut names: Vec<&str> = actors.iter().map(|actor| &*actor.text).collect();
                names.extend((known == letter).then_some(actor));
                match &names[..] {
                    [] => None,
                    [one] => Some(format!("{known}: {one}")),
                    several => Some(format!("{known}: [{}]", several.join(", "))),
                }
            })
            .collect();
        let yaml = format!("{}raci: {{{}}}\n", " ".repeat(indent), said.join(", "));
        Some(Edit { file: self.path(id), spot: Spot::Instead(block[at].number, last), yaml })
    }

    /// A file of its own, unless there is one.
    pub fn new_file(&self, path: &str, content: &Plain) -> Option<Edit> {
        let taken = self.files.iter().any(|(_, file)| &*file.path == path);
        (!taken).then(|| Edit { file: path.to_owned(), spot: Spot::NewFile, yaml: to_yaml(content) })
    }

    /// A field more in an item: above its first line; or, where it stands on one line in braces, the item anew.
    fn add(&self, loc: Loc, key: &str, field: Plain) -> Option<Edit> {
        let id = self.corpus.id_of(loc);
        if self.corpus.layer_of(loc) != 0 {
            return None;
        }
        let line = self.line_of(id.span)?;
        if !line.starts_at(&id.value) {
            return None;
        }
        let rest = line.text.trim_start().strip_prefix(&*id.value)?.trim_start_matches(['"', '\'']).strip_prefix(':')?.trim();
        if rest.starts_with('{') && rest.ends_with('}') {
            let (Plain::Map(mut fields), Plain::Map(more)) = (self.corpus.encode(loc), field) else { return None };
            fields.extend(more);
            let whole = Plain::Map(vec![(id.value.to_string(), Plain::Map(fields))]);
            let yaml = indented(&to_yaml(&whole), line.indent);
            return Some(Edit { file: self.path(id.span), spot: Spot::Instead(line.number, line.number), yaml });
        }
        let block = self.block(id.span, &id.value)?;
        let first = block.iter().find(|line| !line.is_empty() && !line.text.trim_start().starts_with('#'))?;
        let said = block.iter().any(|line| line.indent == first.indent && line.starts_at(key));
        (rest.is_empty() && !said).then(|| self.above(id.span, first, &field))
    }

    fn above(&self, within: Span, line: &Line<'_>, value: &Plain) -> Edit {
        Edit { file: self.path(within), spot: Spot::Above(line.number), yaml: indented(&to_yaml(value), line.indent) }
    }

    fn path(&self, span: Span) -> String {
        self.files.get(span.file).path.to_string()
    }

    fn line_of(&self, span: Span) -> Option<Line<'a>> {
        self.lines(span, self.files.place(span).line).next()
    }

    /// The lines of a file from a number on.
    fn lines(&self, span: Span, from: u32) -> impl Iterator<Item = Line<'a>> + use<'a> {
        let file = self.files.get(span.file);
        let start =
            if from as usize > file.line_index().len() { file.text.len() } else { file.line_index().line_range(&file.text, from).start };
        let rest = file.text.get(start..).unwrap_or("");
        rest.lines().zip(from..).map(|(text, number)| Line::new(number, text))
    }

    /// The lines below an id that stand further right than it.
    fn block(&self, span: Span, id: &str) -> Option<Vec<Line<'a>>> {
        let head = self.line_of(span).filter(|line| line.starts_at(id))?;
        let block: Vec<Line<'a>> =
            self.lines(span, head.number + 1).take_while(|line| line.indent > head.indent || line.is_empty()).collect();
        (!block.is_empty()).then_some(block)
    }
}

impl<'a> Line<'a> {
    fn new(number: u32, text: &'a str) -> Self {
        Line { number, indent: text.len() - text.trim_start_matches(' ').len(), text }
    }

    fn is_empty(&self) -> bool {
        self.text.trim().is_empty()
    }

    /// Whether the line begins with a key.
    fn starts_at(&self, key: &str) -> bool {
        let rest = self.text.trim_start_matches(' ');
        let rest = rest.strip_prefix(['"', '\'']).unwrap_or(rest);
        rest.strip_prefix(key).is_some_and(|rest| rest.trim_start_matches(['"', '\'']).starts_with(':'))
    }
}

fn indented(yaml: &str, indent: usize) -> String {
    yaml.lines().map(|line| format!("{}{line}\n", " ".repeat(indent))).collect()
}
