//! Where a report goes, and how files come to be: written beside, then renamed; nothing overwritten unasked.

use crate::Failure;
use crate::args::{Common, When};
use rolewright::render::terminal::Screen;
use std::io::{self, BufWriter, IsTerminal, Write};
use std::path::Path;

/// Columns where there is no terminal to ask and COLUMNS does not say.
const PIPE_WIDTH: usize = 100;
/// Below this, tables could not be read anyway.
const LEAST_WIDTH: usize = 40;

/// Writes a report where the user wants it.
pub fn emit(common: &Common, write: impl FnOnce(&mut dyn Write, Screen) -> io::Result<()>) -> Result<(), Failure> {
    match &common.output {
        Some(path) => {
            let mut text = Vec::new();
            write(&mut text, Screen { width: asked_width(), color: common.color == When::Always })?;
            save(path, &text, common.force)
        }
        None => {
            let mut out = BufWriter::new(io::stdout().lock());
            let written = write(&mut out, screen(common)).and_then(|()| out.flush());
            match written {
                // Whoever closed the pipe has read what they wanted.
                Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
                other => other.map_err(|error| Failure::from(format!("the report could not be written: {error}"))),
            }
        }
    }
}

fn screen(common: &Common) -> Screen {
    let width = match terminal_size::terminal_size() {
        Some((width, _)) if io::stdout().is_terminal() => usize::from(width.0).max(LEAST_WIDTH),
        _ => asked_width(),
    };
    let color = match common.color {
        When::Always => true,
        When::Never => false,
        When::Auto => anstream::AutoStream::choice(&io::stdout()) != anstream::ColorChoice::Never,
    };
    Screen { width, color }
}

/// The width of what goes into a pipe or a file: COLUMNS, as elsewhere, where somebody sets and exports it.
#[allow(clippy::disallowed_methods, reason = "the program, not the core, looks at its surroundings")]
fn asked_width() -> usize {
    let asked = std::env::var("COLUMNS").ok().and_then(|columns| columns.trim().parse().ok());
    asked.map_or(PIPE_WIDTH, |columns: u16| usize::from(columns).max(LEAST_WIDTH))
}

/// Writes a file whole or not at all; one that is already there is replaced only where `replace` says so.
pub fn save(path: &Path, bytes: &[u8], replace: bool) -> Result<(), Failure> {
    let shown = path.display();
    if !replace && path.symlink_metadata().is_ok() {
        return Err(Failure::from(format!("{shown} is already there and was left alone; --force replaces it")));
    }
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let cannot = |error: io::Error| Failure::from(format!("{shown} cannot be written: {error}"));
    let mut beside = tempfile::Builder::new().prefix(".rolewright-").permissions(ordinary()).tempfile_in(folder).map_err(cannot)?;
    beside.write_all(bytes).and_then(|()| beside.as_file().sync_all()).map_err(cannot)?;
    let kept = if replace {
        beside.persist(path).map_err(|error| error.error)
    } else {
        beside.persist_noclobber(path).map_err(|error| error.error)
    };
    kept.map(|_| ()).map_err(cannot)
}

/// Puts other bytes in place of a file that people wrote, whole or not at all; who may read it stays as it was.
pub fn replace(path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    let shown = path.file_name().unwrap_or_default().to_string_lossy();
    let cannot = |error: io::Error| Failure::from(format!("{shown} cannot be written, and is as it was: {error}"));
    let allowed = path.metadata().map_err(cannot)?.permissions();
    if allowed.readonly() {
        return Err(Failure::from(format!("{shown} may not be written to, and is as it was")));
    }
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut beside = tempfile::Builder::new().prefix(".rolewright-").tempfile_in(folder).map_err(cannot)?;
    beside.write_all(bytes).and_then(|()| beside.as_file().set_permissions(allowed)).map_err(cannot)?;
    beside.as_file().sync_all().map_err(cannot)?;
    beside.persist(path).map(|_| ()).map_err(|error| cannot(error.error))
}

/// A report is an ordinary file: the system's mask decides who may read it, not the temporary file's default.
#[cfg(unix)]
fn ordinary() -> std::fs::Permissions {
    std::os::unix::fs::PermissionsExt::from_mode(0o666)
}

#[cfg(not(unix))]
fn ordinary() -> std::fs::Permissions {
    std::fs::metadata(".").map(|meta| meta.permissions()).unwrap_or_else(|_| unreachable!("the current folder is there"))
}
