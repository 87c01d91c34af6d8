//! A folder that is made beside its place and then put there in one step, so that whoever looks sees the old one or the
//! new one, and never a mix; killed at any moment, the next run finds what was left and puts it right.
//!
//! The step is the exchange of two folders, which Linux and macOS do at once. What others keep in the old folder is in
//! the new one too (`carry`). Where that cannot be (another system, a mount point, the folder that the user stands in),
//! files are moved one by one (`fill`); a plan written before lets the next run finish.

mod carry;
mod fill;

use crate::Failure;
use crate::leftovers::{self, Leftover, bare, identity, is_still};
use std::collections::BTreeSet;
use std::fs::{DirBuilder, File, Metadata};
use std::io;
use std::path::{Path, PathBuf};

/// Where files lie before they are put in place; after an exchange, the old ones.
const NEW: &str = "new";
const LOCK: &str = "lock";
/// What is about to be done. Without it, nothing was begun.
const PLAN: &str = "plan";
/// How the folder of ours is called where it lies inside the one that is written.
const INSIDE: &str = ".rolewright-stage";

/// A folder in the making, which nobody else is making at the same time.
#[derive(Debug)]
pub struct Stage {
    /// As the user calls it.
    shown: String,
    target: PathBuf,
    seat: PathBuf,
    /// Whether what an earlier run had begun was finished now.
    pub finished: bool,
    // The seat goes before the lock is given back.
    leftover: Leftover,
    _lock: File,
}

/// What is to be done with a folder that is ready.
#[derive(Debug, PartialEq, Eq)]
enum Plan {
    /// Exchange it with the one there, from which these names of ours are not carried over.
    Exchange(BTreeSet<String>),
    /// Remove these names there, then move its files one by one.
    Fill(BTreeSet<String>),
}

impl Stage {
    /// Takes the place beside `target`, and first puts right what a run that was killed left there.
    pub fn open(named: &Path) -> Result<Stage, Failure> {
        let shown = named.display().to_string();
        let cannot = |error: io::Error| Failure::from(format!("{shown} cannot be written: {}", bare(&error)));
        let absolute = std::path::absolute(named).map_err(cannot)?;
        let target = match (absolute.parent(), absolute.file_name()) {
            _ if absolute.is_dir() => absolute.canonicalize().map_err(cannot)?,
            _ if absolute.symlink_metadata().is_ok() => {
                return Err(Failure::from(format!("{shown} is a file or a link, not a folder, and was left alone")));
            }
            (Some(around), Some(name)) => {
                std::fs::create_dir_all(around).map_err(cannot)?;
                around.canonicalize().map_err(cannot)?.join(name)
            }
            _ => return Err(Failure::from(format!("{shown} is no folder that can be written; name one of its own"))),
        };
        // Whoever had the lock may have taken everything away since we came for it.
        for _ in 0..100 {
            let seat = seat(&target).map_err(cannot)?;
            let path = seat.join(LOCK);
            let lock = match File::options().create(true).truncate(false).write(true).open(&path) {
                Err(error) if error.kind() == io::ErrorKind::NotFound => continue,
                other => other.map_err(cannot)?,
            };
            if !leftovers::take(&lock)? {
                return Err(Failure::from(format!("another run is writing {shown} now; when it has finished, run this again")));
            }
            if is_still(&lock, &path) {
                let leftover = Leftover::at(&seat);
                let mut stage = Stage { shown, target, seat, finished: false, leftover, _lock: lock };
                stage.finished = stage.recover().map_err(|error| stage.cannot(&error))?;
                return Ok(stage);
            }
        }
        Err(Failure::from(format!("other runs are writing {shown} now; when they have finished, run this again")))
    }

    /// The folder that is written, as the system knows it.
    pub fn target(&self) -> &Path {
        &self.target
    }

    /// Writes one file, whose name may lie in a folder.
    pub fn write(&self, name: &str, bytes: &[u8]) -> Result<(), Failure> {
        let base = self.seat.join(NEW);
        let written = folders_to(&base, Path::new(name)).and_then(|()| std::fs::write(base.join(name), bytes));
        written.map_err(|error| self.cannot(&error))
    }

    /// Puts everything in place. What was `ours` there goes, unless it was written again; what is not stays.
    pub fn put_in_place(self, ours: &BTreeSet<String>) -> Result<(), Failure> {
        let undisturbed = leftovers::undisturbed();
        let put = self.put(ours);
        drop(undisturbed);
        put.map_err(|error| {
            let failure = self.cannot(&error);
            if self.plan().is_some() {
                self.leftover.leave();
            }
            failure
        })
    }

