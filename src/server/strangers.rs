//! Names under which somebody asked and that nobody allowed: what the answer and the terminal say of them.
//!
//! A preview behind a forwarded name (a workspace in the cloud, a container, a tunnel) is asked for under a name that
//! it cannot know. The name is the asker's word: only what can be a host's name is repeated, each name once, and a few
//! in all.

use std::collections::BTreeSet;
use std::sync::{Mutex, PoisonError};

/// Names that the terminal tells of; who forwards a preview has one, and the rest is noise or an attack.
const TOLD: usize = 8;

/// Longest name of a host (RFC 1035 section 2.3.4).
const LONGEST: usize = 253;

/// The name in a `Host` header, without its port and in small letters; `None` when it can be no host's.
#[must_use]
pub fn host_name(host: &str) -> Option<String> {
    let name = match host.rsplit_once(':') {
        Some((name, port)) if port.parse::<u16>().is_ok() && port.bytes().all(|byte| byte.is_ascii_digit()) => name,
        Some(_) => return None,
        None => host,
    };
    let sound = |part: &str| {
        (1..=63).contains(&part.len())
            && part.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'))
            && !part.starts_with('-')
            && !part.ends_with('-')
    };
    (name.len() <= LONGEST && name.split('.').all(sound)).then(|| name.to_ascii_lowercase())
}

/// What the answer to somebody says who asked under `name`.
pub(super) fn answer(name: &str) -> String {
    format!(
        "403 Forbidden\n\nThis preview does not answer to the name {name}.\nIf you forward it under that name yourself, start it with\n\n    \
         pmo-site serve --allow-host {name}\n"
    )
}

/// The names that were told.
#[derive(Debug, Default)]
pub(super) struct Strangers {
    told: Mutex<BTreeSet<String>>,
}

impl Strangers {
    /// Tells of `name` by `tell` unless that was done, or enough names were told; a name that could not be told is told
    /// another time. `tell` also hears whether this is the last one.
    pub(super) fn meet(&self, name: &str, tell: impl FnOnce(String, bool) -> bool) {
        let mut told = self.told.lock().unwrap_or_else(PoisonError::into_inner);
        if told.len() < TOLD && !told.contains(name) && tell(name.to_owned(), told.len() + 1 == TOLD) {
            told.insert(name.to_owned());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_can_be_a_name_is_repeated() {
        assert_eq!(host_name("Curly-Space-8490.app.github.dev").as_deref(), Some("curly-space-8490.app.github.dev"));
        assert_eq!(host_name("desk:8010").as_deref(), Some("desk"));
        assert_eq!(host_name("192.168.1.1:80").as_deref(), Some("192.168.1.1"));
        assert_eq!(host_name("xn--bcher-kva.example").as_deref(), Some("xn--bcher-kva.example"));
        let long = format!("{}.example", "a.".repeat(130));
        for host in [
            "",
            ":",
            "*",
            "*.dev",
            "a b",
            "a..b",
            ".a",
            "a.",
            "-a",
            "a-",
            "a/b",
            "u@a",
            "a:b",
            "a:99999",
            "[::1]",
            "a\u{1b}[31m",
            &long,
        ] {
            assert_eq!(host_name(host), None, "{host:?}");
        }
    }

    #[test]
    fn each_name_is_told_once_and_few_in_all() {
        let strangers = Strangers::default();
        let mut told = Vec::new();
        for turn in 0..3 {
            for number in 0..1000 {
                strangers.meet(&format!("host-{number}"), |name, last| {
                    told.push((name, last));
                    true
                });
            }
            assert_eq!(told.len(), TOLD, "turn {turn}");
        }
        assert_eq!(told.iter().filter(|(_, last)| *last).count(), 1);
        assert!(told.last().is_some_and(|(_, last)| *last));
    }

    #[test]
    fn a_name_that_could_not_be_told_is_told_another_time() {
        let strangers = Strangers::default();
        let mut tried = 0;
        for taken in [false, false, true, true] {
            strangers.meet("desk", |_, _| {
                tried += 1;
                taken
            });
        }
        assert_eq!(tried, 3);
    }
}
