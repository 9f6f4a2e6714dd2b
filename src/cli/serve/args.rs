//! Arguments of `serve`.

use std::net::{IpAddr, Ipv4Addr};

use super::editor::Editor;
use crate::server::host_name;

/// The port that is tried first.
const PORT: u16 = 8010;

/// Arguments of `serve`.
#[derive(Clone, Debug, clap::Args)]
pub(in crate::cli) struct ServeArgs {
    /// Port to listen on; the next free one is taken when it is busy
    #[arg(long, short, value_name = "PORT", default_value_t = PORT)]
    pub(super) port: u16,
    /// Address to listen on; any other than the default can be reached by other machines
    #[arg(long, value_name = "ADDRESS", default_value_t = IpAddr::V4(Ipv4Addr::LOCALHOST))]
    pub(super) host: IpAddr,
    /// Name under which the preview may be asked for, besides localhost: of this machine, or one that is forwarded to
    /// it; can be given several times
    #[arg(long, value_name = "NAME", value_parser = name)]
    pub(super) allow_host: Vec<String>,
    /// Open the first page in the browser
    #[arg(long)]
    pub(super) open: bool,
    /// Look for changes by the clock instead of file events, for network folders and containers that send none
    #[arg(long)]
    pub(super) poll: bool,
    /// Where a finding, or a paragraph clicked with Alt, opens: vscode, vscodium, cursor, zed, idea, sublime, or a
    /// command such as 'emacsclient -n +{line}:{column} {file}'
    #[arg(long, value_name = "EDITOR")]
    pub(super) editor: Option<Editor>,
    /// Compare each build with a clean one, byte by byte, and say so when they differ
    #[arg(long)]
    pub(super) verify: bool,
}

/// A host's name, alone: a pattern would let names in that somebody else can take.
fn name(text: &str) -> Result<String, String> {
    match host_name(text) {
        Some(name) if !text.contains(':') => Ok(name),
        Some(name) => Err(format!("a name has no port; write `{name}`")),
        None if text.contains('*') => Err("a pattern would let in pages of others; give each name in full".to_owned()),
        None => Err("that is no name of a host; write one such as `my-space-8010.app.github.dev`".to_owned()),
    }
}
