//! A zone's wall clock over one range of time, with its changes looked up once: what makes a year of shifts cheap to
//! resolve.

use jiff::civil::Date;

use super::{Interval, UtcMinute, Zone, transitions};

/// Minutes around a clock change within which the zone itself is asked. Local times differ from UTC by up to 14 hours,
/// and a clock has jumped by up to a day (Samoa, 2011); two days are past all of that.
const NEAR: i64 = 2 * 24 * 60;

/// The offsets of one zone around a range.
#[derive(Clone, Debug)]
pub(super) struct WallClock<'z> {
    zone: &'z Zone,
    /// The minute from which an offset holds, in minutes east of UTC, in order; `None` for an offset with seconds in
    /// it.
    offsets: Vec<(UtcMinute, Option<i64>)>,
}

impl<'z> WallClock<'z> {
    /// The clock of a zone for the dates around a range.
    pub(super) fn over(zone: &'z Zone, range: Interval) -> Self {
        let from = range.start().plus(-3 * NEAR);
        let whole = |seconds: i32| (seconds % 60 == 0).then_some(i64::from(seconds / 60));
        let mut offsets = vec![(from, whole(zone.offset_at(from.to_timestamp())))];
        let changes = transitions(std::slice::from_ref(zone), Interval::spanning(from, range.minutes() + 6 * NEAR));
        offsets.extend(changes.into_iter().map(|change| (change.at, whole(change.after))));
        Self { zone, offsets }
    }

    /// The zone.
    pub(super) const fn zone(&self) -> &'z Zone {
        self.zone
    }

    /// As [`Zone::minute_of`], for a date whose midnight in UTC is given: the same minute, without asking the zone
    /// where no clock change is near.
    pub(super) fn minute_of(&self, date: Date, midnight: UtcMinute, minutes: u16) -> UtcMinute {
        let local = midnight.plus(i64::from(minutes));
        let after = self.offsets.partition_point(|(at, _)| *at <= local);
        let last = after.checked_sub(1).and_then(|at| self.offsets.get(at));
        let next = self.offsets.get(after);
        match last {
            Some((at, Some(offset)))
                if local.since(*at) > NEAR && next.is_none_or(|(at, _)| at.since(local) > NEAR) =>
            {
                local.plus(-offset)
            }
            _ => self.zone.minute_of(date, minutes),
        }
    }
}
