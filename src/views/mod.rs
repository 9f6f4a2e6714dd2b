//! One serialisable struct per kind of page; all logic ends here.
//!
//! Layer 3. A view names every field that is published and holds finished words, numbers and addresses: a template only places
//! them. Each file offers `view(cx, …)`, a pure function of the [`Cx`]. Deliberately absent: HTML, but for text that was
//! Markdown and charts that are SVG.

mod cx;
mod parts;

pub use cx::Cx;
pub use parts::{AreaChip, Chart, DateView, Frame, Head, HealthView, Introduction, LinkView, PersonChip, ProgramChip};
