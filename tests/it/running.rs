//! Runs the real program in a folder of its own, with a clean environment, a deadline and, where asked, little memory.

use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// The program under test.
pub const PROGRAM: &str = env!("CARGO_BIN_EXE_rolewright");
/// No input, however hostile, may keep a user waiting longer.
const DEADLINE: Duration = Duration::from_secs(20);
/// On a busy machine a program waits for its turn: what counts is what it worked, but not for ever.
const DEADLINE_WHEN_BUSY: Duration = Duration::from_secs(180);
/// What `ulimit -v` gets for hostile input, in KB: far less than an input that multiplies would take.
const LITTLE_MEMORY: &str = "ulimit -v 3000000; exec \"$0\" \"$@\"";

/// What a run left behind.
#[derive(Debug)]
pub struct Ran {
    pub status: i32,
    pub out: String,
    pub err: String,
}

impl Ran {
    /// Both streams, for messages that may come on either.
    pub fn all(&self) -> String {
        format!("{}{}", self.out, self.err)
    }

    /// The report as JSON.
    pub fn json(&self) -> serde_json::Value {
        serde_json::from_str(&self.out).unwrap_or_else(|error| panic!("not JSON ({error}): {self:?}"))
    }

    /// The findings of `check --format json` as `file:line:column rule`.
    pub fn places(&self) -> Vec<String> {
        let report = self.json();
        let findings = report["findings"].as_array().expect("findings").iter();
        findings
            .map(|f| format!("{}:{}:{} {}", f["file"].as_str().unwrap_or("-"), f["line"], f["column"], f["rule"].as_str().unwrap_or("-")))
            .collect()
    }
}

/// A repository of its own in a temporary folder.
pub struct Folder(tempfile::TempDir);

impl Folder {
    /// An empty one. The `.git` folder keeps the search for a root inside it.
    pub fn empty() -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        std::fs::create_dir(folder.path().join(".git")).expect("a folder");
        Folder(folder)
    }

    /// One that holds these files.
    pub fn with<B: AsRef<[u8]>>(files: &[(&str, B)]) -> Self {
        let folder = Folder::empty();
        for (name, bytes) in files {
            folder.write(name, bytes);
        }
        folder
    }

    pub fn path(&self) -> &Path {
        self.0.path()
    }

    pub fn at(&self, name: &str) -> PathBuf {
        self.path().join(name)
    }

    pub fn write(&self, name: &str, bytes: impl AsRef<[u8]>) {
        let path = self.at(name);
        std::fs::create_dir_all(path.parent().expect("a parent")).expect("folders");
        std::fs::write(path, bytes).expect("a file");
    }

    pub fn text(&self, name: &str) -> String {
        std::fs::read_to_string(self.at(name)).expect("a text")
    }

    /// The names of everything in a folder but `.git`, sorted.
    pub fn names(&self, folder: &str) -> Vec<String> {
        let mut names = Folder::names_in(&self.at(folder));
        names.retain(|name| name != ".git");
        names
    }

    /// The names of everything in any folder, sorted.
    pub fn names_in(folder: &Path) -> Vec<String> {
        let entries = std::fs::read_dir(folder).expect("a folder");
        let names = entries.map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned());
        let mut names: Vec<String> = names.collect();
        names.sort();
        names
    }

    /// Runs the program here.
    pub fn run(&self, arguments: &[&str]) -> Ran {
        self.run_with(arguments, &[])
    }

    /// Runs it with a few variables more.
    pub fn run_with(&self, arguments: &[&str], variables: &[(&str, &str)]) -> Ran {
        let mut command = Command::new(PROGRAM);
        command.args(arguments).envs(variables.iter().copied());
        self.finish(command, variables)
    }

    /// Runs it in any folder.
    pub fn run_in(folder: &Path, arguments: &[&str]) -> Ran {
        let mut command = Command::new(PROGRAM);
        command.args(arguments);
        Folder::finish_in(folder, command, &[])
    }

    /// The same with a few variables more.
    pub fn run_in_with(folder: &Path, arguments: &[&str], variables: &[(&str, &str)]) -> Ran {
        let mut command = Command::new(PROGRAM);
        command.args(arguments).envs(variables.iter().copied());
        Folder::finish_in(folder, command, variables)
    }

    /// Runs it with bounded memory, which the whole machine's would hide.
    pub fn run_in_little_memory(&self, arguments: &[&str]) -> Ran {
        let mut command = Command::new("sh");
        command.args(["-c", LITTLE_MEMORY, PROGRAM]).args(arguments);
        self.finish(command, &[])
    }

    fn finish(&self, command: Command, variables: &[(&str, &str)]) -> Ran {
        Folder::finish_in(self.path(), command, variables)
    }

    fn finish_in(folder: &Path, mut command: Command, variables: &[(&str, &str)]) -> Ran {
        scrub(&mut command, variables);
        command.current_dir(folder).stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let child = command.spawn().expect("the program starts");
        wait(child)
    }
}

