//! Strangers get nothing, and nobody is kept waiting (S1 to S9; what a browser does with S3 and S7 is in
//! `preview.mjs`).

use std::fs;
use std::io::{Read, Write};
use std::net::{TcpStream, UdpSocket};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use super::driver::{PATIENCE, Site, until};

/// Held by tests that open hundreds of connections: a process commonly has a thousand, and all tests run in one.
static CROWDED: Mutex<()> = Mutex::new(());

/// What must never come out.
const CANARY: &str = "canary-7f3a";

#[test]
fn s1_a_foreign_host_gets_nothing() {
    let site = Site::new();
    let preview = site.serve(&[]);
    let port = preview.port;
    for host in ["127.0.0.1", "localhost", "LOCALHOST", "[::1]"] {
        assert_eq!(preview.ask("GET", "/", &[&format!("Host: {host}:{port}")]).status, 200, "{host}");
    }
    let bad = [
        "evil.example".to_owned(),
        format!("evil.example:{port}"),
        format!("127.0.0.1.evil.example:{port}"),
        format!("localhost.evil:{port}"),
        format!("localhost.:{port}"),
        format!("0.0.0.0:{port}"),
        format!("[::]:{port}"),
        format!("192.168.1.1:{port}"),
        format!("user@127.0.0.1:{port}"),
        format!("127.0.0.1:{port}@evil.example"),
        format!("127.0.0.1:{}", port.wrapping_add(1)),
        format!("127.0.0.1:0{port}0"),
        format!("127.0.0.1:+{port}"),
        "127.0.0.1".to_owned(),
        "localhost".to_owned(),
        "2130706433".to_owned(),
        format!("0x7f.1:{port}"),
        format!("127.1:{port}"),
        String::new(),
        ":".to_owned(),
    ];
    for host in bad {
        let answer = preview.ask("GET", "/", &[&format!("Host: {host}")]);
        assert!(matches!(answer.status, 400 | 403), "`{host}`: {}", answer.head);
        assert!(!answer.text().contains("Hello."));
    }
    let two = format!("GET / HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nHost: evil.example\r\nConnection: close\r\n\r\n");
    let absolute =
        format!("GET http://127.0.0.1:{port}/ HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nConnection: close\r\n\r\n");
    let foreign = format!("GET http://evil.example/ HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nConnection: close\r\n\r\n");
    for request in [
        two,
        absolute,
        foreign,
        "GET / HTTP/1.1\r\nConnection: close\r\n\r\n".to_owned(),
        "GET / HTTP/1.0\r\n\r\n".to_owned(),
    ] {
        let answer = preview.raw(request.as_bytes());
        assert!(matches!(answer.status, 400 | 403), "{request}: {}", answer.head);
    }
}

#[test]
fn s1_a_name_that_was_allowed_is_answered() {
    let site = Site::new();
    let preview = site.serve(&["--allow-host", "desk.internal", "--allow-host", "Curly-Space-8490.app.github.dev"]);
    let port = preview.port;
    // What forwards a name chooses the port: none for TLS, its own, or ours.
    for host in ["desk.internal", "Desk.internal:443", "curly-space-8490.app.github.dev"] {
        assert_eq!(preview.ask("GET", "/", &[&format!("Host: {host}")]).status, 200, "{host}");
    }
    assert_eq!(preview.ask("GET", "/", &[&format!("Host: Desk.internal:{port}")]).status, 200);
    for host in [
        format!("desk.internal.evil:{port}"),
        format!("x.desk.internal:{port}"),
        "desk.internal:x".to_owned(),
        "desk.internal@evil".to_owned(),
    ] {
        assert_eq!(preview.ask("GET", "/", &[&format!("Host: {host}")]).status, 403, "{host}");
    }
    // Its pages may make wishes, by way of its own name or of ours; others may not.
    let token = format!("X-Preview-Token: {}", preview.token());
    let asks = |host: &str, origin: &str| {
        preview
            .ask("POST", "/_preview/as-of?day=", &[&format!("Host: {host}"), &format!("Origin: {origin}"), &token])
            .status
    };
    assert_eq!(asks("desk.internal", "https://desk.internal"), 204);
    assert_eq!(asks(&format!("127.0.0.1:{port}"), "https://desk.internal:8443"), 204);
    for origin in [
        "https://evil.example",
        "https://desk.internal.evil",
        "https://desk.internal@evil.example",
        "ftp://desk.internal",
        "null",
    ] {
        assert_eq!(asks("desk.internal", origin), 403, "{origin}");
    }
}

