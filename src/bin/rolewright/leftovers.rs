//! What of ours lies about while something is being written, and goes away with the run: also when a signal ends it.
//! What a run that was killed left behind is for the next one to find: `stage.rs` and `file.rs`.

use crate::Failure;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, Once, PoisonError};

static ABOUT: Mutex<Vec<PathBuf>> = Mutex::new(Vec::new());
static LISTENING: Once = Once::new();

/// While it is held no signal ends the run: for the few steps that must not be left half done.
pub struct Undisturbed(#[allow(dead_code, reason = "it is only held")] MutexGuard<'static, Vec<PathBuf>>);

/// A file or folder of ours that is removed with this value.
#[derive(Debug)]
pub struct Leftover(PathBuf);

impl Leftover {
    /// Sees to it that a signal removes it too.
    pub fn at(path: &Path) -> Leftover {
        LISTENING.call_once(listen);
        lock().push(path.to_owned());
        Leftover(path.to_owned())
    }

    /// Leaves it where it is, for the next run to go on with.
    pub fn leave(self) {
        lock().retain(|path| *path != self.0);
        std::mem::forget(self);
    }
}

impl Drop for Leftover {
    fn drop(&mut self) {
        let mut about = lock();
        remove(&self.0);
        about.retain(|path| *path != self.0);
    }
}

/// Keeps signals waiting.
pub fn undisturbed() -> Undisturbed {
    Undisturbed(lock())
}

/// Gives a signal that is being answered the time to end the run, so that nothing else is said about it.
pub fn settle() {
    drop(lock());
}

fn lock() -> MutexGuard<'static, Vec<PathBuf>> {
    ABOUT.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Removes a file, a link or a whole folder; what cannot be removed is left for the next run.
fn remove(path: &Path) {
    let is_folder = path.symlink_metadata().is_ok_and(|meta| meta.is_dir());
    // Something may be written into the folder meanwhile, which then is not empty yet.
    for _ in 0..10 {
        let gone = if is_folder { std::fs::remove_dir_all(path) } else { std::fs::remove_file(path) };
        if gone.is_ok() || path.symlink_metadata().is_err() {
            return;
        }
    }
}

/// Ctrl-C, or a request to end: what is being written goes, and the status says which it was, as shells do.
#[cfg(unix)]
fn listen() {
    use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM};
    let Ok(mut signals) = signal_hook::iterator::Signals::new([SIGHUP, SIGINT, SIGTERM]) else { return };
    std::thread::spawn(move || {
        if let Some(signal) = signals.forever().next() {
            // Held until the end, so that nobody begins anything new.
            let about = lock();
            about.iter().for_each(|path| remove(path));
            crate::end(128 + signal);
        }
    });
}

/// Elsewhere the next run finds what was left.
#[cfg(not(unix))]
fn listen() {}

/// What went wrong, without the name of a file that only we know.
pub fn bare(error: &std::io::Error) -> String {
    match error.raw_os_error() {
        None if error.get_ref().is_some() => std::io::Error::from(error.kind()).to_string(),
        _ => error.to_string(),
    }
}

/// Takes the lock of a file for as long as it is open; false where another run has it.
pub fn take(file: &std::fs::File) -> Result<bool, Failure> {
    match file.try_lock() {
        Ok(()) => Ok(true),
        Err(std::fs::TryLockError::WouldBlock) => Ok(false),
        // A file system without locks: there, nobody can be kept out.
        Err(std::fs::TryLockError::Error(error)) if error.kind() == std::io::ErrorKind::Unsupported => Ok(true),
        Err(std::fs::TryLockError::Error(error)) => Err(Failure::from(bare(&error))),
    }
}

/// Whether an open file is still the one at that path.
pub fn is_still(file: &std::fs::File, path: &Path) -> bool {
    match (file.metadata(), path.symlink_metadata()) {
        (Ok(open), Ok(there)) => identity(&open) == identity(&there),
        _ => false,
    }
}

/// What tells one file or folder from all others for as long as it is there.
#[cfg(unix)]
pub fn identity(meta: &std::fs::Metadata) -> String {
    std::os::unix::fs::MetadataExt::ino(meta).to_string()
}

/// What tells one file or folder from all others, as far as this system says.
#[cfg(not(unix))]
pub fn identity(meta: &std::fs::Metadata) -> String {
    let since = meta.created().ok().and_then(|at| at.duration_since(std::time::UNIX_EPOCH).ok());
    since.map_or_else(String::new, |since| since.as_nanos().to_string())
}