/// A clean environment, and a fixed day by `--as-of` where a command judges.
fn scrub(command: &mut Command, variables: &[(&str, &str)]) {
    let path = std::env::var_os("PATH").unwrap_or_default();
    command.env_clear().env("PATH", path).env("LC_ALL", "C.UTF-8");
    if !variables.iter().any(|(name, _)| *name == "NO_COLOR" || *name == "CLICOLOR_FORCE") {
        command.env("NO_COLOR", "1");
    }
    command.envs(variables.iter().copied());
}

fn wait(mut child: Child) -> Ran {
    let out = drain(child.stdout.take().expect("a pipe"));
    let err = drain(child.stderr.take().expect("a pipe"));
    let start = Instant::now();
    let status = loop {
        if let Some(status) = child.try_wait().expect("a child to wait for") {
            break status;
        }
        let waited = start.elapsed();
        if waited > DEADLINE_WHEN_BUSY || waited > DEADLINE && worked(child.id()).is_none_or(|worked| worked > DEADLINE) {
            child.kill().expect("a child to end");
            child.wait().expect("a child to wait for");
            panic!("still running after {waited:?}");
        }
        std::thread::sleep(Duration::from_millis(5));
    };
    let text =
        |reader: std::thread::JoinHandle<Vec<u8>>| String::from_utf8(reader.join().expect("a reader")).expect("the program writes UTF-8");
    let ran = Ran { status: status.code().unwrap_or(-1), out: text(out), err: text(err) };
    assert!(status.code().is_some(), "ended by a signal ({status}): {}", excerpt(&ran.err));
    assert!((0..=2).contains(&ran.status), "exit status {}: {}", ran.status, excerpt(&ran.err));
    assert!(!ran.err.contains("panicked at"), "it panicked: {}", excerpt(&ran.err));
    assert!(!ran.err.contains("overflowed its stack"), "stack overflow: {}", excerpt(&ran.err));
    ran
}

/// How long a process has worked, in all its threads, where the system tells.
fn worked(process: u32) -> Option<Duration> {
    let told = std::fs::read_to_string(format!("/proc/{process}/stat")).ok()?;
    // The name of the program, in parentheses, may hold anything. Times are in hundredths of a second.
    let mut fields = told.rsplit_once(')')?.1.split_whitespace().skip(11);
    let mut hundredths = || fields.next()?.parse::<u64>().ok();
    Some(Duration::from_millis((hundredths()? + hundredths()?) * 10))
}

fn drain(mut pipe: impl Read + Send + 'static) -> std::thread::JoinHandle<Vec<u8>> {
    std::thread::spawn(move || {
        let mut bytes = Vec::new();
        pipe.read_to_end(&mut bytes).expect("a pipe to read");
        bytes
    })
}

fn excerpt(text: &str) -> String {
    text.chars().take(2000).collect()
}