#[test]
fn s1_a_forwarded_name_is_told_what_would_let_it_in() {
    let site = Site::new();
    let preview = site.serve(&[]);
    let option = "--allow-host curly-space-8490.app.github.dev";
    let told = format!("add `{option}`");
    for _ in 0..3 {
        let answer = preview.ask("GET", "/", &["Host: Curly-Space-8490.app.github.dev"]);
        assert_eq!(answer.status, 403);
        assert_eq!(answer.header("content-type").as_deref(), Some("text/plain; charset=utf-8"));
        assert!(answer.text().contains(option) && !answer.text().contains("Hello."), "{}", answer.text());
    }
    preview.says(&told);
    // What can be no name is not repeated, and our own name with another port is no name to allow.
    let port = preview.port;
    for host in [
        "<script>alert(1)</script>",
        "a\u{9b}31m.example",
        "x y",
        "*.example",
        "evil.example@desk",
        "a:b:c",
        "localhost:1",
    ] {
        let answer = preview.ask("GET", "/", &[&format!("Host: {host}")]);
        assert!(matches!(answer.status, 400 | 403), "{host}: {}", answer.head);
        assert!(!answer.text().contains("--allow-host"), "{host}: {}", answer.text());
    }
    for number in 0..200 {
        let answer = preview.ask("GET", "/", &[&format!("Host: host-{number}.example:{port}")]);
        assert!(answer.text().contains(&format!("--allow-host host-{number}.example\n")), "{}", answer.text());
    }
    preview.says("further names are not told");
    assert_eq!(preview.times_said("somebody asked for"), 8);
    assert_eq!(preview.times_said(&told), 1);
}

#[test]
fn s1_only_whole_names_can_be_allowed() {
    let site = Site::new();
    for (name, words) in [
        ("*", "a pattern would let in pages of others"),
        ("*.app.github.dev", "a pattern would let in pages of others"),
        ("desk.internal:8010", "write `desk.internal`"),
        ("https://desk.internal/", "no name of a host"),
        ("", "no name of a host"),
    ] {
        let output = super::driver::command(site.root()).args(["--allow-host", name]).output().unwrap();
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(output.status.code(), Some(2), "`{name}`: {said}");
        assert!(said.contains(words), "`{name}`: {said}");
    }
}

#[test]
fn s2_the_stream_and_the_wishes_are_for_our_own_pages() {
    let site = Site::new();
    let preview = site.serve(&[]);
    let (port, token) = (preview.port, preview.token());
    let target = format!("/_preview/events?token={token}&page=/&version=");
    let ours = format!("Origin: http://127.0.0.1:{port}");
    for headers in [
        vec!["Origin: http://evil.example".to_owned()],
        vec!["Origin: null".to_owned()],
        vec![format!("Origin: http://127.0.0.1:{}", port.wrapping_add(1))],
        vec![format!("Origin: https://127.0.0.1:{port}")],
        vec![format!("Origin: http://192.168.1.1:{port}")],
        vec![format!("Origin: http://localhost:{port}")],
        vec!["Sec-Fetch-Site: cross-site".to_owned()],
        vec!["Sec-Fetch-Site: same-site".to_owned()],
        vec!["Sec-Fetch-Site: none".to_owned()],
        vec![ours.clone(), "Sec-Fetch-Site: cross-site".to_owned()],
        vec![ours.clone(), "Origin: http://evil.example".to_owned()],
    ] {
        let lines: Vec<&str> = headers.iter().map(String::as_str).collect();
        for (method, target) in [("GET", target.as_str()), ("POST", "/_preview/as-of?day=2025-01-01")] {
            let lines = [lines.clone(), vec![Box::leak(format!("X-Preview-Token: {token}").into_boxed_str())]].concat();
            let answer = preview.ask(method, target, &lines);
            assert!(matches!(answer.status, 400 | 403), "{method} {headers:?}: {}", answer.head);
        }
    }
    for wrong in ["", "0", &token[..31], &token.to_uppercase(), &format!("{token}0")] {
        if wrong != token {
            assert_eq!(
                preview.get(&format!("/_preview/events?token={wrong}&page=/&version=")).status,
                403,
                "`{wrong}`"
            );
            assert_eq!(
                preview.ask("POST", "/_preview/open?file=pmo.yaml", &[&format!("X-Preview-Token: {wrong}")]).status,
                403,
                "`{wrong}`"
            );
        }
    }
    assert_eq!(preview.ask("POST", "/_preview/open?file=pmo.yaml", &[]).status, 403);
    assert_eq!(preview.get("/_preview/open?file=pmo.yaml").status, 404);
}

