//! Zones, working hours and who is there when: layer 0, used by the model, the views and the charts.
//!
//! A roster record becomes a [`Schedule`] (a [`Zone`], [`WeeklyHours`] and the dated things that override them); a schedule
//! becomes an [`IntervalSet`] of exact UTC minutes; many of those become a [`Coverage`], from which every number of the coverage
//! page is measured. Zone data is compiled into the program (see [`TZDB_VERSION`]), so a build says the same on every machine.
//!
//! Deliberately absent: the clock, the machine's own zone or zone files, any file format, and any rounding. Charts round.

mod clock;
mod clock_time;
mod coverage;
mod crew;
mod date;
mod day_set;
mod hire;
mod hire_plan;
mod hours;
mod hours_error;
mod hours_parse;
mod interval;
mod iso_week;
mod meeting;
mod minute;
mod overlap;
mod presence;
mod regime;
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
mod year;
mod zone;
mod zone_error;

#[cfg(test)]
mod tests;

pub use clock::{Clock, Clocks};
pub use clock_time::{ClockTime, TimeRange};
pub use coverage::{Coverage, Run, Summary};
pub use crew::{Crew, crews};
pub use date::{AsOf, DateError, parse_date};
pub use day_set::DaySet;
pub use hire::{CurvePoint, HireCandidate, HireOption, Need, SOCIABLE_HOURS, front, hire_curve, hire_table};
pub use hire_plan::{HireStep, best_pair, greedy_hires};
pub use hours::WeeklyHours;
pub use hours_error::{HoursError, HoursProblem};
pub use interval::{Interval, IntervalSet};
pub use iso_week::IsoWeek;
pub use jiff::Timestamp;
pub use jiff::civil::{Date, Weekday};
pub use meeting::{
    MOST_SCHEDULES, MeetingAnswer, MeetingBreak, MeetingQuestion, MeetingSlot, MeetingWindow, Pain, WAKING_HOURS, meeting_windows,
};
pub use minute::UtcMinute;
pub use overlap::{Spread, WeekMinutes, minutes_by_week, overlap, overlap_by_week, overlap_of_groups};
pub use presence::{PersonIndex, Presence};
pub use regime::{ClockRegime, WeekClocks, regimes, week_clocks};
pub use rotation::{LedgerLine, Rotation, fair_rotation};
pub use schedule::{Basis, LocalDay, Schedule};
pub use schedule_row::{DateSpan, DayHours, Holidays, ScheduleError, ScheduleRow};
pub use skipped::Skipped;
pub use target::{Shortfall, TargetResult, TargetWindow};
pub use transition::{Transition, transitions};
pub use usual_days::usual_days;
pub use week_grid::{Cell, WeekGrid};
pub use year::{Departure, PairOverlap, WeekFigures, departures, pair_overlaps, series, week_figures};
pub use zone::{ParsedZone, Resolution, Resolved, TZDB_RELEASED, TZDB_VERSION, Zone, format_offset};
pub use zone_error::ZoneError;
