//! `pmo-site init --ci`: the pipeline that checks, publishes and rebuilds a site each night.

use super::args::CiHost;

impl CiHost {
    /// Where its pipeline stands, and the pipeline.
    pub(super) fn file(self) -> (&'static str, String) {
        let (path, text, base) = match self {
            Self::Gitlab => {
                (".gitlab-ci.yml", include_str!("init/gitlab-ci.yml"), "\"$CI_MERGE_REQUEST_DIFF_BASE_SHA\"")
            }
            Self::Github => (".github/workflows/pmo-site.yml", include_str!("init/github.yml"), "\"$BASE_SHA\""),
        };
        let text = text
            .replace("@repository@", env!("CARGO_PKG_REPOSITORY"))
            .replace("@rust@", env!("CARGO_PKG_RUST_VERSION"))
            .replace("@against@", &format!(" --base {base}"));
        (path, text)
    }
}

/// Whether a pipeline has to be told where the source of the program is.
pub(super) const fn lacks_repository() -> bool {
    env!("CARGO_PKG_REPOSITORY").is_empty()
}