#[test]
fn s3_answers_cannot_be_used_by_another_origin() {
    let site = Site::new();
    let preview = site.serve(&[]);
    for target in
        ["/", "/api/v1/programs.json", "/robots-of-ours.txt", "/_preview/preview.js", "/nowhere/", "/_preview/events"]
    {
        let answer = preview.ask("GET", target, &[&format!("Origin: http://127.0.0.1:{}", preview.port)]);
        assert!(!answer.head.to_ascii_lowercase().contains("access-control"), "{target}: {}", answer.head);
        assert_eq!(answer.header("cross-origin-resource-policy").as_deref(), Some("same-origin"), "{target}");
        assert_eq!(answer.header("x-content-type-options").as_deref(), Some("nosniff"), "{target}");
        assert!(
            answer.header("content-security-policy").is_some_and(
                |policy| policy.contains("default-src 'none'") && policy.contains("frame-ancestors 'none'")
            )
        );
        for (mode, dest) in [
            ("no-cors", "script"),
            ("no-cors", "image"),
            ("cors", "empty"),
            ("navigate", "iframe"),
            ("navigate", "object"),
        ] {
            for from in ["cross-site", "same-site"] {
                let headers = [
                    format!("Sec-Fetch-Site: {from}"),
                    format!("Sec-Fetch-Mode: {mode}"),
                    format!("Sec-Fetch-Dest: {dest}"),
                ];
                let answer = preview.ask("GET", target, &headers.each_ref().map(String::as_str));
                assert_eq!(answer.status, 403, "{target} {headers:?}");
            }
        }
    }
    let link = ["Sec-Fetch-Site: cross-site", "Sec-Fetch-Mode: navigate", "Sec-Fetch-Dest: document"];
    assert_eq!(preview.ask("GET", "/", &link).status, 200, "a link from a chat is followed");
    assert_eq!(preview.ask("GET", "/_preview/preview.js", &link).status, 403);
}

/// Ways to write a path that some server somewhere has read as another one.
fn climbs() -> Vec<String> {
    let mut found: Vec<String> = [
        "/.env",
        "/pmo.yaml",
        "/content/_index.md",
        "/static/../.env",
        "/robots-of-ours.txt/../../.env",
        "//etc/passwd",
        "///etc/passwd",
        "/etc/passwd",
        "//",
        "/.",
        "/..",
        "/...",
        "/./",
        "/handbook/..",
        "/handbook/a/..;/..;/.env",
        "/..;/.env",
        "/;/.env",
        "/.%00/",
        "/.env%00.html",
        "/%00",
        "/.env%20",
        "/.env.",
        "/.env/",
        "/.env::$DATA",
        "/PMO~1.YAM",
        "/C:/etc/passwd",
        "/c%3a/x",
        "/file:///etc/passwd",
        "/@fs/etc/passwd",
        "/@fs//etc/passwd?raw??",
        "/.env?raw",
        "/.env?raw??",
        "/.env?import&raw",
        "/pmo.yaml?.svg",
        "/%2e%65nv",
        "/%2Eenv",
        "/%c0%ae%c0%ae/%c0%ae%c0%ae/.env",
        "/%e0%80%ae%e0%80%ae/.env",
        "/%uff0e%uff0e/.env",
        "/\u{ff0e}\u{ff0e}/.env",
        "/static",
        "/static/",
        "/content/",
        "/themes/",
        "/site-secret/key.txt",
        "/../site-secret/key.txt",
        "/_preview/../.env",
        "/_preview/..%2f..%2f.env",
        "/_preview//preview.js",
        "/_preview/client/preview.js",
        "/_preview/idiomorph/LICENSE",
        "/.git/config",
        "/%2egit/config",
        "/public/",
        "/proc/self/environ",
    ]
    .map(ToOwned::to_owned)
    .into();
    for dots in ["..", "%2e%2e", "%252e%252e", ".%2e", "%2e.", "..%00", "..%20", "....", "..\\", "%c0%ae%c0%ae"] {
        for slash in ["/", "%2f", "%252f", "\\", "%5c", "%255c", "//"] {
            found.push(format!("/{dots}{slash}{dots}{slash}.env"));
            found.push(format!("/handbook/{dots}{slash}{dots}{slash}.env"));
            found.push(format!("/robots-of-ours.txt{slash}{dots}{slash}secret.txt"));
        }
    }
    found
}

