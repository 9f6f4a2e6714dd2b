//! The command line: arguments in, exit code out.
//!
//! Layer 5. Each command reads the site with `io`, asks the core and hands the answer to a terminal or a folder. Human
//! text goes to standard error; standard output holds only what was asked for (a JSON report, a schema, the path of a
//! new file), so that it can be piped. Deliberately absent: every rule about programs, people and pages.

mod adopt;
mod against;
mod args;
mod ask;
mod build;
mod change;
mod check;
mod ci;
mod completions;
mod console;
mod coverage;
mod digest;
mod drawings;
mod earlier;
mod edit;
mod erase;
mod explain;
mod external;
mod fault;
mod format;
mod git;
mod hand_over;
mod init;
mod limits;
mod list;
mod new;
mod options;
mod progress;
mod rename;
mod report;
mod review;
mod schema;
mod serve;
mod story;
mod table;
mod theme;
mod workers;

use std::process::ExitCode;

use clap::Parser;

use args::{Args, Command};

/// How a run ended, as the process' exit code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Exit {
    /// Nothing is wrong.
    Clean = 0,
    /// The site has errors, or warnings where `--strict` was asked for.
    Content = 1,
    /// The command line or `pmo.yaml` is wrong.
    Usage = 2,
    /// The machine refused.
    System = 3,
    /// The program is wrong.
    Fault = 4,
}

/// Why a command could not do its work; the text goes to standard error.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Failure {
    /// The command line asks for something that cannot be.
    Usage(String),
    /// The machine refused.
    System(String),
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(exit as u8)
    }
}

/// Runs the program with the process' arguments.
#[must_use]
pub fn run() -> ExitCode {
    limits::told();
    fault::guard(|| match Args::try_parse() {
        Ok(args) => dispatch(&args).into(),
        Err(error) => {
            // Help and version go to standard output; a closed pipe there is nobody's fault.
            let _ = error.print();
            u8::try_from(error.exit_code()).map_or(Exit::Usage.into(), ExitCode::from)
        }
    })
}

fn dispatch(args: &Args) -> Exit {
    let options = &args.options;
    let outcome = workers::start(options.jobs).and_then(|()| match &args.command {
        Command::Build(build) => build::build(options, build),
        Command::Serve(serve) => serve::serve(options, serve),
        Command::Check(check) => check::check(options, check),
        Command::Init(init) => init::init(options, init),
        Command::Adopt(adopt) => adopt::adopt(options, adopt),
        Command::New(new) => new::new(options, &new.kind),
        Command::Change(change) => change::run(options, change),
        Command::Rename(rename) => rename::rename(options, rename),
        Command::HandOver(hand_over) => hand_over::hand_over(options, hand_over),
        Command::Review(review) => review::review(options, review),
        Command::Erase(erase) => erase::erase(options, erase),
        Command::List(list) => list::list(options, list),
        Command::Report(report) => digest::digest(options, report),
        Command::Coverage(coverage) => coverage::coverage(options, coverage),
        Command::Explain(explain) => explain::explain(explain),
        Command::Theme(theme) => theme::theme(options, theme),
        Command::Schema(schema) => schema::schema(options, schema),
        Command::Completions(completions) => completions::completions(completions),
    });
    match outcome {
        Ok(exit) => exit,
        Err(Failure::Usage(message)) => fail(&message, Exit::Usage),
        Err(Failure::System(message)) => fail(&message, Exit::System),
    }
}

fn fail(message: &str, exit: Exit) -> Exit {
    console::error(message);
    exit
}