    fn put(&self, ours: &BTreeSet<String>) -> io::Result<()> {
        let new = self.seat.join(NEW);
        let Ok(meta) = self.target.symlink_metadata() else { return std::fs::rename(&new, &self.target) };
        if self.may_exchange(&meta) {
            if holds_nothing(&self.target)? {
                carry::attributes(&meta, &new)?;
                return std::fs::rename(&new, &self.target);
            }
            match carry::over(&self.target, &new, ours) {
                Ok(()) => return self.exchange(ours),
                // Something there cannot be in both folders at once.
                Err(carried) => carried.take_back()?,
            }
        }
        let stale = ours.iter().filter(|name| new.join(name).symlink_metadata().is_err());
        let plan = Plan::Fill(stale.cloned().collect());
        self.keep(&plan)?;
        self.carry_out(&plan).map(|_| ())
    }

    fn exchange(&self, ours: &BTreeSet<String>) -> io::Result<()> {
        let plan = Plan::Exchange(ours.clone());
        self.keep(&plan)?;
        exchange(&self.seat.join(NEW), &self.target)?;
        self.carry_out(&plan).map(|_| ())
    }

    /// Whether the folder may be another one afterwards: not where somebody stands in it, or where it is mounted.
    fn may_exchange(&self, meta: &Metadata) -> bool {
        let stands_in_it = std::env::current_dir().and_then(|here| here.canonicalize()).is_ok_and(|here| here.starts_with(&self.target));
        let beside = self.seat.parent() == self.target.parent();
        beside && !stands_in_it && carry::is_ours_to_move(meta) && can_exchange(&self.seat)
    }

    /// Finishes what a run that was killed had begun, or forgets it where it had not. Whether there was anything to finish.
    fn recover(&self) -> io::Result<bool> {
        // What cannot be finished is made anew, or refused, by this run.
        let done = self.plan().is_some_and(|plan| self.carry_out(&plan).unwrap_or(false));
        for entry in std::fs::read_dir(&self.seat)? {
            let entry = entry?;
            if entry.file_name() != LOCK {
                let is_folder = entry.file_type()?.is_dir();
                if is_folder { std::fs::remove_dir_all(entry.path()) } else { std::fs::remove_file(entry.path()) }?;
            }
        }
        std::fs::create_dir(self.seat.join(NEW))?;
        Ok(done)
    }

    /// What remains to be done of a plan; whether it had been begun.
    fn carry_out(&self, plan: &Plan) -> io::Result<bool> {
        let new = self.seat.join(NEW);
        let there = new.symlink_metadata();
        let begun = match plan {
            // After the exchange, what lies here is the old folder.
            Plan::Exchange(ours) => {
                let exchanged = there.is_ok_and(|meta| meta.is_dir()) && !self.is_of_this_run(&new);
                if exchanged {
                    carry::rest(&new, &self.target, ours)?;
                }
                exchanged
            }
            Plan::Fill(stale) => {
                let begun = there.is_ok_and(|meta| meta.is_dir()) && self.target.is_dir();
                if begun {
                    fill::from(&new, &self.target, stale)?;
                }
                begun
            }
        };
        std::fs::remove_file(self.seat.join(PLAN))?;
        Ok(begun)
    }

    /// Writes a plan down, whole or not at all. It names folders by what no file in a repository could know of them.
    fn keep(&self, plan: &Plan) -> io::Result<()> {
        let (word, names) = match plan {
            Plan::Exchange(names) => ("exchange", names),
            Plan::Fill(names) => ("fill", names),
        };
        let of = |path: &Path| path.symlink_metadata().map(|meta| identity(&meta));
        let head = format!("{word} {} {}\n", of(&self.seat)?, of(&self.seat.join(NEW))?);
        let half = self.seat.join("half-a-plan");
        std::fs::write(&half, names.iter().fold(head, |text, name| text + name + "\n"))?;
        std::fs::rename(half, self.seat.join(PLAN))
    }

    /// The plan that a run which was killed left; none where it is of another folder, as one in a checkout would be.
    #[allow(clippy::disallowed_methods, reason = "a file of the program's own, which the library never sees")]
    fn plan(&self) -> Option<Plan> {
        let path = self.seat.join(PLAN);
        let text = path.symlink_metadata().is_ok_and(|meta| meta.is_file()).then(|| std::fs::read_to_string(path).ok()).flatten()?;
        let (head, names) = text.split_once('\n')?;
        let [word, seat, _] = head.split(' ').collect::<Vec<_>>()[..] else { return None };
        let names = names.lines().filter(|name| is_inside(name)).map(ToOwned::to_owned).collect();
        let is_this = self.seat.symlink_metadata().is_ok_and(|meta| identity(&meta) == seat);
        match word {
            "exchange" if is_this => Some(Plan::Exchange(names)),
            "fill" if is_this => Some(Plan::Fill(names)),
            _ => None,
        }
    }