#[test]
fn s4_no_path_leads_out_of_the_site() {
    let outer = Site::new();
    for path in [
        ".env",
        "secret.txt",
        "site/.env",
        "site/content/.env",
        "site/static/.env",
        "site-secret/key.txt",
        "site/.git/config",
    ] {
        outer.write(path, CANARY);
    }
    for part in ["content", "static"] {
        fs::create_dir_all(outer.at("site").join(part)).unwrap();
    }
    outer.write("site/pmo.yaml", &format!("site: {{ title: Test }}\n# {CANARY}\n"));
    outer.write("site/content/_index.md", "# Home\n");
    outer.write("site/content/handbook/a.md", "# A\n");
    outer.write("site/static/robots-of-ours.txt", "words");
    let mut command = super::driver::command(&outer.at("site"));
    command.args(["--as-of", "2026-03-06"]);
    let preview = super::driver::Preview::start(command);
    let paths = climbs();
    assert!(paths.len() >= 250);
    for path in &paths {
        let answer = preview.get(path);
        assert!(!answer.text().contains(CANARY) && !answer.text().contains("root:"), "{path}: {}", answer.text());
        assert!(matches!(answer.status, 400 | 403 | 404), "{path}: {}", answer.status);
    }
}

#[cfg(unix)]
#[test]
fn s4_a_file_that_was_replaced_by_a_link_since_it_was_read_gives_nothing() {
    let site = Site::new();
    let outside = tempfile::tempdir().unwrap();
    fs::write(outside.path().join("secret"), CANARY).unwrap();
    let preview = site.serve(&[]);
    fs::remove_file(site.at("static/robots-of-ours.txt")).unwrap();
    std::os::unix::fs::symlink(outside.path().join("secret"), site.at("static/robots-of-ours.txt")).unwrap();
    for _ in 0..50 {
        assert!(!preview.get("/robots-of-ours.txt").text().contains(CANARY));
    }
}

#[test]
fn s5_it_listens_on_the_loopback_alone_and_passes_over_a_busy_port() {
    let site = Site::new();
    let first = site.serve(&[]);
    let port = first.port.to_string();
    let mut again = std::process::Command::new(env!("CARGO_BIN_EXE_pmo-site"));
    again
        .args(["serve", "--as-of", "2026-03-06", "--port", &port])
        .current_dir(site.root())
        .stdin(std::process::Stdio::null())
        .stderr(std::process::Stdio::piped());
    let second = super::driver::Preview::start(again);
    assert_ne!(second.port, first.port);
    second.says(&format!("port {port} is busy"));
    // The machine's own address, without a packet being sent.
    let own = UdpSocket::bind("0.0.0.0:0")
        .and_then(|socket| socket.connect("192.0.2.1:9").and_then(|()| socket.local_addr()));
    if let Ok(own) = own
        && !own.ip().is_loopback()
        && !own.ip().is_unspecified()
    {
        assert!(TcpStream::connect_timeout(&(own.ip(), first.port).into(), Duration::from_secs(2)).is_err());
    }
    assert!(!first.said().contains("warning"));
    let open = site.serve(&["--host", "0.0.0.0"]);
    assert!(open.said().contains("other machines can read this preview"));
    assert_eq!(open.ask("GET", "/", &[&format!("Host: evil.example:{}", open.port)]).status, 403);
}

