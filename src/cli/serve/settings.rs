//! What a preview needs of a site's settings before anything is built: where the site begins and which day it is there.

use jiff::civil::Date;

use super::super::Failure;
use crate::config::{Config, PageRules};
use crate::diagnostics::SeverityOverrides;
use crate::io::clock;
use crate::markdown::{Compiler, Options};
use crate::parse::{self, FileKind, ParsedFile};
use crate::pipeline;
use crate::source::{SourceFile, SourcePath, SourceTree};

/// The settings of one version of `pmo.yaml`.
#[derive(Debug)]
pub(super) struct PreviewSettings {
    of: Option<SourceFile>,
    config: Config,
    drawings: Option<String>,
}

impl PreviewSettings {
    /// The settings of `tree`; those that cannot be read count as not given, as in a build.
    pub(super) fn of(tree: &SourceTree) -> Self {
        let Some((path, text)) = file(tree) else {
            return Self { of: None, config: Config::fallback(), drawings: None };
        };
        let path = SourcePath::new(path);
        let record = match parse::file(&path, text, FileKind::Config, &Compiler::new(Options::default())) {
            Some((ParsedFile::Config(record), _)) => record,
            _ => None,
        };
        let config = record.map_or_else(Config::fallback, |record| Config::new(&record, SeverityOverrides::default()));
        Self { of: tree.get(path.as_str()).cloned(), config, drawings: pipeline::drawings_folder(tree) }
    }

    /// Whether these are the settings of `tree`.
    pub(super) fn is_of(&self, tree: &SourceTree) -> bool {
        self.of.is_some() && self.of.as_ref() == file(tree).and_then(|(path, _)| tree.get(path))
    }

    /// Today in the site's zone.
    pub(super) fn today(&self) -> Result<Date, Failure> {
        clock::today(&self.config.time_zone).map_err(|error| Failure::Usage(error.to_string()))
    }

    /// What is known of each page besides its text.
    pub(super) fn pages(&self) -> PageRules {
        self.config.pages
    }

    /// Where drawings outlive the process.
    pub(super) fn drawings_folder(&self) -> Option<String> {
        self.drawings.clone()
    }

    /// The path at which the site begins, with `base_url` in place of the one of `pmo.yaml`.
    pub(super) fn base(&self, base_url: Option<&String>) -> String {
        match base_url {
            None => self.config.base_path().to_owned(),
            Some(url) => {
                let mut config = self.config.clone();
                config.base_url = Some(url.clone());
                config.base_path().to_owned()
            }
        }
    }
}

fn file(tree: &SourceTree) -> Option<(&'static str, &str)> {
    ["pmo.yaml", "pmo.yml"].into_iter().find_map(|path| Some((path, &**tree.text(path)?)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_site_begins_where_its_address_says() {
        let tree: SourceTree =
            [("pmo.yaml", "site: { title: T, base_url: https://example.org/pmo/ }")].into_iter().collect();
        let settings = PreviewSettings::of(&tree);
        assert_eq!(settings.base(None), "/pmo/");
        assert_eq!(settings.base(Some(&"https://example.org/".to_owned())), "/");
        assert!(settings.is_of(&tree) && !settings.is_of(&SourceTree::new()));
        assert_eq!(PreviewSettings::of(&SourceTree::new()).base(None), "/");
    }
}
