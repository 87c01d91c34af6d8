//! `list` and `show`: what is there.

use crate::args::{Common, ItemFormat, List, Show};
use crate::{Ending, Failure, output, session};
use rolewright::analysis::decision_rights::DecisionRights;
use rolewright::analysis::effective::Effective;
use rolewright::audit::Audit;
use rolewright::diag::Level;
use rolewright::model::{Address, Collection, Loc, Plain, nearest};
use rolewright::render::{json, terminal};
use rolewright::{load, report, text};
use std::path::{Path, PathBuf};

/// `list [COLLECTION] [FRAMEWORK]`; one word that is no collection is the framework.
pub fn list(args: &List, common: &Common) -> Result<Ending, Failure> {
    let (collection, framework) = match (&args.collection, &args.framework) {
        (Some(word), None) if Collection::parse(word).is_none() && Path::new(word).exists() => (None, PathBuf::from(word)),
        (word, framework) => (word.as_deref(), framework.clone().unwrap_or_else(|| ".".into())),
    };
    let collection = collection.map(parse).transpose()?;
    let audit = session::audit(&framework, common, Level::Error)?;
    session::warn_of_errors(&audit, common);
    let locs: Vec<Loc> = match collection {
        Some(collection) => locs_of(&audit, collection),
        None => Collection::ALL.iter().flat_map(|&collection| locs_of(&audit, collection)).collect(),
    };
    output::emit(common, |out, screen| match (args.format, collection) {
        (ItemFormat::Table, Some(_)) => terminal::write(&report::items(&audit, &locs), screen, out),
        (ItemFormat::Table, None) => terminal::write(&report::collections(&audit), screen, out),
        (ItemFormat::Json, Some(_)) => json::write(&json::list(&audit, &locs), out),
        (ItemFormat::Json, None) => json::write(&json::counts(&audit), out),
        (ItemFormat::Yaml, _) => out.write_all(yaml(&audit, &locs).as_bytes()),
    })?;
    Ok(Ending::Fine)
}

fn locs_of(audit: &Audit, collection: Collection) -> Vec<Loc> {
    (0..audit.corpus.ids(collection).len()).map(|at| Loc::item(collection, at)).collect()
}

fn parse(word: &str) -> Result<Collection, Failure> {
    Collection::parse(word).ok_or_else(|| {
        let names: Vec<&str> = Collection::ALL.iter().map(|collection| collection.name()).collect();
        let near = nearest(word, names.iter().copied());
        let help = near.first().map_or_else(|| format!("the collections are {}", names.join(", ")), |near| format!("did you mean {near}?"));
        Failure::from(format!("“{}” is neither a collection nor a folder; {help}", text::excerpt(word, 60)))
    })
}

/// Items as one file would hold them.
fn yaml(audit: &Audit, locs: &[Loc]) -> String {
    let mut collections: Vec<(String, Plain)> = Vec::new();
    for &loc in locs {
        let name = loc.collection().name();
        let item = (audit.corpus.id_of(loc).value.to_string(), audit.corpus.encode(loc));
        match collections.last_mut() {
            Some((last, Plain::Map(items))) if last == name => items.push(item),
            _ => collections.push((name.to_owned(), Plain::Map(vec![item]))),
        }
    }
    load::to_yaml(&Plain::Map(collections))
}

/// `show ITEM [FRAMEWORK]`.
pub fn show(args: &Show, common: &Common) -> Result<Ending, Failure> {
    let audit = session::audit(&args.framework, common, Level::Error)?;
    session::warn_of_errors(&audit, common);
    let loc = find(&audit, &args.item)?;
    if let Some(unit) = &args.unit {
        return effective(&audit, loc, unit, args, common);
    }
    output::emit(common, |out, screen| match args.format {
        ItemFormat::Table => terminal::write(&report::item(&audit, loc), screen, out),
        ItemFormat::Json => json::write(&json::item(&audit, loc), out),
        ItemFormat::Yaml => out.write_all(yaml(&audit, &[loc.whole()]).as_bytes()),
    })?;
    Ok(Ending::Fine)
}

/// A role as one unit has it.
fn effective(audit: &Audit, loc: Loc, unit: &str, args: &Show, common: &Common) -> Result<Ending, Failure> {
    if loc.collection() != Collection::Roles || loc.nested_index().is_some() {
        return Err(Failure::from(format!(
            "--effective asks about a role, and {} is none; “rolewright list roles” shows the roles",
            audit.corpus.address(loc)
        )));
    }
    let id = unit.strip_prefix("units/").unwrap_or(unit);
    let Some(at) = audit.corpus.units.position(id) else {
        let near = nearest(id, audit.corpus.units.iter().map(|unit| unit.id()));
        let help =
            near.first().map_or_else(|| "“rolewright list units” shows the units".to_owned(), |near| format!("did you mean {near}?"));
        return Err(Failure::from(format!("there is no unit “{}” in this framework; {help}", text::excerpt(unit, 60))));
    };
    let facts = audit.facts();
    let rights = DecisionRights::new(&facts);
    let known = Effective::of(&facts, &rights, loc.index(), at);
    output::emit(common, |out, screen| match args.format {
        ItemFormat::Table => terminal::write(&report::effective(audit, &rights, &known), screen, out),
        ItemFormat::Json => json::write(&json::effective(audit, &rights, &known), out),
        ItemFormat::Yaml => out.write_all(report::effective_yaml(audit, &rights, &known).as_bytes()),
    })?;
    Ok(Ending::Fine)
}

/// What an address leads to, or the nearest there are.
pub fn find(audit: &Audit, item: &str) -> Result<Loc, Failure> {
    let address = Address::parse(item);
    if let Some(loc) = audit.corpus.find(&address) {
        return Ok(loc);
    }
    let places: &[Collection] = address.collection.as_ref().map_or(Collection::ALL, std::slice::from_ref);
    let ids = places.iter().flat_map(|&collection| audit.corpus.ids(collection));
    let near = nearest(address.id, ids);
    let help = if near.is_empty() {
        "“rolewright list” shows what is there".to_owned()
    } else {
        format!("did you mean {}?", near.join(" or "))
    };
    Err(Failure::from(format!("there is no “{}” in this framework; {help}", text::excerpt(item, 80))))
}
