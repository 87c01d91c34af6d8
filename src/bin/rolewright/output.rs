//! Where a report goes: to standard output, or to the file that the user names.

use crate::args::{Common, When};
use crate::limit::Limited;
use crate::{Failure, file};
use rolewright::render::terminal::Screen;
use std::io::{self, BufWriter, IsTerminal, Write};
use std::path::Path;

/// Columns where there is no terminal to ask and COLUMNS does not say.
const PIPE_WIDTH: usize = 100;
/// Below this, tables could not be read anyway.
const LEAST_WIDTH: usize = 40;

/// Writes a report where the user wants it.
pub fn emit(common: &Common, write: impl FnOnce(&mut dyn Write, Screen) -> io::Result<()>) -> Result<(), Failure> {
    match common.output.as_deref().and_then(file) {
        Some(path) => {
            let mut text = Vec::new();
            write(&mut Limited::new(&mut text), Screen { width: asked_width(), color: common.color == When::Always })?;
            file::save(path, &text, common.force)
        }
        None => {
            let mut out = BufWriter::new(io::stdout().lock());
            said(write(&mut Limited::new(&mut out), screen(common)).and_then(|()| out.flush()))
        }
    }
}

/// What came of writing to standard output; the one place that judges it.
pub fn said(written: io::Result<()>) -> Result<(), Failure> {
    match written {
        // Whoever closed the pipe has read what they wanted.
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        other => other.map_err(|error| Failure::from(format!("standard output cannot be written to: {error}"))),
    }
}

/// The file that an option names; none where it is `-`, which is standard output.
pub fn file(named: &Path) -> Option<&Path> {
    (named != Path::new("-")).then_some(named)
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
