//! When the clocks of a zone change.

use jiff::civil::{Date, DateTime};
use jiff::tz::Offset;

use super::{Interval, UtcMinute, Zone};

/// One change of a zone's distance from UTC.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Transition {
    /// The first minute of the new offset.
    pub at: UtcMinute,
    /// Whose clocks.
    pub zone: Zone,
    /// The offset until then, in seconds east of UTC.
    pub before: i32,
    /// The offset from then on, in seconds east of UTC.
    pub after: i32,
}

impl Transition {
    /// Minutes by which wall clocks jump: positive forward, negative back.
    #[must_use]
    pub const fn jump_minutes(&self) -> i32 {
        (self.after - self.before) / 60
    }

    /// What the old clock shows at the change: `2027-03-14T02:00` in New York.
    #[must_use]
    pub fn local_before(&self) -> DateTime {
        self.wall_clock(self.before)
    }

    /// What the new clock shows at the change: `2027-03-14T03:00` in New York.
    #[must_use]
    pub fn local_after(&self) -> DateTime {
        self.wall_clock(self.after)
    }

    /// The date of the change on the old clock. Egypt's autumn change, by law Thursday 24:00, is Friday 00:00 here.
    #[must_use]
    pub fn local_date(&self) -> Date {
        self.local_before().date()
    }

    fn wall_clock(&self, offset: i32) -> DateTime {
        Offset::from_seconds(offset).unwrap_or(Offset::UTC).to_datetime(self.at.to_timestamp())
    }
}

/// The clock changes of `zones` inside a UTC range, in order of time and then of zone; a zone given twice counts once.
///
/// Changes of a zone's label or of its "daylight saving" flag that leave the offset alone are not changes here.
#[must_use]
pub fn transitions(zones: &[Zone], range: Interval) -> Vec<Transition> {
    let mut found: Vec<Transition> = zones.iter().flat_map(|zone| of_zone(zone, range)).collect();
    found.sort();
    found.dedup();
    found
}

fn of_zone(zone: &Zone, range: Interval) -> impl Iterator<Item = Transition> {
    // `following` is exclusive, so it starts a minute early; the filter drops what that lets in.
    let from = range.start().plus(-1).to_timestamp();
    let mut before = zone.offset_at(from);
    let changes =
        zone.rules().following(from).map(|change| (UtcMinute::of(change.timestamp()), change.offset().seconds()));
    changes.take_while(move |(at, _)| *at < range.end()).filter_map(move |(at, after)| {
        let old = std::mem::replace(&mut before, after);
        (old != after && range.contains(at)).then(|| Transition { at, zone: zone.clone(), before: old, after })
    })
}
