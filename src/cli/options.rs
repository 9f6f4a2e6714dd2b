//! Options of every command, and what follows from them.

use std::io::ErrorKind;
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use clap::ValueEnum;
use jiff::civil::Date;

use super::Failure;
use super::format::{self, Format};
use crate::diagnostics::Baseline;
use crate::io::{self, Fault, Reach, ScanError, clock};
use crate::model::Audience;
use crate::parse::records::{BaseUrl, named_places};
use crate::parse::values::Slug;
use crate::pipeline::{AsOfInput, BuildInputs};
use crate::publish;
use crate::source::{Layout, SourceTree};
use crate::time::WrittenDate;

/// Options of every command.
#[derive(Clone, Debug, clap::Args)]
#[expect(clippy::struct_excessive_bools, reason = "each is a flag of the command line and depends on no other")]
pub(super) struct Options {
    /// Folder of the site, the one with pmo.yaml
    #[arg(long, short, global = true, value_name = "DIR", default_value = ".")]
    pub(super) source: PathBuf,
    /// Folder to write [default: public in the site's folder]
    #[arg(long, short, global = true, value_name = "DIR")]
    pub(super) output: Option<PathBuf>,
    /// Address that the site is published at, instead of `site.base_url`
    #[arg(long, global = true, value_name = "URL", value_parser = base_url)]
    pub(super) base_url: Option<String>,
    /// State everything as it stood at the end of this day [default: `SOURCE_DATE_EPOCH`, else today in the site's
    /// zone]
    #[arg(long, global = true, value_name = "YYYY-MM-DD", value_parser = date)]
    pub(super) as_of: Option<Date>,
    /// Who the site or the answer is for; `internal` shows internal programs, loads and absences too [default: public]
    #[arg(long, global = true, value_enum)]
    pub(super) audience: Option<Readers>,
    /// Read `content`, `static` and `themes` also where they are links to folders outside of the site
    #[arg(long, global = true)]
    pub(super) allow_linked_root: bool,
    /// Publish drafts
    #[arg(long, global = true)]
    pub(super) drafts: bool,
    /// Let warnings fail like errors
    #[arg(long, global = true)]
    pub(super) strict: bool,
    /// How findings are reported: for people on standard error, or as one JSON object on standard output
    #[arg(long, global = true, default_value = "human", value_parser = Format::among(format::FINDINGS))]
    pub(super) format: Format,
    /// Number of threads [default: one for each processor]
    #[arg(long, short, global = true, value_name = "N")]
    pub(super) jobs: Option<NonZeroUsize>,
    /// Say nothing but findings and failures
    #[arg(long, short, global = true)]
    pub(super) quiet: bool,
}

/// Who the site is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Readers {
    /// Everyone: internal items are left out
    Public,
    /// Readers inside: everything is shown
    Internal,
}

impl Options {
    /// The output folder: as given, relative to the working directory; else `public` in the site's folder.
    pub(super) fn output(&self) -> PathBuf {
        self.output.clone().unwrap_or_else(|| in_folder(&self.source, "public"))
    }

    /// What decides a build besides the files.
    pub(super) fn inputs(&self) -> Result<BuildInputs, Failure> {
        let as_of = match self.as_of {
            Some(date) => AsOfInput::On(date),
            None => AsOfInput::At(clock::now().map_err(|error| Failure::Usage(error.to_string()))?),
        };
        let audience = match self.audience {
            None | Some(Readers::Public) => Audience::Public,
            Some(Readers::Internal) => Audience::Internal,
        };
        let (base_url, drafts) = (self.base_url.clone(), self.drafts);
        Ok(BuildInputs { as_of, audience, base_url, drafts, known: None, story: Arc::default(), housekeeping: false })
    }

    /// Makes sure that there is a site whose findings can be reported: as JSON a missing configuration is one of them.
    pub(super) fn site_or_finding(&self) -> Result<(), Failure> {
        if self.format.is_for_people() { self.site() } else { self.folder() }
    }

