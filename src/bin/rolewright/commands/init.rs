//! `init`: a framework to edit, from one of those that ship inside the program.

use crate::args::{Common, Init};
use crate::stage::{Stage, holds_nothing};
use crate::{Ending, Failure, file, output, session};
use include_dir::{Dir, include_dir};
use rolewright::model::nearest;
use rolewright::render::{Column, Document, Table, terminal};
use rolewright::text;
use std::collections::BTreeSet;
use std::path::Path;

static SHIPPED: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/frameworks");

/// Runs it.
pub fn run(args: &Init, common: &Common) -> Result<Ending, Failure> {
    if args.list {
        let document = list();
        output::emit(common, |out, screen| terminal::write(&document, screen, out))?;
        return Ok(Ending::Fine);
    }
    let chosen = find(&args.from)?;
    let target = &args.dir;
    let shown = target.display();
    file::keep_inside(target)?;
    let stage = Stage::open(target)?;
    let is_free = stage.target().symlink_metadata().is_err() || holds_nothing(stage.target())?;
    match is_free {
        true => {
            write(chosen, chosen.path(), &stage)?;
            stage.put_in_place(&BTreeSet::new())?;
        }
        // An earlier run was stopped half way, and it was finished just now.
        false if stage.finished && is_from(chosen, stage.target()) => {}
        false => {
            return Err(Failure::from(format!(
                "the folder {shown} already holds files and was left alone; name a folder that is empty or not there yet"
            )));
        }
    }
    session::note(common, &format!("made {shown} from {}; next: rolewright check {shown}", args.from));
    Ok(Ending::Fine)
}

/// Whether a folder holds every file of a shipped framework.
fn is_from(chosen: &Dir<'static>, target: &Path) -> bool {
    let is_there = |path: &Path| path.strip_prefix(chosen.path()).is_ok_and(|name| target.join(name).is_file());
    let mut open = vec![chosen];
    while let Some(dir) = open.pop() {
        if !dir.files().all(|file| is_there(file.path())) {
            return false;
        }
        open.extend(dir.dirs());
    }
    true
}

fn find(name: &str) -> Result<&'static Dir<'static>, Failure> {
    SHIPPED.dirs().find(|dir| name_of(dir) == name).ok_or_else(|| {
        let names: Vec<&str> = SHIPPED.dirs().map(name_of).collect();
        let near = nearest(name, names.iter().copied());
        let help = near.first().map_or_else(|| format!("there are {}", names.join(", ")), |near| format!("did you mean {near}?"));
        Failure::from(format!("no framework named “{}” ships with the program; {help}", text::excerpt(name, 60)))
    })
}

fn name_of(dir: &Dir<'static>) -> &'static str {
    dir.path().file_name().and_then(|name| name.to_str()).unwrap_or("")
}

fn write(dir: &Dir<'static>, base: &Path, stage: &Stage) -> Result<(), Failure> {
    for file in dir.files() {
        let name = file.path().strip_prefix(base).unwrap_or(file.path());
        stage.write(&name.to_string_lossy(), file.contents())?;
    }
    dir.dirs().try_for_each(|sub| write(sub, base, stage))
}

fn list() -> Document {
    let mut table = Table::new(vec![Column::text("name"), Column::text("what it is")]);
    for dir in SHIPPED.dirs() {
        let readme = dir.get_file(dir.path().join("README.md")).and_then(|file| file.contents_utf8()).unwrap_or("");
        let first = readme.split("\n\n").map(str::trim).find(|paragraph| !paragraph.is_empty() && !paragraph.starts_with('#'));
        table.row([name_of(dir).to_owned(), first.unwrap_or("").split_whitespace().collect::<Vec<_>>().join(" ")]);
    }
    let mut document = Document::default();
    document.table(table);
    document.aside("rolewright init DIR --from NAME");
    document
}
