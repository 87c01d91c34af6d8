//! Git repositories made for one test, with a clean environment, a fixed identity and fixed times.

use crate::running::{Folder, Ran};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// A repository of its own, with a folder for its files.
pub struct Scratch {
    room: tempfile::TempDir,
    name: &'static str,
}

/// `git` in a folder, with nothing of the machine's or a person's settings.
pub fn git_in(folder: &Path, arguments: &[&str], input: &[u8]) -> String {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let mut command = Command::new("git");
    command.env_clear().env("PATH", path).env("LC_ALL", "C.UTF-8").env("HOME", folder);
    command.envs([("GIT_CONFIG_GLOBAL", "/dev/null"), ("GIT_CONFIG_SYSTEM", "/dev/null"), ("GIT_CONFIG_NOSYSTEM", "1")]);
    for who in ["AUTHOR", "COMMITTER"] {
        command.env(format!("GIT_{who}_NAME"), "Author").env(format!("GIT_{who}_EMAIL"), "author@example.invalid");
        command.env(format!("GIT_{who}_DATE"), "2026-09-01T08:00:00Z");
    }
    command.args(["-c", "init.defaultBranch=main", "-c", "protocol.file.allow=always", "-c", "core.autocrlf=false", "-c", "gc.auto=0"]);
    command.args(arguments).current_dir(folder).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().expect("git starts");
    child.stdin.take().expect("a pipe").write_all(input).expect("git reads");
    let done = child.wait_with_output().expect("git ends");
    assert!(done.status.success(), "git {arguments:?}: {}", String::from_utf8_lossy(&done.stderr));
    String::from_utf8_lossy(&done.stdout).trim().to_owned()
}

impl Scratch {
    /// An empty repository.
    pub fn new() -> Self {
        let scratch = Scratch { room: tempfile::tempdir().expect("a temporary folder"), name: "repo" };
        std::fs::create_dir(scratch.path()).expect("a folder");
        scratch.git(&["init", "-q"]);
        scratch
    }

    /// One with these files in a first commit.
    pub fn with<B: AsRef<[u8]>>(files: &[(&str, B)]) -> Self {
        let scratch = Scratch::new();
        for (name, bytes) in files {
            scratch.write(name, bytes);
        }
        scratch.commit("first");
        scratch
    }

    pub fn path(&self) -> PathBuf {
        self.room.path().join(self.name)
    }

    /// A place beside the repository.
    pub fn beside(&self, name: &str) -> PathBuf {
        self.room.path().join(name)
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

    /// Replaces a piece of a file that must be there.
    pub fn replace(&self, name: &str, from: &str, to: &str) {
        let text = self.text(name);
        assert!(text.contains(from), "{name} holds no {from:?}");
        self.write(name, text.replacen(from, to, 1));
    }

    pub fn remove(&self, name: &str) {
        std::fs::remove_file(self.at(name)).expect("a file to remove");
    }

    pub fn git(&self, arguments: &[&str]) -> String {
        git_in(&self.path(), arguments, b"")
    }

    /// Commits everything there is.
    pub fn commit(&self, message: &str) -> String {
        self.git(&["add", "-A"]);
        self.git(&["commit", "-q", "--allow-empty", "-m", message]);
        self.git(&["rev-parse", "HEAD"])
    }

    /// Commits a tree made of raw entries, whatever a disk could hold: (mode, path bytes, content).
    pub fn commit_raw(&self, branch: &str, entries: &[(&str, &[u8], &[u8])]) {
        let mut stream =
            format!("commit refs/heads/{branch}\nmark :1\ncommitter A <a@example.invalid> 1788000000 +0000\ndata 1\nx\ndeleteall\n")
                .into_bytes();
        for (mode, path, content) in entries {
            let quoted: String = path.iter().map(|byte| format!("\\{byte:03o}")).collect();
            stream.extend(format!("M {mode} inline \"{quoted}\"\ndata {}\n", content.len()).bytes());
            stream.extend(*content);
            stream.push(b'\n');
        }
        git_in(&self.path(), &["fast-import", "--quiet", "--force"], &stream);
    }

    /// Runs the program in the repository.
    pub fn run(&self, arguments: &[&str]) -> Ran {
        Folder::run_in(&self.path(), arguments)
    }

    /// Everything in the repository's folder, git's own files too, with the time of each last change.
    pub fn everything(&self) -> Vec<(PathBuf, std::time::SystemTime)> {
        let mut all = Vec::new();
        let mut open = vec![self.path()];
        while let Some(folder) = open.pop() {
            for entry in std::fs::read_dir(folder).expect("a folder") {
                let entry = entry.expect("an entry");
                let meta = entry.path().symlink_metadata().expect("an entry's state");
                all.push((entry.path(), meta.modified().expect("a time")));
                if meta.is_dir() {
                    open.push(entry.path());
                }
            }
        }
        all.sort();
        all
    }
}
