//! One serialisable struct per kind of page; all logic ends here.
//!
//! Layer 3. A view names every field that is published and holds finished words, numbers and addresses: a template only
//! places them. Each file offers `view(cx, …)`, a pure function of the [`Cx`]. Deliberately absent: HTML, but for text
//! that was Markdown and charts that are SVG.

pub mod archive;
pub mod changes;
pub mod coverage;
mod cx;
mod day_strip;
mod expiry;
mod facets;
pub mod focus_areas;
pub mod home;
pub mod not_found;
mod own;
pub mod page;
mod parts;
pub mod person;
pub mod program;
pub mod programs;
pub mod registers;
pub mod request;
pub mod search;
mod site;
pub mod status_guide;
mod strip;
pub mod team;
pub mod timeline;
pub mod to_do;
pub mod update;

pub use cx::Cx;
pub use expiry::{ExpiryView, old_from};
pub use parts::{AreaChip, DateView, Head, Introduction, PersonChip, ProgramChip};
pub use site::SiteView;
pub use strip::strip;
