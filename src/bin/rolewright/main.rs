//! The program: reads the arguments, runs one command, and says with its exit status what came of it.
//!
//! 0: nothing at or above `--fail-on`. 1: findings. 2: the work could not be done.

mod args;
mod commands;
mod folder;
mod output;
mod session;
mod sides;

use clap::Parser;
use clap::error::ContextKind;
use std::error::Error;
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

#[allow(clippy::disallowed_macros, reason = "the last word of a run that could not be done")]
fn main() -> ExitCode {
    let cli = match args::Cli::try_parse() {
        Ok(cli) => cli,
        Err(error) => match error.source().and_then(|source| source.downcast_ref::<args::day::NoDay>()) {
            Some(said) => {
                let option = error.get(ContextKind::InvalidArg).map(ToString::to_string).unwrap_or_default();
                anstream::eprintln!("rolewright: for {}, {said}", option.split(' ').next().unwrap_or_default());
                return ExitCode::from(2);
            }
            None => error.exit(),
        },
    };
    match commands::run(cli) {
        Ok(Ending::Fine) => ExitCode::SUCCESS,
        Ok(Ending::Findings) => ExitCode::from(1),
        Err(Failure(message)) => {
            anstream::eprintln!("rolewright: {}", rolewright::text::printable(&message));
            ExitCode::from(2)
        }
    }
}
