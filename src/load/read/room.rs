//! How much is read in one run, by everything that reads: so that no folder and no repository can fill the memory.

use super::ReadError;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

/// The most text that is read in one run, in bytes: all files, all layers, and both states where two are compared.
pub const MOST_TEXT: u64 = 512 * 1024 * 1024;
/// The most values that it may say in all, counted as colons and commas.
pub const MOST_VALUES: u64 = 8_000_000;

/// What may still be read. Copies share it.
#[derive(Clone, Debug)]
pub struct Room(Arc<[AtomicU64; 2]>);

impl Default for Room {
    fn default() -> Self {
        Room::of(MOST_TEXT, MOST_VALUES)
    }
}

impl Room {
    /// Room for so many bytes and values.
    pub fn of(text: u64, values: u64) -> Self {
        Room(Arc::new([AtomicU64::new(text), AtomicU64::new(values)]))
    }

    /// Whether there is room for so many bytes; then they are taken. Who finds none reads nothing at all, so that what
    /// is read never depends on who came first.
    pub(super) fn holds(&self, bytes: u64) -> bool {
        take(&self.0[0], bytes)
    }

    /// The same for the values of a text: each takes far more memory than its letters.
    pub(super) fn holds_values(&self, text: &str) -> bool {
        take(&self.0[1], memchr::memchr2_iter(b':', b',', text.as_bytes()).count() as u64)
    }

    /// Why nothing of a folder is read.
    pub(super) fn is_full(folder: &Path) -> ReadError {
        ReadError::TooMuch(folder.to_owned())
    }
}

fn take(from: &AtomicU64, much: u64) -> bool {
    from.fetch_update(Ordering::Relaxed, Ordering::Relaxed, |left| left.checked_sub(much)).is_ok()
}
