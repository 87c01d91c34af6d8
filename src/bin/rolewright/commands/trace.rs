//! `trace`: from one item, everything it rests on and everything that rests on it.

use crate::args::{Common, Trace, TraceFormat};
use crate::{Ending, Failure, output, session};
use rolewright::analysis::absence::Absence;
use rolewright::analysis::relations::{Node, Relations};
use rolewright::audit::Audit;
use rolewright::audit::trace::{self, Goal, Lost, Reach};
use rolewright::diag::Level;
use rolewright::model::{Collection, nearest};
use rolewright::render::{json, markdown, mermaid, terminal};
use rolewright::{report, text};

/// Runs it.
pub fn run(args: &Trace, common: &Common) -> Result<Ending, Failure> {
    let audit = session::audit(&args.framework, common, Level::Error)?;
    session::warn_of_errors(&audit, common);
    let root = find(&audit, &args.item)?;
    if args.impact && args.format == TraceFormat::Mermaid {
        return Err(Failure::from("--impact has no Mermaid form; it has tree, markdown and json"));
    }
    if args.impact {
        return impact(&audit, root, args, common);
    }
    let to = args.to.as_deref().map(|word| goal(&audit, word)).transpose()?;
    let reach = Reach { depth: args.depth.map(usize::from), to };
    let relations = Relations::new(&audit.facts());
    let traced = trace::Trace::of(&relations, root, &reach);
    let document = report::trace(&audit, &traced, &reach, common.verbose);
    output::emit(common, |out, screen| match args.format {
        TraceFormat::Tree => terminal::write(&document, screen, out),
        TraceFormat::Markdown => markdown::write(&document, out),
        TraceFormat::Json => json::write(&json::trace(&audit, &traced), out),
        TraceFormat::Mermaid => mermaid::write(&report::trace_chart(&audit, &traced), out),
    })?;
    Ok(Ending::Fine)
}

/// What would stop if nobody held a role.
fn impact(audit: &Audit, root: Node, args: &Trace, common: &Common) -> Result<Ending, Failure> {
    let Some(role) = root.role() else {
        let (kind, id) = (root.kind(&audit.corpus), root.id(&audit.corpus));
        return Err(Failure::from(format!("--impact asks about a role, and {id} is a {kind}; “rolewright list roles” shows the roles")));
    };
    let absence = Absence::of(&audit.facts(), role);
    let document = report::impact(audit, &absence);
    output::emit(common, |out, screen| match args.format {
        TraceFormat::Markdown => markdown::write(&document, out),
        TraceFormat::Json => json::write(&json::impact(audit, &absence), out),
        TraceFormat::Tree | TraceFormat::Mermaid => terminal::write(&document, screen, out),
    })?;
    Ok(Ending::Fine)
}

fn find(audit: &Audit, item: &str) -> Result<Node, Failure> {
    let shown = text::excerpt(item, 80);
    trace::find(&audit.corpus, item).map_err(|lost| {
        Failure::from(match lost {
            Lost::Unknown(near) if near.is_empty() => {
                format!("there is no “{shown}” in this framework; “rolewright list” shows what is there")
            }
            Lost::Unknown(near) => format!("there is no “{shown}” in this framework; did you mean {}?", near.join(" or ")),
            Lost::Ambiguous(all) => format!("“{shown}” may mean {}; say which", all.join(" or ")),
            Lost::Field(item) => format!("“{shown}” is a field, and trace follows items; did you mean {}?", text::excerpt(&item, 80)),
        })
    })
}

/// A level of this framework, or a collection.
fn goal(audit: &Audit, word: &str) -> Result<Goal, Failure> {
    let levels = audit.corpus.settings.level_names();
    if levels.contains(&word) {
        return Ok(Goal::Level(word.to_owned()));
    }
    if let Some(collection) = Collection::parse(word) {
        return Ok(Goal::Items(collection));
    }
    let collections: Vec<&str> = Collection::ALL.iter().map(|collection| collection.name()).collect();
    let near = nearest(word, levels.iter().copied().chain(collections.iter().copied()));
    let help = match near.first() {
        Some(near) => format!("did you mean {near}?"),
        None => format!("the levels are {}, the collections {}", levels.join(", "), collections.join(", ")),
    };
    Err(Failure::from(format!("“{}” is neither a level nor a collection; {help}", text::excerpt(word, 60))))
}
