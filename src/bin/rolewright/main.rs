//! The program: reads the arguments, runs one command, and says with its exit status what came of it.
//!
//! 0: nothing at or above `--fail-on`. 1: findings. 2: the work could not be done.

mod args;
mod commands;
mod file;
mod folder;
mod leftovers;
mod limit;
mod output;
mod session;
mod sides;
mod stage;
mod threads;

use clap::Parser;
use clap::error::ContextKind;
use std::error::Error;
use std::io::Write;
use std::process::ExitCode;

/// Why the work could not be done, in words; printed on standard error with exit status 2.
pub struct Failure(String);

impl<E: std::fmt::Display> From<E> for Failure {
    fn from(error: E) -> Self {
        Failure(error.to_string())
    }
}

/// What came of a command.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Ending {
    /// Nothing failed.
    Fine,
    /// Findings at or above the level that fails.
    Findings,
}

fn main() -> ExitCode {
    threads::start();
    let ended = match args::Cli::try_parse() {
        Ok(cli) => commands::run(cli),
        // What is asked for, such as help, is printed as a report is; a mistake in the arguments is said by clap.
        Err(asked) if !asked.use_stderr() => output::said(asked.print().and_then(|()| std::io::stdout().flush())).map(|()| Ending::Fine),
        Err(mistake) => {
            match mistake.source().and_then(|source| source.downcast_ref::<args::day::NoDay>()) {
                Some(said) => {
                    let option = mistake.get(ContextKind::InvalidArg).map(ToString::to_string).unwrap_or_default();
                    session::say(&format!("rolewright: for {}, {said}", option.split(' ').next().unwrap_or_default()));
                }
                // Where not even standard error can be written to, the status is all that can be said.
                None => _ = mistake.print(),
            }
            return ExitCode::from(2);
        }
    };
    match ended {
        Ok(Ending::Fine) => ExitCode::SUCCESS,
        Ok(Ending::Findings) => ExitCode::from(1),
        Err(Failure(message)) => {
            leftovers::settle();
            session::say(&format!("rolewright: {message}"));
            ExitCode::from(2)
        }
    }
}

/// Ends the run at once, as a signal asks.
#[cfg(unix)]
#[allow(clippy::disallowed_methods, reason = "the answer to a signal, which main cannot give")]
fn end(status: i32) -> ! {
    std::process::exit(status)
}
