//! A file, written whole or not at all: beside its place, then renamed. Nothing is overwritten unasked; what is no
//! ordinary file (a device, a pipe) is written into; and no link leads out of a checkout.

use crate::Failure;
use crate::leftovers::{self, Leftover, bare, is_still};
use std::fs::{File, FileType, Metadata};
use std::io::{self, Write};
use std::path::{Component, Path, PathBuf};
use tempfile::NamedTempFile;

/// How files of ours are called before they are renamed, and how many letters follow.
const PART: (&str, usize) = (".rolewright-part-", 6);
/// What a folder holds that somebody shares: links in it are not to be trusted to stay in it.
const SHARED: [&str; 2] = [".git", rolewright::load::read::SETTINGS_FILE];

/// Writes a file that the user names; one that is already there is replaced only where `replace` says so.
pub fn save(named: &Path, bytes: &[u8], replace: bool) -> Result<(), Failure> {
    let shown = named.display();
    let path = real(named)?;
    let there = path.metadata();
    // Nothing is lost in what is only written through, such as /dev/null, wherever a link to it lies.
    if !there.as_ref().is_ok_and(|meta| is_stream(meta.file_type())) {
        keep_inside(named)?;
    }
    match there {
        Err(_) => write(&path, bytes, None, &shown),
        Ok(meta) if is_stream(meta.file_type()) => into(&path, bytes).map_err(|error| cannot(&shown, &error)),
        Ok(meta) if meta.is_dir() => {
            Err(Failure::from(format!("{shown} is a folder; name a file, such as {}", named.join("report.txt").display())))
        }
        Ok(meta) if !meta.is_file() => Err(Failure::from(format!("{shown} is not a file that a report can be written to; name another"))),
        Ok(_) if !replace => Err(Failure::from(format!("{shown} is already there and was left alone; --force replaces it"))),
        Ok(meta) => write(&path, bytes, Some(&meta), &shown),
    }
}

/// Puts other bytes in place of a file of a framework that people wrote; who may read it stays as it was.
pub fn replace(root: &Path, name: &str, bytes: &[u8]) -> Result<(), Failure> {
    let path = within(root, name)?;
    let shown = rolewright::text::printable(name);
    let meta = path.symlink_metadata().map_err(|error| cannot(&shown, &error))?;
    if meta.permissions().readonly() {
        return Err(Failure::from(format!("{shown} may not be written to, and is as it was")));
    }
    write(&path, bytes, Some(&meta), &shown)
}

/// Makes a file of a framework that was not there, with the folders it lies in.
pub fn create(root: &Path, name: &str, bytes: &[u8]) -> Result<(), Failure> {
    let path = within(root, name)?;
    if path.symlink_metadata().is_ok() {
        return Err(Failure::from(format!("{name} is already there and was left alone")));
    }
    let folder = path.parent().unwrap_or(root);
    std::fs::create_dir_all(folder).map_err(|error| cannot(&name, &error))?;
    write(&path, bytes, None, &name)
}

/// Where a name in a framework leads, with no link on the way: links there are not followed, by readers or writers.
fn within(root: &Path, name: &str) -> Result<PathBuf, Failure> {
    let mut path = root.to_owned();
    for part in Path::new(name).components() {
        path.push(part);
        if !matches!(part, Component::Normal(_)) || path.symlink_metadata().is_ok_and(|meta| meta.is_symlink()) {
            let inside = path.strip_prefix(root).unwrap_or(Path::new(name)).display().to_string();
            let shown = rolewright::text::printable(&inside).into_owned();
            return Err(Failure::from(format!(
                "{shown} is a link to another place, and nothing was written; put a folder or file of the framework's own there, because links in a framework are not followed"
            )));
        }
    }
    Ok(path)
}

/// Refuses a path that a link in a checkout, or in a framework, leads out of it: whoever proposed the link would choose
/// what is written over.
pub fn keep_inside(named: &Path) -> Result<(), Failure> {
    let Ok(absolute) = std::path::absolute(named) else { return Ok(()) };
    let mut at = PathBuf::new();
    for part in absolute.components() {
        let holder = at.clone();
        at.push(part);
        if !at.symlink_metadata().is_ok_and(|meta| meta.is_symlink()) {
            continue;
        }
        let Some(shared) = holder.ancestors().find(|up| SHARED.iter().any(|name| up.join(name).symlink_metadata().is_ok())) else {
            continue;
        };
        // Nothing can be written through one that leads nowhere.
        let (Ok(to), Ok(shared)) = (at.canonicalize(), shared.canonicalize()) else { continue };
        let stays = to.starts_with(shared);
        if !stays {
            return Err(Failure::from(format!(
                "{} was left alone: {} is a link that leads out of the repository or framework it is in; name the place it leads to",
                named.display(),
                part.as_os_str().display()
            )));
        }
    }
    Ok(())
}

