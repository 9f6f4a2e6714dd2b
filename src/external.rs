//! What other sites answered when somebody asked whether a link still leads somewhere, and when that was.
//!
//! Layer 0. The answers are kept in a file from one check to the next, so that few addresses are asked again. Which
//! hosts are nobody's to ask is decided here. Deliberately absent: the network (`network`), and who links to what.

use std::collections::BTreeMap;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// What came of asking for an address.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "answer", rename_all = "kebab-case")]
pub enum Answer {
    /// Something is there, for whoever may see it.
    Fine,
    /// Something is there, and its host says that it has another address for good.
    Moved {
        /// That address.
        to: String,
    },
    /// Its host says that nothing is there.
    Gone {
        /// 404 or 410.
        status: u16,
    },
    /// There is no such host.
    UnknownHost,
    /// Nobody answered, or the host has troubles of its own.
    Silent {
        /// Which, in a few words.
        why: String,
    },
}

/// An answer and its day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answered {
    /// The day on which it was asked for.
    pub day: Date,
    /// What came of it.
    #[serde(flatten)]
    pub answer: Answer,
}

/// The answers that are kept, by address.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answers {
    links: BTreeMap<String, Answered>,
}

impl Answers {
    /// Reads the file in which they are kept.
    ///
    /// # Errors
    /// When it is none.
    pub fn parse(text: &str) -> Result<Self, serde_json::Error> {
        serde_json::from_str(text)
    }

    /// The file in which they are kept.
    #[must_use]
    pub fn render(&self) -> String {
        let lines = self.links.iter().filter_map(|(url, answered)| {
            Some(format!("{}: {}", serde_json::to_string(url).ok()?, serde_json::to_string(answered).ok()?))
        });
        format!("{{\"links\": {{\n{}\n}}}}\n", lines.collect::<Vec<_>>().join(",\n"))
    }

    /// The answer for `url`.
    #[must_use]
    pub fn get(&self, url: &str) -> Option<&Answered> {
        self.links.get(url)
    }

    /// Takes an answer over.
    pub fn insert(&mut self, url: String, answered: Answered) {
        self.links.insert(url, answered);
    }

    /// Forgets the addresses that nobody links to any more.
    pub fn keep(&mut self, linked: impl Fn(&str) -> bool) {
        self.links.retain(|url, _| linked(url));
    }

    /// Whether `url` was found in the last `days` before `today`, so that it need not be asked again.
    #[must_use]
    pub fn is_fresh(&self, url: &str, today: Date, days: u16) -> bool {
        self.links.get(url).is_some_and(|Answered { day, answer }| {
            let age = today.since(*day).map_or(i32::MAX, |span| span.get_days());
            matches!(answer, Answer::Fine | Answer::Moved { .. }) && age <= i32::from(days)
        })
    }
}

/// The address that is asked for a link to `href`, without the part of the page that it names; nothing where it is no
/// address of the web.
#[must_use]
pub fn address(href: &str) -> Option<&str> {
    let web = ["https://", "http://"];
    let is = web.iter().any(|scheme| href.get(..scheme.len()).is_some_and(|own| own.eq_ignore_ascii_case(scheme)));
    href.split('#').next().filter(|_| is && host(href).is_some())
}

/// The host that `url` names, in small letters, without its port.
#[must_use]
pub fn host(url: &str) -> Option<String> {
    let rest = url.split_once("://")?.1;
    let authority = rest.split(['/', '?', '#', '\\']).next()?;
    let named = authority.rsplit('@').next()?;
    let host = match named.strip_prefix('[') {
        Some(six) => six.split(']').next()?,
        None => named.split(':').next()?,
    };
    let host = host.trim_end_matches('.').to_lowercase();
    (!host.is_empty()).then_some(host)
}

/// Whether `host` is of this machine or of a private network: what is there is nobody's business outside of it, and
/// nobody's to ask.
#[must_use]
pub fn is_private(host: &str) -> bool {
    const NAMES: &[&str] = &[
        "localhost",
        "local",
        "localdomain",
        "internal",
        "intranet",
        "lan",
        "home",
        "corp",
        "private",
        "test",
        "arpa",
        "onion",
    ];
    if let Ok(address) = host.parse::<IpAddr>() {
        return is_private_address(address);
    }
    let last = host.rsplit('.').next().unwrap_or(host);
    // Browsers read a name that ends in a number as an address, in notations that are nobody's to guess.
    let number = last.starts_with(|c: char| c.is_ascii_digit());
    number || !host.contains('.') || NAMES.contains(&last)
}

