//! A driver for `pmo-site serve`: a site in a temporary folder, the running program, requests byte by byte, and its
//! event stream.

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

/// How long anything may take before a test gives up: generous, since a test waits for what it wants and not for time
/// to pass.
pub const PATIENCE: Duration = Duration::from_secs(30);

/// The day that tests look at.
pub const DAY: &str = "2026-03-06";

/// A folder with a site.
pub struct Site {
    folder: tempfile::TempDir,
}

impl Site {
    /// A site of a home page, a handbook with two pages, and a picture.
    pub fn new() -> Self {
        let site = Self::empty();
        site.write("pmo.yaml", "site: { title: Test }\n");
        site.write("content/_index.md", "# Home\n\nHello.\n");
        site.write("content/handbook/_index.md", "# Handbook\n");
        site.write("content/handbook/a.md", "# A\n\nFirst.\n");
        site.write("content/handbook/b.md", "# B\n\nOther.\n");
        site.write("static/robots-of-ours.txt", "static words\n");
        site
    }

    /// A folder without a site.
    pub fn empty() -> Self {
        Self { folder: tempfile::tempdir().unwrap() }
    }

    pub fn root(&self) -> &Path {
        self.folder.path()
    }

    pub fn at(&self, path: &str) -> PathBuf {
        self.root().join(path)
    }

    /// Writes a file in place, as plain tools do: truncated, then written.
    pub fn write(&self, path: &str, text: &str) {
        let path = self.at(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    /// Starts the preview on a port that the system chooses.
    pub fn serve(&self, arguments: &[&str]) -> Preview {
        let mut command = command(self.root());
        command.args(["--as-of", DAY]).args(arguments);
        Preview::start(command)
    }
}

/// `pmo-site serve` in `folder`, not started yet.
pub fn command(folder: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_pmo-site"));
    command
        .args(["serve", "--port", "0"])
        .current_dir(folder)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::piped());
    for name in ["SOURCE_DATE_EPOCH", "CLICOLOR_FORCE", "RUST_BACKTRACE", "TERM_PROGRAM"] {
        command.env_remove(name);
    }
    command
}

/// A running preview; it ends with the test.
pub struct Preview {
    child: Child,
    said: Arc<Mutex<String>>,
    pub port: u16,
    pub base: String,
}

impl Preview {
    /// Runs `command` until it serves.
    pub fn start(mut command: Command) -> Self {
        let mut child = command.spawn().unwrap();
        let said = Arc::new(Mutex::new(String::new()));
        let (lines, heard) = (BufReader::new(child.stderr.take().unwrap()), Arc::clone(&said));
        std::thread::spawn(move || {
            for line in lines.lines().map_while(Result::ok) {
                let mut heard = heard.lock().unwrap();
                heard.push_str(&line);
                heard.push('\n');
            }
        });
        let mut preview = Self { child, said, port: 0, base: String::new() };
        let (port, base) = until("the address", || {
            let said = preview.said();
            let rest = said.split_once("serving http://")?.1;
            let (address, _) = rest.split_once(' ')?;
            let (host, base) = address.split_once('/')?;
            Some((host.rsplit_once(':')?.1.parse().ok()?, format!("/{base}")))
        });
        preview.port = port;
        preview.base = base;
        preview
    }

    /// What it has printed so far.
    pub fn said(&self) -> String {
        self.said.lock().unwrap().clone()
    }

    /// How many times it has printed `words`.
    pub fn times_said(&self, words: &str) -> usize {
        self.said().matches(words).count()
    }

    /// Waits until it prints `words`.
    pub fn says(&self, words: &str) {
        until(words, || self.said().contains(words).then_some(()));
    }

    pub fn pid(&self) -> u32 {
        self.child.id()
    }

    /// Whether it still runs.
    pub fn lives(&mut self) -> bool {
        self.child.try_wait().unwrap().is_none()
    }

    /// Resident memory in kilobytes.
    pub fn memory(&self) -> u64 {
        let status = fs::read_to_string(format!("/proc/{}/status", self.pid())).unwrap_or_default();
        let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).unwrap_or("0");
        line.split_whitespace().next().and_then(|number| number.parse().ok()).unwrap_or(0)
    }

    pub fn connect(&self) -> TcpStream {
        let stream = TcpStream::connect(("127.0.0.1", self.port)).unwrap();
        stream.set_read_timeout(Some(PATIENCE)).unwrap();
        stream.set_write_timeout(Some(PATIENCE)).unwrap();
        stream
    }

    /// Sends `request` as it is and reads until the server closes.
    pub fn raw(&self, request: &[u8]) -> Answer {
        let mut stream = self.connect();
        // A server that refuses early may close before everything is written.
        let _ = stream.write_all(request);
        let mut bytes = Vec::new();
        let _ = stream.read_to_end(&mut bytes);
        Answer::parse(&bytes)
    }

    /// A request of a well-behaved client with further header lines.
    pub fn ask(&self, method: &str, target: &str, headers: &[&str]) -> Answer {
        let more = headers.iter().fold(String::new(), |more, line| more + line + "\r\n");
        let host = if headers.iter().any(|line| line.starts_with("Host:")) {
            String::new()
        } else {
            format!("Host: 127.0.0.1:{}\r\n", self.port)
        };
        self.raw(format!("{method} {target} HTTP/1.1\r\n{host}{more}Connection: close\r\n\r\n").as_bytes())
    }