/// The file that a name means: where it is a link, the one that it leads to.
fn real(named: &Path) -> Result<PathBuf, Failure> {
    if named.symlink_metadata().is_ok_and(|meta| meta.is_symlink()) && !named.metadata().is_ok_and(|meta| is_stream(meta.file_type())) {
        return named.canonicalize().map_err(|_| {
            Failure::from(format!("{} is a link that leads nowhere, and was left alone; remove it, or name another file", named.display()))
        });
    }
    Ok(named.to_owned())
}

/// Whether what is written goes through, rather than stays.
#[cfg(unix)]
fn is_stream(kind: FileType) -> bool {
    use std::os::unix::fs::FileTypeExt;
    kind.is_char_device() || kind.is_fifo()
}

#[cfg(not(unix))]
fn is_stream(_: FileType) -> bool {
    false
}

/// Writes into a device or a pipe.
fn into(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut stream = File::options().write(true).open(path)?;
    match stream.write_all(bytes).and_then(|()| stream.flush()) {
        // Whoever closed the pipe has read what they wanted.
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        other => other,
    }
}

/// Writes beside, then renames: over the file there was, or where there was none.
fn write(path: &Path, bytes: &[u8], over: Option<&Metadata>, shown: &dyn std::fmt::Display) -> Result<(), Failure> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    if !folder.is_dir() {
        let around = folder.display();
        return Err(Failure::from(format!("{shown} cannot be written, because there is no folder {around}; make it first")));
    }
    clear(folder);
    let failed = |error: io::Error| cannot(shown, &error);
    let mut part = part(folder).map_err(failed)?;
    let leftover = Leftover::at(part.path());
    let file = part.as_file_mut();
    file.write_all(bytes).and_then(|()| attributes(file, over)).and_then(|()| file.sync_all()).map_err(failed)?;
    let undisturbed = leftovers::undisturbed();
    let kept = match over {
        Some(_) => part.persist(path).map(drop).map_err(|error| error.error),
        None => part.persist_noclobber(path).map(drop).map_err(|error| error.error),
    };
    drop(undisturbed);
    drop(leftover);
    kept.map_err(failed)
}

fn cannot(shown: &dyn std::fmt::Display, error: &io::Error) -> Failure {
    Failure::from(format!("{shown} cannot be written: {}", bare(error)))
}

/// A new file of ours in a folder, locked so that no other run takes it for one that was left.
fn part(folder: &Path) -> io::Result<NamedTempFile> {
    for _ in 0..100 {
        let mut builder = tempfile::Builder::new();
        builder.prefix(PART.0).rand_bytes(PART.1);
        #[cfg(unix)]
        builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
        let part = builder.tempfile_in(folder)?;
        // Another run may have found it before it was locked.
        let locked = part.as_file().lock();
        if locked.is_err() || is_still(part.as_file(), part.path()) {
            return Ok(part);
        }
    }
    Err(io::ErrorKind::ResourceBusy.into())
}

/// Removes what runs that were killed left in a folder: files of our name that nobody has locked.
fn clear(folder: &Path) {
    let Ok(entries) = std::fs::read_dir(folder) else { return };
    let is_part =
        |name: &str| name.strip_prefix(PART.0).is_some_and(|rest| rest.len() == PART.1 && rest.bytes().all(|b| b.is_ascii_alphanumeric()));
    for entry in entries.flatten() {
        if entry.file_name().to_str().is_some_and(is_part) && entry.file_type().is_ok_and(|kind| kind.is_file()) {
            let free = File::options()
                .append(true)
                .open(entry.path())
                .is_ok_and(|file| file.try_lock().is_ok() && std::fs::remove_file(entry.path()).is_ok());
            // One that stays is in use, or another's.
            let _ = free;
        }
    }
}

/// Whose the file is and who may read it, as of the one it replaces.
#[cfg(unix)]
fn attributes(file: &File, over: Option<&Metadata>) -> io::Result<()> {
    use std::os::unix::fs::MetadataExt;
    let Some(over) = over else { return Ok(()) };
    let is = file.metadata()?;
    if (is.uid(), is.gid()) != (over.uid(), over.gid()) {
        // Only the system's administrator may give a file away; a group of one's own may be kept.
        let _ = std::os::unix::fs::fchown(file, Some(over.uid()), Some(over.gid()))
            .or_else(|_| std::os::unix::fs::fchown(file, None, Some(over.gid())));
    }
    file.set_permissions(over.permissions())
}

#[cfg(not(unix))]
fn attributes(_: &File, _: Option<&Metadata>) -> io::Result<()> {
    Ok(())
}
