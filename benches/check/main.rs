//! How fast `check` is, as ratios measured side by side in one run.
//!
//! ```text
//! cargo bench --bench check                     1,000 and 10,000 files
//! cargo bench --bench check -- 1000 100000      the sizes you name
//! cargo bench --bench check -- --rules 10000    time by rule, slowest first
//! cargo bench --bench check -- --write DIR 1000 write the framework to DIR, to look at it
//! ```
//!
//! `publish` writes a page for each item and is compared with `check`, with which it begins.
//!
//! Last comes `diff` of a commit with the files as they are, one in a hundred changed: its goal is twice the check
//! of one side, and reading. It is left out where there is no git program to make the commit with.
//!
//! Floors: reading alone; reading and YAML events alone on all cores. Then the whole `check`. Both are measured
//! in the memory of this process, where what an earlier round gave back is at hand, and as programs of their
//! own, which begin with none; each is compared with its like. Rounds are interleaved and medians reported,
//! because machines are noisy.

#![allow(clippy::disallowed_macros, clippy::disallowed_methods, missing_docs, reason = "a benchmark prints and measures")]

mod generate;

use rayon::prelude::*;
use rolewright::analysis::Facts;
use rolewright::audit::{Audit, Terms};
use rolewright::diag::{Level, Limits};
use rolewright::load::{self, Extra, Sources, read};
use rolewright::rules;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

const ROUNDS: usize = 5;

fn main() {
    let words: Vec<String> = std::env::args().skip(1).filter(|word| word != "--bench").collect();
    if let Some(folder) = words.iter().position(|word| word == "--memory-of").and_then(|at| words.get(at + 1)) {
        return memory_of_this_process(Path::new(folder));
    }
    if let Some(folder) = words.iter().position(|word| word == "--events-of").and_then(|at| words.get(at + 1)) {
        return events(Path::new(folder));
    }
    if let Some(folder) = words.iter().position(|word| word == "--write").and_then(|at| words.get(at + 1)) {
        let size = words.iter().find_map(|word| word.parse().ok()).unwrap_or(1_000);
        generate::framework(Path::new(folder), size);
        return;
    }
    let by_rule = words.iter().any(|word| word == "--rules");
    let mut sizes: Vec<usize> = words.iter().filter_map(|word| word.parse().ok()).collect();
    if sizes.is_empty() {
        sizes = vec![1_000, 10_000];
    }
    println!("cores: {}, rounds: {ROUNDS}, medians", std::thread::available_parallelism().map_or(1, usize::from));
    start_up();
    for size in sizes {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let bytes = generate::framework(folder.path(), size);
        println!("\n{size} files, {:.2} KB each", bytes as f64 / size as f64 / 1000.0);
        measure(folder.path(), size);
        pages(folder.path(), size);
        difference(folder.path(), size);
        if by_rule {
            rules_one_by_one(folder.path());
        }
    }
}

fn terms() -> Terms {
    Terms { as_of: jiff::civil::date(2026, 11, 22), fail_on: Level::Error }
}

fn sources(folder: &Path) -> Sources {
    read::read(folder, &Extra::default()).expect("the generated framework can be read")
}

fn measure(folder: &Path, size: usize) {
    let mut times: [Vec<Duration>; 5] = Default::default();
    for _ in 0..ROUNDS {
        times[0].push(timed(|| drop(sources(folder))));
        times[1].push(timed(|| events(folder)));
        times[2].push(timed(|| drop(Audit::new(sources(folder), &terms()))));
        times[3].push(timed(|| events_program(folder)));
        times[4].push(timed(|| program(folder)));
    }
    let medians: Vec<f64> = times.into_iter().map(|times| median(times).as_secs_f64()).collect();
    let names = [
        ("walk and read", 1),
        ("read and YAML events, all cores", 1),
        ("whole check", 1),
        ("read and YAML events, as a program", 3),
        ("whole check, as a program", 3),
    ];
    for ((name, floor), time) in names.iter().zip(&medians) {
        let micros = time * 1e6 / size as f64;
        println!("  {name:<34} {:>9.1} ms  {micros:>7.1} µs a file  {:>5.2} × events", time * 1e3, time / medians[*floor]);
    }
    if let Some(memory) = memory(folder) {
        println!("  peak memory of the whole check     {:>9.1} MB  {:>7.2} KB a file", memory / 1e3, memory / size as f64);
    }
}

/// The floor: every file read and parsed into events, nothing kept.
fn events(folder: &Path) {
    let sources = sources(folder);
    let files: Vec<&str> = sources.files.iter().map(|(_, file)| &**file.text).filter(|text| !text.starts_with("name =")).collect();
    let total: usize = files
        .par_iter()
        .with_max_len(64)
        .map(|text| {
            let options = granit_parser::options! { emit_comments: false };
            granit_parser::Parser::new_from_str_with_options(text, options).filter(Result::is_ok).count()
        })
        .sum();
    assert!(total > files.len(), "the parser saw the files");
}

fn events_program(folder: &Path) {
    run(Command::new(std::env::current_exe().expect("this program has a path")).arg("--events-of").arg(folder));
}

fn binary() -> PathBuf {
    PathBuf::from(env!("CARGO_BIN_EXE_rolewright"))
}

fn program(folder: &Path) {
    run(Command::new(binary()).args(["check", "--quiet", "--as-of", "2026-11-22"]).arg(folder));
}

fn run(command: &mut Command) {
    let status = command.stdout(Stdio::null()).stderr(Stdio::null()).status().expect("the program starts");
    assert!(status.code().is_some_and(|code| code < 2), "the program did its work");
}

