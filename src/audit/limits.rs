//! How much is shown and written, far above what a district has: so that what people read stays readable, and no
//! framework fills a disk. What programs read is whole or not written; what is left out for people is said to be.

/// Roles and committees that a table for people shows.
pub const MATRIX_ROWS: usize = 1_000;
/// Priorities, or committees, that it shows.
pub const MATRIX_COLUMNS: usize = 200;
/// The most cells of such a table for a spreadsheet: more than a spreadsheet opens.
pub const MATRIX_CELLS: usize = 4_000_000;
/// Rungs before and after a role that its page names.
pub const RUNGS: usize = 12;
/// Wider priorities that the card of a team names above a goal.
pub const WIDER: usize = 12;
/// The most that one run writes, in bytes.
pub const MOST_WRITTEN: u64 = 512 * 1024 * 1024;
