//! Other sites, asked whether an address still leads somewhere. The only part of the program that speaks to other
//! machines; it is compiled with the feature `network` alone, and `check --external` alone calls it.
//!
//! Layer 4. It is polite: one request at a time for each host, a pause between two, no body where none is needed, and a
//! name by which its owner can be found. A private address is never asked, also not where a redirect or the name of a
//! host leads to one. Deliberately absent: who links to what, and what is said of an answer.

use std::collections::{BTreeMap, VecDeque};
use std::net::ToSocketAddrs;
use std::sync::{Mutex, PoisonError};
use std::thread;
use std::time::Duration;

use ureq::http::{HeaderMap, StatusCode};
use ureq::{Agent, Error};

use crate::external::{Answer, host, is_private, is_private_address};

/// Redirects that are followed from one address.
const STEPS: usize = 6;

/// Who asks.
const NAME: &str = concat!("pmo-site/", env!("CARGO_PKG_VERSION"), " (link check)");

/// How politely it is asked.
#[derive(Clone, Copy, Debug)]
pub struct Manners {
    /// Between two requests to one host.
    pub pause: Duration,
    /// For one request, with all that belongs to it.
    pub timeout: Duration,
    /// The longest that a host may ask to wait; a longer wait is left to the next check.
    pub patience: Duration,
    /// Hosts that are asked at the same time.
    pub hosts: usize,
    /// Whether private addresses are asked too: for tests.
    pub private: bool,
}

impl Default for Manners {
    fn default() -> Self {
        let (pause, timeout) = (Duration::from_secs(1), Duration::from_secs(10));
        Self { pause, timeout, patience: Duration::from_secs(30), hosts: 8, private: false }
    }
}

/// What is at each of `urls`.
#[must_use]
pub fn ask(urls: &[String], manners: Manners) -> Vec<(String, Answer)> {
    let mut by_host: BTreeMap<String, Vec<&String>> = BTreeMap::new();
    for url in urls {
        by_host.entry(host(url).unwrap_or_default()).or_default().push(url);
    }
    let workers = manners.hosts.min(by_host.len());
    let queue: Mutex<VecDeque<Vec<&String>>> = Mutex::new(by_host.into_values().collect());
    let answers = Mutex::new(Vec::with_capacity(urls.len()));
    let agent: Agent = Agent::config_builder()
        .http_status_as_error(false)
        .max_redirects(0)
        .proxy(None)
        .timeout_global(Some(manners.timeout))
        .user_agent(NAME)
        .build()
        .into();
    thread::scope(|scope| {
        for _ in 0..workers {
            scope.spawn(|| {
                let asker = Asker { agent: &agent, manners };
                while let Some(urls) = { queue.lock().unwrap_or_else(PoisonError::into_inner).pop_front() } {
                    for (index, url) in urls.into_iter().enumerate() {
                        if index > 0 {
                            thread::sleep(manners.pause);
                        }
                        let answer = asker.ask(url);
                        answers.lock().unwrap_or_else(PoisonError::into_inner).push((url.clone(), answer));
                    }
                }
            });
        }
    });
    let mut answers = answers.into_inner().unwrap_or_else(PoisonError::into_inner);
    answers.sort_by(|(one, _), (other, _)| one.cmp(other));
    answers
}

struct Asker<'a> {
    agent: &'a Agent,
    manners: Manners,
}

