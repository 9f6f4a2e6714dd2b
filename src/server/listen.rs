//! The port: which one, how many connections, how long each may take.

use std::collections::BTreeMap;
use std::convert::Infallible;
use std::io;
use std::net::{IpAddr, TcpListener};
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::sync::watch;
use tokio::task::AbortHandle;

use super::answer::{self, Context};
use super::guard::Guard;
use super::strangers::Strangers;
use super::wish::{Desk, Wishes};
use super::{PageStatus, token};

/// Connections at once. A browser keeps six, and one for the stream of each page that is in sight; a system commonly
/// gives a process 1,024 files.
const CONNECTIONS: usize = 640;

/// How long a client may take to send the head of a request, and to send another one after it.
const HEAD: Duration = Duration::from_secs(5);

/// Largest head of a request in bytes.
const HEAD_BYTES: usize = 16 << 10;

/// Most header fields of a request; browsers send about 20.
const FIELDS: usize = 64;

/// Ports that are tried after the one that was asked for.
const FURTHER: u16 = 20;

/// What a server is told once.
#[derive(Clone, Debug)]
pub struct ServerSettings {
    /// Folder of the site, for files that are published as they are.
    pub root: PathBuf,
    /// Content-Security-Policy of every answer.
    pub policy: String,
    /// Names besides `localhost` that the server answers to, with any port: those of [`host_name`](super::host_name).
    pub names: Vec<String>,
}

/// A running server. It ends with the process.
#[derive(Debug)]
pub struct Server {
    shown: watch::Sender<Arc<PageStatus>>,
}

/// Takes the first free port from `port` on.
///
/// # Errors
/// When `port` and the 20 after it are taken, or the address is not this machine's.
pub fn bind(host: IpAddr, port: u16) -> io::Result<TcpListener> {
    let mut at = port;
    loop {
        match TcpListener::bind((host, at)) {
            Err(error) if error.kind() == io::ErrorKind::AddrInUse && at < port.saturating_add(FURTHER) => at += 1,
            outcome => return outcome,
        }
    }
}

impl Server {
    /// Answers on `listener` from a thread of its own; `ring` is called after each wish that a page has.
    ///
    /// # Errors
    /// When the system gives no thread, no events or no randomness.
    pub fn start(
        listener: TcpListener,
        settings: ServerSettings,
        first: PageStatus,
        ring: impl Fn() + Send + Sync + 'static,
    ) -> io::Result<(Self, Wishes)> {
        let address = listener.local_addr()?;
        listener.set_nonblocking(true)?;
        let (shown, receiver) = watch::channel(Arc::new(first));
        let (desk, wishes) = Desk::new(ring);
        let token = token::token().map_err(|error| io::Error::other(error.to_string()))?;
        let guard = Guard::new(address, &settings.names);
        let policy = settings.policy;
        let (root, strangers, reading) = (settings.root, Strangers::default(), Context::reading());
        let context = Context { guard, strangers, root, policy, token, shown: receiver, desk, reading };
        let runtime =
            tokio::runtime::Builder::new_current_thread().enable_io().enable_time().max_blocking_threads(8).build()?;
        std::thread::Builder::new()
            .name("server".to_owned())
            .spawn(move || runtime.block_on(listen(listener, Arc::new(context))))?;
        Ok((Self { shown }, wishes))
    }

    /// Shows another version: whoever asks from now on gets it, and open pages that it changes are told.
    pub fn show(&self, shown: PageStatus) {
        self.shown.send_replace(Arc::new(shown));
    }
}

