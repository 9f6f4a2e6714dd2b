//! Who is there when: a week measured, its targets, a year of weeks, the clock changes ahead, meetings and hires.
//!
//! Layer 2. [`Measured`] holds every number; the coverage page and `coverage.json` are made from it, so that they
//! cannot disagree, and the check of targets and the questions of the command line count by the same rules ([`counts`],
//! [`head_count`]). Only members of the office who are there on the model's day count; those yet to come are measured
//! apart. Whose clock may be shown is decided here too ([`ShownClocks`]). Deliberately absent: reasons for absences,
//! any place more exact than a time zone's city, and pages.

mod attendance;
mod clocks;
mod common_hours;
mod disclosure;
mod facts;
mod hire;
mod hours;
mod meetings;
mod places;
mod shared;
mod target;
mod usual;
mod week;
mod weeks;
pub mod words;
mod year;

pub use attendance::{Member, Roster, around, counts, head_count};
pub use clocks::{ClockChange, SharedChange, UnusualWeeks, ZoneChange};
pub use disclosure::{MergedPlace, ShownClocks, are_enough, counts_nameless, region, shows_area};
pub use facts::{CoverageFacts, Measured, PersonFacts};
pub use hire::{CurveFacts, HireFacts, HireOptionFacts, HirePairFacts, RangeFacts};
pub use hours::Hours;
pub use meetings::{BreakFacts, LedgerFacts, MeetingDate, MeetingFacts, SlotFacts, calendar_url};
pub use places::PlaceFacts;
pub use shared::SharedFacts;
pub use target::{ShortDay, TargetFacts, TargetOutcome, TargetWeek};
pub use usual::{Usual, place};
pub use week::{DayFacts, GapFacts, WeekFacts};
pub use weeks::{ClockFacts, MOST_PEOPLE, PersonRuns, WeekRuns, WeeksFacts};
pub use year::{GroupFacts, WeekOfYear};