    pub fn get(&self, target: &str) -> Answer {
        self.ask("GET", target, &[])
    }

    /// Waits until the page at `target` contains `words`; gives the page.
    pub fn shows(&self, target: &str, words: &str) -> Answer {
        until(&format!("`{words}` at {target}"), || {
            let answer = self.get(target);
            (answer.status == 200 && answer.text().contains(words)).then_some(answer)
        })
    }

    /// Waits until `target` answers with `status`.
    pub fn answers(&self, target: &str, status: u16) {
        until(&format!("{status} at {target}"), || (self.get(target).status == status).then_some(()));
    }

    /// The token of this run, as a page holds it.
    pub fn token(&self) -> String {
        attribute(&self.get(&self.base).text(), "data-token")
    }

    /// Listens to the stream of the page at `target` as it is now.
    pub fn listen(&self, target: &str) -> Events {
        let page = self.get(target).text();
        self.listen_from(target, &attribute(&page, "data-version"), &attribute(&page, "data-token"))
    }

    pub fn listen_from(&self, target: &str, version: &str, token: &str) -> Events {
        let mut stream = self.connect();
        let request = format!(
            "GET /_preview/events?token={token}&page={target}&version={version} HTTP/1.1\r\nHost: 127.0.0.1:{}\r\n\r\n",
            self.port
        );
        stream.write_all(request.as_bytes()).unwrap();
        let mut events = Events { lines: BufReader::new(stream), events: Vec::new() };
        // The first thing that any stream tells.
        events.next("notices");
        events
    }
}

impl Drop for Preview {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
        if std::thread::panicking() {
            eprintln!("the preview said:\n{}", self.said());
        }
    }
}

/// The value of the first attribute `name` of a page.
pub fn attribute(page: &str, name: &str) -> String {
    page.split_once(&format!("{name}=\""))
        .and_then(|(_, rest)| rest.split_once('"'))
        .map(|(value, _)| value.to_owned())
        .unwrap_or_default()
}

/// A stream of events.
pub struct Events {
    lines: BufReader<TcpStream>,
    events: Vec<String>,
}

impl Events {
    /// The data of the next event called `name`; others are passed over. Panics when none comes.
    pub fn next(&mut self, name: &str) -> String {
        let mut event = String::new();
        loop {
            let mut line = String::new();
            let read = self
                .lines
                .read_line(&mut line)
                .unwrap_or_else(|error| panic!("no event `{name}`: {error}; came: {:?}", self.events));
            assert!(read > 0, "the stream ended before `{name}`; came: {:?}", self.events);
            let line = line.trim_end();
            if let Some(found) = line.strip_prefix("event: ") {
                found.clone_into(&mut event);
            } else if let Some(data) = line.strip_prefix("data: ") {
                self.events.push(event.clone());
                if event == name {
                    return data.to_owned();
                }
            }
        }
    }

    /// Whether nothing called `name` comes within `patience`.
    pub fn is_silent(&mut self, name: &str, patience: Duration) -> bool {
        self.lines.get_ref().set_read_timeout(Some(patience)).unwrap();
        let mut line = String::new();
        let mut silent = true;
        while self.lines.read_line(&mut line).is_ok_and(|read| read > 0) {
            silent &= line.trim_end() != format!("event: {name}");
            line.clear();
        }
        self.lines.get_ref().set_read_timeout(Some(PATIENCE)).unwrap();
        silent
    }
}

/// An answer of the server.
#[derive(Debug, Clone)]
pub struct Answer {
    pub status: u16,
    pub head: String,
    pub body: Vec<u8>,
}

impl Answer {
    fn parse(bytes: &[u8]) -> Self {
        let end = bytes.windows(4).position(|part| part == b"\r\n\r\n").map_or(bytes.len(), |at| at + 4);
        let head = String::from_utf8_lossy(&bytes[..end]).into_owned();
        let status = head.split(' ').nth(1).and_then(|status| status.parse().ok()).unwrap_or(0);
        Self { status, head, body: bytes[end..].to_vec() }
    }

    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    /// The value of a header.
    pub fn header(&self, name: &str) -> Option<String> {
        let wanted = format!("{}:", name.to_ascii_lowercase());
        self.head
            .lines()
            .find(|line| line.to_ascii_lowercase().starts_with(&wanted))
            .map(|line| line[wanted.len()..].trim().to_owned())
    }

    /// The page without the preview's two script tags: the bytes that the build made.
    pub fn published(&self) -> Vec<u8> {
        let text = String::from_utf8(self.body.clone());
        let Ok(text) = text else { return self.body.clone() };
        text.split_inclusive('\n')
            .filter(|line| !line.starts_with("<script src=\"/_preview/"))
            .collect::<String>()
            .into_bytes()
    }
}

/// Waits for `probe` to give something.
pub fn until<T>(what: &str, mut probe: impl FnMut() -> Option<T>) -> T {
    let end = Instant::now() + PATIENCE;
    loop {
        if let Some(value) = probe() {
            return value;
        }
        assert!(Instant::now() < end, "{what}: not within {PATIENCE:?}");
        std::thread::sleep(Duration::from_millis(3));
    }
}