/// Whether `address` is one of a private network, of this machine, or of no single machine.
#[must_use]
pub fn is_private_address(address: IpAddr) -> bool {
    let four = |address: Ipv4Addr| {
        let [first, second, ..] = address.octets();
        address.is_private()
            || address.is_loopback()
            || address.is_link_local()
            || address.is_unspecified()
            || address.is_broadcast()
            || address.is_multicast()
            || first == 0
            || (first == 100 && (64..128).contains(&second))
    };
    let six = |address: Ipv6Addr| {
        address.is_loopback()
            || address.is_unspecified()
            || address.is_multicast()
            || address.is_unique_local()
            || address.is_unicast_link_local()
    };
    match address {
        IpAddr::V4(address) => four(address),
        IpAddr::V6(address) => address.to_ipv4_mapped().map_or_else(|| six(address), four),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn answers_are_kept_as_they_are() -> Result<(), serde_json::Error> {
        let mut answers = Answers::default();
        let day = date(2026, 3, 9);
        for (url, answer) in [
            ("https://a.example/", Answer::Fine),
            ("https://b.example/", Answer::Moved { to: "https://c.example/".to_owned() }),
            ("https://d.example/", Answer::Gone { status: 410 }),
            ("https://e.example/", Answer::UnknownHost),
            ("https://f.example/", Answer::Silent { why: "it answered 503".to_owned() }),
        ] {
            answers.insert(url.to_owned(), Answered { day, answer });
        }
        assert_eq!(Answers::parse(&answers.render())?, answers);
        assert_eq!(Answers::parse(&Answers::default().render())?, Answers::default());
        assert!(
            answers
                .render()
                .contains("\"https://d.example/\": {\"day\":\"2026-03-09\",\"answer\":\"gone\",\"status\":410}")
        );
        answers.keep(|url| url.contains("a.example"));
        assert!(answers.get("https://a.example/").is_some() && answers.get("https://b.example/").is_none());
        Ok(())
    }

    #[test]
    fn what_was_found_lately_is_not_asked_again() {
        let mut answers = Answers::default();
        answers.insert("https://a.example/".to_owned(), Answered { day: date(2026, 3, 1), answer: Answer::Fine });
        let gone = Answered { day: date(2026, 3, 1), answer: Answer::Gone { status: 404 } };
        answers.insert("https://b.example/".to_owned(), gone);
        assert!(answers.is_fresh("https://a.example/", date(2026, 3, 15), 14));
        assert!(!answers.is_fresh("https://a.example/", date(2026, 3, 16), 14));
        assert!(!answers.is_fresh("https://b.example/", date(2026, 3, 1), 14), "it may be there again");
        assert!(!answers.is_fresh("https://c.example/", date(2026, 3, 1), 14));
    }

    #[test]
    fn addresses_of_the_web_have_a_host() {
        assert_eq!(address("HTTPS://a.example/x?y#z"), Some("HTTPS://a.example/x?y"));
        assert_eq!(address("mailto:a@example.com"), None);
        assert_eq!(address("https:///x"), None);
        for (url, name) in [
            ("https://A.example:8080/x", "a.example"),
            ("https://ana@a.example./", "a.example"),
            ("http://[::1]:80/", "::1"),
            ("https://a.example?x=/", "a.example"),
        ] {
            assert_eq!(host(url).as_deref(), Some(name), "{url}");
        }
    }

    #[test]
    fn private_hosts_are_nobodys_to_ask() {
        for private in [
            "localhost",
            "wiki",
            "nas.local",
            "wiki.corp",
            "a.localhost",
            "10.1.2.3",
            "172.16.0.1",
            "192.168.1.1",
            "127.0.0.1",
            "169.254.169.254",
            "100.64.0.1",
            "0.0.0.0",
            "::1",
            "fe80::1",
            "fd00::1",
            "::ffff:10.0.0.1",
            "2130706433",
            "127.1",
            "0x7f.1",
        ] {
            assert!(is_private(private), "{private}");
        }
        for public in [
            "example.com",
            "wiki.example.com",
            "8.8.8.8",
            "172.32.0.1",
            "100.128.0.1",
            "2606:4700::1111",
            "local.example.org",
        ] {
            assert!(!is_private(public), "{public}");
        }
    }
}
