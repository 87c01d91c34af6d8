//! The command line: every command and option, with the help that teaches it.

mod align;
mod compare;
pub mod day;
mod diff;
mod entry;
mod guide;
mod items;
mod load;
mod org;
mod page_format;
mod publish;
mod report;
mod review;
mod show;
mod trace;

pub use align::{Align, ByArg, Matrix};
pub use compare::Compare;
pub use diff::{Diff, DiffFormat};
pub use entry::Entry;
pub use guide::Guide;
pub use items::{ItemFormat, List};
pub use load::Load;
pub use org::{ChartFormat, Org};
pub use page_format::PageFormat;
pub use publish::Publish;
pub use report::{DocumentFormat, IltReport, Look, Paper, PrReport, Report, ReportKind};
pub use review::{REVIEW_EXAMPLES, Review};
pub use show::{SHOW_EXAMPLES, Show};
pub use trace::{Trace, TraceFormat};

use clap::{Args, Parser, Subcommand, ValueEnum};
use jiff::civil::Date;
use rolewright::load::read::Room;
use std::path::PathBuf;

const ABOUT: &str = "Role frameworks as code: who does what, what each needs to be able to do, and what this year is for.";

const AFTER: &str = "\
A framework is a folder of plain YAML files with rolewright.toml at its root.
FRAMEWORK is any folder inside one; without it, the current folder is meant.

Start here:
  rolewright init my-school --from minimal-starter   a framework to edit
  rolewright check my-school                         is it sound?
  rolewright align my-school                         who carries which priority?
  rolewright gaps my-school                          what is missing, and what would close it?

Exit status: 0 nothing at or above --fail-on, 1 findings, 2 the work could not be done.";

/// The whole command line.
#[derive(Debug, Parser)]
#[command(name = "rolewright", version, about = ABOUT, after_help = AFTER, max_term_width = 100, propagate_version = true)]
pub struct Cli {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
    /// What every command takes.
    #[command(flatten)]
    pub common: Common,
}

/// Options of every command.
#[derive(Clone, Debug, Args)]
#[command(next_help_heading = "Options of every command")]
pub struct Common {
    /// Write the report to FILE; - is standard output, and a device or pipe is written into
    #[arg(long, short, global = true, value_name = "FILE")]
    pub output: Option<PathBuf>,
    /// Let --output and --write-baseline replace what is already there, and publish write among other files
    #[arg(long, global = true)]
    pub force: bool,
    /// Judge as of DATE, past or future, such as 2027-08-15 [default: today]
    #[arg(long, global = true, value_name = "DATE", value_parser = day::parse)]
    pub as_of: Option<Date>,
    /// When to use colour
    #[arg(long, global = true, value_enum, default_value_t = When::Auto, value_name = "WHEN", hide_possible_values = false)]
    pub color: When,
    /// Say less
    #[arg(long, short, global = true)]
    pub quiet: bool,
    /// Say what is being read, on standard error
    #[arg(long, short, global = true)]
    pub verbose: bool,
    /// Let `extends` name this folder although it is outside the repository
    #[arg(long, global = true, value_name = "FOLDER")]
    pub allow_extends: Vec<PathBuf>,
    /// What may still be read, by everything in this run.
    #[arg(skip)]
    pub room: Room,
}

/// When to use colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum When {
    /// On a terminal, unless NO_COLOR is set
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}