impl Asker<'_> {
    /// What is at `url`, wherever redirects lead.
    fn ask(&self, url: &str) -> Answer {
        let mut at = url.to_owned();
        // Where it has moved for good, as long as every step so far says so.
        let mut moved: Option<String> = None;
        let mut for_good = true;
        for step in 0..STEPS {
            if step > 0 {
                thread::sleep(self.manners.pause);
            }
            if let Err(answer) = self.may_ask(&at) {
                return answer;
            }
            let (status, headers) = match self.request(&at) {
                Ok(reply) => reply,
                Err(answer) => return answer,
            };
            let next = location(&at, &headers).filter(|_| status.is_redirection());
            let Some(next) = next else { return judged(status, moved.filter(|to| to != url)) };
            for_good &= matches!(status.as_u16(), 301 | 308);
            if for_good {
                moved = Some(next.clone());
            }
            at = next;
        }
        Answer::Silent { why: "it redirects without end".to_owned() }
    }

    /// Whether the host of `url` may be asked; if not, what that means.
    fn may_ask(&self, url: &str) -> Result<(), Answer> {
        if self.manners.private {
            return Ok(());
        }
        let inside = || Answer::Silent { why: "its host is in a private network".to_owned() };
        let Some(host) = host(url).filter(|host| !is_private(host)) else { return Err(inside()) };
        match (host.as_str(), 443).to_socket_addrs() {
            Ok(found) => {
                let private = found.into_iter().any(|address| is_private_address(address.ip()));
                if private { Err(inside()) } else { Ok(()) }
            }
            // What the system says of a name server that does not answer; any other error says that there is no name.
            Err(error) if error.to_string().contains("emporary failure") => {
                Err(Answer::Silent { why: "no name server answered".to_owned() })
            }
            Err(_) => Err(Answer::UnknownHost),
        }
    }

    /// The status and the headers of `url`. Some hosts answer only to who wants the whole page.
    fn request(&self, url: &str) -> Result<(StatusCode, HeaderMap), Answer> {
        let head = self.once(url, true)?;
        let refused = matches!(head.0.as_u16(), 403 | 405 | 501);
        let reply = if refused {
            thread::sleep(self.manners.pause);
            self.once(url, false)?
        } else {
            head
        };
        let wait = wait(&reply.1).filter(|_| matches!(reply.0.as_u16(), 429 | 503));
        match wait.filter(|wait| *wait <= self.manners.patience) {
            Some(wait) => {
                thread::sleep(wait.max(self.manners.pause));
                self.once(url, !refused)
            }
            None => Ok(reply),
        }
    }

    fn once(&self, url: &str, head: bool) -> Result<(StatusCode, HeaderMap), Answer> {
        let reply = if head { self.agent.head(url).call() } else { self.agent.get(url).call() };
        match reply {
            Ok(reply) => Ok((reply.status(), reply.headers().clone())),
            Err(Error::HostNotFound) => Err(Answer::UnknownHost),
            Err(Error::Timeout(_)) => Err(Answer::Silent { why: "it took too long".to_owned() }),
            Err(Error::BadUri(_) | Error::Http(_)) => Err(Answer::Silent { why: "it is no address".to_owned() }),
            Err(Error::Rustls(_) | Error::Tls(_)) => {
                Err(Answer::Silent { why: "no secure connection could be made".to_owned() })
            }
            Err(_) => Err(Answer::Silent { why: "the connection failed".to_owned() }),
        }
    }
}

/// What a final `status` means for an address that has moved for good to `moved`.
fn judged(status: StatusCode, moved: Option<String>) -> Answer {
    match status.as_u16() {
        status @ (404 | 410) => Answer::Gone { status },
        status @ (429 | 500..) => Answer::Silent { why: format!("it answered {status}") },
        // Who may not see it is told that it is there: 401, 403, and whatever else a host asks of its readers.
        _ => moved.map_or(Answer::Fine, |to| Answer::Moved { to }),
    }
}

/// How long a host asks to wait.
fn wait(headers: &HeaderMap) -> Option<Duration> {
    headers.get("retry-after")?.to_str().ok()?.trim().parse().ok().map(Duration::from_secs)
}

/// Where a reply leads on, as a whole address.
fn location(from: &str, headers: &HeaderMap) -> Option<String> {
    let to = headers.get("location")?.to_str().ok()?.split('#').next()?.trim();
    let (scheme, rest) = from.split_once("://")?;
    let authority = rest.split(['/', '?']).next()?;
    if to.contains("://") {
        Some(to.to_owned())
    } else if let Some(other) = to.strip_prefix("//") {
        Some(format!("{scheme}://{other}"))
    } else if to.starts_with('/') {
        Some(format!("{scheme}://{authority}{to}"))
    } else {
        let path = rest.get(authority.len()..)?.split('?').next()?;
        let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
        Some(format!("{scheme}://{authority}{folder}/{to}"))
    }
}

#[cfg(test)]
mod tests {
    use std::io::{BufRead, BufReader, Write};
    use std::net::TcpListener;
    use std::sync::Arc;

    use super::*;

    const QUICK: Manners = Manners {
        pause: Duration::from_millis(1),
        timeout: Duration::from_millis(800),
        patience: Duration::from_secs(2),
        hosts: 4,
        private: true,
    };

    /// A host that answers to each request line as `reply` says; and the lines that it got.
    fn host_that(reply: fn(&str, usize) -> String) -> (String, Arc<Mutex<Vec<String>>>) {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
        let url = format!("http://{}", listener.local_addr().expect("an address"));
        let lines = Arc::new(Mutex::new(Vec::new()));
        let seen = Arc::clone(&lines);
        thread::spawn(move || {
            for stream in listener.incoming() {
                let Ok(mut stream) = stream else { continue };
                let mut reader = BufReader::new(stream.try_clone().expect("a stream"));
                let mut first = String::new();
                let mut line = String::new();
                while reader.read_line(&mut line).is_ok_and(|read| read > 2) {
                    if first.is_empty() {
                        first = line.trim().to_owned();
                    }
                    line.clear();
                }
                let path = first.split(' ').take(2).collect::<Vec<_>>().join(" ");
                let mut seen = seen.lock().expect("nobody panics");
                let answer = reply(&path, seen.iter().filter(|earlier| **earlier == path).count());
                seen.push(path);
                let _ = stream.write_all(answer.as_bytes());
            }
        });
        (url, lines)
    }