    /// Whether a folder is the one that was made here, by the plan.
    #[allow(clippy::disallowed_methods, reason = "a file of the program's own, which the library never sees")]
    fn is_of_this_run(&self, folder: &Path) -> bool {
        let head = std::fs::read_to_string(self.seat.join(PLAN)).unwrap_or_default();
        let made = head.lines().next().and_then(|line| line.split(' ').nth(2));
        folder.symlink_metadata().is_ok_and(|meta| Some(&*identity(&meta)) == made)
    }

    fn cannot(&self, error: &io::Error) -> Failure {
        let state = match self.plan() {
            Some(_) => "in part; run this again to finish",
            None => "and is as it was",
        };
        Failure::from(format!("{} could not be written, {state}: {}", self.shown, bare(error)))
    }
}

/// The folder of ours for one that is to be written: beside it, or in it where there is no room beside.
fn seat(target: &Path) -> io::Result<PathBuf> {
    let inside = target.join(INSIDE);
    let around = target.parent().unwrap_or(target);
    let name = target.file_name().unwrap_or_default().as_encoded_bytes();
    let beside = around.join(format!("{INSIDE}-{}", &blake3::hash(name).to_hex()[..12]));
    if inside.symlink_metadata().is_err() && same_mount(around, target) {
        match made(&beside) {
            Err(error) if target.is_dir() && refuses(error.kind()) => {}
            other => return other.map(|()| beside),
        }
    }
    made(&inside).map(|()| inside)
}

fn refuses(kind: io::ErrorKind) -> bool {
    matches!(kind, io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem)
}

/// A folder that only its owner writes into, made now or by a run that was killed.
fn made(path: &Path) -> io::Result<()> {
    let mut builder = DirBuilder::new();
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    match builder.create(path) {
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
            let meta = path.symlink_metadata()?;
            let usable = meta.is_dir() && carry::is_ours_to_move(&meta);
            if usable { Ok(()) } else { Err(io::Error::new(io::ErrorKind::PermissionDenied, "somebody else is writing it")) }
        }
        other => other,
    }
}

/// Whether a folder that is there is on the same file system as the one around it, so that things can be renamed between.
#[cfg(target_os = "linux")]
fn same_mount(_: &Path, target: &Path) -> bool {
    use rustix::fs::{AtFlags, CWD, StatxAttributes, StatxFlags, statx};
    let asked = statx(CWD, target, AtFlags::SYMLINK_NOFOLLOW, StatxFlags::BASIC_STATS);
    !asked.is_ok_and(|stat| stat.stx_attributes.contains(StatxAttributes::MOUNT_ROOT))
}

/// The same, as far as this system says.
#[cfg(all(unix, not(target_os = "linux")))]
fn same_mount(around: &Path, target: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    match (around.metadata(), target.metadata()) {
        (Ok(around), Ok(target)) => around.dev() == target.dev(),
        _ => true,
    }
}

#[cfg(not(unix))]
fn same_mount(_: &Path, _: &Path) -> bool {
    true
}

/// Exchanges two folders at once.
#[cfg(any(target_os = "linux", target_os = "android", target_vendor = "apple"))]
fn exchange(one: &Path, other: &Path) -> io::Result<()> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    Ok(renameat_with(CWD, one, CWD, other, RenameFlags::EXCHANGE)?)
}

#[cfg(not(any(target_os = "linux", target_os = "android", target_vendor = "apple")))]
fn exchange(_: &Path, _: &Path) -> io::Result<()> {
    Err(io::ErrorKind::Unsupported.into())
}

/// Whether this file system can exchange folders.
fn can_exchange(seat: &Path) -> bool {
    let (one, other) = (seat.join("one"), seat.join("other"));
    let can = std::fs::create_dir(&one).and_then(|()| std::fs::create_dir(&other)).and_then(|()| exchange(&one, &other)).is_ok();
    // What cannot be removed here goes with the seat.
    let _ = std::fs::remove_dir(one).and_then(|()| std::fs::remove_dir(other));
    can
}

/// Whether a folder holds nothing but what is ours.
pub fn holds_nothing(folder: &Path) -> io::Result<bool> {
    let mut entries = std::fs::read_dir(folder)?;
    entries.try_fold(true, |nothing, entry| Ok(nothing && entry?.file_name() == INSIDE))
}

/// Whether a name leads to something inside a folder and nowhere else.
fn is_inside(name: &str) -> bool {
    Path::new(name).components().all(|part| matches!(part, std::path::Component::Normal(_))) && !name.is_empty()
}

/// Makes the folders that a name lies in, below one that is there: it is not made again where it was taken away.
fn folders_to(base: &Path, name: &Path) -> io::Result<()> {
    let above: Vec<&Path> = name.ancestors().skip(1).filter(|up| !up.as_os_str().is_empty()).collect();
    above.into_iter().rev().try_for_each(|up| match std::fs::create_dir(base.join(up)) {
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Ok(()),
        other => other,
    })
}
