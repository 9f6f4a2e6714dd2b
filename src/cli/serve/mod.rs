//! `pmo-site serve`: the site in a browser while it is written.
//!
//! The same `pipeline::build` as everywhere, with memory for a sink: the output folder is never touched. This module
//! wires `watch`, the pipeline and `server` together, and is the only place that knows all three.

pub(super) mod args;
mod editor;
mod notices;
mod origin;
mod preview;
mod settings;
mod story;
mod terminal;
mod verify;

use std::sync::Arc;
use std::time::Instant;

use args::ServeArgs;
use editor::Editor;
use preview::Preview;

use super::options::Options;
use super::{Exit, Failure, console};
use crate::artifact::preview_policy;
use crate::server::{self, Server, ServerSettings};
use crate::watch::Doorbell;
use crate::words::{Term, WORDS};

/// Serves the site until the process is ended.
pub(super) fn serve(options: &Options, args: &ServeArgs) -> Result<Exit, Failure> {
    let start = Instant::now();
    options.site()?;
    let listener = server::bind(args.host, args.port)
        .map_err(|error| Failure::System(format!("{}, port {}: {error}", args.host, args.port)))?;
    let address = listener.local_addr().map_err(|error| Failure::System(error.to_string()))?;
    if args.port != 0 && address.port() != args.port {
        console::say(format_args!("port {} is busy; taking {}", args.port, address.port()));
    }
    if !args.host.is_loopback() {
        console::say(
            "warning: other machines can read this preview, drafts and internal pages included; `--host` is for \
             networks that you trust",
        );
    }
    let terminal = std::env::var("TERM_PROGRAM").ok();
    let editor = args.editor.clone().or_else(|| Editor::around(terminal.as_deref()));
    let doorbell = Arc::new(Doorbell::default());
    let mut preview = Preview::new(options, args, editor, &doorbell)?;
    let settings =
        ServerSettings { root: options.source.clone(), policy: preview_policy(), names: args.allow_host.clone() };
    let bell = Arc::clone(&doorbell);
    let (server, wishes) = Server::start(listener, settings, preview.shown(), move || bell.call())
        .map_err(|error| Failure::System(error.to_string()))?;
    preview.tell()?;
    let host = if args.host.is_unspecified() { "localhost".to_owned() } else { host(address) };
    let url = format!("http://{host}:{}{}", address.port(), preview.base());
    let pages = preview
        .pages()
        .map_or_else(|| "nothing to show yet".to_owned(), |pages| WORDS.count_or_none(pages, Term::Page));
    // The address is said even to those who want quiet: they asked for it.
    console::say(format_args!("serving {url} ({pages} in {:.2} s); Ctrl+C ends it", start.elapsed().as_secs_f64()));
    if args.open
        && let Err(error) = open::that_detached(&url)
    {
        console::say(format_args!("the browser cannot be opened: {error}"));
    }
    preview.follow(&server, &wishes)?;
    Ok(Exit::Clean)
}

fn host(address: std::net::SocketAddr) -> String {
    match address.ip() {
        std::net::IpAddr::V4(ip) => ip.to_string(),
        std::net::IpAddr::V6(ip) => format!("[{ip}]"),
    }
}