#[test]
fn s6_methods_bodies_and_heads_are_bounded() {
    let site = Site::new();
    let mut preview = site.serve(&[]);
    for method in ["PUT", "POST", "DELETE", "OPTIONS", "TRACE", "PATCH", "CONNECT", "PROPFIND", "get"] {
        let answer = preview.ask(method, "/", &[]);
        assert!(matches!(answer.status, 400 | 405), "{method}: {}", answer.head);
    }
    assert_eq!(preview.ask("PUT", "/", &[]).header("allow").as_deref(), Some("GET, HEAD"));
    let huge = "Content-Length: 10000000000";
    assert_eq!(preview.ask("GET", "/", &[huge]).status, 413);
    assert_eq!(preview.ask("POST", "/_preview/as-of", &[huge]).status, 413);
    assert_eq!(preview.ask("GET", "/", &["Transfer-Encoding: chunked"]).status, 413);
    let port = preview.port;
    let raw = |rest: &str| preview.raw(format!("GET / HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n{rest}").as_bytes()).status;
    assert!(matches!(raw("Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"), 400 | 413));
    assert!(matches!(raw("Content-Length: 5\r\nContent-Length: 6\r\n\r\nhello"), 400 | 413));
    assert!(matches!(raw("Transfer-Encoding: chunked\r\n\r\nzz\r\n"), 400 | 413));
    assert!(matches!(raw(&format!("X: {}\r\n\r\n", "a".repeat(1 << 20))), 0 | 431));
    assert!(matches!(raw(&format!("{}\r\n", "X: y\r\n".repeat(200))), 0 | 431));
    let target = preview
        .raw(format!("GET /{} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n\r\n", "a".repeat(1 << 20)).as_bytes())
        .status;
    assert!(matches!(target, 0 | 414 | 431), "{target}");
    // A second request on the same connection is answered as the first, and a smuggled one is not.
    let both = format!(
        "GET / HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n\r\nGET /handbook/a/ HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nConnection: close\r\n\r\n"
    );
    let answer = preview.raw(both.as_bytes());
    assert!(answer.text().contains("First."));
    assert!(preview.lives() && preview.memory() < 100 << 10, "{} kB", preview.memory());
}

#[test]
fn s6_slow_and_silent_clients_keep_nobody_waiting_and_are_dropped() {
    let _alone = CROWDED.lock().unwrap_or_else(PoisonError::into_inner);
    let site = Site::new();
    let preview = site.serve(&[]);
    let mut clients: Vec<TcpStream> = Vec::new();
    // More than there are places.
    for number in 0..700 {
        let mut client = preview.connect();
        if number % 2 == 0 {
            let _ = client.write_all(b"GET / HTTP/1.1\r\nHost: 127");
        }
        clients.push(client);
        if number % 100 == 99 {
            let start = Instant::now();
            assert_eq!(preview.get("/").status, 200);
            assert!(start.elapsed() < Duration::from_secs(2), "{:?} beside {number} idle clients", start.elapsed());
        }
    }
    // Everyone who said nothing whole is sent away.
    let end = Instant::now() + PATIENCE;
    for client in &mut clients {
        client
            .set_read_timeout(Some(end.saturating_duration_since(Instant::now()).max(Duration::from_millis(1))))
            .unwrap();
        let mut rest = Vec::new();
        match client.read_to_end(&mut rest) {
            Ok(_) => {}
            Err(error) => assert_eq!(error.kind(), std::io::ErrorKind::ConnectionReset, "still open: {error}"),
        }
    }
    assert!(preview.memory() < 100 << 10, "{} kB", preview.memory());
}

#[test]
fn s7_a_lost_address_is_not_repeated() {
    let site = Site::new();
    let preview = site.serve(&[]);
    for target in
        ["/<script>alert(1)</script>", "/%3Cscript%3Ealert(1)%3C/script%3E/", "/a\"onload=\"x", "/?q=<script>"]
    {
        let answer = preview.get(target);
        assert!(!answer.text().contains("alert(1)") && !answer.text().contains("onload="), "{target}");
    }
}