/// A site of everything, beside the check that it begins with.
fn pages(folder: &Path, size: usize) {
    let mut times: [Vec<Duration>; 2] = Default::default();
    for _ in 0..ROUNDS {
        let place = tempfile::tempdir().expect("a temporary folder");
        times[0].push(timed(|| program(folder)));
        times[1].push(timed(|| {
            let site = place.path().join("site");
            run(Command::new(binary()).arg("publish").arg(site).arg("--framework").arg(folder).args(["--quiet", "--as-of", "2026-11-22"]));
        }));
    }
    let [check, publish] = times.map(|times| median(times).as_secs_f64());
    println!(
        "  {:<34} {:>9.1} ms  {:>7.1} µs a file  {:>5.2} × check",
        "publish, as a program",
        publish * 1e3,
        publish * 1e6 / size as f64,
        publish / check
    );
}

/// A commit of everything, one file in a hundred changed since, and the two compared.
fn difference(folder: &Path, size: usize) {
    let git = |arguments: &[&str]| {
        let who = ["-c", "user.name=bench", "-c", "user.email=bench@example.invalid", "-c", "gc.auto=0"];
        let mut command = Command::new("git");
        command.env("GIT_CONFIG_GLOBAL", "/dev/null").env("GIT_CONFIG_SYSTEM", "/dev/null").args(who).args(arguments).current_dir(folder);
        command.stdout(Stdio::null()).stderr(Stdio::null()).status().is_ok_and(|status| status.success())
    };
    if !(git(&["init", "-q"]) && git(&["add", "-A"]) && git(&["commit", "-q", "-m", "x"]) && git(&["gc", "-q"])) {
        return println!("  no git program here, so nothing to compare with");
    }
    let sources = sources(folder);
    let changed = sources.files.iter().step_by(100).filter(|(_, file)| file.text.contains("title: "));
    for (_, file) in changed {
        std::fs::write(folder.join(&*file.path), file.text.replace("title: ", "title: Changed ")).expect("a file of the framework");
    }
    let mut times: [Vec<Duration>; 3] = Default::default();
    for _ in 0..ROUNDS {
        times[0].push(timed(|| program(folder)));
        times[1].push(timed(|| {
            let (repository, inside) = load::Repository::of(folder).expect("the repository that was just made");
            let head = repository.revision("HEAD").expect("its commit");
            drop(read::read_at(&head, &inside, &Extra::default()).expect("its files"));
        }));
        times[2].push(timed(|| {
            run(Command::new(binary()).args(["diff", "HEAD", ".", "--as-of", "2026-11-22"]).current_dir(folder));
        }));
    }
    let [check, read, diff] = times.map(|times| median(times).as_secs_f64());
    for (name, time) in [("read the same from git, packed", read), ("diff with git, as a program", diff)] {
        println!("  {name:<34} {:>9.1} ms  {:>7.1} µs a file", time * 1e3, time * 1e6 / size as f64);
    }
    println!("  diff ÷ (2 × check + reading)       {:>9.2}  (goal: at most 1)", diff / (2.0 * check + read));
}

/// Starting up on a small framework against printing the version.
fn start_up() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    generate::framework(folder.path(), 5);
    let (mut version, mut check) = (Vec::new(), Vec::new());
    for _ in 0..40 {
        version.push(timed(|| run(Command::new(binary()).arg("--version"))));
        check.push(timed(|| program(folder.path())));
    }
    let (version, check) = (median(version).as_secs_f64() * 1e3, median(check).as_secs_f64() * 1e3);
    println!("start-up: --version {version:.2} ms, check on 5 files {check:.2} ms, difference {:.2} ms", check - version);
}

fn rules_one_by_one(folder: &Path) {
    let sources = sources(folder);
    let loading = Instant::now();
    let (corpus, _) = load::load(&sources);
    let loading = loading.elapsed();
    let facts_time = Instant::now();
    let facts = Facts::new(&corpus, terms().as_of);
    println!(
        "  load {:.1} ms, facts {:.1} ms, then one rule at a time on one core:",
        loading.as_secs_f64() * 1e3,
        facts_time.elapsed().as_secs_f64() * 1e3
    );
    let limits = Limits::default();
    let ctx = rules::Ctx::new(&facts);
    let mut times: Vec<(Duration, &str)> =
        rules::ALL.iter().map(|rule| (timed(|| drop(rules::run_one(rule, &ctx, &limits))), rule.meta.id)).collect();
    times.sort_by(|a, b| b.cmp(a));
    for (time, rule) in times {
        println!("    {rule:<28} {:>8.2} ms", time.as_secs_f64() * 1e3);
    }
}

/// The highest resident memory of a fresh process that checks the folder, in KB.
fn memory(folder: &Path) -> Option<f64> {
    let out = Command::new(std::env::current_exe().ok()?).arg("--memory-of").arg(folder).output().ok()?;
    String::from_utf8(out.stdout).ok()?.trim().parse().ok()
}

fn memory_of_this_process(folder: &Path) {
    let audit = Audit::new(sources(folder), &terms());
    assert!(!audit.corpus.is_empty());
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).and_then(|rest| rest.split_whitespace().next()).unwrap_or("");
    println!("{peak}");
}

fn timed(work: impl FnOnce()) -> Duration {
    let start = Instant::now();
    work();
    start.elapsed()
}

fn median(mut times: Vec<Duration>) -> Duration {
    times.sort();
    times[times.len() / 2]
}
