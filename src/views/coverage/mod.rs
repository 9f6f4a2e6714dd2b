//! The coverage page: who is there when, as words, tables and drawings.
//!
//! Every number is one of [`crate::coverage`]; here it gets its words and its place. Deliberately absent: counting.

mod axes;
mod grid;
mod land;
mod map;
mod meeting_view;
mod method;
mod night;
mod page;
mod sentences;
mod simulator;
mod strips;
mod target_view;

pub use page::{TEMPLATE, view};
