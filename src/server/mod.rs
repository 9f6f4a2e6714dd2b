//! The preview's web server: a finished site out of memory, a stream that says what changed, and a few wishes of the
//! open page.
//!
//! Layer 4. It is handed artifacts and findings (already as JSON) and answers requests by exact look-up: no path is
//! ever joined from a request. Everything that comes in over the network is hostile: who may ask is decided in `guard`,
//! how much and how long in `listen`. Deliberately absent: building, watching, TLS, and any notion of a program or a
//! page's meaning.

mod answer;
mod body;
mod guard;
mod inject;
mod listen;
mod media;
mod site;
mod strangers;
mod stream;
mod token;
mod wish;

pub use listen::{Server, ServerSettings, bind};
pub use site::{PageStatus, ServedSite};
pub use strangers::host_name;
pub use wish::{Wish, Wishes};

/// Addresses below this path belong to the preview; a published site's own addresses there cannot be seen in it.
pub const RESERVED: &str = "/_preview/";
