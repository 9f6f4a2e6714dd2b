//! The program `git`, asked about the repository that a site lies in.

use std::io;
use std::path::Path;
use std::process::{Command, Stdio};

/// The repository that a site lies in.
#[derive(Clone, Copy)]
pub(super) struct Git<'a> {
    /// The site's folder.
    pub(super) site: &'a Path,
}

impl Git<'_> {
    /// A call of git in the site's folder that reads nothing from the terminal.
    pub(super) fn command(self, args: &[&str]) -> Command {
        let mut command = Command::new("git");
        // Paths are taken from the root of the repository, so a site in a folder of it is found as well.
        command.arg("-C").arg(self.site).args(args).stdin(Stdio::null());
        command
    }

    /// What git answers, or what it says instead.
    ///
    /// # Errors
    /// When git cannot be started.
    pub(super) fn ask(self, args: &[&str]) -> io::Result<Result<Vec<u8>, String>> {
        let output = self.command(args).output()?;
        Ok(if output.status.success() {
            Ok(output.stdout)
        } else {
            Err(String::from_utf8_lossy(&output.stderr).trim().to_owned())
        })
    }

    /// The line that git answers, or what it says instead.
    ///
    /// # Errors
    /// When git cannot be started.
    pub(super) fn line(self, args: &[&str]) -> io::Result<Result<String, String>> {
        Ok(self.ask(args)?.map(|answer| String::from_utf8_lossy(&answer).trim_end().to_owned()))
    }
}
