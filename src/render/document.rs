//! What a report says, before it has a form.

/// A report, from top to bottom.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Document {
    /// Its parts, in order.
    pub blocks: Vec<Block>,
}

/// One part of a report. All texts are plain: walkers escape them.
#[derive(Clone, Debug, PartialEq)]
pub enum Block {
    /// A heading and its depth, from 1.
    Heading(u8, String),
    /// A paragraph.
    Paragraph(String),
    /// A paragraph that stands back: legends, working, places.
    Aside(String),
    /// A list of points, each a paragraph with its details indented below it.
    Points(Vec<(String, Vec<String>)>),
    /// Names and values.
    Facts(Vec<(String, String)>),
    /// A table.
    Table(Table),
    /// Lines that hang from one another: how deep each stands, from 0, and what it says.
    Tree(Vec<(usize, String)>),
    /// Steps from above to below, drawn where a form can draw; the words are the same everywhere.
    Steps(Vec<Step>),
    /// Other pages of the same pack: what each is called, and its file beside this one.
    Links(Vec<(String, String)>),
    /// Words, and what each of them is followed by, which may have pages of their own.
    References(Vec<(String, Vec<Reference>)>),
    /// Text as it is, such as YAML; the word names the language.
    Verbatim(&'static str, String),
}

/// One step of several, from above to below.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Step {
    /// What it is called.
    pub name: String,
    /// What is there, thing by thing.
    pub inside: Vec<String>,
    /// What stands in place of things where there are none.
    pub empty: &'static str,
    /// How it is joined to the next step; absent for the last.
    pub next: Option<Joint>,
}

/// What is between two steps.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Joint {
    /// Whether they are joined.
    pub holds: bool,
    /// By what, or that they are not.
    pub says: String,
}

impl Step {
    /// What is there, in one line.
    pub fn content(&self) -> String {
        if self.inside.is_empty() { self.empty.to_owned() } else { self.inside.join(", ") }
    }
}

/// Something that is named, and which item it is: a form that has a page for that item leads there.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Reference {
    /// What it is called.
    pub text: String,
    /// The item's address.
    pub about: Option<String>,
    /// What is said behind the name, such as what kind of thing it is; may be empty.
    pub note: String,
}

impl Reference {
    /// A text that leads nowhere.
    pub fn plain(text: impl Into<String>) -> Self {
        Reference { text: text.into(), ..Reference::default() }
    }
}

/// A column of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    /// Its name, in full.
    pub name: String,
    /// A short form for narrow terminals, explained in a legend there.
    pub short: Option<String>,
    /// Whether its cells are numbers, to be set flush right.
    pub numeric: bool,
    /// How a form that can draw shows its cells.
    pub drawn: Drawn,
    /// The address of the item that the column is about.
    pub about: Option<String>,
}

/// What a form that can draw makes of a cell. Its text says the same.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Drawn {
    /// Nothing: it is text.
    #[default]
    No,
    /// A bar, from its full and empty cells.
    Bar,
    /// A share of what is there, from its last number, in percent; the text stays.
    Share,
    /// A light, from its first word: Red, Amber, Green, or anything else for no colour.
    Light,
}

impl Column {
    /// A column of text.
    pub fn text(name: impl Into<String>) -> Self {
        Column { name: name.into(), short: None, numeric: false, drawn: Drawn::No, about: None }
    }

    /// A column of numbers.
    pub fn number(name: impl Into<String>) -> Self {
        Column { numeric: true, ..Column::text(name) }
    }

    /// A column of bars, each made of full and empty cells.
    pub fn bars(name: impl Into<String>) -> Self {
        Column { drawn: Drawn::Bar, ..Column::text(name) }
    }

    /// A column of lights, each named by its colour.
    pub fn lights(name: impl Into<String>) -> Self {
        Column { drawn: Drawn::Light, ..Column::text(name) }
    }

    /// With its share drawn, the cells being in percent.
    pub fn shares(mut self) -> Self {
        self.drawn = Drawn::Share;
        self
    }

    /// About an item.
    pub fn of(mut self, address: impl Into<String>) -> Self {
        self.about = Some(address.into());
        self
    }

    /// With a short form.
    pub fn or(mut self, short: impl Into<String>) -> Self {
        self.short = Some(short.into());
        self
    }
}

