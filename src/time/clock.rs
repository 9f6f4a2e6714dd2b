//! Present-day clocks: zones whose wall clocks agree from a date on, so that Oslo, Berlin and Paris are one.
//!
//! A clock is what a page shows where a zone would single somebody out, and what a hire is tried on. Which zones agree
//! is looked up for the date asked about and never assumed; the list of `zonenow.tab` only decides which of them a
//! clock is called by. Deliberately absent: zone names that are links, and the countries of a clock.

use std::cmp::Ordering;

use jiff::civil::Date;

use super::{Interval, UtcMinute, Zone};

/// For how many days clocks have to agree: eighteen months, so that every change of a year is met at least once.
const DAYS: i64 = 548;

/// The reference zones of the zone database's present-day clocks, from west to east. Data: `examples/clocks.py` derives
/// it from `zonenow.tab` (public domain) of the release in [`TZDB_VERSION`](super::TZDB_VERSION).
const LISTED: &str = include_str!("clocks.txt");

/// Wall clocks that agree for the eighteen months from a date.
///
/// Two clocks are the same when their offsets are, whatever they are called by.
#[derive(Clone, Debug, Eq)]
pub struct Clock {
    /// The zone it is called by.
    pub zone: Zone,
    /// Other well-known zones with the same offsets: Istanbul and Nairobi keep UTC+3 all year as Moscow does.
    pub others: Vec<Zone>,
    offsets: Offsets,
}

impl PartialEq for Clock {
    fn eq(&self, other: &Self) -> bool {
        self.offsets == other.offsets
    }
}

impl Ord for Clock {
    /// From west to east by the offset at the beginning.
    fn cmp(&self, other: &Self) -> Ordering {
        self.offsets.cmp(&other.offsets)
    }
}

impl PartialOrd for Clock {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

/// The offset at the beginning, in seconds, and every change after it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Offsets {
    first: i32,
    changes: Vec<(UtcMinute, i32)>,
}

impl Offsets {
    fn of(zone: &Zone, span: Interval) -> Self {
        let changes = super::transitions(std::slice::from_ref(zone), span);
        Self {
            first: zone.offset_at(span.start().to_timestamp()),
            changes: changes.into_iter().map(|change| (change.at, change.after)).collect(),
        }
    }
}

/// All clocks of the world for the eighteen months from a date.
#[derive(Clone, Debug)]
pub struct WorldClocks {
    span: Interval,
    clocks: Vec<Clock>,
}

impl WorldClocks {
    /// The clocks from a date on, told apart by their offsets alone.
    ///
    /// ```text
    /// let clocks = Clocks::from(date(2026, 11, 20));
    /// clocks.of(&oslo) == clocks.of(&berlin)      // called by Europe/Paris
    /// clocks.of(&london) != clocks.of(&lagos)     // UTC+1 both in summer, not in winter
    /// ```
    #[must_use]
    pub fn from(date: Date) -> Self {
        let span = Interval::spanning(UtcMinute::midnight(date), DAYS * 24 * 60);
        let mut clocks: Vec<Clock> = Vec::new();
        for zone in LISTED.lines().filter_map(|name| Zone::parse(name).ok()).map(|parsed| parsed.zone) {
            let offsets = Offsets::of(&zone, span);
            match clocks.iter_mut().find(|known| known.offsets == offsets) {
                Some(known) => known.others.push(zone),
                None => clocks.push(Clock { zone, others: Vec::new(), offsets }),
            }
        }
        Self { span, clocks }
    }

    /// Every clock, from west to east.
    #[must_use]
    pub fn all(&self) -> &[Clock] {
        &self.clocks
    }

    /// The clock that a zone keeps.
    ///
    /// On a date long past a zone may keep a clock that is on no list any more; it is then called by the first place,
    /// by name, that keeps it with it.
    #[must_use]
    pub fn of(&self, zone: &Zone) -> Clock {
        let offsets = Offsets::of(zone, self.span);
        if let Some(known) = self.clocks.iter().find(|known| known.offsets == offsets) {
            return known.clone();
        }
        let alike = Zone::places().into_iter().find(|place| Offsets::of(place, self.span) == offsets);
        Clock { zone: alike.unwrap_or_else(|| zone.clone()), others: Vec::new(), offsets }
    }
}
