//! Zones, working hours and who is there when: layer 0, used by the model, the views and the charts.
//!
//! A roster record becomes a [`Schedule`] (a [`Zone`], [`WeeklyHours`] and the dated things that override them); a
//! schedule becomes an [`IntervalSet`] of exact UTC minutes; many of those become a [`Coverage`], from which every
//! number of the coverage page is measured. Zone data is compiled into the program (see [`TZDB_VERSION`]), so a build
//! says the same on every machine.
//!
//! Deliberately absent: the clock, the machine's own zone or zone files, any file format, and any rounding. Charts
//! round.

mod city;
mod clock;
mod clock_time;
mod coverage;
mod crew;
mod date;
mod date_notations;
mod day_set;
mod hire;
mod hire_plan;
mod hours;
mod hours_error;
mod hours_notations;
mod hours_parse;
mod interval;
mod iso_week;
mod meeting;
mod minute;
mod overlap;
mod plan_date;
mod presence;
mod regime;
mod review_interval;
mod rotation;
mod schedule;
mod schedule_row;
mod skipped;
mod slot_set;
mod sweep;
mod target;
mod transition;
mod usual_days;
mod wall_clock;
mod week_grid;
mod zone;
mod zone_error;

#[cfg(test)]
mod tests;

pub(crate) use clock::Clock;
pub use clock::WorldClocks;
pub use clock_time::ClockTime;
pub(crate) use clock_time::TimeRange;
pub use coverage::Coverage;
pub(crate) use crew::{Crew, crews};
pub(crate) use date::AsOf;
pub use date::parse_date;
pub use date_notations::{date_hint, plan_date_hint};
pub use day_set::DaySet;
pub use hire::{HireCandidate, HireOption, StaffNeed, front, hire_curve, hire_table};
pub(crate) use hire_plan::HireStep;
pub use hire_plan::best_pair;
pub use hours::WeeklyHours;
pub(crate) use hours_error::{HoursError, HoursProblem};
pub use hours_notations::hours_meant;
pub use interval::{Interval, IntervalSet};
pub use iso_week::IsoWeek;
pub use jiff::civil::Date;
pub(crate) use jiff::civil::Weekday;
pub use meeting::{MeetingAnswer, MeetingQuestion, meeting_windows};
pub(crate) use meeting::{MeetingBreak, MeetingSlot, MeetingWindow, Pain};
pub use minute::UtcMinute;
pub(crate) use overlap::{Spread, WeekMinutes, overlap};
pub use plan_date::{PlanDate, Slip, WrittenDate, YearPart};
pub use presence::{PersonIndex, Presence};
pub(crate) use regime::{ClockRegime, regimes};
pub use review_interval::ReviewInterval;
pub use rotation::fair_rotation;
pub(crate) use schedule::Basis;
pub use schedule::Schedule;
pub use schedule_row::DateSpan;
pub(crate) use schedule_row::{DayHours, Holidays, ScheduleError, ScheduleRow};
pub(crate) use skipped::Skipped;
pub(crate) use target::{TargetResult, TargetWindow};
pub(crate) use transition::{Transition, transitions};
pub(crate) use usual_days::usual_days;
pub(crate) use week_grid::{Cell, WeekGrid};
pub(crate) use zone::{Resolution, TZDB_RELEASED, format_offset};
pub use zone::{TZDB_VERSION, Zone};
pub(crate) use zone_error::ZoneError;
