//! `pmo-site completions`: what a shell needs to complete our arguments.

use clap::CommandFactory;

use super::args::{Args, CompletionsArgs};
use super::{Exit, Failure, console};

/// Prints the script.
pub(super) fn completions(args: &CompletionsArgs) -> Result<Exit, Failure> {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut Args::command(), "pmo-site", &mut script);
    console::answer(&String::from_utf8_lossy(&script))?;
    Ok(Exit::Clean)
}
