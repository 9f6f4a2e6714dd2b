//! The pages of coverage: who is at work when, as words, tables and drawings.
//!
//! Every number is one of [`crate::coverage`]; here it gets its words and its place. Each page answers one reader: what
//! is so now (`now`), when to meet (`meet`), what the year brings (`year`), whom to hire (`hire`), and how it is
//! counted (`method`). Deliberately absent: counting.

mod axes;
mod grid;
mod head;
pub mod hire;
mod land;
mod map;
pub mod meet;
mod meeting_view;
pub mod method;
mod night;
pub mod now;
mod place_list;
mod sentences;
mod shared;
mod simulator;
mod strips;
mod target_view;
pub mod year;