    fn reply(status: &str, headers: &str) -> String {
        format!("HTTP/1.1 {status}\r\n{headers}Content-Length: 0\r\nConnection: close\r\n\r\n")
    }

    fn answer(base: &str, path: &str) -> Answer {
        ask(&[format!("{base}{path}")], QUICK).remove(0).1
    }

    #[test]
    fn a_page_is_there_moved_or_gone() {
        let (base, _) = host_that(|line, _| match line {
            "HEAD /login" => reply("302 Found", "Location: /form\r\n"),
            "HEAD /secret" | "GET /secret" => reply("403 Forbidden", ""),
            "HEAD /old" => reply("301 Moved", "Location: new\r\n"),
            "HEAD /oldest" => reply("308 Moved", "Location: /old\r\n"),
            "HEAD /circle" => reply("301 Moved", "Location: /circle\r\n"),
            "HEAD /lost" => reply("301 Moved", "Location: /gone\r\n"),
            "HEAD /gone" => reply("410 Gone", ""),
            "HEAD /ill" => reply("503 Unavailable", ""),
            "HEAD /fine" | "HEAD /new" | "HEAD /form" => reply("200 OK", ""),
            _ => reply("404 Not Found", ""),
        });
        let to = |path: &str| Answer::Moved { to: format!("{base}{path}") };
        let silent = |why: &str| Answer::Silent { why: why.to_owned() };
        assert_eq!(answer(&base, "/fine"), Answer::Fine);
        assert_eq!(answer(&base, "/login"), Answer::Fine, "it may come back");
        assert_eq!(answer(&base, "/secret"), Answer::Fine, "others may see it");
        assert_eq!(answer(&base, "/old"), to("/new"));
        assert_eq!(answer(&base, "/oldest"), to("/new"));
        assert_eq!(answer(&base, "/circle"), silent("it redirects without end"));
        assert_eq!(answer(&base, "/lost"), Answer::Gone { status: 410 });
        assert_eq!(answer(&base, "/none"), Answer::Gone { status: 404 });
        assert_eq!(answer(&base, "/ill"), silent("it answered 503"));
    }

    #[test]
    fn a_host_that_does_not_know_head_is_asked_for_the_page() {
        let (base, lines) =
            host_that(
                |line, _| {
                    if line.starts_with("HEAD") { reply("405 Method Not Allowed", "") } else { reply("200 OK", "") }
                },
            );
        assert_eq!(answer(&base, "/a"), Answer::Fine);
        assert_eq!(*lines.lock().expect("nobody panics"), ["HEAD /a", "GET /a"]);
    }

    #[test]
    fn a_host_that_asks_to_wait_is_asked_once_more() {
        let (base, lines) = host_that(|_, earlier| {
            if earlier == 0 { reply("429 Too Many Requests", "Retry-After: 0\r\n") } else { reply("200 OK", "") }
        });
        assert_eq!(answer(&base, "/a"), Answer::Fine);
        assert_eq!(lines.lock().expect("nobody panics").len(), 2);
        let (base, lines) = host_that(|_, _| reply("429 Too Many Requests", "Retry-After: 3600\r\n"));
        assert_eq!(answer(&base, "/a"), Answer::Silent { why: "it answered 429".to_owned() });
        assert_eq!(lines.lock().expect("nobody panics").len(), 1, "an hour is left to the next check");
    }

    #[test]
    fn silence_is_no_proof_and_private_hosts_are_not_asked() {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
        let port = listener.local_addr().expect("an address").port();
        assert_eq!(
            answer(&format!("http://127.0.0.1:{port}"), "/"),
            Answer::Silent { why: "it took too long".to_owned() }
        );
        drop(listener);
        assert_eq!(
            answer(&format!("http://127.0.0.1:{port}"), "/"),
            Answer::Silent { why: "the connection failed".to_owned() }
        );
        let (base, lines) = host_that(|_, _| reply("404 Not Found", ""));
        let polite = Manners { private: false, ..QUICK };
        let inside = Answer::Silent { why: "its host is in a private network".to_owned() };
        assert_eq!(ask(&[format!("{base}/")], polite).remove(0).1, inside);
        assert!(lines.lock().expect("nobody panics").is_empty());
    }

    #[test]
    fn where_a_reply_leads_is_a_whole_address() {
        let to = |to: &str| {
            let mut headers = HeaderMap::new();
            headers.insert("location", to.parse().expect("a value"));
            location("https://a.example:8080/x/y?z", &headers)
        };
        assert_eq!(to("https://b.example/#part").as_deref(), Some("https://b.example/"));
        assert_eq!(to("//b.example/").as_deref(), Some("https://b.example/"));
        assert_eq!(to("/q").as_deref(), Some("https://a.example:8080/q"));
        assert_eq!(to("q").as_deref(), Some("https://a.example:8080/x/q"));
    }
}
