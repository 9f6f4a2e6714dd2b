//! `pmo-site init --ci`: the pipeline that checks, publishes and rebuilds a site each night.

use clap::CommandFactory;

use super::args::{Args, CiHost};

impl CiHost {
    /// Where its pipeline stands, and the pipeline.
    pub(super) fn file(self) -> (&'static str, String) {
        let (path, text, base) = match self {
            Self::Gitlab => {
                (".gitlab-ci.yml", include_str!("init/gitlab-ci.yml"), "\"$CI_MERGE_REQUEST_DIFF_BASE_SHA\"")
            }
            Self::Github => (".github/workflows/pmo-site.yml", include_str!("init/github.yml"), "\"$BASE_SHA\""),
        };
        let against = if compares() { format!(" --base {base}") } else { String::new() };
        let text = text
            .replace("@repository@", env!("CARGO_PKG_REPOSITORY"))
            .replace("@rust@", env!("CARGO_PKG_RUST_VERSION"))
            .replace("@against@", &against);
        (path, text)
    }
}

/// Whether `check` can hold a site against an earlier state of it.
fn compares() -> bool {
    let command = Args::command();
    command
        .find_subcommand("check")
        .is_some_and(|check| check.get_arguments().any(|arg| arg.get_long() == Some("base")))
}

/// Whether a pipeline has to be told where the source of the program is.
pub(super) const fn lacks_repository() -> bool {
    env!("CARGO_PKG_REPOSITORY").is_empty()
}
