//! What an open page can wish for besides files: the few things that change something, or ask for more than the site
//! holds.

use std::sync::mpsc::{Receiver, SyncSender, TrySendError, sync_channel};

/// Wishes that may wait at once; a person makes one at a time.
const WAITING: usize = 16;

/// What a page wishes. Every text comes from the network and names nothing until it was looked up.
#[derive(Debug)]
pub enum Wish {
    /// To open a source file in the editor.
    Open {
        /// Path in the site.
        file: String,
        /// 1-based line.
        line: u32,
        /// 1-based column.
        column: u32,
    },
    /// To see the site as of a day, `YYYY-MM-DD`, or as of today again where it is empty.
    AsOf(String),
    /// To be answered under a name that nobody allowed; one that a host can have.
    Name {
        /// The name.
        name: String,
        /// No further name is told.
        last: bool,
    },
    /// To know where a part of a page is written.
    Source {
        /// The page's address.
        page: String,
        /// The part's text.
        text: String,
        /// Takes the answer, a JSON object.
        answer: tokio::sync::oneshot::Sender<String>,
    },
}

/// Wishes on their way to whoever builds.
pub type Wishes = Receiver<Wish>;

/// Hands wishes over and rings.
#[derive(Clone)]
pub(super) struct Desk {
    wishes: SyncSender<Wish>,
    ring: std::sync::Arc<dyn Fn() + Send + Sync>,
}

impl Desk {
    /// A desk and its other side; `ring` is called after each wish.
    pub(super) fn new(ring: impl Fn() + Send + Sync + 'static) -> (Self, Wishes) {
        let (wishes, other) = sync_channel(WAITING);
        (Self { wishes, ring: std::sync::Arc::new(ring) }, other)
    }

    /// Hands `wish` over; false when too many wait.
    pub(super) fn hand_over(&self, wish: Wish) -> bool {
        match self.wishes.try_send(wish) {
            Ok(()) => {
                (self.ring)();
                true
            }
            Err(TrySendError::Full(_) | TrySendError::Disconnected(_)) => false,
        }
    }
}

impl std::fmt::Debug for Desk {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Desk")
    }
}
