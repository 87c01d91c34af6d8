//! How much one run writes: so that no framework can fill the disk.

use crate::Failure;
use rolewright::audit::limits::MOST_WRITTEN;
use std::io::{self, Write};
use std::sync::atomic::{AtomicU64, Ordering};

/// Why no more is written.
fn too_much() -> String {
    format!(
        "it would be larger than {} MB, the most that one run writes; choose what to show (--help lists the options that do), or split the framework",
        MOST_WRITTEN / 1024 / 1024
    )
}

/// Passes on what is written, up to a limit.
pub struct Limited<'w> {
    out: &'w mut dyn Write,
    left: u64,
}

impl<'w> Limited<'w> {
    /// Up to the most that one run writes.
    pub fn new(out: &'w mut dyn Write) -> Self {
        Limited { out, left: MOST_WRITTEN }
    }
}

impl Write for Limited<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let left = self.left.checked_sub(bytes.len() as u64).ok_or_else(|| io::Error::other(too_much()))?;
        let written = self.out.write(bytes)?;
        self.left = left + (bytes.len() - written) as u64;
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

/// What the files of one folder take together.
#[derive(Debug, Default)]
pub struct Sum(AtomicU64);

impl Sum {
    /// Counts a file in, if there is room for it.
    pub fn add(&self, bytes: &[u8]) -> Result<(), Failure> {
        let more = bytes.len() as u64;
        let sum = self.0.fetch_add(more, Ordering::Relaxed).saturating_add(more);
        if sum > MOST_WRITTEN { Err(Failure::from(format!("the folder was not written: {}", too_much()))) } else { Ok(()) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_over_the_limit_is_refused_whole() {
        let mut out = Vec::new();
        let mut limited = Limited { out: &mut out, left: 5 };
        assert!(limited.write_all(b"12345").is_ok());
        let refused = limited.write_all(b"6").map_err(|error| error.to_string());
        assert!(refused.is_err_and(|why| why.contains("the most that one run writes")));
        assert_eq!(out, b"12345");
    }

    #[test]
    fn the_files_of_a_folder_are_counted_together() {
        let sum = Sum(AtomicU64::new(MOST_WRITTEN - 3));
        assert!(sum.add(b"12").is_ok() && sum.add(b"3").is_ok() && sum.add(b"4").is_err());
    }
}
