//! The arguments of `report`, and how pages of HTML look.

use clap::{Args, Subcommand, ValueEnum};
use std::path::PathBuf;

/// `report`.
#[derive(Debug, Args)]
pub struct Report {
    /// Which document
    #[command(subcommand)]
    pub which: ReportKind,
}

/// The documents.
#[derive(Debug, Subcommand)]
pub enum ReportKind {
    /// The alignment audit, for a consultant to hand over after light editing
    #[command(
        after_help = "Examples:\n  rolewright report audit examples/riverbend --output audit.md\n  rolewright report audit examples/riverbend --format html --output audit.html"
    )]
    Audit(AuditReport),
    /// A role description fit to publish: purpose, duties, authority, competencies, time, support
    #[command(
        after_help = "Examples:\n  rolewright report role team-lead examples/riverbend\n  rolewright report role team-lead examples/riverbend --format html --output team-lead.html"
    )]
    Role(RoleReport),
    /// A team's card: who is in it, how it is supported and by whom, and what its goals serve
    #[command(
        after_help = "Examples:\n  rolewright report team orchard-3-5 examples/riverbend\n  rolewright report team orchard-3-5 examples/riverbend --format html --output orchard-3-5.html"
    )]
    Team(TeamReport),
    /// One screen for the weekly meeting of an instructional leadership team
    #[command(
        after_help = "Examples:\n  rolewright report ilt --unit orchard-elementary examples/riverbend\n  rolewright report ilt --unit orchard-elementary --format html --output this-week.html examples/riverbend\n  rolewright report ilt --unit orchard-elementary --since HEAD~1 examples/riverbend        with what was merged since\n\nIt takes at most 40 lines of 80 columns; what is left out is counted. The question at the end is the one of “rolewright guide” with the strongest evidence: of all counts there that should be full, the one that falls short by the largest share, of at least 4 things; of two alike the first."
    )]
    Ilt(IltReport),
    /// Everything to hand out: organisation chart, role descriptions, team cards, talking points, questions and answers
    #[command(
        after_help = "Examples:\n  rolewright report pack examples/riverbend --format html --output pack.html\n  rolewright report pack examples/riverbend --format html --output pack        a folder with a page for each\n\nA name that ends in .html or .md becomes one page; any other becomes a folder."
    )]
    Pack(PackReport),
    /// A comment for whoever reviews a change: what changed, what it brings, who must approve
    #[command(
        after_help = "Example:\n  rolewright report pr --base origin/main examples/riverbend --output comment.md\n\nThe first line is a hidden mark that stays the same, so that a program can find its comment and replace it. It stays under GitHub's limit and says what it cut."
    )]
    Pr(PrReport),
}

/// Formats of documents.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum DocumentFormat {
    /// A Markdown document
    Markdown,
    /// One page that needs nothing else: to read on a phone, to print, to send
    Html,
    /// For people, on a terminal
    Table,
}

/// How pages of HTML look.
#[derive(Clone, Debug, Default, Args)]
pub struct Look {
    /// With --format html: make places in files links to URL/PATH#L12, such as https://example.org/our/repository/blob/main
    #[arg(long, value_name = "URL")]
    pub link_base: Option<String>,
    /// With --format html: take page.html (publish: site.html), style.css or script.js from DIR instead of the built-in ones
    #[arg(long, value_name = "DIR")]
    pub template: Option<PathBuf>,
}

/// Where a framework is and what form its document takes.
#[derive(Debug, Args)]
pub struct Paper {
    /// The framework's folder
    #[arg(default_value = ".")]
    pub framework: PathBuf,
    /// The form of the document
    #[arg(long, value_enum, default_value_t = DocumentFormat::Markdown)]
    pub format: DocumentFormat,
    /// How a page looks
    #[command(flatten)]
    pub look: Look,
}

/// `report audit`.
#[derive(Debug, Args)]
pub struct AuditReport {
    /// Framework and form
    #[command(flatten)]
    pub paper: Paper,
}

/// `report role`.
#[derive(Debug, Args)]
pub struct RoleReport {
    /// The role's id
    pub role: String,
    /// Framework and form
    #[command(flatten)]
    pub paper: Paper,
}

/// `report team`.
#[derive(Debug, Args)]
pub struct TeamReport {
    /// The unit's id, such as a team or a school
    pub unit: String,
    /// Framework and form
    #[command(flatten)]
    pub paper: Paper,
}

/// `report ilt`.
#[derive(Debug, Args)]
pub struct IltReport {
    /// The unit whose team meets, with all below it
    #[arg(long, value_name = "UNIT")]
    pub unit: String,
    /// Say too what was merged since a commit, branch or tag, such as last week's: only what touches this unit or those who lead in it
    #[arg(long, value_name = "REV")]
    pub since: Option<String>,
    /// Framework and form
    #[command(flatten)]
    pub paper: Paper,
}

/// `report pack`.
#[derive(Debug, Args)]
pub struct PackReport {
    /// Framework and form
    #[command(flatten)]
    pub paper: Paper,
}

/// `report pr`.
#[derive(Debug, Args)]
pub struct PrReport {
    /// The framework's folder
    #[arg(default_value = ".")]
    pub framework: PathBuf,
    /// Where the change began: a commit, branch or tag; what was done there since is left aside
    #[arg(long, value_name = "REV")]
    pub base: String,
    /// The state after; the files as they are where it is left out
    #[arg(long, value_name = "REV")]
    pub head: Option<String>,
    /// The form of the document: Markdown is the comment, the others are to read
    #[arg(long, value_enum, default_value_t = DocumentFormat::Markdown)]
    pub format: DocumentFormat,
    /// How a page looks
    #[command(flatten)]
    pub look: Look,
}
