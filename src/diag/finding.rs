//! What was found: one cause, one finding, with its place and everything related attached.

use super::{Case, RuleMeta};
use crate::text::Span;
use std::borrow::Cow;
use std::collections::BTreeMap;

/// How grave a finding is. The order is the order of gravity.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// An observation.
    Advice,
    /// It departs from a cited or configured norm, or leaves out something essential.
    Warning,
    /// The framework contradicts itself, cannot be interpreted, or breaks its own rule.
    Error,
}

impl Level {
    /// Every level, gravest first.
    pub const ALL: [Level; 3] = [Level::Error, Level::Warning, Level::Advice];

    /// The word for it.
    pub fn name(self) -> &'static str {
        match self {
            Level::Error => "error",
            Level::Warning => "warning",
            Level::Advice => "advice",
        }
    }

    /// The level of that name.
    pub fn parse(name: &str) -> Option<Level> {
        Level::ALL.into_iter().find(|level| level.name() == name)
    }

    /// `1 error`, `2 errors`, `3 pieces of advice`.
    pub fn count(self, n: usize) -> String {
        match (self, n) {
            (Level::Error, 1) => "1 error".into(),
            (Level::Error, n) => format!("{n} errors"),
            (Level::Warning, 1) => "1 warning".into(),
            (Level::Warning, n) => format!("{n} warnings"),
            (Level::Advice, 1) => "1 piece of advice".into(),
            (Level::Advice, n) => format!("{n} pieces of advice"),
        }
    }
}

/// Whether a finding still asks for something.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Status {
    /// It counts.
    Open,
    /// Someone decided to leave it open; the index is into [`super::Outcome::waivers`].
    Waived(usize),
    /// It was there when the baseline was written.
    Baseline,
    /// It was there in the earlier state that the run is compared with.
    Older,
}

impl Status {
    /// The word for it in JSON.
    pub fn name(&self) -> &'static str {
        match self {
            Status::Open => "open",
            Status::Waived(_) => "waived",
            Status::Baseline => "baseline",
            Status::Older => "older",
        }
    }
}

/// Another place that belongs to the same cause.
#[derive(Clone, Debug)]
pub struct Related {
    /// Where.
    pub span: Span,
    /// What is to be seen there.
    pub message: String,
}

/// One thing found.
#[derive(Clone, Debug)]
pub struct Finding {
    /// The rule that found it.
    pub rule: &'static RuleMeta,
    /// Which of the rule's cases it is.
    pub case: &'static Case,
    /// How grave it is, after policy.
    pub level: Level,
    /// Whether it counts, after policy.
    pub status: Status,
    /// What is wrong, in the user's words: one or two sentences.
    pub message: String,
    /// What would make it right.
    pub help: Option<String>,
    /// Where; absent for what has no place, such as a file that cannot be read.
    pub span: Option<Span>,
    /// The file it is about where there is no span.
    pub file: Option<String>,
    /// The address of the item it is about.
    pub item: Option<String>,
    /// What else belongs to the same cause.
    pub related: Vec<Related>,
    /// A name that survives moved lines and reworded messages; filled in by policy.
    pub fingerprint: String,
}

impl Finding {
    /// A new, open finding.
    pub fn new(rule: &'static RuleMeta, case: &'static Case, span: Option<Span>, message: String) -> Self {
        Finding {
            rule,
            case,
            level: case.level,
            status: Status::Open,
            message,
            help: None,
            span,
            file: None,
            item: None,
            related: Vec::new(),
            fingerprint: String::new(),
        }
    }

    /// Says what would make it right.
    pub fn help(&mut self, help: impl Into<String>) -> &mut Self {
        self.help = Some(help.into());
        self
    }

    /// Says on which assumption it rests. What is assumed can be wrong, so that the finding weighs less by one level.
    pub fn assuming(&mut self, what: &str) -> &mut Self {
        self.message = format!("{}, {what}", self.message);
        self.level = if self.level == Level::Error { Level::Warning } else { Level::Advice };
        self
    }

    /// Says which item it is about.
    pub fn item(&mut self, address: impl Into<String>) -> &mut Self {
        self.item = Some(address.into());
        self
    }

    /// Says which file it is about, where no part of the file can be pointed at.
    pub fn file(&mut self, path: impl Into<String>) -> &mut Self {
        self.file = Some(path.into());
        self
    }

    /// Attaches another place.
    pub fn related(&mut self, span: Span, message: impl Into<String>) -> &mut Self {
        self.related.push(Related { span, message: message.into() });
        self
    }

    /// Whether someone decided to leave it open.
    pub fn is_waived(&self) -> bool {
        matches!(self.status, Status::Waived(_))
    }

    /// Whether it counts towards the exit status.
    pub fn is_open(&self) -> bool {
        self.status == Status::Open
    }
}

/// A question that could not be answered, over all the items it could not be answered for.
#[derive(Clone, Debug)]
pub struct NotAssessed {
    /// The rule that asked.
    pub rule: &'static RuleMeta,
    /// Which data is absent.
    pub because: Cow<'static, str>,
    /// What would unlock it: a field, as an address with `ID` where any id may stand, or the place of what could not
    /// be read.
    pub unlock: Cow<'static, str>,
    /// For how many items.
    pub count: usize,
    /// The first few of them, by address.
    pub items: Vec<String>,
}

/// How many items a "not assessed" names before it only counts.
const NAMED: usize = 5;

impl NotAssessed {
    /// Adds an item to those that could not be assessed, with others of the same rule and reason.
    pub fn note(
        all: &mut Vec<NotAssessed>,
        rule: &'static RuleMeta,
        because: Cow<'static, str>,
        unlock: Cow<'static, str>,
        item: Option<String>,
    ) {
        let at = match all.iter().position(|known| known.rule.id == rule.id && known.because == because && known.unlock == unlock) {
            Some(at) => at,
            None => {
                all.push(NotAssessed { rule, because, unlock, count: 0, items: Vec::new() });
                all.len() - 1
            }
        };
        let entry = &mut all[at];
        entry.count += 1;
        if entry.items.len() < NAMED {
            entry.items.extend(item);
        }
    }
}

/// A comment `# rolewright: allow(rule) reason`: the finding of that rule on the line it stands for is
/// left open by decision.
#[derive(Clone, Debug)]
pub struct Allow {
    /// The rules named, as written; empty where the comment could not be understood.
    pub rules: Vec<String>,
    /// Why; empty where nobody says.
    pub reason: String,
    /// The whole comment.
    pub span: Span,
    /// Whether the comment has its line to itself, and so stands for the next one.
    pub alone: bool,
    /// Whether it stands in a layer that the framework extends, whose comments are not its business.
    pub upstream: bool,
}

/// Everything a run of rules answered: not met (findings), met, and not assessed.
#[derive(Debug, Default)]
pub struct Answers {
    /// Not met.
    pub findings: Vec<Finding>,
    /// Met: how often, by rule.
    pub met: BTreeMap<&'static str, usize>,
    /// Not assessed.
    pub not_assessed: Vec<NotAssessed>,
    /// What comments in the files allow.
    pub allows: Vec<Allow>,
}

impl Answers {
    /// Adds the answers of another run.
    pub fn absorb(&mut self, other: Answers) {
        self.findings.extend(other.findings);
        for (rule, count) in other.met {
            *self.met.entry(rule).or_default() += count;
        }
        self.not_assessed.extend(other.not_assessed);
        self.allows.extend(other.allows);
    }
}
