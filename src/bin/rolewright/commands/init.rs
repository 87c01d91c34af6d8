//! `init`: a framework to edit, from one of those that ship inside the program.

use crate::args::{Common, Init};
use crate::{Ending, Failure, output, session};
use include_dir::{Dir, include_dir};
use rolewright::model::nearest;
use rolewright::render::{Column, Document, Table, terminal};
use rolewright::text;
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
    if !is_free(target)? {
        return Err(Failure::from(format!(
            "the folder {} already holds files and was left alone; name a folder that is empty or not there yet",
            target.display()
        )));
    }
    unpack(chosen, target)?;
    let shown = target.display();
    session::note(common, &format!("made {shown} from {}; next: rolewright check {shown}", args.from));
    Ok(Ending::Fine)
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

/// Whether a folder is not there, or empty.
fn is_free(target: &Path) -> Result<bool, Failure> {
    match std::fs::read_dir(target) {
        Ok(mut entries) => Ok(entries.next().is_none()),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(true),
        Err(error) => Err(Failure::from(format!("{} cannot be used: {error}", target.display()))),
    }
}

/// Writes everything beside the target, then renames it into place, so that a half-made framework is never seen.
fn unpack(chosen: &Dir<'static>, target: &Path) -> Result<(), Failure> {
    let cannot = |error: std::io::Error| Failure::from(format!("{} cannot be made: {error}", target.display()));
    let absolute = std::path::absolute(target).map_err(cannot)?;
    let parent = absolute.parent().unwrap_or(&absolute);
    std::fs::create_dir_all(parent).map_err(cannot)?;
    let beside = tempfile::Builder::new().prefix(".rolewright-").tempdir_in(parent).map_err(cannot)?;
    let made = beside.path().join("framework");
    std::fs::create_dir(&made).map_err(cannot)?;
    write_all(chosen, chosen.path(), &made).map_err(cannot)?;
    if absolute.is_dir() {
        // The folder is there and empty, perhaps the current one: fill it rather than replace it.
        for entry in std::fs::read_dir(&made).map_err(cannot)? {
            let entry = entry.map_err(cannot)?;
            std::fs::rename(entry.path(), absolute.join(entry.file_name())).map_err(cannot)?;
        }
        return Ok(());
    }
    std::fs::rename(&made, &absolute).map_err(cannot)
}

fn write_all(dir: &Dir<'static>, base: &Path, into: &Path) -> std::io::Result<()> {
    for file in dir.files() {
        let path = into.join(file.path().strip_prefix(base).unwrap_or(file.path()));
        if let Some(folder) = path.parent() {
            std::fs::create_dir_all(folder)?;
        }
        std::fs::write(path, file.contents())?;
    }
    dir.dirs().try_for_each(|sub| write_all(sub, base, into))
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