async fn listen(listener: TcpListener, context: Arc<Context>) {
    let Ok(listener) = tokio::net::TcpListener::from_std(listener) else { return };
    let open = Arc::new(OpenStreams::default());
    loop {
        let Ok((stream, _)) = listener.accept().await else {
            // Out of file descriptors, or a client that was gone at once: others leave in a moment.
            open.make_room();
            tokio::time::sleep(Duration::from_millis(20)).await;
            continue;
        };
        let _ = stream.set_nodelay(true);
        let number = open.enter();
        let (context, registered) = (Arc::clone(&context), Arc::clone(&open));
        let task = tokio::spawn(async move {
            let _leave = Leave { open: Arc::clone(&registered), number };
            let service = service_fn(|request| {
                let (context, open) = (Arc::clone(&context), Arc::clone(&registered));
                async move {
                    let (response, streams) = answer::answer(&context, &request).await;
                    open.asked(number, streams);
                    Ok::<_, Infallible>(response)
                }
            });
            let connection = http1::Builder::new()
                .timer(TokioTimer::new())
                .header_read_timeout(HEAD)
                .max_buf_size(HEAD_BYTES)
                .max_headers(FIELDS)
                .serve_connection(TokioIo::new(stream), service);
            // What a client does wrong is its own matter.
            let _ = connection.await;
        });
        open.entered(number, task.abort_handle());
    }
}

/// The open connections.
#[derive(Debug, Default)]
struct OpenStreams {
    connections: Mutex<Connections>,
}

#[derive(Debug, Default)]
struct Connections {
    next: u64,
    /// By number, which is the order in which they came.
    all: BTreeMap<u64, Connection>,
}

#[derive(Debug, Default)]
struct Connection {
    abort: Option<AbortHandle>,
    /// How many requests it has made.
    requests: u64,
    streams: bool,
}

impl OpenStreams {
    fn with<T>(&self, work: impl FnOnce(&mut Connections) -> T) -> T {
        work(&mut self.connections.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// Registers a connection, another one's place being taken where there is none.
    fn enter(&self) -> u64 {
        if self.with(|connections| connections.all.len() >= CONNECTIONS) {
            self.make_room();
        }
        self.with(|connections| {
            connections.next += 1;
            let number = connections.next;
            connections.all.insert(number, Connection::default());
            number
        })
    }

    fn entered(&self, number: u64, abort: AbortHandle) {
        self.with(|connections| {
            if let Some(connection) = connections.all.get_mut(&number) {
                connection.abort = Some(abort);
            }
        });
    }

    fn asked(&self, number: u64, streams: bool) {
        self.with(|connections| {
            if let Some(connection) = connections.all.get_mut(&number) {
                connection.requests += 1;
                connection.streams = streams;
            }
        });
    }

    /// Ends the connection that is missed least: the oldest that never asked for anything, else the oldest without a
    /// stream, else the oldest.
    fn make_room(&self) {
        self.with(|connections| {
            let order =
                |(number, connection): &(&u64, &Connection)| (connection.streams, connection.requests > 0, **number);
            let least = connections.all.iter().min_by_key(order).map(|(number, _)| *number);
            if let Some(connection) = least.and_then(|number| connections.all.remove(&number))
                && let Some(abort) = connection.abort
            {
                abort.abort();
            }
        });
    }
}

/// Takes a connection off the list however it ends.
struct Leave {
    open: Arc<OpenStreams>,
    number: u64,
}

impl Drop for Leave {
    fn drop(&mut self) {
        self.open.with(|connections| connections.all.remove(&self.number));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::net::Ipv4Addr;

    #[test]
    fn a_taken_port_is_passed_over() -> io::Result<()> {
        let host = IpAddr::V4(Ipv4Addr::LOCALHOST);
        let first = TcpListener::bind((host, 0))?;
        let port = first.local_addr()?.port();
        let second = bind(host, port)?;
        assert_ne!(second.local_addr()?.port(), port);
        Ok(())
    }

    #[test]
    fn room_is_made_by_who_is_missed_least() {
        let open = OpenStreams::default();
        let numbers: Vec<_> = (0..4).map(|_| open.enter()).collect();
        open.asked(numbers[0], true);
        open.asked(numbers[1], false);
        let left = || open.with(|connections| connections.all.keys().copied().collect::<Vec<_>>());
        open.make_room();
        assert_eq!(left(), [numbers[0], numbers[1], numbers[3]]);
        open.make_room();
        open.make_room();
        assert_eq!(left(), [numbers[0]]);
    }
}