/// The commands, in the order a newcomer needs them.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Make a framework to edit, from one of those that ship with the program
    #[command(
        after_help = "Example:\n  rolewright init my-school --from minimal-starter\n\nNothing is overwritten: a folder that already holds files is left alone."
    )]
    Init(Init),
    /// Add a stub of one item, with the fields people usually fill, in a file of its own
    #[command(
        after_help = "Example:\n  rolewright new role team-lead my-school\n\nKINDs: role, priority, competency, committee, decision, duty, pathway, unit, fund, outcome, assessment."
    )]
    New(New),
    /// Is this framework sound? Every finding with its place, why it matters and what would put it right
    #[command(
        after_help = "Examples:\n  rolewright check examples/riverbend\n  rolewright check --format json --fail-on warning my-school\n  rolewright check --format sarif --output rolewright.sarif my-school\n  rolewright check --write-baseline old.json my-school     old findings are held still …\n  rolewright check --baseline old.json my-school           … and only new ones count\n  rolewright check --base origin/main my-school            only what this change brings, wherever it shows\n\nTo leave one finding open by decision, write a comment on its line or on the line above, with the reason:\n  # rolewright: allow(no-measure) the data team proposes measures in October\nor a waiver in rolewright.toml, with who decided and until when:\n  [[waivers]]\n  rule = \"no-measure\"\n  item = \"priorities/reading\"\n  reason = \"The data team proposes measures in October\"\n  by = \"principal\"\n  until = 2027-01-31\n\nA baseline holds findings by what they are about, so moving lines does not disturb it. With --format github, the whole list also goes to the step summary, where GITHUB_STEP_SUMMARY names its file.\n\n“rolewright explain RULE” explains any rule that a finding names."
    )]
    Check(Check),
    /// Who carries which priority? Roles × priorities from both sides, the chain down to the classroom, and indicators
    #[command(
        after_help = "Examples:\n  rolewright align examples/riverbend\n  rolewright align --by unit examples/riverbend\n  rolewright align --level school,team --priority read-to-learn examples/riverbend\n  rolewright align --matrix committees examples/harbor-elementary\n  rolewright align --format csv --output alignment.csv my-school\n  rolewright align --format html --output alignment.html my-school"
    )]
    Align(Align),
    /// What is missing, ranked by what it harms, and what could not be assessed
    #[command(after_help = "Examples:\n  rolewright gaps examples/riverbend\n  rolewright gaps --top 5 --as-of 2027-08-15 my-school")]
    Gaps(Gaps),
    /// What changed between two states in git, in sentences: who is affected, what it brings, who must approve
    #[command(
        after_help = "Examples:\n  rolewright diff main                          since main, down to the files as they are\n  rolewright diff HEAD~1 HEAD my-school\n  rolewright diff main... my-school             since this work left main\n  rolewright diff main --role team-lead         what changes for one role\n\nBASE and HEAD are commits, branches or tags, anything such as HEAD~1 or origin/main, or :index for what is staged.\nA..B compares two, A...B compares B with where it left A.\nReordering, reformatting, comments and moving items between files are no change."
    )]
    Diff(Diff),
    /// From one item, everything it rests on and everything that rests on it
    #[command(
        after_help = "Examples:\n  rolewright trace read-to-learn/weekly-cycle examples/riverbend\n  rolewright trace reasons-with-evidence --to classroom examples/riverbend\n  rolewright trace team-lead --depth 4 --format mermaid examples/riverbend\n  rolewright trace --impact team-lead examples/riverbend\n\nITEM is written [collection/]id, or id/nested for an action, a measure, a responsibility, an offering …\nWith -v every line says where its link is written."
    )]
    Trace(Trace),
    /// Time, release, spans, committees and money of every role, with the arithmetic shown
    #[command(
        after_help = "Examples:\n  rolewright load examples/summit\n  rolewright load --role team-lead examples/riverbend\n  rolewright load --unit riverbend-high --format csv --output high.csv examples/riverbend\n\nTime is accounted for twice, and the two are never added together: as role descriptions declare it, and as routines and meetings fill a week."
    )]
    Load(Load),
    /// The organisation chart: who reports to whom, who supports whom, and how many hold each role
    #[command(
        after_help = "Examples:\n  rolewright org examples/riverbend\n  rolewright org --unit riverbend-high examples/riverbend\n  rolewright org --format mermaid examples/summit          for Markdown that GitHub draws\n  rolewright org --format dot examples/summit | dot -Tsvg -o org.svg"
    )]
    Org(Org),
    /// The questions a leadership team should ask, with the evidence the files hold and what they do not say
    #[command(after_help = guide::EXAMPLES)]
    Guide(Guide),
    /// Where could a change begin? Need, strength and enabling conditions of each entry point, never added up
    #[command(after_help = entry::EXAMPLES)]
    Entry(Entry),
    /// Units of a framework, or frameworks, side by side: staffing, coverage, indicators, and what was changed locally
    #[command(after_help = compare::EXAMPLES)]
    Compare(Compare),
    /// What is there: the collections, or the items of one
    #[command(after_help = "Examples:\n  rolewright list examples/riverbend\n  rolewright list roles examples/riverbend")]
    List(List),
    /// One item: what it says, where it is written, and what names it
    #[command(after_help = SHOW_EXAMPLES)]
    Show(Show),
    /// Record that an item was looked at and found right: when, by which role, and what it relied on
    #[command(after_help = REVIEW_EXAMPLES)]
    Review(Review),
    /// Documents for other readers
    #[command(after_help = "Example:\n  rolewright report audit examples/riverbend --output audit.md")]
    Report(Report),
    /// A small site with a page for each item, linked with one another and with a search: no server, no network
    #[command(after_help = publish::EXAMPLES)]
    Publish(Publish),
    /// Why this rule, or this indicator? What it says, why it matters, an example, and what it rests on
    #[command(
        after_help = "Examples:\n  rolewright explain hidden-work\n  rolewright explain priority-coverage\n  rolewright explain --list"
    )]
    Explain(Explain),
    /// Every number that rules judge by and analyses use, with its standing and source
    #[command(after_help = "Examples:\n  rolewright thresholds\n  rolewright thresholds my-school        those in force there")]
    Thresholds(Thresholds),
    /// The language: a JSON Schema for editors, or the reference documentation
    #[command(
        after_help = "Examples:\n  rolewright schema --output rolewright.schema.json\n  rolewright schema --format markdown\n\nIn an editor with the YAML language server, begin a file with:\n  # yaml-language-server: $schema=rolewright.schema.json"
    )]
    Schema(Schema),
    /// Completions for a shell
    #[command(after_help = "Example:\n  rolewright completions bash > ~/.local/share/bash-completion/completions/rolewright")]
    Completions(Completions),
    /// The manual page
    #[command(after_help = "Example:\n  rolewright man > rolewright.1 && man ./rolewright.1")]
    Man,
}