/// One row: a cell for each column.
pub type Row = Vec<String>;

/// Rows and columns.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Table {
    /// The columns.
    pub columns: Vec<Column>,
    /// The rows.
    pub rows: Vec<Row>,
    /// How many of the first columns name the row: repeated when a wide table is split.
    pub keys: usize,
    /// The address of the item that each row is about; what lies beyond is about none.
    pub about: Vec<Option<String>>,
}

impl Table {
    /// An empty table whose first column names the row.
    pub fn new(columns: Vec<Column>) -> Self {
        Table { columns, rows: Vec::new(), keys: 1, about: Vec::new() }
    }

    /// Adds a row.
    pub fn row(&mut self, cells: impl IntoIterator<Item = impl Into<String>>) {
        self.rows.push(cells.into_iter().map(Into::into).collect());
    }

    /// Adds a row that is about an item.
    pub fn row_about(&mut self, address: impl Into<String>, cells: impl IntoIterator<Item = impl Into<String>>) {
        self.about.resize(self.rows.len(), None);
        self.about.push(Some(address.into()));
        self.row(cells);
    }
}

impl Document {
    /// Adds a heading of the given depth.
    pub fn heading(&mut self, depth: u8, text: impl Into<String>) {
        self.blocks.push(Block::Heading(depth, text.into()));
    }

    /// Adds a paragraph.
    pub fn paragraph(&mut self, text: impl Into<String>) {
        self.blocks.push(Block::Paragraph(text.into()));
    }

    /// Adds a paragraph that stands back.
    pub fn aside(&mut self, text: impl Into<String>) {
        self.blocks.push(Block::Aside(text.into()));
    }

    /// Adds points; nothing where there are none.
    pub fn points(&mut self, points: Vec<(String, Vec<String>)>) {
        if !points.is_empty() {
            self.blocks.push(Block::Points(points));
        }
    }

    /// Adds points without details.
    pub fn lines(&mut self, lines: impl IntoIterator<Item = impl Into<String>>) {
        self.points(lines.into_iter().map(|line| (line.into(), Vec::new())).collect());
    }

    /// Adds names and values; nothing where there are none.
    pub fn facts(&mut self, facts: Vec<(String, String)>) {
        if !facts.is_empty() {
            self.blocks.push(Block::Facts(facts));
        }
    }

    /// Adds a table; nothing where it has no rows.
    pub fn table(&mut self, table: Table) {
        if !table.rows.is_empty() {
            self.blocks.push(Block::Table(table));
        }
    }

    /// Adds lines that hang from one another; nothing where there are none.
    pub fn tree(&mut self, lines: Vec<(usize, String)>) {
        if !lines.is_empty() {
            self.blocks.push(Block::Tree(lines));
        }
    }

    /// Adds steps from above to below; nothing where there are none.
    pub fn steps(&mut self, steps: Vec<Step>) {
        if !steps.is_empty() {
            self.blocks.push(Block::Steps(steps));
        }
    }

    /// Adds pages that lie beside this one; nothing where there are none.
    pub fn links(&mut self, links: Vec<(String, String)>) {
        if !links.is_empty() {
            self.blocks.push(Block::Links(links));
        }
    }

    /// Adds words with what follows each of them; nothing where there are none.
    pub fn references(&mut self, references: Vec<(String, Vec<Reference>)>) {
        if !references.is_empty() {
            self.blocks.push(Block::References(references));
        }
    }

    /// Adds all of another document, its headings `deeper` by so many steps.
    pub fn append(&mut self, other: Document, deeper: u8) {
        self.blocks.extend(other.blocks.into_iter().map(|block| match block {
            Block::Heading(depth, text) => Block::Heading(depth.saturating_add(deeper), text),
            other => other,
        }));
    }

    /// Adds text as it is.
    pub fn verbatim(&mut self, language: &'static str, text: impl Into<String>) {
        self.blocks.push(Block::Verbatim(language, text.into()));
    }

    /// Its tables, in order.
    pub fn tables(&self) -> impl Iterator<Item = &Table> {
        self.blocks.iter().filter_map(|block| match block {
            Block::Table(table) => Some(table),
            _ => None,
        })
    }
}
