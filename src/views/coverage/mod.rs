//! Who is there when: a week measured, its targets, the clock changes ahead, and the page that shows them.
//!
//! [`facts`] holds every number; [`view`] and `coverage.json` are made from it, so that they cannot disagree. Only members of the
//! office who are there on the model's day count; those yet to come are measured apart. Deliberately absent: reasons for absences,
//! and any place more exact than a time zone's city.

mod attendance;
mod axes;
mod clocks;
mod common_hours;
pub mod disclosure;
mod facts;
mod grid;
mod hire;
mod hours;
mod land;
mod map;
mod meeting_view;
mod meetings;
mod method;
mod night;
mod page;
mod places;
mod sentences;
mod shared;
mod simulator;
mod strips;
mod target;
mod target_view;
pub mod usual;
mod week;
mod weeks;
pub mod words;
mod year;

pub use axes::{AxisHour, AxisView};
pub use clocks::{ClockChange, SharedChange, UnusualWeeks, ZoneChange};
pub use common_hours::CommonHours;
pub use disclosure::MergedPlace;
pub use facts::{CoverageFacts, Measured, PersonFacts, common_hours, facts, minutes};
pub use grid::{GridCell, GridDay, GridTint, GridView};
pub use hire::{CurveFacts, HireFacts, HireOptionFacts, HirePairFacts, RangeFacts};
pub use hours::Hours;
pub use land::SOURCE_SHA256 as LAND_SOURCE_SHA256;
pub use map::{MapView, PlaceRow};
pub use meeting_view::{LedgerView, MeetingView, SlotView, calendar_url};
pub use meetings::{BreakFacts, LedgerFacts, MeetingDate, MeetingFacts, SlotFacts};
pub use page::{ChangeView, CoverageView, EffectView, GroupView, HireView, SharedView, StatView, TEMPLATE, UnusualView, view};
pub use places::PlaceFacts;
pub use shared::SharedFacts;
pub use simulator::{OptionView, SimulatorView};
pub use strips::{StripRow, StripsView};
pub use target::{ShortDay, TargetFacts, TargetOutcome, TargetWeek};
pub use target_view::{OutcomeView, TargetView};
pub use usual::Usual;
pub use week::{DayFacts, GapFacts, WeekFacts};
pub use weeks::{ClockFacts, PersonRuns, WeekRuns, WeeksFacts};
pub use year::{GroupFacts, WeekOfYear};
