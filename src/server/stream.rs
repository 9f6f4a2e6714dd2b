//! The stream of events that an open page listens to (`text/event-stream`, WHATWG HTML section 9.2).
//!
//! | event | data | sent |
//! |---|---|---|
//! | `page` | `{"version", "there"}` | when the page that the reader has open differs from the version it holds, or is gone |
//! | `files` | a list of addresses | when pictures and other files published as they are changed |
//! | `notices` | findings, settings and the state of the preview | at the start and when they change |
//!
//! A stream ends after [`LIFE`] and its reader asks again: a reader that has died without a word does not, and is gone.

use std::fmt::Write;
use std::sync::Arc;
use std::time::Duration;

use hyper::body::Bytes;
use tokio::sync::{mpsc, watch};
use tokio::time::{Instant, interval, sleep_until};

use super::{PageStatus, ServedSite};
use crate::invariant::invariant;

/// Longest life of one stream; within a minute nothing of a dead reader is left.
const LIFE: Duration = Duration::from_secs(50);

/// Between two signs of life: a write is how a closed connection shows.
const BEAT: Duration = Duration::from_secs(10);

/// Events that may wait for a reader; one that takes none is dropped.
const WAITING: usize = 32;

/// Starts a stream for the reader of `page`, who holds `version` of it.
pub(super) fn start(
    mut shown: watch::Receiver<Arc<PageStatus>>,
    page: String,
    version: String,
) -> mpsc::Receiver<Bytes> {
    let (events, out) = mpsc::channel(WAITING);
    let now = shown.borrow_and_update().clone();
    let mut told = LastEvent { page, version, notices: None, site: None };
    tokio::spawn(async move {
        // The reader may run and wait at once for an hour: the first bytes tell it that it is connected.
        if events.try_send(Bytes::from_static(b"retry: 300\n\n")).is_err() || told.send(&now, &events).is_err() {
            return;
        }
        drop(now);
        let end = sleep_until(Instant::now() + LIFE);
        tokio::pin!(end);
        let mut beat = interval(BEAT);
        beat.tick().await;
        loop {
            let sent = tokio::select! {
                changed = shown.changed() => match changed {
                    Ok(()) => {
                        let now = shown.borrow_and_update().clone();
                        told.send(&now, &events)
                    }
                    Err(_) => Err(Gone),
                },
                _ = beat.tick() => events.try_send(Bytes::from_static(b":\n\n")).map_err(|_| Gone),
                () = &mut end => Err(Gone),
                () = events.closed() => Err(Gone),
            };
            if sent.is_err() {
                return;
            }
        }
    });
    out
}

/// The reader does not take what it is sent, or is not there.
struct Gone;

/// What a reader has been told.
struct LastEvent {
    page: String,
    version: String,
    notices: Option<Arc<str>>,
    site: Option<Arc<ServedSite>>,
}

impl LastEvent {
    fn send(&mut self, now: &PageStatus, events: &mpsc::Sender<Bytes>) -> Result<(), Gone> {
        let mut text = String::new();
        if let Some(site) = &now.site {
            let (version, there) = site.version_seen(&self.page);
            if version != self.version {
                // Hexadecimal digits and a word need no escaping.
                event(&mut text, "page", &format!("{{\"version\":\"{version}\",\"there\":{there}}}"));
                self.version = version;
            }
            if let Some(before) = &self.site
                && !Arc::ptr_eq(before, site)
            {
                let files = site.changed_copies(before);
                if !files.is_empty() {
                    event(
                        &mut text,
                        "files",
                        &invariant(serde_json::to_string(&files), "names of files can be written as JSON"),
                    );
                }
            }
            self.site = Some(Arc::clone(site));
        }
        if self.notices.as_ref() != Some(&now.notices) {
            event(&mut text, "notices", &now.notices);
            self.notices = Some(Arc::clone(&now.notices));
        }
        if text.is_empty() { Ok(()) } else { events.try_send(Bytes::from(text)).map_err(|_| Gone) }
    }
}

/// Appends one event. JSON on one line holds no line break that could end it early.
fn event(text: &mut String, name: &str, data: &str) {
    let _ = write!(text, "event: {name}\ndata: {data}\n\n");
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::artifact::{Body, OutputPath};

    fn shown(pages: &[(&str, &str)], notices: &str) -> PageStatus {
        let made = pages.iter().filter_map(|(path, text)| Some((OutputPath::new(path)?, Body::of(*text)))).collect();
        PageStatus { site: Some(Arc::new(ServedSite::new("/", made, None))), notices: notices.into() }
    }

    fn heard(told: &mut LastEvent, now: &PageStatus) -> String {
        let (events, mut out) = mpsc::channel(1);
        assert!(told.send(now, &events).is_ok());
        out.try_recv().map_or_else(|_| String::new(), |bytes| String::from_utf8_lossy(&bytes).into_owned())
    }

    #[test]
    fn a_reader_hears_of_its_own_page_and_of_nothing_else() {
        let mut told = LastEvent { page: "/a/".to_owned(), version: String::new(), notices: None, site: None };
        let one = [("a/index.html", "1"), ("b/index.html", "1")];
        assert!(heard(&mut told, &shown(&one, "{}")).contains("event: page"));
        let other = [("a/index.html", "1"), ("b/index.html", "2")];
        assert_eq!(heard(&mut told, &shown(&other, "{}")), "");
        let own = [("a/index.html", "2"), ("b/index.html", "2")];
        assert!(heard(&mut told, &shown(&own, "{}")).starts_with("event: page\ndata: {\"version\":\""));
        assert!(heard(&mut told, &shown(&[("b/index.html", "2")], "{}")).contains("\"there\":false"));
        assert_eq!(
            heard(&mut told, &shown(&[("b/index.html", "2")], "{\"x\":1}")),
            "event: notices\ndata: {\"x\":1}\n\n"
        );
    }

    #[test]
    fn s8_a_reader_that_has_died_without_a_word_is_gone_within_a_minute() -> std::io::Result<()> {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_time().start_paused(true).build()?;
        runtime.block_on(async {
            let (_shown, receiver) = watch::channel(Arc::new(shown(&[], "{}")));
            let mut out = start(receiver.clone(), "/".to_owned(), String::new());
            let began = Instant::now();
            // A dead reader's connection takes what is written until the system gives up, many minutes later.
            while out.recv().await.is_some() {}
            assert!(began.elapsed() < Duration::from_mins(1));
            let unread = start(receiver, "/".to_owned(), String::new());
            tokio::time::sleep(Duration::from_mins(1)).await;
            assert!(unread.is_closed());
        });
        Ok(())
    }
}
