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

pub use axes::{AxisHour, AxisView};
pub use grid::{GridCell, GridDay, GridTint, GridView};
pub use land::SOURCE_SHA256 as LAND_SOURCE_SHA256;
pub use map::{MapView, PlaceRow};
pub use meeting_view::{LedgerView, MeetingView, SlotView};
pub use page::{ChangeView, CoverageView, EffectView, GroupView, HireView, SharedView, StatView, TEMPLATE, UnusualView, view};
pub use simulator::{OptionView, SimulatorView};
pub use strips::{StripRow, StripsView};
pub use target_view::{OutcomeView, TargetView};
