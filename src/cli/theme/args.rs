//! Arguments of `theme`.

use clap::Subcommand;

use super::super::format::{self, Format};
use super::super::options::slug;

/// Arguments of `theme`.
#[derive(Debug, clap::Args)]
pub(in crate::cli) struct ThemeArgs {
    /// What to do.
    #[command(subcommand)]
    pub(super) action: ThemeAction,
}

/// What to do with a theme.
#[derive(Debug, Subcommand)]
pub(super) enum ThemeAction {
    /// List every template, style sheet and asset, with the file of the site that takes its place
    List(ListArgs),
    /// Print a built-in file
    Show(ShowArgs),
    /// Write a built-in file into the site's theme, to be changed there
    Copy(CopyArgs),
}

/// Arguments of `theme list`.
#[derive(Debug, clap::Args)]
pub(super) struct ListArgs {
    /// How the list is written; findings go to standard error
    #[arg(long, default_value = "table", value_parser = Format::among(format::THEME))]
    pub(super) format: Format,
}

/// Arguments of `theme show`.
#[derive(Debug, clap::Args)]
pub(super) struct ShowArgs {
    /// A name of `theme list`, such as programs/program.html or 00-tokens.css
    #[arg(value_name = "FILE")]
    pub(super) file: String,
}

/// Arguments of `theme copy`.
#[derive(Debug, clap::Args)]
pub(super) struct CopyArgs {
    /// A name of `theme list`, such as programs/program.html or 00-tokens.css
    #[arg(value_name = "FILE")]
    pub(super) file: String,
    /// The theme to write into, a folder below `themes` [default: the theme of pmo.yaml]
    #[arg(long, value_name = "THEME", value_parser = slug)]
    pub(super) to: Option<String>,
    /// Write a template that extends the built-in one, to change single blocks of it
    #[arg(long)]
    pub(super) extend: bool,
    /// Replace the file if the site has it already
    #[arg(long)]
    pub(super) overwrite: bool,
}
