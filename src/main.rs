//! The `pmo-site` program: see [`pmo_site::cli`].

use std::process::ExitCode;

fn main() -> ExitCode {
    pmo_site::cli::run()
}