#[cfg(target_os = "linux")]
#[test]
fn s8_readers_that_have_gone_leave_nothing() {
    let _alone = CROWDED.lock().unwrap_or_else(PoisonError::into_inner);
    let site = Site::new();
    let mut preview = site.serve(&[]);
    let open = |preview: &super::driver::Preview| fs::read_dir(format!("/proc/{}/fd", preview.pid())).unwrap().count();
    let before = open(&preview);
    let page = preview.get("/handbook/a/").text();
    let (version, token) =
        (super::driver::attribute(&page, "data-version"), super::driver::attribute(&page, "data-token"));
    let mut readers: Vec<_> = (0..300).map(|_| preview.listen_from("/handbook/a/", &version, &token)).collect();
    let stays = readers.split_off(250);
    drop(readers);
    until("the dead to be dropped", || (open(&preview) < before + 70).then_some(()));
    site.write("content/handbook/a.md", "# A\n\nFor those who stayed.\n");
    for mut reader in stays {
        reader.next("page");
    }
    until("all to be dropped", || (open(&preview) < before + 20).then_some(()));
    assert!(preview.lives() && preview.memory() < 100 << 10, "{} kB", preview.memory());
}

/// Numbers that are the same in every run.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % sides as u64).unwrap()
    }
}

#[test]
fn s9_mutated_requests_are_answered_or_dropped_and_harm_nothing() {
    let site = Site::new();
    let mut preview = site.serve(&[]);
    let token = preview.token();
    let port = preview.port;
    // `PMO_SITE_MUTATIONS=1000000` is the long run.
    let count: usize = std::env::var("PMO_SITE_MUTATIONS").ok().and_then(|text| text.parse().ok()).unwrap_or(3000);
    let seeds = [
        format!(
            "GET /handbook/a/ HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nIf-None-Match: \"x\"\r\nConnection: close\r\n\r\n"
        ),
        format!(
            "HEAD /robots-of-ours.txt HTTP/1.1\r\nHost: localhost:{port}\r\nOrigin: http://localhost:{port}\r\nConnection: close\r\n\r\n"
        ),
        format!(
            "POST /_preview/as-of?day=2026-01-01 HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nX-Preview-Token: {token}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
        ),
        format!(
            "POST /_preview/source?page=/handbook/a/&text=First%20words HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nX-Preview-Token: {token}\r\nConnection: close\r\n\r\n"
        ),
        format!(
            "GET /%68andbook/%61/?a=b&c HTTP/1.1\r\nHost: [::1]:{port}\r\nSec-Fetch-Site: none\r\nConnection: close\r\n\r\n"
        ),
    ];
    let pieces: [&[u8]; 14] = [
        b"\0",
        b"\r\n",
        b"\n",
        b"%",
        b"%ff",
        b"..",
        b"/",
        b"\xff\xfe",
        b"HTTP/1.0",
        b" ",
        b":",
        b"Content-Length: 9\r\n",
        b"Transfer-Encoding: chunked\r\n",
        b"\xe2\x80\xae",
    ];
    let mut dice = Dice(0x9e37_79b9_7f4a_7c15);
    for _ in 0..count {
        let mut request = seeds[dice.roll(seeds.len())].clone().into_bytes();
        for _ in 0..=dice.roll(4) {
            let at = dice.roll(request.len());
            match dice.roll(4) {
                0 => request[at] = u8::try_from(dice.roll(256)).unwrap(),
                1 => drop(request.remove(at)),
                2 => drop(request.splice(at..at, pieces[dice.roll(pieces.len())].iter().copied())),
                _ => {
                    let end = (at + dice.roll(12)).min(request.len());
                    let again = request[at..end].to_vec();
                    drop(request.splice(at..at, again));
                }
            }
            if request.is_empty() {
                request.push(b'G');
            }
        }
        let mut stream = preview.connect();
        let _ = stream.write_all(&request);
        // Whatever is missing is not coming.
        let _ = stream.shutdown(std::net::Shutdown::Write);
        let mut answer = Vec::new();
        let _ = stream.read_to_end(&mut answer);
    }
    assert!(preview.lives() && !preview.said().contains("internal fault"), "{}", preview.said());
    assert_eq!(preview.get("/handbook/a/").status, 200);
}