/// `init`.
#[derive(Debug, Args)]
pub struct Init {
    /// The folder to make
    #[arg(default_value = ".", value_name = "DIR")]
    pub dir: PathBuf,
    /// Which shipped framework to start from
    #[arg(long, value_name = "NAME", default_value = "minimal-starter")]
    pub from: String,
    /// List the frameworks that ship with the program
    #[arg(long)]
    pub list: bool,
}

/// `new`.
#[derive(Debug, Args)]
pub struct New {
    /// What to add: role, priority, competency, committee, decision …
    pub kind: String,
    /// Its id, such as team-lead
    pub id: String,
    /// The framework's folder
    #[arg(default_value = ".")]
    pub framework: PathBuf,
}

/// A level, as a flag.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum LevelArg {
    /// Errors only
    Error,
    /// Warnings and errors
    Warning,
    /// Anything
    Advice,
}

/// Formats of `check`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum CheckFormat {
    /// For people, on a terminal
    Human,
    /// For programs, version 1
    Json,
    /// SARIF 2.1.0, for code scanning
    Sarif,
    /// One test for each rule, for build servers that draw tests
    Junit,
    /// Annotations in a GitHub workflow, and the whole list in its step summary
    Github,
    /// A comment on a pull request
    Markdown,
}

/// `check`.
#[derive(Debug, Args)]
pub struct Check {
    /// The framework's folder
    #[arg(default_value = ".")]
    pub framework: PathBuf,
    /// The form of the report
    #[arg(long, value_enum, default_value_t = CheckFormat::Human)]
    pub format: CheckFormat,
    /// The level from which a finding fails the run
    #[arg(long, value_enum, default_value_t = LevelArg::Error, value_name = "LEVEL")]
    pub fail_on: LevelArg,
    /// Count only what this change brings since it left REV: a commit, branch or tag
    #[arg(long, value_name = "REV")]
    pub base: Option<String>,
    /// Count only what is new since FILE was written with --write-baseline
    #[arg(long, value_name = "FILE")]
    pub baseline: Option<PathBuf>,
    /// Write everything that is open now to FILE, for --baseline, instead of a report
    #[arg(long, value_name = "FILE", conflicts_with_all = ["format", "output", "base"])]
    pub write_baseline: Option<PathBuf>,
}

/// Formats of tables.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum TableFormat {
    /// For people, on a terminal
    Table,
    /// For documents
    Markdown,
    /// For spreadsheets; a cell that could be taken for a formula begins with an apostrophe
    Csv,
    /// For programs, version 1
    Json,
    /// One page that needs nothing else: to read on a phone, to print, to send
    Html,
}

/// `gaps`.
#[derive(Debug, Args)]
pub struct Gaps {
    /// The framework's folder
    #[arg(default_value = ".")]
    pub framework: PathBuf,
    /// The form of the report
    #[arg(long, value_enum, default_value_t = TableFormat::Table)]
    pub format: TableFormat,
    /// Only the N most harmful
    #[arg(long, value_name = "N")]
    pub top: Option<usize>,
    /// How a page looks
    #[command(flatten)]
    pub look: Look,
}

/// Formats of explanations.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum TextFormat {
    /// For people, on a terminal
    Human,
    /// For documents
    Markdown,
    /// For programs, version 1
    Json,
}

/// `explain`.
#[derive(Debug, Args)]
pub struct Explain {
    /// A rule's name, as a finding gives it, or an indicator's, as align does
    #[arg(required_unless_present = "list", value_name = "RULE|INDICATOR")]
    pub rule: Option<String>,
    /// List every rule and every indicator
    #[arg(long)]
    pub list: bool,
    /// The form of the explanation
    #[arg(long, value_enum, default_value_t = TextFormat::Human)]
    pub format: TextFormat,
}

/// `thresholds`.
#[derive(Debug, Args)]
pub struct Thresholds {
    /// The framework whose settings are in force; the defaults where it is left out
    pub framework: Option<PathBuf>,
    /// The form of the report
    #[arg(long, value_enum, default_value_t = TextFormat::Human)]
    pub format: TextFormat,
}

/// Formats of `schema`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum SchemaFormat {
    /// A JSON Schema, draft 2020-12
    Json,
    /// The reference documentation
    Markdown,
    /// The reference documentation, on a terminal
    Human,
}

/// `schema`.
#[derive(Debug, Args)]
pub struct Schema {
    /// The form
    #[arg(long, value_enum, default_value_t = SchemaFormat::Json)]
    pub format: SchemaFormat,
    /// The schema of rolewright.toml instead of that of the YAML files
    #[arg(long)]
    pub settings: bool,
}

/// `completions`.
#[derive(Debug, Args)]
pub struct Completions {
    /// The shell
    pub shell: clap_complete::Shell,
}
