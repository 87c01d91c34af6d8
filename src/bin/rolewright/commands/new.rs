//! `new`: a stub of one item, with the fields people usually fill, in a file of its own.

use crate::args::{Common, New};
use crate::{Ending, Failure, file, session};
use rolewright::diag::Level;
use rolewright::model::{Collection, is_slug, nearest, slugify};
use rolewright::text;

/// Kinds that have a stub, and their collections.
const KINDS: &[(&str, Collection, &str)] = &[
    ("assessment", Collection::Assessments, include_str!("new/assessment.yaml")),
    ("committee", Collection::Committees, include_str!("new/committee.yaml")),
    ("competency", Collection::Competencies, include_str!("new/competency.yaml")),
    ("decision", Collection::Decisions, include_str!("new/decision.yaml")),
    ("duty", Collection::Duties, include_str!("new/duty.yaml")),
    ("fund", Collection::Funds, include_str!("new/fund.yaml")),
    ("outcome", Collection::Outcomes, include_str!("new/outcome.yaml")),
    ("pathway", Collection::Pathways, include_str!("new/pathway.yaml")),
    ("priority", Collection::Priorities, include_str!("new/priority.yaml")),
    ("role", Collection::Roles, include_str!("new/role.yaml")),
    ("unit", Collection::Units, include_str!("new/unit.yaml")),
];

/// Runs it.
pub fn run(args: &New, common: &Common) -> Result<Ending, Failure> {
    let Some(&(kind, collection, stub)) = KINDS.iter().find(|(kind, collection, _)| *kind == args.kind || collection.name() == args.kind)
    else {
        let kinds: Vec<&str> = KINDS.iter().map(|(kind, ..)| *kind).collect();
        let near = nearest(&args.kind, kinds.iter().copied());
        let help = near.first().map_or_else(|| format!("there are {}", kinds.join(", ")), |near| format!("did you mean {near}?"));
        return Err(Failure::from(format!("“{}” is not a kind of item; {help}", text::excerpt(&args.kind, 60))));
    };
    if !is_slug(&args.id) {
        let proposal = slugify(&args.id);
        let example = if proposal.is_empty() { "team-lead" } else { &proposal };
        return Err(Failure::from(format!(
            "“{}” cannot be an id; write lower-case letters, digits and single hyphens, such as {example}",
            text::excerpt(&args.id, 60)
        )));
    }
    let root = session::root(&args.framework)?;
    if let Ok(audit) = session::audit(&args.framework, common, Level::Error)
        && let Some(at) = audit.corpus.position(collection, &args.id)
    {
        let id = audit.corpus.id_of(rolewright::model::Loc::item(collection, at));
        return Err(Failure::from(format!("there is already a {kind} “{}”, in {}", args.id, audit.sources.files.path_line(id.span))));
    }
    let name = format!("{}/{}.yaml", collection.name(), args.id);
    file::create(&root, &name, stub.replace("ID", &args.id).as_bytes())?;
    session::note(common, &format!("made {name}; fill in the lines, then run rolewright check"));
    Ok(Ending::Fine)
}