    pub(super) fn folder(&self) -> Result<(), Failure> {
        let shown = self.source.display();
        let what = match std::fs::metadata(&self.source) {
            Ok(meta) if meta.is_dir() => return Ok(()),
            Ok(_) => format!("`{shown}` is no folder"),
            Err(error) if error.kind() == ErrorKind::NotFound => format!("there is no folder `{shown}`"),
            Err(error) => return Err(Failure::System(format!("{shown}: {error}"))),
        };
        Err(Failure::Usage(format!("{what}; name the site's folder with `--source DIR`")))
    }

    /// Makes sure that there is a site.
    pub(super) fn site(&self) -> Result<(), Failure> {
        self.folder()?;
        if io::config_file(&self.source).map_err(|error| failure(&error))?.is_none() {
            let shown = self.source.display();
            let message = format!(
                "there is no `pmo.yaml` in `{shown}`; run `pmo-site init` to begin a site, or name one with \
                 `--source DIR`"
            );
            return Err(Failure::Usage(message));
        }
        Ok(())
    }

    /// Reads the site.
    pub(super) fn scan(&self) -> Result<SourceTree, Failure> {
        io::scan_within(&self.source, &self.reach()).map_err(|error| failure(&error))
    }

    /// Where the folders of the site lie.
    pub(super) fn layout(&self) -> Layout {
        io::layout(&self.source, &self.reach())
    }

    /// How far links may lead. An output that cannot be written to is told by whoever writes it.
    pub(super) fn reach(&self) -> Reach {
        let output = publish::resolve(&self.output()).ok();
        Reach { linked_roots: self.allow_linked_root, output, places: named_places, layout: None }
    }
}

/// The report of known findings at `path`.
pub(super) fn known(path: &Path) -> Result<Arc<str>, Failure> {
    let shown = path.display();
    let text = std::fs::read_to_string(path).map_err(|error| match error.kind() {
        ErrorKind::NotFound => Failure::System(format!(
            "there is no report `{shown}`; write one with `pmo-site check --update-baseline --baseline {shown}`"
        )),
        _ => Failure::System(format!("{shown}: {error}")),
    })?;
    match Baseline::parse(&text, &Layout::default()) {
        Ok(_) => Ok(text.into()),
        Err(error) => Err(Failure::Usage(format!(
            "`{shown}` is no report ({error}); write one with `pmo-site check --update-baseline --baseline {shown}`"
        ))),
    }
}

/// `name` in `folder`, without a leading `./`.
pub(super) fn in_folder(folder: &Path, name: &str) -> PathBuf {
    if folder == Path::new(".") { PathBuf::from(name) } else { folder.join(name) }
}

fn failure(ScanError(faults): &ScanError) -> Failure {
    Failure::System(unread(faults))
}

/// What could not be read: one path on the line of the failure, several below it.
fn unread(faults: &[(String, Fault)]) -> String {
    if let [(path, fault)] = faults {
        return format!("{path}: {fault}");
    }
    let lines: Vec<_> = faults.iter().map(|(path, fault)| format!("\n  {path}: {fault}")).collect();
    format!("{} paths cannot be read:{}", faults.len(), lines.concat())
}

/// Reads an address of the command line by the rule of `site.base_url`.
fn base_url(text: &str) -> Result<String, String> {
    let hint = "is no address that a site can stand at; write one such as `https://pmo.example.com/`";
    BaseUrl::parse(text).map(|url| url.0).ok_or_else(|| format!("`{text}` {hint}"))
}

/// Reads a date of the command line.
pub(super) fn date(text: &str) -> Result<Date, String> {
    crate::time::parse_date(text).map_err(|error| error.to_string())
}

/// Reads a date of a plan, which may lack a day.
pub(super) fn plan_date(text: &str) -> Result<WrittenDate, String> {
    WrittenDate::without_day(text).map_or_else(|| date(text).map(WrittenDate::Day), Ok)
}

/// Reads a slug of the command line.
pub(super) fn slug(text: &str) -> Result<String, String> {
    if Slug::is_valid(text) {
        return Ok(text.to_owned());
    }
    let wrong = "is no slug: small letters, digits and single `-`";
    match Slug::suggest(text).as_str() {
        "" => Err(format!("`{text}` {wrong}")),
        near => Err(format!("`{text}` {wrong}; write `{near}`")),
    }
}
